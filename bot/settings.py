"""Every setting of the advisor: environment variables with safe defaults. The README lists them."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from actions.keeping.shared_settings import SettingError, shared_address

__all__ = [
    "MODELS", "ROOT", "VAR", "DeskSettings", "RestSettings", "SettingError", "Settings", "SlackSettings",
    "WebsiteSettings",
]  # fmt: skip

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"  # what is made at run time: database, logs
MODELS = ROOT / "models"
SHORTEST_SECRET = 16  # characters
SLACK_API = "https://slack.com/api/"
REST_CLOSED = (
    "REST: closed, because others reach this server (ADVISOR_HOST, ADVISOR_PUBLIC_URL or ADVISOR_PROXIES say so). "
    "Set ADVISOR_REST_TOKEN to open it."
)
ONE_DATABASE = (
    "ADVISOR_WORKERS is {workers}, and several servers need one PostgreSQL database that they share: set "
    "ADVISOR_DATABASE_URL=postgresql+psycopg2://user:secret@host/name, or leave ADVISOR_WORKERS at 1."
)
SLACK_NAMES = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID")  # one of them switches Slack on
SLACK_OFF = "Slack: off. docs/slack.md says how to switch it on."


@dataclass(frozen=True)
class Settings:
    """Attributes:
    host: address the servers listen on.
    port: of the Rasa server (website, REST).
    actions_port: of the action server.
    workers: how many Rasa servers and action servers share these ports.
    workers_port: the first port at which, on this machine only, each of several can be asked by itself.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    actions_port: int = 5055
    workers: int = 1
    workers_port: int = 5105

    @property
    def address(self) -> str:
        """Where people find the advisor."""
        return f"http://{self.host}:{self.port}"

    @classmethod
    def from_environment(cls) -> Settings:
        """Reads ADVISOR_HOST, ADVISOR_PORT, ADVISOR_ACTIONS_PORT, ADVISOR_WORKERS and ADVISOR_WORKERS_PORT.

        Raises:
            SettingError: a port is no number from 1 to 65535, two are the same, or several servers have no database
                that they can share.
        """
        port, actions_port = _port("ADVISOR_PORT", cls.port), _port("ADVISOR_ACTIONS_PORT", cls.actions_port)
        workers = positive("ADVISOR_WORKERS", cls.workers, "servers")
        if port == actions_port:
            raise SettingError(f"ADVISOR_PORT and ADVISOR_ACTIONS_PORT are both {port}; give them different numbers.")
        if workers > 1 and not shared_address():
            raise SettingError(ONE_DATABASE.format(workers=workers))
        host, workers_port = os.environ.get("ADVISOR_HOST") or cls.host, _port("ADVISOR_WORKERS_PORT", cls.workers_port)
        settings = cls(host, port, actions_port, workers, workers_port)
        taken = [port for _, port in settings.ports]
        if len(set(taken)) < len(taken) or max(taken) > 65535:
            raise SettingError(
                f"ADVISOR_WORKERS_PORT is {workers_port}: {2 * workers} ports from there on have to be free."
            )
        return settings

    @property
    def ports(self) -> list[tuple[str, int]]:
        """Each port that is taken, with the setting that says so."""
        own = range(self.workers_port, self.workers_port + 2 * self.workers) if self.workers > 1 else ()
        named = [("ADVISOR_PORT", self.port), ("ADVISOR_ACTIONS_PORT", self.actions_port)]
        return [*named, *(("ADVISOR_WORKERS_PORT", port) for port in own)]


