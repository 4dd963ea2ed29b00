"""Programs and universities by name, alias, short name or misspelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.nlu.criteria import described, unknown
from bot.nlu.criteria.aliases import CITY_LIKE, MISSPELT, PLAIN_NAMES, TRAPS, is_directional, names_of
from bot.nlu.criteria.geography import state_names
from bot.nlu.criteria.questions import question_word
from bot.nlu.criteria.tables import word_set
from bot.nlu.criteria.text import Hit, Message, flatten, words
from knowledge.base import Knowledge
from knowledge.facts import Program, University

_ANY = words("a an any some another every no good")
_AMONG = words("at into vs versus vs. compare than like from")
_LISTED = words("or and , / & vs versus vs. nor with to against")
_VERBS = words("have offer offers require requires need needs do take takes accept accepts want wants look let")
_IN = words("in near around outside live")
_JOINS = re.compile(r"\s*,?\s*(?:or|and|&|vs\.?|versus|/|nor|against|than|with)\s+(?:the )?|\s*/\s*")
_COMMA = re.compile(r"\s*,\s*(?:and |or )?")
_ATTENDED = re.compile(
    r"\b(?:graduated from|grad(?:uate)? (?:of|from)|alum(?:nus|na|ni|s)? of|went to|studied at|attended|i was at"
    r"|did my \w+(?: in [\w ]{2,25})? (?:at|from)|(?:bachelor'?s?|b\.?sc|b\.?tech|bs|ba|undergrad|major|honou?rs)"
    r"(?: degree)?(?: in [\w ]{2,30})? (?:at|from)|(?:have|got|hold|finished)(?: an?| my)? (?:\w+ "
    r"){0,2}degree(?: in [\w ]{2,30})? from)"
    r"\s*(?:the )?$"
)
_ATTENDED_BEHIND = re.compile(
    r"\s*(?:grad|graduate|alum|alumnus|alumna|undergrad|alumni)\b(?! school| program| degree| certificate)"
)
_BEHIND_PROGRAM = re.compile(r" online(?: program(?:me)?| masters?)?\b| program(?:me)?\b")
_BESIDE_BEHIND = re.compile(r"\s*(?:'s|s)?\s*,?\s*(?:the |new |online )*")
_BESIDE_AHEAD = re.compile(r"\s*(?:program |degree )?(?:at|from|@|by|of|\()\s*(?:the )?")
_NEARLY = 89.0  # RapidFuzz ratio, 0 to 100, from which a name of several words is read as the one on record
_NEARLY_WORD = 74.0  # the same for each of its words
_COMMON = word_set("names", "common_words")
_SMALL = word_set("names", "small_words")


@dataclass(slots=True)
class _Named:
    """A university in the message: tokens `first` to `last`, and all universities the name may stand for.

    `weak` names count only beside one of their programs or among other names.
    """

    first: int
    last: int
    start: int
    end: int
    ids: tuple[str, ...]
    weak: bool
    fuzzy: bool


class Names:
    """Reads names against one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._states = state_names(knowledge)
        self._programs = {
            university.id: tuple(each for each in knowledge.programs_of(university.id) if each.kind == "program")
            for university in knowledge.universities
        }
        self._order = {university.id: self._rank(university) for university in knowledge.universities}
        self._by_word = _by_rare_word(knowledge)

    def _rank(self, university: University) -> tuple[bool, int, int, int, str]:
        """Which of several universities with one alias is meant first: on campus, with programs on record."""
        far = bool(university.distance_only) or "online" in university.id or "world-campus" in university.id
        offers = len(self._knowledge.programs_of(university.id))
        return far, -len(self._programs[university.id]), -offers, len(university.id), university.id

    def find(self, message: Message) -> None:
        """Adds programs, universities and unknown names."""
        named, programs = self._hits(message)
        named = self._with_misspelt(message, named)
        alone = len([each for each in named if not each.weak]) < 2
        for each in named:
            if not each.weak:
                self._add(message, each, programs, alone)
        self._add_listed(message, named, programs)
        for each in named:
            if each.weak and message.free(each.start, each.end):
                self._add_weak(message, each, programs, alone)
        for hit in programs:
            if message.free(hit.start, hit.end):
                self._add_program(message, hit)
        unknown.find(message)

    # -- what is a name at all

    def _hits(self, message: Message) -> tuple[list[_Named], list[Hit]]:
        """Universities and programs among the phrases found."""
        named, programs = [], []
        hits = message.hits.get("name", [])
        for index, hit in enumerate(hits):
            sure = self._sorted(value for kind, value in hit.senses if kind == "university")
            if hit.sense("program") is not None and not sure:
                programs.append(hit)
                continue
            phrase = " ".join(message.read_as[hit.first : hit.last])
            if self._is_place(message, hit, phrase):
                continue
            ids = sure or self._sorted(value for kind, value in hit.senses if kind == "weak")
            weak = not sure or not self._counts(message, hit, phrase, hits[:index], hits[index + 1 :])
            if not (weak and phrase in PLAIN_NAMES):
                fuzzy = _is_corrected(message, hit) or phrase in MISSPELT
                named.append(_Named(hit.first, hit.last, hit.start, hit.end, ids, weak, fuzzy))
        return named, programs

    def _sorted(self, ids: object) -> tuple[str, ...]:
        return tuple(sorted(set(ids), key=lambda each: self._order[each]))  # type: ignore[call-overload]

    @staticmethod
    def _is_place(message: Message, hit: Hit, phrase: str) -> bool:
        left, right = message.word(hit.first - 1), message.word(hit.last)
        city = phrase in CITY_LIKE or any(
            place.start == hit.start and place.end == hit.end for place in message.hits.get("place", ())
        )
        return right == "area" or (city and left in _IN and right != "'s")

    @staticmethod
    def _counts(message: Message, hit: Hit, phrase: str, before: list[Hit], behind: list[Hit]) -> bool:
        """Whether a phrase that may be an ordinary word or an abbreviation is a name here."""
        typed = message.typed(hit.start, hit.end)
        left, right = message.word(hit.first - 1), message.word(hit.last)
        if phrase in PLAIN_NAMES:
            return left not in _ANY
        if phrase not in TRAPS and len(phrase) > 2:
            return True
        if len(message.words) == hit.last - hit.first or right in ("'s", "university", "uni"):
            return True
        if typed.isupper() and not message.shouting and len(phrase) <= 4:
            return not (phrase == "ut" and left == "in")
        if left in _AMONG and phrase != "ut":
            return True
        if phrase != "mit" and len(phrase) > 3 and typed[:1].isupper() and not typed.isupper() and hit.first:
            return True
        if left in ("does", "do", "will", "has", "can", "did") and right in _VERBS:
            return True
        near_left = left in _LISTED and any(0 < hit.first - each.last <= 1 for each in before)
        near_right = right in _LISTED and any(0 < each.first - hit.last <= 1 for each in behind)
        return near_left or near_right or (left == "not" and len(message.words) < 6 and phrase != "mit")

    def _with_misspelt(self, message: Message, named: list[_Named]) -> list[_Named]:
        """Adds names of several words that are nearly right ("jon hopkins"), found from their rarest word."""
        covered = [(each.start, each.end) for each in named if not each.weak]
        out = list(named)
        for index, word in enumerate(message.read_as):
            names = self._by_word.get(word)
            if names is None or any(start <= message.starts[index] < end for start, end in covered):
                continue
            if (found := _nearest(message, index, names)) is None:
                continue
            first, last, ids = found
            start, end = message.starts[first], message.ends[last - 1]
            covered.append((start, end))
            out = [each for each in out if not (each.start < end and start < each.end)]
            out.append(_Named(first, last, start, end, self._sorted(ids), False, True))
        return sorted(out, key=lambda each: each.start)

    # -- which program of it

    def _add(self, message: Message, each: _Named, programs: list[Hit], alone: bool) -> None:
        """Adds a university, or the one of its programs that is named or described beside it."""
        if not message.free(each.start, each.end):
            return
        if _ATTENDED.search(message.left(each.start, 70)) or _ATTENDED_BEHIND.match(message.flat, each.end):
            message.aside("university", each.ids[0], each.start, each.end, role="studied")
            return
        if self._add_beside(message, each, programs):
            return
        chosen = described.find(message, each.first, each.last, self._programs_of(each), alone)
        if chosen is not None and len(chosen[0]) == 1:
            (program,), start, end = chosen
            self._note(message, program, start, end, each.fuzzy)
            return
        likely = tuple(program.id for program in chosen[0]) if chosen is not None and len(chosen[0]) <= 4 else ()
        self._note_university(message, each, likely)

    def _programs_of(self, each: _Named) -> tuple[Program, ...]:
        return tuple(program for one in each.ids for program in self._programs.get(one, ()))

    def _add_beside(self, message: Message, each: _Named, programs: list[Hit]) -> bool:
        """A program's own alias beside its university: "cmu's msaii", "omscs at georgia tech"."""
        for hit in programs:
            found = [program for program in self._meant(hit) if program.university.id in each.ids]
            if not found or not message.free(hit.start, hit.end):
                continue
            behind = hit.start >= each.end and _BESIDE_BEHIND.fullmatch(message.flat, each.end, hit.start)
            ahead = each.start >= hit.end and _BESIDE_AHEAD.fullmatch(message.flat, hit.end, each.start)
            if behind or ahead:
                start, end = min(each.start, hit.start), max(each.end, hit.end)
                self._note(message, found[0], start, end, each.fuzzy or _is_corrected(message, hit))
                return True
        return False

    def _add_weak(self, message: Message, each: _Named, programs: list[Hit], alone: bool) -> None:
        """A short name counts beside one of its programs."""
        if self._add_beside(message, each, programs):
            return
        phrase = message.flat[each.start : each.end]
        left, right = message.word(each.first - 1), message.word(each.last)
        place = is_directional(phrase, self._states) or any(
            hit.start <= each.start and hit.end >= each.end for hit in message.hits.get("place", ())
        )
        chosen = described.find(message, each.first, each.last, self._programs_of(each), alone)
        owned = right in ("'s", "s") or left in ("at", "into", "does")
        if chosen is not None and len(chosen[0]) == 1 and (owned or not place):
            (program,), start, end = chosen
            self._note(message, program, start, end, each.fuzzy)
        elif (not place and left in ("at", "into") and message.text[each.start].isupper() and not message.shouting) or (
            " " in phrase
            and left not in _IN
            and not is_directional(phrase, self._states)
            and phrase not in TRAPS
            and described.describes(message, each.last)
        ):
            self._note_university(message, each)

    def _add_listed(self, message: Message, named: list[_Named], programs: list[Hit]) -> None:
        """Short names in a list of names: "compare michigan and purdue", "mcgill or toronto"."""
        comparing = any(word in message.words for word in ("compare", "between", "vs", "versus", "better"))
        waiting = [each for each in named if each.weak]
        added = True
        while waiting and added:
            added = False
            for each in waiting:
                if message.word(each.first - 1) not in _IN and self._is_listed(message, each, comparing):
                    self._add(message, each, programs, alone=False)
                    waiting = [other for other in waiting if other is not each]
                    added = True
                    break

    @staticmethod
    def _is_listed(message: Message, each: _Named, comparing: bool) -> bool:
        for other in message.of("program"):
            span = (other.end, each.start) if other.end <= each.start else (each.end, other.start)
            if message.word(message.token_at(other.start) - 1) in _IN:
                continue
            if _JOINS.fullmatch(message.flat, *span) or (comparing and _COMMA.fullmatch(message.flat, *span)):
                return True
        return False

    def _add_program(self, message: Message, hit: Hit) -> None:
        """A program's alias on its own; not "duke mids", which belongs to another university."""
        phrase = message.flat[hit.start : hit.end]
        beside = any(
            each.extras["kind"] == "university" and message.flat[each.end : hit.start].strip() in ("", "'s")
            for each in message.of("program")
            if each.end <= hit.start
        )
        if beside and " " not in phrase:
            return
        if (
            phrase in ("mila", "mids", "mads", "aipi")
            and len(message.words) > 8
            and not message.typed(hit.start, hit.end).isupper()
        ):
            return
        found = self._meant(hit)
        if found:
            self._note(message, found[0], hit.start, hit.end, _is_corrected(message, hit), [each.id for each in found])

    def _meant(self, hit: Hit) -> list[Program]:
        programs = (self._knowledge.program(value) for kind, value in hit.senses if kind == "program")
        return [program for program in programs if program is not None]

    # -- what comes out

    @staticmethod
    def _note(
        message: Message, program: Program, start: int, end: int, fuzzy: bool, candidates: list[str] | None = None
    ) -> None:
        if any(each.value == program.id for each in message.of("program")):
            return
        if (match := _BEHIND_PROGRAM.match(message.flat, end)) is not None and message.free(end, match.end()):
            asked = question_word(message, start) in ("is", "are", "does", "do", "was")
            if "online" not in match.group() or (described.is_online(program) and not asked):
                end = match.end()
        match_kind = "fuzzy" if fuzzy else "exact"
        entity = message.add("program", program.id, start, end, kind="program", name=program.name, match=match_kind)
        if candidates is not None and len(candidates) > 1:
            entity.extras["candidates"] = candidates

    def _note_university(self, message: Message, each: _Named, likely: tuple[str, ...] = ()) -> None:
        university = self._knowledge.university(each.ids[0])
        if university is None or any(found.value == university.id for found in message.of("program")):
            return
        match_kind = "fuzzy" if each.fuzzy else "exact"
        entity = message.add(
            "program", university.id, each.start, each.end, kind="university", name=university.name, match=match_kind
        )
        if len(each.ids) > 1:
            entity.extras["candidates"] = list(each.ids)
        if likely:
            entity.extras["programs"] = list(likely)


