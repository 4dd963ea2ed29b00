"""A person to talk to: where to turn, a summary, and sending it to a real web server and a real mail server."""

from __future__ import annotations

import asyncore
import inspect
import json
import smtpd
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.advisor_action import AdvisorAction
from actions.dialogue.memory import Kept, Memory, Message
from actions.handover import ENOUGH, SEND, ActionHandover
from actions.keeping import records, sending
from actions.keeping.shared_settings import HandoverSettings, SettingError
from actions.wording.replies import Reply
from knowledge.programs import Search
from tests.actions.conftest import Act

MEMORY = Memory(profile={"skills": ["python"]}, shortlist=(Kept("gatech-omscs", "ask my boss"),))
YES = ({"entity": "send", "value": "yes"},)
SETTINGS = ("ADVISOR_HANDOVER_WEBHOOK", "ADVISOR_HANDOVER_MAIL", "ADVISOR_SMTP_URL")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


class Webhook:
    """A web server that keeps what it gets and answers as told."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.status = 200
        self.headers: dict[str, str] = {}
        self.hang = threading.Event()
        self.hang.set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.hang.wait(10)
                outer.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(outer.status)
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/requests?key=geheim"


@pytest.fixture
def own_records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is kept of handovers is kept for one test."""
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.sqlite'}")


@pytest.fixture
def webhook(monkeypatch: pytest.MonkeyPatch, own_records: None) -> Iterator[Webhook]:
    made = Webhook()
    monkeypatch.setenv("ADVISOR_HANDOVER_WEBHOOK", made.url)
    yield made
    made.hang.set()
    made.server.shutdown()


class Mailbox(smtpd.SMTPServer):
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), None)
        self.port = self.socket.getsockname()[1]
        self.got: list[Any] = []
        self.answer: str | None = None

    def process_message(self, peer: Any, mailfrom: Any, rcpttos: Any, data: bytes, **_: Any) -> str | None:  # type: ignore[override]
        """Takes a message, or refuses it."""
        if self.answer is None:
            self.got.append((rcpttos, message_from_bytes(data, policy=policy.default)))
        return self.answer


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch, own_records: None) -> Iterator[Mailbox]:
    made = Mailbox()
    running = threading.Event()
    running.set()

    def serve() -> None:
        while running.is_set():
            asyncore.loop(timeout=0.05, count=1)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    monkeypatch.setenv("ADVISOR_HANDOVER_MAIL", "help@example.edu")
    monkeypatch.setenv("ADVISOR_SMTP_URL", f"smtp://127.0.0.1:{made.port}")
    yield made
    running.clear()
    thread.join(5)
    asyncore.close_all()


def ask(search: Search, *entities: dict[str, str], memory: Memory = MEMORY) -> Reply:
    message = Message("human_handoff", entities=entities, conversation="web-1")
    turn = ActionHandover().answer(message, memory, search)
    assert replace(turn.memory, asked=None) == replace(memory, asked=None)
    (reply,) = turn.replies
    assert isinstance(reply, Reply)
    return reply


def test_where_to_turn_with_a_summary_to_copy(act: Act, search: Search) -> None:
    memory = act("recommend", "online ms under 15k no gre", MEMORY, intent="inform").memory
    reply = ask(search, memory=memory)
    for words in ("admissions office", "career or graduate advising office", "https://studentaid.gov"):
        assert words in reply.lead
    for words in (
        "What I told the advisor", "at most $15,000 in all", "Python", "note “ask my boss”", "Still open",
        "Programs and their offices\n• OMSCS at Georgia Tech: "
        "https://",
    ):  # fmt: skip
        assert words in reply.closing, words
    assert reply.files[0].name == "summary.md" and reply.files[0].content.strip() == reply.closing
    assert SEND not in reply.chips  # nobody to send it to


def test_a_new_conversation_has_an_honest_summary(search: Search) -> None:
    assert "• Nothing noted yet" in ask(search, memory=Memory()).text


