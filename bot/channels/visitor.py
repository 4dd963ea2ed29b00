"""Where a request comes from, for limits and for what only this machine may do; when it came; by which name."""

from __future__ import annotations

import socket
import struct
import sys
import time
from collections.abc import Container, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from sanic import Request

from bot.settings import is_loopback

Network = IPv4Network | IPv6Network
_HOUSEHOLD = 64  # bits of an IPv6 address that one subscriber has, who may change the others at will
# Who came through a proxy did not come from this machine, though the proxy may run on it.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
# <linux/tcp.h>: where in `struct tcp_info` it stands how many milliseconds ago data came last.
_LAST_DATA_RECEIVED = 52


def arrival(request: Request) -> float:
    """When a request came to this machine, in seconds of time.time(); 0.0 where only the time of reading is known.

    A server that is busy reads late what came early; on Linux the connection itself knows.
    """
    connection = request.transport.get_extra_info("socket") if request.transport else None
    if connection is None or not sys.platform.startswith("linux"):
        return 0.0
    try:
        told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _LAST_DATA_RECEIVED + 4)
    except OSError:
        return 0.0
    return time.time() - int(struct.unpack_from("I", told, _LAST_DATA_RECEIVED)[0]) / 1000


def visitor(request: Request, proxies: Sequence[Network]) -> str:
    """The address that a request counts for: of IPv6 the household's network.

    Args:
        proxies: whose `X-Forwarded-For` is believed; of what else sends it nothing is.
    """
    found = _address(request.ip)
    if found is not None and _is_of(found, proxies):
        for each in reversed((request.headers.get("x-forwarded-for") or "").split(",")):
            came_from = _address(each.strip())
            if came_from is None:
                break
            found = came_from
            if not _is_of(found, proxies):
                break
    if found is None:
        return str(request.ip)
    return str(found) if found.version == 4 else str(IPv6Network((found, _HOUSEHOLD), strict=False))


def is_local(request: Request) -> bool:
    """Whether a request came from this machine, to an address of this machine, by a name of this machine.

    The name matters because a website may have its own name point here, and have a visitor's browser call it.
    """
    ends = (request.conn_info.peername, request.conn_info.sockname)
    here = all(end and _is_of_this_machine(end[0]) for end in ends)
    return here and is_loopback(_host(request)) and not any(name in request.headers for name in _FORWARDED)


def is_asked_for(request: Request, addresses: Container[str]) -> bool:
    """Whether a request names a host that is ours: this machine's own name, a bare address, or one that was set.

    Any other name may be one that its owner had point here, so that a visitor's browser takes us for that site.

    Args:
        addresses: such as "https://advisor.example.edu", in lower case.
    """
    host = _host(request)
    ours = {f"{scheme}://{(request.headers.get('host') or '').lower()}" for scheme in ("http", "https")}
    return is_loopback(host) or _address(host) is not None or any(each in addresses for each in ours)


def is_own_origin(request: Request, addresses: Container[str]) -> bool:
    """Whether a browser that says which site a request comes from names ours."""
    origin = request.headers.get("origin")
    if not origin:
        return True
    named = _split(origin)
    same = named is not None and named.netloc == request.headers.get("host")
    public = any(f"{scheme}://{request.headers.get('host')}".lower() in addresses for scheme in ("http", "https"))
    return same and (origin.lower() in addresses if public else True)


def _host(request: Request) -> str:
    named = _split(f"//{request.headers.get('host') or ''}")
    return (named.hostname or "") if named else ""


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _is_of_this_machine(address: str) -> bool:
    found = _address(address)
    return bool(found and found.is_loopback)


def is_one_of(came_from: str, networks: Sequence[Network]) -> bool:
    """Whether an address, or an IPv6 household, from `visitor` is in one of the networks."""
    found = _address(came_from.split("/")[0])
    return found is not None and _is_of(found, networks)


def _is_of(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    return any(address in each for each in networks)


def _address(written: str) -> IPv4Address | IPv6Address | None:
    """The address; one of IPv4 that is written as IPv6 as what it is."""
    try:
        found = ip_address(written.split("%")[0].strip("[]"))
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
