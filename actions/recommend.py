"""Takes wishes from the message, searches, and shows the first three programs."""

from __future__ import annotations

from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.amount_order import order_of
from actions.dialogue.cheapest import AS_CHEAP_AS_POSSIBLE, wants_cheap, wants_cheapest_first
from actions.dialogue.intents import titles
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import pointed_at, programs_of_ids
from actions.dialogue.wish_changes import Changes, key_of
from actions.keeping.summary import understood
from actions.wording.by_amount import by_amount, no_amount
from actions.wording.by_price import by_price
from actions.wording.personal import personal
from actions.wording.replies import Chip, General, Reply, topic_chip
from actions.wording.search_replies import (
    ASK_WISH,
    drop_chip,
    nothing_to_weigh,
    results,
    wishes_words,
    with_answer,
)
from actions.wording.short_names import in_sentence
from actions.wording.unclear import not_on_record
from actions.wording.wishes import unrecorded
from actions.wording.words import listed, money, plain
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.prices import dollars
from knowledge.programs import Search
from knowledge.rates import MONTHS_OF

USABLE = (
    "I can use a budget, a place, online or on campus, a GPA, the GRE, your degree, pace, length, focus, thesis, "
    "start, letters, the application fee, bridge courses, scholarships and more."
)
NO_WISH = Reply(
    "question",
    f"I found no wish in that which I can search by. {USABLE}",
    chips=(Chip("What do I search by now?", "/show_wishes"), Chip("Start over", "/start_over")),
)
# Figures that are told by the way, and the topic that they bear on.
OF_MONEY, MONEY_TOPIC = ("employer", "scholarship", "savings", "borrow"), "financial_aid"
MOST_AFTER = 2  # programs named after the cheapest
SELDOM = 20  # records; a wish that fewer can settle finds little, and the reply says why
RECKONED = (
    "Prices compare in all, a year or a credit; one for a semester or a month I reckon up where a program's length and "
    "terms are recorded."
)
CLOSER_TO_WHAT = Reply(
    "question",
    "Closer to what? Name a city, for example “near Boston”, and I look within about 60 miles of it.",
    chips=(Chip("Online instead", '/inform{"delivery": "online"}'),),
)


def nothing_cheaper(message: Message, memory: Memory, changes: Changes, search: Search) -> Reply | None:
    """ "Cheaper" where nothing on record is: says so and changes nothing."""
    asked = any(each["entity"] == "budget" and each.get("op") == "lower" for each in message.entities)
    if not asked or not memory.shown or not changes.added or search.find(changes.wishes).fitting:
        return None
    shown = programs_of_ids(memory.shown, search.knowledge)
    priced = [(amount, each) for each in shown if (amount := dollars(each, search.home)) is not None]
    if not priced:
        return None
    amount, cheapest = min(priced, key=lambda pair: (pair[0], pair[1].id))
    lead = (
        f"Nothing on record that meets your other wishes costs less than {money(amount, cheapest.currency)}, the price "
        f"of {in_sentence(cheapest)}. I leave your wishes as they were."
    )
    others = _next_cheapest(amount, cheapest, memory, search)
    closing = "Giving up a wish may help; or look at programs whose price isn’t recorded, and ask them."
    closing = f"After it {'come' if len(others) > 1 else 'comes'} {listed(others)}. {closing}" if others else closing
    chips = tuple(drop_chip(wish, search) for wish in memory.wishes if wish.key != "budget")[:3]
    more = Chip("Show those without a recorded price", '/show_more{"sort": "possible"}')
    return Reply("nothing_fits", lead, closing=closing, chips=(*chips, more))


def _next_cheapest(amount: float, cheapest: Program, memory: Memory, search: Search) -> list[str]:
    """The programs that meet the wishes and cost least after the cheapest, with their recorded prices."""
    fitting = (search.knowledge.programs[index] for index in search.find(memory.wishes).fitting)
    priced = ((price, each.id, each) for each in fitting if (price := dollars(each, search.home)) is not None)
    after = sorted(each for each in priced if each[0] >= amount and each[2] != cheapest)
    return [f"{in_sentence(each)} ({money(price, each.currency)})" for price, _, each in after[:MOST_AFTER]]


