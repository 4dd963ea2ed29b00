"""The files that the website channel serves, with their headers. Read once, at start."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sanic import Request, response
from sanic.response import HTTPResponse

from knowledge.reader import sizes

HERE = Path(__file__).parent
HTML, SCRIPT, STYLE, IMAGE = (
    "text/html; charset=utf-8",
    "text/javascript; charset=utf-8",
    "text/css; charset=utf-8",
    "image/svg+xml",
)
_SAFE = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-cache"}
_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
# Nothing but the rendering library may turn a string into markup.
_TRUSTED = "require-trusted-types-for 'script'; trusted-types lit-html"


class MissingPages(RuntimeError):
    """The bundled files are not there; the message says what to do."""


@dataclass(frozen=True)
class Page:
    """A file with its headers."""

    content: bytes
    content_type: str
    headers: dict[str, str]

    def answer(self, request: Request) -> HTTPResponse:
        """The file, or 304 for who has it already."""
        if request.headers.get("if-none-match") == self.headers["etag"]:
            return response.empty(304, headers=self.headers)
        return response.raw(self.content, content_type=self.content_type, headers=self.headers)


def pages(frame_ancestors: Sequence[str]) -> dict[str, Page]:
    """Path -> page.

    Args:
        frame_ancestors: the origins of websites that may show the chat window.

    Raises:
        MissingPages: a file of dist/ is missing.
    """
    ancestors = " ".join(("'self'", *frame_ancestors))
    return {
        "/": _page("demo.html", HTML, f"{_STRICT}; frame-src 'self'; frame-ancestors 'none'"),
        "/demo.js": _page("demo.js", SCRIPT),
        "/demo.css": _page("demo.css", STYLE),
        "/icon.svg": _page("icon.svg", IMAGE),
        "/chat": _page("chat.html", HTML, f"{_STRICT}; {_TRUSTED}; frame-ancestors {ancestors}"),
        "/chat.css": _page("chat.css", STYLE),
        "/chat.js": _page("dist/chat.js", SCRIPT),
        # Other sites load this one file, so it may be used from anywhere.
        "/widget.js": _page("dist/widget.js", SCRIPT, shared=True),
    }


def _page(name: str, content_type: str, policy: str = "", shared: bool = False) -> Page:
    path = HERE / name
    if not path.is_file():
        raise MissingPages(f"{path} is missing; check it out again, or rebuild it with `make widget`.")
    content = path.read_bytes()
    if name == "demo.html":
        for key, count in sizes().items():
            content = content.replace(f"{{{key}}}".encode(), f"{count:,}".encode())
    headers = {**_SAFE, "etag": f'"{hashlib.sha256(content).hexdigest()[:16]}"'}
    headers["cross-origin-resource-policy"] = "cross-origin" if shared else "same-origin"
    if policy:
        headers["content-security-policy"] = policy
    return Page(content, content_type, headers)
