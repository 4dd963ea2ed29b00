"""The records the knowledge base is made of: immutable, typed, each value with its receipt.

A value that is not recorded is absent (`None` or no key), never a default: 0, False and "" mean what they say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from dataclasses import field as attribute
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit

from knowledge.charges import Charges

# A year, and where it opens an academic year ("2024-25", "2024/25") the last two digits of the year that closes it.
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:([-/–])(\d\d)(?!\d))?")


@lru_cache(maxsize=1024)
def year_of(as_of: str | None) -> int | None:
    """The last year a date text speaks of: "2024-25" is 2025, "2026-02" is 2026, "before 2017-18" is 2018."""
    years = []
    for opening, dash, closing in _YEAR.findall(as_of or ""):
        year = int(opening)
        follows = bool(closing) and int(closing) == (year + 1) % 100
        month = dash == "-" and bool(closing) and int(closing) <= 12  # "2011-12" is December, "2011/12" a school year
        years.append(year + 1 if follows and not month else year)
    return max(years, default=None)


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """The short name of a page for a receipt: its host without "www."; the text itself when it is no address."""
    try:
        host = urlsplit(url).hostname or url
    except ValueError:
        return url
    return host.removeprefix("www.")


def frozen(value: Any) -> Any:
    """A value nobody can change: lists as tuples, mappings as read-only views."""
    if isinstance(value, list):
        return tuple(frozen(each) for each in value)
    return MappingProxyType(value) if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class Source:
    """Where federal figures, aid facts and the article come from; `credit` is what the terms ask us to print.

    `url` is None where there is no public address to point to; `as_of` is the period of all its figures, where they
    share one.
    """

    id: str
    name: str
    publisher: str
    url: str | None
    terms: str
    credit: str | None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with its receipt.

    Attributes:
        value: a number, text, boolean, tuple, or for `deadlines` a tuple of mappings.
        source: the page's URL, or the id of a `Source`.
        source_name: what a reader sees, a host ("cmu.edu") or a source's short name.
        as_of: when the source said so, in its own words ("2024-25", "fall 2021"); None when it does not say.
        secondhand: only somebody other than the university (or the publisher of the figure) said so.
        note: what limits the value, as a short sentence.
    """

    value: Any = attribute(hash=False)
    source: str
    source_name: str
    as_of: str | None = None
    secondhand: bool = False
    note: str | None = None

    @property
    def year(self) -> int | None:
        """The last year that `as_of` speaks of."""
        return year_of(self.as_of)


@dataclass(frozen=True, slots=True)
class University:
    """A university or one of its campuses.

    Attributes:
        unitid: the US government's identifier; "" outside the US and for those that report no completions.
        state: US state code, or None.
        country: ISO 3166 two-letter code.
        latitude, longitude: degrees, or None.
        control: "Public", "Private nonprofit" or "Private for-profit", or None.
        distance_only: teaches at a distance only; None when not recorded.
        charges: what graduates pay on average, and what is taught at a distance; None outside the US.
    """

    id: str
    unitid: str
    name: str
    aliases: tuple[str, ...]
    city: str | None
    state: str | None
    country: str
    latitude: float | None
    longitude: float | None
    control: str | None
    hbcu: bool | None
    hispanic_serving: bool | None
    accreditor: str | None
    distance_only: bool | None
    website: str | None
    admissions_url: str | None
    financial_aid_url: str | None
    application_url: str | None
    charges: Charges | None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of study of the federal Classification of Instructional Programs (CIP).

    Attributes:
        cip_code: dotted, a string ("11.0701").
        family: the four-digit family that earnings and debt are reported for, as words.
        group: the vocabulary's field id.
        dhs_stem: on the Department of Homeland Security's STEM list of 2024.
    """

    cip_code: str
    title: str
    family: str
    group: str
    dhs_stem: bool


@dataclass(frozen=True, slots=True)
class Program:
    """A named program, or the federal record of all master's degrees a university awards in one field.

    Attributes:
        kind: "program" (somebody can apply to it by this name) or "field" (a record, not a degree title).
        degree: "MS", "MEng" …, None for a field record.
        field: the vocabulary's field id.
        cip_code: of a field record; None for a named program.
        currency: ISO 4217 code of every amount of money among the facts.
        url: the program's own page; the university's site for a field record.
        checked: the day its pages were read ("2026-11-23"); None for a field record, whose facts are all dated.
        facts: only what is recorded.
        short: what people would call it, for narrow places ("OMSCS, Georgia Tech"), or None.
        prices: what `knowledge.prices` worked out, kept with the facts it follows from; nobody else writes or reads it.
    """

    id: str
    kind: Literal["program", "field"]
    name: str
    aliases: tuple[str, ...]
    university: University
    school: str | None
    degree: str | None
    field: str
    cip_code: str | None
    currency: str
    url: str | None
    checked: str | None
    facts: Mapping[str, Fact] = attribute(hash=False)
    short: str | None = None
    prices: dict[bool, Any] = attribute(default_factory=dict, init=False, repr=False, compare=False)

    def fact(self, key: str) -> Fact | None:
        """The fact of that name, or None when it is not recorded."""
        return self.facts.get(key)


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of the US Standard Occupational Classification.

    Attributes:
        name: what people call it ("data scientists").
        aliases: other names of the same occupation.
        nearest_for: jobs without a code of their own, to which this is among the nearest ("machine learning engineer").
    """

    soc: str
    title: str
    name: str
    aliases: tuple[str, ...]
    nearest_for: tuple[str, ...]


