"""What a program costs: recorded, computed, noted, estimated, in that order; every sum here was worked by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from knowledge.base import Knowledge
from knowledge.charges import Charges
from knowledge.facts import Fact, University
from knowledge.prices import AVERAGE, ONLINE, ONLY_ONLINE, SAME_FOR_ALL, Price, academic_years, price_of
from knowledge.university_facts import NAMES, application_fee, university_fact
from tests.knowledge.builders import program, university


def at(control: str = "Public", **charges: Any) -> University:
    """A university with charges; what is not named is not recorded."""
    empty: dict[str, Any] = dict.fromkeys(Charges.__slots__)
    years = {"as_of": "2023-24", "per_credit_as_of": "2022-23", "fee_as_of": "2022-23", "flags_as_of": "2022-23"}
    return replace(university(), control=control, charges=Charges(**{**empty, **years, **charges}))


def price(facts: dict[str, Any], resident: bool = False, where: University | None = None, **values: Any) -> Price:
    found = price_of(program(at=where or at(), facts=facts, **values), resident)
    assert found is not None
    return found


def test_a_recorded_price_comes_first() -> None:
    found = price({"tuition_total": 7000, "price_per_credit": 195, "credits": 30, "price_note": "About 9000 in all."})
    assert (found.kind, found.amount, found.line) == ("recorded", 7000, "$7,000 in all")
    assert [key for key, _ in found.facts] == ["tuition_total"] and found.caveats == ()


def test_a_price_of_nothing_is_recorded() -> None:
    found = price({"tuition_total": 0})
    assert (found.kind, found.amount, found.comparable) == ("recorded", 0, 0)


def test_credits_times_the_rate() -> None:
    found = price({"price_per_credit": 1851, "credits": 32, "price_per_year": 90000, "months_full_time": 12})
    assert (found.kind, found.amount, found.line) == ("computed", 59232, "32 credits × $1,851 = $59,232")
    assert [key for key, _ in found.facts] == ["price_per_credit", "credits"]


def test_a_rate_with_cents_keeps_them() -> None:
    assert price({"price_per_credit": 818.4, "credits": 30}).line == "30 credits × $818.40 = $24,552"


@pytest.mark.parametrize(
    ("months", "years"), [(9, 1), (10, 1), (12, 1), (15, 1.5), (16, 1.5), (18, 1.5), (20, 2), (24, 2), (27, 2.5)]
)
def test_a_yearly_price_is_paid_for_every_half_year_begun(months: int, years: float) -> None:
    assert academic_years(months) == years


def test_years_times_the_yearly_price_as_harvard_adds_it_up() -> None:
    found = price({"price_per_year": 65536, "months_full_time": 18})
    assert (found.kind, found.amount, found.line) == ("computed", 98304, "1.5 years × $65,536 = $98,304")


def test_of_ects_credits_a_year_has_sixty() -> None:
    facts = {"price_per_year": 15000, "credits": 120, "credit_system": "ects"}
    found = price(facts, where=university(), currency="EUR")
    assert (found.kind, found.amount, found.line) == ("computed", 30000, "2 years × €15,000 = €30,000")


def test_a_rate_and_credits_of_different_times_are_not_multiplied() -> None:
    old = Fact(1000, "https://example.edu", "example.edu", "2018-19")
    new = Fact(30, "https://example.edu", "example.edu", "2026")
    apart = replace(program(at=university()), facts={"price_per_credit": old, "credits": new})
    found = price_of(apart)
    assert found is not None and found.kind == "estimated" and found.year == 2019


def test_residents_have_a_price_of_their_own() -> None:
    facts = {"price_per_credit": 1066, "price_per_credit_in_state": 296, "credits": 36}
    assert (price(facts).amount, price(facts, resident=True).amount) == (38376, 10656)
    assert price(facts, resident=True).resident and not price(facts).resident


def test_a_price_for_residents_only_is_no_price_for_others() -> None:
    facts = {"price_per_credit_in_state": 850, "credits": 31}
    where = at(out_of_state=50000, in_state=20000)
    assert (price(facts, resident=True, where=where).kind, price(facts, resident=True, where=where).amount) == (
        "computed",
        26350,
    )
    others = price(facts, where=where)
    assert (others.kind, others.amount) == ("estimated", 100000)  # 31 credits at 20 a year: two years begun


def test_where_residents_have_none_the_price_holds_for_them_with_a_caveat_at_public_universities_only() -> None:
    assert price({"tuition_total": 30000}, resident=True).caveats == (SAME_FOR_ALL,)
    assert price({"tuition_total": 30000}, resident=True, where=at("Private nonprofit")).caveats == ()


def test_a_note_with_an_amount_is_shown_in_its_words_beside_an_estimate() -> None:
    found = price(
        {"price_note": "The rate was $2,584 per point.", "credits": 30}, where=at(per_credit_out_of_state=2000)
    )
    assert (found.kind, found.amount, found.line) == ("noted", None, "The rate was $2,584 per point.")
    assert found.estimate is not None and found.estimate.kind == "estimated"
    assert found.comparable == 60000 and found.year == 2025


@pytest.mark.parametrize(
    "words",
    [
        "Tuition is the same online and on campus.",
        "Amount not found; part-time students pay per unit.",
        "Graduate tuition rate not found; fee per quarter 150.",
        "No rate was read. In 2012-13 it was 369.82.",
        "Page of 2024-25 gives none.",
    ],
)
def test_a_note_without_an_amount_is_no_price(words: str) -> None:
    assert price({"price_note": words}, where=at(per_credit_out_of_state=1000)).kind == "estimated"
    assert price_of(program(facts={"price_note": words})) is None


def test_an_estimate_multiplies_recorded_credits_by_the_universitys_average() -> None:
    found = price({"credits": 36}, where=at(per_credit_out_of_state=828, out_of_state=25000))
    assert (found.kind, found.amount, found.line) == ("estimated", 29808, "36 credits × $828 = $29,808")
    assert [key for key, _ in found.facts] == ["university_per_credit_out_of_state", "credits"]
    assert found.caveats[0] == AVERAGE and "tuition without fees" in found.caveats
    (_, receipt), _ = found.facts
    assert (receipt.source_name, receipt.as_of) == ("IPEDS university charges", "2022-23")
    assert "not the price of this program" in (receipt.note or "")


def test_an_amount_that_pages_speak_of_near_the_price_beats_the_universitys_average_and_says_what_it_is_of() -> None:
    found = price({"price_near": 25000, "credits": 30}, where=at(per_credit_out_of_state=2367))
    assert (found.kind, found.amount) == ("estimated", 25000)
    assert [key for key, _ in found.facts] == ["price_near"] and AVERAGE not in found.caveats and not found.assumed
    assert found.known is None  # it can neither keep nor break a limit


def test_the_programs_own_rate_beats_an_amount_near_its_price() -> None:
    found = price({"price_near": 25000, "price_per_credit": 500}, where=at(per_credit_out_of_state=2367))
    assert (found.kind, found.amount) == ("estimated", 15000)


def test_thirty_credits_are_assumed_where_none_are_recorded_and_the_estimate_says_so() -> None:
    found = price({}, where=at(per_credit_out_of_state=1000))
    assert found.amount == 30000
    assert "30 credits are assumed: the credits are not recorded" in found.caveats


def test_course_units_are_not_multiplied_by_a_charge_a_credit() -> None:
    found = price({"credits": 10}, where=at(per_credit_out_of_state=2000))
    assert found.amount == 60000
    assert "30 credits are assumed: its 10 are no credits as charged for" in found.caveats


def test_quarter_credits_are_more() -> None:
    where = at(per_credit_out_of_state=1000, out_of_state=30000)
    assert price({"credit_system": "quarter"}, where=where).amount == 45000
    # 45 credits are three semesters' worth nowhere: taken for quarter credits, 30 a year, and 13,500 < 45,000 / 2
    assert price({"credits": 45}, where=at(per_credit_out_of_state=300, out_of_state=30000)).amount == 45000


def test_a_charge_a_credit_that_comes_to_less_than_half_the_yearly_way_is_left_alone() -> None:
    # Caltech files 563 a credit and 63,063 a year: 30 × 563 = 16,890 is below half of 1.5 × 63,063 = 94,594.5
    found = price({"credits": 30}, where=at(per_credit_out_of_state=563, out_of_state=63063))
    assert (found.amount, found.line) == (94595, "1.5 years × $63,063 = $94,595")
    assert "1.5 years assumed: the length is not recorded" in found.caveats


def test_just_above_half_the_charge_a_credit_holds() -> None:
    assert price({"credits": 30}, where=at(per_credit_out_of_state=500, out_of_state=20000)).amount == 15000
    assert price({"credits": 30}, where=at(per_credit_out_of_state=499, out_of_state=20000)).amount == 30000


def test_a_charge_filed_per_course_is_left_alone() -> None:
    # Northwestern files 7,372 a course: 30 × 7,372 = 221,160 is more than twice 1.5 × 53,024 = 79,536
    found = price({"months_full_time": 15}, where=at(per_credit_out_of_state=7372, out_of_state=53024))
    assert found.line == "1.5 years × $53,024 = $79,536"


def test_residents_are_estimated_by_their_own_charges() -> None:
    where = at(per_credit_in_state=586, per_credit_out_of_state=1215, in_state=15570, out_of_state=30646)
    assert price({"credits": 30}, where=where).amount == 36450
    assert price({"credits": 30}, resident=True, where=where).amount == 17580


def test_an_estimate_of_an_online_degree_says_that_it_may_be_priced_apart() -> None:
    where = at(per_credit_out_of_state=1000)
    assert ONLY_ONLINE in price({"delivery": ["online"]}, where=where).caveats
    assert ONLINE in price({"delivery": ["online", "on_campus"]}, where=where).caveats
    assert not {ONLINE, ONLY_ONLINE} & {*price({"delivery": ["on_campus"]}, where=where).caveats}


def test_the_programs_own_rate_beats_the_universitys_average() -> None:
    found = price({"price_per_credit": 500}, where=at(per_credit_out_of_state=2000))
    assert (found.kind, found.amount) == ("estimated", 15000)
    assert AVERAGE not in found.caveats


def test_nothing_is_estimated_outside_the_us_and_nothing_from_nothing() -> None:
    abroad = replace(at(per_credit_out_of_state=1000), country="CA")
    assert price_of(program(at=abroad, currency="CAD")) is None
    assert price_of(program()) is None


@pytest.mark.data
def test_every_us_program_of_the_catalog_has_a_price_of_some_kind(knowledge: Knowledge) -> None:
    named = [each for each in knowledge.programs if each.kind == "program" and each.university.country == "US"]
    without = [each.id for each in named if price_of(each) is None or price_of(each, resident=True) is None]
    assert len(without) <= len(named) * 0.05, without


@pytest.mark.parametrize(
    ("program_id", "kind", "line"),
    [
        ("gatech-omscs", "recorded", "$7,000 in all"),
        ("iit-mscs", "computed", "32 credits × $1,851 = $59,232"),
        ("ucsd-ms-cse", "computed", "2 years × $36,575 = $73,150"),
        ("gatech-mscs-campus", "estimated", "30 credits × $1,215 = $36,450"),
        ("cmu-msml", "computed", "1.5 years × $60,400 = $90,600"),
        ("northwestern-msai", "estimated", "1.5 years × $53,024 = $79,536"),
    ],
)
def test_programs_of_the_catalog(knowledge: Knowledge, program_id: str, kind: str, line: str) -> None:
    found = price_of(knowledge.program(program_id))  # type: ignore[arg-type]
    assert found is not None and (found.kind, found.line) == (kind, line)


@pytest.mark.data
def test_the_universitys_application_fee_is_marked_as_the_universitys(knowledge: Knowledge) -> None:
    fee = application_fee(knowledge.university("georgia-institute-of-technology"))  # type: ignore[arg-type]
    assert fee is not None and (fee.value, fee.as_of) == (75, "2022-23")
    assert "university's fee" in (fee.note or "")
    none = application_fee(knowledge.university("air-force-institute-of-technology"))  # type: ignore[arg-type]
    assert none is not None and none.value == 0
    assert application_fee(knowledge.university("eth-zurich")) is None  # type: ignore[arg-type]


@pytest.mark.data
def test_receipts_of_universities_name_sources_of_the_catalog(knowledge: Knowledge) -> None:
    assert {id_: knowledge.sources[id_].name for id_ in NAMES} == NAMES
    found = university_fact(knowledge.university("stanford-university"), "distance_programs")  # type: ignore[arg-type]
    assert found is not None and found.value is True and "not of this program" in (found.note or "")
