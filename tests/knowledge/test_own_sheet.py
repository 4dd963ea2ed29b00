"""A university's own spreadsheet as people really fill it in and save it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.reader import read
from tests.knowledge.test_federal_files import workbook
from tests.knowledge.test_own_data import GOOD, HEADER, ID

HEADING, ROW = HEADER.split(","), GOOD.split(",")


def taken(catalog: Path, path: Path) -> int:
    return main(["import", "programs", str(path), "--catalog", str(catalog)])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_sheet_is_read_however_its_cells_are_parted(catalog: Path, separator: str, mark: str) -> None:
    path = catalog.parent / "sheet.csv"
    path.write_text(mark + "\n".join(separator.join(each) for each in (HEADING, ROW)) + "\r\n", encoding="utf-8")
    assert taken(catalog, path) == 0
    program = read(catalog).program(ID)
    assert program is not None and program.facts["delivery"].value == ("online", "hybrid")


def test_a_spreadsheet_program_s_own_file_is_read(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = catalog.parent / "sheet.xlsx"
    numbers = {"credits": 30, "price_per_credit": 99.5}
    row = [numbers.get(name, cell) for name, cell in zip(HEADING, ROW, strict=True)]
    wrong = ["Hogwarts", *row[1:]]
    path.write_bytes(workbook([HEADING, row, [], wrong], [["notes"]]))
    assert taken(catalog, path) == 1
    assert capsys.readouterr().out.startswith(
        "sheet.xlsx:4: university 'Hogwarts' is not in universities.csv: add it there; 'GT robots' is"
    )
    facts = read(catalog).program(ID).facts  # type: ignore[union-attr]
    assert (facts["credits"].value, facts["price_per_credit"].value) == (30, 99.5)


def test_capitals_spaces_and_dollar_signs_are_as_good(catalog: Path) -> None:
    path = catalog.parent / "sheet.csv"
    typed = {
        "field": "Data Science",
        "delivery": "Online|On campus",
        "gre": "Optional",
        "part_time": "Yes",
        "price_per_credit": '"$1,950"',
        "deadlines": "Fall 02-01|Spring Rolling",
    }
    row = ",".join(typed.get(name, cell) for name, cell in zip(HEADING, ROW, strict=True))
    path.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    assert taken(catalog, path) == 0
    program = read(catalog).program(ID)
    assert program is not None and program.field == "data_science"
    facts = {key: fact.value for key, fact in program.facts.items()}
    assert (facts["delivery"], facts["gre"], facts["part_time"]) == (("online", "on_campus"), "optional", True)
    assert facts["price_per_credit"] == 1950
    fall, spring = facts["deadlines"]
    assert (fall["intake"], fall["date"], spring["rolling"]) == ("fall", "02-01", True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-27", "next year", "as_of 'next year' Write the year that the page speaks of as 2026"),
        ("2026-27", "2062-63", "as_of '2062-63' 2062 is no year of a record"),
        ("99.5", '"9,5"', "price_per_credit '9,5' must be a number"),
        ("Georgia Tech", "Georgia Technology", "or write 'Georgia Institute of Technology'"),
    ],
)
def test_what_is_wrong_is_told_and_what_may_be_meant(
    catalog: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    path = catalog.parent / "sheet.csv"
    path.write_text(f"{HEADER}\n{GOOD.replace(old, new, 1)}\n", encoding="utf-8")
    assert taken(catalog, path) == 1
    out = capsys.readouterr().out
    assert out.startswith("sheet.csv:2: ") and said in out and "0 programs, 1 rows refused" in out


def test_a_period_without_a_year_is_found_in_the_catalog_s_files_too(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = catalog / "programs" / "gatech-omscs.yml"
    text = path.read_text(encoding="utf-8")
    assert "    as_of: " in text
    before, _, rest = text.partition("    as_of: ")
    path.write_text(f"{before}    as_of: next year\n{rest.partition(chr(10))[2]}", encoding="utf-8")
    assert main(["check", "--catalog", str(catalog)]) == 1
    assert "as_of 'next year' names no year: write 2026, 2026-27 or fall 2026" in capsys.readouterr().out
