"""The first sentences of a general answer: what it means for this person, computed from what is known of them. Pure.

The sentences stand in data/personal.yml, what they can need in the modules of PARTS.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

import yaml

from actions.dialogue.intents import DATA, chip_payload
from actions.dialogue.memory import WEIGHED, Memory
from actions.wording.personal.at_stake import AT_STAKE
from actions.wording.personal.background import BACKGROUND
from actions.wording.personal.doors import DOORS
from actions.wording.personal.grades import GRADES
from actions.wording.personal.life import LIFE
from actions.wording.personal.living import PLACES
from actions.wording.personal.means import MEANS
from actions.wording.personal.offers import OFFERS
from actions.wording.personal.on_record import RECORDED
from actions.wording.personal.reach import REACH
from actions.wording.personal.reckoned import RECKONED
from actions.wording.personal.said import Part, Said
from actions.wording.replies import Chip, Personal, Source
from knowledge.figures import figure, fill, references
from knowledge.programs import Search

PARTS: Mapping[str, Part] = {
    **GRADES, **DOORS, **BACKGROUND, **LIFE, **PLACES, **MEANS, **REACH, **OFFERS, **RECORDED, **AT_STAKE,
    **RECKONED,
}  # fmt: skip
# Needs that are about one thing, by its name: two lists of programs with prices say the same twice.
ABOUT: Mapping[str, str] = {**dict.fromkeys(REACH, "prices"), "resident_price": "prices", "offers_priced": "prices"}
# Needs that name other programs: nothing for somebody who weighs some already.
NAMES_OTHERS = frozenset((*RECORDED, "lowest_price", "cheapest_fitting", "budget_names", "savings_names"))
MOST_SENTENCES, MOST_WORDS = 2, 45
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Template:
    """One sentence of data/personal.yml.

    Attributes:
        needs: names of PARTS that have to be known; those with words may stand in `says` as {name}.
        says: the sentence; {kind/...} is a figure as in data/faq.yml.
        chips: choices it adds.
    """

    needs: tuple[str, ...]
    says: str
    chips: tuple[Chip, ...] = ()


def personal(
    topic: str,
    memory: Memory,
    search: Search,
    most: int = MOST_SENTENCES,
    words: int = MOST_WORDS,
    without: Container[str] = (),
) -> Personal | None:
    """The sentences on a FAQ topic ("gpa"), or None where nothing known of the person bears on it.

    The sentence with most needs met comes first; a further one follows if it is about something else and all are
    short. What was told before in this conversation is not told again.

    Args:
        most: sentences at most.
        words: words at most, all together.
        without: needs of sentences that have no place here.
    """
    chosen: list[Personal] = []
    spoken_of: set[str] = set()
    others = NAMES_OTHERS if memory.last.get(WEIGHED) or memory.profile.get("admitted") else frozenset()
    for template, needed in _met(templates().get(topic, ()), memory, search):
        about = {ABOUT.get(name, name) for name in template.needs}
        if spoken_of & about or any(name in without or name in others for name in template.needs):
            continue
        sentence = _filled(template, needed, search)
        together = " ".join([*(each.says for each in chosen), sentence.says])
        if len(chosen) == most:
            break
        if chosen and len(together.split()) > words:
            continue
        spoken_of |= about
        if sentence.keys[0] not in memory.told:
            chosen.append(sentence)
    return joined(chosen)


def _met(
    sentences: Sequence[Template], memory: Memory, search: Search
) -> Iterator[tuple[Template, Mapping[str, Said]]]:
    """The sentences whose needs are all met, those with most needs first, with what they need."""
    known: dict[str, Said | None] = {}
    for each in sorted(sentences, key=lambda each: -len(each.needs)):
        if (needed := _needed(each, memory, search, known)) is not None:
            yield each, needed


def _needed(
    template: Template, memory: Memory, search: Search, known: dict[str, Said | None]
) -> Mapping[str, Said] | None:
    """What a sentence needs, or None where something is not known; `known` keeps what was looked up."""
    needed: dict[str, Said] = {}
    for name in template.needs:
        if name not in known:
            known[name] = PARTS[name](memory, search)
        if (said := known[name]) is None:
            return None
        needed[name] = said
    return needed


def sentence_of(template: Template, memory: Memory, search: Search) -> Personal | None:
    """One sentence filled in, or None where something that it needs is not known of the person."""
    needed = _needed(template, memory, search, {})
    return None if needed is None else _filled(template, needed, search)


def _filled(template: Template, needed: Mapping[str, Said], search: Search) -> Personal:
    text, _ = fill(template.says, search.knowledge)
    used = _PLACE.findall(text)
    says = _PLACE.sub(lambda match: needed[match.group(1)].words, text)
    sources = (*(each for name in used for each in needed[name].sources), *figure_sources(template.says, search))
    key = f"personal/{crc32(says.encode()):08x}"
    return Personal(says[0].upper() + says[1:], tuple(dict.fromkeys(sources)), template.chips, (key,))


def figure_sources(text: str, search: Search) -> tuple[Source, ...]:
    """The receipts of the figures that a text of data/ refers to."""
    receipts = [r for each in references(text) for r in figure(each, search.knowledge).receipts]
    return tuple(Source(r.source_name, r.url or "", r.as_of or "", r.secondhand, r.says) for r in receipts)


def joined(sentences: Sequence[Personal], by: str = " ") -> Personal | None:
    """Several as one, or None of none."""
    if not sentences:
        return None
    return Personal(
        by.join(each.says for each in sentences),
        tuple(dict.fromkeys(source for each in sentences for source in each.sources)),
        tuple(dict.fromkeys(chip for each in sentences for chip in each.chips)),
        tuple(key for each in sentences for key in each.keys),
    )


@lru_cache(maxsize=1)
def templates() -> Mapping[str, tuple[Template, ...]]:
    """The sentences of data/personal.yml by topic."""
    written = yaml.load((DATA / "personal.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {topic: tuple(map(template, sentences)) for topic, sentences in written.items()}


def template(written: Mapping[str, Any]) -> Template:
    """A sentence as written in data/personal.yml or data/decisions.yml."""
    chips = tuple(Chip(each["title"], chip_payload(each["payload"])) for each in written.get("chips", ()))
    return Template(tuple(written["needs"]), str(written["says"]), chips)


def mistakes() -> Iterator[str]:
    """What is wrong with data/personal.yml, in words."""
    for topic, sentences in templates().items():
        yield from template_mistakes(topic, sentences)


def template_mistakes(where: str, sentences: Sequence[Template]) -> Iterator[str]:
    """What is wrong with the needs of these sentences, in words."""
    for each in sentences:
        unknown = [name for name in each.needs if name not in PARTS]
        missing = [name for name in _PLACE.findall(each.says) if name not in each.needs]
        if unknown:
            yield f"{where}: nothing is called {', '.join(unknown)}"
        if missing:
            yield f"{where}: {{{', '.join(missing)}}} of “{each.says[:40]}” has to stand under needs"
