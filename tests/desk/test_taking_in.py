"""Taking in what is pending: in a copy first, measured, then switched to; whatever fails leaves all as it was."""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from bot.desk import measured_figures
from bot.desk.broken_files import FAQ, TOPICS
from bot.desk.measured_figures import TIME, Measurement
from bot.desk.pending import FACT, PHRASE, Conflict, Pending, new_change
from bot.desk.pending_pages import compared
from bot.desk.taking_in import TakingIn
from bot.desk.taking_state import FAILED, READY, SWITCHED, Taking
from bot.desk.visits import Trouble
from bot.training import fingerprint
from tests.advisor import Conversation
from tests.desk.conftest import RENEWED, Copy, copied, note, wait_for
from tests.desk.test_clean_diffs import changed, committed
from tests.desk.test_desk import NEW_PHRASE, STRANGE, removed_all
from tests.desk.test_new_topics import PHRASES, note_topic

NLU, OMSCS_FILE = "data/nlu.yml", "knowledge/catalog/programs/gatech-omscs.yml"
ASU_FILE = "knowledge/catalog/programs/asu-mcs-online.yml"
ASU_PAGE = "https://scai.engineering.asu.edu/graduate-admissions/"
LETTERS = {"value": 2, "source": "https://omscs.gatech.edu/preparing-yourself-omscs", "as_of": "2026-27"}
ASKED_ANEW = "can i get a job at the campus library as a grad student"
LONG = 2400.0  # seconds: a real training at low priority, on a machine that does other things too


