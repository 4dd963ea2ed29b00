"""What a short message asks by what was answered before: "which ones do?", "I said spring", "there too?".
Read before a message is noted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMES, Memory, Message
from actions.dialogue.pointing import at_these
from actions.dialogue.points_in_context import UNHEARD
from actions.dialogue.topic_facts import facts_of
from actions.dialogue.topic_words import likely_topics
from actions.dialogue.wish_values import CRITERION

MOST_WORDS = 20  # a longer message says of itself what it asks
# Of the fact that was asked about last: "list the ones that want none", "which schools don't ask for it".
_OF_SCHOOLS = re.compile(
    r"\b(?:which|who|what|list|show|any|anyone|anybody|ones?|schools?|programs?|places|universit\w+|masters?|degrees)\b",
    re.IGNORECASE,
)
_IT = r"(?: (?:it|one|that|them|any|those))"
_WITHOUT = re.compile(
    r"\b(?:want|need|ask(?:ing)? for|require|charge|take|have|demand)s? (?:none|nothing|zero)\b"
    rf"|\b(?:do|does)(?:n['’]?t| not)(?: (?:have|want|need|ask(?: for)?|require|charge|demand){_IT}?)?\W*$"
    rf"|\b(?:without|waiv\w+|skip\w*|(?:do|does|did)(?:n['’]?t| not) (?:ask for|need|require|want)){_IT}(?!\w| \w)",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:do|does)(?: (?:have|offer|give|allow|take|want|pay)(?: (?:it|one|that|them|some))?)?\W*$"
    r"|\b(?:ha(?:ve|s)|offers?|gives?|with) (?:one|it|that|some)\W*$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^\W*(?:but |no,? |hey,? |um,? )*i (?:already |just |clearly )?(?:said|asked for|wanted|meant)\b", re.I
)
_TURNED_DOWN = re.compile(
    r"\bwhy\b.{0,20}\b(?:reject(?:ed)?|turn(?:ed)? me (?:down|away)|refuse(?:d)? me|sa(?:y|id) no"
    r"|not (?:take|accept|admit))\b",
    re.IGNORECASE,
)
_TESTED = re.compile(
    r"\b(?:talk me out|regret|second thoughts|doubts?|devil['’]?s advocate|drop out|quit|mistake|convince me|against it"
    r"|not to (?:do|go)|reasons? (?:not|against)|cut out|should i (?:even|really|go|do|bother)|right for me|for me\b"
    r"|brutal\w*|honest\w*|really want)",
    re.IGNORECASE,
)
_NEARER = re.compile(
    r"\b(?:realistic|easier|safer|attainable|within reach|less (?:competitive|selective))\b(?: \w+){0,2} "
    r"(?:ones?|options?|programs?|schools?|alternatives?|choices?|places)\b"
    r"|\b(?:one|ones|something|anything|somewhere|program|school)\b(?: \w+){0,3} "
    r"(?:realistic|easier|safer|attainable)\b",
    re.IGNORECASE,
)
FIND = {"entity": "act", "value": "find", "start": 0, "end": 0}
WITH_BRIDGE = {"entity": "criterion", "of": "bridge", "op": "is", "value": True, "strength": "nice"}
# "And in Europe same problem?": the last question, asked of another place.
_THERE_TOO = re.compile(
    r"\b(?:same|too|also|either|there|problem|different|as well|like that|accepted|allowed|how is it|what about)\b",
    re.I,
)
PLACES = ("country", "region", "state")
# "Which of these is open right now", "is the early deadline passed or not": dates of those above.
_STILL_OPEN = re.compile(
    r"\bopen (?:right )?now\b|\bstill (?:open|apply|possible to apply)\b"
    r"|\b(?:already )?(?:closed|passed|over)(?: already| or not)\b"
    r"|\bdeadlines? (?:is |has |have |are )?(?:already )?(?:passed|over|gone)\b",
    re.IGNORECASE,
)
# What only a question in the field speaks of, whatever else its words remind of, and the topic that it is on.
_OF_VISAS = re.compile(
    r"\b(?:f-?1|j-?1|h-?1-?b|opt|cpt|i-?20|visas?|sevis|stem opt|green card|work permit|study permit"
    r"|passports?|citizenship|dual citizen|nationality)\b",
    re.I,
)
VISAS = "international"
# "He says everyone from there starts at 130 thousand. Is that true?": what graduates earn.
_OF_PAY = re.compile(
    r"\b(?:starts? (?:at|on|with)|makes?|earns?|gets? paid|is paid|are paid|salar\w+|starting pay|median pay)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:not|never|no plans? (?:of|to)) (?:quit\w*|leav\w+|stop\w*)", re.IGNORECASE)
SURE_OF_DOUBTS = 0.75  # probability from which on a question without its words asks for the test of doubts
LIKELY_INSTEAD = 0.05  # probability from which on a topic is meant instead


def follow_up(message: Message, memory: Memory) -> Message:
    """The message with the intent and the wish that it has by what was answered before."""
    if message.is_chip or message.does("story") or not memory.last or len(message.text.split()) > MOST_WORDS:
        return message
    for reading in _READINGS:
        if (read := reading(message, memory)) is not None:
            return read
    return message


def _of_the_last_fact(message: Message, memory: Memory) -> Message | None:
    """ "Which schools don't ask for it?" after the GRE, "list the ones that want none" after letters: a search."""
    if message.has(*NAMES) or message.values("asked_fact") or _OF_SCHOOLS.search(message.text) is None:
        return None
    kind = "without" if _WITHOUT.search(message.text) else "with" if _WITH.search(message.text) else None
    facts = (*(memory.last.get("facts") or ()), *facts_of(memory.last.get("topics") or ()))
    ways: Mapping[str, Mapping[str, Any]] = table("topic_facts")["wished"]
    wish = next((ways[fact][kind] for fact in facts if kind and kind in ways.get(fact, {})), None)
    if wish is None:
        return None
    kept = message.others("topic", "pointer", "asked_fact", "particular", "act")
    said = {"op": "is", "strength": "must", **wish, "start": 0, "end": len(message.text)}
    return replace(message, intent="ask_recommendation", entities=(*kept, said, FIND))


def _said_again(message: Message, _memory: Memory) -> Message | None:
    """ "I said spring" says a wish once more, and is no office's answer to keep."""
    wished = {each["entity"] for each in message.entities} - {"act", "topic", "also_asked", "particular"}
    taken = message.intent in ("report_answer", "wrong_answer", "out_of_scope", "nlu_fallback")
    said = taken and wished and _SAID.search(message.text) is not None
    return replace(message, intent="inform") if said else None


