"""Whole posts with follow-ups, in the manner of real people, played to a running advisor and checked reply by reply.

    python -m tests.conversations.player [--url http://127.0.0.1:5005] [--only A03,B11] [--replies]

The conversations stand in posts/*.yml. Each turn has `say`, `must` (of every group one expression has to be found),
`mustnot`, `max_words` (null: any length) and `why`. Expressions are searched in the texts and chips of a reply without
regard to case. A reply also fails that sends again, word for word, a long text of the reply before. Without `--url` an
advisor of its own is started. They were written by people who had seen neither phrases nor code; no expression was
mended to pass.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tests.advisor import Answer, Conversation, running_advisor

POSTS = Path(__file__).parent / "posts"
LONG = 40  # words from which on a text that is sent again is a fault
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True)
class Played:
    """One turn: what was said and answered, and what is wrong with it (nothing: it passes)."""

    post: str
    number: int
    say: str
    why: str
    answer: Answer
    faults: tuple[str, ...]

    @property
    def words(self) -> int:
        """How long the reply is."""
        return len(self.answer.text.split())


def posts(folder: Path = POSTS) -> list[Mapping[str, Any]]:
    """All conversations."""
    return [post for path in sorted(folder.glob("*.yml")) for post in yaml.safe_load(path.read_text(encoding="utf-8"))]


def play(address: str, wanted: Sequence[Mapping[str, Any]]) -> Iterator[Played]:
    """Plays conversations, each under a new id, and checks every reply."""
    for post in wanted:
        conversation, before = Conversation(address), ""
        for number, turn in enumerate(post["turns"]):
            answer = conversation.say(turn["say"])
            yield Played(post["id"], number, turn["say"], turn.get("why", ""), answer, faults(turn, answer, before))
            before = answer.text


def faults(turn: Mapping[str, Any], answer: Answer, before: str = "") -> tuple[str, ...]:
    """What is wrong with a reply, one line each."""
    said = "\n".join([answer.text, *answer.chips]).translate(_PLAIN)
    found = [
        f"lacks: {' | '.join(group)}" for group in turn.get("must") or () if not any(_in(each, said) for each in group)
    ]
    found += [f"must not say: {each}" for each in turn.get("mustnot") or () if _in(each, said)]
    count, most = len(answer.text.split()), turn.get("max_words")
    found += [f"too long: {count} words, at most {most}"] if most and count > most else []
    again = any(len(each.split()) >= LONG and each in before for each in answer.text.split("\n"))
    return (*found, *(["sends the same text again"] if again else []))


def _in(expression: str, text: str) -> bool:
    return re.search(expression, text, re.IGNORECASE | re.DOTALL) is not None


def summary(played: Sequence[Played]) -> str:
    """Two lines: how many passed, how long the replies are."""
    first, later = [p for p in played if p.number == 0], [p for p in played if p.number]
    passed = [sum(not p.faults for p in group) for group in (first, later)]
    lengths = [p.words for p in played if not any(m.get("cards") for m in p.answer.custom)]
    return (
        f"first replies passed {passed[0]} of {len(first)}, follow-ups {passed[1]} of {len(later)}\n"
        f"words of replies without program cards: median {median(lengths):.0f}, longest {max(lengths)}"
    )


def _show(each: Played, replies: bool) -> None:
    if replies or each.faults:
        print(f"\n{each.post}.{each.number} > {' '.join(each.say.split())}")
        print(*(f"  < {line}" for line in each.answer.text.splitlines()), sep="\n") if replies else None
    if each.faults:
        print(f"  wanted: {each.why}", *(f"  {fault[:200]}" for fault in each.faults), sep="\n")


def main() -> int:
    """Plays, prints every failing check, and sums up."""
    parser = argparse.ArgumentParser(description="Play whole posts to an advisor.")
    parser.add_argument("--url", help="of a running advisor; else one is started")
    parser.add_argument("--only", default="", help="ids, comma-separated")
    parser.add_argument("--replies", action="store_true", help="print every reply")
    arguments = parser.parse_args()
    ids = {each.strip().upper() for each in arguments.only.split(",") if each.strip()}
    wanted = [post for post in posts() if not ids or post["id"] in ids]
    if arguments.url:
        played = list(play(arguments.url, wanted))
    else:
        with running_advisor() as (address, _):
            played = list(play(address, wanted))
    for each in played:
        _show(each, arguments.replies)
    print("\n" + summary(played))
    return 0


if __name__ == "__main__":
    sys.exit(main())
