"""What a person brings against what a program asks for: met, missed or not known; gaps in order.

Pure: the day is passed in. What a person said counts first; what another skill includes ("calculus" includes
mathematics) counts as said; what a degree usually teaches is likely only, and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from knowledge.criteria import Status
from knowledge.facts import Fact, Learning, Program, Vocabulary

DEFAULT_HOURS = 10.0  # hours a week for a study plan, until the person says otherwise
USUAL_SHARE = 0.25  # a skill that this share of the recorded lists names is usual

_PROGRAMMING = ("programming",)
_MATHEMATICS = ("mathematics",)
# Whoever knows the first knows the others.
INCLUDES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("python", "r", "java", "cpp", "c", "javascript", "matlab"), _PROGRAMMING),
    **dict.fromkeys(("object_oriented_programming", "algorithms", "software_engineering"), _PROGRAMMING),
    "data_structures": ("programming", "computer_science"),
    "operating_systems": ("programming", "computer_systems"),
    "computer_architecture": ("computer_systems",),
    "programming_languages": _PROGRAMMING,
    "theory_of_computation": ("discrete_math",),
    **dict.fromkeys(("calculus", "linear_algebra", "probability", "statistics", "discrete_math"), _MATHEMATICS),
    "multivariable_calculus": ("calculus",),
    "differential_equations": ("calculus",),
    "optimization": ("calculus", "linear_algebra"),
    "computational_methods": ("calculus", "programming"),
    "deep_learning": ("machine_learning",),
}
# What a degree usually teaches, by what the vocabulary says of it.
COMPUTING = (
    "programming", "computer_science", "data_structures", "algorithms", "object_oriented_programming", "databases",
)  # fmt: skip
QUANTITATIVE = ("mathematics", "calculus", "linear_algebra", "statistics", "probability")
COMPUTING_AND_QUANTITATIVE = ("discrete_math", "computer_architecture", "computer_systems", "operating_systems")
COMPUTING_DEGREE = "computing"  # a degree of which only that is known


@dataclass(frozen=True)
class Person:
    """What somebody brings.

    Attributes:
        backgrounds: degrees, ids of the vocabulary's `backgrounds`, or "computing" or "other".
        skills, lacking: ids of the vocabulary's `skills` that they say they have, and that they say they lack.
        hours: for study, a week.
    """

    backgrounds: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    hours: float = DEFAULT_HOURS

    @property
    def is_known(self) -> bool:
        """Whether anything is known of what they bring."""
        return bool(self.backgrounds or self.skills or self.lacking)


@dataclass(frozen=True)
class Requirement:
    """A skill that is asked for, and how the person stands to it.

    Attributes:
        status: MET, MISSED (they say they lack it, or what it includes), UNKNOWN (they haven't said).
        because: "said"; "includes" with `by` the skill that decides; "degree" with `by` the background; "" if unknown.
    """

    skill: str
    status: Status
    because: str = ""
    by: str = ""


@dataclass(frozen=True)
class Readiness:
    """A person against one program.

    Attributes:
        program: None for what programs usually ask for.
        fact: the recorded list; None where none is recorded, and the requirements are the usual ones.
        requirements: in the order of the list.
    """

    program: Program | None
    fact: Fact | None
    requirements: tuple[Requirement, ...]

    def having(self, status: Status) -> tuple[str, ...]:
        """The skills of one status."""
        return tuple(each.skill for each in self.requirements if each.status is status)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is not known to be there: lacking first, then not said."""
        return (*self.having(Status.MISSED), *self.having(Status.UNKNOWN))


@dataclass(frozen=True)
class Step:
    """One subject of a study plan: weeks `first` to `last`, counted from 1."""

    learning: Learning
    first: int
    last: int
    said: bool  # the person said that they lack it

    @property
    def weeks(self) -> int:
        """How many weeks it takes."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Plan:
    """Subjects one after another.

    Attributes:
        unplanned: gaps that the table of ways to learn has no line for.
        end: the day after the last week.
    """

    steps: tuple[Step, ...]
    unplanned: tuple[str, ...]
    hours: float
    end: date

    @property
    def weeks(self) -> int:
        """Weeks in all."""
        return self.steps[-1].last if self.steps else 0


# What is asked for


def included(skills: Iterable[str]) -> frozenset[str]:
    """The skills with all that they include."""
    known: set[str] = set()
    waiting = list(skills)
    while waiting:
        if (skill := waiting.pop()) not in known:
            known.add(skill)
            waiting += INCLUDES.get(skill, ())
    return frozenset(known)


def taught(background: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What a degree usually teaches; nothing where the vocabulary does not say."""
    term = vocabulary.backgrounds.get(background)
    computing = background == COMPUTING_DEGREE or (term is not None and term.computing is True)
    quantitative = term is not None and term.quantitative is True
    named = vocabulary.skills.get(background)  # a degree in statistics teaches statistics
    return included(
        (
            *(COMPUTING if computing else ()),
            *(QUANTITATIVE if quantitative else ()),
            *(COMPUTING_AND_QUANTITATIVE if computing and quantitative else ()),
            *((background,) if named is not None else ()),
        )
    )


def requirement(skill: str, person: Person, vocabulary: Vocabulary) -> Requirement:
    """How a person stands to one skill: what they said, then what it includes, then their degree."""
    if skill in person.skills:
        return Requirement(skill, Status.MET, "said")
    for known in person.skills:
        if skill in included((known,)):
            return Requirement(skill, Status.MET, "includes", known)
    for lacked in person.lacking:
        if lacked in included((skill,)):
            return Requirement(skill, Status.MISSED, "said" if lacked == skill else "includes", lacked)
    for background in person.backgrounds:
        if skill in taught(background, vocabulary):
            return Requirement(skill, Status.MET, "degree", background)
    return Requirement(skill, Status.UNKNOWN)


def readiness(program: Program | None, person: Person, vocabulary: Vocabulary, usual: Sequence[str]) -> Readiness:
    """A person against a program's recorded prerequisites, or against the usual ones where none are recorded."""
    fact = None if program is None else program.fact("prerequisites")
    skills = tuple(usual) if fact is None else fact.value
    return Readiness(program, fact, tuple(requirement(each, person, vocabulary) for each in skills))


@dataclass(frozen=True)
class Usual:
    """How many recorded lists of prerequisites name a skill, most named first; `lists` is how many there are."""

    counts: tuple[tuple[str, int], ...]
    lists: int

    @property
    def skills(self) -> tuple[str, ...]:
        """Those that at least USUAL_SHARE of the lists name."""
        return tuple(skill for skill, count in self.counts if count >= USUAL_SHARE * self.lists)

    def count(self, skill: str) -> int:
        """How many lists name it."""
        return dict(self.counts).get(skill, 0)


def usual(programs: Iterable[Program]) -> Usual:
    """What programs usually ask for, counted over the recorded lists."""
    lists = [fact.value for each in programs if (fact := each.fact("prerequisites")) is not None]
    counts = Counter(skill for each in lists for skill in each)
    return Usual(tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))), len(lists))


