"""Bare numbers: answers to a question for one, else programs by the number they have on screen."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory, Message
from actions.dialogue.numbered import as_numbered
from actions.dialogue.wish_changes import Changes
from actions.wording.by_price import by_price
from actions.wording.replies import Reply
from actions.wording.search_replies import page, results
from knowledge.base import Knowledge
from knowledge.programs import Search
from knowledge.wishes import Wish


@pytest.fixture(scope="module")
def search(knowledge: Knowledge) -> Search:
    return Search(knowledge)


def paged(search: Search, pages: int) -> Memory:
    """The memory after so many pages of three of a search without wishes."""
    ids = tuple(search.knowledge.programs[index].id for index in search.find(()).fitting[: 3 * pages])
    return Memory(shown=ids[-3:], mentioned=ids[-3:], page=("fitting", 3 * pages))


@pytest.mark.parametrize(
    ("asked", "said", "text"),
    [
        ("budget", "15000", '/inform{"budget": 15000}'),
        ("budget", "15", '/inform{"budget": 15000}'),
        ("gpa", "3.1", '/inform{"gpa": 3.1}'),
        ("duration", "2", '/inform{"duration": 24}'),
        ("duration", "18", '/inform{"duration": 18}'),
    ],
)
def test_a_sensible_number_answers_the_open_question(search: Search, asked: str, said: str, text: str) -> None:
    assert as_numbered(Message("inform", text=said), Memory(asked=asked), search).text == text


@pytest.mark.parametrize("said", ["5", "#5", "number 5", "no. 5"])
def test_a_number_is_the_program_of_that_number_on_any_page(search: Search, said: str) -> None:
    memory = paged(search, 2)
    read = as_numbered(Message("affirm", text=said), memory, search)
    assert read.intent == "ask_program_fact" and read.values("program") == [memory.shown[1]]
    assert as_numbered(Message("affirm", text="1"), memory, search).values("program") == [
        search.knowledge.programs[search.find(()).fitting[0]].id
    ]


@pytest.mark.parametrize(("asked", "said"), [(None, "9"), ("place", "0"), ("budget", "2000000")])
def test_a_number_that_nothing_has_means_no_program(search: Search, asked: str | None, said: str) -> None:
    memory = paged(search, 1)
    message = Message("inform", text=said)
    read = as_numbered(message, Memory(shown=memory.shown, page=memory.page, asked=asked), search)
    assert not read.values("program")


def test_an_ordinal_is_a_place_on_screen_and_a_digit_the_number(search: Search) -> None:
    memory = paged(search, 2)

    def pointing(text: str, start: int, end: int) -> Message:
        pointer = {"entity": "pointer", "value": 2, "start": start, "end": end}
        return as_numbered(Message("ask_program_fact", entities=(pointer,), text=text), memory, search)

    assert pointing("how much is the second one", 12, 26).values("pointer") == [2]
    second = search.knowledge.programs[search.find(()).fitting[1]].id
    assert pointing("how much is number 2", 12, 20).values("program") == [second]


FEW = (
    Wish("field", ("computer_science",)),
    Wish("delivery", ("online",)),
    Wish("budget", (10_000.0,), "at_most", "total", "USD"),
)


def test_numbers_go_on_behind_a_page_that_few_fit_and_others_fill(search: Search) -> None:
    first = results(search, Memory(wishes=FEW), Changes(FEW)).memory
    second = page(search, first, search.find(FEW))
    (reply,) = second.replies
    assert isinstance(reply, Reply) and reply.first == 4 and reply.lead.startswith("Programs 4 to 6 of ")
    for number, shown in ((1, first.shown[0]), (3, first.shown[2]), (4, second.memory.shown[0])):
        read = as_numbered(Message("affirm", text=str(number)), second.memory, search)
        assert read.values("program") == [shown]


def test_no_program_stands_on_two_pages_or_on_none(search: Search) -> None:
    fitting, possible = search.ranked(FEW)
    memory, listed = results(search, Memory(wishes=FEW), Changes(FEW)).memory, []
    for _ in range(4):
        listed += memory.shown
        memory = page(search, memory, search.find(FEW)).memory
    assert listed == [search.knowledge.programs[index].id for index in (*fitting, *possible)][: len(listed)]


def test_the_cheapest_of_a_filled_page_is_looked_for_among_those_that_fit_too(search: Search) -> None:
    wishes = (Wish("budget", (8000.0,), "at_most", "total", "USD"), Wish("delivery", ("online",)))
    turn = by_price(results(search, Memory(wishes=wishes), Changes(wishes)), search)
    assert turn.memory.page[0] == "possible"
    assert turn.replies[0].text.startswith("Cheapest by recorded price: OMSCS at Georgia Tech, $7,000 in all.")
