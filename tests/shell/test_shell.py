"""The shell as people use it: typing, choosing, leaving, coming back, in a terminal and in a pipe."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

from bot.servers import Servers
from bot.settings import ROOT
from tests.advisor import running_advisor
from tests.shell.conftest import Terminal, piped

ESCAPE = "\x1b"


def test_a_chat_in_a_terminal(running: tuple[dict[str, str], Servers], tmp_path: Path) -> None:
    terminal = Terminal(running[0])
    terminal.until("Ask me about a master's")
    assert "Starting the advisor" not in terminal.raw  # attached, nothing was started
    terminal.say("online ms under 15k no gre")
    screen = terminal.until("Show three more")
    assert "1. " in screen and "✓ online" in screen and "{" not in screen
    letter = re.search(r"([a-z]) Show three more", screen)
    assert letter is not None
    terminal.say(letter[1])
    terminal.until("Programs 4 to")
    terminal.until("\n4. ")  # numbers go on
    terminal.say("5")  # and a number means the program that has it
    terminal.until("Arizona State University")
    terminal.say("compare omscs and penn mcit online")
    terminal.until("(2) MCIT Online, Penn")
    terminal.say("/debug")
    terminal.until("compare_programs")
    terminal.say("/sources")
    terminal.until("[3] ")
    terminal.say("/wishes")
    terminal.until("15,000")
    saved = tmp_path / "chat.md"
    terminal.say(f"/export {saved}")
    terminal.until("Saved in")
    assert "**You:** online ms under 15k no gre" in saved.read_text("utf-8")
    terminal.say("/nonsense")
    terminal.until("/export")
    terminal.process.sendcontrol("d")
    terminal.process.expect(pexpect.EOF)
    terminal.process.close()
    assert terminal.process.exitstatus == 0


def test_a_letter_beyond_the_choices_is_told_and_asks_nothing(running: tuple[dict[str, str], Servers]) -> None:
    said = piped(running[0], "compare omscs and penn mcit online\nc\n#3\nb\n")
    _, first, second, chosen = re.split(r"(?=There is no choice)|(?<=in words\.\n\n)(?!There)", said)
    assert first.strip() == "There is no choice c here: a to b are. Or ask in words."
    assert second.strip() == "There is no choice #3 here: a to b are. Or ask in words."
    assert "MCIT" in chosen or "Master of Computer and Information" in chosen  # the choices are still there


def test_the_shortlist_is_shown_and_saved(running: tuple[dict[str, str], Servers], tmp_path: Path) -> None:
    terminal = Terminal({**running[0], "PYTHONPATH": str(ROOT)}, folder=tmp_path)
    terminal.until("Ask me about a master's")
    terminal.say("/shortlist")
    terminal.until("Your shortlist is empty")
    terminal.say('/shortlist_note{"program": "gatech-omscs", "note": "ask [bold]Maria[/bold]"}')
    terminal.until("I put it on your shortlist")
    terminal.say("/shortlist")
    terminal.until("Your note: ask [bold]Maria[/bold]")
    terminal.say("Export")  # a chip by its title
    terminal.until("To save: /export shortlist.")
    terminal.say("/export shortlist")
    terminal.until("Saved in shortlist.ics")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["shortlist.csv", "shortlist.ics", "shortlist.md"]
    assert "ask [bold]Maria[/bold]" in (tmp_path / "shortlist.csv").read_text("utf-8")
    terminal.process.sendcontrol("d")


def test_ctrl_c_clears_the_line_and_on_an_empty_one_leaves_and_says_how_to_come_back(
    running: tuple[dict[str, str], Servers],
) -> None:
    terminal = Terminal(running[0])
    terminal.until("Ask me about a master's")
    terminal.process.send("half a question")
    terminal.until("half a question")
    terminal.process.sendcontrol("c")
    terminal.say("is the gre needed")
    assert "nothing on record" not in terminal.until("Sources:")
    terminal.until("c Admission")
    terminal.process.sendcontrol("c")
    terminal.until("--resume")
    terminal.process.expect(pexpect.EOF)
    terminal.process.close()
    assert terminal.process.exitstatus == 0 and "Traceback" not in terminal.raw


@pytest.mark.parametrize("word", ["quit", "bye", "Exit.", "/quit"])
def test_words_leave(running: tuple[dict[str, str], Servers], word: str) -> None:
    assert piped(running[0], f"{word}\nis the gre needed\n") == ""


def test_a_terminal_answers_half_an_emoji_and_latin_1(running: tuple[dict[str, str], Servers], tmp_path: Path) -> None:
    terminal = Terminal(running[0])
    terminal.until("Ask me about a master's")
    for number, typed in enumerate((b"caf\xe9: is the gre needed\r", b"half \xf0\x9f: how long does it take\r")):
        os.write(terminal.process.child_fd, typed)
        terminal.until(("c Admission", "30 credits")[number])
    terminal.say(f"/export {tmp_path / 'chat.md'}")
    terminal.until("Saved in")
    assert "café: is the gre needed" in (tmp_path / "chat.md").read_text("utf-8")


def test_no_color_is_respected(running: tuple[dict[str, str], Servers]) -> None:
    terminal = Terminal({**running[0], "NO_COLOR": "1"})
    terminal.until("Ask me about a master's")
    terminal.say("online ms under 15k no gre")
    terminal.until("✓ online")
    assert not re.search(r"\x1b\[(?:\d+;)*3[1-6]m[✓✗?]", terminal.raw)


def test_a_conversation_is_resumed(running: tuple[dict[str, str], Servers]) -> None:
    piped(running[0], "online ms under 15k no gre\n")
    assert "15,000" in piped(running[0], "what are my wishes\n", "--resume")
    terminal = Terminal(running[0], 100, "--resume")
    terminal.until("> what are my wishes")
    terminal.until("15,000")  # the last exchange
    terminal.process.sendcontrol("d")
    assert "15,000" not in piped(running[0], "what are my wishes\n")


def test_after_forget_me_nothing_is_left_to_resume(running: tuple[dict[str, str], Servers]) -> None:
    assert "forgotten" in piped(running[0], "my gpa is 2.9\nforget me\nyes\n")
    terminal = Terminal(running[0], 100, "--resume")
    terminal.until("\n>")
    assert "forgotten" not in terminal.screen and "2.9" not in terminal.screen
    terminal.process.sendcontrol("d")


def test_piped_it_prints_plain_text_and_ends(running: tuple[dict[str, str], Servers]) -> None:
    said = piped(running[0], "no gre online\na\n#2\n\n/quit\nnever asked\n")
    assert "✓ online" in said and "[a]" in said and said.count("[1]") >= 2
    assert ESCAPE not in said and "> " not in said


def test_a_file_in_another_encoding_is_answered(running: tuple[dict[str, str], Servers]) -> None:
    command = [sys.executable, "-m", "bot", "shell"]
    asked = "café people: is the gre needed\n".encode("latin-1")
    done = subprocess.run(command, cwd=ROOT, env=running[0], input=asked, capture_output=True, timeout=120)
    assert done.returncode == 0 and b"GRE" in done.stdout


def test_half_a_character_in_a_pipe_is_answered(running: tuple[dict[str, str], Servers]) -> None:
    command = [sys.executable, "-m", "bot", "shell"]
    asked = b"half \xf0\x9f: is the gre needed\n"
    done = subprocess.run(command, cwd=ROOT, env=running[0], input=asked, capture_output=True, timeout=120)
    assert done.returncode == 0 and b"GRE" in done.stdout


def test_a_pipe_exports_without_asking_anything_twice(running: tuple[dict[str, str], Servers], tmp_path: Path) -> None:
    lines = "keep omscs\nexport my shortlist\n/export shortlist\n/export chat.md\n"
    command = [sys.executable, "-m", "bot", "shell"]
    environment = {**running[0], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, input=lines, capture_output=True, text=True, timeout=120
    )
    names = sorted(each.name for each in tmp_path.iterdir())
    assert names == ["chat.md", "shortlist.csv", "shortlist.ics", "shortlist.md"]
    assert done.stdout.count("# My shortlist") == 1  # what was printed once is not printed for saving
    assert (tmp_path / "chat.md").read_text("utf-8").count("**You:**") == 2


def test_json_is_one_list_a_line(running: tuple[dict[str, str], Servers]) -> None:
    first, second = piped(running[0], "is the gre needed\ncompare omscs and penn mcit online\n", "--json").splitlines()
    assert json.loads(first)[0]["topic"] == "gre"
    assert json.loads(second)[0]["table"]["rows"]


def test_a_code_is_shown_and_not_kept_for_later(running: tuple[dict[str, str], Servers]) -> None:
    assert "Your code is" in piped(running[0], "keep omscs\ncontinue on my phone\n")
    assert "Your code is" not in (ROOT / "var" / "shell_conversation").read_text("utf-8")


def test_a_server_that_goes_away_gets_a_sentence_and_nothing_typed_is_lost() -> None:
    with running_advisor() as (address, _):
        environment = {**os.environ, "ADVISOR_PORT": address.rsplit(":", 1)[1], "TERM": "xterm-256color"}
        terminal = Terminal(environment)
        terminal.until("Ask me about a master's")
    terminal.say("is the gre needed")
    screen = terminal.until("does not answer")
    assert "Traceback" not in screen
    terminal.until("> is the gre needed")
    terminal.process.sendcontrol("c")  # clears the line
    time.sleep(0.5)
    terminal.process.sendcontrol("c")
    terminal.process.expect(pexpect.EOF)


def test_attaching_loads_nothing_heavy() -> None:
    heavy = ("rasa", "tensorflow", "spacy", "sklearn", "sqlalchemy", "numpy")
    code = f"import sys, bot.shell; print([each for each in {heavy} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
