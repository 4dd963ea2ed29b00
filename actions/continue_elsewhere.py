"""Takes what is noted to another channel or device: gives a code there, and brings it along where the code is typed."""

from __future__ import annotations

import logging
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.elsewhere import code_in, place_meant
from actions.dialogue.memory import Kept, Memory, Message, Reported
from actions.keeping.resume_codes import MINUTES, Refused, give, take
from actions.keeping.shared_settings import slack_is_on
from actions.keeping.summary import bullets, known
from actions.shortlist.entries import MOST_KEPT, SHOW, followed
from actions.wording.replies import Chip, Reply
from knowledge.programs import Search

logger = logging.getLogger(__name__)

# Where a code is typed, by the kind of place that was named (data/lookup/elsewhere.yml).
SLACK = "slack"
WHERE = {
    SLACK: "to me in Slack, as a direct message or after /masters",
    "shell": "in the shell, once it is started by “make shell”",
    "web": "in the chat window on the website",
    "device": "in the chat window there, or wherever else you write to me",
}
ANYWHERE = (
    "wherever you write to me next: in the chat window on another device, in Slack as a direct message or after "
    "/masters, or in the shell"
)
MY_DATA = Chip("What do you know about me?", "/ask_my_data")
ANYWHERE_ELSE = "wherever you write to me next: in the chat window on another device, or in the shell"
NO_SLACK = Reply(
    "no_slack",
    "Slack is not set up for this advisor, so you cannot go on there. You can in the chat window on another device, or "
    "in the shell: say “continue elsewhere”, and you get a code for it.",
    chips=(MY_DATA,),
)
ANEW = "Say “continue elsewhere” in the conversation you come from, and you get a new one."
WRONG = {
    Refused.UNKNOWN: f"I don't know that code. Look at its eight signs again; a new one replaces older ones. {ANEW}",
    Refused.USED: f"That code was used already, and each works once. {ANEW}",
    Refused.EXPIRED: f"That code is older than {MINUTES} minutes, so it no longer works. {ANEW}",
    Refused.OWN: "That code is of this conversation. Type it where you want to go on; it still works there.",
}
NOT_NOW = Reply(
    "unavailable",
    "The place where conversations are kept does not answer right now, so I can neither give a code nor take one. "
    "Please say it again in a minute; nothing is changed.",
)


class ActionContinueElsewhere(AdvisorAction):
    """Going on elsewhere: no intent of its own, see actions/dialogue/elsewhere.py."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """A code and where to type it; or, where one is typed, what it brings along."""
        code, place = code_in(message.text), place_meant(message.text)
        if code is None and place == SLACK and not slack_is_on():
            return Turn((NO_SLACK,), memory)
        try:
            if code is None:
                return Turn((_given(give(message.conversation), place),), memory)
            found = take(code, message.conversation)
        except SQLAlchemyError as problem:
            logger.error("codes cannot be reached (%s)", type(problem).__name__)
            return Turn((NOT_NOW,), memory)
        if isinstance(found, Refused):
            return Turn((Reply("wrong_code", WRONG[found]),), memory)
        return _gone_on(found, memory, search)


def _given(code: str, place: str | None) -> Reply:
    where = WHERE.get(place or "") or (ANYWHERE if slack_is_on() else ANYWHERE_ELSE)
    return Reply(
        "resume_code",
        f"Your code is {code}. Type “continue {code}” {where}: your wishes, what you told me of yourself and your "
        "shortlist come along. This conversation keeps its own.",
        closing=f"The code works once, for {MINUTES} minutes, and is shown only now. Whoever types it sees what I "
        "noted of you.",
        chips=(MY_DATA,),
        extra={"code": code},
    )


def _gone_on(found: Memory, memory: Memory, search: Search) -> Turn:
    noted = bullets(known(found, search.knowledge))
    if not noted:
        lead = "The code is right, but nothing was noted in that conversation, so nothing is changed here."
        return Turn((Reply("resumed", lead),), memory)
    joined = together(memory, found)
    lead = f"Here we go on. This came along:\n{noted}"
    closing = "The other conversation keeps its own. “Undo” takes this back."
    if known(joined, search.knowledge) != known(found, search.knowledge):
        closing = f"What you had told me here stays beside it, unless it says otherwise. {closing}"
    chips = (*((Chip("Find programs", "/ask_recommendation"),) if joined.wishes else ()), SHOW, MY_DATA)
    return Turn((followed(Reply("resumed", lead, closing=closing, chips=chips), joined, search.knowledge),), joined)


def together(own: Memory, brought: Memory) -> Memory:
    """The memory of a conversation with what is brought to it, which counts more: a search is gone on with as it was,
    programs are put in front of those kept here."""
    return replace(
        own,
        wishes=brought.wishes or own.wishes,
        profile={**own.profile, **brought.profile},
        assumptions={**own.assumptions, **brought.assumptions},
        doubts={**own.doubts, **brought.doubts},
        shortlist=_shortlist(own.shortlist, brought.shortlist),
        reported=_reported(own.reported, brought.reported),
        shown=(),
        page=("fitting", 0),
        mentioned=(),
        asked=None,
        guide=None,
    )


def _shortlist(own: tuple[Kept, ...], brought: tuple[Kept, ...]) -> tuple[Kept, ...]:
    notes = {each.id: each.note for each in own}
    first = tuple(each if each.note else replace(each, note=notes.get(each.id, "")) for each in brought)
    ids = {each.id for each in brought}
    return (*first, *(each for each in own if each.id not in ids))[:MOST_KEPT]


def _reported(own: tuple[Reported, ...], brought: tuple[Reported, ...]) -> tuple[Reported, ...]:
    told = {(each.program, each.fact) for each in brought}
    return (*(each for each in own if (each.program, each.fact) not in told), *brought)
