"""Every number in every reply traces to a receipt, to a listed calculation, to what the person said, or is a count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from actions.dialogue.memory import Memory
from actions.wording.replies import Reply
from knowledge.wishes import Wish
from tests.actions.conftest import Act

# Counts of what was found, shown or asked, and places in a list: made in the reply, not figures about a program.
COUNTS = re.compile(
    r"\b\d[\d,]* (?:named|more|fits? now|did before|of|programs?|records?|short questions?|universities|combinations)\b"
    r"|\b(?:of|first|number|Question|at most|Programs|These|to|has|stayed first in|of all) \d[\d,]*\b(?![.,]?\d| [a%])"
    r"|\b\d (?:for a must|points)|[Nn]umber \d|counts \d times|\d+ (?:points|times as much)|a nice-to-have 1\b"
    r"|^\d+\. ",
    re.MULTILINE,
)
# A line of text that says in brackets where its figures are from.
RECEIPTED = re.compile(r"^.*\([^()]*(?:year not stated|read \d{4}|, (?:\w+ )?\d{4})[^()]*\).*$", re.MULTILINE)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
CONVERSATIONS = {
    "a search": ["recommend: online ms under 15k no gre", "show_more:", "explain:", "what_if:", "recommend: cheaper",
                 "compare: compare the first two", "show_wishes:", "my_data:"],
    "one program": ["program_fact: tell me about omscs", "program_fact: how much is omscs", "explain: why not cmu"],
    "the pay-off": ["payoff: i make 62k in ohio", "payoff: i make 62k in ohio, software developer, part time"],
    "the background": ["readiness: i studied biology, took calc 1, know some python", "study_plan:"],
    "background of a program": ["recommend: online no gre", "readiness: i know python and calculus", "study_plan:"],
    "doubts": ["recommend: online no gre under 20k", "doubts:", "recommend: 10 hours a week", "deny: no",
               "recommend: it is fine", "recommend: 20k"],
    "the shortlist": ["recommend: online no gre", "shortlist_add: save the first one", "show_shortlist:",
                      "export_shortlist:", "ask_admissions:", "handover:"],
    "a guided start": ["guided_start:", "recommend: online", "recommend: under 20k"],
}  # fmt: skip


def replies_of(act: Act, turns: list[str]) -> Iterator[tuple[str, Reply, Memory]]:
    memory = Memory()
    for turn in turns:
        action, _, text = turn.partition(":")
        result = act(action, text.strip(), memory, intent="deny" if action == "deny" else "inform")
        memory = result.memory
        yield from ((text, reply, memory) for reply in result.replies if isinstance(reply, Reply))


def earlier(memory: Memory) -> list[dict[str, Any]]:
    """The wishes that were changed since."""
    return [wish for change in memory.past for wish in change.get("wishes", ())]


def untraced(said: str, reply: Reply, memory: Memory) -> list[str]:
    """Numbers of a reply that lead to nothing."""
    receipted = [line for card in reply.cards for line in card.lines if line.sources]
    known = " ".join(
        [
            said,
            *reply.calculations,
            *(line.words() for line in receipted),
            *(source.words() + source.says for source in reply.sources),
            *(card.title for card in reply.cards),
            *(str(value) for wish in (*memory.wishes, *map(Wish.from_dict, earlier(memory))) for value in wish.values),
            *(
                str(value)
                for value in (*memory.assumptions.values(), *memory.doubts.values(), *memory.profile.values())
            ),
        ]
    )
    traced = set(map(_value, NUMBER.findall(known)))
    table = " ".join(cell for row in reply.table.rows for cell in row) if reply.table else ""
    shown = [reply.lead, reply.closing, *(line.says for card in reply.cards for line in card.lines if not line.sources)]
    shown += [] if reply.sources or reply.calculations else [table]
    left = COUNTS.sub(" ", RECEIPTED.sub(" ", "\n".join(shown)))
    return [each for each in NUMBER.findall(left) if _value(each) not in traced]


def _value(number: str) -> float:
    return float(number.replace(",", ""))


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_every_number_traces(name: str, act: Act) -> None:
    for said, reply, memory in replies_of(act, CONVERSATIONS[name]):
        assert untraced(said, reply, memory) == [], f"after “{said}”: {reply.text}"


def test_a_number_from_nowhere_is_found() -> None:
    assert untraced("", Reply("talk", "It costs $4,321 in all."), Memory()) == ["4,321"]
    assert untraced("", Reply("talk", "It costs $4,321.", calculations=("3 x $1,440.33 = $4,321",)), Memory()) == []
