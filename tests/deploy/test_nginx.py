"""deploy/nginx.conf in a real nginx before two advisors that share a database, as on two machines."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.servers import Servers, free_ports
from bot.settings import ROOT
from tests.advisor import running_advisor

NAME, SECRET = "advisor.example.edu", "the-same-secret-on-both-machines"
BEHIND = {
    "ADVISOR_PUBLIC_URL": f"https://{NAME}",
    "ADVISOR_PROXIES": "127.0.0.1",
    "ADVISOR_SECRET": SECRET,
    "ADVISOR_RATE_CONVERSATION": "1000",
}
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx (Debian: nginx-light)")


@dataclass
class Front:
    """nginx, and the advisors behind it."""

    port: int
    machines: tuple[Servers, Servers]

    def ask(
        self, method: str, path: str, body: Any = None, token: str = "", came_from: str = "127.0.0.1", **headers: str
    ) -> tuple[int, str]:
        """Status and text; `came_from` is the visitor's address, any of 127.0.0.0/8."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(came_from, 0))
        sent = {"Host": NAME, "Content-Type": "application/json", **headers}
        sent |= {"Authorization": f"Bearer {token}"} if token else {}
        connection.request(method, path, None if body is None else json.dumps(body), sent)
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    def begin(self, **more: str) -> str:
        """A new conversation's key."""
        return str(json.loads(self.ask("POST", "/chat/conversation", {}, **more)[1])["token"])

    def say(self, token: str, text: str, came_from: str = "127.0.0.1") -> tuple[int, str]:
        """A message of the website."""
        return self.ask("POST", "/chat/message", {"id": uuid.uuid4().hex, "text": text}, token, came_from)


def configured(folder: Path, port: int, behind: list[int]) -> Path:
    """deploy/nginx.conf with these ports, without a certificate, and with limits that only these tests reach."""
    conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    plain, rest = conf.split("server {\n    listen 443 ssl;")
    conf = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", plain, flags=re.S)
    conf += f"server {{\n    listen 127.0.0.1:{port};{rest}"
    conf = re.sub(r"    ssl_\w+ .*\n", "", conf)
    conf, count = re.subn(
        r"    server 127\.0\.0\.1:5005 (.*;)", "\n".join(f"    server 127.0.0.1:{n} \\1" for n in behind), conf
    )
    assert count == 1 and "ssl" not in conf
    conf = conf.replace("rate=10r/s", "rate=1000r/s").replace("burst=40", "burst=1000")
    places = " ".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    written = folder / "nginx.conf"
    written.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {places}\n{conf}\n}}\n"
    )
    return written


@pytest.fixture(scope="module")
def front(shared: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx")
    with running_advisor(BEHIND) as (first, one), running_advisor(BEHIND) as (second, other):
        (port,) = free_ports(1)
        conf = configured(folder, port, [int(each.rsplit(":", 1)[1]) for each in (first, second)])
        assert NGINX is not None
        nginx = subprocess.Popen([NGINX, "-c", conf, "-e", folder / "error.log"])
        try:
            deadline = time.monotonic() + 10
            found = Front(port, (one, other))
            while time.monotonic() < deadline:
                try:
                    if found.ask("GET", "/health/live")[0] == 200:
                        break
                except OSError:
                    time.sleep(0.1)
            yield found
        finally:
            nginx.terminate()
            nginx.wait(10)


def test_the_website_is_reached_and_what_is_for_operators_and_programs_is_not(front: Front) -> None:
    for path in ("/", "/chat", "/widget.js", "/chat.js", "/health/live"):
        assert front.ask("GET", path)[0] == 200, path
    for path in (
        "/metrics",
        "/health/ready",
        "/webhooks/rest/",
        "/webhooks/rest/webhook",
        "/version",
        "/conversations/x/tracker",
    ):
        assert front.ask("GET", path)[0] == 404, path
    assert front.ask("POST", "/webhooks/rest/webhook", {"message": "hello"})[0] == 404


def test_each_visitor_has_limits_of_their_own_whatever_they_say_of_themselves(front: Front) -> None:
    def begin(n: int) -> int:
        lying = {"X-Forwarded-For": f"203.0.113.{n % 250}"}
        return front.ask("POST", "/chat/conversation", {}, came_from="127.0.0.9", **lying)[0]

    served = next(n for n in range(1000) if begin(n) == 429)
    assert served >= 120
    assert front.ask("POST", "/chat/conversation", {}, came_from="127.0.0.10")[0] == 200


def test_a_conversation_goes_on_at_the_other_machine_when_one_is_restarted_and_no_message_is_lost(front: Front) -> None:
    tokens = [front.begin() for _ in range(4)]
    over, said, failed = threading.Event(), [], []  # type: ignore[var-annotated]

    def person(n: int) -> None:
        front.say(tokens[n], "online ms under 15k no gre", f"127.0.1.{n}")
        while not over.wait(0.6):
            status, text = front.say(tokens[n], "is the gre needed", f"127.0.1.{n}")
            said.append(status)
            if status != 200 or "GRE" not in text:
                failed.append((status, text[:200]))

    threads = [threading.Thread(target=person, args=(n,)) for n in range(len(tokens))]
    for each in threads:
        each.start()
    time.sleep(2)
    for machine in front.machines:  # as `systemctl restart advisor`, one after the other
        machine.stop()
        time.sleep(1)
        machine.__enter__()
        time.sleep(1)
    over.set()
    for each in threads:
        each.join()
    assert failed == [] and len(said) > 10
    for token in tokens:
        assert "$15,000" in front.say(token, "/show_wishes")[1]
        history = json.loads(front.ask("GET", "/chat/history", None, token)[1])["messages"]
        ids = [each["id"] for each in history if each["from"] == "user"]
        assert len(ids) == len(set(ids)) and [each["from"] for each in history][1::2] == ["bot"] * len(ids)
