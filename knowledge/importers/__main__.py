"""`python -m knowledge.importers --from FOLDER`: re-create the imported catalog files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge.importers import InputMissing, curated, federal, labour
from knowledge.reader import CATALOG


def main(arguments: list[str] | None = None) -> int:
    """Runs every importer; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.importers", description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, required=True, help="the folder with the raw files")
    parser.add_argument("--to", type=Path, default=CATALOG, help="the catalog folder (default: the product's)")
    options = parser.parse_args(arguments)
    try:
        for importer in (federal, curated, labour):
            print(importer.run(options.folder, options.to))
    except InputMissing as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
