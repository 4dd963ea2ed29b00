"""How answers stand in a terminal: short, in columns, with numbered receipts, and once."""

from __future__ import annotations

import re

from bot.servers import Servers
from tests.shell.conftest import Terminal, piped


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
    backed = r"gradpilot.com, 2026-06, second-hand · about \$7,000 in all\s+https://gradpilot.com"
    assert re.search(rf"\[{price[1]}\] {backed}", listed)
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


def test_forty_columns_are_enough(running: tuple[dict[str, str], Servers]) -> None:
    terminal = Terminal(running[0], 40)
    terminal.until("Ctrl-D leaves")
    terminal.say("compare omscs and penn mcit online")
    assert max(map(len, terminal.until("b More on").splitlines())) <= 40
