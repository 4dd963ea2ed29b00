"""What short messages ask for in words that an intent is easily mistaken in: a fact in a word or two, a search, the
price of a place on the list, what was taken down. Read before a message is noted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from actions.dialogue import payoff_figures
from actions.dialogue.cheapest import names_the_cheapest
from actions.dialogue.follow_ups import follow_up
from actions.dialogue.lookup import word_set
from actions.dialogue.memory import NAMES, NAMING, Memory, Message
from actions.dialogue.pointing import at_these
from knowledge.declarations import DECLARED

MOST_WORDS = 16  # a longer message says in full what it asks
# Commands and what stands by itself: never taken for anything else.
LEFT_ALONE = (
    "forget_me", "start_over", "human_handoff", "bot_challenge", "shortlist_add", "shortlist_note", "export_shortlist",
    "ask_admissions", "go_back", "affirm", "deny", "check_doubts", "skip",
)  # fmt: skip
# Kinds of entities that a search can be made of.
WISHES = frozenset(
    ("field", "focus", "budget", "place", "city", "state", "country", "region", "delivery", "pace", "duration",
     "criterion", "money", "background", *DECLARED.criteria)
)  # fmt: skip
# Wishes that are questions on a fact where a program is named: "is BU STEM?"
FACTS_OF_WISHES = {"pace": "part_time"}
PART_OF_NAMES = ("delivery", "focus", "field")  # "MSCS Online" asks for no form
_PAYING = r"what (?:would|will|do|does) (?:i|she|he|they|we) (?:have to )?pay(?: there| then)?"
_PAID = re.compile(rf"\b{_PAYING}\W*$|^\W*(?:the )?(?:fee|fees|tuition|total) for\b", re.IGNORECASE)
# "Can I do it next to a job?": of a program, whatever else the words remind of.
_BESIDE_A_JOB = re.compile(
    r"\b(?:do|study|take|finish|manage|combine|complete|handle)\b[\w ]{0,12}\b(?:it|this|that|them)\b[\w ]{0,12}"
    r"\b(?:besides?|next to|alongside|with|while|around|on top of)\b[\w ]{0,16}\b(?:jobs?|work(?:ing)?|employed)\b"
    r"|\b(?:keep|hold on to|stay in) (?:my|the|a) job\b[\w ]{0,12}\b(?:doing|studying|taking|during)\b",
    re.IGNORECASE,
)
# "Does UIUC care that my undergrad is econ": whether another degree is in the way.
_OTHER_DEGREE = re.compile(
    r"\b(?:care|mind|matter|problem|accept|take|ok(?:ay)?|issue)\b.{0,20}\b(?:undergrad\w*|bachelor\w*|major|degree|branch)\b"
    r".{0,6}\b(?:is|was|isn['’]?t|in|not)\b",
    re.IGNORECASE,
)
_FACTS = (
    (_OTHER_DEGREE, ("cs_degree", "prerequisites")),
    (_BESIDE_A_JOB, ("part_time", "delivery")),
    (
        re.compile(
            rf"\b(?:in[- ]state|out[- ]of[- ]state|non[- ]?residents?|total|all in|fees|tuition|come (?:out )?to"
            rf"|{_PAYING})\b",
            re.I,
        ),
        ("price",),
    ),
    (re.compile(r"\bfee\b", re.I), ("application_fee", "price")),
    (re.compile(r"\b(?:(?:until|till|by) when|due(?: date)?|closing date)\b", re.I), ("deadline",)),
    (re.compile(r"\benglish (?:score|test|level|scores)\b", re.I), ("toefl", "ielts")),
)
_FILLERS = word_set("conversation", "beside_a_fact")
_SEARCHES = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|then|alright|now|right|well|no)\b\W*)*"
    r"(?:(?:list|pull up|show|find|give|name|get)\b(?: me| us)?"
    r"|what (?:else )?(?:do you have|have you got|is there|are there)\b|anything\b|something\b"
    r"|any\b(?! chance| point| reason)"
    r"|(?:\d|one|two|three|four|five|some|a few|other|more) "
    r"(?:options?|choices|programs|schools|degrees|masters|ones)\b"
    r"|which (?:is|are) the (?:cheap|afford)\w+"
    r"|which (?:masters|master's|programs|schools|degrees|ones|universities|of (?:those|these|them)) "
    r"(?:(?:would|will|do|can|could) )?(?:have|take|want|offer|need|ask|accept|admit|don['’]?t)\b"
    r"|who (?:(?:would|will) (?:take|accept|admit)|charges?|takes?|has|have|lets?|offers?|accepts?|waives?|gives?|does"
    r"|doesn['’]?t)\b"
    r"|(?:then )?with\b(?=.*\b(?:please|pls)\b)|suppose\b)",
    re.IGNORECASE,
)
_ASKS_PRICE = re.compile(r"\b(?:costs?|price|pay for|set me back|charge|how much)\b", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:give|name|show|list|tell|recommend|suggest)\b(?: me| us)?(?: \w+){0,4} "
    r"(?:schools|programs|programmes|universities|colleges|names|places|options)\b",
    re.IGNORECASE,
)
_OF_PRICE = re.compile(r"\b(?:cheap\w*|costs?|price\w*|free|funded|expensive|dear)\b", re.IGNORECASE)
_OF_NOTES = re.compile(r"\b(?:note[ds]?|remember|remind|write|jot|mark)\b", re.IGNORECASE)
_ASKS_WHY = re.compile(r"\bwhat (?:puts|made|makes|got|brings|brought)\b|\bwhy\b", re.IGNORECASE)
_ABOUT_ME = re.compile(
    r"\b(?:your notes|you (?:know|have|noted|wrote|remember|saved)|on file)\b.{0,20}\b(?:about|on|of) me\b"
    r"|\bwhat(?:['’]?s| is) my (?:situation|profile|case)\b|\bsum (?:me|my (?:case|situation)) up\b",
    re.IGNORECASE,
)
# "Give me the link", "links please", "where is its website": the pages of the programs spoken of.
_LINK = re.compile(
    r"^\W*(?:(?:please|ok(?:ay)?|and|so|can|could|you|i|we|have|get|give|send|show|share|post|print|open|what|where"
    r"|what['’]?s|is|are|do|me|us|the|a|its|their|his|her|that|this|any|their|for|to|of|it|them|these|those|all)\b\W*)*"
    r"(?:links?|urls?|web ?sites?|web ?pages?|home ?pages?|web address(?:es)?)\b"
    r"\W*(?:(?:please|pls|to|for|of|it|that|them|these|those|all|now|again|the|program|programs|page|pages)\b\W*)*$",
    re.IGNORECASE,
)
# "Compare my shortlist", in whatever order it is said.
_COMPARES = re.compile(r"\b(?:compar\w+|side[- ]by[- ]side|against (?:each|one) (?:other|another))\b", re.IGNORECASE)
_SHORTLIST = re.compile(
    r"\b(?:short[- ]?list(?:ed)?|my (?:list|picks|favou?rites|saved|kept)"
    r"|(?:i|i['’]ve) (?:have )?(?:kept|saved|keep|picked)|(?:on|from) (?:my|the) list)\b",
    re.IGNORECASE,
)
# A question on notes: "is there a note on the price", "what did I note on the first"; not "do note that", "how do I …".
_ASKS_OF_NOTES = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but|hey|hm+|please|tell me|also|then|now)\b\W*)*"
    r"(?:what|which|whats|what['’]s|where(?! (?:can|do|could|should|would) i\b)|who|when|why|is|are|was|were|does|did"
    r"|has|do (?:they|you|we|i|any|the|these|those|both)\b|have (?:you|they|i|we)\b)\b(?! (?:should|shall|can) i\b)",
    re.IGNORECASE,
)
_SAID_YES = re.compile(
    r"\b(?:said yes|(?:accepted|admitted|took|let) me(?: in)?\b|offered me (?:a (?:place|spot|seat)|admission)"
    r"|i got in(?:to)?\b)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\brun (?:the|my|some) numbers\b", re.IGNORECASE)
_AMOUNT = r"\$?(?P<amount>\d[\d,]*(?:\.\d+)?)\s?(?P<k>k\b|thousand\b|grand\b)?"
# What is said of the calculation at hand without its words: the pay afterwards, more pay than now, what is borrowed.
_GETTING = r"\b(?:get|gets|make|earn|paid|offered)\b[\w ]{0,12}? (?:to |up to |only )?"
_FIGURES = (
    ("pay_after", re.compile(rf"{_GETTING}{_AMOUNT}(?! ?%)", re.I)),
    ("more", re.compile(rf"{_AMOUNT} (?:more|extra|on top)\b", re.I)),
    ("borrow", re.compile(rf"\b(?:borrow|loan of|finance)\b[\w ]{{0,12}}? {_AMOUNT}(?! ?%)", re.I)),
)  # fmt: skip
_GIVEN = re.compile(r"\s*(?:in |of |a year )?(?:scholarship|grant|aid|fellowship|off\b|bonus)", re.IGNORECASE)
# "And that technology systems one?": a degree by a name that nothing is known by.
_THAT_DEGREE = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|what about|how about)\W+)+(?:that|the|their)\s+(?P<what>[a-z][\w &/-]{3,40}?)\s+"
    r"(?:one|degree|program(?:me)?|masters?|master['’]s|ms|msc)\W*$",
    re.IGNORECASE,
)
MISSING_DEGREE = "missing_degree"  # the entity that names it
UNSURE = 0.5  # probability below which a topic gives way to a fact that is named
LEAST_COMPARED = 2  # programs
THOUSANDS_BELOW = 1000  # "only get to 95": a pay or a loan below this is meant in thousands


def in_other_words(message: Message, memory: Memory) -> Message:
    """The message with the intent and the facts that its words ask for."""
    if message.is_chip or message.does("story"):
        return message
    message = follow_up(message, memory)
    if len(message.text.split()) > MOST_WORDS:
        return _named_some(message, memory) or message
    for command in (_compared, _asked_of_notes, _no_note):
        if (read := command(message, memory)) is not None:
            return read
    if message.intent in LEFT_ALONE:
        return message
    for reading in _READINGS:
        if (read := reading(message, memory)) is not None:
            return read
    return message


def _figured(message: Message, memory: Memory) -> Message | None:
    """ "What if I only get to 95", "I'd borrow 40 of it", "and with 20k more": a figure of the calculation at hand."""
    if not payoff_figures.is_at_hand(memory) and "income" not in memory.assumptions:
        return None
    for name, words in _FIGURES:
        found = words.search(message.text)
        if found is None or _GIVEN.match(message.text, found.end()):
            continue
        amount = float(found["amount"].replace(",", ""))
        amount *= 1000 if found["k"] or amount < THOUSANDS_BELOW else 1
        if name == "more":
            name, amount = "pay_after", amount + float(memory.assumptions.get("income") or 0)
        figure = {"entity": "assumption", "name": name, "value": amount, "start": found.start(), "end": found.end()}
        money = ("money", "budget", "income", "assumption", "act")
        return replace(message, intent="ask_payoff", entities=(*message.others(*money), figure))
    return None


def _reckoned(message: Message, _memory: Memory) -> Message | None:
    """ "Run the numbers for OMSCS" wants the calculation."""
    return replace(message, intent="ask_payoff") if _NUMBERS.search(message.text) else None


def _missing_degree(message: Message, memory: Memory) -> Message | None:
    """ "And that technology systems one?": another degree of the school spoken of, which is not on record."""
    found = _THAT_DEGREE.match(message.text)
    if found is None or not memory.mentioned or message.has(*NAMING, *WISHES, "sort", "asked_fact"):
        return None
    missing = {"entity": MISSING_DEGREE, "value": found["what"], "start": found.start("what"), "end": found.end("what")}
    return replace(message, intent="ask_program_fact", entities=(*message.entities, missing))


def _asked_after(message: Message, _memory: Memory) -> Message | None:
    """ "Hong Kong not in your list?" refuses nothing: it asks for what is there."""
    refused = message.intent in ("refuse", "never_mind", "deny")
    if not refused or not message.text.rstrip().endswith("?") or not message.has(*WISHES):
        return None
    acts = tuple(each for each in message.entities if each["entity"] != "act" or each["value"] != "refusal")
    return replace(message, intent="ask_recommendation", entities=acts)


def _said_before(message: Message, _memory: Memory) -> Message | None:
    """ "You said Princeton might be cheap, how come?": asks about it, and reports nothing an office said."""
    named = message.has(*NAMES) and message.does("question")
    if message.intent != "report_answer" or not named or message.values("asked_fact"):
        return None
    return _asking(message, ("price", "funding")) if _OF_PRICE.search(message.text) else None


def _admitted(message: Message, _memory: Memory) -> Message | None:
    """ "UIUC has said yes to me" tells of an offer, and is no answer of an office to keep."""
    if message.intent != "report_answer" or message.does("question") or not _SAID_YES.search(message.text):
        return None
    schools = tuple({**e, "role": "admitted"} if e["entity"] in NAMES else e for e in message.entities)
    return replace(message, intent="inform", entities=schools)


def _corrected(message: Message, memory: Memory) -> Message | None:
    """ "No, Austin not Dallas, typo" after a search: a wish in place of another, whatever else the words remind of."""
    wished = message.has(*WISHES)
    if message.intent in ("out_of_scope", "nlu_fallback", "confused") and message.does("correction") and memory.wishes:
        return replace(message, intent="inform") if wished else None
    return None


def _linked(message: Message, memory: Memory) -> Message | None:
    """ "Give me the link" asks for the pages of what is spoken of."""
    if message.has(*NAMES) or not memory.mentioned or not _LINK.search(message.text):
        return None
    pointers = tuple(each for each in message.entities if each["entity"] == "pointer") or (at_these(memory),)
    return _asking(replace(message, entities=pointers), ("url",))


def _compared(message: Message, memory: Memory) -> Message | None:
    """ "My shortlist, side by side please" compares all of it; so does "which of my shortlist is the cheapest"."""
    compares = _COMPARES.search(message.text) is not None or names_the_cheapest(message)
    if message.has(*NAMES) or not (compares and _SHORTLIST.search(message.text)):
        return None
    kept = tuple({"entity": "program", "value": each.id} for each in memory.shortlist)
    shown = "show_shortlist" if len(kept) < LEAST_COMPARED else "compare_programs"
    return replace(message, intent=shown, entities=kept)


def _asked_of_notes(message: Message, memory: Memory) -> Message | None:
    """ "Does Drexel have a note on the price?" asks, and has nothing written down; so does "what did I note on it?"."""
    if message.intent != "shortlist_note" or not _ASKS_OF_NOTES.match(message.text):
        return None
    of_a_program = bool(message.values("asked_fact")) or (message.has(*NAMES) and not memory.shortlist)
    return replace(message, intent="ask_program_fact" if of_a_program else "show_shortlist")


def _no_note(message: Message, _memory: Memory) -> Message | None:
    """ "And Columbia, people say it is a cash cow, true?" asks, and is no note to keep."""
    asks = message.text.rstrip().endswith("?") and _OF_NOTES.search(message.text) is None
    if message.intent != "shortlist_note" or not asks:
        return None
    others = (name for name, _ in message.ranking if name != message.intent)
    return replace(message, intent=next(others, "nlu_fallback").partition("/")[0])


def _own_grade(message: Message, memory: Memory) -> Message | None:
    """ "Does the 3.1 kill it", once the grade was told: asks about grades."""
    if message.intent not in ("out_of_scope", "nlu_fallback") or not message.does("question"):
        return None
    told = (f"{value:g}" for wish in memory.wishes if wish.key == "gpa" for value in wish.values)
    if not any(re.search(rf"(?<![\d.,]){re.escape(each)}(?![\d.,]*\d)", message.text) for each in told):
        return None
    return replace(message, intent="faq", entities=(*message.others("topic"), {"entity": "topic", "value": "gpa"}))


def _asked_of_me(message: Message, _memory: Memory) -> Message | None:
    if message.intent == "show_wishes" or not _ABOUT_ME.search(message.text):
        return None
    return replace(message, intent="ask_my_data")


def _tried(message: Message, _memory: Memory) -> Message | None:
    """ "What would the top one set me back" asks a price, "what puts it on top" a reason: neither tries a wish out."""
    if message.intent != "ask_what_if" or not message.has(*NAMING):
        return None
    if _ASKS_WHY.search(message.text):
        return replace(message, intent="ask_why")
    return _asking(message, ("price",)) if _ASKS_PRICE.search(message.text) else None


def _fact(message: Message, memory: Memory) -> Message | None:
    """A fact in a word or two, of what is named ("in-state at UTD?") or was spoken of last ("until when")."""
    named = any(each["entity"] in NAMING and each.get("op") != "not" for each in message.entities)
    if message.values("asked_fact"):
        unsure = message.intent in ("out_of_scope", "nlu_fallback", "goodbye", "report_answer") and named
        return replace(message, intent="ask_program_fact") if unsure and message.does("question") else None
    facts = next((facts for words, facts in _FACTS if words.search(message.text)), ())
    unsure = message.intent == "faq" and bool(facts) and max((p for _, p in message.ranking), default=1.0) < UNSURE
    if named and (message.intent == "ask_program_fact" or unsure):
        return _asking(message, facts or _facts_of_wishes(message))
    alone = any(words.search(message.text) for words in (_PAID, _BESIDE_A_JOB, _OTHER_DEGREE)) or _nothing_else(
        message.text
    )
    if named or not facts or not memory.mentioned or not alone:
        return None
    return _asking(replace(message, entities=(*message.entities, {"entity": "pointer", "value": "it"})), facts)


def _nothing_else(text: str) -> bool:
    """Whether a message says nothing beside the words of a fact."""
    left = text
    for words, _ in _FACTS:
        left = words.sub(" ", left)
    return all(word in _FILLERS for word in re.findall(r"[^\W_]+", left.casefold()))


def _facts_of_wishes(message: Message) -> tuple[str, ...]:
    if not message.does("question"):
        return ()
    kinds = (FACTS_OF_WISHES.get(each["entity"], each["entity"]) for each in message.entities)
    return tuple(dict.fromkeys(kind for kind in kinds if kind in DECLARED.names and kind not in PART_OF_NAMES))


def _asking(message: Message, facts: Iterable[str]) -> Message | None:
    """The message as a question on these facts of a program, or None where there are none."""
    asked: tuple[dict[str, Any], ...] = tuple({"entity": "asked_fact", "value": each} for each in facts)
    kept = message.others("topic", "decision")
    return replace(message, intent="ask_program_fact", entities=(*kept, *asked)) if asked else None


def _named_some(message: Message, memory: Memory) -> Message | None:
    """ "Give me three or four real schools where I am the normal applicant": a search by what is known."""
    if message.intent not in ("faq", "inform", "out_of_scope", "nlu_fallback") or not memory.wishes:
        return None
    kept = message.others("topic")
    return replace(message, intent="ask_recommendation", entities=kept) if _SOME.search(message.text) else None


def _searched(message: Message, _memory: Memory) -> Message | None:
    """ "Three options with STEM OPT", "what do you have in Canada", "any without the GRE": a search."""
    kinds = {each["entity"] for each in message.entities if each.get("op") != "drop"}
    if not kinds & WISHES or kinds & {*NAMES, "income"} or not _SEARCHES.search(message.text):
        return None
    kept = message.others("topic")
    return replace(message, intent="ask_recommendation", entities=kept)


_READINGS: tuple[Callable[[Message, Memory], Message | None], ...] = (
    _missing_degree, _figured, _reckoned, _named_some, _asked_after, _said_before, _corrected, _linked,
    _admitted, _own_grade, _asked_of_me, _tried, _fact, _searched,
)  # fmt: skip
