"""`python -m bot run`: everything from a fresh clone to a chat, and one Ctrl-C to end it."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from types import FrameType

from actions.keeping.records import refuse_newer
from actions.keeping.schema import NewerSchema
from actions.keeping.shared_settings import HandoverSettings, retention_days
from bot.nlu.encoder import EncoderError
from bot.servers import ServerError, Servers
from bot.settings import ROOT, DeskSettings, RestSettings, Settings, SlackSettings, WebsiteSettings
from bot.supervision import SUPERVISOR, Supervisor
from bot.training import TrainingError, ensure_model
from knowledge import changed
from knowledge.reader import CatalogError
from knowledge.store import Store, StoreUnavailable

WELCOME = """
The advisor is ready: open {address} in a browser
  Chat in another terminal:   make shell
  Or send it a question:      curl {address}/webhooks/rest/webhook -H 'Content-Type: application/json' \\
                              -d '{{"message": "online ms under 15k no gre"}}'
  Things to ask:              do i need a cs degree · how much do ml engineers make · compare omscs and penn mcit
Ctrl-C ends it."""


def prepare() -> Path:
    """Builds the knowledge base and trains the model where needed; returns the model."""
    started = time.monotonic()
    store = Store()
    if store.ensure():
        print(f"Built the knowledge base in {time.monotonic() - started:.1f} s.")
    if store.changed:
        print(f"In it {changed.counted(store.changed)}; {changed.REPORT.relative_to(ROOT)} lists them.")
    refuse_newer()
    return ensure_model()


def run() -> int:
    """Runs the advisor until Ctrl-C or a SIGTERM; a server that ends or hangs is started again.

    SIGUSR1 has the model and the knowledge base brought up to date and the servers started anew, one after the other.

    Raises:
        ServerError: a server did not start, or ended again and again.
    """
    settings = Settings.from_environment()
    rest = RestSettings.from_environment()
    slack = SlackSettings.from_environment()
    desk = DeskSettings.from_environment()
    WebsiteSettings.from_environment()  # a wrong setting is better named before anything starts
    HandoverSettings.from_environment()
    retention_days()
    model = prepare()
    print("Starting the servers …", flush=True)
    started = time.monotonic()
    renewing = threading.Event()
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    with Servers(settings, model, {SUPERVISOR: str(os.getpid())}) as servers, Supervisor(servers) as supervisor:
        signal.signal(signal.SIGUSR1, lambda _number, _frame: renewing.set())
        print(f"Started in {time.monotonic() - started:.0f} s.")
        print(*filter(None, (rest.closed, slack.words, desk.words(settings.address))), sep="\n")
        print(WELCOME.format(address=settings.address), flush=True)
        try:
            while supervisor.given_up is None:
                if renewing.wait(0.5):
                    renewing.clear()
                    _renew(servers, supervisor)
        except KeyboardInterrupt:
            print("\nStopping …", flush=True)
            return 0
    raise ServerError(supervisor.given_up)


def _renew(servers: Servers, supervisor: Supervisor) -> None:
    try:
        servers.model = prepare()
    except (CatalogError, EncoderError, NewerSchema, StoreUnavailable, TrainingError) as problem:
        print(f"Nothing is renewed: {problem}", flush=True)
    else:
        supervisor.renew()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
