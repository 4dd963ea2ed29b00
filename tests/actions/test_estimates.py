"""Where a price is not on record, an estimate stands in: marked, with its arithmetic and receipt, deciding nothing."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.wording.personal.life import home_state
from actions.wording.personal.reach import REACH
from actions.wording.personal.said import Said
from actions.wording.price_words import estimate_cell, price_words
from actions.wording.verdicts import match_card
from knowledge.advice import doubts
from knowledge.advice.readiness import Person
from knowledge.criteria import check
from knowledge.facts import Program
from knowledge.prices import price_of
from knowledge.programs import Search
from knowledge.rates import price_in
from knowledge.verdicts import Leaning
from knowledge.wishes import Wish
from tests.actions.conftest import Act
from tests.knowledge.builders import EMPTY_VOCABULARY, charging, knowledge_of, program

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


def test_an_estimate_of_a_degree_that_is_online_too_says_that_it_may_be_priced_apart() -> None:
    assert line(800, delivery=("online", "on_campus")).endswith("(online: often priced apart)")


def test_an_estimate_of_an_online_degree_says_that_the_average_is_of_the_campus() -> None:
    assert line(800, delivery=("online",)).endswith(
        "(campus degrees set it; online ones often cost half of it or less)"
    )
    assert "campus" not in line(800, delivery=("online",), price_per_credit=500)  # its own rate


def test_each_named_online_degree_by_campus_averages_says_so_in_answer_and_comparison(search: Search, act: Act) -> None:
    """Also in a budget by the year; a university that teaches at a distance only has no campus."""
    found = []
    for each in search.knowledge.named:
        price, delivery = price_of(each), each.fact("delivery")
        estimate = price.estimated if price else None
        if estimate is None or delivery is None or tuple(delivery.value) != ("online",):
            continue
        if estimate.facts[0][0].startswith("university_") and not each.university.distance_only:
            found.append(each)
            asked = ({"entity": "program", "value": each.id}, {"entity": "asked_fact", "value": "price"})
            assert (
                "online ones often cost half of it or less" in act("program_fact", "", entities=asked).replies[0].text
            )
            assert estimate_cell(estimate).endswith("(estimate from campus averages)")
            by_year = price_in(each, "year")
            assert by_year is None or by_year.known or "campus degrees set it" in price_words(by_year, "year")
    assert len(found) > 10


def test_campus_averages_put_no_online_degree_last_whose_price_may_be_a_quarter_of_them() -> None:
    """Of 20 online degrees whose price is known 12 cost less than 0.6 of them, of 34 on campus none."""
    limit = (Wish("budget", (10_000,), "at_most", "total", "USD"),)
    on_campus, online, dearer = (
        program(f"MS {number}", charging(credit), facts={"delivery": (form,), "credits": 30})
        for number, (credit, form) in enumerate(((1000, "on_campus"), (1000, "online"), (1500, "online")))
    )
    found = Search(knowledge_of(on_campus, online, dearer)).find(limit)
    assert found.far == 2 and found.possible[0] == 1  # 30,000 online may be 10,000; 45,000 may not
    assert [check(each, limit[0]).leaning for each in (on_campus, online, dearer)] == [
        Leaning.FAR, Leaning.UNLIKELY, Leaning.FAR,
    ]  # fmt: skip


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


def test_beside_the_lowest_known_price_stands_the_estimate_that_is_below_it() -> None:
    """But no average of a whole university, which is too far from any program's price to outdo a known one."""
    online = {"delivery": ("online",)}
    known = program("MS Known", facts={**online, "tuition_total": 57_084})
    near = program("MS Near", facts={**online, "price_near": 10_000})
    average = program("MS Average", charging(100), facts=online)
    on_campus = program("MS Campus", facts={"delivery": ("on_campus",), "price_near": 5_000})
    memory = Memory(wishes=(Wish("delivery", ("online",)),))

    def said(*programs: Program) -> Said | None:
        return REACH["cheapest_fitting"](memory, Search(knowledge_of(*programs)))

    both = said(known, near, average, on_campus)
    assert both is not None and len(both.sources) == 1  # one page backs both here
    assert both.words == (
        "MS Known at Example University ($57,084; by estimate MS Near at Example University costs less, about $10,000)"
    )
    alone = said(known, average, on_campus)
    assert alone is not None and alone.words == "MS Known at Example University ($57,084)"


@pytest.mark.parametrize(
    ("asked", "above"), [("tell me about northwestern msai", "an estimate"), ("tell me about columbia msds", "a note")]
)
def test_a_whole_record_does_not_say_that_no_price_is_recorded_below_an_estimate_of_it(
    act: Act, asked: str, above: str
) -> None:
    reply = act("program_fact", asked).replies[0]
    assert "by estimate" in reply.text
    assert f"Not recorded: its own price (above is {above})" in reply.closing
    assert "Not recorded: price" not in reply.closing
    several = act("program_fact", f"{asked}: price, thesis and cohort size").replies[0]
    assert ", price" not in several.closing and ": price" not in several.closing
