"""Typing in a terminal: what was typed before comes back with the arrow keys, and what is pasted is one message."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pexpect

from bot.servers import Servers
from tests.shell.conftest import Terminal

UP, DOWN = "\x1b[A", "\x1b[B"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"  # what a terminal puts around a paste
POST = "my gpa is 3.4\nis the gre needed\nhow long does it take"


def left(terminal: Terminal) -> None:
    terminal.process.sendcontrol("d")
    terminal.until("To go on with this conversation")
    terminal.process.expect(pexpect.EOF)


def line_of(terminal: Terminal) -> str:
    """What stands in the line that is being typed."""
    return terminal.screen.rpartition("\n>")[2].strip()


def test_the_arrow_keys_bring_back_what_was_typed_here_and_in_an_earlier_chat(
    running: tuple[dict[str, str], Servers],
) -> None:
    rare = f"note {uuid.uuid4().hex[:8]}: is the gre needed"
    before = Terminal(running[0])
    before.until("Ask me about a master's")
    before.say(rare)
    before.until("Sources:")
    left(before)
    terminal = Terminal(running[0])
    terminal.until("Ask me about a master's")
    terminal.process.send(UP)
    terminal.until(f"> {rare}")
    terminal.process.sendcontrol("c")  # clears it
    terminal.say("how long does it take")
    terminal.until("30 credits")
    terminal.process.send(UP)
    terminal.process.send(UP)
    terminal.until(f"> {rare}")
    terminal.process.send(f"{DOWN} and part time?")
    terminal.until("> how long does it take and part time?")
    assert line_of(terminal) == "how long does it take and part time?"
    terminal.process.sendcontrol("c")
    left(terminal)


def test_a_number_that_answers_a_question_is_its_answer(running: tuple[dict[str, str], Servers]) -> None:
    terminal = Terminal(running[0], 80)
    terminal.until("Ask me about a master's")
    terminal.say("online ms under 15k no gre")
    terminal.until("Show three more")
    terminal.say("talk me out of it")
    terminal.until("how many hours do you really have")
    terminal.say("2")  # neither the second choice, which is 10 hours, nor the second program
    terminal.until("Would you move for it?")
    terminal.say("what do you know about me")
    assert "hours a week: 2" in terminal.until("Forget me")
    left(terminal)


def test_a_paste_of_several_lines_waits_for_enter_and_is_one_message(
    running: tuple[dict[str, str], Servers], tmp_path: Path
) -> None:
    terminal = Terminal(running[0], 80)
    terminal.until("\n>")
    assert "\x1b[?2004h" in terminal.raw  # asks the terminal to mark what is pasted
    terminal.process.send(f"{PASTE}{POST}{PASTED}")
    terminal.until("how long does it take")
    terminal.process.send(", roughly")  # nothing was sent yet: it can be gone on with
    terminal.until("how long does it take, roughly")
    assert "Sources:" not in terminal.screen
    terminal.process.send("\r")
    screen = terminal.until("30 credits")
    assert "GRE" in screen.split("roughly")[1]
    saved = tmp_path / "chat.md"
    terminal.say(f"/export {saved}")
    terminal.until("Saved in")
    said = saved.read_text("utf-8")
    assert said.count("**You:**") == 1 and f"**You:** {POST}, roughly" in said
    left(terminal)


def test_a_paste_with_carriage_returns_as_terminals_send_them_sends_nothing_by_itself(
    running: tuple[dict[str, str], Servers],
) -> None:
    terminal = Terminal(running[0], 80)
    terminal.until("Ask me about a master's")
    pasted = POST.replace("\n", "\r")
    terminal.process.send(f"{PASTE}{pasted}\r{PASTED}")
    terminal.until("how long does it take")
    assert not re.search(r"Sources:|30 credits", terminal.screen)
    terminal.process.send("\r")
    terminal.until("30 credits")
    left(terminal)
