"""Plain `rasa shell` in a pseudo-terminal: the answer stands alone, its choices below it, no warnings of ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pytest

from bot.servers import free_ports, port_is_busy
from bot.settings import ROOT
from bot.training import ensure_model

RASA = str(Path(sys.executable).with_name("rasa"))
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")
UP = "\x1b[A"
ENVIRONMENT = {**os.environ, "TERM": "xterm-256color", "RASA_TELEMETRY_ENABLED": "false"}
# A point of data/particulars.yml is heard in it, and the answer has choices.
ASKED = "do i need a cs bachelor for this, or does a three year degree from india do"


@pytest.fixture
def endpoints(tmp_path: Path) -> Iterator[Path]:
    """The endpoints of the project, with an action server of `rasa run actions` at a port that is free."""
    (port,) = free_ports(1)
    path = tmp_path / "endpoints.yml"
    path.write_text((ROOT / "endpoints.yml").read_text("utf-8").replace(":5055/", f":{port}/"), encoding="utf-8")
    with (tmp_path / "actions.log").open("w") as log:
        server = subprocess.Popen(
            [RASA, "run", "actions", "--port", str(port)], cwd=ROOT, env=ENVIRONMENT, stdout=log, stderr=log
        )
    deadline = time.monotonic() + 60
    while not port_is_busy("127.0.0.1", port) and time.monotonic() < deadline:
        time.sleep(0.2)
    yield path
    server.terminate()
    server.wait(30)


@contextmanager
def rasa_shell(endpoints: Path) -> Iterator[Any]:
    """A conversation by `rasa shell`."""
    shell = pexpect.spawn(
        RASA,
        ["shell", "--model", str(ensure_model()), "--port", str(free_ports(1)[0]), "--endpoints", str(endpoints)],
        cwd=str(ROOT),
        env=ENVIRONMENT,  # type: ignore[arg-type]
        dimensions=(60, 80),
        encoding="utf-8",
        timeout=120,
    )
    try:
        shell.expect("Your input")
        yield shell
    finally:
        shell.close(force=True)


def test_rasa_shell_shows_the_answer_alone_with_its_choices_below_and_no_warning_of_ours(endpoints: Path) -> None:
    with rasa_shell(endpoints) as shell:
        shell.send(f"{ASKED}\r")
        shell.expect("What next")
        answered = ESCAPES.sub("", str(shell.before))
        shell.expect("Type out your own message")
        choices = ESCAPES.sub("", str(shell.before))
        shell.send(f"{UP}\r")  # the last of the choices
        shell.expect("Your input")
        shell.send("all sources\r")
        shell.expect("What my last answer rests on:")
        shell.expect("Your input")
        receipts = ESCAPES.sub("", str(shell.before))
    lines = [line.strip() for line in answered.splitlines()]
    assert any(line.startswith("Sources: ") for line in lines), answered  # whole lines, none cut at the window's edge
    assert re.search(r" 1: .+ \(/", choices) and "Sources" not in choices
    assert "Warning" not in answered and "ERROR" not in answered, answered
    assert "[1] our catalog of " in receipts  # though this shell is sent no structure
