"""What the desk counts of kept conversations, and what it never shows; no server."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert

from actions.keeping import records
from bot.desk import what_people_ask as asked
from bot.desk.alike import groups
from bot.desk.by_week import outcomes_by_week, thumbs_by_week, topics_by_week
from bot.desk.desk_pages import rendered
from bot.desk.few import UNDER_FEW, about, in_fives, whole_weeks
from bot.desk.heard_lately import (
    ANSWERED,
    DOWN,
    REFUSED,
    UNSURE,
    UP,
    Heard,
    Lately,
    NotUnderstood,
    heard,
    outcome_of,
)
from bot.desk.html_report import write_report
from bot.desk.svg_charts import Series, bars, over_time
from bot.desk.ties import without_ties
from bot.desk.what_people_ask import Wished
from bot.feedback import Feedback
from knowledge.base import Knowledge

DAY = 24 * 3600.0
WEEK = date(2026, 11, 23)
OHIO = {"key": "place", "values": [["state", "OH"]]}
ONLINE = {"key": "delivery", "values": ["online"]}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path) -> Iterator[None]:
    """An empty place for conversations."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.sqlite'}")
        yield
    records._database.cache_clear()


def say(
    conversation: str,
    text: str,
    kind: str = "answer",
    topic: str = "",
    intent: str = "faq",
    guesses: tuple[str, ...] = (),
    wishes: tuple[dict[str, object], ...] = (),
    days_ago: float = 0.0,
) -> None:
    """Keeps a message and its reply as the running advisor does."""
    at = time.time() - days_ago * DAY
    entities = [{"entity": "topic", "value": topic}] if topic else []
    ranking = [{"name": each, "confidence": 0.3} for each in guesses]
    parsed = {"intent": {"name": intent}, "entities": entities, "intent_ranking": ranking}
    rows = [
        ("user", None, {"text": text, "timestamp": at, "parse_data": parsed, "metadata": {}}),
        ("bot", None, {"data": {"custom": {"kind": kind}}}),
        *([("slot", "wishes", {"value": list(wishes)})] if wishes else []),
    ]
    written = [
        {"sender_id": conversation, "type_name": k, "action_name": name, "timestamp": at, "data": json.dumps(data)}
        for k, name, data in rows
    ]
    with records.database(records.CONVERSATIONS).begin() as connection:
        connection.execute(insert(records.events), written)


@pytest.mark.parametrize(
    ("intent", "kinds", "outcome"),
    [
        ("faq", ["answer"], ANSWERED),
        ("out_of_scope", ["out_of_scope"], REFUSED),
        ("nlu_fallback", ["clarify"], UNSURE),
        ("faq", ["answer", "clarify"], ANSWERED),
        ("out_of_scope", ["programs"], ANSWERED),  # what the router answered after all
    ],
)
def test_how_a_message_fared_is_told_by_its_replies(intent: str, kinds: list[str], outcome: str) -> None:
    assert outcome_of(intent, kinds) == outcome


def test_questions_are_counted_by_topic_and_outcome_and_chips_are_not() -> None:
    say("a", "is the gre needed", topic="gre", days_ago=7)
    say("a", "IS THE GRE NEEDED?", topic="gre", days_ago=7)
    for words, guesses in (
        ("how is the weather", ("out_of_scope", "faq/cost")),
        ("How is the weather?", ("faq/cost",)),
    ):
        say("b", words, "out_of_scope", intent="out_of_scope", guesses=guesses, days_ago=7)
    say("b", '/faq{"topic": "cost"}', topic="cost", days_ago=7)
    say("c", "that's not it", "clarify", intent="wrong_answer", days_ago=7)
    say("d", "too old", topic="gre", days_ago=100)
    found = heard(91)
    week = found.weeks[-1]
    assert found.fared == Counter({(week, ANSWERED): 2, (week, REFUSED): 2})
    assert found.weekly == Counter({(week, "gre"): 2}) and sum(found.complained.values()) == 1
    assert [(each.times, each.guesses) for each in found.not_understood] == [(2, (("faq/cost", 0.3),))]


