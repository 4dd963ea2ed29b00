"""Bad input over REST: a kind reply or a 4xx, never a 500, and the next message works."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.servers import Servers
from tests.advisor import Conversation, post


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t ",
        "a" * 10_000,
        "is the gre needed? " * 500,
        "x" * 50_000,
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "'; DROP TABLE programs; --",
        "🙂🎓🤖",
        "机器学习硕士需要多少钱",
        "ماجستير تعلم الآلة",
        "\x00\x01\u202e\ud83d",
        "/",
        "/nonsense",
        '/faq{"topic": "nonsense"}',
        '/faq{"topic": 5}',
        '/inform{"budget": "many"}',
        '/inform{"delivery": "moon"}',
        '/inform{"place": {"op": "x"}}',
        '/ask_program_fact{"program": "nonsense"}',
        "/faq{broken",
        "{{7*7}} ${HOME} %s {wage/15-2051/median}",
    ],
    ids=lambda text: text[:20],
)
def test_odd_messages_get_a_sentence_and_the_next_one_works(advisor: tuple[str, Servers], text: str) -> None:
    conversation = Conversation(advisor[0])
    answer = conversation.say(text)
    assert answer.status == 200 and answer.text.strip()
    assert "Traceback" not in answer.text and "<script" not in answer.text
    assert "GRE" in conversation.say("is the gre needed").text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"message": 5}',
        b'{"message": null}',
        b'{"message": ["a"]}',
        b'{"message": "hi", "sender": 5}',
        b'{"message": "hi", "sender": ""}',
        b'{"message": "hi", "id": "short"}',
        b"\xff\xfe",
        json.dumps({"message": "hi", "sender": "s" * 500}).encode(),
    ],
)
def test_wrong_requests_are_refused_with_a_sentence(advisor: tuple[str, Servers], body: bytes) -> None:
    answer = post(advisor[0], body)
    assert answer.status == 400
    assert answer.messages[0]["error"]


def test_two_people_do_not_share_wishes(advisor: tuple[str, Servers]) -> None:
    first, second = Conversation(advisor[0]), Conversation(advisor[0])
    first.say("online under 15k")
    assert "I search by" in first.say("/show_wishes").text
    assert "I search by" not in second.say("/show_wishes").text


def test_many_people_at_once_each_get_their_own_answer(advisor: tuple[str, Servers]) -> None:
    questions = {"is the gre needed": "gre", "how long does it take": "duration", "what does it cost": "cost"}

    def talk(number: int) -> list[str]:
        conversation, asked = Conversation(advisor[0]), list(questions)
        asked = asked[number % 3 :] + asked[: number % 3]
        return [f"{questions[each]}={conversation.say(each).custom[0]['topic']}" for each in asked]

    with ThreadPoolExecutor(8) as people:
        found = [each for answers in people.map(talk, range(24)) for each in answers]
    assert len(found) == 72 and {each.split("=")[0] == each.split("=")[1] for each in found} == {True}


def test_when_the_action_server_is_down_people_read_a_sentence_and_nothing_is_lost(
    advisor: tuple[str, Servers],
) -> None:
    address, servers = advisor
    conversation = Conversation(address)
    assert "meet your wishes (online" in conversation.say("online ms under 15k no gre").text
    assert servers.actions is not None
    servers.actions.terminate()
    servers.actions.wait(10)
    try:
        assert "does not answer" in conversation.say("in texas").text
        assert "GRE" in conversation.say("is the gre needed").text  # general questions still work
    finally:
        servers.start("actions")
        servers.wait_for("actions")
    assert "in Texas" in conversation.say("in texas").text
