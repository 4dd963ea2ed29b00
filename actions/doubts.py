"""Should I go at all: up to four short questions on what would make somebody quit, then an honest conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.doubt_answers import SKIPPED, usable
from actions.dialogue.guide import DoubtCheck
from actions.dialogue.memory import Memory, Message
from actions.dialogue.person import person_of, usable_hours
from actions.dialogue.pointing import best_of_each, pointed_at, programs_of_ids
from actions.wording.doubt_questions import QUESTIONS, doubt_chips
from actions.wording.doubt_words import conclusion_reply
from actions.wording.replies import Reply
from knowledge.advice.doubts import DOUBTS, Tested, tested
from knowledge.criteria import Status
from knowledge.facts import Program
from knowledge.programs import Search

MOST_TESTED = 5
UNASKED = 3  # programs tested when none was kept or shown


class ActionDoubts(AdvisorAction):
    """`check_doubts`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Notes what was answered, and asks on or concludes; begins where nothing was asked yet."""
        if _starts_anew(message):
            return _next(_cleared(memory), search)
        said = {key: value for key in DOUBTS if (value := _chosen(key, message)) is not None}
        if said:
            return _noted(said, memory, search)
        return _next(_about(message, memory, search), search)


# Answers


def _starts_anew(message: Message) -> bool:
    return any(each["entity"].startswith("doubt_") and each.get("op") == "drop" for each in message.entities)


def _cleared(memory: Memory) -> Memory:
    """Without any answer of an earlier check; the hours were one of them."""
    declined = tuple(each for each in memory.declined if not each.startswith("doubt_"))
    assumptions = {key: value for key, value in memory.assumptions.items() if key != "hours"}
    profile = {key: value for key, value in memory.profile.items() if key != "hours"}
    return replace(memory, doubts={}, declined=declined, assumptions=assumptions, profile=profile, guide=None)


def _chosen(key: str, message: Message) -> Any:
    """What a chip of that question says, or None."""
    values = message.values(f"doubt_{key}")
    return usable(key, values[-1]) if values else None


def _noted(said: Mapping[str, Any], memory: Memory, search: Search) -> Turn:
    """The next question, or the conclusion, after these answers."""
    answers = {key: value for key, value in said.items() if value != SKIPPED}
    skipped = tuple(f"doubt_{key}" for key, value in said.items() if value == SKIPPED)
    kept = replace(
        memory,
        doubts={**memory.doubts, **answers},
        declined=tuple(dict.fromkeys((*(d for d in memory.declined if d[6:] not in answers), *skipped))),
    )
    if "hours" in answers:  # the hours one has are the hours one can prepare in
        hours = {"hours": answers["hours"]}
        kept = replace(kept, assumptions={**kept.assumptions, **hours}, profile={**kept.profile, **hours})
    return _next(kept, search)


# Questions


def _about(message: Message, memory: Memory, search: Search) -> Memory:
    """Keeps which programs the check is about, when the message points at some."""
    pointed = pointed_at(message, memory, search.knowledge)
    likeliest = best_of_each(pointed.universities, memory.wishes, search)
    ids = [each.id for each in (*pointed.programs, *likeliest)]
    return replace(memory, guide=DoubtCheck(programs=tuple(ids))) if ids else memory


def _next(memory: Memory, search: Search) -> Turn:
    """The next question that is neither answered nor skipped, or the conclusion."""
    known = _answers(memory)
    left = [key for key in DOUBTS if key not in known and f"doubt_{key}" not in memory.declined]
    check = memory.guide if isinstance(memory.guide, DoubtCheck) else DoubtCheck()
    if not left:
        return _concluded(memory, check, search)
    key = left[0]
    opening = f"Happy to test that honestly; {_count(len(left))}, each can be skipped. " if check.asked == 0 else ""
    reply = Reply("question", opening + QUESTIONS[key], chips=doubt_chips(key))
    return Turn((reply,), replace(memory, guide=replace(check, asked=check.asked + 1), asked=f"doubt_{key}"))


def _count(questions: int) -> str:
    return "one short question" if questions == 1 else f"{questions} short questions"


def _answers(memory: Memory) -> dict[str, Any]:
    """The answers so far; hours that were told elsewhere count, and are the newer ones."""
    hours = usable_hours(memory.assumptions.get("hours"))
    known = {} if hours is None else {"hours": hours}
    return {**{key: value for key, value in memory.doubts.items() if key in DOUBTS}, **known}


# The conclusion


def _concluded(memory: Memory, check: DoubtCheck, search: Search) -> Turn:
    programs = _tested_programs(memory, check, search)
    answers, savings = _answers(memory), _savings(memory)
    tests = tuple(_test(each, answers, memory, savings, search) for each in programs)
    asked = None if (memory.asked or "").startswith("doubt_") else memory.asked
    done = replace(memory, guide=None, asked=asked, mentioned=tuple(each.id for each in programs))
    return Turn((conclusion_reply(tests, answers, savings, person_of(memory), search.knowledge),), done)


def _tested_programs(memory: Memory, check: DoubtCheck, search: Search) -> tuple[Program, ...]:
    """Those pointed at, else the shortlist, else those shown or spoken of, else the first that fit the wishes."""
    kept = [each.id for each in memory.shortlist]
    ids = list(check.programs) or kept or list(memory.shown or memory.mentioned)
    if programs := programs_of_ids(ids, search.knowledge):
        return programs[:MOST_TESTED]
    found = search.find(memory.wishes)
    named = [index for index in (*found.fitting, *found.possible) if search.named[index]]
    return tuple(search.knowledge.programs[index] for index in named[:UNASKED])


def _test(program: Program, answers: Mapping[str, Any], memory: Memory, savings: float, search: Search) -> Tested:
    places = [wish for wish in memory.wishes if wish.key == "place" and wish.op != "not"]
    near = bool(places) and all(search.check(program, each).status is Status.MET for each in places)
    return tested(program, answers, person_of(memory), search.knowledge.vocabulary, near, savings, search.home)


def _savings(memory: Memory) -> float:
    """Dollars that need not be borrowed, as told; none otherwise."""
    said = usable("debt", memory.assumptions.get("savings"))
    return said if isinstance(said, float) else 0.0
