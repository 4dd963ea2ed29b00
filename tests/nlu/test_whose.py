"""Whose a span is, who gives an amount, and whether a subject is that of a degree on offer."""

from __future__ import annotations

import pytest

from bot.nlu.hearing import Hearing
from bot.nlu.life import find
from bot.nlu.parts import is_question, parts
from bot.nlu.roles.amounts import amount_role
from bot.nlu.roles.features import Span
from bot.nlu.roles.of_a_degree import is_of_a_degree
from bot.nlu.roles.somebody_else import giver, is_of_somebody_else, ruled_role


def span(text: str, said: str, kind: str = "money") -> Span:
    start = text.index(said)
    return Span(start, start + len(said), kind)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("My nephew pays 1800 a month for his in Dallas.", "1800"),
        ("A coworker's daughter paid 80 grand for Columbia.", "80 grand"),
        ("My husband has an MBA from Rice and a 3.1.", "3.1"),
        ("I have a 2.9 but my sister, who got in with a 3.9, says no.", "3.9"),
        ("Dad got his PhD at Tsinghua.", "Tsinghua"),
        ("One friend of mine went to Syracuse on his.", "Syracuse"),
        ("My senior from college went to Leeds with a BBA.", "BBA"),
        ("nobody agrees. but senior got in with 3yr bcom", "bcom"),
        ("A junior of mine has an MBA.", "MBA"),
    ],
)
def test_what_somebody_else_has_is_theirs(text: str, said: str) -> None:
    assert is_of_somebody_else(text, span(text, said))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("My parents can give 20k.", "20k"),
        ("I moved with my husband and earn 45k.", "45k"),
        ("My wife says I need a 3.0.", "3.0"),
        ("My girlfriend has 1,3 but I have a 2,1.", "2,1"),
        ("I'm an electrician's wife with a 3.25.", "3.25"),
        ("French is my mother tongue so Mila sounds good.", "Mila"),
        ("My manager paid 5000 for my course.", "5000"),
        ("Senior at Ohio State, math major, 3.4.", "3.4"),
        ("My senior year project got a 92.", "92"),
    ],
)
def test_what_is_ones_own_stays_so(text: str, said: str) -> None:
    assert not is_of_somebody_else(text, span(text, said))


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("My company pays up to 5,250 a year.", "5,250", "employer"),
        ("The hospital throws in $3,000 a year.", "$3,000", "employer"),
        ("My parents are covering 30k, the rest is on me.", "30k", "savings"),
        ("Sticker around 60k but they took 30k off.", "30k", "scholarship"),
    ],
)
def test_who_gives_an_amount(text: str, said: str, name: str) -> None:
    assert giver(text, span(text, said)) == name


def test_a_subject_behind_a_school_or_a_the_is_that_of_a_degree_there() -> None:
    text = "Does Stony Brook's computer science MS need the GRE?"
    start = text.index("computer")
    assert is_of_a_degree(text, start, start + 16, [text.index("'s")])
    text = "they bin everyone for the computer science MS"
    assert is_of_a_degree(text, text.index("computer"), text.index(" MS"), [])
    text = "I have a computer science MS from Stony Brook"
    assert not is_of_a_degree(text, text.index("computer"), text.index(" MS"), [])


@pytest.mark.parametrize(
    "text",
    ["What worries me a bit is the maths.", "Did a mock exam last weekend and bombed it.", "what hurts is this."],
)
def test_what_ends_with_a_point_asks_nothing(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize("text", ["Show me the cheap ones.", "what does it cost", "Is it worth it?"])
def test_questions_and_orders_ask(text: str) -> None:
    assert is_question(text)


def test_a_clause_about_somebody_is_no_question_of_its_own() -> None:
    text = "I'm asking on behalf of D, who won't ask herself. Is a 2.58 enough?"
    assert parts(text) == ["I'm asking on behalf of D, who won't ask herself.", "Is a 2.58 enough?"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("ok so all A's the last year", "situation", "rising"),
        ("The last three terms went a lot better.", "situation", "rising"),
        ("All my study is in English medium.", "situation", "english_medium"),
        ("they want 500 by sunday to hold the seat", "situation", "pressed"),
    ],
)
def test_what_is_told_of_a_life(text: str, kind: str, value: str) -> None:
    assert (kind, value, "is") in [(each["entity"], each["value"], each["op"]) for each in find(text)]


def test_an_aim_that_is_refused_is_none() -> None:
    assert [each["op"] for each in find("want ML eng job not phd") if each["value"] == "phd"] == ["not"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("professor says in US nobody cares. i prefer germany, no usa thank you", "US"),
        ("Everybody sends me MSCS programs. I do not want another CS degree. I want AI", "computer_science"),
    ],
)
def test_what_is_named_twice_and_refused_once_is_refused(hearing: Hearing, text: str, value: str) -> None:
    heard = [each for each in hearing.hear(text) if each["entity"] in ("country", "field")]
    assert {each["op"] for each in heard if each["value"] == value} == {"not"}


def test_a_language_is_no_country_that_is_refused(hearing: Hearing) -> None:
    heard = hearing.hear("i prefer germany or canada. no german only english")
    assert {each["value"]: each["op"] for each in heard if each["entity"] == "country"} == {"DE": "is", "CA": "is"}


@pytest.mark.parametrize("text", ["an MS or MEng in AI", "ms or meng, either works"])
def test_two_titles_that_would_both_do_are_no_wish(hearing: Hearing, text: str) -> None:
    assert not [each for each in hearing.hear(text) if each["entity"] == "degree"]


def test_a_count_of_lines_is_no_money(hearing: Hearing) -> None:
    heard = hearing.hear("Monte Carlo code, 20k lines")
    assert not [each for each in heard if each["entity"] in ("budget", "income")]


@pytest.mark.parametrize(
    ("text", "said", "role"),
    [
        ("Is the degree real, or would I just be paying 55k to feel busy?", "55k", "price"),
        ("I'm scared of spending 70k on a degree that nobody reads.", "70k", "price"),
        ("is it crazy to drop about 90k at my age", "90k", "price"),
        ("I built the schedule that saves my plant about 300k a year.", "300k", "other"),
        ("my pricing model made the company 2 million last year", "2 million", "other"),
        ("H1B costs 100k now, so why bother", "100k", "other"),
        ("now with this 1 lakh dollar visa rule", "1 lakh dollar", "other"),
    ],
)
def test_an_amount_that_nobody_would_pay_or_earns_is_neither_budget_nor_pay(text: str, said: str, role: str) -> None:
    assert amount_role(text, span(text, said)) == role


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I'm on h1b making 140k", "140k"),
        ("H1B visa holder, 110k salary in Dallas", "110k"),
        ("I can pay 50k for it, not more", "50k"),
        ("I'm fine spending 40k on it", "40k"),
        ("we saved the company once, and I earn 72k", "72k"),
    ],
)
def test_pay_and_budgets_are_left_to_the_classifier(text: str, said: str) -> None:
    assert amount_role(text, span(text, said)) is None


def test_where_a_friend_is_tells_nothing_of_oneself() -> None:
    text = "My classmate did a master in Waterloo and regrets it."
    assert ruled_role(text, span(text, "Waterloo", "place")) == "other"
    text = "My wife has work in Waterloo."
    assert ruled_role(text, span(text, "Waterloo", "place")) is None
