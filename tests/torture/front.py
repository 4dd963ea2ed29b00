"""nginx in front of the advisor, with deploy/nginx.conf, and visitors of the website who come through it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.parse
import uuid
from http.client import HTTPException
from pathlib import Path

from itsdangerous import URLSafeTimedSerializer

from bot.servers import answers, free_ports
from tests.advisor import eventually
from tests.deploy.test_nginx import NGINX, configured
from tests.torture.ground import AWAY
from tests.website.test_routes import begin, call

__all__ = ["NGINX", "Front", "Visitor"]


class Front:
    """A running nginx, as a context manager.

    Args:
        folder: for its configuration and its files.
        behind: address of the advisor.
    """

    def __init__(self, folder: Path, behind: str) -> None:
        (port,) = free_ports(1)
        self.address = f"http://127.0.0.1:{port}"
        self._folder = folder
        self._conf = configured(folder, port, [urllib.parse.urlsplit(behind).port or 0])

    def __enter__(self) -> Front:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._nginx.pid, signal.SIGTERM)
        self._nginx.wait(10)

    def kill(self) -> None:
        """Kills it with all its processes; it is started again a second later, as systemd would."""
        os.killpg(self._nginx.pid, signal.SIGKILL)
        self._nginx.wait(10)
        time.sleep(AWAY)
        self._start()

    def _start(self) -> None:
        command = [str(NGINX), "-c", str(self._conf), "-e", str(self._folder / "error.log")]
        self._nginx = subprocess.Popen(command, start_new_session=True)
        eventually(lambda: answers(f"{self.address}/health/live", 5), 30)


class Visitor:
    """A conversation of the website."""

    def __init__(self, address: str) -> None:
        self._address, self._token = address, begin(address)
        self.id = f"web-{URLSafeTimedSerializer('-', salt='conversation').loads_unsafe(self._token)[1]}"
        """What the conversation is known by inside."""

    def insist(self, words: str, tries: int = 150) -> tuple[str, str]:
        """A message that is sent again, under the same id, until it is answered, as the window has it.

        Returns:
            Its id, and all that is read as the answer, or the status of a refusal.
        """
        body = {"id": uuid.uuid4().hex, "text": words}
        for _ in range(tries):
            try:
                status, found, _ = call(self._address, "/chat/message", body, self._token)
            except (OSError, HTTPException, ValueError):  # refused, closed, or half an answer
                status, found = 0, []
            if status == 200:
                return body["id"], "\n".join(each.get("text") or "" for each in found)
            if status not in (0, 502, 503, 504):
                return body["id"], f"{status} {found}"
            time.sleep(0.2)
        raise RuntimeError("no answer")
