"""The advisor under torture: two workers, a PostgreSQL and a Slack of its own, on the loopback only."""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from actions.keeping import records
from bot.servers import LOGS, Servers, free_ports
from bot.supervision import Supervisor
from tests.advisor import Answer, Conversation, eventually, post, running_advisor
from tests.postgres import kill_all_of, running_postgres, start_again
from tests.slack.conftest import SECRET, FakeSlack, Workspace

AWAY = 1.0  # seconds until something is started again that no supervisor of ours looks after
RATES = dict.fromkeys(("ADVISOR_RATE_CONVERSATION", "ADVISOR_RATE_ADDRESS", "ADVISOR_RATE_REST"), "1000000")


@dataclass
class Ground:
    """Attributes:
    address: of the advisor.
    servers, supervisor: its processes, and who starts them again.
    database: the folder of its PostgreSQL.
    figures: name -> what was found, in words.
    missed: what should not have happened.
    """

    address: str
    servers: Servers
    supervisor: Supervisor
    workspace: Workspace
    database: Path
    figures: dict[str, str] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    @classmethod
    def without_servers(cls) -> Ground:
        """For what needs none."""
        return cls("", servers=None, supervisor=None, workspace=None, database=Path())  # type: ignore[arg-type]

    def say(self, name: str, found: str, missed: bool = False) -> None:
        """Notes and prints a figure."""
        self.figures[name] = found
        print(f"{'MISSED ' if missed else ''}{name}: {found}", flush=True)
        if missed:
            self.missed.append(name)

    def traces(self) -> int:
        """How many lines of the logs tell of an exception or a trace."""
        logs = [LOGS / f"{name}.log" for name in self.servers.names]
        return sum(_is_trouble(line) for log in logs for line in log.read_text(errors="replace").splitlines())

    def wait_until_all_are_well(self) -> None:
        """Waits until each server has answered since it was last started; raises AssertionError after five minutes."""
        eventually(lambda: self.supervisor.seen_well == {*self.servers.names}, 300)

    def database_answers(self) -> bool:
        """Whether PostgreSQL takes connections: after a kill it first recovers from its log."""
        try:
            with records.database(records.CONVERSATIONS).connect() as connection:
                return connection.execute(text("SELECT 1")).scalar_one() == 1
        except SQLAlchemyError:
            return False

    def kill_whole_database(self) -> None:
        """Kills PostgreSQL with all its processes; it is started again a second later, as systemd would."""
        kill_all_of(self.database)
        time.sleep(AWAY)
        start_again(self.database)

    def kill_database(self) -> None:
        """Kills a process of PostgreSQL that serves us: it ends all others, recovers from its log, and serves again."""
        first = int((self.database / "postmaster.pid").read_text().splitlines()[0])
        serving = [each for each in psutil.Process(first).children() if "idle" in " ".join(each.cmdline())]
        serving[0].kill()


def _is_trouble(line: str) -> bool:
    return line.startswith("Traceback") or ("ERROR" in line and "[" in line and " at " in line)


@contextmanager
def ground() -> Iterator[Ground]:
    """Everything started, and ended afterwards."""
    slack = FakeSlack(free_ports(1)[0])
    slack.start()
    channels = {"SLACK_BOT_TOKEN": "xoxb-tests", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API": slack.api}
    with running_postgres() as (address, folder):
        os.environ["ADVISOR_DATABASE_URL"] = address.format(database="postgres")
        with (
            running_advisor({**RATES, **channels}, workers=2) as (reached, servers),
            Supervisor(servers) as supervisor,
        ):
            yield Ground(reached, servers, supervisor, Workspace(reached, slack), folder)


def insist(conversation: Conversation, words: str, tries: int = 150) -> tuple[str, Answer, int]:
    """A message that is sent again, under the same id, until it is answered, as the website's window has it.

    Returns:
        Its id, its answer, and how often it was refused a connection or lost one.
    """
    body: dict[str, Any] = {"sender": conversation.sender, "message": words, "id": uuid.uuid4().hex}
    for failures in range(tries):
        try:
            return body["id"], post(conversation.address, json.dumps(body).encode()), failures
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("no answer")
