"""What is known is listed; what is forgotten is gone, with a receipt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.dialogue.memory import Kept, Memory, Message, Reported
from actions.forget_me import ActionForgetMe
from actions.keeping import records
from actions.keeping.shared_settings import SettingError, retention_days
from actions.wording.replies import Reply
from bot.feedback import Feedback
from tests.actions.conftest import Act

FULL = Memory(
    profile={"backgrounds": ["biology"], "skills": ["python"], "lacking": ["statistics"], "hours": 10.0},
    assumptions={"income": 62000, "hours": 10.0},
    doubts={"maths": "avoid", "debt": 20000},
    shortlist=(Kept("gatech-omscs", "ask my boss"),),
    reported=(Reported("gatech-omscs", "gre", "not needed"),),
    declined=("gpa",),
)


@pytest.fixture
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of this test's own."""
    path = tmp_path / "kept.sqlite"
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{path}")
    return path


def reply_of(turn: object) -> Reply:
    (reply,) = turn.replies  # type: ignore[attr-defined]
    assert isinstance(reply, Reply)
    return reply


def test_everything_noted_is_listed_with_place_and_time(act: Act) -> None:
    memory = act("recommend", "online ms under 15k no gre", FULL, intent="inform").memory
    text = reply_of(act("my_data", "", memory)).text
    for words in (
        "online (a must)", "at most $15,000 in all", "no GRE", "note “ask my boss”", "biology", "Python", "statistics",
        "10 hours a week", "pay without the degree $62,000 a year", "maths: would rather avoid it",
        "debt: at most $20,000", "GRE of Online Master of Science in Computer Science: “not needed”",
        "Programs shown last", "What is your GPA, roughly?", "deleted 180 days after your last message",
        "database of whoever runs this advisor",
    ):  # fmt: skip
        assert words in text, words


def test_questions_that_were_skipped_and_have_no_words_here_leave_no_empty_line(act: Act) -> None:
    assert "Questions skipped" not in reply_of(act("my_data", "", Memory(declined=("doubt_move", "doubt_maths")))).text


def test_with_nothing_noted_it_says_so(act: Act) -> None:
    assert "I have noted nothing of it yet" in reply_of(act("my_data")).text


def test_the_days_are_those_of_the_setting(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_RETENTION_DAYS", "30")
    assert "deleted 30 days after" in reply_of(act("my_data")).text


@pytest.mark.parametrize("value", ["0", "-3", "many", "1.5", "99999999"])
def test_days_that_are_none_are_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ADVISOR_RETENTION_DAYS", value)
    with pytest.raises(SettingError, match=f"ADVISOR_RETENTION_DAYS is '{value}'; .* whole number of days from 1"):
        retention_days()


YES = ({"entity": "confirm", "value": "yes"},)


def test_nothing_is_forgotten_without_a_yes(say: Act) -> None:
    turn = say("delete everything you know about me", FULL, intent="forget_me")
    assert reply_of(turn).lead.startswith("Delete all of it?") and not turn.forgotten
    assert turn.memory.shortlist == FULL.shortlist
    kept = say("no", turn.memory, intent="deny")
    assert "nothing is changed, deleted or sent" in reply_of(kept).text and kept.memory.shortlist == FULL.shortlist


def test_forgetting_empties_the_memory_and_gives_a_receipt(own_database: Path) -> None:
    Feedback().add("me", "q", "a", "up", "")
    Feedback().add("somebody else", "q", "a", "up", "")
    turn = ActionForgetMe().answer(Message("forget_me", entities=YES, conversation="me"), FULL)
    reply = reply_of(turn)
    assert turn.memory == Memory() and reply.kind == "forgotten"
    assert re.search(r"Receipt [0-9A-F]{8}, [A-Z][a-z]+ \d{1,2}, \d{4}, \d\d:\d\d UTC\. Deleted:", reply.text)
    for words in (
        "1 program on your shortlist", "3 notes on your background", "2 assumptions",
        "2 answers on what would make you quit", "1 answer of an admissions office", "1 judgement on an answer",
    ):  # fmt: skip
        assert f"• {words}" in reply.text, words
    assert reply.files[0].content.startswith("Receipt ")
    assert [each["conversation"] for each in Feedback().all()] == ["somebody else"]


def test_forgetting_twice_has_nothing_left_to_delete(own_database: Path) -> None:
    turn = ActionForgetMe().answer(Message("forget_me", entities=YES, conversation="me"), Memory())
    assert "• nothing: there was nothing yet" in reply_of(turn).text


def test_a_database_that_is_down_is_said_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path}")  # a folder is no database
    turn = ActionForgetMe().answer(Message("forget_me", entities=YES, conversation="me"), FULL)
    assert "I could not delete it" in reply_of(turn).text
    assert turn.memory == FULL


def test_questions_for_the_editors_know_no_conversation() -> None:
    assert set(records.unanswered.c.keys()) == {"question", "times", "last_at"}
