"""The page that makes a topic: its name, phrases and answer, checked at once, shown as a diff of three files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions.dialogue.intents import titles
from bot.answer_check import LONGEST_TITLE
from bot.data_check import LEAST_YOUNG_PHRASES
from bot.desk.answer_previews import previews
from bot.desk.pending import TOPIC, Conflict, diff_lines, edited, new_change, pending_at
from bot.desk.phrase_checks import checked
from bot.desk.topic_names import title_of
from bot.desk.visits import Goto, Shown, Visit
from bot.desk.writing_answers import answer_fields, odd_fields, written_in, wrong
from bot.phrases import NLU_FILE, Phrase, same

MOST_PHRASES = 60  # at once: each is compared with its neighbours while an editor waits
MOST_WARNED = 5
LONGEST_NAME = 40  # characters of a topic's name in the files
EMPTY: Mapping[str, Any] = {"text": "", "buttons": [], "custom": {}, "title": "", "about": "", "phrases": []}


def topic(visit: Visit) -> Shown:
    """The form: empty, or with a topic that is pending."""
    pending = pending_at(visit.desk)
    name = visit.query.get("topic", "")
    noted = pending.of((TOPIC, name)) if name else None
    shown = dict(noted.what) if noted else EMPTY
    return _form(visit, shown, pending.mark((TOPIC, name)), {"noted": noted})


def make(visit: Visit) -> Shown | Goto:
    """Checks what was written, shows it, and, once it is to be kept, notes it."""
    title, about = " ".join(visit.said("title").split()), " ".join(visit.said("about").split())
    name = name_of(title)
    phrases = [" ".join(line.split()) for line in visit.said("phrases").split("\n") if line.strip()]
    written = {**written_in(visit, name), "topic": name, "title": title, "about": about, "phrases": phrases}
    pending, knowledge = pending_at(visit.desk), visit.desk.store.knowledge()
    key = (TOPIC, name)
    seen = visit.said("seen") if visit.said("do") == "keep" else pending.mark(key)
    odd = odd_fields(visit)
    errors, warned = (odd, []) if odd else _problems(visit, written)
    if errors:
        return _form(visit, written, seen, {"errors": errors}, 422)
    change = new_change(TOPIC, written, visit.editor)
    if visit.said("do") == "keep":
        try:
            pending.add(change, seen)
        except Conflict as conflict:
            return _form(visit, written, pending.mark(key), {"conflict": conflict}, 409)
        return Goto("/desk/pending", "kept")
    diffs = [(path, diff_lines(*texts, path)) for path, texts in edited([change], visit.desk.root).items()]
    more = {"previews": previews(written, knowledge), "diffs": diffs, "warned": warned, "noted": pending.of(key)}
    return _form(visit, written, seen, more)


def name_of(title: str) -> str:
    """What a topic is called in the files: "Jobs on campus" is jobs_on_campus."""
    return "_".join(re.findall(r"[a-z0-9]+", title.casefold()))[:LONGEST_NAME].strip("_")


def _problems(visit: Visit, written: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """What is wrong, by field; and what is for the editor to decide."""
    title, name = written["title"], written["topic"]
    errors = wrong(name, written, visit.desk.store.knowledge())
    taken = {each.casefold() for each in titles().values()}
    if not re.match(r"[a-z]", name) or len(title) > LONGEST_TITLE:
        errors["title"] = f"Give it a name that begins with a letter, of at most {LONGEST_TITLE} characters."
    elif f"faq/{name}" in titles() or title.casefold() in taken:
        errors["title"] = "There is a topic of this name already."
    if not written["about"]:
        errors["about"] = "Say in a sentence what belongs to it."
    says, warned = _of_phrases(visit, f"faq/{name}", title, written["phrases"])
    if says:
        errors["phrases"] = " ".join(says)
    return errors, warned


def _of_phrases(visit: Visit, intent: str, title: str, phrases: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is wrong with the phrases, and of which one may doubt that they belong here."""
    if not LEAST_YOUNG_PHRASES <= len(phrases) <= MOST_PHRASES:
        return [f"Write {LEAST_YOUNG_PHRASES} to {MOST_PHRASES} phrases, one a line; there are {len(phrases)}."], []
    folded = [same(each) for each in phrases]
    if twice := next((each for each, words in zip(phrases, folded, strict=True) if folded.count(words) > 1), None):
        return [f"“{twice}” stands there twice."], []
    says, warned = [], []
    for phrase in phrases:
        others = [Phrase(intent, each, NLU_FILE, 0) for each in phrases if each != phrase]
        called = lambda each: title if each == intent else title_of(each)  # noqa: E731
        found = checked(phrase, intent, visit.desk.guess, called, visit.desk.root, others)
        says += [f"“{phrase}”: {each}" for each in found.wrong]
        warned += [f"“{phrase}”: {each}" for each in found.warned]
    return says, warned[:MOST_WARNED]


def _form(visit: Visit, shown: Mapping[str, Any], seen: str, more: Mapping[str, Any], status: int = 200) -> Shown:
    parts = {
        "title": shown["title"],
        "about": shown["about"],
        "phrases": "\n".join(shown["phrases"]),
        "longest_title": LONGEST_TITLE,
        "least": LEAST_YOUNG_PHRASES,
        "seen": seen,
        "noted": None,
        "conflict": None,
        "warned": [],
        "diffs": [],
    }
    return Shown("topic.html", {**answer_fields(visit, shown), **parts, **more}, status)
