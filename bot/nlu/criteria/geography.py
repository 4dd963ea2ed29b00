"""Places by name: the vocabulary's states and countries, the cities of the universities, and `data/lookup/places.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.nlu.criteria.text import flatten
from bot.nlu.criteria.word_tables import pairs, table, word_set
from knowledge.base import Knowledge

Spot = tuple[str, str | None, str]  # city, state, country

_PLACES = table("places")
# id: states and countries of a region
REGIONS: dict[str, tuple[list[str], list[str]]] = {
    region: (each.get("states", []), each.get("countries", [])) for region, each in _PLACES["regions"].items()
}
REGION_NAMES = frozenset(name for each in _PLACES["regions"].values() for name in each["names"])
CLEAR_CODES = word_set("places", "clear_codes")
TRAP_CODES = word_set("places", "trap_codes")
SHY_CITIES = word_set("places", "shy_cities")


def phrases(knowledge: Knowledge) -> Iterator[tuple[str, str, Any]]:
    """Every (phrase, kind, value) that names a place; kind "nationality" says who comes from there.

    A city's value is all spots of that name, the one meant first at the front. A country that is also a word has the
    kind "capital" besides; "part" is a part of a country that tells same-named cities apart, its value the country.
    """
    vocabulary = knowledge.vocabulary
    for code, term in vocabulary.states.items():
        for phrase in (term.label, *(each for each in term.synonyms if len(each) > 2)):
            yield phrase, "state", code
    for phrase, code in pairs(_PLACES["states"]):
        yield phrase, "state", code
    named = dict(pairs(_PLACES["countries"]))
    for phrase, code in named.items():
        yield phrase, "country", code
    for code, term in vocabulary.countries.items():
        yield term.label, "country", code
        for phrase in term.synonyms:
            if len(phrase) > 2 and flatten(phrase).rstrip(".") not in named:
                yield phrase, "nationality", code
    for phrase, code in pairs(_PLACES["countries_in_capitals"]):
        yield phrase, "country", code
        yield phrase, "capital", code
    for phrase, code in pairs(_PLACES["parts_of_countries"]):
        yield phrase, "part", code
    for phrase, code in pairs(_PLACES["people"]):
        yield phrase, "nationality", code
    for region, each in _PLACES["regions"].items():
        for phrase in each["names"]:
            yield phrase, "region", region
    states = {flatten(term.label) for term in vocabulary.states.values()}
    for name, spots in _cities(knowledge).items():
        if name not in states:
            yield name, "city", spots


def state_names(knowledge: Knowledge) -> frozenset[str]:
    """The names of the states, flat."""
    return frozenset(flatten(term.label) for term in knowledge.vocabulary.states.values())


def _cities(knowledge: Knowledge) -> dict[str, tuple[Spot, ...]]:
    """All spots by the flat name of the city; those of the table first, then by the number of universities."""
    counts: dict[str, dict[Spot, int]] = {}
    for university in knowledge.universities:
        if university.city and university.city.casefold() not in _PLACES["no_cities"]:
            among = counts.setdefault(flatten(university.city), {})
            spot = (university.city, university.state, university.country)
            among[spot] = among.get(spot, 0) + 1
    listed = _listed()
    cities = {name: tuple(spots) for name, spots in listed.items()}
    for name, among in counts.items():
        ordered = sorted(among, key=lambda spot: (-among[spot], str(spot)))
        known = {(flatten(spot[0]), *spot[1:]) for spot in listed.get(name, ())}
        more = tuple(spot for spot in ordered if (flatten(spot[0]), *spot[1:]) not in known)
        cities[name] = cities.get(name, ()) + more
    return cities


def _listed() -> dict[str, list[Spot]]:
    """The cities of the table by each of their flat names, those of the United States first."""
    called = _PLACES["city_names"]
    found: dict[str, list[Spot]] = {}
    spots: list[Spot] = [(city, state, "US") for city, state in pairs(_PLACES["cities_of_states"])]
    spots += [(city, None, country) for city, country in pairs(_PLACES["cities_of_countries"])]
    for spot in spots:
        for name in (spot[0], *called.get(spot[0], ())):
            found.setdefault(flatten(name), []).append(spot)
    return found
