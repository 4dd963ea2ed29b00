"""Two workers behind one port and one PostgreSQL, for real: nothing is lost, nothing is done twice, in order."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator

import pytest

from bot.__main__ import main
from bot.servers import Servers
from bot.supervision import Supervisor
from tests.advisor import Answer, Conversation, at_once, post, running_advisor, stored
from tests.bot.test_supervision import QUICK, until
from tests.website.test_routes import begin, call

WISHES = ("online", "under 30k", "at most two years", "in texas", "starting in fall", "i want a capstone")
NOTED = {"delivery", "budget", "duration", "place", "start", "capstone"}
APART = 0.15  # seconds between two messages that come in an order which anybody would see


@pytest.fixture(scope="module")
def watched(shared: str) -> Iterator[tuple[str, Servers, Supervisor]]:
    limits = {"ADVISOR_RATE_CONVERSATION": "1000", "ADVISOR_RATE_ADDRESS": "5000", "ADVISOR_RATE_REST": "100000"}
    with running_advisor(limits, workers=2) as (address, servers), Supervisor(servers, QUICK) as supervisor:
        yield address, servers, supervisor


@pytest.fixture
def advisor(watched: tuple[str, Servers, Supervisor]) -> tuple[str, Servers]:
    return watched[:2]


def say(conversation: Conversation, words: str, answers: list[Answer]) -> Callable[[], None]:
    body = json.dumps({"sender": conversation.sender, "message": words}).encode()
    return lambda: answers.append(post(conversation.address, body))


def answered_by(servers: Servers) -> list[float]:
    """How many messages each worker has answered."""
    found = []
    for name in servers.of("rasa"):
        with urllib.request.urlopen(servers.health[name].rstrip("/") + "/metrics", timeout=10) as numbers:
            lines = numbers.read().decode().splitlines()
        found.append(sum(float(each.split()[-1]) for each in lines if each.startswith("advisor_messages_total{")))
    return found


@pytest.mark.timeout(600)
def test_six_messages_at_once_on_one_conversation_lose_no_wish(advisor: tuple[str, Servers]) -> None:
    address, servers = advisor
    before = answered_by(servers)
    for _ in range(20):
        conversation, answers = Conversation(address), []  # type: ignore[var-annotated]
        at_once(*(say(conversation, each, answers) for each in WISHES))
        assert all(each.status == 200 and each.text for each in answers) and len(answers) == 6
        assert {each["key"] for each in conversation.slots()["wishes"]} == NOTED
        kinds = [each.type_name for each in stored(conversation.id, "user", "bot")]
        assert kinds[::2] == ["user"] * 6 and set(kinds[1::2]) == {"bot"} and len(kinds) == 12
    assert all(now - then > 10 for now, then in zip(answered_by(servers), before, strict=True))


@pytest.mark.timeout(600)
def test_what_comes_one_after_the_other_is_answered_in_that_order(advisor: tuple[str, Servers]) -> None:
    for _ in range(20):
        conversation, answers = Conversation(advisor[0]), []  # type: ignore[var-annotated]
        at_once(*(say(conversation, each, answers) for each in WISHES), apart=APART)
        assert tuple(each.text for each in stored(conversation.id, "user")) == WISHES
        assert {each["key"] for each in conversation.slots()["wishes"]} == NOTED


def test_a_message_that_is_sent_twice_at_once_is_counted_once_and_gets_the_same_answer(
    advisor: tuple[str, Servers],
) -> None:
    for _ in range(10):
        token, found = begin(advisor[0]), []  # type: ignore[var-annotated]
        body = {"id": uuid.uuid4().hex, "text": "online ms under 15k no gre"}

        def send(body: dict[str, str] = body, token: str = token, found: list[object] = found) -> None:
            status, replies, _ = call(advisor[0], "/chat/message", body, token)
            found.append((status, replies))

        at_once(send, send, send)
        assert found[0] == found[1] == found[2] and found[0][0] == 200
        shown = call(advisor[0], "/chat/history", token=token)[1]["messages"]
        assert [each["from"] for each in shown] == ["user", "bot"]


def test_what_a_killed_worker_had_taken_is_sent_again_and_counted_once(advisor: tuple[str, Servers]) -> None:
    address, servers = advisor
    over, asked, lost = threading.Event(), [], []  # type: ignore[var-annotated]

    def person(conversation: Conversation) -> None:
        while not over.is_set():
            body = {"sender": conversation.sender, "message": "is the gre needed", "id": uuid.uuid4().hex}
            for _ in range(50):  # as the website's window and `make shell` do: the same message again
                try:
                    answer = post(address, json.dumps(body).encode())
                    break
                except OSError:
                    lost.append(body)
                    time.sleep(0.2)
            assert answer.status == 200 and "GRE" in answer.text
            asked.append((conversation, body["id"]))

    people = [Conversation(address) for _ in range(6)]
    threads = [threading.Thread(target=person, args=(each,)) for each in people]
    for each in threads:
        each.start()
    until(lambda: len(asked) >= len(people))
    killed = servers.processes["rasa-1"]
    os.kill(killed.pid, signal.SIGKILL)
    until(lambda: servers.processes["rasa-1"] is not killed)
    before = len(asked)
    until(lambda: len(asked) >= before + len(people))
    over.set()
    for each in threads:
        each.join()
    servers.wait_for("rasa-1")
    for each in people:
        ids = [event.metadata["message_id"] for event in stored(each.id, "user")]
        assert ids == [known for conversation, known in asked if conversation is each]


def test_a_killed_action_server_is_replaced_while_the_other_answers(advisor: tuple[str, Servers]) -> None:
    address, servers = advisor
    killed = servers.processes["actions-1"]
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    for _ in range(5):
        assert "meet your wishes (online" in Conversation(address).say("online ms under 15k no gre").text
    until(lambda: servers.processes["actions-1"] is not killed)
    servers.wait_for("actions-1")


def test_a_worker_that_hangs_holds_up_only_what_it_has_taken(advisor: tuple[str, Servers]) -> None:
    address, servers = advisor
    hung = servers.processes["rasa-2"]
    os.kill(hung.pid, signal.SIGSTOP)
    for _ in range(5):
        begun = time.monotonic()
        assert "GRE" in Conversation(address).say("is the gre needed").text
        assert time.monotonic() - begun < 20  # a turn of the one that hangs ends after a minute
    until(lambda: servers.processes["rasa-2"] is not hung)
    servers.wait_for("rasa-2")


def test_who_is_forgotten_by_one_worker_is_unknown_to_the_other(advisor: tuple[str, Servers]) -> None:
    conversation = Conversation(advisor[0])
    conversation.say("online ms under 15k no gre")
    conversation.say("forget me")
    assert "Deleted" in conversation.say("yes, delete all of it").text
    for _ in range(6):
        assert "$15,000" not in conversation.say("/show_wishes").text
    assert len(stored(conversation.id, "user")) == 6


@pytest.mark.timeout(600)
def test_a_rolling_restart_refuses_nobody_and_loses_nothing(watched: tuple[str, Servers, Supervisor]) -> None:
    address, servers, supervisor = watched
    before, asked, failed = dict(servers.processes), [], []  # type: ignore[var-annotated]
    over = threading.Event()

    def person() -> None:
        conversation = Conversation(address)
        while not over.wait(0.2):
            try:
                answer = conversation.say("is the gre needed")
                asked.append(answer)
                if answer.status != 200 or "GRE" not in answer.text:
                    failed.append(answer)
            except OSError as problem:
                failed.append(problem)

    threads = [threading.Thread(target=person) for _ in range(3)]
    for each in threads:
        each.start()
    supervisor.renew()
    until(lambda: not supervisor._renewing, 400)
    over.set()
    for each in threads:
        each.join()
    assert all(servers.processes[name] is not before[name] for name in before)
    assert failed == [] and len(asked) > 20


def test_several_workers_without_a_database_that_they_share_are_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ADVISOR_DATABASE_URL", raising=False)
    monkeypatch.setenv("ADVISOR_WORKERS", "2")
    assert main(["run"]) == 1
    assert (
        capsys.readouterr()
        .err.strip()
        .endswith(
            "ADVISOR_WORKERS is 2, and several servers need one PostgreSQL database that they share: set "
            "ADVISOR_DATABASE_URL=postgresql+psycopg2://user:secret@host/name, or leave ADVISOR_WORKERS at 1."
        )
    )


def test_a_code_given_by_one_worker_is_taken_at_any_and_by_one_of_many_at_once(advisor: tuple[str, Servers]) -> None:
    before, others = Conversation(advisor[0]), [Conversation(advisor[0]) for _ in range(6)]
    before.say("keep omscs")
    code = before.say("continue on another device").custom[0]["code"]
    answers: list[Answer] = []
    at_once(*(say(each, f"continue {code}", answers) for each in others))
    kinds = sorted(each.custom[0]["kind"] for each in answers)
    assert kinds == ["resumed", *["wrong_code"] * 5]
    assert sum("used already" in each.text for each in answers) == 5
    assert sorted(len(each.slots().get("shortlist") or ()) for each in others) == [0] * 5 + [1]
