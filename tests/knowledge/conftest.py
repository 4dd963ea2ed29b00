"""Databases and small catalogs for the tests of the knowledge base."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from knowledge import changed
from knowledge.reader import CATALOG

_NUMBERS = itertools.count(1)
# Programs that between them show most traps; the small catalog has these only.
SMALL = ("gatech-omscs", "gatech-omsa", "cmu-mcds", "cuboulder-mscs-coursera", "eth-msc-data-science")


@pytest.fixture(autouse=True)
def _own_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What builds changed is reported where the test sees it, and not among the machine's logs."""
    monkeypatch.setattr(changed, "REPORT", tmp_path / "log" / "catalog_changes.txt")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'knowledge.sqlite'}"
    server = request.getfixturevalue("postgres")
    name = f"knowledge_{next(_NUMBERS)}"
    engine = create_engine(server.format(database="postgres"), future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return str(server.format(database=name))


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A small copy of the catalog that a test may break: 5 programs, 30 field records, 60 wages."""
    copy = tmp_path / "catalog"
    shutil.copytree(CATALOG, copy, ignore=lambda _, names: [name for name in names if _is_left_out(name)])
    for name, rows in (("field_records.csv", 30), ("wages.csv", 60)):
        path = copy / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[: rows + 1]), encoding="utf-8")
    _leave_out_universities(copy)
    return copy


def _leave_out_universities(catalog: Path) -> None:
    """Keeps the universities that something else names, and the header."""
    others = [catalog / "field_records.csv", *(catalog / "programs").glob("*.yml")]
    named = " ".join(path.read_text(encoding="utf-8") for path in others).replace(",", " ").split()
    for name, header in (("universities.csv", "id"), ("charges.csv", "university")):
        path = catalog / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if line.split(",")[0] in {header, *named}), encoding="utf-8")


def _is_left_out(name: str) -> bool:
    programs = (CATALOG / "programs" / name).exists()
    return programs and name.removesuffix(".yml") not in SMALL
