"""`python -m bot parse --explain`: what is heard and noted, and what answers why."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from bot.nlu.heard_and_answered import Explainer, changes, found_by, words
from bot.nlu.hearing import Hearing
from bot.settings import ROOT
from knowledge.base import Knowledge
from knowledge.programs import Search


@pytest.fixture
def explainer(knowledge: Knowledge, hearing: Hearing) -> Explainer:
    return Explainer(Search(knowledge), hearing)


def parsed(hearing: Hearing, text: str, intent: str, *topics: str) -> dict[str, Any]:
    asked = [{"entity": "topic", "value": each, "start": 0, "end": len(text)} for each in topics]
    return {
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
        "entities": [*hearing.hear(text), *asked],
    }


def test_it_tells_what_was_heard_noted_and_answered(explainer: Explainer, hearing: Hearing) -> None:
    text = "online under 15k, my gpa is 3.1"
    lines = words(explainer.explain(text, parsed(hearing, text, "inform")))
    assert "delivery = 'online' “online”; rules of criteria" in lines
    assert 'profile.gpa: nothing → {"value": 3.1, "said": "3.1", "scale": 4}' in lines
    assert "answered by recommend, by way “wished”: Nothing but a wish" in lines
    assert "programs: " in lines and "shown: nothing → [" in lines


def test_sentences_of_one_conversation_know_those_before(explainer: Explainer, hearing: Hearing) -> None:
    for text, intent, way in (
        ("online under 15k, my gpa is 3.1", "inform", "wished"),
        ("actually 2.9", "inform", "corrected"),
        ("don't delete my data", "forget_me", "refused"),
    ):
        explained = explainer.explain(text, parsed(hearing, text, intent))
        assert explained["answered"]["way"] == way, text
    second = Explainer(explainer._search, hearing).explain("actually 2.9", parsed(hearing, "actually 2.9", "inform"))
    assert second["answered"]["way"] != "corrected"  # nothing went before


def test_a_choice_on_screen_is_known_by_its_words(explainer: Explainer, hearing: Hearing) -> None:
    explainer.explain("thanks", parsed(hearing, "thanks", "thanks"))
    explainer.explain("yes", parsed(hearing, "yes", "affirm"))
    explained = explainer.explain("find programs", parsed(hearing, "find programs", "nlu_fallback"))
    assert (explained["answered"]["action"], explained["answered"]["way"]) == ("recommend", "chip")


def test_an_entity_names_its_rules_and_how_sure_its_role_is() -> None:
    place = {"start": 7, "end": 10, "text": "62k"}
    ruled = [{"entity": "budget", "op": "at_most", "value": 62000, **place}]
    pay = {"entity": "income", "value": 62000, "role": "pay", "role_confidence": 0.934, **place}
    assert found_by(pay, ruled) == "rules of criteria: budget at_most; role classifier: pay 0.93"
    assert found_by(ruled[0], ruled) == "rules of criteria: budget at_most; role classifier: unsure"
    assert found_by({"entity": "age", "value": 38, **place}, []).startswith("rules of life: age; role classifier")
    assert found_by({"entity": "act", "value": "story", **place}, ruled) == "rules of acts"
    aside = [{"entity": "money", "value": 62000, **place}]
    assert "a money that is no criterion" in found_by({**pay, "entity": "money", "role": "price"}, aside)


def test_a_change_of_memory_shows_what_is_gone_and_what_is_new() -> None:
    pace, gre, near = {"key": "pace"}, {"key": "gre"}, {"key": "place"}
    before = {"wishes": [pace, gre], "shown": ["a", "b"], "profile": {"age": 30}, "asked": None, "guide": None}
    after = {"wishes": [gre, near], "shown": ["b"], "profile": {"age": 31}, "asked": "gre", "guide": {"kind": "start"}}
    assert changes({**before, "told": []}, {**after, "told": ["x"]}, ("told",)) == [
        {"slot": "wishes", "was": [pace], "now": [near]},
        {"slot": "shown", "was": ["a", "b"], "now": ["b"]},
        {"slot": "profile.age", "was": 30, "now": 31},
        {"slot": "asked", "was": None, "now": "gre"},
        {"slot": "guide.kind", "was": None, "now": "start"},
    ]
    assert changes(after, after) == []


def test_the_command_explains_a_conversation_without_warnings() -> None:
    said = ("find online programs under 20k, my gpa is 3.1", "actually 2.9")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "parse", "--explain", "--conversation", "--json", *said],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    (gpa,) = [each for each in first["heard"] if each["entity"] == "gpa"]
    assert gpa["role"] == "own" and "role classifier: own " in gpa["by"]
    assert "profile.gpa" in [each["slot"] for each in first["noted"]]
    assert second["answered"]["way"] == "corrected"
    assert "now “with a GPA of 2.9”" in second["answered"]["replies"][0]["says"]
    assert done.stderr == ""
