"""What is said of a country somebody thinks of studying in: programs on record, money, staying. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import islice

from actions.dialogue.lookup import table
from actions.dialogue.memory import Memory
from actions.wording.particular_answers import particulars
from actions.wording.personal.life import HOME, country_words
from actions.wording.personal.living import in_order, wished_countries
from actions.wording.personal.said import how_many
from actions.wording.program_replies import line_on
from actions.wording.replies import Chip, Personal, Reply
from knowledge.facts import Program
from knowledge.programs import Search

MOST_COUNTRIES = 3
MOST_PROGRAMS = 2  # of one country
FACTS = ("price", "delivery")
UNTOLD = "Fees, visa and work afterwards"
_FIRST_SENTENCE = re.compile(r".+?[^A-Z][.!?](?=\s|$)")


def country_reply(countries: Sequence[str], memory: Memory, search: Search) -> Reply:
    """A paragraph a country: how many programs are on record, the first by the wishes, and its rules in a sentence.

    Args:
        countries: ISO codes, in the order they were named.
    """
    asked = countries[:MOST_COUNTRIES]
    said = [part for code in asked for part in _of_country(code, memory, search, alone=len(asked) == 1)]
    if len(asked) > 1:
        said.append(Personal(particulars()[table("countries")["between"]].says))
    names = [(code, country_words(code, search.knowledge)) for code in asked]
    chips = [Chip(f"Programs in {name}", f"/inform{json.dumps({'country': code})}") for code, name in names]
    sources = tuple(dict.fromkeys(source for part in said for source in part.sources))
    more = Chip("International students", '/faq{"topic": "international"}')
    return Reply("answer", "\n".join(part.says for part in said), chips=(*chips, more), sources=sources)


def countries_meant(memory: Memory) -> list[str]:
    """The countries outside the US in which somebody wishes to study, or lives as a foreigner and wishes no other."""
    lives, origin = memory.profile.get("lives") or ("", ""), memory.profile.get("origin")
    there = str(lives[1]) if lives[0] == "country" else None
    if any(wish.key == "place" for wish in memory.wishes):
        return [each for each in wished_countries(memory) if each not in (origin, there)]  # nobody is foreign at home
    return [there] if there not in (None, HOME) and origin not in (None, there) else []


def _of_country(code: str, memory: Memory, search: Search, alone: bool) -> list[Personal]:
    name = country_words(code, search.knowledge)
    there = [each for each in search.knowledge.named if each.university.country == code]
    count = how_many(len(there), search.knowledge)
    opening = f"In {name} I have {count.words} on record." if count else f"In {name} I have no program on record."
    first = _first(there, memory, search) if alone or code != HOME else []
    points = [particulars()[each] for each in table("countries")["points"].get(code, ())]
    rules = [Personal(f"• {_first_sentence(each.says)}", each.sources) for each in points]
    if not points:
        rules = [Personal(f"• {UNTOLD} in {name} are not in my records: its embassy and each school say them.")]
    return [Personal(opening, count.sources if count else ()), *first, *rules]


def _first_sentence(text: str) -> str:
    found = _FIRST_SENTENCE.match(text)
    return found.group() if found else text


def _first(there: Sequence[Program], memory: Memory, search: Search) -> list[Personal]:
    """The first programs of a country by the wishes of the person, wherever they wished to study, a line each."""
    wishes = tuple(wish for wish in memory.wishes if wish.key != "place")
    lines = (line_on(each, FACTS, search) for each in in_order(there, wishes, search))
    return list(islice((line for line in lines if line is not None), MOST_PROGRAMS))
