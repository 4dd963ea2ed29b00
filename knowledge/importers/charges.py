"""Federal files of universities' graduate charges and flags → charges.csv.

`graduate_charges_*.csv` (IPEDS IC_AY) has average full-time tuition and fees and the charge per credit, residents and
others; `graduate_flags_*.csv` (IPEDS IC) whether graduate courses or programs are taught at a distance, and the
application fee. Only universities of the catalog are kept; the newest year of each figure stands in the file.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from knowledge.importers import read_rows, write_rows

COLUMNS = (
    "university", "as_of", "in_state", "out_of_state", "per_credit_in_state", "per_credit_out_of_state",
    "per_credit_as_of", "note", "fee_as_of", "application_fee", "flags_as_of", "distance_courses", "distance_programs",
)  # fmt: skip
FILE = "charges.csv"
_FLAGS = {"yes": "true", "no": "false", "": ""}


def run(folder: Path, catalog: Path) -> str:
    """Merges the files of a folder into charges.csv; returns what came in."""
    universities = {row["unitid"]: row for row in read_rows(catalog, "universities.csv") if row["unitid"]}
    present = read_rows(catalog, FILE) if (catalog / FILE).is_file() else []
    rows = {row["university"]: row for row in present}
    counts = {"charges": 0, "flags": 0}
    for kind, convert in (("charges", charges_row), ("flags", flags_row)):
        for path in sorted(folder.glob(f"graduate_{kind}_*.csv")):
            for raw in _rows(path):
                university = universities.get(raw["unitid"])
                if university is None:
                    continue
                row = rows.setdefault(university["id"], dict.fromkeys(COLUMNS, "") | {"university": university["id"]})
                row |= convert(raw, university)
                counts[kind] += 1
    if rows:
        write_rows(catalog / FILE, COLUMNS, (rows[id_] for id_ in sorted(rows)))
    return f"charges of {counts['charges']} universities, flags of {counts['flags']}"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def charges_row(raw: Mapping[str, str], university: Mapping[str, str]) -> dict[str, str]:
    """The charges of one institution, tuition and fees together: some file the surcharge for others among the fees."""
    in_state, out_of_state = raw["per_credit_in_state"], raw["per_credit_out_of_state"]
    notes = [raw["note"]]
    if university["control"] == "Public" and out_of_state and not in_state:
        # California State campuses: what others pay a credit on top of the residents' tuition
        notes.append(f"the charge per credit of {out_of_state} for others is a surcharge, so left out")
        out_of_state = ""
    if raw["grad_tuition_in_state"] and not raw["grad_fees_in_state"]:
        notes.append("fees are 0 or not reported")
    return {
        "as_of": raw["year"],
        "in_state": _sum(raw["grad_tuition_in_state"], raw["grad_fees_in_state"]),
        "out_of_state": _sum(raw["grad_tuition_out_of_state"], raw["grad_fees_out_of_state"]),
        "per_credit_in_state": in_state,
        "per_credit_out_of_state": out_of_state,
        "per_credit_as_of": raw["per_credit_year"] if in_state or out_of_state else "",
        "note": "; ".join(note for note in notes if note),
    }


def flags_row(raw: Mapping[str, str], _university: Mapping[str, str]) -> dict[str, str]:
    """What one institution offers at a distance to graduates, and its graduate application fee (0: none)."""
    return {
        "fee_as_of": raw["year"] if raw["graduate_application_fee"] else "",
        "application_fee": raw["graduate_application_fee"],
        "flags_as_of": raw["year"],
        "distance_courses": _FLAGS[raw["grad_distance_courses"]],
        "distance_programs": _FLAGS[raw["grad_distance_programs"]],
    }


def _sum(tuition: str, fees: str) -> str:
    """Tuition and fees in whole dollars; "" where there is no tuition."""
    return str(int(tuition) + int(fees or 0)) if tuition else ""
