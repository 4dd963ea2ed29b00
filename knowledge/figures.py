"""The figures of FAQ answers, read or counted from the knowledge base at the moment they are shown. Pure.

An answer writes `{wage/15-2051/median}` where a figure belongs; `fill` puts the figure there and returns the
receipts of all of them. References, by their first part:

* `wage/SOC/COLUMN` or `wage/SOC/COLUMN/STATE`: yearly pay (median, p10 … p90, mean) or `employment`
* `outlook/SOC/COLUMN`: change_percent, openings_per_year, education
* `article/KEY`, `aid/KEY`: catalog/article.yml, catalog/aid.yml
* `catalog/NAME`: counts and ranges over the named programs, see _COUNTS
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from knowledge.base import Knowledge
from knowledge.facts import Fact, Program
from knowledge.prices import dollars

_PLACEHOLDER = re.compile(r"\{([a-z]+/[^{}\s]+)\}")
_MONEY = ("pay", "tuition", "salary", "bonus", "per_year", "_total")
_PERCENT = ("outlook", "share", "rate", "fee")


class UnknownFigure(KeyError):
    """A reference that leads to nothing; the message names it."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Receipt:
    """Where a figure is from: `says` is the figure as shown, `as_of` its period."""

    says: str
    source_name: str
    url: str | None
    as_of: str | None
    secondhand: bool


@dataclass(frozen=True)
class Figure:
    """A figure as text, with its receipts."""

    text: str
    receipts: tuple[Receipt, ...]


@lru_cache(maxsize=1000)  # of the snapshots in use; counting over all programs takes a while
def figure(reference: str, knowledge: Knowledge) -> Figure:
    """The figure a reference leads to.

    Raises:
        UnknownFigure: it leads to nothing.
    """
    kind, *path = reference.split("/")
    try:
        return _KINDS[kind](path, knowledge)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as problem:
        raise UnknownFigure(f"there is no figure {{{reference}}}") from problem


def fill(text: str, knowledge: Knowledge) -> tuple[str, tuple[Receipt, ...]]:
    """The text with its figures, and their receipts: one a source and period, in the order of appearance."""
    receipts: dict[tuple[str, str | None], Receipt] = {}

    def put(match: re.Match[str]) -> str:
        found = figure(match.group(1), knowledge)
        for receipt in found.receipts:
            receipts.setdefault((receipt.source_name, receipt.as_of), receipt)
        return found.text

    filled = _PLACEHOLDER.sub(put, text)
    return filled, tuple(receipts.values())


def references(text: str) -> tuple[str, ...]:
    """The references of a text, in their order."""
    return tuple(_PLACEHOLDER.findall(text))


def _of_fact(fact: Fact | None, words: Callable[[Any], str], knowledge: Knowledge) -> Figure:
    if fact is None:
        raise KeyError("not recorded")
    source = knowledge.sources.get(fact.source)
    says = words(fact.value)
    url = fact.source if source is None else source.url
    return Figure(says, (Receipt(says, fact.source_name, url, fact.as_of, fact.secondhand),))


def _money(value: float) -> str:
    return f"${value:,.0f}"


def _wage(path: list[str], knowledge: Knowledge) -> Figure:
    soc, column, *area = path
    wage = knowledge.wage(soc, area[0] if area else "US")
    words = "{:,}".format if column == "employment" else _money
    return _of_fact(wage.fact(column) if wage else None, words, knowledge)


def _outlook(path: list[str], knowledge: Knowledge) -> Figure:
    soc, column = path
    outlook = knowledge.outlook(soc)
    words: dict[str, Callable[[Any], str]] = {
        "change_percent": lambda value: f"{value:+g} %",
        "openings_per_year": "{:,}".format,
        "education": lambda value: str(value).lower(),
    }
    return _of_fact(outlook.fact(column) if outlook else None, words[column], knowledge)


def _plain(key: str) -> Callable[[Any], str]:
    """How a figure of article.yml or aid.yml is written, by its key."""
    if any(part in key for part in _PERCENT) and not key.endswith("per_year"):
        return lambda value: f"{value:g} %"
    if any(part in key for part in _MONEY):
        return lambda value: _money(value) if isinstance(value, (int, float)) else str(value)
    if key == "gpa_min":
        return "{:.1f}".format
    return lambda value: f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _article(path: list[str], knowledge: Knowledge) -> Figure:
    (key,) = path
    return _of_fact(knowledge.article[key], _plain(key), knowledge)


def _aid(path: list[str], knowledge: Knowledge) -> Figure:
    (key,) = path
    return _of_fact(knowledge.aid[key], _plain(key), knowledge)


def _catalog(path: list[str], knowledge: Knowledge) -> Figure:
    (name,) = path
    programs = knowledge.named
    says = _COUNTS[name](programs, knowledge)
    checked = max(each.checked for each in programs if each.checked is not None)
    if name in _FEDERAL:
        source = knowledge.sources["ipeds-completions"]
        return Figure(says, (Receipt(says, source.name, source.url, source.as_of, False),))
    return Figure(
        says, (Receipt(says, f"our catalog of {len(programs)} programs", None, f"read up to {checked}", False),)
    )