def test_what_is_forgotten_is_counted_no_longer() -> None:
    say("a", "how is the weather", "out_of_scope", intent="out_of_scope")
    Feedback().add("a", "a question", "an answer", "down", "a word")
    say("a", "is the gre needed", topic="gre", days_ago=7)
    assert heard().not_understood and heard().disliked and heard().fared
    records.forget("a")
    assert (heard().not_understood, heard().disliked, heard().fared) == ((), (), Counter())


def test_what_is_forgotten_is_gone_at_once_though_counting_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.heard_lately.REST", 1e6)
    lately = Lately()
    asked_of = lambda: [each.times for each in lately.read().not_understood]  # noqa: E731
    say("a", "how is the weather", "out_of_scope", intent="out_of_scope")
    assert asked_of() == [1]
    say("b", "how is the weather", "out_of_scope", intent="out_of_scope")
    assert asked_of() == [1]  # counting rests
    records.forget("a")
    assert asked_of() == [1]  # that of b
    records.forget("b")
    assert asked_of() == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("write to jo.li@example.org please", "write to [address] please"),
        ("call +1 (415) 555-0100 now", "call [number] now"),
        ("see https://example.org/me?x=1", "see [link]"),
        ("under $15,000 with a 3.2 gpa in 2027", "under $15,000 with a 3.2 gpa in 2027"),
        ("my name is jane doe and i want a job", "my name is [name] and i want a job"),
        ("My name's Zoë O’Brien-Li. can dogs come", "My name's [name]. can dogs come"),
        ("I'm Jane Doe, from Ohio: can dogs come", "I'm [name], from Ohio: can dogs come"),
        ("call me Priya. can dogs come", "call me [name]. can dogs come"),
        ("can dogs come? Thanks, Jane Doe", "can dogs come? Thanks, [name]"),
        ("I'm from India, my name is on the waitlist", "I'm from India, my name is on the waitlist"),
        ("this is Georgia Tech or Penn State? thanks", "this is Georgia Tech or Penn State? thanks"),
    ],
)
def test_a_question_loses_what_ties_it_to_somebody_and_nothing_else(written: str, shown: str) -> None:
    assert without_ties(written) == shown


def test_numbers_are_told_in_fives_and_those_under_five_are_none() -> None:
    assert [in_fives(count) for count in (0, 1, 4, 5, 7, 8, 12, 13, 1_232)] == [0, 0, 0, 5, 5, 10, 10, 15, 1_230]
    assert [about(4), about(11, "time"), about(2, "time")] == [UNDER_FEW, "about 10 times", f"{UNDER_FEW} times"]


def test_only_whole_weeks_that_have_ended_are_counted() -> None:
    for today in (WEEK, WEEK + timedelta(days=6)):  # from Monday to Sunday
        assert whole_weeks(20, today) == (WEEK - timedelta(days=14), WEEK - timedelta(days=7))
        assert whole_weeks(1, today) == (WEEK - timedelta(days=7),)


def test_numbers_under_five_are_not_shown_by_week() -> None:
    found = Heard(
        (WEEK,),
        weekly=Counter({(WEEK, "gre"): 6, (WEEK, "cost"): 4}),
        fared=Counter({(WEEK, ANSWERED): 22, (WEEK, UNSURE): 4, (WEEK, REFUSED): 3}),
        judged=Counter({(WEEK, UP): 7, (WEEK, DOWN): 2}),
    )
    topics, fared, thumbs = (each(found) for each in (topics_by_week, outcomes_by_week, thumbs_by_week))
    assert topics is not None and topics.rows == (("23 Nov", "20", "5"),) and "Cost" not in topics.columns
    assert fared is not None and fared.rows == (("23 Nov", "20", UNDER_FEW, UNDER_FEW),)
    assert thumbs is not None and thumbs.rows == (("23 Nov", "5", UNDER_FEW),)
    assert "Cost" not in topics.chart and "Unsure" not in fared.chart and "Down" not in thumbs.chart
    assert (found.messages, found.share(ANSWERED), found.share(UNSURE), found.thumbs[DOWN]) == (20, 1.0, None, 0)


