"""Starts the Rasa server and the action server, waits until both answer, and ends both."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType

import yaml

from bot.settings import ROOT, VAR, Settings

LOGS = VAR / "log"
PATIENCE = 180  # seconds until a server that does not answer is given up
_GRACE = 8  # seconds a server gets to end by itself


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
            self._wait(self.actions, f"http://127.0.0.1:{self._settings.actions_port}/health", "actions")
            self._wait(self.rasa, f"http://127.0.0.1:{self._settings.port}/", "rasa")
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start_actions(self) -> None:
        """Starts the action server."""
        port = str(self._settings.actions_port)
        self.actions = self._start("actions", ["rasa_sdk", "--actions", "actions", "--port", port])

    def start_rasa(self) -> None:
        """Starts the Rasa server."""
        command = ["rasa", "run", "--model", str(self._model), "--endpoints", str(self._endpoints())]
        self.rasa = self._start("rasa", [*command, "-i", self._settings.host, "--port", str(self._settings.port)])

    def _endpoints(self) -> Path:
        """endpoints.yml with the action server's port of this run."""
        endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{self._settings.actions_port}/webhook"
        LOGS.mkdir(parents=True, exist_ok=True)
        path = VAR / f"endpoints-{self._settings.port}.yml"
        path.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
        return path

    def _start(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        LOGS.mkdir(parents=True, exist_ok=True)
        with (LOGS / f"{name}.log").open("wb") as log:
            # a session of its own: the terminal's Ctrl-C reaches only us, and we end the servers in order
            return subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _wait(self, process: subprocess.Popen[bytes] | None, url: str, name: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while process is not None and process.poll() is None and time.monotonic() < deadline:
            if _answers(url):
                return
            time.sleep(0.1)
        raise ServerError(f"The {name} server did not start; var/log/{name}.log says why.")

    def ended(self) -> str | None:
        """The name of a server that ended by itself, if any."""
        for name, process in (("rasa", self.rasa), ("actions", self.actions)):
            if process is not None and process.poll() is not None:
                return name
        return None

    def stop(self) -> None:
        """Ends both servers and whatever they started."""
        running = [each for each in (self.rasa, self.actions) if each is not None]
        for process in running:
            _signal(process, signal.SIGTERM)
        for process in running:
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):  # it may have ended already
        os.killpg(process.pid, number)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
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
