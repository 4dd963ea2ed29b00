"""How wishes read, by the words of knowledge/catalog/criteria.yml; what they count for, and what would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from actions.wording.facts import number_words
from actions.wording.short_names import in_sentence
from actions.wording.words import either, money
from knowledge.advice.ranking import Contribution, Way
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion, RecordedFact
from knowledge.names import label, name_of
from knowledge.rates import PER
from knowledge.wishes import IMPORTANCE, MUST, Wish

NAMES_WITHOUT_ARTICLE = (
    "europe", "asia", "africa", "oceania", "north_america", "south_america", "latin_america", "new_england",
    "southern_california", "northern_california", "scandinavia",
)  # fmt: skip
NEAR_PARTS = 4  # ("near", city, latitude, longitude), and the miles where they are not the usual ones
_BOUNDS = {"at_most": "at most ", "at_least": "at least ", "below": "below ", "above": "above "}


def wish_words(wish: Wish, knowledge: Knowledge) -> str:
    """A wish as a short phrase: "online", "at most $15,000 in all", "not in California"."""
    declared = DECLARED.criteria[wish.key]
    if wish.op == "not" and declared.type == "listed":
        return declared.words["no"].replace("{n}", _values(wish, declared, knowledge))
    write = _ODD.get(wish.key) or _BY_TYPE.get(declared.type, _plain)
    words = write(wish, declared, knowledge)
    return f"not {words}" if wish.op == "not" else words


def unrecorded(key: str) -> str:
    """What is called unrecorded for a wish: "price" for a budget."""
    return DECLARED.unrecorded(key)


def term_words(name: str, declared: Criterion, term: str, recorded: Sequence[Any], knowledge: Knowledge) -> str:
    """Whether a program's list names something, as an answer: "Yes, OMSCS: taught in English."."""
    named = term in recorded
    form = declared.words["says" if named else "no"]
    words = form.replace("{n}", _values(Wish(declared.key, (term,)), declared, knowledge))
    return f"{'Yes' if named else 'No'}, {name}: {words}, by what is recorded."


def _values(wish: Wish, declared: Criterion, knowledge: Knowledge) -> str:
    if declared.vocabulary:
        return either([label(knowledge, declared.vocabulary, value) for value in wish.values])
    return either([_choice_words(value, declared) for value in wish.values])


def _choice_words(value: Any, declared: Criterion) -> str:
    choices = declared.choices or (DECLARED.facts[declared.facts[0]].choices if declared.facts else {})
    return choices.get(value) or str(value).replace("_", " ")


def _plain(wish: Wish, declared: Criterion, knowledge: Knowledge) -> str:
    return declared.words.get("says", "{n}").replace("{n}", _values(wish, declared, knowledge))


def _limit(wish: Wish, declared: Criterion, _knowledge: Knowledge) -> str:
    if wish.value == 0 and wish.op in ("at_most", "is") and "none" in declared.words:
        return declared.words["none"]
    fact = DECLARED.facts[declared.facts[0]]
    form = "one" if wish.value == 1 and "one" in declared.words else "says"
    words = declared.words[form].replace("{n}", _bounded(wish, fact))
    return words.replace(" of below ", " of under ").replace(" of above ", " of over ")


def _bounded(wish: Wish, fact: RecordedFact) -> str:
    """A limit as an amount with its bound: "at most 2", "12 to 18"."""
    amount = number_words(wish.value, fact, wish.currency or "USD")
    if wish.op == "between" and wish.low is not None:
        return f"{number_words(wish.low, fact, wish.currency or 'USD')} to {amount}"
    return _BOUNDS.get(wish.op, "") + amount


def _person(wish: Wish, declared: Criterion, _knowledge: Knowledge) -> str:
    return declared.words["says"].replace("{n}", f"{wish.value:g}")


def _yes_no(wish: Wish, declared: Criterion, _knowledge: Knowledge) -> str:
    return declared.words["yes" if wish.value else "no"]


def _graded(_wish: Wish, declared: Criterion, _knowledge: Knowledge) -> str:
    return declared.words["says"]


_Words = Callable[[Wish, Criterion, Knowledge], str]
_BY_TYPE: Mapping[str, _Words] = {
    "limit": _limit, "person": _person, "yes_no": _yes_no, "told": _yes_no, "graded": _graded,
}  # fmt: skip


def _budget(wish: Wish, *_: Any) -> str:
    return _bounded(wish, DECLARED.facts["tuition_total"]) + PER.get(wish.unit, " in all")


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


def _place(wish: Wish, _declared: Criterion, knowledge: Knowledge) -> str:
    names = either([place_name(place, knowledge) for place in wish.values])
    return names if names.startswith("near ") else f"in {names}"


def _background(wish: Wish, _declared: Criterion, knowledge: Knowledge) -> str:
    if "computing" in wish.values:
        return "with a computing degree"
    names = [label(knowledge, "backgrounds", value) for value in wish.values if value != "other"]
    return f"with a degree in {either(names)}" if names else "without a CS degree"


def _university(wish: Wish, _declared: Criterion, knowledge: Knowledge) -> str:
    programs = {value: knowledge.program(value) for value in wish.values}
    return either([in_sentence(p) if p else name_of(knowledge, value) for value, p in programs.items()])


def _degree(wish: Wish, *_: Any) -> str:
    return either([str(value) for value in wish.values])


_ODD: Mapping[str, _Words] = {
    "budget": _budget, "place": _place, "background": _background, "university": _university, "degree": _degree,
}  # fmt: skip


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
        return f"if its {unrecorded(way.wish.key)}, which is not recorded, met {wish}"
    if way.kind == "relax" and way.instead is not None:
        return f"if you asked for “{wish_words(way.instead, knowledge)}” instead of {wish}"
    if way.kind == "add":
        return f"if you also wished for {wish}, even as a nice-to-have"
    if way.kind == "price":
        return f"if its recorded price were below {money(way.wish.value)}, for on your wishes both are equal"
    return f"if you gave up {wish}"
