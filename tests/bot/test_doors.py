"""The doors of both servers: what is no sound request is refused, and nobody reaches what is not theirs."""

from __future__ import annotations

import base64
import json
import logging
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from actions.serving.door import escape_log
from bot.channels.website import messages_of
from bot.servers import Servers, answers, free_ports
from bot.settings import ROOT, VAR
from tests.advisor import Conversation, post, raw, running_advisor, stored
from tests.website.test_routes import begin, call

HI = {"sender": "me", "message": "hi"}


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize("sender", ["\ud800", "a\x00b", "a b", "x\nBcc: you", "", "s" * 65, "../me", 5, None, ["me"]])
def test_no_sender_ends_the_server(advisor: tuple[str, Servers], sender: Any) -> None:
    answer = post(advisor[0], json.dumps({"sender": sender, "message": "hi"}).encode())
    assert answer.status == 400 and answer.messages[0]["error"].startswith('"sender"')


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize(
    ("server", "path", "most"),
    [
        *(("rasa", path, 64 * 1024) for path in ("/webhooks/rest/webhook", "/chat/message", "/slack/events")),
        ("actions", "/webhook", 1280 * 1024),
    ],
)
def test_too_large_a_body_is_refused_before_it_is_read(
    advisor: tuple[str, Servers], server: str, path: str, most: int
) -> None:
    servers = advisor[1]
    settings = servers._settings
    port = {"rasa": settings.port, "actions": settings.actions_port}[server]
    path += f"?token={servers._token}" if server == "actions" else ""
    head = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
    assert raw(port, [*head, f"Content-Length: {most + 1}"], b"x" * 1000) == 413
    assert raw(port, [*head, "Transfer-Encoding: chunked"], f"{most + 1:x}\r\n".encode() + b"x" * 1000) == 413
    assert raw(port, [*head, f"Content-Length: {most}"], b"x" * most) not in (0, 413)


def test_a_body_that_is_too_large_is_told_how_much_is_read(advisor: tuple[str, Servers]) -> None:
    answer = post(advisor[0], json.dumps({**HI, "metadata": "x" * 70_000}).encode())
    assert answer.status == 413 and "65,536 bytes" in answer.messages[0]["error"]


def test_rest_reaches_no_conversation_of_another_channel(advisor: tuple[str, Servers]) -> None:
    address = advisor[0]
    token = begin(address)
    message = {"id": uuid.uuid4().hex, "text": "online ms under 15k no gre"}
    assert call(address, "/chat/message", message, token)[0] == 200
    inside = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
    for sender in (inside, f"web-{inside}"):
        assert "15,000" not in Conversation(address, sender).say("/show_wishes").text
        Conversation(address, sender).say("forget me")
    assert len(call(address, "/chat/history", token=token)[1]["messages"]) == 2


@pytest.mark.parametrize("where", ["metadata", "custom_data", "input_channel"])
def test_what_else_a_rest_client_sends_hides_and_forges_nothing(advisor: tuple[str, Servers], where: str) -> None:
    plain, conversation = Conversation(advisor[0]), Conversation(advisor[0])
    foreign = {"quiet": True, "title": "forged", "message_id": "m" * 20}
    words = [
        '/shortlist_note{"program": "gatech-omscs", "note": "ask maria"}',
        "online ms under 15k",
        "no, that's wrong",
    ]
    for each in words:
        body = {"sender": conversation.sender, "message": each, where: foreign, "quiet": True, "title": "forged"}
        assert post(advisor[0], json.dumps(body).encode()).text == plain.say(each).text
    said = [each for each in stored(conversation.id) if isinstance(each, (UserUttered, BotUttered))]
    assert [each["text"] for each in messages_of(said) if each["from"] == "user"] == words
    assert len(messages_of(said)) == 2 * len(words) and "forged" not in str([each.as_dict() for each in said])
    assert all(not (each.metadata or {}).keys() & foreign.keys() for each in said)


def test_without_a_sender_each_message_begins_a_conversation_that_can_be_gone_on_with(
    advisor: tuple[str, Servers],
) -> None:
    address = advisor[0]
    first, other = (post(address, json.dumps({"message": f"{words} ms"}).encode()) for words in ("online", "campus"))
    assert first.sender and other.sender and first.sender != other.sender
    assert "online" in Conversation(address, first.sender).say("/show_wishes").text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "text/json"])
