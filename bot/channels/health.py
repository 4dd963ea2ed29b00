"""`/health/live`, `/health/ready` and `/metrics`, at the root of the Rasa server, for whoever watches over it.

Whether the process lives may be asked by anybody; the rest only by this machine and by the addresses of
ADVISOR_WATCHERS.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from actions.serving.door import SAFE_HEADERS, refusal
from bot.channels.visitor import Network, is_local, is_one_of
from bot.histories import is_reached
from bot.watching import metrics
from knowledge.store import Store, StoreUnavailable

NOT_YOURS = "Only this machine and the addresses of ADVISOR_WATCHERS may read this."
SECONDS = 3.0  # until a part that does not answer counts as away
FRESH = 1.0  # seconds that a finding is given out again; who asks often costs nothing
_HEADERS = {**SAFE_HEADERS, "cache-control": "no-store"}
PLAIN = "text/plain; version=0.0.4; charset=utf-8"


def add_routes(
    routes: Blueprint, agent: Callable[[], Any], visitor: Callable[[Request], str], watchers: Sequence[Network]
) -> None:
    """Adds the routes.

    Args:
        agent: gives Rasa's agent once the server has started.
        visitor: says which address a request counts for.
        watchers: networks that may read what this machine may read.
    """
    parts = _Parts(agent)

    def may_read(request: Request) -> bool:
        return is_local(request) or is_one_of(visitor(request), watchers)

    @routes.get("/health/live")
    async def live(request: Request) -> HTTPResponse:
        return response.json({"status": "ok"}, headers=_HEADERS)

    @routes.get("/health/ready")
    async def ready(request: Request) -> HTTPResponse:
        if not may_read(request):
            return refusal(403, NOT_YOURS)
        found = await parts.found()
        status = 200 if set(found.values()) == {"ok"} else 503
        return response.json(found, status=status, headers=_HEADERS)

    @routes.get("/metrics")
    async def numbers(request: Request) -> HTTPResponse:
        if not may_read(request):
            return refusal(403, NOT_YOURS)
        return response.text(metrics(), headers=_HEADERS, content_type=PLAIN)


class _Parts:
    """Whether the parts are there, looked at once a moment however often it is asked."""

    def __init__(self, agent: Callable[[], Any]) -> None:
        self._agent, self._store = agent, Store()
        self._looking = asyncio.Lock()
        self._found: tuple[float, dict[str, str]] = (float("-inf"), {})

    async def found(self) -> dict[str, str]:
        """Part -> "ok" or "away"."""
        async with self._looking:
            when, found = self._found
            if time.monotonic() - when > FRESH:
                parts = {"model": self._model, "database": self._database, "actions": self._actions}
                answers = await asyncio.gather(*(_in_time(look) for look in parts.values()))
                found = {name: "ok" if there else "away" for name, there in zip(parts, answers, strict=True)}
                self._found = (time.monotonic(), found)
        return found

    async def _model(self) -> bool:
        return bool(self._agent().is_ready())

    async def _database(self) -> bool:
        await asyncio.get_running_loop().run_in_executor(None, self._store.knowledge)
        return await is_reached(self._agent().tracker_store)

    async def _actions(self) -> bool:
        address = str(self._agent().action_endpoint.url).replace("/webhook", "/health")
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            return answer.status == 200


async def _in_time(look: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await asyncio.wait_for(look(), SECONDS)
    except (asyncio.TimeoutError, aiohttp.ClientError, OSError, SQLAlchemyError, StoreUnavailable):
        return False
