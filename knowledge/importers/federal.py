"""IPEDS, College Scorecard and DHS extract → universities.csv, charges.csv, fields.csv, field_records.csv."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from knowledge.field_records import AWARDS
from knowledge.importers import read_names, read_rows, write_rows
from knowledge.importers.charges import COLUMNS, FILE

RAW = "us_programs.csv"
UNIVERSITY_COLUMNS = (
    "id", "unitid", "name", "aliases", "city", "state", "country", "latitude", "longitude", "control", "hbcu",
    "hispanic_serving", "accreditor", "distance_only", "website", "admissions_url", "financial_aid_url",
    "application_url",
)  # fmt: skip
FIELD_COLUMNS = ("cip_code", "title", "family", "group", "dhs_stem")
YEARS = ("2019_20", "2020_21", "2021_22", "2022_23", "2023_24")
RECORD_COLUMNS = (
    "university",
    "cip_code",
    *AWARDS,
    "awards_to_women",
    "earnings_1yr",
    "earnings_4yr",
    "debt_median",
)
_AS_IT_IS = (
    "city",
    "state",
    "latitude",
    "longitude",
    "control",
    "hbcu",
    "hispanic_serving",
    "accreditor",
    "distance_only",
)
_URLS = ("website", "admissions_url", "financial_aid_url", "application_url")
CHARGES_YEAR = "2021-22"
_CHARGES = {
    "in_state": "grad_tuition_fees_in_state_2021_22",
    "out_of_state": "grad_tuition_fees_out_of_state_2021_22",
    "per_credit_in_state": "grad_per_credit_in_state_2021_22",
    "per_credit_out_of_state": "grad_per_credit_out_of_state_2021_22",
}
# "University of California-Davis" is written with a comma; the Wisconsin and Texas A&M campuses keep their hyphen.
_COMMA = ("University of California", "California State University", "University of Nevada", "University of Maryland")


def run(folder: Path, catalog: Path) -> str:
    """Writes the four files; returns what was written.

    Raises:
        InputMissing: the raw file is missing.
    """
    rows = read_rows(folder, RAW)
    names = read_names()
    universities = [*_universities(rows, names), *(_other(each) for each in names["others"])]
    ids = {each["unitid"]: each["id"] for each in universities if each["unitid"]}
    records = sorted((_record(row, ids) for row in rows), key=lambda each: (each["university"], each["cip_code"]))
    fields = {row["cip_code"]: _field(row, names) for row in rows}
    charges = {ids[row["unitid"]]: _charges(row, ids) for row in rows}
    write_rows(catalog / "universities.csv", UNIVERSITY_COLUMNS, sorted(universities, key=lambda each: each["id"]))
    write_rows(catalog / FILE, COLUMNS, [charges[id_] for id_ in sorted(charges)])
    write_rows(catalog / "fields.csv", FIELD_COLUMNS, [fields[code] for code in sorted(fields)])
    write_rows(catalog / "field_records.csv", RECORD_COLUMNS, records)
    return f"{len(universities)} universities, {len(fields)} fields, {len(records)} field records"


def _universities(rows: Iterable[dict[str, str]], names: dict[str, Any]) -> list[dict[str, Any]]:
    """One row per unitid, with ids made unique by the state where two share a name (St Thomas)."""
    first = {row["unitid"]: row for row in reversed(list(rows))}
    universities = [_university(row, names) for row in first.values()]
    ids = [each["id"] for each in universities]
    for each in universities:
        if ids.count(each["id"]) > 1:
            each["id"] += f"-{each['state'].lower()}"
    return universities


def _university(row: dict[str, str], names: dict[str, Any]) -> dict[str, Any]:
    name = display_name(row["institution"], row["unitid"], names)
    ours = names["aliases"].get(row["unitid"], [])
    given = [] if row["unitid"] in names["bad_aliases"] else split_aliases(row["alias"])
    kept = [alias for alias in given if _useful(alias, row, names)]
    return {
        "id": slug(name),
        "unitid": row["unitid"],
        "name": name,
        "aliases": "|".join(distinct([*ours, row["institution"], *kept], but=name)),
        "country": "US",
        **{key: row[key].strip() for key in _AS_IT_IS},
        **{key: full_url(row[key]) for key in _URLS},
    }


def _charges(row: dict[str, str], ids: dict[str, str]) -> dict[str, str]:
    """The university's charges of 2021-22, tuition and fees together."""
    figures = {key: row[raw] for key, raw in _CHARGES.items()}
    per_credit = any(figures[key] for key in ("per_credit_in_state", "per_credit_out_of_state"))
    years = {
        "as_of": CHARGES_YEAR if any(figures.values()) else "",
        "per_credit_as_of": CHARGES_YEAR if per_credit else "",
    }
    return {**dict.fromkeys(COLUMNS, ""), "university": ids[row["unitid"]], **figures, **years}


