"""The pages that change what is recorded of a program: its facts, one by one, each with its source and year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.wording.words import full_name
from bot.desk.broken_files import BROKEN, read_whole
from bot.desk.fact_fields import (
    DEADLINE_TEXTS,
    MORE_ROWS,
    catalog_problems,
    in_brief,
    name_of_fact,
    shown_value,
    words_for,
    written,
)
from bot.desk.pending import FACT, Conflict, diff_lines, edited, new_change, pending_at, program_path
from bot.desk.visits import Goto, Shown, Trouble, Visit
from knowledge import rules
from knowledge.ages import is_stale
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.facts import Program
from knowledge.lines import mapping_of, read_yaml
from knowledge.names import folded
from knowledge.problems import Problems
from knowledge.reader import FACT_KEYS

MOST_FOUND = 40
OLD_PAGES = ("/desk/old", "/desk/old?all=yes")  # the first of them, and all that has grown old; one goes back there


def programs(visit: Visit) -> Shown:
    """Named programs whose name or university has the words that are searched for."""
    words = " ".join(visit.query.get("q", "").split())
    wanted = folded(words)
    knowledge = visit.desk.store.knowledge()
    found = [
        each for each in knowledge.named if wanted and all(part in folded(_searched(each)) for part in wanted.split())
    ]
    listed = [(each.id, full_name(each), each.checked) for each in found[:MOST_FOUND]]
    parts = {"words": words, "found": listed, "more": len(found) - len(listed), "count": len(knowledge.named)}
    return Shown("programs.html", parts)


def _searched(program: Program) -> str:
    return " ".join(
        (program.id, full_name(program), program.short or "", *program.aliases, *program.university.aliases)
    )


def program(visit: Visit, program: str) -> Shown:
    """One program: what is recorded, how old it is, and what is not."""
    found = _program(visit.desk.store.knowledge(), program)
    year = date.today().year
    pending = pending_at(visit.desk).all()
    changed = {str(c.what["fact"]) for c in pending if c.kind == FACT and c.what["program"] == program}
    facts = [
        (key, name_of_fact(key), in_brief(key, fact.value), fact, is_stale(key, fact, found, year))
        for key, fact in found.facts.items()
    ]
    lacking = [(key, name_of_fact(key)) for key in rules.FACTS if key not in found.facts]
    parts = {"program": found, "title": full_name(found), "facts": facts, "lacking": lacking, "changed": changed}
    return Shown("program.html", parts)


def fact(visit: Visit, program: str, fact: str) -> Shown:
    """The form with a fact as it is, or as it is pending."""
    pending, key = pending_at(visit.desk), (FACT, program, fact)
    _known(visit, program, fact)
    noted = pending.of(key)
    entry = dict(noted.what["entry"]) if noted else entry_of(visit, program, fact)
    return _form(visit, program, fact, entry, pending.mark(key), {"noted": noted})


def record(visit: Visit, program: str, fact: str) -> Shown | Goto:
    """Checks what was written of a fact, shows the diff, and, once it is to be kept, notes it."""
    knowledge = _known(visit, program, fact)
    before = entry_of(visit, program, fact)
    made, seen = written(visit, fact, knowledge, before), visit.said("seen")
    if made.errors:
        return _form(visit, program, fact, made.entry, seen, {"errors": made.errors}, 422)
    return note_fact(visit, program, fact, made.entry, before, seen)


def note_fact(
    visit: Visit, program: str, fact: str, entry: Mapping[str, Any], before: Mapping[str, Any], seen: str
) -> Shown | Goto:
    """Shows or notes a fact whose fields are right; the whole catalog is read with it first."""
    if entry == before and not pending_at(visit.desk).of((FACT, program, fact)):
        return Goto(f"/desk/programs/{program}", "same")
    change = new_change(FACT, {"program": program, "fact": fact, "entry": dict(entry)}, visit.editor)
    path = program_path(program)
    old, new = edited([change], visit.desk.root)[path]
    if problems := catalog_problems(path, new, visit.desk.root):
        return _form(visit, program, fact, entry, seen, {"errors": {"catalog": " ".join(problems)}}, 422)
    if visit.said("do") != "keep":
        more = {"diff": diff_lines(old, new, path), "checked": True}
        return _form(visit, program, fact, entry, seen, more)
    pending = pending_at(visit.desk)
    try:
        pending.add(change, seen)
    except Conflict as conflict:
        theirs = dict(conflict.theirs.what["entry"]) if conflict.theirs else dict(before)
        shown = {**dict.fromkeys(FACT_KEYS, ""), **theirs}
        more = {"conflict": conflict, "theirs": in_brief(fact, theirs.get("value") or ()), "their_entry": shown}
        return _form(visit, program, fact, entry, pending.mark(change.key), more, 409)
    back = visit.said("back")
    return Goto(f"{back}#{program}-{fact}" if back in OLD_PAGES else f"/desk/programs/{program}", "kept")


def entry_of(visit: Visit, program: str, fact: str) -> dict[str, Any]:
    """What a program's file says of a fact, as it is written there; nothing where it says nothing."""
    path = visit.desk.root / program_path(program)
    read_whole(visit.desk.root, program_path(program))
    problems = Problems(path.parent)
    facts = mapping_of(read_yaml(path, problems)).get("facts") or {}
    problems.raise_if_any()
    entry = (facts.get(fact) or {}) if isinstance(facts, dict) else None
    if not isinstance(entry, dict):
        says = f"“{fact}”, or what it stands in, has to be a mapping"
        raise Trouble(BROKEN.format(path=program_path(program), problem=says), 500)
    return dict(entry)


def _known(visit: Visit, program: str, fact: str) -> Knowledge:
    knowledge = visit.desk.store.knowledge()
    _program(knowledge, program)
    if fact not in rules.FACTS:
        raise Trouble("There is no such fact.", 404)
    return knowledge


def _program(knowledge: Knowledge, id_: str) -> Program:
    found = knowledge.program(id_)
    if found is None or found.kind != "program":
        raise Trouble("There is no such program.", 404)
    return found


def _form(
    visit: Visit,
    program: str,
    fact: str,
    entry: Mapping[str, Any],
    seen: str,
    more: Mapping[str, Any],
    status: int = 200,
) -> Shown:
    knowledge = visit.desk.store.knowledge()
    found, declared = _program(knowledge, program), DECLARED.facts[fact]
    empty = dict.fromkeys(rules.DEADLINE_KEYS, "")
    rows = [empty | dict(each) for each in entry.get("value") or ()] if fact == "deadlines" else []
    count = len(entry_of(visit, program, fact).get("value") or ()) + MORE_ROWS if fact == "deadlines" else 0
    parts = {
        "program": found,
        "title": full_name(found),
        "fact": fact,
        "name": name_of_fact(fact),
        "declared": declared,
        "entry": {**dict.fromkeys(FACT_KEYS, ""), **entry},
        "value": shown_value(fact, entry.get("value")) if fact != "deadlines" else "",
        "rows": [*rows, *[empty] * (count - len(rows))],
        "row_parts": DEADLINE_TEXTS,
        "words": words_for(declared, knowledge),
        "intakes": rules.INTAKES,
        "seen": seen,
        "back": visit.said("back") or visit.query.get("back", ""),
        "errors": {},
        "diff": [],
        "checked": False,
        "noted": None,
        "conflict": None,
        "theirs": "",
        "their_entry": dict.fromkeys(FACT_KEYS, ""),
    }
    return Shown("fact.html", {**parts, **more}, status)
