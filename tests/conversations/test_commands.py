"""Nothing that a person has built up is lost by ordinary words: sentences of other people, against a running advisor.

commands.tsv was written by somebody who had seen neither phrases nor code: kind, what was told before, sentence.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actions.dialogue.memory import UNDOABLE
from tests.advisor import Answer, Conversation, stored
from tests.conversations.told_before import SOMETHING_TO_LOSE, change, messages
from tests.slack.conftest import Workspace

FILE = Path(__file__).parent / "commands.tsv"
DELETED, ASKS_TO_DELETE, ASKS_TO_START = "you are forgotten here", "Delete all of it?", "Start over?"
UNCHANGED = ("nothing is changed", "I leave it at that")
# What has to be said to how many of a kind; nothing of what was kept may be lost by any of them.
EXPECTED = {
    "delete_all": (ASKS_TO_DELETE,),
    "start_over": (ASKS_TO_START, ASKS_TO_DELETE, "Tell me what matters"),
    "refused_command": UNCHANGED,
    "never_mind": UNCHANGED,
    "undo": ("Undone",),
    "send_out": ("I am no person, but these can help you",),
    "ask_deletion": ("days after your last message",),
    "drop_wish": ("I no longer ask for", "I no longer note", "I have noted nothing of that", "that I could drop"),
}
# What is measured, or a little less; see README: the others are answered as something else, and lose nothing.
SHARE = {"delete_all": 0.95, "start_over": 0.93, "refused_command": 0.9, "never_mind": 0.85, "undo": 0.9} | {
    "drop_wish": 0.95,
    "ask_deletion": 0.9,
    "send_out": 0.8,
}
# What tells a figure anew, in words that remind of deletion: it stands in the former one's place.
TELLS = {"don't forget my gpa is 3.5": ("wishes", "profile")}

State = Mapping[str, Any]


def rows() -> dict[str, list[tuple[str, str]]]:
    """Context and sentence of each row, by kind."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["kind"]].append((row["context"] or "", row["sentence"]))
    return found


def noted(conversation: Conversation) -> State:
    """All that a person has built up: wishes, facts, figures, answers, shortlist with notes, what offices told."""
    slots = conversation.slots()
    return {name: slots.get(name) or ({} if name in ("profile", "assumptions", "doubts") else []) for name in UNDOABLE}


def nothing(before: State, after: State, _sentence: str) -> list[str]:
    """The slots that a sentence changed that has to change none."""
    return [name for name in UNDOABLE if before[name] != after[name]]


def nothing_but_the_wishes(before: State, after: State, sentence: str) -> list[str]:
    """The same, where the search may be emptied, which "undo" brings back: "reset all the filters"."""
    return [name for name in nothing(before, after, sentence) if name != "wishes" or after["wishes"]]


def nothing_lost(before: State, after: State, sentence: str) -> list[str]:
    """The slots of which a sentence took something away that tells or asks something else."""
    told = TELLS.get(sentence, ())
    return [name for name in UNDOABLE if name not in told and not _holds(before[name], after[name])]


def only_taken_back(before: State, after: State, _sentence: str) -> list[str]:
    """The slots that a sentence changed that takes back one wish, or one thing told."""
    new = [each for each in after["wishes"] if each not in before["wishes"]]
    others = [name for name in ("shortlist", "reported", "doubts") if before[name] != after[name]]
    more = [name for name in after["assumptions"] if after["assumptions"][name] != before["assumptions"].get(name)]
    return [*others, *more, *(["wishes"] if new else [])]


def _holds(before: Any, after: Any) -> bool:
    if isinstance(before, dict):
        return all(name in after and _holds(value, after[name]) for name, value in before.items())
    if isinstance(before, list):
        return all(each in after for each in before)
    return bool(before == after)


RULES: Mapping[str, Callable[[State, State, str], list[str]]] = {
    "never_mind": nothing,
    "ask_deletion": nothing,
    "refused_command": nothing,
    "delete_all": nothing,
    "start_over": nothing_but_the_wishes,
    "drop_wish": only_taken_back,
    "newcomer": nothing_lost,
    "looks_like": nothing_lost,
    "send_out": nothing_lost,
    "send_out_not": nothing_lost,
}


@pytest.fixture(scope="module")
def prepared(everywhere: Workspace) -> Conversation:
    """A conversation in which somebody has something to lose."""
    conversation = Conversation(everywhere.address)
    for each in SOMETHING_TO_LOSE:
        conversation.say(each)
    return conversation


def going_on(prepared: Conversation, said: list[str]) -> tuple[Conversation, list[State]]:
    """The conversation gone on with these messages; what was noted before them and after each."""
    conversation = prepared.copied()
    states = [noted(conversation)]
    for each in said:
        conversation.say(each)
        states.append(noted(conversation))
    return conversation, states


