"""The whole posts of posts/*.yml, played over REST: how many turns pass may grow and not shrink."""

from __future__ import annotations

from tests.conversations.player import Played, summary

# A little below what is measured (README): the expressions are strict, and no reply is bent to fit one.
LEAST_FIRST, LEAST_LATER = 19, 97


def test_no_fewer_turns_pass_than_before(played: list[Played]) -> None:
    assert all(each.answer.status == 200 and each.answer.text for each in played)
    first = [each for each in played if not each.number]
    passed = sum(not each.faults for each in first), sum(not each.faults for each in played if each.number)
    assert passed[0] >= LEAST_FIRST and passed[1] >= LEAST_LATER, summary(played)
