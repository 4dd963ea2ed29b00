"""What is kept of people, on a running advisor: over a restart, until "forget me", and what goes to a person."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.channels.channel_base import MOST_CODES, MOST_HANDOVERS
from bot.servers import Servers
from tests.actions.test_handover import Webhook
from tests.advisor import Conversation, running_advisor
from tests.website.test_routes import begin, call

SECRET = "geheimnis"


@dataclass
class Kept:
    """A running advisor with a database of its own."""

    address: str
    servers: Servers
    folder: Path
    webhook: Webhook

    def holding(self, words: str) -> list[str]:
        """The database's files that contain these words."""
        return [path.name for path in self.folder.iterdir() if words.encode() in path.read_bytes()]

    def senders(self) -> set[str]:
        """The conversations in the database."""
        with sqlite3.connect(self.folder / "advisor.sqlite") as connection:
            return {sender for (sender,) in connection.execute("SELECT DISTINCT sender_id FROM events")}


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder, webhook = tmp_path_factory.mktemp("kept"), Webhook()
    environment = {
        "ADVISOR_DATABASE_URL": f"sqlite:///{folder / 'advisor.sqlite'}",
        "ADVISOR_HANDOVER_WEBHOOK": webhook.url,
        "ADVISOR_RATE_CONVERSATION": "1000",
    }
    with running_advisor(environment) as (address, servers):
        yield Kept(address, servers, folder, webhook)
    webhook.server.shutdown()


def ask(advisor: Kept, token: str, text: str) -> list[dict[str, Any]]:
    """A message over the website's route."""
    status, replies, _ = call(advisor.address, "/chat/message", {"id": uuid.uuid4().hex, "text": text}, token)
    assert status == 200
    return list(replies)


def history(advisor: Kept, token: str) -> dict[str, Any]:
    return dict(call(advisor.address, "/chat/history", token=token)[1])


def test_conversations_survive_a_restart(advisor: Kept) -> None:
    conversation, token = Conversation(advisor.address), begin(advisor.address)
    conversation.say("online ms under 15k no gre")
    ask(advisor, token, "is the gre needed")
    before = history(advisor, token)
    assert len(before["messages"]) == 2
    rasa = advisor.servers.rasa
    assert rasa is not None
    os.kill(rasa.pid, 9)  # no time to tidy up
    rasa.wait()
    advisor.servers.start("rasa")
    advisor.servers.wait_for("rasa")
    assert "at most $15,000 in all" in conversation.say("/show_wishes").text
    assert history(advisor, token) == before


def test_forget_me_over_rest(advisor: Kept) -> None:
    me, other = Conversation(advisor.address), Conversation(advisor.address)
    me.say(f"online ms under 15k no gre {SECRET}")
    me.say("is the gre needed")
    other.say("in texas please")
    assert advisor.holding(SECRET) and "online" in me.say("what do you know about me").text
    assert me.say("forget me").text.startswith("Delete all of it?") and advisor.holding(SECRET)
    done = me.choose("Yes, delete everything")
    assert "Receipt " in done.text and "• 4 messages of yours" in done.text and "wishes" in done.text
    assert done.custom[0]["kind"] == "forgotten"
    assert advisor.holding(SECRET) == []
    assert me.id not in advisor.senders() and other.id in advisor.senders()
    assert "noted nothing" in me.say("what do you know about me").text
    assert "in Texas" in other.say("/show_wishes").text


