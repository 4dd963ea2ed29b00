"""Which action answers a message: the intent's own, unless what went before says otherwise. The only router. Pure.

The order: the words of a choice on screen; what goes on elsewhere; what asks for receipts; what is not to be done; the
answer to the open question; a correction; a wish on a declared criterion; what is at hand; what is on screen; nothing
but a wish. The first that applies decides; if none does, the rule of the intent (data/rules.yml) stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue import consent, own_words, payoff_figures, reckoning
from actions.dialogue.all_but import all_but
from actions.dialogue.amount_order import ordered
from actions.dialogue.cheapest import cheaper_ones, cheapest
from actions.dialogue.cut_down import cut_down
from actions.dialogue.data_age_asked import data_age_asked
from actions.dialogue.doubt_answers import SKIPPED, open_doubt, typed
from actions.dialogue.elsewhere import elsewhere
from actions.dialogue.going_on import NEVER_TAKEN_OVER, asked_of_those, gone_on
from actions.dialogue.guide import CostsTalk, ReadinessTalk
from actions.dialogue.list_orders import kept_by_name, list_cleared, ordered_beside
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.missed_wishes import missed_wish
from actions.dialogue.person_wanted import person_wanted
from actions.dialogue.pointing import at_these
from actions.dialogue.receipts_asked import receipts_asked
from actions.dialogue.second_thoughts import (
    general,
    likeliest,
    only_refusals,
    shortened,
    tried_nothing,
    undegreed,
    wished,
)
from actions.dialogue.standing_out import standing_out
from actions.dialogue.taking_back import asked_of_data, dropped, emptied, removed, undone
from actions.dialogue.topic_facts import FACTS_OF_TOPIC, asks_bare_fact, speaks_of_all
from actions.dialogue.way import Route, changes, on_a_program, person_changed, points, same_again, was_of_programs
from actions.dialogue.weighing import (
    against,
    between_those,
    changed_offer_told,
    compared,
    concluded,
    leaning,
    of_quality,
    picked,
    reasoned,
    weighed,
)
from actions.dialogue.wish_values import CRITERION

_NOTE_ON = re.compile(
    r"\W*(?:(?:please|and|add|write|put|make|an?|my|the) )*note (?:on|for|to|about) [^:]{1,60}:\s*\S", re.I
)
UNSURE = 0.3  # probability of the likeliest intent below which a question in passing is about nothing on record
# Intents that change or send something: refused, they do nothing.
COMMANDS = (
    "forget_me", "start_over", "shortlist_add", "shortlist_remove", "shortlist_note", "export_shortlist",
    "compare_programs", "human_handoff", "ask_admissions", "go_back", "show_more", "never_mind", "deny", "ask_my_data",
    "out_of_scope", "nlu_fallback", "inform", "wrong_answer", "ask_recommendation", "guided_start", "ask_study_plan",
    "ask_readiness", "ask_payoff", "ask_what_if", "report_answer", "show_wishes", "show_shortlist",
)  # fmt: skip
# What a wish on a declared criterion is often taken for: "no application fee" reminds of how to apply.
TAKEN_FOR = ("faq", *own_words.ASTRAY)
STATING = ("inform", "faq", "nlu_fallback", "out_of_scope", "wrong_answer", "ask_program_fact", "deny", "affirm")
# What beside figures, skills or degrees makes a message no other than one that tells these.
BY_THE_WAY = ("topic", "also_asked", "act", "age", "family", "situation", "goal", "visa", "particular", "figure")
# Actions behind whose answer a bare question is about the programs on screen.
TELLING_OF_PROGRAMS = (
    "program_fact", "compare", "recommend", "show_more", "explain", "shortlist_add", "show_shortlist", "answer",
)  # fmt: skip
_ON_GRADES = ("gpa", "gre", "admission_requirements", "international")
_BACKGROUND_TOPICS = ("prerequisites", "bachelor_needed", "admission_requirements")
_WRONG = re.compile(r"\b(?:wrong|incorrect|not right|not what i|not correct|not true)\b", re.I)
_OF_THEIR_OWN = re.compile(
    r"\b(?:am i|do i have|do i meet|have i|is that enough|enough for|ready|qualif(?:y|ied)|let me in|prepared)\b", re.I
)


def route(message: Message, memory: Memory, default: str) -> Route:
    """Where a noted message goes.

    Args:
        default: the file name of the action that the intent's rule names.
    """
    if message.is_chip:
        return Route(default, consent.without_unasked(message, memory), "chip")
    for way in WAYS:
        if (found := way(message, memory)) is not None:
            return replace(found, way=way.__name__.lstrip("_"))
    return Route(default, message)


def _refused(message: Message, _memory: Memory) -> Route | None:
    """ "Don't delete my data": nothing is done."""
    plain = message.intent in ("faq", "ask_program_fact") and not message.does("question")
    if message.does("refusal") and (message.intent in COMMANDS or plain) and not changes(message):
        return Route("never_mind", replace(message, intent="refuse"))
    return None


def _confirmed(message: Message, memory: Memory) -> Route | None:
    """Yes, no, or neither, to "Delete all of it?"."""
    action = consent.awaited(memory)
    if action is None or changes(message):
        return None
    said = consent.answered(message, action)
    if said == consent.NO:
        return Route("never_mind", replace(message, intent="refuse"))
    return None if said is None else Route(action, consent.agreeing(message, action, said))


def _dismissed(message: Message, _memory: Memory) -> Route | None:
    """ "Forget it": takes back a remark and deletes nothing, whatever the words remind of."""
    return Route("never_mind", replace(message, intent="never_mind")) if message.does("dismissal") else None


def _doubted(message: Message, memory: Memory) -> Route | None:
    """An answer in free words to the open question of the check of doubts."""
    key = open_doubt(memory)
    value = None if key is None or message.intent in NEVER_TAKEN_OVER else typed(key, message)
    if key is None or value is None:
        return None
    said = ({"entity": f"doubt_{key}", "value": value if value != SKIPPED else SKIPPED},)
    return Route("doubts", replace(message, intent="check_doubts", entities=said))


def _corrected(message: Message, memory: Memory) -> Route | None:
    """A correction that changed what is noted, or names another program, has the last answer given anew."""
    corrects = message.does("correction") or message.intent == "wrong_answer"
    if not corrects or not memory.last or message.intent in (*NEVER_TAKEN_OVER, "go_back", "compare_programs"):
        return None
    last = memory.last
    if last.get("action") == "what_if" and not changes(message):
        return None
    named = [each for each in message.entities if each["entity"] in NAMES and each.get("op") != "not"]
    if named and last.get("action") in ("program_fact", "answer", "explain"):
        return same_again(message, memory, named)
    if payoff_figures.is_at_hand(memory) and _figures_changed(message):
        return Route("payoff", message)
    if not (changes(message) or person_changed(message, memory)):
        return None
    if message.has("corrected") and not set(last.get("topics") or ()) & set(_ON_GRADES):
        return Route("recommend", replace(message, intent="inform"))  # the last answer says nothing of the grade
    if last.get("action") in (
        "answer",
        "readiness",
        "study_plan",
        "compare",
        "what_if",
        "payoff",
    ) and not _search_changed(message, memory):
        return same_again(message, _of_the_grade(memory) if message.has("corrected") else memory, named)
    return Route("recommend", replace(message, intent="inform"))


def _of_the_grade(memory: Memory) -> Memory:
    """The memory of a last answer that was on nothing but the grade: what else was answered stands."""
    topics = [each for each in memory.last.get("topics") or () if each in _ON_GRADES]
    return replace(memory, last={**memory.last, "topics": topics[:1]})


def _answered_wrongly(message: Message, _memory: Memory) -> Route | None:
    """ "No, that's wrong" says no to no question; what was meant instead is asked for."""
    wrong = message.intent == "deny" and message.does("correction") and _WRONG.search(message.text) is not None
    return Route("clarify", replace(message, intent="wrong_answer")) if wrong and not changes(message) else None


def _search_changed(message: Message, memory: Memory) -> bool:
    """Whether a search is running and its wishes changed."""
    return changes(message) and bool(memory.shown) and memory.last.get("action") in ("recommend", "show_more")


def _figures_changed(message: Message) -> bool:
    return message.has("income", "assumption", "state", "occupation", "pace")


def _declared(message: Message, _memory: Memory) -> Route | None:
    """ "Which ones need no letters" searches, whatever the words remind of; a life story stays with what it asks."""
    named, changes = message.has(CRITERION), message.changes
    taken = message.intent in TAKEN_FOR or (message.does("wish") and message.intent not in NEVER_TAKEN_OVER)
    asks = message.does("question") and message.intent == "faq" and not message.does("find")  # "does a degree fix that"
    unheard = message.intent in TAKEN_FOR and changes is not None and changes.unsearchable and not asks
    if not named or not taken or changes is None or not (changes.any or changes.repeated or unheard):
        return None
    told = message.does("story") and message.intent == "faq" and message.ranking[0][1] >= UNSURE
    return None if told else Route("recommend", replace(message, intent="inform"))


def _at_hand(message: Message, memory: Memory) -> Route | None:
    """What is said in passing to the calculation, the background or the costs that are spoken of."""
    if message.intent not in STATING or (message.does("question") and not message.does("follow_on")):
        return None
    said = {each["entity"] for each in message.entities} - set(BY_THE_WAY)
    names = {each.get("name") for each in message.entities if each["entity"] == "assumption"}
    of_readiness = isinstance(memory.guide, ReadinessTalk)
    if said == {"assumption"} and "hours" in names and (of_readiness or memory.profile.get("skills")):
        return Route("study_plan", message)
    if said and said <= {"skill", "background"} and of_readiness:
        return Route("readiness", message)
    if said and said <= {"skill"} and message.intent == "inform":
        return Route("readiness", message)
    if said == {"assumption"} and names == {"living"} and isinstance(memory.guide, CostsTalk):
        return Route("compare", message)
    figures_ = {"assumption", "income", "state", "occupation", "pace", "program"}
    at_hand = payoff_figures.is_at_hand(memory)
    if said and said <= figures_ and (at_hand or (names - {"hours", None} and "income" in memory.assumptions)):
        return Route("payoff", message) if said != {"program"} else None
    return None


def _asked_of_one(message: Message, _memory: Memory) -> Route | None:
    """ "Is it taught in English at Tübingen?": whether one program's list names something."""
    asked = any(each["entity"] == "asked_fact" and each.get("term") for each in message.entities)
    return on_a_program(message) if asked and not message.does("story") else None


