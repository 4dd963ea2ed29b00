"""Answers on their way to Slack: messages, files, and what happens where Slack does not take them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.blocks import SlackMessage, messages

logger = logging.getLogger(__name__)

Reply = Mapping[str, Any]


async def say(client: AsyncWebClient, channel: str, text: str, reply: Reply, thread: str | None) -> None:
    """A reply with its files."""
    for each in messages(text, reply, thumbs=True):
        await _post(client, channel, each, thread)
    if reply.get("files"):
        await _upload(client, channel, reply, thread)


async def _upload(client: AsyncWebClient, channel: str, reply: Reply, thread: str | None) -> None:
    """The files of a reply; their words where Slack does not take them (a missing scope, a full workspace)."""
    uploads = [{"filename": each["name"], "content": each["content"]} for each in reply["files"]]
    try:
        await client.files_upload_v2(channel=channel, thread_ts=thread, file_uploads=uploads)
    except (SlackApiError, SlackRequestError) as problem:
        logger.error("Slack did not take the files (%s); is the scope files:write granted?", problem)
        for each in messages(told_by_files(reply), {}):
            await _post(client, channel, each, thread)


async def _post(client: AsyncWebClient, channel: str, message: SlackMessage, thread: str | None) -> None:
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
