"""What federal surveys say of a whole university, as facts with receipts: average charges, fee, distance. Pure."""

from __future__ import annotations

from typing import Any

from knowledge.charges import Charges
from knowledge.facts import Fact, University

# Ids and names of sources.yml.
CHARGES, FLAGS = "ipeds-charges", "ipeds-institutions"
NAMES = {CHARGES: "IPEDS university charges", FLAGS: "IPEDS institution survey"}
_YEARLY = "The university's average full-time graduate charge a year in {year}, not the price of this program."
_PER_CREDIT = "The university's average graduate charge a credit in {year}, not the price of this program."
_FEE = "The university's fee for graduate applications in {year}; a program may ask for another one."
_DISTANCE = "Said of the whole university in {year}, not of this program."
# What each attribute of `Charges` says, by the source and the attribute that holds its year.
_MEANS = {
    "in_state": (CHARGES, "as_of", _YEARLY),
    "out_of_state": (CHARGES, "as_of", _YEARLY),
    "per_credit_in_state": (CHARGES, "per_credit_as_of", _PER_CREDIT),
    "per_credit_out_of_state": (CHARGES, "per_credit_as_of", _PER_CREDIT),
    "application_fee": (FLAGS, "fee_as_of", _FEE),
    "distance_courses": (FLAGS, "flags_as_of", _DISTANCE),
    "distance_programs": (FLAGS, "flags_as_of", _DISTANCE),
}


def university_fact(university: University, key: str) -> Fact | None:
    """One figure of a university's charges (an attribute of `Charges`), or None when it is not recorded."""
    charges: Charges | None = university.charges
    value: Any = None if charges is None else getattr(charges, key)
    if value is None:
        return None
    source, year_key, means = _MEANS[key]
    as_of = getattr(charges, year_key)
    return Fact(value, source, NAMES[source], as_of, note=means.format(year=as_of))


def application_fee(university: University) -> Fact | None:
    """What the university asks of graduate applicants in US dollars, for programs whose own fee is not recorded."""
    return university_fact(university, "application_fee")
