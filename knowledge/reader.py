"""Reads and checks the catalog folder: records out, or every problem with its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from knowledge import rules
from knowledge.base import Knowledge
from knowledge.facts import Fact, Program, Source, Term, University, Vocabulary, frozen, host_of
from knowledge.learning import read_learning
from knowledge.lines import Document, check_keys, mapping_of, read_yaml
from knowledge.names import folded
from knowledge.problems import CatalogError, Problems
from knowledge.tables import read_tables

__all__ = ["CATALOG", "CatalogError", "read", "sizes"]

CATALOG = Path(__file__).with_name("catalog")
SOURCE_KEYS = ("name", "publisher", "url", "terms", "credit", "as_of")
FACT_KEYS = ("value", "source", "as_of", "secondhand", "note")
PROGRAM_KEYS = ("id", "university", "name", "short", "aliases", "school", "degree", "field", "currency", "url",
                "checked", "confidence", "facts")  # fmt: skip
NEEDED_KEYS = tuple(key for key in PROGRAM_KEYS if key not in ("short", "aliases", "school", "degree"))
TERM_KEYS = {"label", "synonyms", "computing", "quantitative"}
VOCABULARY = ("fields", "focus", "skills", "backgrounds", "degrees", "countries", "states")


def read(folder: Path = CATALOG, build: str = "") -> Knowledge:
    """The whole catalog as records.

    Args:
        folder: the catalog folder.
        build: the build id the result carries.

    Raises:
        CatalogError: with every problem found, as "path:line: what is wrong".
    """
    problems = Problems(folder)
    sources = _sources(folder / "sources.yml", problems)
    vocabulary = _vocabulary(folder / "vocabulary.yml", problems)
    tables = read_tables(folder, sources, vocabulary, problems)
    universities = {each.id: each for each in tables.universities}
    programs = _programs(folder / "programs", universities, sources, vocabulary, problems)
    aid = _figures(folder / "aid.yml", sources, problems)
    article = _figures(folder / "article.yml", sources, problems)
    assumptions = _figures(folder / "assumptions.yml", sources, problems)
    learning = read_learning(folder / "learning.yml", sources, vocabulary, problems)
    problems.raise_if_any()
    return Knowledge(
        build=build,
        programs=[*programs, *tables.field_programs],
        universities=tables.universities,
        fields=tables.fields,
        occupations=tables.occupations,
        wages=tables.wages,
        outlooks=tables.outlooks,
        aid=aid,
        article=article,
        assumptions=assumptions,
        learning=learning,
        vocabulary=vocabulary,
        sources=sources,
    )


def sizes(folder: Path = CATALOG) -> dict[str, int]:
    """How many named programs ("programs") and "field_records" the files hold, without reading what they say."""
    records = (folder / "field_records.csv").read_text(encoding="utf-8").splitlines()
    return {"programs": len(list((folder / "programs").glob("*.yml"))), "field_records": len(records) - 1}


def _sources(path: Path, problems: Problems) -> dict[str, Source]:
    document = read_yaml(path, problems)
    sources = {}
    for id_, entry in mapping_of(document).items():
        if not check_keys(document, (id_,), entry, SOURCE_KEYS, ("name", "publisher", "terms")):
            continue
        if entry.get("url") is not None and (wrong := rules.url(entry["url"])):
            document.problem((id_, "url"), f"url {wrong}")
        sources[id_] = Source(id_, *(entry.get(key) for key in SOURCE_KEYS))
    return sources


def _vocabulary(path: Path, problems: Problems) -> Vocabulary:
    document = read_yaml(path, problems)
    lists = dict(mapping_of(document))
    read_lists = {}
    for name in VOCABULARY:
        entries = lists.pop(name, None)
        if document.readable and not isinstance(entries, dict):
            document.problem((name,), f"the list {name} is missing")
        terms = {}
        for id_, entry in (entries if isinstance(entries, dict) else {}).items():
            if check_keys(document, (name, id_), entry, sorted(TERM_KEYS), ("label",)):
                terms[id_] = _term(document, (name, id_), id_, entry)
        read_lists[name] = MappingProxyType(terms)
    for name in lists:
        document.problem((name,), f"{name} is no list of the vocabulary; these are {', '.join(VOCABULARY)}")
    return Vocabulary(**read_lists)


def _term(document: Document, where: tuple[str, str], id_: str, entry: Mapping[str, Any]) -> Term:
    synonyms = entry.get("synonyms") or []
    for key in ("computing", "quantitative"):
        if where[0] == "backgrounds" and (wrong := rules.yes_or_no(entry.get(key))):
            document.problem((*where, key), f"{key} {wrong}")
    if synonyms and (wrong := rules.list_of(rules.text)(synonyms)):
        document.problem((*where, "synonyms"), f"synonyms: {wrong}")
        synonyms = []
    return Term(id_, str(entry["label"]), tuple(synonyms), entry.get("computing"), entry.get("quantitative"))


def _programs(
    folder: Path,
    universities: Mapping[str, University],
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
    problems: Problems,
) -> list[Program]:
    """The named programs, one a file named after its id."""
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        problems.add(folder, 1, "there are no program files")
    programs = []
    bearers: dict[str, str] = {}
    for path in paths:
        document = read_yaml(path, problems)
        value = mapping_of(document)
        if not document.readable or not check_keys(document, (), value, PROGRAM_KEYS, NEEDED_KEYS):
            continue
        _check_program(document, value, universities, vocabulary)
        _check_names(document, value, bearers)
        facts = _facts(document, value["facts"], sources, vocabulary)
        if (university := universities.get(str(value["university"]))) is not None:
            programs.append(_program(value, university, facts))
    return programs


def _check_program(
    document: Document, value: Mapping[str, Any], universities: Mapping[str, University], vocabulary: Vocabulary
) -> None:
    """Notes what is wrong with a program beside its facts."""
    degrees = [None, *vocabulary.degrees]
    checks = {
        "id": rules.one_of(document.path.stem)(value["id"]) and f"must be {document.path.stem}, the file's name",
        "university": None if str(value["university"]) in universities else "is not in universities.csv",
        "field": None if str(value["field"]) in vocabulary.fields else "is not a field of vocabulary.yml",
        "degree": None if value.get("degree") in degrees else "is not a degree of vocabulary.yml",
        "school": rules.text(value["school"]) if value.get("school") is not None else None,
        "currency": rules.one_of(*rules.CURRENCIES)(value["currency"]),
        "url": rules.url(value["url"]),
        "checked": rules.full_date(value["checked"]),
        "confidence": rules.one_of("low", "medium", "high")(value["confidence"]),
        "name": rules.text(value["name"]),
        "short": rules.text(value["short"]) if value.get("short") is not None else None,
        "aliases": rules.list_of(rules.text)(value["aliases"]) if value.get("aliases") else None,
    }
    for key, wrong in checks.items():
        if wrong:
            document.problem((key,), f"{key} {value.get(key)!r} {wrong}")


def _check_names(document: Document, value: Mapping[str, Any], bearers: dict[str, str]) -> None:
    """Notes names that another program bears too, and puts this program's among `bearers`."""
    aliases = value["aliases"] if isinstance(value.get("aliases"), list) else ()
    for key, name in (("short", value.get("short")), *(("aliases", each) for each in aliases)):
        if isinstance(name, str):
            bearer = bearers.setdefault(folded(name), str(value["id"]))
            if bearer != str(value["id"]):
                document.problem((key,), f"{name!r} is a name of {bearer} already")


