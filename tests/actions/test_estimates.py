"""Where a price is not on record, an estimate stands in: marked, with its arithmetic and receipt, deciding nothing."""

from __future__ import annotations

from actions.dialogue.memory import Memory
from actions.wording.personal.life import home_state
from actions.wording.price_words import price_words
from actions.wording.verdicts import match_card
from knowledge.advice import doubts
from knowledge.advice.readiness import Person
from knowledge.prices import price_of
from knowledge.programs import Search
from knowledge.wishes import Wish
from tests.actions.conftest import Act
from tests.knowledge.builders import EMPTY_VOCABULARY, charging, program

UNDER_50K = (Wish("place", (("city", "Pittsburgh", "PA"),)), Wish("budget", (50000,), "at_most", "total", "USD"))
UCLA = "ucla-msol-data-science"


def line(credit: int, residents: int | None = None, resident: bool = False, **facts: object) -> str:
    found = price_of(program(at=charging(credit, residents), facts=facts), resident)
    assert found is not None
    return price_words(found)


def test_an_estimate_is_one_line_with_its_arithmetic_and_year() -> None:
    assert line(800, credits=30) == (
        "about $24,000 by estimate: 30 credits × $800, the university's average graduate charge of 2023-24, "
        "without fees"
    )


def test_an_estimate_says_that_the_credits_are_the_usual_ones() -> None:
    assert "by estimate: the usual 30 credits × $800, the university's average" in line(800)


def test_an_estimate_for_residents_says_so() -> None:
    assert line(800, 400, resident=True, credits=30).endswith("graduate charge for residents of 2023-24, without fees")


def test_an_estimate_of_an_online_degree_says_that_it_may_be_priced_apart() -> None:
    assert line(800, delivery=("online",)).endswith("(online: often priced apart)")


def test_an_estimate_by_the_programs_own_rate_says_so() -> None:
    assert (
        line(2000, price_per_credit=500)
        == "about $15,000 by estimate: the usual 30 credits × $500, its own rate of 2025"
    )


def test_a_search_marks_an_estimate_with_a_question_mark_and_counts_those_far_beyond(act: Act) -> None:
    reply = act("recommend", "under 40k in pittsburgh").replies[0]
    assert "by estimate far beyond your limit, come last" in reply.lead
    marks = {each.mark for card in reply.cards for each in card.lines if "by estimate" in each.says}
    assert marks == {"unknown"}
    said = [each for card in reply.cards for each in card.lines if "by estimate" in each.says]
    assert all("the university's average graduate charge of 2023-24" in each.says for each in said)
    assert "IPEDS university charges, 2023-24" in reply.text


def test_the_last_ones_of_a_search_say_that_they_are_far_above_the_limit(search: Search) -> None:
    wishes = (Wish("place", (("state", "PA"),)), Wish("budget", (30000,), "at_most", "total", "USD"))
    found = search.find(wishes)
    card = match_card(search.match(found.possible[-1], wishes), search)
    assert found.far > 3
    assert any("by estimate, far above your limit: " in each.says for each in card.lines)
    first = match_card(search.match(found.possible[0], wishes), search)
    assert not any("far above" in each.says for each in first.lines)


def test_how_much_is_a_program_without_a_price_gives_the_estimate_and_says_so_first(act: Act) -> None:
    reply = act("program_fact", "how much is northwestern msai").replies[0]
    assert reply.text.startswith("MS AI at Northwestern: its own price is not on record; what I have is an estimate:")
    assert "1.5 years × $53,024" in reply.text and "IPEDS university charges, 2022-23" in reply.text
    assert "average graduate charge of 2022-23" in reply.text


def test_how_much_is_a_program_with_a_note_gives_the_note_and_the_estimate(act: Act) -> None:
    reply = act("program_fact", "how much is columbia msds").replies[0]
    assert (
        reply.lead
        == "MS Data Science at Columbia: its own price is not on record; what I have is a note and an estimate:"
    )
    says = [each.says for each in reply.cards[0].lines]
    assert says[0].startswith("on the price: ") and says[1].startswith("about $68,280 by estimate")


def test_a_recorded_price_needs_no_estimate(act: Act) -> None:
    reply = act("program_fact", "how much is omscs").replies[0]
    assert (
        reply.lead == "OMSCS at Georgia Tech:" and "about $7,000 in all" in reply.text and "estimate" not in reply.text
    )


