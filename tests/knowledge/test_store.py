"""The store, on a real SQLite file and a real PostgreSQL server alike."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from knowledge import models, rows
from knowledge import store as store_module
from knowledge.base import Knowledge
from knowledge.reader import CATALOG, CatalogError, read
from knowledge.store import SETTING, Store, StoreUnavailable, database_url
from tests.knowledge.test_reader import OMSCS, edit


def total(knowledge: Knowledge) -> object:
    program = knowledge.program("gatech-omscs")
    assert program is not None
    return program.facts["tuition_total"].value


def execute(database: str, *statements: str) -> None:
    engine = create_engine(database, future=True)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def sentence_of(error: StoreUnavailable) -> str:
    said = str(error)
    assert said.endswith(".") and said.count(". ") == 0 and "\n" not in said, said
    return said


def test_a_snapshot_is_the_catalog_record_by_record(database: str) -> None:
    store = Store(database)
    build = store.build()
    found = store.knowledge()
    expected = read()
    assert found.build == build
    figures = ("aid", "article", "assumptions")
    for name in ("programs", "universities", "fields", "occupations", "wages", "outlooks", *figures):
        assert getattr(found, name) == getattr(expected, name), name
    assert list(found.learning.items()) == list(expected.learning.items())
    assert (found.vocabulary, found.sources) == (expected.vocabulary, expected.sources)
    assert [list(each.facts) for each in found.programs] == [list(each.facts) for each in expected.programs]
    assert list(found.vocabulary.focus) == list(expected.vocabulary.focus)
    store.close()


def test_the_snapshot_is_kept_until_there_is_a_new_build(database: str, catalog: Path) -> None:
    store = Store(database)
    store.build(catalog)
    first = store.knowledge()
    assert store.knowledge() is first
    edit(catalog / OMSCS, "value: 7000", "value: 0")
    Store(database).build(catalog)  # somebody else's
    second = store.knowledge()
    assert second is not first
    assert (total(first), total(second)) == (7000, 0)
    store.close()


def test_a_store_knows_whether_it_is_current(database: str, catalog: Path) -> None:
    store = Store(database)
    assert not store.is_current(catalog)
    assert store.ensure(catalog)
    assert store.is_current(catalog)
    assert not store.ensure(catalog)
    edit(catalog / "aid.yml", "value: 20500", "value: 20501")
    assert not store.is_current(catalog)
    assert store.ensure(catalog)
    assert store.knowledge().aid["unsubsidized_graduate_per_year"].value == 20501
    (catalog / "programs" / "cmu-mcds.yml").unlink()
    assert store.ensure(catalog)
    assert store.knowledge().program("cmu-mcds") is None
    store.close()


def test_a_broken_catalog_changes_nothing(database: str, catalog: Path) -> None:
    store = Store(database)
    store.build(catalog)
    before = store.knowledge()
    edit(catalog / OMSCS, "value: 7000", "value: free")
    with pytest.raises(CatalogError):
        store.build(catalog)
    with pytest.raises(CatalogError):
        store.ensure(catalog)
    assert store.knowledge() is before
    store.close()


def test_a_build_that_fails_half_way_changes_nothing(database: str, catalog: Path) -> None:
    store = Store(database)
    store.build(catalog)
    before = store.knowledge()
    refusal = (
        "CREATE TRIGGER refuse BEFORE INSERT ON outlooks BEGIN SELECT RAISE(ABORT, 'refused'); END"
        if database.startswith("sqlite")
        else "ALTER TABLE outlooks ADD CONSTRAINT refuse CHECK (false) NOT VALID"
    )
    execute(database, refusal)
    edit(catalog / OMSCS, "value: 7000", "value: 1")
    with pytest.raises(StoreUnavailable, match="does not have the tables this program makes"):
        store.build(catalog)
    assert store.knowledge() is before
    assert total(Store(database).knowledge()) == 7000
    store.close()


def test_readers_see_the_state_before_until_a_build_is_done(database: str, catalog: Path) -> None:
    store, reader = Store(database), Store(database)
    store.build(catalog)
    edit(catalog / OMSCS, "value: 7000", "value: 1")
    with store._building() as connection:
        rows.write(connection, read(catalog))
        connection.execute(models.builds.update().values(id="new"))
        started = time.perf_counter()
        assert total(reader.knowledge()) == 7000
        assert time.perf_counter() - started < 4  # nobody waits for the builder, which never ends here
    assert total(reader.knowledge()) == 1
    store.close()
    reader.close()


def test_readers_never_see_half_a_build(database: str, catalog: Path) -> None:
    store = Store(database)
    store.build(catalog)
    seen: list[tuple[int, int]] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            found = Store(database).knowledge()  # a new store: nothing is kept, everything is read
            seen.append((len(found.programs), len(found.wages)))

    with ThreadPoolExecutor(2) as pool:
        looking = [pool.submit(look) for _ in range(2)]
        for _ in range(4):
            store.build(catalog)
        done.set()
        for each in looking:
            each.result()
    assert len(seen) > 2
    assert set(seen) == {(35, 60)}
    store.close()


def test_of_many_who_ensure_one_builds(database: str, catalog: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        built = list(pool.map(lambda _: Store(database).ensure(catalog), range(4)))
    assert sum(built) == 1
    assert len(Store(database).knowledge().programs) == 35


def test_builders_in_several_processes_do_not_disturb_each_other(database: str, catalog: Path) -> None:
    command = [sys.executable, "-m", "knowledge", "build", "--catalog", str(catalog)]
    environment = {**os.environ, SETTING: database}
    builders = [subprocess.Popen(command, env=environment, cwd=store_module.ROOT) for _ in range(3)]
    assert [each.wait(timeout=60) for each in builders] == [0, 0, 0]
    store = Store(database)
    assert store.is_current(catalog)
    assert len(store.knowledge().programs) == 35
    store.close()


def test_a_database_of_another_version_says_so_and_is_made_anew(
    database: str, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(database)
    store.build(catalog)
    execute(database, "UPDATE builds SET schema_hash = 'older'", "ALTER TABLE programs DROP COLUMN school")
    with pytest.raises(StoreUnavailable, match="was built by another version") as caught:
        store.knowledge()
    assert "run `python -m knowledge build`" in sentence_of(caught.value)
    assert store.ensure(catalog)
    assert store.knowledge().program("gatech-omscs").school == "College of Computing"  # type: ignore[union-attr]
    store.close()


def test_an_empty_database_says_what_to_do(database: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        Store(database).knowledge()
    assert sentence_of(caught.value).endswith("holds no knowledge base yet: run `python -m knowledge build`.")


def test_a_connection_that_the_server_dropped_is_opened_again(postgres: str, catalog: Path) -> None:
    address = postgres.format(database="postgres")
    store = Store(address)
    store.build(catalog)
    store.knowledge()
    execute(
        address,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'postgres'",
    )
    assert total(store.knowledge()) == 7000
    store.close()


def test_a_server_that_is_not_there_says_so_without_the_password() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        Store("postgresql+psycopg2://advisor:hunter2@127.0.0.1:1/knowledge").knowledge()
    said = sentence_of(caught.value)
    assert said.startswith("The postgresql database knowledge at 127.0.0.1:1 cannot be reached")
    assert SETTING in said and "hunter2" not in said and "advisor" not in said


def test_a_server_that_never_answers_is_given_up_after_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "CONNECT_SECONDS", 2)  # the least the driver knows
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.perf_counter()
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            Store(f"postgresql+psycopg2://a:b@127.0.0.1:{silent.getsockname()[1]}/knowledge").is_current(CATALOG)
        assert time.perf_counter() - started < 2 * store_module.CONNECT_SECONDS


@pytest.mark.parametrize(
    "address",
    ["nonsense", "oracle://advisor:hunter2@host/db", "made+up://advisor:hunter2@host", "postgresql://advisor:hunter2@host:port/db"],
)  # fmt: skip
def test_an_address_that_is_none_says_how_one_looks(address: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        Store(address).knowledge()
    said = sentence_of(caught.value)
    assert said.startswith(f"{SETTING} is not an address this program can open")
    assert "hunter2" not in said and caught.value.__cause__ is None


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "knowledge.sqlite"
    path.write_text("this is no database\n" * 100, encoding="utf-8")
    with pytest.raises(StoreUnavailable) as caught:
        Store(f"sqlite:///{path}").knowledge()
    assert "is damaged: delete it and run `python -m knowledge build`" in sentence_of(caught.value)


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path, catalog: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for path in (tmp_path / "file" / "knowledge.sqlite", tmp_path):
        with pytest.raises(StoreUnavailable) as caught:
            Store(f"sqlite:///{path}").build(catalog)
        assert "cannot be opened or written" in sentence_of(caught.value)


def test_a_file_that_somebody_else_holds_says_so(
    tmp_path: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "WAIT_SECONDS", 0.2)
    holder, store = (Store(f"sqlite:///{tmp_path / 'knowledge.sqlite'}") for _ in range(2))
    holder.build(catalog)
    with holder._building(), pytest.raises(StoreUnavailable) as caught:
        store.build(catalog)
    assert "is busy: try again in a moment" in sentence_of(caught.value)
    store.build(catalog)


def test_nothing_opens_before_it_is_needed(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path / 'folder' / 'knowledge.sqlite'}")
    assert not (tmp_path / "folder").exists()


def test_the_address_is_the_setting_or_a_file_in_var(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "sqlite:////elsewhere/k.sqlite")
    assert database_url() == "sqlite:////elsewhere/k.sqlite"
    monkeypatch.delenv(SETTING)
    assert database_url() == f"sqlite:///{store_module.ROOT / 'var' / 'knowledge.sqlite'}"


def test_what_was_read_is_not_read_again(store: Store) -> None:
    assert store.knowledge() is store.knowledge()
