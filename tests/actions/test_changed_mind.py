"""A changed mind: weights, refusals, leanings, pointing; what would change the order; a guided start."""

from __future__ import annotations

from typing import Any

import pytest

from actions.dialogue.guide import GuidedStart
from actions.dialogue.memory import Memory
from actions.wording.plain import SEARCH_LINES, lines_of
from knowledge.wishes import NICE, Wish
from tests.actions.conftest import Act

ONLINE = Wish("delivery", ("online",))
NO_GRE = Wish("gre", ("not_required",))
BUDGET = Wish("budget", (30000.0,), "at_most", "total", "USD")


def entity(kind: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"entity": kind, "value": value, "op": "is", "start": 0, "end": 0, "text": "", **more}


def searched(act: Act, *wishes: Wish) -> Memory:
    return act("show_more", "", Memory(wishes=wishes)).memory


def test_cost_matters_most_ranks_by_price_without_a_limit(act: Act) -> None:
    memory = searched(act, ONLINE)
    turn = act("recommend", "", memory, intent="inform", entities=(entity("weight", "most", of="budget"),))
    assert "Noted: as cheap as possible (nice to have, counts 3 times)." in turn.replies[0].lead
    prices = [line.says for card in turn.replies[0].cards for line in card.lines if "in all" in line.says]
    assert prices and "$7,000" in prices[0]


def test_a_wish_becomes_nice_to_have_and_excludes_no_longer(act: Act) -> None:
    memory = searched(act, ONLINE, NO_GRE)
    turn = act("recommend", "", memory, intent="inform", entities=(entity("weight", "nice", of="gre"),))
    assert "no GRE (nice to have)" in turn.replies[0].lead
    assert next(wish for wish in turn.memory.wishes if wish.key == "gre").strength == NICE


def test_a_wish_that_there_is_not_cannot_be_weighed(act: Act) -> None:
    turn = act("recommend", "", Memory(), intent="inform", entities=(entity("weight", "most", of="thesis"),))
    assert "no wish on the thesis yet" in turn.replies[0].lead


def test_a_corrected_limit_keeps_its_weight(act: Act) -> None:
    from dataclasses import replace

    memory = Memory(wishes=(replace(BUDGET, weight=3.0),))
    turn = act("recommend", "actually make it 40k", memory, intent="inform")
    assert [(wish.value, wish.weight) for wish in turn.memory.wishes] == [(40000.0, 3.0)]


def test_not_that_one_leaves_it_out_and_says_so(act: Act) -> None:
    memory = searched(act, ONLINE, NO_GRE)
    first = memory.shown[0]
    turn = act("recommend", "", memory, intent="inform", entities=(entity("pointer", 1, op="not"),))
    assert first not in turn.memory.shown
    assert "No longer among them: " in turn.replies[0].lead
    again = act("recommend", "", turn.memory, intent="inform", entities=(entity("pointer", 1, op="not"),))
    assert {first, turn.memory.shown[0]} <= {wish.value for wish in again.memory.wishes if wish.op == "not"}


def test_a_change_says_how_many_fit_now_and_before(act: Act) -> None:
    turn = act("recommend", "no gre", searched(act, ONLINE), intent="inform")
    assert " fit now, " in turn.replies[0].lead and " did before." in turn.replies[0].lead


def test_closer_halves_the_distance_or_asks_to_what(act: Act) -> None:
    near = act("recommend", "near boston", None, intent="inform").memory
    closer = act("recommend", "closer", near, intent="inform")
    assert "within 30 miles" in closer.replies[0].text
    assert "Closer to what?" in act("recommend", "closer", searched(act, ONLINE), intent="inform").replies[0].lead


def test_more_theory_is_a_nice_thesis(act: Act) -> None:
    turn = act("recommend", "", searched(act, ONLINE), intent="inform", entities=(entity("lean", "theory"),))
    assert {"thesis", "focus"} <= {wish.key for wish in turn.memory.wishes if wish.strength == NICE}


def test_pointing_at_what_stands_out(act: Act) -> None:
    memory = Memory(shown=("gatech-omscs", "utaustin-mscs-online"), mentioned=("gatech-omscs", "utaustin-mscs-online"))
    for pointer, expected in (
        ("cheapest", "Georgia Institute"),
        ("dearest", "Texas"),
        ("state:TX", "Texas"),
        ("state:GA", "Georgia Institute"),
    ):
        turn = act("program_fact", "", memory, entities=(entity("pointer", pointer),))
        assert expected in turn.replies[0].text, pointer


def test_why_is_it_first_shows_the_points_and_who_is_behind(act: Act) -> None:
    reply = act("explain", "", searched(act, ONLINE, NO_GRE)).replies[0]
    assert "is number 1 of" in reply.lead
    assert "✓ online: 2 of 2 points (a must)" in reply.text
    assert "what decides is that" in reply.lead or "points ahead of" in reply.lead


def test_why_not_names_the_change_that_would_put_it_first(act: Act) -> None:
    reply = act("explain", "why not cmu", searched(act, ONLINE, NO_GRE)).replies[0]
    assert "First is " in reply.lead
    assert "would be first" in reply.lead or "No single change" in reply.lead


def test_what_would_change_it(act: Act) -> None:
    reply = act("what_if", "", searched(act, ONLINE, NO_GRE, BUDGET)).replies[0]
    assert "in all 27 combinations" in reply.lead
    assert "online: 2 for a must × weight 1 × met 1 = 2 points" in reply.calculations
    assert "would be first" in reply.lead
    assert "no order of yours yet" in act("what_if").replies[0].lead


