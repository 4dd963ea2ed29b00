"""Deletes all that is kept of a conversation, after one question, and says so with a receipt."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue import consent
from actions.dialogue.memory import Memory, Message
from actions.keeping.records import Gone, forget
from actions.wording.replies import Chip, File, Reply
from knowledge.programs import Search

logger = logging.getLogger(__name__)

NOT_DONE = Reply(
    "unavailable",
    "I could not delete it: the place where conversations are kept does not answer. Please say “forget me” again in a "
    "minute. If it goes on, whoever runs this advisor can delete it by hand.",
    chips=(Chip("Try again", "/forget_me"),),
)


CONFIRMED = '/forget_me{"confirm": "yes"}'  # what the choice that deletes sends
ASK = Reply(
    "question",
    "Delete all of it? That is every message of yours and answer of mine, your wishes, what you told me of yourself, "
    "and your shortlist with its notes. It cannot be undone.",
    chips=(
        Chip("Yes, delete everything", CONFIRMED),
        Chip("No, keep it", "/never_mind"),
        Chip("What do you know about me?", "/ask_my_data"),
    ),
)


ASK_AGAIN = replace(ASK, lead="Only a plain yes deletes it. Delete all of it?")


class ActionForgetMe(AdvisorAction):
    """`forget_me`. Once it is agreed to, it needs no knowledge base, so it also works when that is down."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Any:
        """As every action; after a deletion the reset of all slots is what the Rasa server's store goes by: it keeps
        nothing of this message (bot/conversations.py)."""
        message, memory = Message.of(tracker), Memory.of(tracker)
        if not is_agreed(message) or consent.awaited(memory) != self.file:
            return super().run(dispatcher, tracker, domain)
        turn = self.answer(message, memory)
        for reply in turn.replies:
            reply.send(dispatcher, tracker)
        return [AllSlotsReset()] if turn.forgotten else []

    def answer(self, message: Message, memory: Memory, search: Search | None = None) -> Turn:
        """The question; once agreed, an empty memory and the receipt."""
        if not is_agreed(message):
            again = consent.said_to(message, self.file) == consent.AGAIN
            return Turn((ASK_AGAIN if again else ASK,), consent.open_for(self.file, memory))
        try:
            gone = forget(message.conversation)
        except SQLAlchemyError as problem:
            logger.error("forget me: nothing deleted (%s)", type(problem).__name__)
            return Turn((NOT_DONE,), memory)
        number, now = secrets.token_hex(4).upper(), datetime.now(timezone.utc)
        # whose receipt it is stands nowhere: the log shows that it was given, to whoever shows it
        logger.info("forget me: receipt %s, %s messages, %s judgements", number, gone.messages, gone.judgements)
        return Turn((receipt(number, now, gone, memory),), Memory(), forgotten=True)


def is_agreed(message: Message) -> bool:
    """Whether the question was answered by yes, in words or by its chip."""
    return consent.said_to(message, "forget_me") == consent.YES


def receipt(number: str, now: datetime, gone: Gone, memory: Memory) -> Reply:
    """What was deleted, when, and what is left elsewhere."""
    lines = [f"• {words}" for words in _deleted(gone, memory)] or ["• nothing: there was nothing yet"]
    body = f"Receipt {number}, {now:%B} {now.day}, {now:%Y, %H:%M} UTC. Deleted:\n" + "\n".join(lines)
    closing = (
        "Copies that you saved, sent or that your chat program keeps are not mine to delete. "
        "Whatever you write next begins a new conversation."
    )
    file = File(f"receipt-{number}.txt", "text/plain", body + "\n")
    return Reply(
        "forgotten", "Done, you are forgotten here. " + body, closing=closing, chips=(Chip("Start anew", "/greet"),),
        files=(file,),
    )  # fmt: skip


def _deleted(gone: Gone, memory: Memory) -> list[str]:
    noted = [
        *memory.profile.get("backgrounds", ()), *memory.profile.get("skills", ()), *memory.profile.get("lacking", ()),
    ]  # fmt: skip
    counts = (
        (gone.messages, "message of yours", "messages of yours"),
        (gone.answers, "answer of mine", "answers of mine"),
        (len(memory.wishes), "wish", "wishes"),
        (len(memory.shortlist), "program on your shortlist", "programs on your shortlist"),
        (len(noted), "note on your background", "notes on your background"),
        (len(memory.assumptions), "assumption", "assumptions"),
        (len(memory.doubts), "answer on what would make you quit", "answers on what would make you quit"),
        (len(memory.reported), "answer of an admissions office", "answers of admissions offices"),
        (gone.judgements, "judgement on an answer", "judgements on answers"),
    )
    return [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
