"""The database that several servers share, and its tables for what they agree on.

Nothing here is kept: rows live as long as a message or a limit, and none holds what anybody wrote. A transaction that
a crash of the database loses is one that nobody needs afterwards, so none waits for the disk.
"""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import BigInteger, Boolean, Column, Float, Integer, MetaData, String, Table, create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from actions.keeping.schema import bring_up_to_date

CONNECT_SECONDS = 3
STATEMENT_SECONDS = 5
# Who is cut off (no power, no network) is noticed within some twenty seconds, by the database and by the server.
_OPTIONS = (
    "-c default_transaction_isolation=read\\ committed "
    f"-c synchronous_commit=off -c statement_timeout={STATEMENT_SECONDS * 1000} "
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3"
)
_KEPT_ALIVE = {"keepalives_idle": 10, "keepalives_interval": 3, "keepalives_count": 3}
_METADATA = MetaData()
turns = Table(
    "turns",
    _METADATA,
    Column("ticket", BigInteger, primary_key=True),
    Column("key", String(300), nullable=False, index=True),
    Column("place", Float(53), nullable=False),
    Column("owner", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("until", Float(53), nullable=False),
)
limits = Table(
    "limits",
    _METADATA,
    Column("key", String(64), primary_key=True),
    Column("full_at", Float(53), nullable=False),
)


@lru_cache(maxsize=8)
def engine_of(address: str) -> Engine:
    """Connections for single statements; each is a transaction of its own. Connects to nothing yet."""
    return _engine(address, pool_size=4, max_overflow=4, pool_pre_ping=True)


def own_connection(address: str) -> Engine:
    """For a connection that is kept open."""
    return _engine(address, poolclass=NullPool)


def _engine(address: str, isolation: str | None = "AUTOCOMMIT", **pool: object) -> Engine:
    arguments = {"connect_timeout": CONNECT_SECONDS, "options": _OPTIONS, **_KEPT_ALIVE}
    return create_engine(
        address, future=True, isolation_level=isolation, hide_parameters=True, connect_args=arguments, **pool
    )


def make_tables(address: str) -> None:
    """Makes the tables, or brings them up to date, one server at a time.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached, or refuses.
    """
    # an engine of its own: a connection of the others that was given another isolation never gets its own back
    engine = _engine(address, isolation=None, poolclass=NullPool)
    bring_up_to_date(engine, "together")
