"""Programs and universities by name, alias, short name or misspelling; and names the catalog does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from bot.nlu.criteria.geography import STATES
from bot.nlu.criteria.text import Entity, Hit, Message, flatten
from knowledge.base import Knowledge
from knowledge.facts import Program, University

# Aliases that are words, codes or abbreviations of something else: they count in capitals, or among names.
_TRAPS = frozenset(
    ["mit", "cal", "gt", "gw", "ku", "iu", "nu", "ub", "uh", "um", "vt", "uw", "bu", "eth", "icl", "kul", "sfa", "tum", "mila", "mines", "brown", "rice", "imperial", "kean", "pace", "penn", "pitt", "hopkins", "walden", "cumberlands", "wharton", "city", "college", "uop", "nec", "nau", "sit", "fit", "cu", "uf", "ut", "uc", "csu", "ou", "o.u", "oru", "uno", "usf", "una", "pba", "uri", "tuw"]
) | {"city college", "the graduate center", "high point", "old dominion", "grand valley"}
# Aliases that nearly always mean a place.
_NO_ALIAS = frozenset(("a state", "astate", "pnw", "vt", "maryville", "nec", "washington state", "metro", "colegio"))
_PLACE_NAMES = frozenset(STATES)
# "an american university" is any of them.
_ANY = frozenset(("a", "an", "any", "some", "another", "every", "no", "good"))
_PLAIN_NAMES = frozenset(
    (
        "american university",
        "national university",
        "eastern university",
        "city university",
        "post university",
        "the catholic university",
        "catholic university",
        "union university",
        "pace university",
    )
)
_AMONG = frozenset(("at", "into", "vs", "versus", "vs.", "compare", "than", "like", "from"))
_LISTED = frozenset(("or", "and", ",", "/", "&", "vs", "versus", "vs.", "nor", "with", "to"))

# Well-known ways to call or misspell a university, beside the aliases of the catalog.
_CALLED: dict[str, str] = {
    "georgia tech university": "Georgia Institute of Technology",
    "georgia institute of tech": "Georgia Institute of Technology",
    "g tech": "Georgia Institute of Technology",
    "columbia uni": "Columbia University",
    "u michigan": "University of Michigan",
    "u mich": "University of Michigan",
    "u washington": "University of Washington",
    "u dub": "University of Washington",
    "texas a and m": "Texas A&M University",
    "a&m": "Texas A&M University",
    "rutgers university": "Rutgers University-New Brunswick",
    "illinois urbana": "University of Illinois Urbana-Champaign",
    "urbana champaign": "University of Illinois Urbana-Champaign",
    "university of north carolina": "University of North Carolina at Chapel Hill",
    "university of massachusetts": "University of Massachusetts Amherst",
    "university of colorado": "University of Colorado Boulder",
    "university of california": "University of California, Berkeley",
    "tu munchen": "Technical University of Munich",
    "oregon state uni": "Oregon State University",
    "penn state world campus": "Penn State World Campus",
    "western governors uni": "Western Governors University",
    "worcester poly": "Worcester Polytechnic Institute",
    "worcester tech": "Worcester Polytechnic Institute",
    "cu": "University of Colorado Boulder",
    "ut": "The University of Texas at Austin",
    "uf": "University of Florida",
    "pitt": "University of Pittsburgh",
    "umass": "University of Massachusetts Amherst",
}
_MISSPELT: dict[str, str] = {
    "colombia university": "Columbia University",
    "colombia university in the city of new york": "Columbia University",
    "john hopkins": "Johns Hopkins University",
    "john hopkins university": "Johns Hopkins University",
    "jhon hopkins": "Johns Hopkins University",
    "carnegie melon": "Carnegie Mellon University",
    "carnegy mellon": "Carnegie Mellon University",
    "renselaer": "Rensselaer Polytechnic Institute",
    "berkley": "University of California, Berkeley",
    "uc berkley": "University of California, Berkeley",
}
_OF = re.compile(r"^(?:the )?university of (?P<rest>.+)$")
_X_UNIVERSITY = re.compile(r"^(?:the )?(?P<rest>.+?) (?:university|college)(?: of technology)?$")

# Degree abbreviations: what they say of the degree, and of the field.
_DEGREES: dict[str, tuple[str | None, str | None]] = {
    "ms": ("MS", None), "m.s": ("MS", None), "msc": ("MSc", None), "m.sc": ("MSc", None), "sm": ("SM", None),
    "masters": (None, None), "master": (None, None), "master's": (None, None), "mse": ("MSE", None),
    "meng": ("MEng", None), "m.eng": ("MEng", None), "mps": ("MPS", None), "mphil": ("MPhil", None),
    "mcs": ("MCS", "computer_science"), "mscs": ("MS", "computer_science"), "mds": (None, "data_science"),
    "msds": ("MS", "data_science"), "msai": ("MS", "artificial_intelligence"), "msml": ("MS", "machine_learning"),
    "msba": ("MS", "analytics"), "mcomp": ("MComp", None), "mmath": ("MMath", None), "mai": (None, "artificial_intelligence"),
}  # fmt: skip
_FILLERS = frozenset(
    ("in", "of", "science", "engineering", "'s", "’s", "and", "&", "'", "program", "degree", "the", "a", "ms")
)
_CONNECTORS = frozenset(
    ("'s", "s", "'", "for", "the", "its", "their", ",", "(", "online", "new", "on", "campus", "residential")
)
_DELIVERY = {
    "online": "online",
    "remote": "online",
    "distance": "online",
    "residential": "on_campus",
    "campus": "on_campus",
}
_EXTRA_WORDS = frozenset(
    (
        "applied",
        "computational",
        "professional",
        "executive",
        "foundations",
        "big",
        "human",
        "centered",
        "technology",
        "information",
    )
)


def phrases(knowledge: Knowledge) -> Iterator[tuple[str, str, Any]]:
    """Every (phrase, kind, id) that names a university or a program; kind "weak" needs a program beside it."""
    by_name = {each.name: each for each in knowledge.universities}
    for university in knowledge.universities:
        for name in _names_of(university):
            if flatten(name) not in _NO_ALIAS:
                yield name, "university", university.id
        if (short := _short(university)) is not None:
            yield short, "weak", university.id
    for called, name in (*_CALLED.items(), *_MISSPELT.items()):
        if name in by_name:
            yield called, "university", by_name[name].id
    for program in knowledge.programs:
        if program.kind == "program":
            for alias in (*program.aliases, program.id.replace("-", " ")):
                if not _is_generic(alias):
                    yield alias, "program", program.id


def _names_of(university: University) -> Iterator[str]:
    for name in (university.name, *university.aliases):
        plain = name.replace("(", " ").replace(")", " ").replace("\u2013", " ").replace("-", " ").replace("/", " ")
        plain = plain.removeprefix("The ")
        if len(plain) < 2:
            continue
        yield plain
        flat = flatten(plain)
        if "." in flat:
            yield plain.replace(".", "")
        if "," in flat:
            yield plain.replace(",", "")
        if (match := _OF.match(flat)) is not None:
            for short in ("univ of", "uni of", "u of"):
                yield f"{short} {match['rest']}"
        elif flat.endswith(" university") and len(flat) > 14:
            yield flat.removesuffix("university") + "uni"
        if flat.endswith(" polytechnic institute"):
            yield flat.removesuffix(" institute")
        if flat.endswith(" state university"):
            yield flat.removesuffix(" university")
        if "saint " in flat:
            yield flat.replace("saint ", "st ")
            yield flat.replace("saint ", "st. ")


def _short(university: University) -> str | None:
    """The name without "University", for those that have no such alias."""
    flat = flatten(university.name)
    match = _OF.match(flat) or _X_UNIVERSITY.match(flat)
    if match is None or len(match["rest"]) < 4 or match["rest"].endswith(" state"):
        return None
    return match["rest"].split(",")[0].split(" at ")[0]


def _is_generic(alias: str) -> bool:
    """Whether an alias is only a degree and a field ("MS in ML"), which any university may have."""
    words = flatten(alias).replace("-", " ").split()
    return all(word in _DEGREES or word in ("in", "ml", "ai", "ds", "cs", "online") for word in words)


@dataclass(slots=True)
class _Named:
    """A university in the message while its program is looked for."""

    hit: Hit
    ids: tuple[str, ...]
    weak: bool
    start: int
    end: int
    fuzzy: bool = False


@dataclass(slots=True)
class _Wanted:
    """What the words beside a university say about one of its programs."""

    fields: list[str] = field(default_factory=list)
    degrees: list[str] = field(default_factory=list)
    online: bool | None = None
    words: list[str] = field(default_factory=list)
    first: int = -1
    last: int = -1

    def specific(self) -> bool:
        return bool(self.fields or any(degree not in ("MS", "MSc") for degree in self.degrees))


class Names:
    """Reads names against one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._named = {
            university.id: tuple(each for each in knowledge.programs_of(university.id) if each.kind == "program")
            for university in knowledge.universities
        }
        self._order = {university.id: self._rank(university) for university in knowledge.universities}
        self._full = _full_names(knowledge)

    def _rank(self, university: University) -> tuple[int, int, int, str]:
        far = 1 if university.distance_only or "online" in university.id or "world-campus" in university.id else 0
        return far, -len(self._named[university.id]), len(university.id), university.id

    def find(self, message: Message) -> None:
        """Adds programs, universities and unknown names."""
        named, programs = self._hits(message)
        named += self._fuzzy(message, named)
        named.sort(key=lambda each: each.start)
        for each in named:
            if each.weak:
                continue
            self._add(message, each, programs)
        for each in named:
            if each.weak and message.free(each.start, each.end):
                self._add_weak(message, each, programs)
        for hit in programs:
            if message.free(hit.start, hit.end):
                self._add_program(message, hit)
        _unknown(message)

    # -- what is a name at all

    def _hits(self, message: Message) -> tuple[list[_Named], list[Hit]]:
        named, programs = [], []
        hits = message.hits.get("name", [])
        for index, hit in enumerate(hits):
            ids = self._ids(hit, "university")
            if hit.sense("program") is not None and not ids:
                programs.append(hit)
                continue
            weak = not ids
            ids = ids or self._ids(hit, "weak")
            if not weak and not self._counts(message, hit, hits[:index], hits[index + 1 :]):
                if self._is_trap(message, hit):
                    continue
                weak = True
            fuzzy = _is_corrected(message, hit) or " ".join(message.read_as[hit.first : hit.last]) in _MISSPELT
            named.append(_Named(hit, ids, weak, hit.start, hit.end, fuzzy))
        return named, programs

    def _ids(self, hit: Hit, kind: str) -> tuple[str, ...]:
        ids = {value for name, value in hit.senses if name == kind}
        return tuple(sorted(ids, key=lambda each: self._order[each]))

    def _is_trap(self, message: Message, hit: Hit) -> bool:
        """Whether what did not count as a name is to be forgotten rather than to be looked at again."""
        return message.flat[hit.start : hit.end] not in (
            "brown",
            "rice",
            "imperial",
            "mines",
            "mit",
            "cal",
            "hopkins",
            "penn",
            "kean",
            "pace",
        )

    def _counts(self, message: Message, hit: Hit, before: list[Hit], behind: list[Hit]) -> bool:
        phrase = " ".join(message.read_as[hit.first : hit.last])
        typed = message.typed(hit.start, hit.end)
        left = message.words[hit.first - 1] if hit.first else ""
        right = message.words[hit.last] if hit.last < len(message.words) else ""
        if phrase in _PLAIN_NAMES:
            return left not in _ANY and (typed[:1].isupper() or left in _AMONG or right == "'s")
        if self._is_city(phrase) and left in ("in", "near", "around", "outside", "live") and right != "'s":
            return False
        if right == "area":
            return False
        if phrase not in _TRAPS and not (len(phrase) <= 2):
            return True
        if len(message.words) == hit.last - hit.first or right in ("'s", "university", "uni"):
            return True
        if typed.isupper() and not message.shouting and len(phrase) <= 4:
            return not (phrase == "ut" and right in ("", ",", "or") and left == "in")
        if left in _AMONG and phrase != "ut":
            return True
        if phrase not in ("mit",) and len(phrase) > 3 and typed[:1].isupper() and not typed.isupper() and hit.first:
            return True
        near_left = left in _LISTED and any(0 < hit.first - each.last <= 1 for each in before)
        near_right = right in _LISTED and any(0 < each.first - hit.last <= 1 for each in behind)
        return near_left or near_right or (left == "not" and len(message.words) < 6 and phrase != "mit")

    def _is_city(self, phrase: str) -> bool:
        return phrase in (
            "berkeley",
            "stanford",
            "princeton",
            "cambridge",
            "columbia",
            "syracuse",
            "georgetown",
            "delft",
            "waterloo",
            "kennesaw",
            "binghamton",
            "clemson",
            "notre dame",
            "bath",
            "rochester",
            "kennesaw",
            "denver",
        )

    def _fuzzy(self, message: Message, named: list[_Named]) -> list[_Named]:
        """Names of several words that are nearly right ("carnegie melon"), found from their rarest word."""
        out: list[_Named] = []
        covered = [(each.start, each.end) for each in named if not each.weak]
        for index, word in enumerate(message.read_as):
            full = self._full.get(word)
            if full is None or any(start <= message.starts[index] < end for start, end in covered):
                continue
            found = self._nearest(message, index, full)
            if found is None:
                continue
            first, last, ids = found
            start, end = message.starts[first], message.ends[last - 1]
            hit = Hit(start, end, first, last, tuple(("university", each) for each in ids))
            out.append(_Named(hit, tuple(sorted(ids, key=lambda each: self._order[each])), False, start, end, True))
            covered.append((start, end))
            named[:] = [each for each in named if not (each.start < end and start < each.end)]
        return out

    def _nearest(self, message: Message, index: int, full: dict[str, set[str]]) -> tuple[int, int, set[str]] | None:
        best: tuple[float, int, int, set[str]] | None = None
        for name, ids in sorted(full.items()):
            size = name.count(" ") + 1
            for first in range(max(0, index - size + 1), index + 1):
                last = first + size
                if last > len(message.words):
                    continue
                typed = " ".join(message.read_as[first:last])
                if abs(len(typed) - len(name)) > 3:
                    continue
                score = fuzz.ratio(typed, name, score_cutoff=89)
                if score and _word_by_word(typed, name) and (best is None or score > best[0]):
                    best = score, first, last, ids
        return None if best is None else best[1:]

    # -- which program of it

    def _add(self, message: Message, each: _Named, programs: list[Hit]) -> None:
        if not message.free(each.start, each.end):
            return
        if self._join_program(message, each, programs):
            return
        chosen = self._described(message, each)
        if chosen is None or len(chosen[0]) != 1:
            others = tuple(program.id for program in chosen[0]) if chosen is not None and len(chosen[0]) <= 4 else ()
            self._note(message, "university", each.ids, each.start, each.end, each.fuzzy, others)
            return
        (program,), start, end = chosen
        self._note(message, "program", (program.id,), start, end, each.fuzzy)

    def _add_weak(self, message: Message, each: _Named, programs: list[Hit]) -> None:
        """A short name counts beside one of its programs, or among other names."""
        if self._join_program(message, each, programs):
            return
        right = message.words[each.hit.last] if each.hit.last < len(message.words) else ""
        left = message.words[each.hit.first - 1] if each.hit.first else ""
        place = message.flat[each.start : each.end] in _PLACE_NAMES or any(
            hit.start <= each.start and hit.end >= each.end for hit in message.hits.get("place", ())
        )
        chosen = self._described(message, each)
        if chosen is not None and len(chosen[0]) == 1 and (not place or right in ("'s", "s") or left in ("at", "into")):
            (program,), start, end = chosen
            self._note(message, "program", (program.id,), start, end, each.fuzzy)
        elif self._among_names(message, each) or (
            not place and left in ("at", "into") and message.typed(each.start, each.end)[:1].isupper()
        ):
            self._note(message, "university", each.ids, each.start, each.end, each.fuzzy)

    def _among_names(self, message: Message, each: _Named) -> bool:
        strong = [found for found in message.of("program") if found.extras.get("kind")]
        for found in strong:
            gap = (
                message.flat[found.end : each.start]
                if found.end <= each.start
                else message.flat[each.end : found.start]
            )
            words = gap.replace(",", " , ").split()
            if (
                words
                and len(words) <= 2
                and words[0] in ("vs", "versus", "vs.", "and", "or", ",", "&", "to", "with")
                and "compare" in message.words
            ):
                return True
            if len(words) == 1 and words[0] in ("vs", "versus", "vs."):
                return True
        return False

    def _join_program(self, message: Message, each: _Named, programs: list[Hit]) -> bool:
        """A program's own alias beside its university: "cmu's msaii", "omscs at georgia tech"."""
        for hit in programs:
            ids = tuple(value for kind, value in hit.senses if kind == "program" and self._at(value, each.ids))
            if not ids or not message.free(hit.start, hit.end):
                continue
            behind = message.flat[each.end : hit.start] if hit.start >= each.end else None
            ahead = message.flat[hit.end : each.start] if each.start >= hit.end else None
            if (behind is not None and re.fullmatch(r"\s*(?:'s|s)?\s*,?\s*(?:the |new |online )*", behind)) or (
                ahead is not None and re.fullmatch(r"\s*(?:program |degree )?(?:at|from|@|by|of|\()\s*(?:the )?", ahead)
            ):
                start, end = min(each.start, hit.start), max(each.end, hit.end)
                self._note(message, "program", ids, start, end, each.fuzzy or _is_corrected(message, hit))
                return True
        return False

    def _at(self, program_id: str, universities: Iterable[str]) -> bool:
        program = self._knowledge.program(program_id)
        return program is not None and program.university.id in set(universities)

    def _described(self, message: Message, each: _Named) -> tuple[tuple[Program, ...], int, int] | None:
        """The programs that fit the words beside the university, and the span of both."""
        programs = tuple(program for one in each.ids for program in self._named.get(one, ()))
        if not programs:
            return None
        for wanted in (_rightward(message, each.hit.last), _leftward(message, each.hit.first)):
            if wanted is None or not wanted.specific():
                continue
            fitting = _fitting(programs, wanted)
            if fitting:
                start = min(each.start, message.starts[wanted.first])
                end = max(each.end, message.ends[wanted.last - 1])
                return fitting, start, end
        return None

    def _add_program(self, message: Message, hit: Hit) -> None:
        ids = tuple(value for kind, value in hit.senses if kind == "program")
        phrase = message.flat[hit.start : hit.end]
        if (
            len(phrase) <= 4
            and phrase in ("mila", "mids", "mads", "aipi")
            and not (message.typed(hit.start, hit.end).isupper() or len(message.words) <= 8)
        ):
            return
        self._note(message, "program", ids, hit.start, hit.end, _is_corrected(message, hit))

    @staticmethod
    def _is_online(thing: Program | University) -> bool:
        fact = thing.fact("delivery") if isinstance(thing, Program) else None
        return "online" in flatten(thing.name) or (fact is not None and "online" in fact.value)

    def _note(
        self,
        message: Message,
        kind: str,
        ids: tuple[str, ...],
        start: int,
        end: int,
        fuzzy: bool,
        programs: tuple[str, ...] = (),
    ) -> None:
        if any(each.value == ids[0] for each in message.of("program")):
            return
        thing: Program | University | None = (
            self._knowledge.program(ids[0]) if kind == "program" else self._knowledge.university(ids[0])
        )
        if thing is None:
            return
        if (
            kind == "program"
            and (match := _BEHIND_PROGRAM.match(message.flat, end)) is not None
            and message.free(end, match.end())
        ):
            if "online" not in match.group() or self._is_online(thing):
                end = match.end()
        entity = message.add(
            "program", ids[0], start, end, kind=kind, name=thing.name, match="fuzzy" if fuzzy else "exact"
        )
        if len(ids) > 1:
            entity.extras["candidates"] = list(ids)
        if programs:
            entity.extras["programs"] = list(programs)


