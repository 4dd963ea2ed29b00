"""Understanding, on questions that are no training phrases."""

from __future__ import annotations

import pytest

from bot.data_check import problems
from bot.nlu.encoder import DIMENSIONS, EncoderError, SentenceEncoder
from bot.nlu.lookup import topics_to_look_up
from bot.nlu.understanding import FALLBACK, Understander
from tests.nlu import evaluate


@pytest.fixture(scope="module")
def understander() -> Understander:
    return evaluate.trained_understander()


def test_the_language_data_has_no_problems() -> None:
    assert problems() == []  # among them: no test phrase is a training phrase


def test_unseen_questions_are_understood(understander: Understander) -> None:
    found = evaluate.figures(evaluate.measure(understander))
    assert evaluate.missed(found) == [], found


@pytest.mark.parametrize("text", ["", "   ", "???", "🙂🙂", "…", "\x00", "-", "_", "\ud800"])
def test_nothing_to_classify_is_no_guess(understander: Understander, text: str) -> None:
    assert understander.understand(text).intent == FALLBACK


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "gre " * 2_500, "<b>gre</b>", "'; DROP TABLE programs; --", "机器学习硕士", "gre \ud800"]
)
def test_odd_input_is_understood_as_something(understander: Understander, text: str) -> None:
    assert understander.understand(text).ranking


def test_the_same_question_gets_the_same_answer(understander: Understander) -> None:
    assert understander.understand("is the gre needed") == understander.understand("is the gre needed")


def test_case_and_spacing_hardly_matter(understander: Understander) -> None:
    for text in ("IS THE GRE NEEDED", "  is   the gre\nneeded  "):
        assert understander.understand(text).intent == "faq/gre"


def test_vectors_have_length_one() -> None:
    vector = SentenceEncoder().encode("is the gre needed")
    assert vector.shape == (DIMENSIONS,)
    assert float(vector @ vector) == pytest.approx(1, abs=1e-5)


def test_a_missing_encoder_says_what_to_do(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ADVISOR_ENCODER", str(tmp_path))
    with pytest.raises(EncoderError, match="correct ADVISOR_ENCODER or unset it"):
        SentenceEncoder()


def test_only_questions_with_specifics_need_the_action_server() -> None:
    program = {"entity": "program", "value": "gatech-omscs", "op": "is"}
    state = {"entity": "state", "value": "OH", "op": "is"}
    assert topics_to_look_up(["faq/cost"], [], 9) == []
    assert topics_to_look_up(["faq/cost"], [state], 9) == []
    assert [each["value"] for each in topics_to_look_up(["faq/salary"], [state], 9)] == ["salary"]
    assert [each["value"] for each in topics_to_look_up(["faq/cost"], [program], 9)] == ["cost"]
    assert [each["value"] for each in topics_to_look_up(["faq/cost", "faq/gre"], [], 9)] == ["cost", "gre"]
