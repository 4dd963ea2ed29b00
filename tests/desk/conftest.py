"""A copy of the project with files of its own, a running advisor on it, and an editor's browser."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bot.desk.taking_in import NOT_COPIED
from bot.nlu import known_vectors
from bot.servers import answers, free_ports
from bot.settings import ROOT
from bot.training import ensure_model
from tests.website.conftest import browser, problems, watch  # noqa: F401 (fixtures)

TOKEN = "a-token-for-the-editors"
RENEWED = 180.0  # seconds: the page comes once the only server is there again
PATIENCE = 400  # seconds until the servers answer
ROUTES_ALONE = """
import sys
from sanic import Sanic, response
from bot.desk.desk_input import DeskInput
app = Sanic("desk")
app.blueprint(DeskInput().blueprint(None), url_prefix="/")
app.get("/alive")(lambda _request: response.text("yes"))
app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False, motd=False)
"""


@dataclass(frozen=True)
class Copy:
    """Attributes:
    root: the copy of the project.
    address: of the advisor that runs on it.
    """

    root: Path
    address: str

    def text(self, path: str) -> str:
        """A file of it."""
        return (self.root / path).read_text(encoding="utf-8")


def copied(folder: Path) -> Path:
    """A copy of the project in a folder, without what is made."""
    root = folder / "project"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    return root


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The advisor on a copy of the project."""
    with running_copy(tmp_path_factory.mktemp("desk")) as copy:
        yield copy


def made_older(root: Path, days: float) -> None:
    """Makes all that people said and judged so many days older, so that their week has ended."""
    changes = {
        "conversations": f"UPDATE events SET timestamp = timestamp - {days * 24 * 3600}",
        "feedback": f"UPDATE feedback SET said_at = datetime(said_at, '-{days} days') || '.000000'",
    }
    for name, change in changes.items():
        with closing(sqlite3.connect(root / "var" / f"{name}.sqlite", timeout=30)) as kept, kept:
            kept.execute(change)


@contextmanager
def running_copy(folder: Path) -> Iterator[Copy]:
    """The advisor, started by `python -m bot run` on a copy of the project; with the model that is trained already."""
    root = copied(folder)
    (root / "models").mkdir()
    shutil.copy(ensure_model(), root / "models")
    known_vectors.hand_on(ROOT, root)
    port, actions_port = free_ports(2)
    environment = {name: value for name, value in os.environ.items() if name != "ADVISOR_DATABASE_URL"}
    environment |= {"ADVISOR_PORT": str(port), "ADVISOR_ACTIONS_PORT": str(actions_port), "ADVISOR_DESK_TOKEN": TOKEN}
    log = root / "run.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], cwd=root, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: answers(f"{address}/health/live", 2), f"the advisor did not start: {log}")
        yield Copy(root, address)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@contextmanager
def desk_alone(root: Path, **settings: str) -> Iterator[int]:
    """The desk's own routes in a real server at a port, without Rasa, on a project's folder and with these settings."""
    (port,) = free_ports(1)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ADVISOR_")}
    environment |= {"PYTHONWARNINGS": "ignore", **settings}
    process = subprocess.Popen([sys.executable, "-c", ROUTES_ALONE, str(port)], cwd=root, env=environment)
    try:
        wait_for(lambda: answers(f"http://127.0.0.1:{port}/alive", 2), "the desk did not start", 120)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def wait_for(there: Callable[[], object], otherwise: str, seconds: float = PATIENCE) -> None:
    """Waits until something is there."""
    until = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < until, otherwise
        time.sleep(0.3)


@pytest.fixture
def ana(desk: Copy, browser: Browser, problems: list[str]) -> Iterator[Page]:  # noqa: F811
    """An editor who is in."""
    yield from _editor(desk, browser, problems, "Ana")


@pytest.fixture
def ben(desk: Copy, browser: Browser, problems: list[str]) -> Iterator[Page]:  # noqa: F811
    """Another one."""
    yield from _editor(desk, browser, problems, "Ben")


def _editor(desk: Copy, browser: Browser, problems: list[str], name: str) -> Iterator[Page]:  # noqa: F811
    context = browser.new_context(viewport={"width": 1200, "height": 820})
    context.set_default_navigation_timeout(RENEWED * 1000)  # the test before may have had the servers renewed
    page = context.new_page()
    watch(page, problems)
    log_in(page, desk, name)
    yield page
    context.close()


def note(page: Page) -> None:
    """Notes what a form shows as pending."""
    page.get_by_role("button", name="Note as pending").click()
    page.wait_for_url("**said=kept*")


def log_in(page: Page, desk: Copy, name: str) -> None:
    """Comes in."""
    page.goto(f"{desk.address}/desk")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/desk")
