"""All receipts of an answer: numbered as its text numbers them, with what each backs and its address."""

from __future__ import annotations

import json
import re

import pytest

from actions.wording.all_receipts import KIND, all_receipts
from actions.wording.replies import Reply
from tests.actions.conftest import Act

NUMBERED = re.compile(r"\[(\d+)\] ([^;\n]+?)(?=;| \(“|$|\n)")


def sent(reply: Reply) -> dict:  # type: ignore[type-arg]
    return json.loads(json.dumps(reply.custom()))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("action", "text"),
    [("recommend", "online ms under 15k no gre"), ("compare", "compare omscs and penn mcit online"),
     ("program_fact", "tell me about omscs"), ("what_if", "what if i could pay 60k")],
)  # fmt: skip
def test_every_receipt_has_the_number_of_the_text_and_its_address(act: Act, action: str, text: str) -> None:
    memory = act("recommend", "online no gre").memory
    reply = act(action, text, memory).replies[0]
    told = all_receipts([sent(reply)])
    assert told.kind == KIND and len(told.sources) >= 5
    lines = told.text.split("\n")[1:]
    below = next(line for line in reply.text.split("\n") if line.startswith("[1] "))
    listed = NUMBERED.findall(below)
    assert listed
    for number, brief in listed:
        name, when = brief.split(", ")[:2]
        line = lines[int(number) - 1]
        assert line.startswith(f"[{number}] {name}, ") and when in line and "  http" in line


def test_a_receipt_says_what_it_backs_of_which_program(act: Act) -> None:
    searched = all_receipts([sent(act("recommend", "online ms under 15k no gre").replies[0])]).text
    assert re.search(r"\[4\] pe\.gatech\.edu, .* · OMSA, Georgia Tech: online, GRE optional  https://pe", searched)
    compared = all_receipts([sent(act("compare", "compare omscs and penn mcit online").replies[0])]).text
    assert re.search(r"\[1\] gradpilot\.com, 2026-06, second-hand · OMSCS, Georgia Tech: Price  https://", compared)


def test_what_rests_on_nothing_says_so(act: Act) -> None:
    for replies in ([], [{}], [sent(act("show_shortlist").replies[0])]):
        told = all_receipts(replies)
        assert told.sources == () and "Nothing I said last rests on a source" in told.text
