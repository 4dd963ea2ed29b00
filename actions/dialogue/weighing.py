"""Routes of what somebody weighs: schools, two degrees of one, a lean, a conclusion from what stands above, a quality
that no record holds. Pure; see route.py for the order of all ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from actions.dialogue import payoff_figures
from actions.dialogue.degrees_weighed import weighs_degrees
from actions.dialogue.memory import NAMES, NAMING, WEIGHED, Memory, Message
from actions.dialogue.on_screen import BRIEF
from actions.dialogue.own_words import OFFERS_WEIGHED, WHY
from actions.dialogue.pointing import IN_PASSING
from actions.dialogue.qualities import quality_asked
from actions.dialogue.topic_facts import sentences
from actions.dialogue.way import Route, changes, on_a_program

SURE_TOPIC = 0.75  # probability of a topic from which on it is what a long message asks
# Intents under which somebody weighs schools against one another.
WEIGHING = (
    "faq", "inform", "ask_recommendation", "nlu_fallback", "compare_programs", "out_of_scope", "ask_program_fact",
)  # fmt: skip
# Topics on which a verdict is about the person, and not which program to take.
OF_PERSON = ("gpa", "gre", "admission_requirements", "bachelor_needed", "prerequisites", "age_and_family")
_ASKED_WHICH = re.compile(r"\bwhich\b", re.IGNORECASE)
_WHICH = re.compile(
    r"\bwhich (?:one |of (?:them|these|those|the two) )?(?:is|costs?)\b.{0,12}\b(?:cheaper|cheapest|less|least)\b"
    r"|\bwhich(?: one)?\W*$",
    re.I,
)
_WHICH_ONE = re.compile(r"\bwhich (?:one|of (?:them|these|those|the (?:two|three)|both))\b", re.IGNORECASE)
_LEANS = re.compile(
    r"\b(?:lean(?:ing)?|tend(?:ing)?|inclined|gravitat\w+|drawn) (?:more )?(?:to|towards?)\b"
    r"|\bi(?:['’]d| would|['’]ll| will| think i['’]?(?:d|ll))? (?:rather |probably |just )?"
    r"(?:go (?:with|for|to)|take|pick|choose)\b.{0,60}"
    r"\b(?:wrong|mistake|mad|crazy|stupid|ok(?:ay)?|fine|sensible|good idea)\b",
    re.IGNORECASE,
)
# "Would Rutgers be so much worse?": one more school, against the one spoken of.
_AGAINST = re.compile(
    r"\b(?:worse|better|as good|a step (?:down|up)|inferior|superior|much (?:of a )?difference|instead)\b",
    re.IGNORECASE,
)
# "But NEU gave me 5k scholarship, does that change it?": of one of those that were weighed.
_CHANGES_IT = re.compile(
    r"\b(?:chang\w+|alter\w*|matter\w*|make a difference|still|different|better now|what now|and now"
    r"|does (?:that|this|it))\b",
    re.IGNORECASE,
)
OFF = "off"  # the act of who tells a scholarship from one of them; `of` whom, `amount` in US dollars
LEANS = "leans"  # the act of who says which of those weighed it will be, and asks whether that is wrong
# "Ok final. one name only", "what's my best option then": which of those that were weighed, and nothing else.
_AROUND = r"(?:ok(?:ay)?|so|and|but|then|now|well|just|please|pls|final(?:ly)?|in the end|for me|here|only|honestly)"
_PICK = re.compile(
    rf"^\W*(?:{_AROUND}\b\W*)*"
    r"(?:(?:give me |tell me )?(?:one|a single|the) name|(?:pick|choose|name) one|just pick|your pick|who wins"
    r"|(?:what(?:['’]?s| is) |whats |which is )?(?:my|the|your) best (?:option|choice|bet|pick|one)"
    r"|last word|final (?:answer|word)|which one(?: is it| wins)?)"
    rf"\W*(?:{_AROUND}\b\W*)*$",
    re.IGNORECASE,
)
_WHY_NOT_THE_OTHER = re.compile(
    r"\bwhy not (?:the )?other(?: one)?\b|\bwhat(?:['’]?s| is) (?:wrong|bad) (?:with|about) the other\b", re.I
)
PICK = "pick"  # the act of who wants one name, whatever speaks for it
OTHER = "the_other"  # the act of who asks what speaks against the one of two that was not advised
_ONE_NAME = re.compile(r"\b(?:one name|just (?:a|the|one) name)\b", re.IGNORECASE)
_VERDICT = {"entity": "act", "value": "verdict"}
_OR = re.compile(r"\b(?:or|vs\.?|versus|between|compare[ds]?|choose|pick|decide|which|better)\b", re.I)


def picked(message: Message, memory: Memory) -> Route | None:
    """ "Ok final. one name only": one of those that were compared, however long ago."""
    if memory.last.get("decisions") or _PICK.match(message.text) is None:
        return None
    return _among_weighed(message, memory, _VERDICT, {"entity": "act", "value": PICK})


def reasoned(message: Message, memory: Memory) -> Route | None:
    """ "Why?", "why not the other one?" behind a comparison: the programs side by side, or what the other lacks."""
    if memory.last.get("action") != "compare":
        return None
    if _WHY_NOT_THE_OTHER.search(message.text) and len(memory.last.get(WEIGHED) or ()) == 2:
        return _among_weighed(message, memory, {"entity": "act", "value": OTHER})
    return _among_weighed(message, memory) if WHY.match(message.text) else None


def _among_weighed(message: Message, memory: Memory, *acts: Mapping[str, object]) -> Route | None:
    """The message as a question on the programs that were compared last, where there are any."""
    ids = memory.last.get(WEIGHED) or ()
    if len(ids) < 2:
        return None
    above = tuple({"entity": "program", "value": each, "role": "compared"} for each in ids)
    return Route("compare", replace(message, intent="compare_programs", entities=(*above, *acts)))


def weighed(message: Message, _memory: Memory) -> Route | None:
    """ "Columbia: CS or data science?": two degrees of one school."""
    asks = message.does("question") or message.intent == "compare_programs"
    if message.intent not in WEIGHING or not asks or not weighs_degrees(message):
        return None
    return Route("compare", replace(message, intent="compare_programs"))


def leaning(message: Message, memory: Memory) -> Route | None:
    """ "I lean towards San Diego, am I wrong?": one of those that were weighed, and whether to take it."""
    named = message.values("program")
    if message.does("story") or len(set(named)) != 1 or _LEANS.search(message.text) is None:
        return None
    above = tuple({"entity": "program", "value": each, "role": "compared"} for each in memory.mentioned)
    if len(above) < 2:
        return None
    kept = message.others("topic", "asked_fact", *NAMING)
    lean = {"entity": "act", "value": LEANS, "of": named[0]}
    return Route("compare", replace(message, intent="compare_programs", entities=(*kept, *above, lean)))


def changed_offer_told(message: Message, memory: Memory) -> Route | None:
    """A scholarship told behind a comparison: what it changes."""
    off = [
        float(e["value"]) for e in message.entities if e["entity"] == "assumption" and e.get("name") == "scholarship"
    ]
    named = set(map(str, message.values("program")))
    if len(off) != 1 or len(named) > 1 or message.does("story") or _CHANGES_IT.search(message.text) is None:
        return None
    act = {"entity": "act", "value": OFF, "of": next(iter(named), ""), "amount": off[0]}
    return _among_weighed(message, memory, act)


def against(message: Message, memory: Memory) -> Route | None:
    """ "Would Rutgers itself be so much worse?" behind an answer on another school: the two side by side."""
    named = set(map(str, message.values("program")))
    above = [each for each in memory.mentioned if each not in named]
    asks = message.does("question") and not message.does("story") and not message.values("asked_fact")
    if not asks or len(named) != 1 or len(above) != 1 or _AGAINST.search(message.text) is None or message.does("find"):
        return None
    other = {"entity": "program", "value": above[0], "role": "compared"}
    meant = tuple({**each, "role": "compared"} if each["entity"] == "program" else each for each in message.entities)
    return Route("compare", replace(message, intent="compare_programs", entities=(other, *meant)))


def compared(message: Message, memory: Memory) -> Route | None:
    """Two or more schools that somebody weighs: "UCSD or Columbia", three offers; and two fields at one school."""
    if message.intent not in WEIGHING or message.does("verdict"):
        return None
    named = [e for e in message.entities if e["entity"] == "program" and e.get("op") != "not"]
    schools = [e["value"] for e in named if e.get("role") in ("admitted", "compared")]
    wanted = [e["value"] for e in named if e.get("role") not in IN_PASSING]
    weighed = _weighed_in_one_breath(message) if message.does("story") else _OR.search(message.text) is not None
    several = len(set(schools)) > 1 or (len(set(wanted)) > 1 and weighed)
    asks = message.does("question") or message.intent == "compare_programs" or "these" in message.values("pointer")
    offers = message.does("story") and len(set(schools)) > 1  # who tells of two offers need not ask
    if not several or not (asks or offers) or _is_of_person(message):
        return None
    entities = message.entities
    if offers and not message.has("decision"):  # then the stance on offers is said
        entities = (*entities, OFFERS_WEIGHED)
    return Route("compare", replace(message, intent="compare_programs", entities=entities))


def _is_of_person(message: Message) -> bool:
    """Whether a long message surely asks what they themselves should bring: schools in it are examples."""
    if not message.does("story") or not message.ranking:
        return False
    topic, likely = message.ranking[0]
    return likely >= SURE_TOPIC and topic.removeprefix("faq/") in (*OF_PERSON, "this_year", "application_process")


def _weighed_in_one_breath(message: Message) -> bool:
    """Whether two of the schools that a long message means stand in one sentence that weighs; or it asks "of these"."""
    named = [e for e in message.entities if e["entity"] == "program" and e.get("role") not in IN_PASSING]
    for begin, end in sentences(message.text):
        inside = {each["value"] for each in named if begin <= (each.get("start") or 0) < end}
        if len(inside) > 1 and _OR.search(message.text[begin:end]):
            return True
    return "these" in message.values("pointer") and len({each["value"] for each in named}) > 1


def concluded(message: Message, memory: Memory) -> Route | None:
    """ "So which would you pick?": a conclusion from the comparison, the programs or the calculation above."""
    one = message.does(BRIEF) and _ONE_NAME.search(message.text) is not None
    one = one or (_WHICH.search(message.text) is not None and not changes(message))
    if not (message.does("verdict") or one) or message.has("program"):
        return None
    if message.intent == "ask_recommendation" and message.has("field"):
        return None  # "so which decent CS schools don't ask for it": another search
    if any(
        topic in OF_PERSON and dict(message.ranking).get(f"faq/{topic}", 1.0) > SURE_TOPIC
        for topic in message.values("topic")
    ):
        return None  # "is a 3.1 enough, yes or no"
    if payoff_figures.is_at_hand(memory) and memory.last.get("action") == "payoff":
        return Route("payoff", replace(message, intent="ask_payoff"))
    if len(memory.mentioned) > 1 or len(memory.shown) > 1:
        return Route("compare", replace(message, intent="compare_programs", entities=(*message.entities, _VERDICT)))
    return None


def between_those(message: Message, memory: Memory) -> Route | None:
    """ "Which one has better ML courses": asked of those that were compared, and no search."""
    compared_last = memory.last.get("action") == "compare" and len(memory.mentioned) > 1
    which = _WHICH_ONE.search(message.text) or (_ASKED_WHICH.search(message.text) and quality_asked(message.text))
    if not compared_last or not which or message.has(*NAMES) or message.does("find"):
        return None
    kept = tuple(each for each in message.entities if each["entity"] in ("asked_fact", "act", "pointer"))
    return Route("compare", replace(message, intent="compare_programs", entities=kept))


def of_quality(message: Message, memory: Memory) -> Route | None:
    """ "Is OMSCS respected by employers?": what no record holds of a program that is named or spoken of last."""
    named = set(message.values("program"))
    it = message.has("pointer") and memory.last.get("action") in ("program_fact", "answer") and bool(memory.mentioned)
    asks = message.does("question") and not message.does("story") and not message.values("asked_fact")
    if not asks or not (len(named) == 1 or (it and not named)) or message.intent not in (*WEIGHING, "ask_why"):
        return None
    if quality_asked(message.text) is None or message.does("find"):
        return None
    return on_a_program(replace(message, entities=message.others("topic")))