def check_share(kind: str, said: list[tuple[str, Answer]]) -> None:
    """Most sentences of a kind are answered with the words that are expected of it."""
    right = [text for text, answer in said if any(words in answer.text for words in EXPECTED[kind])]
    wrong = [f"{text} -> {answer.text[:60]}" for text, answer in said if text not in right]
    assert len(right) >= SHARE[kind] * len(said), wrong


def test_the_contexts_bring_something_to_lose(prepared: Conversation) -> None:
    conversation, states = going_on(prepared, messages("gpa 3.4, texas told; shortlist of three"))
    assert {each["key"] for each in states[-1]["wishes"]} == {"delivery", "budget", "place", "gpa"}
    assert states[-1]["profile"]["gpa"]["value"] == 3.4 and states[-1]["assumptions"]["income"] == 62000
    assert [each["note"] for each in states[-1]["shortlist"]] == ["ask maria", "", "", ""] and states[-1]["reported"]
    assert "Nothing is" not in conversation.say("/show_wishes").text


# What is said -> what is answered; the words that deleted everything when issues were written about it.
DELETED_ONCE = {
    "delete that": "Everything you told me stays as it was",
    "forget it": "Everything you told me stays as it was",
    "erase that": "Everything you told me stays as it was",
    "delete this": "nothing is changed",
    "remove that": "Everything you told me stays as it was",
    "when is my data deleted": "days after your last message",
    "please don't delete my data": "nothing is changed",
    "delete everything": ASKS_TO_DELETE,
    "forget me": ASKS_TO_DELETE,
}


@pytest.mark.parametrize(("sentence", "says"), DELETED_ONCE.items(), ids=DELETED_ONCE)
def test_nothing_is_deleted_by_words_without_the_question_and_a_yes(
    prepared: Conversation, sentence: str, says: str
) -> None:
    """Neither what is noted nor what was written, and a "yes" that answers nothing deletes nothing either."""
    conversation, (before,) = going_on(prepared, [])
    written = len(stored(conversation.id, "user"))
    assert says in conversation.say(sentence).text
    if says == ASKS_TO_DELETE:
        conversation.say("no")
    assert DELETED not in conversation.say("yes").text
    assert nothing_lost(before, noted(conversation), sentence) == [] and len(stored(conversation.id, "user")) > written


def test_remove_my_gpa_takes_that_back_and_nothing_else(prepared: Conversation) -> None:
    conversation, (before,) = going_on(prepared, [])
    conversation.say("remove my gpa")
    after = noted(conversation)
    assert [each for each in before["wishes"] if each["key"] != "gpa"] == after["wishes"] != before["wishes"]
    assert {**after, "wishes": before["wishes"], "profile": before["profile"]} == before


@dataclass(frozen=True)
class Said:
    """What a sentence was answered, and the slots that it may not have changed and did."""

    answer: Answer
    wrong: list[str]


@pytest.fixture(scope="module")
def say(prepared: Conversation) -> Callable[[str, str, str], Said]:
    """Says a sentence of a kind in its context; each is said once, whichever test asks first."""

    @cache
    def once(kind: str, context: str, sentence: str) -> Said:
        conversation, states = going_on(prepared, messages(context))
        answer = conversation.say(sentence)
        return Said(answer, RULES[kind](states[-1], noted(conversation), sentence))

    return once


ROWS = [(kind, *row) for kind in sorted(RULES) for row in rows()[kind]]


@pytest.mark.parametrize(("kind", "context", "sentence"), ROWS, ids=[f"{kind}: {said}" for kind, _, said in ROWS])
def test_ordinary_words_lose_nothing(
    kind: str, context: str, sentence: str, say: Callable[[str, str, str], Said]
) -> None:
    said = say(kind, context, sentence)
    assert not said.wrong and DELETED not in said.answer.text


@pytest.mark.parametrize("kind", sorted(EXPECTED.keys() & RULES.keys()))
def test_most_sentences_of_a_kind_are_answered_as_that_kind(kind: str, say: Callable[[str, str, str], Said]) -> None:
    check_share(kind, [(sentence, say(kind, context, sentence).answer) for context, sentence in rows()[kind]])


@pytest.mark.parametrize("kind", sorted({*RULES, "undo"} - {"send_out_not"}))
def test_there_are_sixty_sentences_of_each_kind_and_no_two_alike(kind: str) -> None:
    said = [(context, sentence.casefold()) for context, sentence in rows()[kind]]
    assert len(said) == len(set(said)) >= 60


def test_undo_in_anybodys_words_takes_back_the_last_change_and_nothing_else(prepared: Conversation) -> None:
    said, wrong = [], []
    for context, sentence in rows()["undo"]:
        conversation, states = going_on(prepared, change(context))
        after, before = states[-1], next(each for each in reversed(states) if each != states[-1])
        answer = conversation.say(sentence)
        said.append((sentence, answer))
        expected = before if "Undone" in answer.text else after
        if noted(conversation) != expected:
            wrong.append((context, sentence, answer.text[:60]))
    assert not wrong
    check_share("undo", said)