_OF_NO_FIGURE = ("soc", "area", "area_name", "source", "source_name", "as_of")


class _Receipted:
    """A row of figures that share one receipt."""

    __slots__ = ()
    source: str
    source_name: str
    as_of: str

    def fact(self, key: str) -> Fact | None:
        """One figure of the row as a fact, or None when it is not recorded."""
        value = getattr(self, key)
        return None if value is None else Fact(value, self.source, self.source_name, self.as_of)

    def facts(self) -> dict[str, Fact]:
        """All figures of the row that are recorded, by name."""
        names = [each.name for each in fields(self) if each.name not in _OF_NO_FIGURE]  # type: ignore[arg-type]
        return {name: found for name in names if (found := self.fact(name)) is not None}


@dataclass(frozen=True, slots=True)
class Wage(_Receipted):
    """Employment and yearly wages in US dollars of one occupation in one area.

    Attributes:
        area: "US" or a state's code.
        employment: people employed.
    """

    soc: str
    area: str
    area_name: str
    employment: int | None
    mean: int | None
    p10: int | None
    p25: int | None
    median: int | None
    p75: int | None
    p90: int | None
    source: str
    source_name: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Outlook(_Receipted):
    """Projected US employment of one occupation over ten years; `as_of` names the first and the last.

    Attributes:
        employment_now, employment_later, openings_per_year: people (not thousands).
        change_percent: over the ten years.
        median_wage: US dollars a year, in the first year.
    """

    soc: str
    employment_now: int
    employment_later: int
    change_percent: float
    openings_per_year: int
    median_wage: int | None
    education: str
    experience: str | None
    source: str
    source_name: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary: the label a reader sees and what people type for it.

    Attributes:
        computing, quantitative: of a degree background, whether it teaches computing, and mathematics or statistics.
    """

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    computing: bool | None = None
    quantitative: bool | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A course or book to learn a skill with.

    Attributes:
        as_of: the edition ("spring 2010"), or None.
        free: None where it depends, such as a course that is free to audit but not to be graded in.
    """

    name: str
    provider: str
    url: str
    as_of: str | None
    free: bool | None


@dataclass(frozen=True, slots=True)
class Learning:
    """How to learn one skill of the vocabulary from nothing.

    Attributes:
        skill: the vocabulary's id.
        needs: skills to have first.
        weeks: at `hours_a_week` hours a week.
        school: taught at school: planned only where it is asked for or said to be lacking.
        source: who says how many weeks, a URL or the id of a `Source`; None for our own estimate.
        ways: best known first.
    """

    skill: str
    needs: tuple[str, ...]
    weeks: float
    hours_a_week: float
    school: bool
    source: str | None
    ways: tuple[Way, ...]

    @property
    def hours(self) -> float:
        """Hours of study in all."""
        return self.weeks * self.hours_a_week


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word list, id -> term, in the catalog's order."""

    fields: Mapping[str, Term] = attribute(hash=False)
    focus: Mapping[str, Term] = attribute(hash=False)
    skills: Mapping[str, Term] = attribute(hash=False)
    backgrounds: Mapping[str, Term] = attribute(hash=False)
    degrees: Mapping[str, Term] = attribute(hash=False)
    countries: Mapping[str, Term] = attribute(hash=False)
    states: Mapping[str, Term] = attribute(hash=False)
