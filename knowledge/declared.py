"""The parts of catalog/criteria.yml as typed objects: subjects, their facts, the criteria they are wished for by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class RecordedFact:
    """A fact that the catalog may record.

    Attributes:
        subject: whose fact it is.
        type: "number", "yes_no" …, see the file.
        low, high: the range of a number, in `unit`.
        choices: value -> words.
        vocabulary: the word list that terms come from, or "".
        words: "says" (with "{n}" for the value), "none" (of 0), "one", "yes", "no".
        decimals: how many a whole number shows too.
        thousands: whether thousands are parted.
        federal: of federal field records only; no program's file may record it.
    """

    key: str
    subject: str
    type: str
    low: float = 0
    high: float = 1_000_000
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    decimals: int = 0
    thousands: bool = False
    federal: bool = False


@dataclass(frozen=True)
class Criterion:
    """A wish that programs can be searched by.

    Attributes:
        subject: what it is about.
        type: "limit", "yes_no" …, see the file.
        facts: keys of the facts it rests on, best first.
        unrecorded: what is called unrecorded where it cannot be told.
        words: "says", "none", "one", "yes", "no" and others that its type needs.
        choices: value -> words.
        vocabulary: the word list its values come from, or "".
        low, high: the range of its numbers; `least` is the lowest that is read from free text.
        implied: fact key -> the value that a record of it implies.
        where: of a limit: fact key -> the values, where it is recorded, under which numbers compare.
        strength: "must", or "nice" where it only ranks.
        only: the values it can have, of a yes or no; empty for both.
        of, scale: of a graded wish: the limit it stands in for, and where its scale ends.
        entities: what the criteria extractor calls it.
        said: how people say it, by kind of phrase (see criteria.yml).
    """

    key: str
    subject: str
    type: str
    facts: tuple[str, ...]
    unrecorded: str
    words: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str = ""
    low: float = 0
    high: float = 1_000_000
    least: float = 0
    implied: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strength: str = "must"
    only: tuple[bool, ...] = ()
    of: str = ""
    scale: float = 0
    entities: tuple[str, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """What people ask about.

    Attributes:
        name: in a sentence; "" where there is nothing to tell.
        facts: keys of its own facts, best first.
        also: keys of other subjects' facts that are told with them.
        hints: those of its facts that help but settle nothing.
        office: the question to an admissions office, or "".
        private: an office need not read why it is asked.
        better: "lower", "higher" or "".
        compared: whether it is a row of a comparison.
        asked: words that ask for it, beside those in the language data.
    """

    id: str
    name: str = ""
    facts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    office: str = ""
    private: bool = False
    better: str = ""
    compared: bool = True
    asked: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Keys of the facts that answer a question on it, best first."""
        return (*self.facts, *self.also)


@dataclass(frozen=True)
class Declarations:
    """All of criteria.yml.

    Attributes:
        subjects, facts, criteria: by id or key, in the order of the file.
        overview, expected, admissions: ids of subjects, see the file.
        unsearchable: what is wished for and not recorded: id -> (name, phrases).
    """

    subjects: Mapping[str, Subject]
    facts: Mapping[str, RecordedFact]
    criteria: Mapping[str, Criterion]
    overview: tuple[str, ...]
    expected: tuple[str, ...]
    admissions: tuple[str, ...]
    unsearchable: Mapping[str, tuple[str, tuple[str, ...]]]

    @property
    def names(self) -> Mapping[str, str]:
        """What each subject is called in a sentence, those of the overview first."""
        ids = dict.fromkeys((*self.overview, *self.subjects))
        return {each: self.subjects[each].name for each in ids if self.subjects[each].name}

    def unrecorded(self, key: str) -> str:
        """What is called unrecorded for a wish; the key itself where no such wish is declared."""
        return self.criteria[key].unrecorded if key in self.criteria else key

    @property
    def brought(self) -> tuple[str, ...]:
        """Wishes that follow from what a person has."""
        return tuple(key for key, each in self.criteria.items() if each.type == "person")
