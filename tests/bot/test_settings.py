"""Wrong settings get a sentence that says what to do."""

from __future__ import annotations

import socket

import pytest

from bot.__main__ import main
from bot.conversations import ConversationStore
from bot.servers import ServerError, Servers, free_ports
from bot.settings import SettingError, Settings
from bot.training import current_model, fingerprint


@pytest.mark.parametrize("value", ["abc", "0", "70000", "-1", "50 05"])
def test_a_port_that_is_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: str) -> None:
    monkeypatch.setenv("ADVISOR_PORT", value)
    assert main(["run"]) == 1
    assert f"ADVISOR_PORT is {value!r}; it has to be a number from 1 to 65535." in capsys.readouterr().err


def test_the_same_port_twice(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ADVISOR_PORT", "5055")
    assert main(["run"]) == 1
    assert "give them different numbers" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ADVISOR_RETENTION_DAYS", "never", "it has to be a whole number of days"),
        ("ADVISOR_HANDOVER_WEBHOOK", "http://example.edu/?key=geheim", "has to be an https address"),
        ("ADVISOR_HANDOVER_MAIL", "help@example.edu", "ADVISOR_SMTP_URL has to name the mail server"),
    ],
)
def test_wrong_settings_of_what_is_kept_and_sent_are_named_at_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["run"]) == 1
    said = capsys.readouterr().err
    assert name in said and says in said and "geheim" not in said


def test_an_address_of_conversations_in_endpoints_yml_is_refused() -> None:
    with pytest.raises(SettingError, match="set ADVISOR_DATABASE_URL instead"):
        ConversationStore(host="sqlite:///elsewhere.sqlite")


def test_a_busy_port_is_named_with_a_way_out() -> None:
    port, actions_port = free_ports(2)
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(ServerError, match=f"Port {port} is in use.*ADVISOR_PORT={port + 1} make run"):
            Servers(Settings(port=port, actions_port=actions_port), current_model()).__enter__()


def test_an_unreachable_database_is_said_without_its_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (port,) = free_ports(1)
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"postgresql+psycopg2://me:geheim@127.0.0.1:{port}/none")
    assert main(["run"]) == 1
    said = capsys.readouterr().err
    assert said.strip() and "geheim" not in said and "Traceback" not in said


def test_the_fingerprint_of_the_training_data_is_stable() -> None:
    assert fingerprint() == fingerprint()
    assert current_model().name == f"advisor-{fingerprint()}.tar.gz"
