"""What is recorded of a program and how it is wished for, as declared in catalog/criteria.yml: read once, checked.

Everything else follows from it: the catalog's rules, the keys of wishes and their checks, words, rows of a comparison,
questions to admissions offices, and what is read from free text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.declared import Criterion, Declarations, RecordedFact, Subject
from knowledge.lines import Document, read_yaml
from knowledge.problems import Problems

CRITERIA = Path(__file__).with_name("catalog") / "criteria.yml"
NUMBERS = ("number", "whole", "money", "fraction")
FACT_TYPES = (*NUMBERS, "yes_no", "choice", "choices", "terms", "texts", "text", "deadlines")
WISH_TYPES = ("limit", "person", "yes_no", "option", "listed", "told", "graded", "odd")
# The facts a wish of a type can rest on.
_FITTING: Mapping[str, tuple[str, ...]] = {
    "limit": NUMBERS, "person": NUMBERS, "yes_no": ("yes_no",), "option": ("choice",), "listed": ("choices", "terms"),
    "told": ("text",),
}  # fmt: skip
# The words a wish of a type needs, beside "unrecorded".
_WISH_WORDS: Mapping[str, tuple[str, ...]] = {
    "limit": ("says",), "person": ("says",), "yes_no": ("yes", "no"), "option": ("one_of",), "listed": ("says", "no"),
    "told": ("yes", "no", "affirmed", "denied"), "graded": ("says", "of", "scale"),
}  # fmt: skip
_SUBJECT_KEYS = (
    "name", "facts", "also", "hints", "office", "private", "better", "compared", "asked", "wishes",
)  # fmt: skip
_FACT_KEYS = (
    "type", "from", "to", "unit", "decimals", "thousands", "one_of", "vocabulary", "says", "none", "one", "yes", "no",
    "federal",
)  # fmt: skip
_SAID_KEYS = (
    "said",
    "said_limit",
    "said_none",
    "said_yes",
    "said_low",
    "said_high",
    "said_before",
    "said_behind",
    "said_not",
    "said_wider",
)
_WISH_KEYS = (
    "type", "facts", "unrecorded", "says", "none", "one", "yes", "no", "one_of", "vocabulary", "implied", "where",
    "from", "to", "least", "strength", "only", "of", "scale", "affirmed", "denied", "entities", "wider",
    *_SAID_KEYS,
)  # fmt: skip


def read_declarations(path: Path = CRITERIA) -> Declarations:
    """Reads the file.

    Raises:
        CatalogError: with every problem found, as "path:line: what is wrong".
    """
    problems = Problems(path.parent)
    document = read_yaml(path, problems)
    value = document.value if isinstance(document.value, dict) else {}
    entries: Mapping[str, Any] = value.get("subjects") or {}
    if not entries:
        document.problem((), "subjects are missing")
    subjects, facts, criteria = {}, {}, {}
    for id_, entry in entries.items():
        if not _known_keys(document, ("subjects", id_), entry, _SUBJECT_KEYS):
            continue
        own = [_fact(document, id_, key, each) for key, each in (entry.get("facts") or {}).items()]
        facts.update({each.key: each for each in own})
        subjects[id_] = _subject(id_, entry, [each.key for each in own])
        for key, each in (entry.get("wishes") or {}).items():
            telling = [one for one in own if one.key not in subjects[id_].hints]
            criteria[key] = _criterion(document, id_, key, each, telling)
    found = Declarations(
        subjects,
        facts,
        criteria,
        overview=tuple(value.get("overview") or ()),
        expected=tuple(value.get("expected") or ()),
        admissions=tuple(value.get("admissions") or ()),
        unsearchable={
            id_: (each["name"], tuple(each["said"])) for id_, each in (value.get("unsearchable") or {}).items()
        },
    )
    if document.readable:
        _check(document, found)
    problems.raise_if_any()
    return found


def _known_keys(document: Document, where: tuple[str, ...], entry: Any, known: Sequence[str]) -> bool:
    if not isinstance(entry, dict):
        document.problem(where, f"{where[-1]} must be a mapping")
        return False
    for key in entry:
        if key not in known:
            document.problem((*where, key), f"{key} is not known here; known are {', '.join(known)}")
    return True


def _subject(id_: str, entry: Mapping[str, Any], own: Sequence[str]) -> Subject:
    return Subject(
        id=id_,
        name=entry.get("name") or "",
        facts=tuple(own),
        also=tuple(entry.get("also") or ()),
        hints=tuple(entry.get("hints") or ()),
        office=entry.get("office") or "",
        private=entry.get("private") is True,
        better=entry.get("better") or "",
        compared=bool(entry.get("name")) and bool(own) and entry.get("compared") is not False,
        asked=tuple(entry.get("asked") or ()),
    )


def _fact(document: Document, subject: str, key: str, entry: Any) -> RecordedFact:
    where = ("subjects", subject, "facts", key)
    if not _known_keys(document, where, entry, _FACT_KEYS):
        entry = {}
    kind = str(entry.get("type"))
    if kind not in FACT_TYPES:
        document.problem(where, f"{key} has no type; the types are {', '.join(FACT_TYPES)}")
    words = _texts(entry, ("says", "none", "one", "yes", "no"))
    needed = {"yes_no": ("yes", "no"), "choice": ("one_of",), "choices": ("one_of",)}.get(kind, ("says",))
    for name in needed:
        if not entry.get(name):
            document.problem(where, f"{key} has no words for {_form(name)} ({name})")
    return RecordedFact(
        key=key,
        subject=subject,
        type=kind,
        low=entry.get("from", 0),
        high=entry.get("to", 1 if kind == "fraction" else 1_000_000),
        unit=entry.get("unit") or "",
        choices=entry.get("one_of") or {},
        vocabulary=entry.get("vocabulary") or "",
        words=words,
        decimals=entry.get("decimals", 0),
        thousands=entry.get("thousands") is True,
        federal=entry.get("federal") is True,
    )


def _criterion(document: Document, subject: str, key: str, entry: Any, own: Sequence[RecordedFact]) -> Criterion:
    where = ("subjects", subject, "wishes", key)
    if not _known_keys(document, where, entry, _WISH_KEYS):
        entry = {}
    kind = str(entry.get("type"))
    if kind not in WISH_TYPES:
        document.problem(where, f"{key} has no type of wish; the types are {', '.join(WISH_TYPES)}")
    for name in (*_WISH_WORDS.get(kind, ()), "unrecorded"):
        if not entry.get(name):
            document.problem(where, f"{key} has no words for {_form(name)} ({name})")
    first = own[0] if own else RecordedFact(key, subject, "text")
    return Criterion(
        key=key,
        subject=subject,
        type=kind,
        facts=tuple(entry.get("facts") or (each.key for each in own)),
        unrecorded=entry.get("unrecorded") or "",
        words=_texts(entry, ("says", "none", "one", "yes", "no", "affirmed", "denied", "wider")),
        choices=entry.get("one_of") or {},
        vocabulary=entry.get("vocabulary") or "",
        low=entry.get("from", first.low),
        high=entry.get("to", first.high),
        least=entry.get("least", 0),
        implied=entry.get("implied") or {},
        where={fact: tuple(values) for fact, values in (entry.get("where") or {}).items()},
        strength=entry.get("strength") or "must",
        only=tuple(entry.get("only") or ()),
        of=entry.get("of") or "",
        scale=entry.get("scale") or 0,
        entities=tuple(entry.get("entities") or (key,)),
        said={name: entry[name] for name in _SAID_KEYS if entry.get(name)},
    )


def _texts(entry: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    return {name: str(entry[name]) for name in names if entry.get(name)}


def _form(name: str) -> str:
    """What a part of a declaration is for, in a sentence."""
    return {
        "says": "a value", "yes": "a yes", "no": "a no", "one_of": "its choices", "unrecorded": "what is not recorded",
        "affirmed": "a yes in a text", "denied": "a no in a text", "of": "the limit it stands in for",
        "scale": "the end of its scale",
    }[name]  # fmt: skip


def _check(document: Document, found: Declarations) -> None:
    """Notes what does not fit together."""
    for name in ("overview", "expected", "admissions"):
        for id_ in getattr(found, name):
            if id_ not in found.names:
                document.problem((name,), f"{name}: {id_} is no subject with a name")
    for id_ in found.admissions:
        if id_ in found.subjects and not found.subjects[id_].office:
            document.problem(("subjects", id_), f"{id_} has no question to an admissions office (office)")
    for id_, subject in found.subjects.items():
        for key in (*subject.also, *subject.hints):
            if key not in found.facts:
                document.problem(("subjects", id_), f"{id_}: {key} is no fact")
        if subject.facts and not subject.name:
            document.problem(("subjects", id_), f"{id_} has facts and no name")
    for key, wish in found.criteria.items():
        _check_wish(document, found, key, wish)


def _check_wish(document: Document, found: Declarations, key: str, wish: Criterion) -> None:
    where = ("subjects", wish.subject, "wishes", key)
    fitting = _FITTING.get(wish.type)
    for fact in (*wish.facts, *wish.implied, *wish.where):
        if fact not in found.facts:
            document.problem(where, f"{key}: {fact} is no fact")
    types = {found.facts[fact].type for fact in wish.facts if fact in found.facts}
    if fitting and not (types and types <= set(fitting)):
        document.problem(where, f"{key}: a wish of type {wish.type} rests on facts of type {' or '.join(fitting)}")
    if wish.type == "graded" and wish.of not in found.criteria:
        document.problem(where, f"{key} stands in for {wish.of}, which is no wish")
    if wish.facts and not found.subjects[wish.subject].office:
        document.problem(where, f"{wish.subject} has no question to an admissions office (office)")
    for name in ("affirmed", "denied"):
        try:
            re.compile(wish.words.get(name, ""))
        except re.error as error:
            document.problem(where, f"{key}: {name} is no pattern: {error}")


DECLARED = read_declarations()