def _other(ours: dict[str, Any]) -> dict[str, Any]:
    """A university that no federal record names: it is known from a curated program."""
    return {**dict.fromkeys(UNIVERSITY_COLUMNS, ""), **ours, "aliases": "|".join(ours.get("aliases", ()))}


def display_name(institution: str, unitid: str, names: dict[str, Any]) -> str:
    """What people call the institution: our table first, then the rules for campuses."""
    if unitid in names["names"]:
        return names["names"][unitid]
    name = re.sub(r"[- ]Main Campus$", "", institution).replace("A & M", "A&M")
    for system in _COMMA:
        name = name.replace(f"{system}-", f"{system}, ")
    return name


def split_aliases(text: str) -> list[str]:
    """The aliases in a cell that separates them by |, ; or tabs and wide gaps, or by commas when nothing else does."""
    parts = re.split(r"[|;\t\n\r]+|\s{2,}|\s/\s", text)
    several = [part.split(",") if len(parts) == 1 or part.count(",") > 1 else [part] for part in parts]
    return [name.strip() for names in several for name in names if name.strip()]


def _useful(alias: str, row: dict[str, str], names: dict[str, Any]) -> bool:
    """Whether an alias would be recognised as this university: not a place, a nickname, a typo or two letters."""
    if alias in names["dropped_aliases"] or alias.casefold() in (row["city"].casefold(), "university of"):
        return False
    return len(alias) > 2 or alias in names["short_aliases"]


def distinct(texts: Iterable[str], but: str) -> list[str]:
    """The texts without repetitions (of any case) and without one of them."""
    seen = {but.casefold(): but}
    return [seen.setdefault(text.casefold(), text) for text in texts if text.casefold() not in seen]


def slug(name: str) -> str:
    """An id of lower-case ASCII letters, digits and hyphens."""
    plain = (
        unicodedata.normalize("NFKD", name.replace("&", " and ").replace("'", "")).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-").removeprefix("the-")


def full_url(address: str) -> str:
    """The address with a scheme; "" stays ""."""
    address = address.strip().replace(" ", "%20")
    return address if not address or re.match(r"https?://", address) else f"https://{address}"


def _field(row: dict[str, str], names: dict[str, Any]) -> dict[str, str]:
    ours = names["fields"][row["cip_code"]]
    family = names["families"][row["cip4_family"]]
    return {"cip_code": row["cip_code"], **ours, "family": family, "dhs_stem": row["dhs_stem_2024"]}


def _record(row: dict[str, str], ids: dict[str, str]) -> dict[str, str]:
    return {
        "university": ids[row["unitid"]],
        "cip_code": row["cip_code"],
        **{name: row[f"awards_{year}"] for name, year in zip(AWARDS, YEARS, strict=True)},
        "awards_to_women": row["awards_to_women_2023_24"],
        "earnings_1yr": row["cip4_earnings_1yr"],
        "earnings_4yr": row["cip4_earnings_4yr"],
        "debt_median": row["cip4_debt_median"],
    }
