"""Who may read how well the advisor does, and what stands there: the desk's own routes in a real server."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import measured_figures
from bot.desk.measured_figures import Measurement
from tests.desk.conftest import copied, desk_alone
from tests.desk.test_named_users import Visitor

HERE = "127.0.0.1"
BLIND, CALIBRATION = "blind: answered right", "expected calibration error"
MEASURED = Measurement(
    at="2026-11-01T10:00:00+00:00",
    model="an earlier one",
    counts={"test questions": 944, "blind questions": 545},
    figures={BLIND: 0.862, "right FAQ topic first": 0.5, CALIBRATION: 0.009, "milliseconds a message": 7.4},
    bounds={"right FAQ topic first": "at least 0.8"},
    beyond=["right FAQ topic first"],
    topics=[("faq/gre", 0.75, 20), ("faq/cost", 0.9, 30), ("faq/rank", 0.0, 9)],
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which somebody has measured."""
    root = copied(tmp_path_factory.mktemp("accuracy"))
    (root / "var").mkdir()
    measured_figures.add(MEASURED, measured_figures.file_in(root))
    return root


@pytest.fixture(scope="module")
def public(root: Path) -> Iterator[int]:
    """Figures for everybody, and no desk."""
    with desk_alone(root, ADVISOR_ACCURACY_PUBLIC="yes", ADVISOR_RETENTION_DAYS="30") as port:
        yield port


def test_anybody_reads_the_figures_with_date_and_data_and_is_offered_nothing_of_the_desk(public: int) -> None:
    status, page = Visitor(public, HERE).ask(path="/accuracy")
    assert status == 200
    for words in ("Measured on 2026-11-01", "944 test questions", "545 blind questions", "86.2 %", "0.009"):
        assert words in page, words
    assert "beyond its threshold, at least 0.8" in page
    assert "The model in use was not measured yet" in page  # these figures are of another one
    assert "<nav" not in page and "<form" not in page and "/desk/" not in page.replace("/desk/desk.", "")
    assert Visitor(public, HERE).ask(path="/desk")[0] == 404


def test_it_shows_each_topic_how_to_measure_again_what_a_message_costs_and_what_is_kept(public: int) -> None:
    _, page = Visitor(public, HERE).ask(path="/accuracy")
    assert '<th scope="row">GRE and GMAT</th><td class="number">75 %</td><td class="number">20</td>' in page
    assert "faq/rank" not in page and ">9<" not in page  # nine questions say nothing
    assert 'role="img" aria-label="Share of test questions on each topic' in page
    assert "make eval" in page and "7 ms of it to understand" in page and "No paid or remote model" in page
    assert "30 days after the last message" in page and "Forget me" in page


def test_without_a_setting_there_is_neither_a_desk_nor_a_page_of_figures(root: Path) -> None:
    with desk_alone(root) as port:
        visitor = Visitor(port, HERE)
        assert [visitor.ask(path=each)[0] for each in ("/desk", "/desk/login", "/desk/desk.css", "/accuracy")] == [
            404
        ] * 4


def test_an_address_to_which_somebody_was_sent_stands_in_no_later_answer(root: Path) -> None:
    settings = {"ADVISOR_DESK_TOKEN": "a-token-for-the-editors", "ADVISOR_ACCURACY_PUBLIC": "yes"}
    with desk_alone(root, **settings) as port:
        assert Visitor(port, HERE).ask(path="/desk")[0] == 303
        with urllib.request.urlopen(f"http://{HERE}:{port}/accuracy", timeout=30) as answer:
            assert answer.status == 200 and answer.headers["Location"] is None
            assert answer.headers["X-Frame-Options"] == "DENY"


def test_who_is_not_in_is_sent_to_the_login_where_the_figures_are_not_public(root: Path) -> None:
    with desk_alone(root, ADVISOR_DESK_TOKEN="a-token-for-the-editors") as port:
        assert Visitor(port, HERE).ask(path="/accuracy")[0] == 303
