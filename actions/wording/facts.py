"""How recorded facts read, by the words of knowledge/catalog/criteria.yml. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from actions.wording.price_words import price_line, price_lines
from actions.wording.replies import Line, Source
from actions.wording.words import listed, money, source
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.declared import RecordedFact
from knowledge.facts import Fact, Program
from knowledge.names import label
from knowledge.programs import Search
from knowledge.university_facts import application_fee

# What a subject is called in a sentence, in the order in which a program's facts are told.
FACT_NAMES: Mapping[str, str] = DECLARED.names
DELIVERY = dict(DECLARED.facts["delivery"].choices)
LENT = ("salary", "application_fee")  # facts that a program may have of its field, or of its university
MOST_TEXTS = 6  # of a list of courses


def heading(asked: str) -> str:
    """What a subject is called where a line or a button begins with it: "Minimum GPA"."""
    return FACT_NAMES[asked][0].upper() + FACT_NAMES[asked][1:]


def number_words(value: Any, declared: RecordedFact, currency: str = "USD") -> str:
    """A number as its fact is written: "$7,000", "3.0", "40%"; a text in place of one stays as it is."""
    if not isinstance(value, (int, float)):
        return str(value)
    if declared.type == "money":
        return money(value, currency)
    if declared.type == "fraction":
        return f"{value * 100:.3g}%"
    if declared.thousands:
        return f"{value:,.0f}" if value % 1 == 0 else f"{value:,}"
    round_enough = (value * 10**declared.decimals) % 1 == 0
    return f"{value:.{declared.decimals}f}" if declared.decimals and round_enough else f"{value:g}"


def fact_words(key: str, fact: Fact, program: Program, knowledge: Knowledge) -> str:
    """One recorded fact in words, without its receipt."""
    declared = DECLARED.facts.get(key)
    if declared is None:
        return f"{key.replace('_', ' ')}: {fact.value}"
    if declared.type == "yes_no":
        return declared.words["yes" if fact.value else "no"]
    if declared.type == "choice":
        return declared.choices[fact.value]
    special = "none" if fact.value == 0 else "one" if fact.value == 1 else ""
    if special in declared.words:
        return declared.words[special]
    value = _VALUES.get(declared.type, _number)(fact.value, declared, program, knowledge)
    return declared.words.get("says", "{n}").replace("{n}", value)


def _number(value: Any, declared: RecordedFact, program: Program, _knowledge: Knowledge) -> str:
    return number_words(value, declared, program.currency)


def _choices(value: Any, declared: RecordedFact, *_: Any) -> str:
    return listed([declared.choices[each] for each in value])


def _terms(value: Any, declared: RecordedFact, _program: Program, knowledge: Knowledge) -> str:
    return listed([label(knowledge, declared.vocabulary, each) for each in value])


_VALUES: Mapping[str, Callable[[Any, RecordedFact, Program, Knowledge], str]] = {
    "choices": _choices,
    "terms": _terms,
    "texts": lambda value, *_: listed(list(value)[:MOST_TEXTS]),
    "text": lambda value, *_: str(value),
    "deadlines": lambda value, *_: _deadlines(value),
}


def _deadlines(value: Any) -> str:
    return "; ".join(_deadline(each) for each in value)


def _deadline(each: Mapping[str, Any]) -> str:
    kind = f" ({each['round'].replace('_', ' ')})" if each.get("round") else ""
    when = "rolling" if each.get("rolling") else _day(each["date"])
    year = f" [{each['as_of']}]" if each.get("as_of") else ""
    intake = "any start" if each["intake"] == "any" else each["intake"]
    return f"{intake}: {when}{kind}{year}"


def _day(month_day: str) -> str:
    month, day = month_day.split("-")
    return f"{date(2000, int(month), 1):%B} {int(day)}"


def fact_lines(program: Program, asked: str, knowledge: Knowledge, home: str | None = None) -> tuple[Line, ...]:
    """What is recorded on one question about a program, and what is told beside it; empty when nothing is.

    Of the price it is told how it is known, and an estimate where it is not; `home` is the person's US state.
    """
    first = price_lines(program, knowledge, home) if asked == "price" else ()
    return _unlike((*first, *recorded_lines(program, asked, knowledge)))


def own_lines(program: Program, asked: str, knowledge: Knowledge, home: str | None = None) -> tuple[Line, ...]:
    """What is recorded on a subject itself: a capstone is no record on the thesis. Of the price, as `fact_lines`."""
    subject = DECLARED.subjects.get(asked)
    first = price_line(program, knowledge, home) if asked == "price" else None
    recorded = () if subject is None else _lines(program, subject.facts, knowledge)
    return _unlike(recorded if first is None else (first, *recorded))


def recorded_lines(program: Program, asked: str, knowledge: Knowledge) -> tuple[Line, ...]:
    """The facts that answer a question, as they are recorded."""
    subject = DECLARED.subjects.get(asked)
    return () if subject is None else _lines(program, subject.told, knowledge)


def is_settled(program: Program, asked: str) -> bool:
    """Whether a record answers a question, and does not merely help (a note on the price)."""
    subject = DECLARED.subjects[asked]
    return any(program.fact(key) is not None for key in subject.told if key not in subject.hints)


def _lines(program: Program, keys: tuple[str, ...], knowledge: Knowledge) -> tuple[Line, ...]:
    recorded = [(key, fact) for key in keys if (fact := program.fact(key)) is not None]
    return tuple(
        Line("", fact_words(key, fact, program, knowledge), (source(key, fact, knowledge, program),))
        for key, fact in recorded
    )


def _unlike(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without those whose words came before."""
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.says, line)
    return tuple(first.values())


def deadline_words(program: Program) -> str:
    """All recorded deadlines in one line, or ""."""
    fact = program.fact("deadlines")
    return _deadlines(fact.value) if fact is not None else ""


def lines_of(program: Program, asked: str, search: Search) -> tuple[Line, ...]:
    """The lines of a fact; where a program has none, graduates' pay from the federal record of its field there, and its
    university's application fee."""
    knowledge = search.knowledge
    lines = fact_lines(program, asked, knowledge, search.home)
    if not lines and asked == "application_fee" and (fee := application_fee(program.university)) is not None:
        asks = f"the university asks graduate applicants for {money(fee.value)}"
        says = f"the program’s own application fee isn’t recorded; {asks}"
        return (Line("", says, (source("application_fee", fee, knowledge),)),)
    if lines or asked != "salary":
        return tuple(lines)
    same = (e for e in knowledge.programs_of(program.university.id) if e.kind == "field" and e.field == program.field)
    found = next((fact_lines(each, asked, knowledge) for each in same if fact_lines(each, asked, knowledge)), ())
    return tuple(
        replace(line, says=f"{line.says} (all its master's degrees in the field, online ones too)") for line in found
    )


def price_receipts(programs: Iterable[Program], search: Search) -> tuple[Source, ...]:
    """What the prices of several programs rest on, each source once."""
    lines = (line for each in programs for line in lines_of(each, "price", search)[:1])
    return tuple(dict.fromkeys(source for line in lines for source in line.sources))


def only_online(program: Program) -> bool:
    """Whether a program is on record as taught online and in no other form."""
    form = program.fact("delivery")
    return form is not None and list(form.value) == ["online"]
