"""What Slack sends, and how it is answered: messages, the command, buttons, thumbs, App Home, the agent's chat.

Every request is acknowledged at once and answered afterwards. A message is known by its workspace, channel and time
stamp, so a retry, a second worker, or the pair of events that a mention makes, is answered once.
"""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.outgoing import Answer
from bot.channels.slack.advising import Advising, Place
from bot.channels.slack.blocks import CARD, CHIP, SHARE, STEPS, THUMB, unshared, without_chips
from bot.channels.slack.heard import NOTHING_SAID, SPOKEN, declined, names, names_others, plain, title_of, words_of
from bot.channels.slack.home import LISTED, PROMPTS, home, home_in_words
from bot.channels.slack.posting import open_window, publish, quietly, respond_with, say
from bot.channels.slack.steps import steps_view, steps_words
from bot.channels.slack.thumbs import BACK, WORD, Thumbs

COMMAND = "/masters"
WAITING = "is looking it up …"
# Stands for a direct message that is an agent's chat (`agent_view`): Slack says so by what the person is looking at,
# `app_context`, which messages lack where that is nothing.
AGENT = "agent"
AGAIN = 5  # seconds in which a button of a card or of App Home that is pressed twice counts once, and up to twice that
MOST_READ = 50  # messages of a thread that are looked at for who writes in it

Reply = dict[str, Any]