def _turned_down(message: Message, _memory: Memory) -> Message | None:
    """ "Why did they reject me though": no question on the order of what is shown."""
    if message.intent != "ask_why" or _TURNED_DOWN.search(message.text) is None:
        return None
    return _on_topic("admission_requirements", replace(message, entities=message.others("pointer")))


def _nearer(message: Message, memory: Memory) -> Message | None:
    """ "Then what would a realistic one look like": a search by what is known, with what closes their gaps."""
    astray = message.intent in ("ask_what_if", "out_of_scope", "nlu_fallback", "inform", "faq", "ask_program_fact")
    if not astray or message.has(*NAMES) or _NEARER.search(message.text) is None:
        return None
    closing = (WITH_BRIDGE,) if memory.profile.get("lacking") else ()
    kept = message.others("topic", "pointer", "asked_fact", "particular", "decision")
    return replace(message, intent="ask_recommendation", entities=(*kept, *closing, FIND))


def _still_open(message: Message, memory: Memory) -> Message | None:
    """The deadlines of the programs above, where it is asked whether one is still open."""
    if _STILL_OPEN.search(message.text) is None or message.has(*NAMES) or not (memory.mentioned or memory.shown):
        return None
    pointers = tuple(each for each in message.entities if each["entity"] == "pointer") or (at_these(memory),)
    kept = message.others("topic", "pointer", "asked_fact")
    asked = {"entity": "asked_fact", "value": "deadline"}
    return replace(message, intent="ask_program_fact", entities=(*kept, *pointers, asked))


def _paying(message: Message, _memory: Memory) -> Message | None:
    """ "Any that actually pay you?" wishes for money, and asks nobody whether they are a machine."""
    wish = message.intent == "bot_challenge" and message.has(CRITERION)
    return replace(message, intent="ask_recommendation") if wish else None


def _there_too(message: Message, memory: Memory) -> Message | None:
    """The topic that was answered last, asked of a place: no wish to study there."""
    topics = memory.last.get("topics") or ()
    asks = message.text.rstrip().endswith("?") and _THERE_TOO.search(message.text) is not None
    if memory.last.get("action") != "answer" or not topics or not asks or not message.has(*PLACES):
        return None
    if message.has(*NAMES) or message.intent not in ("inform", "nlu_fallback", "out_of_scope", "ask_what_if"):
        return None
    return _on_topic(topics[0], message)


def _of_visas(message: Message, _memory: Memory) -> Message | None:
    """ "Does switching mess with my F1?" is in the field, though nothing like it was foreseen."""
    strange = message.intent in ("out_of_scope", "nlu_fallback") and "?" in message.text
    return _on_topic(VISAS, message) if strange and _OF_VISAS.search(message.text) else None


def _of_pay(message: Message, _memory: Memory) -> Message | None:
    """What somebody says that graduates earn is a question on pay."""
    strange = message.intent in UNHEARD and "?" in message.text
    if not strange or not message.has("money", "income", "budget") or _OF_PAY.search(message.text) is None:
        return None
    return _on_topic("salary", message)


def _on_topic(topic: str, message: Message) -> Message:
    asked = {"entity": "topic", "value": topic}
    return replace(message, intent="faq", entities=(*message.others("topic"), asked))


def _no_test(message: Message, _memory: Memory) -> Message | None:
    """ "I'm not quitting for it though" asks for no test of doubts: the likeliest topic is meant, else a wish."""
    if message.intent != "check_doubts":
        return None
    sure = message.does("question") and dict(message.ranking).get("check_doubts", 1.0) >= SURE_OF_DOUBTS
    if sure or (_TESTED.search(message.text) and not _GOES_ON.search(message.text)):
        return None
    topic = next(likely_topics(message, LIKELY_INSTEAD), None)
    return replace(message, intent="inform") if topic is None else _on_topic(topic, message)


_READINGS: tuple[Callable[[Message, Memory], Message | None], ...] = (
    _of_the_last_fact, _said_again, _turned_down, _nearer, _still_open, _paying, _there_too, _of_visas, _of_pay,
    _no_test,
)  # fmt: skip
