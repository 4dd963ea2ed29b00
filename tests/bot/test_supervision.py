"""A server that ends or hangs is started again, on a running advisor; people are answered meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from bot.servers import Servers, free_ports, kill
from bot.settings import ROOT, Settings
from bot.supervision import Pace, Supervisor, shorten
from bot.training import current_model
from tests.advisor import Conversation, running_advisor

QUICK = Pace(look=0.2, ask=1.0, deadline=6.0, misses=2, pause=1.0)
SEARCH = "online ms under 15k no gre"


@pytest.fixture(scope="module")
def watched() -> Iterator[tuple[str, Servers, Supervisor]]:
    with running_advisor() as (address, servers), Supervisor(servers, QUICK) as supervisor:
        yield address, servers, supervisor


@pytest.fixture
def advisor(watched: tuple[str, Servers, Supervisor]) -> tuple[str, Servers]:
    """A running advisor of which the supervisor knows that all its servers are well, whatever the test before did."""
    address, servers, supervisor = watched
    until(lambda: supervisor.seen_well == {*servers.names})
    return address, servers


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.3)


def test_an_action_server_that_died_is_started_again_and_questions_are_answered_meanwhile(
    advisor: tuple[str, Servers], capfd: pytest.CaptureFixture[str]
) -> None:
    address, servers = advisor
    conversation = Conversation(address)
    assert "meet your wishes (online" in conversation.say(SEARCH).text
    assert servers.actions is not None
    os.kill(servers.actions.pid, signal.SIGKILL)
    sorry = conversation.say("in texas")
    assert "does not answer" in sorry.text and len(sorry.messages) == 1
    assert "GRE" in conversation.say("is the gre needed").text
    until(lambda: "in Texas" in conversation.say("in texas").text)
    assert "The actions server ended by itself. It is started again" in capfd.readouterr().out


def test_an_action_server_that_hangs_gets_a_sentence_in_time_and_is_replaced(advisor: tuple[str, Servers]) -> None:
    address, servers = advisor
    conversation = Conversation(address)
    assert servers.actions is not None
    hung = servers.actions
    os.kill(hung.pid, signal.SIGSTOP)
    asked = time.monotonic()
    assert "does not answer" in conversation.say(SEARCH).text
    assert time.monotonic() - asked < 20  # an action call waits five seconds, Rasa alone a minute
    assert "GRE" in conversation.say("is the gre needed").text
    until(lambda: hung.poll() is not None)
    until(lambda: "meet your wishes (online" in conversation.say(SEARCH).text)


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL])
def test_a_rasa_server_that_ends_or_hangs_is_replaced_and_loses_nothing(
    advisor: tuple[str, Servers], number: signal.Signals
) -> None:
    address, servers = advisor
    conversation = Conversation(address)
    conversation.say(SEARCH)
    before = servers.rasa
    assert before is not None
    os.kill(before.pid, number)
    until(lambda: servers.rasa is not before)

    def remembers() -> bool:
        try:
            return "$15,000" in conversation.say("/show_wishes").text
        except OSError:
            return False

    until(remembers)


STARTS_ONE = """
import os, signal, subprocess, sys
sleeper = "import time; print('up', flush=True); time.sleep(60)"
open(sys.argv[1] + "/sleeper.py", "w").write(sleeper)
environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.getcwd(), sys.argv[1]])}
command = [sys.executable, "-m", "bot.ends_with_us", str(os.getpid()), "sleeper"]
child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, start_new_session=True)
child.stdout.readline()
print(child.pid, flush=True)
signal.pause()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process that its parent ended")
def test_a_server_ends_when_who_started_it_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", STARTS_ONE, tmp_path], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, 10)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process that its parent ended")
def test_a_server_whose_starter_has_ended_already_does_not_start() -> None:
    started = [sys.executable, "-m", "bot.ends_with_us", "1", "this"]
    ended = subprocess.run(started, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1 and "Who started this server has ended." in ended.stderr


def test_both_servers_are_started_so_that_they_end_with_us(advisor: tuple[str, Servers]) -> None:
    servers = advisor[1]
    for each in (servers.rasa, servers.actions):
        assert each is not None
        assert psutil.Process(each.pid).cmdline()[2:4] == ["bot.ends_with_us", str(os.getpid())]


class NeverUp(Servers):
    """Servers of which one ends as soon as it is started."""

    def start(self, name: str) -> None:
        """A process that ends at once."""
        self.processes[name] = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])


def test_a_server_that_ends_again_and_again_is_given_up_with_a_sentence() -> None:
    servers = NeverUp(Settings("127.0.0.1", *free_ports(2)), current_model())
    servers.start("actions")
    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    servers.processes["rasa"] = subprocess.Popen(sleeping, start_new_session=True)
    try:
        with Supervisor(servers, Pace(look=0.05, pause=0.01, ask=999)) as supervisor:
            until(lambda: supervisor.given_up is not None, 30)
        assert supervisor.given_up == (
            "The actions server ended by itself 5 times within a minute; var/log/actions.log says why."
        )
    finally:
        kill(servers.processes["rasa"])


class EndsThrice(NeverUp):
    """Servers of which one ends as soon as it is started, three times, and then stays."""

    def __init__(self) -> None:
        super().__init__(Settings("127.0.0.1", *free_ports(2)), Path("no model"))
        self.names, self.started = ["actions"], []  # type: ignore[var-annotated]

    def start(self, name: str) -> None:
        """A process that ends at once, or one that stays."""
        self.started.append(time.monotonic())
        stays = [sys.executable, "-c", "import time; time.sleep(60)"]
        if len(self.started) <= 3:
            super().start(name)
        else:
            self.processes[name] = subprocess.Popen(stays, start_new_session=True)


def test_each_time_a_server_ends_it_is_left_alone_twice_as_long(capfd: pytest.CaptureFixture[str]) -> None:
    servers = EndsThrice()
    servers.start("actions")
    try:
        with Supervisor(servers, Pace(look=0.02, pause=0.5, ask=999)) as supervisor:
            until(lambda: len(servers.started) == 4, 60)
            assert supervisor.given_up is None
    finally:
        kill(servers.processes["actions"])
    waited = [later - sooner for sooner, later in pairwise(servers.started)]
    assert waited[0] >= 0.5 and waited[1] >= 1.0 and waited[2] >= 2.0
    said = capfd.readouterr().out
    assert said.count("The actions server ended by itself. It is started again; var/log/actions.log says why.") == 3


def test_a_log_that_grows_too_large_is_set_aside_while_it_is_written(tmp_path: Path) -> None:
    log = tmp_path / "rasa.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"old\n" * 300)
        shorten(log, 5000)
        assert log.stat().st_size == 1200
        shorten(log, 1000)
        writer.write(b"new\n")
    assert log.read_bytes() == b"new\n" and (tmp_path / "rasa.log.1").read_bytes() == b"old\n" * 300
