"""Files as federal agencies publish them today: workbooks, zips of several files, columns that moved or carry years."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from knowledge.__main__ import main
from knowledge.reader import read
from tests.knowledge.test_own_data import IC_AY, SCORECARD, rows_of, tables_of

GEORGIA_TECH = "georgia-institute-of-technology"
OEWS = (
    "AREA", "AREA_TITLE", "NAICS", "I_GROUP", "OCC_CODE", "TOT_EMP", "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN",
    "A_PCT75", "A_PCT90",
)  # fmt: skip
TABLE_1_2 = (
    "2025 National Employment Matrix title", "2025 National Employment Matrix code", "Occupation type",
    "Employment, 2025", "Employment, 2035", "Employment distribution, percent, 2025",
    "Employment change, numeric, 2025–35", "Employment change, percent, 2025–35",
    "Occupational openings, 2025–35 annual average", "Median annual wage, dollars, 2025[1]",
    "Typical education needed for entry", "Work experience in a related occupation",
)  # fmt: skip
Cell = str | int | float | None


def workbook(*sheets: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook as a spreadsheet program writes it: texts apart, empty cells left out, numbers as it stores them."""
    words: list[str] = []

    def cell(at: int, row: int, value: Cell) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            words.append(value)
            return f'<c r="{chr(65 + at)}{row}" t="s"><v>{len(words) - 1}</v></c>'
        return f'<c r="{chr(65 + at)}{row}"><v>{value!r}</v></c>'

    name = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        for number, rows in enumerate(sheets, 1):
            lines = (
                f'<row r="{line}">{"".join(cell(at, line, value) for at, value in enumerate(row))}</row>'
                for line, row in enumerate(rows, 1)
            )
            sheet = f"<worksheet {name}><sheetData>{''.join(lines)}</sheetData></worksheet>"
            book.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
        halves = (f"<si><r><t>{escape(each[:1])}</t></r><r><t>{escape(each[1:])}</t></r></si>" for each in words)
        book.writestr("xl/sharedStrings.xml", f"<sst {name}>{''.join(halves)}</sst>")
    return file.getvalue()


