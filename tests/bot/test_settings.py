"""Wrong settings get a sentence that says what to do."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from sqlalchemy import insert

from actions.keeping import records
from bot import settings
from bot.__main__ import main
from bot.conversations import ConversationStore
from bot.servers import ServerError, Servers, free_ports
from bot.settings import RestSettings, SettingError, Settings, WebsiteSettings
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


@pytest.mark.parametrize("left", ["", "half"])
def test_a_secret_that_was_never_written_whole_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, left: str
) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    monkeypatch.delenv("ADVISOR_SECRET", raising=False)
    (tmp_path / "secret").write_text(left)
    made = WebsiteSettings.from_environment().secret
    assert len(made) >= 32 and WebsiteSettings.from_environment().secret == made
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"), [("ADVISOR_REST_TOKEN", "short"), ("ADVISOR_REST_TOKEN", "a b" * 9), ("ADVISOR_RATE_REST", "0")]
)
def test_a_wrong_setting_of_rest_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name) as problem:
        RestSettings.from_environment()
    assert "TOKEN" not in name or value not in str(problem.value)


@pytest.mark.parametrize(
    ("host", "open_to_this_machine"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("192.168.1.5", False)],
)
def test_where_others_reach_it_rest_says_that_it_is_closed(host: str, open_to_this_machine: bool) -> None:
    assert (RestSettings(host=host).closed == "") is open_to_this_machine
    assert RestSettings("t" * 16, host).closed == ""
    assert open_to_this_machine or "Set ADVISOR_REST_TOKEN" in RestSettings(host=host).closed


def test_what_is_kept_is_for_its_owner_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    (tmp_path / "log").mkdir()
    files = (tmp_path / "conversations.sqlite", tmp_path / "log" / "rasa.log")
    for path in files:
        path.write_text("x")
        path.chmod(0o644)
    before = os.umask(0o022)
    try:
        assert main(["unanswered"]) == 0
        (tmp_path / "new").write_text("x")
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o077 for path in (tmp_path, tmp_path / "new", *files)] == [0, 0, 0, 0]


@pytest.mark.parametrize("was_there", [False, True])
def test_a_server_that_was_started_by_hand_keeps_what_people_wrote_from_others(tmp_path: Path, was_there: bool) -> None:
    file, before = tmp_path / "kept.sqlite", os.umask(0o022)
    try:
        if was_there:
            file.touch(0o644)
        with records.database(records.CONVERSATIONS, f"sqlite:///{file}").begin() as connection:
            connection.execute(insert(records.events).values(sender_id="ann", type_name="user", timestamp=0, data="{}"))
            found = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
        records._database.cache_clear()
    assert {"kept.sqlite", "kept.sqlite-wal"} <= set(found) and set(found.values()) == {0o600}


def test_the_fingerprint_of_the_training_data_is_stable() -> None:
    assert fingerprint() == fingerprint()
    assert current_model().name == f"advisor-{fingerprint()}.tar.gz"
