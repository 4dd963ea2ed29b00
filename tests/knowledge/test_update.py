"""An update of the catalog: what comes in, what waits for a decision, and that nothing changes in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.importers import InputMissing, update
from knowledge.importers.__main__ import main
from knowledge.reader import read

SOURCE = "https://www.example.edu/apply"
CHARGES = """\
unitid,name,year,grad_tuition_in_state,grad_tuition_out_of_state,grad_fees_in_state,grad_fees_out_of_state,\
per_credit_in_state,per_credit_out_of_state,per_credit_year,source,note
139755,Georgia Institute of Technology,2024-25,1000,2000,30,500,,396,2024-25,A,
"""
FLAGS = """\
unitid,name,year,masters_level_offered,grad_distance_courses,grad_distance_programs,grad_distance_not_offered,\
all_programs_distance_only,graduate_application_fee
139755,Georgia Institute of Technology,2023-24,yes,yes,no,no,no,0
"""


def fill(folder: Path, name: str, facts: dict[str, Any], program: str = "gatech-omscs") -> Path:
    (folder / name).mkdir(parents=True, exist_ok=True)
    path = folder / name / f"{program}.yml"
    path.write_text(yaml.safe_dump({"id": program, "facts": facts}), encoding="utf-8")
    return folder


@pytest.fixture
def decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of decisions of the test's own, empty at first."""
    path = tmp_path / "decisions.yml"
    path.write_text("{}\n", encoding="utf-8")
    monkeypatch.setattr(update, "DECISIONS", path)
    return path


def decide(path: Path, place: str, **decision: Any) -> None:
    path.write_text(yaml.safe_dump({"news": {"facts": {place: {"why": "It was read.", **decision}}}}), encoding="utf-8")


@pytest.mark.usefixtures("decided")
def test_a_fact_that_was_missing_comes_in_with_its_receipt(catalog: Path, tmp_path: Path) -> None:
    fee = {"value": 75, "source": SOURCE, "as_of": "2026"}
    update.run(fill(tmp_path / "news", "fills", {"application_fee": fee}), catalog)
    found = read(catalog).program("gatech-omscs").fact("application_fee")  # type: ignore[union-attr]
    assert found is not None and (found.value, found.source, found.as_of) == (75, SOURCE, "2026")
    assert "1 facts: application_fee 1" in (catalog / "CHANGES.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("decided")
def test_a_value_is_not_replaced_without_a_decision(catalog: Path, tmp_path: Path) -> None:
    before = (catalog / "programs" / "gatech-omscs.yml").read_text(encoding="utf-8")
    news = fill(tmp_path / "news", "fills", {"letters": {"value": 2, "source": SOURCE}})
    with pytest.raises(update.Undecided, match="letters: 3 → 2"):
        update.run(news, catalog)
    assert (catalog / "programs" / "gatech-omscs.yml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("decision", "value", "note"),
    [
        ({"verdict": "take"}, 2, None),
        ({"verdict": "refuse"}, 3, None),
        ({"verdict": "change", "fact": {"note": "Three before 2026."}}, 2, "Three before 2026."),
        ({"verdict": "drop"}, None, None),
    ],
)
def test_a_decision_takes_refuses_changes_or_drops_and_says_why(
    catalog: Path, tmp_path: Path, decided: Path, decision: dict[str, Any], value: int | None, note: str | None
) -> None:
    decide(decided, "gatech-omscs.letters", **decision)
    update.run(fill(tmp_path / "news", "fills", {"letters": {"value": 2, "source": SOURCE}}), catalog)
    found = read(catalog).program("gatech-omscs").fact("letters")  # type: ignore[union-attr]
    assert (found.value if found else None, found.note if found else None) == (value, note)
    changes = (catalog / "CHANGES.md").read_text(encoding="utf-8")
    assert f"| gatech-omscs.letters | {decision['verdict']} |" in changes and "It was read." in changes


def test_later_fills_come_after_the_first_ones(catalog: Path, tmp_path: Path, decided: Path) -> None:
    news = fill(tmp_path / "news", "fills", {"work_years": {"value": 1, "source": SOURCE}})
    fill(news, "fills_2", {"work_years": {"value": 2, "source": SOURCE}})
    with pytest.raises(update.Undecided, match="work_years: 1 → 2"):
        update.run(news, catalog)
    decide(decided, "gatech-omscs.work_years", verdict="take")
    update.run(news, catalog)
    assert read(catalog).program("gatech-omscs").fact("work_years").value == 2  # type: ignore[union-attr]


@pytest.mark.usefixtures("decided")
def test_an_update_is_taken_in_once(catalog: Path, tmp_path: Path) -> None:
    news = fill(tmp_path / "news", "fills", {"work_years": {"value": 1, "source": SOURCE}})
    update.run(news, catalog)
    after = {path: path.read_bytes() for path in catalog.rglob("*.*")}
    assert "taken in before" in update.run(news, catalog)
    assert {path: path.read_bytes() for path in catalog.rglob("*.*")} == after


@pytest.mark.usefixtures("decided")
def test_a_fill_of_an_unknown_program_is_one_clear_sentence(
    catalog: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = fill(tmp_path / "news", "fills", {"letters": {"value": 2, "source": SOURCE}}, program="no-such")
    with pytest.raises(InputMissing):
        update.run(news, catalog)
    assert main(["--update", str(news), "--to", str(catalog)]) == 1
    assert "there is no program no-such" in capsys.readouterr().err
    assert main(["--update", str(tmp_path / "nowhere"), "--to", str(catalog)]) == 1


@pytest.mark.usefixtures("decided")
def test_charges_are_sums_and_a_surcharge_is_no_charge(catalog: Path, tmp_path: Path) -> None:
    news = fill(tmp_path / "news", "fills", {})
    (news / "graduate_charges_2024_25.csv").write_text(CHARGES, encoding="utf-8")
    (news / "graduate_flags_2023_24.csv").write_text(FLAGS, encoding="utf-8")
    assert "charges of 1 universities" in update.run(news, catalog)
    charges = read(catalog).university("georgia-institute-of-technology").charges  # type: ignore[union-attr]
    assert charges is not None
    assert (charges.in_state, charges.out_of_state, charges.as_of) == (1030, 2500, "2024-25")
    assert charges.per_credit_out_of_state is None and "surcharge" in (charges.note or "")
    assert (charges.application_fee, charges.distance_courses, charges.distance_programs) == (0, True, False)
    assert charges.flags_as_of == "2023-24"
