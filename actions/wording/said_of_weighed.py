"""What is said of programs that are weighed, in sentences: to a lean, a list that gets shorter, a scholarship told
later, a question on the one that was not advised. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from actions.dialogue.cut_down import CUT
from actions.dialogue.memory import Memory, Message
from actions.dialogue.weighing import LEANS, OFF, OTHER
from actions.wording.ahead import opinion, why_not
from actions.wording.changed_offer import changed_offer
from actions.wording.kept_of_list import kept_of_list
from actions.wording.personal.at_stake import of_use
from actions.wording.replies import Chip, Personal, Reply
from knowledge.facts import Program
from knowledge.programs import Search


def said_of_weighed(
    message: Message, programs: Sequence[Program], memory: Memory, search: Search
) -> tuple[Reply, Sequence[Program]] | None:
    """The reply, and the programs that are weighed from now on; None where the message asks none of these."""
    if (leans := _act(message, LEANS)) is not None:
        return _reply(opinion(_named(leans, programs), programs, memory, search), programs)
    if (cut := _act(message, CUT)) is not None:
        kept, says = kept_of_list(programs, cut["most"], memory, search)
        return _reply(says, kept)
    if (off := _act(message, OFF)) is not None:
        changed = changed_offer(_named(off, programs), off["amount"], of_use(programs, memory), search)
        return None if changed is None else _reply(changed, programs)
    if _act(message, OTHER) is not None and len(programs) == 2:
        return _reply(why_not(programs, memory, search), programs)
    return None


def side_by_side(programs: Sequence[Program]) -> Chip:
    """The choice that shows the table."""
    return Chip("Side by side", f"/compare_programs{json.dumps({'program': [each.id for each in programs]})}")


def _reply(says: Personal, programs: Sequence[Program]) -> tuple[Reply, Sequence[Program]]:
    return Reply("comparison", says.says, chips=(side_by_side(programs),), sources=says.sources), programs


def _act(message: Message, name: str) -> Mapping[str, Any] | None:
    return next((each for each in message.entities if each["entity"] == "act" and each["value"] == name), None)


def _named(act: Mapping[str, Any], programs: Sequence[Program]) -> Program:
    """The program that an act is of, by its own id or its university's."""
    return next((each for each in programs if act["of"] in (each.id, each.university.id)), programs[0])
