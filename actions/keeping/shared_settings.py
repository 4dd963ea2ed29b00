"""Settings that the action server reads too: environment variables with safe defaults. The README lists them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

KEPT_DAYS = 180
MOST_DAYS = 36_500
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SMTP_PORTS = {"smtp": 587, "smtps": 465}


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names it and says what to do."""


def retention_days() -> int:
    """ADVISOR_RETENTION_DAYS: days after the last message until a conversation is deleted.

    Raises:
        SettingError: it is no whole number from 1 to MOST_DAYS.
    """
    value = os.environ.get("ADVISOR_RETENTION_DAYS") or str(KEPT_DAYS)
    if not value.isdecimal() or not 1 <= int(value) <= MOST_DAYS:
        raise SettingError(
            f"ADVISOR_RETENTION_DAYS is {value!r}; it has to be a whole number of days from 1 to {MOST_DAYS}."
        )
    return int(value)


def slack_is_on() -> bool:
    """ADVISOR_SLACK: whether people reach the advisor in Slack, as bot/servers.py says it to the action server, which
    is given no token of Slack's. One that is started by itself takes it that they do."""
    return os.environ.get("ADVISOR_SLACK") != "off"


@dataclass(frozen=True)
class HandoverSettings:
    """Where a summary goes that a person agreed to send.

    Attributes:
        webhook: address that gets a POST with JSON, or "".
        mail: mailbox, or ""; at most one of both is set.
        host, port: of the mail server.
        secure: the connection is encrypted from the start (smtps); else it is as soon as the server offers it.
        user, password: for the mail server, or "".
    """

    webhook: str = field(default="", repr=False)  # may hold a key
    mail: str = ""
    host: str = ""
    port: int = 0
    secure: bool = False
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def on(self) -> bool:
        """Whether a summary can be sent at all."""
        return bool(self.webhook or self.mail)

    @classmethod
    def from_environment(cls) -> HandoverSettings:
        """Reads ADVISOR_HANDOVER_WEBHOOK, ADVISOR_HANDOVER_MAIL and ADVISOR_SMTP_URL.

        Raises:
            SettingError: a value cannot be used; without any secret in its words.
        """
        webhook, mail = os.environ.get("ADVISOR_HANDOVER_WEBHOOK", ""), os.environ.get("ADVISOR_HANDOVER_MAIL", "")
        if webhook and mail:
            raise SettingError("Set ADVISOR_HANDOVER_WEBHOOK or ADVISOR_HANDOVER_MAIL, not both.")
        if webhook:
            return cls(webhook=_webhook(webhook))
        if not mail:
            return cls()
        if parseaddr(mail)[1] != mail or mail.count("@") != 1 or not all(mail.split("@")):
            raise SettingError(
                f"ADVISOR_HANDOVER_MAIL is {mail!r}; it has to be one address, such as help@example.edu."
            )
        return _with_server(mail, os.environ.get("ADVISOR_SMTP_URL", ""))


def _webhook(address: str) -> str:
    host, scheme = _host(address), address.split(":", 1)[0].lower()
    if not host or not (scheme == "https" or (scheme == "http" and host in _LOOPBACK)):
        raise SettingError(
            "ADVISOR_HANDOVER_WEBHOOK has to be an https address, such as https://example.edu/requests "
            "(plain http only on this machine)."
        )
    return address


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        _ = parts.port  # a port that is none raises here
    except ValueError:
        return ""
    return "" if any(c.isspace() for c in address) else parts.hostname or ""


def _with_server(mail: str, address: str) -> HandoverSettings:
    scheme = address.split(":", 1)[0].lower()
    if scheme not in _SMTP_PORTS or not _host(address):
        raise SettingError(
            "ADVISOR_HANDOVER_MAIL is set; ADVISOR_SMTP_URL has to name the mail server, such as "
            "smtp://user:secret@mail.example.edu:587 (smtps:// for an encrypted port)."
        )
    parts = urlsplit(address)
    return HandoverSettings(
        mail=mail,
        host=parts.hostname or "",
        port=parts.port or _SMTP_PORTS[scheme],
        secure=scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def shared_address() -> str:
    """The address of the database that several servers may share; "" where there is none but SQLite."""
    address = os.environ.get("ADVISOR_DATABASE_URL", "")
    return address if address.startswith("postgresql") else ""
