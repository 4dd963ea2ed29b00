"""How many named programs have on record what an applicant needs, from whose pages, and how old it is. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.ages import age
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.facts import Fact, Program
from knowledge.prices import price_of

# What applicants need, most asked for first, and the facts that tell it. Price stands apart: it comes in kinds.
NEEDS = {
    "deadlines": ("deadlines",),
    "GRE": ("gre",),
    "delivery": ("delivery",),
    "prerequisites": ("prerequisites",),
    "GPA": ("gpa_min",),
    "English tests": ("toefl_min", "ielts_min"),
    "length": ("months_full_time", "months_part_time", "months_typical"),
    "credits": ("credits",),
}
PRICE = "price"
PRICE_KINDS = ("recorded", "computed", "noted", "estimated")


@dataclass(frozen=True)
class Covered:
    """How one need is covered.

    Attributes:
        programs: how many record it (of a price: recorded or computed).
        own, secondhand: how many of those facts come from the university's own page, and from somebody else only.
        median_age: in years, of the dated facts; None where none is dated.
    """

    need: str
    programs: int
    own: int
    secondhand: int
    median_age: float | None


def facts_for(program: Program, need: str) -> tuple[Fact, ...]:
    """The facts that cover a need of a program; empty where nothing is recorded."""
    if need != PRICE:
        return tuple(fact for key in NEEDS[need] if (fact := program.fact(key)) is not None)
    found = price_of(program)
    if found is None or found.kind not in ("recorded", "computed"):
        return ()
    return tuple(fact for _, fact in found.facts)


def missing(program: Program) -> tuple[str, ...]:
    """What of an applicant's needs is not recorded of a program, most asked for first."""
    return tuple(need for need in (PRICE, *NEEDS) if not facts_for(program, need))


def coverage(programs: Sequence[Program], this_year: int) -> tuple[Covered, ...]:
    """Every need with its figures, price first."""
    return tuple(_covered(need, programs, this_year) for need in (PRICE, *NEEDS))


def _covered(need: str, programs: Iterable[Program], this_year: int) -> Covered:
    found = [(program, facts) for program in programs if (facts := facts_for(program, need))]
    secondhand = sum(all(fact.secondhand for fact in facts) for _, facts in found)
    ages = [age(fact, program, this_year) for program, facts in found for fact in facts if fact.year is not None]
    known = [years for years in ages if years is not None]
    return Covered(need, len(found), len(found) - secondhand, secondhand, median(known) if known else None)


def price_kinds(programs: Iterable[Program]) -> Counter[str]:
    """How many programs have a price of each kind; programs without any are not counted."""
    return Counter(found.kind for program in programs if (found := price_of(program)) is not None)


def summary(knowledge: Knowledge, this_year: int) -> str:
    """The figures in four lines, for `python -m knowledge check`."""
    programs = knowledge.named
    american = [program for program in programs if program.university.country == "US"]
    kinds, all_kinds = price_kinds(american), price_kinds(programs)
    rows = [row for row in coverage(programs, this_year) if row.need != PRICE]
    recorded = kinds["recorded"] + kinds["computed"]
    own, second = (sum(getattr(row, part) for row in rows) for part in ("own", "secondhand"))
    ages = [row.median_age for row in rows if row.median_age is not None]
    return "\n".join(
        (
            f"prices of {len(american)} US programs: {recorded} recorded, {kinds['noted']} noted, "
            f"{kinds['estimated']} estimated, {len(american) - sum(kinds.values())} unknown",
            f"elsewhere {all_kinds['recorded'] + all_kinds['computed'] - recorded} of {len(programs) - len(american)} "
            "recorded",
            f"of {len(programs)} programs record " + ", ".join(f"{row.need} {row.programs}" for row in rows),
            f"these from the university's own page {own}, second hand {second}; median age where dated "
            f"{median(ages) if ages else 0:g} years",
        )
    )


def report(knowledge: Knowledge, this_year: int, asked: Mapping[tuple[str, str], int] | None = None) -> str:
    """Coverage in full: what was asked for in vain, every need, then every program with what is not recorded of it.

    Args:
        asked: how often each (program's id, subject) was asked for that is not recorded; None where nobody knows.
    """
    programs = knowledge.named
    lines = [summary(knowledge, this_year), "", *_asked_lines(asked), ""]
    lines.append(f"{'':16}programs   own  second hand  median age")
    for row in coverage(programs, this_year):
        years = "" if row.median_age is None else f"{row.median_age:g} years"
        lines.append(f"{row.need:16}{row.programs:8}{row.own:6}{row.secondhand:13}  {years:>10}")
    times: Counter[str] = Counter()
    for (id_, _), count in (asked or {}).items():
        times[id_] += count
    lines += ["", "not recorded, by program (the price as it is known), those asked for most first, then by gaps:"]
    gaps = sorted(
        ((missing(program), program) for program in programs),
        key=lambda each: (-times[each[1].id], -len(each[0]), each[1].id),
    )
    for needs, program in gaps:
        found = price_of(program)
        lines.append(f"{program.id}  [{found.kind if found else 'no price'}]  {', '.join(needs) or 'nothing missing'}")
    return "\n".join(lines)


def _asked_lines(asked: Mapping[tuple[str, str], int] | None) -> list[str]:
    """What conversations asked for and no record told, by subject and then by program, most often first."""
    if asked is None:
        return ["no conversations to read: what was asked for in vain is unknown"]
    if not asked:
        return ["conversations asked for nothing that is not recorded"]
    subjects: Counter[str] = Counter()
    for (_, subject), count in asked.items():
        subjects[DECLARED.subjects[subject].name] += count
    ordered = sorted(asked.items(), key=lambda each: (-each[1], each[0]))
    told = (f"{count:5}  {id_}  {DECLARED.subjects[subject].name}" for (id_, subject), count in ordered)
    by_subject = ", ".join(f"{name} {count}" for name, count in subjects.most_common())
    return [f"asked for in conversations and not recorded: {by_subject}", *told]
