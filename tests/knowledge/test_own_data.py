"""Data that somebody brings: a sheet of programs, and files as federal agencies publish them."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.importers import agencies, sheet
from knowledge.reader import read

HEADER = (
    "university,name,aliases,degree,field,url,source,as_of,delivery,part_time,credits,gre,price_per_credit,deadlines"
)
GOOD = (
    "Georgia Tech,MS in Robots,GT robots|Robot degree,MS,other,https://r.edu/,https://r.edu/apply,2026-27,"
    "online|hybrid,yes,30,optional,99.5,fall 02-01|spring rolling"
)
ID = "georgia-institute-of-technology-ms-in-robots"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def imported(catalog: Path, *rows: str, header: str = HEADER, arguments: tuple[str, ...] = ()) -> int:
    path = catalog.parent / "sheet.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return main(["import", "programs", str(path), "--catalog", str(catalog), *arguments])


def test_a_row_becomes_a_program_with_the_receipt_of_the_row(catalog: Path) -> None:
    assert imported(catalog, GOOD) == 0
    program = read(catalog).program(ID)
    assert program is not None and program.university.name == "Georgia Institute of Technology"
    assert program.aliases == ("GT robots", "Robot degree") and program.currency == "USD"
    assert {key: fact.value for key, fact in program.facts.items() if key != "deadlines"} == {
        "delivery": ("online", "hybrid"),
        "part_time": True,
        "credits": 30,
        "price_per_credit": 99.5,
        "gre": "optional",
    }
    assert {(fact.source, fact.as_of) for fact in program.facts.values()} == {("https://r.edu/apply", "2026-27")}
    fall, spring = program.facts["deadlines"].value
    assert (fall["date"], spring["rolling"]) == ("02-01", True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Georgia Tech", "Hogwarts", "university 'Hogwarts' is not in universities.csv: add it"),
        ("Georgia Tech", "", "university is missing"),
        (",optional,", ",maybe,", "gre 'maybe' must be one of required, optional"),
        (",30,", ",thirty,", "credits 'thirty' must be a number"),
        (",yes,", ",perhaps,", "part_time 'perhaps' must be true or false"),
        ("online|hybrid", "online|space", "'space' must be one of online"),
        ("fall 02-01", "fall 31-12", 'date must be a day "MM-DD"'),
        ("fall 02-01", "someday 02-01", "intake must be one of fall"),
        (",other,", ",robots,", "field 'robots' is not one of machine_learning"),
        ("https://r.edu/,", "r.edu,", "url 'r.edu' must be a web address"),
        ("GT robots", "OMSCS", "'OMSCS' is a name of gatech-omscs already"),
        ("spring rolling", "spring rolling,more", "more cells than columns"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_the_others_come_in(
    catalog: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    before = {path.name for path in (catalog / "programs").iterdir()}
    good = GOOD.replace("Robots", "Statues").replace("GT robots|Robot degree", "")
    assert imported(catalog, good, GOOD.replace(old, new, 1)) == 1
    out = capsys.readouterr().out
    assert out.startswith("sheet.csv:3: ") and said in out and "1 programs, 1 rows refused" in out
    after = {path.name for path in (catalog / "programs").iterdir()}
    assert after - before == {"georgia-institute-of-technology-ms-in-statues.yml"}
    read(catalog)


def test_what_is_in_the_catalog_is_replaced_on_demand_only(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(catalog, GOOD) == 0
    changed = GOOD.replace(",30,", ",36,")
    assert imported(catalog, changed) == 1
    assert "is in the catalog already; --replace overwrites it" in capsys.readouterr().out
    assert imported(catalog, changed, arguments=("--replace",)) == 0
    assert read(catalog).program(ID).facts["credits"].value == 36  # type: ignore[union-attr]


def test_a_sheet_with_other_columns_is_one_clear_sentence(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(catalog, GOOD, header=HEADER.replace(",gre,", ",GRE?,").replace("source", "page")) == 1
    said = capsys.readouterr().err
    assert "'GRE?' is no column of the template" in said and "source is missing" in said


def test_the_template_is_read_back_but_for_its_university(tmp_path: Path, catalog: Path) -> None:
    path = tmp_path / "programs.csv"
    assert main(["template", str(path)]) == 0
    outcome = sheet.run(path, catalog)
    assert outcome.written == ()
    assert outcome.refused == ("2: university 'Example University' is not in universities.csv: add it there",)


IC_AY = """\
UNITID,XTUIT6,TUITION6,FEE6,HRCHG6,XTUIT7,TUITION7,FEE7,HRCHG7
139755,R,14000,1600,600,R,30000,1700,1250
1,R,1,1,1,R,1,1,1
"""


def test_charges_come_from_the_file_as_published(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = catalog.parent / "IC2024_AY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ic2024_ay.csv", IC_AY.replace("14000", "."))
        archive.writestr("ic2024_ay_rv.csv", IC_AY)
    assert main(["import", "ipeds", str(path), "--catalog", str(catalog)]) == 0
    assert "1 universities, 2024-25, 0 rows refused" in capsys.readouterr().out
    charges = read(catalog).university("georgia-institute-of-technology").charges  # type: ignore[union-attr]
    assert charges is not None
    assert (charges.in_state, charges.out_of_state, charges.as_of) == (15600, 31700, "2024-25")
    assert (charges.per_credit_in_state, charges.per_credit_as_of) == (600, "2024-25")
    assert (charges.application_fee, charges.fee_as_of) == (75, "2022-23")  # another file's


def test_flags_and_degrees_come_from_their_files(catalog: Path) -> None:
    flags, degrees = catalog.parent / "IC2024.csv", catalog.parent / "C2024_A.csv"
    flags.write_text("UNITID,DSTNGC,DSTNGP,APPLFEEG\n139755,1,0,85\n", encoding="utf-8")
    degrees.write_text(
        "UNITID,CIPCODE,MAJORNUM,AWLEVEL,CTOTALT,CTOTALW\n139755,11.0701,1,7,200,60\n139755,11.0701,1,5,9,9\n",
        encoding="utf-8",
    )
    assert main(["import", "ipeds", str(flags), str(degrees), "--catalog", str(catalog)]) == 0
    knowledge = read(catalog)
    charges = knowledge.university("georgia-institute-of-technology").charges  # type: ignore[union-attr]
    assert charges is not None
    assert (charges.application_fee, charges.distance_programs, charges.flags_as_of) == (85, False, "2024-25")
    record = knowledge.program("field-139755-11.0701")
    assert record is not None and record.facts["awards"].value == 200


def test_a_cell_that_is_no_number_refuses_its_row(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = catalog.parent / "IC2024_AY.csv"
    path.write_text(IC_AY.replace("30000", "thirty"), encoding="utf-8")
    assert main(["import", "ipeds", str(path), "--catalog", str(catalog)]) == 1
    assert "IC2024_AY.csv:2: TUITION7 'thirty' is no number" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "name", "text", "said"),
    [
        ("ipeds", "IC2024_AY.csv", "UNITID,PRICE\n1,2\n", "not a file of ipeds: it needs the columns UNITID, TUITION6"),
        ("ipeds", "charges.csv", IC_AY, "the file's name must keep its year"),
        ("oews", "state.csv", "AREA,AREA_TITLE,OCC_CODE\n", "not a file of oews"),
        ("scorecard", "fields.csv", "UNITID,CIPCODE\n", "not a file of scorecard"),
        ("projections", "jobs.csv", "Occupation Code,Employment 2020\n", "not a file of projections"),
    ],
)
def test_a_file_of_another_kind_is_one_clear_sentence(
    catalog: Path, capsys: pytest.CaptureFixture[str], kind: str, name: str, text: str, said: str
) -> None:
    path = catalog.parent / name
    path.write_text(text, encoding="utf-8")
    assert main(["import", kind, str(path), "--catalog", str(catalog)]) == 1
    assert said in capsys.readouterr().err
    assert main(["import", kind, str(catalog.parent / "nowhere.csv"), "--catalog", str(catalog)]) == 1


def written(path: Path, content: bytes | dict[str, str]) -> Path:
    """A file of these bytes, or a zip of these files."""
    if isinstance(content, bytes):
        path.write_bytes(content)
        return path
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize("kind", agencies.KINDS)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("IC2024_AY.csv", b"", "not a file of"),
        ("IC2024_AY.csv", bytes(range(256)), "is no csv file"),
        ("IC2024_AY.zip", b"PK\x03\x04 cut off", "cannot be read: File is not a zip file"),
        ("IC2024_AY.zip", {"readme.txt": "no data"}, "holds no csv or xlsx file"),
        ("IC2024_AY.zip", {"ic2024_ay.csv": ""}, "not a file of"),
    ],
)
def test_a_broken_file_is_one_clear_sentence_whatever_its_kind(
    catalog: Path, capsys: pytest.CaptureFixture[str], kind: str, name: str, content: bytes | dict[str, str], said: str
) -> None:
    path = written(catalog.parent / name, content)
    assert main(["import", kind, str(path), "--catalog", str(catalog)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(str(path)) and said in error and error.count("\n") == 1


def test_a_zip_whose_inside_is_damaged_is_one_clear_sentence(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(catalog.parent / "IC2024_AY.zip", {"ic2024_ay.csv": IC_AY})
    path.write_bytes(path.read_bytes().replace(b"14000", b"94000"))
    assert main(["import", "ipeds", str(path), "--catalog", str(catalog)]) == 1
    assert "cannot be read: Bad CRC-32" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "university is missing; name is missing"),
        (bytes(range(256)), "cannot be read as UTF-8 text"),
        (b"university\x00,name\n", "is no CSV text"),
        (HEADER.encode() + b'\nGeorgia Tech,"MS in Robots\n', "not valid CSV"),
        (HEADER.encode() + b"\nGeorgia Tech,MS\x00in Robots\n", "not valid CSV"),
    ],
)
def test_a_broken_sheet_is_one_clear_sentence(
    catalog: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    path = written(catalog.parent / "sheet.csv", content)
    before = sorted((catalog / "programs").iterdir())
    assert main(["import", "programs", str(path), "--catalog", str(catalog)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(str(path)) and said in error and error.count("\n") == 1
    assert sorted((catalog / "programs").iterdir()) == before


def test_a_template_is_written_only_where_that_can_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nowhere" / "programs.csv"
    assert main(["template", str(path)]) == 1
    assert capsys.readouterr().err == f"{path} cannot be written: No such file or directory.\n"


def test_earnings_come_with_the_day_of_the_release(catalog: Path) -> None:
    path = catalog.parent / "Most-Recent-Cohorts-Field-of-Study_03152027.csv"
    path.write_text(
        "UNITID,CIPCODE,CREDLEV,EARN_MDN_1YR,EARN_MDN_4YR,DEBT_ALL_STGP_EVAL_MDN\n"
        "108232,1108,5,60000,PS,70000\n108232,1108,3,1,1,1\n",
        encoding="utf-8",
    )
    assert main(["import", "scorecard", str(path), "--catalog", str(catalog)]) == 0
    record = read(catalog).program("field-108232-11.0804")
    assert record is not None and record.fact("earnings_4yr") is None
    assert (record.facts["earnings_1yr"].value, record.facts["earnings_1yr"].as_of) == (60000, "March 2027")
    assert record.facts["awards"].as_of == "2023-24"


WAGES = "AREA,AREA_TITLE,OCC_CODE,TOT_EMP,A_MEAN,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90\n"


def test_wages_need_a_period_and_keep_gaps_as_gaps(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = catalog.parent / "wages.csv"
    path.write_text(
        WAGES + '99,U.S.,15-2051,"300,000",140000,#,90000,125000,150000,200000\n'
        "11500,Anniston AL,15-2051,1,1,1,1,1,1,1\n",
        encoding="utf-8",
    )
    assert main(["import", "oews", str(path), "--catalog", str(catalog)]) == 1
    assert "--as-of 'May 2026'" in capsys.readouterr().err
    assert main(["import", "oews", str(path), "--catalog", str(catalog), "--as-of", "May 2026"]) == 0
    wage = read(catalog).wage("15-2051")
    assert wage is not None and (wage.employment, wage.median, wage.p10) == (300000, 125000, None)
    assert wage.as_of == "May 2026" and wage.area_name == "United States"


def test_projections_are_counted_in_people(catalog: Path) -> None:
    path = catalog.parent / "projections.csv"
    path.write_text(
        '"Occupation Title","Occupation Code","Employment 2024","Employment 2034",'
        '"Employment Percent Change, 2024-2034","Occupational Openings, 2024-2034 Annual Average",'
        '"Median Annual Wage 2024","Typical Entry-Level Education","Work Experience in a Related Occupation"\n'
        'Data scientists,"=""15-2051""","1,245.9",328.4,33.5,23.4,112590,Bachelor\'s degree,None\n',
        encoding="utf-8",
    )
    assert main(["import", "projections", str(path), "--catalog", str(catalog)]) == 0
    outlook = read(catalog).outlook("15-2051")
    assert outlook is not None
    assert (outlook.employment_now, outlook.openings_per_year, outlook.experience) == (1245900, 23400, None)