def page(knowledge: Knowledge, now: float | None = None) -> str:
    """What people asked, as an editor sees it; the numbers of the drawings' own marks left out."""
    shown = rendered("asked.html", is_in=True, **asked.parts(heard(91, now), knowledge))
    return re.sub(r"(?s)<defs>.*?</defs>|(?:id|href|url)=?\W+#?\w+", "", shown)


def judged(thumb: str, days_ago: float) -> None:
    """Keeps somebody's judgement of some days ago."""
    at = datetime.now(timezone.utc) - timedelta(days=days_ago)
    row = {"said_at": at, "conversation": uuid.uuid4().hex, "question": "q", "answer": "a", "thumb": thumb, "word": ""}
    with records.database(records.FEEDBACK).begin() as connection:
        connection.execute(insert(records.judgements), row)


def four_more(days_ago: float) -> None:
    """Four messages, two of one topic, two of a search, and four judgements."""
    for each in range(2):
        name = f"few-{days_ago}-{each}-{uuid.uuid4()}"
        say(name, "is the gre needed", topic="gre", days_ago=days_ago)
        say(name, "in ohio", "programs", intent="inform", wishes=(OHIO,), days_ago=days_ago)
    for _ in range(4):
        judged("up", days_ago)


def enough() -> None:
    """What is shown: of last week a dozen of each."""
    for number in range(12):
        say(f"many-{number}", "is the gre needed", topic="gre", days_ago=7)
        say(f"many-{number}", "online", "programs", intent="inform", wishes=(ONLINE,), days_ago=7)
        judged("up", 7)


def test_whatever_a_number_under_five_is_the_page_is_the_same_and_so_is_a_later_one(knowledge: Knowledge) -> None:
    enough()
    before = page(knowledge)
    assert "GRE and GMAT" in before and ">10<" in before and "about 10" in before
    four_more(days_ago=14)  # of another week, which stands beside the one that is shown, and in the sums
    assert page(knowledge) == before
    for _ in range(5):  # and between two views of this week, of which nothing is told before it has ended
        four_more(days_ago=0)
        assert page(knowledge) == before


def test_two_views_in_different_weeks_differ_by_no_number_under_five(knowledge: Knowledge) -> None:
    enough()
    four_more(days_ago=0)
    numbers = lambda shown: re.findall(r">(?:about )?(\d+|few|under 5)<", shown)  # noqa: E731
    assert numbers(page(knowledge)) == numbers(page(knowledge, time.time() + 7 * DAY))  # the week has ended meanwhile


def test_weeks_in_which_nobody_asked_stand_between_the_others_and_few_are_no_chart() -> None:
    later = WEEK + timedelta(days=14)
    found = thumbs_by_week(Heard(judged=Counter({(WEEK, UP): 5, (later, UP): 9, (later, DOWN): 6})))
    assert found is not None and [row[0] for row in found.rows] == ["23 Nov", "30 Nov", "7 Dec"]
    assert found.rows[1][1:] == (UNDER_FEW, UNDER_FEW) and found.rows[2][1:] == ("10", "5")
    assert 'aria-label="Thumbs on answers, by week."' in found.chart
    assert thumbs_by_week(Heard(judged=Counter({(WEEK, UP): 4}))) is None and thumbs_by_week(Heard()) is None


def test_messages_and_thumbs_are_counted_in_the_week_they_are_of() -> None:
    for number, kind in enumerate(("answer", "clarify", "out_of_scope")):
        intent = ("faq", "nlu_fallback", "out_of_scope")[number]
        say(f"a{number}", "a question", kind, topic="gre", intent=intent, days_ago=7)
    say("b", "a question", topic="gre", days_ago=14)
    say("c", "a question", topic="gre")  # this week has not ended
    judged("up", 7)
    judged("up", 0)
    found = heard()
    *_, before, last = found.weeks
    assert len(found.weeks) == 13 and last.weekday() == 0 and (last - before).days == 7
    assert found.fared == Counter({(last, ANSWERED): 1, (last, UNSURE): 1, (last, REFUSED): 1, (before, ANSWERED): 1})
    assert found.judged == Counter({(last, UP): 1})


