"""Programs and universities by name, alias, short name or misspelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.criteria import described, name_standing, unknown
from bot.nlu.criteria.aliases import MISSPELT, TRAPS, is_directional, phrases
from bot.nlu.criteria.geography import state_names
from bot.nlu.criteria.misspelt import Misspelt
from bot.nlu.criteria.question_words import question_word
from bot.nlu.criteria.text import Entity, Hit, Message, flatten
from knowledge.base import Knowledge
from knowledge.facts import Program, University

_JOINS = re.compile(r"\s*,?\s*(?:or|and|&|vs\.?|versus|/|nor|against|than|with)\s+(?:the )?|\s*/\s*")
_COMMA = re.compile(r"\s*,\s*(?:and |or )?")
_BEHIND_PROGRAM = re.compile(r" online(?: program(?:me)?| masters?)?\b| program(?:me)?\b")
_PROGRAM_AT = re.compile(
    r"\b(?:masters?|master's|ms|msc|meng|programs?|degrees?|options?|tracks?|version)(?: in [\w ]{2,20})? at (?:the )?$"
)
_OF_A_BACHELOR = re.compile(r"\s+(?:bachelor'?s?|b\.?s\.?c?|undergrad(?:uate)?|ba|minor|major)\b(?! required)")
_ASKS_OF_ONE = ("is", "are", "does", "do", "how", "what", "when")
_BESIDE_BEHIND = re.compile(r"\s*(?:'s|s)?\s*,?\s*(?:the |new |online )*")
_BESIDE_AHEAD = re.compile(r"\s*(?:program |degree )?(?:at|from|@|by|of|\()\s*(?:the )?")


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
        self._misspelt = Misspelt(knowledge)
        self._by_alias: dict[str, set[str]] = {}
        for phrase, kind, value in phrases(knowledge):
            if kind == "university":
                self._by_alias.setdefault(flatten(phrase), set()).add(value)

    def _rank(self, university: University) -> tuple[bool, int, int, int, str]:
        """Which of several universities with one alias is meant first: on campus, with programs on record."""
        far = bool(university.distance_only) or "online" in university.id or "world-campus" in university.id
        offers = len(self._knowledge.programs_of(university.id))
        return far, -len(self._programs[university.id]), -offers, len(university.id), university.id

    def find(self, message: Message) -> None:
        """Adds programs, universities and unknown names."""
        named, programs, settled = self._hits(message)
        named = self._with_misspelt(message, named, programs, settled)
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
        self._add_listed(message, named, programs)  # "compare eastern and omscs"
        unknown.find(message)

    # -- what is a name at all

    def _hits(self, message: Message) -> tuple[list[_Named], list[Hit], list[Hit]]:
        """Universities and programs among the phrases found, and names that are neither: where somebody is, who is not
        on record."""
        named: list[_Named] = []
        settled: list[Hit] = []
        programs = [hit for hit in message.hits.get("listed", ()) if name_standing.is_copied(message, hit)]
        copied = tuple(programs)
        hits = [
            hit
            for hit in message.hits.get("name", ())
            if not any(each.start < hit.end and hit.start < each.end for each in copied)
        ]
        for index, hit in enumerate(hits):
            if hit.sense("absent") is not None:
                unknown.add(message, hit.start, hit.end)
                settled.append(hit)
                continue
            sure = self._sorted(value for kind, value in hit.senses if kind == "university")
            if hit.sense("program") is not None and not sure:
                programs.append(hit)
                continue
            phrase = " ".join(message.read_as[hit.first : hit.last])
            if (span := name_standing.longer(message, hit, phrase, message.known)) is not None:
                unknown.add(message, message.starts[span[0]], message.ends[span[1] - 1])
                continue
            if (at_city := self._beside_city(message, hit, phrase)) is not None:
                named.append(at_city)
                continue
            if name_standing.is_place(message, hit, phrase):
                settled.append(hit)
                continue
            ids = sure or self._sorted(value for kind, value in hit.senses if kind == "weak")
            weak = not sure or not name_standing.counts(message, hit, phrase, hits[:index], hits[index + 1 :])
            if not (weak and name_standing.is_plain(phrase)):
                fuzzy = _is_corrected(message, hit) or phrase in MISSPELT
                named.append(_Named(hit.first, hit.last, hit.start, hit.end, ids, weak, fuzzy))
        return named, programs, settled

    def _sorted(self, ids: object) -> tuple[str, ...]:
        return tuple(sorted(set(ids), key=lambda each: self._order[each]))  # type: ignore[call-overload]

    def _beside_city(self, message: Message, hit: Hit, phrase: str) -> _Named | None:
        """A short name told apart by the city behind it: "the UW in madison", "U of T Dallas"."""
        first = hit.last + (message.word(hit.last) in ("in", "at", "/", "-"))
        city = next(
            (each for each in message.hits.get("place", ()) if each.first == first and each.sense("city")), None
        )
        if city is None:
            return None
        ids = self._by_alias.get(f"{phrase} {message.flat[city.start : city.end]}")
        if ids is None:
            return None
        last, end = (city.last, city.end) if first == hit.last else (hit.last, hit.end)
        return _Named(hit.first, last, hit.start, end, self._sorted(ids), False, False)

    def _with_misspelt(
        self, message: Message, named: list[_Named], programs: list[Hit], settled: list[Hit]
    ) -> list[_Named]:
        out = list(named)
        whole = (hit for hit in programs if {"at", ","} & set(message.words[hit.first : hit.last]))
        sure = [*_sure(message, named), *((hit.start, hit.end) for hit in (*whole, *settled))]
        for first, last, ids in self._misspelt.find(message, sure):
            start, end = message.starts[first], message.ends[last - 1]
            out = [each for each in out if not (each.start < end and start < each.end)]
            out.append(_Named(first, last, start, end, self._sorted(ids), False, True))
        return sorted(out, key=lambda each: each.start)

    # -- which program of it

    def _add(self, message: Message, each: _Named, programs: list[Hit], alone: bool) -> None:
        """Adds a university, or the one of its programs that is named or described beside it."""
        if not message.free(each.start, each.end):
            return
        if unknown.attended(message, each.start, each.end):
            message.aside("university", each.ids[0], each.start, each.end, role="studied")
            return
        if self._add_beside(message, each, programs):
            return
        chosen = described.find(message, each.first, each.last, self._programs_of(each), alone)
        if chosen is not None and _OF_A_BACHELOR.match(message.flat, chosen[2]):
            chosen = None
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
        elif (
            (not place and left in ("at", "into") and _is_at(message, each))
            or _closes_question(message, each)
            or (
                " " in phrase
                and left not in name_standing.IN
                and not is_directional(phrase, self._states)
                and phrase not in TRAPS
                and described.describes(message, each.last)
            )
        ):
            self._note_university(message, each)

    def _add_listed(self, message: Message, named: list[_Named], programs: list[Hit]) -> None:
        """Short names in a list of names: "compare michigan and purdue", "mcgill or toronto"."""
        comparing = any(word in message.words for word in ("compare", "between", "vs", "versus", "better"))
        waiting = [each for each in named if each.weak and message.free(each.start, each.end)]
        added = True
        while waiting and added:
            added = False
            for each in waiting:
                if message.word(each.first - 1) not in name_standing.IN and self._is_listed(message, each, comparing):
                    self._add(message, each, programs, alone=False)
                    waiting = [other for other in waiting if other is not each]
                    added = True
                    break

    @staticmethod
    def _is_listed(message: Message, each: _Named, comparing: bool) -> bool:
        others = [
            other
            for other in message.of("program")
            if message.word(message.token_at(other.start) - 1) not in name_standing.IN
        ]
        beside = [other for other in others if _follow(message, (each.start, each.end), other, _JOINS)]
        if beside:
            return True
        beside = [other for other in others if _follow(message, (each.start, each.end), other, _COMMA)]
        if comparing or len(beside) > 1:
            return bool(beside)
        if _is_behind_a_place(message, each):  # "in America or London, MIT, Stanford"
            return False
        return any(  # "EPFL, ETH, Edinburgh": two names in a row make it a list of schools
            _follow(message, (one.start, one.end), other, _COMMA)
            for one in beside
            for other in others
            if other is not one
        )

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
            message.claim(start, end)  # named again: no part of it is a place
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
        if university is None:
            return
        if any(found.value == university.id for found in message.of("program")):
            message.claim(each.start, each.end)
            return
        match_kind = "fuzzy" if each.fuzzy else "exact"
        entity = message.add(
            "program", university.id, each.start, each.end, kind="university", name=university.name, match=match_kind
        )
        if len(each.ids) > 1:
            entity.extras["candidates"] = list(each.ids)
        if likely:
            entity.extras["programs"] = list(likely)


def _is_behind_a_place(message: Message, each: _Named) -> bool:
    """Whether it goes on a list of places."""
    return any(
        hit.end <= each.start and _JOINS.fullmatch(message.flat, hit.end, each.start)
        for hit in message.hits.get("place", ())
    )


def _follow(message: Message, span: tuple[int, int], other: Entity, join: re.Pattern[str]) -> bool:
    """Whether a span and a name stand side by side in a list, in whatever order."""
    start, end = span
    gap = (other.end, start) if other.end <= start else (end, other.start)
    return gap[0] <= gap[1] and join.fullmatch(message.flat, *gap) is not None


def _is_corrected(message: Message, hit: Hit) -> bool:
    return not message.corrected.isdisjoint(range(hit.first, hit.last))


def _sure(message: Message, named: list[_Named]) -> list[tuple[int, int]]:
    """The spans of names that are not only a word which may be one."""
    return [(each.start, each.end) for each in named if not each.weak and message.words[each.first] not in TRAPS]


def _closes_question(message: Message, each: _Named) -> bool:
    """Whether a question of a program ends with it: "is it taught in english at tübingen"."""
    ends = not message.flat[each.end :].strip(" ?.!")
    return ends and message.word(each.first - 1) == "at" and question_word(message, each.start) in _ASKS_OF_ONE


def _is_at(message: Message, each: _Named) -> bool:
    """Whether a short name behind "at" is one: by its capital, or as the school of a program ("an evening masters at stevens")."""
    if message.text[each.start].isupper() and not message.shouting:
        return True
    return _PROGRAM_AT.search(message.left(each.start, 30)) is not None
