"""What somebody wrote in Slack, as words: without Slack's markup for mentions, links, files and emoji. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.wording.words import cut
from bot.channels.incoming import MOST_SENT

# Messages of these kinds were written by a person; joins, edits and bots' messages have others.
SPOKEN = (None, "file_share", "thread_broadcast", "me_message")
FILE_ALONE = (
    "I can't read files or pictures, only words. Tell me what is in it that matters, for example “GPA 3.1, psychology, "
    "one course in statistics”."
)
EMOJI_ALONE = "That is kind. Ask me anything about a master's in machine learning, in words: “is the GRE needed”."
NOTHING_SAID = "/help"  # for a mention and nothing else
MOST_TITLE = 60  # characters of a thread's title
_GREETINGS, _THANKS = ("wave", "hand", "raised_hand"), ("pray", "heart", "tada", "clap", "raised_hands")
_MEANT = {
    **dict.fromkeys(_GREETINGS, "hello"),
    **dict.fromkeys(_THANKS, "thank you"),
    **dict.fromkeys(("+1", "thumbsup", "ok_hand", "white_check_mark", "heavy_check_mark"), "yes"),
    **dict.fromkeys(("-1", "thumbsdown", "x", "no_entry_sign"), "no"),
}
_MENTION = re.compile(r"<@([A-Z0-9_-]+)(?:\|[^<>]*)?>")
_LINK = re.compile(r"<((?:https?://|mailto:|tel:)[^<>|]+)(?:\|([^<>]+))?>")
_CHANNEL = re.compile(r"<[#!][^<>|]*(?:\|([^<>]*))?>")
_EMOJI = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-\d:)?")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

Event = Mapping[str, Any]


def words_of(event: Event) -> str:
    """What a message says, in words; a link is its address, an emoji alone what it is used for, "" for nothing."""
    said = plain(str(event.get("text") or ""))
    if said.strip() or not event.get("text"):
        return said
    found = _EMOJI.findall(str(event["text"]))
    return next((_MEANT[each] for each in found if each in _MEANT), "")


def plain(text: str) -> str:
    """What a person typed, without Slack's markup."""
    text = text[: MOST_SENT + 1]
    words = _LINK.sub(_address, _MENTION.sub(" ", text))
    words = _EMOJI.sub(" ", _CHANNEL.sub(lambda named: named[1] or "", words))
    for entity, character in _ENTITIES:
        words = words.replace(entity, character)
    return words


def _address(link: re.Match[str]) -> str:
    """A link as people wrote it: its address, or the words that it stands under."""
    address, label = link[1].removeprefix("mailto:").removeprefix("tel:"), link[2]
    return address if label is None or label in link[1] else label


def declined(event: Event) -> str:
    """The answer to a message that says nothing in words; "" where it says something."""
    if words_of(event).strip():
        return ""
    if event.get("files"):
        return FILE_ALONE
    return EMOJI_ALONE if _EMOJI.search(str(event.get("text") or "")) else ""


def names_others(event: Event, bot: str) -> bool:
    """Whether a message names a person, and not only the advisor."""
    return any(each != bot for each in _MENTION.findall(str(event.get("text") or "")))


def names(event: Event, bot: str) -> bool:
    """Whether a message names the advisor."""
    return bool(bot) and bot in _MENTION.findall(str(event.get("text") or ""))


def title_of(words: str) -> str:
    """A thread's title: the first words of what was asked."""
    return cut(" ".join(words.split()), MOST_TITLE)