def zipped(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xlsx", ".xlsx").replace("_csv", ".csv"), content)
    return path


def wages(
    area: str, title: str, occupation: str, *, group: str = "cross-industry", median: Cell = 125000
) -> list[Cell]:
    return [area, title, "000000", group, occupation, 300000, 140000.0, "#", 90000, median, 150000, None]


def test_wages_come_from_the_zip_around_a_workbook(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        OEWS,
        wages("99", "U.S.", "15-2051"),
        wages("99", "U.S.", "15-2051", group="sector", median=1),
        wages("06", "California", "15-2051", median=150000),
    ]
    fields = workbook([["Field", "Field Description"], ["area", "U.S. (99) or state FIPS code"]] * 90)
    path = zipped(
        catalog.parent / "oesm26st.zip", oesm26st__field_descriptions_xlsx=fields, oesm26st__state_xlsx=workbook(rows)
    )
    assert main(["import", "oews", str(path), "--catalog", str(catalog)]) == 0
    assert "oesm26st.zip: 2 rows of wages.csv" in capsys.readouterr().out
    nation, state = (read(catalog).wage("15-2051", area) for area in ("US", "CA"))
    assert nation is not None and state is not None
    assert (nation.median, nation.p10, nation.p90, nation.as_of) == (125000, None, None, "May 2026")
    assert (state.median, state.area_name) == (150000, "California")


def test_figures_of_another_period_are_not_dated_anew(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = sum((row["soc"], row["area"]) != ("15-2051", "US") for row in rows_of(catalog / "wages.csv"))
    path = catalog.parent / "national_M2026_dl.xlsx"
    path.write_bytes(workbook([OEWS, wages("99", "U.S.", "15-2051")]))
    assert main(["import", "oews", str(path), "--catalog", str(catalog)]) == 0
    assert f"1 rows of wages.csv, {others} of another period are not in it and went" in capsys.readouterr().out
    assert [(row["soc"], row["area"]) for row in rows_of(catalog / "wages.csv")] == [("15-2051", "US")]
    assert "Wage Statistics, May 2026\n" in (catalog / "sources.yml").read_text(encoding="utf-8")
    path = path.rename(path.with_name("state_M2026_dl.xlsx"))
    path.write_bytes(workbook([OEWS, wages("06", "California", "15-2051")]))
    assert (
        main(["import", "oews", str(path), "--catalog", str(catalog)]) == 0
    )  # of the same period: one beside the other
    assert len(rows_of(catalog / "wages.csv")) == 2 and "went" not in capsys.readouterr().out


def projected(share: Cell) -> list[Cell]:
    return [
        "  Data scientists",
        "15-2051",
        "Line item",
        245.9,
        328.4,
        0.1,
        82.5,
        share,
        23.4,
        112590,
        "Bachelor's degree",
        "None",
    ]


@pytest.mark.parametrize(("stored", "percent"), [(8.1999999999999993, 8.2), (-1, -1.0), (33.5, 33.5)])
def test_projections_of_other_years_come_from_the_table_as_published(
    catalog: Path, stored: float, percent: float
) -> None:
    contents = [["Occupation.xlsx contents"], ["Table 1.2 Occupational projections, 2025–35"]]
    table = [
        ["Table 1.2 Occupational projections, 2025–2035, and worker characteristics, 2025"],
        TABLE_1_2,
        ["Total, all occupations", "00-0000", "Summary", 1, 1, 1, 1, 1, 1, 1, "—", "—"],
        projected(stored),
        [],
        ['Note: Data is unavailable for values denoted with a "—".'],
    ]
    path = catalog.parent / "occupation.xlsx"
    path.write_bytes(workbook(contents, [["Table 1.1"], TABLE_1_2[:5]], table))
    assert main(["import", "projections", str(path), "--catalog", str(catalog)]) == 0
    outlook = read(catalog).outlook("15-2051")
    assert outlook is not None and outlook.change_percent == percent
    assert (outlook.employment_now, outlook.employment_later, outlook.as_of) == (245900, 328400, "2025-35")
    assert "Employment Projections 2025-35\n" in (catalog / "sources.yml").read_text(encoding="utf-8")


def test_charges_and_fee_come_from_the_file_that_has_them_since_2024(catalog: Path) -> None:
    charges, flags = catalog.parent / "COST1_2024.csv", catalog.parent / "IC2024.csv"
    text = IC_AY.replace("HRCHG7", "HRCHG7,APPLFEEG").replace("1250\n", "1250,85\n").replace("R,1,1,1\n", "R,1,1,1,5\n")
    charges.write_text(text, encoding="utf-8")
    flags.write_text("UNITID,DSTNGC,DSTNGP\n139755,1,0\n", encoding="utf-8")
    assert main(["import", "ipeds", str(charges), "--catalog", str(catalog)]) == 0
    found = read(catalog).university(GEORGIA_TECH).charges  # type: ignore[union-attr]
    assert found is not None and (found.in_state, found.as_of) == (15600, "2024-25")
    assert (found.application_fee, found.fee_as_of) == (85, "2024-25")
    assert (found.distance_programs, found.flags_as_of) == (True, "2022-23")  # another file's
    assert main(["import", "ipeds", str(flags), "--catalog", str(catalog)]) == 0
    found = read(catalog).university(GEORGIA_TECH).charges  # type: ignore[union-attr]
    assert found is not None and (found.distance_programs, found.flags_as_of) == (False, "2024-25")
    assert (found.application_fee, found.fee_as_of) == (85, "2024-25")


def test_degrees_whose_level_is_written_with_a_zero_come_in(catalog: Path) -> None:
    path = catalog.parent / "c2024_a.csv"
    head = "UNITID,CIPCODE,MAJORNUM,AWLEVEL,XCTOTALT,CTOTALT,XCTOTALW,CTOTALW\n"
    path.write_bytes(f'{head}139755,"11.0701",1,07,"R",201,"R",61\n139755,"11.0701",1,17,"R",9,"R",9\n'.encode())
    assert main(["import", "ipeds", str(path), "--catalog", str(catalog)]) == 0
    record = read(catalog).program("field-139755-11.0701")
    assert record is not None and record.facts["awards"].value == 201


COMPLETIONS = "UNITID,CIPCODE,MAJORNUM,AWLEVEL,CTOTALT,CTOTALW\n100858,27.0501,1,7,{},7\n"


def awarded(catalog: Path) -> tuple[object, object, object]:
    """What the record of statistics at Auburn says: of the last year, of women, of each year."""
    facts = read(catalog).program("field-100858-27.0501").facts  # type: ignore[union-attr]
    return facts["awards"].value, facts["awards_to_women"].value, dict(facts["awards_by_year"].value)


def test_degrees_of_the_next_year_move_those_before_them_on(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = catalog.parent / "C2025_A.csv"
    path.write_text(COMPLETIONS.format(10) + "100858,30.7001,1,7,0,0\n", encoding="utf-8")
    before = len(rows_of(catalog / "field_records.csv"))
    assert main(["import", "ipeds", str(path), "--catalog", str(catalog)]) == 0
    assert "C2025_A.csv: 1 field records, 2024-25" in capsys.readouterr().out
    years = {"2020-21": 8, "2021-22": 6, "2022-23": 9, "2023-24": 9, "2024-25": 10}
    assert awarded(catalog) == (10, 7, years)
    assert len(rows_of(catalog / "field_records.csv")) == before  # nobody took the other degree
    path = path.rename(path.with_name("C2024_A.csv"))
    path.write_text(COMPLETIONS.format(11), encoding="utf-8")  # the revised figures of the year before
    assert main(["import", "ipeds", str(path), "--catalog", str(catalog)]) == 0
    assert awarded(catalog) == (10, 7, {**years, "2023-24": 11})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("C2026_A.csv", "2025-26 doesn't follow 2023-24; import 2024-25 first"),
        ("C2012_A.csv", "2011-12 is older than the years on record, 2019-20 to 2023-24"),
    ],
)
def test_degrees_of_a_year_that_leaves_a_gap_are_refused(
    catalog: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    path, before = catalog.parent / name, tables_of(catalog)
    path.write_text(COMPLETIONS.format(10), encoding="utf-8")
    assert main(["import", "ipeds", str(path), "--catalog", str(catalog)]) == 1
    assert said in capsys.readouterr().err and tables_of(catalog) == before


def test_of_a_zip_the_file_is_read_that_is_of_the_kind_however_large_the_others(catalog: Path) -> None:
    institutions = ("UNITID,INSTNM,CITY\n" + "1,Université,Québec\n" * 500).encode("latin-1")
    fields = f"{SCORECARD}1,1,5,1,1,1\n108232,1108,5,60000,PS,70000\n".encode()
    path = zipped(catalog.parent / "Raw_Data_03152027.zip", MERGED_csv=institutions, Fields_csv=fields)
    assert main(["import", "scorecard", str(path), "--catalog", str(catalog)]) == 0
    record = read(catalog).program("field-108232-11.0804")
    assert record is not None and record.facts["earnings_1yr"].value == 60000


def test_a_name_that_is_not_in_utf_8_is_no_obstacle(catalog: Path) -> None:
    path = catalog.parent / "IC2024_AY.csv"
    path.write_bytes(
        IC_AY.replace("UNITID", "\ufeffUNITID").replace("XTUIT6", "é").encode() + "1,Bogotá".encode("latin-1")
    )
    assert main(["import", "ipeds", str(path), "--catalog", str(catalog)]) == 0
    assert read(catalog).university(GEORGIA_TECH).charges.in_state == 15600  # type: ignore[union-attr]


def damaged() -> dict[str, bytes]:
    whole = workbook([OEWS, wages("99", "U.S.", "15-2051")])
    cut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(cut, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, text[: len(text) // 2] if "sheet1" in name else text)
    return {
        "is not a zip file": b"PK cut off",
        "sheet1.xml behind row 0": cut.getvalue(),
        "not a file of": workbook([]),
    }


@pytest.mark.parametrize("kind", ["ipeds", "scorecard", "oews", "projections"])
@pytest.mark.parametrize("said", damaged())
def test_a_broken_workbook_is_one_clear_sentence(
    catalog: Path, capsys: pytest.CaptureFixture[str], kind: str, said: str
) -> None:
    path, before = catalog.parent / "state_M2026_dl.xlsx", tables_of(catalog)
    path.write_bytes(damaged()[said])
    assert main(["import", kind, str(path), "--catalog", str(catalog)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(str(path)) and error.count("\n") == 1
    assert said in error or (kind != "oews" and "not a file of" in error)
    assert tables_of(catalog) == before


@pytest.mark.parametrize("period", ["next year", "2026 or so", "2031", "May"])
def test_a_period_that_names_no_year_of_a_record_is_refused(
    catalog: Path, capsys: pytest.CaptureFixture[str], period: str
) -> None:
    path, before = catalog.parent / "wages.xlsx", tables_of(catalog)
    path.write_bytes(workbook([OEWS, wages("99", "U.S.", "15-2051")]))
    assert main(["import", "oews", str(path), "--catalog", str(catalog), "--as-of", period]) == 1
    assert f"--as-of '{period}': " in capsys.readouterr().err
    assert tables_of(catalog) == before


@pytest.mark.parametrize(
    ("kind", "name", "content", "said"),
    [
        ("ipeds", "IC2021_AY.csv", IC_AY.encode(), "2021-22 is older than what is recorded (2023-24)"),
        (
            "ipeds",
            "IC2021.csv",
            b"UNITID,DSTNGC,DSTNGP\n139755,1,0\n",
            "2021-22 is older than what is recorded (2022-23)",
        ),
        ("oews", "national_M2020_dl.xlsx", workbook([OEWS, wages("99", "U.S.", "15-2051")]), "May 2020 is older"),
        ("scorecard", "Fields_03152020.csv", f"{SCORECARD}108232,1108,5,1,2,3\n".encode(), "March 2020 is older"),
    ],
)
def test_older_figures_take_no_newer_ones_place_but_on_demand(
    catalog: Path, capsys: pytest.CaptureFixture[str], kind: str, name: str, content: bytes, said: str
) -> None:
    path, before = catalog.parent / name, tables_of(catalog)
    path.write_bytes(content)
    asked = ["import", kind, str(path), "--catalog", str(catalog)]
    assert main(asked) == 1
    error = capsys.readouterr().err
    assert said in error and "--replace takes it all the same" in error and error.count("\n") == 1
    assert tables_of(catalog) == before
    assert main([*asked, "--replace"]) == 0 and tables_of(catalog) != before
