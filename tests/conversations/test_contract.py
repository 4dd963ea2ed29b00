"""What every channel sees to, on each of them: nothing is lost, doubled, mixed up or left without a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.channels.incoming import EMPTY, TOO_LONG, conversation_id
from bot.servers import free_ports
from tests.advisor import Conversation, running_advisor, stored
from tests.conversations.drivers import CHANNELS, Driver, Shell, Slack, environment
from tests.slack.conftest import TEAM, FakeSlack, Workspace

SEARCH = "online ms under 15k no gre"


def test_an_answer_is_complete_in_words_and_offers_choices(driver: Driver) -> None:
    answer = driver.say("is the gre needed")
    assert "GRE" in answer.text and "Sources:" in answer.text and answer.chips


def test_several_questions_are_answered_in_their_order(driver: Driver) -> None:
    text = driver.say("is the gre needed and how long does it take").text
    assert -1 < text.find("GRE") < text.find("30 credits")


def test_a_message_that_arrives_twice_is_counted_once(driver: Driver) -> None:
    driver.say('/inform{"delivery": "online"}')
    assert "Programs 4 to" in driver.say_twice("more").text
    assert "Programs 7 to" in driver.say("more").text


def test_half_a_character_and_what_cannot_be_seen_harm_nothing(driver: Driver) -> None:
    half = "" if isinstance(driver, Shell) else "\ud83d"  # a pipe carries no half characters
    assert "GRE" in driver.say(f"half {half} \x07 \u202e emoji, is the gre needed").text


@pytest.mark.parametrize("command", ["/restart", "/back", "/session_start", "/session_started", "/inform{broken"])
def test_rasas_own_commands_are_not_obeyed(driver: Driver, command: str) -> None:
    driver.say(SEARCH)
    said = driver.say(command).text
    named = ("not sure what you mean", "no command", "/wishes")  # the shell lists its own commands
    assert any(words in said for words in named), said
    assert "$15,000" in driver.say("/wishes" if isinstance(driver, Shell) else "/show_wishes").text


def test_a_long_message_is_read_as_far_as_it_makes_sense_and_a_longer_one_is_named(driver: Driver) -> None:
    assert "GRE" in driver.say("is the gre needed? " * 200).text
    assert driver.say("a " * 6_000).text == TOO_LONG
    assert "GRE" in driver.say("is the gre needed").text


def test_an_empty_message_gets_a_sentence(driver: Driver) -> None:
    if isinstance(driver, Shell):
        pytest.skip("an empty line is no message in a shell")
    assert driver.say(" \t\x00 ").text == EMPTY


def test_rest_reaches_no_conversation_of_slack_by_its_id(everywhere: Workspace) -> None:
    slack = Slack(everywhere)
    slack.say(SEARCH)
    inside = conversation_id("slack", TEAM, slack.channel, slack.user)
    assert stored(inside, "user")
    for sender in (inside, inside.removeprefix("slack-"), f"rest-{inside}"):
        rest = Conversation(everywhere.address, sender)
        assert "15,000" not in rest.say("/show_wishes").text
        rest.say("forget me")
        assert "you are forgotten here" in rest.say("yes").text
        assert rest.id != inside and not stored(rest.id)
    assert len(stored(inside, "user")) == 1 and "$15,000" in slack.say("/show_wishes").text


@pytest.fixture(scope="module")
def strict() -> Iterator[Workspace]:
    """An advisor with low limits."""
    slack = FakeSlack(free_ports(1)[0])
    slack.start()
    limits = {"ADVISOR_RATE_CONVERSATION": "3", "ADVISOR_RATE_REST": "3"}
    with running_advisor({**environment(slack), **limits}) as (address, _):
        yield Workspace(address, slack)


@pytest.mark.parametrize("channel", sorted(set(CHANNELS) - {"shell"}))
def test_who_sends_too_much_is_asked_to_wait_and_nobody_else_is(strict: Workspace, channel: str) -> None:
    with CHANNELS[channel](strict) as mine, CHANNELS["slack" if channel == "rest" else "website"](strict) as other:
        answers = [mine.say("is the gre needed").text for _ in range(4)]
        assert all("GRE" in each for each in answers[:3]) and "Please wait" in answers[3]
        assert "GRE" in other.say("is the gre needed").text
