"""Answers FAQ topics that the general answer does not do for: a named program, a job or state, several topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.clarify import NEVER_OFFERED
from actions.dialogue.intents import LIKELY, payload, titles
from actions.dialogue.memory import Memory, Message
from actions.dialogue.personal import asks_payoff, asks_readiness
from actions.dialogue.pointing import Pointed, pointed_at
from actions.dialogue.wish_changes import wishes_in
from actions.payoff import payoff_turn
from actions.program_fact import facts_of
from actions.readiness import readiness_turn
from actions.recommend import ActionRecommend, in_passing
from actions.wording.pay import outlook_reply, pay_reply
from actions.wording.replies import Chip, General, Reply
from actions.wording.search_replies import in_guide
from knowledge.programs import Search

# Which recorded facts of a program answer a topic.
FACTS_OF_TOPIC = {
    "cost": ("price",),
    "gre": ("gre",),
    "gpa": ("gpa",),
    "deadlines": ("deadline",),
    "duration": ("duration", "credits"),
    "prerequisites": ("prerequisites",),
    "bachelor_needed": ("cs_degree",),
    "admission_requirements": ("gre", "gpa", "cs_degree", "letters", "acceptance_rate"),
    "application_process": ("letters", "application_fee", "deadline"),
    "courses": ("courses",),
    "specializations": ("focus",),
    "thesis_or_capstone": ("thesis", "capstone"),
    "online_vs_in_person": ("delivery",),
    "part_time": ("part_time",),
    "financial_aid": ("funding",),
    "salary": ("salary",),
    "international": ("toefl", "stem"),
}
# Topics that, of a program named outright, are answered by all that is recorded of it.
OVERVIEW_TOPICS = ("what_is_it", "worth_it", "how_to_choose", "accreditation")
WORTH_OFFERING = 0.1  # probability of another meaning that is offered beside an unsure answer
MOST_OFFERED = 3
PAY_TOPICS = {"salary": pay_reply, "careers": pay_reply, "job_outlook": outlook_reply}
UNKNOWN_TOPIC = Reply(
    "question",
    "I have no answer by that name. Ask me in your own words, or pick one of these.",
    chips=tuple(
        Chip(title, f'/faq{{"topic": "{name}"}}') for name, title in (("cost", "Cost"), ("worth_it", "Worth it?"))
    ),
)


class ActionAnswer(AdvisorAction):
    """`faq` with a topic entity: one reply a topic, each topic once, in the order they were asked."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The replies to all topics of the message."""
        known = [topic for topic in dict.fromkeys(message.values("topic")) if f"faq/{topic}" in titles()]
        if not known:
            return Turn((UNKNOWN_TOPIC,), memory)
        ops = {each.get("op") for each in message.entities if each["entity"] == "topic"}
        if ops & {"wish", "says"} and (turn := in_passing(message, memory, search)) is not None:
            return turn
        searching = memory.wishes or in_guide(memory) or len(wishes_in(message.entities, search.knowledge)) > 1
        if "wish" in ops and searching:  # "2.9 gpa" in a search; "nlp focus, under 12k" anywhere
            return ActionRecommend().answer(replace(message, intent="inform"), memory, search)
        if personal := _personal(known, message, memory, search):
            return personal
        pointed = pointed_at(message, memory, search.knowledge)
        facts = [fact for topic in known for fact in FACTS_OF_TOPIC.get(topic, ())]
        named = bool(message.values("program") or message.values("unknown_program"))
        answerable = (*FACTS_OF_TOPIC, *(OVERVIEW_TOPICS if named else ()))  # "is it worth it" points at nothing
        if not pointed.nothing and all(topic in answerable for topic in known):
            return _of_program(known, pointed, facts, memory, search)
        replies = [_reply(topic, message, search) for topic in known]
        return Turn((*replies, *or_did_you_mean(message, known)), memory)


def _personal(topics: Sequence[str], message: Message, memory: Memory, search: Search) -> Turn | None:
    """A question about the person's own pay is worked out; one about their own background is answered twice, in
    general and for them."""
    if any(asks_payoff(topic, message.entities) for topic in topics):
        turn = payoff_turn(message, memory, search)
        others = [General(f"utter_faq/{topic}") for topic in topics if topic != "worth_it"]
        return Turn((*others, *turn.replies), turn.memory)
    if any(asks_readiness(topic, message.entities) for topic in topics):
        turn = readiness_turn(message, memory, search)
        return Turn((*(General(f"utter_faq/{topic}") for topic in topics), *turn.replies), turn.memory)
    return None


def or_did_you_mean(message: Message, answered: Sequence[str]) -> tuple[Reply, ...]:
    """The other likely meanings of an unsure message, as chips."""
    sure = dict(message.ranking).get(f"faq/{answered[0]}", 1.0)
    others = [
        name
        for name, likely in message.ranking
        if likely >= WORTH_OFFERING and name in titles() and name.removeprefix("faq/") not in answered
    ]
    offered = [name for name in others if name not in NEVER_OFFERED][:MOST_OFFERED]
    if sure >= LIKELY or len(answered) > 1 or not offered:
        return ()
    return (Reply("clarify", "Or did you mean:", chips=tuple(Chip(titles()[name], payload(name)) for name in offered)),)


def _of_program(topics: Sequence[str], pointed: Pointed, facts: Sequence[str], memory: Memory, search: Search) -> Turn:
    turn = facts_of(pointed, facts, memory, search.knowledge)
    more = tuple(Chip(titles()[f"faq/{topic}"], f'/faq{{"topic": "{topic}"}}') for topic in topics[:2])
    replies = tuple(each.with_chips(more) if isinstance(each, Reply) else each for each in turn.replies)
    return Turn(replies, turn.memory)


def _reply(topic: str, message: Message, search: Search) -> Reply | General:
    specific = PAY_TOPICS.get(topic)
    reply = specific(message, search.knowledge) if specific else None
    return reply or General(f"utter_faq/{topic}")
