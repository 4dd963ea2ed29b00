"""A chip's payload can be typed by anybody and may hold anything: every action answers, and the search goes on."""

from __future__ import annotations

import importlib
import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.dialogue.memory import Memory, Message, _entity
from bot.settings import ROOT
from knowledge.programs import Search
from knowledge.wishes import Wish
from tests.actions.conftest import Act

_RULES = yaml.safe_load((ROOT / "data" / "rules.yml").read_text("utf-8"))["rules"]
_FIRST_AND_LAST = [(each["steps"][0].get("intent"), each["steps"][-1].get("action", "")) for each in _RULES]
PAIRS = sorted({(intent, action) for intent, action in _FIRST_AND_LAST if intent and action.startswith("action_")})
_NAMED = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["entities"]
ENTITIES = [each if isinstance(each, str) else next(iter(each)) for each in _NAMED]
VALUES = [
    *(None, True, -5, float("inf"), 2.5, 99, "x", "", "it", "gatech-omscs", ["a", 3]),
    *({"of": "bridge", "value": True, "wider": True}, {"of": "unread", "text": "<b>"}, {"value": "debt", "order": 3}),
    *({"a": 1}, {"op": "lower"}, {"op": "drop"}, {"op": 5, "value": "online"}, {"value": 3, "strength": "x"}),
]
SEARCHING = Memory(
    wishes=(Wish("delivery", ("online",)), Wish("budget", (5000.0,), "at_most", "total", "USD")),
    shown=("gatech-omscs", "gatech-omsa"),
    mentioned=("gatech-omscs",),
)


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(PAIRS), st.sampled_from(ENTITIES), st.sampled_from(VALUES), st.booleans())
def test_no_payload_breaks_an_action_or_the_search_after_it(
    search: Search, pair: tuple[str, str], entity: str, value: Any, fresh: bool
) -> None:
    intent, name = pair
    module = importlib.import_module(f"actions.{name.removeprefix('action_')}")
    action = getattr(module, "".join(part.capitalize() for part in name.split("_")))()
    message = Message(intent, (), (_entity({"entity": entity, "value": value}),), f"/{intent}")
    turn = action.answer(message, Memory() if fresh else SEARCHING, search)
    assert turn.replies
    json.dumps(turn.memory.slots(), allow_nan=False)
    after = importlib.import_module("actions.recommend").ActionRecommend()
    assert after.answer(Message("ask_recommendation"), turn.memory, search).replies


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("delivery", "carrier pigeon"),
        ("delivery", 5),
        ("budget", -5),
        ("budget", float("inf")),
        ("gpa", 99),
        ("field", "zzz"),
        ("state", "ZZ"),
        ("city", 7),
        ("start", "never"),
        ("thesis", 3),
        ("toefl", True),
        ("background", "wizardry"),
        ("program", "nope"),
    ],
)
def test_a_value_no_wish_can_have_is_no_wish(act: Act, entity: str, value: Any) -> None:
    turn = act("recommend", "", intent="inform", entities=({"entity": entity, "value": value},))
    assert "I found no wish in that" in turn.replies[0].text
    assert turn.memory.wishes == ()


def test_a_point_that_is_none_of_ours_is_not_raised(act: Act) -> None:
    for value in ("no such point", None, ["a"]):
        assert act("talk", "", intent="greet", entities=({"entity": "particular", "value": value},)).replies


def test_a_name_that_is_no_text_is_not_on_record(act: Act) -> None:
    turn = act("program_fact", "", entities=({"entity": "unknown_program", "value": 99},))
    assert "is not in my records" in turn.replies[0].text


def test_cheaper_than_programs_without_a_price(act: Act) -> None:
    memory = Memory(wishes=SEARCHING.wishes, shown=("stanford-mscs",))
    assert act("recommend", "cheaper", memory, intent="inform").replies
