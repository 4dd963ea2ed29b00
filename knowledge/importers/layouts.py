"""The columns that federal files are known by, and how they are called here. Pure.

Agencies rename what stays the same thing: a column carries the years of its figures ("Employment 2024"), one file has
two layouts. So a column is a pattern, and rows are read by the name it has here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Layout:
    """What a file of one kind must have.

    Attributes:
        columns: name here → pattern of the column's name in the file, in any case. Of two with the same pattern the
            first gets the column that sorts first: the earlier year.
        shown: the columns as somebody is told who brought another file.
        may: columns that are read where the file has them, likewise.
    """

    columns: Mapping[str, str]
    shown: str
    may: Mapping[str, str] = field(default_factory=dict)

    def read_as(self, columns: Iterable[str]) -> dict[str, str] | None:
        """Name here → the file's column; None where one is missing."""
        left = sorted(columns)
        found: dict[str, str] = {}
        for name, pattern in (*self.columns.items(), *self.may.items()):
            column = next((each for each in left if re.fullmatch(pattern, each, re.IGNORECASE)), None)
            if column is not None:
                found[name] = column
                left.remove(column)
            elif name in self.columns:
                return None
        return found


def plain(*names: str, may: Iterable[str] = ()) -> Layout:
    """A layout whose columns are called here as in the file."""
    return Layout({each: re.escape(each) for each in names}, ", ".join(names), {each: re.escape(each) for each in may})


def years_of(*columns: str) -> str:
    """The period that the names of two columns speak of: "2024-34"."""
    first, last = (_YEAR.findall(each)[-1] for each in columns)
    return f"{first}-{last[2:]}"


IPEDS_CHARGES = plain("UNITID", "TUITION6", "FEE6", "HRCHG6", "TUITION7", "FEE7", "HRCHG7", may=("APPLFEEG",))
IPEDS_FLAGS = plain("UNITID", "DSTNGC", "DSTNGP", may=("APPLFEEG",))
IPEDS_COMPLETIONS = plain("UNITID", "CIPCODE", "MAJORNUM", "AWLEVEL", "CTOTALT", "CTOTALW")
SCORECARD = plain("UNITID", "CIPCODE", "CREDLEV", "EARN_MDN_1YR", "EARN_MDN_4YR", "DEBT_ALL_STGP_EVAL_MDN")
OEWS = plain(
    "AREA", "AREA_TITLE", "OCC_CODE", "TOT_EMP", "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90",
    may=("I_GROUP",),
)  # fmt: skip
# The page "Occupational projections and worker characteristics" saved as csv, and Table 1.2 of occupation.xlsx.
PROJECTIONS = Layout(
    {
        "code": r"occupation code|\d{4} national employment matrix code",
        "employment_now": r"employment,? \d{4}",
        "employment_later": r"employment,? \d{4}",
        "change": r"employment (?:percent change|change, percent), .+",
        "openings": r"occupational openings, .+ annual average",
        "wage": r"median annual wage(?:, dollars,)? \d{4}(?:\[\d\])?",
        "education": r"typical entry-level education|typical education needed for entry",
        "experience": r"work experience in a related occupation",
    },
    "Occupation Code, Employment of two years, Employment Percent Change, Occupational Openings, Median Annual Wage, "
    "Typical Entry-Level Education, Work Experience in a Related Occupation",
)
