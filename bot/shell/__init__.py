"""`python -m bot shell`: a chat in the terminal; attaches to a running server or starts one.

In a terminal with colours, links, history and quick replies; piped in plain text, and the shell ends with the input.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator

from bot.servers import Servers, port_is_busy
from bot.settings import Settings
from bot.shell.chat import PipedChat, TerminalChat
from bot.shell.client import Client


def shell(as_json: bool = False, resume: bool = False) -> int:
    """Chats until the input ends or the person leaves.

    Args:
        as_json: prints the replies to each line as one JSON list.
        resume: goes on with the last conversation of this terminal.
    """
    settings = Settings.from_environment()
    interactive = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    with _server(settings):
        client = Client(settings.address, resume)
        (TerminalChat(client, resume) if interactive else PipedChat(client, as_json, resume)).run()
    return 0


@contextlib.contextmanager
def _server(settings: Settings) -> Iterator[None]:
    """A running advisor: the one that is there, or one of our own until the chat ends."""
    if port_is_busy(settings.host, settings.port):
        yield
        return
    from rich.console import Console

    from bot.run import prepare  # the database and the model: slow, and only needed to start a server

    console = Console(stderr=True)  # standard output holds the answers only
    with contextlib.redirect_stdout(sys.stderr):
        model = prepare()
    servers = Servers(settings, model)
    started = time.monotonic()
    with console.status("Starting the advisor …"):
        servers.__enter__()
    if console.is_terminal:
        console.print(f"Started in {time.monotonic() - started:.0f} s.", style="dim")
    try:
        yield
    finally:
        servers.stop()