def _program(value: Mapping[str, Any], university: University, facts: Mapping[str, Fact]) -> Program:
    return Program(
        id=value["id"],
        kind="program",
        name=value["name"],
        aliases=tuple(value.get("aliases") or ()),
        university=university,
        school=value.get("school"),
        degree=value.get("degree"),
        field=value["field"],
        cip_code=None,
        currency=value["currency"],
        url=value["url"],
        checked=value["checked"],
        facts=facts,
        short=value.get("short"),
    )


def _facts(
    document: Document, entries: Any, sources: Mapping[str, Source], vocabulary: Vocabulary
) -> Mapping[str, Fact]:
    """The facts of a program, in the order of `rules.FACTS`."""
    facts: dict[str, Fact] = {}
    if not isinstance(entries, dict):
        document.problem(("facts",), "facts must be a mapping")
        return facts
    for key in entries:
        if key not in rules.FACTS:
            document.problem(("facts", key), f"{key} is no fact; the facts are {', '.join(rules.FACTS)}")
    for key, rule in rules.FACTS.items():
        if key not in entries:
            continue
        fact = _fact(document, ("facts", key), entries[key], sources)
        if fact is None:
            continue
        if wrong := rule(fact.value):
            document.problem(("facts", key, "value"), f"{key} {wrong}")
            continue
        _check_words(document, key, fact.value, vocabulary)
        facts[key] = replace(fact, value=frozen(fact.value))
    return MappingProxyType(facts)


def _check_words(document: Document, key: str, value: Any, vocabulary: Vocabulary) -> None:
    """Notes unknown words in the facts that speak the vocabulary, and what is wrong with deadlines."""
    if key in rules.WORD_LISTS:
        known = getattr(vocabulary, rules.WORD_LISTS[key])
        for index, word in enumerate(value):
            if word not in known:
                document.problem(("facts", key, "value", index), f"{key} {word!r} is not in vocabulary.yml")
    if key == "deadlines":
        for index, entry in enumerate(value):
            for part, wrong in rules.deadline_problems(entry):
                document.problem(("facts", key, "value", index, part), wrong)


def _fact(document: Document, where: tuple[Any, ...], entry: Any, sources: Mapping[str, Source]) -> Fact | None:
    """One fact with its receipt; None, and a problem, when something is missing or wrong."""
    if not check_keys(document, where, entry, FACT_KEYS, ("value", "source")):
        return None
    source = str(entry["source"])
    if source not in sources and (wrong := rules.url(source)):
        document.problem((*where, "source"), f"source {wrong}, or an id of sources.yml")
    if wrong := rules.yes_or_no(entry.get("secondhand", False)):
        document.problem((*where, "secondhand"), f"secondhand {wrong}")
    as_of, note = entry.get("as_of"), entry.get("note")
    if as_of is not None and (wrong := rules.dated(as_of)):
        document.problem((*where, "as_of"), f"as_of {wrong}")
    if note is not None and (wrong := rules.text(note)):
        document.problem((*where, "note"), f"note {wrong}")
    return Fact(
        value=entry["value"],
        source=source,
        source_name=sources[source].name if source in sources else host_of(source),
        as_of=None if as_of is None else str(as_of),
        secondhand=bool(entry.get("secondhand", False)),
        note=note,
    )


def _figures(path: Path, sources: Mapping[str, Source], problems: Problems) -> dict[str, Fact]:
    """Facts that belong to no program: aid.yml, article.yml."""
    document = read_yaml(path, problems)
    figures = {}
    for key, entry in mapping_of(document).items():
        fact = _fact(document, (key,), entry, sources)
        if fact is not None:
            figures[key] = replace(fact, value=frozen(fact.value))
    return figures
