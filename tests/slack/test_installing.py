"""Installing the app in a workspace by OAuth, as a browser and Slack do it, and taking it off again."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import create_engine

from actions.keeping import records
from bot.channels.seen import engine
from bot.channels.slack.remembered import Threads
from tests.advisor import running_advisor
from tests.slack.conftest import BOT, SECRET, FakeSlack, Workspace, envelope, new_channel, said

TEAM = "TOAUTH"
INSTALLED = {
    "ok": True, "app_id": "A1", "access_token": "xoxb-installed", "token_type": "bot", "scope": "chat:write",
    "bot_user_id": BOT, "team": {"id": TEAM, "name": "Tests"}, "authed_user": {"id": "U1"},
    "is_enterprise_install": False,
}  # fmt: skip


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Never."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("oauth") / "all.sqlite"


@pytest.fixture(scope="module")
def oauth(slack: FakeSlack, kept: Path) -> Iterator[Workspace]:
    environment = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "client-secret", "SLACK_SIGNING_SECRET": SECRET}
    environment |= {"SLACK_API": slack.api, "ADVISOR_DATABASE_URL": f"sqlite:///{kept}"}
    with running_advisor(environment) as (address, _):
        yield Workspace(address, slack)


def visit(address: str, cookie: str = "") -> tuple[int, str, str]:
    """Status, body and cookie of a page."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=20) as answer:
            return answer.status, answer.read().decode(), answer.headers["Set-Cookie"] or ""
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), refused.headers["Set-Cookie"] or ""


def begun(oauth: Workspace) -> tuple[str, str]:
    """The state and the cookie of a new installation."""
    status, page, cookie = visit(f"{oauth.address}/slack/install")
    assert status == 200
    found = re.search(r"state=([\w-]+)", page)
    assert found is not None
    return found[1], cookie


def install(oauth: Workspace, slack: FakeSlack) -> None:
    """Installs the app in the workspace, as its owner does."""
    state, cookie = begun(oauth)
    slack.answers["oauth.v2.access"] = [lambda: web.json_response(INSTALLED)]
    back = f"{oauth.address}/slack/oauth_redirect?code=c0de&state={state}"
    status, page, _ = visit(back, cookie.split(";")[0])
    assert status == 200 and "Thank you" in page
    assert visit(back, cookie.split(";")[0])[0] == 401  # a state is good for one installation


def test_an_installation_begins_with_a_page_and_a_cookie_for_this_browser(oauth: Workspace) -> None:
    state, cookie = begun(oauth)
    status, page, _ = visit(f"{oauth.address}/slack/install")
    assert status == 200 and "https://slack.com/oauth/v2/authorize?" in page and "client_id=1.2" in page
    assert state in cookie
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600", "Path=/"):
        assert part.lower() in cookie.lower()


def test_an_installed_workspace_is_answered_with_its_own_token_until_it_takes_the_app_off(
    oauth: Workspace, slack: FakeSlack, kept: Path
) -> None:
    install(oauth, slack)
    channel = new_channel()

    def send(event: dict[str, object]) -> int:
        whole = {**envelope(event), "team_id": TEAM}
        whole["authorizations"] = [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}]
        return oauth.send(json.dumps(whole))[0]

    assert send(said("is the gre needed", channel)) == 200
    (posted,) = slack.wait_for("chat.postMessage", channel=channel)
    assert "GRE" in posted["text"]
    assert send({"type": "app_uninstalled"}) == 200
    installed = SQLAlchemyInstallationStore(client_id="1.2", engine=create_engine(f"sqlite:///{kept}"))
    deadline = time.monotonic() + 15
    while installed.find_bot(enterprise_id=None, team_id=TEAM) is not None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    send(said("how long does it take", channel))
    install(oauth, slack)  # what is answered then comes after what was not
    send(said("when is the deadline of omscs", channel))
    texts = [each["text"] for each in slack.wait_for("chat.postMessage", 2, channel=channel)]
    assert len(texts) == 2 and "March 1" in texts[1]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("code=c0de&state=guessed", 400),
        ("code=c0de", 400),
        ("error=access_denied", 200),
        ("error=%3Cscript%3Ealert(1)%3C/script%3E", 200),
        ("code=%FF&state=%FF", 400),
    ],
)
def test_what_no_browser_of_ours_sends_back_installs_nothing(oauth: Workspace, query: str, status: int) -> None:
    found, page, _ = visit(f"{oauth.address}/slack/oauth_redirect?{query}", "slack-app-oauth-state=other")
    assert found == status and "<script>alert" not in page


def test_a_thread_of_whose_conversation_nothing_is_kept_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.sqlite'}"
    monkeypatch.setenv("ADVISOR_DATABASE_URL", url)
    threads = Threads(engine("slack", url))
    there = {"sender_id": "slack-T1-C1-1.5", "type_name": "user", "timestamp": 1.0, "data": "{}"}
    with records.database(records.CONVERSATIONS).begin() as connection:
        connection.execute(records.events.insert(), there)

    async def work() -> None:
        for key in ("T1:C1:1.5", "T1:C1:2.5"):
            await threads.join(key, "U1")
        assert threads.leave_gone() == 1
        assert await threads.begun_by("T1:C1:1.5") == "U1" and await threads.begun_by("T1:C1:2.5") is None

    asyncio.run(work())


def test_states_that_nobody_may_use_any_longer_are_deleted(oauth: Workspace, kept: Path) -> None:
    with sqlite3.connect(kept) as database:
        database.execute(
            "INSERT INTO slack_oauth_states (state, expire_at) VALUES ('old', '2020-01-01 00:00:00.000000')"
        )
    begun(oauth)
    with sqlite3.connect(kept) as database:
        assert database.execute("SELECT count(*) FROM slack_oauth_states WHERE state = 'old'").fetchone() == (0,)


def test_what_slack_was_told_is_taken_is_answered_though_the_server_is_told_to_end(slack: FakeSlack) -> None:
    environment = {"SLACK_BOT_TOKEN": "xoxb-tests", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API": slack.api}
    channel = new_channel()
    with running_advisor(environment) as (address, servers):
        assert Workspace(address, slack).event(said("online ms under 15k no gre", channel))[0] == 200
        servers.stop()
    (posted,) = slack.of("chat.postMessage", channel=channel)
    assert "meet your wishes" in posted["text"]
