"""What somebody brings, held against what one program asks for: grades and language tests. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions.dialogue.memory import Memory
from actions.wording.personal.doors import marks
from actions.wording.personal.grades import own_gpa
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.verdicts import first_of

TESTS = ("toefl", "ielts", "duolingo")


def held_against_all(programs: Sequence[Program], asked: Iterable[str], memory: Memory) -> str:
    """As `held_against`, of several programs at once; of these only a grade is held against a minimum."""
    if len(programs) == 1:
        return held_against(programs[0], asked, memory)
    mine = own_gpa(memory)
    minimums = [found[1].value for each in programs if (found := first_of(each, DECLARED.subjects["gpa"].facts))]
    least = [each for each in minimums if isinstance(each, (int, float))]
    if "gpa" not in tuple(asked) or mine is None or not least:
        return ""
    met = sum(mine >= each for each in least)
    if met == len(least):
        return f"Your {mine:g} meets every minimum on record here."
    meets = f"Your {mine:g} meets {met} of {len(least)} minimums on record here"
    return f"{meets}; ask the others whether they make exceptions."


def held_against(program: Program, asked: Iterable[str], memory: Memory) -> str:
    """A sentence on the person's own grade or score beside the recorded minimum; "" where they told none."""
    said = (_gpa(program, memory) if each == "gpa" else _test(each, program, memory) for each in asked)
    return next((each for each in said if each), "")


def _gpa(program: Program, memory: Memory) -> str:
    mine = own_gpa(memory)
    if mine is not None:
        return _against(f"{mine:g}", mine, "gpa", program)
    said = marks(memory)
    return f"Your {said} has no official conversion to a GPA: their office judges it." if said else ""


def _test(name: str, program: Program, memory: Memory) -> str:
    mine = (memory.profile.get("tests") or {}).get(name) if name in TESTS else None
    return _against(f"{DECLARED.names[name]} {mine:g}", mine, name, program) if mine is not None else ""


def _against(words: str, mine: float, subject: str, program: Program) -> str:
    recorded = first_of(program, DECLARED.subjects[subject].facts)
    least = recorded[1].value if recorded is not None else None
    if not isinstance(least, (int, float)):
        return f"No minimum is on record there to hold your {words} against."
    if mine >= least:
        return f"Your {words} meets its minimum of {least:g}."
    return f"Your {words} is below its minimum of {least:g}: ask whether they make exceptions."
