"""Takes what is pending in, in a process of its own: `python -m bot.desk.taking_in ID`.

It works in a copy of the project: the changes are written there, checked, trained and measured. Nothing of the project
itself changes before an editor who has seen the figures says so; then the files and the model are put in their places
and the servers start anew. Whatever fails, and whenever it is left, all is as it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import psutil

from bot.desk import measured_figures
from bot.desk.pending import Change, Pending, alone, edited, write_whole
from bot.desk.seen_to import remember
from bot.desk.taking_state import FAILED, LEFT, READY, RUNNING, STEPS, SWITCHED, Taking, lives
from bot.desk.visits import Desk, Trouble
from bot.nlu import known_vectors
from bot.settings import ROOT, VAR
from bot.supervision import SUPERVISOR

# What a copy does without: what is made, and what no training, check or measurement reads.
NOT_COPIED = (
    ".venv", "models", "var", ".git", "node_modules", "__pycache__", ".rasa", ".mypy_cache", ".ruff_cache",
    ".hypothesis", ".pytest_cache", "results",
)  # fmt: skip
SWITCHED_ALREADY = "It was switched to already: the files are written. Look under Pending at what is left."
LAST_LINES = 12
_PRIORITY = 10  # people who wait for an answer come first


class StepFailed(RuntimeError):
    """A step failed; the message says why."""


class TakingIn:
    """The one taking-in that there is at a time.

    Args:
        folder: the desk's.
        root: the project's folder.
    """

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self._folder, self._root = folder, root
        self._state, self.work, self.log = folder / "taking_in.json", folder / "work", folder / "taking_in.log"
        self._lock = folder / "taking_in.lock"  # whoever begins, switches or leaves does so alone
        self.pending = Pending(folder, root)

    def state(self) -> Taking | None:
        """How far it is; one whose process has ended in the middle has failed. None where there was none."""
        try:
            found = Taking(**json.loads(self._state.read_text(encoding="utf-8")))
            if not found.is_whole:
                return None
        except (OSError, ValueError, TypeError):
            return None
        if found.phase == RUNNING and found.pid and not lives(found.pid, found.begun_pid):
            return self._write(replace(found, phase=FAILED, says="The process that worked on it has ended."))
        return found

    def begin(self, by: str) -> Taking:
        """Starts it, of everything that is pending.

        Raises:
            Trouble: it runs already, nothing is pending, or something pending cannot be written.
        """
        with alone(self._lock):
            return self._begin(by)

    def _begin(self, by: str) -> Taking:
        now = self.state()
        if now and now.phase in (RUNNING, READY):
            raise Trouble("Something is being taken in already; look at its figures first.", 409)
        changes = self.pending.all()
        if not changes:
            raise Trouble("Nothing is pending.", 409)
        if odd := next((each.odd for each in changes if each.odd), ""):
            raise Trouble(f"{odd} Remove what is marked, and note it anew without.", 409)
        if outdated := [each for each in changes if self.pending.is_outdated(each)]:
            files = ", ".join(sorted({each.paths[0] for each in outdated}))
            raise Trouble(f"{files} was changed by hand since. Look at what is marked, and note it again.", 409)
        made = Taking(measured_figures.now().replace(":", ""), by, measured_figures.now())
        made = replace(made, changes=[each.id for each in changes])
        self._write(made)
        self.log.write_text("", encoding="utf-8")
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.desk.taking_in", str(self._folder)],
                cwd=self._root,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # it goes on when the server that began it is renewed
            )
        return self._write(replace(made, pid=process.pid, begun_pid=psutil.Process(process.pid).create_time()))

    def work_on(self) -> None:
        """All steps, in the process that `begin` started."""
        state = self._mine()
        try:
            with contextlib.suppress(OSError):
                os.nice(_PRIORITY)
            changes = [each for each in self.pending.all() if each.id in state.changes]
            state = self._copied(state, changes)
            for step in state.steps[1:]:
                state = self._write(replace(state, step=step))
                _STEPS[step](self, state)
            model = self._fingerprints(self.work)[0] if state.makes_model else ""
            self._write(replace(state, phase=READY, model=model))
        except (StepFailed, Trouble) as problem:
            shutil.rmtree(self.work, ignore_errors=True)
            self._write(replace(state, phase=FAILED, says=str(problem)))

    def figures(self, state: Taking) -> tuple[measured_figures.Measurement | None, measured_figures.Measurement | None]:
        """What was measured before and after."""
        ours = measured_figures.file_in(self._root)
        after = measured_figures.latest(state.model, measured_figures.file_in(self.work))
        return measured_figures.latest(state.old_model, ours), after or measured_figures.latest(state.model, ours)

    def switch(self) -> Taking:
        """Puts files and model in their places and has the servers renewed.

        Raises:
            Trouble: it is not ready, another editor switched to it already, a figure is beyond its threshold, or a
                file was changed meanwhile; all is as it was.
        """
        with alone(self._lock):
            return self._switch()

    def _switch(self) -> Taking:
        state = self.state()
        if state is not None and state.phase == SWITCHED:
            raise Trouble(SWITCHED_ALREADY, 409)
        if state is None or state.phase != READY:
            raise Trouble("There is nothing to switch to.", 409)
        before, after = self.figures(state)
        if "train" in state.steps and (after is None or after.against):
            raise Trouble("A figure is beyond its threshold, so the new model is not used.", 409)
        for path, mark in state.before.items():
            if _mark(self._root / path) != mark:
                says = f"{path} was changed by hand meanwhile, so nothing was written. Leave this, and take in anew."
                raise Trouble(says, 409)
        if state.model:
            target = self._model(state.model)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(self.work / "models" / target.name, target.with_suffix(".new"))
            target.with_suffix(".new").replace(target)  # first the model, so that files without one are never seen
        for path in state.before:
            write_whole(self._root / path, (self.work / path).read_text(encoding="utf-8"))
        if after is None and before is not None and "answers" in state.steps:
            after = replace(before, model=state.model)  # it understands as the model before
        if after is not None:
            measured_figures.add(after, measured_figures.file_in(self._root))
        remember(self._folder, [each for each in self.pending.all() if each.id in state.changes])
        self.pending.remove(state.changes)
        done = self._write(replace(state, phase=SWITCHED))
        shutil.rmtree(self.work, ignore_errors=True)
        return done

    def leave(self) -> None:
        """Leaves all as it was, also while it runs.

        Raises:
            Trouble: it was switched to already.
        """
        with alone(self._lock):
            self._leave()

    def _leave(self) -> None:
        state = self.state()
        if state is not None and state.phase == SWITCHED:
            raise Trouble(SWITCHED_ALREADY, 409)
        if state is None or state.phase not in (RUNNING, READY, FAILED):
            return
        if state.phase == RUNNING and lives(state.pid, state.begun_pid):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(state.pid, signal.SIGTERM)
        self._write(replace(state, phase=LEFT))
        shutil.rmtree(self.work, ignore_errors=True)

    def last_lines(self) -> list[str]:
        """How the log of the work ends."""
        if not self.log.is_file():
            return []
        lines = [line for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        return lines[-LAST_LINES:]

    def _mine(self) -> Taking:
        """The state, once whoever started this process has written its number down."""
        until = time.monotonic() + 10
        while True:
            state = self.state()
            if state is not None and state.pid == os.getpid():
                return state
            if time.monotonic() > until:
                raise SystemExit("Nobody has begun to take anything in.")
            time.sleep(0.05)

    def _write(self, state: Taking) -> Taking:
        write_whole(self._state, json.dumps(asdict(state), ensure_ascii=False))
        return state

    def _copied(self, state: Taking, changes: Sequence[Change]) -> Taking:
        """The copy with the changes in it; which steps are needed."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self._root, self.work, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
        files = edited(changes, self._root)
        marks = {path: _mark(self._root / path) for path in files}
        for path, (_, after) in files.items():
            write_whole(self.work / path, after)
        (old, learned), (new, learned_anew) = self._fingerprints(self._root), self._fingerprints(self.work)
        answers = new != old and learned == learned_anew and self._model(old).is_file()
        trained = new != old and not answers
        measured = measured_figures.latest(old, measured_figures.file_in(self._root)) is not None
        wanted = {
            "copy": True,
            "check": True,
            "before": trained and not measured,
            "train": trained,
            "answers": answers,
            "after": trained,
        }
        steps = [step for step in STEPS if wanted[step]]
        return self._write(replace(state, before=marks, steps=steps, old_model=old))

    def _fingerprints(self, root: Path) -> tuple[str, str]:
        """Of a root: what its model is made from, and what that learns from."""
        code = "from bot.training import fingerprint, learned_from; print(fingerprint(), learned_from())"
        made_from, learned_from = self._run(root, "-c", code).strip().split("\n")[-1].split()
        return made_from, learned_from

    def _model(self, fingerprint: str) -> Path:
        """Where the project's model of a fingerprint is, if there is one."""
        return self._root / "models" / f"advisor-{fingerprint}.tar.gz"

    def _run(self, root: Path, *arguments: str, may_fail: bool = False) -> str:
        """Runs Python at a root; what it wrote.

        Raises:
            StepFailed: it ended with an error.
        """
        found = subprocess.run(  # the output is small: figures and problems
            [sys.executable, *arguments],
            cwd=root,
            env=_environment(root, self._root),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(found.stdout, flush=True)  # the log
        if found.returncode and not may_fail:
            ended = f"by signal {-found.returncode}" if found.returncode < 0 else f"with {found.returncode}"
            last = " ".join([line for line in found.stdout.splitlines() if line.strip()][-3:])[-600:]
            raise StepFailed(f"It ended {ended}. {last}".strip())
        return found.stdout

    def _check(self, _state: Taking) -> None:
        self._run(self.work, "-m", "knowledge", "check")
        self._run(self.work, "-m", "bot.data_check")

    def _measure_old(self, _state: Taking) -> None:
        self._measure(self._root)

    def _train(self, _state: Taking) -> None:
        known_vectors.hand_on(self._root, self.work)
        self._run(self.work, "-m", "bot", "train")

    def _put_answers(self, state: Taking) -> None:
        self._run(self.work, "-m", "bot.model_answers", str(self._model(state.old_model)))

    def _measure_new(self, state: Taking) -> None:
        self._measure(self.work)
        if measured_figures.latest(self._fingerprints(self.work)[0], measured_figures.file_in(self.work)) is None:
            raise StepFailed("No figures were written.")

    def _measure(self, root: Path) -> None:
        self._run(root, "-m", "tests.nlu.evaluate", may_fail=True)  # beyond a threshold it is measured all the same


def taking_in_at(desk: Desk) -> TakingIn:
    """The taking-in of a desk."""
    return TakingIn(desk.folder, desk.root)


_STEPS: Mapping[str, Any] = {
    "check": TakingIn._check,
    "before": TakingIn._measure_old,
    "train": TakingIn._train,
    "answers": TakingIn._put_answers,
    "after": TakingIn._measure_new,
}


def _environment(root: Path, ours: Path) -> dict[str, str]:
    """For work at a root; in a copy the knowledge base is one of the copy's own."""
    found = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "PYTHONWARNINGS": "ignore"}
    found.pop("PYTHONPATH", None)
    if root != ours:
        found.pop("ADVISOR_DATABASE_URL", None)
    return found


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def renew_servers() -> bool:
    """Has whoever looks after the servers start them anew; False where nobody does (plain `rasa run`)."""
    supervisor = os.environ.get(SUPERVISOR, "")
    if not supervisor.isdecimal():
        return False
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(int(supervisor), signal.SIGUSR1)
        return True
    return False


def main() -> None:
    """Works on what was begun in a folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else VAR / "desk"
    TakingIn(folder).work_on()


if __name__ == "__main__":
    main()
