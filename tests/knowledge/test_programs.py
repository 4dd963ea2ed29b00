"""Searching: filter, order, what is left out, what to relax, what to ask."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts import Program
from knowledge.programs import Search
from knowledge.questions import next_question
from knowledge.wishes import Wish
from tests.knowledge.builders import charging, knowledge_of, program, university

ONLINE = Wish("delivery", ("online",))
NO_GRE = Wish("gre", ("not_required",))
CHEAP = Wish("budget", (15000,), "at_most", "total", "USD")


def found(wishes: list[Wish], *programs: Program) -> tuple[list[str], list[str]]:
    knowledge = knowledge_of(*programs)
    result = Search(knowledge).find(wishes)
    return [knowledge.programs[i].id for i in result.fitting], [knowledge.programs[i].id for i in result.possible]


def test_what_misses_a_must_is_out_and_what_is_not_recorded_is_kept_apart() -> None:
    yes = program("yes", facts={"delivery": ("online",)})
    no = program("no", facts={"delivery": ("on_campus",)})
    unknown = program("unknown")
    assert found([ONLINE], yes, no, unknown) == (["yes"], ["unknown"])


def test_the_cheaper_one_comes_first_and_no_price_comes_last() -> None:
    cheap = program("z cheap", facts={"tuition_total": 5000})
    dear = program("a dear", facts={"tuition_total": 50000})
    none = program("b none")
    assert found([], dear, none, cheap)[0] == ["z-cheap", "a-dear", "b-none"]


def test_among_unknown_prices_the_likely_come_first_and_those_far_above_the_limit_last() -> None:
    far, near = program("a far", charging(2000)), program("b near", charging(600))
    none, likely = program("c none"), program("d likely", charging(400))
    recorded = program("e recorded", facts={"tuition_total": 15000})
    assert found([CHEAP], far, near, none, likely, recorded) == (
        ["e-recorded"],
        ["d-likely", "c-none", "b-near", "a-far"],
    )
    assert Search(knowledge_of(far, near, none, likely, recorded)).find([CHEAP]).far == 1


def test_an_estimate_far_above_the_limit_comes_last_however_much_else_is_met() -> None:
    far = program("far", charging(5000), facts={"delivery": ("online",), "gre": "not_required"})
    silent = program("silent")
    assert found([CHEAP, ONLINE, NO_GRE], far, silent) == ([], ["silent", "far"])


def test_what_is_recorded_counts_before_an_estimate_that_leaves_other_wishes_open() -> None:
    recorded = program("recorded", charging(600), facts={"delivery": ("online",), "gre": "not_required"})
    likely = program("likely", charging(400))
    sure = program("sure", charging(400), facts={"delivery": ("online",), "gre": "not_required"})
    assert found([CHEAP, ONLINE, NO_GRE], recorded, likely, sure) == ([], ["sure", "recorded", "likely"])


def test_estimated_prices_are_ordered_behind_recorded_ones() -> None:
    dear = program("dear", facts={"tuition_total": 50000})
    cheap, cheaper = program("a", charging(300)), program("b", charging(200))
    assert found([], cheap, dear, program("c"), cheaper)[0] == ["dear", "b", "a", "c"]
    as_cheap_as_possible = Wish("low_price", (True,), strength="nice")
    assert found([as_cheap_as_possible], cheap, dear, cheaper)[0] == ["dear", "b", "a"]


def test_somebody_at_home_in_a_state_is_ranked_by_the_prices_of_its_residents() -> None:
    here = program("here", charging(900, residents=300, name="Here", state="TX"))
    there = program("there", charging(450, residents=200, name="There", state="OH"))
    search = Search(knowledge_of(here, there))

    def order(home: str | None) -> list[str]:
        result = search.at_home(home).find([CHEAP])
        return [search.knowledge.programs[i].id for i in result.possible]

    assert (order(None), order("TX"), order("AK")) == (["there", "here"], ["here", "there"], ["there", "here"])
    assert search.at_home("TX").at_home(None) is search


def test_a_nice_to_have_ranks_but_does_not_exclude() -> None:
    nice = Wish("focus", ("nlp",), strength="nice")
    without = program("a", facts={"focus": ("robotics",)})
    having = program("b", facts={"focus": ("nlp",)})
    assert found([nice], without, having)[0] == ["b", "a"]


def test_left_out_says_how_many_lack_which_record() -> None:
    fits = program("fits", facts={"delivery": ("online",), "gre": "optional"})
    silent = [program(f"silent {i}", facts={"delivery": ("online",)}) for i in range(4)]
    result = Search(knowledge_of(fits, *silent)).find([ONLINE, NO_GRE])
    assert [(each.wishes, each.count) for each in result.left_out] == [((NO_GRE,), 4)]


def test_when_nothing_fits_the_wish_to_relax_is_named_with_its_yield() -> None:
    dear = [program(f"dear {i}", facts={"delivery": ("online",), "tuition_total": 60000}) for i in range(3)]
    campus = program("campus", facts={"delivery": ("on_campus",), "tuition_total": 9000})
    result = Search(knowledge_of(*dear, campus)).find([ONLINE, CHEAP])
    assert not result.fitting and not result.possible
    assert [(each.wish, each.count) for each in result.relaxations] == [(CHEAP, 3), (ONLINE, 1)]


def test_a_field_record_gives_way_to_the_universitys_named_program() -> None:
    at, elsewhere = university("Here"), university("There")
    named = program("named", at)
    record = program("record", at, kind="field", id="field-1")
    other = program("other record", elsewhere, kind="field", id="field-2")
    assert found([], named, record, other)[0] == ["named", "field-2"]


def test_the_best_question_splits_what_is_left_and_is_never_one_already_answered() -> None:
    programs = [program(f"p{i}", facts={"delivery": ("online",) if i % 2 else ("on_campus",)}) for i in range(8)]
    search = Search(knowledge_of(*programs))
    question = next_question(search, [], ())
    assert question is not None and question.key == "delivery"
    assert next_question(search, [ONLINE], ()) is None  # nothing else is recorded, so nothing else would help
    assert next_question(search, [], ("delivery",)) is None


facts = st.fixed_dictionaries(
    {},
    optional={
        "delivery": st.sampled_from([("online",), ("on_campus",)]),
        "gre": st.sampled_from(["required", "optional", "not_required"]),
        "tuition_total": st.integers(0, 90000),
    },
)


@given(st.lists(facts, min_size=1, max_size=8), st.randoms())
def test_neither_the_order_of_rows_nor_a_universitys_name_changes_the_order(
    rows: list[dict[str, object]], chance: random.Random
) -> None:
    wishes = [ONLINE, NO_GRE, CHEAP]
    programs = [program(f"p{i}", university(f"U{i}"), facts=row) for i, row in enumerate(rows)]
    renamed = [program(f"p{i}", university(f"Z{9 - i}"), facts=row) for i, row in enumerate(rows)]
    chance.shuffle(renamed)
    assert found(wishes, *programs) == found(wishes, *renamed)


@given(st.lists(facts, min_size=1, max_size=6))
def test_a_recorded_fact_that_meets_a_wish_never_lowers_a_program(rows: list[dict[str, object]]) -> None:
    wishes = [ONLINE, NO_GRE]
    rows[0] = {key: value for key, value in rows[0].items() if key != "gre"}
    before = [program(f"p{i}", facts=row) for i, row in enumerate(rows)]
    after = [program("p0", facts={**rows[0], "gre": "not_required"}), *before[1:]]

    def place(programs: list[Program]) -> int:
        fitting, possible = found(wishes, *programs)
        order = [*fitting, *possible]
        return order.index("p0") if "p0" in order else len(programs)

    assert place(after) <= place(before)


@given(st.lists(facts, min_size=1, max_size=8))
def test_the_first_place_is_that_of_the_whole_ranking(rows: list[dict[str, object]]) -> None:
    search = Search(knowledge_of(*(program(f"p{i}", facts=row) for i, row in enumerate(rows))))
    result = search.find([ONLINE, NO_GRE])
    ranked = (*result.fitting, *result.possible)
    assert search.first([ONLINE, NO_GRE]) == (ranked[0] if ranked else None)
