"""Nothing that a person has built up is lost by ordinary words: sentences of other people, against a running advisor.

commands.tsv was written by somebody who had seen neither phrases nor code: kind, what was told before, sentence.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from tests.advisor import Answer, Conversation
from tests.slack.conftest import Workspace

FILE = Path(__file__).parent / "commands.tsv"
KEPT = "Online Master of Science in Computer Science"
DELETED, ASKS_TO_DELETE, ASKS_TO_START = "you are forgotten here", "Delete all of it?", "Start over?"
UNCHANGED = ("nothing is changed", "I leave it at that")
# What has to be said to how many of a kind; nothing of what was kept may be lost by any of them.
EXPECTED = {
    "delete_all": (ASKS_TO_DELETE,),
    "start_over": (ASKS_TO_START, ASKS_TO_DELETE, "Tell me what matters"),
    "refused_command": UNCHANGED,
    "never_mind": UNCHANGED,
}
# What is measured, or a little less; see README: the others are answered as something else, and lose nothing.
SHARE = {"delete_all": 0.85, "start_over": 0.75, "refused_command": 0.75, "never_mind": 0.75}


def sentences() -> dict[str, list[str]]:
    """The sentences by kind."""
    found: dict[str, list[str]] = defaultdict(list)
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["kind"]].append(row["sentence"])
    return found


def with_something_to_lose(address: str) -> Conversation:
    """A conversation with wishes, facts of the person and a program on the shortlist."""
    conversation = Conversation(address)
    conversation.say('/inform{"delivery": "online", "gpa": 3.1, "budget": 20000}')
    conversation.say('/shortlist_add{"program": "gatech-omscs"}')
    return conversation


def is_kept(conversation: Conversation) -> bool:
    """Whether the program is on the shortlist still."""
    return KEPT in conversation.say("/show_shortlist").text or "OMSCS" in conversation.say("/show_shortlist").text


@pytest.mark.parametrize("kind", sorted(sentences()))
def test_ordinary_words_lose_nothing(kind: str, everywhere: Workspace) -> None:
    said: list[tuple[str, Answer]] = []
    lost = []
    for sentence in sentences()[kind]:
        conversation = with_something_to_lose(everywhere.address)
        answer = conversation.say(sentence)
        said.append((sentence, answer))
        if kind != "undo" and (DELETED in answer.text or not is_kept(conversation)):
            lost.append(sentence)
    assert not lost
    if kind in EXPECTED:
        right = [text for text, answer in said if any(words in answer.text for words in EXPECTED[kind])]
        wrong = [f"{text} -> {answer.text[:60]}" for text, answer in said if text not in right]
        assert len(right) >= SHARE[kind] * len(said), wrong
