"""What an operator can watch of a running advisor, who may, and that it ends without losing a message."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator

import pytest

from bot import watching
from bot.servers import Servers
from bot.settings import VAR
from tests.advisor import Conversation, post, running_advisor
from tests.website.test_routes import begin, call, message


@pytest.fixture(scope="module")
def advisor() -> Iterator[tuple[str, Servers]]:
    with running_advisor({"ADVISOR_WATCHERS": "192.0.2.0/24", "ADVISOR_PROXIES": "127.0.0.1"}) as running:
        yield running


def read(address: str, path: str, **headers: str) -> tuple[int, str]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(address + path, headers=sent), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def value(numbers: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} ([\d.e+-]+)$", numbers, re.M)
    return float(found[1]) if found else 0.0


def test_whether_it_lives_may_be_asked_by_anybody(advisor: tuple[str, Servers]) -> None:
    assert read(advisor[0], "/health/live", X_Forwarded_For="203.0.113.9")[0] == 200


@pytest.mark.parametrize("path", ["/health/ready", "/metrics"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"X_Forwarded_For": "192.0.2.7"}, 200),
        ({"X_Forwarded_For": "203.0.113.9"}, 403),
        ({"X_Forwarded_For": "192.0.2.7, 203.0.113.9"}, 403),
        ({"Host": "advisor.example"}, 403),
        ({"Via": "1.1 proxy"}, 403),
    ],
    ids=str,
)
def test_the_rest_is_for_this_machine_and_the_addresses_that_are_named(
    advisor: tuple[str, Servers], path: str, headers: dict[str, str], status: int
) -> None:
    assert read(advisor[0], path, **headers)[0] == status


def test_messages_are_counted_and_nothing_of_them_is_shown(advisor: tuple[str, Servers]) -> None:
    address, secret = advisor[0], uuid.uuid4().hex
    before = read(address, "/metrics")[1]
    token = begin(address)
    call(address, "/chat/message", message(text="is the gre needed"), token)
    call(address, "/chat/message", message(text=f"blorp {secret} zzz"), token)
    assert call(address, "/chat/message", message(text=" "), token)[0] == 400
    numbers = read(address, "/metrics")[1]

    def more(name: str) -> float:
        return value(numbers, name) - value(before, name)

    assert more('advisor_messages_total{channel="website",outcome="answered"}') == 2
    assert more('advisor_message_seconds_count{channel="website"}') == 2
    assert more('advisor_message_seconds_bucket{channel="website",le="+Inf"}') == 2
    assert more('advisor_refusals_total{channel="website",status="400"}') == 1
    assert more('advisor_intents_total{intent="faq"}') == 1
    for step in ("understand", "actions", "read", "write"):
        assert more(f'advisor_step_seconds_count{{step="{step}"}}') >= 2, step
    assert value(numbers, "process_resident_memory_bytes") > 100e6
    assert secret not in numbers and "gre" not in numbers.replace("degree", "") and "127.0.0.1" not in numbers


def test_every_line_of_the_numbers_has_prometheus_form(advisor: tuple[str, Servers]) -> None:
    numbers = read(advisor[0], "/metrics")[1]
    line = re.compile(r'# (HELP|TYPE) \w+ .+|\w+(\{\w+="[\w/.:+-]*"(,\w+="[\w/.:+-]*")*\})? [\d.e+-]+')
    assert numbers.endswith("\n") and [each for each in numbers.splitlines() if not line.fullmatch(each)] == []
    named = [each.split()[2] for each in numbers.splitlines() if each.startswith("# TYPE")]
    assert len(named) == len(set(named))


def test_labels_never_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOST_LABELS", len(watching._known) + 3)
    for number in range(50):
        watching.count("advisor_errors_total", part=f'part {number}"\n')
    found = [line for line in watching.metrics().splitlines() if line.startswith("advisor_errors_total")]
    assert (len(found) <= 4 and found[-1].startswith('advisor_errors_total{part="part_')) or "other" in str(found)
    assert sum(float(line.rsplit(" ", 1)[1]) for line in found) >= 50


def test_an_answer_and_its_line_in_the_log_have_the_same_id(advisor: tuple[str, Servers]) -> None:
    secret = uuid.uuid4().hex
    body = json.dumps({"message": f"is the gre needed {secret}"}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{advisor[0]}/webhooks/rest/webhook", body, {**headers, "X-Request-Id": "mine"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            made = answer.headers["X-Request-Id"]
    except urllib.error.HTTPError as refused:  # REST is closed behind a proxy; a refusal has an id as well
        assert re.fullmatch(r"[0-9a-f]{8}", refused.headers["X-Request-Id"])
    status, _, found = call(advisor[0], "/chat/message", message(text=f"is the gre needed {secret}"), begin(advisor[0]))
    made = {name.lower(): each for name, each in found.items()}["x-request-id"]
    assert status == 200 and re.fullmatch(r"[0-9a-f]{8}", made)
    log = (VAR / "log" / "rasa.log").read_text(errors="replace")
    (line,) = [each for each in log.splitlines() if f"request={made}" in each and "message channel=website" in each]
    assert re.search(r"outcome=answered answers=1 seconds=\d+\.\d{3} request=", line) and secret not in log


def test_it_is_ready_only_while_all_parts_are_there(advisor: tuple[str, Servers]) -> None:
    address, servers = advisor
    assert json.loads(read(address, "/health/ready")[1]) == {"model": "ok", "database": "ok", "actions": "ok"}
    assert servers.actions is not None
    os.kill(servers.actions.pid, signal.SIGSTOP)
    try:
        time.sleep(1.1)
        status, found = read(address, "/health/ready")
    finally:
        os.kill(servers.actions.pid, signal.SIGCONT)
    assert status == 503 and json.loads(found) == {"model": "ok", "database": "ok", "actions": "away"}
    assert read(address, "/health/live")[0] == 200


def test_what_was_taken_before_it_is_told_to_end_is_answered() -> None:
    with running_advisor() as (address, servers):
        Conversation(address).say("online ms under 15k no gre")
        answers: list[str] = []
        body = json.dumps({"message": "compare omscs and penn mcit, and what pays off, online under 40k"}).encode()
        asking = [threading.Thread(target=lambda: answers.append(post(address, body).text)) for _ in range(6)]
        for each in asking:
            each.start()
        time.sleep(0.05)
        servers.stop()
        for each in asking:
            each.join(30)
    assert len(answers) == 6 and all(each and "does not answer" not in each for each in answers)
