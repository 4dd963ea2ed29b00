"""Understanding, on questions that are no training phrases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.data_check import problems
from bot.nlu import encoder as encoder_module
from bot.nlu.acts import is_bare_wish
from bot.nlu.classifier import _weighted, ngram_counts
from bot.nlu.criteria import CriteriaExtractor
from bot.nlu.encoder import EncoderError, SentenceEncoder, agreement
from bot.nlu.understanding import FALLBACK, Understander
from tests.nlu import evaluate
from tests.nlu.report import write_report

REFERENCE = Path(__file__).parent / "reference.npz"


@pytest.fixture(scope="module")
def reader() -> evaluate.Reader:
    return evaluate.trained_reader()


@pytest.fixture(scope="module")
def understander(reader: evaluate.Reader) -> Understander:
    return reader.understander


def test_the_language_data_has_no_problems() -> None:
    assert problems() == []  # among them: no test phrase is a training phrase


def test_unseen_questions_are_understood(reader: evaluate.Reader, tmp_path: Path) -> None:
    evaluation = evaluate.evaluate(reader)
    assert evaluate.missed(evaluation.figures) == [], evaluate.lines(evaluation)
    page = write_report(evaluation, tmp_path / "report.html").read_text("utf-8")
    assert "<svg" in page and "faq/cost" in page


def test_a_figure_beyond_its_threshold_is_named(reader: evaluate.Reader) -> None:
    figures = {
        **dict.fromkeys(evaluate.THRESHOLDS["at_least"], 1.0),
        **dict.fromkeys(evaluate.THRESHOLDS["at_most"], 0.0),
    }
    assert evaluate.missed(figures) == []
    assert evaluate.missed({**figures, "criteria recall": 0.5}) == ["criteria recall"]


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
    encoder = SentenceEncoder()
    vector = encoder.encode("is the gre needed")
    assert vector.shape == (encoder.dimensions,) == (384,)
    assert float(vector @ vector) == pytest.approx(1, abs=1e-5)


def test_company_does_not_change_a_vector() -> None:
    encoder = SentenceEncoder()
    texts = ["is the gre needed", "", "how long does it take " * 40, "cost", "is the gre needed"]
    together = SentenceEncoder().encode_together(texts)  # another one: each keeps what it has read
    alone = np.stack([encoder.encode(text) for text in texts])
    assert together.shape == (5, encoder.dimensions)
    assert np.abs(together - alone).max() < 1e-6


def test_many_sentences_stand_in_the_order_given_and_each_has_the_vector_it_has_alone() -> None:
    texts = [f"{'gre ' * (number % 9)}or not {number}" for number in range(140)]
    encoder, some = SentenceEncoder(), [0, 8, 75, 139]
    alone = [encoder.encode(texts[row]) for row in some]
    together = SentenceEncoder().encode_all(iter(texts))  # another one: each keeps what it has read
    assert together.shape == (140, 384) and np.abs(together[some] - alone).max() < 1e-6
    assert encoder.encode_all([]).shape == (0, 384)


def test_a_text_that_was_read_lately_is_not_read_again_and_what_is_kept_has_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encoder = SentenceEncoder()
    vector = encoder.encode("is the gre needed")
    states, _ = encoder.token_states(["is the gre needed"])[0]
    monkeypatch.setattr(encoder, "_run", lambda _: pytest.fail("it is read again"))
    assert np.array_equal(encoder.encode("is the gre needed"), vector)
    assert np.array_equal(encoder.token_states(["is the gre needed"])[0][0], states)
    monkeypatch.undo()
    monkeypatch.setattr(encoder_module, "KEPT_TOKENS", 60)
    for number in range(12):
        encoder.encode(f"is the gre needed at school number {number}")
    assert sum(map(len, encoder._kept)) == encoder._tokens <= encoder_module.KEPT_TOKENS
    assert np.allclose(encoder.encode("is the gre needed"), vector, atol=1e-6)


def test_the_quantized_encoder_agrees_with_the_unquantized_weights() -> None:
    # vectors of the same model in 32 bits, computed once from the weights that the tokenizer's package brings
    assert agreement(SentenceEncoder(), REFERENCE) > 0.99


def test_an_encoder_broken_by_its_quantization_is_refused(tmp_path: Path) -> None:
    model, tokenizer = encoder_module._files(None)
    (tmp_path / "model.onnx").symlink_to(model)
    (tmp_path / "tokenizer.json").symlink_to(tokenizer)
    (tmp_path / "reference.npz").write_bytes(REFERENCE.read_bytes())
    assert SentenceEncoder(tmp_path).dimensions == 384
    with np.load(REFERENCE) as stored:
        np.savez(tmp_path / "reference.npz", texts=stored["texts"], vectors=stored["vectors"][::-1])
    with pytest.raises(EncoderError, match="gives other vectors"):
        SentenceEncoder(tmp_path)


def test_a_model_of_another_encoder_says_to_train_anew(understander: Understander) -> None:
    shorter = replace(understander._classifier, vector_weights=understander._classifier.vector_weights[:, :100])
    with pytest.raises(EncoderError, match="run `make train`"):
        Understander(SentenceEncoder(), shorter)


def test_ngram_scores_are_those_of_training(understander: Understander) -> None:
    classifier = understander._classifier
    texts = ["is the gre needed", "", "cost", "Gebühren für ein Studium??"]
    trained = _weighted(ngram_counts(texts), classifier.rarity) @ classifier.ngram_weights + classifier.ngram_biases
    for text, scores in zip(texts, trained, strict=True):
        assert classifier._ngram_scores(text) == pytest.approx(scores, abs=1e-4)


def test_a_missing_encoder_says_what_to_do(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ADVISOR_ENCODER", str(tmp_path))
    with pytest.raises(EncoderError, match="correct ADVISOR_ENCODER or unset it"):
        SentenceEncoder()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("2.88 GPA", True),
        ("part time", True),
        ("I'd like a thesis", True),
        ("is part time ok", False),
        ("Part time masters?", False),
        ("part time while raising kids", False),
        ("cost", False),
    ],
)
def test_a_bare_wish_is_told_from_a_question(extractor: CriteriaExtractor, text: str, bare: bool) -> None:
    assert is_bare_wish(text, extractor.extract(text)) is bare


@pytest.mark.parametrize("part", ["dev", "test"])
def test_whole_messages_are_answered_in_all_their_questions(reader: evaluate.Reader, part: str) -> None:
    found = evaluate.whole_messages(reader, part)
    wrong = [(text, topics) for text, topics, is_wrong in found if is_wrong]
    assert len(wrong) <= 0.2 * len(found), wrong


@pytest.mark.parametrize(
    "text", ["how much is carnegie melon msml", "hw much is omscs", "does bosten university need gre"]
)
def test_rare_and_misspelt_names_do_not_hide_the_question(reader: evaluate.Reader, text: str) -> None:
    understood = reader.understand(text)
    assert understood.intent in ("ask_program_fact", "faq/cost", "faq/gre"), understood


def test_a_question_beside_a_search_is_kept(understander: Understander) -> None:
    understood = understander.understand("Is the GRE needed? And show me online programs under 20k")
    assert (understood.intent, understood.topics) == ("ask_recommendation", ("faq/gre",))


@pytest.mark.parametrize("text", ["hello", "hi there!", "hello how are you", "thanks", "ok thanks a lot!"])
def test_a_greeting_alone_stays_one(understander: Understander, text: str) -> None:
    assert understander.understand(text).intent in ("greet", "thanks")
