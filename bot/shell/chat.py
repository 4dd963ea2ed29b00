"""The loops that read lines and print answers: one for a terminal, one for a pipe."""

from __future__ import annotations

import io
import json
import sys
import textwrap
from datetime import datetime
from pathlib import Path

from bot.servers import ServerError
from bot.settings import VAR
from bot.shell.client import Answer, Client
from bot.shell.render import chips_of, plain, rendered

COMMANDS = {
    "/help": "what you can ask",
    "/wishes": "what I search by",
    "/shortlist": "the programs you keep",
    "/why": "why the first program is first",
    "/reset": "start over",
    "/debug": "how your last message was understood",
    "/export": "save the conversation as Markdown; a file name may follow, or “shortlist” for its files",
    "/quit": "leave",
}
# Commands that the dialogue answers.
PAYLOADS = {
    **{"/help": "/help", "/wishes": "/show_wishes", "/why": "/ask_why", "/reset": "/start_over"},
    "/shortlist": "/show_shortlist",
}
FILES = {"/export shortlist": "/export_shortlist"}  # commands that save the files of the answer
HISTORY = VAR / "shell_history"
WELCOME = "Ask me about a master's in machine learning. A number picks a choice, /help says more, Ctrl-D leaves."


def payload(line: str, chips: list[dict[str, str]]) -> str:
    """What is sent for a line: a command's or a chosen quick reply's payload, else the line."""
    if line.isdecimal() and 1 <= int(line) <= len(chips):
        return chips[int(line) - 1]["payload"]
    chosen = next((chip["payload"] for chip in chips if chip["title"] == line), None)
    return chosen or PAYLOADS.get(line, line)


class PipedChat:
    """Plain text, or JSON, for each line of standard input."""

    def __init__(self, client: Client, as_json: bool) -> None:
        self._client = client
        self._as_json = as_json

    def run(self) -> None:
        """Answers until the input ends."""
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # a file in another encoding is read as far as it can be
        chips: list[dict[str, str]] = []
        for line in map(str.strip, sys.stdin):
            if line in ("/quit", "/exit"):
                return
            if not line:
                continue
            answers = self._client.say(payload(line, chips))
            chips = chips_of(answers)
            replies = [{"text": each.text, **each.reply} for each in answers]
            print(json.dumps(replies, ensure_ascii=False) if self._as_json else plain(answers), flush=True)


class TerminalChat:
    """A chat with tables, colours, history and completion."""

    def __init__(self, client: Client) -> None:
        from rich.console import Console

        self._client = client
        self._console = Console()
        self._chips: list[dict[str, str]] = []
        self._asked = ""
        self._said: list[tuple[str, list[Answer]]] = []

    def run(self) -> None:
        """Answers until the person leaves."""
        from prompt_toolkit import PromptSession
        from prompt_toolkit.completion import WordCompleter
        from prompt_toolkit.history import FileHistory

        session: PromptSession[str] = PromptSession(history=FileHistory(str(HISTORY)))
        self._console.print(WELCOME, style="dim")
        unsent = ""
        while True:
            words = [*COMMANDS, *(chip["title"] for chip in self._chips)]
            try:
                line = session.prompt("\n> ", default=unsent, completer=WordCompleter(words, sentence=True)).strip()
            except (EOFError, KeyboardInterrupt):
                return
            unsent = ""
            if line in ("/quit", "/exit"):
                return
            try:
                self._answer(line)
            except ServerError as problem:
                self._console.print(str(problem), style="red")
                unsent = line  # nothing typed is lost
            except KeyboardInterrupt:
                self._console.print("Cancelled.", style="dim")

    def _answer(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        if not line:
            return
        if command == "/debug":
            self._debug()
        elif line in FILES:
            self._save(self._client.say(FILES[line]))
        elif command == "/export":
            self._export(Path(rest.strip() or f"conversation-{datetime.now():%Y-%m-%d-%H%M}.md"))
        elif command.startswith("/") and command not in COMMANDS and "{" not in line:
            self._console.print("\n".join(f"{name:9} {words}" for name, words in COMMANDS.items()), highlight=False)
        else:
            self._say(line)

    def _say(self, line: str) -> None:
        sent = payload(line, self._chips)
        shown = next((chip["title"] for chip in self._chips if chip["payload"] == sent), line)
        with self._console.status("…"):
            answers = self._client.say(sent)
        self._asked = line if sent == line else self._asked
        self._chips = chips_of(answers)
        self._said.append((shown, answers))
        if any(each.reply.get("kind") == "forgotten" for each in answers):
            HISTORY.unlink(missing_ok=True)  # what was typed is kept for the arrow keys
            self._said.clear()
        for each in rendered(answers, self._console.width):
            self._console.print(each)
        if line == "/help":
            self._console.print("\n".join(f"{name:9} {words}" for name, words in COMMANDS.items()), highlight=False)

    def _save(self, answers: list[Answer]) -> None:
        """The files of an answer, into the current folder; without any, what the answer says."""
        found = [each for answer in answers for each in answer.reply.get("files") or ()]
        for each in found:
            self._write(Path(Path(each["name"]).name), each["content"])
        if not found:
            self._console.print(plain(answers), highlight=False, markup=False)

    def _debug(self) -> None:
        if not self._asked:
            self._console.print("Nothing was asked yet.", style="dim")
            return
        found = self._client.understand(self._asked)
        others = ", ".join(f"{each['intent']} {each['confidence']:.2f}" for each in found["ranking"][1:4])
        entities = [f"{each['entity']} {each.get('op', 'is')} {each['value']}" for each in found["entities"]]
        lines = [f"“{self._asked}”", f"{found['intent']}  {found['confidence']:.2f}", f"then {others}", *entities]
        self._console.print("\n".join(lines), highlight=False, markup=False)

    def _export(self, path: Path) -> None:
        turns = [f"**You:** {asked}\n\n{textwrap.dedent(plain(answers))}" for asked, answers in self._said]
        self._write(path, "\n\n".join(turns) + "\n")

    def _write(self, path: Path, text: str) -> None:
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as problem:
            self._console.print(f"{path} could not be written: {problem.strerror}.", style="red")
        else:
            self._console.print(f"Saved in {path}.", style="dim")
