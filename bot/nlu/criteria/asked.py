"""Which fact is asked for, and in which order programs are wanted."""

from __future__ import annotations

import re

from bot.nlu.criteria.question_words import INVERTED, clause, is_question, question_word
from bot.nlu.criteria.text import Entity, Hit, Message
from bot.nlu.criteria.word_tables import cue, inverse, table, word_set

PHRASES: dict[str, str] = inverse(table("facts")["facts"])
SORTS: dict[str, str] = inverse(table("facts")["sorts"])
# Phrasings that ask wherever they stand.
_ASKING = frozenset(phrase for phrase in PHRASES if phrase.startswith(("how", "when", "what", "where", "which"))) - {
    *("how much", "how much do", "how much can", "how much does", "when does", "when do")
} | {"acceptance rate", "admission rate", "admit rate", "application fee", "app fee", "class size", "cohort size"}
# Nouns that only ask in a question, of a program, or alone.
_WEAK = word_set("facts", "weak")
_MILD = word_set("facts", "mild")

_CHEAP = re.compile(r"cheap|affordable|inexpensive|economical|budget")

_CS = r"(?:cs|computer science|comp sci|compsci)"
_CS_DEGREE = rf"(?:a |an )?{_CS} (?:degree|background|bachelor'?s?|undergrad|major)"
_DEGREE_ASKED = cue("asked", "degree_asked", CS_DEGREE=_CS_DEGREE)
# "and the cohort", "compare their debt": what stands above is asked for it
GOES_ON = re.compile(r"\W*(?:(?:and|also|plus|what about|how about) (?:the|their|its|both)\b|compare\b)")
_WISHED = re.compile(r"\b(?:n't|nt|not|don't|doesn't|dont|doesnt|without|that|which|who)\b")
_MONEY_BEHIND = re.compile(
    r"\s*(?:under|below|less|max|at most|around|about|over|of|is|:|up to|no more|between|cheaper|<)"
)
_MUCH_BEHIND = re.compile(r"\s*(?:is|are|was|were|for|money|would|will|to|does|do|\?|$|s\b|it|tuition)")
_STATED_PRICE = cue("asked", "stated_price")
_GIVEN = re.compile(r"\b(?:have|got|won|received|of|k|thousand|\d)\b(?: an?)?(?: \S+)?\s*$")
_SMALL_CLASSES = re.compile(r"\b(?:small|smaller|large|big|night|evening|live|online|recorded|weekend|in person)\s*$")
_PACE_BEHIND = re.compile(r"\s*(?:at a time|per|a (?:term|semester)|in (?:the )?(?:evening|person)|online|only)")
_EARN = re.compile(r"\b(?:make|makes|earn|earns|paid|salary|get paid|pull in)\b")
_EARN_ASKED = cue("asked", "earn_asked")


def find_degree_question(message: Message) -> None:
    """ "do i need a cs degree" asks; it tells nothing of the person."""
    if "cs" not in message.flat and "comp" not in message.flat:
        return
    match = _DEGREE_ASKED.search(message.flat)
    if match is not None and not _WISHED.search(match.group()) and message.free(*match.span("what")):
        message.add("asked_fact", "cs_degree", *match.span("what"))


def find(message: Message) -> None:
    """Adds the facts asked for and the order wanted."""
    for hit in message.hits.get("sort", ()):
        if message.free(hit.start, hit.end):
            _sort(message, hit, str(hit.sense("sort")))
    subject = any(message.of("program", "unknown_program", "pointer")) or GOES_ON.match(message.flat) is not None
    for hit in message.hits.get("fact", ()):
        if any(each.overlaps(hit.start, hit.end) for each in message.found if each.kind != "pointer"):
            continue
        fact = _fact(message, hit, str(hit.sense("asked_fact")), subject)
        if fact is not None and not any(each.value == fact for each in message.of("asked_fact")):
            message.add("asked_fact", fact, hit.start, hit.end)


