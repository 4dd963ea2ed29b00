"""Which particular points (data/particulars.yml) a message means in its conversation. Pure.

What a message may raise by its meaning comes with a score (bot/nlu/likeness.py). The rules of one country are nothing
for another, so a point of another country than the one spoken of is none; one of that country, or on the subject that
was spoken of last, is meant more easily: "how much money must I have in the bank for the visa", asked about Germany.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from actions.dialogue.intents import load
from actions.dialogue.lookup import table
from actions.dialogue.memory import Memory, Message
from actions.dialogue.topic_facts import sentences
from knowledge.base import Knowledge

HOME = "US"  # what no country is said with is of the US
THERE = "particular_there"  # an entity with the point of each country that a message would mean if it asked of it
# Topics whose answer may be another one in each country, and intents of what is asked in words nobody foresaw.
BY_COUNTRY = (
    "international", "visa_refusals", "financial_aid", "assistantship", "age_and_family", "duration", "careers",
    "part_time", "cost", "job_outlook",
)  # fmt: skip
ABROAD, MOST_ASKED_OF = "international", 2  # the topic whose fixed answer is on the US; countries told of instead
UNHEARD = ("out_of_scope", "nlu_fallback", "report_answer")
MOST_WORDS = 30  # a longer message says more than what holds for any country
PERHAPS = "perhaps"  # an entity with a point that may be meant besides, the likeliest first
NEAR = "particular_near"  # an entity that is a point only if the conversation speaks for it
LEAST, SURE = -0.75, 0.0  # scores from which on a point is meant, and surely: those of bot/nlu/likeness.py
OF_THE_COUNTRY, OF_THE_SUBJECT, OF_ANOTHER = 0.4, 0.4, -0.5  # what speaks for a point, and what against it
MOST_PERHAPS = 5  # points that are remembered as perhaps meant
_EUROPE = re.compile(r"\beurope(?:an)?\b|\bschengen\b|(?-i:\bEU\b)", re.IGNORECASE)
# Where a country is only where somebody, or a degree, comes from.
_FROM = re.compile(
    r"\b(?:from|i['’]?m|i am|citizen of|my|we are|as|national of|back in|have|hold|with|got)\W+(?:an?\W+)?(?:\w+\W+)?$",
    re.IGNORECASE,
)
_OF_ORIGIN = re.compile(
    r"\W*(?:bachelor\w*|degrees?|diploma|citizen\w*|passport|national\w*|gpa|grades?|marks?|transcripts?|here\b|guy|girl"
    r"|student\b(?! visa))",
    re.IGNORECASE,
)


def points_in_context(message: Message, memory: Memory, knowledge: Knowledge) -> Message:
    """The message with the points that it means in this conversation, and no others."""
    if message.is_chip:
        return message
    there = countries_spoken_of(message, memory, knowledge)
    message = _of_the_countries(_of_the_country(message, there), there)
    subjects = frozenset(memory.last.get("topics") or ())
    points = ("particular", NEAR)
    meant = (_meant(each, there, subjects) if each["entity"] in points else each for each in message.entities)
    perhaps = _may_be_meant(message, there, subjects)
    offered = ({"entity": PERHAPS, "value": name, "score": score} for name, score in perhaps)
    kept = (*(each for each in meant if each is not None), *offered)
    return _asking_of(replace(message, entities=_each_once(kept)), there)


def _may_be_meant(message: Message, there: frozenset[str], subjects: frozenset[str]) -> list[tuple[str, float]]:
    """The points that the message may mean by its meaning with their scores, the likeliest first, those that it does
    mean among them."""
    scored = [each for each in message.entities if each["entity"] in ("particular", NEAR) and "score" in each]
    found: dict[str, float] = {}
    for each in scored:
        for name, score in _candidates(each):
            more = _spoken_for(name, there, subjects)
            if more is not None:
                found[name] = max(score + more, found.get(name, score + more))
    return sorted(found.items(), key=lambda each: -each[1])[:MOST_PERHAPS]


def _candidates(said: Mapping[str, Any]) -> list[tuple[str, float]]:
    return [(str(said["value"]), float(said["score"])), *((str(n), float(s)) for n, s in said["others"])]


def _each_once(entities: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The entities without a point that two parts of the message mean, a second time."""
    seen: set[str] = set()
    kept = []
    for each in entities:
        if each["entity"] != "particular" or each["value"] not in seen:
            kept.append(each)
        seen |= {str(each["value"])} if each["entity"] == "particular" else set()
    return tuple(kept)


