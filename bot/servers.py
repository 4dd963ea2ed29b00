"""Starts the Rasa server and the action server, or several of each, waits until all answer, and ends them."""

from __future__ import annotations

import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path
from types import TracebackType

import yaml

from bot.settings import ROOT, SLACK_NAMES, VAR, Settings
from bot.shared_port import BACKLOG

LOGS = VAR / "log"
PATIENCE = 180  # seconds until a server that does not answer is given up
ACTIONS, RASA = "actions", "rasa"  # the kinds of servers
_GRACE = 15  # seconds a server gets to end by itself, which is more than it takes to drain (bot/channels)
# The action server has no use for them, and it is the one that posts and mails.
_NOT_FOR_ACTIONS = ("SLACK_", "ADVISOR_SECRET", "ADVISOR_REST_TOKEN", "ADVISOR_DESK_TOKEN")
# A message's products of vectors take microseconds; shared out among threads they wait for one another, on a busy
# machine for milliseconds.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class ServerError(RuntimeError):
    """A server could not be started; the message says what to do."""


class Servers:
    """All servers, as a context manager; leaving it leaves no process.

    With one worker they are called "actions" and "rasa", with two "actions-1", "actions-2", "rasa-1", "rasa-2".

    Args:
        settings: address, ports, and how many there are.
        model: the trained model.
        environment: added to the servers' environment.
    """

    def __init__(self, settings: Settings, model: Path, environment: dict[str, str] | None = None) -> None:
        self._settings = settings
        self.model = model
        # Sanic's own workers could not be watched one by one
        only_one = {"SANIC_WORKERS": "1", "ACTION_SERVER_SANIC_WORKERS": "1"}
        given = {**_ONE_THREAD, **os.environ, "RASA_TELEMETRY_ENABLED": "false"}
        self._environment = {**given, **only_one, **(environment or {})}
        self._token = secrets.token_urlsafe(32)  # by which the action server knows our Rasa server, anew each start
        self._several = settings.workers > 1
        numbers = [f"-{n + 1}" for n in range(settings.workers)] if self._several else [""]
        self.names = [f"{kind}{number}" for kind in (ACTIONS, RASA) for number in numbers]
        """Of all servers, those first that have to be there before the others."""
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._sockets: dict[str, socket.socket] = {}

    def __enter__(self) -> Servers:
        for name, port in self._settings.ports:
            if port_is_busy(self._settings.host, port):
                raise ServerError(
                    f"Port {port} is in use. Stop what uses it, or choose another one: {name}={port + 1} make run"
                )
        try:
            self._sockets[RASA] = listening(self._settings.host, self._settings.port)
            if self._several:  # one alone is better refused than waited for: people get a sentence at once
                self._sockets[ACTIONS] = listening("127.0.0.1", self._settings.actions_port)
            for name in self.names:
                self.start(name)
            for name in self.names:
                self.wait_for(name)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def rasa(self) -> subprocess.Popen[bytes] | None:
        """The first Rasa server."""
        return self.processes.get(self.of(RASA)[0])

    @property
    def actions(self) -> subprocess.Popen[bytes] | None:
        """The first action server."""
        return self.processes.get(self.of(ACTIONS)[0])

    def of(self, kind: str) -> list[str]:
        """The names of the servers of a kind, RASA or ACTIONS."""
        return [name for name in self.names if name.startswith(kind)]

    @property
    def health(self) -> dict[str, str]:
        """Name of each server -> address that answers 200 while it is well."""
        return {name: self._address(name) + ("/health" if name in self.of(ACTIONS) else "/") for name in self.names}

    def _address(self, name: str) -> str:
        """Where this very server answers."""
        if self._several:
            return f"http://127.0.0.1:{self._own_port(name)}"
        if name == ACTIONS:
            return f"http://127.0.0.1:{self._settings.actions_port}"
        return f"http://{_reached_at(self._settings.host)}:{self._settings.port}"

    def _own_port(self, name: str) -> int:
        """Where this server alone answers; 0 where there is no other."""
        in_order = [*self.of(RASA), *self.of(ACTIONS)]
        return self._settings.workers_port + in_order.index(name) if self._several else 0

    def start(self, name: str) -> None:
        """Starts the server of this name."""
        if name in self.of(ACTIONS):
            self._start_actions(name)
        else:
            self._start_rasa(name)

    def _start_actions(self, name: str) -> None:
        """Starts an action server, for this machine only."""
        ours = {name: value for name, value in self._environment.items() if not name.startswith(_NOT_FOR_ACTIONS)}
        is_in_slack = any(self._environment.get(each) for each in SLACK_NAMES)
        ours |= {"ADVISOR_SLACK": "on" if is_in_slack else "off"}
        ours |= {"SANIC_HOST": "127.0.0.1", "ADVISOR_ACTION_TOKEN": self._token}
        command = ["rasa_sdk", "--actions", "actions", "--port", str(self._settings.actions_port)]
        self._start(name, ACTIONS, command, ours)

    def _start_rasa(self, name: str) -> None:
        """Starts a Rasa server."""
        command = ["rasa", "run", "--model", str(self.model), "--endpoints", str(self._endpoints())]
        command += ["-i", self._settings.host, "--port", str(self._settings.port)]
        self._start(name, RASA, command, self._environment)

    def _endpoints(self) -> Path:
        """endpoints.yml with the action server's port and token of this run, readable by its owner only."""
        endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{self._settings.actions_port}/webhook"
        endpoints["action_endpoint"]["token"] = self._token
        VAR.mkdir(parents=True, exist_ok=True)
        path = VAR / f"endpoints-{self._settings.port}-{os.getpid()}.yml"
        made = path.with_name(f"{path.stem}-{threading.get_ident()}.yml")
        made.unlink(missing_ok=True)
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            yaml.safe_dump(endpoints, file)
        made.replace(path)  # whole at any time: another server may be reading it
        return path

    def _start(self, name: str, kind: str, command: list[str], environment: dict[str, str]) -> None:
        LOGS.mkdir(parents=True, exist_ok=True)
        shared = self._sockets.get(kind)
        if shared is not None:
            command = ["bot.shared_port", str(shared.fileno()), str(self._own_port(name)), *command]
        with log_of(name).open("ab") as log:  # "a": it may be cut while the server writes (bot/supervision.py)
            log.write(f"\n{datetime.now():%Y-%m-%d %H:%M:%S} the {name} server is started\n".encode())
            log.flush()
            # a session of its own: the terminal's Ctrl-C reaches only us, and we end the servers in order
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "bot.ends_with_us", str(os.getpid()), *command],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[shared.fileno()] if shared is not None else [],
            )

    def wait_for(self, name: str) -> None:
        """Waits until a server answers that was started.

        Raises:
            ServerError: it ended, or does not answer within PATIENCE seconds.
        """
        deadline = time.monotonic() + PATIENCE
        while self.processes[name].poll() is None and time.monotonic() < deadline:
            if answers(self.health[name], 2):
                return
            time.sleep(0.1)
        raise ServerError(f"The {name} server did not start; var/log/{name}.log says why.")

    def end(self, *names: str) -> None:
        """Ends servers together; what they have taken is answered yet."""
        ending = [self.processes[name] for name in names if name in self.processes]
        for process in ending:
            _signal(process, signal.SIGTERM)
        until = time.monotonic() + _GRACE
        for process in ending:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                kill(process)

    def stop(self) -> None:
        """Ends all servers and whatever they started."""
        # one kind after the other: a Rasa server answers what it has taken yet, for which it needs the actions
        self.end(*self.of(RASA))
        self.end(*self.of(ACTIONS))
        for shared in self._sockets.values():
            shared.close()
        (VAR / f"endpoints-{self._settings.port}-{os.getpid()}.yml").unlink(missing_ok=True)


def listening(host: str, port: int) -> socket.socket:
    """A socket for servers to take connections from; those that come before there is one wait."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = next((each for each in found if each[0] == socket.AF_INET), found[0])
    made = socket.socket(family, kind, protocol)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(address)
    made.listen(BACKLOG)
    return made


def log_of(name: str) -> Path:
    """The log of the server of this name."""
    return LOGS / f"{name}.log"


def kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a server that does not react, and whatever it started."""
    _signal(process, signal.SIGKILL)
    process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):  # it may have ended already
        os.killpg(process.pid, number)


def _reached_at(host: str) -> str:
    """Where this machine reaches a server that listens on a host."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 (it is not we who bind it)


def answers(url: str, seconds: float) -> bool:
    """Whether an address answers 200 in time."""
    try:
        with urllib.request.urlopen(url, timeout=seconds) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, http.client.HTTPException):
        return False


def port_is_busy(host: str, port: int) -> bool:
    """Whether something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def free_ports(count: int) -> list[int]:
    """Ports that are free right now; for tests and benchmarks."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
