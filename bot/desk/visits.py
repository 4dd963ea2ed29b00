"""What a page of the desk is asked, and what it may answer: a page, another address, or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.desk.odd_characters import odd
from bot.settings import ROOT, VAR
from knowledge.store import Store

if TYPE_CHECKING:
    from bot.desk.heard_lately import Heard

SEVERAL_LINES = ("text", "typed", "phrases", "value")  # fields of forms in which lines may end
Guess = Callable[[str], "list[tuple[str, float]]"]
"""Full names of the likeliest intents of a text with their probabilities, best first."""


@dataclass(frozen=True)
class Desk:
    """What all pages share.

    Attributes:
        root: the project's folder, whose files are edited.
        folder: the desk's own: pending changes, and the work of taking them in.
        store: the knowledge base.
        guess: what the running model takes a text for.
        heard: what people asked lately, counted.
    """

    guess: Guess
    heard: Callable[[], Heard]
    root: Path = ROOT
    folder: Path = VAR / "desk"
    store: Store = field(default_factory=Store)


@dataclass(frozen=True)
class Visit:
    """One request of somebody who is in.

    Attributes:
        editor: the name they gave, or "".
        form: of a POST, all values of each field.
        query: of the address, the first value of each.
    """

    desk: Desk
    editor: str = ""
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)

    def said(self, name: str) -> str:
        """A field of the form, without spaces around it; "" where it was not sent."""
        return self._sent(name).encode("utf-8", "replace").decode().strip()

    def odd(self) -> dict[str, str]:
        """Fields with a character that no file of ours may hold: name -> which one is to be taken out."""
        found = {name: odd(self._sent(name).strip(" \t\n"), name in SEVERAL_LINES) for name in self.form}
        return {name: says for name, says in found.items() if says}

    def _sent(self, name: str) -> str:
        """A field as it was sent, its lines ended as in our files."""
        return str((self.form.get(name) or ("",))[0]).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Shown:
    """A page: its template, and what stands in it."""

    template: str
    parts: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Goto:
    """Another page of the desk, after something was done; `said` names a sentence of SAID."""

    path: str
    said: str = ""


@dataclass(frozen=True)
class Told:
    """Values for a script of ours, as JSON."""

    values: Mapping[str, Any]


Handler = Callable[..., "Shown | Goto | Told"]


@dataclass(frozen=True)
class Route:
    """Who answers which address of the desk.

    Attributes:
        keeps_text: the form has what somebody typed, and can show it again.
        takes_long: one waits for another, so that they keep nobody else waiting.
    """

    method: str
    path: str
    handler: Handler
    keeps_text: bool = False
    takes_long: bool = False


class Trouble(Exception):
    """Why something cannot be shown or done; the message is for the editor."""

    def __init__(self, says: str, status: int = 400) -> None:
        self.status = status
        super().__init__(says)


SAID = {
    "kept": "Noted as pending. Nothing changes for people before it is taken in.",
    "removed": "Removed from what is pending.",
    "same": "Nothing was changed, so there is nothing to note.",
    "switched": "Taken in: the files are written, and the servers start anew one after the other.",
    "left": "All is as it was. What was pending is still pending.",
    "begun": "It has begun.",
    "again": "You were logged out, or logged in anew, since this page was opened. What you wrote is here as you wrote "
    "it, and not noted yet: look at it, and send it again.",
}
