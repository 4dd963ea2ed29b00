"""The gazetteer: every phrase that means something, from the knowledge base and from the tables in data/lookup.

spaCy's PhraseMatcher finds the phrases, in lower case. Words that stand in no phrase are all one to it: spaCy's
vocabulary keeps every word that it is shown for ever, and its tokenizer needs quadratic time for a run without spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.criteria import aliases, asked, geography, study, subjects
from bot.nlu.criteria.spelling import Speller
from bot.nlu.criteria.text import LIMIT, MOST, Hit, Message, flatten, tokens
from knowledge.base import Knowledge

_Phrase = tuple[str, str, str, Any]  # phrase, group, kind, value
_Senses = dict[str, list[tuple[str, Any]]]
_UNKNOWN = "\u2370"  # stands for every word of no phrase
_SHORTEST_NAME = 5  # letters of a name that a plural-s is taken off


class Gazetteer:
    """Finds the phrases of a knowledge base in messages."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._senses: dict[tuple[str, ...], _Senses] = {}
        words: set[str] = set()
        proper: set[str] = set()
        for phrase, group, kind, value in _all_phrases(knowledge):
            parts = [part for part, _ in tokens(flatten(phrase))]
            if not parts:
                continue
            self._add(parts, group, (kind, value))
            words.update(parts)
            if group in ("name", "listed", "place"):
                proper.update(parts)
        self._known = frozenset(words)
        self._vocab = English().vocab
        self._matcher = PhraseMatcher(self._vocab)
        self._matcher.add("phrase", [Doc(self._vocab, words=list(each)) for each in self._senses])
        self._speller = Speller(words, proper)

    def _add(self, parts: list[str], group: str, sense: tuple[str, Any]) -> None:
        senses = self._senses.setdefault(tuple(parts), {}).setdefault(group, [])
        if sense not in senses:
            senses.append(sense)

    def read(self, text: str) -> Message:
        """The message, prepared, with all phrases found."""
        typed = text[:LIMIT]
        flat = flatten(typed)
        found = tokens(flat)
        message = Message(typed, flat, [word for word, _ in found], [start for _, start in found])
        message.known = self._known
        for index, word in enumerate(message.words):
            if len(word) < _SHORTEST_NAME:
                continue
            if word[-1] == "s" and self._ends_name(message.words, index):
                message.read_as[index] = word[:-1]  # "harvards data science degree", "michigan states program"
            elif (correct := self._speller.correct(word)) is not None:
                message.read_as[index] = correct
                message.corrected.add(index)
        self._choose(message, self._spans(message.read_as))
        return message

    def _ends_name(self, words: Sequence[str], index: int) -> bool:
        """Whether a name of up to three words ends at the token, but for its last letter; one word must be unknown."""
        known = words[index] in self._known
        for first in range(max(0, index - 2), index + (not known)):
            if "name" in self._senses.get((*words[first:index], words[index][:-1]), ()):
                return True
        return False

    def _spans(self, words: list[str]) -> list[tuple[int, int, _Senses]]:
        """(first token, token behind, senses) of every phrase, the longest first."""
        if not words:
            return []
        doc = Doc(self._vocab, words=[word if word in self._known else _UNKNOWN for word in words])
        spans = [(first, last, self._senses[tuple(words[first:last])]) for _, first, last in self._matcher(doc)]
        return sorted(spans, key=lambda span: (span[0] - span[1], span[0]))

    @staticmethod
    def _choose(message: Message, spans: list[tuple[int, int, _Senses]]) -> None:
        """Keeps the longest phrases, for each group on its own."""
        taken: dict[str, set[int]] = {}
        for first, last, groups in spans:
            for group, senses in groups.items():
                used = taken.setdefault(group, set())
                if used.isdisjoint(range(first, last)):
                    used.update(range(first, last))
                    hit = Hit(message.starts[first], message.ends[last - 1], first, last, tuple(senses))
                    message.hits.setdefault(group, []).append(hit)
        for hits in message.hits.values():
            hits.sort(key=lambda hit: hit.start)
            del hits[MOST:]


def _all_phrases(knowledge: Knowledge) -> Iterator[_Phrase]:
    yield from ((phrase, "study", kind, value) for phrase, kind, value in study.phrases())
    yield from ((phrase, "topic", kind, value) for phrase, kind, value in subjects.phrases(knowledge))
    yield from ((phrase, "place", kind, value) for phrase, kind, value in geography.phrases(knowledge))
    yield from ((code.lower(), "code", "state", code) for code in knowledge.vocabulary.states)
    yield from ((phrase, "name", kind, value) for phrase, kind, value in aliases.phrases(knowledge))
    yield from ((phrase, "listed", "program", program) for phrase, program in aliases.listed(knowledge))
    yield from ((phrase, "fact", "asked_fact", fact) for phrase, fact in asked.PHRASES.items())
    yield from ((phrase, "sort", "sort", value) for phrase, value in asked.SORTS.items())
    for term in knowledge.vocabulary.degrees.values():
        for phrase in (term.id, *term.synonyms):
            if term.id != "MIT" or phrase != term.id:  # the university
                yield phrase, "degree", "degree", term.id
    yield from _jobs(knowledge)


def _jobs(knowledge: Knowledge) -> Iterator[_Phrase]:
    for occupation in knowledge.occupations:
        for phrase in (occupation.name, *occupation.aliases, *occupation.nearest_for):
            nearest = phrase in occupation.nearest_for
            for form in _forms(phrase):
                yield form, "job", "nearest" if nearest else "occupation", occupation.soc


def _forms(job: str) -> Iterable[str]:
    """A job in the singular, in the plural, and shortened."""
    single = job[:-1] if job.endswith("s") and not job.endswith("ss") else job
    forms = [job, single, single + "s"]
    for long, short in aliases.SHORT_JOBS.items() if " " in single else ():
        if long in single:
            forms += [single.replace(long, short), single.replace(long, short) + "s"]
    return dict.fromkeys(forms)
