"""What the parts of a personal sentence share: words with their receipts, and the receipt of a count. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from actions.dialogue.memory import Memory
from actions.wording.replies import Source
from actions.wording.words import source
from knowledge.base import Knowledge
from knowledge.facts import Fact, Program
from knowledge.programs import Search


@dataclass(frozen=True)
class Said:
    """What a sentence may need of a person: words to put in ("" for a mere condition that is met), with receipts."""

    words: str = ""
    sources: tuple[Source, ...] = ()


# What a name of data/personal.yml leads to: its words, or None where the person is not such or it is not known.
Part = Callable[[Memory, Search], "Said | None"]


def holds(condition: bool) -> Said | None:
    """A condition without words."""
    return Said() if condition else None


def counted(words: str, knowledge: Knowledge) -> Said:
    """A count over the named programs, with the catalog as its receipt."""
    programs = knowledge.named
    checked = max(each.checked for each in programs if each.checked is not None)
    return Said(words, (Source(f"our catalog of {len(programs)} programs", "", f"read up to {checked}", says=words),))


def receipted(words: str, facts: Iterable[tuple[Fact, Program | None]], knowledge: Knowledge) -> Said:
    """Words that rest on recorded facts, each with its program where it has one."""
    named = ((_key(fact, program), fact, program) for fact, program in facts)
    sources = (replace(source(key, fact, knowledge, program), says=words) for key, fact, program in named)
    return Said(words, tuple(dict.fromkeys(sources)))


def _key(fact: Fact, program: Program | None) -> str:
    """The name of a program's fact; what is none of its own is an average of its university's charges."""
    if program is None:
        return ""
    return next((key for key, each in program.facts.items() if each is fact), "university_charges")


def how_many(count: int, knowledge: Knowledge) -> Said | None:
    """A number of named programs, from one on."""
    return counted("one named program" if count == 1 else f"{count} named programs", knowledge) if count else None