_BEHIND_PROGRAM = re.compile(r" online(?: program(?:me)?| masters?)?\b| program(?:me)?\b")


def _is_corrected(message: Message, hit: Hit) -> bool:
    return not message.corrected.isdisjoint(range(hit.first, hit.last))


def _full_names(knowledge: Knowledge) -> dict[str, dict[str, set[str]]]:
    """For each rare word of a name, the names of several words that hold it, with their universities."""
    words: dict[str, dict[str, set[str]]] = {}
    for university in knowledge.universities:
        for name in {flatten(each).replace(",", "") for each in _names_of(university)}:
            parts = name.split()
            if 2 <= len(parts) <= 5:
                for part in parts:
                    if len(part) >= 5:
                        words.setdefault(part, {}).setdefault(name, set()).add(university.id)
    return {
        word: names for word, names in words.items() if len(names) <= 12 and word not in _COMMON and word not in STATES
    }


def _word_by_word(typed: str, name: str) -> bool:
    """Whether each word is nearly the name's word in its place; an ordinary one must be the same."""
    return all(a == b or (a not in _SMALL and fuzz.ratio(a, b) >= 74) for a, b in zip(typed.split(), name.split()))


_SMALL = frozenset(
    ["that", "this", "the", "for", "and", "with", "from", "what", "when", "they", "them", "their", "there", "then", "than", "have", "has", "had", "not", "are", "was", "were", "can"]
)
_COMMON = frozenset(
    ["university", "college", "institute", "technology", "state", "school", "saint", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "city", "polytechnic", "science", "national", "american", "international", "health", "medical", "mines", "texas", "california", "carolina", "illinois", "wisconsin", "indiana", "global", "online", "campus", "williams", "william", "robert", "stephen", "james", "thomas", "george", "chicago", "boston", "houston", "dallas", "austin"]
)


