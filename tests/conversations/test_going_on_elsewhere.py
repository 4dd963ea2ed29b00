"""What is noted in one channel goes on in another by a code, from each of them to each, and stays where it was."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from sqlalchemy import select, update

from actions.keeping import records
from tests.conversations.drivers import CHANNELS, Driver, Website
from tests.slack.conftest import Workspace
from tests.website.test_routes import call

SPOKEN = ("website", "slack", "shell")
USED, UNKNOWN = "used already", "I don't know that code"


def code_of(text: str) -> str:
    found = re.search(r"Your code is (\S{4}-\S{4})\.", text)
    assert found is not None, text
    return found[1]


def older(seconds: float) -> None:
    """Makes all codes so much older."""
    codes = records.resume_codes
    with records.database(records.CONVERSATIONS).begin() as connection:
        connection.execute(update(codes).values(given_at=codes.c.given_at - seconds))


def told(driver: Driver) -> None:
    """Has something noted of each kind."""
    driver.say("online ms under 15k no gre")
    driver.say("i have a 3.4 gpa")
    driver.say("keep omscs")


@pytest.mark.parametrize(
    ("origin", "target"), [*permutations(SPOKEN, 2), ("website", "website"), ("rest", "slack"), ("slack", "rest")]
)
def test_wishes_profile_and_shortlist_go_on_in_the_other_channel(
    everywhere: Workspace, origin: str, target: str
) -> None:
    with CHANNELS[origin](everywhere) as before, CHANNELS[target](everywhere) as after:
        told(before)
        code = code_of(before.say("can I go on with this on my laptop?").text)
        came = after.say(f"continue {code}").text
        assert "at most $15,000" in came and "online" in came and "3.4" in came and "OMSCS at Georgia Tech" in came
        known = after.say("what do you know about me").text
        assert "GPA: 3.4" in known and "no GRE" in known
        assert "Georgia" in after.say("show my shortlist").text
        assert USED in after.say(code.lower()).text
        after.say("in texas")
        assert "Texas" not in before.say("what are my wishes").text  # each keeps its own from here on
        assert "15,000" in before.say("what are my wishes").text


def test_undo_takes_back_what_came_along(everywhere: Workspace) -> None:
    with CHANNELS["website"](everywhere) as before, CHANNELS["slack"](everywhere) as after:
        after.say("full time in ohio")
        told(before)
        after.say(code_of(before.say("continue in slack").text))
        assert "15,000" in after.say("what are my wishes").text
        after.say("undo")
        wishes = after.say("what are my wishes").text
        assert "Ohio" in wishes and "15,000" not in wishes


@pytest.mark.parametrize("channel", SPOKEN)
def test_a_code_that_brings_nothing_gets_a_clear_sentence(everywhere: Workspace, channel: str) -> None:
    with CHANNELS[channel](everywhere) as driver:
        code = code_of(driver.say("continue elsewhere").text)
        assert "it still works there" in driver.say(f"continue {code}").text
        assert UNKNOWN in driver.say("continue BCD2-FGH3").text


@pytest.mark.parametrize("channel", ["slack", "shell"])  # the website's address has no try left (MOST_CODES)
def test_a_code_of_sixteen_minutes_ago_says_that_it_is_too_old(everywhere: Workspace, channel: str) -> None:
    with CHANNELS["website"](everywhere) as before, CHANNELS[channel](everywhere) as after:
        told(before)
        offered = before.say("continue elsewhere").text
        assert "once, for 15 minutes" in offered
        older(16 * 60)
        refused = after.say(f"continue {code_of(offered)}").text
        assert "older than 15 minutes" in refused and "Say “continue elsewhere” in the conversation you come" in refused


def test_nothing_of_a_code_is_kept_where_it_was_given_or_typed_and_the_window_shows_it_no_more(
    everywhere: Workspace,
) -> None:
    before, after = Website(everywhere.address), Website(everywhere.address)
    told(before)
    code = code_of(before.say("continue elsewhere", "Continue elsewhere").text)
    after.say(f"continue {code}")
    with records.database(records.CONVERSATIONS).connect() as connection:
        kept = [str(tuple(row)) for table in (records.events, records.resume_codes, records.unanswered)
                for row in connection.execute(select(table))]  # fmt: skip
    assert not [each for each in kept if code in each or code.replace("-", "").lower() in each.lower()]
    shown = call(everywhere.address, "/chat/history", token=before.token)[1]["messages"]
    assert shown[-2]["text"] == "Continue elsewhere" and "••••-••••" in shown[-1]["text"]
    listed = call(everywhere.address, "/chat/history", token=after.token)[1]["shortlist"]
    assert [each["id"] for each in listed] == ["gatech-omscs"]


def test_forget_me_closes_what_was_open(everywhere: Workspace) -> None:
    with CHANNELS["slack"](everywhere) as before, CHANNELS["website"](everywhere) as after:
        told(before)
        code = code_of(before.say("take this to the website").text)
        before.say("forget me")
        assert "forgotten" in before.say("yes").text
        assert UNKNOWN in after.say(code).text
