"""The Slack channel: which of Slack's requests is a message for us, and how the answer gets back.

Every request is acknowledged at once and answered afterwards. A message is known by its workspace, channel and time
stamp, so a retry, a second worker, or the pair of events that a mention makes, is answered once.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import secrets
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse
from slack_bolt.adapter.sanic.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.rest import EMPTY, FAILED, LONGEST, TOO_LONG
from bot.channels.shortlist import shortlist_of
from bot.channels.slack.blocks import CHIP, SHARE, THUMB, SlackMessage, messages, without_chips
from bot.channels.slack.home import PROMPTS, home
from bot.channels.slack.store import Installations, Seen, States, engine
from bot.conversations import said
from bot.feedback import Feedback
from bot.settings import SlackSettings

logger = logging.getLogger(__name__)

NAME = "slack"
COMMAND = "/masters"
SCOPES = ["app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "groups:history"]
SCOPES += ["files:write", "im:history", "im:read", "im:write"]
WAITING = "is looking it up …"
# Messages of these kinds were written by a person; joins, edits and bots' messages have others.
SPOKEN = (None, "file_share", "thread_broadcast")
SETTLING = 0.2  # seconds that a message waits for an earlier one that is delivered late
TRIES = 4  # of Slack's Web API, beyond the first
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?:https?|mailto|tel):([^>|]+)(?:\|([^>]+))?>")

Reply = dict[str, Any]
Handler = Callable[[UserMessage], Awaitable[Any]]


class Collected(OutputChannel):
    """All replies to one message."""

    def __init__(self) -> None:
        self.replies: list[tuple[str, Reply]] = []

    @classmethod
    def name(cls) -> str:
        """What trackers record as the channel."""
        return NAME

    async def send_response(self, recipient_id: str, message: Reply) -> None:
        """Keeps text and structure together."""
        reply = dict(message.get("custom") or {})
        if message.get("buttons"):
            reply.setdefault("chips", [{"title": e["title"], "payload": e["payload"]} for e in message["buttons"]])
        self.replies.append((message.get("text") or "", reply))


class SlackInput(InputChannel):
    """See the module's docstring. Without tokens in the environment it does nothing and says so once."""

    def __init__(self, settings: SlackSettings | None = None) -> None:
        self.settings = settings or SlackSettings.from_environment()
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._waiting: dict[str, list[float]] = {}
        self._feedback: Feedback | None = None

    @classmethod
    def name(cls) -> str:
        """What trackers record as the channel."""
        return NAME

    def url_prefix(self) -> str:
        """The routes stand under /slack."""
        return "/slack"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """`/slack/events` for everything that Slack sends, `/slack/install` and `/slack/oauth_redirect` for OAuth."""
        routes = Blueprint("slack", __name__)
        logger.info(self.settings.words)
        if not self.settings.on:
            return routes
        self._handle = on_new_message
        self._seen = Seen(engine())
        self.app = self._bolt()
        self._listen(self.app)
        handler = AsyncSlackRequestHandler(self.app)

        if self.settings.signing_secret:  # in Socket Mode nothing comes this way

            @routes.route("/events", methods=["POST"])
            async def events(request: Request) -> HTTPResponse:
                return await handler.handle(request)

        if self.settings.client_id:

            @routes.route("/install", methods=["GET"])
            async def install(request: Request) -> HTTPResponse:
                return await handler.handle(request)

            @routes.route("/oauth_redirect", methods=["GET"])
            async def oauth_redirect(request: Request) -> HTTPResponse:
                return await handler.handle(request)

        @routes.listener("after_server_start")
        async def connect(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            self._app = app
            app.add_task(self._connect())

        return routes

    def _bolt(self) -> AsyncApp:
        settings = self.settings
        retries = [
            AsyncConnectionErrorRetryHandler(max_retry_count=TRIES),
            AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES),
            AsyncServerErrorRetryHandler(max_retry_count=TRIES),
        ]
        client = AsyncWebClient(token=settings.bot_token or None, base_url=settings.api, retry_handlers=retries)
        options: dict[str, Any] = {"signing_secret": settings.signing_secret or secrets.token_hex(), "client": client}
        if settings.client_id:
            database = engine()
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
                await self.app.client.auth_test()
            except SlackApiError as problem:
                logger.error("Slack refused SLACK_BOT_TOKEN (%s); see docs/slack.md.", problem.response.get("error"))
            except Exception as problem:
                logger.error("Slack cannot be reached (%s).", type(problem).__name__)
        if self.settings.app_token:
            from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

            try:
                self._socket = AsyncSocketModeHandler(self.app, self.settings.app_token)
                await self._socket.connect_async()
            except SlackApiError as problem:
                logger.error("Slack refused SLACK_APP_TOKEN (%s); see docs/slack.md.", problem.response.get("error"))

    def _listen(self, app: AsyncApp) -> None:
        app.event("app_mention")(self._on_message)
        app.event("message")(self._on_message)
        app.event("app_home_opened")(self._on_home)
        app.event("assistant_thread_started")(self._on_assistant)
        app.event("assistant_thread_context_changed")(_nothing)
        app.command(COMMAND)(self._on_command)
        app.action(re.compile(f"^{CHIP}_"))(self._on_chip)
        app.action(THUMB)(self._on_thumb)
        app.action(SHARE)(self._on_share)

    async def _on_message(self, event: Reply, body: Reply, client: AsyncWebClient) -> None:
        """A direct message, a mention, or a message in a thread that we take part in."""
        if event.get("subtype") not in SPOKEN or event.get("bot_id") or not event.get("user"):
            return
        team, channel, stamp = _team(body, event), event["channel"], event["ts"]
        thread = event.get("thread_ts")
        direct = event.get("channel_type") == "im"
        mentioned = event["type"] == "app_mention"
        if not direct and not mentioned and not (thread and await self._seen.joined(f"{team}:{channel}:{thread}")):
            return
        if not await self._seen.first(f"{team}:{channel}:{stamp}"):
            return
        in_thread = thread if direct else thread or stamp
        if not direct:
            await self._seen.join(f"{team}:{channel}:{in_thread}")
        sender = f"slack-{team}-{channel}-{in_thread or event['user']}"
        async with self._in_order(sender, float(stamp)), self._turn(sender):
            if thread and direct:
                await _quietly(client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=WAITING))
            for text, reply in await self._answers(sender, plain(event.get("text") or "")):
                await self._say(client, channel, text, reply, in_thread)

    async def _on_command(self, ack: Any, command: Reply, respond: Any) -> None:
        """`/masters …`: an answer that only the asker sees."""
        await ack()
        sender = f"slack-{command['team_id']}-{command['channel_id']}-{command['user_id']}-command"
        question = plain(command.get("text") or "") or "/help"
        async with self._turn(sender):
            for text, reply in await self._answers(sender, question):
                for each in messages(text, reply, share=True):
                    await respond(text=each.text, blocks=each.blocks, response_type="ephemeral")
                for each in messages(told_by_files(reply), {}) if reply.get("files") else ():
                    await respond(text=each.text, blocks=each.blocks, response_type="ephemeral")

    async def _on_chip(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient, respond: Any) -> None:
        """A quick reply: it disappears, and is answered where it stood."""
        await ack()
        place, user = body.get("container") or {}, body["user"]["id"]
        if not await self._seen.first(f"{body.get('trigger_id') or action.get('action_ts')}"):
            return
        chosen, payload = action["text"]["text"], action["value"]
        team = (body.get("team") or {}).get("id") or ""
        if place.get("type") == "view":  # App Home: the answer comes as a direct message
            opened = await client.conversations_open(users=user)
            channel = opened["channel"]["id"]
            await self._answer_chip(client, f"slack-{team}-{channel}-{user}", payload, channel, None)
        elif place.get("is_ephemeral"):
            sender = f"slack-{team}-{place['channel_id']}-{user}-command"
            async with self._turn(sender):
                for text, reply in await self._answers(sender, payload):
                    for each in messages(text, reply, share=True):
                        await respond(text=each.text, blocks=each.blocks, replace_original=False)
                    for each in messages(told_by_files(reply), {}) if reply.get("files") else ():
                        await respond(text=each.text, blocks=each.blocks, replace_original=False)
        else:
            channel, message = place["channel_id"], body.get("message") or {}
            thread = message.get("thread_ts")
            blocks = without_chips(message.get("blocks") or (), chosen)
            await _quietly(
                client.chat_update(
                    channel=channel, ts=str(message.get("ts")), text=message.get("text") or "…", blocks=blocks
                )
            )
            await self._answer_chip(client, _conversation(body), payload, channel, thread)

    async def _answer_chip(
        self, client: AsyncWebClient, sender: str, payload: str, channel: str, thread: str | None
    ) -> None:
        async with self._turn(sender):
            for text, reply in await self._answers(sender, payload):
                await self._say(client, channel, text, reply, thread)

    async def _on_thumb(self, ack: Any, body: Reply, action: Reply) -> None:
        """A judgement on an answer, kept for the editors."""
        await ack()
        self._feedback = self._feedback or Feedback()
        answer = (body.get("message") or {}).get("text") or ""
        await asyncio.get_running_loop().run_in_executor(
            None, self._feedback.add, _conversation(body), "", answer, action["value"], ""
        )

    async def _on_share(self, ack: Any, body: Reply, client: AsyncWebClient, respond: Any) -> None:
        """Shows an answer that only one person saw to the whole channel."""
        await ack()
        place = body.get("container") or {}
        message = body.get("message") or {}
        blocks = [
            each for each in message.get("blocks") or () if not str(each.get("block_id")).startswith((CHIP, SHARE))
        ]
        shared: dict[str, Any] = {"text": message.get("text") or "…", "blocks": blocks or None}
        try:
            await client.chat_postMessage(channel=place["channel_id"], **shared, unfurl_links=False, unfurl_media=False)
            await respond(delete_original=True)
        except SlackApiError:  # not a member of the channel
            await respond(response_type="in_channel", replace_original=False, **shared)

    async def _on_home(self, event: Reply, body: Reply, client: AsyncWebClient) -> None:
        """App Home, with the shortlist of the person's direct messages."""
        if event.get("tab", "home") == "home":
            sender = f"slack-{_team(body, event)}-{event.get('channel')}-{event['user']}"
            shortlist = shortlist_of(await said(self._app.ctx.agent.tracker_store, sender))
            await client.views_publish(user_id=event["user"], view=home(shortlist or ()))

    async def _on_assistant(self, event: Reply, client: AsyncWebClient) -> None:
        """The assistant panel was opened: offers first questions."""
        thread = event["assistant_thread"]
        await client.assistant_threads_setSuggestedPrompts(
            channel_id=thread["channel_id"], thread_ts=thread["thread_ts"], prompts=PROMPTS
        )

    async def _answers(self, sender: str, text: str) -> list[tuple[str, Reply]]:
        """What the advisor says: at least one reply, whatever happens."""
        if not text.strip():
            return [(EMPTY, {})]
        if len(text) > LONGEST:
            return [(TOO_LONG, {})]
        collected = Collected()
        try:
            await self._handle(UserMessage(text.replace("\x00", " "), collected, sender, input_channel=NAME))
        except Exception:  # a person is waiting: whatever broke, they get a sentence and the log gets the rest
            logger.exception("a message could not be answered")
        return collected.replies or [(FAILED, {})]

    async def _say(self, client: AsyncWebClient, channel: str, text: str, reply: Reply, thread: str | None) -> None:
        """A reply with its files."""
        for each in messages(text, reply, thumbs=True):
            await self._post(client, channel, each, thread)
        if reply.get("files"):
            await self._upload(client, channel, reply, thread)

    async def _upload(self, client: AsyncWebClient, channel: str, reply: Reply, thread: str | None) -> None:
        """The files of a reply; their words where Slack does not take them (a missing scope, a full workspace)."""
        uploads = [{"filename": each["name"], "content": each["content"]} for each in reply["files"]]
        try:
            await client.files_upload_v2(channel=channel, thread_ts=thread, file_uploads=uploads)
        except (SlackApiError, SlackRequestError) as problem:
            logger.error("Slack did not take the files (%s); is the scope files:write granted?", problem)
            for each in messages(told_by_files(reply), {}):
                await self._post(client, channel, each, thread)

    async def _post(self, client: AsyncWebClient, channel: str, message: SlackMessage, thread: str | None) -> None:
        try:
            await client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=message.blocks,
                thread_ts=thread,
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as problem:
            error = problem.response.get("error")
            logger.error("Slack did not take an answer (%s).", error)
            if error == "invalid_blocks":  # words are better than nothing
                await client.chat_postMessage(channel=channel, text=message.text, thread_ts=thread)

    @contextlib.asynccontextmanager
    async def _in_order(self, sender: str, stamp: float) -> AsyncIterator[None]:
        """Lets messages pass in the order in which they were written; Slack delivers them in any order."""
        waiting = self._waiting.setdefault(sender, [])
        waiting.append(stamp)
        try:
            await asyncio.sleep(SETTLING)
            while min(waiting) < stamp:
                await asyncio.sleep(SETTLING / 10)
            yield
        finally:
            waiting.remove(stamp)
            if not waiting:
                self._waiting.pop(sender, None)

    def _turn(self, sender: str) -> asyncio.Lock:
        """One answer at a time in a conversation, so that they come in order."""
        lock = self._locks.get(sender)
        if lock is None:
            lock = self._locks[sender] = asyncio.Lock()
        return lock


