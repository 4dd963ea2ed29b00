"""The loops that read lines and show answers: one for a terminal, one for a pipe."""

from __future__ import annotations

import json
import sys

from bot.servers import ServerError
from bot.shell.client import Client
from bot.shell.commands import COMMANDS, HISTORY, PAGE, Shown, Talk
from bot.shell.render import links_work, plain, rendered
from bot.shell.typed import decoded, leaves, typed

WELCOME = "Ask me about a master's in machine learning. Letters pick choices, /help says more, Ctrl-D leaves."
COME_BACK = "To go on with this conversation: .venv/bin/python -m bot shell --resume"


class PipedChat:
    """Plain text, or JSON, for each line of standard input."""

    def __init__(self, client: Client, as_json: bool, resume: bool = False) -> None:
        self._talk = Talk(client)
        self._as_json = as_json
        if resume:
            self._talk.earlier()  # its choices can be chosen; a pipe wants no answer twice

    def run(self) -> None:
        """Answers until the input ends."""
        for line in (decoded(raw).strip() for raw in sys.stdin.buffer):
            if leaves(line):
                return
            for shown in self._talk.said(line) if line else ():
                self._show(shown)

    def _show(self, shown: Shown) -> None:
        replies = [{"text": each.text, **each.reply} for each in shown.answers]
        if self._as_json:
            replies = replies or [{"text": shown.words}]
            print(json.dumps(replies, ensure_ascii=False), flush=True)
        else:
            print(shown.words or plain(shown.answers), end="\n\n", flush=True)


class TerminalChat:
    """A chat with colours, links, history and completion."""

    def __init__(self, client: Client, resume: bool = False) -> None:
        from rich.console import Console

        self._talk = Talk(client)
        self._console = Console()
        self._resume = resume
        self._last: list[Shown] = []  # what a line got

    def run(self) -> None:
        """Answers until the person leaves."""
        from prompt_toolkit import PromptSession
        from prompt_toolkit.completion import WordCompleter

        from bot.shell.history import History

        session: PromptSession[str] = PromptSession(history=History(str(HISTORY)))
        # A terminal that does not say where its cursor stands would get a warning in the middle of an answer.
        session.app.renderer.cpr_not_supported_callback = None
        self._console.print(WELCOME, style="dim")
        if self._resume and (asked := self._talk.earlier()):
            self._console.print(f"\n{asked}", style="bold", highlight=False, markup=False)
            self._last = [Shown(self._talk.answers)]
            self._show_last()
        unsent = ""
        while True:
            words = [*COMMANDS, *(chip["title"] for chip in self._talk.chips)]
            try:
                line = session.prompt("\n> ", default=unsent, completer=WordCompleter(words, sentence=True))
            except KeyboardInterrupt:
                if session.default_buffer.text:
                    unsent = ""
                    continue
                break
            except EOFError:
                break
            line, unsent = typed(line).strip(), ""
            if leaves(line):
                break
            unsent = self._answer(line)
        self._console.print(COME_BACK, style="dim", highlight=False)

    def _answer(self, line: str) -> str:
        """Shows what a line gets; the line, if it is to be sent again."""
        if line == PAGE:
            with self._console.pager():
                self._show_last()
            return ""
        try:
            with self._console.status("…"):
                found = list(self._talk.said(line)) if line else []
        except ServerError as problem:
            self._console.print(str(problem), style="red", highlight=False, markup=False)
            return line  # nothing typed is lost
        except KeyboardInterrupt:
            self._console.print("Cancelled.", style="dim")
            return ""
        self._last = found or self._last
        for shown in found:
            self._show(shown)
        return ""

    def _show_last(self) -> None:
        for shown in self._last:
            self._show(shown)

    def _show(self, shown: Shown) -> None:
        if shown.words:
            style = "red" if shown.wrong else "none"
            self._console.print(shown.words, style=style, highlight=False, markup=False)
        else:
            for each in rendered(shown.answers, self._console.width, links_work()):
                self._console.print(each)
