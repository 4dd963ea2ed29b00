"""Every setting of the advisor: environment variables with safe defaults. The README lists them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"  # what is made at run time: database, logs
MODELS = ROOT / "models"


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
