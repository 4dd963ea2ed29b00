"""Wishes that no criterion reads are heard as such, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from bot.nlu.hearing import Hearing

UNREAD = {
    "programs with a rowing club": ["rowing club"],
    "schools that have nap rooms, under 20k": ["nap rooms"],
    "universities offering daycare in iowa": ["daycare"],
    "online with a capstone and free laptops": ["free laptops"],
    "in oregon with mild winters": ["mild winters"],
    "under 25k, with vegan food and a library": ["vegan food", "library"],
    "with a sauna, no gre": ["sauna"],
    "i'm looking for something with a big alumni house": ["big alumni house"],
    "are there masters with a chess team?": ["chess team"],
    "online, with a student orchestra or choir": ["student orchestra", "choir"],
    "ms in statistics with a thesis and a garden": ["garden"],
    "under 20k, near a lake": ["near a lake"],
    "on campus in ohio, no group essays and lots of music": ["no group essays", "lots of music"],
    "show me programs with no essay": ["no essay"],
    "online programs with many prizes": ["many prizes"],
    "texas, low pollen area": ["low pollen area"],
}
READ = [
    "online with no gre",
    "under 20k with a 3.1 gpa",
    "programs with a thesis and under 30k",
    "online with part time option",
    "cs masters with a prep semester",
    "schools with scholarships and small classes",
    "i live in ohio with my two kids, online under 20k",
    "i work with spreadsheets all day, online below 15k",
    "compare those programs with each other",
    "can you help me with my essay",
    "data science with python",
    "do programs with a gym cost more",
    "with all due respect",
    "masters with distinction from leeds, online",
    "online with a thesis and cheap",
    "how do i deal with texas weather",
    "online, under 20k and no more than two years",
    "i have a low gpa and a good job, online",
    "online and a bit cheaper",
    "online programs with live classes",
    "online in texas, good luck to me",
    "under 20k, no thanks",
    "in ohio, a masters degree",
]


def unread(hearing: Hearing, text: str) -> list[str]:
    return [each["text"] for each in hearing.hear(text) if each.get("of") == "unread"]


@pytest.mark.parametrize(("text", "things"), UNREAD.items())
def test_a_thing_that_no_criterion_reads_is_heard(hearing: Hearing, text: str, things: list[str]) -> None:
    assert unread(hearing, text) == things


@pytest.mark.parametrize("text", READ)
def test_what_is_read_or_no_wish_is_none(hearing: Hearing, text: str) -> None:
    assert unread(hearing, text) == []
