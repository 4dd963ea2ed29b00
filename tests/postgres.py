"""A real PostgreSQL for tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil


@contextmanager
def running_postgres() -> Iterator[tuple[str, Path]]:
    """A PostgreSQL server on a Unix socket; yields its address, up to {database}, and its folder."""
    import pgserver  # slow, and needed by few

    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: the path of a socket has a limit of 107 characters
    server = pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield f"postgresql+psycopg2://postgres@/{{database}}?host={server.get_uri().split('host=')[1]}", folder
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def kill_all_of(folder: Path) -> None:
    """Kills a PostgreSQL with all its processes, as a failing machine would."""
    first = psutil.Process(int((folder / "postmaster.pid").read_text().splitlines()[0]))
    ended = [first, *first.children(recursive=True)]
    for each in ended:
        with suppress(psutil.NoSuchProcess):
            each.kill()
    psutil.wait_procs(ended, 10)


def start_again(folder: Path) -> None:
    """Starts a PostgreSQL that was killed, in the same folder and at the same address."""
    import pgserver

    pgserver.get_server(folder).ensure_postgres_running()
