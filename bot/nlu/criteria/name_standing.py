"""Whether a phrase that may be a university's name stands for one: by case, by its neighbours, by what it is a part of."""

from __future__ import annotations

import re

from bot.nlu.criteria.aliases import CITY_LIKE, PLAIN_NAMES, TRAP_WORDS, TRAPS
from bot.nlu.criteria.spelling import is_ordinary
from bot.nlu.criteria.text import Hit, Message, words
from bot.nlu.criteria.word_tables import cue

IN = words("in near around outside live")
_FROM = words("from based")
_MOVED = re.compile(r"\b(?:mov\w+|relocat\w+|commut\w+|liv\w+) (?:back )?to (?:the )?$")
_ANY = words("a an any some another every no good other most many")
_OF_A_COUNTRY = words("system systems degrees education life")  # "the american university system"
_LISTED = words("or and , / & vs versus vs. nor with to against not |")
_NEVER_A_NAME = {("ut", "in")}
# What stands before a name: the surer the phrase, the more words will do.
_AMONG = re.compile(
    r"(?:\b(?:at|into|vs\.?|versus|compare|than|over|(?:apply|applied|applying|admitted|accepted|go|going|went) (?:to|by|into)"
    r"|rejected (?:by|from)|between|attend|admit(?:ted)? (?:from|to)|offer from|deadlines? (?:of|for|at)|like|from)"
    r"|@)\s+(?:the )?$"
)
_ASKED_ABOUT = re.compile(
    r"(?:\b(?:how much (?:is|does|do|are|for)|tell me about|about|what (?:is|about|does)|what's|how is|is|does|do|will|did|are|has|of|for|can"
    r"|prefer|choose|love|considering|chose|compared to|by)|^(?:and|but|so|ok|why|not)?)\s*(?:the )?$"
)
_JUDGED = cue("name_standing", "judged")
_ASKED_HOW = re.compile(r"\bhow (?:\w+ )?(?:is|are|does|do) $")
_ASKED_OF = re.compile(r"\b(?:does|do|did|will|has|can) $")
_ASKED_OF_IT = re.compile(
    r"(?:\b(?:how much (?:is|does|for)|tell me about|what (?:is|about|does))|^(?:is|does|can|will|why)) (?:the )?$"
)
_ORDERED = re.compile(r"\b(?:save|keep|add|remove|drop|compare|apply to|about|of|for) (?:the )?$")
_TAKES = re.compile(r"\s*(?:have|offer|require|need|take|accept|want|look|ask|waive)s?\b")
_PROGRAM_BEHIND = cue("name_standing", "program_behind")
_VERB_BEHIND = cue("name_standing", "verb_behind")
_INSTITUTION = words("college university institute academy polytechnic univ uni")
_ENDS = frozenset((*",.?!", ""))


def is_place(message: Message, hit: Hit, phrase: str) -> bool:
    """Whether a name is that of a place here: "in berkeley", "stanford area", "i am from indiana bloomington"."""
    left, right = message.word(hit.first - 1), message.word(hit.last)
    city = phrase in CITY_LIKE or any(
        place.start == hit.start and place.end == hit.end for place in message.hits.get("place", ())
    )
    if right == "area":
        return True
    if _says_where(message, hit) and (left in IN or left in _FROM or _MOVED.search(message.left(hit.start, 30))):
        return True
    return city and left in IN and right != "'s"


def _says_where(message: Message, hit: Hit) -> bool:
    """Whether every word of a name is one of a place's, the state first: "illinois chicago"."""
    places = [each for each in message.hits.get("place", ()) if hit.start <= each.start and each.end <= hit.end]
    told = sum(each.last - each.first for each in places)
    return len(places) > 1 and told == hit.last - hit.first and places[0].sense("state") is not None


def is_copied(message: Message, hit: Hit) -> bool:
    """Whether a short name with its comma is one here: asked about, ordered, or all there is; with a place behind the
    comma only where it is asked about, for "an ms data science, arizona" are two wishes."""
    behind = message.flat.rfind(", ", hit.start, hit.end) + len(", ")
    left = message.left(hit.start, 30)
    if _ASKED_OF_IT.search(left):
        return True
    is_place = any((each.start, each.end) == (behind, hit.end) for each in message.hits.get("place", ()))
    return not is_place and (_ORDERED.search(left) is not None or hit.last - hit.first == len(message.words))


