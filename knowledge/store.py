"""The knowledge base on disk: built from the catalog in one transaction, read as immutable snapshots.

SQLite by default, PostgreSQL with `ADVISOR_DATABASE_URL=postgresql+psycopg2://…`. Nothing opens at import, nor when
a `Store` is made. A build replaces all rows or none: whoever reads meanwhile sees the state before it.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from threading import Lock

from sqlalchemy import create_engine, event, select, text
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError

from knowledge import changed, models, rows
from knowledge.base import Knowledge
from knowledge.bulk import uncollected
from knowledge.reader import CATALOG, read
from knowledge.sqlite import let_readers_go_on

SETTING = "ADVISOR_DATABASE_URL"
ROOT = Path(__file__).parents[1]
CONNECT_SECONDS = 3
# How long a builder waits for another one, and the longest a single statement may take.
WAIT_SECONDS = 30
_BUILD_LOCK = 0x6D6C6D73  # any fixed number: what PostgreSQL builders agree to lock
_BUILDING = "building"  # marks a connection whose transaction is a build
_REMEDY = "run `python -m knowledge build`"


class StoreUnavailable(Exception):
    """The knowledge base cannot be used now; the message is one sentence for a person that says what to do."""


def database_url() -> str:
    """Where the knowledge base is: the setting, or a SQLite file in the project's var/."""
    return os.environ.get(SETTING) or f"sqlite:///{ROOT / 'var' / 'knowledge.sqlite'}"


def catalog_hash(folder: Path) -> str:
    """A fingerprint of the names and contents of all files of a catalog."""
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.suffix in (".yml", ".csv")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


