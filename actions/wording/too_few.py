"""What is said where a comparison was heard, but fewer than two programs are meant. Pure."""

from __future__ import annotations

from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import Pointed
from actions.wording.program_replies import facts_told
from actions.wording.replies import Chip, General, Reply
from knowledge.programs import Search

NAME_THEM = Reply(
    "question",
    "Name two to four programs or universities to compare, for example “OMSCS or Penn MCIT”, or search first and "
    "say “compare the first two”.",
    chips=(Chip("Find programs", "/ask_recommendation"),),
)
FIELDS = "utter_faq/ml_vs_related"  # how the fields differ


def too_few(
    pointed: Pointed, message: Message, memory: Memory, search: Search
) -> tuple[tuple[Reply | General, ...], Memory]:
    """What is on record of the only one that is named; how the fields differ that are; else the request for names."""
    if pointed.programs or pointed.universities:
        return facts_told(pointed, message.values("asked_fact"), message, memory, search)
    if len(set(message.values("field"))) > 1:
        return (General(FIELDS),), memory
    return (NAME_THEM,), memory