SCORECARD = "UNITID,CIPCODE,CREDLEV,EARN_MDN_1YR,EARN_MDN_4YR,DEBT_ALL_STGP_EVAL_MDN\n"
PROJECTIONS = """\
Occupation Code,Employment 2024,Employment 2034,"Employment Percent Change, 2024-2034",\
"Occupational Openings, 2024-2034 Annual Average",Median Annual Wage 2024,Typical Entry-Level Education,\
Work Experience in a Related Occupation
"""


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("scorecard", SCORECARD + "108232,1108,5,many,PS,1\n", ["2: EARN_MDN_1YR 'many' is no number"]),
        ("scorecard", SCORECARD + "108232,1108,5,-5,PS,1\n", ["2: EARN_MDN_1YR '-5' must be from 0 to 1,000,000,000"]),
        ("scorecard", SCORECARD + "108232,1108\nend of file\n", ["2: CREDLEV is missing: the row has fewer cells"]),
        ("oews", WAGES + "99,U.S.,15-2051,?,1,1,1,1,1,1\n", ["2: TOT_EMP '?' is no number"]),
        ("oews", WAGES + "99,U.S.,15-2051,1,1\n", ["2: A_PCT10 is missing: the row has fewer cells"]),
        (
            "projections",
            PROJECTIONS
            + "15-2051,inf,1,1,1,1,Bachelor's degree,None\n15-2051,1,1,lots,1,1,Bachelor's degree,None\n"
            + "15-2051,1,1,nan,1,1,Bachelor's degree,None\n",
            [
                "2: Employment 2024 'inf' must be from 0 to 1,000,000",
                "3: Employment Percent Change, 2024-2034 'lots' is no number",
                "4: Employment Percent Change, 2024-2034 'nan' must be from -100 to 1,000",
            ],
        ),
    ],
)
def test_a_wrong_row_of_an_agency_is_refused_with_its_line(
    catalog: Path, capsys: pytest.CaptureFixture[str], kind: str, text: str, said: list[str]
) -> None:
    before = tables_of(catalog)
    path = written(catalog.parent / "file.csv", text.encode())
    assert main(["import", kind, str(path), "--catalog", str(catalog), "--as-of", "May 2027"]) == 1
    out = capsys.readouterr().out
    assert all(f"file.csv:{each}" in out for each in said) and f"0 {'field' if kind == 'scorecard' else 'rows'}" in out
    assert f"{len(said)} rows refused" in out
    assert tables_of(catalog) == before  # nor has the source got the period of a file of which nothing came in


@pytest.mark.parametrize(
    ("kind", "name", "text", "said"),
    [
        ("ipeds", "IC2024.csv", "UNITID,DSTNGC,DSTNGP,APPLFEEG\n139755,1,0,999999\n", "application_fee 999999 must be"),
        ("projections", "jobs.csv", PROJECTIONS + "15-2051,1,1,1,1,1,,\n", "education is missing"),
    ],
)
def test_what_would_break_the_catalog_leaves_it_as_it_was(
    catalog: Path, capsys: pytest.CaptureFixture[str], kind: str, name: str, text: str, said: str
) -> None:
    before = tables_of(catalog)
    path = written(catalog.parent / name, text.encode())
    assert main(["import", kind, str(path), "--catalog", str(catalog)]) == 1
    out = capsys.readouterr().out
    assert said in out and out.endswith(f"{name}: nothing is taken in, the catalog is as it was\n")
    assert tables_of(catalog) == before


def tables_of(catalog: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in catalog.iterdir() if each.is_file()}
