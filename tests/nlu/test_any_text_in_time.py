"""No text that somebody may send holds up the others: every pattern that reads it needs time that grows evenly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.dialogue import consent
from actions.dialogue.memory import Memory, Message
from actions.report_answer import _fact, _spoken_of, _words
from actions.shortlist_note import _note, _target
from bot.channels.incoming import clean, said
from bot.channels.slack.heard import plain
from bot.nlu import life
from bot.nlu.acts import act_entities
from bot.nlu.parts import parts, without_opening
from bot.nlu.understanding import clean as readable
from knowledge.base import Knowledge
from tests.growth import runs_away
from tests.nlu.test_criteria_limits import PIECES

SENT = 10_000  # characters
TEXTS = [
    *PIECES,
    *("clear ", "clear note ", "delete notes ", "forget ", "ok ", "yes ", "no ", "hm ", "what ", "i am 25 "),
    *(
        "a. ",
        "a.\n",
        "u.s. ",
        "; ",
        "? ",
        "hi ",
        "thanks for a ",
        "and what ",
        "i hope this ",
        "what is a ",
        "\n",
        "\t",
    ),
    *("they told me ", "told me that ", "note on ", ": ", "that ", "not x, ", "i said ", "should be ", "no, the "),
    *("<http:", "<mailto:a|", "<@A", "<@A|", "&lt;", "x", "_", "0", "ﷺ", "𝒳", "\u200b", "/a{", "/inform{", "[", "\\"),
]


def in_note(text: str) -> None:
    message = _message(text)
    _note(message, None)
    _note(message, _target(message))


def in_report(text: str) -> None:
    message = _message(text)
    _fact(message, _words(message))


def agreed(text: str) -> None:
    for action in consent.AGREED_BY:
        consent.answered(Message("", text=text), action)
    consent.is_doubtful(text)


def _message(text: str) -> Message:
    named = {"entity": "program", "value": "gatech-omscs", "start": 0, "end": 3}
    return Message("shortlist_note", text=text, entities=(named,))


AT_THE_DOOR: dict[str, Callable[[str], object]] = {
    "the door": clean,
    "what the classifier reads": readable,
    "Slack's markup": plain,
    "payloads": lambda text: said(text, {"inform", "a"}, {"a"}),
}
BEHIND_IT: dict[str, Callable[[str], object]] = {
    "parts": lambda text: parts(without_opening(text)),
    "acts": lambda text: act_entities(text, []),
    "life": life.find,
    "an answer to a question": agreed,
    "a note": in_note,
    "a report": in_report,
}


@pytest.mark.parametrize("read", AT_THE_DOOR.values(), ids=AT_THE_DOOR)
def test_ten_thousand_characters_pass_the_door_in_time(read: Callable[[str], object]) -> None:
    late = [piece for piece in TEXTS if runs_away(read, (piece * SENT)[:SENT])]
    assert late == []


@pytest.mark.parametrize("read", BEHIND_IT.values(), ids=BEHIND_IT)
def test_what_the_door_lets_through_is_read_in_time(read: Callable[[str], object]) -> None:
    late = [piece for piece in TEXTS if runs_away(read, clean((piece * SENT)[:SENT]))]
    assert late == []


def test_a_report_of_many_words_is_looked_up_in_time(knowledge: Knowledge) -> None:
    memory = Memory(mentioned=("gatech-omscs", "penn-mcit"), shown=("gatech-omscs",))
    texts = ["x" * 50 + " told me", *((f"{piece * 40}told me it is so " * 60) for piece in TEXTS)]
    late = [text[:20] for text in texts if runs_away(lambda t: _spoken_of(_message(t), memory, knowledge), clean(text))]
    assert late == []
