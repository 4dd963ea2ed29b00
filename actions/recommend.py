"""Takes wishes from the message, searches, and shows the first three programs."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.conversation import Memory, Message
from actions.doubts import answer_doubt
from actions.payoff import payoff_turn
from actions.pointing import not_on_record, programs_of_ids, refused_by_pointer
from actions.readiness import readiness_turn
from actions.replies import Chip, General, Reply
from actions.search_replies import ASK_WISH, nothing_to_weigh, results
from actions.study_plan import ActionStudyPlan
from actions.topics import titles
from actions.wish_changes import change
from knowledge.programs import Search

NO_WISH = Reply(
    "question",
    "I found no wish in that which I can search by. I can use a budget, a place, online or on campus, a GPA, "
    "the GRE, your degree, pace, length, focus, thesis or start.",
    chips=(Chip("What do I search by now?", "/show_wishes"), Chip("Start over", "/start_over")),
)
CLOSER_TO_WHAT = Reply(
    "question",
    "Closer to what? Name a city, for example “near Boston”, and I look within about 60 miles of it.",
    chips=(Chip("Online instead", '/inform{"delivery": "online"}'),),
)


def about_oneself(message: Message, memory: Memory, search: Search) -> Turn | None:
    """What is said within a calculation or a check of the background, and not to a search: "10 hours a week"."""
    said = {each["entity"] for each in message.entities}
    names = {each.get("name") for each in message.entities if each["entity"] == "assumption"}
    if said <= {"skill", "background", "assumption"} and message.values("skill") and message.intent == "inform":
        return readiness_turn(message, memory, search)
    if "hours" in names and said == {"assumption"}:
        return ActionStudyPlan().answer(message, memory, search)
    if names - {"hours"} and said <= {"assumption", "income", "state", "occupation"}:
        return payoff_turn(message, memory, search)
    return None


class ActionRecommend(AdvisorAction):
    """`ask_recommendation` and `inform`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Answers to the questions asked beside the search, then results for the wishes after this message."""
        if (answered := answer_doubt(message, memory, search) or about_oneself(message, memory, search)) is not None:
            return answered
        turn = self._search(message, memory, search)
        asked = tuple(General(f"utter_faq/{topic}") for topic in message.values("topic") if f"faq/{topic}" in titles())
        return Turn((*asked, *turn.replies), turn.memory) if message.intent == "ask_recommendation" else turn

    def _search(self, message: Message, memory: Memory, search: Search) -> Turn:
        unknown = message.values("unknown_program")
        if unknown:
            return Turn((not_on_record(unknown[0], search.knowledge),), memory)
        shown = programs_of_ids(memory.shown, search.knowledge)
        refused = refused_by_pointer(message, memory, search.knowledge)
        changes = change(memory.wishes, message.entities, search.knowledge, shown, refused)
        changed = replace(memory.wishing(changes.wishes), asked=None)
        if not changes.any and changes.unplaced:
            return Turn((CLOSER_TO_WHAT,), memory)
        if not changes.any and changes.unweighed:
            return Turn((nothing_to_weigh(changes.unweighed),), memory)
        if not changes.any and message.intent == "inform":
            return Turn((NO_WISH,), memory)
        if not changed.wishes and not changes.dropped:
            return Turn((ASK_WISH,), changed)
        return results(search, changed, changes, before=memory)
