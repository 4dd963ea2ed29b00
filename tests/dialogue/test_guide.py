"""What a conversation is in the middle of survives its slot, and nothing in the slot breaks it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actions.dialogue.guide import CostsTalk, DoubtCheck, Guide, GuidedStart, PayoffTalk, ReadinessTalk, of_slot
from actions.dialogue.memory import Memory

STATES: list[Guide | None] = [
    None, GuidedStart(), GuidedStart(3), DoubtCheck(), DoubtCheck(2, ("gatech-omscs",)), PayoffTalk(), ReadinessTalk(),
    CostsTalk(),
]  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=repr)
def test_a_state_is_the_same_after_it_was_written_down(state: Guide | None) -> None:
    stored = json.loads(json.dumps(Memory(guide=state).slots()))
    assert Memory.of_slots(stored.get).guide == state


@pytest.mark.parametrize(
    ("stored", "state"),
    [
        ({"kind": "a state of an earlier version"}, None),
        ({}, None),
        ("start", None),
        (["start"], None),
        ({"kind": "start"}, GuidedStart()),
        ({"kind": "start", "asked": "three"}, GuidedStart()),
        ({"kind": "start", "asked": -1}, GuidedStart()),
        ({"kind": "doubts", "asked": 1, "programs": None}, DoubtCheck(1)),
        ({"kind": ["doubts"]}, None),
    ],
    ids=repr,
)
def test_whatever_a_slot_holds_is_a_state_or_none(stored: Any, state: Guide | None) -> None:
    assert of_slot(stored) == state
