"""Words of subjects: the vocabulary's, those of `data/lookup/subjects.yml`, and which need the words around to count."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.criteria.text import flatten
from bot.nlu.criteria.word_tables import pairs, table, word_set
from knowledge.base import Knowledge

LETTERS = word_set("subjects", "letters")
SHY_BACKGROUNDS = word_set("subjects", "shy_backgrounds")
SHY_FOCUS = word_set("subjects", "shy_focus")
SHY_SKILLS = word_set("subjects", "shy_skills")
SHY_FIELDS = word_set("subjects", "shy_fields")
PEOPLE = word_set("subjects", "people")
ENGINEERS_BY_JOB = word_set("subjects", "engineers_by_job")


def phrases(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Every (phrase, kind, id) that names a subject; one phrase may stand for several."""
    vocabulary = knowledge.vocabulary
    sections = {
        "field": vocabulary.fields,
        "focus": vocabulary.focus,
        "skill": vocabulary.skills,
        "background": vocabulary.backgrounds,
    }
    not_topics = word_set("subjects", "not_topics")
    for kind, terms in sections.items():
        for term in terms.values():
            for phrase in (term.label, term.id.replace("_", " "), *term.synonyms):
                if flatten(phrase) in not_topics:
                    continue
                yield phrase, kind, term.id
                if kind == "background" and phrase.casefold().endswith(" engineering"):
                    yield phrase[:-3], kind, term.id
        yield from ((phrase, kind, value) for phrase, value in pairs(table("subjects")[kind]))
    for phrase, value in table("subjects")["abbreviations"].items():
        yield phrase, "field", value
