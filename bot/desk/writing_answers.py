"""The pages that write an FAQ answer anew: a form, errors at its fields, a preview in three channels, a diff."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from actions.dialogue.intents import answering, titles
from bot.answer_check import mistakes
from bot.desk.answer_previews import previews
from bot.desk.broken_files import FAQ, read_whole, trouble_with
from bot.desk.pending import ANSWER, Conflict, diff_lines, edited, new_change, pending_at
from bot.desk.topic_names import title_of
from bot.desk.visits import Goto, Shown, Trouble, Visit
from knowledge.base import Knowledge
from knowledge.figures import UnknownFigure, fill

MOST_CHIPS = 4
# Words of a mistake -> the field it stands at; all others are of the text.
_FIELDS = (("typed", "typed"), ("receipt", "sources"), ("source ", "sources"), ("chip", "chips"))
# What the file calls something -> what the form calls it.
_CALLED = (
    ("name it in `typed`", "name it here"),
    ("`typed` names", "This names"),
    ("write a figure (knowledge/figures.py)", "write a figure of the records instead"),
    ("name `sources`, or write `sources: []` where nothing needs one", "name a source, or say that nothing needs one"),
    ("chips", "choices"),
)


def answers(visit: Visit) -> Shown:
    """Every FAQ topic, with how its answer begins and how often it was asked lately."""
    asked, knowledge = visit.desk.heard().topics, visit.desk.store.knowledge()
    topics = [
        (topic, title_of(f"faq/{topic}"), _begins(str(answer["text"]), knowledge), asked[topic])
        for topic, answer in _all(visit).items()
    ]
    changed = {str(c.what["topic"]) for c in pending_at(visit.desk).all() if c.kind == ANSWER}
    return Shown("answers.html", {"topics": sorted(topics, key=lambda each: -each[3]), "changed": changed})


def _begins(text: str, knowledge: Knowledge) -> str:
    """The first line with its figures, as people read it; as it is written where a figure leads to nothing."""
    line = text.split("\n", 1)[0]
    try:
        return fill(line, knowledge)[0]
    except UnknownFigure:
        return line


def answer(visit: Visit, topic: str) -> Shown:
    """The form with the answer as it is, or as it is pending."""
    pending, key = pending_at(visit.desk), (ANSWER, topic)
    now = _all(visit).get(topic)
    if now is None:
        raise Trouble("There is no such topic.", 404)
    noted = pending.of(key)
    return _form(visit, topic, dict(noted.what) if noted else now, pending.mark(key), {"noted": noted})


def write(visit: Visit, topic: str) -> Shown | Goto:
    """Checks what was written, shows it, and, once it is to be kept, notes it."""
    now = _all(visit).get(topic)
    if now is None:
        raise Trouble("There is no such topic.", 404)
    written, seen = written_in(visit, topic), visit.said("seen")
    knowledge = visit.desk.store.knowledge()
    if errors := odd_fields(visit) or wrong(topic, written, knowledge):
        return _form(visit, topic, written, seen, {"errors": errors}, 422)
    change = new_change(ANSWER, {"topic": topic, **written}, visit.editor)
    if visit.said("do") == "keep":
        pending = pending_at(visit.desk)
        if written == _comparable(now) and pending.of(change.key) is None:
            return Goto("/desk/answers", "same")
        try:
            pending.add(change, seen)
        except Conflict as conflict:
            theirs = dict(conflict.theirs.what) if conflict.theirs else now
            more = {"conflict": conflict, "theirs": theirs}
            return _form(visit, topic, written, pending.mark(change.key), more, 409)
        return Goto("/desk/pending", "kept")
    before, after = edited([change], visit.desk.root)[FAQ]
    more = {"previews": previews(written, knowledge), "diff": diff_lines(before, after, FAQ)}
    return _form(visit, topic, written, seen, more)


def _all(visit: Visit) -> dict[str, Any]:
    """Topic -> its answer in data/faq.yml."""
    try:
        responses = yaml.load(read_whole(visit.desk.root, FAQ), Loader=yaml.CSafeLoader)["responses"]
        return {name.removeprefix("utter_faq/"): variants[0] for name, variants in responses.items()}
    except (yaml.YAMLError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise trouble_with(visit.desk.root, FAQ) from error


def _form(
    visit: Visit, topic: str, shown: Mapping[str, Any], seen: str, more: Mapping[str, Any], status: int = 200
) -> Shown:
    parts: dict[str, Any] = {
        "topic": topic,
        "title": title_of(f"faq/{topic}"),
        "seen": seen,
        "diff": [],
        "noted": None,
        "conflict": None,
        "theirs": None,
    }
    return Shown("answer.html", {**answer_fields(visit, shown), **parts, **more}, status)


def answer_fields(visit: Visit, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields of an answer hold, without errors and without a preview."""
    custom = shown["custom"]
    chips = [(each["title"], each["payload"]) for each in shown["buttons"]]
    return {
        "text": shown["text"],
        "chips": [*chips, *[("", "")] * (MOST_CHIPS - len(chips))],
        "sources": ", ".join(custom.get("sources") or ()),
        "no_source": custom.get("sources") == [],
        "typed": "\n".join(custom.get("typed") or ()),
        "known_sources": [(each.id, each.name) for each in visit.desk.store.knowledge().sources.values()],
        "payloads": [f"/{each}" for each in titles()],
        "errors": {},
        "previews": None,
    }


