"""`python -m knowledge build|check|coverage|stale|import|template`: the knowledge base from the command line."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from knowledge import ages, coverage
from knowledge.base import Knowledge
from knowledge.reader import CATALOG, CatalogError, read
from knowledge.store import Store, StoreUnavailable


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=(does.__doc__ or "").split(".")[0])
        command.add_argument("--catalog", type=Path, default=CATALOG, help="the catalog folder")
    options = parser.parse_args(arguments)
    try:
        print(COMMANDS[options.command](options.catalog))
    except CatalogError as error:
        print(*error.problems, sep="\n")
        return 1
    except StoreUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(catalog: Path) -> str:
    """Builds the knowledge base anew from the catalog."""
    return f"knowledge base built: {Store().build(catalog)}"


def check(catalog: Path) -> str:
    """Reads the catalog, which finds every problem, and sums up what it holds. Touches no database."""
    knowledge = read(catalog)
    return f"catalog: {_counts(knowledge)} ok\n{coverage.summary(knowledge, date.today().year)}"


def report(catalog: Path) -> str:
    """How many named programs have on record what applicants need, and what is missing of each."""
    return coverage.report(read(catalog), date.today().year)


def stale(catalog: Path) -> str:
    """Facts that are older than their kind bears, with their page and its last reading, oldest first."""
    found = ages.stale(read(catalog), date.today().year)
    lines = [
        f"{each.program.id}  {each.key}  {each.age} years  {each.fact.source}  read {each.program.checked}"
        for each in found
    ]
    return "\n".join((*lines, f"{len(found)} facts are older than they should be"))


def _counts(knowledge: Knowledge) -> str:
    kinds = Counter(program.kind for program in knowledge.programs)
    return (
        f"{kinds['program']} programs, {kinds['field']} field records, {len(knowledge.universities)} universities, "
        f"{len(knowledge.wages)} wages"
    )


COMMANDS = {"build": build, "check": check, "coverage": report, "stale": stale}

if __name__ == "__main__":
    sys.exit(main())
