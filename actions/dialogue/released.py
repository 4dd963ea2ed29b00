"""What a message says holds no longer: wishes and told things that are named, and no new ones. Pure.

"Remove my GPA", "robotics was a whim, strike it", "the acceptance rate filter, kill it", "the 20k limit can go". What
is meant stands in the clause that takes back, or in the one before it where that clause names nothing ("…, lose it").
Only what is noted can go; what else such a clause names is neither wished for nor told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from actions.dialogue.lookup import table
from actions.dialogue.memory import NAMING, Memory, Message
from actions.dialogue.wish_changes import PLACES, key_of, wishes_in
from actions.dialogue.wish_values import CRITERION, is_number
from knowledge.base import Knowledge

Entity = Mapping[str, Any]

MOST_WORDS = 20  # a longer message tells more than that
ASIDE = ("act", "topic", "also_asked", *NAMING)
_WISH_OF_FACT = {"price": "budget", "length": "duration"}  # a fact asked for by a name that a wish has too
_CLAUSES = re.compile(
    r"(?:[^,.;:!?\n–—]|(?<=\d)[.,](?=\d)|(?<=\w)-(?=\w)|(?<=[a-z])\.(?=[a-z]))+?"
    r"(?:[,.;:!?\n–—]+(?=\s|$)|\s+-+\s+|\s+(?=(?:but|so|because|since)\b)|$)",
    re.IGNORECASE,
)
# What may stand in front of a question.
OPENER = r"^\W*(?:(?:so|and|but|ok(?:ay)?|hm+|wait|well|then|or)\b[\s,.!]*)*"
FILLERS = (
    r"\W*(?:(?:ok(?:ay)?|actually|no|nah|well|hm+|please|pls|plz|kindly|and|now|then|just|so|oh|also|lol|but|only|"
    r"you (?:can|may|could|should)|(?:can|could|would|will) you|let['’]?s|"
    r"i(?:['’]d| would) like (?:you )?to|i (?:want|wanna|need)(?: you)?(?: to)?|go ahead and|feel free to)\b"
    r"[\s,.!–—-]*)*"
)
VERBS = (
    r"forget|drop|remove|delete|erase|kill|lose|scrap|scratch|ditch|dump|axe|nix|bin|chuck|toss|strike|nuke|omit|"
    r"ignore|disregard|clear|cancel|withdraw(?! from)|retract|revoke|lift|unsay|un-?remember|unlearn|unset|untick|"
    r"uncheck|get rid of|do away with|leave aside|"
    r"(?:take|strip|pull|leave|throw|cross|strike|kick) (?:off|out|away|back)"
)
_IT = r"(?:it|that|this|them|those|that one|this one|that part|that bit|both|all that)"
_AWAY = r"(?:off|out|away|aside|back)"
_ORDER = re.compile(
    rf"^{FILLERS}(?:{VERBS})\b(?!\s+{_IT}\s+i\b)|\b(?:{VERBS})\s+(?:about\s+)?{_IT}\b|"
    rf"^{FILLERS}(?:take|throw|leave|cross|kick|strike)\b.{{1,40}}\b{_AWAY}\b|"
    rf"\b(?:take|throw|leave|cross|kick|strike)\s+{_IT}\s+{_AWAY}\b|"
    rf"^\W*(?!i\b|we\b|it\b|\w+d\b)[\w’'-]+(?: (?!\w+d\b)[\w’'-]+)? (?:off|out)\W*$",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\bno (?:more|longer)\b(?! than)|(?:\bnot?|n['’]?t)\b(?: \w+){0,6} any ?(?:more|longer)\b|\bany ?more\W*$|"
    r"\b(?:off the table|crossed out|out of the picture|irrelevant|obsolete|moot)\b|"
    r"\b(?:can|could|may|should|must) (?:go\b(?! to| for| with)|"
    r"be (?:dropped|removed|deleted|erased|ignored|crossed out))",
    re.IGNORECASE,
)
_ANY_LONGER = re.compile(r"\b(?:no|any) ?(?:more|longer)\b", re.IGNORECASE)
# The same in words by which one may also wish for the opposite: "the GRE is not needed".
_HARDLY = re.compile(
    r"(?:\bnot|n['’]?t)\s+(?:so |that |really |all that |a |an )*"
    r"(?:needed|necessary|required|important|relevant|matter\w*|must|issue|factor|deal[- ]?breaker|"
    r"(?:have|need) to (?:be|have))\b|\b(?:no need (?:for|of)|need(?: not|n['’]?t)(?: to)? be)\b",
    re.IGNORECASE,
)
# All at once is another order, which asks first: "my son used this, delete everything that he told".
_ALL = re.compile(rf"\b(?:{VERBS})\s+(?:absolutely\s+)?(?:it all|everything|anything|all(?! about))\b", re.IGNORECASE)
# What is to be left out of a search.
_LEAVES_OUT = re.compile(
    r"\b(?:leave|cross|kick|throw|strike|take)\b.{0,30}\b(?:out|off)\b|"
    r"\b(?:program|school|college|place|one)s (?:in|from)\b",
    re.IGNORECASE,
)
# What is not to be taken back: "I wouldn't want you to delete that".
_REFUSED = re.compile(rf"(?:n['’]?t|\bnot|\bnever|\bdont)\b.{{0,30}}\b(?:{VERBS})\b", re.IGNORECASE)
# Of the talk itself ("we can drop the PhD talk"), or of what may be: nothing that is noted is meant.
_OF_TALK = re.compile(
    r"\b(?:talk|topic|question|conversation|chat|message|remark|rant|answer|(?:this|the) matter|joke|if|unless|"
    r"(?:what|why|how|whether|when) (?:about|would|should|do|does|can|could))\b(?! to me)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|also|ok|well)\b\W*)*"
    r"(?:how|what(?! i (?:told|said|mentioned|wrote))|when|where|which|who|whose|why|"
    r"is|are|am|was|were|do|does|did|should|shall|must|has|have|had|"
    r"(?:can|could|may|might|will|would) (?!you\b)\w+)\b",
    re.IGNORECASE,
)
_ORDERS_POLITELY = re.compile(r"^\W*(?:\w+[\s,]+){0,2}(?:can|could|would|will) you\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"\b(?:i (?:told|said|mentioned|wrote|typed)\b|(?:that|about) (?:i am|i['’]?m|my)\b|"
    r"(?:your|the) (?:notes|record)\b|"
    r"my (?:notes|criteria|wishes|filters|search|requirements)\b)",
    re.IGNORECASE,
)
_WANTED = re.compile(r"\b(?:matters?|care|wanted|needed|interested|important|necessary|required)\b", re.IGNORECASE)
_ONLY_FILLERS = re.compile(rf"{FILLERS}\W*", re.IGNORECASE)
_OPPOSITES = ("not_required", "none", False)


@dataclass(frozen=True)
class _Clause:
    begin: int
    end: int
    text: str

    def holds(self, entity: Entity) -> bool:
        return self.begin <= int(entity.get("start") or 0) < self.end and entity.get("start") is not None

    @property
    def asks(self) -> bool:
        if _ORDERS_POLITELY.match(self.text):
            return False
        return self.text.rstrip().endswith("?") or _ASKS.match(self.text) is not None

    @property
    def orders(self) -> bool:
        """Whether it orders to take something back, or says that it surely holds no longer."""
        return self.no_longer or self.commands

    @property
    def no_longer(self) -> bool:
        return _NO_LONGER.search(self.text) is not None

    @property
    def commands(self) -> bool:
        return _ORDER.search(self.text) is not None and not (_REFUSED.search(self.text) and not self.hardly_holds)

    @property
    def means_what_it_names(self) -> bool:
        """Whether a bare name in it is what goes: "my employer no longer pays" says nothing of that."""
        return self.commands or (
            self.no_longer and not (_ANY_LONGER.search(self.text) and not _WANTED.search(self.text))
        )

    @property
    def leaves_out(self) -> bool:
        return _LEAVES_OUT.search(self.text) is not None

    @property
    def hardly_holds(self) -> bool:
        """Whether it says that something is not needed, which may be a wish too."""
        return _HARDLY.search(self.text) is not None

    @property
    def takes_back(self) -> bool:
        of_talk = _OF_TALK.search(self.text)
        return not (self.asks or of_talk) and (self.orders or self.hardly_holds)


def released(message: Message, memory: Memory, knowledge: Knowledge) -> Message:
    """The message with what it takes back marked as dropped, and without what the same clauses name beside that."""
    clauses = taking_back(message)
    if not clauses:
        return message
    known = _known(memory)
    commands = any(clause.commands for clause in clauses)
    aside = ASIDE if commands else (*ASIDE, "skill")  # "I can't do Python any more" tells what is lacking
    inside = [each for each in message.entities if each["entity"] not in aside and _in(each, clauses)]
    gone = [drop for each in inside for drop in _drops(each, clauses, memory, knowledge, known)]
    valued = {key_of(each) for each in gone}  # "take Ohio off the list of states": not all of them
    if any(clause.means_what_it_names for clause in clauses):
        named = (*((key, None) for key in _named(clauses) if key in known), *_things_named(clauses, memory))
        more = (*named, *((key, None) for key in _numbered(clauses, memory)))
        gone += [{"entity": key, "value": value, "op": "drop"} for key, value in more if key not in valued]
    if not gone and not any(clause.no_longer for clause in clauses):
        # "the GRE is not needed" may be a wish; "leave out Ohio", where nobody wished for it, is one; "forget Ohio" not
        left_out = [each for each in inside if each["entity"] in PLACES and each.get("op") == "is"]
        left_out = [each for each in left_out if any(c.commands and c.leaves_out and c.holds(each) for c in clauses)]
        return replace(message, entities=tuple({**e, "op": "not"} if e in left_out else e for e in message.entities))
    dropped = {key_of(each) for each in gone}
    left = [each for each in message.entities if each not in inside and not _repeats(each, dropped, memory, knowledge)]
    return replace(message, entities=(*_once(gone), *left))  # what is said anew stays


def taking_back(message: Message) -> tuple[_Clause, ...]:
    """The clauses of a short message that take something back, each with the one before it where it names nothing."""
    if message.is_chip or message.does("refusal") or message.does("dismissal"):
        return ()
    if len(message.text.split()) > MOST_WORDS or _ALL.search(message.text):
        return ()
    all_ = [_Clause(*each.span(), each.group()) for each in _CLAUSES.finditer(message.text) if each.group().strip()]
    found = [number for number, clause in enumerate(all_) if clause.takes_back]
    if not found or any(clause.asks for clause in all_[found[-1] + 1 :]):
        return ()
    nothing_named = not any(_names(all_[n], message) for n in found)
    before = {_before(n, all_) for n in found if nothing_named}
    return tuple(clause for number, clause in enumerate(all_) if number in {*found, *before})


def _before(number: int, clauses: list[_Clause]) -> int | None:
    """The clause before one, but for "nah" and the like: "capstone? nah, bin it"."""
    return next((n for n in range(number - 1, -1, -1) if not _ONLY_FILLERS.fullmatch(clauses[n].text)), None)


def names_nothing_noted(message: Message) -> bool:
    """Whether a message surely wants something taken back, and nothing that it names is noted."""
    clauses = taking_back(message)
    unwished = message.intent == "inform" and any(each.get("op") == "drop" for each in message.entities)
    if not any(clause.orders for clause in clauses) or unwished:  # a search says which wish there is not
        return False
    if any(each["entity"] in NAMING and each.get("value") != "it" for each in message.entities):
        return False  # a program of the list is meant
    said = " ".join(clause.text for clause in clauses)
    commands, no_longer = any(clause.commands for clause in clauses), any(clause.no_longer for clause in clauses)
    if no_longer and (commands or _WANTED.search(said)):
        return True
    noted = _word(*table("taking_back")["noted"]).search(said.lower()) or _SAID_BEFORE.search(said)
    return bool(noted or (commands and message.intent != "never_mind" and any(_named(clauses))))


def _names(clause: _Clause, message: Message) -> bool:
    heard = any(each["entity"] not in ASIDE and clause.holds(each) for each in message.entities)
    return heard or any(_named((clause,)))


def _in(entity: Entity, clauses: Iterable[_Clause]) -> bool:
    return any(clause.holds(entity) for clause in clauses)


def _known(memory: Memory) -> set[str]:
    """The keys of all that is noted: wishes, things told, test scores, figures."""
    profile = memory.profile
    told = {key for key, value in profile.items() if value and key != "tests"} | set(profile.get("tests") or ())
    degrees = {"background"} if profile.get("backgrounds") else set()
    return {wish.key for wish in memory.wishes} | told | degrees | ({"income", "hours"} & set(memory.assumptions))


def _drops(
    entity: Entity, clauses: Sequence[_Clause], memory: Memory, knowledge: Knowledge, known: set[str]
) -> Iterator[dict[str, Any]]:
    """What an entity in a clause that takes back makes go; nothing where it is not noted."""
    kind, value, key = str(entity["entity"]), entity.get("value"), key_of(entity)
    if kind in PLACES and value is not None:
        yield from _places(entity, memory, knowledge)
    elif kind == "asked_fact":
        key = _WISH_OF_FACT.get(str(value), str(value))
        if key in known:
            yield {"entity": key, "value": None, "op": "drop"}
    elif isinstance(entity.get("synchronous"), bool) and "live" in known:
        yield {"entity": CRITERION, "of": "live", "value": None, "op": "drop"}
    elif kind in ("situation", "family", "goal"):
        if value in (memory.profile.get(kind) or ()):
            yield {**entity, "op": "drop"}
    elif kind == "skill":
        if value in (*(memory.profile.get("skills") or ()), *(memory.profile.get("lacking") or ())):
            yield {**entity, "op": "drop"}
    elif key in known and not _wishes_the_opposite(entity, clauses):
        yield {**entity, "op": "drop"}


def _wishes_the_opposite(entity: Entity, clauses: Sequence[_Clause]) -> bool:
    """ "A GRE is not needed" says the wish again that it would take back."""
    surely = any(clause.orders for clause in clauses if clause.holds(entity))
    return not surely and entity.get("value") in _OPPOSITES and entity.get("op") != "drop"


def _places(entity: Entity, memory: Memory, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """A place goes as a wish where it is wished for, as a home or an origin where that was told."""
    wished = {value for wish in memory.wishes if wish.key == "place" for value in wish.values}
    same = wishes_in(({**entity, "op": "is", "role": None},), knowledge)
    names = {str(value[1]) for value in wished}
    if wished & {value for wish in same for value in wish.values} or str(entity["value"]) in names:
        yield {**entity, "op": "drop", "role": None}
    if list(memory.profile.get("lives") or ())[:2] == [entity["entity"], entity["value"]]:
        yield {**entity, "op": "drop", "role": "lives"}
    if entity["entity"] == "country" and memory.profile.get("origin") == entity["value"]:
        yield {**entity, "op": "drop", "role": "from"}


@cache
def _names_of() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Words → the keys they name, the longest first."""
    keys: dict[str, list[str]] = {}
    for key, words in table("taking_back")["names"].items():
        for each in words:
            keys.setdefault(str(each), []).append(str(key))
    return tuple((_word(each), tuple(keys[each])) for each in sorted(keys, key=len, reverse=True))