def test_rest_takes_json_only(advisor: tuple[str, Servers], kind: str) -> None:
    answer = post(advisor[0], json.dumps(HI).encode(), Content_Type=kind)
    assert answer.status == 415 and "Content-Type: application/json" in answer.messages[0]["error"]


@pytest.mark.parametrize(
    "headers",
    [{"Host": "advisor.example"}, {"Host": "[::1"}, {"X_Forwarded_For": "127.0.0.1"}, {"Via": "1.1 a"}],
    ids=str,
)
@pytest.mark.parametrize("route", ["webhook", "understand"])
def test_without_a_token_rest_answers_this_machine_only(
    advisor: tuple[str, Servers], route: str, headers: dict[str, str]
) -> None:
    assert post(advisor[0], json.dumps(HI).encode(), route).status == 200
    refused = post(advisor[0], json.dumps(HI).encode(), route, **headers)
    assert refused.status == 403 and "this machine only" in refused.messages[0]["error"]


def test_no_other_site_may_read_the_answers(advisor: tuple[str, Servers]) -> None:
    request = urllib.request.Request(
        f"{advisor[0]}/webhooks/rest/webhook", headers={"Origin": "https://evil.example"}, method="OPTIONS"
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            headers = dict(answer.headers)
    except urllib.error.HTTPError as refused:
        headers = dict(refused.headers)
    assert "evil" not in str(headers) and "access-control-allow-origin" not in {each.lower() for each in headers}


def test_the_action_server_listens_on_this_machine_only_and_asks_for_its_token(advisor: tuple[str, Servers]) -> None:
    servers = advisor[1]
    assert servers.actions is not None
    listening = [each.laddr.ip for each in psutil.Process(servers.actions.pid).connections() if each.status == "LISTEN"]
    assert listening == ["127.0.0.1"]
    call_of = json.dumps({"next_action": "action_forget_me", "sender_id": "web-1", "tracker": {"sender_id": "web-1"}})
    address = f"http://127.0.0.1:{servers._settings.actions_port}"
    for path in ("/webhook", "/webhook?token=guessed", "/actions"):
        status, answer, _ = call(address, path, raw=call_of.encode() if "webhook" in path else None)
        assert status == 401 and "web-1" not in str(answer)
    assert call(address, f"/webhook?token={servers._token}", raw=call_of.encode(), Content_Type="text/plain")[0] == 415
    packed = {"Content_Encoding": "deflate"}
    assert call(address, f"/webhook?token={servers._token}", raw=b"x", **packed)[0] == 415
    status, answer, _ = call(address, f"/webhook?token={servers._token}", raw=b'{"next_action": 5, "version": []}')
    assert status >= 400 and "next_action" not in str(answer)


def test_the_action_server_knows_no_secret_of_the_channels(advisor: tuple[str, Servers]) -> None:
    servers = advisor[1]
    assert servers.actions is not None and servers.rasa is not None
    known = psutil.Process(servers.actions.pid).environ()
    assert not [name for name in known if name.startswith("SLACK_")] and "ADVISOR_SECRET" not in known
    assert "ADVISOR_ACTION_TOKEN" not in psutil.Process(servers.rasa.pid).environ()
    assert (VAR / f"endpoints-{servers._settings.port}-{os.getpid()}.yml").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "command",
    [
        *("/restart", "/back", "/session_start", "/session_started", "/RESTART", "/restart{}", "/restart@1.0"),
        *("/nonsense", '/inform{"budget": 1e999}', '/shortlist_add{"position": ' + "9" * 400 + "}"),
        '/inform{"a": ' + "[" * 900,
    ],
    ids=lambda each: each[:30],
)
def test_rasas_own_commands_and_broken_payloads_are_not_understood_and_lose_nothing(
    advisor: tuple[str, Servers], command: str
) -> None:
    conversation = Conversation(advisor[0])
    conversation.say("online ms under 15k no gre")
    conversation.say('/shortlist_add{"program": "gatech-omscs"}')
    typed = command.lower() in ("/restart", "/back")  # as in other chat programs: it is said what to type instead
    assert ("no command here" if typed else "not sure what you mean") in conversation.say(command).text
    assert "$15,000" in conversation.say("/show_wishes").text
    assert "Georgia" in conversation.say("/show_shortlist").text


