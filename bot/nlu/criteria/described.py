"""Which program of a university is meant by the words beside its name: "columbia's ms in data science"."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.nlu.criteria.aliases import DEGREES
from bot.nlu.criteria.question_words import question_word
from bot.nlu.criteria.text import Message, flatten, words
from bot.nlu.criteria.word_tables import cue, word_set
from knowledge.facts import Program

_FILLERS = words("in of science engineering 's and & ' program degree the a ms")
_CONNECTORS = words("'s s ' | the its their , ( online new on campus residential msc ms one")
_DELIVERY = {"online": True, "remote": True, "distance": True, "residential": False, "campus": False}
_EXTRA_WORDS = word_set("around", "extra_words")
# "what gpa does washington want for msds": the description stands behind a verb
_LATER = cue("described", "later")
_GENERIC = frozenset(("MS", "MSc"))


@dataclass(slots=True)
class Wanted:
    """What the words beside a university say about one of its programs; tokens `first` to `last`."""

    first: int
    last: int = -1
    fields: list[str] = field(default_factory=list)
    degrees: list[str] = field(default_factory=list)
    online: bool | None = None
    extra: list[str] = field(default_factory=list)

    @property
    def specific(self) -> bool:
        """Whether it says more than that it is a master's."""
        return bool(self.fields or any(degree not in _GENERIC for degree in self.degrees))


def find(
    message: Message, first: int, last: int, programs: tuple[Program, ...], alone: bool
) -> tuple[tuple[Program, ...], int, int] | None:
    """The programs that fit the words beside a university, and the span of both; None when no words describe one.

    Args:
        first: the first token of the university's name; `last`: the token behind it.
        programs: those of the university.
        alone: whether it is the only university named; otherwise "for data science" speaks of all of them.
    """
    cities = frozenset(word for each in programs for word in flatten(each.university.city or "").split())
    descriptions = (
        _rightward(message, last, cities | {"for"} if alone else cities),
        _leftward(message, first),
        _behind_verb(message, last) if alone else None,
    )
    for wanted in descriptions:
        if wanted is None or not wanted.specific:
            continue
        if fitting := _fitting(programs, wanted):
            start = min(message.starts[first], message.starts[wanted.first])
            end = max(message.ends[last - 1], message.ends[wanted.last - 1])
            return fitting, start, end
    return None


def describes(message: Message, index: int) -> bool:
    """Whether the words from a token on describe a program of any university."""
    wanted = _rightward(message, index, frozenset())
    return wanted is not None and bool(wanted.fields or wanted.degrees)


def _rightward(message: Message, index: int, connectors: frozenset[str]) -> Wanted | None:
    """What follows a university's name: "'s online ms in data science"."""
    wanted = Wanted(index)
    skipped = 0
    asked = question_word(message, message.starts[index - 1]) in ("is", "are", "does", "do", "was") if index else False
    while index < len(message.words):
        word = message.words[index]
        if asked and wanted.last > 0 and word in _DELIVERY:
            break  # "is its ai degree online" asks
        if step := _take(message, index, wanted):
            index += step
            continue
        if wanted.last < 0 and (word in _CONNECTORS or word in connectors) and skipped < 4:
            skipped += 1
        elif not (wanted.last > 0 and word in _FILLERS and index - wanted.last < 3):
            break
        index += 1
    return wanted if wanted.last > 0 else None


def _behind_verb(message: Message, index: int) -> Wanted | None:
    if index >= len(message.words):
        return None
    match = _LATER.match(message.flat, message.ends[index - 1])
    return None if match is None else _rightward(message, message.token_at(match.end()), frozenset())


def _leftward(message: Message, index: int) -> Wanted | None:
    """What stands before a university's name: "ms in data science at"."""
    behind = index - 1 if index and message.words[index - 1] == "the" else index
    if not behind or message.words[behind - 1] not in ("at", "from", "@", "by"):
        return None
    stop = behind - 1
    best: Wanted | None = None
    for first in range(stop - 1, max(-1, stop - 10), -1):
        if message.clause[first] != message.clause[stop]:
            break
        wanted = Wanted(first)
        at = first
        while at < stop:
            step = _take(message, at, wanted)
            if not step and message.words[at] not in _FILLERS and message.words[at] not in ("programs", "one"):
                break
            at += step or 1
        if at >= stop and wanted.last > 0:
            wanted.last = stop
            if message.words[first] not in _FILLERS:
                best = wanted
    return best


def _take(message: Message, index: int, wanted: Wanted) -> int:
    """Reads one piece of a program's description; how many words it took."""
    word = message.words[index]
    degree, subject = DEGREES.get(word, (None, None))
    hit = next((each for each in message.hits.get("topic", ()) if each.first == index), None)
    if hit is not None and (named := hit.sense("field") or hit.sense("focus")) is not None:
        if degree is not None:
            wanted.degrees.append(degree)
        wanted.fields.append(str(named))
        wanted.last = hit.last
        return hit.last - hit.first
    if word in DEGREES:
        if degree is not None:
            wanted.degrees.append(degree)
        if subject is not None:
            wanted.fields.append(subject)
        size = 2 if word == "master" and list(message.words[index + 1 : index + 2]) == ["'s"] else 1
        wanted.last = index + size
        return size
    if word in _DELIVERY:
        wanted.online = _DELIVERY[word]
        if wanted.last > 0:
            wanted.last = index + 1
        return 1
    if word in _EXTRA_WORDS:
        wanted.extra.append(word)
        return 1
    return 0


def _fitting(programs: tuple[Program, ...], wanted: Wanted) -> tuple[Program, ...]:
    """The programs that agree with everything said; those that agree better push out the others."""
    scored = [(score, program) for program in programs if (score := _score(program, wanted)) is not None]
    best = max((score for score, _ in scored), default=0)
    return tuple(sorted((program for score, program in scored if score == best), key=lambda each: each.id))


def _score(program: Program, wanted: Wanted) -> int | None:
    name = flatten(program.name)
    score = sum(1 for word in wanted.extra if word in name)
    for subject in wanted.fields:
        if program.field == subject:
            score += 3
        elif _is_in(subject, name):
            score += 2
        else:
            return None
    for degree in wanted.degrees:
        if not _is_degree(program, degree, name):
            return None
        score += 1
    if wanted.online is None:
        return score
    if is_online(program):
        return score + (1 if wanted.online else 0)
    return None if wanted.online and program.fact("delivery") is not None else score


def _is_in(subject: str, name: str) -> bool:
    """Whether the name speaks of the subject ("data_engineering" in "data engineering and analytics")."""
    return subject.replace("_", " ") in name or (subject == "data_analytics" and "analytics" in name)


def _is_degree(program: Program, degree: str, name: str) -> bool:
    held = (program.degree or "").casefold().replace("-", "")
    if degree in _GENERIC:
        return held not in ("meng", "mps", "mphil", "mba")
    return held == degree.casefold() or (degree == "MEng" and "master of engineering" in name)


def is_online(program: Program) -> bool:
    """Whether the program is known to be taught online."""
    fact = program.fact("delivery")
    return "online" in flatten(program.name) or (fact is not None and "online" in fact.value)
