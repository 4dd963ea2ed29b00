"""`python -m bot.shared_port SOCKET PORT MODULE …`: a server that takes its connections from a socket of its parent's.

Several servers may take them from one socket: whichever is free takes the next, one that hangs takes none, and while
one is started anew nobody is refused. At PORT, on this machine only, this very server can be asked how it is (0: no).
"""

from __future__ import annotations

import runpy
import socket
import sys
from asyncio import AbstractEventLoop
from functools import partial
from typing import Any

from sanic import Sanic
from sanic.models.server_types import Signal
from sanic.server.runners import _build_protocol_kwargs

HERE = "127.0.0.1"
BACKLOG = 1024  # connections that wait to be taken


def share(inherited: int, own_port: int) -> None:
    """Has Sanic, which has no setting for it, listen on a socket that is open already.

    Args:
        inherited: the socket's descriptor.
        own_port: where this server alone answers too, or 0.
    """
    original_run = Sanic.run

    def run(app: Sanic, _host: Any = None, _port: Any = None, **settings: Any) -> None:
        settings = {name: value for name, value in settings.items() if name not in ("host", "port")}
        if own_port:
            app.register_listener(partial(_answer_alone, own_port), "after_server_start")
        original_run(app, sock=socket.socket(fileno=inherited), **{**settings, "workers": 1, "backlog": BACKLOG})

    Sanic.run = run


async def _answer_alone(port: int, app: Sanic, loop: AbstractEventLoop) -> None:
    from sanic.server.protocols.http_protocol import HttpProtocol
    from sanic.server.protocols.websocket_protocol import WebSocketProtocol

    kind = WebSocketProtocol if app.websocket_enabled else HttpProtocol
    settings = {"app": app, **_build_protocol_kwargs(kind, app.config)}
    protocol = partial(kind, loop=loop, connections=set(), signal=Signal(), **settings)
    app.ctx.alone = await loop.create_server(protocol, HERE, port)  # kept: what nobody holds takes no connections


def main() -> None:
    """Becomes the module; what it reads as its arguments are those behind its name."""
    _, inherited, own_port, module, *rest = sys.argv
    share(int(inherited), int(own_port))
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
