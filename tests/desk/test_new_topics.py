"""A topic that an editor makes: name, phrases and answer, checked, pending, and written into three files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from bot import data_check
from bot.desk import yaml_edits
from bot.desk.broken_files import FAQ, TOPICS
from bot.desk.new_topics import name_of
from bot.desk.pending import NLU, TOPIC, edited, new_change, write_whole
from bot.phrases import NLU_FILE, TEST_FILE, Phrase
from tests.desk.conftest import Copy, copied, note

TITLE, ABOUT = "Jobs on campus", "Paid work at the university beside the studies: the library, the gym, the lab."
PHRASES = (
    "can i work at the campus library while i study",
    "are there student jobs on campus for grad students",
    "how do people find an on-campus job",
    "barista job at the university cafe during my master's",
    "does the gym of the university hire students",
)
ANSWER = """Jobs on campus are not in my records, though most universities list them for their own students.
Look at the page of the career office or of student employment; the library, the gym and the halls hire every term.
• International students on a study visa may mostly work on campus only, and not full time while classes run.
Ask in your first week, since the good places go early, and tell them which hours your courses leave free."""
WHAT = {
    "topic": "jobs_on_campus", "title": TITLE, "about": ABOUT, "phrases": list(PHRASES), "text": ANSWER,
    "buttons": [{"title": "Stipends", "payload": "/faq/assistantship"}, {"title": "Cost", "payload": "/faq/cost"}],
    "custom": {"kind": "answer", "topic": "jobs_on_campus", "sources": []},
}  # fmt: skip


def fill(page: Page, **other: str) -> None:
    """Fills the form, with other words in some of its fields."""
    words = {"Name": TITLE, "What belongs to it": ABOUT, "Phrases": "\n".join(PHRASES), "Answer": ANSWER} | other
    for label, value in words.items():
        page.get_by_label(label, exact=True).fill(value)
    for number, chip in enumerate(WHAT["buttons"]):
        page.locator(f"#title-{number}").fill(chip["title"])  # type: ignore[index]
        page.locator(f"#payload-{number}").fill(chip["payload"])  # type: ignore[index]
    page.get_by_label("Nothing here needs a source").check()


def note_topic(page: Page, desk: Copy) -> None:
    """Makes the topic and notes it as pending."""
    page.goto(f"{desk.address}/desk/topics/new")
    fill(page)
    page.get_by_role("button", name="Check and preview").click()
    note(page)


def test_a_new_topic_is_written_as_a_person_would_and_the_data_check_takes_it(tmp_path: Path) -> None:
    root = copied(tmp_path)
    before = yaml.safe_load((root / FAQ).read_text("utf-8"))["responses"]
    other = {**WHAT, "topic": "bike_racks", "title": "Bike racks"}
    files = edited([new_change(TOPIC, WHAT, "Ana"), new_change(TOPIC, other, "Ben")], root)
    assert list(files) == [TOPICS, NLU, FAQ]
    intents = [re.findall(r"(?m)^- intent: (faq/\S+)$", files[NLU][1]), [*yaml.safe_load(files[TOPICS][1])]]
    assert intents[0] == [each for each in intents[1] if each.startswith("faq/")]
    assert intents[0][-2:] == ["faq/jobs_on_campus", "faq/bike_racks"]
    assert f"faq/jobs_on_campus:\n  title: {TITLE}\n" in files[TOPICS][1]
    after = yaml.safe_load(files[FAQ][1])["responses"]
    assert after["utter_faq/jobs_on_campus"][0]["text"] == ANSWER
    assert {name: each for name, each in after.items() if name in before} == before
    for path, (_, text) in edited([new_change(TOPIC, WHAT, "Ana")], root).items():
        write_whole(root / path, text)
    checked = subprocess.run(
        [sys.executable, "-m", "bot.data_check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("phrases", "tested", "says"),
    [(4, 0, ["faq/x has 4 phrases, at least 5 are needed"]), (5, 0, []), (30, 9, []), (30, 10, ["young no longer"])],
)
def test_a_young_topic_needs_five_phrases_and_grows_up_with_thirty_and_ten_questions(
    monkeypatch: pytest.MonkeyPatch, phrases: int, tested: int, says: list[str]
) -> None:
    monkeypatch.setattr(data_check, "load", lambda _name: {"faq/x": {"title": "X", "young": True}})
    learned = [Phrase("faq/x", str(number), NLU_FILE, number) for number in range(phrases)]
    asked = [Phrase("faq/x", str(number), TEST_FILE, number) for number in range(tested)]
    found = list(data_check._counts(learned, asked))
    assert len(found) == len(says) and all(words in each for words, each in zip(says, found, strict=True))


@pytest.mark.parametrize("about", ["plain", 'with "quotes": and a colon', "- a dash", "yes", "a # sign", "{braces}"])
def test_whatever_a_topic_is_called_it_is_read_as_it_was_written(about: str) -> None:
    text = yaml_edits.behind(
        "faq/a:\n  title: A\n\n# more\nb:\n", yaml_edits.topic_lines("faq/x", about, about, about), "faq/"
    )
    assert yaml.safe_load(text)["faq/x"] == {"title": about, "about": about, "example": about, "young": True}
    assert text.endswith("\n\n# more\nb:\n")


def test_a_name_becomes_one_for_files() -> None:
    assert name_of("Jobs on campus") == "jobs_on_campus" and name_of("What's it, really?") == "what_s_it_really"


def test_an_editor_makes_a_topic_and_sees_what_will_change(desk: Copy, ana: Page, problems: list[str]) -> None:
    before = {path: desk.text(path) for path in (TOPICS, NLU, FAQ)}
    ana.goto(f"{desk.address}/desk/answers")
    ana.get_by_role("link", name="A new topic").click()
    fill(ana)
    ana.get_by_role("button", name="Check and preview").click()
    for channel in ("On the website", "In Slack", "In the shell"):
        expect(ana.get_by_role("heading", name=channel)).to_be_visible()
    expect(ana.locator(".diff .added", has_text=PHRASES[0]).first).to_be_visible()
    expect(ana.locator(".diff .added", has_text="young: true")).to_be_visible()
    note(ana)
    expect(ana.get_by_text("New topic: Jobs on campus (5 phrases)").first).to_be_visible()
    ana.get_by_role("link", name="New topic: Jobs on campus (5 phrases)").click()
    expect(ana.get_by_label("Name", exact=True)).to_have_value(TITLE)
    expect(ana.get_by_text("Ana has noted this topic")).to_be_visible()
    assert {path: desk.text(path) for path in before} == before  # nothing changes before it is taken in
    ana.goto(f"{desk.address}/desk/pending")
    ana.get_by_role("button", name=re.compile("^Remove")).click()
    expect(ana.get_by_text("Nothing is pending")).to_be_visible()
    assert problems == []


@pytest.mark.parametrize(
    ("field", "value", "error", "says"),
    [
        ("Phrases", "\n".join(PHRASES[:4]), "phrases", "there are 4"),
        ("Phrases", "\n".join((*PHRASES[:4], PHRASES[0].upper())), "phrases", "stands there twice"),
        ("Phrases", "\n".join((*PHRASES[:4], "masters in machine learning")), "phrases", "is a phrase of"),
        ("Name", "How hard it is", "title", "of this name already"),
        ("Name", "42", "title", "begins with a letter"),
        ("Answer", "Yes.\nIt costs $12,345.", "text", "words; write 50 to 90"),
    ],
)
def test_what_is_wrong_with_a_new_topic_is_said_at_its_field_and_nothing_is_noted(
    desk: Copy, ana: Page, field: str, value: str, error: str, says: str
) -> None:
    ana.goto(f"{desk.address}/desk/topics/new")
    fill(ana, **{field: value})
    ana.get_by_role("button", name="Check and preview").click()
    expect(ana.locator(f"#{error}-error")).to_contain_text(says)
    expect(ana.get_by_role("button", name="Note as pending")).to_have_count(0)
    ana.goto(f"{desk.address}/desk/pending")
    expect(ana.get_by_text("Nothing is pending")).to_be_visible()


def test_two_editors_who_make_one_topic_lose_nothing(desk: Copy, ana: Page, ben: Page) -> None:
    for page in (ana, ben):
        page.goto(f"{desk.address}/desk/topics/new")
        fill(page)
        page.get_by_role("button", name="Check and preview").click()
    note(ana)
    ben.get_by_role("button", name="Note as pending").click()
    expect(ben.get_by_text("Ana noted a topic of this name while you wrote")).to_be_visible()
    expect(ben.get_by_label("Name", exact=True)).to_have_value(TITLE)
    ana.goto(f"{desk.address}/desk/pending")
    ana.get_by_role("button", name=re.compile("^Remove")).click()
    expect(ana.get_by_text("Nothing is pending")).to_be_visible()