Count = Callable[[Sequence[Program], Knowledge], str]


def _recorded(key: str) -> Count:
    return lambda programs, _: str(sum(each.fact(key) is not None for each in programs))


def _among(key: str, *values: Any) -> Count:
    """How many have one of these values, or, for a list, contain one."""

    def count(programs: Sequence[Program], _knowledge: Knowledge) -> str:
        facts = [fact.value for each in programs if (fact := each.fact(key)) is not None]
        return str(
            sum(any(v in values for v in value) if isinstance(value, tuple) else value in values for value in facts)
        )

    return count


def _edge(key: str, pick: Callable[..., Any], words: Callable[[Any], str] = "{:g}".format) -> Count:
    """The lowest or highest recorded value."""
    return lambda programs, _: words(pick(fact.value for each in programs if (fact := each.fact(key)) is not None))


def _us_prices(programs: Sequence[Program]) -> list[float]:
    return [amount for each in programs if (amount := dollars(each)) is not None]


_FEDERAL = ("field_records", "us_universities")
_COUNTS: dict[str, Count] = {
    "programs": lambda programs, _: str(len(programs)),
    "field_records": lambda _, knowledge: f"{sum(each.kind == 'field' for each in knowledge.programs):,}",
    "us_universities": lambda _, k: str(len({each.university.id for each in k.programs if each.kind == "field"})),
    "abroad": lambda programs, _: str(sum(each.university.country != "US" for each in programs)),
    "countries_abroad": lambda programs, _: str(len({e.university.country for e in programs} - {"US"})),
    "gre_recorded": _recorded("gre"),
    "gre_free": _among("gre", "not_required", "optional", "not_accepted"),
    "gre_waivable": _among("gre", "waivable"),
    "gre_required": _among("gre", "required"),
    "gpa_recorded": _recorded("gpa_min"),
    "gpa_three": _among("gpa_min", 3.0),
    "gpa_lowest": _edge("gpa_min", min),
    "gpa_highest": _edge("gpa_min", max),
    "price_recorded": lambda programs, _: str(len(_us_prices(programs))),
    "price_lowest": lambda programs, _: _money(min(_us_prices(programs))),
    "price_highest": lambda programs, _: _money(max(_us_prices(programs))),
    "delivery_recorded": _recorded("delivery"),
    "online": _among("delivery", "online"),
    "on_campus": _among("delivery", "on_campus"),
    "part_time": _among("part_time", True),
    "part_time_recorded": _recorded("part_time"),
    "months_shortest": _edge("months_full_time", min),
    "months_longest": _edge("months_full_time", max),
    "months_part_time_longest": _edge("months_part_time", max),
    "credits_thirty": _among("credits", 30),
    "credits_recorded": _recorded("credits"),
    "toefl_recorded": _recorded("toefl_min"),
    "toefl_lowest": _edge("toefl_min", min),
    "toefl_highest": _edge("toefl_min", max),
    "ielts_lowest": _edge("ielts_min", min),
    "ielts_highest": _edge("ielts_min", max),
    "cs_recorded": _recorded("cs_degree_required"),
    "cs_not_needed": _among("cs_degree_required", False),
    "bridge": _among("bridge", True),
    "prerequisites_recorded": _recorded("prerequisites"),
    "wants_programming": _among("prerequisites", "programming", "python"),
    "wants_calculus": _among("prerequisites", "calculus"),
    "wants_linear_algebra": _among("prerequisites", "linear_algebra"),
    "wants_statistics": _among("prerequisites", "statistics", "probability"),
    "thesis_recorded": _recorded("thesis"),
    "thesis_required": _among("thesis", "required"),
    "thesis_optional": _among("thesis", "optional"),
    "capstone_recorded": _recorded("capstone"),
    "capstone_required": _among("capstone", "required"),
    "letters_recorded": _recorded("letters"),
    "letters_most": _edge("letters", max),
    "letters_three": _among("letters", 3),
    "deadlines_recorded": _recorded("deadlines"),
    "fee_highest": lambda programs, _: _money(
        max(f.value for each in programs if each.currency == "USD" and (f := each.fact("application_fee")) is not None)
    ),
    "stem_yes": _among("stem_opt", True),
    "stem_no": _among("stem_opt", False),
    "focus_nlp": _among("focus", "nlp"),
    "focus_vision": _among("focus", "computer_vision"),
    "focus_robotics": _among("focus", "robotics"),
    "funding_recorded": _recorded("funding"),
}
_KINDS: dict[str, Callable[[list[str], Knowledge], Figure]] = {
    "wage": _wage,
    "outlook": _outlook,
    "article": _article,
    "aid": _aid,
    "catalog": _catalog,
}
