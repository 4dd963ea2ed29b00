"""Should one go at all? Programs tested against what would make a person quit: hours, moving, maths, debt.

Pure. Three outcomes a test: passes (MET), fails (MISSED), not recorded (UNKNOWN). A failed test of hours or of missing
mathematics can be put right; one of moving, debt or disliked mathematics speaks against this program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.advice.readiness import INCLUDES, Person, requirement
from knowledge.criteria import Status
from knowledge.facts import Fact, Program, Vocabulary
from knowledge.prices import Price, price_for

DOUBTS = ("hours", "move", "maths", "debt")
WEEKS_A_MONTH = 4.33
# Hours of work in one credit. Semester: one hour of class and two of study a week over about fifteen weeks, the federal
# definition of a credit hour; a quarter credit has about ten of these weeks. ECTS: 25 to 30 hours, the middle of it.
HOURS_A_CREDIT: Mapping[str, float] = {"semester": 45, "quarter": 30, "ects": 27.5}
# Slowest pace first: that is the one that leaves most of a week.
PACES = ("months_part_time", "months_typical", "months_full_time")
MATHS = ("mathematics", *(skill for skill, also in INCLUDES.items() if {"mathematics", "calculus"} & {*also}))
LIKES, FINE, AVOIDS = "like", "fine", "avoid"
YES, MAYBE, NO = "yes", "maybe", "no"


@dataclass(frozen=True)
class Load:
    """Hours a week that a program takes: credits × hours a credit / (months × weeks a month).

    Attributes:
        slowest: the recorded pace is a part-time one, or the program is recorded as not to be studied part time.
    """

    hours: float
    credits: float
    hours_a_credit: float
    months: float
    pace: str
    facts: tuple[tuple[str, Fact], ...]
    slowest: bool


@dataclass(frozen=True)
class Doubt:
    """The outcome of one test on one program.

    Attributes:
        key: one of DOUBTS.
        reason: which of the outcomes of that key it is, such as "online" or "over".
        fixable: a failed test that study or time puts right.
        amount: hours a week, or dollars to borrow, that the program takes; None where not known.
        skills: maths that is asked for, or that is lacking.
        facts: what it rests on.
    """

    key: str
    status: Status
    reason: str
    fixable: bool = False
    amount: float | None = None
    skills: tuple[str, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()
    load: Load | None = None
    price: Price | None = None


@dataclass(frozen=True)
class Tested:
    """One program with its tests, in the order of DOUBTS; skipped questions have none."""

    program: Program
    doubts: tuple[Doubt, ...]

    def having(self, status: Status) -> tuple[Doubt, ...]:
        """The tests of one outcome."""
        return tuple(each for each in self.doubts if each.status is status)

    @property
    def passes(self) -> bool:
        """Whether no test fails; what is not recorded is no failure."""
        return not self.having(Status.MISSED)

    @property
    def fixable(self) -> bool:
        """Whether it fails, and time or study would put all of that right."""
        return not self.passes and all(each.fixable for each in self.having(Status.MISSED))


@dataclass(frozen=True)
class Conclusion:
    """What follows: "nothing_against", "not_now", "not_this_degree" or "nothing_to_go_by".

    Attributes:
        programs: those that the conclusion rests on.
        because: keys of DOUBTS that decide it.
    """

    kind: str
    programs: tuple[Tested, ...]
    because: tuple[str, ...] = ()


def load(program: Program) -> Load | None:
    """Hours a week at the slowest recorded pace, or None where credits, their system or the months are not recorded."""
    count, system = program.fact("credits"), program.fact("credit_system")
    pace = next((key for key in PACES if program.fact(key) is not None), None)
    if count is None or system is None or pace is None or system.value not in HOURS_A_CREDIT:
        return None
    months, part_time = program.facts[pace], program.fact("part_time")
    each = HOURS_A_CREDIT[system.value]
    hours = count.value * each / (months.value * WEEKS_A_MONTH)
    slowest = pace == "months_part_time" or (part_time is not None and part_time.value is False)
    facts = (("credits", count), ("credit_system", system), (pace, months))
    return Load(hours, count.value, each, months.value, pace, facts, slowest)


def tested(
    program: Program,
    answers: Mapping[str, Any],
    person: Person,
    vocabulary: Vocabulary,
    near: bool,
    savings: float,
    home: str | None = None,
) -> Tested:
    """A program against every doubt that was answered.

    Args:
        answers: "hours" a week, "move" (YES, MAYBE, NO), "maths" (LIKES, FINE, AVOIDS), "debt" in dollars; skipped
            ones are absent.
        near: the program is in a place that the person asked for.
        savings: dollars that need not be borrowed.
        home: code of the US state that the person lives in.
    """
    doubts = []
    if answers.get("hours") is not None:
        doubts.append(_hours(program, answers["hours"]))
    if answers.get("move") is not None:
        doubts.append(_move(program, answers["move"], near))
    if answers.get("maths") is not None:
        doubts.append(_maths(program, answers["maths"], person, vocabulary))
    if answers.get("debt") is not None:
        doubts.append(_debt(program, answers["debt"], savings, home))
    return Tested(program, tuple(doubts))


def _hours(program: Program, hours: float) -> Doubt:
    needed = load(program)
    if needed is None:
        return Doubt("hours", Status.UNKNOWN, "unrecorded")
    if needed.hours <= hours:
        return Doubt("hours", Status.MET, "enough", amount=needed.hours, facts=needed.facts, load=needed)
    if not needed.slowest:  # a slower pace may exist: its length is what is not recorded
        return Doubt("hours", Status.UNKNOWN, "pace", amount=needed.hours, facts=needed.facts, load=needed)
    return Doubt("hours", Status.MISSED, "too_many", True, needed.hours, facts=needed.facts, load=needed)


def _move(program: Program, answer: str, near: bool) -> Doubt:
    fact = program.fact("delivery")
    facts = () if fact is None else (("delivery", fact),)
    ways: Collection[str] = () if fact is None else fact.value
    if answer != NO:
        return Doubt("move", Status.MET, "would_move", facts=facts)
    if "online" in ways or (fact is None and program.university.distance_only is True):
        return Doubt("move", Status.MET, "online", facts=facts)
    if near:
        return Doubt("move", Status.MET, "near", facts=facts)
    if fact is None:
        return Doubt("move", Status.UNKNOWN, "unrecorded")
    return Doubt("move", Status.MISSED, "hybrid" if "hybrid" in ways else "on_campus", facts=facts)


def _maths(program: Program, answer: str, person: Person, vocabulary: Vocabulary) -> Doubt:
    fact = program.fact("prerequisites")
    if fact is None:
        return Doubt("maths", Status.UNKNOWN, "disliked_unrecorded" if answer == AVOIDS else "unrecorded")
    asked = tuple(each for each in fact.value if each in MATHS)
    facts = (("prerequisites", fact),)
    if not asked:
        return Doubt("maths", Status.MET, "none_asked", facts=facts)
    if answer == AVOIDS:
        return Doubt("maths", Status.MISSED, "disliked", skills=asked, facts=facts)
    lacking = tuple(each for each in asked if requirement(each, person, vocabulary).status is Status.MISSED)
    if lacking:
        return Doubt("maths", Status.MISSED, "lacking", True, skills=lacking, facts=facts)
    return Doubt("maths", Status.MET, "asked", skills=asked, facts=facts)


def _debt(program: Program, most: float, savings: float, home: str | None) -> Doubt:
    found = price_for(program, home)
    if found is None or found.comparable is None:
        return Doubt("debt", Status.UNKNOWN, "unrecorded")
    if program.currency != "USD":
        return Doubt("debt", Status.UNKNOWN, "currency", facts=found.facts, price=found)
    borrowed = max(found.comparable - savings, 0)
    if found.known is None:  # an estimate passes no test and fails none
        return Doubt("debt", Status.UNKNOWN, "estimated", amount=borrowed, facts=found.facts, price=found)
    status, reason = (Status.MET, "within") if borrowed <= most else (Status.MISSED, "over")
    return Doubt("debt", status, reason, amount=borrowed, facts=found.facts, price=found)


def conclude(programs: Sequence[Tested]) -> Conclusion:
    """What the tests come to: a program without a failed test, one whose failures can be put right, or none.

    Who would rather avoid maths needs a program that is recorded as asking for none: most ask for it.
    """
    if all(doubt.status is Status.UNKNOWN and not _disliked(each) for each in programs for doubt in each.doubts):
        return Conclusion("nothing_to_go_by", tuple(programs))
    for kind, fits in (
        ("nothing_against", tuple(each for each in programs if each.passes and not _disliked(each))),
        ("not_now", tuple(each for each in programs if each.fixable and not _disliked(each))),
    ):
        if fits:
            return Conclusion(kind, fits, _failed(fits))
    return Conclusion("not_this_degree", tuple(programs), _failed(programs))


def _failed(programs: Sequence[Tested]) -> tuple[str, ...]:
    failed = {doubt.key for each in programs for doubt in each.having(Status.MISSED)}
    failed |= {"maths"} if any(_disliked(each) for each in programs) else set()
    return tuple(key for key in DOUBTS if key in failed)


def _disliked(each: Tested) -> bool:
    """Whether maths is disliked, and the program asks for it or does not say."""
    return any(doubt.reason in ("disliked", "disliked_unrecorded") for doubt in each.doubts)


def without_maths(programs: Iterable[Program]) -> tuple[tuple[Program, ...], int]:
    """The programs whose recorded prerequisites name no maths, and how many lists are recorded."""
    lists = [(each, fact.value) for each in programs if (fact := each.fact("prerequisites")) is not None]
    return tuple(each for each, skills in lists if not any(skill in MATHS for skill in skills)), len(lists)
