"""How facts, wishes and verdicts read. The only place that turns values into words; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from actions.wording.names import field_name, short_title
from actions.wording.replies import Card, Line, Source
from knowledge.advice.ranking import Contribution, Way
from knowledge.base import Knowledge
from knowledge.criteria import Price, Status, Verdict, price
from knowledge.facts import Fact, Program
from knowledge.names import label, name_of
from knowledge.programs import Match
from knowledge.wishes import IMPORTANCE, MUST, Wish

OLD_YEARS = 3
NAMES_WITHOUT_ARTICLE = (
    "europe", "asia", "africa", "oceania", "north_america", "south_america", "latin_america", "new_england",
    "southern_california", "northern_california", "scandinavia",
)  # fmt: skip
NEAR_PARTS = 4  # ("near", city, latitude, longitude), and the miles where they are not the usual ones
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
GRE = {
    "required": "GRE required",
    "optional": "GRE optional",
    "waivable": "GRE can be waived in some cases",
    "not_required": "no GRE needed",
    "not_accepted": "GRE not accepted",
}
DELIVERY = {"online": "online", "on_campus": "on campus", "hybrid": "hybrid"}
# What a fact is called in a sentence, and the order in which a program's facts are told.
FACT_NAMES = {
    "price": "price",
    "delivery": "delivery",
    "part_time": "part-time study",
    "duration": "length",
    "credits": "credits",
    "gre": "GRE",
    "gpa": "minimum GPA",
    "toefl": "TOEFL",
    "ielts": "IELTS",
    "cs_degree": "CS degree needed",
    "prerequisites": "knowledge to bring",
    "letters": "letters of recommendation",
    "work_years": "work experience",
    "application_fee": "application fee",
    "deadline": "deadlines",
    "thesis": "thesis",
    "capstone": "capstone",
    "courses": "courses",
    "focus": "focus",
    "funding": "funding",
    "acceptance_rate": "acceptance rate",
    "salary": "graduates' pay",
    "cohort_size": "cohort size",
    "stem": "STEM OPT",
    "awards": "degrees awarded",
    "url": "web page",
}


def money(amount: float, currency: str = "USD") -> str:
    """An amount in its own currency: "$7,000", "CHF 1,460"."""
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{amount:,.0f}" if symbol else f"{currency} {amount:,.0f}"


def source(fact: Fact, knowledge: Knowledge, program: Program | None = None) -> Source:
    """A fact's receipt; one older than OLD_YEARS says so, an undated page when it was read."""
    old = fact.year is not None and fact.year < date.today().year - OLD_YEARS
    listed_source = knowledge.sources.get(fact.source)
    url = fact.source if listed_source is None else listed_source.url or ""
    read = f"undated page, read {program.checked}" if program is not None and program.checked else ""
    return Source(fact.source_name, url, fact.as_of or read, fact.secondhand, old=old)


def sources(facts: Sequence[tuple[str, Fact]], program: Program, knowledge: Knowledge) -> tuple[Source, ...]:
    """The receipts of several facts, each once."""
    return tuple(dict.fromkeys(source(fact, knowledge, program) for _, fact in facts))