def _sort(message: Message, hit: Hit, value: str) -> None:
    if value == "hardest":
        message.add("sort", "selectivity", hit.start, hit.end, order="hardest")
        return
    phrase = message.flat[hit.start : hit.end]
    if _is_no_sort(message, hit, phrase) or any(each.value == value for each in message.of("sort")):
        return
    entity = message.add("sort", value, hit.start, hit.end)
    if phrase in _MILD:
        entity.strength = "nice"


def _is_no_sort(message: Message, hit: Hit, phrase: str) -> bool:
    """ "more affordable", "how fast", "the easiest way", "is it cheap?" order nothing."""
    left, right = message.word(hit.first - 1), message.right(hit.end, 40)
    if phrase in _MILD and _CHEAP.match(phrase):
        if left in ("more", "too", "how", "less", "not", "n't"):
            return True
        that = message.word(hit.first - 2) in ("that", "which", "be") or left in ("'s", "be")
        return "is" in message.before(hit.start, 2) and not that and is_question(message, hit.start)
    if phrase in ("fast", "quick"):
        if left in ("how", "as", "too", "so") or re.match(r"\s*(?:question|paced|growing|food|forward|one\b)", right):
            return True
        asks = is_question(message, hit.start)
        return asks and not re.match(r"\s*(?:\w+ ){0,3}(?:program|degree|masters?|ms|msc|one)", right)
    if phrase.startswith(("less ", "easier")):
        return is_question(message, hit.start) and any(message.of("program", "pointer"))
    return phrase in ("easiest", "closest", "nearest") and bool(
        re.match(r"\s*(?:way|thing|class|course|to (?!get))", right)
    )


def _fact(message: Message, hit: Hit, fact: str, subject: bool) -> str | None:
    """The fact a cue asks for here, or None where it tells instead of asking."""
    phrase = message.flat[hit.start : hit.end]
    left, right = message.left(hit.start, 40), message.right(hit.end, 40)
    text, _ = clause(message, hit.start)
    asks = is_question(message, hit.start)
    short = len(message.words) <= 4
    if phrase in ("when does", "when do"):
        return _when(right)
    if fact == "salary" and phrase not in ("salary", "salaries", "earnings", "wage", "wages"):
        return _salary(phrase, text, right)
    if phrase == "how much":
        return ("salary" if _EARN.search(text) else "price") if _MUCH_BEHIND.match(right) else None
    if fact == "price":
        return _price(message, hit, phrase, left, right, subject)
    if _tells(message, phrase, fact, left, right, text, asks):
        return None
    if fact == "funding" or phrase in _ASKING:
        return fact
    if fact == "gre":
        return fact if asks or subject or (short and not left.strip()) else None
    if phrase in _WEAK and not (asks or subject or len(message.words) <= 2):
        return None
    if fact == "focus" and not (asks or subject or short):
        return None
    return fact if asks or subject or short or re.search(r"\b(?:what|which|tell me|show me|know)\b", text) else None


def _when(right: str) -> str | None:
    if re.match(r".{0,40}\b(?:start|begin)", right):
        return "start"
    return "deadline" if re.match(r".{0,40}\b(?:due|close|apply|open)\b", right) else None


def _price(message: Message, hit: Hit, phrase: str, left: str, right: str, subject: bool) -> str | None:
    asks = is_question(message, hit.start)
    if not asks and _STATED_PRICE.search(left):
        return "price" if subject and not _MONEY_BEHIND.match(right) else None
    budget = any(message.of("budget")) and question_word(message, hit.start) != "how"
    if budget or (phrase == "expensive" and not asks):
        return None
    return "price" if asks or subject or len(message.words) <= 4 else None


