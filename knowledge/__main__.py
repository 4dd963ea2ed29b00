"""`python -m knowledge build|check|stats`: the knowledge base from the command line."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from knowledge.problems import CatalogError

try:
    from knowledge.base import Knowledge
    from knowledge.criteria import unchecked
    from knowledge.reader import CATALOG, read
    from knowledge.store import Store, StoreUnavailable
except CatalogError as error:  # criteria.yml, without which nothing here means anything
    print(*error.problems, sep="\n")
    sys.exit(1)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    parser.add_argument("command", choices=("build", "check", "stats"))
    parser.add_argument("--catalog", type=Path, default=CATALOG, help="the catalog folder (default: the product's)")
    options = parser.parse_args(arguments)
    try:
        print({"build": build, "check": check, "stats": stats}[options.command](options.catalog))
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
    """Reads the catalog, which finds every problem; touches no database."""
    if unchecked():
        raise CatalogError([f"knowledge/criteria.py: nothing checks the wish {key} (type odd)" for key in unchecked()])
    return f"catalog: {_counts(read(catalog))} ok"


def stats(catalog: Path) -> str:
    """How much the catalog holds, and how many named programs have each fact on record."""
    knowledge = read(catalog)
    named = [program for program in knowledge.programs if program.kind == "program"]
    recorded = Counter(key for program in named for key in program.facts)
    lines = [f"{count:5} of {len(named)} programs record {key}" for key, count in recorded.most_common()]
    secondhand = sum(fact.secondhand for program in named for fact in program.facts.values())
    return "\n".join([_counts(knowledge), f"{secondhand} facts are second-hand", *lines])


def _counts(knowledge: Knowledge) -> str:
    kinds = Counter(program.kind for program in knowledge.programs)
    return (
        f"{kinds['program']} programs, {kinds['field']} field records, {len(knowledge.universities)} universities, "
        f"{len(knowledge.wages)} wages"
    )


if __name__ == "__main__":
    sys.exit(main())