class Handlers:
    """What is done for each kind of request.

    Args:
        advising: answers people.
    """

    def __init__(self, advising: Advising) -> None:
        self._advising = advising
        self._thumbs = Thumbs()

    def listen(self, app: AsyncApp) -> None:
        """Has the app call them."""
        app.event("app_mention")(self.on_message)
        app.event("message")(self.on_message)
        app.event("app_home_opened")(self.on_home)
        app.event("assistant_thread_started")(self.on_assistant)
        app.event("assistant_thread_context_changed")(_nothing)
        app.event("app_context_changed")(_nothing)
        app.command(COMMAND)(self.on_command)
        app.action(re.compile(f"^({CHIP}|{CARD})_"))(self.on_button)
        app.action(re.compile(f"^{LISTED}_"))(self.on_listed)
        app.action("page")(_acknowledged)
        app.action(THUMB)(self._thumbs_of)
        app.action(WORD)(self._thumbs.ask)
        app.action(BACK)(self._thumbs.take_back)
        app.view(WORD)(self._thumbs.keep)
        app.action(SHARE)(self.on_share)
        app.action(STEPS)(self.on_steps)

    async def on_message(self, event: Reply, body: Reply, client: AsyncWebClient, context: Any) -> None:
        """A direct message, a mention, or a message in a thread that we take part in."""
        if event.get("subtype") not in SPOKEN or event.get("bot_id") or not event.get("user"):
            return
        team, channel, user, stamp = _team(body, event), event["channel"], event["user"], event["ts"]
        direct, bot = event.get("channel_type") == "im", str(context.get("bot_user_id") or "")
        place = await self._place_of(event, team, direct)
        mentioned = event["type"] == "app_mention" or direct
        words, kind = words_of(event).strip(), declined(event)
        async with self._advising.turn(f"listening:{place.key}"):  # who spoke first is known to the next
            if not mentioned and not await self._is_ours(place, event, words, bot, client):
                return
            if mentioned and not direct:
                await self._advising.threads.spoke(place.key, await self._speakers(event, client))
        asked = mentioned or names(event, bot) or not await self._among_several(place)
        if not await self._advising.seen.first(f"{team}:{channel}:{stamp}"):
            return
        if not direct:
            await self._advising.threads.join(place.key, user)
        async with self._advising.in_order(place.conversation, float(stamp)), self._advising.turn(place.conversation):
            if place.chat:
                await self._begin_chat(place, words, client)
            found = [Answer(kind, {})] if kind else await self._advising.answers(place, words or NOTHING_SAID, asked)
            for answer in found:
                await say(client, place.channel, *answer, place.thread, user)

    async def _is_ours(self, place: Place, event: Reply, words: str, bot: str, client: AsyncWebClient) -> bool:
        """Whether a message in a thread that mentions nobody is for the advisor."""
        if await self._advising.threads.begun_by(place.key) is None:
            return False
        several = await self._advising.threads.spoke(place.key, await self._speakers(event, client)) > 1
        if names(event, bot):
            return True
        ours = not names_others(event, bot) and (not several or await self._advising.is_asked(place, words))
        if not ours:
            await self._advising.overheard(place)
        return ours

    async def _among_several(self, place: Place) -> bool:
        return not place.private and await self._advising.threads.spoke(place.key, ()) > 1

    async def _place_of(self, event: Reply, team: str, direct: bool) -> Place:
        """Where a message stands; the agent's chats are threads of their own among the direct messages."""
        channel, user, thread = event["channel"], event["user"], event.get("thread_ts")
        if not direct:
            return self._advising.place(team, channel, user, thread or event["ts"], private=False)
        key, agent = f"{team}:{channel}:{thread}", f"{team}:{channel}:{AGENT}"
        if "app_context" in event:
            await self._advising.threads.join(agent, user)
        marked = "assistant_thread" in event or "app_context" in event
        if marked or (thread is None and await self._advising.threads.begun_by(agent) is not None):
            thread = thread or event["ts"]  # in the agent's chat each message that names no thread begins one
            await self._advising.threads.join(f"{team}:{channel}:{thread}", user)
            return self._advising.place(team, channel, user, thread, private=True, chat=True)
        chat = thread is not None and await self._advising.threads.begun_by(key) is not None
        place = self._advising.place(team, channel, user, thread if chat else None, private=True, chat=chat)
        return place._replace(thread=thread)

    async def _speakers(self, event: Reply, client: AsyncWebClient) -> list[str]:
        """Who wrote a message, and, where it mentions us in a thread that was there before, who wrote in that."""
        users = [event["user"]]
        if event["type"] == "app_mention" and event.get("thread_ts"):
            try:
                found = await client.conversations_replies(
                    channel=event["channel"], ts=event["thread_ts"], limit=MOST_READ
                )
                said = [each for each in found.get("messages") or () if not each.get("bot_id")]
                users += [each["user"] for each in said if each.get("user")]
            except SlackApiError:
                users += [event["parent_user_id"]] if event.get("parent_user_id") else []
        return users

    async def _begin_chat(self, place: Place, words: str, client: AsyncWebClient) -> None:
        """Says that it is being looked up, and gives a new chat the title of its first question."""
        channel, thread = place.channel, str(place.thread)
        await quietly(client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=WAITING))
        if words and await self._advising.seen.first(f"title:{place.key}"):
            title = title_of(words)
            await quietly(client.assistant_threads_setTitle(channel_id=channel, thread_ts=thread, title=title))

    async def on_command(self, ack: Any, command: Reply, respond: Any, client: AsyncWebClient) -> None:
        """`/masters …`: an answer that only the asker sees."""
        await ack()
        if command.get("trigger_id") and not await self._advising.seen.first(command["trigger_id"]):
            return
        place = self._advising.command_place(command["team_id"], command["channel_id"], command["user_id"])
        question = plain(command.get("text") or "").strip() or NOTHING_SAID
        async with self._advising.turn(place.conversation):
            await respond_with(respond, client, place.user, await self._advising.answers(place, question))

    async def on_button(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient, respond: Any) -> None:
        """A quick reply, which disappears, or a button of a card; answered where it stood."""
        await ack()
        container, user, team = body.get("container") or {}, body["user"]["id"], _team_of(body)
        if not await self._first_press(body, action):
            return
        payload, message = action["value"], body.get("message") or {}
        if container.get("type") == "view":  # App Home: the answer comes as a direct message
            opened = await client.conversations_open(users=user)
            place = self._advising.place(team, opened["channel"]["id"], user, None, private=True)
        elif container.get("is_ephemeral"):
            place = self._advising.command_place(team, container["channel_id"], user)
            async with self._advising.turn(place.conversation):
                await respond_with(respond, client, user, await self._advising.answers(place, payload))
            return
        else:
            place = await self._place_of_button(body)
            if action["action_id"].startswith(CHIP):
                blocks = without_chips(message.get("blocks") or (), action["text"]["text"])
                text = message.get("text") or "…"
                await quietly(
                    client.chat_update(channel=place.channel, ts=str(message.get("ts")), text=text, blocks=blocks)
                )
        async with self._advising.turn(place.conversation):
            for answer in await self._advising.answers(place, payload):
                await say(client, place.channel, *answer, place.thread, user)

    async def _first_press(self, body: Reply, action: Reply) -> bool:
        """Whether a button is not pressed for the second time: a choice of a message ever, another at this moment."""
        container, user = body.get("container") or {}, body["user"]["id"]
        pressed = f"{user}:{action['action_id']}:{action.get('value')}"
        if action["action_id"].startswith(CHIP) and container.get("type") != "view":
            # the choices of a message are used once, by whomever; several presses may be under way at a time
            message = f"{_team_of(body)}:{container.get('channel_id')}:{container.get('message_ts')}"
            return await self._advising.seen.first(f"chip:{message}:{action['action_id']}:{action.get('value')}"[:190])
        moment = int(float(action.get("action_ts") or 0) // AGAIN)
        before, now = (f"{each}:{container.get('message_ts')}:{pressed}"[:190] for each in (moment - 1, moment))
        return not await self._advising.seen.known(before) and await self._advising.seen.first(now)

    async def _place_of_button(self, body: Reply) -> Place:
        """The conversation that a message with buttons stands in."""
        team, channel, user = _team_of(body), str((body.get("container") or {}).get("channel_id")), body["user"]["id"]
        thread = (body.get("message") or {}).get("thread_ts")
        known = thread is not None and await self._advising.threads.begun_by(f"{team}:{channel}:{thread}") is not None
        private = thread is None or channel.startswith("D")
        place = self._advising.place(team, channel, user, thread if known else None, private=private)
        return place._replace(thread=thread)

    async def _thumbs_of(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient) -> None:
        await ack()
        place = await self._place_of_button(body)
        await self._thumbs.judged(place.conversation, body, action["value"], client)

    async def on_share(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient, respond: Any) -> None:
        """Shows an answer that only one person saw to the whole channel."""
        await ack()
        if not await self._advising.seen.first(f"{body.get('trigger_id') or action.get('action_ts')}"):
            return
        place, message = body.get("container") or {}, body.get("message") or {}
        shared: dict[str, Any] = {"text": message.get("text") or "…"}
        shared["blocks"] = unshared(message.get("blocks") or ()) or None
        try:
            await client.chat_postMessage(channel=place["channel_id"], **shared, unfurl_links=False, unfurl_media=False)
            await respond(delete_original=True)
        except SlackApiError:  # not a member of the channel
            await respond(response_type="in_channel", replace_original=False, **shared)

    async def on_steps(self, ack: Any, body: Reply, client: AsyncWebClient) -> None:
        """How something was worked out, in a window of its own."""
        await ack()
        container = body.get("container") or {}
        if container.get("is_ephemeral"):
            place = self._advising.command_place(_team_of(body), container["channel_id"], body["user"]["id"])
        else:
            place = await self._place_of_button(body)
        lines = await self._advising.steps(place, (body.get("message") or {}).get("text") or "")
        await open_window(client, body, steps_view(lines), steps_words(lines))

    async def on_home(self, event: Reply, body: Reply, client: AsyncWebClient) -> None:
        """App Home with the person's shortlist; where the agent's chat was opened, first questions."""
        if event.get("tab", "home") == "home":
            await self._publish(_team(body, event), event["user"], client)
        else:
            if "context" in event or "app_context" in event:
                await self._advising.threads.join(f"{_team(body, event)}:{event.get('channel')}:{AGENT}", event["user"])
            await quietly(
                client.assistant_threads_setSuggestedPrompts(channel_id=str(event.get("channel")), prompts=PROMPTS)
            )

    async def _publish(self, team: str, user: str, client: AsyncWebClient) -> None:
        shortlist = await self._advising.shortlist(team, user)
        await publish(client, user, home(shortlist), home_in_words(shortlist))

    async def on_listed(self, ack: Any, body: Reply, action: Reply, client: AsyncWebClient) -> None:
        """A button of App Home that changes the shortlist: the list is shown anew, nothing is posted."""
        await ack()
        if not await self._first_press(body, action):
            return
        team, user = _team_of(body), body["user"]["id"]
        place = self._advising.home_place(team, user)
        async with self._advising.turn(place.conversation):
            await self._advising.answers(place, action["value"])
        await self._publish(team, user, client)

    async def on_assistant(self, event: Reply, body: Reply, client: AsyncWebClient) -> None:
        """The assistant panel was opened: its thread is a chat of its own, with first questions."""
        thread = event["assistant_thread"]
        key = f"{_team(body, event)}:{thread['channel_id']}:{thread['thread_ts']}"
        await self._advising.threads.join(key, thread["user_id"])
        await quietly(
            client.assistant_threads_setSuggestedPrompts(
                channel_id=thread["channel_id"], thread_ts=thread["thread_ts"], prompts=PROMPTS
            )
        )


def _team(body: Reply, event: Reply) -> str:
    return str(body.get("team_id") or event.get("team") or "")


def _team_of(body: Reply) -> str:
    return str((body.get("team") or {}).get("id") or "")


async def _nothing() -> None:
    """Acknowledges an event that needs no answer."""


async def _acknowledged(ack: Any) -> None:
    """A button that opens a page."""
    await ack()
