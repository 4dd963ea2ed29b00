"""The catalog as it stands: what was recorded is there, with its receipt, and nothing else is."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.website.pages import pages
from knowledge import rules
from knowledge.base import Knowledge
from knowledge.coverage import PRICE, coverage, price_kinds
from knowledge.facts import Fact, Program
from knowledge.prices import price_of
from knowledge.reader import CATALOG, read

pytestmark = pytest.mark.data

PROGRAMS = tuple((CATALOG / "programs").glob("*.yml"))
MONEY = ("tuition_total", "tuition_total_in_state", "price_per_credit", "price_per_credit_in_state", "price_per_year")


def named(knowledge: Knowledge) -> list[Program]:
    return [program for program in knowledge.programs if program.kind == "program"]


def records(knowledge: Knowledge) -> list[Program]:
    return [program for program in knowledge.programs if program.kind == "field"]


def fact(knowledge: Knowledge, program_id: str, key: str) -> Fact:
    program = knowledge.program(program_id)
    assert program is not None
    found = program.fact(key)
    assert found is not None, f"{program_id} has no {key}"
    return found


def test_nothing_is_lost_and_nothing_counted_twice(knowledge: Knowledge) -> None:
    assert {each.id for each in named(knowledge)} == {path.stem for path in PROGRAMS}
    assert len({each.id for each in knowledge.programs}) == len(knowledge.programs)
    for rows, name in (
        (records(knowledge), "field_records"),
        (knowledge.universities, "universities"),
        ([each for each in knowledge.universities if each.charges], "charges"),
        (knowledge.wages, "wages"),
        (knowledge.outlooks, "outlook"),
        (knowledge.occupations, "occupations"),
        (knowledge.fields, "fields"),
    ):
        lines = (CATALOG / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert len(rows) == len(lines) - 1 > 0, name


def test_the_readme_and_the_demo_page_count_as_the_catalog_does(knowledge: Knowledge) -> None:
    counts = (
        f"{len(named(knowledge))} named programs and {len(records(knowledge)):,} federal records of US universities"
    )
    readme = (CATALOG.parents[1] / "README.md").read_text(encoding="utf-8")
    assert counts in " ".join(readme.split())
    assert counts in pages(())["/"].content.decode()


def test_the_readme_tells_what_is_recorded_as_coverage_counts_it(knowledge: Knowledge) -> None:
    american = [each for each in named(knowledge) if each.university.country == "US"]
    kinds = price_kinds(american)
    counted = {row.need: str(row.programs) for row in coverage(named(knowledge), 2026) if row.need != PRICE}
    counted |= {
        "named programs": str(len(named(knowledge))),
        "a US price": f"{kinds['recorded'] + kinds['computed']} of {len(american)}; a note about it {kinds['noted']}, "
        f"an estimate that says so {kinds['estimated']}",
    }
    readme = (CATALOG.parents[1] / "README.md").read_text(encoding="utf-8")
    section = readme.partition("\n## What is recorded\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    assert {name: now for name, _, now in rows[1:]} == counted


def test_two_hundred_programs_record_what_applicants_ask_first(knowledge: Knowledge) -> None:
    rows = {row.need: row.programs for row in coverage(named(knowledge), 2026)}
    assert min(rows["GRE"], rows["deadlines"], rows["delivery"]) >= 200


def test_artificial_intelligence_has_46_field_records(knowledge: Knowledge) -> None:
    codes = Counter(each.cip_code for each in records(knowledge))
    assert codes["11.0102"] == 46
    assert sum(count for code, count in codes.items() if code and code.startswith(("11.0102", "30.7"))) == 285


@pytest.mark.parametrize("key", rules.FACTS)
def test_as_many_programs_record_a_fact_as_the_files_do(knowledge: Knowledge, key: str) -> None:
    files = {path.stem for path in PROGRAMS if f"\n  {key}:" in path.read_text(encoding="utf-8")}
    assert {program.id for program in named(knowledge) if program.fact(key) is not None} == files


def test_an_amount_near_a_price_says_what_it_is_of(knowledge: Knowledge) -> None:
    near = [found for each in named(knowledge) if (found := each.fact("price_near")) is not None]
    assert near and all(each.note for each in near)
    degree = knowledge.program("utaustin-msai-online")
    online = None if degree is None else price_of(degree)  # not the campus's average, four times as much
    assert online is not None and (online.kind, online.amount) == ("estimated", 10000)
    assert online.line == "The price of the same school's online degrees in computer science and in data science."


def test_where_no_price_is_recorded_the_words_about_it_are(knowledge: Knowledge) -> None:
    note = fact(knowledge, "jhu-ep-ms-data-science", "price_note")
    assert "44400 at an unstated later date" in note.value
    assert note.secondhand


# One new fact each, as the page it was read on says it: value, period, whose word.
@pytest.mark.parametrize(
    ("program_id", "key", "value", "as_of", "source_name"),
    [
        ("loughborough-msc-ai", "tuition_total", 30900, "2026-27", "lboro.ac.uk"),
        ("cornell-mps-information-science", "price_per_year", 73946, "2026-27", "gradpilot.com"),
        ("iit-mscs", "price_per_credit", 1851, "2025-26", "gradpilot.com"),
        ("hku-msc-ai", "months_full_time", 18, "2025-26", "scifac.hku.hk"),
        ("uw-msds", "tuition_total", 53325, "2025-26", "gradpilot.com"),
        ("uw-msds", "gre", "not_accepted", "2026-06", "gradpilot.com"),
        ("gatech-omscs", "gre", "not_required", None, "grad.gatech.edu"),
        ("asu-mcs-online", "gpa_min", 3.0, None, "asuonline.asu.edu"),
        ("merrimack-online-mscs", "gre", "not_required", "2025", "online.merrimack.edu"),
        ("utdallas-mscs", "toefl_min", 80, None, "mentr-me.com"),
        ("usu-ms-data-science", "gre", "required", "2021", "usu.edu"),
        ("nyu-tandon-mscs", "gre", "waivable", "2023", "github.com"),
        ("mtu-ms-data-science", "gpa_min", 3.4, None, "mtu.edu"),
        ("binghamton-mscs", "delivery", ("on_campus",), "2025-26", "bulletin.binghamton.edu"),
        ("houston-ms-engineering-data-science-ai", "gre", "required", "2021-22", "catalog.uh.edu"),
        ("utdallas-mscs", "months_full_time", 24, None, "shiksha.com"),
        ("rice-online-mds", "gre", "optional", "2024", "graduate.rice.edu"),
        ("chico-ms-data-science-analytics", "gre", "not_required", None, "csuchico.edu"),
        ("iowa-ms-data-science", "toefl_min", 81, None, "grad.admissions.uiowa.edu"),
    ],
)
def test_facts_of_the_updates_stand_as_their_source_gave_them(
    knowledge: Knowledge, program_id: str, key: str, value: object, as_of: str | None, source_name: str
) -> None:
    found = fact(knowledge, program_id, key)
    assert (found.value, found.as_of, found.source_name) == (value, as_of, source_name)


def test_a_doubtful_value_stays_out_or_says_its_doubt(knowledge: Knowledge) -> None:
    assert fact(knowledge, "berkeley-meng-eecs", "gre").secondhand
    assert "made them optional" in (fact(knowledge, "columbia-mscs-ml", "gre").note or "")
    assert knowledge.program("merrimack-online-mscs").fact("tuition_total") is None  # type: ignore[union-attr]
    assert "less than 23,000" in fact(knowledge, "merrimack-online-mscs", "price_note").value
    assert "51,300 for 2024-25" in (fact(knowledge, "uw-msds", "tuition_total").note or "")


def test_charges_of_a_university_come_with_their_year(knowledge: Knowledge) -> None:
    charges = knowledge.university("louisiana-state-university").charges  # type: ignore[union-attr]
    assert charges is not None
    # the surcharge for others is filed among the fees: 9,132 + 3,895 and 9,132 + 20,830
    assert (charges.in_state, charges.out_of_state, charges.as_of) == (13027, 29962, "2023-24")
    assert (charges.application_fee, charges.fee_as_of) == (50, "2022-23")
    surcharge = knowledge.university("san-jose-state-university").charges  # type: ignore[union-attr]
    assert surcharge is not None and surcharge.per_credit_out_of_state is None
    assert "surcharge" in (surcharge.note or "")
    abroad = knowledge.university("eth-zurich")
    assert abroad is not None and abroad.charges is None


def test_a_field_record_is_never_given_a_title(knowledge: Knowledge) -> None:
    for record in records(knowledge):
        assert record.name.startswith("master's degrees in ")
        assert record.degree is None and record.school is None and record.aliases == ()


def test_codes_stay_text(knowledge: Knowledge) -> None:
    record = knowledge.program("field-139755-11.0701")
    assert record is not None and record.cip_code == "11.0701" and record.university.unitid == "139755"
    assert {each.cip_code for each in knowledge.fields} >= {"11.0101", "27.0501", "30.7099"}
    assert knowledge.wage("15-2051", "AL") is not None  # FIPS "01"


def test_earnings_name_the_family_they_belong_to_and_suppressed_ones_are_absent(knowledge: Knowledge) -> None:
    earnings = fact(knowledge, "field-211440-11.0102", "earnings_1yr")
    assert earnings.value == 138781
    assert "Computer and Information Sciences" in (earnings.note or "")
    assert "federal student aid recipients" in (earnings.note or "")
    recorded = Counter(key for each in records(knowledge) for key in each.facts)
    assert (recorded["earnings_1yr"], recorded["earnings_4yr"], recorded["debt_median"]) == (154, 141, 85)
    assert recorded["awards"] == 1026


def test_awards_keep_the_years_that_are_recorded(knowledge: Knowledge) -> None:
    assert fact(knowledge, "field-139755-11.0701", "awards_by_year").value == {
        "2019-20": 152,
        "2020-21": 174,
        "2021-22": 131,
        "2022-23": 190,
        "2023-24": 170,
    }
    young = fact(knowledge, "field-200697-30.7001", "awards_by_year").value  # a program that began in 2021
    assert young == {"2021-22": 0, "2022-23": 7, "2023-24": 9}


def test_a_price_and_the_universitys_average_are_different_facts(knowledge: Knowledge) -> None:
    price = fact(knowledge, "gatech-omscs", "tuition_total")
    assert (price.value, price.as_of, price.year, price.secondhand) == (7000, "2026-06", 2026, True)
    assert price.source_name == "gradpilot.com"
    record = knowledge.program("field-139755-11.0701")
    estimate = price_of(record) if record is not None else None
    assert estimate is not None and estimate.known is None and estimate.kind == "estimated"
    average = estimate.facts[0][1]
    assert average.as_of == "2023-24"
    assert "not the price of this program" in (average.note or "")
    assert all(each.fact(key) is None for each in records(knowledge) for key in MONEY)


def test_only_one_field_is_not_on_the_stem_list(knowledge: Knowledge) -> None:
    assert [each.cip_code for each in knowledge.fields if not each.dhs_stem] == ["30.7099"]
    assert sum(fact(knowledge, each.id, "stem_cip").value is False for each in records(knowledge)) == 1


def test_programs_and_field_records_are_linked_by_their_university(knowledge: Knowledge) -> None:
    offers = knowledge.programs_of("georgia-institute-of-technology")
    assert {each.id for each in offers} > {"gatech-omscs", "gatech-omsa", "field-139755-11.0701"}
    assert all(each.university.unitid == "139755" for each in offers)


def test_programs_stand_at_the_campus_that_runs_them(knowledge: Knowledge) -> None:
    campus_of = {each.id: each.university for each in named(knowledge)}
    assert campus_of["cornell-tech-meng-cs"].city == "New York"
    assert campus_of["cornell-meng-cs"].city == "Ithaca"
    assert campus_of["pennstate-mps-ai"].name == "Penn State World Campus"
    assert campus_of["umich-dearborn-ms-ai"].city == "Dearborn"
    assert campus_of["eastern-msds"].city == "Saint Davids"


def test_patches_are_applied(knowledge: Knowledge) -> None:
    total = fact(knowledge, "gatech-omsa", "tuition_total")
    assert (total.value, total.as_of, total.secondhand) == (9900, "2022-04", True)
    assert "mandatory fee of 301" in (total.note or "")
    assert fact(knowledge, "gatech-omsa", "price_per_credit").value == 275
    assert fact(knowledge, "gatech-omsa", "part_time").value is True
    assert fact(knowledge, "uiuc-mcs-online", "tuition_total").value == 21440
    assert fact(knowledge, "northwestern-msai", "work_years").value == 2
    assert "not required" in (fact(knowledge, "northwestern-msai", "work_years").note or "")


def test_an_acceptance_rate_is_a_fraction_or_the_sources_words(knowledge: Knowledge) -> None:
    assert fact(knowledge, "cmu-msaii", "acceptance_rate").value == 0.1
    assert fact(knowledge, "cmu-mcds", "acceptance_rate").value == "under 10%"


@pytest.mark.parametrize(
    ("program_id", "key", "page"),
    [
        ("gatech-omscs", "credits", "gradpilot.com"),
        ("gatech-omscs", "thesis", "mastersinmachinelearning.org"),  # "# 2nd" and nothing more: the group's page
        ("gatech-omscs", "stem_opt", "gradpilot.com"),
        ("gatech-omsa", "credits", "github.com"),
        ("eastern-msds", "months_full_time", "newsbreak.com"),
        ("harvard-sm-data-science", "delivery", "leverageedu.com"),  # "(secondary)" at the end
        ("uva-msds-online", "credits", "onlinegraduateprograms.net"),  # "same guide"
        ("asu-mcs-online", "deadlines", "coursera.org"),  # its group is secondary
        ("umich-mads", "delivery", "gradpilot.com"),  # its file is second-hand
    ],
)
def test_what_only_others_say_is_second_hand_and_names_them(
    knowledge: Knowledge, program_id: str, key: str, page: str
) -> None:
    found = fact(knowledge, program_id, key)
    assert found.secondhand
    assert found.source_name == page


@pytest.mark.parametrize(
    ("program_id", "key"), [("gatech-omscs", "gpa_min"), ("gatech-omscs", "delivery"), ("eastern-msds", "part_time")]
)
def test_a_mark_is_for_one_value_only(knowledge: Knowledge, program_id: str, key: str) -> None:
    assert not fact(knowledge, program_id, key).secondhand


def test_a_comment_that_names_another_page_moves_the_receipt_there(knowledge: Knowledge) -> None:
    credits = fact(knowledge, "stanford-mscs", "credits")
    assert (credits.value, credits.year, credits.source_name) == (45, 2012, "stanford.edu")
    letters = fact(knowledge, "gatech-omscs", "letters")  # "also:" is a further page, not another one
    assert letters.source == "https://omscs.gatech.edu/preparing-yourself-omscs"


def test_a_comment_that_limits_a_value_becomes_its_note(knowledge: Knowledge) -> None:
    assert fact(knowledge, "gatech-omscs", "gpa_min").note == "Preferred, not absolute."
    assert fact(knowledge, "berkeley-meng-eecs", "price_per_credit").note.startswith("Part-time option only.")  # type: ignore[union-attr]
    assert fact(knowledge, "fau-ms-artificial-intelligence", "gpa_min").note == "Strictly applied, per the department."
    assert not [
        (each.id, key, found.note)
        for each in named(knowledge)
        for key, found in each.facts.items()
        if found.note is not None
        and ("http" in found.note or "2nd" in found.note or not found.note.endswith("."))
        and not found.note.endswith(("!", "?"))
        and key not in MONEY
    ]


def test_facts_keep_their_age(knowledge: Knowledge) -> None:
    assert fact(knowledge, "kuleuven-mai", "tuition_total").year == 2018
    assert fact(knowledge, "nyu-tandon-mscs", "deadlines").value[0]["as_of"] == "2016"
    years = {found.year for each in named(knowledge) for found in each.facts.values()}
    assert {2016, 2026, None} <= years


def test_zero_and_no_are_recorded_values(knowledge: Knowledge) -> None:
    assert fact(knowledge, "cuboulder-mscs-coursera", "application_fee").value == 0
    assert fact(knowledge, "cuboulder-mscs-coursera", "letters").value == 0
    assert fact(knowledge, "toronto-mscac", "work_years").value == 0
    assert fact(knowledge, "tuebingen-msc-ml", "part_time").value is False
    assert fact(knowledge, "uw-pmp-cse", "thesis").value == "none"


def test_what_is_not_recorded_is_absent(knowledge: Knowledge) -> None:
    assert knowledge.program("cmu-msaii").fact("delivery") is None  # type: ignore[union-attr]
    assert knowledge.program("uf-mscs").fact("delivery") is None  # type: ignore[union-attr]
    values = [found.value for each in knowledge.programs for found in each.facts.values()]
    assert not [value for value in values if value in ((), None, "")]


def test_prices_are_in_the_currency_of_the_country(knowledge: Knowledge) -> None:
    currencies = Counter(each.currency for each in named(knowledge))
    assert {"USD", "EUR", "GBP", "CAD", "SEK", "DKK", "INR"} <= set(currencies)
    assert {each.university.country for each in named(knowledge) if each.currency == "USD"} == {"US"}
    assert fact(knowledge, "hkust-msc-bdt", "tuition_total").value == 242000


def test_deadlines_keep_a_receipt_each(knowledge: Knowledge) -> None:
    fall, spring = fact(knowledge, "gatech-omscs", "deadlines").value
    assert (fall["intake"], fall["date"], fall["as_of"]) == ("fall", "03-01", "2025")
    assert spring["source"] == "https://omscs.gatech.edu/deadlines-decisions-requirements-and-guidelines"
    rolling = [each for each in fact(knowledge, "berkeley-mids", "deadlines").value if each.get("rolling")]
    assert [each["intake"] for each in rolling] == ["january", "may", "september"]
    assert {each["intake"] for each in fact(knowledge, "uw-msds", "deadlines").value} == {"fall"}  # autumn
    assert fact(knowledge, "nus-mcomp-ai", "deadlines").value[0]["date"] == "02-29"


def test_the_order_is_always_the_same(knowledge: Knowledge) -> None:
    again = read()
    assert [each.id for each in knowledge.programs] == sorted(each.id for each in knowledge.programs)
    assert [each.id for each in again.programs] == [each.id for each in knowledge.programs]
    assert [list(each.facts) for each in again.programs] == [list(each.facts) for each in knowledge.programs]