def test_text_chips_and_structure_are_one_message(advisor: tuple[str, Servers]) -> None:
    conversation = Conversation(advisor[0])
    for words in ("hello", "is the gre needed", "online ms under 15k no gre", "compare omscs and penn mcit online"):
        answer = conversation.say(words)
        assert len(answer.messages) == 1 and answer.messages[0]["text"].strip()
        assert answer.chips
    assert [each["text"] for each in answer.messages] == [answer.text] and answer.custom[0]["table"]


def test_half_an_emoji_harms_nothing(advisor: tuple[str, Servers]) -> None:
    assert "GRE" in Conversation(advisor[0]).say("half \ud83d emoji, is the gre needed").text


def test_no_message_is_in_a_log_and_no_line_of_it_is_forged(advisor: tuple[str, Servers]) -> None:
    secret = uuid.uuid4().hex
    conversation = Conversation(advisor[0])
    for words in (
        f'/inform{{"a": {secret}',
        f"/inform{{{secret}}}",
        f"/{secret} \x1b[31m\n{secret}",
        f"/greet {secret}",
    ):
        conversation.say(words)
    for name in ("rasa", "actions"):
        assert secret.encode() not in (VAR / "log" / f"{name}.log").read_bytes()


def test_a_developers_own_action_server_needs_no_token_and_has_the_same_door() -> None:
    (port,) = free_ports(1)
    rasa = Path(sys.executable).with_name("rasa")
    process = subprocess.Popen([rasa, "run", "actions", "--port", str(port)], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not answers(f"http://127.0.0.1:{port}/health", 2) and time.monotonic() < deadline:
            time.sleep(0.3)
        listening = psutil.Process(process.pid).connections()
        assert [each.laddr.ip for each in listening if each.status == "LISTEN"] == ["127.0.0.1"]
        assert call(f"http://127.0.0.1:{port}", "/actions")[0] == 200
        assert raw(port, ["POST /webhook HTTP/1.1", "Host: a", "Content-Length: -1"], b"xx") == 400
    finally:
        process.terminate()
        process.wait(20)


TOKEN = "a-token-of-the-tests"


@pytest.fixture(scope="module")
def public() -> Iterator[str]:
    """An advisor that listens everywhere and has a token."""
    environment = {"ADVISOR_REST_TOKEN": TOKEN, "ADVISOR_RATE_REST": "20"}
    with running_advisor(environment, "0.0.0.0") as (address, _):
        yield address


def test_with_a_token_rest_answers_whoever_sends_it_until_there_is_too_much(public: str) -> None:
    body = json.dumps({"message": "is the gre needed"}).encode()
    for wrong in ({}, {"Authorization": "Bearer guessed"}, {"Authorization": TOKEN[:-1]}):
        assert post(public, body, **wrong).status == 401
    mine = {"Authorization": f"Bearer {TOKEN}", "Host": "advisor.example.edu"}
    assert "GRE" in post(public, body, **mine).text
    found = [post(public, body, **mine) for _ in range(25)]
    assert found[-1].status == 429 and "Please wait" in found[-1].messages[0]["error"]


def test_off_this_machine_rest_is_closed_without_a_token_and_the_rest_runs() -> None:
    with running_advisor(host="0.0.0.0") as (address, _):
        assert post(address, json.dumps(HI).encode()).status == 403
        assert call(address, "/chat/message", {"id": uuid.uuid4().hex, "text": "hi"}, begin(address))[0] == 200


def test_of_an_exception_the_log_has_kind_and_place_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    escape_log()
    try:
        with caplog.at_level(logging.ERROR):
            try:
                int("my salary\nERROR forged")
            except ValueError:
                logging.getLogger("tests").exception("it broke\n\x1b[31m")
    finally:
        logging.setLogRecordFactory(before)
    (line,) = caplog.text.splitlines()
    assert "it broke\\x0a\\x1b[31m [ValueError at test_doors.py:" in line and "salary" not in line
