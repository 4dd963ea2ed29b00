"""Which action answers a message: the intent's own, unless what went before says otherwise. The only router. Pure.

The order: the words of a choice on screen; what is not to be done; the answer to the open question; a correction;
a wish on a declared criterion; what is at hand; what is on screen; nothing but a wish. The first that applies decides;
if none does, the rule of the intent (data/rules.yml) stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue import payoff_figures
from actions.dialogue.doubt_answers import SKIPPED, open_doubt, typed
from actions.dialogue.last_answer import corrected, gone_on, same_again
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import IN_PASSING
from actions.dialogue.topic_facts import FACTS_OF_TOPIC, speaks_of_all
from actions.dialogue.ways import NEVER_TAKEN_OVER, Route, changed
from actions.dialogue.wish_values import CRITERION

CONFIRM = "confirm:"  # the open question is whether to do this, such as "confirm:forget_me"
READINESS, COSTS = "readiness", "costs"  # what the conversation is about, in `Memory.guide`
# Intents that change or send something: refused, they do nothing.
COMMANDS = (
    "forget_me", "start_over", "shortlist_add", "shortlist_remove", "shortlist_note", "export_shortlist",
    "compare_programs", "human_handoff", "ask_admissions", "go_back", "show_more", "never_mind", "deny", "ask_my_data",
    "out_of_scope", "nlu_fallback", "inform", "wrong_answer",
)  # fmt: skip
# What a wish on a declared criterion is often taken for: "no application fee" reminds of how to apply.
TAKEN_FOR = ("faq", "nlu_fallback", "inform", "wrong_answer", "show_more", "ask_program_fact", "ask_admissions")
STATING = ("inform", "faq", "nlu_fallback", "out_of_scope", "wrong_answer", "ask_program_fact", "deny", "affirm")
# Intents under which somebody weighs schools against one another.
WEIGHING = (
    "faq",
    "inform",
    "ask_recommendation",
    "nlu_fallback",
    "compare_programs",
    "out_of_scope",
    "ask_program_fact",
)
LIKELY_IN_STORY, LIKELY_AFTER = 0.1, 0.15  # probability from which on a topic is answered that is not sure
_OR = re.compile(r"\b(?:or|vs\.?|versus|between|compare[ds]?|choose|pick|decide|which|better)\b", re.I)
_BACKGROUND_TOPICS = ("prerequisites", "bachelor_needed", "admission_requirements")
_OF_THEIR_OWN = re.compile(
    r"\b(?:am i|do i have|do i meet|have i|is that enough|enough for|ready|qualif(?:y|ied)|let me in|prepared)\b", re.I
)


def route(message: Message, memory: Memory, default: str) -> Route:
    """Where a noted message goes.

    Args:
        default: the file name of the action that the intent's rule names.
    """
    if message.is_chip:
        return Route(default, message)
    for way in WAYS:
        if (found := way(message, memory)) is not None:
            return found
    return Route(default, message)


def _refused(message: Message, _memory: Memory) -> Route | None:
    """ "Don't delete my data": nothing is done."""
    if message.does("refusal") and message.intent in COMMANDS and not changed(message):
        return Route("never_mind", replace(message, intent="refuse"))
    return None


def _confirmed(message: Message, memory: Memory) -> Route | None:
    """Yes or no to "Delete all of it?"."""
    if not (memory.asked or "").startswith(CONFIRM):
        return None
    action = str(memory.asked).removeprefix(CONFIRM)
    if message.intent == "affirm":
        return Route(action, replace(message, entities=({"entity": "confirm", "value": "yes"},)))
    if (
        message.intent in ("deny", "skip", "never_mind", "go_back")
        or message.does("dismissal")
        or message.does("refusal")
    ):
        return Route("never_mind", replace(message, intent="refuse"))
    return None


def _dismissed(message: Message, _memory: Memory) -> Route | None:
    """ "Forget it": takes back a remark and deletes nothing, whatever the words remind of."""
    return Route("never_mind", replace(message, intent="never_mind")) if message.does("dismissal") else None


def _dropped(message: Message, _memory: Memory) -> Route | None:
    """ "Remove my GPA" takes back that, not everything; a question on deletion is a question."""
    if message.intent not in ("forget_me", "start_over", "shortlist_remove"):
        return None
    named = [each for each in message.entities if each.get("op") == "drop" and each["entity"] != "program"]
    if named and message.intent != "shortlist_remove":
        return Route("recommend", replace(message, intent="inform"))
    if message.does("question") and message.intent == "forget_me":
        return Route("my_data", replace(message, intent="ask_my_data"))
    return None


def _doubted(message: Message, memory: Memory) -> Route | None:
    """An answer in free words to the open question of the check of doubts."""
    key = open_doubt(memory)
    value = None if key is None or message.intent in NEVER_TAKEN_OVER else typed(key, message)
    if key is None or value is None:
        return None
    said = ({"entity": f"doubt_{key}", "value": value if value != SKIPPED else SKIPPED},)
    return Route("doubts", replace(message, intent="check_doubts", entities=said))


def _declared(message: Message, _memory: Memory) -> Route | None:
    """ "Which ones need no letters" searches, whatever the words remind of; a life story stays with what it asks."""
    named = any(each["entity"] == CRITERION for each in message.entities)
    changes = message.changes
    if not named or message.intent not in TAKEN_FOR or changes is None or not (changes.any or changes.repeated):
        return None
    return Route("recommend", replace(message, intent="inform"))


def _at_hand(message: Message, memory: Memory) -> Route | None:
    """What is said in passing to the calculation, the background or the costs that are spoken of."""
    if message.intent not in STATING or (message.does("question") and not message.does("follow_on")):
        return None
    said = {each["entity"] for each in message.entities} - {
        "topic",
        "act",
        "age",
        "family",
        "situation",
        "goal",
        "visa",
    }
    names = {each.get("name") for each in message.entities if each["entity"] == "assumption"}
    kind = (memory.guide or {}).get("kind")
    if said == {"assumption"} and "hours" in names and (kind == READINESS or memory.profile.get("skills")):
        return Route("study_plan", message)
    if said and said <= {"skill", "background"} and kind == READINESS:
        return Route("readiness", message)
    if said and said <= {"skill"} and message.intent == "inform":
        return Route("readiness", message)
    if said == {"assumption"} and names == {"living"} and kind == COSTS:
        return Route("compare", message)
    figures_ = {"assumption", "income", "state", "occupation", "pace", "program"}
    at_hand = payoff_figures.is_at_hand(memory)
    if said and said <= figures_ and (at_hand or (names - {"hours", None} and "income" in memory.assumptions)):
        return Route("payoff", message) if said != {"program"} else None
    return None


def _personal(message: Message, memory: Memory) -> Route | None:
    """ "I make 62k in Ohio, is it worth it" is worked out; "I took calculus, know Python: am I ready?" is compared."""
    if message.intent != "faq":
        return None
    topics, kinds = message.values("topic"), {each["entity"] for each in message.entities}
    if "worth_it" in topics and "income" in kinds:
        return Route("payoff", replace(message, intent="ask_payoff"))
    brought = [each for each in message.entities if each["entity"] in ("skill", "background") and each.get("value")]
    skilled = any(each["entity"] == "skill" for each in brought) and len(brought) > 1
    if skilled and set(topics) & set(_BACKGROUND_TOPICS) and _OF_THEIR_OWN.search(message.text):
        return Route("readiness", replace(message, intent="ask_readiness"))
    return None


def _on_screen(message: Message, memory: Memory) -> Route | None:
    """A bare question on a fact, after one to four programs, is about them."""
    if message.intent != "faq" or not (memory.mentioned or memory.shown) or message.does("story"):
        return None
    topics = message.values("topic")
    named = [each for each in message.entities if each["entity"] in ("program", "unknown_program")]
    if named or not topics or not all(topic in FACTS_OF_TOPIC for topic in topics) or speaks_of_all(message):
        return None
    if memory.last.get("action") not in (
        "program_fact",
        "compare",
        "recommend",
        "show_more",
        "explain",
        "shortlist_add",
        "show_shortlist",
        "answer",
    ):
        return None
    return (
        Route("answer", replace(message, entities=(*message.entities, {"entity": "pointer", "value": "these"})))
        if not _points(message)
        else None
    )


def _points(message: Message) -> bool:
    return any(each["entity"] == "pointer" for each in message.entities)


def _wished(message: Message, memory: Memory) -> Route | None:
    """Nothing but a wish: a search, where one runs, was asked for, or the topic is none of its own."""
    if not message.does("wish") or not changed(message):
        return None
    searching = (
        bool(memory.shown) or memory.asked is not None or message.intent in ("out_of_scope", "nlu_fallback", "inform")
    )
    several = message.changes is not None and len(message.changes.added) > 1
    return Route("recommend", replace(message, intent="inform")) if searching or several else None


def _compared(message: Message, memory: Memory) -> Route | None:
    """Two or more schools that somebody weighs: "UCSD or Columbia", three offers; and two fields at one school."""
    if message.intent not in WEIGHING or message.does("verdict"):
        return None
    schools = [
        e["value"] for e in message.entities if e["entity"] == "program" and e.get("role") in ("admitted", "compared")
    ]
    wanted = [e["value"] for e in message.entities if e["entity"] == "program" and e.get("role") not in IN_PASSING]
    several = len(set(schools)) > 1 or (len(set(wanted)) > 1 and _OR.search(message.text) is not None)
    if not several or not (message.does("question") or message.intent == "compare_programs"):
        return None
    return Route("compare", replace(message, intent="compare_programs"))


def _concluded(message: Message, memory: Memory) -> Route | None:
    """ "So which would you pick?": a conclusion from the comparison, the programs or the calculation above."""
    if not message.does("verdict") or any(each["entity"] == "program" for each in message.entities):
        return None
    if payoff_figures.is_at_hand(memory) and memory.last.get("action") == "payoff":
        return Route("payoff", replace(message, intent="ask_payoff"))
    if len(memory.mentioned) > 1 or len(memory.shown) > 1:
        return Route("compare", replace(message, intent="compare_programs"))
    return None


def _general(message: Message, memory: Memory) -> Route | None:
    """ "Is it needed at most places?" behind a general answer is about that topic again, not about one program."""
    named = any(each["entity"] in ("program", "unknown_program") for each in message.entities)
    if message.intent != "ask_program_fact" or named or not memory.last.get("topics") or not speaks_of_all(message):
        return None
    return same_again(message, memory)


def _likeliest(message: Message, memory: Memory) -> Route | None:
    """A story, or a word to what stands above, that no intent is sure of: its wishes, else its likeliest question."""
    if message.intent not in ("nlu_fallback", "out_of_scope"):
        return None
    if message.does("story") and message.changes is not None and message.changes.added:
        return Route("recommend", replace(message, intent="ask_recommendation"))
    least = LIKELY_IN_STORY if message.does("story") else LIKELY_AFTER if memory.last else 1.0
    for name, likely in message.ranking:
        if name.startswith("faq/") and likely >= least:
            topic = {"entity": "topic", "value": name.removeprefix("faq/")}
            return Route("answer", replace(message, intent="faq", entities=(*message.entities, topic)))
    return None


# In this order; see the module's docstring.
WAYS = (
    _refused,
    _confirmed,
    _dismissed,
    _dropped,
    _doubted,
    corrected,
    _declared,
    _personal,
    _at_hand,
    gone_on,
    _concluded,
    _compared,
    _general,
    _on_screen,
    _wished,
    _likeliest,
)
