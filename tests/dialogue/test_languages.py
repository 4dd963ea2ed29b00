"""Somebody who writes in another language is told so in it, and not that they ask about something strange."""

from __future__ import annotations

import pytest

from actions.dialogue.languages import other_language
from tests.actions.conftest import Act
from tests.dialogue.test_route import text_of

SAID = {
    "es": ("necesito un crédito para estudiar, ¿qué puedo hacer?", "Lo siento, solo entiendo inglés."),
    "fr": ("combien coûte une année avec le logement", "Désolé, je ne comprends que l’anglais."),
    "de": ("wie viel kostet das Studium und wie lange dauert es", "Leider verstehe ich nur Englisch."),
    "ru": ("сколько стоит учёба", "Извините, я понимаю только английский."),
    "ko": ("석사 과정은 얼마인가요", "죄송합니다. 저는 영어만 이해합니다."),
}


@pytest.mark.parametrize(("text", "says"), SAID.values(), ids=SAID.keys())
def test_another_language_is_answered_in_it(say: Act, text: str, says: str) -> None:
    told = text_of(say(text, intent="faq", topics=("cost",)))
    assert told.startswith(says) and "please ask in English" in told


@pytest.mark.parametrize(
    "text",
    [
        "what about Universidad de los Andes",
        "is the MS in la jolla any good, my tia lives there",
        "I write english, meine Freundin is from Jena",
        "si, ok",
        "",
    ],
)
def test_english_with_foreign_names_is_english(text: str) -> None:
    assert other_language(text) is None
