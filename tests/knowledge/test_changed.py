"""What changed in the catalog since the last build is said, by whatever way it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import changed
from knowledge.__main__ import main
from knowledge.reader import read
from knowledge.store import SETTING, Store

OMSCS = "programs/gatech-omscs.yml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_catalog_is_the_same_as_what_was_built_from_it(database: str, catalog: Path) -> None:
    store = Store(database)
    store.build(catalog)
    store.build(catalog)
    assert store.changed == ()


def test_an_edit_by_hand_is_reported_with_before_and_after(catalog: Path, database: str) -> None:
    store = Store(database)
    store.build(catalog)
    edit(catalog / OMSCS, "value: 7000", "value: 7700")
    assert store.ensure(catalog)
    [found] = store.changed
    assert found.words().startswith("gatech-omscs  tuition_total  7000 → 7700  https://gradpilot.com/")
    assert found.words() in changed.REPORT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (OMSCS, "as_of: 2026-06", "as_of: 2026-08", "tuition_total  7000, told otherwise"),
        (OMSCS, "  delivery:\n    value: [online]\n    source: https://omscs.gatech.edu/\n", "", "→ nothing"),
        ("programs/gatech-omsa.yml", "facts:\n", "facts:\n  work_years:\n    value: 2\n    source: https://x.edu/\n",
         "gatech-omsa  work_years  nothing → 2  https://x.edu/  undated"),
        ("charges.csv", "georgia-institute-of-technology,2023-24,", "georgia-institute-of-technology,2024-25,",
         "georgia-institute-of-technology  as_of  '2023-24' → '2024-25'"),
        ("assumptions.yml", "value: ", "value: 1", "assumptions  "),
        ("wages.csv", "11-3021,AK,Alaska,970,138190,", "11-3021,AK,Alaska,970,138191,",
         "11-3021 AK  mean  138190 → 138191  bls-wages  May 2025"),
        ("outlook.csv", ",15.2,", ",15.3,", "11-3021 outlook  change_percent  15.2 → 15.3  bls-outlook  2024-34"),
    ],
)  # fmt: skip
def test_what_came_went_or_is_told_otherwise_is_reported(
    catalog: Path, file: str, old: str, new: str, said: str
) -> None:
    before = read(catalog)
    edit(catalog / file, old, new)
    lines = changed.report(changed.changes(before, read(catalog))).splitlines()
    assert len(lines) == 2 and said in lines[0], lines


def test_of_a_program_that_goes_each_value_goes(catalog: Path) -> None:
    before = read(catalog)
    (catalog / OMSCS).unlink()
    found = changed.changes(before, read(catalog))
    assert {each.of for each in found} == {"gatech-omscs"} and all(each.after is None for each in found)
    lines = changed.report(found).splitlines()
    assert len(lines) == 2 and lines[0].startswith(f"gatech-omscs  went with {len(found)} values: bridge, courses, ")
    assert lines[1] == f"0 values changed, 0 came, {len(found)} went"


def test_a_first_build_has_nothing_to_report(catalog: Path, tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path / 'new.sqlite'}").build(catalog)
    assert not changed.REPORT.exists()


def test_a_build_of_which_no_report_can_be_kept_is_a_build(catalog: Path, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'knowledge.sqlite'}")
    store.build(catalog)
    changed.REPORT.parent.write_text("no folder", encoding="utf-8")
    edit(catalog / OMSCS, "value: 7000", "value: 7700")
    assert store.ensure(catalog) and len(store.changed) == 1 and store.is_current(catalog)


def test_the_commands_list_what_changed_before_and_at_a_build(
    catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(SETTING, f"sqlite:///{tmp_path / 'own.sqlite'}")
    assert main(["build", "--catalog", str(catalog)]) == 0
    edit(catalog / OMSCS, "value: 7000", "value: 7700")
    capsys.readouterr()
    for command, left in (("changes", "1 values"), ("build", "1 values"), ("changes", "0 values")):
        assert main([command, "--catalog", str(catalog)]) == 0
        said = capsys.readouterr().out
        assert f"{left} changed, 0 came, 0 went" in said and ("7000 → 7700" in said) is (left == "1 values")
