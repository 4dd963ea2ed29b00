"""The page that gives a question to a topic, or marks it out of scope: a phrase, checked at once, shown as a diff."""

from __future__ import annotations

from typing import Any

import yaml

from bot.desk.broken_files import TOPICS, read_whole, trouble_with
from bot.desk.forgotten import is_asked
from bot.desk.pending import NLU, PHRASE, Conflict, diff_lines, edited, new_change, pending_at
from bot.desk.phrase_checks import checked
from bot.desk.seen_to import FROM, mark_of
from bot.desk.topic_names import intents, title_of
from bot.desk.visits import Goto, Shown, Visit

OUT_OF_SCOPE = "out_of_scope"


def phrase(visit: Visit) -> Shown | Goto:
    """The form, what the checks say, and, once it is to be kept, the note of it."""
    text, intent, wanted = " ".join(visit.said("text").split()), visit.said("intent"), visit.said("do")
    known = dict(intents()) | {OUT_OF_SCOPE: title_of(OUT_OF_SCOPE)}
    question = visit.said("question") or text
    parts: dict[str, Any] = {
        "text": text,
        "question": question,
        "intent": intent if intent in known else "",
        "intents": intents(),
        "title_of": title_of,
        "about": _definition(visit, intent),
        "checks": None,
        "diff": [],
        "theirs": None,
        "errors": {},
    }
    if wanted not in ("check", "keep"):
        return Shown("phrase.html", parts)
    if errors := visit.odd():
        return Shown("phrase.html", {**parts, "errors": errors}, 422)
    if intent not in known:
        return Shown("phrase.html", {**parts, "errors": {"intent": "Choose a topic, or “out of scope”."}}, 422)
    found = checked(text, intent, visit.desk.guess, title_of, visit.desk.root)
    if found.wrong:
        return Shown("phrase.html", {**parts, "errors": {"text": " ".join(found.wrong)}}, 422)
    pending = pending_at(visit.desk)
    what: dict[str, Any] = {"intent": intent, "text": text}
    what |= {"asked": True} if is_asked(text, visit.desk.heard()) else {}
    what |= {FROM: mark_of(question)} if mark_of(question) != mark_of(text) else {}
    change = new_change(PHRASE, what, visit.editor)
    theirs = pending.of(change.key)
    if theirs is not None:
        return Shown("phrase.html", {**parts, "theirs": theirs}, 409)
    if wanted == "keep":
        try:
            pending.add(change, pending.mark(change.key))
        except Conflict as conflict:
            return Shown("phrase.html", {**parts, "theirs": conflict.theirs}, 409)
        return Goto("/desk/asked#not-understood", "kept")
    before, after = edited([change], visit.desk.root)[NLU]
    return Shown("phrase.html", {**parts, "checks": found, "diff": diff_lines(before, after, NLU)})


def _definition(visit: Visit, intent: str) -> dict[str, str]:
    """What belongs to an intent (`about`) and what does not (`not`), by data/topics.yml; "" where it does not say."""
    try:
        found = yaml.load(read_whole(visit.desk.root, TOPICS), Loader=yaml.CSafeLoader).get(intent) or {}
        return {part: str(found.get(part) or "") for part in ("about", "not")}
    except (yaml.YAMLError, AttributeError) as error:
        raise trouble_with(visit.desk.root, TOPICS) from error
