"""The page of what is pending: what each change does, taking all of it in, and how far that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from actions.wording.words import full_name
from bot.desk.desk_pages import counted
from bot.desk.fact_fields import in_brief, name_of_fact
from bot.desk.forgotten import drop_forgotten
from bot.desk.measured_figures import Measurement
from bot.desk.pending import ANSWER, PHRASE, TOPIC, Change, Pending, diff_lines, edited, pending_at
from bot.desk.taking_in import renew_servers, taking_in_at
from bot.desk.taking_state import FAILED, READY, RUNNING, STEPS
from bot.desk.topic_names import title_of
from bot.desk.visits import Goto, Shown, Told, Trouble, Visit
from knowledge.base import Knowledge


@dataclass(frozen=True)
class Noted:
    """A pending change as the page shows it; `flaw` says why it cannot be taken in, "" where it can."""

    id: str
    words: str
    page: str
    by: str
    at: str
    flaw: str


@dataclass(frozen=True)
class Compared:
    """A figure before and after; `beyond` says that it is beyond its threshold."""

    name: str
    before: float | None
    after: float
    bound: str
    beyond: bool


def pending(visit: Visit) -> Shown:
    """The page."""
    dropped = drop_forgotten(visit.desk)
    noted, taking = pending_at(visit.desk), taking_in_at(visit.desk)
    knowledge = visit.desk.store.knowledge()
    changes, state = noted.all(), taking.state()
    flaws = {each.id: _flaw(each, noted) for each in changes}
    rows = [_noted(each, flaws[each.id], knowledge) for each in changes]
    files, broken = _edited([each for each in changes if not flaws[each.id]], visit.desk.root)
    figures = compared(*taking.figures(state)) if state and state.phase == READY else []
    parts = {
        "changes": rows,
        "dropped": dropped,
        "broken": broken,
        "diffs": [(path, diff_lines(*texts, path)) for path, texts in files.items()],
        "state": state,
        "busy": state is not None and state.phase in (RUNNING, READY),
        "steps": [(step, STEPS[step]) for step in (state.steps if state else ())],
        "figures": figures,
        "trains": bool(state and "train" in state.steps),
        "answers": bool(state and "answers" in state.steps),
        "may_switch": bool(state and state.phase == READY and not any(each.beyond for each in figures)),
        "log": taking.last_lines() if state and state.phase == FAILED else [],
    }
    return Shown("pending.html", parts)


def _flaw(change: Change, noted: Pending) -> str:
    """Why a change cannot be taken in; the page is shown all the same, so that it can be removed."""
    if change.odd:
        return f"{change.odd} Remove it, and note it anew without."
    try:
        return "the file was changed by hand since" if noted.is_outdated(change) else ""
    except Trouble as trouble:
        return str(trouble)


def _edited(changes: Sequence[Change], root: Path) -> tuple[Mapping[str, tuple[str, str]], str]:
    """The files that changes touch, and which one is broken, if any; then none is shown."""
    try:
        return edited(changes, root), ""
    except Trouble as trouble:
        return {}, str(trouble)


def _noted(change: Change, flaw: str, knowledge: Knowledge) -> Noted:
    what = change.what
    if change.kind == PHRASE:
        words, page = f"“{what['text']}” is asked for {title_of(what['intent'])}", ""
    elif change.kind == TOPIC:
        words = f"New topic: {what['title']} ({counted(len(what['phrases']), 'phrase')})"
        page = f"/desk/topics/new?topic={what['topic']}"
    elif change.kind == ANSWER:
        words, page = f"New answer: {title_of('faq/' + what['topic'])}", f"/desk/answers/{what['topic']}"
    else:
        program = knowledge.program(what["program"])
        name = full_name(program) if program else what["program"]
        entry = what["entry"]
        value = f"{in_brief(what['fact'], entry['value'])} ({entry.get('as_of') or 'undated'})"
        words, page = (
            f"{name}, {name_of_fact(what['fact'])}: {value}",
            f"/desk/programs/{what['program']}/{what['fact']}",
        )
    return Noted(change.id, words, page, change.by, change.at[:16].replace("T", " "), flaw)


def compared(before: Measurement | None, after: Measurement | None) -> list[Compared]:
    """The figures with a threshold, before and after."""
    if after is None:
        return []
    return [
        Compared(
            name, before.figures.get(name) if before else None, value, after.bounds.get(name, ""), name in after.against
        )
        for name, value in after.figures.items()
        if name in after.bounds
    ]


def remove(visit: Visit, change: str) -> Goto:
    """Takes one change back."""
    state = taking_in_at(visit.desk).state()
    if state is not None and state.phase in (RUNNING, READY) and change in state.changes:
        raise Trouble("This change is being taken in. Leave that first.", 409)
    pending_at(visit.desk).remove([change])
    return Goto("/desk/pending", "removed")


def take_in(visit: Visit) -> Goto:
    """Begins to take everything in, without the words of who was forgotten meanwhile."""
    drop_forgotten(visit.desk)
    taking_in_at(visit.desk).begin(visit.editor)
    return Goto("/desk/pending#taking-in", "begun")


def switch(visit: Visit) -> Shown | Goto:
    """Puts what was taken in to use."""
    taking_in_at(visit.desk).switch()
    if not renew_servers():
        visit.desk.store.ensure()
        return Shown("restart.html")
    return Goto("/desk/pending", "switched")


def leave(visit: Visit) -> Goto:
    """Leaves all as it was."""
    taking_in_at(visit.desk).leave()
    return Goto("/desk/pending", "left")


def state(visit: Visit) -> Told:
    """How far it is, for the page's script."""
    found = taking_in_at(visit.desk).state()
    return Told({"phase": found.phase if found else "", "says": found.words if found else ""})
