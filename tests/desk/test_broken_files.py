"""Files that somebody broke by hand, no YAML or of another shape: each page says in a sentence which one, and where."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.desk.broken_files import FAQ, RULES, SMALLTALK, TOPICS, broken_data
from bot.desk.desk_pages import PAGES
from bot.desk.giving_phrases import phrase
from bot.desk.heard_lately import Heard
from bot.desk.pending import ANSWER, PHRASE
from bot.desk.pending_pages import pending, remove
from bot.desk.taking_state import READY, Taking
from bot.desk.visits import Desk, Trouble, Visit
from tests.desk.conftest import Copy, copied, desk_alone
from tests.desk.test_named_users import PROXY, Visitor
from tests.desk.test_public_accuracy import MEASURED
from tests.desk.test_what_may_be_written import SAID, _never, filled, kept_of_earlier, seen

KEPT = "var/desk/pending.yml"
OMSCS_FILE = "knowledge/catalog/programs/gatech-omscs.yml"
# Path, what stands there, what somebody made of it, and what is said of it behind the number of the line.
SHAPES = [
    (
        TOPICS,
        "faq/gre:\n  title: GRE and GMAT\n",
        "faq/gre: GRE and GMAT\nfaq/other:\n  title: Other\n",
        "faq/gre has to be a mapping",
    ),
    (TOPICS, "  title: GRE and GMAT\n", "", "faq/gre has no “title”"),
    (TOPICS, "  title: GRE and GMAT\n", "  title: [GRE, GMAT]\n", "“title” of faq/gre has to be a text"),
    (FAQ, "  utter_faq/gre:\n", "  utter_faq/gre: nothing\n  utter_faq/other:\n", "utter_faq/gre has to be a list"),
    (FAQ, "responses:\n", "answers:\n", "the file has no “responses”"),
    (SMALLTALK, "responses:\n", "responses: []\nothers:\n", "responses has to be a mapping"),
    (RULES, "rules:\n", "rules: 5\nothers:\n", "rules has to be a list"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with its knowledge base."""
    root = copied(tmp_path_factory.mktemp("broken"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ADVISOR_")}
    built = "from knowledge.store import Store; Store().ensure()"
    subprocess.run([sys.executable, "-W", "ignore", "-c", built], cwd=root, check=True, env=environment)
    return root


@pytest.fixture
def mended(root: Path) -> Iterator[None]:
    """Afterwards all is as it was."""
    paths = [root / each for each in (TOPICS, FAQ, SMALLTALK, RULES, OMSCS_FILE)]
    before = {path: path.read_text(encoding="utf-8") for path in paths}
    yield
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")


def broken(root: Path, path: str, good: str, bad: str) -> int:
    """Writes something else into a file; the number of its line."""
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(good) == 1, good
    (root / path).write_text(text.replace(good, bad), encoding="utf-8")
    return text[: text.index(good)].count("\n") + 1


@pytest.mark.parametrize(("path", "good", "bad", "says"), SHAPES)
def test_a_file_of_another_shape_is_named_with_its_line(
    root: Path, mended: None, path: str, good: str, bad: str, says: str
) -> None:
    assert broken_data(root) == ""
    line = broken(root, path, good, bad)
    told = broken_data(root)
    assert told.startswith(f"{path} is broken: line ") and f": {says}. Nothing that concerns it" in told
    number = int(told.split("line ")[1].split(":")[0])
    assert abs(number - line) <= 1 or says.startswith("the file")


def test_a_broken_file_is_named_with_its_line_and_what_is_pending_can_be_removed(
    root: Path, mended: None, tmp_path: Path
) -> None:
    desk = Desk(_never, lambda: Heard(), root, tmp_path / "desk")
    answer = {"topic": "cost", "text": "Little.", "buttons": [], "custom": {"kind": "answer", "topic": "cost"}}
    (noted,) = kept_of_earlier(desk, (ANSWER, answer))
    file = root / FAQ
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("\n", "\n\x07", 1), encoding="utf-8")
    assert FAQ in seen(pending(Visit(desk))) and ">Remove<" in seen(pending(Visit(desk)))
    file.write_text(f"a: [\n{good}", encoding="utf-8")
    assert broken_data(root).startswith(f"{FAQ} is broken: line ")
    remove(Visit(desk), noted)
    assert "Nothing is pending" in seen(pending(Visit(desk)))
    file.write_text(good, encoding="utf-8")
    for wrong in ("a: [\n", "- a list\n"):
        (root / TOPICS).write_text(wrong, encoding="utf-8")
        with pytest.raises(Trouble, match=rf"{TOPICS} is broken: "):
            phrase(filled(desk, text=SAID, intent="faq/cost"))


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("  title: GRE and GMAT\n", "  title: GRE and GMAT: both\n", r"line \d+ is no YAML"),
        ("  title: GRE and GMAT\n", "", r"line \d+: faq/gre has no “title”"),
    ],
)
def test_a_page_that_needs_a_broken_file_names_it_and_pending_goes_on(
    root: Path, mended: None, good: str, bad: str, says: str
) -> None:
    folder = root / "var" / "desk"
    folder.mkdir(exist_ok=True)
    (folder / "pending.yml").unlink(missing_ok=True)
    folder.rmdir() if not any(folder.iterdir()) else None
    kept_of_earlier(Desk(_never, lambda: Heard(), root, folder), (PHRASE, {"intent": "faq/cost", "text": SAID}))
    broken(root, TOPICS, good, bad)
    with desk_alone(root, ADVISOR_DESK_USERS="ana", ADVISOR_PROXIES=PROXY) as port:
        status, page = Visitor(port).ask(path="/desk/asked", X_Remote_User="ana")
        assert status == 500 and re.search(rf"{TOPICS} is broken: {says}", page), page
        assert "Traceback" not in page and "That did not work" in page
        status, page = Visitor(port).ask(X_Remote_User="ana")
        assert status == 200 and f"“{SAID}” is asked for Cost" in page and ">Remove<" in page


