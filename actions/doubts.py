"""Should I go at all: up to four short questions on what would make somebody quit, then an honest conclusion."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.person import MOST_HOURS, person_of, remembered, usable_hours
from actions.dialogue.pointing import best_of, pointed_at, programs_of_ids
from actions.wording.doubt_words import conclusion_reply
from actions.wording.replies import Chip, Reply
from knowledge.advice.doubts import AVOIDS, DOUBTS, FINE, LIKES, MAYBE, NO, YES, Tested, tested
from knowledge.criteria import Status, check
from knowledge.facts import Program
from knowledge.programs import Search

KIND = "doubts"
SKIPPED = "skip"
MOST_TESTED = 5
UNASKED = 3  # programs tested when none was kept or shown
MOST_DEBT = 1_000_000
QUESTIONS = {
    "hours": "In a normal week, how many hours do you really have for it?",
    "move": "Would you move for it?",
    "maths": "How do you feel about maths?",
    "debt": "What is the most debt you would carry for it?",
}
REASONS = {
    "hours": "because too little time is a common reason to quit, and the hours a program takes can be worked out.",
    "move": "because a program you would have to move for is no option if you won’t, however well it fits otherwise.",
    "maths": "because most programs ask for maths before you start and go on with it afterwards.",
    "debt": "because a price above what you would owe for it is a reason to pick another program, or none.",
}
OPTIONS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "hours": (("5 hours", 5), ("10 hours", 10), ("15 hours", 15), ("20 hours", 20)),
    "move": (("Yes", YES), ("Maybe", MAYBE), ("No", NO)),
    "maths": (("I like it", LIKES), ("It’s fine", FINE), ("I’d rather avoid it", AVOIDS)),
    "debt": (("None", 0), ("$10,000", 10_000), ("$30,000", 30_000), ("$60,000", 60_000)),
}
# What a plain yes or no says; elsewhere it says nothing.
PLAIN = {
    ("move", "affirm"): YES,
    ("move", "deny"): NO,
    ("maths", "affirm"): FINE,
    ("maths", "deny"): AVOIDS,
    ("debt", "deny"): 0,
}
_ABOUT = r"(?:i (?:have|can do|could do|would take)|about|around|roughly|maybe|only|max(?:imum)?|up to|at most|~|\s)*"
_TYPED_NUMBERS = {
    "hours": re.compile(_ABOUT + r"(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?)?\s*(?:(?:a|per|/)\s*(?:week|wk))?[.!]*", re.I),
    "debt": re.compile(
        _ABOUT + r"\$?\s*(\d[\d,]*(?:\.\d+)?)\s*(k|thousand)?\s*(?:dollars|usd)?(?:\s*of debt)?[.!]*", re.I
    ),
}
_TYPED_WORDS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "hours": (),
    "move": (
        (r"maybe|perhaps|it depends|not sure|possibly|might", MAYBE),
        (r"(?:can.?t|cannot|won.?t|wouldn.?t|not|don.?t want to) (?:move|relocate|moving)|online only|stay", NO),
        (r"(?:would|could|can|will|happy to|willing to|ready to) (?:move|relocate)", YES),
    ),
    "maths": (
        (r"hate|avoid|dislike|bad at|afraid|scare|not good|struggle|(?:don.?t|do not) (?:like|enjoy)", AVOIDS),
        (r"love|like|enjoy|good at|great|favou?rite", LIKES),
        (r"ok|okay|fine|alright|all right|so.so|neutral|not bad", FINE),
    ),
    "debt": ((r"none|nothing|zero|no debt|no loans?", 0),),
}  # fmt: skip
LONGEST_ANSWER = 8  # words; a longer message is something else than an answer in passing


class ActionDoubts(AdvisorAction):
    """`check_doubts`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Notes what was answered, and asks on or concludes; begins where nothing was asked yet."""
        if _starts_anew(message):
            return _next(_cleared(memory), search)
        known = remembered(message, memory, search.knowledge)
        said = {key: value for key in DOUBTS if (value := _chosen(key, message)) is not None}
        if said:
            return _noted(said, known, search)
        return _next(_about(message, known, search), search)


def answer_doubt(message: Message, memory: Memory, search: Search) -> Turn | None:
    """The turn after an answer in free words to the open question; None when it answers none."""
    key = open_doubt(memory)
    value = None if key is None else _typed(key, message)
    if key is None or value is None:
        return None
    return _noted({key: value}, memory, search)


def explain_doubt(memory: Memory) -> Turn | None:
    """Why the open question is asked, and the question again; None when none of these is open."""
    key = open_doubt(memory)
    if key is None:
        return None
    lead = f"I ask “{QUESTIONS[key]}” {REASONS[key]} You can skip it."
    return Turn((Reply("explanation", lead, chips=_chips(key)),), memory)


def open_doubt(memory: Memory) -> str | None:
    """The key of the open question of this check, or None."""
    key = (memory.asked or "").removeprefix("doubt_")
    under_way = memory.guide is not None and memory.guide.get("kind") == KIND
    return key if under_way and memory.asked == f"doubt_{key}" and key in DOUBTS else None


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
    return _usable(key, values[-1]) if values else None


def _usable(key: str, value: Any) -> Any:
    """An answer that can be tested with, SKIPPED, or None."""
    if value == SKIPPED:
        return SKIPPED
    if key in ("move", "maths"):
        return value if value in [option for _, option in OPTIONS[key]] else None
    most = MOST_HOURS if key == "hours" else MOST_DEBT
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= most else None


def _typed(key: str, message: Message) -> Any:
    """What a message says to the open question: a number, a word, a yes or no, or that it is skipped."""
    if message.intent == "skip":
        return SKIPPED
    words = message.text.split()
    found = _number_of(key, message)
    if found is None and len(words) <= LONGEST_ANSWER:
        found = _bare_number(key, " ".join(words))
        found = _word_of(key, " ".join(words)) if found is None else found
    if found is None and message.intent == "deny":
        return PLAIN.get((key, "deny"), SKIPPED)
    return PLAIN.get((key, message.intent)) if found is None else found


def _number_of(key: str, message: Message) -> float | None:
    """Hours or dollars, from the extractor's findings."""
    if key not in _TYPED_NUMBERS:
        return None
    names = ("hours",) if key == "hours" else ("borrow", "debt")
    for entity in message.entities:
        fits = entity["entity"] == "assumption" and entity.get("name") in names
        if (fits or (key == "debt" and entity["entity"] == "budget")) and _usable(key, entity.get("value")) is not None:
            return float(entity["value"])
    return None


