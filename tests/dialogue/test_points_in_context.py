"""A point is meant in its conversation: by the country and the subject spoken of, never by another country's rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.dialogue.memory import Memory, Message
from actions.dialogue.points_around import remembered
from actions.dialogue.points_in_context import LEAST, SURE, countries_in, countries_named, points_in_context
from bot.nlu import likeness
from knowledge.programs import Search
from knowledge.wishes import Wish
from tests.dialogue.conftest import Heard

ABOUT_GERMANY = Memory(last={"countries": ["DE"]})


def point(name: str, score: float, *others: tuple[str, float]) -> dict[str, Any]:
    """What bot/nlu/particulars.py hears by meaning."""
    kind = "particular" if score >= LEAST else "particular_near"
    more = {"asked": True, "sure": score >= SURE, "score": score, "others": [list(each) for each in others]}
    return {"entity": kind, "value": name, "start": 0, "end": 1, **more}


def meant(memory: Memory, search: Search, *entities: dict[str, Any], text: str = "and that?") -> list[str]:
    message = Message("faq", entities=entities, text=text)
    return points_in_context(message, memory, search.knowledge).values("particular")


def test_a_point_is_meant_from_the_same_scores_on_as_it_is_heard() -> None:
    assert (LEAST, SURE) == (likeness.LEAST, likeness.SURE)


def test_a_rule_of_another_country_is_not_meant(search: Search) -> None:
    assert meant(ABOUT_GERMANY, search, point("i20_funds", 0.5)) == []
    assert meant(Memory(), search, point("i20_funds", 0.5)) == ["i20_funds"]


def test_the_next_likely_point_of_the_country_takes_its_place(search: Search) -> None:
    said = point("i20_funds", 0.5, ("uk_visa_money", 0.1), ("germany_blocked_account", -0.8))
    assert meant(ABOUT_GERMANY, search, said) == ["germany_blocked_account"]


def test_what_is_wished_for_is_the_country_where_none_was_spoken_of(search: Search) -> None:
    wished = Memory(wishes=(Wish("place", ("GB",)),))
    assert meant(wished, search, point("i20_funds", 0.5)) == []


def test_a_point_that_is_only_near_is_meant_on_the_subject_spoken_of(search: Search) -> None:
    near = point("uk_visa_money", -1.1)
    assert meant(Memory(), search, near) == []
    assert meant(Memory(last={"countries": ["GB"], "topics": ["international"]}), search, near) == ["uk_visa_money"]


@pytest.mark.parametrize(
    ("countries", "topic", "name"),
    [
        (["DE"], "international", "germany_blocked_account"),
        (["GB"], "duration", "uk_graduate_visa"),
        (["DE", "GB"], "international", None),  # of two nobody knows which
        (["US"], "international", None),
        (["DE"], "gre", None),  # whose answer hangs on no country
    ],
)
def test_of_the_points_of_each_country_that_of_the_one_spoken_of_is_meant(
    search: Search, countries: list[str], topic: str, name: str | None
) -> None:
    by_country = {"DE": "germany_blocked_account", "GB": "uk_graduate_visa", "US": "i20_funds"}
    there = {"entity": "particular_there", "value": "", "by_country": by_country, "start": 0, "end": 3}
    asked = ({"entity": "topic", "value": topic}, there)
    found = meant(Memory(last={"countries": countries}), search, *asked)
    assert found == ([] if name is None else [name])


def around(*points: tuple[str, float]) -> tuple[tuple[str, float], ...]:
    return points


def perhaps(memory: Memory, search: Search, message: Message) -> list[str]:
    return [name for name, _ in points_in_context(message, memory, search.knowledge).perhaps]


NEAR = around(("second_masters_opt", -1.0), ("uk_visa_money", -2.0))
WHICH_ONE = Message("faq", text="and how much would they want", around=NEAR)
TOLD = {"around_told": [["uk_visa_money", 3.0], ["uk_graduate_visa", 0.0]]}


def test_what_was_told_at_first_speaks_for_its_points_in_what_is_asked_later(search: Search) -> None:
    assert perhaps(Memory(), search, WHICH_ONE) == ["second_masters_opt", "uk_visa_money"]
    assert perhaps(Memory(last=TOLD), search, WHICH_ONE) == ["uk_visa_money", "second_masters_opt"]


def test_what_was_said_last_speaks_for_its_points_too_and_less(search: Search) -> None:
    said = {"around": TOLD["around_told"]}
    assert perhaps(Memory(last=said), search, WHICH_ONE) == ["second_masters_opt", "uk_visa_money"]
    assert perhaps(Memory(last={**TOLD, **said}), search, WHICH_ONE) == ["uk_visa_money", "second_masters_opt"]


def test_a_point_that_goes_on_with_what_was_said_is_asked_about_and_else_not(search: Search) -> None:
    told = {"around_told": [["uk_visa_money", 4.0], ["uk_graduate_visa", 0.0]]}
    found = points_in_context(WHICH_ONE, Memory(last=told), search.knowledge)
    assert [each["value"] for each in found.points_asked] == ["uk_visa_money"] and not found.surely_asks_a_point
    assert not points_in_context(WHICH_ONE, Memory(), search.knowledge).points_asked
    wish = replace(WHICH_ONE, intent="ask_recommendation", entities=({"entity": "act", "value": "wish"},))
    assert not points_in_context(wish, Memory(last=told), search.knowledge).points_asked


def test_a_point_of_one_school_is_nothing_for_who_names_another(search: Search) -> None:
    def named(school: str) -> Message:
        said = ({"entity": "program", "value": school},)
        return Message("faq", entities=said, text="is it known?", around=around(("omscs_name_with_employers", 1.0)))

    assert perhaps(Memory(), search, named("monash-university")) == []
    assert perhaps(Memory(), search, named("gatech-omscs")) == ["omscs_name_with_employers"]


def test_the_points_around_a_post_are_kept_and_those_of_the_message_before_replaced() -> None:
    post = Message("faq", entities=({"entity": "act", "value": "story"},), around=around(("second_masters_opt", 1.0)))
    after = remembered(post, Memory(last={"action": "answer"}))
    assert after == {"around_told": [["second_masters_opt", 1.0]]}
    assert remembered(WHICH_ONE, Memory(last=after)) == {**after, "around": [list(each) for each in WHICH_ONE.around]}


def test_a_question_on_studying_abroad_is_asked_of_the_country_spoken_of(search: Search) -> None:
    message = Message("faq", entities=({"entity": "topic", "value": "international"},), text="and the visa?")
    assert points_in_context(message, ABOUT_GERMANY, search.knowledge).values("asked_country") == ["DE"]
    assert points_in_context(message, Memory(), search.knowledge).values("asked_country") == []


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("can I work in Germany beside it", {"DE"}),
        ("I am from Germany", set()),
        ("I'm a German citizen, how many hours can I work on F-1", {"US"}),
        ("let us talk about it", set()),
        ("Aussie here. Can I claim my own tuition on tax", {"AU"}),
        ("is a UK degree worth it", {"GB"}),
    ],
)
def test_a_country_is_spoken_of_unless_somebody_only_comes_from_it(text: str, countries: set[str]) -> None:
    assert countries_in(text) == countries


def test_whose_visa_it_is_tells_nothing_of_where_somebody_comes_from(heard: Heard) -> None:
    assert not heard("how much money must I show for a german student visa").has("origin")
    assert heard("I'm a german student").values("origin") == ["DE"]


@pytest.mark.parametrize(
    ("text", "countries"),
    [("admission from Leeds, what now", {"GB"}), ("what does ETH Zurich cost", {"CH"}), ("OMSCS deadline", {"US"})],
)
def test_schools_and_cities_say_their_country(heard: Heard, search: Search, text: str, countries: set[str]) -> None:
    assert countries_named(heard(text), search.knowledge) == countries
