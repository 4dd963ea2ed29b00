"""criteria.yml: what it lacks is said in a sentence; what is declared is checked by its type, on every declaration."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from knowledge import rules
from knowledge.criteria import ODD, Status, check, unchecked
from knowledge.declarations import CRITERIA, DECLARED, read_declarations
from knowledge.declared import Criterion
from knowledge.problems import CatalogError
from knowledge.rates import price_in
from knowledge.wishes import KEYS, Wish
from tests.knowledge.builders import program

TYPED = [each for each in DECLARED.criteria.values() if each.key not in ODD]


def values_of(wish: Criterion) -> tuple[Any, Any, Wish]:
    """A recorded value that meets a wish, one that misses it, and the wish."""
    fact = DECLARED.facts[wish.facts[0]]
    middle = (max(fact.low, wish.low) + min(fact.high, wish.high)) / 2
    if wish.type == "limit":
        return fact.low, fact.high, Wish(wish.key, (middle,), "at_most")
    if wish.type == "person":
        return fact.low, fact.high, Wish(wish.key, (middle,), "at_least")
    if wish.type == "yes_no":
        return True, False, Wish(wish.key, (True,))
    if wish.type == "told":
        return "A limited number of scholarships.", "No program funding as a rule.", Wish(wish.key, (True,))
    if wish.type == "option":
        wanted, other = list(wish.choices)[-1], next(each for each in fact.choices if each not in wish.choices.values())
        others = [each for each in fact.choices if each not in (wanted, "optional")]
        return wanted, others[0] if others else other, Wish(wish.key, (wanted,))
    assert wish.type == "listed"
    some = list(fact.choices) or ["calculus", "python"]
    return (some[0],), (some[1],), Wish(wish.key, (some[0],))


@pytest.mark.parametrize("wish", TYPED, ids=lambda each: each.key)
def test_every_declared_wish_is_met_missed_or_not_recorded(wish: Criterion) -> None:
    met, missed, wished = values_of(wish)
    key = wish.facts[0]
    assert check(program(facts={key: met}), wished).status is Status.MET
    assert check(program(facts={key: missed}), wished).status is Status.MISSED
    assert check(program(facts={}), wished).status is Status.UNKNOWN
    assert check(program(facts={key: met}), wished).facts[0][0] == key  # it has a receipt


def test_every_wish_has_a_check_and_the_keys_are_those_of_the_file() -> None:
    assert unchecked() == ()
    assert tuple(DECLARED.criteria) == KEYS


def test_the_catalog_may_record_every_declared_fact_but_federal_ones() -> None:
    assert set(rules.FACTS) == {key for key, fact in DECLARED.facts.items() if not fact.federal}
    assert rules.FACTS["language"](["en", "de"]) is None
    assert rules.FACTS["language"](["klingon"]) is not None


def problems_of(tmp_path: Path, old: str, new: str) -> tuple[str, ...]:
    path = tmp_path / "catalog" / "criteria.yml"
    path.parent.mkdir(exist_ok=True)
    shutil.copy(CRITERIA, path)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogError) as error:
        read_declarations(path)
    return error.value.problems


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("says: \"{n} letters of recommendation\", none: no letters asked for", "none: no letters asked for",
         "letters has no words for a value (says)"),
        ("        unrecorded: number of letters\n", "", "letters has no words for what is not recorded (unrecorded)"),
        ("\"no\": no bridge courses}", "}", "bridge has no words for a no (no)"),
        ("type: whole, from: 0, to: 6", "type: heap, from: 0, to: 6", "letters has no type"),
        ("        type: limit\n        says: \"{n} letters", "        type: yes_no\n        says: \"{n} letters",
         "letters: a wish of type yes_no rests on facts of type yes_no"),
        ("    also: [capstone]", "    also: [capstones]", "thesis: capstones is no fact"),
        ("expected: [price,", "expected: [prize,", "expected: prize is no subject with a name"),
        ("    office: What is the application fee, and are there waivers?\n", "",
         "application_fee has no question to an admissions office (office)"),
        ("    better: lower\n    wishes:\n      letters", "    beter: lower\n    wishes:\n      letters",
         "beter is not known here"),
        ("of: budget, scale", "of: budgets, scale", "low_price stands in for budgets, which is no wish"),
    ],
)  # fmt: skip
def test_what_a_declaration_lacks_is_said(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = problems_of(tmp_path, old, new)
    assert any(each.startswith("catalog/criteria.yml:") and message in each for each in found), found


FUNDING = {
    "Merit awards usually near 10,000; no full-funding awards": Status.MET,
    "Scholarships of 1000 to 10000 by merit or need; no assistantships; FAFSA for US citizens.": Status.MET,
    "Students fund the program themselves: no assistantships, a few Vector scholarships.": Status.MET,
    "No internal scholarships for this program; takes part in the Yellow Ribbon Program": Status.MISSED,
    "The program gives no financial support; students cover tuition, fees and living costs themselves.": Status.MISSED,
    "Terminal master's students are not eligible for assistantships, with rare exceptions": Status.MISSED,
    "Holders of a UK Postgraduate Loan must finish within three years.": Status.UNKNOWN,
}


@pytest.mark.parametrize(("text", "expected"), FUNDING.items())
def test_a_text_on_funding_is_a_yes_a_no_or_neither(text: str, expected: Status) -> None:
    assert check(program(facts={"funding": text}), Wish("funding", (True,))).status is expected


@pytest.mark.parametrize(
    ("wish", "facts", "expected"),
    [
        (Wish("gpa_minimum", (3.0,), "below"), {"gpa_min": 3.0}, Status.MISSED),
        (Wish("gpa_minimum", (3.0,), "below"), {"gpa_min": 2.75}, Status.MET),
        (Wish("acceptance_rate", (0.4,), "at_least"), {"acceptance_rate": "under 10%"}, Status.MISSED),
        (Wish("acceptance_rate", (0.05,), "at_least"), {"acceptance_rate": "under 10%"}, Status.UNKNOWN),
        (Wish("prerequisites", ("calculus",), "not"), {"prerequisites": ("python",)}, Status.MET),
        (Wish("prerequisites", ("calculus",), "not"), {}, Status.UNKNOWN),
        (Wish("english_test", ("not_required",)), {"toefl_min": 90}, Status.MISSED),
        (Wish("budget", (20000,), "between", "total", "USD", low=10000), {"tuition_total": 9000}, Status.MISSED),
        (Wish("budget", (20000,), "between", "total", "USD", low=10000), {"tuition_total": 15000}, Status.MET),
        (Wish("budget", (20000,), "between", "total", "USD", low=10000), {"tuition_total": 20001}, Status.MISSED),
        (Wish("letters", (0,), "at_most"), {"letters": 0}, Status.MET),
        (Wish("application_fee", (0,), "at_most"), {"application_fee": 25}, Status.MISSED),
    ],
)
def test_limits_between_words_and_numbers(wish: Wish, facts: dict[str, Any], expected: Status) -> None:
    assert check(program(facts=facts), wish).status is expected


def test_a_fee_in_another_currency_is_not_compared() -> None:
    fee = Wish("application_fee", (50,), "at_most")
    assert check(program(currency="CAD", facts={"application_fee": 40}), fee).status is Status.UNKNOWN
    assert check(program(currency="CAD", facts={"application_fee": 0}), Wish("application_fee", (0,), "at_most"))


@pytest.mark.parametrize(
    ("unit", "facts", "amount"),
    [
        ("semester", {"price_per_year": 10000, "credit_system": "semester"}, 5000),
        ("semester", {"tuition_total": 30000, "months_full_time": 18, "credit_system": "semester"}, 10000),
        ("semester", {"tuition_total": 30000, "months_full_time": 18, "credit_system": "quarter"}, None),
        ("semester", {"tuition_total": 30000, "credit_system": "semester"}, None),
        ("month", {"tuition_total": 30000, "months_full_time": 24}, 1250),
        ("month", {"price_per_credit": 500, "credits": 30, "months_typical": 10}, 1500),
        ("month", {"tuition_total": 30000}, None),
    ],
)
def test_a_semesters_price_follows_only_where_length_and_terms_are_known(
    unit: str, facts: dict[str, Any], amount: float | None
) -> None:
    found = price_in(program(facts=facts), unit)
    assert (None if found is None else found.amount) == amount