class Store:
    """The knowledge base at one address.

    Args:
        url: a SQLAlchemy address; by default `database_url()`.
    """

    def __init__(self, url: str | None = None) -> None:
        self._url = url or database_url()
        self._lock = Lock()
        self._opened: Engine | None = None
        self._snapshot: Knowledge | None = None
        self.changed: tuple[changed.Changed, ...] = ()  # by the last build of this store

    def build(self, catalog_dir: Path = CATALOG) -> str:
        """Reads the catalog and replaces the knowledge base with it; returns the new build's id.

        Raises:
            CatalogError: the catalog has problems; the knowledge base stays as it was.
            StoreUnavailable: the database cannot be reached or written; it stays as it was.
        """
        build = self._build(catalog_dir)
        return str(build)

    def ensure(self, catalog_dir: Path = CATALOG) -> bool:
        """Builds when the knowledge base is missing or older than the catalog; returns whether it did.

        Raises as `build` does.
        """
        if self.is_current(catalog_dir):
            return False
        return self._build(catalog_dir, only_if_outdated=True) is not None

    def is_current(self, catalog_dir: Path = CATALOG) -> bool:
        """Whether the knowledge base was built from this very catalog, with these very tables.

        Raises:
            StoreUnavailable: the database cannot be reached.
        """
        wanted = (catalog_hash(catalog_dir), models.schema_hash())
        with self._reading() as connection:
            return _built_from(connection) == wanted

    def knowledge(self) -> Knowledge:
        """The current snapshot; loaded only when the build has changed since the last call.

        Raises:
            StoreUnavailable: the database cannot be reached, or was not built yet.
        """
        with self._reading() as connection:
            build = self._usable_build(connection)
            with self._lock:
                if self._snapshot is None or self._snapshot.build != build:
                    with uncollected():
                        self._snapshot = rows.load(connection, build)
                return self._snapshot

    def close(self) -> None:
        """Closes the connections; the store opens new ones when it is used again."""
        with self._lock:
            engine, self._opened = self._opened, None
        if engine is not None:
            engine.dispose()

    def _usable_build(self, connection: Connection) -> str:
        """The id of the build in the database; one query."""
        row = connection.execute(select(models.builds.c.id, models.builds.c.schema_hash)).first()
        if row is None:
            raise StoreUnavailable(f"{self._name} holds no knowledge base yet: {_REMEDY}.")
        if row.schema_hash != models.schema_hash():
            raise StoreUnavailable(f"{self._name} was built by another version of this program: {_REMEDY}.")
        return str(row.id)

    @uncollected()
    def _build(self, catalog_dir: Path, only_if_outdated: bool = False) -> str | None:
        """Builds in one transaction; returns the new build's id, or None when there was nothing to do."""
        wanted = (catalog_hash(catalog_dir), models.schema_hash())
        build = uuid.uuid4().hex
        knowledge = read(catalog_dir, build)
        with self._building() as connection:
            present = _built_from(connection)
            if only_if_outdated and present == wanted:  # somebody else built it while we waited
                return None
            before = rows.load(connection, build) if present is not None and present[1] == wanted[1] else None
            if before is None:
                models.metadata.drop_all(connection)
                models.metadata.create_all(connection)
            rows.write(connection, knowledge)
            now = datetime.now(timezone.utc).isoformat(timespec="seconds")
            row = {"id": build, "catalog_hash": wanted[0], "schema_hash": wanted[1], "built_at": now}
            connection.execute(models.builds.delete())
            connection.execute(models.builds.insert(), row)
        self.changed = changed.changes(before, knowledge) if before is not None else ()
        changed.keep(self.changed)
        return build

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with self._explained(), self._engine().connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _building(self) -> Iterator[Connection]:
        """A transaction that only one builder at a time is in."""
        with self._explained(), self._engine().connect() as connection:
            if connection.dialect.name == "postgresql":
                # not the readers' level: whoever waited for the lock must see what the one before has built
                connection = connection.execution_options(isolation_level="READ COMMITTED")
            connection.info[_BUILDING] = True
            try:
                with connection.begin():
                    if connection.dialect.name == "postgresql":
                        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _BUILD_LOCK})
                    yield connection
            finally:
                connection.info.pop(_BUILDING, None)

    def _engine(self) -> Engine:
        with self._lock:
            if self._opened is None:
                self._opened = _open(_parsed(self._url))
            return self._opened

    @property
    def _name(self) -> str:
        return _name(_parsed(self._url))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turns the errors of the driver and the file system into one sentence without secrets."""
        try:
            yield
        except DBAPIError as error:
            raise StoreUnavailable(_explanation(_parsed(self._url), error)) from error
        except OSError as error:
            raise StoreUnavailable(_explanation(_parsed(self._url), error)) from error


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
        url.get_dialect().dbapi()
        usable = url.get_backend_name() in ("sqlite", "postgresql")
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        usable = False
    if not usable:
        # raised outside of `except`: the address, with its password, stands in the original error
        raise StoreUnavailable(
            f"{SETTING} is not an address this program can open: it must look like "
            "postgresql+psycopg2://user:password@host/database or sqlite:///path/to/file."
        )
    return url


def _name(url: URL) -> str:
    """The database in words, without user and password."""
    if url.get_backend_name() == "sqlite":
        return f"The SQLite file {url.database or ':memory:'}"
    port = f":{url.port}" if url.port else ""
    return f"The {url.get_backend_name()} database {url.database or ''} at {url.host or 'this machine'}{port}"


def _explanation(url: URL, error: DBAPIError | OSError) -> str:
    """One sentence for an error of the driver or the file system."""
    name = _name(url)
    said = str(error.orig if isinstance(error, DBAPIError) else error).casefold()
    if "locked" in said or "canceling statement" in said:
        return f"{name} is busy: try again in a moment."
    if "no such table" in said or ("relation" in said and "does not exist" in said):
        return f"{name} holds no knowledge base yet: {_REMEDY}."
    if "not a database" in said or "malformed" in said:
        return f"{name} is damaged: delete it and {_REMEDY}."
    if "no such column" in said or not isinstance(error, (OperationalError, InterfaceError, OSError)):
        return f"{name} does not have the tables this program makes: give it an empty one and {_REMEDY}."
    if url.get_backend_name() == "sqlite":
        return f"{name} cannot be opened or written: check the folder's permissions and free space."
    return f"{name} cannot be reached or refuses the login: start it, or correct {SETTING}."


def _open(url: URL) -> Engine:
    """An engine; connects to nothing yet."""
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    options = f"-c statement_timeout={WAIT_SECONDS * 1000}"
    arguments = {"connect_timeout": CONNECT_SECONDS, "options": options}
    # REPEATABLE READ: a snapshot takes several queries and must not see half of two builds
    return create_engine(
        url, future=True, pool_pre_ping=True, isolation_level="REPEATABLE READ", connect_args=arguments
    )


def _open_sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, future=True, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # the driver's own BEGIN would leave tables out of the transaction
        let_readers_go_on(connection, WAIT_SECONDS)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get(_BUILDING) else "BEGIN")

    return engine


def _built_from(connection: Connection) -> tuple[str, str] | None:
    """The fingerprints of the catalog and the tables that the database was built from, or None."""
    if not connection.dialect.has_table(connection, models.builds.name):
        return None
    row = connection.execute(select(models.builds.c.catalog_hash, models.builds.c.schema_hash)).first()
    return None if row is None else (row[0], row[1])