def _rightward(message: Message, index: int) -> _Wanted | None:
    """What follows a university's name: "'s online ms in data science"."""
    wanted = _Wanted(first=index)
    connectors = 0
    while index < len(message.words):
        step = _take(message, index, wanted, started=wanted.last > 0)
        if step:
            index += step
            continue
        word = message.words[index]
        if wanted.last < 0 and word in _CONNECTORS and connectors < 4:
            connectors += 1
            index += 1
            continue
        if wanted.last > 0 and word in _FILLERS and index - wanted.last < 3:
            index += 1
            continue
        break
    return wanted if wanted.last > 0 else None


def _leftward(message: Message, index: int) -> _Wanted | None:
    """What stands before a university's name: "ms in data science at"."""
    behind = index
    if behind and message.words[behind - 1] == "the":
        behind -= 1
    if not behind or message.words[behind - 1] not in ("at", "from", "@", "by"):
        return None
    stop = behind - 1
    best: _Wanted | None = None
    for first in range(stop - 1, max(-1, stop - 10), -1):
        wanted = _Wanted(first=first)
        at = first
        while at < stop:
            step = _take(message, at, wanted, started=True)
            if step:
                at += step
            elif message.words[at] in _FILLERS or message.words[at] in ("programs", "masters", "one"):
                at += 1
            else:
                break
        if at >= stop and wanted.last > 0:
            wanted.last = stop
            if message.words[first] not in _FILLERS:
                best = wanted
        elif at < stop and message.clause[first] != message.clause[stop]:
            break
    return best