def in_ohio(name: str) -> None:
    """Somebody who searched there last week, and found nothing."""
    say(name, "in ohio", "nothing_fits", intent="inform", wishes=(OHIO, ONLINE), days_ago=7)


def test_numbers_under_five_are_not_shown_by_place(knowledge: Knowledge) -> None:
    for number in range(4):
        in_ohio(f"ohio-{number}")
    found = heard()
    assert asked.wishes(found.wishes, knowledge) == [Wished("online", 4, ("delivery",))]
    assert asked.in_vain(found.in_vain, knowledge) == [Wished("online; a place", 4, ("delivery", "place"))]
    in_ohio("ohio-5")
    found = heard()
    assert "in Ohio" in [each.words for each in asked.wishes(found.wishes, knowledge)]
    assert [(each.words, each.times) for each in asked.in_vain(found.in_vain, knowledge)] == [("online; in Ohio", 5)]
    say("cheap", "in ohio", "nothing_fits", intent="inform", wishes=(OHIO,), days_ago=7)  # one, beside those five
    shown = page(knowledge)
    row = shown[shown.index('<th scope="row">in Ohio</th>', shown.index("Searches that found nothing")) :]
    assert row.partition('class="number">')[2].startswith(UNDER_FEW)


def test_what_somebody_brings_is_counted_by_its_kind_alone(knowledge: Knowledge) -> None:
    gpa = {"key": "gpa", "values": [3.17], "op": "at_least"}
    say("a", "3.17", "programs", intent="inform", wishes=(gpa,), days_ago=7)
    (wished,) = asked.wishes(heard().wishes, knowledge)
    assert wished.times == 1 and "3.17" not in wished.words


def test_questions_that_mean_the_same_stand_together_the_most_frequent_first() -> None:
    asked_for = [
        NotUnderstood("what will the weather be tomorrow", 3, REFUSED, (("faq/cost", 0.2),)),
        NotUnderstood("weather forecast for tomorrow", 1, REFUSED, (("faq/cost", 0.4),)),
        NotUnderstood("can my dog live with me in the dorm", 2, UNSURE, (("faq/student_life", 0.2),)),
    ]
    first, second = groups(asked_for)
    assert [each.text for each in first.questions] == [asked_for[0].text, asked_for[1].text]
    assert (first.times, first.guess, first.outcome, round(first.sure, 2)) == (4, "faq/cost", REFUSED, 0.25)
    assert (second.times, second.outcome) == (2, UNSURE)


def test_a_chart_has_no_style_of_its_own_and_escapes_what_it_is_given() -> None:
    drawn = over_time(["1 Nov", "8 Nov"], [Series("<b>Cost</b>", (5, 7)), Series("GRE", (None, 9))], 'a "chart"')
    assert "style" not in drawn and "<b>" not in drawn and "var(--line-1)" in drawn
    assert 'aria-label="a &quot;chart&quot;"' in drawn
    assert bars(["one"], [3.0], "bars").count("<svg") == 1


def test_nothing_that_people_wrote_becomes_markup(knowledge: Knowledge) -> None:
    say("a", "<script>alert(1)</script> how", "out_of_scope", intent="out_of_scope")
    page = rendered("asked.html", is_in=True, **asked.parts(heard(), knowledge))
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page


def test_the_report_is_one_file_without_forms_and_without_anything_from_outside(tmp_path: Path) -> None:
    say("a", "how is the weather", "out_of_scope", intent="out_of_scope")
    page = write_report(tmp_path / "report.html", 90).read_text(encoding="utf-8")
    assert "how is the weather" in page and "grown old" in page and "What is kept of people" in page
    assert "<form" not in page and "<script" not in page and "src=" not in page and 'rel="stylesheet"' not in page
