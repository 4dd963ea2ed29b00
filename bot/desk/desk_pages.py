"""The desk's pages: Jinja2 templates, every value escaped, with a strict policy and nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from actions.serving.door import SAFE_HEADERS
from bot.desk.few import FEW, about
from bot.desk.visits import SAID

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    **SAFE_HEADERS,
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",  # without any a browser calls the origin of our own forms "null"
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
}
PAGES = (
    ("/desk", "Overview"),
    ("/desk/asked", "What people ask"),
    ("/desk/answers", "Answers"),
    ("/desk/programs", "Programs"),
    ("/desk/old", "Grown old"),
    ("/desk/pending", "Pending"),
    ("/accuracy", "How well it does"),
)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = percent
    environment.filters["counted"] = counted
    environment.filters["about"] = about
    environment.filters["or_few"] = or_few
    environment.globals.update(pages=PAGES, style=style, said_words=SAID, few=FEW)
    return environment


def rendered(template: str, **parts: Any) -> str:
    """A page as HTML.

    Args:
        parts: what stands in it; `base.html` tells what each page needs.
    """
    frame = {"editor": "", "form_key": "", "here": "", "said": "", "alone": False}
    frame |= {"is_in": False, "named": False, "pending_count": 0}
    return _environment().get_template(template).render(**{**frame, **parts})


def style() -> Markup:
    """The style sheet, for a page that stands alone."""
    return Markup((HERE / "desk.css").read_text(encoding="utf-8"))  # noqa: S704 (a file of ours)


def percent(share: float | None, places: int = 0) -> str:
    """A share as people read it: "86 %"; a dash where there is none."""
    return "–" if share is None else f"{share * 100:.{places}f} %"


def or_few(shown: int) -> str:
    """A sum of what may be shown, as people read it."""
    return f"{shown:,}" if shown else "few"


def counted(count: int, one: str, more: str = "") -> str:
    """ "1 question", "1,200 questions"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