def _word(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, alternatives))})(?:s|'s)?\b")


def _plain(clause: _Clause) -> str:
    return clause.text.lower().replace("-", " ").replace("’", "'")


def _named(clauses: Iterable[_Clause]) -> Iterator[str]:
    """The keys that clauses name, whether or not they are noted."""
    for clause in clauses:
        left = _plain(clause)
        for word, keys in _names_of():
            if word.search(left):
                left = word.sub(" ", left)
                yield from keys


def keys_named(text: str) -> Iterator[str]:
    """The keys that words name, whether or not they are noted: "budget", "gre"."""
    return _named((_Clause(0, len(text), text),))


def _things_named(clauses: Iterable[_Clause], memory: Memory) -> Iterator[tuple[str, str]]:
    """What was told of several things of a kind and is named by its own words: ("goal", "phd")."""
    for key, values in table("taking_back")["things"].items():
        for value, words in values.items():
            said = any(_word(*words).search(_plain(clause)) for clause in clauses)
            if said and value in (memory.profile.get(key) or ()):
                yield key, value


def _numbered(clauses: Iterable[_Clause], memory: Memory) -> Iterator[str]:
    """The keys of what is noted with a number that clauses name bare: "erase 35"."""
    said = {float(each) for c in clauses for each in re.findall(r"(?<![\w.,$])\d+(?:\.\d+)?(?![\w%])", c.text)}
    profile = memory.profile
    gpa = (profile.get("gpa") or {}).get("value")
    noted = {"age": profile.get("age"), "work_years": profile.get("work_years"), "gpa": gpa}
    noted |= dict(profile.get("tests") or {})
    noted |= {wish.key: wish.value for wish in memory.wishes if is_number(wish.value)}
    yield from (key for key, value in noted.items() if is_number(value) and float(value) in said)


def _repeats(entity: Entity, dropped: set[str], memory: Memory, knowledge: Knowledge) -> bool:
    """Whether an entity says again what the message drops: "20k was a typo, remove the budget"."""
    if key_of(entity) not in dropped or entity.get("op") == "drop":
        return False
    noted = {(wish.key, value) for wish in memory.wishes for value in wish.values}
    return any((wish.key, value) in noted for wish in wishes_in((entity,), knowledge) for value in wish.values)


def _once(drops: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for each in drops:
        same = (each["entity"], each.get("of"), each.get("role"), each.get("value"))
        if not any((one["entity"], one.get("of"), one.get("role"), one.get("value")) == same for one in kept):
            kept.append(each)
    return kept
