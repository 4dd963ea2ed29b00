"""Records to rows and back: what the store writes on a build, and reads into a snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from knowledge import models
from knowledge.base import Knowledge
from knowledge.charges import Charges
from knowledge.facts import (
    Fact,
    Field,
    Learning,
    Occupation,
    Outlook,
    Program,
    Source,
    Term,
    University,
    Vocabulary,
    Wage,
    Way,
    frozen,
    host_of,
)

AID, ARTICLE, ASSUMPTIONS = "aid", "article", "assumptions"
Rows = list[dict[str, Any]]


def write(connection: Connection, knowledge: Knowledge) -> None:
    """Replaces the rows of every table but `builds`, within the connection's transaction."""
    rows = to_rows(knowledge)
    for table in reversed(models.metadata.sorted_tables):
        if table in rows:
            connection.execute(table.delete())
    for table in models.metadata.sorted_tables:
        if rows.get(table):
            connection.execute(table.insert(), rows[table])


def to_rows(knowledge: Knowledge) -> dict[Table, Rows]:
    """The rows of every table but `builds`."""
    return {
        models.sources: [asdict(each) for each in knowledge.sources.values()],
        models.terms: list(_term_rows(knowledge.vocabulary)),
        models.universities: [_columns(each, models.universities) for each in knowledge.universities],
        models.university_aliases: [
            {"university": each.id, "position": position, "alias": alias}
            for each in knowledge.universities
            for position, alias in enumerate(each.aliases)
        ],
        models.charges: [
            {"university": each.id, **asdict(each.charges)} for each in knowledge.universities if each.charges
        ],
        models.fields: [asdict(each) for each in knowledge.fields],
        models.programs: [
            _columns(each, models.programs) | {"university": each.university.id} for each in knowledge.programs
        ],
        models.facts: [
            *(row for each in knowledge.programs for row in _fact_rows(each.id, each.facts)),
            *_fact_rows(AID, knowledge.aid),
            *_fact_rows(ARTICLE, knowledge.article),
            *_fact_rows(ASSUMPTIONS, knowledge.assumptions),
        ],
        models.learning: [
            {**asdict(each), "position": position} for position, each in enumerate(knowledge.learning.values())
        ],
        models.occupations: [asdict(each) for each in knowledge.occupations],
        models.wages: [_columns(each, models.wages) for each in knowledge.wages],
        models.outlooks: [_columns(each, models.outlooks) for each in knowledge.outlooks],
    }


def _columns(record: Any, table: Table) -> dict[str, Any]:
    """The attributes of a record that a table has columns for."""
    return {name: getattr(record, name) for name in _names(table)}


@cache
def _names(table: Table) -> tuple[str, ...]:
    """Names of a table's columns: asked for every row, and slow to ask."""
    return tuple(column.name for column in table.columns)


def _term_rows(vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    for each in dataclass_fields(Vocabulary):
        for position, term in enumerate(getattr(vocabulary, each.name).values()):
            yield {"list": each.name, "position": position, **asdict(term)}


def _fact_rows(subject: str, facts: Mapping[str, Fact]) -> Iterator[dict[str, Any]]:
    for position, (key, fact) in enumerate(facts.items()):
        yield {
            "subject": subject,
            "key": key,
            "position": position,
            "value": _thawed(fact.value),
            "source": fact.source,
            "as_of": fact.as_of,
            "secondhand": fact.secondhand,
            "note": fact.note,
        }


def _thawed(value: Any) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, tuple):
        return [_thawed(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def load(connection: Connection, build: str) -> Knowledge:
    """A snapshot of all rows; the caller's transaction makes it consistent."""
    sources = {row["id"]: Source(**row) for row in _all(connection, models.sources)}
    facts = _facts(connection, sources)
    universities = _universities(connection)
    return Knowledge(
        build=build,
        programs=[
            Program(
                **(row | {"aliases": tuple(row["aliases"]), "university": universities[row["university"]]}),
                facts=MappingProxyType(facts[row["id"]]),
            )
            for row in _all(connection, models.programs)
        ],
        universities=universities.values(),
        fields=[Field(**row) for row in _all(connection, models.fields)],
        occupations=[
            Occupation(**(row | {"aliases": tuple(row["aliases"]), "nearest_for": tuple(row["nearest_for"])}))
            for row in _all(connection, models.occupations)
        ],
        wages=[Wage(**row, source_name=sources[row["source"]].name) for row in _all(connection, models.wages)],
        outlooks=[Outlook(**row, source_name=sources[row["source"]].name) for row in _all(connection, models.outlooks)],
        aid=facts[AID],
        article=facts[ARTICLE],
        assumptions=facts[ASSUMPTIONS],
        learning=_learning(connection),
        vocabulary=_vocabulary(connection),
        sources=sources,
    )


def _all(connection: Connection, table: Table) -> Iterable[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _facts(connection: Connection, sources: Mapping[str, Source]) -> dict[str, dict[str, Fact]]:
    """All facts by subject and key, in the order they were recorded."""
    table = models.facts
    columns = (
        table.c.subject,
        table.c.key,
        table.c.value,
        table.c.source,
        table.c.as_of,
        table.c.secondhand,
        table.c.note,
    )
    facts: dict[str, dict[str, Fact]] = defaultdict(dict)
    ordered = select(*columns).order_by(table.c.subject, table.c.position)
    for subject, key, value, source, as_of, secondhand, note in connection.execute(ordered):
        name = sources[source].name if source in sources else host_of(source)
        facts[subject][key] = Fact(frozen(value), source, name, as_of, secondhand, note)
    return facts


def _universities(connection: Connection) -> dict[str, University]:
    table = models.university_aliases
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.university, table.c.position)).mappings():
        aliases[row["university"]].append(row["alias"])
    charges = {row.pop("university"): Charges(**row) for row in _all(connection, models.charges)}
    return {
        row["id"]: University(**row, aliases=tuple(aliases[row["id"]]), charges=charges.get(row["id"]))
        for row in _all(connection, models.universities)
    }


def _learning(connection: Connection) -> dict[str, Learning]:
    rows = connection.execute(select(models.learning).order_by(models.learning.c.position)).mappings()
    found = [{name: value for name, value in row.items() if name != "position"} for row in rows]
    read = [Learning(**(row | {"needs": tuple(row["needs"]), "ways": _ways(row["ways"])})) for row in found]
    return {each.skill: each for each in read}


def _ways(stored: Iterable[Mapping[str, Any]]) -> tuple[Way, ...]:
    return tuple(Way(**each) for each in stored)


def _vocabulary(connection: Connection) -> Vocabulary:
    lists: dict[str, dict[str, Term]] = {each.name: {} for each in dataclass_fields(Vocabulary)}
    rows = connection.execute(select(models.terms).order_by(models.terms.c.list, models.terms.c.position)).mappings()
    for row in rows:
        lists[row["list"]][row["id"]] = Term(
            row["id"], row["label"], tuple(row["synonyms"]), row["computing"], row["quantitative"]
        )
    return Vocabulary(**{name: MappingProxyType(terms) for name, terms in lists.items()})