def _asking_of(message: Message, there: frozenset[str]) -> Message:
    """The message as a question on the countries that are spoken of, where only the rules of the US would answer it."""
    foreign = 0 < len(there) <= MOST_ASKED_OF and HOME not in there
    if not foreign or message.values("topic") != [ABROAD] or message.points_asked or message.does("story"):
        return message
    asked = tuple({"entity": "asked_country", "value": each} for each in sorted(there))
    return replace(message, entities=(*message.entities, *asked))


def _of_the_country(message: Message, there: frozenset[str]) -> Message:
    """The message with the point of the one country that is spoken of instead of any other, where its subject may hang
    on the country."""
    found: list[Mapping[str, str]] = [each["by_country"] for each in message.entities if each["entity"] == THERE]
    if (asked := _asked_there(message, there)) is not None:
        return _with_point(message, asked)
    hangs = message.intent in UNHEARD or set(message.values("topic")) & {*BY_COUNTRY}
    (country,) = there if len(there) == 1 else ("",)
    point = found[0].get(country) if found and hangs and country != HOME and not message.does("story") else None
    if point is None:
        return replace(message, entities=message.others(THERE))
    return _with_point(message, point)


def _of_the_countries(message: Message, there: frozenset[str]) -> Message:
    """A post with the points on what it asks, in words that hold for any country, of the one or two it speaks of."""
    if not message.does("story") or not 0 < len(there) <= MOST_ASKED_OF:
        return message
    have = set(message.values("particular"))
    found: dict[str, Mapping[str, Any]] = {}
    for begin, end in sentences(message.text):
        sentence = message.text[begin:end]
        for said, points in _asks() if "?" in sentence else ():
            if said.search(sentence):
                names = (points[each] for each in sorted(there) if each in points)
                found |= {each: _point(each, begin, end) for each in names if each not in have}
    return replace(message, entities=(*message.entities, *found.values()))


def _point(name: str, start: int, end: int) -> Mapping[str, Any]:
    return {"entity": "particular", "value": name, "asked": True, "start": start, "end": end}


def _with_point(message: Message, point: str) -> Message:
    said = {**_point(point, 0, len(message.text)), "sure": True}
    return replace(message, entities=(*message.others(THERE, "particular", NEAR, "asked_fact"), said))


def _asked_there(message: Message, there: frozenset[str]) -> str | None:
    """The point of the one country that is spoken of, on what is asked in words that hold for any: "can they come
    with me?". None in a message of several sentences, and where its own words mean a point of that country."""
    if len(there) != 1 or message.does("story") or len(message.text.split()) > MOST_WORDS:
        return None
    (country,) = there
    own = [each for each in message.entities if each["entity"] == "particular" and "score" not in each]
    if any(country in _countries_of(str(each["value"])) for each in own):
        return None
    asks = (points for said, points in _asks() if country in points and said.search(message.text))
    return next((points[country] for points in asks), None)


def countries_spoken_of(message: Message, memory: Memory, knowledge: Knowledge) -> frozenset[str]:
    """The countries to study in that a message speaks of, else those spoken of before, else wished for."""
    return countries_named(message, knowledge) or frozenset(memory.last.get("countries") or ()) or _wished(memory)