def listed(parts: Sequence[str], joint: str = "and") -> str:
    """A list as people write it: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}" if parts else ""


def _or(parts: Sequence[str]) -> str:
    return listed(parts, "or")


# Wishes


def wish_words(wish: Wish, knowledge: Knowledge) -> str:
    """A wish as a short phrase: "online", "at most $15,000 in all", "not in California"."""
    words = _WISHES[wish.key](wish, knowledge)
    return f"not {words}" if wish.op == "not" else words


def _budget_wish(wish: Wish, _knowledge: Knowledge) -> str:
    unit = {"year": " a year", "credit": " a credit"}.get(wish.unit, " in all")
    bound = "at least" if wish.op == "at_least" else "at most"
    return f"{bound} {money(wish.value, wish.currency or 'USD')}{unit}"


def place_name(place: Sequence[Any], knowledge: Knowledge) -> str:
    """A place of a wish in words: "Texas", "near Boston", "Germany", "New England"."""
    kind, code = place[0], place[1]
    if kind == "state":
        return label(knowledge, "states", code)
    if kind == "country":
        return label(knowledge, "countries", code)
    if kind == "region":
        name = str(code).replace("_", " ").title()
        return name if code in NAMES_WITHOUT_ARTICLE else f"the {name}"
    if kind == "near" and len(place) > NEAR_PARTS:
        return f"near {code} (within {place[NEAR_PARTS]:g} miles)"
    return f"near {code}" if kind == "near" else code


def _place_wish(wish: Wish, knowledge: Knowledge) -> str:
    names = _or([place_name(place, knowledge) for place in wish.values])
    return names if names.startswith("near ") else f"in {names}"


def _labels(section: str) -> Callable[[Wish, Knowledge], str]:
    return lambda wish, knowledge: _or([label(knowledge, section, value) for value in wish.values])


def _background_wish(wish: Wish, knowledge: Knowledge) -> str:
    if "computing" in wish.values:
        return "with a computing degree"
    names = [label(knowledge, "backgrounds", value) for value in wish.values if value != "other"]
    return f"with a degree in {_or(names)}" if names else "without a CS degree"


def _university_wish(wish: Wish, knowledge: Knowledge) -> str:
    return _or([name_of(knowledge, value) for value in wish.values])


_WISHES: dict[str, Callable[[Wish, Knowledge], str]] = {
    "field": _labels("fields"),
    "degree": lambda wish, _: _or([str(value) for value in wish.values]),
    "delivery": lambda wish, _: _or([DELIVERY[value] for value in wish.values]),
    "pace": lambda wish, _: _or([value.replace("_", " ") for value in wish.values]),
    "place": _place_wish,
    "budget": _budget_wish,
    "gre": lambda *_: "no GRE",
    "gpa": lambda wish, _: f"with a GPA of {wish.value:g}",
    "background": _background_wish,
    "toefl": lambda wish, _: f"with a TOEFL of {wish.value:g}",
    "ielts": lambda wish, _: f"with an IELTS of {wish.value:g}",
    "work_years": lambda wish, _: f"with {wish.value:g} years of work",
    "duration": lambda wish, _: f"at most {wish.value:g} months",
    "focus": lambda wish, knowledge: "a focus on " + _labels("focus")(wish, knowledge),
    "thesis": lambda wish, _: "no thesis" if wish.value == "none" else "a thesis",
    "capstone": lambda wish, _: "no capstone" if wish.value == "none" else "a capstone",
    "stem": lambda *_: "STEM-designated",
    "start": lambda wish, _: f"starting in {_or(list(wish.values))}",
    "university": _university_wish,
    "low_price": lambda *_: "as cheap as possible",
    "short": lambda *_: "as short as possible",
}


def weight_words(wish: Wish, knowledge: Knowledge) -> str:
    """A wish with what it counts for: "online (a must, counts 3 times)"."""
    kind = "a must" if wish.strength == MUST else "nice to have"
    times = f", counts {wish.weight:g} times" if wish.weight > 1 else ", counts half" if wish.weight < 1 else ""
    return f"{wish_words(wish, knowledge)} ({kind}{times})"


def points_words(part: Contribution, knowledge: Knowledge) -> str:
    """How a wish comes to its points: "online: 2 for a must x 1 x met 1 = 2 points"."""
    wish = part.wish
    kind = f"{IMPORTANCE[wish.strength]:g} for a {'must' if wish.strength == MUST else 'nice-to-have'}"
    met = part.points / part.most if part.most else 0.0
    return f"{wish_words(wish, knowledge)}: {kind} × weight {wish.weight:g} × met {met:.3g} = {part.points:.3g} points"


def way_words(way: Way, knowledge: Knowledge) -> str:
    """A smallest change as a condition: "if “no GRE” counted 2 times as much"."""
    wish = f"“{wish_words(way.wish, knowledge)}”"
    if way.kind == "weigh" and way.factor > 1:
        return f"if {wish} counted {way.factor:.2g} times as much"
    if way.kind == "weigh":
        return f"if {wish} counted only {way.factor:.2g} times as much"
    if way.kind == "record":
        return f"if its {UNRECORDED.get(way.wish.key, way.wish.key)}, which is not recorded, met {wish}"
    if way.kind == "relax" and way.instead is not None:
        return f"if you asked for “{wish_words(way.instead, knowledge)}” instead of {wish}"
    if way.kind == "add":
        return f"if you also wished for {wish}, even as a nice-to-have"
    if way.kind == "price":
        return f"if its recorded price were below {money(way.wish.value)}, for on your wishes both are equal"
    return f"if you gave up {wish}"


# Verdicts

UNRECORDED = {
    "degree": "degree title",
    "delivery": "online or on campus",
    "pace": "part time",
    "place": "place",
    "budget": "price",
    "gre": "GRE policy",
    "gpa": "minimum GPA",
    "background": "whether a CS degree is needed",
    "toefl": "TOEFL minimum",
    "ielts": "IELTS minimum",
    "work_years": "work experience asked for",
    "duration": "length",
    "focus": "focus areas",
    "thesis": "thesis",
    "capstone": "capstone",
    "stem": "STEM designation",
    "start": "deadline for that start",
    "low_price": "price",
    "short": "length",
}


def verdict_line(wish: Wish, verdict: Verdict, program: Program, knowledge: Knowledge) -> Line:
    """A verdict as a card's line: mark, words, receipts."""
    mark = verdict.status.name.lower()
    if verdict.status is Status.UNKNOWN:
        return _unknown_line(wish, verdict, program, knowledge)
    return Line(mark, _fact_of_verdict(wish, verdict, program, knowledge), sources(verdict.facts, program, knowledge))


