"""Not understood, or not as meant: offers the likeliest answers as chips instead of guessing."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.intents import NEVER_OFFERED, payload, titles
from actions.dialogue.memory import Memory, Message
from actions.wording.replies import Chip, Reply
from knowledge.programs import Search

OFFERED = 4
LEADS = {
    "nlu_fallback": "I'm not sure what you mean. Is it one of these? Or say it in other words.",
    "confused": "Sorry, that was unclear. Which of these is closest to what you want to know?",
    "wrong_answer": "Sorry, I took that wrongly. Did you mean one of these? Or say it in other words.",
}
AGAIN = 2  # misses in a row from which on a person is offered
PERSON = Chip("Talk to a person", "/human_handoff")
STARTERS = ("faq/what_is_it", "faq/admission_requirements", "faq/cost", "ask_recommendation")


# A command of other chat programs that was typed: bot/channels/incoming.py says which.
NO_COMMAND = Reply(
    "clarify",
    "Plain words do it: “start over” begins anew, “undo” takes back the last change, “forget me” deletes what is kept, "
    "“help” says what I can do.",
    chips=(
        Chip("Start over", "/start_over"),
        Chip("Undo my last change", "/go_back"),
        Chip("What can you do?", "/help"),
    ),
)


class ActionClarify(AdvisorAction):
    """`nlu_fallback`, `confused`, `wrong_answer`."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The candidates of the message, or of the one before when that one was answered wrongly."""
        if message.intent == "nlu_fallback" and message.is_chip and message.values("note"):
            return Turn(
                (replace(NO_COMMAND, lead=f"“{message.values('note')[0]}” is no command here. {NO_COMMAND.lead}"),),
                memory,
            )
        candidates = message.ranking if message.intent == "nlu_fallback" else message.previous_ranking[1:]
        offered = [name for name, _ in candidates if name not in NEVER_OFFERED and name in titles()][:OFFERED]
        chips = tuple(Chip(titles()[name], payload(name)) for name in offered or STARTERS)
        lead = LEADS.get(message.intent, LEADS["nlu_fallback"])
        if message.misses < AGAIN:
            return Turn((Reply("clarify", lead, chips=chips),), memory)
        closing = (
            "We seem to talk past each other. A person may help you better: I can sum up what you told me for them."
        )
        return Turn((Reply("clarify", lead, closing=closing, chips=(PERSON, *chips)),), memory)
