"""How long the replies are: `python -m tests.conversations.reply_lengths`.

Plays the scenarios beside this file over REST and reports words and lines: the median of replies that are no list, the
longest ones, and texts that were sent twice in one conversation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from actions.wording.plain import lines_of
from tests.advisor import Answer, Conversation, running_advisor

FOLDER = Path(__file__).parent
# What marks a reply as a list that was asked for: numbered programs, or a table's rows.
LISTS = ("\n1. ", "(1) ", " | ", "As files:")
MEDIAN, MOST = 110, 220  # words
REPEATED = 30  # words from which a text may not come twice


def words_of(reply: Mapping[str, Any] | str) -> int:
    """The words a person reads of a reply: its text as sent over REST, or the text itself."""
    text = reply if isinstance(reply, str) else str(reply.get("text") or "")
    return len(text.split())


def is_list(text: str) -> bool:
    """Whether a reply is a list or a table: it may be longer."""
    return any(mark in f"\n{text}" for mark in LISTS)


def report(conversations: Iterable[list[str]]) -> list[str]:
    """The lines of the report over the replies of conversations."""
    conversations = list(conversations)
    plain = [text for replies in conversations for text in replies if not is_list(text)]
    every = [text for replies in conversations for text in replies]
    twice = [
        text
        for replies in conversations
        for i, text in enumerate(replies)
        if words_of(text) >= REPEATED and text in replies[:i]
    ]
    longest = sorted(every, key=words_of)[-3:][::-1]
    return [
        f"{len(every)} replies, {len(plain)} of them no list",
        f"median words of those: {median(map(words_of, plain)):.0f} (aim: under {MEDIAN})",
        f"over {MOST} words: {sum(words_of(text) > MOST for text in plain)} of those, "
        f"{sum(words_of(text) > MOST for text in every)} of all",
        f"sent twice in one conversation: {len(twice)}",
        *(f"{words_of(text)} words, {lines_of(text)} lines: {text[:60]!r}" for text in longest),
    ]


def answers_in(address: str) -> Iterator[list[Answer]]:
    """The answers to every scenario, over REST."""
    for path in sorted(FOLDER.glob("*.yml")):
        for scenario in yaml.safe_load(path.read_text(encoding="utf-8")):
            conversation = Conversation(address)
            yield [
                conversation.choose(turn["choose"]) if "choose" in turn else conversation.say(turn["user"])
                for turn in scenario["turns"]
            ]


def main() -> int:
    """Prints the report; 1 where the aims are missed."""
    with running_advisor() as (address, _):
        conversations = [[each.text for each in answers] for answers in answers_in(address)]
    print("\n".join(report(conversations)))
    plain = [words_of(text) for replies in conversations for text in replies if not is_list(text)]
    return int(median(plain) >= MEDIAN or max(plain) > MOST)


if __name__ == "__main__":
    sys.exit(main())
