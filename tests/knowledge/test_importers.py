"""Raw files in, catalog files out; on raw files small enough to read here."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from knowledge.importers import curated, federal, labour
from knowledge.importers.__main__ import main
from knowledge.importers.comments import read_comment

FEDERAL = """\
unitid,institution,alias,city,state,latitude,longitude,control,hbcu,hispanic_serving,carnegie_basic_2021,accreditor,\
distance_only,website,admissions_url,financial_aid_url,application_url,cip_code,cip_title,tier,dhs_stem_2024,\
awards_2019_20,awards_2020_21,awards_2021_22,awards_2022_23,awards_2023_24,awards_to_women_2023_24,\
grad_tuition_fees_in_state_2021_22,grad_tuition_fees_out_of_state_2021_22,grad_per_credit_in_state_2021_22,\
grad_per_credit_out_of_state_2021_22,cip4_family,cip4_earnings_1yr,cip4_earnings_4yr,cip4_debt_median
1,Example University-Main Campus,EU|Example U; Exemplary  Ex,Springfield,IL,1,2,Public,false,false,18,HLC,false,\
www.example.edu/,,,,11.0701,Computer Science.,B_cs_stats,true,,0,1,2,3,1,100,200,10,20,1107,,,
1,Example University-Main Campus,EU|Example U; Exemplary  Ex,Springfield,IL,1,2,Public,false,false,18,HLC,false,\
www.example.edu/,,,,30.7099,"Data Science, Other.",A_ai,false,,,,,5,2,100,200,10,20,3070,50000,,
"""
CURATED = """\
- id: example-ms
  university: Example University
  school: null
  program: Master of Science in Examples
  degree: MSCS
  field: computer_science
  focus: [neural_networks, deep_learning, applications]   # 2nd: other.com, third.org agree
  url: https://www.example.edu/ms
  delivery: []
  synchronous: null
  part_time: true
  credits: 30   # https://catalog.example.edu/ms (2019-20 page)
  credit_system: null
  duration_months: {full_time: 12, part_time: null, typical: null}   # two semesters
  cost:
    currency: USD
    total_tuition: 0
    total_tuition_in_state: null
    per_credit: null
    per_credit_in_state: null
    fees_note: Fees come on top.
    per_year: null
    as_of: 2024-25
    source: https://www.example.edu/cost
    secondary: false
  admission:
    gre: not_required   # waived since 2021; also: https://www.example.edu/old
    gpa_min: 3.0   # other.com (secondary)
    toefl_min: null
    ielts_min: null
    cs_degree_required: false
    prerequisites: []
    bridge_available: null
    work_experience_years: null
    letters: 0
    application_fee: null
    as_of: 2021
    source: https://www.example.edu/apply
    secondary: false
  deadlines:
    - {intake: autumn/spring_a, date: "02-29", round: round_2, as_of: 2021, source: https://example.edu/}   # may move
  structure: {thesis: none, capstone: null, courses: [], source: null}
  outcomes: {median_salary: null, acceptance_rate: null, cohort_size: null, as_of: null, source: null, secondary: false}
  funding: null
  funding_source: null
  stem_opt: null
  checked: 2026-11-23
  confidence: low
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / curated.FOLDER).mkdir(parents=True)
    (folder / federal.RAW).write_text(FEDERAL, encoding="utf-8")
    for name in curated.FILES:
        (folder / curated.FOLDER / name).write_text("[]\n", encoding="utf-8")
    (folder / curated.FOLDER / "us_campus.yml").write_text(CURATED, encoding="utf-8")
    (folder / curated.FOLDER / curated.PATCHES).write_text("[]\n", encoding="utf-8")
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "catalog"
    folder.mkdir()
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def program_of(raw: Path, target: Path) -> dict[str, object]:
    curated.run(raw, target)
    return yaml.safe_load((target / "programs" / "example-ms.yml").read_text(encoding="utf-8"))