def _unknown_line(wish: Wish, verdict: Verdict, program: Program, knowledge: Knowledge) -> Line:
    if wish.key == "gre" and verdict.facts:
        return Line(
            "unknown", GRE["waivable"] + ": ask whether yours is one", sources(verdict.facts, program, knowledge)
        )
    if wish.key == "budget" and verdict.facts:
        return Line(
            "unknown",
            f"price is in {program.currency}, not in {wish.currency}",
            sources(verdict.facts, program, knowledge),
        )
    says = f"{UNRECORDED.get(wish.key, wish.key)}: not recorded"
    if verdict.hint is None:
        return Line("unknown", says)
    _, hint = verdict.hint
    says += f"; the university's graduate average is {money(hint.value)} a year, not this program's price"
    return Line("unknown", says, (source(hint, knowledge),))


def _fact_of_verdict(wish: Wish, verdict: Verdict, program: Program, knowledge: Knowledge) -> str:
    """The recorded fact behind a met or missed wish."""
    if wish.key in ("budget", "low_price") and isinstance(verdict.value, Price):
        return price_words(verdict.value, program.currency, wish.unit or "total")
    if wish.key == "field" and verdict.facts:
        return "with a focus on " + listed([label(knowledge, "focus", area) for area in verdict.value])
    if wish.key == "field":
        return "in " + label(knowledge, "fields", program.field)
    if wish.key == "place":
        return place_words(program)
    if wish.key == "university":
        return program.university.name
    if wish.key == "focus":
        areas = verdict.value if verdict.status is Status.MET else program.facts["focus"].value
        return "focus on " + listed([label(knowledge, "focus", area) for area in areas[:3]])
    if wish.key == "start":
        return f"starts in {_or(list(wish.values))}"
    if wish.key == "degree":
        return str(program.degree)
    if not verdict.facts:
        return wish_words(wish, knowledge)
    key, fact = verdict.facts[0]
    return fact_words(key, fact, program, knowledge)


def place_words(program: Program) -> str:
    """Where a program is: "Atlanta, GA" or "London, GB"."""
    at = program.university
    return ", ".join(part for part in (at.city, at.state or at.country) if part)


def price_words(found: Price, currency: str, unit: str = "total") -> str:
    """A price with how it came about."""
    per = {"year": " a year", "credit": " a credit"}.get(unit, " in all")
    how = f" ({listed([_rate(key, fact, currency) for key, fact in found.facts], 'x')})" if found.computed else ""
    return f"about {money(found.amount, currency)}{per}{how}"


def _rate(key: str, fact: Fact, currency: str) -> str:
    if key == "credits":
        return f"{fact.value:g} credits"
    if key == "months_full_time":
        return f"{fact.value:g} months"
    return money(fact.value, currency) + (" a year" if key == "price_per_year" else " a credit")


# Facts


def fact_words(key: str, fact: Fact, program: Program, knowledge: Knowledge) -> str:
    """One recorded fact in words, without its receipt."""
    write = _FACTS.get(key)
    return write(fact.value, program, knowledge) if write else f"{key.replace('_', ' ')}: {fact.value}"