def _take(message: Message, index: int, wanted: _Wanted, started: bool) -> int:
    """Reads one piece of a program's description; how many words it took."""
    word = message.words[index]
    for hit in message.hits.get("topic", ()):
        if hit.first == index:
            value = hit.sense("field") or hit.sense("focus")
            if value is None:
                break
            if word in _DEGREES and (degree := _DEGREES[word][0]) is not None:
                wanted.degrees.append(degree)
            wanted.fields.append(str(value))
            wanted.last = hit.last
            return hit.last - hit.first
    if word in _DEGREES:
        degree, subject = _DEGREES[word]
        if degree is not None:
            wanted.degrees.append(degree)
        if subject is not None:
            wanted.fields.append(subject)
        size = 2 if word == "master" and message.words[index + 1 : index + 2] == ["'s"] else 1
        wanted.last = index + size
        return size
    if word in _DELIVERY:
        wanted.online = _DELIVERY[word] == "online"
        if started:
            wanted.last = index + 1
        return 1
    if word in _EXTRA_WORDS:
        wanted.words.append(word)
        return 1
    return 0


def _fitting(programs: tuple[Program, ...], wanted: _Wanted) -> tuple[Program, ...]:
    """The programs that agree with everything said, best first; those that agree better push out the others."""
    scored = [(score, program) for program in programs if (score := _score(program, wanted)) is not None]
    if not scored:
        return ()
    best = max(score for score, _ in scored)
    return tuple(sorted((program for score, program in scored if score == best), key=lambda each: each.id))


