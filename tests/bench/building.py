"""How long a knowledge base is built, of the shipped catalog and of 100,000 programs, in SQLite and in PostgreSQL.

The large catalog is generated: the shipped one many times over, in files, each copy with universities, names and prices
of its own. Of it are also measured how long a server takes to load it, and a search in what was loaded.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from knowledge import changed
from knowledge.reader import CATALOG, sizes
from knowledge.store import Store
from tests.bench.ranking import AIM_FIRST_MS, AIM_MS, PROGRAMS, ranking
from tests.postgres import running_postgres

AIM_SHIPPED_S, AIM_LARGE_S = 2.0, 60.0
_UNIVERSITY_FILES = {"universities": "id", "charges": "university", "field_records": "university"}
_AMOUNT = re.compile(r"^(  (?:tuition_total|price_per|application_fee)\w*:\n    value: )(\d+)$", re.MULTILINE)


def main() -> bool:
    """Prints the figures; whether an aim is missed."""
    missed = False
    with tempfile.TemporaryDirectory() as folder, _databases(Path(folder)) as databases:
        changed.REPORT = Path(folder) / "changes.txt"  # what differs between the two is no news
        large = Path(folder) / "catalog"
        generate(large, PROGRAMS)
        for catalog, aim in ((CATALOG, AIM_SHIPPED_S), (large, AIM_LARGE_S)):
            for name, address in databases.items():
                missed |= _measured(catalog, aim, name, address)
    return missed


def _measured(catalog: Path, aim: float, name: str, address: str) -> bool:
    """Prints what one build, one snapshot and searches in it take; whether an aim is missed."""
    counts = sizes(catalog)
    store = Store(address)
    build_s = _seconds(lambda: store.build(catalog))
    again_s = _seconds(lambda: store.build(catalog))
    load_s = _seconds(store.knowledge)
    programs = store.knowledge().programs
    store.close()
    search_ms, first_ms = ranking(list(programs))
    print(
        f"{name}: {len(programs):,} programs ({counts['programs']:,} of them named) are built in {build_s:.1f} s, "
        f"again, and held against the build before, in {again_s:.1f} s (aim: at most {aim:g}), "
        f"loaded in {load_s:.1f} s, searched in {search_ms:.1f} ms (aim: at most {AIM_MS:g}), "
        f"the first time in {first_ms:,.0f} ms (aim: at most {AIM_FIRST_MS:g})",
        flush=True,
    )
    return max(build_s, again_s) > aim or search_ms > AIM_MS or first_ms > AIM_FIRST_MS


def _seconds(do: Any) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


@contextmanager
def _databases(folder: Path) -> Iterator[dict[str, str]]:
    with running_postgres() as (address, _):
        yield {"SQLite": f"sqlite:///{folder / 'knowledge.sqlite'}", "PostgreSQL": address.format(database="postgres")}


def generate(folder: Path, least: int) -> None:
    """Writes a catalog of at least so many programs: copies of the shipped one."""
    shutil.copytree(CATALOG, folder)
    copies = -(-least // sum(sizes().values()))
    for name, key in _UNIVERSITY_FILES.items():
        _multiply_rows(folder / f"{name}.csv", key, copies)
    for path in (CATALOG / "programs").glob("*.yml"):
        head, facts = path.read_text(encoding="utf-8").split("\nfacts:\n")
        written = yaml.load(head, Loader=yaml.CSafeLoader)
        for number in range(1, copies):
            copy = folder / "programs" / f"{path.stem}-{number}.yml"
            copy.write_text(f"{_head(written, number)}\nfacts:\n{_dearer(facts, number)}", encoding="utf-8")


def _multiply_rows(path: Path, key: str, copies: int) -> None:
    """Appends copies of all rows, each at a university of its own."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        for number in range(1, copies):
            for row in rows:
                own = {key: f"{row[key]}-{number}"}
                if row.get("unitid"):
                    own["unitid"] = f"{row['unitid']}{number:03}"
                writer.writerow({**row, **own})


def _head(written: dict[str, Any], number: int) -> str:
    """What stands before a program's facts, of a copy; a JSON value is a YAML value."""
    names = {"short": f"{written['short']} {number}"} if "short" in written else {}
    aliases = {"aliases": [f"{each} {number}" for each in written["aliases"]]} if written.get("aliases") else {}
    ids = {key: f"{written[key]}-{number}" for key in ("id", "university")}
    return "\n".join(f"{key}: {json.dumps(value)}" for key, value in {**written, **names, **aliases, **ids}.items())


def _dearer(facts: str, by: int) -> str:
    return _AMOUNT.sub(lambda found: f"{found[1]}{int(found[2]) + by}", facts)


if __name__ == "__main__":
    sys.exit(main())