def _bare_number(key: str, text: str) -> float | None:
    """Hours or dollars typed as a number with hardly a word beside it: "10", "about 20k"."""
    typed = _TYPED_NUMBERS[key].fullmatch(text) if key in _TYPED_NUMBERS else None
    if typed is None:
        return None
    thousand = 1000 if key == "debt" and typed.group(2) else 1
    number = _usable(key, float(typed.group(1).replace(",", "")) * thousand)
    return None if number is None else float(number)


def _word_of(key: str, text: str) -> Any:
    for pattern, value in _TYPED_WORDS[key]:
        if re.search(rf"\b(?:{pattern})\b", text, re.I):
            return value
    return None


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
    likeliest = [best_of(each, memory.wishes, search) for each in pointed.universities]
    ids = [each.id for each in (*pointed.programs, *likeliest) if each is not None]
    return replace(memory, guide={"kind": KIND, "asked": 0, "programs": ids}) if ids else memory


def _next(memory: Memory, search: Search) -> Turn:
    """The next question that is neither answered nor skipped, or the conclusion."""
    known = _answers(memory)
    left = [key for key in DOUBTS if key not in known and f"doubt_{key}" not in memory.declined]
    going_on = memory.guide is not None and memory.guide.get("kind") == KIND
    guide: dict[str, Any] = dict(memory.guide) if memory.guide is not None and going_on else {"kind": KIND, "asked": 0}
    if not left:
        return _concluded(memory, guide, search)
    key = left[0]
    first = guide["asked"] == 0
    opening = f"Happy to test that honestly; {_count(len(left))}, each can be skipped. " if first else ""
    reply = Reply("question", opening + QUESTIONS[key], chips=_chips(key))
    return Turn((reply,), replace(memory, guide={**guide, "asked": guide["asked"] + 1}, asked=f"doubt_{key}"))


def _count(questions: int) -> str:
    return "one short question" if questions == 1 else f"{questions} short questions"


def _chips(key: str) -> tuple[Chip, ...]:
    options = ((title, {f"doubt_{key}": value}) for title, value in (*OPTIONS[key], ("Skip", SKIPPED)))
    return tuple(Chip(title, f"/check_doubts{json.dumps(payload)}") for title, payload in options)


def _answers(memory: Memory) -> dict[str, Any]:
    """The answers so far; hours that were told elsewhere count, and are the newer ones."""
    hours = usable_hours(memory.assumptions.get("hours"))
    known = {} if hours is None else {"hours": hours}
    return {**{key: value for key, value in memory.doubts.items() if key in DOUBTS}, **known}


# The conclusion


def _concluded(memory: Memory, guide: Mapping[str, Any], search: Search) -> Turn:
    programs = _tested_programs(memory, guide, search)
    answers, savings = _answers(memory), _savings(memory)
    tests = tuple(_test(each, answers, memory, savings, search) for each in programs)
    asked = None if (memory.asked or "").startswith("doubt_") else memory.asked
    done = replace(memory, guide=None, asked=asked, mentioned=tuple(each.id for each in programs))
    return Turn((conclusion_reply(tests, answers, savings, person_of(memory), search.knowledge),), done)


def _tested_programs(memory: Memory, guide: Mapping[str, Any], search: Search) -> tuple[Program, ...]:
    """Those pointed at, else the shortlist, else those shown or spoken of, else the first that fit the wishes."""
    kept = [each.id for each in memory.shortlist]
    ids = list(guide.get("programs") or ()) or kept or list(memory.shown or memory.mentioned)
    if programs := programs_of_ids(ids, search.knowledge):
        return programs[:MOST_TESTED]
    found = search.find(memory.wishes)
    named = [index for index in (*found.fitting, *found.possible) if search.named[index]]
    return tuple(search.knowledge.programs[index] for index in named[:UNASKED])


def _test(program: Program, answers: Mapping[str, Any], memory: Memory, savings: float, search: Search) -> Tested:
    places = [wish for wish in memory.wishes if wish.key == "place" and wish.op != "not"]
    near = bool(places) and all(check(program, each).status is Status.MET for each in places)
    return tested(program, answers, person_of(memory), search.knowledge.vocabulary, near, savings)


def _savings(memory: Memory) -> float:
    """Dollars that need not be borrowed, as told; none otherwise."""
    said = _usable("debt", memory.assumptions.get("savings"))
    return said if isinstance(said, float) else 0.0
