"""The shell in a pseudo-terminal and in a pipe, against a running advisor."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from bot.servers import Servers
from bot.settings import ROOT
from tests.advisor import running_advisor


@pytest.fixture(scope="package")
def running() -> Iterator[tuple[dict[str, str], Servers]]:
    """The environment in which the shell finds a running advisor."""
    with running_advisor() as (address, servers):
        port = address.rsplit(":", 1)[1]
        yield {**os.environ, "ADVISOR_PORT": port, "ADVISOR_ACTIONS_PORT": "1", "TERM": "xterm-256color"}, servers


class Terminal:
    """A pseudo-terminal with the shell in it; `screen` is what a person sees."""

    def __init__(self, environment: dict[str, str], columns: int = 100, *options: str, folder: Path = ROOT) -> None:
        self._screen = pyte.HistoryScreen(columns, 200)
        self._stream = pyte.Stream(self._screen)
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "bot", "shell", *options],
            cwd=str(folder),
            env={**environment, "COLUMNS": str(columns), "LINES": "200"},  # type: ignore[arg-type]
            dimensions=(200, columns),
            encoding="utf-8",
            timeout=60,
        )
        self.raw = ""

    @property
    def screen(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display).strip()

    def until(self, words: str, seconds: float = 60) -> str:
        """Reads until the words are on the screen."""
        deadline = time.monotonic() + seconds
        while words not in self.screen and time.monotonic() < deadline:
            try:
                read = self.process.read_nonblocking(65536, timeout=0.2)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
            self.raw += read
            self._stream.feed(read)
        assert words in self.screen, self.screen
        return self.screen

    def say(self, line: str) -> None:
        self.process.send(line + "\r")


def piped(environment: dict[str, str], lines: str, *options: str) -> str:
    """What the shell prints for piped input."""
    command = [sys.executable, "-m", "bot", "shell", *options]
    done = subprocess.run(command, cwd=ROOT, env=environment, input=lines, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout
