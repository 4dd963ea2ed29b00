"""Rasa's event broker, for analytics, as endpoints.yml shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import create_engine, text

from actions.keeping import records
from bot.conversations import ConversationStore
from bot.settings import ROOT
from tests.bot.test_conversation_store import DOMAIN, run, store, talk, turn


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Conversations in an empty file."""
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.sqlite'}")
    yield
    records._database.cache_clear()


def broker_of_endpoints(folder: Path) -> Any:
    """The event broker that endpoints.yml shows behind a "#", with its file in a folder."""
    lines = (ROOT / "endpoints.yml").read_text(encoding="utf-8").splitlines()
    (shown,) = [line.removeprefix("# ") for line in lines if line.startswith("# event_broker:")]
    config = yaml.safe_load(shown)["event_broker"]
    return EventBroker.create(EndpointConfig.from_dict({**config, "db": str(folder / Path(config["db"]).name)}))


def test_events_go_to_the_broker_of_endpoints_yml_once_they_are_kept(kept: None, tmp_path: Path) -> None:
    async def work() -> None:
        worker = ConversationStore(DOMAIN, await broker_of_endpoints(tmp_path))
        await talk(worker, "ann", turn("is the gre needed"), turn("and in texas"))

    run(work)
    with create_engine(f"sqlite:///{tmp_path / 'analytics.sqlite'}").connect() as connection:
        rows = connection.execute(text("SELECT sender_id, data FROM events ORDER BY id")).all()
    with records.database(records.CONVERSATIONS).connect() as connection:
        kept = connection.execute(text("SELECT type_name FROM events ORDER BY id")).scalars().all()
    assert [json.loads(row.data)["event"] for row in rows] == kept and {row.sender_id for row in rows} == {"ann"}
    assert "is the gre needed" in [json.loads(row.data).get("text") for row in rows]


def test_a_broker_that_is_away_costs_nobody_a_message(kept: None, tmp_path: Path) -> None:
    async def work() -> None:
        broker = await broker_of_endpoints(tmp_path)
        broker.engine.dispose()
        with broker.engine.begin() as connection:
            connection.execute(text("DROP TABLE events"))
        worker = ConversationStore(DOMAIN, broker)
        await talk(worker, "ann", turn("is the gre needed"), turn("and in texas"))
        assert not worker.loses("ann")
        said_so_far = [event.text for event in await store().messages("ann") if isinstance(event, UserUttered)]
        assert said_so_far == ["is the gre needed", "and in texas"]

    run(work)