def test_forget_me_on_the_website(advisor: Kept) -> None:
    mine, theirs = begin(advisor.address), begin(advisor.address)
    ask(advisor, mine, f"online programs {SECRET}")
    ask(advisor, mine, '/shortlist_add{"program": "gatech-omscs"}')
    ask(advisor, theirs, "is the gre needed")
    for token in (mine, theirs):
        answer = history(advisor, token)["messages"][-1]["text"]
        judged = {"thumb": "up", "word": SECRET, "question": "q", "answer": answer}
        assert call(advisor.address, "/chat/feedback", judged, token)[0] == 200
    assert history(advisor, mine)["shortlist"]
    assert ask(advisor, mine, "/forget_me")[0]["text"].startswith("Delete all of it?")
    text = ask(advisor, mine, '/forget_me{"confirm": "yes"}')[0]["text"]
    assert "• 1 program on your shortlist" in text and "• 1 judgement on an answer" in text
    assert history(advisor, mine) == {"messages": [], "shortlist": None, "earlier": False}
    assert len(history(advisor, theirs)["messages"]) == 2
    with sqlite3.connect(advisor.folder / "advisor.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM feedback").fetchone() == (1,)  # theirs
        connection.execute("DELETE FROM feedback")
    assert ask(advisor, mine, "is the gre needed")[0]["reply"]["topic"] == "gre"
    assert len(history(advisor, mine)["messages"]) == 2


def test_a_summary_goes_to_a_person_only_after_a_yes(advisor: Kept) -> None:
    conversation = Conversation(advisor.address)
    conversation.say("online ms under 15k no gre")
    offered = conversation.say("/human_handoff")
    assert "at most $15,000 in all" in offered.text and advisor.webhook.got == []
    assert conversation.choose("Send it to a person").text.startswith("Sent:")
    (got,) = advisor.webhook.got
    assert got["conversation"] == conversation.id and "at most $15,000 in all" in got["summary"]
    conversation.say("/human_handoff")
    assert conversation.choose("Send it to a person").text.startswith("It is not sent again")  # within the hour
    other = Conversation(advisor.address)
    advisor.webhook.status = 500
    other.say("/human_handoff")
    assert "could not be sent" in other.choose("Send it to a person").text
    advisor.webhook.status = 200
    assert other.choose("Try again").text.startswith("Sent:")


def test_one_place_has_a_few_summaries_sent_a_day(advisor: Kept) -> None:
    before, sent = len(advisor.webhook.got), []
    for _ in range(7):
        conversation = Conversation(advisor.address)
        assert not conversation.say('/human_handoff{"send": "yes"}').text.startswith("Sent:")  # nothing was offered yet
        sent.append(conversation.choose("Send it to a person").text)
    assert 1 <= len(advisor.webhook.got) - before <= MOST_HANDOVERS
    assert sent[-1].startswith("It is not sent again") and "What I told the advisor" in sent[-1]


def test_after_two_misses_a_person_is_offered_and_understanding_ends_the_count(advisor: Kept) -> None:
    conversation = Conversation(advisor.address)
    assert "Talk to a person" not in conversation.say("??").chips
    assert "Talk to a person" in conversation.say("!?").chips
    assert "admissions office" in conversation.choose("Talk to a person").text
    assert "Talk to a person" not in conversation.say("??").chips
    conversation.say("is the gre needed")  # answered without an action
    assert "Talk to a person" not in conversation.say("??").chips


def test_nobody_can_try_many_codes_whatever_they_call_themselves(advisor: Kept) -> None:
    me = Conversation(advisor.address)
    me.say("keep omscs")
    code = me.say("continue on my phone").custom[0]["code"]
    assert advisor.holding(code) == []
    tried = [Conversation(advisor.address).say(f"continue BCD{n % 8 + 2}-FGH3").text for n in range(MOST_CODES + 2)]
    assert "I don't know that code" in tried[0] and "I don't know that code" not in tried[-1]
    assert "too many codes" in tried[-1] and "minutes" in tried[-1]
    late = Conversation(advisor.address)
    assert "too many codes" in late.say(f"continue {code}").text
    typed = f'/ask_my_data{{"note": "continue {code}", "act": "continue {code}"}}'
    assert "Online Master" not in late.say(typed).text  # nor past the limit
    assert "noted nothing" in late.say("what do you know about me").text
