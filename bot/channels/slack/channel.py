"""The Slack channel: which of Slack's requests is a message for us, and how the answer gets back.

Every request is acknowledged at once and answered afterwards. A message is known by its workspace, channel and time
stamp, so a retry, a second worker, or the pair of events that a mention makes, is answered once.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from typing import Any

from rasa.shared.core.events import BotUttered
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

from actions.dialogue.consent import YES, answered
from actions.dialogue.memory import Message as Heard
from actions.forget_me import CONFIRMED
from bot.channels.channel_base import Channel, Message, Refusal
from bot.channels.incoming import MOST_SENT
from bot.channels.outgoing import Answer
from bot.channels.seen import Seen, engine
from bot.channels.shortlist import shortlist_of
from bot.channels.slack import signed
from bot.channels.slack.blocks import CHIP, SHARE, THUMB, messages, without_chips
from bot.channels.slack.home import PROMPTS, home
from bot.channels.slack.posting import quietly, say, told_by_files
from bot.channels.slack.remembered import FILE, Installations, States, Threads
from bot.feedback import Feedback
from bot.histories import said
from bot.settings import SlackSettings

logger = logging.getLogger(__name__)

COMMAND = "/masters"
SCOPES = ["app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "groups:history"]
SCOPES += ["files:write", "im:history", "im:read", "im:write"]
FORGET_ME, LOOKED_BACK = "forget_me", 6  # the intent; events in which the latest answer is found
NOT_THEIRS = (
    "Only the person who began this conversation can have it forgotten, because it is one for the whole thread."
)
WAITING = "is looking it up …"
# Messages of these kinds were written by a person; joins, edits and bots' messages have others.
SPOKEN = (None, "file_share", "thread_broadcast")
TRIES = 4  # of Slack's Web API, beyond the first
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")
_LINK = re.compile(r"<(?:https?|mailto|tel):([^<>|]+)(?:\|([^<>]+))?>")

Reply = dict[str, Any]


class SlackInput(Channel):
    """See the module's docstring. Without tokens in the environment it does nothing and says so once."""

    NAME = "slack"
    MOST_BYTES = 256 * 1024  # a pressed button comes with the whole message it stood under

    def __init__(self, settings: SlackSettings | None = None) -> None:
        self.settings = settings or SlackSettings.from_environment()
        super().__init__(self.settings.per_conversation, self.settings.per_person)
        self._feedback: Feedback | None = None

    def url_prefix(self) -> str:
        """The routes stand under /slack."""
        return "/slack"

    def add_routes(self, routes: Blueprint) -> None:
        """`/slack/events` for everything that Slack sends, `/slack/install` and `/slack/oauth_redirect` for OAuth."""
        logger.info(self.settings.words)
        if not self.settings.on:
            return
        self._seen, self._threads = Seen(self.NAME, engine()), Threads(engine(FILE))
        self.bolt = self._bolt()
        self._listen(self.bolt)
        if self.settings.client_id:
            self.bolt.enable_token_revocation_listeners()
        signed.add_routes(routes, self.bolt, self.settings.signing_secret, bool(self.settings.client_id))

        @routes.listener("after_server_start")
        async def connect(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.add_task(self._connect())
            app.add_task(self._threads.leave_gone_daily())

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
            from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

            try:
                self._socket = AsyncSocketModeHandler(self.bolt, self.settings.app_token)
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
        place = f"{team}:{channel}:{thread}"
        if not direct and not mentioned and not (thread and await self._threads.begun_by(place) is not None):
            return
        if not await self._seen.first(f"{team}:{channel}:{stamp}"):
            return
        in_thread = thread if direct else thread or stamp
        if not direct:
            await self._threads.join(f"{team}:{channel}:{in_thread}", event["user"])
        sender = self.conversation(team, channel, in_thread or event["user"])
        async with self.in_order(sender, float(stamp)), self.turn(sender):
            if thread and direct:
                await quietly(client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=WAITING))
            text = plain(event.get("text") or "")
            shared = f"{team}:{channel}:{in_thread}" if not direct else ""
            for answer in await self._answers(sender, team, event["user"], text, shared):
                await say(client, channel, *answer, in_thread)

    async def _on_command(self, ack: Any, command: Reply, respond: Any) -> None:
        """`/masters …`: an answer that only the asker sees."""
        await ack()
        if command.get("trigger_id") and not await self._seen.first(command["trigger_id"]):
            return
        team, user = command["team_id"], command["user_id"]
        sender = self.conversation(team, command["channel_id"], user, "command")
        question = plain(command.get("text") or "") or "/help"
        async with self.turn(sender):
            for text, reply in await self._answers(sender, team, user, question):
                for each in messages(text, reply, share=True):
                    await respond(text=each.text, blocks=each.blocks, response_type="ephemeral")
                for each in messages(told_by_files(reply), {}) if reply.get("files") else ():
                    await respond(text=each.text, blocks=each.blocks, response_type="ephemeral")

    async def _on_chip(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient, respond: Any) -> None:
        """A quick reply: it disappears, and is answered where it stood."""
        await ack()
        place, user = body.get("container") or {}, body["user"]["id"]
        if not await self._is_new(body, action):
            return
        chosen, payload = action["text"]["text"], action["value"]
        team = (body.get("team") or {}).get("id") or ""
        if place.get("type") == "view":  # App Home: the answer comes as a direct message
            opened = await client.conversations_open(users=user)
            channel = opened["channel"]["id"]
            sender = self.conversation(team, channel, user)
            await self._answer_chip(client, sender, body, payload, channel, None)
        elif place.get("is_ephemeral"):
            sender = self.conversation(team, place["channel_id"], user, "command")
            async with self.turn(sender):
                for text, reply in await self._answers(sender, team, user, payload):
                    for each in messages(text, reply, share=True):
                        await respond(text=each.text, blocks=each.blocks, replace_original=False)
                    for each in messages(told_by_files(reply), {}) if reply.get("files") else ():
                        await respond(text=each.text, blocks=each.blocks, replace_original=False)
        else:
            channel, message = place["channel_id"], body.get("message") or {}
            thread = message.get("thread_ts")
            blocks = without_chips(message.get("blocks") or (), chosen)
            await quietly(
                client.chat_update(
                    channel=channel, ts=str(message.get("ts")), text=message.get("text") or "…", blocks=blocks
                )
            )
            await self._answer_chip(client, self._conversation(body), body, payload, channel, thread)

    async def _answer_chip(
        self, client: AsyncWebClient, sender: str, body: Reply, payload: str, channel: str, thread: str | None
    ) -> None:
        team, user = (body.get("team") or {}).get("id") or "", body["user"]["id"]
        async with self.turn(sender):
            shared = f"{team}:{channel}:{thread}" if thread else ""
            for answer in await self._answers(sender, team, user, payload, shared):
                await say(client, channel, *answer, thread)

    async def _is_new(self, body: Reply, action: Reply) -> bool:
        """Whether a pressed button was not delivered before."""
        return await self._seen.first(f"{body.get('trigger_id') or action.get('action_ts')}")

    async def _on_thumb(self, ack: Any, body: Reply, action: Reply) -> None:
        """A judgement on an answer, kept for the editors."""
        await ack()
        if not await self._is_new(body, action):
            return
        self._feedback = self._feedback or Feedback()
        answer = (body.get("message") or {}).get("text") or ""
        await asyncio.get_running_loop().run_in_executor(
            None, self._feedback.add, self._conversation(body), "", answer, action["value"], ""
        )

    async def _on_share(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient, respond: Any) -> None:
        """Shows an answer that only one person saw to the whole channel."""
        await ack()
        if not await self._is_new(body, action):
            return
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
            sender = self.conversation(_team(body, event), str(event.get("channel")), event["user"])
            shortlist = shortlist_of(await said(self.app.ctx.agent.tracker_store, sender))
            await client.views_publish(user_id=event["user"], view=home(shortlist or ()))

    async def _on_assistant(self, event: Reply, client: AsyncWebClient) -> None:
        """The assistant panel was opened: offers first questions."""
        thread = event["assistant_thread"]
        await client.assistant_threads_setSuggestedPrompts(
            channel_id=thread["channel_id"], thread_ts=thread["thread_ts"], prompts=PROMPTS
        )

    async def _answers(self, sender: str, team: str, user: str, text: str, shared: str = "") -> list[Answer]:
        """What the advisor says to somebody's message: at least one reply, whatever happens.

        Args:
            sender: the conversation.
            team, user: who wrote it.
            text: words or a payload.
            shared: the thread, where others take part too.
        """
        try:
            self.admit(sender, f"{team}:{user}")
        except Refusal as refused:
            return [Answer(refused.says, {})]
        beginner = await self._threads.begun_by(shared) if shared else None
        if beginner not in (None, user) and await self._would_delete(sender, text):
            return [Answer(NOT_THEIRS, {})]
        return await self.ask_for_all(Message(sender, text, sender=f"{team}:{user}"))

    async def _would_delete(self, sender: str, text: str) -> bool:
        """Whether a message would have its conversation deleted: asks for it, or says yes where that was asked."""
        try:
            words = self.read(text).text
        except Refusal:
            return False
        if answered(Heard("", text=words), FORGET_ME) == YES and await self._asked_whether_to_delete(sender):
            return True
        parsed = await self.app.ctx.agent.parse_message(words)
        return (parsed.get("intent") or {}).get("name") == FORGET_ME

    async def _asked_whether_to_delete(self, sender: str) -> bool:
        """Whether the latest answer asks "Delete all of it?"."""
        latest = await said(self.app.ctx.agent.tracker_store, sender, LOOKED_BACK)
        answer = next((each for each in reversed(latest) if isinstance(each, BotUttered)), None)
        chips = ((answer.data or {}).get("custom") or {}).get("chips", []) if answer else []
        return any(each["payload"] == CONFIRMED for each in chips)

    def _conversation(self, body: Reply) -> str:
        """The conversation that a message with buttons stands in: the thread's, or the person's own."""
        team, channel = (body.get("team") or {}).get("id") or "", (body.get("container") or {}).get("channel_id")
        message = body.get("message") or {}
        return self.conversation(team, str(channel), message.get("thread_ts") or body["user"]["id"])


def plain(text: str) -> str:
    """What a person typed, without Slack's markup for mentions and links."""
    text = text[: MOST_SENT + 1]
    words = _LINK.sub(lambda link: link[2] or link[1], _MENTION.sub(" ", text))
    words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return words


def _team(body: Reply, event: Reply) -> str:
    return str(body.get("team_id") or event.get("team") or "")


async def _nothing() -> None:
    """Acknowledges an event that needs no answer."""
