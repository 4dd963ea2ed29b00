"""An FAQ answer, from the editor's browser to what people read in each channel, without anything being learned anew."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from actions.keeping import records
from bot import model_answers
from bot.desk import measured_figures
from bot.desk.broken_files import FAQ
from bot.desk.taking_in import TakingIn
from bot.desk.taking_state import READY, SWITCHED
from bot.model_answers import DOMAIN, METADATA, OtherAnswers, with_answers
from bot.servers import free_ports
from bot.training import ensure_model, fingerprint
from tests.conversations.drivers import CHANNELS, environment
from tests.desk.conftest import RENEWED, Copy, log_in, note, running_copy, wait_for
from tests.desk.test_taking_in import LONG, changed_lines, fingerprints, measured
from tests.slack.conftest import FakeSlack, Workspace
from tests.website.conftest import ask, opened

OLD, NEW = "allow a break on request", "let you pause for a year"
ASKED = "how long does it take"


@dataclass(frozen=True)
class Everywhere(Copy):
    """A copy of the project whose advisor is in Slack, too."""

    slack: FakeSlack


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Everywhere]:
    """An advisor of its own, since its answers change."""
    slack = FakeSlack(free_ports(1)[0])
    slack.start()
    for name, value in environment(slack).items():
        monkeypatch.setenv(name, value)
    with running_copy(tmp_path) as copy:
        monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{copy.root / 'var' / 'conversations.sqlite'}")
        yield Everywhere(copy.root, copy.address, slack)
    records._database.cache_clear()


def answered(desk: Everywhere) -> dict[str, str]:
    """What people are answered now, by channel."""
    found = {}
    for name in CHANNELS:
        with CHANNELS[name](Workspace(desk.address, desk.slack)) as driver:
            found[name] = " ".join(driver.say(ASKED).text.split())
    return found


def edited(page: Page, desk: Copy) -> dict[str, list[str]]:
    """Changes an answer, looks at it in three channels, and notes it; the lines of the preview, by channel."""
    page.goto(f"{desk.address}/desk/answers/duration")
    answer = page.get_by_label("Answer", exact=True)
    answer.fill(answer.input_value().replace(OLD, NEW))
    page.get_by_role("button", name="Preview").click()
    for channel in ("On the website", "In Slack", "In the shell"):
        shown = page.get_by_role("region", name=channel, exact=True).first
        expect(shown).to_contain_text(re.compile(re.escape(NEW).replace(r"\ ", r"\s+")))
    lines = {"website": page.locator(".bubble > p:not(.receipts), .bubble li"), "slack": page.locator(".slack > .text")}
    found = {name: [line for each in parts.all_inner_texts() for line in each.splitlines() if line.strip()]
             for name, parts in lines.items()}  # fmt: skip
    in_shell = " ".join(page.locator(".preview pre.shell").inner_text().split())
    found["shell"] = [line for line in found["website"] if line in in_shell]  # there lines break at its width
    note(page)
    return found


@pytest.mark.timeout(1200)
def test_an_answer_is_written_anew_taken_in_without_training_and_is_what_people_get(
    desk: Everywhere, browser: Browser
) -> None:
    before, old = desk.text(FAQ), fingerprints(desk.root)
    measured_figures.add(measured(fingerprint()), measured_figures.file_in(desk.root))
    context = browser.new_context(viewport={"width": 1200, "height": 820})
    ana = context.new_page()
    log_in(ana, desk, "Ana")
    previewed = edited(ana, desk)
    ana.goto(f"{desk.address}/desk/pending")
    ana.get_by_role("button", name="Take everything in").click()
    expect(ana.get_by_role("button", name="Switch to it")).to_be_visible(timeout=LONG * 1000)
    expect(ana.get_by_text("Only answers change, and nothing is learned from them")).to_be_visible()
    taking = TakingIn(desk.root / "var" / "desk", desk.root)
    ready = taking.state()
    assert ready is not None and (ready.phase, ready.steps) == (READY, ["copy", "check", "answers"])
    assert fingerprints(desk.root) == old  # nothing has changed yet, and people read what they read
    assert [name for name, text in answered(desk).items() if OLD not in text] == []
    ana.get_by_role("button", name="Switch to it").click()
    ana.wait_for_url("**said=switched", timeout=RENEWED * 1000)
    assert [line[:1] for line in changed_lines(before, desk.text(FAQ))] == ["-", "+"] and NEW in desk.text(FAQ)
    state = taking.state()
    assert (
        state is not None and state.phase == SWITCHED and (desk.root / f"models/advisor-{state.model}.tar.gz").is_file()
    )
    wait_for(lambda: _is_new(desk), "the new answer is not given", RENEWED)
    now = answered(desk)
    assert [name for name, text in now.items() if NEW not in text or OLD in text] == []
    for name, lines in previewed.items():  # each line of the preview is what they read
        assert len(lines) >= 4 and [line for line in lines if line not in now[name]] == [], (name, lines, now[name])
    person = browser.new_context().new_page()
    chat = opened(person, desk.address)
    ask(chat, ASKED)
    expect(chat.locator(".theirs").last).to_contain_text(NEW)
    ask(chat, "is the gre needed")  # what it understands, and its other answers, are as they were
    expect(chat.locator(".theirs").last).to_contain_text("GRE")
    ana.goto(f"{desk.address}/accuracy")
    expect(ana.get_by_text("Measured on 2026-11-01")).to_be_visible()
    expect(ana.get_by_text("was not measured yet")).to_have_count(0)  # it understands as the one that was measured
    assert "Training" not in (desk.root / "run.log").read_text(encoding="utf-8")
    context.close()


def _is_new(desk: Everywhere) -> bool:
    try:
        return NEW in answered(desk)["rest"]
    except (OSError, AssertionError, ValueError):  # the servers are being renewed
        return False


def parts_of(model: Path) -> dict[str, bytes]:
    """Name of each file in a model -> what it holds."""
    with tarfile.open(model) as archive:
        files = [(each.name.strip("/"), archive.extractfile(each)) for each in archive if each.isfile()]
        return {name: file.read() for name, file in files if file is not None}


def test_a_model_with_other_answers_is_the_trained_one_in_all_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_answers(ensure_model(), tmp_path / "same.tar.gz")
    trained, same = parts_of(ensure_model()), parts_of(tmp_path / "same.tar.gz")
    assert [name for name in trained if trained[name] != same[name]] == [METADATA]  # its id
    answers = model_answers.answers()
    other = [{**answers["utter_faq/gre"][0], "text": "Hardly ever."}]
    monkeypatch.setattr(model_answers, "answers", lambda: {**answers, "utter_faq/gre": other})
    with_answers(ensure_model(), tmp_path / "other.tar.gz")
    made = parts_of(tmp_path / "other.tar.gz")
    assert sorted(made) == sorted(trained)
    assert sorted(name for name in trained if trained[name] != made[name]) == [DOMAIN, METADATA]
    assert all(b"Hardly ever." in made[name] and b"Hardly ever." not in trained[name] for name in (DOMAIN, METADATA))
    monkeypatch.setattr(model_answers, "answers", lambda: {**answers, "utter_faq/new": other})
    with pytest.raises(OtherAnswers):
        with_answers(ensure_model(), tmp_path / "new.tar.gz")
    assert sorted(each.name for each in tmp_path.iterdir() if "new" in each.name and each.suffix == ".gz") == []
