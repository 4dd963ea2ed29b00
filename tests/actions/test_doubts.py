"""The check of doubts on the real catalog: its questions, its tests and its conclusions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.guide import DoubtCheck, GuidedStart
from actions.dialogue.memory import Kept, Memory, Message
from actions.dialogue.route import route
from actions.wording.replies import Reply
from bot.nlu.hearing import Hearing
from knowledge.programs import Search
from tests.actions.conftest import Act
from tests.actions.test_readiness import chosen

SHORTLIST = tuple(Kept(each) for each in ("utaustin-mscs-online", "uw-msds", "berkeley-mids", "gatech-omscs"))


def entity(name: str, value: Any) -> dict[str, Any]:
    return {"entity": f"doubt_{name}", "value": value}


def concluded(act: Act, memory: Memory | None = None, **said: Any) -> Reply:
    """The reply after these answers; the other questions are skipped."""
    answers = {"hours": "skip", "move": "skip", "maths": "skip", "debt": "skip", **said}
    entities = tuple(entity(key, value) for key, value in answers.items())
    return act("doubts", "", memory or Memory(shortlist=SHORTLIST), entities=entities).replies[0]  # type: ignore[return-value]


def test_four_short_questions_by_chips_then_the_conclusion(act: Act) -> None:
    turn = act("doubts", "talk me out of it", Memory(shortlist=SHORTLIST))
    asked = []
    while turn.replies[0].kind == "question":  # type: ignore[union-attr]
        reply = turn.replies[0]
        asked.append((turn.memory.asked, getattr(turn.memory.guide, "asked", None)))
        assert "Skip" in [each.title for each in reply.chips]  # type: ignore[union-attr]
        turn = act("doubts", "", turn.memory, **chosen(reply.chips[1]))  # type: ignore[union-attr]
    assert asked == [("doubt_hours", 1), ("doubt_move", 2), ("doubt_maths", 3), ("doubt_debt", 4)]
    assert turn.replies[0].kind == "doubts"  # type: ignore[union-attr]
    assert turn.memory.doubts == {"hours": 10.0, "move": "maybe", "maths": "fine", "debt": 10000.0}
    assert (turn.memory.guide, turn.memory.asked) == (None, None)


def test_every_test_has_its_outcome_receipt_and_calculation(act: Act) -> None:
    reply = concluded(act, hours=10, move="no", maths="fine", debt=20000)
    assert reply.lead.startswith("Nothing you told me speaks against 2 of the 4 programs I tested: ")
    assert "What I could not test for lack of a record: hours a week." in reply.lead
    assert (
        "✓ about 8.7 hours a week over 36 months part time, within your 10 [1]" in reply.text
        and "\n[1] cdso.utexas.edu" in reply.text
    )
    assert (
        "✗ about 10.4 hours a week over 30 months part time, more than your 10 [" in reply.text
        and "] washington.edu, " in reply.text
    )
    assert "? hours a week: not recorded (credits, their kind or the length is missing)" in reply.text
    assert "✗ on campus, and you would not move" in reply.text
    assert (
        "✗ debt: about $53,325 in all, more than the $20,000 you would carry [" in reply.text
        and "] gradpilot.com, 2025-26" in reply.text
    )
    assert (
        "MSCSO at UT Austin: 30 credits x 45 hours = 1,350 hours; 1,350 / (36 months x 4.33 weeks) = 8.7 hours a week"
    ) in reply.calculations
    assert "US federal definition of a credit hour, 34 CFR 600.2" in reply.text
    assert "Tuition only: fees, living costs and interest come on top" in reply.text


def test_not_now_says_what_would_change_it(act: Act) -> None:
    reply = concluded(act, Memory(shortlist=SHORTLIST[1:3]), hours=5)
    assert reply.lead.startswith("Not now, I would say: they take more hours a week than you have.")
    assert (
        "What would change this: With 11 hours a week, MS Data Science at Washington would pass on time."
        in reply.closing
    )
    assert "Part-time programs" in [each.title for each in reply.chips]


def test_missing_maths_is_not_now_with_weeks(act: Act) -> None:
    memory = Memory(shortlist=(Kept("cmu-msml"),), profile={"lacking": ["linear_algebra"]})
    reply = concluded(act, memory, maths="fine")
    assert reply.lead.startswith("Not now, I would say: you lack maths that they ask for.")
    assert (
        "✗ maths: asks for linear algebra, which you say you lack [1]" in reply.text and "[1] ml.cmu.edu" in reply.text
    )
    assert "About 10 weeks of study at 10 hours a week would close the gap in linear algebra." in reply.closing
    assert reply.chips[0].payload == "/ask_study_plan"


def test_disliked_maths_is_not_this_degree(act: Act) -> None:
    reply = concluded(act, Memory(shortlist=(Kept("cmu-msml"), Kept("berkeley-mids"))), maths="avoid")
    assert reply.lead.startswith("Not this degree, I would say: you would rather avoid maths")
    assert re.search(r"\d+ of the \d+ recorded lists of prerequisites name some\.", reply.lead)
    assert "try one free course in linear algebra" in reply.closing


def test_disliked_maths_is_said_even_where_a_program_asks_for_none(act: Act) -> None:
    reply = concluded(act, maths="avoid")
    assert reply.lead.startswith("Nothing you told me speaks against 1 of the 4 programs")
    assert "But you would rather avoid maths" in reply.lead


def test_nothing_passes_is_not_this_degree(act: Act) -> None:
    reply = concluded(act, Memory(shortlist=SHORTLIST[1:2]), move="no", debt=0)
    assert reply.lead.startswith("Not this degree, as far as I tested: the program I tested does not pass")
    assert "What stands against it: moving and debt." in reply.lead
    assert "With $53,325 more in savings or aid" in reply.closing
    assert "Online programs" in [each.title for each in reply.chips]


def test_savings_are_taken_off_the_price(act: Act) -> None:
    memory = Memory(shortlist=SHORTLIST[1:2], assumptions={"savings": 40000})
    reply = concluded(act, memory, debt=13325)
    assert "✓ debt: about $53,325 in all minus $40,000 of savings, within the $13,325 you would carry" in reply.text
    assert "MS Data Science at Washington: $53,325 - $40,000 saved = $13,325 to borrow" in reply.text


def test_nothing_recorded_is_no_conclusion(act: Act) -> None:
    reply = concluded(act, Memory(shortlist=SHORTLIST[3:]), hours=10)
    assert reply.lead.startswith("I can’t conclude anything") and "no “no”" in reply.lead


def test_all_skipped_is_no_conclusion(act: Act) -> None:
    reply = concluded(act)
    assert reply.lead.startswith("You skipped every question") and not reply.cards


def test_without_a_shortlist_what_was_shown_and_else_what_fits_is_tested(act: Act) -> None:
    shown = concluded(act, Memory(shown=("uw-msds",)), move="yes")
    assert [card.id for card in shown.cards] == ["uw-msds"]
    assert "speaks against MS Data Science at Washington." in shown.lead
    memory = replace(act("recommend", "online under 15k", intent="inform").memory, shown=())
    fitting = concluded(act, memory, move="no")
    assert "Nothing you told me speaks against any of the 3 programs I tested." in fitting.lead
    assert len(fitting.cards) == 3 and "✓ no need to move: it runs online" in fitting.text


def test_a_program_pointed_at_is_the_one_tested(act: Act) -> None:
    turn = act("doubts", "should i really do omscs", Memory(shortlist=SHORTLIST[:2]))
    for value in ("yes", "fine"):
        turn = act("doubts", "", turn.memory, entities=(entity("move" if value == "yes" else "maths", value),))
    turn = act("doubts", "", turn.memory, entities=(entity("hours", 10), entity("debt", 5000)))
    assert [card.id for card in turn.replies[0].cards] == ["gatech-omscs"]  # type: ignore[union-attr]


def test_near_what_was_asked_for_nobody_has_to_move(act: Act) -> None:
    memory = act("recommend", "in washington state", intent="inform").memory
    reply = concluded(act, replace(memory, shortlist=SHORTLIST[1:2]), move="no")
    assert "✓ in the place you asked for (on campus)" in reply.text


def test_hours_that_are_known_are_not_asked_for(act: Act) -> None:
    turn = act("doubts", "should i go at all", Memory(assumptions={"hours": 12}))
    assert "3 short questions" in turn.replies[0].lead and "Would you move" in turn.replies[0].lead  # type: ignore[union-attr]


def test_answers_can_be_given_anew(act: Act) -> None:
    memory = Memory(doubts={"hours": 5.0, "move": "no"}, declined=("doubt_maths", "budget"), assumptions={"hours": 5})
    anew = act("doubts", "", memory, entities=({"entity": "doubt_hours", "value": None, "op": "drop"},))
    assert (anew.memory.doubts, anew.memory.declined, anew.memory.asked) == ({}, ("budget",), "doubt_hours")


def test_an_answer_after_the_conclusion_changes_it(act: Act) -> None:
    first = act("doubts", "", Memory(shortlist=SHORTLIST[1:2], declined=("doubt_move", "doubt_maths", "doubt_debt")),
                entities=(entity("hours", 5),))  # fmt: skip
    assert "Not now" in first.replies[0].text  # type: ignore[union-attr]
    second = act("doubts", "", first.memory, entities=(entity("hours", 15),))
    assert "Nothing you told me speaks against" in second.replies[0].text  # type: ignore[union-attr]


# Free words


def told(message: Message, memory: Memory, search: Search) -> Turn:
    """The whole turn on what somebody says while a question is open."""
    return AdvisorAction._by_file["recommend"].turn(message, memory, search)


def under_way(key: str) -> Memory:
    return Memory(shortlist=SHORTLIST, guide=DoubtCheck(1), asked=f"doubt_{key}")


@pytest.mark.parametrize(
    ("key", "text", "intent", "noted"),
    [
        ("hours", "10 hours", "inform", 10.0),
        ("hours", "about 12.5", "nlu_fallback", 12.5),
        ("hours", "maybe 8h a week", "inform", 8.0),
        ("move", "yes", "affirm", "yes"),
        ("move", "no way", "deny", "no"),
        ("move", "perhaps", "affirm", "maybe"),
        ("move", "i can't move", "inform", "no"),
        ("maths", "yes", "affirm", "fine"),
        ("maths", "i love it", "inform", "like"),
        ("maths", "i don't like it", "deny", "avoid"),
        ("maths", "it's ok", "affirm", "fine"),
        ("debt", "no", "deny", 0),
        ("debt", "20k", "inform", 20000.0),
        ("debt", "at most $15,000", "inform", 15000.0),
        ("debt", "nothing", "deny", 0),
    ],
)
def test_answers_in_free_words(
    search: Search, hearing: Hearing, key: str, text: str, intent: str, noted: object
) -> None:
    turn = told(Message(intent, (), tuple(hearing.hear(text)), text), under_way(key), search)
    assert turn.memory.doubts == {key: noted}


def test_numbers_as_the_extractor_finds_them(search: Search) -> None:
    hours = ({"entity": "assumption", "name": "hours", "value": 9},)
    turn = told(
        Message("ask_payoff", (), hours, "nine, I would think, on most weeks at least"), under_way("hours"), search
    )
    assert turn.memory.doubts == {"hours": 9.0} and turn.memory.assumptions == {"hours": 9.0}


def test_a_skipped_question_is_not_asked_again(search: Search) -> None:
    turn = told(Message("skip", (), (), "skip"), under_way("hours"), search)
    assert turn.memory.declined == ("doubt_hours",) and turn.memory.asked == "doubt_move"


@pytest.mark.parametrize(
    ("memory", "text", "intent"),
    [
        (Memory(asked="budget"), "20k", "inform"),
        (Memory(asked="doubt_debt"), "20k", "inform"),
        (Memory(guide=GuidedStart(1), asked="doubt_debt"), "20k", "inform"),
        (under_way("hours"), "in texas", "inform"),
        (under_way("hours"), "3.2 gpa", "inform"),
        (under_way("hours"), "yes", "affirm"),
        (under_way("move"), "no gre please, and online under 20k in the south", "inform"),
        (under_way("debt"), "999999999999", "inform"),
    ],
)
def test_whatever_is_no_answer_is_left_to_others(memory: Memory, text: str, intent: str) -> None:
    assert route(Message(intent, (), (), text), memory, "recommend").action == "recommend"


def test_why_a_question_is_asked(act: Act) -> None:
    reply = act("explain_question", "", under_way("debt")).replies[0]
    assert "I ask “What is the most debt you would carry for it?” because a price above" in reply.text
    assert "Skip" in [each.title for each in reply.chips]
    assert "How much may it cost" in act("explain_question", "", Memory(asked="budget")).replies[0].text
