"""Which particular points (data/particulars.yml) a message means in its conversation. Pure.

What a message may raise by its meaning comes with a score (bot/nlu/likeness.py). The rules of one country are nothing
for another, so a point of another country than the one spoken of is none; one of that country, or on the subject that
was spoken of last, is meant more easily: "how much money must I have in the bank for the visa", asked about Germany.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from typing import Any

from actions.dialogue.intents import load
from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.points_around import spoken_of_before
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
NEAR = "particular_near"  # an entity that is a point only if the conversation speaks for it
LEAST, SURE = -0.5, 0.0  # scores from which on a point is meant, and surely: those of bot/nlu/likeness.py
OF_THE_COUNTRY, OF_THE_SUBJECT, OF_ANOTHER = 0.4, 0.4, -0.5  # what speaks for a point, and what against it
MOST_LIFTED = 0.8  # by the conversation, of a score that says whether a point is meant at all
# The same, of a point that goes on with what was said; programs named or pointed at are likely what is asked about.
IN_THREAD, SURE_IN_THREAD, BESIDE_PROGRAMS = 0.0, 1.0, 3.0
LEAST_IN_THREAD = -4.0  # what it has to come to by itself
BEYOND_DOUBT = 0.8  # probability of a topic from which on it is what is asked
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


@dataclass(frozen=True)
class Context:
    """The countries spoken of, the universities that the message names, the topics answered last, and what was said
    before adds to the scores of points."""

    there: frozenset[str]
    schools: frozenset[str]
    subjects: frozenset[str]
    before: Mapping[str, float]

    def speaks_for(self, name: str) -> float | None:
        """What it adds to the score of a point; None where that is of another country or school."""
        own, topics = _countries_of(name), _topics_of().get(name, frozenset())
        if own and self.there and not own & self.there:
            return None
        spoken_of = own & self.there and own != {"US"}
        of_schools = _schools_of_points().get(name, frozenset())
        if of_schools and self.schools and not of_schools & self.schools:
            return None
        by_country = OF_THE_COUNTRY if spoken_of else OF_ANOTHER if own - {"US"} and not self.there else 0.0
        return by_country + (OF_THE_SUBJECT if topics & self.subjects else 0.0) + self.before.get(name, 0.0)


def points_in_context(message: Message, memory: Memory, knowledge: Knowledge) -> Message:
    """The message with the points that it means in this conversation, and no others."""
    if message.is_chip:
        return message
    there = countries_spoken_of(message, memory, knowledge)
    message = _of_the_countries(_of_the_country(message, there), there)
    subjects = frozenset(memory.last.get("topics") or ())
    context = Context(there, schools_named(message, knowledge), subjects, spoken_of_before(memory))
    points = ("particular", NEAR)
    meant = (_meant(each, context) if each["entity"] in points else each for each in message.entities)
    perhaps = _may_be_meant(message, context)
    likeliest = _asked_in_thread(message, perhaps, memory) if memory.last else ()
    kept = _each_once((*(each for each in meant if each is not None), *likeliest))
    return _asking_of(replace(message, entities=kept, perhaps=perhaps), there)


def _may_be_meant(message: Message, context: Context) -> tuple[tuple[str, float], ...]:
    """The points that the message may mean in this conversation with their scores, the likeliest first."""
    scored = ((name, score, context.speaks_for(name)) for name, score in message.around)
    found = [(name, score + more) for name, score, more in scored if more is not None]
    return tuple(sorted(found, key=lambda each: -each[1])[:MOST_PERHAPS])


def _asked_in_thread(
    message: Message, perhaps: Sequence[tuple[str, float]], memory: Memory
) -> Iterator[Mapping[str, Any]]:
    """The likeliest point, where what went before makes it likely enough to be asked about."""
    asks = message.does("question") or message.intent in ("faq", *UNHEARD)
    wishes = message.does("story") or message.does("wish") or message.does("find")
    at_programs = message.has(*NAMES) or (message.has("pointer") and bool(memory.shown or memory.mentioned))
    least = BESIDE_PROGRAMS if at_programs else IN_THREAD
    alone = dict(message.around)
    for name, score in perhaps[:1] if asks and not wishes else ():
        if score >= least and alone[name] >= LEAST_IN_THREAD:
            sure = score >= max(least, SURE_IN_THREAD) and not _is_plain(message)
            yield {**_point(name, 0, len(message.text)), "score": score, "sure": sure}


def _is_plain(message: Message) -> bool:
    """ "Is the GRE needed there": a question that is on its topic beyond doubt."""
    name, likely = next(iter(message.ranking), ("", 0.0))
    return name.startswith("faq/") and likely >= BEYOND_DOUBT


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


def schools_named(message: Message, knowledge: Knowledge) -> frozenset[str]:
    """The universities that a message names, by id, those without a record by their name."""
    ids = [str(each) for each in (*message.values("program"), *message.values("unknown_program"))]
    programs = ((each, knowledge.program(each)) for each in ids)
    return frozenset(each if program is None else program.university.id for each, program in programs)


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


def _meant(said: Mapping[str, Any], context: Context) -> Mapping[str, Any] | None:
    """The entity as the likeliest point by its score and what speaks for it, or None."""
    if "score" not in said:  # heard by its words
        own = _countries_of(str(said["value"]))
        return None if own and context.there and not own & context.there else said
    spoken = ((score, context.speaks_for(name), name) for name, score in _candidates(said))
    found = [(score + more, score, min(more, MOST_LIFTED), name) for score, more, name in spoken if more is not None]
    _, score, lift, name = max(found, default=(0.0, -inf, 0.0, ""))
    if score + lift < LEAST:
        return None
    return {**said, "entity": "particular", "value": name, "sure": score + min(lift, OF_THE_SUBJECT) >= SURE}


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
def _schools_of_points() -> Mapping[str, frozenset[str]]:
    return {each["name"]: frozenset(each["schools"]) for each in load("particulars.yml") if "schools" in each}


@cache
def _topics_of() -> Mapping[str, frozenset[str]]:
    return {each["name"]: frozenset(each["topics"]) for each in load("particulars.yml")}
