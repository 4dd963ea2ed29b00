"""Pay and outlook by occupation and state, from the BLS figures of the knowledge base."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.memory import Message
from actions.wording.replies import Chip, Reply, Source, Table
from actions.wording.words import money, source
from knowledge.base import Knowledge
from knowledge.facts import Fact, Occupation, Wage
from knowledge.names import label

# Shown when a state is named but no occupation: the jobs most graduates take.
USUAL = ("15-2051", "15-1252", "15-1221")
MOST_OCCUPATIONS = 3
CHIPS = (
    Chip("Careers after it", '/faq{"topic": "careers"}'),
    Chip("Job outlook", '/faq{"topic": "job_outlook"}'),
    Chip("Is it worth it", '/faq{"topic": "worth_it"}'),
)


def pay_reply(message: Message, knowledge: Knowledge) -> Reply | None:
    """Pay of the occupations and in the states that the message names; None when it names neither."""
    occupations = _occupations(message, knowledge)
    states = message.values("state")
    if not occupations and not states:
        return None
    occupations = occupations or tuple(each for soc in USUAL if (each := knowledge.occupation(soc)))
    areas = ("US", *dict.fromkeys(states))
    wages = [wage for each in occupations for area in areas if (wage := knowledge.wage(each.soc, area))]
    missing = [
        f"{each.name} in {label(knowledge, 'states', area)}"
        for each in occupations
        for area in areas
        if knowledge.wage(each.soc, area) is None
    ]
    rows = tuple(_row(wage, knowledge) for wage in wages)
    table = Table(("", "Median a year", "Middle half (25th to 75th percentile)", "People employed"), rows)
    closing = f"Not published: {'; '.join(missing)}." if missing else ""
    note = _no_code_note(occupations, message)
    lead = f"{note}Yearly pay before tax, of everybody in the occupation, with or without a master's:"
    return Reply("pay", lead, table=table, closing=closing, chips=CHIPS, sources=_sources(wages, knowledge))


def outlook_reply(message: Message, knowledge: Knowledge) -> Reply | None:
    """Projected demand for the occupations that the message names; None when it names none."""
    occupations = _occupations(message, knowledge)
    outlooks = [outlook for each in occupations if (outlook := knowledge.outlook(each.soc))]
    if not outlooks:
        return None
    rows = []
    sources: dict[Source, None] = {}
    for outlook in outlooks:
        fact = outlook.fact("change_percent")
        sources.update(dict.fromkeys((source("change_percent", fact, knowledge),) if fact else ()))
        growth = f"{outlook.change_percent:+.1f} %"
        rows.append((_name(outlook.soc, knowledge), growth, f"{outlook.openings_per_year:,}", outlook.education))
    table = Table(("", "Change 2024-34", "Openings a year", "Usual education to enter"), tuple(rows))
    note = _no_code_note(occupations, message)
    lead = f"{note}The national projection, which is a forecast and no promise:"
    return Reply("outlook", lead, table=table, chips=CHIPS, sources=tuple(sources))


def _occupations(message: Message, knowledge: Knowledge) -> tuple[Occupation, ...]:
    named = [each for soc in dict.fromkeys(message.values("occupation")) if (each := knowledge.occupation(soc))]
    return tuple(named[:MOST_OCCUPATIONS])


def _name(soc: str, knowledge: Knowledge) -> str:
    """What people call an occupation, with a capital: "Data scientists"."""
    occupation = knowledge.occupation(soc)
    return occupation.name[0].upper() + occupation.name[1:] if occupation else soc


def _no_code_note(occupations: Sequence[Occupation], message: Message) -> str:
    """Jobs such as ML engineer have no code of their own; the reply says which stands in."""
    said = " ".join(str(each.get("text", "")) for each in message.entities if each["entity"] == "occupation").casefold()
    for occupation in occupations:
        for job in occupation.nearest_for:
            if any(word in said for word in (job.casefold(), "ml engineer", "machine learning")):
                return f"The statistics have no line for {job}s; the nearest is {occupation.name.lower()}. "
    return ""


def _row(wage: Wage, knowledge: Knowledge) -> tuple[str, ...]:
    where = "United States" if wage.area == "US" else wage.area_name
    middle = "not published" if wage.p25 is None or wage.p75 is None else f"{money(wage.p25)} to {money(wage.p75)}"
    return (
        f"{_name(wage.soc, knowledge)}, {where}",
        "not published" if wage.median is None else money(wage.median),
        middle,
        "not published" if wage.employment is None else f"{wage.employment:,}",
    )


def _sources(wages: Sequence[Wage], knowledge: Knowledge) -> tuple[Source, ...]:
    facts: list[Fact] = [fact for wage in wages if (fact := wage.fact("median")) is not None]
    return tuple(dict.fromkeys(source("median", fact, knowledge) for fact in facts))
