"""One wish on one program: met, missed or not recorded."""

from __future__ import annotations

import pytest

from knowledge.criteria import Status, check, distance
from knowledge.verdicts import Leaning
from knowledge.wishes import Wish
from tests.knowledge.builders import charging, program, university

BOSTON = (42.36, -71.06)


def status(wish: Wish, **values: object) -> Status:
    return check(program(**values), wish).status


def budget(limit: float, unit: str = "total", op: str = "at_most", currency: str = "USD") -> Wish:
    return Wish("budget", (limit,), op, unit, currency)


@pytest.mark.parametrize("key", ["delivery", "gre", "gpa", "background", "thesis", "duration", "pace", "stem", "focus"])
def test_what_is_not_recorded_is_unknown_and_never_a_no(key: str) -> None:
    values = {"gpa": 3.0, "duration": 12, "pace": "part_time"}
    assert status(Wish(key, (values.get(key, "online"),), "at_most" if key == "duration" else "is")) is Status.UNKNOWN


def test_a_refusal_of_what_is_not_recorded_is_unknown_too() -> None:
    assert status(Wish("delivery", ("online",), "not")) is Status.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"tuition_total": 7000}, Status.MET),
        ({"tuition_total": 0}, Status.MET),  # free is a price
        ({"tuition_total": 15001}, Status.MISSED),
        ({"price_per_credit": 500, "credits": 30}, Status.MET),
        ({"price_per_credit": 501, "credits": 30}, Status.MISSED),
        ({"price_per_credit": 500}, Status.UNKNOWN),
        ({"price_per_year": 10000, "months_full_time": 18}, Status.MET),
    ],
)
def test_budget_in_all(facts: dict[str, float], expected: Status) -> None:
    assert status(budget(15000), facts=facts) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"credits": 30}, Status.MET),
        ({"credits": 30, "credit_system": "semester"}, Status.MET),
        ({"credits": 37, "credit_system": "semester"}, Status.MISSED),
        ({"credits": 60, "credit_system": "ects"}, Status.UNKNOWN),  # two ECTS credits are about one of the US
        ({"credits": 48, "credit_system": "quarter"}, Status.UNKNOWN),
        ({}, Status.UNKNOWN),
    ],
)
def test_credits_compare_with_credits_of_their_kind(facts: dict[str, object], expected: Status) -> None:
    assert status(Wish("credits", (36,), "at_most"), facts=facts) is expected


@pytest.mark.parametrize(
    ("credit", "op", "leaning"),
    [
        (500, "at_most", Leaning.LIKELY),
        (501, "at_most", Leaning.UNLIKELY),
        (750, "at_most", Leaning.UNLIKELY),
        (751, "at_most", Leaning.FAR),
        (751, "at_least", Leaning.LIKELY),
        (300, "at_least", Leaning.FAR),
        (400, "not", Leaning.UNSURE),
    ],
)
def test_an_estimate_meets_and_misses_nothing_but_leans(credit: int, op: str, leaning: Leaning) -> None:
    verdict = check(program(at=charging(credit)), budget(15000, op=op))
    assert (verdict.status, verdict.leaning) == (Status.UNKNOWN, leaning)


def test_a_price_that_nothing_leads_to_leans_to_no_side() -> None:
    assert check(program(), budget(15000)).leaning is Leaning.UNSURE
    assert check(program(facts={"price_note": "About 9,000 in all."}), budget(15000)).leaning is Leaning.UNSURE
    assert (
        check(program(facts={"price_note": "About 9,000."}, at=charging(400)), budget(15000)).leaning is Leaning.LIKELY
    )


def test_what_a_price_is_recorded_for_is_not_estimated() -> None:
    verdict = check(program(at=charging(10), facts={"tuition_total": 40000}), budget(15000))
    assert (verdict.status, verdict.leaning) == (Status.MISSED, None)


def test_residents_of_the_state_go_by_their_price_and_others_by_theirs() -> None:
    here = program(at=charging(900, state="TX", residents=400))
    assert check(here, budget(15000), home="TX").leaning is Leaning.LIKELY
    assert check(here, budget(15000), home="OH").leaning is Leaning.FAR
    assert check(here, budget(15000)).leaning is Leaning.FAR
    recorded = program(at=university(state="TX"), facts={"tuition_total": 30000, "tuition_total_in_state": 12000})
    assert check(recorded, budget(15000), home="TX").status is Status.MET
    assert check(recorded, budget(15000), home="OH").status is Status.MISSED


