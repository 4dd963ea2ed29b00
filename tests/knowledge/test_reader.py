"""A catalog that somebody edited: every problem is found, with its file and line."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.reader import CATALOG, CatalogError, read

OMSCS = "programs/gatech-omscs.yml"


def problems_of(catalog: Path) -> tuple[str, ...]:
    with pytest.raises(CatalogError) as caught:
        read(catalog)
    return caught.value.problems


def edit(path: Path, old: str, new: str) -> int:
    """Replaces the first occurrence of a text; returns the line it was on."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_small_copy_is_fine(catalog: Path) -> None:
    assert len(read(catalog).programs) == 35


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (OMSCS, "value: 7000", "value: seven thousand", "tuition_total must be a number"),
        (OMSCS, "value: 7000", "value: -1", "tuition_total must be from 0 to 1,000,000"),
        (OMSCS, "value: 7000", "value: yes", "tuition_total must be a number"),
        (OMSCS, "value: 3.0", "value: 31", "gpa_min must be from 0 to 4.3 (grade points)"),
        (OMSCS, "value: not_required", "value: no idea", "gre must be one of required, optional, waivable, "),
        (OMSCS, "value: [online]", "value: []", "delivery must be a list with something in it"),
        (OMSCS, "value: [online]", "value: [by_mail]", "delivery 'by_mail' must be one of online, on_campus, hybrid"),
        (OMSCS, "value: [online]", "value: [online, online]", "delivery names something twice"),
        (OMSCS, "value: 3\n", "value: 2.5\n", "letters must be whole (letters)"),
        (OMSCS, "systems,", "sistems,", "focus 'sistems' is not in vocabulary.yml"),
        (OMSCS, "data_structures", "knitting", "prerequisites 'knitting' is not in vocabulary.yml"),
        (OMSCS, "date: 03-01", "date: 02-30", 'date must be a day "MM-DD"'),
        (OMSCS, "intake: fall", "intake: someday", "intake must be one of fall, spring, summer, winter, any"),
        (OMSCS, "round: regular", "rounds: regular", "rounds is nothing a deadline has"),
        (OMSCS, "secondhand: true", "secondhand: maybe", "secondhand must be true or false"),
        (OMSCS, "note: Preferred, not absolute.", "remark: Preferred.", "remark is not known here; known are value, "),
        (OMSCS, "  gre:\n", "  gres:\n", "gres is no fact; the facts are delivery"),
        (OMSCS, "source: https://omscs.gatech.edu/\n", "source: omscs\n", "source must be a web address"),
        (OMSCS, "id: gatech-omscs", "id: omscs", "id 'omscs' must be gatech-omscs, the file's name"),
        (OMSCS, "university: georgia-institute-of-technology", "university: hogwarts", "is not in universities.csv"),
        (OMSCS, "field: computer_science", "field: magic", "field 'magic' is not a field of vocabulary.yml"),
        (OMSCS, "degree: MS", "degree: DPhil", "degree 'DPhil' is not a degree of vocabulary.yml"),
        (OMSCS, "currency: USD", "currency: dollars", "currency 'dollars' must be one of USD, EUR"),
        (OMSCS, "url: https://omscs.gatech.edu/", "url: omscs.gatech.edu", "must be a web address (https://…)"),
        (OMSCS, "checked: '2026-11-23'", "checked: '2026-13-45'", 'must be a date "YYYY-MM-DD"'),
        (OMSCS, "confidence: medium", "confidence: sure", "confidence 'sure' must be one of low, medium, high"),
        (OMSCS, "school:", "scool:", "scool is not known here; known are id, university, name"),
        ("programs/cmu-mcds.yml", "value: under 10%", "value: 10", "acceptance_rate must be a fraction from 0 to 1"),
        ("vocabulary.yml", "computing: true", "computing: often", "computing must be true or false"),
        ("vocabulary.yml", "{label: machine learning", "{lable: machine learning", "label is missing"),
        ("sources.yml", "url: https://www.bls.gov/oes/", "url: bls", "url must be a web address (https://…)"),
        ("article.yml", "source: ml-masters-guide", "source: a friend", "source must be a web address"),
        ("learning.yml", "deep_learning:", "steep_learning:", "steep_learning is not a skill of vocabulary.yml"),
        ("learning.yml", "weeks: 12", "weeks: some", "weeks must be a number (weeks)"),
        ("learning.yml", "needs: [calculus]", "needs: [magic]", "needs 'magic' must be one of mathematics, calculus"),
        ("learning.yml", "needs: [mathematics]", "needs: [probability]", "calculus needs itself, by way of what it"),
        ("learning.yml", "provider: Khan Academy, ", "", "provider is missing"),
        ("learning.yml", "https://www.khanacademy.org/math/algebra", "khan", "url must be a web address"),
        ("learning.yml", "free: true", "free: mostly", "free must be true or false"),
        ("fields.csv", ",true", ",perhaps", "dhs_stem 'perhaps' must be true or false"),
        ("fields.csv", "computer_science", "wizardry", "group 'wizardry' is not in the fields of vocabulary.yml"),
        ("field_records.csv", "academy-of-art-university", "academy-of-arts", "university 'academy-of-arts' is not in"),
        ("field_records.csv", "11.0804", "99.9999", "cip_code '99.9999' is not in fields.csv"),
        ("field_records.csv", ",57,", ",-57,", "awards_4_before -57 must be from 0 to 1,000,000,000 (a count)"),
        ("field_records.csv", ",57,", ",many,", "awards_4_before 'many' must be a number"),
        ("field_records.csv", ",57,", ",", "10 cells where 11 are expected"),
        ("wages.csv", "11-3021", "99-9999", "soc '99-9999' is not in occupations.csv"),
        ("wages.csv", ",AL,", ",XX,", "area 'XX' is not in the states of vocabulary.yml"),
        ("outlook.csv", "15.2", "1520", "change_percent 1520 must be from -100 to 1,000 (percent)"),
        ("universities.csv", ",37.787943,", ",377.87943,", "latitude 377.87943 must be from -90 to 90 (degrees)"),
        ("universities.csv", "Private for-profit", "Pirate", "control must be one of Public, Private nonprofit"),
        ("universities.csv", "https://www.academyart.edu/,", "academyart,", "website must be a web address"),
        ("universities.csv", "id,unitid", "id,unit", "the columns must be id,unitid,name"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file_and_line(catalog: Path, file: str, old: str, new: str, message: str) -> None:
    line = edit(catalog / file, old, new)
    found = problems_of(catalog)
    assert any(each.startswith(f"catalog/{file}:{line}: ") and message in each for each in found), (line, found)


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("sources.yml", "bls-wages:", "bls-pay:", "1: the source bls-wages is missing"),
        ("aid.yml", "value: 20500", "amount: 20500", "13: value is missing"),
        ("universities.csv", "108232,", "100654,", "4: unitid 100654 stands already at another university"),
    ],
)
def test_what_is_missing_or_repeated_is_named_where_it_shows(
    catalog: Path, file: str, old: str, new: str, problem: str
) -> None:
    edit(catalog / file, old, new)
    assert f"catalog/{file}:{problem}" in problems_of(catalog)