def unsearchable_words(changes: Changes) -> str:
    """What was wished for and cannot be searched by, or only where it can be reckoned up; "" where all can."""
    names = [each for each in changes.unsearchable if not each.endswith(".")]
    sentences = [each for each in changes.unsearchable if each.endswith(".")]
    if names:
        recorded = "" if any(each.startswith("“") for each in names) else ": my records don't tell"
        sentences.append(f"I can't search by {listed(names, 'or')}{recorded}; a program's office can tell.")
    if any(wish.key == "budget" and wish.unit in MONTHS_OF for wish in changes.added):
        sentences.append(RECKONED)
    return " ".join(sentences)


def not_wished(message: Message) -> Reply | None:
    """The reply where a wish is taken back that there is not."""
    keys = [key_of(each) for each in message.entities if each.get("op") == "drop"]
    names = list(dict.fromkeys(DECLARED.unrecorded(key) for key in keys if key in DECLARED.criteria))
    if not names or message.intent != "inform":
        return None
    lead = f"You have no wish on {listed(names, 'or')} that I could drop; nothing is changed."
    return replace(NO_WISH, lead=lead)


def seldom_recorded(changes: Changes, search: Search) -> str:
    """Says of a new wish that hardly any program's record can settle it, and of how many it can; "" for others."""
    said = []
    for key in dict.fromkeys(wish.key for wish in changes.added):
        facts = (*DECLARED.criteria[key].facts, *DECLARED.criteria[key].implied)
        number = search.recorded(facts) if facts else SELDOM
        if number < SELDOM:
            programs = "no program" if not number else "one program" if number == 1 else f"{number} programs"
            only = " only" if number else ""
            said.append(f"The {unrecorded(key)} is recorded for {programs}{only}.")
    return " ".join(said)


def half_heard_words(message: Message, changes: Changes) -> str:
    """Names what a search speaks of without a wish that can be read: "programs with decent pay"; "" where there is
    nothing of that."""
    asks = message.does("question") and not message.does("find")
    if message.intent != "ask_recommendation" or asks or changes.any or message.does("story"):
        return ""
    facts = [each for each in message.values("asked_fact") if each in DECLARED.subjects]
    names = listed([DECLARED.subjects[each].name for each in dict.fromkeys(facts)])
    return f"I can't tell what you wish of the {names}: say how much, how little, or which." if names else ""


def cannot_search(changes: Changes) -> Reply:
    """The reply where nothing else was wished for."""
    return replace(NO_WISH, lead=f"{unsearchable_words(changes)} {USABLE}")