def test_one_university_from_many_rows_with_a_name_people_use(raw: Path, target: Path) -> None:
    federal.run(raw, target)
    (university,) = (row for row in rows_of(target / "universities.csv") if row["unitid"] == "1")
    assert (university["id"], university["name"]) == ("example-university", "Example University")
    assert university["aliases"] == "Example University-Main Campus|Example U|Exemplary"  # two letters say too little
    assert university["website"] == "https://www.example.edu/"
    (charges,) = rows_of(target / "charges.csv")
    assert (charges["university"], charges["out_of_state"], charges["as_of"]) == (
        "example-university",
        "200",
        "2021-22",
    )


def test_field_records_keep_codes_as_text_and_gaps_as_gaps(raw: Path, target: Path) -> None:
    federal.run(raw, target)
    first, second = rows_of(target / "field_records.csv")
    assert (first["cip_code"], first["awards_4_before"], first["awards_3_before"]) == ("11.0701", "", "0")
    assert (second["earnings_1yr"], second["earnings_4yr"]) == ("50000", "")
    titles = {row["cip_code"]: (row["title"], row["dhs_stem"]) for row in rows_of(target / "fields.csv")}
    assert titles == {"11.0701": ("Computer Science", "true"), "30.7099": ("Data Science (other)", "false")}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("AUM||Auburn Montgomery|", ["AUM", "Auburn Montgomery"]),
        ("Carnegie Mellon; CMU", ["Carnegie Mellon", "CMU"]),
        ("MIT, M.I.T.", ["MIT", "M.I.T."]),
        ("Rutgers, Camden; Rutgers Camden", ["Rutgers, Camden", "Rutgers Camden"]),
        ("University of Virginia  UVa  UVA", ["University of Virginia", "UVa", "UVA"]),
        ("UH Manoa / UHM", ["UH Manoa", "UHM"]),
        ("", []),
    ],
)
def test_aliases_are_taken_apart_however_they_are_joined(cell: str, names: list[str]) -> None:
    assert federal.split_aliases(cell) == names


def test_a_program_keeps_what_is_recorded_and_nothing_else(raw: Path, target: Path) -> None:
    program = program_of(raw, target)
    assert (program["degree"], program["university"]) == ("MS", "example-university")
    facts = program["facts"]
    assert isinstance(facts, dict)
    assert list(facts) == ["focus", "part_time", "credits", "months_full_time", "tuition_total", "gre", "gpa_min",
                           "cs_degree_required", "letters", "thesis", "deadlines"]  # fmt: skip
    assert facts["tuition_total"] == {
        "value": 0,
        "source": "https://www.example.edu/cost",
        "as_of": "2024-25",
        "note": "Fees come on top.",
    }
    assert facts["letters"]["value"] == 0 and facts["thesis"]["value"] == "none"


def test_comments_move_the_receipt_or_limit_the_value(raw: Path, target: Path) -> None:
    facts = program_of(raw, target)["facts"]
    assert isinstance(facts, dict)
    assert facts["focus"] == {"value": ["deep_learning"], "source": "https://other.com/", "secondhand": True}
    assert facts["credits"]["source"] == "https://catalog.example.edu/ms"
    assert facts["credits"]["as_of"] == "2019-20"
    assert facts["months_full_time"]["note"] == "Two semesters."
    assert facts["gre"] == {
        "value": "not_required",
        "source": "https://www.example.edu/apply",
        "as_of": "2021",
        "note": "Waived since 2021.",
    }
    assert facts["gpa_min"]["secondhand"] and facts["gpa_min"]["source"] == "https://other.com/"


def test_deadlines_are_one_fact_with_a_receipt_each(raw: Path, target: Path) -> None:
    facts = program_of(raw, target)["facts"]
    assert isinstance(facts, dict)
    fall, spring = facts["deadlines"]["value"]
    assert fall == {
        "intake": "fall",
        "date": "02-29",
        "round": "round 2",
        "source": "https://example.edu/",
        "as_of": "2021",
        "note": "May move.",
    }
    assert (spring["intake"], spring["round"]) == ("spring", "round 2, session a")