def _is_corrected(message: Message, hit: Hit) -> bool:
    return not message.corrected.isdisjoint(range(hit.first, hit.last))


def _by_rare_word(knowledge: Knowledge) -> dict[str, dict[str, set[str]]]:
    """For each rare word of a name, the names of several words that hold it, with their universities."""
    found: dict[str, dict[str, set[str]]] = {}
    common = _COMMON | state_names(knowledge)
    for university in knowledge.universities:
        for name in {flatten(each).replace(",", "") for each in names_of(university)}:
            parts = name.split()
            for part in parts if 2 <= len(parts) <= 5 else ():
                if len(part) >= 5 and part not in common:
                    found.setdefault(part, {}).setdefault(name, set()).add(university.id)
    return {word: names for word, names in found.items() if len(names) <= 12}


def _nearest(message: Message, index: int, names: dict[str, set[str]]) -> tuple[int, int, set[str]] | None:
    """The name nearest to the words around a token, as (first token, token behind, universities)."""
    best: tuple[float, int, int, set[str]] | None = None
    for name, ids in sorted(names.items()):
        size = name.count(" ") + 1
        for first in range(max(0, index - size + 1), min(index, len(message.words) - size) + 1):
            typed = " ".join(message.read_as[first : first + size])
            score = fuzz.ratio(typed, name, score_cutoff=_NEARLY)
            if score and (best is None or score > best[0]) and _word_by_word(typed, name):
                best = score, first, first + size, ids
    return None if best is None else best[1:]


def _word_by_word(typed: str, name: str) -> bool:
    """Whether each word is nearly the name's word in its place; an ordinary one must be the same."""
    pairs = zip(typed.split(), name.split(), strict=False)
    return all(a == b or (a not in _SMALL and fuzz.ratio(a, b) >= _NEARLY_WORD) for a, b in pairs)
