"""A wish on all programs at once says of each what the check of one program says."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from knowledge.columns import LOOKED_AT, Columns
from knowledge.criteria import check, degree
from knowledge.declarations import DECLARED
from knowledge.facts import Fact, Program
from knowledge.prices import price_order
from knowledge.programs import Search
from knowledge.verdicts import Leaning
from knowledge.wishes import KEYS, Wish
from tests.knowledge.builders import knowledge_of
from tests.knowledge.shipped import KNOWLEDGE

SHIPPED = KNOWLEDGE.programs
HOMES = (None, "TX", "CA")
OPS = ("is", "not", "at_most", "at_least", "below", "above", "between")


def mixed(chance: random.Random, count: int = 2000) -> tuple[Program, ...]:
    """Programs put together by chance: any facts with any university, field, degree and currency."""
    facts: dict[str, list[Fact]] = {}
    for program in SHIPPED:
        for key, fact in program.facts.items():
            facts.setdefault(key, []).append(fact)
    return tuple(
        replace(
            chance.choice(SHIPPED),
            id=f"p{number:05}",
            university=chance.choice(SHIPPED).university,
            currency=chance.choice(("USD", "USD", "EUR")),
            facts={key: chance.choice(values) for key, values in facts.items() if chance.random() < 0.4},
        )
        for number in range(count)
    )


@pytest.fixture(scope="module", params=["the shipped catalog", "programs put together by chance"])
def search(request: pytest.FixtureRequest) -> Search:
    programs = SHIPPED if request.param == "the shipped catalog" else mixed(random.Random(5))
    return Search(knowledge_of(*programs))


def numbers(chance: random.Random) -> tuple[Any, ...]:
    return (float(chance.choice((0, 1, 2, 3, 3.5, 12, 18, 30, 36, 90, 500, 9000, 20_000, 35_000, 60_000))),)


def amounts(chance: random.Random, programs: tuple[Program, ...]) -> tuple[Any, ...]:
    """A limit, at times just what a program costs."""
    found = price_order(chance.choice(programs))[1]
    return (found,) if found < 1e6 and chance.random() < 0.5 else numbers(chance)


def values(key: str, chance: random.Random, programs: tuple[Program, ...]) -> tuple[Any, ...]:
    """What may be wished for of a criterion, by chance."""
    one, other = (chance.choice(programs) for _ in range(2))
    at, criterion = one.university, DECLARED.criteria[key]
    odd: dict[str, Callable[[], tuple[Any, ...]]] = {
        "field": lambda: (one.field, other.field),
        "degree": lambda: (one.degree or "MS",),
        "place": lambda: (
            ("near", "here", at.latitude or 40.0, at.longitude or -80.0),
            ("state", other.university.state),
            ("city", at.city or "Boston", at.state),
        ),
        "university": lambda: (one.id, other.university.id),
        "background": lambda: (chance.choice(("computing", "other")),),
        "budget": lambda: amounts(chance, programs),
        "focus": lambda: (one.field, chance.choice(("nlp", "robotics", "vision"))),
    }
    if key in odd:
        return odd[key]()
    if criterion.type in ("limit", "person"):
        return numbers(chance)
    if criterion.type in ("yes_no", "told", "graded"):
        return (chance.random() < 0.5,)
    if criterion.choices:
        return (chance.choice([*criterion.choices]),)
    recorded = [fact.value for each in programs if (fact := each.fact(criterion.facts[0])) is not None]
    return (chance.choice(chance.choice(recorded)),)  # of a list that a program records


def wish_by_chance(key: str, chance: random.Random, programs: tuple[Program, ...]) -> Wish:
    counted = key == "budget" or DECLARED.criteria[key].type in ("limit", "person")
    op = chance.choice(OPS) if counted else chance.choice(("is", "not"))
    unit = chance.choice(("total", "", "year", "credit", "semester", "month")) if key == "budget" else ""
    currency = chance.choice(("USD", "EUR", "")) if key == "budget" else ""
    wanted = values(key, chance, programs)
    low = wanted[0] / 2 if op == "between" else None
    return Wish(key, wanted, op, unit, currency, low=low)


@pytest.mark.parametrize("key", KEYS)
def test_all_programs_at_once_are_judged_as_each_by_itself(key: str, search: Search) -> None:
    chance = random.Random(key)
    programs = search.knowledge.programs
    columns = Columns(programs)
    for _ in range(24 if key == "budget" else 3):
        wish, home = wish_by_chance(key, chance, programs), chance.choice(HOMES)
        judged = columns.judge(wish, home)
        verdicts = [check(program, wish, home) for program in programs]
        assert judged.status.tolist() == [each.status for each in verdicts], wish
        assert judged.degree.tolist() == [degree(each, wish) for each in verdicts], wish
        assert judged.standing.tolist() == [each.standing for each in verdicts], wish
        leanings = [Leaning.LIKELY if each.leaning is None else each.leaning for each in verdicts]
        assert judged.leaning.tolist() == leanings, wish


@pytest.mark.parametrize("home", HOMES)
def test_equal_programs_are_ordered_by_their_prices_as_worked_out_one_by_one(home: str | None, search: Search) -> None:
    programs = search.knowledge.programs
    keys = [
        (program.kind != "program", *price_order(program, home), -len(program.facts), program.id)
        for program in programs
    ]
    assert np.argsort(search.at_home(home).tie_rank).tolist() == sorted(range(len(keys)), key=keys.__getitem__)


def test_every_criterion_says_what_its_check_looks_at() -> None:
    assert set(LOOKED_AT) == set(KEYS)
