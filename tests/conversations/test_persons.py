"""Who asks for a person is told whom to turn to, and who only speaks of people is not, against a running advisor.

persons.tsv holds 100 sentences that ask for one and 35 that do not; the last 20 and 15 were written after the rules.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.advisor import Conversation
from tests.slack.conftest import Workspace

FILE = Path(__file__).parent / "persons.tsv"
TOLD = "I am no person, but these can help you"
LEAST = 0.9  # of those who ask; measured 0.95


def sentences(kind: str) -> list[str]:
    """The sentences of a kind."""
    with FILE.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["sentence"] for row in rows if row["kind"] == kind]


def test_nine_of_ten_who_ask_for_a_person_are_told_whom_to_turn_to(everywhere: Workspace) -> None:
    said = sentences("wants")
    unheard = [each for each in said if TOLD not in Conversation(everywhere.address).say(each).text]
    assert len(said) == 100 and len(unheard) <= (1 - LEAST) * len(said), unheard


@pytest.mark.parametrize("sentence", sentences("other"))
def test_who_only_speaks_of_people_is_sent_to_nobody(everywhere: Workspace, sentence: str) -> None:
    assert TOLD not in Conversation(everywhere.address).say(sentence).text