class ActionRecommend(AdvisorAction):
    """`ask_recommendation` and `inform`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """Answers to the questions asked beside the search, then results for the wishes after this message."""
        turn = self._search(message, replace(memory, asked=None), search)
        turn = by_price(turn, search) if wants_cheapest_first(message) else turn
        if message.does("story"):
            return turn  # a line for each question is added to it: actions/wording/whole_post.py
        topics = [topic for topic in message.values("topic") if f"faq/{topic}" in titles()]
        asked = tuple(General(f"utter_faq/{topic}", personal(topic, memory, search)) for topic in topics)
        new = tuple(each for each in asked if each.response not in memory.told)
        return Turn((*new, *turn.replies), turn.memory) if message.intent == "ask_recommendation" else turn

    def _search(self, message: Message, memory: Memory, search: Search) -> Turn:
        unknown = pointed_at(message, memory, search.knowledge).unknown
        changes = message.changes or Changes(memory.wishes)
        before = message.before or memory
        if unknown and not changes.any:
            return Turn((not_on_record(unknown[0], search.knowledge),), memory)
        if (cheapest := nothing_cheaper(message, before, changes, search)) is not None:
            return Turn((cheapest,), before)
        if (order := order_of(message)) is not None and not message.does("story"):
            opening = unsearchable_words(changes)
            if (in_order := by_amount(order, memory, search, opening)) is not None:
                return in_order
            if not changes.any:
                return Turn((replace(NO_WISH, lead=no_amount(order, memory)),), memory)
        if not changes.any and changes.unsearchable:
            return Turn((cannot_search(changes),), memory)
        if not changes.any and changes.unplaced:
            return Turn((CLOSER_TO_WHAT,), memory)
        if not changes.any and changes.unweighed:
            return Turn((nothing_to_weigh(changes.unweighed),), memory)
        if not (changes.any or changes.repeated) and (missing := not_wished(message)) is not None:
            return Turn((missing,), memory)
        story = message.does("story")
        if not changes.any and wants_cheap(message) and (memory.wishes or not story):
            if story or AS_CHEAP_AS_POSSIBLE.key in {wish.key for wish in memory.wishes}:
                return results(search, memory, Changes(memory.wishes))
            return with_answer(AS_CHEAP_AS_POSSIBLE, memory, search)
        if not changes.any and message.intent == "inform":
            return self._again(message, before, memory, search)
        half_heard = half_heard_words(message, changes)
        if half_heard and not memory.wishes and not changes.dropped:
            return Turn((replace(NO_WISH, lead=f"{half_heard} {USABLE}"),), memory)
        if not memory.wishes and not changes.dropped:
            return Turn((_noted(ASK_WISH, before, memory, search),), memory)
        said = (unsearchable_words(changes), seldom_recorded(changes, search), half_heard)
        opening = " ".join(each for each in said if each)
        return results(search, memory, changes, opening, before=before)

    def _again(self, message: Message, before: Memory, memory: Memory, search: Search) -> Turn:
        """A wish said twice is no error, nor a grade put right: the programs again."""
        changes = message.changes or Changes(memory.wishes)
        if not changes.repeated:
            if memory.profile != before.profile and memory.wishes and message.does("correction"):
                opening = f"Noted: {understood(memory, search.knowledge)}."
                return results(search, memory, Changes(memory.wishes), opening)
            return Turn((_without_wish(message, before, memory, search),), memory)
        opening = f"I search by that already: {wishes_words(changes.repeated, search)}."
        return results(search, memory, Changes(memory.wishes), opening)


def _without_wish(message: Message, before: Memory, memory: Memory, search: Search) -> Reply:
    """What is said to words without a wish: what they tell of the person, on the topic spoken of; else to say more."""
    topics = [str(each) for each in memory.last.get("topics") or ()]
    if any(memory.assumptions.get(each) != before.assumptions.get(each) for each in OF_MONEY):
        topics = [MONEY_TOPIC]
    if _told_of_oneself(before, memory):
        mine = personal(topics[0], memory, search, most=1) if topics else None
        if mine is None:
            return _noted(ASK_WISH, before, memory, search)
        chips = (*mine.chips, topic_chip(topics[0]))
        return _noted(Reply("answer", mine.says, chips=chips, sources=mine.sources), before, memory, search)
    if memory.wishes or message.is_chip or not message.text:
        return NO_WISH
    said = plain(message.text.strip())
    lead = f"I am not sure what you mean by “{said}”: say it in a whole sentence, and I answer it."
    return replace(NO_WISH, lead=lead, chips=(*map(topic_chip, topics[:1]), Chip("What can you do?", "/help")))


def _told_of_oneself(before: Memory, memory: Memory) -> bool:
    return (memory.profile, memory.assumptions) != (before.profile, before.assumptions)


def _noted(reply: Reply, before: Memory, memory: Memory, search: Search) -> Reply:
    """The reply with what was understood of the person in front, where the message told something of them."""
    if not _told_of_oneself(before, memory) or not (words := understood(memory, search.knowledge)):
        return reply
    return replace(reply, lead=f"Noted: {words}. {reply.lead}")
