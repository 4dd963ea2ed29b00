"""Every setting of the advisor: environment variables with safe defaults. The README lists them."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"  # what is made at run time: database, logs
MODELS = ROOT / "models"
SHORTEST_SECRET = 16  # characters


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """Attributes:
    host: address the servers listen on.
    port: of the Rasa server (website, REST).
    actions_port: of the action server.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    actions_port: int = 5055

    @property
    def address(self) -> str:
        """Where people find the advisor."""
        return f"http://{self.host}:{self.port}"

    @classmethod
    def from_environment(cls) -> Settings:
        """Reads ADVISOR_HOST, ADVISOR_PORT and ADVISOR_ACTIONS_PORT.

        Raises:
            SettingError: a port is no number from 1 to 65535, or both are the same.
        """
        port, actions_port = _port("ADVISOR_PORT", cls.port), _port("ADVISOR_ACTIONS_PORT", cls.actions_port)
        if port == actions_port:
            raise SettingError(f"ADVISOR_PORT and ADVISOR_ACTIONS_PORT are both {port}; give them different numbers.")
        return cls(os.environ.get("ADVISOR_HOST") or cls.host, port, actions_port)


def _port(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise SettingError(f"{name} is {value!r}; it has to be a number from 1 to 65535.")
    return int(value)


@dataclass(frozen=True)
class WebsiteSettings:
    """Attributes:
    secret: signs conversation ids.
    frame_ancestors: origins of websites that may show the chat window, besides our own.
    per_conversation, per_address: messages a minute.
    """

    secret: str
    frame_ancestors: tuple[str, ...] = ("http://localhost:*", "http://127.0.0.1:*")
    per_conversation: int = 30
    per_address: int = 120

    @classmethod
    def from_environment(cls) -> WebsiteSettings:
        """Reads ADVISOR_SECRET, ADVISOR_ALLOWED_ORIGINS, ADVISOR_RATE_CONVERSATION and ADVISOR_RATE_ADDRESS.

        Raises:
            SettingError: a value cannot be used.
        """
        return cls(
            _secret(),
            _origins(cls.frame_ancestors),
            _positive("ADVISOR_RATE_CONVERSATION", cls.per_conversation),
            _positive("ADVISOR_RATE_ADDRESS", cls.per_address),
        )


def _secret() -> str:
    """ADVISOR_SECRET, else one that is made once and kept in var/secret, readable by its owner only."""
    named = os.environ.get("ADVISOR_SECRET")
    if named is not None and len(named) < SHORTEST_SECRET:
        raise SettingError(f"ADVISOR_SECRET needs at least {SHORTEST_SECRET} characters; unset it to have one made.")
    if named:
        return named
    path = VAR / "secret"
    VAR.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w") as made:
            made.write(secrets.token_urlsafe(32))
    return path.read_text(encoding="utf-8")


def _origins(default: tuple[str, ...]) -> tuple[str, ...]:
    named = os.environ.get("ADVISOR_ALLOWED_ORIGINS")
    if named is None:
        return default
    origins = tuple(each for each in re.split(r"[\s,]+", named) if each)
    for origin in origins:
        if not re.fullmatch(r"https?://(?:\*\.)?[\w.-]+(?::(?:\d+|\*))?", origin):
            raise SettingError(
                f"ADVISOR_ALLOWED_ORIGINS contains {origin!r}; write origins such as https://www.example.edu, "
                "separated by commas."
            )
    return origins


def _positive(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or int(value) < 1:
        raise SettingError(f"{name} is {value!r}; it has to be a whole number of messages a minute.")
    return int(value)