def _tells(message: Message, phrase: str, fact: str, left: str, right: str, text: str, asks: bool) -> bool:
    """Whether the person tells of it ("have a 10k scholarship", "gmat 680") instead of asking."""
    if phrase == "how long":
        return bool(re.match(r"\s*(?:ago|before|have|until|should)", right))
    if phrase == "apply to":
        return not re.match(r"^(?:\w+ )?(?:how|where)\b", text)
    if phrase == "format":
        return left.endswith("file ")
    if fact == "funding":
        return not asks and bool(_GIVEN.search(left))
    if fact == "gre":
        return bool(re.match(r"\s*(?:of |is |was |: ?)?\d", right))
    if fact == "work_years":
        needed = re.search(
            r"\b(?:need|require|requires|must|how much|how many|want|ask for)(?: any| some| prior)?\s*$", left
        )
        return not ((needed and asks) or "need" in phrase or "require" in phrase)
    if fact == "gpa":
        return any(each.kind == "gpa" for each in (*message.found, *message.asides))
    if fact == "courses":
        return bool(_PACE_BEHIND.match(right)) or (phrase == "classes" and bool(_SMALL_CLASSES.search(left)))
    return False


def _salary(phrase: str, text: str, right: str) -> str | None:
    if phrase.startswith("how much"):
        if _EARN.search(text):
            return "salary"
        return "price" if phrase == "how much does" and re.search(r"\b(?:cost|run|charge)\b", text) else None
    if phrase in ("pay", "paid") and re.match(r"\s*(?:for|back|off|\d|\$|up|more|tuition)", right):
        return None
    return "salary" if _EARN_ASKED.search(text) else None


_FACTS_OF_WISHES = {
    **{"delivery": "delivery", "thesis": "thesis", "stem": "stem"},
    **{"pace": "part_time", "capstone": "thesis", "start": "start"},
}
_EXISTS = re.compile(r"\b(?:is|are) there\b|\bdo (?:you|u) (?:have|know)\b|\bcan (?:you|u)\b|\bhave you\b")
_PROGRAM_BEHIND = cue("asked", "program_behind")
_VERB_BEHIND = re.compile(r"\s+(?:take|need|require|want|have|offer|accept|cost|ask|waive)s?\b")
_OFFERS = re.compile(r"\b(?:have|has|offers?|gives?|provides?|get)\b")
_WHICH_OF = re.compile(r"\b(?:which|what) (?:of|one)\b|\bwhich\b.*\b(?:these|those|them)\b")


def turn_into_questions(message: Message) -> None:
    """ "is omscs online" asks for a fact of a program; it states no wish."""
    for entity in message.found:
        fact = _FACTS_OF_WISHES.get(entity.kind)
        if fact is None or entity.op != "is" or entity.value is None or entity.value == "full_time":
            continue
        text, start = clause(message, entity.start)
        about = any(
            start <= each.start <= start + len(text) + 40
            for each in message.of("program", "unknown_program", "pointer")
        )
        which = about and entity.kind != "pace" and _WHICH_OF.search(text)
        inverted = INVERTED.match(text) and not _EXISTS.search(text) and (about or "they" in text.split())
        if (which or inverted) and not _is_adjective(message, entity, text):
            entity.kind, entity.value, entity.extras = "asked_fact", fact, {}
    _only_once(message)


def _is_adjective(message: Message, entity: Entity, text: str) -> bool:
    """Whether it tells which program is meant: "is the online ms at drexel any good"; not "does it have an online one"."""
    left = message.word(message.token_at(entity.start) - 1)
    if _VERB_BEHIND.match(message.flat, entity.end):
        return True
    if not _PROGRAM_BEHIND.match(message.flat, entity.end):
        return False
    return left in ("the", "that", "this", "'s", "their", "its") or (left in ("a", "an") and not _OFFERS.search(text))


def _only_once(message: Message) -> None:
    seen: set[str] = set()
    for entity in list(message.of("asked_fact")):
        if entity.value in seen:
            message.found.remove(entity)
        seen.add(entity.value)
