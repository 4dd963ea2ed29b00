"""Checks what the website sends: that dist/ is built from src/ as it is now, and how much goes over the wire.

`python -m bot.website.bundle` prints both.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from bot.website.pages import HERE, pages

BUILT_FROM = "dist/built_from.json"  # file -> SHA-256, written by stamp.mjs
MOST_CLOSED, MOST_OPEN = 60_000, 90_000  # bytes, compressed, before and after the window was opened
CLOSED = ("/widget.js",)
OPENED = ("/chat", "/chat.css", "/chat.js", "/icon.svg")


def changed(folder: Path = HERE) -> list[str]:
    """Files that are not those dist/ was built from, or that were changed in dist/ by hand; none where all is well."""
    noted = folder / BUILT_FROM
    if not noted.is_file():
        return [BUILT_FROM]
    built_from: dict[str, str] = json.loads(noted.read_text(encoding="utf-8"))
    there = {f"src/{path.name}" for path in (folder / "src").iterdir()} | set(built_from)
    return sorted(name for name in there if _sum(folder / name) != built_from.get(name))


def _sum(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def weights() -> tuple[int, int]:
    """Bytes over the wire until the window is open, and with it, each file compressed as it is served."""
    served = pages(())
    closed = sum(len(served[path].compressed) for path in CLOSED)
    return closed, closed + sum(len(served[path].compressed) for path in OPENED)


def check() -> int:
    """Prints sizes and what is wrong; 1 where something is."""
    closed, opened = weights()
    wrong = [f"{name} is not what dist/ was built from: `make widget` builds it anew." for name in changed()]
    for what, size, most in (("the closed window", closed, MOST_CLOSED), ("the open window", opened, MOST_OPEN)):
        if size > most:
            wrong.append(f"Website: {what} takes {size:,} bytes, more than {most:,}.")
    print(f"Website: {closed / 1000:.1f} KB gzip until the window is open, {opened / 1000:.1f} KB with it.")
    print("\n".join(wrong), end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(check())