def test_the_line_is_that_of_the_value_itself(catalog: Path) -> None:
    line = edit(catalog / OMSCS, "value: 7000", "value: free")
    assert problems_of(catalog) == (
        f"catalog/{OMSCS}:{line}: tuition_total must be a number (money, in the program's currency)",
    )


def test_all_problems_are_reported_at_once_in_order(catalog: Path) -> None:
    edit(catalog / OMSCS, "currency: USD", "currency: euro")
    edit(catalog / OMSCS, "value: 7000", "value: free")
    edit(catalog / "wages.csv", "11-3021", "1")
    (catalog / "aid.yml").unlink()
    files = [each.split(":")[0] for each in problems_of(catalog)]
    assert files == ["catalog/aid.yml", f"catalog/{OMSCS}", f"catalog/{OMSCS}", "catalog/wages.csv"]


@pytest.mark.parametrize(
    "name",
    ["sources.yml", "vocabulary.yml", "aid.yml", "article.yml", "assumptions.yml", "learning.yml", "universities.csv",
     "fields.csv", "field_records.csv", "occupations.csv", "wages.csv", "outlook.csv"],
)  # fmt: skip
def test_a_missing_file_is_a_problem(catalog: Path, name: str) -> None:
    (catalog / name).unlink()
    assert f"catalog/{name}:1: the file is missing" in problems_of(catalog)