def test_wishes_can_be_tried_out_and_stay_as_they_were(act: Act) -> None:
    memory = searched(act, ONLINE)
    turn = act("what_if", "what if i could pay 60k", memory)
    assert "If you asked for online and at most $60,000 in all" in turn.replies[0].lead
    assert turn.memory.wishes == memory.wishes
    assert "your wishes are as they were" in turn.replies[0].closing


def test_what_is_tried_out_reads_as_short_as_a_search(act: Act) -> None:
    reply = act("what_if", "what if i could pay 60k", searched(act, ONLINE, NO_GRE, BUDGET)).replies[0]
    assert len(reply.cards) == 3 and lines_of(reply.text) <= SEARCH_LINES
    assert all(f"\n{number}. {card.short}\n" in reply.text for number, card in enumerate(reply.cards, 1))
    assert "[1] " in reply.text and "Master of" not in reply.text


def test_reasons_and_changes_call_programs_by_their_short_names(act: Act) -> None:
    memory = searched(act, ONLINE, NO_GRE, BUDGET)
    why = act("explain", "", memory).replies[0].text
    assert why.startswith("OMSCS at Georgia Tech is number 1 of") and "OMSA at Georgia Tech has the same points" in why
    assert "\nOMSCS, Georgia Tech\n   ✓ online: 2 of 2 points (a must) [1]\n" in why
    changes = act("what_if", "", memory).replies[0].text
    assert (
        "First on your wishes is OMSCS at Georgia Tech." in changes and "\n• OMSA at Georgia Tech would be" in changes
    )
    assert "Institute of Technology" not in why + changes and "• •" not in changes


def test_a_guided_start_asks_at_most_six_skippable_questions(act: Act) -> None:
    turn = act("guided_start")
    asked = []
    for _ in range(10):
        if turn.memory.guide is None:
            break
        assert f"Question {len(asked) + 1} of at most 6" in turn.replies[0].lead
        asked.append(turn.memory.asked)
        turn = act("deny", "", turn.memory, intent="skip")
    assert 1 <= len(asked) <= 6 and len(set(asked)) == len(asked)


def test_answers_of_a_guided_start_lead_to_programs(act: Act) -> None:
    turn = act("guided_start")
    for text in ("online", "under 20k", "yes", "no gre", "3.2 gpa", "part time", "data science"):
        if turn.memory.guide is None:
            break
        intent = "affirm" if text == "yes" else "inform"
        action = "affirm" if text == "yes" and turn.memory.asked in ("background", "gre") else "recommend"
        turn = act(action, text, turn.memory, intent=intent)
    turn = act("show_more", "", turn.memory) if turn.memory.guide else turn
    assert turn.replies[0].kind == "programs"


def test_a_comparison_stars_what_is_ahead_and_gives_the_reason(act: Act) -> None:
    memory = Memory(wishes=(Wish("budget", (8000.0,), "at_most", "total", "USD"),))
    reply = act("compare", "compare omscs and omsa", memory).replies[0]
    assert "it meets “at most $8,000 in all”, which the other does not, or not on record." in reply.lead
    assert reply.table is not None
    assert any(cell.startswith("★") for row in reply.table.rows for cell in row)
    assert "★ is ahead in its row." in reply.closing


@pytest.mark.parametrize(
    "text", ["why did you remove the budget", "i might drop my budget", "how do i delete the budget"]
)
def test_a_question_on_taking_back_takes_nothing_back(act: Act, text: str) -> None:
    memory = Memory(wishes=(ONLINE, BUDGET))
    assert act("recommend", text, memory, intent="inform").memory.wishes == memory.wishes


@pytest.mark.parametrize(("text", "noted"), [("don't", False), ("keep neither", False), ("no", True), ("nope", True)])
@pytest.mark.parametrize("guide", [None, GuidedStart(1)], ids=["search", "step by step"])
def test_a_no_to_the_question_on_the_country_leaves_it_open_and_says_so(
    act: Act, text: str, noted: bool, guide: GuidedStart | None
) -> None:
    """It need not be in the United States: nothing is said against it."""
    memory = Memory(wishes=(ONLINE,), asked="place", guide=guide)
    turn = act("deny", text, memory, intent="deny")
    assert turn.memory.wishes == (ONLINE,) and "place" in turn.memory.declined and turn.memory.asked != "place"
    (reply,) = turn.replies
    assert ("Noted: the place stays open" in reply.lead) is noted
    assert ("None in the US" in [chip.title for chip in reply.chips]) is noted


def test_none_in_the_country_is_a_chip_away(say: Act) -> None:
    memory = Memory(wishes=(ONLINE,), asked="place")
    wishes = say("None in the US", say("no", memory, intent="deny").memory).memory.wishes
    assert [(each.key, each.op) for each in wishes] == [("delivery", "is"), ("place", "not")]


@pytest.mark.parametrize("text", ["no, that's wrong", "no that is not right"])
def test_a_no_to_an_answer_is_none_to_the_question_below_it(say: Act, text: str) -> None:
    memory = Memory(wishes=(ONLINE,), asked="place")
    turn = say(text, memory, intent="deny")
    assert turn.memory.wishes == (ONLINE,) and turn.replies[0].lead.startswith("Sorry, I took that wrongly.")
