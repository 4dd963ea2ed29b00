"""Editors whom a proxy in front names, so that they need no token: nobody else's word on it is taken."""

from __future__ import annotations

from collections.abc import Container, Sequence

from sanic import Request

from bot.channels.visitor import Network, is_one_of

HEADER = "x-remote-user"


def named_user(request: Request, users: Container[str], proxies: Sequence[Network]) -> str:
    """The editor whom a proxy of ours names in a request; "" where it names nobody, or nobody of these.

    Args:
        users: names of ADVISOR_DESK_USERS.
        proxies: of ADVISOR_PROXIES. The connection itself has to come from one; what a request says of its way counts
            for nothing here.
    """
    named = request.headers.getall(HEADER, [])
    # a header that stands there twice is somebody's own beside the proxy's, and then it is not known which is which
    if len(named) != 1 or named[0] not in users or not is_one_of(str(request.ip), proxies):
        return ""
    return str(named[0])