def _score(program: Program, wanted: _Wanted) -> int | None:
    name = flatten(program.name)
    score = 0
    for subject in wanted.fields:
        if program.field == subject:
            score += 3
        elif subject.replace("_", " ") in name:
            score += 2
        else:
            return None
    for degree in wanted.degrees:
        if not _is_degree(program, degree, name):
            return None
        score += 1
    if wanted.online is not None:
        fact = program.fact("delivery")
        ways = fact.value if fact is not None else ()
        if "online" in name or "online" in ways:
            score += 1 if wanted.online else 0
        elif ways and wanted.online:
            return None
    return score + sum(1 for word in wanted.words if word in name)


def _is_degree(program: Program, degree: str, name: str) -> bool:
    held = (program.degree or "").casefold().replace("-", "")
    if degree in ("MS", "MSc"):
        return (
            (held.startswith(("ms", "sm", "mcs", "mds", "m")) and held not in ("meng", "mps", "mphil", "mba")) or not held
        )
    return held == degree.casefold() or (degree == "MEng" and "master of engineering" in name)


# -- names the catalog does not have

_KINDS = (
    r"(?:university|univ|universitat|universite|college|institute of technology|academy|polytechnic|school of mines)"
)
_OUTSIDE = re.compile(
    rf"\b(?P<a>(?:university|univ|uni|institute|college) of (?:the )?(?P<of>[a-z][\w']+(?: [a-z][\w']+)?))|\b(?P<b>(?P<lead>(?:[a-z][\w'.]+ ){{1,2}}){_KINDS})\b"
)
_AT = re.compile(
    r"\b(?:msc|ms|m\.s|masters?|master's|program(?:me)?|degree|mscs|msds|msai|course|(?:ms|msc|masters?|master's|degree) in [\w ]{2,30}?|one)(?: offered)? (?:at|from) (?:the )?(?P<name>[a-z][\w'&]+(?: [a-z][\w'&]+)?)"
)
_NOT_NAMES = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "my", "your", "our", "their", "his", "her", "any", "some", "which", "what", "every", "each", "no", "other", "another", "same", "different", "good", "great", "best", "better", "top", "cheap", "cheaper", "cheapest", "decent", "big", "small", "large", "nice", "real", "local", "state", "public", "private", "online", "foreign", "us", "uk", "american", "indian", "chinese", "european", "canadian", "german", "british", "international", "national", "community", "junior", "research", "graduate", "grad", "undergrad", "medical", "technical", "tech", "business", "engineering", "art", "law", "ranked", "tier", "reputed", "reputable", "accredited", "prestigious", "famous", "well", "known", "target", "safe", "dream", "reach", "in", "at", "of", "from", "to", "for", "with", "by", "on", "about", "into", "is", "are", "was", "were", "be", "been", "do", "does", "did", "can", "could", "will", "would", "should", "may", "might", "must", "have", "has", "had", "and", "or", "but", "not", "near", "only", "prefer", "like", "want", "choose", "pick", "go", "get", "attend", "attending", "attended", "study", "studied", "named", "called", "one", "two", "three", "first", "second", "third", "last", "next", "new", "old", "my", "own", "home", "least", "most", "all", "both", "many", "few", "more", "less", "than", "if", "when", "where", "how", "why", "who", "whose", "i", "we", "you", "he", "she", "it", "they", "them", "me", "us", "as", "so", "such", "still", "yet", "also", "just", "there", "here", "while", "after", "before", "during", "through", "city", "any-which", "ivy", "league", "elite", "world", "class", "flagship", "land", "grant", "traditional", "physical", "actual", "particular", "specific", "certain", "given", "current", "former", "previous", "future", "potential", "your-own", "partner", "leading", "major", "online-only", "life", "high", "price", "cost", "least", "moment", "night", "work", "school", "college", "university", "universities", "dept", "department", "office", "part", "full", "time", "half", "point", "end", "start", "beginning", "level", "pace", "rate", "lower", "low", "affordable", "home", "own", "moment", "once", "random", "accept", "accepts", "need", "needs", "look", "looking", "find", "teaching", "liberal", "historically", "black", "christian", "women", "men", "day", "every-day", "normal", "regular", "actual", "whole", "entire", "most", "mid", "minimum", "maximum"]
)


