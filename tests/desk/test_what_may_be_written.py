"""What an editor may write into a field, and what the pages say of what they may not."""

from __future__ import annotations

import urllib.parse
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import main
from bot.desk.broken_files import FAQ
from bot.desk.desk_pages import rendered
from bot.desk.editing_facts import record
from bot.desk.giving_phrases import phrase
from bot.desk.heard_lately import Heard
from bot.desk.new_topics import make
from bot.desk.odd_characters import odd
from bot.desk.pending import ANSWER, PHRASE, Pending, new_change
from bot.desk.pending_pages import leave, pending, remove, switch, take_in
from bot.desk.taking_in import TakingIn
from bot.desk.taking_state import READY, SWITCHED, Taking
from bot.desk.visits import Desk, Goto, Shown, Trouble, Visit
from bot.desk.writing_answers import write
from bot.settings import ROOT
from knowledge.periods import wrong_period
from knowledge.store import Store
from tests.desk.conftest import TOKEN, copied, desk_alone
from tests.desk.test_named_users import PROXY, Visitor

OMSCS = "gatech-omscs"
PAGE = "https://omscs.gatech.edu/preparing-yourself-omscs"
SAID = "how much does it cost"
ODD = {
    "\u2028": "line separator (U+2028)",
    "\u2029": "paragraph separator (U+2029)",
    "\x85": "next-line character (U+0085)",
    "\0": "null character (U+0000)",
    "\x07": "bell character (U+0007)",
    "\x0b": "vertical tab (U+000B)",
    "\x0c": "form feed (U+000C)",
    "\x7f": "delete character (U+007F)",
    "\x1f": "control character (U+001F)",
    "\x9b": "control character (U+009B)",
    "\ud800": "broken half of a character (U+D800)",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project."""
    Store().ensure()
    return copied(tmp_path_factory.mktemp("written"))


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    """A desk on it, with nothing pending."""
    return Desk(_never, lambda: Heard(), root, tmp_path / "desk")


def _never(text: str) -> list[tuple[str, float]]:
    raise AssertionError(f"the model was asked for {text!r}")


def filled(desk: Desk, **fields: str) -> Visit:
    """What a form sends; `_` in names for `-`."""
    return Visit(desk, "Ana", {name.replace("__", "-"): [each] for name, each in fields.items()})


def seen(shown: Any) -> str:
    """The page that an editor sees."""
    assert isinstance(shown, Shown), shown
    return rendered(shown.template, **shown.parts).encode("utf-8").decode()


def error_at(shown: Any, field: str) -> str:
    """What a page says at a field."""
    page = seen(shown)
    assert shown.status == 422 and f'id="{field}-error"' in page, page
    return page.partition(f'id="{field}-error">')[2].partition("</p>")[0]


@pytest.mark.parametrize(("character", "name"), ODD.items())
def test_a_character_that_no_file_can_hold_is_named_at_its_field(desk: Desk, character: str, name: str) -> None:
    text = f"It costs{character} little."
    for do in ("preview", "keep"):
        says = error_at(write(filled(desk, text=text, do=do), "cost"), "text")
        assert says == f"Take out the {name} behind “It costs”: it cannot be seen, and does not belong here."
    assert name in error_at(phrase(filled(desk, text=text, intent="faq/cost", do="keep")), "text")
    assert name in error_at(make(filled(desk, title=f"A{character}b", about="x", phrases=SAID, do="keep")), "title")
    assert Pending(desk.folder, desk.root).all() == []


def test_every_field_of_every_form_is_looked_at(desk: Desk) -> None:
    for field, place in (("title__0", "chips"), ("payload__3", "chips"), ("sources", "sources"), ("typed", "typed")):
        assert "bell" in error_at(write(filled(desk, text="Yes.", **{field: "a\x07b"}), "cost"), place)
    for field in ("about", "phrases"):
        assert "bell" in error_at(make(filled(desk, **{"title": "Campus jobs", field: "a\x07b"})), field)
    good = {"value": "2", "source": PAGE, "as_of": "2026"}
    for field in ("value", "source", "as_of", "note"):
        assert "bell" in error_at(record(filled(desk, **{**good, field: "a\x07b"}), OMSCS, "letters"), field)
    row = {"intake__0": "fall", "date__0": "03-01"}
    for field in ("round", "as_of", "source", "note"):
        shown = record(filled(desk, source=PAGE, **row, **{f"{field}__0": "a\x07b"}), OMSCS, "deadlines")
        assert "bell" in error_at(shown, f"{field}-0")


def test_lines_end_where_a_field_has_several_and_nowhere_else() -> None:
    assert odd("One.\n\tTwo.") == "" and "line break (U+000A)" in odd("One.\nTwo.", several_lines=False)
    visit = Visit(Desk(_never, lambda: Heard()), form={"text": ["One.\r\nTwo.\rThree."], "note": [" a note\r\n"]})
    assert visit.odd() == {} and visit.said("text") == "One.\nTwo.\nThree." and visit.said("note") == "a note"
    assert odd("Zoë’s café – ‘naïve’ 学费 👩🏽‍🎓 €5") == ""


def kept_of_earlier(desk: Desk, *changes: tuple[str, dict[str, Any]]) -> list[str]:
    """Writes changes as a version noted them that looked at no characters; their ids."""
    made = [new_change(kind, what, "Ana") for kind, what in changes]
    desk.folder.mkdir()
    noted = [{**vars(each), "was": ""} for each in made]
    (desk.folder / "pending.yml").write_text(yaml.safe_dump(noted, allow_unicode=True), encoding="utf-8")
    return [each.id for each in made]


def test_what_was_noted_with_such_a_character_is_shown_is_not_taken_in_and_can_be_removed(desk: Desk) -> None:
    answer = {"topic": "cost", "text": "It costs\u2028\x07 little.", "buttons": [], "custom": {"kind": "answer"}}
    phrase_ = {"intent": "faq/cost", "text": "what does it\x07 cost"}
    good = {"intent": "faq/cost", "text": "is it dear to study there"}
    ids = kept_of_earlier(desk, (ANSWER, answer), (PHRASE, phrase_), (PHRASE, good))
    page = seen(pending(Visit(desk)))
    assert "line separator (U+2028) behind “It costs”" in page and "Remove it, and note it anew" in page
    assert page.count(">Remove<") == 3 and "+    - is it dear to study there" in page and "data/faq.yml" not in page
    with pytest.raises(Trouble, match="Remove what is marked"):
        take_in(Visit(desk))
    for each in ids[:2]:
        assert remove(Visit(desk), each) == Goto("/desk/pending", "removed")
    assert "Take out" not in seen(pending(Visit(desk)))


def test_a_name_with_such_a_character_does_not_come_in(root: Path) -> None:
    with desk_alone(root, ADVISOR_DESK_TOKEN=TOKEN) as port:
        visitor = Visitor(port, PROXY)
        visitor.ask(path="/desk/login")
        for name, status in (("An\x07a", 422), ("Ana", 303)):
            body = urllib.parse.urlencode({"key": visitor.form_key, "token": TOKEN, "name": name})
            found, page = visitor.ask("POST", "/desk/login", body)
            assert found == status and ("Your name: Take out the bell character" in page) is (status == 422)


@pytest.mark.parametrize(
    "year", ["banana 2099 xxx", "banana", "1900", "1850", "2026; DROP", "2026-13", "2099", "2026-60"]
)
def test_a_year_that_is_none_is_refused_at_its_field(desk: Desk, year: str) -> None:
    shown = record(filled(desk, value="2", source=PAGE, as_of=year), OMSCS, "letters")
    assert "year" in error_at(shown, "as_of") or "period" in error_at(shown, "as_of")
    row = {"intake__0": "fall", "date__0": "03-01", "as_of__0": year}
    assert error_at(record(filled(desk, source=PAGE, **row), OMSCS, "deadlines"), "as_of-0")


@pytest.mark.parametrize("year", ["2026", "2026-27", "2026-2027", "2026/27", "2026-06", "2026-06-30", "fall 2026"])
def test_a_year_as_pages_write_it_is_taken(desk: Desk, year: str) -> None:
    shown = record(filled(desk, value="2", source=PAGE, as_of=year), OMSCS, "letters")
    assert "Checked by the catalog" in seen(shown) and year in seen(shown)


def years_of(value: Any) -> Sequence[str]:
    """Every year that a record names."""
    if isinstance(value, dict):
        own = [str(value["as_of"])] if value.get("as_of") else []
        return [*own, *(year for each in value.values() for year in years_of(each))]
    return [year for each in value for year in years_of(each)] if isinstance(value, list) else []


def test_every_year_of_the_records_may_be_written_again() -> None:
    files = (ROOT / "knowledge/catalog/programs").glob("*.yml")
    found = {year for file in files for year in years_of(yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader))}
    assert len(found) > 50 and {year: says for year in found if (says := wrong_period(year))} == {}
    assert wrong_period("2028", date(2026, 1, 1)) == "" and "to 2028" in wrong_period("2029", date(2026, 1, 1))


@pytest.mark.parametrize("value", ["1,2,3", "12,34", "1,234,5", ",123", "1,,234", "$1,23"])
def test_commas_that_group_no_thousands_are_refused(desk: Desk, value: str) -> None:
    shown = record(filled(desk, value=value, source=PAGE, as_of="2026"), OMSCS, "tuition_total")
    assert "Its commas group no thousands" in error_at(shown, "value")


@pytest.mark.parametrize("value", ["12,345", "$12,345", "12345"])
def test_commas_that_group_thousands_are_left_out_of_the_record(desk: Desk, value: str) -> None:
    shown = record(filled(desk, value=value, source=PAGE, as_of="2026"), OMSCS, "tuition_total")
    assert "value: 12345" in seen(shown)


def test_of_two_who_switch_at_once_one_does_and_the_other_is_told_so(desk: Desk, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for folder in (project, desk.folder / "work"):
        (folder / "data").mkdir(parents=True)
        (folder / FAQ).write_text(folder.name, encoding="utf-8")
    taking = TakingIn(desk.folder, project)
    begun = Taking("1", "Ana", "now", READY, steps=["copy", "check"])
    for _ in range(20):
        (desk.folder / "work" / "data").mkdir(parents=True, exist_ok=True)
        taking._write(begun)
        with ThreadPoolExecutor(2) as both:
            answers = [both.submit(TakingIn(desk.folder, project).switch) for _ in range(2)]
        problems = [each.exception() for each in answers if each.exception() is not None]
        assert [type(each) for each in problems] == [Trouble], problems
        assert "switched to already" in str(problems[0])
    for also in (switch, leave):
        with pytest.raises(Trouble, match="switched to already") as told:
            also(Visit(replace(desk, root=project)))
        assert told.value.status == 409
    state = taking.state()
    assert state is not None and state.phase == SWITCHED


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--days", "-5"], "--days is -5; it has to be from 1 to 3650."),
        (["--days", "99999999"], "--days is 99999999; it has to be from 1 to 3650."),
        (["--out", "/proc/x.html"], "/proc/x.html cannot be written: No such file or directory."),
        (["--out", "/"], "/ cannot be written: Is a directory."),
    ],
)
def test_a_report_that_cannot_be_written_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(["desk", *arguments]) == 1
    assert capsys.readouterr().err.startswith(says)
