"""Ranking explained: contributions, smallest changes, stability; and what can never change a rank."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.advice.ranking import contributions, group_of, smallest_changes, stability, ways_to_first
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.programs import Search
from knowledge.wishes import MUST, NICE, Wish
from tests.knowledge.builders import charging, knowledge_of, program

ONLINE = Wish("delivery", ("online",))
NLP = Wish("focus", ("nlp",), strength=NICE)
THESIS = Wish("thesis", ("required",), strength=NICE)
CHEAP = Wish("budget", (15000,), "at_most", "total", "USD")
LOW_PRICE = Wish("low_price", (True,), strength=NICE)
WISHES = (ONLINE, CHEAP, NLP, THESIS, LOW_PRICE)

facts = st.fixed_dictionaries(
    {},
    optional={
        "delivery": st.sampled_from([("online",), ("on_campus",), ("online", "on_campus")]),
        "focus": st.sampled_from([("nlp",), ("robotics",)]),
        "thesis": st.sampled_from(["required", "none", "optional"]),
        "tuition_total": st.integers(0, 120_000),
        "charge": st.sampled_from([300, 500, 501, 900, 2000]),  # of the university, a credit: no fact of the program
    },
)
rows = st.lists(facts, min_size=2, max_size=7)
weights = st.tuples(*(st.sampled_from([0.5, 1.0, 2.0, 3.0]) for _ in WISHES))


def programs_of(values: list[dict[str, object]]) -> list[Program]:
    def made(i: int, row: dict[str, object]) -> Program:
        facts = {key: value for key, value in row.items() if key != "charge"}
        return program(f"p{i}", charging(row.get("charge"), name=f"U{i}"), facts=facts)

    return [made(i, row) for i, row in enumerate(values)]


def weighed(by: tuple[float, ...]) -> tuple[Wish, ...]:
    return tuple(replace(wish, weight=weight) for wish, weight in zip(WISHES, by, strict=True))


@given(rows, weights)
def test_points_are_the_sum_of_what_each_wish_gives(values: list[dict[str, object]], by: tuple[float, ...]) -> None:
    search, wishes = Search(knowledge_of(*programs_of(values))), weighed(by)
    for index in range(len(values)):
        parts = contributions(search, index, wishes)
        assert sum(part.points for part in parts) == pytest.approx(search.points(wishes)[index])
        assert all(0 <= part.points <= part.most for part in parts)


@settings(max_examples=60, deadline=None)
@given(rows, weights)
def test_a_way_to_the_first_place_leads_there(values: list[dict[str, object]], by: tuple[float, ...]) -> None:
    search, wishes = Search(knowledge_of(*programs_of(values))), weighed(by)
    for index in group_of(search, wishes)[1:]:
        for way in ways_to_first(search, index, wishes):
            if way.kind == "weigh":  # a hair beyond the factor, where the two are no longer equal
                factor = way.factor * (1.001 if way.factor > 1 else 0.999)
                heavier = replace(way.wish, weight=way.wish.weight * factor)
                changed = [heavier if each == way.wish else each for each in wishes]
                assert group_of(search, changed)[0] == index
            if way.kind == "drop":
                assert group_of(search, [each for each in wishes if each != way.wish])[0] == index


def test_a_record_that_is_missing_can_be_what_keeps_a_program_from_the_first_place() -> None:
    silent = program("silent", facts={"focus": ("nlp",)})
    online = program("online", facts={"delivery": ("online",), "focus": ("robotics",)})
    search = Search(knowledge_of(silent, online))
    (way,) = smallest_changes(search, (ONLINE, NLP))
    assert (way.kind, way.wish) == ("record", ONLINE)
    assert search.knowledge.programs[way.program].id == "silent"


def test_a_limit_is_relaxed_just_as_far_as_needed() -> None:
    dear = program("dear", facts={"delivery": ("online",), "tuition_total": 18000, "focus": ("nlp",)})
    cheap = program("cheap", facts={"delivery": ("online",), "tuition_total": 9000})
    search = Search(knowledge_of(dear, cheap))
    index = next(i for i, each in enumerate(search.knowledge.programs) if each.id == "dear")
    way = ways_to_first(search, index, (ONLINE, CHEAP, NLP))[0]
    assert way.kind == "relax" and way.instead is not None and way.instead.value == 18000


def test_stability_counts_every_combination_of_weights() -> None:
    nlp = program("nlp", facts={"focus": ("nlp",)})
    thesis = program("thesis", facts={"thesis": "required"})
    search = Search(knowledge_of(nlp, thesis))
    found = stability(search, (NLP, THESIS))
    # of nine combinations the first place goes to the other one where its wish weighs more; the tie keeps it
    assert (found.stays, found.tried) == (6, 9)
    assert stability(search, ()).tried == 0


def test_a_weight_changes_who_is_first_and_graded_wishes_exclude_nothing() -> None:
    nlp = program("nlp", facts={"focus": ("nlp",), "tuition_total": 60000})
    cheap = program("cheap", facts={"tuition_total": 5000})
    search = Search(knowledge_of(nlp, cheap))

    def first(*wishes: Wish) -> str:
        return search.knowledge.programs[group_of(search, wishes)[0]].id

    assert first(NLP, LOW_PRICE) == "nlp"
    assert first(NLP, replace(LOW_PRICE, weight=3.0)) == "cheap"
    assert len(search.find((LOW_PRICE,)).fitting) == 2


@given(rows, weights, st.randoms())
def test_name_place_of_origin_and_order_of_rows_cannot_change_a_rank(
    values: list[dict[str, object]], by: tuple[float, ...], chance: object
) -> None:
    wishes = weighed(by)
    plain = programs_of(values)
    flags = {"hbcu": True, "hispanic_serving": True, "control": "Private for-profit", "city": "Elsewhere"}
    other = [
        replace(
            each, name=f"Sponsored {i}", university=replace(each.university, id=f"z-{9 - i}", name=f"Z{9 - i}", **flags)
        )
        for i, each in enumerate(plain)
    ]
    chance.shuffle(other)  # type: ignore[attr-defined]

    def order(knowledge: Knowledge) -> list[str]:
        found = Search(knowledge).find(wishes)
        return [knowledge.programs[i].id for i in (*found.fitting, *found.possible)]

    assert order(knowledge_of(*plain)) == order(knowledge_of(*other))


MEETING = {"delivery": ("online",), "focus": ("nlp",), "thesis": "required", "tuition_total": 0}


@given(rows, weights, st.sampled_from(sorted(MEETING)))
def test_a_fact_that_meets_a_wish_never_lowers_a_program(
    values: list[dict[str, object]], by: tuple[float, ...], key: str
) -> None:
    wishes = weighed(by)
    values[0] = {name: value for name, value in values[0].items() if name != key}

    def place(first: dict[str, object]) -> int:
        knowledge = knowledge_of(*programs_of([first, *values[1:]]))
        found = Search(knowledge).find(wishes)
        order = [knowledge.programs[i].id for i in (*found.fitting, *found.possible)]
        return order.index("p0") if "p0" in order else len(values)

    assert place({**values[0], key: MEETING[key]}) <= place(values[0])


def test_the_real_catalog_answers_every_rival(knowledge: Knowledge) -> None:
    search = Search(knowledge)
    wishes = (ONLINE, Wish("gre", ("not_required",)), replace(CHEAP, values=(30000,)))
    ways = smallest_changes(search, wishes)
    assert ways and all(way.size >= 0 for way in ways)
    assert all(each.strength in (MUST, NICE) for each in wishes)
