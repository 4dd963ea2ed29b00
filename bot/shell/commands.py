"""One conversation in the shell, in a terminal or a pipe: what a line does, and what is there to show for it."""

from __future__ import annotations

import re
import textwrap
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from actions.wording.plain import calculation_lines, shows_steps
from bot.settings import VAR
from bot.shell.client import Answer, Client
from bot.shell.render import chips_of, plain, receipts
from bot.shell.typed import LETTERS

COMMANDS = {
    "/help": "what you can ask",
    "/wishes": "what I search by",
    "/shortlist": "the programs you keep",
    "/why": "how I worked it out, or why the first program is first",
    "/sources": "the sources of the last answer, with their addresses",
    "/reset": "start over",
    "/debug": "how your last message was understood",
    "/export": "save the conversation as Markdown; a file name may follow, or “shortlist” for its files",
    "/save": "save the files of the last answer",
    "/page": "read what was shown last a screen at a time",
    "/quit": "leave",
}
# Commands that the dialogue answers.
PAYLOADS = {
    **{"/help": "/help", "/wishes": "/show_wishes", "/why": "/ask_why", "/reset": "/start_over"},
    "/shortlist": "/show_shortlist",
}
PAGE = "/page"
SHORTLIST, EXPORT_SHORTLIST = "/export shortlist", "/export_shortlist"
HISTORY = VAR / "shell_history"
_CHOICE = re.compile(r"(?P<letter>[a-z])|#(?P<number>\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """What a line gets: answers, or words of the shell itself, which are `wrong` where something failed."""

    answers: tuple[Answer, ...] = ()
    words: str = ""
    wrong: bool = False


def payload(line: str, chips: Sequence[dict[str, str]]) -> str:
    """What is sent for a line: the payload of a command or of a choice by letter, "#1" or title, else the line."""
    if (found := _CHOICE.fullmatch(line)) is not None:
        place = LETTERS.index(found["letter"].lower()) if found["letter"] else int(found["number"]) - 1
        if 0 <= place < len(chips):
            return chips[place]["payload"]
    chosen = next((chip["payload"] for chip in chips if chip["title"] == line), None)
    return chosen or PAYLOADS.get(line, line)


class Talk:
    """One conversation.

    Args:
        client: that talks to the advisor.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._asked = ""
        self._unanswered = ("", "")  # a line that got no answer, and the id it was sent under
        self._said: list[tuple[str, tuple[Answer, ...]]] = []
        self.answers: tuple[Answer, ...] = ()

    @property
    def chips(self) -> list[dict[str, str]]:
        """The choices on screen."""
        return chips_of(self.answers)

    def earlier(self) -> str:
        """The last exchange of the conversation that is gone on with, or "" where there is none."""
        asked, self.answers = self._client.kept
        return f"> {asked}" if self.answers else ""

    def said(self, line: str) -> Iterator[Shown]:
        """What a line gets, in order.

        Raises:
            ServerError: the advisor does not answer; the same line again is counted once.
        """
        command, _, rest = line.partition(" ")
        if command == "/debug":
            yield Shown(words=self._debug())
        elif line == SHORTLIST:
            yield from self._save_shortlist()
        elif line == "/save":
            yield from self._save(_files_of(self.answers))
        elif command == "/export":
            path = Path(rest.strip() or f"conversation-{datetime.now():%Y-%m-%d-%H%M}.md")
            yield self._write(path, "\n\n".join(map(_exchange, self._said)) + "\n")
        elif line == PAGE:  # what is printed by a pipe is paged by whoever reads it
            yield Shown(words="/page works in a terminal only: all of the answer is printed.")
        elif line == "/sources":
            yield Shown(words=receipts(self.answers) or "The last answer rests on no sources.")
        elif line == "/why" and (steps := self._steps()):
            yield Shown(words=steps)
        elif self._is_no_choice(line):
            letters = LETTERS[: len(self.chips)]
            there = f"{letters[0]} to {letters[-1]} are" if len(letters) > 1 else f"{letters} is"
            yield Shown(words=f"There is no choice {line} here: {there}. Or ask in words.")
        elif command.startswith("/") and command not in COMMANDS and "{" not in line and not self._is_payload(line):
            yield Shown(words=commands())
        else:
            yield Shown(self._say(line))
            if line == "/help":
                yield Shown(words=commands())

    def _say(self, line: str) -> tuple[Answer, ...]:
        sent = self._why() if line == "/why" else payload(line, self.chips)
        shown = next((chip["title"] for chip in self.chips if chip["payload"] == sent), line)
        earlier, known_by = self._unanswered
        known_by = known_by if earlier == sent else uuid.uuid4().hex
        self._unanswered = (sent, known_by)
        answers = tuple(self._client.say(sent, known_by, shown))
        self._unanswered = ("", "")
        self._asked = line if sent == line else self._asked
        self.answers = answers
        self._said.append((shown, answers))
        if any(each.reply.get("kind") == "forgotten" for each in answers):
            HISTORY.unlink(missing_ok=True)  # what was typed is kept for the arrow keys
            self._said.clear()
        return answers

    def _is_payload(self, line: str) -> bool:
        return any(chip["payload"] == line for chip in self.chips)

    def _is_no_choice(self, line: str) -> bool:
        """Whether a line is a letter, or #1, beyond the choices on screen: it says nothing else."""
        return bool(self.chips) and _CHOICE.fullmatch(line) is not None and payload(line, self.chips) == line

    def _why(self) -> str:
        """The choice on screen that shows how something was worked out, else the question why."""
        steps = (chip["payload"] for chip in self.chips if shows_steps(chip["payload"]))
        return next(steps, PAYLOADS["/why"])

    def _steps(self) -> str:
        """How the figures of the last answer were worked out, unless a choice tells it."""
        lines = [each for answer in self.answers for each in answer.reply.get("calculations") or ()]
        return "" if self._why() != PAYLOADS["/why"] else calculation_lines(lines)

    def _save_shortlist(self) -> Iterator[Shown]:
        """The shortlist's files, those of the last answer where it has them: nothing is asked twice."""
        found = _files_of(self.answers)
        if any(each["name"].startswith("shortlist.") for each in found):
            return self._save(found)
        answers = tuple(self._client.say(EXPORT_SHORTLIST, uuid.uuid4().hex, SHORTLIST))
        return self._save(_files_of(answers)) if _files_of(answers) else iter((Shown(answers),))

    def _save(self, files: Sequence[dict[str, Any]]) -> Iterator[Shown]:
        """Files into the current folder."""
        if not files:
            yield Shown(words="The last answer has no files.")
        for each in files:
            yield self._write(Path(Path(each["name"]).name), each["content"])

    def _debug(self) -> str:
        if not self._asked:
            return "Nothing was asked yet."
        found = self._client.understand(self._asked)
        others = ", ".join(f"{each['intent']} {each['confidence']:.2f}" for each in found["ranking"][1:4])
        entities = [f"{each['entity']} {each.get('op', 'is')} {each['value']}" for each in found["entities"]]
        first = f"{found['intent']}  {found['confidence']:.2f}"
        return "\n".join([f"“{self._asked}”", first, f"then {others}", *entities])

    def _write(self, path: Path, text: str) -> Shown:
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as problem:
            return Shown(words=f"{path} could not be written: {problem.strerror}.", wrong=True)
        return Shown(words=f"Saved in {path}.")


def commands() -> str:
    """The commands, one a line."""
    return "\n".join(f"{name:10} {words}" for name, words in COMMANDS.items())


def _files_of(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    return [each for answer in answers for each in answer.reply.get("files") or ()]


def _exchange(said: tuple[str, Sequence[Answer]]) -> str:
    asked, answers = said
    return f"**You:** {asked}\n\n{textwrap.dedent(plain(answers))}"
