"""The gazetteer: every phrase that means something, from the knowledge base and from this package's tables.

spaCy's English tokenizer splits the message; its PhraseMatcher finds the phrases, in lower case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.criteria import aliases, asked, geography, study, subjects
from bot.nlu.criteria.spelling import Speller
from bot.nlu.criteria.text import LIMIT, Hit, Message, flatten
from knowledge.base import Knowledge

_Phrase = tuple[str, str, str, Any]  # phrase, group, kind, value


@lru_cache(maxsize=1)
def _english() -> English:
    return English()


class Gazetteer:
    """Finds the phrases of a knowledge base in messages."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._tokenizer = _english().tokenizer
        self._vocab = _english().vocab
        self._plain_split = frozenset(str(word) for word in self._tokenizer.rules)
        self._senses: dict[str, dict[str, list[tuple[str, Any]]]] = {}
        self._load(_all_phrases(knowledge))

    def _load(self, phrases: Iterable[_Phrase]) -> None:
        docs: dict[str, Doc] = {}
        words: set[str] = set()
        proper: set[str] = set()
        for phrase, group, kind, value in phrases:
            tokens = self._split(flatten(phrase))
            key = " ".join(tokens)
            if not key:
                continue
            senses = self._senses.setdefault(key, {}).setdefault(group, [])
            if (kind, value) not in senses:
                senses.append((kind, value))
            if key not in docs:
                docs[key] = Doc(self._vocab, words=tokens)
                words.update(tokens)
                if group in ("name", "place"):
                    proper.update(tokens)
        self._matcher = PhraseMatcher(self._vocab, attr="LOWER")
        self._matcher.add("phrase", list(docs.values()))
        self._known = words
        self._names = {
            key for key, groups in self._senses.items() if "name" in groups and " " not in key and len(key) > 4
        }
        self._speller = Speller(words, proper)

    def _split(self, flat: str) -> list[str]:
        """The tokens of a flat text; plain words need no tokenizer."""
        parts = flat.split()
        if all(
            part.isalnum() and part.isascii() and not part[0].isdigit() and part not in self._plain_split
            for part in parts
        ):
            return parts
        return [token.text for token in self._tokenizer(" ".join(parts))]

    def read(self, text: str) -> Message:
        """The message, prepared, with all phrases found."""
        typed = text[:LIMIT]
        flat = flatten(typed)
        tokens = [(token.text, token.idx) for token in self._tokenizer(flat) if not token.is_space]
        words, starts = [word for word, _ in tokens], [start for _, start in tokens]
        message = Message(typed, flat, words, starts)
        read_as = list(words)
        for index, word in enumerate(words):
            if len(word) < 5:
                continue
            if word[-1] == "s" and word[:-1] in self._names and word not in self._known:
                read_as[index] = word[:-1]  # "harvards data science degree"
            elif (correct := self._speller.correct(word)) is not None:
                read_as[index] = correct
                message.corrected.add(index)
        message.read_as = read_as
        doc = Doc(self._vocab, words=read_as)
        spans = sorted(
            ((start, end) for _, start, end in self._matcher(doc)), key=lambda span: (span[0] - span[1], span[0])
        )
        self._choose(message, spans)
        return message

    def _choose(self, message: Message, spans: list[tuple[int, int]]) -> None:
        """Keeps the longest phrases, for each group on its own."""
        taken: dict[str, set[int]] = {}
        for first, last in spans:
            groups = self._senses[" ".join(message.read_as[first:last])]
            for group, senses in groups.items():
                used = taken.setdefault(group, set())
                if used.isdisjoint(range(first, last)):
                    used.update(range(first, last))
                    hit = Hit(message.starts[first], message.ends[last - 1], first, last, tuple(senses))
                    message.hits.setdefault(group, []).append(hit)
        for hits in message.hits.values():
            hits.sort(key=lambda hit: hit.start)


