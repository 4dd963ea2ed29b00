"""Which costs less: as recorded, for residents, with living."""

from __future__ import annotations

import re

from actions.dialogue.memory import Memory
from tests.actions.conftest import Act

TWO = Memory(shown=("gatech-omscs", "utaustin-mscs-online"), mentioned=("gatech-omscs", "utaustin-mscs-online"))
CAMPUS = Memory(shown=("umn-msds", "columbia-msds"), mentioned=("umn-msds", "columbia-msds"))


def test_the_cheaper_one_is_named_with_both_amounts(act: Act) -> None:
    reply = act("compare", "which one is cheaper", TWO).replies[0]
    assert re.match(r"Cheaper by what is recorded is .+ at Georgia Tech: \$7,000", reply.lead)
    assert "$7,000, the next $10,000" in reply.lead
    assert "gradpilot.com, 2026-06, second-hand" in reply.text


def test_residents_pay_what_is_recorded_for_them(act: Act) -> None:
    reply = act("compare", "which is cheaper with in-state tuition", CAMPUS).replies[0]
    assert "for residents" in reply.text


def test_living_is_asked_for_and_then_added(act: Act, say: Act) -> None:
    boston = Memory(shown=("harvard-sm-data-science", "bu-msds"), mentioned=("harvard-sm-data-science", "bu-msds"))
    turn = act("compare", "which of the two is cheaper after living costs", boston)
    assert "What would living there cost you a month?" in turn.replies[0].lead
    turn = say("living costs 1500 a month", turn.memory)
    assert "9 months × $1,500 of living = $13,500" in turn.replies[0].text


def test_an_unrecorded_price_is_no_winner(act: Act) -> None:
    memory = Memory(shown=("gatech-omscs", "northwestern-msai"), mentioned=("gatech-omscs", "northwestern-msai"))
    reply = act("compare", "which is cheaper", memory).replies[0]
    assert "I can’t name the cheaper one" in reply.lead and "is not recorded: ask before you decide" in reply.lead
