"""Who is in at the desk, and what its settings say; no server."""

from __future__ import annotations

import time

import pytest
from sanic import Sanic

from bot.desk.desk_input import DeskInput
from bot.desk.editor_session import HOURS, Sessions
from bot.settings import DeskSettings, SettingError

SECRET, TOKEN = "a secret that signs", "a-token-for-the-editors"


def test_a_session_is_read_again_and_its_forms_belong_to_it_alone() -> None:
    sessions = Sessions(TOKEN, SECRET)
    ana, ben = sessions.begun("  Ana  Lee ", is_in=True), sessions.begun("Ben", is_in=True)
    assert sessions.read(sessions.written(ana)) == ana and ana.name == "Ana Lee"
    assert sessions.is_form_of(ana, sessions.form_key(ana))
    assert not sessions.is_form_of(ana, sessions.form_key(ben)) and not sessions.is_form_of(ana, "")


@pytest.mark.parametrize("cookie", [None, "", "x", "WyIiLCJ4Iix0cnVlXQ.aaaa.bbbb"])
def test_what_we_did_not_sign_is_no_session(cookie: str | None) -> None:
    assert Sessions(TOKEN, SECRET).read(cookie) is None


def test_a_visit_ends_after_its_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions, begun = Sessions(TOKEN, SECRET), time.time()
    cookie = sessions.written(sessions.begun("Ana", is_in=True))
    monkeypatch.setattr(time, "time", lambda: begun + HOURS * 3600 - 60)
    assert sessions.read(cookie) is not None
    monkeypatch.setattr(time, "time", lambda: begun + HOURS * 3600 + 60)
    assert sessions.read(cookie) is None


def test_with_another_token_or_secret_nobody_is_in_any_longer() -> None:
    cookie = Sessions(TOKEN, SECRET).written(Sessions(TOKEN, SECRET).begun("Ana", is_in=True))
    assert Sessions("another-token-for-them", SECRET).read(cookie) is None
    assert Sessions(TOKEN, "another secret here").read(cookie) is None


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ADVISOR_DESK_TOKEN", "short", "at least 16 characters"),
        ("ADVISOR_DESK_TOKEN", "with spaces in the middle", "no spaces"),
        ("ADVISOR_ACCURACY_PUBLIC", "perhaps", "yes or no"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=f"{name}.*{says}"):
        DeskSettings.from_environment()


@pytest.mark.parametrize(
    ("settings", "paths"),
    [
        (DeskSettings(), set()),
        (DeskSettings(public_accuracy=True), {"accuracy", "desk/desk.css", "desk/desk.js"}),
    ],
)
def test_without_a_token_there_is_no_desk(settings: DeskSettings, paths: set[str]) -> None:
    app = Sanic(f"desk-{settings.public_accuracy}")
    app.blueprint(DeskInput(settings).blueprint(_nothing), url_prefix="/")
    assert {route.path for route in app.router.routes} == paths


async def _nothing(_message: object) -> None:
    """Hears nothing."""
