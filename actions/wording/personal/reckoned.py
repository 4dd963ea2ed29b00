"""What the rules of data/particulars.yml come to for a person's marks, origin and money: see data/applied.yml. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from actions.dialogue.memory import Memory
from actions.dialogue.quoted import only_quote
from actions.wording.personal.doors import marks
from actions.wording.personal.living import from_country
from actions.wording.personal.said import Part, Said, holds
from actions.wording.words import money
from knowledge.advice import sums
from knowledge.programs import Search

# Best mark and usual lowest pass of the scales that the modified Bavarian formula is mostly asked for.
PASSES: Mapping[float, float] = {4: 2.0, 10: 4.0, 20: 10.0, 100: 40.0}
BEST_GERMAN, RANGE_GERMAN = 1.0, 3.0  # 1 + 3 × (best − yours) / (best − lowest pass)
WITH_APS = ("IN", "CN", "VN")  # countries that the point on the APS names


def _german_grade(memory: Memory, _search: Search) -> Said | None:
    """The German grade by the formula, with the marks and the lowest pass it was reckoned from."""
    gpa = memory.profile.get("gpa") or {}
    best = gpa.get("scale") or 4
    least = PASSES.get(best) if isinstance(best, (int, float)) else None
    said = _number(gpa.get("said"))
    if least is None or said is None or not least <= said <= best:
        return None
    grade = BEST_GERMAN + RANGE_GERMAN * (best - said) / (best - least)
    own = marks(memory) or f"{said:g}/4"
    return Said(f"{grade:.1f} ({own}, with {least:g} as the lowest pass; another lowest pass gives another grade)")


def _number(said: object) -> float | None:
    """A mark as it was said, as a number: a class of honours is none."""
    try:
        return float(str(said))
    except ValueError:
        return None


def _from(with_aps: bool) -> Part:
    def met(memory: Memory, _search: Search) -> Said | None:
        country = from_country(memory)
        return holds(country is not None and (country in WITH_APS) is with_aps)

    return met


def _employer_taxed(memory: Memory, _search: Search) -> Said | None:
    """What an employer pays a year beyond what is free of tax."""
    above = float(memory.assumptions.get("employer") or 0) - sums.TAX_FREE
    return Said(money(above)) if above > 0 else None


def _quoted_beyond(memory: Memory, search: Search) -> Said | None:
    """What the one price that was quoted leaves a year beyond federal loans."""
    lent = float(search.knowledge.aid["unsubsidized_graduate_per_year"].value)
    price = only_quote(memory)
    beyond = price / sums.USUAL_YEARS - lent if price is not None else 0
    return Said(money(beyond)) if beyond > 0 else None


RECKONED: Mapping[str, Part] = {
    "german_grade": _german_grade,
    "aps_origin": _from(True),
    "other_origin": _from(False),
    "employer_taxed": _employer_taxed,
    "quoted_beyond": _quoted_beyond,
}