def told_by_files(reply: Reply) -> str:
    """What the files for people say, where the files themselves cannot be had, and how to get them."""
    words = [each["content"] for each in reply["files"] if each["type"] == "text/markdown"]
    new = [each for each in words if each.strip() not in (reply.get("closing") or "")]
    return "\n\n".join([*new, "Files come with the answer in a direct message, if this workspace allows them."])


def plain(text: str) -> str:
    """What a person typed, without Slack's markup for mentions and links."""
    words = _LINK.sub(lambda link: link[2] or link[1], _MENTION.sub(" ", text))
    words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(words.split()) if len(words) < LONGEST else words


def _conversation(body: Reply) -> str:
    """The conversation that a message with buttons stands in: the thread's, or the person's own."""
    team, channel = (body.get("team") or {}).get("id") or "", (body.get("container") or {}).get("channel_id")
    return f"slack-{team}-{channel}-{(body.get('message') or {}).get('thread_ts') or body['user']['id']}"


def _team(body: Reply, event: Reply) -> str:
    return str(body.get("team_id") or event.get("team") or "")


async def _nothing() -> None:
    """Acknowledges an event that needs no answer."""


async def _quietly(call: Awaitable[Any]) -> None:
    """Something that is nice to have and may fail, such as a status."""
    try:
        await call
    except SlackApiError as problem:
        logger.debug("Slack did not take a status or an update (%s)", problem.response.get("error"))