def written_in(visit: Visit, topic: str) -> dict[str, Any]:
    """The answer that a form holds."""
    lines = [line.rstrip() for line in visit.said("text").split("\n")]
    pairs = [(visit.said(f"title-{n}"), visit.said(f"payload-{n}")) for n in range(MOST_CHIPS)]
    sources = [each for each in re.split(r"[,\s]+", visit.said("sources")) if each]
    typed = [line.strip() for line in visit.said("typed").split("\n") if line.strip()]
    custom: dict[str, Any] = {"kind": "answer", "topic": topic}
    if sources or visit.said("no_source"):
        custom["sources"] = sources
    if typed:
        custom["typed"] = typed
    return {
        "text": "\n".join(line for line in lines if line),
        "buttons": [{"title": title, "payload": sent} for title, sent in pairs if title or sent],
        "custom": custom,
    }


def odd_fields(visit: Visit) -> dict[str, str]:
    """Fields with a character to be taken out, those of the choices as one."""
    found: dict[str, list[str]] = {}
    for name, says in visit.odd().items():
        field = "chips" if re.fullmatch(r"(title|payload)-\d", name) else name
        found.setdefault(field, []).append(says)
    return {field: " ".join(says) for field, says in found.items()}


def _comparable(now: Mapping[str, Any]) -> dict[str, Any]:
    return {name: now[name] for name in ("text", "buttons", "custom")}


def wrong(topic: str, written: Mapping[str, Any], knowledge: Knowledge) -> dict[str, str]:
    """What is wrong with an answer, by field: what `make check` would say."""
    found: dict[str, list[str]] = {}
    name = f"utter_faq/{topic}"
    for problem in mistakes({name: [dict(written)]}, knowledge):
        says = problem.removeprefix(f"{name}: ")
        field = next((field for words, field in _FIELDS if words in says), "text")
        for file, form in _CALLED:
            says = says.replace(file, form)
        found.setdefault(field, []).append(says[:1].upper() + says[1:] + ("" if says.endswith(".") else "."))
    known = {each.split("/")[0] for each in answering()} | set(titles())
    for chip in written["buttons"]:
        intent = re.sub(r"[{@].*", "", chip["payload"].removeprefix("/"))
        if not chip["title"] or not chip["payload"].startswith("/") or intent not in known:
            says = f"“{chip['title']}” sends {chip['payload'] or 'nothing'}, which the advisor cannot answer."
            found.setdefault("chips", []).append(says)
    return {field: " ".join(problems) for field, problems in found.items()}
