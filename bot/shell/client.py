"""Talks to the running advisor over REST; one conversation, kept with its last exchange for `--resume`."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any

from bot.servers import ServerError
from bot.settings import VAR

TIMEOUT = 60  # seconds an answer may take
_KEPT = VAR / "shell_conversation"


@dataclass(frozen=True)
class Answer:
    """One reply: complete in words, and as the structure of docs/replies.md (empty where there is none)."""

    text: str
    reply: dict[str, Any]

    @property
    def chips(self) -> list[dict[str, str]]:
        """The quick replies."""
        return list(self.reply.get("chips") or ())


class Client:
    """One conversation.

    Args:
        address: of the server, such as http://127.0.0.1:5005.
        resume: goes on with the last conversation.
    """

    def __init__(self, address: str, resume: bool = False) -> None:
        self._address = address
        kept = _kept() if resume else {}
        self.sender = str(kept.get("sender") or f"shell-{uuid.uuid4()}")
        self.kept = str(kept.get("asked") or ""), tuple(map(answer_of, kept.get("answers") or ()))
        self._keep(str(kept.get("asked") or ""), kept.get("answers") or [])

    def say(self, text: str, message_id: str, shown: str) -> list[Answer]:
        """The replies to a message.

        Args:
            message_id: new for each message; the same again gets the same answers.
            shown: what the person typed or chose.

        Raises:
            ServerError: the server does not answer.
        """
        found = self._post("webhook", {"sender": self.sender, "message": text, "id": message_id})
        unkept = any((each.get("custom") or {}).get("kind") in ("forgotten", "resume_code") for each in found)
        self._keep("" if unkept else shown, [] if unkept else found)
        return [answer_of(each) for each in found]

    def _keep(self, asked: str, answers: list[dict[str, Any]]) -> None:
        """Keeps the last exchange for `--resume`; nothing of it after "forget me", nor of a code."""
        VAR.mkdir(parents=True, exist_ok=True)
        kept = {"sender": self.sender, "asked": asked, "answers": answers}
        _KEPT.write_text(json.dumps(kept), encoding="utf-8")

    def understand(self, text: str) -> dict[str, Any]:
        """How a message is understood: intent, ranking, entities."""
        return dict(self._post("understand", {"message": text}))

    def _post(self, route: str, body: dict[str, str]) -> Any:
        url = f"{self._address}/webhooks/rest/{route}"
        headers = {"Content-Type": "application/json"}
        if token := os.environ.get("ADVISOR_REST_TOKEN"):
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise ServerError(_said_by(refused)) from refused
        except (urllib.error.URLError, OSError, ValueError) as problem:
            reason = getattr(problem, "reason", problem)
            raise ServerError(
                f"The advisor at {self._address} does not answer ({reason}). Is it still running, and does nothing "
                "else use its port?"
            ) from problem


def _kept() -> dict[str, Any]:
    """The conversation of this terminal as it was left; empty where there is none."""
    try:
        kept = json.loads(_KEPT.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _said_by(refused: urllib.error.HTTPError) -> str:
    """What the advisor says about a request that it did not take."""
    try:
        return str(json.load(refused)["error"])
    except (ValueError, KeyError, TypeError):
        return f"The advisor answered with the status {refused.code}."


def answer_of(message: dict[str, Any]) -> Answer:
    """One message of the REST channel."""
    chips = [{"title": each["title"], "payload": each["payload"]} for each in message.get("buttons") or ()]
    return Answer(message.get("text") or "", dict(message.get("custom") or ({"chips": chips} if chips else {})))
