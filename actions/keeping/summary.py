"""What a conversation knows of a person, in words: for "what do you know about me" and for whoever takes over. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from actions.dialogue.memory import Memory
from actions.dialogue.person import OTHER_DEGREE
from actions.dialogue.pointing import programs_of_ids
from actions.shortlist.entries import entries
from actions.wording.doubt_words import NAMES as DOUBT_NAMES
from actions.wording.facts import FACT_NAMES
from actions.wording.office_questions import questions
from actions.wording.payoff_words import told_words
from actions.wording.person_words import told_of_oneself
from actions.wording.search_replies import QUESTION_WORDS
from actions.wording.short_names import in_sentence, short_title
from actions.wording.wishes import weight_words, wish_words
from actions.wording.words import listed, money
from knowledge.advice.doubts import AVOIDS, FINE, LIKES, MAYBE, NO, YES
from knowledge.base import Knowledge
from knowledge.facts import Program
from knowledge.names import label, name_of
from knowledge.wishes import Wish

MOST_PROGRAMS = 5
MOST_OPEN = 3  # questions a program
_DOUBTS = {LIKES: "likes it", FINE: "is fine with it", AVOIDS: "would rather avoid it"} | {
    YES: "would", MAYBE: "might", NO: "would not"
}  # fmt: skip


def known(memory: Memory, knowledge: Knowledge) -> dict[str, str]:
    """All that is noted, by what it is; what is not there is left out."""
    parts = {
        "Wishes": "; ".join(weight_words(each, knowledge) for each in memory.wishes),
        "Shortlist": "; ".join(_kept(memory, knowledge)),
        "Degrees": listed([_degree(each, knowledge) for each in memory.profile.get("backgrounds") or ()]),
        **told_of_oneself(memory.profile, knowledge),
        "Knows": listed([label(knowledge, "skills", each) for each in memory.profile.get("skills") or ()]),
        "Lacks": listed([label(knowledge, "skills", each) for each in memory.profile.get("lacking") or ()]),
        "Time for it": _hours(memory),
        "Taken for granted in the pay-off": "; ".join(_assumed(memory, knowledge)),
        "What would be a reason to quit": "; ".join(_doubts(memory)),
        "Told by admissions offices": "; ".join(_reported(memory, knowledge)),
    }
    return {name: words for name, words in parts.items() if words}


def understood(memory: Memory, knowledge: Knowledge) -> str:
    """What is known of the person, in one line: "GPA 3.1; lives in Ohio; two things more"."""
    parts = {**known(memory, knowledge)}
    for aside in ("Wishes", "Shortlist", "Taken for granted in the pay-off", "Told by admissions offices"):
        parts.pop(aside, None)
    return "; ".join(
        f"{name[0].lower()}{name[1:]}: {words}" if name != "GPA" else f"GPA {words}" for name, words in parts.items()
    )


def seen(memory: Memory, knowledge: Knowledge) -> dict[str, str]:
    """What the conversation keeps beside that to understand the next message."""
    parts = {
        "Programs shown last": "; ".join(map(short_title, programs_of_ids(memory.shown, knowledge))),
        "Programs spoken of last": "; ".join(map(short_title, programs_of_ids(memory.mentioned, knowledge))),
        "Question that is open": _question(memory.asked),
        "Questions skipped": " ".join(filter(None, map(_question, memory.declined))),
        "Earlier states, for “undo”": "the latest changes" if memory.past else "",
    }
    return {name: words for name, words in parts.items() if words}


def bullets(parts: dict[str, str]) -> str:
    """One line a part."""
    return "\n".join(f"• {name}: {words}" for name, words in parts.items())


def at_hand(memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    """The programs somebody would talk about: the shortlist, else those spoken of or shown last."""
    ids = tuple(kept.id for kept in memory.shortlist) or memory.mentioned or memory.shown
    return programs_of_ids(ids[:MOST_PROGRAMS], knowledge)


def office_words(program: Program) -> str:
    """A program with the page on which its admissions office is found."""
    page = program.university.admissions_url or program.url or program.university.website
    return f"{in_sentence(program)}: {page}" if page else f"{in_sentence(program)}: no page is recorded"


def handed_over(memory: Memory, knowledge: Knowledge) -> str:
    """The summary for a person who takes over: what is known, the programs with their offices, what is open."""
    parts = bullets(known(memory, knowledge)) or "• Nothing noted yet"
    programs = at_hand(memory, knowledge)
    offices = "\n".join(f"• {office_words(each)}" for each in programs)
    unanswered = "\n".join(f"• {words}" for words in _open(memory, programs, knowledge))
    sections = (("What I told the advisor", parts), ("Programs and their offices", offices), ("Still open", unanswered))
    return "\n\n".join(f"{head}\n{body}" for head, body in sections if body)


def _open(memory: Memory, programs: tuple[Program, ...], knowledge: Knowledge) -> Iterator[str]:
    for program in programs:
        asked = questions(program, memory.wishes, memory.reported, knowledge)[:MOST_OPEN]
        if asked:
            yield f"{in_sentence(program)}: {' '.join(asked)}"


def _wishes(wishes: Sequence[Wish], knowledge: Knowledge) -> str:
    return listed([wish_words(each, knowledge) for each in wishes]) or "none"


def _kept(memory: Memory, knowledge: Knowledge) -> list[str]:
    kept = entries(memory.shortlist, knowledge)
    return [in_sentence(program) + (f", note “{each.note}”" if each.note else "") for each, program in kept]


def _degree(background: str, knowledge: Knowledge) -> str:
    return "no computing degree" if background == OTHER_DEGREE else label(knowledge, "backgrounds", background)


def _hours(memory: Memory) -> str:
    hours = memory.assumptions.get("hours", memory.profile.get("hours"))
    return f"{hours:g} hours a week" if isinstance(hours, (int, float)) else ""


def _assumed(memory: Memory, knowledge: Knowledge) -> list[str]:
    return [words for name, value in memory.assumptions.items() if (words := told_words(name, value, knowledge))]


def _doubts(memory: Memory) -> list[str]:
    return [f"{DOUBT_NAMES.get(key, key)}: {_doubt(key, value)}" for key, value in memory.doubts.items()]


def _doubt(key: str, value: Any) -> str:
    if key == "debt" and isinstance(value, (int, float)):
        return f"at most {money(value)}"
    return f"{value:g}" if isinstance(value, (int, float)) else _DOUBTS.get(value, "skipped")


def _reported(memory: Memory, knowledge: Knowledge) -> list[str]:
    return [
        f"{FACT_NAMES.get(each.fact, each.fact)} of {name_of(knowledge, each.program)}: “{each.says}”"
        for each in memory.reported
    ]


def _question(key: str | None) -> str:
    return QUESTION_WORDS.get(key or "", "")
