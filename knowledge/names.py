"""Names of things: ids to what a reader sees, and what a reader typed to the nearest thing on record. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from knowledge.base import Knowledge
from knowledge.facts import Program, University

NEAR_SCORE = 70.0  # RapidFuzz WRatio, 0 to 100: below it two names have little in common


def label(knowledge: Knowledge, section: str, term: str) -> str:
    """What a reader sees for an id of the vocabulary's `section`; the id itself in words where it has none."""
    found = getattr(knowledge.vocabulary, section).get(term)
    return found.label if found is not None else str(term).replace("_", " ")


def is_computing(knowledge: Knowledge, background: str) -> bool:
    """Whether a degree background of the vocabulary teaches computing; unknown ones don't."""
    found = knowledge.vocabulary.backgrounds.get(background)
    return found is not None and found.computing is True


def name_of(knowledge: Knowledge, thing: str) -> str:
    """The name of a program or university by its id."""
    found: Program | University | None = knowledge.program(thing) or knowledge.university(thing)
    return found.name if found is not None else thing


def city_position(knowledge: Knowledge, city: str, state: str | None = None) -> tuple[float, float] | None:
    """Mean (latitude, longitude) in degrees of the universities of a city, rounded to four digits; None if unknown."""
    return _positions(knowledge).get((city.casefold(), state))


@lru_cache(maxsize=2)
def _positions(knowledge: Knowledge) -> dict[tuple[str, str | None], tuple[float, float]]:
    places: dict[tuple[str, str | None], list[tuple[float, float]]] = {}
    for at in knowledge.universities:
        if at.city is not None and at.latitude is not None and at.longitude is not None:
            places.setdefault((at.city.casefold(), at.state), []).append((at.latitude, at.longitude))
    largest: dict[str, list[tuple[float, float]]] = {}
    for (name, _), points in sorted(places.items(), key=lambda item: (len(item[1]), str(item[0]))):
        largest[name] = points  # without a state, the city of that name with most universities
    places.update({(name, None): points for name, points in largest.items()})
    return {key: _mean(points) for key, points in places.items()}


def _mean(points: list[tuple[float, float]]) -> tuple[float, float]:
    return (
        round(sum(latitude for latitude, _ in points) / len(points), 4),
        round(sum(longitude for _, longitude in points) / len(points), 4),
    )


def nearest(knowledge: Knowledge, typed: str, most: int = 3) -> tuple[str, ...]:
    """Names of universities and programs on record that resemble what was typed, best first."""
    from rapidfuzz import fuzz, process  # rarely needed

    universities = {each.name for each in knowledge.universities}
    names = sorted(universities | {each.name for each in knowledge.named})
    found = process.extract(
        typed, names, scorer=fuzz.WRatio, processor=str.casefold, limit=most, score_cutoff=NEAR_SCORE
    )
    return tuple(name for name, _, _ in found)


def bearers(knowledge: Knowledge, typed: str) -> tuple[str, ...]:
    """Ids of all programs and universities that bear exactly this name, in any case and with or without accents.

    More than one means that somebody has to be asked which is meant.
    """
    return _bearers(knowledge).get(folded(typed), ())


def folded(name: str) -> str:
    """A name without what people leave out when they type it: case, accents, hyphens, quotes, full stops."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(each for each in plain if not unicodedata.combining(each) and each not in "'’.")
    return " ".join(kept.replace("-", " ").replace(",", " ").split())


@lru_cache(maxsize=2)
def _bearers(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for university in knowledge.universities:
        for name in (university.name, *university.aliases):
            found.setdefault(folded(name), {})[university.id] = None
    for program in knowledge.named:
        for called in (program.id, program.short or program.id, *program.aliases):
            found.setdefault(folded(called), {})[program.id] = None
    return {name: tuple(ids) for name, ids in found.items()}
