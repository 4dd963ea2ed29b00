"""How far a taking-in is: what its process writes down and the desk's pages read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import psutil

RUNNING, READY, FAILED, SWITCHED, LEFT = "running", "ready", "failed", "switched", "left"
STEPS = {
    "copy": "Copying the project and writing the changes into the copy",
    "check": "Checking the catalog and the language data",
    "before": "Measuring the model that is in use",
    "train": "Training on the phrases",
    "answers": "Putting the answers into the model",
    "after": "Measuring the new model",
}


@dataclass(frozen=True)
class Taking:
    """How far one taking-in is.

    Attributes:
        phase: RUNNING, READY (to be switched to or left), FAILED, SWITCHED or LEFT.
        step: of STEPS, the one that runs or failed.
        steps: that are needed.
        changes: ids of what is taken in.
        before: mark of each file as it was: path -> sha256.
        says: why it failed, or "".
        pid, begun_pid: the process, and when it began, so that no other is taken for it.
        model: the new model's fingerprint, "" where none is needed.
    """

    id: str
    by: str
    at: str
    phase: str = RUNNING
    step: str = "copy"
    steps: Sequence[str] = ()
    changes: Sequence[str] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    says: str = ""
    pid: int = 0
    begun_pid: float = 0.0
    old_model: str = ""
    model: str = ""

    @property
    def makes_model(self) -> bool:
        """Whether a model is made: trained, or with other answers."""
        return "train" in self.steps or "answers" in self.steps

    @property
    def is_whole(self) -> bool:
        """Whether each part has the type it is written with."""
        texts = (self.id, self.by, self.at, self.says, self.old_model, self.model)
        lists = isinstance(self.steps, list | tuple) and isinstance(self.changes, list | tuple)
        known = self.phase in (RUNNING, READY, FAILED, SWITCHED, LEFT) and {self.step, *self.steps} <= {*STEPS}
        return known and lists and isinstance(self.before, dict) and all(isinstance(each, str) for each in texts)

    @property
    def words(self) -> str:
        """Where it stands, in a sentence."""
        if self.phase == RUNNING:
            return f"{STEPS[self.step]} …"
        return {
            READY: "Measured. Nothing has changed for people yet.",
            FAILED: f"{STEPS[self.step]}: failed. All is as it was. {self.says}",
            SWITCHED: "Taken in.",
            LEFT: "Left: all is as it was.",
        }[self.phase]


def lives(pid: int, begun: float) -> bool:
    """Whether a process that began then still works."""
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - begun) < 1
        return bool(same and process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
