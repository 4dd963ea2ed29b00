"""Thumbs: kept for the editors, with thanks that the person sees, a field for a word, and a way to take it back."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    InputBlock,
    MarkdownTextObject,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.posting import open_window, quietly
from bot.feedback import LONGEST_WORD, Feedback

WORD, BACK = "word", "thumb_back"
LONGEST = 1400  # characters of an answer that a judgement is known by: a button carries 2,000
THANKS = {
    "up": "Thank you. It helps to know what is good.",
    "down": "Thank you. Whoever edits these answers reads that one again.",
}
NOT_OPENED = "Slack did not open the field for your words. Press “Add a word” once more, please; your thumb is kept."
TAKEN_BACK = "Taken back: nothing of it is kept."
KEPT = "Thank you, your words are kept for the editors."

Reply = dict[str, Any]


class Thumbs:
    """Judgements on answers."""

    def __init__(self) -> None:
        self._feedback: Feedback | None = None

    async def judged(self, conversation: str, body: Reply, thumb: str, client: AsyncWebClient) -> None:
        """Keeps a thumb, says thank you to the one who gave it, and offers a field for a word."""
        message, container = body.get("message") or {}, body.get("container") or {}
        answer = str(message.get("text") or "")[:LONGEST]
        await self._keep(conversation, answer, thumb, "")
        what = json.dumps({"conversation": conversation, "answer": answer, "thumb": thumb})
        titles = {WORD: "Add a word", BACK: "Take it back"}
        buttons = [ButtonElement(text=PlainTextObject(text=t), action_id=a, value=what) for a, t in titles.items()]
        says = SectionBlock(text=MarkdownTextObject(text=THANKS[thumb], verbatim=True))
        thanks = [says, *([ActionsBlock(elements=buttons)] if len(what) <= ButtonElement.value_max_length else [])]
        await quietly(
            client.chat_postEphemeral(
                channel=str(container.get("channel_id")),
                user=body["user"]["id"],
                thread_ts=message.get("thread_ts"),
                text=THANKS[thumb],
                blocks=[each.to_dict() for each in thanks],
            )
        )

    async def take_back(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient) -> None:
        """Keeps a thumb no longer, nor its word, and says so to the one who gave it."""
        await ack()
        what, container = json.loads(action["value"]), body.get("container") or {}
        await self._in_thread("take_back", what["conversation"], what["answer"])
        await quietly(
            client.chat_postEphemeral(
                channel=str(container.get("channel_id")), user=body["user"]["id"], text=TAKEN_BACK,
                thread_ts=(body.get("message") or {}).get("thread_ts") or container.get("thread_ts"),
            )
        )  # fmt: skip

    async def ask(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient) -> None:
        """Opens the field for a word."""
        await ack()
        field = PlainTextInputElement(action_id=WORD, multiline=True, max_length=LONGEST_WORD)
        asked = InputBlock(
            block_id=WORD, label=PlainTextObject(text="What was good, or what was wrong?"), element=field
        )
        await open_window(client, body, _view(action["value"], [asked], "Keep it"), NOT_OPENED)

    async def keep(self, ack: Any, view: Reply) -> None:
        """Keeps the word, and says so."""
        what = json.loads(view.get("private_metadata") or "{}")
        word = str(view["state"]["values"][WORD][WORD].get("value") or "")
        await self._keep(what["conversation"], what["answer"], what["thumb"], word)
        thanks = SectionBlock(text=MarkdownTextObject(text=KEPT, verbatim=True))
        await ack(response_action="update", view=_view("", [thanks]))

    async def _keep(self, conversation: str, answer: str, thumb: str, word: str) -> None:
        await self._in_thread("add", conversation, "", answer, thumb, word)

    async def _in_thread(self, does: str, *arguments: str) -> None:
        self._feedback = self._feedback or Feedback()
        await asyncio.get_running_loop().run_in_executor(None, getattr(self._feedback, does), *arguments)


def _view(metadata: str, blocks: list[Any], submit: str = "") -> Reply:
    return View(
        type="modal",
        callback_id=WORD,
        title=PlainTextObject(text="About this answer"),
        submit=PlainTextObject(text=submit) if submit else None,
        close=PlainTextObject(text="Close"),
        private_metadata=metadata,
        blocks=blocks,
    ).to_dict()