def _port(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise SettingError(f"{name} is {value!r}; it has to be a number from 1 to 65535.")
    return int(value)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens on a host."""
    return host in ("localhost", "::1") or bool(re.fullmatch(r"127(\.\d{1,3}){3}", host))


@dataclass(frozen=True)
class RestSettings:
    """Attributes:
    token: that programs have to send, or "": then only those on this machine are answered.
    host: that the server listens on.
    per_address: messages a minute.
    is_public: whether others reach the server through a proxy.
    """

    token: str = field(default="", repr=False)
    host: str = Settings.host
    per_address: int = 600
    is_public: bool = False

    @property
    def closed(self) -> str:
        """Why nobody is answered over REST, in a sentence, or ""."""
        return "" if self.token or (is_loopback(self.host) and not self.is_public) else REST_CLOSED

    @classmethod
    def from_environment(cls) -> RestSettings:
        """Reads ADVISOR_REST_TOKEN, ADVISOR_HOST, ADVISOR_RATE_REST, and whether a proxy is named.

        Raises:
            SettingError: the token is short, or the rate no number.
        """
        token = _token("ADVISOR_REST_TOKEN")
        host = os.environ.get("ADVISOR_HOST") or Settings.host
        is_public = bool(os.environ.get("ADVISOR_PUBLIC_URL") or os.environ.get("ADVISOR_PROXIES"))
        return cls(token, host, positive("ADVISOR_RATE_REST", cls.per_address), is_public)


@dataclass(frozen=True)
class WebsiteSettings:
    """Attributes:
    secret: signs conversation ids.
    frame_ancestors: origins of websites that may show the chat window, besides our own.
    per_conversation, per_address: messages a minute.
    addresses: under which people open the website, such as "https://advisor.example.edu".
    """

    secret: str
    frame_ancestors: tuple[str, ...] = ()
    per_conversation: int = 30
    per_address: int = 120
    addresses: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls) -> WebsiteSettings:
        """Reads ADVISOR_SECRET, ADVISOR_ALLOWED_ORIGINS, ADVISOR_PUBLIC_URL and the rates.

        Raises:
            SettingError: a value cannot be used.
        """
        return cls(
            secret(),
            _origins("ADVISOR_ALLOWED_ORIGINS"),
            positive("ADVISOR_RATE_CONVERSATION", cls.per_conversation),
            positive("ADVISOR_RATE_ADDRESS", cls.per_address),
            tuple(each.lower() for each in _origins("ADVISOR_PUBLIC_URL", r"https?://[\w.-]+(?::\d+)?")),
        )


@dataclass(frozen=True)
class DeskSettings:
    """The editors' desk (docs/editing.md).

    Attributes:
        token: by which editors come in, or "".
        public_accuracy: whether anybody may read `/accuracy`.
        users: names of editors who come in without the token where a proxy of ADVISOR_PROXIES names them.
    """

    token: str = field(default="", repr=False)
    public_accuracy: bool = False
    users: tuple[str, ...] = ()

    @property
    def on(self) -> bool:
        """Whether there is a desk."""
        return bool(self.token or self.users)

    @classmethod
    def from_environment(cls) -> DeskSettings:
        """Reads ADVISOR_DESK_TOKEN, ADVISOR_DESK_USERS and ADVISOR_ACCURACY_PUBLIC.

        Raises:
            SettingError: the token is short, users are no plain names or there is no proxy to name them, or the last is
                neither yes nor no.
        """
        public = os.environ.get("ADVISOR_ACCURACY_PUBLIC") or "no"
        if public not in ("yes", "no"):
            raise SettingError(f"ADVISOR_ACCURACY_PUBLIC is {public!r}; it has to be yes or no.")
        return cls(_token("ADVISOR_DESK_TOKEN"), public == "yes", _desk_users())

    def words(self, address: str) -> str:
        """One line on where the desk is; "" without one."""
        return f"The editors' desk: {address}/desk" if self.on else ""


def _desk_users() -> tuple[str, ...]:
    users = tuple(each for each in re.split(r"[\s,]+", os.environ.get("ADVISOR_DESK_USERS", "")) if each)
    if wrong := [each for each in users if not re.fullmatch(r"[\w.@+-]{1,64}", each)]:
        raise SettingError(f"ADVISOR_DESK_USERS contains {wrong[0]!r}; write names as the proxy has them: ana, ben.")
    if users and not proxies():
        raise SettingError("ADVISOR_DESK_USERS needs ADVISOR_PROXIES: only a proxy's word on who somebody is is taken.")
    return users


@dataclass(frozen=True)
class SlackSettings:
    """Attributes:
    bot_token: of one workspace ("xoxb-…"), or "" with OAuth.
    signing_secret: proves that a request is Slack's; not needed in Socket Mode.
    app_token: "xapp-…": Socket Mode, for a machine without a public address.
    client_id, client_secret: for installations in several workspaces.
    api: base address of Slack's Web API.
    per_conversation, per_person: messages a minute.
    """

    bot_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api: str = SLACK_API
    per_conversation: int = WebsiteSettings.per_conversation
    per_person: int = WebsiteSettings.per_address

    @property
    def on(self) -> bool:
        """Whether anything was set."""
        return bool(self.bot_token or self.client_id)

    @property
    def words(self) -> str:
        """One line on how Slack is connected."""
        if not self.on:
            return SLACK_OFF
        way = "Socket Mode" if self.app_token else "requests to /slack/events"
        return f"Slack: on, by {way}{', several workspaces' if self.client_id else ''}."

    @classmethod
    def from_environment(cls) -> SlackSettings:
        """Reads the SLACK_… variables that docs/slack.md lists, ADVISOR_RATE_CONVERSATION and ADVISOR_RATE_ADDRESS.

        Raises:
            SettingError: a token is of the wrong kind, or one is missing beside another.
        """
        get = os.environ.get
        settings = cls(
            get("SLACK_BOT_TOKEN", ""),
            get("SLACK_SIGNING_SECRET", ""),
            get("SLACK_APP_TOKEN", ""),
            get("SLACK_CLIENT_ID", ""),
            get("SLACK_CLIENT_SECRET", ""),
            get("SLACK_API") or SLACK_API,
            positive("ADVISOR_RATE_CONVERSATION", cls.per_conversation),
            positive("ADVISOR_RATE_ADDRESS", cls.per_person),
        )
        settings.check()
        return settings

    def check(self) -> None:
        """Raises SettingError where the settings do not go together."""
        for name, value, start in (
            ("SLACK_BOT_TOKEN", self.bot_token, "xoxb-"),
            ("SLACK_APP_TOKEN", self.app_token, "xapp-"),
        ):
            if value and not value.startswith(start):
                raise SettingError(f"{name} has to begin with {start}; copy it anew from the app's settings in Slack.")
        if self.bot_token and not (self.signing_secret or self.app_token):
            raise SettingError(
                "SLACK_BOT_TOKEN is set; set SLACK_SIGNING_SECRET too, or SLACK_APP_TOKEN for Socket Mode."
            )
        if bool(self.client_id) != bool(self.client_secret):
            raise SettingError("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together; set both or none.")
        if self.client_id and not self.signing_secret:
            raise SettingError("SLACK_CLIENT_ID is set; set SLACK_SIGNING_SECRET too.")
        if (self.signing_secret or self.app_token) and not self.on:
            raise SettingError("Slack needs SLACK_BOT_TOKEN (or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET) as well.")


def secret() -> str:
    """ADVISOR_SECRET, else one that is made once and kept in var/secret, readable by its owner only."""
    named = os.environ.get("ADVISOR_SECRET")
    if named is not None and len(named) < SHORTEST_SECRET:
        raise SettingError(f"ADVISOR_SECRET needs at least {SHORTEST_SECRET} characters; unset it to have one made.")
    if named:
        return named
    path = VAR / "secret"
    VAR.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.stat().st_size < SHORTEST_SECRET:  # cut off by a crash or a full disk: proves nothing
        path.unlink()
    if not path.is_file():
        # written whole before it has its name, so nobody ever reads half of it
        made = VAR / f"secret-{secrets.token_hex(8)}"
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        with contextlib.suppress(FileExistsError):  # another process was first
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="utf-8")


def _token(name: str) -> str:
    """A token that somebody has to send, or "". Raises: SettingError where it is short or not plain."""
    token = os.environ.get(name, "")
    if token and (len(token) < SHORTEST_SECRET or not token.isascii() or not token.isprintable() or " " in token):
        raise SettingError(f"{name} needs at least {SHORTEST_SECRET} characters: letters, digits, signs, no spaces.")
    return token


def _origins(name: str, form: str = r"https?://(?:\*\.)?[\w.-]+(?::(?:\d+|\*))?") -> tuple[str, ...]:
    origins = tuple(each.rstrip("/") for each in re.split(r"[\s,]+", os.environ.get(name, "")) if each)
    for origin in origins:
        if not re.fullmatch(form, origin):
            raise SettingError(
                f"{name} contains {origin!r}; write origins such as https://www.example.edu, separated by commas."
            )
    return origins


def proxies() -> tuple[IPv4Network | IPv6Network, ...]:
    """ADVISOR_PROXIES: of proxies whose word on where a request comes from is taken. Raises as `networks`."""
    return networks("ADVISOR_PROXIES")


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses and networks that a setting names.

    Raises:
        SettingError: one is neither.
    """
    named = [each for each in re.split(r"[\s,]+", os.environ.get(name, "")) if each]
    try:
        return tuple(ip_network(each) for each in named)
    except ValueError as problem:
        raise SettingError(f"{name}: {problem}; write addresses or networks such as 127.0.0.1 or 10.0.0.0/8.") from None


def positive(name: str, default: int, of: str = "messages a minute") -> int:
    """A positive whole number from the environment, or the default. Raises: SettingError that names the variable."""
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or int(value) < 1:
        raise SettingError(f"{name} is {value!r}; it has to be a whole number of {of}.")
    return int(value)
