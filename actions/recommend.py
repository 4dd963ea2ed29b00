"""Takes wishes from the message, searches, and shows the first three programs."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.compare import ActionCompare
from actions.dialogue.intents import titles
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import not_on_record, programs_of_ids, refused_by_pointer
from actions.dialogue.wish_changes import Changes, change
from actions.doubts import answer_doubt
from actions.payoff import PAYOFF, payoff_turn
from actions.readiness import READINESS, readiness_turn
from actions.study_plan import ActionStudyPlan
from actions.wording.costs import COSTS
from actions.wording.replies import Chip, General, Reply
from actions.wording.search_replies import ASK_WISH, drop_chip, nothing_to_weigh, results
from actions.wording.words import full_name, money
from knowledge.criteria import price
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


def in_passing(message: Message, memory: Memory, search: Search) -> Turn | None:
    """What a message says to what is at hand and not to a search: an answer to a doubt, a figure of a calculation
    ("my employer pays 5k a year"), something one knows, hours a week. None when it does neither."""
    said = {each["entity"] for each in message.entities} - {"topic"}
    if (answered := answer_doubt(message, memory, search)) is not None:
        return answered
    at_hand = (memory.guide or {}).get("kind")
    names = {each.get("name") for each in message.entities if each["entity"] == "assumption"}
    if "hours" in names and said == {"assumption"} and (at_hand == READINESS or memory.profile):
        return ActionStudyPlan().answer(message, memory, search)
    if said and said <= {"skill", "background"} and (at_hand == READINESS or "skill" in said):
        return readiness_turn(message, memory, search)
    if names == {"living"} and said == {"assumption"} and at_hand == COSTS:
        return ActionCompare().answer(message, memory, search)
    figures = {"assumption", "income", "state", "occupation", *(("pace",) if at_hand == PAYOFF else ())}
    if said and said <= figures and (at_hand == PAYOFF or (names - {"hours"} and "income" in memory.assumptions)):
        return payoff_turn(message, memory, search)
    return None


def nothing_cheaper(message: Message, memory: Memory, changes: Changes, search: Search) -> Reply | None:
    """ "Cheaper" where nothing on record is: says so and changes nothing."""
    asked = any(each["entity"] == "budget" and each.get("op") == "lower" for each in message.entities)
    if not asked or not memory.shown or not changes.added or search.find(changes.wishes).fitting:
        return None
    priced = [(p.amount, each) for each in programs_of_ids(memory.shown, search.knowledge) if (p := price(each))]
    if not priced:
        return None
    amount, cheapest = min(priced, key=lambda pair: (pair[0], pair[1].id))
    lead = (
        f"Nothing on record that meets your other wishes costs less than {money(amount, cheapest.currency)}, the price "
        f"of {full_name(cheapest)}. I leave your wishes as they were."
    )
    closing = "Giving up a wish may help; or look at programs whose price isn’t recorded, and ask them."
    chips = tuple(drop_chip(wish, search) for wish in memory.wishes if wish.key != "budget")[:3]
    more = Chip("Show those without a recorded price", '/show_more{"sort": "possible"}')
    return Reply("nothing_fits", lead, closing=closing, chips=(*chips, more))


class ActionRecommend(AdvisorAction):
    """`ask_recommendation` and `inform`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Answers to the questions asked beside the search, then results for the wishes after this message."""
        if message.intent == "inform" and (turn := in_passing(message, memory, search)) is not None:
            return turn
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
        if (cheapest := nothing_cheaper(message, memory, changes, search)) is not None:
            return Turn((cheapest,), memory)
        if not changes.any and changes.unplaced:
            return Turn((CLOSER_TO_WHAT,), memory)
        if not changes.any and changes.unweighed:
            return Turn((nothing_to_weigh(changes.unweighed),), memory)
        if not changes.any and message.intent == "inform":
            return Turn((NO_WISH,), memory)
        if not changed.wishes and not changes.dropped:
            return Turn((ASK_WISH,), changed)
        return results(search, changed, changes, before=memory)
