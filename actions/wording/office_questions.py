"""What to ask an admissions office on a program: what is not recorded, or old. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.dialogue.memory import Reported
from actions.wording.facts import deadline_words, is_settled, recorded_lines
from actions.wording.replies import Line
from actions.wording.reported import told
from actions.wording.wishes import wish_words
from knowledge.base import Knowledge
from knowledge.criteria import Status, check
from knowledge.declarations import DECLARED
from knowledge.declared import Subject
from knowledge.facts import Program
from knowledge.wishes import Wish

MOST_QUESTIONS = 12  # an office answers a short email
_WORTH_CONFIRMING = ("price", "deadline", "gre")  # old records of these mislead


def questions(
    program: Program, wishes: Sequence[Wish], reported: Sequence[Reported], knowledge: Knowledge
) -> tuple[str, ...]:
    """What to ask on a program: its unknowns on the wishes first, then the usual ones, then old records."""
    asked: dict[str, tuple[str, str]] = {}  # the question, which may be that of two subjects -> subject, as it is put
    for wish, subject in _unknown_wishes(program, wishes):
        why = "" if subject.private else f" (It matters to me: {wish_words(wish, knowledge)}.)"
        asked.setdefault(subject.office, (subject.id, subject.office + why))
    for id_ in DECLARED.admissions:
        office = DECLARED.subjects[id_].office
        if not is_settled(program, id_):
            asked.setdefault(office, (id_, office))
        elif id_ in _WORTH_CONFIRMING and (old := _old(id_, recorded_lines(program, id_, knowledge), program)):
            asked.setdefault(office, (id_, old))
    left = [words for id_, words in asked.values() if not told(program, id_, reported)]
    return tuple(left[:MOST_QUESTIONS])


def _unknown_wishes(program: Program, wishes: Sequence[Wish]) -> Iterator[tuple[Wish, Subject]]:
    for wish in wishes:
        subject = DECLARED.subjects[DECLARED.criteria[wish.key].subject]
        if subject.office and check(program, wish).status is Status.UNKNOWN:
            yield wish, subject


def _old(fact: str, lines: Sequence[Line], program: Program) -> str:
    """A question that has an old record confirmed, or ""."""
    source = next((source for source in lines[0].sources if source.old), None)
    if source is None:
        return ""
    says = deadline_words(program) if fact == "deadline" else lines[0].says
    return f"Is this still right: {says} ({source.name}, {source.as_of})?"