def countries_named(message: Message, knowledge: Knowledge) -> frozenset[str]:
    """The countries to study in that a message names, as ISO codes: by name, by what only they have, by a school."""
    known = table("countries")["speaks_of"]
    heard = {
        str(each["value"])
        for each in message.entities
        if each["entity"] == "country" and each.get("op") == "is" and each.get("role") in (None, "wanted", "work")
    }
    state = {"US"} if message.has("state") else set()
    named = [str(each) for each in message.values("program")]
    programs = [each for each in map(knowledge.program, named) if each is not None]
    schools = [*(each.university for each in programs), *filter(None, map(knowledge.university, named))]
    of_schools = {each.country for each in schools}
    of_cities = {str(each["country"]) for each in message.entities if each["entity"] == "city" and each.get("country")}
    return frozenset((countries_in(message.text) | heard | state | of_schools | of_cities) & {*known})


def countries_in(text: str) -> frozenset[str]:
    """The countries that a text speaks of, unless only as where somebody comes from; "Europe" stands for all of it."""
    found = {code for code, words in _speaking().items() if _is_place_of_study(words.finditer(text), text)}
    return frozenset(found | set(table("countries")["europe"] if _EUROPE.search(text) else ()))


def _is_place_of_study(mentions: Iterable[re.Match[str]], text: str) -> bool:
    return any(
        not (_FROM.search(text[: each.start()]) and _OF_ORIGIN.match(text[each.end() :]))
        and not re.search(r"\bfrom\W+$", text[: each.start()], re.IGNORECASE)
        for each in mentions
    )


def _meant(said: Mapping[str, Any], there: frozenset[str], subjects: frozenset[str]) -> Mapping[str, Any] | None:
    """The entity as the likeliest point by its score and what speaks for it, or None."""
    if "score" not in said:  # heard by its words
        own = _countries_of(str(said["value"]))
        return None if own and there and not own & there else said
    spoken = ((score, _spoken_for(name, there, subjects), name) for name, score in _candidates(said))
    best = max(((score + more, name) for score, more, name in spoken if more is not None), default=None)
    if best is None or best[0] < LEAST:
        return None
    return {**said, "entity": "particular", "value": best[1], "sure": best[0] >= SURE}


def _spoken_for(name: str, there: frozenset[str], subjects: frozenset[str]) -> float | None:
    """What the conversation adds to the score of a point; None where it is of another country."""
    own, topics = _countries_of(name), _topics_of().get(name, frozenset())
    if own and there and not own & there:
        return None
    by_country = OF_THE_COUNTRY if own & there and own != {"US"} else OF_ANOTHER if own - {"US"} and not there else 0.0
    return by_country + (OF_THE_SUBJECT if topics & subjects else 0.0)


def _wished(memory: Memory) -> frozenset[str]:
    """The countries in which the person wishes to study."""
    wished = (str(value) for wish in memory.wishes if wish.key == "place" and wish.op != "not" for value in wish.values)
    return frozenset(wished) & frozenset(table("countries")["speaks_of"])


@cache
def _asks() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    written = table("countries")["asks"].values()
    return tuple((re.compile(each["said"], re.IGNORECASE), each["points"]) for each in written)


@cache
def _speaking() -> Mapping[str, re.Pattern[str]]:
    return {code: re.compile(words, re.IGNORECASE) for code, words in table("countries")["speaks_of"].items()}


def _countries_of(name: str) -> frozenset[str]:
    """The countries whose rules a point tells; none where it is for everybody."""
    return countries_of_points().get(name, frozenset())


@cache
def countries_of_points() -> Mapping[str, frozenset[str]]:
    """The countries whose rules each point tells, by its name; none where it is for everybody."""
    return {each["name"]: countries_in(f"{each['says']} {each.get('then', '')}") for each in load("particulars.yml")}


@cache
def _topics_of() -> Mapping[str, frozenset[str]]:
    return {each["name"]: frozenset(each["topics"]) for each in load("particulars.yml")}