@pytest.fixture(scope="module")
def port(root: Path) -> Iterator[int]:
    """A desk on the copy."""
    with desk_alone(root, ADVISOR_DESK_USERS="ana", ADVISOR_PROXIES=PROXY) as port:
        yield port


GOOD = {
    "id": "1",
    "kind": PHRASE,
    "what": {"intent": "faq/cost", "text": SAID},
    "by": "Ana",
    "at": "2026-11-01",
    "was": "",
}


@pytest.mark.parametrize(
    "noted",
    [
        {"a": 1}, "a text", 5, [5], ["a text"], [[]], [{}], [{**GOOD, "what": "a text"}], [{**GOOD, "what": {}}],
        [{**GOOD, "kind": "other"}], [{**GOOD, "at": 5}], [GOOD, {**GOOD, "what": {"intent": "faq/cost", "text": [1]}}],
        [{**GOOD, "kind": ANSWER, "what": {"topic": "cost", "text": "x", "buttons": 5, "custom": {}}}],
    ],
)  # fmt: skip
def test_pending_changes_of_another_shape_are_told_in_a_sentence_on_every_page(
    root: Path, port: int, noted: object
) -> None:
    file = root / KEPT
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(noted), encoding="utf-8")  # JSON is YAML
    try:
        for path, _ in PAGES:
            status, page = Visitor(port).ask(path=path, X_Remote_User="ana")
            assert "Traceback" not in page and "Error" not in page, page
            assert status == 200 or f"{KEPT} is broken: " in page, (path, page)
        status, page = Visitor(port).ask(X_Remote_User="ana")
        assert status == 500 and re.search(rf"{KEPT} is broken: its change number \d|has to be a list", page), page
    finally:
        file.unlink()


@pytest.mark.parametrize("part", [*asdict(MEASURED)])
def test_figures_that_cannot_be_read_are_left_out(root: Path, port: int, part: str) -> None:
    file = root / "var" / "figures.jsonl"
    wrong = [json.dumps({**asdict(MEASURED), part: each}) for each in (None, 5, "a text", ["a"], {"a": ["b"]}, [[1]])]
    file.write_text("\n".join([json.dumps(asdict(MEASURED)), *wrong, "{", "5"]) + "\n", encoding="utf-8")
    try:
        status, page = Visitor(port).ask(path="/accuracy", X_Remote_User="ana")
        assert status == 200 and "86.2 %" in page, page
    finally:
        file.unlink()


def test_a_state_of_taking_in_that_cannot_be_read_is_none(root: Path, port: int) -> None:
    file = root / "var" / "desk" / "taking_in.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    good = asdict(Taking("1", "Ana", "now", READY))
    wrong = ({"phase": "other"}, {"phase": 5}, {"step": "other"}, {"steps": 5}, {"steps": ["other"]}, {"changes": 5},
             {"says": 5}, {"before": []}, {"model": None})  # fmt: skip
    try:
        for each in (*({**good, **part} for part in wrong), [], 5, {}):
            file.write_text(json.dumps(each), encoding="utf-8")
            status, page = Visitor(port).ask(X_Remote_User="ana")
            assert status == 200 and "Nothing is pending" in page, (each, page)
    finally:
        file.unlink()


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("facts:\n", "facts: 5\nothers:\n"),
        ("facts:\n", "facts: [a]\nothers:\n"),
        ("  letters:\n", "  letters: 5\n  others:\n"),
    ],
)
def test_a_programs_file_of_another_shape_is_named(root: Path, mended: None, port: int, good: str, bad: str) -> None:
    broken(root, OMSCS_FILE, good, bad)
    status, page = Visitor(port).ask(path="/desk/programs/gatech-omscs/letters", X_Remote_User="ana")
    assert status == 500 and f"{OMSCS_FILE} is broken: “letters”" in page, page


@pytest.mark.timeout(600)  # waits for the servers too
def test_in_a_browser_a_broken_file_is_named_with_its_line_and_nothing_is_written(desk: Copy, ana: Page) -> None:
    good = desk.text(FAQ)
    number = good.split("\n").index("  utter_faq/gre:") + 1
    try:
        (desk.root / FAQ).write_text(good.replace("  utter_faq/gre:\n", "  utter_faq/gre: [\n"), encoding="utf-8")
        for path in ("/desk/answers", "/desk/answers/cost"):
            ana.goto(f"{desk.address}{path}")
            found = re.search(rf"{FAQ} is broken: line (\d+) is no YAML", ana.get_by_role("alert").inner_text())
            assert found is not None and number <= int(found[1]) <= number + 1, ana.get_by_role("alert").inner_text()
        ana.goto(f"{desk.address}/desk")  # what has nothing to do with it goes on
        expect(ana.get_by_role("heading", name="Overview")).to_be_visible()
    finally:
        (desk.root / FAQ).write_text(good, encoding="utf-8")