def _unknown(message: Message) -> None:
    """Adds universities that are clearly named as such but stand in no list."""
    flat = message.flat
    if any(word in flat for word in ("univ", "uni ", "college", "institut", "academy", "polytechnic")):
        for match in _OUTSIDE.finditer(flat):
            span = _outside_span(message, match)
            if span is not None and message.free(*span):
                message.add("unknown_program", message.typed(*span), *span)
    for match in _AT.finditer(flat):
        start, end = match.span("name")
        words = match["name"].split()
        if words[0] in _NOT_NAMES or not message.free(start, start + len(words[0])):
            continue
        if any(
            hit.start <= start < hit.end
            for group in ("place", "study", "topic", "fact", "cue")
            for hit in message.hits.get(group, ())
        ):
            continue
        if len(words) == 2 and (words[1] in _NOT_NAMES or not message.typed(start, end).istitle()):
            end = start + len(words[0])
        end = start + len(flat[start:end].removesuffix("'s"))
        message.add("unknown_program", message.typed(start, end), start, end)


def _outside_span(message: Message, match: re.Match[str]) -> tuple[int, int] | None:
    if match["of"] is not None:
        words = match["of"].split()
        start, end = match.span("a")
        if words[0] in _NOT_NAMES or words[0] in ("phoenix",) or len(words[0]) < 3:
            return None
        if len(words) == 2 and not (message.typed(*match.span("of")).istitle() and words[1] not in _NOT_NAMES):
            end = match.start("of") + len(words[0])
        return (start, end) if _outside_word(words[0]) else None
    lead = match["lead"].split()
    start, end = match.span("b")
    if lead[-1] in _NOT_NAMES or not _outside_word(lead[-1]):
        return None
    if len(lead) == 2:
        first_end = match.start("b") + len(lead[0])
        if lead[0] in _NOT_NAMES or not message.typed(match.start("b"), first_end)[:1].isupper() or message.shouting:
            start = message.flat.index(lead[-1], first_end)
    return start, end


def _outside_word(word: str) -> bool:
    return len(word) >= 3 and not word.endswith(("ing", "ly", "'s", "est"))


def mentions(message: Message) -> list[Entity]:
    """Everything that names or points to a program."""
    return list(message.of("program", "unknown_program", "pointer"))
