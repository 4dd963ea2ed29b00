"""The shortlist in conversation: keeping, ordering, noting, removing, showing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.advisor_action import AdvisorAction
from actions.dialogue.memory import Kept, Memory, Message, Reported
from actions.shortlist.entries import EXPORT, LONGEST_NOTE, MOST_KEPT, moved, noted
from actions.shortlist.exports import dues
from actions.wording.replies import Reply
from knowledge.base import Knowledge
from knowledge.programs import Search
from tests.actions.conftest import Act

OMSCS, MCIT, OMSA = "gatech-omscs", "penn-mcit-online", "gatech-omsa"
THREE = tuple(Kept(each) for each in (OMSCS, MCIT, OMSA))


def ids(memory: Memory) -> list[str]:
    return [each.id for each in memory.shortlist]


def said(turn) -> Reply:  # type: ignore[no-untyped-def]
    (reply,) = turn.replies
    assert isinstance(reply, Reply)
    return reply


def test_keeping_by_name_place_it_and_both(act: Act) -> None:
    shown = Memory(shown=(OMSCS, MCIT, OMSA), mentioned=(OMSA,))
    turn = act("shortlist_add", "keep the second one", shown)
    assert ids(turn.memory) == [MCIT]
    assert said(turn).text.startswith("Kept: MCIT Online at Penn is on your shortlist now.")
    assert ids(act("shortlist_add", "save it", shown).memory) == [OMSA]
    assert ids(act("shortlist_add", "add both to my list", shown).memory) == [OMSCS, MCIT]
    turn = act("shortlist_add", "add omscs and penn mcit online to my shortlist", turn.memory)
    assert ids(turn.memory) == [MCIT, OMSCS]
    assert "is on your shortlist already, as number 1." in said(turn).text


def test_that_dates_go_into_a_calendar_is_said_once_and_only_where_there_are_any(act: Act, search: Search) -> None:
    undated = next(each.id for each in search.knowledge.named if not dues(each, date.today()))
    first = act("shortlist_add", entities=[{"entity": "program", "value": undated}])
    assert "calendar" not in said(first).text
    second = act("shortlist_add", "keep omscs", first.memory)
    assert said(second).closing.count("calendar file") == 1 and EXPORT in said(second).chips
    files = said(act("export_shortlist", "export my shortlist", second.memory)).files
    assert "BEGIN:VALARM" in next(each.content for each in files if each.name.endswith(".ics"))
    third = act("shortlist_add", "keep penn mcit online", second.memory)
    assert "calendar" not in said(third).text and len(third.memory.shortlist) == 3


def test_what_nobody_reads_tells_of_no_dates_so_that_the_next_answer_does(search: Search) -> None:
    asked = ({"entity": "program", "value": OMSCS},)
    quiet = Message("shortlist_add", entities=asked, text="/shortlist_add", quiet=True)
    turn = AdvisorAction.named("shortlist_add").turn(quiet, Memory(), search)
    assert "calendar" not in said(turn).text
    loud = Message("shortlist_add", entities=({"entity": "program", "value": MCIT},), text="/shortlist_add")
    assert "calendar file" in said(AdvisorAction.named("shortlist_add").turn(loud, turn.memory, search)).text


def test_every_reply_carries_the_list(act: Act) -> None:
    turn = act("shortlist_add", "keep omscs", Memory())
    shortlist = said(turn).custom()["shortlist"]
    assert [line["says"].split(":")[0] for line in shortlist[0].pop("lines")] == ["Price", "Deadlines"]
    assert shortlist == [
        {
            "id": OMSCS,
            "title": "Online Master of Science in Computer Science",
            "subtitle": "Georgia Institute of Technology, Atlanta, GA",
            "url": "https://omscs.gatech.edu/",
            "note": "",
        }
    ]
    gone = act("shortlist_remove", "take omscs off my list", turn.memory)
    assert said(gone).custom()["shortlist"] == []


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("move omsa to the top", [OMSA, OMSCS, MCIT]),
        ("put the third one first", [OMSA, OMSCS, MCIT]),
        ("move omscs to the bottom", [MCIT, OMSA, OMSCS]),
        ("move omscs down", [MCIT, OMSCS, OMSA]),
        ("move the third one up", [OMSCS, OMSA, MCIT]),
        ("move the third one to position 1", [OMSA, OMSCS, MCIT]),
        ("move number 3 to number 1", [OMSA, OMSCS, MCIT]),
        ("keep the top one", [OMSCS, MCIT, OMSA]),
        ("put the last one on my list", [OMSCS, MCIT, OMSA]),
        ("put omsa in the first place", [OMSA, OMSCS, MCIT]),
    ],
)
def test_the_order_is_the_persons(act: Act, words: str, order: list[str]) -> None:
    memory = Memory(shortlist=THREE, shown=(OMSCS, MCIT, OMSA))
    assert ids(act("shortlist_add", words, memory).memory) == order


def test_a_button_orders_by_position_and_leaves_it_alone(act: Act) -> None:
    memory = Memory(shortlist=THREE, mentioned=(OMSCS,))
    entities = ({"entity": "program", "value": OMSA}, {"entity": "position", "value": 1})
    turn = act("shortlist_add", "", memory, entities=entities)
    assert ids(turn.memory) == [OMSA, OMSCS, MCIT]
    assert turn.memory.mentioned == (OMSCS,)


def test_the_list_has_an_end(act: Act, knowledge: Knowledge) -> None:
    full = tuple(Kept(each.id) for each in knowledge.programs if each.id != OMSCS)[:MOST_KEPT]
    turn = act("shortlist_add", "keep omscs", Memory(shortlist=full))
    assert turn.memory.shortlist == full
    assert "is full" in said(turn).text


def test_a_university_with_several_programs_asks_which_and_keeps_by_the_chip(act: Act) -> None:
    reply = said(act("shortlist_add", "keep carnegie mellon", intent="shortlist_add"))
    assert "Which one do you mean" in reply.text
    assert reply.chips[0].payload.startswith('/shortlist_add{"program": "cmu-')
    memory = Memory(shortlist=(Kept("cmu-msml"), *THREE))
    assert ids(act("shortlist_remove", "take cmu off my list", memory).memory) == [OMSCS, MCIT, OMSA]


def test_unknown_names_are_never_kept(act: Act) -> None:
    turn = act("shortlist_add", "keep the ai msc at hogwarts university")
    assert said(turn).kind == "not_on_record" and turn.memory.shortlist == ()


def test_nothing_to_keep_asks(act: Act) -> None:
    assert "Which program shall I keep?" in said(act("shortlist_add", "save it")).text


def test_removing_and_putting_back_with_the_note(act: Act) -> None:
    memory = Memory(shortlist=(Kept(OMSCS), Kept(MCIT, "ask Maria"), Kept(OMSA)), shown=(OMSCS, MCIT, OMSA))
    turn = act("shortlist_remove", "remove the second one", memory)
    assert ids(turn.memory) == [OMSCS, OMSA]
    back = said(turn).chips[0]
    assert back.payload == '/shortlist_add{"program": "penn-mcit-online", "position": 2, "note": "ask Maria"}'
    values = {"program": MCIT, "position": 2, "note": "ask Maria"}
    entities = tuple({"entity": name, "value": value} for name, value in values.items())
    assert act("shortlist_add", "", turn.memory, entities=entities).memory.shortlist == memory.shortlist


def test_numbers_point_into_the_list_when_a_search_is_shown(act: Act) -> None:
    memory = Memory(shortlist=THREE, shown=("cmu-msml", "cmu-mcds", "cmu-msaii"))
    assert ids(act("shortlist_remove", "take the second one off my shortlist", memory).memory) == [OMSCS, OMSA]


def test_the_whole_list_goes_only_after_a_question(act: Act) -> None:
    memory = Memory(shortlist=THREE)
    turn = act("shortlist_remove", "clear my shortlist", memory)
    assert turn.memory.shortlist == THREE
    assert "“Undo” would bring it back." in said(turn).text
    assert said(turn).chips[0].payload == '/shortlist_remove{"confirm": "yes"}'
    which = said(act("shortlist_remove", "remove one from my shortlist", memory))
    assert which.chips[-1].payload == '/shortlist_remove{"pointer": "ask_all"}'
    asked = act("shortlist_remove", "", memory, entities=({"entity": "pointer", "value": "ask_all"},))
    assert asked.memory.shortlist == THREE and "“Undo” would bring it back." in said(asked).text
    turn = act("shortlist_remove", "", memory, entities=({"entity": "confirm", "value": "yes"},))
    assert turn.memory.shortlist == ()
    assert "your shortlist is empty" in said(turn).text


@pytest.mark.parametrize(
    ("words", "program", "note"),
    [
        ("note on omscs - ask maria about the workload", OMSCS, "ask maria about the workload"),
        ("note for penn mcit online: likes python", MCIT, "likes python"),
        ("add a note to the second one that deadline is tight", MCIT, "deadline is tight"),
        ("remember that for omscs the professor is nice", OMSCS, "the professor is nice"),
        ("note that the workload is high for omscs", OMSCS, "the workload is high"),
        ("note on the second one: cheaper than omscs", MCIT, "cheaper than omscs"),
        ("note: visa question is open", OMSA, "visa question is open"),
    ],
)
def test_notes_are_the_words_behind(act: Act, words: str, program: str, note: str) -> None:
    memory = Memory(shortlist=THREE, shown=(OMSCS, MCIT, OMSA), mentioned=(OMSA,))
    turn = act("shortlist_note", words, memory)
    assert Kept(program, note) in turn.memory.shortlist
    assert f"“{note}”" in said(turn).text


def test_a_note_keeps_the_program_and_can_be_erased(act: Act) -> None:
    turn = act("shortlist_note", "note on omscs: hi", Memory())
    assert turn.memory.shortlist == (Kept(OMSCS, "hi"),)
    assert "I put it on your shortlist." in said(turn).text
    assert act("shortlist_note", "delete the note on omscs", turn.memory).memory.shortlist == (Kept(OMSCS),)
    assert "What shall I note on" in said(act("shortlist_note", "add a note to omscs", turn.memory)).text


def test_showing_numbers_notes_key_facts_and_what_was_told(act: Act) -> None:
    memory = Memory(
        shortlist=(Kept(MCIT, "ask Maria"), Kept(OMSCS)),
        reported=(Reported(OMSCS, "letters", "they need two letters"),),
    )
    turn = act("show_shortlist", "show my shortlist", memory)
    text = said(turn).text
    assert "\n1. MCIT Online, University of Pennsylvania\n" in text and "\n2. OMSCS, Georgia Tech\n" in text
    assert "• Your note: ask Maria" in text
    assert "• Price: about $32,140 in all" in text and "Master of" not in text
    number = re.search(r"• Price: about \$7,000 in all (\[\d\])", text)
    assert number and f"{number[1]} gradpilot.com, 2026-06, second-hand" in text  # below, once
    assert "Deadlines: fall: March 1 (early) [2020]" in text
    assert "you were told: “they need two letters” (your report, not checked)" in text
    chips = {chip.title: chip.payload for chip in said(turn).chips}
    assert chips["Compare"] == '/compare_programs{"program": ["penn-mcit-online", "gatech-omscs"]}'
    assert {"Export", "Questions for admissions", "Check my background", "Remove one"} <= set(chips)
    assert turn.memory.shown == (MCIT, OMSCS)
    assert "Georgia" in said(act("program_fact", "tell me about the second one", turn.memory)).text


def test_an_empty_list_says_how_to_fill_it(act: Act) -> None:
    for action in ("show_shortlist", "export_shortlist", "shortlist_remove"):
        reply = said(act(action))
        assert "keep the second one" in reply.text and reply.custom()["shortlist"] == []


def test_a_new_search_does_not_touch_the_list(act: Act) -> None:
    memory = Memory(shortlist=THREE, reported=(Reported(OMSCS, "gre", "no"),))
    after = act("start_over", "start over", memory).memory
    assert (after.shortlist, after.reported) == (memory.shortlist, memory.reported)


KEPT = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8).map(lambda each: tuple(Kept(i) for i in each))


@given(KEPT, st.sampled_from("abcdefgh"), st.integers(1, 9))
@settings(max_examples=60)
def test_moving_loses_and_doubles_nothing(shortlist: tuple[Kept, ...], program: str, place: int) -> None:
    after = moved(shortlist, Kept(program), place)
    assert sorted(each.id for each in after) == sorted({*(each.id for each in shortlist), program})
    others = [each for each in shortlist if each.id != program]
    assert [each for each in after if each.id != program] == others
    assert after.index(Kept(program)) == min(place - 1, len(others))


@given(KEPT, st.sampled_from("abcdefgh"), st.text())
@settings(max_examples=60)
def test_a_note_changes_nothing_else(shortlist: tuple[Kept, ...], program: str, note: str) -> None:
    after = noted(shortlist, program, note)
    assert Kept(program, note) in after
    assert [each for each in after if each.id != program] == [each for each in shortlist if each.id != program]


def test_a_note_has_an_end(act: Act) -> None:
    (kept,) = act("shortlist_note", "note on omscs: " + "long " * 1000, Memory()).memory.shortlist
    assert len(kept.note) == LONGEST_NOTE


LISTED = Memory(shortlist=(Kept(OMSCS, "ask Maria"),), shown=(OMSCS, OMSA, MCIT), mentioned=(OMSCS,))


@pytest.mark.parametrize(
    "text", ["remove mit", "remove the third", "remove number 5", "delete the penn report", "remove the ai one"]
)
def test_what_is_not_on_the_list_takes_nothing_off_it(act: Act, text: str) -> None:
    turn = act("shortlist_remove", text, LISTED)
    assert turn.memory.shortlist == LISTED.shortlist
    assert said(turn).kind in ("question", "shortlist_change", "which_one")


def test_drop_the_second_one_takes_the_second_one_off(act: Act) -> None:
    memory = replace(LISTED, shortlist=(*LISTED.shortlist, Kept(OMSA)))
    assert act("shortlist_remove", "drop the second one", memory).memory.shortlist == LISTED.shortlist


@pytest.mark.parametrize(
    "text", ["remove the note on the first one", "clear the note on omscs", "delete the reminder on the first"]
)
def test_taking_a_note_away_leaves_the_program(say: Act, text: str) -> None:
    turn = say(text, LISTED, intent="shortlist_note")
    assert turn.memory.shortlist == (Kept(OMSCS),)


@pytest.mark.parametrize("text", ["keep the first, second and third", "keep 1, 2 and 3", "keep 1 2 3"])
def test_several_are_kept_at_once(say: Act, text: str) -> None:
    turn = say(text, Memory(shown=(OMSCS, OMSA, MCIT)), intent="shortlist_add")
    assert ids(turn.memory) == [OMSCS, OMSA, MCIT]


def test_back_to_the_list_shows_it_and_no_undo_undoes_nothing(say: Act) -> None:
    memory = say("keep the first one", Memory(shown=(OMSCS, OMSA)), intent="shortlist_add").memory
    assert said(say("go back to the list", memory, intent="go_back")).kind == "shortlist"
    for text in ("go back to the list", "please no undo"):
        assert ids(say(text, memory, intent="go_back").memory) == [OMSCS]


def test_another_school_s_word_is_not_the_one_spoken_of(act: Act) -> None:
    memory = replace(LISTED, shown=(OMSCS, OMSA))
    turn = act("report_answer", "penn told me it costs 40k", memory)
    assert "Which program is that about?" in said(turn).text and not turn.memory.reported
    assert act("report_answer", "they told me it costs 40k", memory).memory.reported


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback", "shortlist_note"])
def test_a_note_is_noted_whatever_its_words_remind_of(say: Act, intent: str) -> None:
    turn = say("note on it: ask Joe in maintenance", LISTED, intent=intent)
    assert turn.memory.shortlist == (Kept(OMSCS, "ask Joe in maintenance"),)


def test_the_list_and_its_choices_call_programs_by_their_short_names(act: Act) -> None:
    """Each of these replies and choices once said “Online Master of Science in … (Georgia Institute of Technology)”."""
    kept = Memory(shortlist=THREE, told=("shortlist_dates",))
    said_ = [
        act("shortlist_add", "keep omscs", Memory(shortlist=THREE[1:])),
        act("shortlist_add", "move omscs to the end", kept),
        act("shortlist_add", "should i keep omscs", Memory()),
        act("shortlist_note", "note on omscs: ask maria", kept),
        act("shortlist_remove", "remove omscs", kept),
        act("shortlist_remove", "should i remove omscs", kept),
        act("shortlist_remove", "take one off", kept),
        act("show_shortlist", "show my shortlist", kept),
    ]
    for turn in said_:
        words = " ".join((said(turn).text, *(chip.title for chip in said(turn).chips)))
        assert "OMSCS" in words and "Master of" not in words and "Institute of Technology" not in words, words
    assert "The list: 1. MCIT Online at Penn, 2. OMSA at Georgia Tech, 3. OMSCS at Georgia Tech." in said(said_[1]).text
    assert "Put OMSCS at Georgia Tech back" in {chip.title for chip in said(said_[4]).chips}


@pytest.mark.parametrize("text", ["delete my note", "clear the note on omscs", "erase the note on penn mcit online"])
def test_a_note_that_is_not_there_is_not_said_to_be_gone_and_nothing_is_put_on_the_list(act: Act, text: str) -> None:
    before = Memory(shortlist=(Kept(OMSCS),), mentioned=(OMSCS,))
    turn = act("shortlist_note", text, before)
    assert said(turn).lead.startswith("There is no note on ") and turn.memory.changed_since(before) == {}


def test_what_was_just_taken_off_is_what_keep_it_after_all_means(act: Act) -> None:
    taken = act("shortlist_remove", "remove the second one", Memory(shortlist=THREE, shown=(OMSCS, MCIT, OMSA)))
    assert ids(taken.memory) == [OMSCS, OMSA]
    assert ids(act("shortlist_add", "keep it after all", taken.memory).memory) == [OMSCS, OMSA, MCIT]
