"""A row of field_records.csv as a record: what one US university awards in one federal field of study.

It is not a named degree: nobody applies to it. Its facts are awards (the field's own), earnings and debt (of the
whole four-digit family the field belongs to), and whether the field is STEM. Its price is an estimate (prices.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from knowledge.facts import Fact, Field, Program, Source, University, year_of
from knowledge.university_facts import CHARGES, FLAGS

# Degrees awarded: the last year is that of the completions (sources.yml), those before it follow without a gap.
AWARDS = ("awards_4_before", "awards_3_before", "awards_2_before", "awards_1_before", "awards")
NUMBERS = (*AWARDS, "awards_to_women", "earnings_1yr", "earnings_4yr", "debt_median")
COLUMNS = ("university", "cip_code", *NUMBERS)
COMPLETIONS, EARNINGS, STEM = "ipeds-completions", "scorecard-fields", "dhs-stem"
SOURCES = (COMPLETIONS, CHARGES, FLAGS, EARNINGS, STEM)
_FAMILY_NOTE = (
    "Median of federal student aid recipients, over all campuses and master's programs of the institution in {family}."
)


def academic_year(begins: int) -> str:
    """ "2023-24", of the year it begins in."""
    return f"{begins}-{(begins + 1) % 100:02}"


def years_up_to(last: str | None) -> tuple[str, ...]:
    """The years of AWARDS, of which the last is given ("2023-24"); empty where none is."""
    ends = year_of(last)
    return () if ends is None else tuple(academic_year(ends - ago) for ago in range(len(AWARDS), 0, -1))


def field_program(
    university: University, field: Field, numbers: Mapping[str, Any], sources: Mapping[str, Source]
) -> Program:
    """The record of one university and field.

    Args:
        numbers: NUMBERS → value, None where not recorded (suppressed, never zero).
    """
    return Program(
        id=f"field-{university.unitid}-{field.cip_code}",
        kind="field",
        name=f"master's degrees in {field.title}",
        aliases=(),
        university=university,
        school=None,
        degree=None,
        field=field.group,
        cip_code=field.cip_code,
        currency="USD",
        url=university.website,
        checked=None,
        facts=MappingProxyType(_facts(university, field, numbers, sources)),
    )


def _facts(
    university: University, field: Field, numbers: Mapping[str, Any], sources: Mapping[str, Source]
) -> dict[str, Fact]:
    counted, released = sources[COMPLETIONS].as_of, sources[EARNINGS].as_of
    by_year = {
        year: numbers[name]
        for name, year in zip(AWARDS, years_up_to(counted), strict=False)
        if numbers[name] is not None
    }
    family = _FAMILY_NOTE.format(family=field.family)
    values = [
        ("awards", numbers["awards"], COMPLETIONS, counted, None),
        ("awards_by_year", MappingProxyType(by_year) if by_year else None, COMPLETIONS, counted, None),
        ("awards_to_women", numbers["awards_to_women"], COMPLETIONS, counted, None),
        ("earnings_1yr", numbers["earnings_1yr"], EARNINGS, released, f"One year after the degree. {family}"),
        ("earnings_4yr", numbers["earnings_4yr"], EARNINGS, released, f"Four years after the degree. {family}"),
        ("debt_median", numbers["debt_median"], EARNINGS, released, family),
        ("stem_cip", field.dhs_stem, STEM, "2024", None),
    ]
    return {
        key: Fact(value, source, sources[source].name, as_of, note=note)
        for key, value, source, as_of, note in values
        if value is not None
    }
