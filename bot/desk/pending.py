"""Changes that editors noted and that are not taken in yet: plain YAML in var/desk/pending.yml.

They stand in var/, not in data/: they may hold what people wrote, which belongs into no repository before an editor has
taken it in, and nothing that a model is made from changes while they wait. A lock lets one editor at a time write;
whoever edits something says how it stood when they began, so that nobody writes over what somebody else did meanwhile.
"""

from __future__ import annotations

import contextlib
import difflib
import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import yaml

from bot.desk import yaml_edits
from bot.desk.broken_files import BROKEN, FAQ, TOPICS, read_whole
from bot.desk.odd_characters import odd_within
from bot.desk.visits import Desk, Trouble
from bot.desk.yaml_edits import Unwritable
from bot.phrases import same

PHRASE, ANSWER, FACT, TOPIC = "phrase", "answer", "fact", "topic"
NLU, PROGRAMS = "data/nlu.yml", "knowledge/catalog/programs"
KEPT_IN = "var/desk/pending.yml"
_ANSWER = {"topic": str, "text": str, "buttons": list, "custom": dict}
# What a change of each kind has, and of which type.
PARTS: Mapping[str, Mapping[str, type]] = {
    PHRASE: {"intent": str, "text": str},
    ANSWER: _ANSWER,
    FACT: {"program": str, "fact": str, "entry": dict},
    TOPIC: {**_ANSWER, "title": str, "about": str, "phrases": list},
}
Key = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes:
        kind: PHRASE, ANSWER, FACT or TOPIC.
        what: of a phrase `intent`, `text`, and `asked` where it has the words of somebody's question; of an answer
            `topic`, `text`, `buttons`, `custom`; of a fact `program`, `fact` and `entry`; of a new topic what an answer
            has, and `title`, `about`, `phrases`.
        by: who noted it, or "".
        at: when, ISO 8601 in UTC.
        was: a mark of what the file said then, "" where it said nothing.
    """

    id: str
    kind: str
    what: Mapping[str, Any]
    by: str
    at: str
    was: str

    @property
    def key(self) -> Key:
        """What is changed; only one change of it is pending at a time."""
        if self.kind == PHRASE:
            return PHRASE, same(str(self.what["text"])) or str(self.what["text"])
        names = ("program", "fact") if self.kind == FACT else ("topic",)
        return (self.kind, *(str(self.what[name]) for name in names))

    @property
    def odd(self) -> str:
        """Which character of it no file can hold, "" where there is none; noted before the forms refused them."""
        return odd_within(self.what)

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that it changes, the one that tells first whether somebody else did."""
        if self.kind == FACT:
            return (program_path(str(self.what["program"])),)
        return {PHRASE: (NLU,), ANSWER: (FAQ,), TOPIC: (TOPICS, NLU, FAQ)}[self.kind]


class Conflict(Exception):
    """Somebody else changed the same meanwhile: `theirs` is pending, or None where the file itself changed."""

    def __init__(self, theirs: Change | None) -> None:
        self.theirs = theirs
        super().__init__("changed meanwhile")


def program_path(program: str) -> str:
    """The file of a program."""
    return f"{PROGRAMS}/{program}.yml"


def new_change(kind: str, what: Mapping[str, Any], by: str) -> Change:
    """A change noted now."""
    at = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return Change(secrets.token_hex(4), kind, what, by, at, "")


