"""Where a person lives or comes from, against what is recorded there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from actions.dialogue.memory import Memory
from actions.wording.personal.life import HOME, country_words, is_from_abroad, state_told
from actions.wording.personal.reach import lowest_known
from actions.wording.personal.said import Part, Said, counted, how_many
from actions.wording.short_names import in_sentence
from actions.wording.words import listed
from knowledge.facts import Program
from knowledge.names import label
from knowledge.prices import dollars
from knowledge.programs import Search
from knowledge.wishes import Wish

PUBLIC = "Public"
MOST_NAMED = 2


def _lives(memory: Memory, search: Search) -> Said | None:
    state = state_told(memory)
    return Said(label(search.knowledge, "states", state)) if state else None


def _in_state(memory: Memory, search: Search) -> list[Program]:
    """The named programs of the state that the person lives in."""
    state = state_told(memory)
    here = (each for each in search.knowledge.named if each.university.country == HOME)
    return [each for each in here if each.university.state == state] if state else []


def _near_home(memory: Memory, search: Search) -> Said | None:
    return how_many(len(_in_state(memory, search)), search.knowledge)


def _public_near(memory: Memory, search: Search) -> Said | None:
    count = sum(each.university.control == PUBLIC for each in _in_state(memory, search))
    return counted(str(count), search.knowledge) if count > 1 else None


def _resident_price(memory: Memory, search: Search) -> Said | None:
    """The cheapest of the public programs there, at the price for its residents."""
    state = state_told(memory)
    public = [each for each in _in_state(memory, search) if each.university.control == PUBLIC]
    found = [(amount, each) for each in public if (amount := dollars(each, state)) is not None]
    return lowest_known(found, public, search.at_home(state))


def from_country(memory: Memory) -> str | None:
    """The country outside the US that the person comes from or lives in."""
    lives: Any = memory.profile.get("lives") or ("", "")
    found = memory.profile.get("origin") or (lives[1] if lives[0] == "country" else None)
    return str(found) if found and found != HOME else None


def _origin(memory: Memory, search: Search) -> Said | None:
    country = from_country(memory)
    return Said(country_words(country, search.knowledge)) if country else None


def _home_programs(memory: Memory, search: Search) -> Said | None:
    """How many named programs the country has of somebody who needs a visa: "3 named programs in India"."""
    country = from_country(memory) if is_from_abroad(memory) else None
    if country is None:
        return None
    count = how_many(sum(each.university.country == country for each in search.knowledge.named), search.knowledge)
    words = f"{count.words} in {country_words(country, search.knowledge)}" if count else ""
    return counted(words, search.knowledge) if count else None


def wished_countries(memory: Memory) -> list[str]:
    """The countries in which somebody wishes to study, unless the US is among them."""
    places = [each for wish in memory.wishes if wish.key == "place" and wish.op != "not" for each in wish.values]
    codes = [str(each[1]) for each in places]
    return codes if HOME not in codes and all(each[0] == "country" for each in places) else []


def _wished_country(memory: Memory, search: Search) -> Said | None:
    countries = wished_countries(memory)
    return Said(country_words(countries[0], search.knowledge)) if len(countries) == 1 else None


def in_order(programs: Sequence[Program], wishes: Sequence[Wish], search: Search) -> Iterator[Program]:
    """These programs, those that fit the wishes best first."""
    ids = {each.id for each in programs}
    ranked = (search.knowledge.programs[index] for group in search.ranked(wishes) for index in group)
    return (each for each in ranked if each.id in ids)


def _country_programs(memory: Memory, search: Search) -> Said | None:
    """The named programs of that country: how many, and the first that meet the other wishes."""
    countries = wished_countries(memory)
    there = [each for each in search.knowledge.named if each.university.country in countries[:1]]
    if not there:
        return None
    first = [in_sentence(each) for each in islice(in_order(there, memory.wishes, search), MOST_NAMED)]
    count = how_many(len(there), search.knowledge)
    words = f"{count.words} on record" if count else ""
    return counted(f"{words}, first {listed(first)}" if first else words, search.knowledge)


PLACES: Mapping[str, Part] = {
    "lives": _lives,
    "near_home": _near_home,
    "public_near": _public_near,
    "resident_price": _resident_price,
    "origin": _origin,
    "home_programs": _home_programs,
    "wished_country": _wished_country,
    "country_programs": _country_programs,
}
