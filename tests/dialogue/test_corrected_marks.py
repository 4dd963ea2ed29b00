"""A grade or score put right in a later message, or named again."""

from __future__ import annotations

from actions.dialogue.memory import Memory
from tests.dialogue.conftest import Talk, Tell

GERMAN = "I study at the Hochschule in Ulm, final grade 2,4, and want machine learning in Germany"


def test_a_foreign_grade_is_corrected_on_its_scale_and_answered_again(talk: Talk) -> None:
    first = talk(GERMAN, {"2,4": "own"}, "ask_recommendation")
    turn = talk("oh sorry, it was 2,0 not 2,4", {}, "inform", memory=first.memory)
    assert turn.memory.profile["gpa"] == {"value": None, "said": "2.0", "scale": "DE"}
    text = " ".join(reply.text for reply in turn.replies if hasattr(reply, "text"))
    assert "2.0 (German scale)" in text and "found no wish" not in text


def test_a_score_is_corrected_and_a_section_is_left_alone(tell: Tell) -> None:
    memory = Memory(profile={"tests": {"ielts": 7.0, "gre_score": 318}})
    assert tell("my GRE is 328 not 318", {"328": "own"}, memory=memory).profile["tests"]["gre_score"] == 328
    kept = tell("sorry, IELTS writing is 5.5 not 7.0", {}, memory=memory)
    assert kept.profile["tests"]["ielts"] == 7.0


def test_a_length_corrects_no_grade(tell: Tell) -> None:
    memory = Memory(profile={"gpa": {"value": 3.0, "said": "3", "scale": 4}})
    assert tell("2 years not 3", {}, memory=memory).profile["gpa"]["value"] == 3.0


def test_a_grade_named_again_keeps_its_scale(tell: Tell) -> None:
    memory = Memory(profile={"gpa": {"value": None, "said": "1.9", "scale": "BEST1"}})
    assert tell("I have the 1.9", {"1.9": "own"}, memory=memory).profile["gpa"]["scale"] == "BEST1"
