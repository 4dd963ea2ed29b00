"""The files that the website channel serves, with their headers. Read and compressed once, at start."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic import Request, response
from sanic.response import HTTPResponse

from actions.serving.door import SAFE_HEADERS
from knowledge.reader import sizes

HERE = Path(__file__).parent
HTML, SCRIPT, STYLE, IMAGE = (
    "text/html; charset=utf-8",
    "text/javascript; charset=utf-8",
    "text/css; charset=utf-8",
    "image/svg+xml",
)
_SAFE = {**SAFE_HEADERS, "vary": "Accept-Encoding"}
# A page is asked for each time (and answered 304); what it loads has its version in the address and is kept for a year;
# the widget's address stands on other sites, so it is kept for ten minutes and renewed behind the scenes for a day.
CHECKED, FOREVER, WIDGET = (
    "no-cache",
    "public, max-age=31536000, immutable",
    "public, max-age=600, stale-while-revalidate=86400",
)
_LOADED = re.compile(rb'((?:href|src)=")((?:demo|chat)\.(?:css|js)|icon\.svg)"')
_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
# The window may listen where its host page lets it (docs/website.md); no other page of ours ever does.
_LISTENS = {"permissions-policy": SAFE_HEADERS["permissions-policy"].replace("microphone=()", "microphone=(self)")}
# Nothing but the rendering library may turn a string into markup.
_TRUSTED = "require-trusted-types-for 'script'; trusted-types lit-html"


class MissingPages(RuntimeError):
    """The bundled files are not there; the message says what to do."""


@dataclass(frozen=True)
class Page:
    """A file with its headers; `version` is what its address carries where it may be kept."""

    content: bytes
    content_type: str
    headers: dict[str, str]
    version: str

    @property
    def compressed(self) -> bytes:
        """The file as it goes over the wire."""
        return _compressed(self.content)

    def answer(self, request: Request) -> HTTPResponse:
        """The file, or 304 for who has it already."""
        zipped = takes_gzip(request)
        # Two encodings are two representations, so each has a tag of its own.
        headers = {**self.headers, "etag": f'"{self.version}{"-gzip" if zipped else ""}"'}
        if "cache-control" not in headers:
            headers["cache-control"] = FOREVER if request.args.get("v") == self.version else CHECKED
        if self.version in (request.headers.get("if-none-match") or ""):
            return response.empty(304, headers=headers)
        if zipped:
            headers["content-encoding"] = "gzip"
        return response.raw(
            self.compressed if zipped else self.content, content_type=self.content_type, headers=headers
        )


def takes_gzip(request: Request) -> bool:
    """Whether who asks can read gzip."""
    return bool(re.search(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))", request.headers.get("accept-encoding") or ""))


@lru_cache(maxsize=32)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)


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
        "/chat": _page("chat.html", HTML, f"{_STRICT}; {_TRUSTED}; frame-ancestors {ancestors}", more=_LISTENS),
        "/chat.css": _page("chat.css", STYLE),
        "/chat.js": _page("dist/chat.js", SCRIPT),
        # Other sites load this one file, so it may be used from anywhere.
        "/widget.js": _page("dist/widget.js", SCRIPT, shared=True),
    }


def _page(
    name: str, content_type: str, policy: str = "", shared: bool = False, more: Mapping[str, str] | None = None
) -> Page:
    content = _read(name)
    if name == "demo.html":
        for key, count in sizes().items():
            content = content.replace(f"{{{key}}}".encode(), f"{count:,}".encode())
    headers = {**_SAFE, "cross-origin-resource-policy": "cross-origin" if shared else "same-origin"}
    headers.update(more or {})
    if policy:
        headers["content-security-policy"] = policy
    if content_type == HTML:
        content = _LOADED.sub(_with_version, content)
        headers["cache-control"] = CHECKED
    elif shared:
        headers["cache-control"] = WIDGET
    return Page(content, content_type, headers, _version(content))


def _read(name: str) -> bytes:
    path = HERE / name
    if not path.is_file():
        raise MissingPages(f"{path} is missing; check it out again, or rebuild it with `make widget`.")
    return path.read_bytes()


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _with_version(loaded: re.Match[bytes]) -> bytes:
    """The address of a file that a page loads, with the file's version."""
    name = loaded[2].decode()
    content = _read(f"dist/{name}" if name == "chat.js" else name)
    return loaded[1] + f'{name}?v={_version(content)}"'.encode()
