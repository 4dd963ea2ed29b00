"""`python -m knowledge build|changes|check|coverage|stale|import|template`: the knowledge base by commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from knowledge.problems import CatalogError

try:
    from knowledge import ages, changed, coverage, gaps
    from knowledge.base import Knowledge
    from knowledge.criteria import unchecked
    from knowledge.importers import InputMissing, agencies, sheet
    from knowledge.reader import CATALOG, read
    from knowledge.store import Store, StoreUnavailable
except CatalogError as error:  # criteria.yml, without which nothing here means anything
    print(*error.problems, sep="\n")
    sys.exit(1)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "import":
            return _import(options)
        if options.command == "template":
            _write(options.file, sheet.template())
            print(f"{options.file} is written: one row a program, the example row goes")
            return 0
        _show(COMMANDS[options.command](options.catalog))
    except CatalogError as error:
        print(*error.problems, sep="\n")
        return 1
    except (StoreUnavailable, InputMissing) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _show(text: str) -> None:
    """Prints a report; whoever reads only its beginning (`| head`) ends it without a fault."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=(does.__doc__ or "").split(".")[0])
        command.add_argument("--catalog", type=Path, default=CATALOG, help="the catalog folder")
    imports = commands.add_parser("import", help="take in data of your own; docs/data.md tells the forms")
    imports.add_argument("kind", choices=("programs", *agencies.KINDS))
    imports.add_argument("files", type=Path, nargs="+", help="csv or xlsx, or the zip an agency publishes")
    imports.add_argument("--catalog", type=Path, default=CATALOG, help="the catalog folder")
    imports.add_argument(
        "--replace", action="store_true", help="overwrite programs that are recorded, and newer figures"
    )
    imports.add_argument("--as-of", help="the period of an agency's figures, where the file's name doesn't tell it")
    template = commands.add_parser("template", help="write an empty sheet of programs")
    template.add_argument("file", type=Path)
    return parser


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as sheet_file:
            sheet_file.write(text)
    except FileExistsError as error:
        raise InputMissing(f"{path} is there already, and may hold a filled sheet: name another file.") from error
    except OSError as error:
        raise InputMissing(f"{path} cannot be written: {error.strerror}.") from error


def _import(options: argparse.Namespace) -> int:
    """Takes in files, prints what came in and each refused row; 1 when any row was refused."""
    refused = 0
    for path in options.files:
        if options.kind == "programs":
            outcome = sheet.run(path, options.catalog, options.replace)
            came, rows = f"{len(outcome.written)} programs", list(outcome.refused)
        else:
            came, rows = agencies.run(options.kind, path, options.catalog, options.as_of, options.replace)
        print(*(f"{path.name}:{row}" for row in rows), sep="\n", end="\n" if rows else "")
        print(f"{path.name}: {came}, {len(rows)} rows refused")
        refused += len(rows)
    return 1 if refused else 0


def build(catalog: Path) -> str:
    """Builds the knowledge base anew from the catalog, and lists what changed since the last build."""
    store = Store()
    built = store.build(catalog)
    return "\n".join((*([changed.report(store.changed)] if store.changed else []), f"knowledge base built: {built}"))


def changes(catalog: Path) -> str:
    """Every value that the catalog's files say otherwise than the knowledge base built last."""
    return changed.report(changed.changes(Store().knowledge(), read(catalog)))


def check(catalog: Path) -> str:
    """Reads the catalog, which finds every problem, and sums up what it holds. Touches no database."""
    if unchecked():
        raise CatalogError([f"knowledge/criteria.py: nothing checks the wish {key} (type odd)" for key in unchecked()])
    knowledge = read(catalog)
    return f"catalog: {_counts(knowledge)} ok\n{coverage.summary(knowledge, date.today().year)}"


def report(catalog: Path) -> str:
    """What conversations asked for in vain, how many named programs record what applicants need, what each lacks."""
    knowledge = read(catalog)
    return coverage.report(knowledge, date.today().year, gaps.asked_in_vain(knowledge))


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


COMMANDS = {"build": build, "changes": changes, "check": check, "coverage": report, "stale": stale}

if __name__ == "__main__":
    sys.exit(main())