def _personal(message: Message, memory: Memory) -> Route | None:
    """ "I make 62k in Ohio, is it worth it" is worked out; "I took calculus, know Python: am I ready?" is compared."""
    if message.intent != "faq":
        return None
    topics, kinds = message.values("topic"), {each["entity"] for each in message.entities}
    if own_words.is_reckoned(message):
        return Route("payoff", replace(message, intent="ask_payoff"))
    brought = [each for each in message.entities if each["entity"] in ("skill", "background") and each.get("value")]
    skilled = any(each["entity"] == "skill" for each in brought) and len(brought) > 1
    if message.does("story") and message.ranking[0][0] == "ask_payoff" and "income" in kinds:
        return Route("payoff", replace(message, intent="ask_payoff"))
    if message.does("story"):
        return None  # is answered in sentences; the table is a question away
    told_of_one = not message.does("question") and len(memory.mentioned) == 1  # what they lack for it
    of_their_own = told_of_one or _OF_THEIR_OWN.search(message.text) is not None
    if skilled and set(topics) & set(_BACKGROUND_TOPICS) and of_their_own:
        return Route("readiness", replace(message, intent="ask_readiness"))
    return None


def _on_screen(message: Message, memory: Memory) -> Route | None:
    """A bare question on a fact, after one to four programs, is about them."""
    if message.intent != "faq" or not (memory.mentioned or memory.shown) or not asks_bare_fact(message):
        return None
    if message.does("wish") and changes(message):  # "part time": asks nothing
        return None
    topics = message.values("topic")
    named = [each for each in message.entities if each["entity"] in NAMES]
    if any(each["entity"] in ("occupation", "state", "country", "city", "place") for each in message.entities):
        return None  # "what do data scientists earn in California" is about none of them
    if named or not topics or not all(topic in FACTS_OF_TOPIC for topic in topics) or speaks_of_all(message):
        return None
    if memory.last.get("action") not in TELLING_OF_PROGRAMS:
        return None
    if memory.last.get("topics") == message.values("topic") and not was_of_programs(memory):
        return None  # "do they waive it" goes on in general, whatever the answer named as an example
    if points(message) or (memory.last.get("action") == "answer" and not memory.mentioned):
        return None
    if max((likely for _, likely in message.ranking), default=1.0) < UNSURE and message.does("question"):
        return Route("talk", replace(message, intent="out_of_scope"))
    return Route("answer", replace(message, entities=(*message.entities, at_these(memory))))