def test_a_catalog_without_programs_is_a_problem(catalog: Path) -> None:
    shutil.rmtree(catalog / "programs")
    assert problems_of(catalog) == ("catalog/programs:1: there are no program files",)


def test_broken_yaml_is_a_problem_with_its_line(catalog: Path) -> None:
    line = edit(catalog / OMSCS, "aliases: [OMSCS", "aliases: [OMSCS: {")
    (problem,) = problems_of(catalog)
    assert problem.startswith(f"catalog/{OMSCS}:{line}: not valid YAML:") or f"{OMSCS}:{line + 1}" in problem


def test_a_key_that_stands_twice_is_a_problem(catalog: Path) -> None:
    line = edit(catalog / OMSCS, "currency: USD\n", "currency: USD\ncurrency: EUR\n") + 1
    assert problems_of(catalog) == (f"catalog/{OMSCS}:{line}: currency stands here a second time",)


def test_a_row_that_stands_twice_is_a_problem(catalog: Path) -> None:
    path = catalog / "wages.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    assert problems_of(catalog) == ("catalog/wages.csv:62: 11-3021 AK stands already on line 2",)


def test_an_empty_file_is_a_problem(catalog: Path) -> None:
    (catalog / "aid.yml").write_text("", encoding="utf-8")
    assert problems_of(catalog) == ("catalog/aid.yml:1: must be a mapping",)


def test_a_file_that_is_no_text_is_a_problem(catalog: Path) -> None:
    (catalog / "aid.yml").write_bytes(b"\xff\xfe\x00")
    (problem,) = problems_of(catalog)
    assert problem.startswith("catalog/aid.yml:1: cannot be read:")


def test_whatever_is_typed_into_a_program_is_read_or_reported(catalog: Path) -> None:
    """Any line of a program replaced by any other text: never anything but a catalog or a list of problems."""
    path = catalog / OMSCS
    lines = path.read_text(encoding="utf-8").splitlines()
    chance = random.Random(1)
    odd = [
        *("- x", "{}", "[]", "value: {a: [b]}", "facts:", "  value: [[1], [1]]", "    value:", "\t", "a: !!python/x y"),
        *("    source: {a: b}", "    source: [x]", "    source: http://[", "    as_of: [1]", "  gre: 5", "name: 5"),
        *("id: [a]", "university: {}", "field: []", "degree: []", "aliases: x", "currency: [USD]", "url: 7", "..."),
    ]
    for _ in range(40):
        changed = list(lines)
        changed[chance.randrange(len(lines))] = chance.choice(odd)
        path.write_text("\n".join(changed), encoding="utf-8")
        try:
            read(catalog)
        except CatalogError as error:
            assert all(each.startswith("catalog/") for each in error.problems)


def test_a_name_that_two_programs_bear_is_a_problem(catalog: Path) -> None:
    line = edit(catalog / "programs" / "gatech-omscs.yml", "aliases: [OMSCS,", "aliases: [omsa,")
    assert f"catalog/{OMSCS}:{line}: 'omsa' is a name of gatech-omsa already" in problems_of(catalog)


def test_check_prints_the_problems_and_fails(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = edit(catalog / OMSCS, "currency: USD", "currency: euro")
    assert main(["check", "--catalog", str(catalog)]) == 1
    assert capsys.readouterr().out.startswith(f"catalog/{OMSCS}:{line}: currency 'euro' must be one of")


def test_check_says_what_the_catalog_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    programs = len(list((CATALOG / "programs").glob("*.yml")))
    assert capsys.readouterr().out.startswith(f"catalog: {programs} programs, ")