class Pending:
    """The changes that are pending.

    Args:
        folder: where they are kept.
        root: the project's folder, whose files they are to change.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder, self._root = folder, root
        self.path = folder / "pending.yml"

    def all(self) -> list[Change]:
        """Every change, in the order they were noted.

        Raises:
            Trouble: the file is broken.
        """
        try:
            noted = yaml.load(self.path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or []
        except FileNotFoundError:
            return []
        except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
            problem = " ".join(str(error).split())
            raise Trouble(BROKEN.format(path=KEPT_IN, problem=problem), 500) from error
        if not isinstance(noted, list):
            raise Trouble(BROKEN.format(path=KEPT_IN, problem="it has to be a list of changes"), 500)
        return [_read(each, number) for number, each in enumerate(noted, 1)]

    def of(self, key: Key) -> Change | None:
        """The pending change of something."""
        return next((each for each in self.all() if each.key == key), None)

    def mark(self, key: Key) -> str:
        """How something stands now, in the file and pending; what a form carries along."""
        return _mark(self.block(key), self.of(key))

    def add(self, change: Change, seen: str) -> None:
        """Notes a change, in place of one of the same that the editor saw.

        Args:
            seen: `mark` when the editor began.

        Raises:
            Conflict: it stands otherwise now.
            Trouble: it holds a character that the file cannot.
        """
        if says := change.odd:
            raise Trouble(says, 422)
        with alone(self._folder / "lock"):
            theirs = self.of(change.key)
            block = self.block(change.key)
            if _mark(block, theirs) != seen:
                raise Conflict(theirs)
            others = [each for each in self.all() if each.key != change.key]
            was = _mark(block) if block else ""
            self._write([*others, Change(change.id, change.kind, change.what, change.by, change.at, was)])

    def remove(self, ids: Sequence[str]) -> None:
        """Takes changes back."""
        with alone(self._folder / "lock"):
            self._write([each for each in self.all() if each.id not in ids])

    def is_outdated(self, change: Change) -> bool:
        """Whether the file says something else now than when the change was noted."""
        block = self.block(change.key)
        return (_mark(block) if block else "") != change.was

    def block(self, key: Key) -> str:
        """What the file says of something now; "" where it says nothing, and of phrases.

        Raises:
            Trouble: the file is broken.
        """
        kind, *names = key
        if kind == PHRASE:
            return ""
        path, where = _place(kind, names)
        text = read_whole(self._root, path)
        try:
            yaml_edits.tree(text)
        except Unwritable as problem:
            raise Trouble(BROKEN.format(path=path, problem=problem), 500) from problem
        return yaml_edits.block(text, *where)

    def _write(self, changes: Sequence[Change]) -> None:
        noted = [{name: _plain(getattr(each, name)) for name in Change.__annotations__} for each in changes]
        text = yaml.safe_dump(noted, sort_keys=False, allow_unicode=True, width=116) if noted else "[]\n"
        write_whole(self.path, text)


def _read(noted: Any, number: int) -> Change:
    """A change as pending.yml has it. Raises Trouble where it has another shape."""
    try:
        change = Change(**noted)
        _ = change.key, change.paths, change.at[:16]  # raises where they can't be told
        if not all(isinstance(change.what[name], kind) for name, kind in PARTS[change.kind].items()):
            raise TypeError
    except (TypeError, KeyError, AttributeError) as error:
        problem = f"its change number {number} is not written as the desk writes changes"
        raise Trouble(BROKEN.format(path=KEPT_IN, problem=problem), 500) from error
    return change


def _place(kind: str, names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The file that says something, and where in it."""
    if kind == FACT:
        return program_path(names[0]), ("facts", names[1])
    return (FAQ, ("responses", f"utter_faq/{names[0]}")) if kind == ANSWER else (TOPICS, (f"faq/{names[0]}",))


def pending_at(desk: Desk) -> Pending:
    """The changes that are pending at a desk."""
    return Pending(desk.folder, desk.root)


def pending_now(desk: Desk) -> list[Change]:
    """The changes that are pending, for pages that go on without them: none where their file is broken."""
    try:
        return pending_at(desk).all()
    except Trouble:
        return []


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value)) if isinstance(value, Mapping) else value


def _mark(block: str, pending: Change | None = None) -> str:
    return hashlib.sha256(f"{block}\0{pending.id if pending else ''}".encode()).hexdigest()[:12]


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Lets one at a time, of all processes, do what follows; the next then sees what the one before did.

    Args:
        lock: a file that is made where there is none, and holds nothing.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write_whole(path: Path, text: str) -> None:
    """Writes a file whole or not at all, whoever reads it meanwhile; its permissions stay."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    made.write_text(text, encoding="utf-8")
    if path.exists():
        made.chmod(path.stat().st_mode & 0o777)
    os.replace(made, path)  # noqa: PTH105 (one step, unlike Path.rename elsewhere)


def edited(changes: Sequence[Change], root: Path) -> dict[str, tuple[str, str]]:
    """The files that changes touch: path -> (as it is, as it will be).

    Raises:
        Trouble: a file is broken, or no longer has what is to be changed.
    """
    found: dict[str, tuple[str, str]] = {}
    for change, path in ((each, path) for each in changes for path in each.paths):
        before, now = found.get(path) or ((text := read_whole(root, path)), text)
        try:
            found[path] = (before, _with(change, path, now))
        except Unwritable as problem:
            raise Trouble(BROKEN.format(path=path, problem=problem), 500) from problem
    return found


def _with(change: Change, path: str, text: str) -> str:
    what = change.what
    if change.kind == TOPIC:
        return _with_topic(what, path, text)
    if change.kind == PHRASE:
        return yaml_edits.with_phrase(text, what["intent"], what["text"])
    if change.kind == ANSWER:
        lines = yaml_edits.answer_lines(what["topic"], what)
        return yaml_edits.replaced(text, lines, "responses", f"utter_faq/{what['topic']}")
    return yaml_edits.with_fact(text, what["fact"], what["entry"])


def _with_topic(what: Mapping[str, Any], path: str, text: str) -> str:
    intent = f"faq/{what['topic']}"
    if path == NLU:
        return yaml_edits.with_phrases(text, intent, what["phrases"], "faq/")
    if path == FAQ:
        return yaml_edits.appended(text, yaml_edits.answer_lines(what["topic"], what), "responses")
    lines = yaml_edits.topic_lines(intent, what["title"], what["about"], what["phrases"][0])
    return yaml_edits.behind(text, lines, "faq/")


def diff_lines(before: str, after: str, path: str) -> list[tuple[str, str]]:
    """What changes in a file: ("added", "gone", "place" or "", line)."""
    kinds = {"+": "added", "-": "gone", "@": "place"}
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), path, path, lineterm="", n=2)
    return [("place" if line[:3] in ("---", "+++") else kinds.get(line[:1], ""), line) for line in lines]