def test_a_budget_a_credit_leans_by_the_universitys_charge_a_credit() -> None:
    assert check(program(at=charging(500)), budget(600, "credit")).leaning is Leaning.LIKELY
    assert check(program(at=charging(500), facts={"price_per_credit": 700}), budget(600, "credit")).leaning is None


def test_a_foreign_price_is_not_compared_with_dollars() -> None:
    assert status(budget(15000), currency="EUR", facts={"tuition_total": 100}) is Status.UNKNOWN
    assert status(budget(15000, currency="EUR"), currency="EUR", facts={"tuition_total": 100}) is Status.MET


def test_budget_per_credit() -> None:
    assert status(budget(600, "credit"), facts={"price_per_credit": 600}) is Status.MET
    assert status(budget(600, "credit"), facts={"tuition_total": 100}) is Status.UNKNOWN


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("not_required", Status.MET),
        ("optional", Status.MET),
        ("not_accepted", Status.MET),
        ("waivable", Status.UNKNOWN),
        ("required", Status.MISSED),
    ],
)
def test_without_the_gre(policy: str, expected: Status) -> None:
    assert status(Wish("gre", ("not_required",)), facts={"gre": policy}) is expected


def test_delivery_and_its_refusal() -> None:
    both = {"delivery": ("online", "on_campus")}
    assert status(Wish("delivery", ("online",)), facts=both) is Status.MET
    assert status(Wish("delivery", ("online",), "not"), facts=both) is Status.MET  # it also runs on campus
    assert status(Wish("delivery", ("online",), "not"), facts={"delivery": ("online",)}) is Status.MISSED


def test_a_recorded_no_is_missed() -> None:
    assert status(Wish("pace", ("part_time",)), facts={"part_time": False}) is Status.MISSED
    assert status(Wish("stem", (True,)), facts={"stem_opt": False}) is Status.MISSED


def test_no_cs_degree() -> None:
    other = Wish("background", ("other", "biology"))
    assert status(other, facts={"cs_degree_required": False}) is Status.MET
    assert status(other, facts={"cs_degree_required": True}) is Status.MISSED
    assert status(Wish("background", ("computing",)), facts={"cs_degree_required": True}) is Status.MET


def test_places() -> None:
    at = university(city="Cambridge", state="MA", latitude=42.37, longitude=-71.11)
    assert status(Wish("place", (("state", "MA"),)), at=at) is Status.MET
    assert status(Wish("place", (("state", "TX"), ("state", "MA"))), at=at) is Status.MET
    assert status(Wish("place", (("state", "MA"),), "not"), at=at) is Status.MISSED
    assert status(Wish("place", (("near", "Boston", *BOSTON),)), at=at) is Status.MET
    assert status(Wish("place", (("near", "Chicago", 41.88, -87.63),)), at=at) is Status.MISSED
    assert status(Wish("place", (("region", "new_england", "US-CT", "US-MA"),)), at=at) is Status.MET
    assert status(Wish("place", (("country", "DE"),)), at=at) is Status.MISSED


def test_distance_is_in_miles() -> None:
    assert distance(BOSTON, (40.71, -74.01)) == pytest.approx(190, abs=3)  # Boston to New York


def test_a_term_that_is_not_listed_is_unknown() -> None:
    deadlines = {"deadlines": ({"intake": "fall", "date": "03-01"},)}
    assert status(Wish("start", ("fall",)), facts=deadlines) is Status.MET
    assert status(Wish("start", ("spring",)), facts=deadlines) is Status.UNKNOWN


def test_a_wish_survives_json() -> None:
    import json

    for wish in (budget(15000), Wish("place", (("near", "Boston", *BOSTON),), strength="nice"), Wish("gpa", (3.0,))):
        assert Wish.from_dict(json.loads(json.dumps(wish.as_dict()))) == wish


def test_an_unknown_wish_is_refused() -> None:
    with pytest.raises(ValueError, match="no wish is called 'hair colour'"):
        Wish("hair colour", ("red",))
