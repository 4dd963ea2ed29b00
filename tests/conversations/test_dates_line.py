"""Who keeps a program with dates on record is told that they go into a calendar: once, in every channel."""

from __future__ import annotations

from tests.conversations.drivers import Driver

SAYS = "The dates on record go into your calendar, with reminders"


def test_that_dates_go_into_a_calendar_is_said_once(driver: Driver) -> None:
    assert SAYS in driver.say("keep omscs").text
    assert SAYS not in driver.say("keep penn mcit online").text
