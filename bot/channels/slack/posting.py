"""Answers on their way to Slack: messages, files, and what happens where Slack does not take them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Iterable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.outgoing import Answer, pieces
from bot.channels.slack.blocks import SlackMessage, messages

logger = logging.getLogger(__name__)

Reply = Mapping[str, Any]
SAFE = 3_500  # characters of a message of words alone, which Slack takes in any case
BAD = 400  # HTTP statuses from which on something was refused
# Errors for which other words do not help, and what a person can do.
CLOSED = {
    "not_in_channel": "I am no member there. Invite me with `/invite`.",
    "channel_not_found": "I cannot see it. Invite me with `/invite`.",
    "is_archived": "it is archived.",
    "restricted_action": "this workspace lets only some people post there.",
    "restricted_action_read_only_channel": "only some people may post there.",
    "restricted_action_thread_only_channel": "new messages are not allowed there, only threads.",
    "restricted_action_thread_locked": "the thread is locked.",
    "thread_locked": "the thread is locked.",
    "team_access_not_granted": "this workspace has not granted me access.",
}


async def say(
    client: AsyncWebClient, channel: str, text: str, reply: Reply, thread: str | None, user: str = ""
) -> None:
    """A reply with its files; where the place does not take it, the person is told in a direct message."""
    for each in messages(text, reply, thumbs=True):
        if (refused := await _post(client, channel, each, thread)) and user:
            await _tell(client, channel, user, refused)
            return
    if reply.get("files"):
        await _upload(client, channel, reply, thread)


async def respond_with(respond: Any, client: AsyncWebClient, user: str, answers: Iterable[Answer]) -> None:
    """Answers that only one person sees; Slack takes five at an address, what is more comes as a direct message."""
    for text, reply in answers:
        told = messages(told_by_files(reply), {}) if reply.get("files") else []
        for each in [*messages(text, reply, share=True), *told]:
            found = await respond(text=each.text, blocks=each.blocks, response_type="ephemeral", replace_original=False)
            if found is not None and getattr(found, "status_code", 200) >= BAD:
                logger.error("Slack did not take a private answer (%s).", getattr(found, "status_code", ""))
                await _to_person(client, user, each)


async def open_window(client: AsyncWebClient, body: Reply, view: dict[str, Any], instead: str) -> None:
    """Opens a window; where Slack refuses it, the person who pressed the button reads these words instead."""
    try:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        return
    except SlackApiError as problem:
        logger.error("Slack did not open a window (%s).", problem.response.get("error"))
    channel, user = str((body.get("container") or {}).get("channel_id") or ""), body["user"]["id"]
    thread = (body.get("message") or {}).get("thread_ts")
    for piece in pieces(instead, SAFE):
        try:
            await client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread, text=piece)
        except SlackApiError:
            await _to_person(client, user, SlackMessage(piece, []))


async def publish(client: AsyncWebClient, user: str, view: dict[str, Any], instead: dict[str, Any]) -> None:
    """Shows App Home, or this simpler view where Slack refuses the first."""
    try:
        await client.views_publish(user_id=user, view=view)
        return
    except SlackApiError as problem:
        logger.error("Slack did not take App Home (%s).", problem.response.get("error"))
    await quietly(client.views_publish(user_id=user, view=instead))


async def _upload(client: AsyncWebClient, channel: str, reply: Reply, thread: str | None) -> None:
    """The files of a reply; their words where Slack does not take them (a missing scope, a full workspace)."""
    uploads = [{"filename": each["name"], "content": each["content"]} for each in reply["files"]]
    try:
        await client.files_upload_v2(channel=channel, thread_ts=thread, file_uploads=uploads)
    except (SlackApiError, SlackRequestError) as problem:
        logger.error("Slack did not take the files (%s); is the scope files:write granted?", problem)
        for each in messages(told_by_files(reply), {}):
            await _post(client, channel, each, thread)


async def _post(client: AsyncWebClient, channel: str, message: SlackMessage, thread: str | None) -> str:
    """Posts a message, as words alone where Slack refuses its blocks; the error, where it takes neither."""
    where: dict[str, Any] = {"channel": channel, "thread_ts": thread, "unfurl_links": False, "unfurl_media": False}
    try:
        await client.chat_postMessage(text=message.text, blocks=message.blocks, **where)
        return ""
    except SlackApiError as problem:
        error = str(problem.response.get("error"))
        logger.error("Slack did not take an answer (%s).", error)
    if error in CLOSED:
        return error
    try:  # words are better than nothing
        for piece in pieces(message.text, SAFE):
            await client.chat_postMessage(text=piece, **where)
        return ""
    except SlackApiError as problem:
        return str(problem.response.get("error"))


async def _tell(client: AsyncWebClient, channel: str, user: str, error: str) -> None:
    """Tells a person that, and why, their answer did not get to where they asked."""
    why = CLOSED.get(error, f"Slack did not take it ({error}).")
    words = f"I have an answer for you and could not post it in <#{channel}>: {why} Ask me here instead."
    await _to_person(client, user, SlackMessage(words, []))


async def _to_person(client: AsyncWebClient, user: str, message: SlackMessage) -> None:
    try:
        opened = await client.conversations_open(users=user)
        await client.chat_postMessage(channel=opened["channel"]["id"], text=message.text, blocks=message.blocks or None)
    except SlackApiError as problem:
        logger.error("Slack did not take a direct message either (%s).", problem.response.get("error"))


def told_by_files(reply: Reply) -> str:
    """What the files for people say, where the files themselves cannot be had, and how to get them."""
    words = [each["content"] for each in reply["files"] if each["type"] == "text/markdown"]
    new = [each for each in words if each.strip() not in (reply.get("closing") or "")]
    return "\n\n".join([*new, "Files come with the answer in a direct message, if this workspace allows them."])


async def quietly(call: Awaitable[Any]) -> None:
    """Something that is nice to have and may fail, such as a status."""
    try:
        await call
    except SlackApiError as problem:
        logger.debug("Slack did not take a status or an update (%s)", problem.response.get("error"))
