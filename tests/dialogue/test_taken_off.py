"""Taking something off by its number: of which list, asked where two have it; what only a search shows is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.dialogue.memory import Kept, Memory
from tests.actions.conftest import Act
from tests.dialogue.test_consent import text_of

OTHER = "penn-mcit-online"


@pytest.fixture
def searched(say: Act) -> Memory:
    """A search with three programs on screen, and nothing kept."""
    return say("online ms under 20k").memory


def kept(memory: Memory, *ids: str) -> Memory:
    return replace(memory, shortlist=tuple(Kept(each) for each in ids))


# What is said -> the intent it is heard as, and the place of the program on screen.
ONLY_ON_SCREEN = {
    "remove the first one": ("shortlist_remove", 0),
    "drop the second one": ("shortlist_add", 1),
    "take the second one off": ("shortlist_remove", 1),
    "lose the first one": ("ask_what_if", 0),
    "please get rid of the third": ("shortlist_remove", 2),
    "delete the first one from the list": ("forget_me", 0),
    "remove the last one from the results": ("go_back", 2),
    "drop 1 and 3": ("inform", 0),
    "ok, cross out the second": ("faq", 1),
    "remove omscs": ("shortlist_remove", 0),
    "not omscs": ("ask_program_fact", 0),
    "please not the second one": ("shortlist_remove", 1),
}


@pytest.mark.parametrize(("text", "heard"), ONLY_ON_SCREEN.items(), ids=ONLY_ON_SCREEN)
def test_what_only_the_search_shows_is_left_out_of_it_and_nothing_is_kept(
    say: Act, searched: Memory, text: str, heard: tuple[str, int]
) -> None:
    intent, place = heard
    for before in (searched, kept(searched, OTHER)) if place else (searched,):
        turn = say(text, before, intent=intent)
        assert searched.shown[place] not in turn.memory.shown and turn.memory.shortlist == before.shortlist
        assert "No longer among them" in text_of(turn)
        assert say("undo", turn.memory, intent="go_back").memory.shown == searched.shown


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("should i remove the first one?", "shortlist_remove"), ("don't remove the first one", "refuse"),
        ("drop the first requirement", "inform"), ("remove the first one and add the second", "shortlist_remove"),
        ("what happens if i drop the second one", "ask_what_if"), ("lose weight first", "out_of_scope"),
        ("remove the last one", "go_back"), ("why not omscs", "explain"),
        ("not omscs, omsa: what is the deadline", "ask_program_fact"),
    ],
)  # fmt: skip
def test_other_words_leave_the_search_as_it_is(say: Act, searched: Memory, text: str, intent: str) -> None:
    assert not [each for each in say(text, searched, intent=intent).memory.wishes if each.key == "university"]


def test_a_number_that_two_lists_have_is_asked_about_and_each_choice_does_what_it_says(
    say: Act, searched: Memory
) -> None:
    first, second, _ = searched.shown
    asked = say("remove the first one", before := kept(searched, OTHER), intent="shortlist_remove")
    assert "Number 1 may be two things. On your shortlist it is MCIT Online at Penn, on screen it is" in text_of(asked)
    assert "which you have not kept" in text_of(asked) and asked.memory.changed_since(before) == {}
    assert say(asked.memory.chips[0][0], asked.memory).memory.shortlist == ()
    left_out = say("out of the search", asked.memory, intent="nlu_fallback").memory
    assert first not in left_out.shown and left_out.shortlist == before.shortlist
    both = say("remove the second one", kept(searched, second, OTHER), intent="shortlist_remove")
    assert [title.split(": ")[0] for title, _ in both.memory.chips] == ["Off my shortlist", "Off my shortlist"]
    assert [each.id for each in say("the penn one", both.memory, intent="inform").memory.shortlist] == [second]


@pytest.mark.parametrize("text", ["remove the second one from my shortlist", "take the second off the list"])
def test_a_list_that_is_named_is_the_one_that_is_meant(say: Act, searched: Memory, text: str) -> None:
    _, second, _ = searched.shown
    turn = say(text, kept(searched, second, OTHER), intent="shortlist_remove")
    assert [each.id for each in turn.memory.shortlist] == [second]


def test_one_program_in_both_places_and_a_list_just_shown_need_no_question(say: Act, searched: Memory) -> None:
    first, second, _ = searched.shown
    assert say("remove the first one", kept(searched, first), intent="shortlist_remove").memory.shortlist == ()
    shown = say("show my list", kept(searched, OTHER, second), intent="show_shortlist").memory
    left = say("remove the first one", shown, intent="shortlist_remove").memory.shortlist
    assert [each.id for each in left] == [second]
