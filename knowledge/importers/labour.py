"""Bureau of Labor Statistics files → occupations.csv, wages.csv, outlook.csv."""

from __future__ import annotations

from pathlib import Path

from knowledge.importers import read_names, read_rows, write_rows

WAGES = "occupation_wages_may_2025.csv"
OUTLOOK = "occupation_outlook_2024_34.csv"
OCCUPATION_COLUMNS = ("soc", "title", "name", "aliases", "nearest_for")
WAGE_COLUMNS = ("soc", "area", "area_name", "employment", "mean", "p10", "p25", "median", "p75", "p90")
OUTLOOK_COLUMNS = (
    "soc",
    "employment_now",
    "employment_later",
    "change_percent",
    "openings_per_year",
    "median_wage",
    "education",
    "experience",
)
# The survey's state codes (FIPS), as strings, to the codes people use.
AREAS = {
    "00": "US", "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE",
    "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS",
    "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO",
    "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND",
    "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX",
    "49": "UT", "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY", "66": "GU", "72": "PR",
    "78": "VI",
}  # fmt: skip


def run(folder: Path, catalog: Path) -> str:
    """Writes the three files; returns what was written.

    Raises:
        InputMissing: a raw file is missing.
    """
    wages = read_rows(folder, WAGES)
    outlook = read_rows(folder, OUTLOOK)
    write_rows(catalog / "occupations.csv", OCCUPATION_COLUMNS, map(_occupation, outlook))
    write_rows(
        catalog / "wages.csv", WAGE_COLUMNS, sorted(map(_wage, wages), key=lambda row: (row["soc"], row["area"]))
    )
    write_rows(catalog / "outlook.csv", OUTLOOK_COLUMNS, map(_outlook, outlook))
    return f"{len(outlook)} occupations, {len(wages)} wages"


def _occupation(row: dict[str, str]) -> dict[str, str]:
    ours = read_names()["occupations"][row["soc"]]
    return {
        "soc": row["soc"],
        "title": row["occupation"],
        "name": ours["name"],
        "aliases": "|".join(ours.get("aliases", ())),
        "nearest_for": "|".join(ours.get("nearest_for", ())),
    }


def _wage(row: dict[str, str]) -> dict[str, str]:
    figures = {key: "" if row[key] == "-" else row[key] for key in WAGE_COLUMNS[3:]}  # "-": not released
    area = AREAS[row["state_fips"]]
    return {"soc": row["soc"], "area": area, "area_name": "United States" if area == "US" else row["area"], **figures}


def _outlook(row: dict[str, str]) -> dict[str, object]:
    return {
        "soc": row["soc"],
        "employment_now": _people(row["employment_2024_thousands"]),
        "employment_later": _people(row["employment_2034_thousands"]),
        "change_percent": row["change_percent"],
        "openings_per_year": _people(row["openings_per_year_thousands"]),
        "median_wage": row["median_wage_2024"],
        "education": row["typical_entry_education"],
        "experience": row["related_experience"],
    }


def _people(thousands: str) -> int:
    return round(float(thousands) * 1000)
