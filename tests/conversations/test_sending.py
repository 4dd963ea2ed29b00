"""A summary goes to a person after an offer and a plain yes, and by nothing else: against running advisors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from actions.keeping import records
from tests.actions.test_handover import Webhook
from tests.advisor import Conversation, running_advisor
from tests.conversations.test_commands import rows
from tests.slack.conftest import Workspace

ASKED, OFFERED, UNASKED = "talk to a person", "Only if you say so", '/human_handoff{"send": "yes"}'
REFUSED = [
    "no", "no thanks", "nope dont send", "don't send it", "do not send that to anybody", "no need to email anybody",
    "i dont want you contacting anyone", "dont share it with nobody", "never mind", "not now", "Don’t send it", "stop",
]  # fmt: skip
UNCONFIRMED = [
    "hm", "let me think", "maybe later", "what would they get?", "who reads it", "is the gre needed",
    "how much is omscs", "thanks", "online under 15k", "yes?", *(sentence for _, sentence in rows()["send_out_not"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def sending() -> Iterator[tuple[str, Webhook]]:
    """An advisor that has somebody to send to, and who gets it."""
    webhook = Webhook()
    with running_advisor({"ADVISOR_HANDOVER_WEBHOOK": webhook.url}) as (address, _):
        yield address, webhook
    webhook.server.shutdown()


def offered(address: str) -> Conversation:
    """A conversation in which sending the summary was offered just now."""
    conversation = Conversation(address)
    conversation.say("online ms under 15k no gre")
    assert OFFERED in conversation.say(ASKED).text
    return conversation


def got(webhook: Webhook, conversation: Conversation) -> int:
    return sum(each["conversation"] == conversation.id for each in webhook.got)


@pytest.mark.parametrize("text", REFUSED)
def test_a_refused_offer_sends_nothing_neither_then_nor_later(sending: tuple[str, Webhook], text: str) -> None:
    address, webhook = sending
    conversation = offered(address)
    said = conversation.say(text).text
    assert "nothing is changed, deleted or sent" in said or "I leave it at that" in said
    for later in ("yes", "send it", UNASKED):
        assert "Sent:" not in conversation.say(later).text
    assert not got(webhook, conversation)


@pytest.mark.parametrize("text", UNCONFIRMED)
def test_what_is_no_plain_yes_sends_nothing(sending: tuple[str, Webhook], text: str) -> None:
    address, webhook = sending
    conversation = offered(address)
    assert "Sent:" not in conversation.say(text).text and not got(webhook, conversation)


def test_an_offer_that_something_else_followed_is_open_no_longer(sending: tuple[str, Webhook]) -> None:
    address, webhook = sending
    conversation = offered(address)
    for text in ("is the gre needed", "yes", UNASKED):
        assert "Sent:" not in conversation.say(text).text
    assert not got(webhook, conversation)


@pytest.mark.parametrize("text", ["yes", "yes please send it", "Send it to a person"])
def test_a_plain_yes_to_the_offer_sends_it_once(sending: tuple[str, Webhook], text: str) -> None:
    address, webhook = sending
    conversation = offered(address)
    assert conversation.say(text).text.startswith("Sent:") and got(webhook, conversation) == 1
    conversation.say(text)
    assert got(webhook, conversation) == 1


@pytest.mark.parametrize("context, sentence", rows()["send_out"], ids=[said for _, said in rows()["send_out"]])
def test_where_nobody_is_set_to_send_to_nothing_is_offered_or_sent(
    everywhere: Workspace, context: str, sentence: str
) -> None:
    conversation = Conversation(everywhere.address)
    first = conversation.say(sentence)
    assert OFFERED not in first.text and "Send it to a person" not in first.chips
    for text in ("yes", "send it", UNASKED):
        assert "Sent:" not in conversation.say(text).text
    with records.database(records.CONVERSATIONS).connect() as connection:
        claimed = select(records.handovers).where(records.handovers.c.conversation == conversation.id)
        assert connection.execute(claimed).all() == []