def test_patches_replace_values_with_their_own_receipt(raw: Path, target: Path) -> None:
    patch = {"id": "example-ms", "path": "cost.total_tuition", "value": 9900, "as_of": "2022-04",
             "source": "https://list.example.org/", "secondary": True}  # fmt: skip
    (raw / curated.FOLDER / curated.PATCHES).write_text(yaml.safe_dump([patch]), encoding="utf-8")
    facts = program_of(raw, target)["facts"]
    assert isinstance(facts, dict)
    price = facts["tuition_total"]
    assert price | {"note": None} == {
        "value": 9900,
        "source": "https://list.example.org/",
        "as_of": "2022-04",
        "secondhand": True,
        "note": None,
    }


def test_a_file_known_second_hand_only_is_second_hand_throughout(raw: Path, target: Path) -> None:
    (raw / curated.FOLDER / "us_campus.yml").rename(raw / curated.FOLDER / curated.ALL_SECONDHAND)
    (raw / curated.FOLDER / "us_campus.yml").write_text("[]\n", encoding="utf-8")
    facts = program_of(raw, target)["facts"]
    assert isinstance(facts, dict)
    assert all(fact["secondhand"] for fact in facts.values())


def test_words_about_a_price_become_a_note_where_there_is_no_price(raw: Path, target: Path) -> None:
    path = raw / curated.FOLDER / "us_campus.yml"
    path.write_text(CURATED.replace("total_tuition: 0", "total_tuition: null"), encoding="utf-8")
    facts = program_of(raw, target)["facts"]
    assert isinstance(facts, dict)
    assert facts["price_note"] == {
        "value": "Fees come on top.",
        "source": "https://www.example.edu/cost",
        "as_of": "2024-25",
    }


def test_programs_that_are_gone_leave_the_catalog(raw: Path, target: Path) -> None:
    (target / "programs").mkdir()
    (target / "programs" / "old.yml").write_text("id: old\n", encoding="utf-8")
    curated.run(raw, target)
    assert [path.name for path in (target / "programs").iterdir()] == ["example-ms.yml"]


def test_the_same_files_give_the_same_catalog(raw: Path, target: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for folder in (target, other):
        federal.run(raw, folder)
        curated.run(raw, folder)
    files = sorted(path.relative_to(target) for path in target.rglob("*.*"))
    assert [(target / path).read_bytes() for path in files] == [(other / path).read_bytes() for path in files]


def test_a_secondhand_page_that_the_program_names_elsewhere_is_named_in_full() -> None:
    pages = ["https://www.other.com/long/page"]
    receipt = read_comment("2nd: third.org, other.com (no visa)", "https://www.example.edu/", pages)
    assert receipt == {"source": pages[0], "as_of": None, "secondhand": True, "note": "no visa"}


def test_a_figure_that_was_not_released_stays_empty(tmp_path: Path, target: Path) -> None:
    (tmp_path / labour.WAGES).write_text(
        "area_type,area,state_fips,soc,occupation,employment,mean,p10,p25,median,p75,p90\n"
        "state,Alaska,02,15-1252,Software Developers,530,-,-,-,-,-,-\n",
        encoding="utf-8",
    )
    (tmp_path / labour.OUTLOOK).write_text(
        "soc,occupation,employment_2024_thousands,employment_2034_thousands,change_percent,openings_per_year_thousands,"
        "median_wage_2024,typical_entry_education,related_experience\n"
        "15-1252,Software developers,1693.8,1961.4,15.8,115.2,133080,Bachelor's degree,\n",
        encoding="utf-8",
    )
    labour.run(tmp_path, target)
    (wage,) = rows_of(target / "wages.csv")
    assert (wage["area"], wage["employment"], wage["median"]) == ("AK", "530", "")
    (outlook,) = rows_of(target / "outlook.csv")
    assert (outlook["employment_now"], outlook["openings_per_year"]) == ("1693800", "115200")


def test_a_missing_file_is_one_clear_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--from", str(tmp_path), "--to", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path / federal.RAW} is missing: give the folder that holds the raw files with --from.\n"
    )