def _noted(message: Message, memory: Memory) -> Route | None:
    """ "Note on it: ask Maria" is a note, whatever its words remind of."""
    if not (memory.shortlist or memory.mentioned) or _NOTE_ON.match(message.text) is None:
        return None
    return Route("shortlist_note", replace(message, intent="shortlist_note"))


# In this order; see the module's docstring.
WAYS = (
    elsewhere,
    person_wanted,
    receipts_asked,
    data_age_asked,
    list_cleared,
    ordered_beside,
    kept_by_name,
    _refused,
    _confirmed,
    undone,
    asked_of_data,
    _dismissed,
    cut_down,
    picked,
    reasoned,
    missed_wish,
    own_words.leaned,
    shortened,
    emptied,
    all_but,
    dropped,
    removed,
    _noted,
    _doubted,
    own_words.in_another_language,
    reckoning.asked,
    reckoning.asked_again,
    _corrected,
    _answered_wrongly,
    cheaper_ones,
    standing_out,
    leaning,
    against,
    changed_offer_told,
    own_words.surely_particular,
    own_words.taken,
    weighed,
    of_quality,
    own_words.decided,
    own_words.chances,
    ordered,
    _declared,
    own_words.particular,
    _personal,
    _at_hand,
    _asked_of_one,
    own_words.of_a_country,
    own_words.of_the_whole,
    asked_of_those,
    gone_on,
    undegreed,
    only_refusals,
    cheapest,
    concluded,
    between_those,
    compared,
    general,
    _on_screen,
    wished,
    tried_nothing,
    likeliest,
)
