"""What a page of programs adds for one person, each once in a conversation: low grades, and a visa to get. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.memory import Memory
from actions.wording.personal.grades import USUAL, lowest_minimum
from actions.wording.personal.life import is_from_abroad
from actions.wording.replies import Chip, Personal
from knowledge.criteria import Status
from knowledge.programs import Match, Search

LOW_GRADE, VISA = "hint/low_grade", "hint/visa"
CAMPUS = Chip("Campus and STEM", '/inform{"delivery": "on_campus", "stem": true}')


def hints_for(memory: Memory, matches: Sequence[Match], search: Search) -> Personal:
    """The hints that this page needs and that were not given before; without words where it needs none."""
    found = [each for each in (_low_grade(memory, matches, search), _visa(memory, matches)) if each is not None]
    new = [each for each in found if each.keys[0] not in memory.told]
    return Personal(
        " ".join(each.says for each in new),
        tuple(source for each in new for source in each.sources),
        tuple(chip for each in new for chip in each.chips),
        tuple(key for each in new for key in each.keys),
    )


def _low_grade(memory: Memory, matches: Sequence[Match], search: Search) -> Personal | None:
    """A minimum that is not recorded is no low one: said where somebody below the usual one is shown such programs."""
    gpa = next((wish.value for wish in memory.wishes if wish.key == "gpa" and wish.op != "not"), USUAL)
    unknown = any(wish.key == "gpa" for match in matches for wish, _ in match.having(Status.UNKNOWN))
    if gpa >= USUAL or not unknown:
        return None
    lowest = lowest_minimum(search.knowledge)
    says = f"The lowest recorded minimum GPA is {lowest.words}; one that is not recorded is no low one."
    return Personal(says, lowest.sources, keys=(LOW_GRADE,))


def _visa(memory: Memory, matches: Sequence[Match]) -> Personal | None:
    """An online degree gives no visa: said where somebody from abroad is shown one."""
    wished = any(wish.key == "delivery" for wish in memory.wishes)
    online = any((fact := match.program.fact("delivery")) and "online" in fact.value for match in matches)
    if not is_from_abroad(memory) or wished or not online:
        return None
    return Personal("If you need a visa, an online degree gives none: take campus and STEM.", (), (CAMPUS,), (VISA,))
