"""`python -m knowledge.importers --from FOLDER --to CATALOG` makes the imported files anew; `--update FOLDER` adds.

The catalog is edited by hand too, so `--from` writes to a folder that is named, never to the product's by itself.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge.importers import InputMissing, curated, federal, labour, update
from knowledge.reader import CATALOG


def main(arguments: list[str] | None = None) -> int:
    """Runs every importer; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.importers", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--from", dest="folder", type=Path, help="the folder with the raw files; needs --to")
    what.add_argument("--update", type=Path, help="an update folder, merged into the catalog")
    parser.add_argument("--to", type=Path, help="the catalog folder (for --update by default the product's)")
    options = parser.parse_args(arguments)
    if options.folder is not None and options.to is None:
        parser.error("--from needs --to: it makes every imported file anew")
    try:
        if options.update is not None:
            print(update.run(options.update, options.to or CATALOG))
        else:
            options.to.mkdir(parents=True, exist_ok=True)
            for importer in (federal, curated, labour):
                print(importer.run(options.folder, options.to))
    except (InputMissing, update.Undecided) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