# The plan


def study_plan(
    gaps: Sequence[str], person: Person, learning: Mapping[str, Learning], vocabulary: Vocabulary, today: date
) -> Plan:
    """The gaps and what they need, each after what it needs, one after another from today on."""
    wanted = _with_needs(gaps, person, learning, vocabulary)
    steps: list[Step] = []
    for skill in _in_order(wanted, learning):
        first = steps[-1].last + 1 if steps else 1
        last = first + weeks(learning[skill], person.hours) - 1
        said = requirement(skill, person, vocabulary).status is Status.MISSED
        steps.append(Step(learning[skill], first, last, said))
    total = steps[-1].last if steps else 0
    unplanned = tuple(each for each in dict.fromkeys(gaps) if each not in learning)
    return Plan(tuple(steps), unplanned, person.hours, today + timedelta(weeks=total))


def weeks(learning: Learning, hours: float) -> int:
    """Whole weeks a subject takes at these hours a week."""
    return max(ceil(round(learning.hours / hours, 6)), 1)


def _with_needs(
    gaps: Sequence[str], person: Person, learning: Mapping[str, Learning], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The gaps that can be planned, and what they need that the person is not known to have."""
    wanted: dict[str, None] = {}
    waiting = [each for each in gaps if each in learning]
    while waiting:
        skill = waiting.pop(0)
        if skill in wanted:
            continue
        wanted[skill] = None
        waiting += [each for each in learning[skill].needs if _is_needed(each, person, learning, vocabulary)]
    return tuple(wanted)


def _is_needed(skill: str, person: Person, learning: Mapping[str, Learning], vocabulary: Vocabulary) -> bool:
    """Whether a need is to be learnt as well: school subjects only for those who say that they lack them."""
    if skill not in learning:
        return False
    status = requirement(skill, person, vocabulary).status
    return status is Status.MISSED or (status is Status.UNKNOWN and not learning[skill].school)


def _in_order(wanted: Collection[str], learning: Mapping[str, Learning]) -> tuple[str, ...]:
    """Each skill after what it needs; otherwise in the order they are wanted."""
    ordered: dict[str, None] = {}

    def place(skill: str) -> None:
        if skill in ordered:
            return
        for need in learning[skill].needs:
            if need in wanted:
                place(need)
        ordered[skill] = None

    for skill in wanted:
        place(skill)
    return tuple(ordered)
