"""`make torture`, or `python -m tests.torture`: everything, or one part. Exits 1 if anything happened that may not."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import nullcontext

from tests.torture.crowd import at_once_on_one, at_once_on_one_worker, compare_with_alone
from tests.torture.fuzzing import fuzz
from tests.torture.ground import Ground, ground
from tests.torture.killing import kill_each
from tests.torture.patterns import audit
from tests.torture.soak import soak
from tests.torture.strangers import intrude

PATTERNS = "patterns"  # needs no server
PARTS = {
    "strangers": lambda on, chosen: intrude(on),
    "at-once": lambda on, chosen: at_once_on_one(on, chosen.times),
    "one-worker": lambda on, chosen: at_once_on_one_worker(on, chosen.times),
    "crowd": lambda on, chosen: compare_with_alone(on, chosen.people),
    "fuzz": lambda on, chosen: fuzz(on, chosen.fuzzed, chosen.seconds),
    "soak": lambda on, chosen: soak(on, chosen.seconds, chosen.messages),
    "kill": lambda on, chosen: kill_each(on),
    PATTERNS: lambda on, chosen: audit(on),
}


def main() -> int:
    """Runs the parts; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help=f"of {', '.join(PARTS)}; by default all")
    parser.add_argument("--fuzzed", type=int, default=10_000, help="requests that are sent")
    parser.add_argument("--seconds", type=float, default=300, help="after which no more are sent; of the soak too")
    parser.add_argument("--messages", type=int, default=0, help="of the soak at least, however long that takes")
    parser.add_argument("--people", type=int, default=200, help="conversations at once")
    parser.add_argument("--times", type=int, default=100, help="that six messages come at once")
    chosen = parser.parse_args()
    begun = time.monotonic()
    with ground() if chosen.parts != [PATTERNS] else nullcontext(Ground.without_servers()) as on:
        _run(on, chosen)
        print(f"{time.monotonic() - begun:.0f} s, {len(on.missed)} missed")
        return 1 if on.missed else 0


def _run(on: Ground, chosen: argparse.Namespace) -> None:
    for part in chosen.parts or PARTS:
        begun = time.monotonic()
        PARTS[part](on, chosen)
        print(f"  ({part}: {time.monotonic() - begun:.0f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
