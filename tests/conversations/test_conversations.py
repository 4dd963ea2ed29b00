"""Conversations as people have them, on every channel; the scenarios are the .yml files beside this one."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.drivers import CHANNELS, Driver
from tests.slack.conftest import Workspace

FOLDER = Path(__file__).parent
_OWN = re.compile(r"Receipt [0-9A-F]{8}, [^.]* UTC")  # of a deletion: each has its own


def _scenarios() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for scenario in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(scenario["turns"], id=f"{path.stem}: {scenario['name']}"))
    return found


@pytest.mark.parametrize("turns", _scenarios())
def test_conversation(turns: list[dict[str, Any]], driver: Driver) -> None:
    """On every channel each turn says what it should, leaves out what it should not, and offers the right choices."""
    for turn in turns:
        answer = driver.choose(turn["choose"]) if "choose" in turn else driver.say(turn["user"])
        said = turn.get("user") or f"[{turn.get('choose')}]"
        for words in turn.get("bot", ()):
            assert words in answer.text, f"“{said}” should have answered “{words}” but answered:\n{answer.text}"
        for words in turn.get("not", ()):
            assert words not in answer.text, f"“{said}” should not have answered “{words}” but answered:\n{answer.text}"
        for title in turn.get("chips", ()):
            assert title in answer.chips, f"“{said}” should offer [{title}] but offers {list(answer.chips)}"


@pytest.mark.parametrize("turns", _scenarios())
def test_the_same_conversation_says_the_same_in_all_channels(
    turns: list[dict[str, Any]], everywhere: Workspace
) -> None:
    """Word for word, and with the same choices; Slack has buttons of its own beside them."""
    with ExitStack() as stack:
        drivers = {name: stack.enter_context(begin(everywhere)) for name, begin in CHANNELS.items()}
        for turn in turns:
            answers = {
                name: driver.choose(turn["choose"]) if "choose" in turn else driver.say(turn["user"])
                for name, driver in drivers.items()
            }
            said = {name: _OWN.sub("", " ".join(answer.text.split())) for name, answer in answers.items()}
            assert {name: each for name, each in said.items() if each != said["rest"]} == {}
            assert all(set(answers["rest"].chips) <= set(answer.chips) for answer in answers.values())
