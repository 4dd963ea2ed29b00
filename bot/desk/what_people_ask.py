"""The page "What people ask": topics over time, how messages fared, what is lacking.

Numbers under FEW are not shown by place or by time, nor can they be worked out from others (few.py).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.dialogue.intents import first_line, titles
from actions.wording.facts import FACT_NAMES
from actions.wording.wishes import unrecorded, wish_words
from actions.wording.words import full_name
from bot.desk.alike import groups
from bot.desk.by_week import outcomes_by_week, thumbs_by_week, topics_by_week
from bot.desk.few import FEW
from bot.desk.heard_lately import Heard
from bot.desk.pending import FACT, Change, pending_now
from bot.desk.seen_to import Sorted, sort_out
from bot.desk.topic_names import intents, title_of
from bot.desk.visits import Shown, Visit
from bot.desk.what_lacks import Lacking, lacking
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.figures import UnknownFigure, fill
from knowledge.gaps import asked_in_vain
from knowledge.wishes import Wish

MOST_ROWS = 15
MOST_GROUPS = 40
PLACE = "place"
A_PLACE = "a place"
NOT_SEARCHED = "something no search knows"


@dataclass(frozen=True)
class Unrecorded:
    """A program of which facts were asked for that its record does not tell: (name, key to record it by, times)."""

    id: str
    name: str
    facts: tuple[tuple[str, str, int], ...]
    times: int


@dataclass(frozen=True)
class Wished:
    """Wishes in words, how often people searched so, and the keys of their criteria."""

    words: str
    times: int
    keys: tuple[str, ...]


def asked(visit: Visit) -> Shown:
    """The page."""
    desk = visit.desk
    changes = pending_now(desk)
    seen_to = sort_out(desk.heard().not_understood, changes, desk.root, desk.folder)
    return Shown("asked.html", parts(desk.heard(), desk.store.knowledge(), seen_to, changes))


def parts(
    heard: Heard, knowledge: Knowledge, seen_to: Sorted | None = None, changes: Sequence[Change] = ()
) -> dict[str, Any]:
    """What stands on the page.

    Args:
        seen_to: the questions, sorted out by what editors did; without it by what the project's own files say.
        changes: that are pending.
    """
    seen_to = seen_to or sort_out(heard.not_understood)
    found = groups(seen_to.left)
    return {
        "heard": heard,
        "by_week": topics_by_week(heard),
        "outcomes": outcomes_by_week(heard),
        "thumbs": thumbs_by_week(heard),
        "topics": [(title_of(f"faq/{topic}"), topic, count) for topic, count in heard.topics.most_common(MOST_ROWS)],
        "groups": found[:MOST_GROUPS],
        "more_groups": max(0, len(found) - MOST_GROUPS),
        "noted": seen_to.noted,
        "learned": seen_to.learned,
        "wishes": _with_steps(wishes(heard.wishes, knowledge), knowledge),
        "in_vain": _with_steps(in_vain(heard.in_vain, knowledge), knowledge),
        "unrecorded": unrecorded_facts(knowledge)[:MOST_ROWS],
        "noted_facts": _noted_facts(changes),
        "disliked": [(each, _topic_of(each.answer, knowledge)) for each in heard.disliked[:MOST_ROWS]],
        "title_of": title_of,
        "intents": intents(),
    }


def _with_steps(found: Sequence[Wished], knowledge: Knowledge) -> list[tuple[Wished, list[Lacking]]]:
    """The rows that are shown, with what could be recorded so that such a search finds more."""
    return [(each, lacking(each.keys, knowledge)) for each in found[:MOST_ROWS]]


def wishes(used: Mapping[tuple[str, str], int], knowledge: Knowledge) -> list[Wished]:
    """Wishes and conversations, the most used first; what a person has is counted by its kind alone."""
    found: Counter[tuple[str, str]] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    for (key, written), count in used.items():
        (places if key == PLACE else found)[_words(written, knowledge), key] += count
    found.update({words: count for words, count in places.items() if count >= FEW})
    return [Wished(words, count, (key,)) for (words, key), count in found.most_common()]


def in_vain(searches: Mapping[tuple[str, ...], int], knowledge: Knowledge) -> list[Wished]:
    """Wishes and searches that found nothing, the most frequent first; a place only where enough named it."""
    found: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for written, count in searches.items():
        placed = sum(n for each, n in searches.items() if _places(each) == _places(written))
        words = "; ".join(_words(each, knowledge, placed >= FEW) for each in written) or NOT_SEARCHED
        found[words, tuple(json.loads(each)["key"] for each in written)] += count
    return [Wished(words, count, keys) for (words, keys), count in found.most_common()]


def _places(written: Iterable[str]) -> list[str]:
    return [each for each in written if json.loads(each)["key"] == PLACE]


def _words(written: str, knowledge: Knowledge, with_place: bool = True) -> str:
    """A wish in words, without what tells of one person: grades, what was studied."""
    noted = json.loads(written)
    declared = DECLARED.criteria.get(noted["key"])
    if declared is None:
        return str(noted["key"])
    if noted["key"] == PLACE and not with_place:
        return A_PLACE
    if declared.type == "person" or noted["key"] == "background":
        return f"what they bring: {unrecorded(noted['key'])}"
    try:
        return wish_words(Wish.from_dict({**noted, "strength": "must"}), knowledge)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError):  # kept by an earlier version
        return unrecorded(noted["key"])


def unrecorded_facts(knowledge: Knowledge) -> list[Unrecorded]:
    """Programs of which facts were asked for in vain, those asked for most first."""
    by_program: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for (asked_of, subject), count in (asked_in_vain(knowledge) or {}).items():
        declared = DECLARED.subjects[subject]
        by_program[asked_of].append((FACT_NAMES.get(subject) or declared.name, declared.facts[0], count))
    found = []
    for id_, facts in by_program.items():
        if (program := knowledge.program(id_)) is not None and program.kind == "program":
            ordered = tuple(sorted(facts, key=lambda each: (-each[2], each[0])))
            found.append(Unrecorded(id_, full_name(program), ordered, sum(each[2] for each in facts)))
    return sorted(found, key=lambda each: (-each.times, each.name))


def _noted_facts(changes: Sequence[Change]) -> set[tuple[str, str]]:
    """(program's id, key that `Unrecorded` records its subject by) of the facts that are pending."""
    noted = [
        (str(each.what["program"]), DECLARED.facts.get(each.what["fact"])) for each in changes if each.kind == FACT
    ]
    return {(program, DECLARED.subjects[fact.subject].facts[0]) for program, fact in noted if fact is not None}


def _topic_of(answer: str, knowledge: Knowledge) -> str:
    """The FAQ topic that an answer began with the first line of, or ""."""
    for intent in titles():
        if intent.startswith("faq/"):
            try:
                line, _ = fill(first_line(intent.removeprefix("faq/")), knowledge)
            except (KeyError, UnknownFigure):
                continue
            if line and line in answer:
                return intent.removeprefix("faq/")
    return ""
