"""The shell in a pseudo-terminal and in a pipe, against a running advisor."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from bot.servers import Servers
from bot.settings import ROOT
from tests.advisor import running_advisor

ESCAPE = "\x1b"


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[dict[str, str], Servers]]:
    """The environment in which the shell finds a running advisor."""
    with running_advisor() as (address, servers):
        port = address.rsplit(":", 1)[1]
        yield {**os.environ, "ADVISOR_PORT": port, "ADVISOR_ACTIONS_PORT": "1", "TERM": "xterm-256color"}, servers


class Terminal:
    """A pseudo-terminal with the shell in it; `screen` is what a person sees."""

    def __init__(self, environment: dict[str, str], columns: int = 100, *options: str, folder: Path = ROOT) -> None:
        self._screen = pyte.HistoryScreen(columns, 200)
        self._stream = pyte.Stream(self._screen)
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "bot", "shell", *options],
            cwd=str(folder),
            env={**environment, "COLUMNS": str(columns), "LINES": "200"},  # type: ignore[arg-type]
            dimensions=(200, columns),
            encoding="utf-8",
            timeout=60,
        )
        self.raw = ""

    @property
    def screen(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display).strip()

    def until(self, words: str, seconds: float = 60) -> str:
        """Reads until the words are on the screen."""
        deadline = time.monotonic() + seconds
        while words not in self.screen and time.monotonic() < deadline:
            try:
                read = self.process.read_nonblocking(65536, timeout=0.2)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
            self.raw += read
            self._stream.feed(read)
        assert words in self.screen, self.screen
        return self.screen

    def say(self, line: str) -> None:
        self.process.send(line + "\r")


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


def test_the_pay_off_shows_its_steps_when_asked_why(running: tuple[dict[str, str], Servers]) -> None:
    terminal = Terminal(running[0], 80)
    terminal.until("Ask me about a master's")
    terminal.say("i make 62k in ohio, is it worth it for omscs")
    screen = terminal.until("How I worked it out")
    assert "Pay forgone" not in screen
    rows = [line for line in screen.splitlines() if re.search(r"\$\d+,\d+  +\$\d+,\d+  +", line)]
    assert len(rows) >= 3 and len({re.search(r"\$", line).start() for line in rows}) == 1  # type: ignore[union-attr]
    assert " | " not in screen  # it stands in columns
    terminal.say("/why")
    terminal.until("• Pay forgone")


def test_addresses_are_written_out_where_links_are_not_known_to_work(running: tuple[dict[str, str], Servers]) -> None:
    terminal = Terminal(running[0], 80)
    terminal.until("Ask me about a master's")
    terminal.say("online ms under 15k no gre")
    assert "1. OMSCS, Georgia Tech  omscs.gatech.edu" in terminal.until("Show three more")
    assert "\x1b]8;" not in terminal.raw
    terminal.say("give me the link of the second one")
    terminal.until("https://pe.gatech.edu/degrees/analytics")
    linked = Terminal({**running[0], "WEZTERM_PANE": "1"}, 80)
    linked.until("Ask me about a master's")
    linked.say("online ms under 15k no gre")
    linked.until("Show three more")
    assert re.search(r"\x1b\]8;[^;]*;https://omscs.gatech.edu", linked.raw)


def test_receipts_have_the_same_numbers_below_an_answer_and_among_its_sources(
    running: tuple[dict[str, str], Servers],
) -> None:
    terminal = Terminal(running[0], 80)
    terminal.until("Ask me about a master's")
    # OMSCS and Penn differ in sources; two pages of one school are one receipt with two addresses
    terminal.say("compare omscs and penn mcit online")
    screen = terminal.until("a More on")
    price = re.search(r"Price: ★ about \$7,000 in all \[(\d+)\] \| about \$32,140 in all \[(\d+)\]", screen)
    assert price is not None, screen
    receipt = re.search(rf"\[{price[1]}\] ([\w.]+), ", screen[price.end() :])
    assert receipt is not None and receipt[1] == "gradpilot.com"
    terminal.say("/sources")
    listed = terminal.until("https://gradpilot.com/news/").split("> /sources")[1]
    assert re.search(rf"\[{price[1]}\] gradpilot.com, 2026-06, second-hand\s+https://gradpilot.com", listed)
    assert re.search(rf"\[{price[2]}\] github.com, 2022-04", listed)


def test_a_search_a_comparison_and_a_pay_off_fit_a_terminal_of_80_columns(
    running: tuple[dict[str, str], Servers],
) -> None:
    terminal = Terminal(running[0], 80)
    terminal.until("Ctrl-D leaves")
    for line, last, most in (
        ("online ms under 15k no gre", "d Show three more", 15),
        ("compare omscs and penn mcit online", "b More on MCIT", 25),
        ("i make 62k in ohio, is it worth it for omscs", "e Should I go at all?", 25),
    ):
        terminal.say(line)
        shown = terminal.until(last).split(f"> {line}\n")[1].split("\n>")[0].rstrip()
        assert 5 < len(shown.splitlines()) <= most, shown


def test_a_long_answer_is_paged_where_that_is_asked_for_and_only_there(
    running: tuple[dict[str, str], Servers],
) -> None:
    terminal = Terminal({**running[0], "PAGER": "sed s/^/paged:/"}, 80)
    terminal.until("Ask me about a master's")
    terminal.say("compare omscs and penn mcit online")
    assert "paged:" not in terminal.until("b More on MCIT")
    terminal.say("/page")
    assert "paged:(1) OMSCS, Georgia Tech" in terminal.until("paged:a More on")
    assert "terminal only" in piped(running[0], "/page\n")


def test_an_answer_is_printed_once(running: tuple[dict[str, str], Servers]) -> None:
    terminal = Terminal(running[0], 80)
    terminal.until("Ask me about a master's")
    terminal.say("is the gre needed")
    terminal.until("c Admission")
    terminal.say("/sources")  # and nothing of it again
    terminal.until("[1] ")
    assert terminal.screen.count("programs whose policy is on record") == 1
    assert "WARNING" not in terminal.screen
    terminal.process.sendcontrol("d")
    terminal.until("--resume")
    again = Terminal(running[0], 80, "--resume")
    again.until("c Admission")
    again.process.sendcontrol("d")
    again.until("To go on with this conversation")
    assert again.screen.count("programs whose policy is on record") == 1


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


def test_forty_columns_are_enough(running: tuple[dict[str, str], Servers]) -> None:
    terminal = Terminal(running[0], 40)
    terminal.until("Ctrl-D leaves")
    terminal.say("compare omscs and penn mcit online")
    assert max(map(len, terminal.until("b More on").splitlines())) <= 40


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


def piped(environment: dict[str, str], lines: str, *options: str) -> str:
    """What the shell prints for piped input."""
    command = [sys.executable, "-m", "bot", "shell", *options]
    done = subprocess.run(command, cwd=ROOT, env=environment, input=lines, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


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
