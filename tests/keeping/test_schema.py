"""Tables of what is kept are made, and brought up to date, without losing a row, in both kinds of database."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import MetaData, create_engine, inspect, select, text
from sqlalchemy.engine import Engine

from actions.keeping import records
from actions.keeping.schema import NewerSchema, bring_up_to_date, made, revisions
from bot.__main__ import main
from bot.channels import seen
from bot.channels.slack import remembered
from bot.settings import ROOT
from bot.together import database as together

BRANCHES = ("channels", "conversations", "feedback", "slack", "together")
KEPT = ("events", "unanswered", "handovers", "feedback", "channel_seen", "slack_talks", "slack_installations")
_numbers = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An empty database."""
    if request.param == "sqlite":
        return create_engine(f"sqlite:///{tmp_path / 'kept.sqlite'}", future=True)
    server, name = request.getfixturevalue("postgres"), f"schema{next(_numbers)}"
    with create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return create_engine(server.format(database=name), future=True)


def fill_as_before(engine: Engine) -> None:
    """Tables and rows as they were before there were migrations."""
    script = (Path(__file__).with_name(f"before_migrations.{engine.dialect.name}.sql")).read_text(encoding="utf-8")
    with engine.begin() as connection:
        for statement in script.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)


def bring_all_up_to_date(engine: Engine) -> None:
    for branch in BRANCHES:
        bring_up_to_date(engine, branch)


def rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    tables = MetaData()
    tables.reflect(engine, only=KEPT)
    with engine.connect() as connection:
        return {name: [tuple(row) for row in connection.execute(select(tables.tables[name]))] for name in KEPT}


def differences(engine: Engine) -> list[object]:
    """How the tables differ from those that the code reads and writes."""
    metadata = MetaData()
    slack = (
        SQLAlchemyInstallationStore(client_id="", engine=engine).metadata,
        SQLAlchemyOAuthStateStore(expiration_seconds=1, engine=engine).metadata,
    )
    for each in (records._METADATA, seen._METADATA, remembered._METADATA, together._METADATA, *slack):
        for table in each.sorted_tables:
            table.to_metadata(metadata)
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


def test_from_nothing_all_tables_are_made_as_the_code_wants_them(engine: Engine) -> None:
    bring_all_up_to_date(engine)
    assert differences(engine) == []


def test_a_database_from_before_there_were_migrations_keeps_its_rows(engine: Engine) -> None:
    fill_as_before(engine)
    before = rows(engine)
    bring_all_up_to_date(engine)
    assert rows(engine) == before and all(before.values())
    assert differences(engine) == []


def seconds(work: Callable[[], object]) -> float:
    """How long something takes once."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def test_where_nothing_is_to_do_it_takes_milliseconds_and_loads_no_alembic(engine: Engine) -> None:
    bring_all_up_to_date(engine)
    least = min(seconds(lambda: bring_up_to_date(engine, "conversations")) for _ in range(10))
    assert least < 0.02  # of several, because a busy machine holds up some
    code = (
        "import sys; from sqlalchemy import create_engine; from actions.keeping.schema import bring_up_to_date\n"
        "bring_up_to_date(create_engine(sys.argv[1], future=True), 'feedback')\n"
        "sys.exit('alembic' in sys.modules)"
    )
    address = engine.url.render_as_string(hide_password=False)
    assert subprocess.run([sys.executable, "-c", code, address], cwd=ROOT).returncode == 0


def test_servers_that_start_together_do_not_stumble_over_each_other(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda branch: bring_up_to_date(engine, branch), BRANCHES * 4))
    assert len(made(engine)) == len(BRANCHES)


def test_a_branch_makes_its_own_tables_only(engine: Engine) -> None:
    bring_up_to_date(engine, "feedback")
    assert sorted(inspect(engine).get_table_names()) == ["alembic_version", "feedback"]


def test_a_change_that_fails_is_undone_as_a_whole(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with engine.begin() as connection:  # stands in the way of an index of slack_0001, which comes late
        connection.exec_driver_sql("CREATE TABLE slack_installations (other INTEGER)")
    with pytest.raises(Exception, match="client_id"):
        bring_up_to_date(engine, "slack")
    assert set(inspect(engine).get_table_names()) <= {"slack_installations", "alembic_version"}
    assert made(engine) == frozenset()


def test_a_newer_schema_is_refused_with_a_sentence_and_left_alone(engine: Engine) -> None:
    bring_all_up_to_date(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE alembic_version SET version_num = 'feedback_0099' WHERE version_num LIKE 'feedback%'".replace(
                "%", "%%" if engine.dialect.name == "postgresql" else "%"
            )
        )
    with pytest.raises(NewerSchema, match=r"newer version of the advisor \(feedback_0099"):
        bring_up_to_date(engine, "feedback")


def test_run_says_what_to_do_with_a_newer_schema_and_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(records, "VAR", tmp_path)
    monkeypatch.delenv("ADVISOR_DATABASE_URL", raising=False)
    records.refuse_newer()  # nothing is kept yet
    with create_engine(f"sqlite:///{tmp_path / 'slack.sqlite'}", future=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('slack_0099')")
    assert main(["run"]) == 1
    assert "of a newer version of the advisor (slack_0099 is not known here)" in capsys.readouterr().err


def test_every_change_has_its_branch_and_number_in_its_name() -> None:
    assert {each.rsplit("_", 1)[0] for each in revisions()} == set(BRANCHES)
