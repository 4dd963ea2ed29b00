"""What a search reads like: short, in right English, whatever was wished and found."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from actions.dialogue.memory import Memory
from actions.dialogue.wish_changes import Changes
from actions.wording.plain import SEARCH_LINES, lines_of
from actions.wording.replies import Reply
from actions.wording.search_replies import found_words, page, results
from bot.grammar import faults
from knowledge.programs import Search
from knowledge.wishes import Wish, in_order
from tests.actions.conftest import Act

WISHES = [
    Wish("field", ("data_science",)),
    Wish("field", ("computer_science", "artificial_intelligence")),
    Wish("degree", ("MS",), strength="nice"),
    Wish("delivery", ("online",)),
    Wish("delivery", ("on_campus", "hybrid")),
    Wish("delivery", ("online",), "not"),
    Wish("pace", ("part_time",)),
    Wish("place", (("state", "TX"),)),
    Wish("place", (("state", "OH"), ("state", "AK"))),
    Wish("place", (("country", "DE"),)),
    Wish("place", (("region", "europe", "DE", "CH", "NL", "GB", "SE"),)),
    Wish("place", (("region", "new_england", "US-MA", "US-CT"),)),
    Wish("place", (("region", "midwest", "US-OH", "US-IL"),)),
    Wish("place", (("near", "Boston", 42.36, -71.06),)),
    Wish("place", (("city", "Boston", "MA"),), "not"),
    Wish("budget", (15_000.0,), "at_most", "total", "USD"),
    Wish("budget", (900.0,), "at_most", "credit", "USD"),
    Wish("budget", (20_000.0,), "at_most", "year", "USD", "nice"),
    Wish("gre", ("not_required",)),
    Wish("gpa", (3.6,), "at_least"),
    Wish("gpa", (2.5,), "at_least"),
    Wish("background", ("other", "biology")),
    Wish("background", ("computing",)),
    Wish("background", ("other",)),
    Wish("toefl", (98.0,), "at_least"),
    Wish("work_years", (2.0,), "at_least"),
    Wish("duration", (18.0,), "at_most"),
    Wish("focus", ("robotics", "nlp"), strength="nice"),
    Wish("thesis", ("none",)),
    Wish("thesis", ("required",)),
    Wish("capstone", ("none",)),
    Wish("stem", (True,)),
    Wish("start", ("fall",)),
    Wish("university", ("georgia-tech",), "not"),
    Wish("low_price", (True,), strength="nice"),
]
PERSONS = [{}, {"origin": "IN"}, {"visa": "needs", "gpa": {"value": 2.5, "said": 2.5, "scale": 4}}]


def memories(count: int) -> Iterator[Memory]:
    """Up to six wishes, one of a kind, by chance and always the same."""
    chance = random.Random(11)
    for _ in range(count):
        wishes = {wish.slot: wish for wish in chance.sample(WISHES, chance.randint(1, 6))}
        yield Memory(wishes=in_order(tuple(wishes.values())), profile=chance.choice(PERSONS))


def test_every_search_is_right_english_and_fits_fifteen_lines(search: Search) -> None:
    kinds: set[str] = set()
    for memory in memories(400):
        turn = results(search, memory, Changes(memory.wishes, memory.wishes))
        for reply in turn.replies:
            assert isinstance(reply, Reply)
            kinds.add(reply.kind)
            assert faults(reply.text) == [], reply.text
            assert faults("\n".join([reply.lead, reply.closing])) == []
            assert lines_of(reply.text) <= SEARCH_LINES, reply.text
            for card in reply.cards:
                assert len({line.says for line in card.lines}) == len(card.lines), card
    assert kinds == {"programs", "nothing_fits"}


def test_what_was_done_stands_first_however_much_else_is_left_out_for_room(search: Search) -> None:
    for memory in memories(400):
        before = Memory(wishes=memory.wishes[1:], shown=("gatech-omscs",))
        (reply,) = results(search, memory, Changes(memory.wishes), opening="Undone.", before=before).replies
        assert isinstance(reply, Reply)
        assert reply.text.startswith("Undone. ") and lines_of(reply.text) <= SEARCH_LINES, reply.text


def test_every_further_page_and_the_unrecorded_ones_too(search: Search) -> None:
    for memory in memories(120):
        for group in ("fitting", "possible"):
            turn = page(search, Memory(wishes=memory.wishes, page=(group, 3)), search.find(memory.wishes))
            for reply in turn.replies:
                assert isinstance(reply, Reply)
                assert faults(reply.text) == [] and lines_of(reply.text) <= SEARCH_LINES, reply.text


@pytest.mark.parametrize(
    ("named", "records", "words"),
    [
        (1, 0, "One named program"),
        (0, 1, "No named program, but one record of a whole field"),
        (12, 1, "12 named programs and one record of a whole field"),
        (1, 1_026, "One named program and 1,026 records of whole fields"),
    ],
)
def test_counts_are_words_for_one_and_for_many(named: int, records: int, words: str) -> None:
    assert found_words(named, records) == words


def test_nothing_is_replaced_in_a_first_reply(search: Search) -> None:
    memory = Memory(wishes=(WISHES[15],))
    changes = Changes(memory.wishes, memory.wishes, replaced=(WISHES[17],))
    (reply,) = results(search, memory, changes).replies
    assert isinstance(reply, Reply) and "Instead of" not in reply.text


def test_low_grades_hear_of_the_lowest_minimum_once(act: Act) -> None:
    first = act("recommend", "data science with a 2.1 gpa", intent="ask_recommendation")
    assert re.search(r"The lowest recorded minimum GPA is \d\.\d+ \(.+\); one that", first.replies[0].text)
    assert "lowest recorded" not in act("show_more", "", first.memory).replies[0].text


def test_who_needs_a_visa_is_offered_campus_and_stem_once(search: Search) -> None:
    memory = Memory(wishes=(WISHES[0],), profile={"origin": "IN"})
    turn = results(search, memory, Changes(memory.wishes))
    (reply,) = turn.replies
    assert isinstance(reply, Reply) and "an online degree gives none" in reply.lead
    assert reply.chips[0].title == "Campus and STEM"
    (again,) = results(search, turn.memory, Changes(memory.wishes)).replies
    assert isinstance(again, Reply) and "gives none" not in again.lead
