"""Starts the Rasa server and the action server, waits until both answer, and ends both."""

from __future__ import annotations

import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path
from types import TracebackType

import yaml

from bot.settings import ROOT, VAR, Settings

LOGS = VAR / "log"
PATIENCE = 180  # seconds until a server that does not answer is given up
_GRACE = 15  # seconds a server gets to end by itself, which is more than it takes to drain (bot/channels)
# The action server has no use for them, and it is the one that posts and mails.
_NOT_FOR_ACTIONS = ("SLACK_", "ADVISOR_SECRET", "ADVISOR_REST_TOKEN")


class ServerError(RuntimeError):
    """A server could not be started; the message says what to do."""


class Servers:
    """Both servers, as a context manager; leaving it leaves no process.

    Args:
        settings: address and ports.
        model: the trained model.
        environment: added to the servers' environment.
    """

    def __init__(self, settings: Settings, model: Path, environment: dict[str, str] | None = None) -> None:
        self._settings = settings
        self._model = model
        self._environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", **(environment or {})}
        self._token = secrets.token_urlsafe(32)  # by which the action server knows our Rasa server, anew each start
        self.actions: subprocess.Popen[bytes] | None = None
        self.rasa: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Servers:
        for name, port in (
            ("ADVISOR_PORT", self._settings.port),
            ("ADVISOR_ACTIONS_PORT", self._settings.actions_port),
        ):
            if port_is_busy(self._settings.host, port):
                raise ServerError(
                    f"Port {port} is in use. Stop what uses it, or choose another one: {name}={port + 1} make run"
                )
        try:
            self.start_actions()
            self.start_rasa()
            self._wait(self.actions, self.health["actions"], "actions")
            self._wait(self.rasa, self.health["rasa"], "rasa")
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def health(self) -> dict[str, str]:
        """Name of each server -> address that answers 200 while it is well."""
        return {
            "actions": f"http://127.0.0.1:{self._settings.actions_port}/health",
            "rasa": f"http://{_reached_at(self._settings.host)}:{self._settings.port}/",
        }

    def start(self, name: str) -> None:
        """Starts the server of this name, "actions" or "rasa"."""
        {"actions": self.start_actions, "rasa": self.start_rasa}[name]()

    def start_actions(self) -> None:
        """Starts the action server, for this machine only."""
        ours = {name: value for name, value in self._environment.items() if not name.startswith(_NOT_FOR_ACTIONS)}
        ours |= {"SANIC_HOST": "127.0.0.1", "ADVISOR_ACTION_TOKEN": self._token}
        command = ["rasa_sdk", "--actions", "actions", "--port", str(self._settings.actions_port)]
        self.actions = self._start("actions", command, ours)

    def start_rasa(self) -> None:
        """Starts the Rasa server."""
        command = ["rasa", "run", "--model", str(self._model), "--endpoints", str(self._endpoints())]
        command += ["-i", self._settings.host, "--port", str(self._settings.port)]
        self.rasa = self._start("rasa", command, self._environment)

    def _endpoints(self) -> Path:
        """endpoints.yml with the action server's port and token of this run, readable by its owner only."""
        endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{self._settings.actions_port}/webhook"
        endpoints["action_endpoint"]["token"] = self._token
        VAR.mkdir(parents=True, exist_ok=True)
        path = VAR / f"endpoints-{self._settings.port}-{os.getpid()}.yml"
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            yaml.safe_dump(endpoints, file)
        return path

    def _start(self, name: str, command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        LOGS.mkdir(parents=True, exist_ok=True)
        with log_of(name).open("ab") as log:  # "a": it may be cut while the server writes (bot/supervision.py)
            log.write(f"\n{datetime.now():%Y-%m-%d %H:%M:%S} the {name} server is started\n".encode())
            log.flush()
            # a session of its own: the terminal's Ctrl-C reaches only us, and we end the servers in order
            return subprocess.Popen(
                [sys.executable, "-m", "bot.ends_with_us", str(os.getpid()), *command],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _wait(self, process: subprocess.Popen[bytes] | None, url: str, name: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while process is not None and process.poll() is None and time.monotonic() < deadline:
            if answers(url, 2):
                return
            time.sleep(0.1)
        raise ServerError(f"The {name} server did not start; var/log/{name}.log says why.")

    def stop(self) -> None:
        """Ends both servers and whatever they started."""
        # one after the other: the Rasa server answers what it has taken yet, for which it needs the actions
        for process in [each for each in (self.rasa, self.actions) if each is not None]:
            _signal(process, signal.SIGTERM)
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                kill(process)
        (VAR / f"endpoints-{self._settings.port}-{os.getpid()}.yml").unlink(missing_ok=True)


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