def _yes_no(yes: str, no: str) -> Callable[[Any, Program, Knowledge], str]:
    return lambda value, *_: yes if value else no


def _areas(section: str, lead: str = "") -> Callable[[Any, Program, Knowledge], str]:
    return lambda value, _, knowledge: lead + listed([label(knowledge, section, each) for each in value])


def _deadlines(value: Any, *_: Any) -> str:
    return "; ".join(_deadline(each) for each in value)


def _deadline(each: dict[str, Any]) -> str:
    kind = f" ({each['round'].replace('_', ' ')})" if each.get("round") else ""
    when = "rolling" if each.get("rolling") else _day(each["date"])
    year = f" [{each['as_of']}]" if each.get("as_of") else ""
    return f"{each['intake']}: {when}{kind}{year}"


def _day(month_day: str) -> str:
    month, day = month_day.split("-")
    return f"{date(2000, int(month), 1):%B} {int(day)}"


def _required(name: str) -> Callable[[Any, Program, Knowledge], str]:
    words = {"required": f"{name} required", "optional": f"{name} optional", "none": f"no {name}"}
    return lambda value, *_: words[value]


_FACTS: dict[str, Callable[[Any, Program, Knowledge], str]] = {
    "delivery": lambda value, *_: listed([DELIVERY[each] for each in value]),
    "part_time": _yes_no("can be studied part time", "full time only"),
    "credits": lambda value, *_: f"{value:g} credits",
    "months_typical": lambda value, *_: f"about {value:g} months",
    "months_full_time": lambda value, *_: f"{value:g} months full time",
    "months_part_time": lambda value, *_: f"{value:g} months part time",
    "tuition_total": lambda value, program, _: f"about {money(value, program.currency)} in all",
    "tuition_total_in_state": lambda value, program, _: f"{money(value, program.currency)} in all for residents",
    "price_per_credit": lambda value, program, _: f"{money(value, program.currency)} a credit",
    "price_per_credit_in_state": lambda value, program, _: f"{money(value, program.currency)} a credit for residents",
    "price_per_year": lambda value, program, _: f"{money(value, program.currency)} a year",
    "gre": lambda value, *_: GRE[value],
    "gpa_min": lambda value, *_: f"minimum GPA {value:.1f}" if value * 10 % 1 == 0 else f"minimum GPA {value:g}",
    "toefl_min": lambda value, *_: f"TOEFL from {value:g}",
    "ielts_min": lambda value, *_: f"IELTS from {value:g}",
    "cs_degree_required": _yes_no("asks for a computing degree", "no CS degree needed"),
    "prerequisites": _areas("skills", "to bring: "),
    "bridge": _yes_no("has a bridge or preparatory courses", "no bridge courses"),
    "work_years": lambda value, *_: f"{value:g} years of work wanted" if value else "no work experience asked for",
    "letters": lambda value, *_: f"{value:g} letters of recommendation" if value else "no letters asked for",
    "application_fee": lambda value, program, _: f"application fee {money(value, program.currency)}",
    "thesis": _required("thesis"),
    "capstone": _required("capstone"),
    "courses": lambda value, *_: "courses such as " + listed(list(value)[:6]),
    "focus": _areas("focus", "focus on "),
    "deadlines": _deadlines,
    "median_salary": lambda value, program, _: f"graduates' median pay {money(value, program.currency)}",
    "acceptance_rate": lambda v, *_: f"{v:.0%} admitted" if isinstance(v, (int, float)) else f"{v} admitted",
    "cohort_size": lambda value, *_: f"about {value:g} students a year",
    "funding": lambda value, *_: str(value),
    "stem_opt": _yes_no("STEM OPT possible", "no F-1 study or STEM OPT"),
    "stem_cip": _yes_no("field on the DHS STEM list", "field not on the DHS STEM list"),
    "awards_2023_24": lambda value, *_: f"{value:,} master's degrees awarded in 2023-24",
    "earnings_1yr": lambda value, *_: (
        f"median earnings {money(value)} one year on (federal-aid recipients, whole field family)"
    ),
    "earnings_4yr": lambda value, *_: (
        f"median earnings {money(value)} four years on (federal-aid recipients, whole field family)"
    ),
    "debt_median": lambda value, *_: f"median debt {money(value)} (federal-aid recipients, whole field family)",
    "university_charges_in_state": lambda v, *_: (
        f"university average for residents {money(v)} a year, not this program's price"
    ),
    "university_charges_out_of_state": lambda v, *_: f"university average {money(v)} a year, not this program's price",
}

