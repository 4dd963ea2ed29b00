"""Orders on the shortlist in words that remind of something else: what goes, what stays, and what is asked first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.dialogue.memory import Kept, Memory
from tests.actions.conftest import Act
from tests.dialogue.test_consent import text_of

FIRST, SECOND = "gatech-omscs", "penn-mcit-online"


@pytest.fixture
def full(say: Act) -> Memory:
    """A conversation with wishes, a grade and a list of two, which stands on screen."""
    told = say("online under 15k no gre, my gpa is 3.1").memory
    return replace(told, shortlist=(Kept(FIRST), Kept(SECOND, "ask Maria")), shown=(FIRST, SECOND))


# What is said -> the intents that the classifier takes it for.
EMPTIES = {
    "unsave all": "shortlist_remove",
    "unsave them all": "go_back",
    "unsave everything please": "go_back",
    "remove everything from my list": "forget_me",
    "delete everything on my shortlist": "forget_me",
    "erase all of it from the list": "forget_me",
    "please take all the programs off my list": "shortlist_remove",
    "remove everything i saved": "forget_me",
    "delete all my saved programs": "forget_me",
    "keep my profile but clear the list": "refuse",
    "keep my wishes, just empty the shortlist": "refuse",
    "don't delete my profile, just clear the list": "refuse",
    "wipe the list but not my data": "refuse",
    "clear the list and leave the rest": "refuse",
    "can you empty my shortlist?": "ask_my_data",
    "forget my list": "shortlist_remove",
    "throw out my whole list": "shortlist_remove",
}


@pytest.mark.parametrize(("text", "intent"), EMPTIES.items(), ids=EMPTIES)
def test_the_whole_list_goes_alone_after_one_question_and_comes_back_by_one_undo(
    say: Act, full: Memory, text: str, intent: str
) -> None:
    asked = say(text, full, intent=intent)
    assert text_of(asked).startswith("Shall I take all 2 programs off your shortlist")
    assert asked.memory.changed_since(full) == {}
    assert say("no", asked.memory, intent="deny").memory.changed_since(full) == {}
    done = say("yes", asked.memory, intent="affirm").memory
    assert set(done.changed_since(full)) == {"shortlist"} and done.shortlist == ()
    assert say("undo", done, intent="go_back").memory.shortlist == full.shortlist


@pytest.mark.parametrize(
    "text",
    [
        "don't clear my list", "never delete everything on my list", "i do not want you to wipe my shortlist",
        "keep my list, don't empty the list",
    ],
)  # fmt: skip
def test_a_list_that_is_not_to_be_emptied_is_not_asked_about(say: Act, full: Memory, text: str) -> None:
    turn = say(text, full, intent="refuse")
    assert turn.memory.changed_since(full) == {} and "nothing is changed" in text_of(turn)


# What is said -> the intent it is taken for, and what is left of the list.
ONE_GOES = {
    "don't remove the first, remove the second": ("refuse", [FIRST]),
    "do not delete the first one but drop the second one": ("refuse", [FIRST]),
    "don't worry about the first, remove the second": ("never_mind", [FIRST]),
    "remove the second, don't remove the first": ("shortlist_remove", [FIRST]),
    "remove the second not the first": ("shortlist_remove", [FIRST]),
    "take off the second, not the first": ("shortlist_remove", [FIRST]),
    "remove the second but keep the first": ("shortlist_add", [FIRST]),
    "keep the first, remove the second": ("shortlist_add", [FIRST]),
    "drop the first and keep the second": ("shortlist_add", [SECOND]),
    "save the first and remove the second": ("shortlist_add", [FIRST]),
    "keep omscs and drop mcit": ("compare_programs", [FIRST]),
    "remove omscs, not mcit": ("shortlist_remove", [SECOND]),
    "unsave the first": ("go_back", [SECOND]),
    "take the second off my list": ("shortlist_remove", [FIRST]),
}


@pytest.mark.parametrize(("text", "intent", "left"), [(k, *v) for k, v in ONE_GOES.items()], ids=ONE_GOES)
def test_what_is_named_to_go_goes_and_what_is_spared_stays(
    say: Act, full: Memory, text: str, intent: str, left: list[str]
) -> None:
    turn = say(text, full, intent=intent)
    assert [each.id for each in turn.memory.shortlist] == left and "off your shortlist." in text_of(turn)
    assert set(turn.memory.changed_since(full)) == {"shortlist"}


@pytest.mark.parametrize(
    "text",
    [
        "don't remove omscs, keep it", "don't remove or delete omscs", "don't remove, delete or move omscs",
        "don't remove the first or the second", "don't drop the first, and not the second",
    ],
)  # fmt: skip
def test_where_nothing_is_ordered_beside_what_is_refused_nothing_goes(say: Act, full: Memory, text: str) -> None:
    turn = say(text, full, intent="shortlist_remove")
    assert turn.memory.changed_since(full) == {} and "nothing is changed" in text_of(turn)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("keep the first, drop the second", "shortlist_add"),
        ("save the first and remove the second", "shortlist_add"),
        ("add the first and drop the second", "shortlist_add"),
        ("remove the second and add the first", "shortlist_remove"),
        ("keep 1, drop 2", "shortlist_add"),
        ("take off number 2 and add number 1 please", "shortlist_remove"),
        ("drop #2, keep #1", "refuse"),
    ],
)
def test_of_two_orders_in_one_message_both_are_done_and_one_undo_takes_both_back(
    say: Act, full: Memory, text: str, intent: str
) -> None:
    before = replace(full, shortlist=full.shortlist[1:])
    turn = say(text, before, intent=intent)
    assert [each.id for each in turn.memory.shortlist] == [FIRST]
    said = text_of(turn)
    assert "off your shortlist." in said and "is on your shortlist now." in said and "“Undo” takes both back" in said
    assert say("undo", turn.memory, intent="go_back").memory.shortlist == before.shortlist


def test_several_numbers_are_kept_and_one_is_dropped(say: Act, full: Memory) -> None:
    third = say("online", full).memory.shown[2]
    before = replace(full, shown=(FIRST, SECOND, third), shortlist=(Kept(SECOND),))
    turn = say("keep 1 and 3, drop 2", before, intent="shortlist_add")
    assert [each.id for each in turn.memory.shortlist] == [FIRST, third]


def test_numbers_are_kept_also_where_what_is_to_go_was_never_on_the_list(say: Act, full: Memory) -> None:
    turn = say("keep 1, drop 2", replace(full, shortlist=()), intent="shortlist_add")
    assert [each.id for each in turn.memory.shortlist] == [FIRST]
    assert "is not on your shortlist." in text_of(turn)


def test_an_order_to_move_and_one_to_drop_puts_nothing_new_on_the_list(say: Act, full: Memory) -> None:
    turn = say("put the first at the top and drop the second", full, intent="shortlist_remove")
    assert [each.id for each in turn.memory.shortlist] == [FIRST]


def test_a_note_that_is_to_go_takes_no_program_with_it(say: Act, full: Memory) -> None:
    turn = say("delete the note on the second, keep the first", full, intent="shortlist_note")
    assert [each.id for each in turn.memory.shortlist] == [FIRST, SECOND]


def test_what_is_not_to_be_kept_is_not_and_the_other_is(say: Act, full: Memory) -> None:
    turn = say("don't keep the first, keep the second", replace(full, shortlist=()), intent="shortlist_add")
    assert [each.id for each in turn.memory.shortlist] == [SECOND]


def test_wishes_go_alone_where_the_list_is_to_stay(say: Act, full: Memory) -> None:
    turn = say("clear my wishes but keep the list", full, intent="refuse")
    assert set(turn.memory.changed_since(full)) == {"wishes"} and "I no longer ask for" in text_of(turn)


def test_everything_but_the_list_is_starting_over_which_asks_first(say: Act, full: Memory) -> None:
    asked = say("delete everything but keep my list", full, intent="forget_me")
    assert "your shortlist stays" in text_of(asked) and asked.memory.changed_since(full) == {}
    done = say("yes", asked.memory, intent="affirm").memory
    assert done.shortlist == full.shortlist and done.wishes == ()


@pytest.mark.parametrize("text", ["unsave omscs", "drop omscs from my list"])
def test_an_order_on_the_list_tells_nothing_of_where_somebody_studied(
    talk,
    full: Memory,
    text: str,  # type: ignore[no-untyped-def]
) -> None:
    turn = talk(text, {"omscs": "studied"}, "shortlist_remove", full)
    assert set(turn.memory.changed_since(full)) == {"shortlist"}


# "Forget that" right after something was kept


def test_forget_that_after_a_report_says_that_it_stays_and_undo_takes_it_back(say: Act, full: Memory) -> None:
    told = say("omscs told me they need two letters", full, intent="report_answer").memory
    turn = say("forget that", told, intent="never_mind")
    assert "“they need two letters”); “undo” takes it back" in text_of(turn) and turn.memory.reported == told.reported
    assert say("undo", turn.memory, intent="go_back").memory.reported == ()
    asked = say("is the gre needed", told, intent="faq", topics=("gre",)).memory
    assert "two letters" not in text_of(say("forget that", asked, intent="never_mind"))


def test_forget_that_after_a_program_was_kept_says_that_it_stays(say: Act, full: Memory) -> None:
    kept = say("keep omscs", replace(full, shortlist=()), intent="shortlist_add").memory
    turn = say("forget that", kept, intent="never_mind")
    assert "Your shortlist stays too: “undo” takes its last change back." in text_of(turn)
    assert turn.memory.shortlist == kept.shortlist


NAMED = {
    "keep omscs and penn mcit online": 2,
    "keep omscs, omsa and mcit": 3,
    "please save both omscs & penn mcit online, thanks": 2,
    "shortlist omscs": 1,
    "add omscs and omsa to my list": 2,
    "ok, put omscs, omsa and penn mcit online on the shortlist please": 3,
}


@pytest.mark.parametrize(("text", "count"), NAMED.items(), ids=NAMED)
@pytest.mark.parametrize("intent", ["compare_programs", "ask_program_fact", "shortlist_add"])
def test_programs_that_are_to_be_kept_by_name_are_kept_whatever_their_names_remind_of(
    say: Act, text: str, count: int, intent: str
) -> None:
    turn = say(text, intent=intent)
    assert len(turn.memory.shortlist) == count and text_of(turn).startswith(("Kept: ", "OMSCS"))


@pytest.mark.parametrize(
    "text",
    [
        "compare omscs and penn mcit online",
        "should i keep omscs or penn mcit online",
        "keep in mind that omscs and penn mcit online are online",
        "don't keep omscs and penn mcit online",
        "would you rather keep omscs than penn mcit online",
    ],
)
def test_what_says_more_than_to_keep_them_keeps_nothing(say: Act, text: str) -> None:
    assert say(text, intent="compare_programs").memory.shortlist == ()
