"""A person to talk to: where to turn, with a summary of the conversation to copy, or to send after a clear yes."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timezone

from sqlalchemy.exc import SQLAlchemyError

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue import consent
from actions.dialogue.memory import Memory, Message
from actions.keeping.records import claim_handover, release_handover
from actions.keeping.sending import NotSent, send
from actions.keeping.shared_settings import HandoverSettings, SettingError
from actions.keeping.summary import handed_over
from actions.wording.replies import MARKDOWN, Chip, File, Reply
from knowledge.programs import Search

logger = logging.getLogger(__name__)

WHERE = (
    "I am no person, but these can help you:\n"
    "• The admissions office of a program, on what it asks for, costs and decides\n"
    "• The career or graduate advising office of your present or former university, on whether and where to go\n"
    "• For US loans and grants: https://studentaid.gov\n"
    "So that you need not begin anew, here is a summary to copy:"
)
SENT = (
    "Sent: the summary below, with the number of this conversation so that they can find it. Nothing else of what you "
    "wrote was sent. I don't know how soon somebody reads it."
)
FAILED = (
    "It could not be sent: the place it should go to does not answer. Nothing is lost: the summary is below. Copy it, "
    "or try again in a minute."
)
ENOUGH = (
    "It is not sent again: the people who run this advisor got a summary of this conversation within the last hour, or "
    "as many from one place as I send in a day. Here it is to copy:"
)
OFFER = "Shall I send this summary to the people who run this advisor? Only if you say so."
OFFER_AGAIN = "Only a plain yes sends it. Shall I send the summary to the people who run this advisor?"
SEND = Chip("Send it to a person", '/human_handoff{"send": "yes"}')
NOT = Chip("Don’t send it", "/never_mind")
OTHERS = (
    Chip("Questions for admissions", "/ask_admissions"),
    Chip("How do I choose?", '/faq{"topic": "how_to_choose"}'),
)


class ActionHandover(AdvisorAction):
    """`human_handoff`."""

    sends = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Where to turn; with the chip's `send`, and a setting that says where to, the summary goes out."""
        settings = _settings()
        summary = handed_over(memory, search.knowledge)
        said = consent.said_to(message, self.file)
        if not settings.on:
            return Turn((_reply(WHERE, summary, OTHERS),), replace(memory, asked=None))
        asked = consent.open_for(self.file, memory)
        if said == consent.AGAIN:
            return Turn((Reply("handover", OFFER_AGAIN, chips=(SEND, NOT, *OTHERS)),), asked)
        if said != consent.YES:
            return Turn((_reply(WHERE, summary, (SEND, *OTHERS), OFFER),), asked)
        try:
            if message.handed_over or not claim_handover(message.conversation):
                return Turn((_reply(ENOUGH, summary, OTHERS),), replace(memory, asked=None))
            _send(settings, message.conversation, summary)
        except (NotSent, SQLAlchemyError) as problem:
            logger.error("handover: not sent (%s)", problem if isinstance(problem, NotSent) else type(problem).__name__)
            return Turn((_reply(FAILED, summary, (Chip("Try again", SEND.payload), *OTHERS)),), asked)
        return Turn((_reply(SENT, summary, OTHERS),), replace(memory, asked=None))


def _send(settings: HandoverSettings, conversation: str, summary: str) -> None:
    """Raises NotSent; then it may be tried again at once."""
    try:
        send(settings, conversation, summary, datetime.now(timezone.utc))
    except NotSent:
        release_handover(conversation)
        raise


def _settings() -> HandoverSettings:
    """What is set; a wrong setting, which `make run` names at the start, sends nothing."""
    try:
        return HandoverSettings.from_environment()
    except SettingError as problem:
        logger.error("%s", problem)
        return HandoverSettings()


def _reply(lead: str, summary: str, chips: tuple[Chip, ...], offer: str = "") -> Reply:
    closing = f"{summary}\n\n{offer}" if offer else summary
    return Reply("handover", lead, closing=closing, chips=chips, files=(File("summary.md", MARKDOWN, summary + "\n"),))
