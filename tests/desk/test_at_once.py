"""Several at the desk at once, and people who ask meanwhile: everybody gets their own answer, and nobody waits long."""

from __future__ import annotations

import html
import shutil
import time
import urllib.parse
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.desk import phrase_checks
from bot.desk.new_topics import MOST_PHRASES
from bot.desk.phrase_checks import checked
from bot.desk.yaml_edits import with_phrase
from bot.phrases import BLIND_FILE, DEV_FILE, NLU_FILE, TEST_FILE, training_phrases
from bot.settings import ROOT
from tests.advisor import Conversation
from tests.desk.conftest import TOKEN, Copy
from tests.desk.test_named_users import Visitor
from tests.desk.test_new_topics import ABOUT, ANSWER, WHAT

pytestmark = pytest.mark.timeout(600)  # the first test waits for the servers too
ANSWER_OF = "/desk/answers/difficulty"
CHIPS = {
    f"{part}-{number}": chip[part]  # type: ignore[index]
    for number, chip in enumerate(WHAT["buttons"])
    for part in ("title", "payload")
}
HALLS = ("north", "south", "east", "west", "upper", "lower")  # each editor writes of another one
LONGEST_WAIT = 6.0  # seconds, on a machine that does other things too; alone it is a tenth of one


def editor(desk: Copy, name: str) -> Visitor:
    """Somebody who is in, without a browser's patience."""
    visitor = Visitor(int(desk.address.rpartition(":")[2]), "127.0.0.1")
    visitor.ask(path="/desk/login")
    body = urllib.parse.urlencode({"key": visitor.form_key, "token": TOKEN, "name": name})
    assert visitor.ask("POST", "/desk/login", body)[0] == 303
    visitor.ask(path=ANSWER_OF)  # a page with a form, for its key
    return visitor


def preview(visitor: Visitor, text: str) -> tuple[int, str]:
    """Status and page of a preview of an answer."""
    parts = {"key": visitor.form_key, "do": "preview", "text": text, "no_source": "yes"}
    parts |= CHIPS
    return visitor.ask("POST", ANSWER_OF, urllib.parse.urlencode(parts))


def test_previews_that_are_asked_for_at_once_show_everybody_their_own(desk: Copy) -> None:
    editors = [editor(desk, hall) for hall in HALLS]
    texts = [ANSWER.replace("the library, the gym", f"the library, the {hall} hall") for hall in HALLS]
    for _ in range(3):
        with ThreadPoolExecutor(len(HALLS)) as pool:
            found = list(pool.map(preview, editors, texts))
        for hall, (status, page) in zip(HALLS, found, strict=True):
            shown = html.unescape(page)
            assert status == 200 and "As it will look" in shown and f"<span>{hall}</span>" in shown
            assert shown.count(f"the {hall} hall") >= 4  # the field, and what three channels make of it
            assert not [other for other in HALLS if other != hall and f"the {other} hall" in shown]


def many_phrases() -> list[str]:
    """As many as may be noted at once, each of its own words."""
    what = ("library", "gym", "lab", "cafe", "museum", "bookshop", "radio station", "sports hall", "clinic", "press")
    how = ("how do i get a job at the campus {}", "does the {} of a university hire people like me",
           "shifts at the {} beside my courses", "who do i write to for work in the {} on campus",
           "what does a student earn at the {} there", "evenings only at the university {}, can one")  # fmt: skip
    return [each.format(place) for each in how for place in what][:MOST_PHRASES]


def test_a_topic_with_many_phrases_holds_nobody_up(desk: Copy) -> None:
    makers, ben, asking = (
        [editor(desk, name) for name in ("Ana", "Eve")],
        editor(desk, "Ben"),
        Conversation(desk.address),
    )
    asking.say("is the gre needed")
    parts = {"do": "check", "title": "Jobs on campus", "about": ABOUT, "text": ANSWER}
    parts |= {"no_source": "yes", "phrases": "\n".join(many_phrases())}
    parts |= CHIPS
    bodies = [urllib.parse.urlencode({**parts, "key": each.form_key}) for each in makers]
    waits: list[float] = []
    with ThreadPoolExecutor(len(makers)) as pool:
        made: list[Future[tuple[int, str]]] = [
            pool.submit(each.ask, "POST", "/desk/topics/new", body) for each, body in zip(makers, bodies, strict=True)
        ]
        while not all(each.done() for each in made):
            for ask in (lambda: asking.say("is the gre needed").text, lambda: ben.ask(path="/desk/answers")[1]):
                at = time.monotonic()
                assert "GRE" in ask()
                waits.append(time.monotonic() - at)
    for status, page in (each.result() for each in made):
        assert status == 200 and "As it will look" in page, page
    assert waits and max(waits) < LONGEST_WAIT, waits


def test_the_files_are_read_once_for_all_phrases_and_anew_once_one_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    monkeypatch.setattr(phrase_checks, "training_phrases", lambda path: (read.append(path), training_phrases(path))[1])
    for path in (NLU_FILE, TEST_FILE, DEV_FILE, BLIND_FILE):
        (tmp_path / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, tmp_path / path.relative_to(ROOT))
    learned = tmp_path / NLU_FILE.relative_to(ROOT)
    check = lambda text: checked(text, "faq/cost", lambda _: [], str, tmp_path).wrong  # noqa: E731
    assert [check(each) for each in many_phrases()] == [()] * MOST_PHRASES and read == [learned]
    learned.write_text(with_phrase(learned.read_text("utf-8"), "faq/gre", many_phrases()[0]), encoding="utf-8")
    assert "is a phrase of faq/gre already" in check(many_phrases()[0].upper())[0]
