"""A short name that several universities have: the one that was taken is said, and who else is called so."""

from __future__ import annotations

import pytest

from actions.wording.replies import Reply
from tests.actions.conftest import Act


def of_university(said: str, taken: str, *others: str) -> dict[str, object]:
    """A university as it is heard, with all that are called so."""
    return {"entity": "program", "kind": "university", "value": taken, "text": said, "candidates": [taken, *others]}


def told(act: Act, said: str, taken: str, *others: str) -> Reply:
    reply = act("program_fact", f"what does {said} cost", entities=(of_university(said, taken, *others),)).replies[-1]
    assert isinstance(reply, Reply)
    return reply


def test_the_others_who_are_called_so_are_named_and_offered_where_programs_of_theirs_are_on_record(act: Act) -> None:
    reply = told(act, "osu", "oregon-state-university", "oklahoma-state-university", "ohio-state-university")
    assert "“OSU” is also Oklahoma State University and Ohio State University." in reply.closing
    assert reply.chips[0].title == "Oklahoma State University"
    assert "Ohio State University" not in [each.title for each in reply.chips]


@pytest.mark.parametrize(
    ("said", "taken", "other"),
    [
        ("asu", "arizona-state-university", "arizona-state-university-online"),  # two campuses of one
        ("oregon state", "oregon-state-university", "oklahoma-state-university"),  # said in full
    ],
)
def test_nobody_else_is_named_where_no_other_university_is_meant(act: Act, said: str, taken: str, other: str) -> None:
    assert "is also" not in told(act, said, taken, other).text


def test_of_one_that_is_spoken_of_already_nothing_more_is_said(act: Act) -> None:
    heard = of_university("osu", "oregon-state-university", "ohio-state-university")
    first = act("program_fact", "tell me about osu", entities=(heard,))
    second = act("program_fact", "and what does osu cost", first.memory, entities=(heard,))
    assert "is also" in first.replies[-1].text and "is also" not in second.replies[-1].text