def fingerprints(root: Path) -> dict[str, str]:
    """Every file that people write: path -> hash."""
    tops = ("data", "knowledge/catalog", "models")
    paths = [path for top in tops for path in (root / top).rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def changed_lines(before: str, after: str) -> list[str]:
    """What a diff shows of a change."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def measured(model: str) -> Measurement:
    """Figures as of an earlier measurement, so that the model in use need not be measured for a test."""
    return Measurement(
        "2026-11-01T10:00:00+00:00", model, {"test questions": 944}, {"right FAQ topic first": 0.5}, {}, [], []
    )


def check_and_note(page: Page) -> None:
    """Has what a form says checked, and notes it as pending."""
    page.get_by_role("button", name="Check").click()
    note(page)


def note_letters(page: Page, desk: Copy, program: str, fields: dict[str, str]) -> None:
    """Notes how many letters a program asks for: fields of the form by their labels."""
    page.goto(f"{desk.address}/desk/programs/{program}/letters")
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    check_and_note(page)


def give_phrase(page: Page, desk: Copy) -> None:
    """Notes the new phrase for a question that was not understood."""
    Conversation(desk.address).say(STRANGE)
    page.goto(f"{desk.address}/desk/asked")
    page.get_by_role("button", name=re.compile("^Give it to a topic")).first.click()
    page.get_by_label("Phrase").fill(NEW_PHRASE)
    page.get_by_label("Topic", exact=True).select_option("faq/cost")
    check_and_note(page)


def noted(root: Path, kind: str, what: dict[str, object]) -> TakingIn:
    """A taking-in with one pending change."""
    pending = Pending(root / "var" / "desk", root)
    change = new_change(kind, what, "Ana")
    pending.add(change, pending.mark(change.key))
    return TakingIn(root / "var" / "desk", root)


@pytest.mark.timeout(900)
def test_a_training_that_fails_leaves_all_as_it_was_and_says_why(desk: Copy, ana: Page) -> None:
    config, taking = desk.root / "config.yml", TakingIn(desk.root / "var" / "desk", desk.root)
    good = config.read_text(encoding="utf-8")
    broken = good.replace("bot.nlu.role_labeller.RoleLabeller", "bot.nlu.role_labeller.Gone")
    assert broken != good
    try:
        config.write_text(broken, encoding="utf-8")
        measured_figures.add(measured(taking._fingerprints(desk.root)[0]), measured_figures.file_in(desk.root))
        give_phrase(ana, desk)
        before = fingerprints(desk.root)
        ana.goto(f"{desk.address}/desk/pending")
        ana.get_by_role("button", name="Take everything in").click()
        expect(ana.get_by_role("heading", name="It could not be taken in")).to_be_visible(timeout=LONG * 1000)
        says = ana.locator("#taking-in [role=status]")
        expect(says).to_contain_text("Training on the phrases: failed. All is as it was.")
        expect(says).to_contain_text("Training failed")
        ana.get_by_text("How its log ends").click()
        expect(ana.get_by_role("region", name="Log")).to_contain_text("Gone")
        expect(ana.get_by_role("button", name="Switch to it")).to_have_count(0)
        assert fingerprints(desk.root) == before and not taking.work.exists()
        expect(ana.locator(".group", has_text=f"“{NEW_PHRASE}” is asked for Cost")).to_be_visible()  # still pending
        assert "GRE" in Conversation(desk.address).say("is the gre needed").text
        with pytest.raises(Trouble):
            taking.switch()
    finally:
        config.write_text(good, encoding="utf-8")
    ana.get_by_role("button", name="Leave all as it was").click()
    removed_all(ana, desk)


def test_what_the_checks_refuse_is_not_trained(tmp_path: Path) -> None:
    root = copied(tmp_path)
    taking = noted(root, FACT, {"program": "gatech-omscs", "fact": "letters", "entry": {**LETTERS, "value": 77}})
    before = fingerprints(root)
    taking.begin("Ana")
    wait_for(lambda: (state := taking.state()) and state.phase != "running", "it goes on for ever", 250)
    state = taking.state()
    assert state is not None and (state.phase, state.step) == (FAILED, "check")
    assert "must be from 0 to 6" in state.says
    assert fingerprints(root) == before


def test_what_a_killed_process_leaves_is_failed_and_can_be_left(tmp_path: Path) -> None:
    root = copied(tmp_path)
    taking = noted(root, FACT, {"program": "gatech-omscs", "fact": "letters", "entry": LETTERS})
    begun = taking.begin("Ana")
    with pytest.raises(Trouble, match="already"):
        taking.begin("Ben")
    taking.leave()
    wait_for(lambda: not taking.work.exists(), "the copy is still there", 20)
    taking._write(begun)  # as if nobody had left it: its process is gone
    wait_for(lambda: (state := taking.state()) and state.phase == FAILED, "it counts as running", 20)


def test_pending_changes_of_many_at_once_are_all_kept_and_a_stale_one_is_a_conflict(tmp_path: Path) -> None:
    root = copied(tmp_path)
    first, second = (Pending(root / "var" / "desk", root) for _ in range(2))
    key = (FACT, "gatech-omscs", "letters")
    seen = second.mark(key)
    change = new_change(FACT, {"program": "gatech-omscs", "fact": "letters", "entry": LETTERS}, "Ana")
    first.add(change, first.mark(key))
    with pytest.raises(Conflict) as conflict:
        second.add(new_change(FACT, {"program": "gatech-omscs", "fact": "letters", "entry": LETTERS}, "Ben"), seen)
    assert conflict.value.theirs is not None and conflict.value.theirs.by == "Ana"
    second.add(new_change(PHRASE, {"intent": "faq/cost", "text": NEW_PHRASE}, "Ben"), second.mark((PHRASE, NEW_PHRASE)))
    assert [each.by for each in first.all()] == ["Ana", "Ben"]
    first.path.write_text("- [broken", encoding="utf-8")
    with pytest.raises(Trouble, match=r"pending\.yml is broken"):
        first.all()


def test_the_page_that_looks_again_by_itself_waits_for_the_answer_to_a_form(desk: Copy, ana: Page) -> None:
    taking = TakingIn(desk.root / "var" / "desk", desk.root)
    taking._write(Taking("1", "Ana", "now", READY, steps=["copy", "check"]))
    ana.goto(f"{desk.address}/desk/pending")
    looked: list[str] = []
    held: list[Route] = []

    def looks(route: Route) -> None:
        looked.append(route.request.url)
        route.fulfill(json={"phase": "left", "says": "Left"})  # done already, though its answer is still on the way

    ana.route("**/desk/state", looks)
    ana.route("**/desk/leave", lambda route: held.append(route))
    ana.get_by_role("button", name="Leave all as it was").click(no_wait_after=True)
    ana.wait_for_timeout(6000)  # it looks every two seconds
    assert looked
    held[0].continue_()
    ana.wait_for_url("**said=left")
    expect(ana.get_by_text("All is as it was.")).to_be_visible()


@pytest.mark.timeout(900)
def test_a_fact_alone_is_taken_in_without_training_and_people_are_told_it(desk: Copy, ana: Page) -> None:
    before = desk.text(ASU_FILE)
    committed(desk.root)
    note_letters(ana, desk, "asu-mcs-online", {"Value": "1", "Source": "https://www.example.edu/apply"})
    ana.goto(f"{desk.address}/desk/pending")
    ana.get_by_role("button", name="Take everything in").click()
    expect(ana.get_by_role("button", name="Switch to it")).to_be_visible(timeout=LONG * 1000)
    expect(ana.get_by_text("so no model is trained")).to_be_visible()
    assert desk.text(ASU_FILE) == before
    ana.get_by_role("button", name="Switch to it").click()
    ana.wait_for_url("**said=switched", timeout=RENEWED * 1000)
    assert "+    value: 1" in changed_lines(before, desk.text(ASU_FILE))
    assert changed(desk.root) == {ASU_FILE: [
        "-    value: 0", f"-    source: {ASU_PAGE}", "+    value: 1", "+    source: https://www.example.edu/apply",
    ]}  # fmt: skip
    wait_for(lambda: "1 letter" in _letters(desk, "asu-mcs-online"), "the servers were not renewed", 300)


@pytest.mark.timeout(900)
def test_a_file_changed_by_hand_stops_the_switch_and_whoever_leaves_it_loses_nothing(desk: Copy, ana: Page) -> None:
    good = desk.text(OMSCS_FILE)
    note_letters(ana, desk, "gatech-omscs", {"Value": "2"})
    ana.goto(f"{desk.address}/desk/pending")
    ana.get_by_role("button", name="Take everything in").click()
    expect(ana.get_by_role("button", name="Switch to it")).to_be_visible(timeout=LONG * 1000)
    try:
        (desk.root / OMSCS_FILE).write_text(f"# by hand\n{good}", encoding="utf-8")
        ana.get_by_role("button", name="Switch to it").click()
        expect(ana.get_by_role("alert")).to_contain_text(f"{OMSCS_FILE} was changed by hand meanwhile, so nothing was")
        assert desk.text(OMSCS_FILE) == f"# by hand\n{good}"
        ana.goto(f"{desk.address}/desk/pending")
        ana.get_by_role("button", name="Leave all as it was").click()
        expect(ana.get_by_text("All is as it was.")).to_be_visible()
        expect(ana.get_by_role("heading", name="1 change")).to_be_visible()
    finally:
        (desk.root / OMSCS_FILE).write_text(good, encoding="utf-8")
    assert not (desk.root / "var" / "desk" / "work").exists()
    removed_all(ana, desk)


@pytest.mark.parametrize(
    ("beyond", "switches"), [((), True), ((TIME,), True), (("right FAQ topic first", TIME), False)]
)
def test_a_busy_machine_speaks_against_no_model_and_a_worse_model_is_not_switched_to(
    tmp_path: Path, beyond: tuple[str, ...], switches: bool
) -> None:
    (tmp_path / "var").mkdir()
    taking = TakingIn(tmp_path / "var" / "desk", tmp_path)
    (taking.work / "models").mkdir(parents=True)
    (taking.work / "models" / "advisor-new.tar.gz").write_text("the new model")
    found = replace(measured("new"), beyond=beyond)
    measured_figures.add(found, measured_figures.file_in(taking.work))
    taking._write(Taking("1", "Ana", "now", READY, steps=["copy", "train", "after"], model="new"))
    shown = compared(None, replace(found, bounds=dict.fromkeys(found.figures, "at least 0.9")))
    assert any(each.beyond for each in shown) is not switches
    if switches:
        assert taking.switch().phase == SWITCHED and (tmp_path / "models" / "advisor-new.tar.gz").is_file()
        return
    with pytest.raises(Trouble, match="beyond its threshold"):
        taking.switch()
    assert not (tmp_path / "models").exists()


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_a_phrase_a_fact_and_a_topic_are_taken_in_trained_measured_and_switched_to(desk: Copy, ana: Page) -> None:
    old = fingerprint()
    measured_figures.add(measured(old), desk.root / "var" / "figures.jsonl")
    before = {path: desk.text(path) for path in (NLU, OMSCS_FILE, TOPICS, FAQ)}
    give_phrase(ana, desk)
    ana.goto(f"{desk.address}/desk/asked")
    ana.get_by_role("button", name=re.compile(f"^Out of scope.*{STRANGE}")).click()
    note(ana)
    note_letters(ana, desk, "gatech-omscs", {"Value": "2", "Year": "2026-27"})
    note_topic(ana, desk)
    ana.goto(f"{desk.address}/desk/pending")
    ana.get_by_role("button", name="Take everything in").click()
    expect(ana.get_by_role("heading", name="Being taken in")).to_be_visible()
    # the page tells by itself how far it is, and people are answered meanwhile
    assert "GRE" in Conversation(desk.address).say("is the gre needed").text
    expect(ana.get_by_role("button", name="Switch to it")).to_be_visible(timeout=LONG * 1000)
    row = ana.get_by_role("row", name=re.compile("^right FAQ topic first"))
    expect(row).to_contain_text("0.500")
    assert {path: desk.text(path) for path in before} == before  # not yet
    taking = TakingIn(desk.root / "var" / "desk", desk.root)
    ready = taking.state()
    assert ready is not None and (ready.phase, ready.steps) == (READY, ["copy", "check", "train", "after"])
    ana.get_by_role("button", name="Switch to it").click()
    ana.wait_for_url("**said=switched", timeout=RENEWED * 1000)
    assert changed_lines(before[NLU], desk.text(NLU)) == [
        f"+    - {NEW_PHRASE}", "+- intent: faq/jobs_on_campus", "+  examples: |", *(f"+    - {p}" for p in PHRASES),
        f"+    - {STRANGE}",
    ]  # fmt: skip
    for path in (TOPICS, FAQ):
        assert all(line.startswith("+") for line in changed_lines(before[path], desk.text(path)))
    assert changed_lines(before[OMSCS_FILE], desk.text(OMSCS_FILE)) == [
        "-    value: 3", "+    value: 2", "+    as_of: 2026-27",
    ]  # fmt: skip
    assert (desk.root / "models" / f"advisor-{ready.model}.tar.gz").is_file() and ready.model != old
    assert taking.pending.all() == [] and not taking.work.exists()
    wait_for(lambda: "2 letters" in _letters(desk, "gatech-omscs"), "the servers were not renewed", 300)
    # the action server is renewed first, the Rasa server with the new model after it
    wait_for(lambda: "student employment" in _said(desk, ASKED_ANEW), "the new topic is not answered", 300)
    ana.goto(f"{desk.address}/desk/asked")
    assert STRANGE not in ana.content()  # it is learned, and waits for nobody any longer
    ana.goto(f"{desk.address}/accuracy")
    expect(ana.get_by_text("Measured on")).to_be_visible()
    expect(ana.get_by_text("was not measured yet")).to_have_count(0)


def _letters(desk: Copy, program: str) -> str:
    return _said(desk, f'/ask_program_fact{{"program": "{program}", "asked_fact": "letters"}}')


def _said(desk: Copy, text: str) -> str:
    try:
        return Conversation(desk.address).say(text).text
    except OSError:  # the server is being renewed
        return ""