# Which recorded facts answer a question about a fact, best first.
ASKED = {
    "price": (
        "tuition_total",
        "tuition_total_in_state",
        "price_per_credit",
        "price_per_credit_in_state",
        "price_per_year",
        "university_charges_in_state",
        "university_charges_out_of_state",
    ),
    "delivery": ("delivery",),
    "part_time": ("part_time", "months_part_time"),
    "duration": ("months_typical", "months_full_time", "months_part_time"),
    "credits": ("credits",),
    "gre": ("gre",),
    "gpa": ("gpa_min",),
    "toefl": ("toefl_min", "ielts_min"),
    "ielts": ("ielts_min", "toefl_min"),
    "cs_degree": ("cs_degree_required", "bridge"),
    "prerequisites": ("prerequisites", "bridge"),
    "letters": ("letters",),
    "work_years": ("work_years",),
    "application_fee": ("application_fee",),
    "deadline": ("deadlines",),
    "start": ("deadlines",),
    "thesis": ("thesis", "capstone"),
    "capstone": ("capstone", "thesis"),
    "courses": ("courses",),
    "focus": ("focus",),
    "funding": ("funding",),
    "acceptance_rate": ("acceptance_rate",),
    "salary": ("median_salary", "earnings_1yr", "earnings_4yr"),
    "cohort_size": ("cohort_size", "awards_2023_24"),
    "stem": ("stem_opt", "stem_cip"),
    "awards": ("awards_2023_24",),
}


def fact_lines(program: Program, asked: str, knowledge: Knowledge) -> tuple[Line, ...]:
    """What is recorded on one question about a program; empty when nothing is."""
    keys = ASKED.get(asked, ())
    lines = [
        Line(
            "",
            fact_words(key, fact, program, knowledge),
            () if key == "deadlines" else (source(fact, knowledge, program),),
        )
        for key in keys
        if (fact := program.fact(key)) is not None
    ]
    if asked == "price" and (found := price(program)) is not None and found.computed:
        lines.insert(0, Line("", price_words(found, program.currency), sources(found.facts, program, knowledge)))
    if asked == "deadline" and (fact := program.fact("deadlines")) is not None:
        lines = [Line("", _deadlines(fact.value), (source(fact, knowledge, program),))]
    return tuple(lines)


def deadline_words(program: Program) -> str:
    """All recorded deadlines in one line, or ""."""
    fact = program.fact("deadlines")
    return _deadlines(fact.value) if fact is not None else ""


def subtitle(program: Program) -> str:
    """University and place."""
    return ", ".join(part for part in (program.university.name, place_words(program)) if part)


def title(program: Program) -> str:
    """A program's name; a field record is never given an invented title."""
    if program.kind == "field":
        return f"{field_name(program)} (all its master's degrees in the field)"
    return program.name[0].upper() + program.name[1:]


def full_name(program: Program) -> str:
    """Title and university, for several programs bear one title: "Master of Science in X (University of Y)"."""
    if program.kind == "field":
        return f"{field_name(program)} at {program.university.name} (all its master's degrees in the field)"
    return f"{title(program)} ({program.university.name})"


def match_card(match: Match, knowledge: Knowledge) -> Card:
    """A found program: every wish with its mark; without wishes, the facts people ask for first."""
    program = match.program
    lines = [verdict_line(wish, verdict, program, knowledge) for wish, verdict in match.verdicts]
    shown = {key for _, verdict in match.verdicts for key, _ in verdict.facts}
    for asked in ("price", "delivery", "gre", "awards", "salary"):
        if len(lines) >= 3 and lines[2:] and len(match.verdicts) >= 3:
            break
        extra = [line for line in fact_lines(program, asked, knowledge)[:1] if not shown & set(ASKED[asked])]
        lines += extra
    return Card(program.id, title(program), subtitle(program), program.url or "", tuple(lines), short_title(program))
