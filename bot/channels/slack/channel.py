"""The Slack channel: settings and connection. Its door is signed.py, what a request gets is in handlers.py."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import Any

from sanic import Blueprint, Sanic
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from actions.keeping.shared_settings import shared_address
from bot.channels.channel_base import Channel
from bot.channels.seen import Seen, engine
from bot.channels.slack import signed
from bot.channels.slack.advising import Advising
from bot.channels.slack.handlers import Handlers
from bot.channels.slack.remembered import FILE, Installations, States, Threads
from bot.settings import SlackSettings
from bot.together.presence import presence_at

logger = logging.getLogger(__name__)

SCOPES = ["app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "groups:history"]
SCOPES += ["files:write", "im:history", "im:read", "im:write"]
SOCKET = "slack socket"  # what one server alone has
LEADING = 1.0  # seconds between two looks at whether this one has it
TRIES = 4  # of Slack's Web API, beyond the first


class SlackInput(Channel):
    """See the module's docstring. Without tokens in the environment it does nothing and says so once."""

    NAME = "slack"

    def __init__(self, settings: SlackSettings | None = None) -> None:
        self.settings = settings or SlackSettings.from_environment()
        super().__init__(self.settings.per_conversation, self.settings.per_person)

    def url_prefix(self) -> str:
        """The routes stand under /slack."""
        return "/slack"

    def add_routes(self, routes: Blueprint) -> None:
        """`/slack/events` for everything that Slack sends, `/slack/install` and `/slack/oauth_redirect` for OAuth."""
        logger.info(self.settings.words)
        if not self.settings.on:
            return
        threads = Threads(engine(FILE))
        self.bolt = self._bolt()
        Handlers(Advising(self, Seen(self.NAME, engine()), threads)).listen(self.bolt)
        if self.settings.client_id:
            self.bolt.enable_token_revocation_listeners()
        signed.add_routes(routes, self.bolt, self.settings.signing_secret, bool(self.settings.client_id))

        @routes.listener("after_server_start")
        async def connect(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.add_task(self._connect())
            app.add_task(threads.leave_gone_daily())

    def _bolt(self) -> AsyncApp:
        settings = self.settings
        retries = [
            AsyncConnectionErrorRetryHandler(max_retry_count=TRIES),
            AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES),
            AsyncServerErrorRetryHandler(max_retry_count=TRIES),
        ]
        client = AsyncWebClient(token=settings.bot_token or None, base_url=settings.api, retry_handlers=retries)
        options: dict[str, Any] = {"signing_secret": settings.signing_secret or secrets.token_hex(), "client": client}
        options["logger"] = logging.getLogger("slack_bolt")
        options["logger"].setLevel(logging.WARNING)  # below that it logs what people sent
        if settings.client_id:
            database = engine(FILE)
            options["oauth_settings"] = AsyncOAuthSettings(
                client_id=settings.client_id,
                client_secret=settings.client_secret,
                scopes=SCOPES,
                install_path="/slack/install",
                redirect_uri_path="/slack/oauth_redirect",
                installation_store=Installations(database, settings.client_id),
                state_store=States(database),
            )
        return AsyncApp(**options)

    async def _connect(self) -> None:
        """Checks the token and, in Socket Mode, opens the connection; a problem is one line in the log."""
        if self.settings.bot_token:
            try:
                await self.bolt.client.auth_test()
            except SlackApiError as problem:
                logger.error("Slack refused SLACK_BOT_TOKEN (%s); see docs/slack.md.", problem.response.get("error"))
            except Exception as problem:
                logger.error("Slack cannot be reached (%s).", type(problem).__name__)
        if self.settings.app_token:
            await self._keep_socket()

    async def _keep_socket(self) -> None:
        """Keeps Socket Mode's connection; of servers that share a database one has it, and another takes it over."""
        address, told = shared_address(), False
        while True:
            while address and not presence_at(address).leads(SOCKET):
                if not told and presence_at(address).another_leads(SOCKET):
                    logger.info("Slack: another server has Socket Mode's connection; this one takes over when it ends.")
                    told = True
                await asyncio.sleep(LEADING)
            socket = await self._socket()
            while socket is not None and (not address or presence_at(address).leads(SOCKET)):
                await asyncio.sleep(LEADING)
            if socket is None:
                return
            await socket.close_async()

    async def _socket(self) -> Any:
        """A connection that is open, or None where Slack refuses it."""
        from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

        try:
            made = AsyncSocketModeHandler(self.bolt, self.settings.app_token)
            await made.connect_async()
        except SlackApiError as problem:
            logger.error("Slack refused SLACK_APP_TOKEN (%s); see docs/slack.md.", problem.response.get("error"))
            return None
        logger.info("Slack: Socket Mode is connected.")
        return made