def test_a_comparison_shows_the_estimate_as_one_with_its_receipt_and_gives_it_no_star(act: Act) -> None:
    reply = act("compare", "compare northwestern msai and nyu ms data science").replies[0]
    assert reply.table is not None
    row = next(each for each in reply.table.rows if each[0] == "Price")
    assert row[1] == "≈ $79,536 (estimate)" and row[2].endswith("(estimate)") and "★" not in "".join(row)
    assert any(each.name == "IPEDS university charges" for each in reply.sources)
    assert "so I don't name the cheaper one. By estimate" in reply.lead


def test_the_cheaper_one_is_not_named_by_an_estimate(act: Act) -> None:
    memory = Memory(shown=("gatech-omscs", "northwestern-msai"), mentioned=("gatech-omscs", "northwestern-msai"))
    reply = act("compare", "which is cheaper", memory).replies[0]
    assert (
        "I can’t name the cheaper one" in reply.lead
        and "By estimate MS AI at Northwestern costs about $79,536" in reply.lead
    )
    assert reply.table is not None and reply.table.rows[1][2] == "≈ $79,536 (estimate)"


def test_the_pay_off_starts_from_the_estimate_and_lists_it_among_its_assumptions(act: Act) -> None:
    turn = act("payoff", "i make 62k in ohio, is northwestern msai worth it")
    reply = turn.replies[0]
    assert (
        "The price of MS AI at Northwestern is not on record, so I start from an estimate, about $79,536" in reply.lead
    )
    assumed = [each for each in reply.calculations if each.startswith("Assumed: a price of about $79,536 by estimate")]
    assert len(assumed) == 1 and reply.calculations[0].startswith("Price $79,536 (an estimate)")
    memory = Memory(assumptions={**turn.memory.assumptions, "price": 30000.0}, mentioned=turn.memory.mentioned)
    told = act("payoff", "", memory).replies[0]
    assert "estimate" not in told.lead and told.calculations[0].startswith("Price $30,000,")


def test_residents_of_the_state_are_told_their_estimate_first_and_that_of_others_beside_it(act: Act) -> None:
    said = {"entities": ({"entity": "program", "value": UCLA}, {"entity": "asked_fact", "value": "price"})}
    at_home = act("program_fact", "", Memory(profile={"lives": ["state", "CA"]}), **said).replies[0].cards[0].lines
    away = act("program_fact", "", Memory(profile={"lives": ["state", "OH"]}), **said).replies[0].cards[0].lines
    assert "charge for residents" in at_home[0].says and "by estimate (others about $" in at_home[0].says
    assert "charge for residents" not in away[0].says and "by estimate (residents about $" in away[0].says


def test_a_home_is_the_state_told_the_state_of_the_city_told_or_that_of_the_pay() -> None:
    assert home_state(Memory(profile={"lives": ["state", "OH"]}, assumptions={"state": "CA"})) == "OH"
    assert home_state(Memory(profile={"lives": ["city", "Austin", "TX"]})) == "TX"
    assert home_state(Memory(profile={"lives": ["country", "DE"]}, assumptions={"state": "CA"})) == "CA"
    assert home_state(Memory()) is None


def test_a_residents_price_meets_a_limit_that_others_miss(act: Act, search: Search) -> None:
    budget = Wish("budget", (25000,), "at_most", "total", "USD")
    at_home = search.at_home("MN")
    umn = next(each for each in search.knowledge.programs if each.id == "umn-msds")
    assert search.check(umn, budget).value.amount > at_home.check(umn, budget).value.amount
    reply = act(
        "compare",
        "which is cheaper",
        Memory(
            profile={"lives": ["state", "MN"]},
            shown=("umn-msds", "gatech-omscs"),
            mentioned=("umn-msds", "gatech-omscs"),
        ),
    ).replies[0]
    assert "for residents" in reply.text


def test_an_estimate_passes_no_test_of_debt_and_fails_none() -> None:
    (doubt,) = doubts.tested(program(at=charging(400)), {"debt": 20000}, Person(), EMPTY_VOCABULARY, False, 0).doubts
    assert (doubt.status.name, doubt.reason, doubt.amount) == ("UNKNOWN", "estimated", 12000)


def test_why_a_likely_one_stands_before_an_unlikely_one(act: Act) -> None:
    reply = act("explain", "why not cmu msaii", Memory(wishes=UNDER_50K)).replies[0]
    assert "an estimate of the price" in reply.closing
    assert "? about $90,600 by estimate, far above your limit: the usual 1.5 years × $60,400" in reply.text