def _all_phrases(knowledge: Knowledge) -> Iterator[_Phrase]:
    for phrase, (kind, value) in study.PHRASES.items():
        yield phrase, "study", kind, value
    yield from _topics(knowledge)
    yield from _places(knowledge)
    yield from _jobs(knowledge)
    for phrase, kind, value in aliases.phrases(knowledge):
        yield phrase, "name", kind, value
    for phrase, fact in asked.PHRASES.items():
        yield phrase, "fact", "asked_fact", fact
    for phrase, value in asked.SORTS.items():
        yield phrase, "sort", "sort", value
    for term in knowledge.vocabulary.degrees.values():
        for phrase in (term.id, *term.synonyms):
            if term.id not in ("MA", "MIT") or phrase != term.id:  # Massachusetts, the university
                yield phrase, "degree", "degree", term.id


def _topics(knowledge: Knowledge) -> Iterator[_Phrase]:
    vocabulary = knowledge.vocabulary
    sections = {
        "field": vocabulary.fields,
        "focus": vocabulary.focus,
        "skill": vocabulary.skills,
        "background": vocabulary.backgrounds,
    }
    for kind, terms in sections.items():
        for term in terms.values():
            extra = subjects.EXTRA[kind].get(term.id, ())
            for phrase in (term.label, term.id.replace("_", " "), *term.synonyms, *extra):
                if flatten(phrase) in subjects.NOT_TOPICS:
                    continue
                yield phrase, "topic", kind, term.id
                if kind == "background" and phrase.casefold().endswith(" engineering"):
                    yield phrase[:-3], "topic", kind, term.id
    for phrase, kind, value in subjects.GENERIC:
        if value in sections[kind]:
            yield phrase, "topic", kind, value


def _places(knowledge: Knowledge) -> Iterator[_Phrase]:
    states = dict((*geography.STATES.items(), *geography.STATE_SHORT.items()))
    for name, code in states.items():
        yield name, "place", "state", code
    for code, term in knowledge.vocabulary.states.items():
        for phrase in (term.label, *term.synonyms):
            if len(phrase) > 2:
                yield phrase, "place", "state", code
    for name, country in geography.COUNTRIES.items():
        yield name, "place", "country", country
    for code, term in knowledge.vocabulary.countries.items():
        for phrase in (term.label, *term.synonyms):
            if len(phrase) > 2:
                named = phrase == term.label or flatten(phrase) in geography.COUNTRIES
                yield phrase, "place", "country" if named else "nationality", code
    for name, region in geography.REGION_NAMES.items():
        yield name, "place", "region", region
    cities: dict[str, dict[tuple[str, str | None, str], int]] = {}
    for university in knowledge.universities:
        if university.city and university.city.casefold() not in geography.NO_CITIES:
            spot = (university.city, university.state, university.country)
            among = cities.setdefault(flatten(university.city), {})
            among[spot] = among.get(spot, 0) + 1
    for name, spots in cities.items():
        if name not in states:
            ordered = sorted(spots, key=lambda spot: (-spots[spot], str(spot)))
            preferred = geography.CITIES.get(name)
            if preferred in ordered:
                ordered.sort(key=lambda spot: spot != preferred)
            yield name, "place", "city", tuple(ordered)
    for name, spot in geography.CITIES.items():
        if name not in cities:
            yield name, "place", "city", (spot,)


def _jobs(knowledge: Knowledge) -> Iterator[_Phrase]:
    for occupation in knowledge.occupations:
        for phrase in (occupation.name, *occupation.aliases, *occupation.nearest_for):
            nearest = phrase in occupation.nearest_for
            for form in _forms(phrase):
                yield form, "job", "nearest" if nearest else "occupation", occupation.soc


def _forms(job: str) -> tuple[str, ...]:
    """A job in the singular, in the plural, and shortened."""
    single = job[:-1] if job.endswith("s") and not job.endswith("ss") else job
    forms = [job, single, single + "s"]
    if " " not in single:
        return tuple(dict.fromkeys(forms))
    for long, short in (
        ("machine learning", "ml"),
        ("developer", "dev"),
        ("engineer", "eng"),
        ("software engineer", "swe"),
        ("artificial intelligence", "ai"),
    ):
        if long in single:
            forms += [single.replace(long, short), single.replace(long, short) + "s"]
    return tuple(dict.fromkeys(forms))