def test_nothing_is_sent_before_a_clear_yes(webhook: Webhook, search: Search) -> None:
    reply = ask(search)
    assert SEND in reply.chips and "Only if you say so" in reply.text
    ask(search, {"entity": "send", "value": "no"})
    assert webhook.got == []


def test_after_a_yes_the_webhook_gets_summary_conversation_and_time(webhook: Webhook, search: Search) -> None:
    reply = ask(search, *YES)
    assert reply.lead.startswith("Sent:") and SEND not in reply.chips
    (got,) = webhook.got
    assert set(got) == {"conversation", "summary", "asked_at"}
    assert got["conversation"] == "web-1" and got["summary"] == reply.closing and got["asked_at"].endswith("+00:00")


def test_an_hour_long_it_is_not_sent_again_unless_it_did_not_arrive(
    webhook: Webhook, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook.status = 503
    assert "could not be sent" in ask(search, *YES).lead
    webhook.status = 200
    assert ask(search, *YES).lead.startswith("Sent:")
    again = ask(search, *YES)
    assert again.lead == ENOUGH and "Python" in again.closing and len(webhook.got) == 2
    monkeypatch.setattr(records, "HANDOVER_SECONDS", 0.0)
    assert ask(search, *YES).lead.startswith("Sent:")


def test_who_had_enough_sent_today_gets_it_to_copy(webhook: Webhook, search: Search) -> None:
    message = Message("human_handoff", entities=YES, conversation="web-1", handed_over=True)
    (reply,) = ActionHandover().answer(message, MEMORY, search).replies
    assert isinstance(reply, Reply) and reply.lead == ENOUGH and webhook.got == []


def test_what_cannot_be_counted_is_not_sent(
    webhook: Webhook, search: Search, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", "sqlite:////nowhere/kept.sqlite")
    assert "could not be sent" in ask(search, *YES).lead and webhook.got == []
    assert "OperationalError" in caplog.text and "nowhere" not in caplog.text


@pytest.mark.parametrize("status", [302, 400, 404, 500, 503])
def test_a_webhook_that_refuses_is_said_and_nothing_is_lost(
    webhook: Webhook, search: Search, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    webhook.status = status
    webhook.headers = {"Location": webhook.url} if status == 302 else {}
    reply = ask(search, *YES)
    assert "could not be sent" in reply.lead and "Python" in reply.closing
    assert ("Try again", SEND.payload) in [(chip.title, chip.payload) for chip in reply.chips]
    assert str(status) in caplog.text and "geheim" not in caplog.text
    assert len(webhook.got) == 1  # a redirect is not followed: consent was for this address


def test_a_slow_webhook_is_given_up(
    webhook: Webhook, search: Search, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    webhook.hang.clear()
    assert "could not be sent" in ask(search, *YES).lead
    assert "geheim" not in caplog.text


def test_a_webhook_that_is_down(search: Search, monkeypatch: pytest.MonkeyPatch, own_records: None) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setenv("ADVISOR_HANDOVER_WEBHOOK", f"http://127.0.0.1:{probe.getsockname()[1]}/")
        assert "could not be sent" in ask(search, *YES).lead


def test_a_mailbox_gets_the_summary(mailbox: Mailbox, search: Search) -> None:
    reply = ask(search, *YES)
    assert reply.lead.startswith("Sent:")
    ((recipients, mail),) = mailbox.got
    assert recipients == ["help@example.edu"] and mail["To"] == "help@example.edu"
    assert mail["Subject"] == "Somebody asks to talk to a person"
    body = mail.get_content().replace("\r\n", "\n")
    assert "web-1" in body and reply.closing in body  # typographic quotes and all


def test_a_mail_server_that_refuses(mailbox: Mailbox, search: Search, caplog: pytest.LogCaptureFixture) -> None:
    mailbox.answer = "550 not here"
    assert "could not be sent" in ask(search, *YES).lead
    assert "SMTPDataError 550" in caplog.text


def test_no_password_goes_over_an_open_line(
    mailbox: Mailbox, search: Search, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ADVISOR_SMTP_URL", f"smtp://me:geheim@127.0.0.1:{mailbox.port}")
    assert "could not be sent" in ask(search, *YES).lead
    assert mailbox.got == [] and "geheim" not in caplog.text


def test_a_wrong_setting_sends_nothing(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_HANDOVER_WEBHOOK", "ftp://example.edu")
    assert SEND not in ask(search, *YES).chips


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"WEBHOOK": "http://example.edu/x?key=geheim"}, "ADVISOR_HANDOVER_WEBHOOK has to be an https address"),
        ({"WEBHOOK": "example.edu"}, "ADVISOR_HANDOVER_WEBHOOK has to be an https address"),
        ({"WEBHOOK": "https://example.edu:port/"}, "ADVISOR_HANDOVER_WEBHOOK has to be an https address"),
        ({"WEBHOOK": "https://exam ple.edu/"}, "ADVISOR_HANDOVER_WEBHOOK has to be an https address"),
        ({"WEBHOOK": "https://a.example", "MAIL": "help@example.edu"}, "not both"),
        ({"MAIL": "nobody"}, "ADVISOR_HANDOVER_MAIL is 'nobody'; it has to be one address"),
        ({"MAIL": "a@example.edu, b@example.edu"}, "it has to be one address"),
        ({"MAIL": "a@example.edu"}, "ADVISOR_SMTP_URL has to name the mail server"),
        ({"MAIL": "a@example.edu", "SMTP": "http://x:geheim@y"}, "ADVISOR_SMTP_URL has to name the mail server"),
    ],
)
def test_wrong_settings_are_named_without_their_secrets(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], says: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv("ADVISOR_SMTP_URL" if name == "SMTP" else f"ADVISOR_HANDOVER_{name}", value)
    with pytest.raises(SettingError, match=says) as problem:
        HandoverSettings.from_environment()
    assert "geheim" not in str(problem.value)


def test_a_mail_server_is_read_from_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_HANDOVER_MAIL", "help@example.edu")
    monkeypatch.setenv("ADVISOR_SMTP_URL", "smtps://me%40example.edu:ge%3Aheim@mail.example.edu")
    settings = HandoverSettings.from_environment()
    assert (settings.host, settings.port, settings.secure) == ("mail.example.edu", 465, True)
    assert (settings.user, settings.password) == ("me@example.edu", "ge:heim")
    assert "heim" not in repr(settings)


def test_a_person_is_offered_from_the_second_miss_on(search: Search) -> None:
    from actions.clarify import ActionClarify

    def titles(misses: int) -> list[str]:
        (reply,) = ActionClarify().answer(Message("nlu_fallback", misses=misses), Memory(), search).replies
        assert isinstance(reply, Reply)
        return [chip.title for chip in reply.chips]

    assert "Talk to a person" not in titles(1)
    assert titles(2)[0] == "Talk to a person" == titles(3)[0]


def test_misses_in_a_row_are_counted_and_an_understood_message_ends_them() -> None:
    from rasa_sdk import Tracker

    def misses(*intents: str) -> int:
        events = [{"event": "user", "text": "x", "parse_data": {"intent": {"name": each}}} for each in intents]
        return Message.of(Tracker("me", {}, {}, events, False, None, {}, "")).misses

    assert misses("nlu_fallback") == 1
    assert misses("nlu_fallback", "wrong_answer", "confused") == 3
    assert (
        misses("nlu_fallback", "nlu_fallback", "faq", "nlu_fallback") == 1
    )  # FAQ answers run no action, yet they count
    assert misses("nlu_fallback", "faq") == 0


@pytest.mark.parametrize(("action", "asked"), [("handover", None), ("affirm", "confirm:handover")])
def test_others_need_not_wait_while_something_is_sent(webhook: Webhook, action: str, asked: str | None) -> None:
    latest = {"text": "yes", "intent": {"name": "affirm"}}
    tracker = Tracker("web-1", {"asked": asked}, latest, [], False, None, {}, None)
    running = AdvisorAction.named(action).run(CollectingDispatcher(), tracker, {})
    assert inspect.iscoroutine(running)
    running.close()