def counts(message: Message, hit: Hit, phrase: str, before: list[Hit], behind: list[Hit]) -> bool:
    """Whether a phrase that may be an ordinary word or an abbreviation is a name here.

    Args:
        before: the other names ahead of it; `behind`: those that follow.
    """
    left = message.word(hit.first - 1)
    if is_plain(phrase):
        return left not in _ANY and message.word(hit.last) not in _OF_A_COUNTRY
    if phrase not in TRAPS and len(phrase) > 2:
        return True
    if (phrase, left) in _NEVER_A_NAME:
        return False
    near_left = left in _LISTED and any(0 < hit.first - each.last <= 1 for each in before)
    near_right = message.word(hit.last) in _LISTED and any(0 < each.first - hit.last <= 1 for each in behind)
    if len(message.words) == hit.last - hit.first or near_left or near_right:
        return True
    return _in_case(message, hit, phrase) or _in_context(message, hit, phrase)


def _in_case(message: Message, hit: Hit, phrase: str) -> bool:
    """Whether its letters say that it is a name."""
    typed = message.typed(hit.start, hit.end)
    if message.shouting:
        return False
    if typed.isupper() and len(phrase) <= 4:
        return True
    return phrase not in ("mit", "the graduate center") and len(phrase) > 3 and typed.istitle() and bool(hit.first)


def _in_context(message: Message, hit: Hit, phrase: str) -> bool:
    """Whether what stands beside it says that it is a name; ordinary words need more of that than abbreviations."""
    left, right = message.left(hit.start, 30), message.right(hit.end, 30)
    if phrase != "me" and _ASKED_OF.search(left) and _TAKES.match(right):
        return True  # "does vt need the gre": a school does, a state or a currency does not
    if phrase in ("ut", "cal", "me"):
        return re.match(r"\s*(?:'s|university|uni\b)", right) is not None
    if _PROGRAM_BEHIND.match(right):
        return True
    if phrase in TRAP_WORDS and _ASKED_HOW.search(left):
        return not right.strip(" ?.!,")
    if phrase in TRAP_WORDS:
        if not left.strip(" ,.") and _JUDGED.match(right):
            return True
        return _AMONG.search(left) is not None and bool(_VERB_BEHIND.match(right) or not right.strip(" .!,)"))
    if message.word(hit.first - 1) in ("or", "and", "vs", "versus") and message.word(hit.last) in _ENDS:
        return True
    if _AMONG.search(left) or (left.endswith("not ") and len(message.words) < 6):
        return not re.match(r"\s*\d", right)
    return bool(_ASKED_ABOUT.search(left) and _VERB_BEHIND.match(right))


def is_plain(phrase: str) -> bool:
    """Whether it is a name that any university may be called by: "an american university", "a good american uni"."""
    return re.sub(r" (?:uni|univ)$", " university", phrase) in PLAIN_NAMES


def longer(message: Message, hit: Hit, phrase: str, known: frozenset[str]) -> tuple[int, int] | None:
    """The tokens of a longer name that a name on record is only a part of: "northwestern state university".

    Args:
        known: every word of the gazetteer.
    """
    first, last = hit.first, hit.last
    behind, next_but_one = message.word(last), message.word(last + 1)
    if phrase.startswith("university of ") and first and _touches(message, first - 1):
        states = (each.first for each in message.hits.get("place", ()) if each.last == first and each.sense("state"))
        if (start := next(states, None)) is not None:
            return start, last
    if any(each.first == last for each in message.hits.get("name", ())):
        return None  # "indiana university of pennsylvania" is read from its other end
    if behind in _INSTITUTION and next_but_one == "of":
        return None  # "boise state college of engineering" is a part of it
    if behind in _INSTITUTION and not phrase.endswith(tuple(_INSTITUTION)) and _touches(message, last - 1):
        city = next(
            (each for each in message.hits.get("place", ()) if each.first == last + 1 and each.sense("city")), None
        )
        named = city is not None and behind == "college" and _touches(message, last)
        return first, city.last if named and city is not None else last + 1
    if behind == "state" and next_but_one in _INSTITUTION and not phrase.endswith("state"):
        return first, last + 2
    if (
        last - first == 1
        and phrase not in TRAPS
        and len(behind) >= 5
        and behind.isalpha()
        and _touches(message, last - 1)
        and behind not in known
        and last not in message.corrected
        and not is_ordinary(behind)
    ):
        return first, last + 1
    return None


def _touches(message: Message, index: int) -> bool:
    """Whether only a space stands between a token and the next."""
    return index + 1 < len(message.words) and message.starts[index + 1] - message.ends[index] == 1
