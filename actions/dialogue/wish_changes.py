"""From what was said to what is wished: entities of a message become added, changed and dropped wishes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.dialogue.wish_values import is_possible
from knowledge.base import Knowledge
from knowledge.criteria import NEAR_MILES, length, price
from knowledge.facts import Program
from knowledge.names import city_position, is_computing
from knowledge.wishes import GRADED, KEYS, MUST, NICE, WEIGHTS, Wish

Entity = Mapping[str, Any]
PLACES = ("state", "city", "country", "region")
# What a relative wish without a base falls back to ("cheaper" before anything was shown).
CHEAPER_SHARE = 0.8
# What stands in for a limit where a kind of wish is to matter and no limit was said.
GRADED_FOR = {"budget": "low_price", "duration": "short"}
LEANINGS = {
    "theory": (
        Wish("thesis", ("required",), strength=NICE),
        Wish("focus", ("statistics", "mathematics"), strength=NICE),
    ),
    "practice": (Wish("capstone", ("required",), strength=NICE),),
}


@dataclass(frozen=True)
class Changes:
    """What one message did to the wishes.

    Attributes:
        wishes: all wishes afterwards.
        added: new wishes, also those that replaced one.
        replaced: the former values of changed wishes.
        dropped: wishes taken back.
        weighed: wishes that count more or less than before, or became a must or nice to have.
        unweighed: keys of wishes that were to be weighed and that there are not.
        repeated: wishes that were said again and stand already.
        unplaced: "closer" was said, and it is not known to what.
    """

    wishes: tuple[Wish, ...]
    added: tuple[Wish, ...] = ()
    replaced: tuple[Wish, ...] = ()
    dropped: tuple[Wish, ...] = ()
    weighed: tuple[Wish, ...] = ()
    unweighed: tuple[str, ...] = ()
    repeated: tuple[Wish, ...] = ()
    unplaced: bool = False

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.dropped or self.weighed)


def change(
    wishes: Sequence[Wish],
    entities: Sequence[Entity],
    knowledge: Knowledge,
    shown: Sequence[Program],
    refused: Sequence[Program] = (),
) -> Changes:
    """The wishes after a message.

    Args:
        entities: the criteria extractor's findings.
        shown: the programs shown last, which "cheaper" and "shorter" refer to.
        refused: programs that were pointed at to be left out ("not that one").
    """
    said = wishes_in(entities, knowledge) + relative_wishes(entities, wishes, shown) + leanings(entities)
    said += tuple(Wish("university", (each.id,), "not") for each in refused)
    drops = {_key(each) for each in entities if each.get("op") == "drop"} - {wish.key for wish in said}
    dropped = tuple(wish for wish in wishes if wish.key in drops)
    left = [wish for wish in wishes if wish not in dropped]
    added: list[Wish] = []
    replaced: list[Wish] = []
    weighed: list[Wish] = []
    repeated: list[Wish] = []
    for wish in said:
        if wish in left:
            repeated.append(wish)
            continue
        outdated = [old for old in left if _outdates(wish, old)]
        same = any(old.bare == wish.bare for old in outdated)
        wish = replace(wish, weight=max((old.weight for old in outdated), default=wish.weight))
        left = [old for old in left if old not in outdated] + [wish]
        (weighed if same else added).append(wish)
        replaced += [] if same else outdated
    left, by_weight, unweighed = weigh(left, entities)
    changed = Changes(
        tuple(left), tuple(added), tuple(replaced), dropped, (*weighed, *by_weight), unweighed, tuple(repeated)
    )
    return replace(changed, unplaced=_is_unplaced(entities, wishes))


def weigh(wishes: Sequence[Wish], entities: Sequence[Entity]) -> tuple[list[Wish], tuple[Wish, ...], tuple[str, ...]]:
    """Wishes after "cost matters most" or "make the GRE a must": all of them, the changed ones, keys without a wish."""
    after, changed, missing = list(wishes), [], []
    for entity in entities:
        if entity["entity"] != "weight" or entity.get("of") not in KEYS:
            continue
        key, how = str(entity.get("of")), str(entity["value"])
        meant = [wish for wish in after if wish.key == key or wish.key == GRADED_FOR.get(key)]
        if not meant and key in GRADED_FOR and how in ("most", "more"):
            meant = [Wish(GRADED_FOR[key], (True,), strength=NICE)]
            after += meant
        for wish in meant:
            heavier = _weighed(wish, how)
            after[after.index(wish)] = heavier
            changed.append(heavier)
        missing += [] if meant else [key]
    return after, tuple(changed), tuple(missing)


def _weighed(wish: Wish, how: str) -> Wish:
    if how in (MUST, NICE):
        return replace(wish, strength=NICE if wish.key in GRADED else how)
    return replace(wish, weight=WEIGHTS.get(how, 1.0))


def leanings(entities: Sequence[Entity]) -> tuple[Wish, ...]:
    """ "More theory" and "more hands-on" as what programs record of it, nice to have."""
    said = [str(each["value"]) for each in entities if each["entity"] == "lean"]
    return tuple(wish for lean in said[-1:] for wish in LEANINGS.get(lean, ()))


def _is_unplaced(entities: Sequence[Entity], wishes: Sequence[Wish]) -> bool:
    closer = any(each["entity"] == "place" and each.get("op") == "lower" for each in entities)
    near = any(wish.key == "place" and wish.op != "not" and wish.value[0] == "near" for wish in wishes)
    return closer and not near and not any(each["entity"] in PLACES for each in entities)


def _outdates(new: Wish, old: Wish) -> bool:
    """A wish replaces the one it corrects: the same kind, or its opposite on a value they share.

    A further program that is refused stands beside the ones refused before.
    """
    if new.key == "university" and new.op == old.op == "not":
        return False
    return new.slot == old.slot or (new.key == old.key and bool(set(new.values) & set(old.values)))


def _key(entity: Entity) -> str:
    """The wish an entity speaks of."""
    name = str(entity["entity"])
    return "place" if name in PLACES else "university" if name == "program" else name


def wishes_in(entities: Sequence[Entity], knowledge: Knowledge) -> tuple[Wish, ...]:
    """The wishes that a message states outright, alternatives of one kind joined."""
    found: dict[tuple[str, bool], Wish] = {}
    for entity in entities:
        if entity.get("op") in ("drop", "lower", "higher"):
            continue
        wish = _wish(entity, knowledge)
        if wish is None:
            continue
        same = found.get(wish.slot)
        joined = wish.values if same is None else tuple(dict.fromkeys((*same.values, *wish.values)))
        found[wish.slot] = wish if same is None else _with_values(wish, joined)
    return tuple(found.values())


def _with_values(wish: Wish, values: tuple[Any, ...]) -> Wish:
    return replace(wish, values=values)


def _wish(entity: Entity, knowledge: Knowledge) -> Wish | None:
    make = _MAKERS.get(entity["entity"])
    if make is None or entity.get("value") is None or not is_possible(entity, knowledge):
        return None
    return make(entity, knowledge)


def _op(entity: Entity) -> str:
    return "not" if entity.get("op") == "not" else "is"


def _choice(key: str, strength: str = MUST) -> Callable[[Entity, Knowledge], Wish]:
    def make(entity: Entity, _knowledge: Knowledge) -> Wish:
        return Wish(key, (entity["value"],), _op(entity), strength=entity.get("strength") or strength)

    return make


def _limit(key: str, op: str) -> Callable[[Entity, Knowledge], Wish | None]:
    def make(entity: Entity, _knowledge: Knowledge) -> Wish | None:
        value = entity["value"]
        return Wish(key, (float(value),), op) if isinstance(value, (int, float)) else None

    return make


def _budget(entity: Entity, _knowledge: Knowledge) -> Wish | None:
    if not isinstance(entity["value"], (int, float)):
        return None
    op = "at_least" if entity.get("op") == "at_least" else "at_most"
    unit = entity.get("per") or "total"
    unit = unit if unit in ("total", "year", "credit") else "total"
    strength = entity.get("strength") or MUST
    return Wish("budget", (float(entity["value"]),), op, unit, entity.get("currency") or "USD", strength)


def _place(entity: Entity, knowledge: Knowledge) -> Wish | None:
    kind, name = entity["entity"], entity["value"]
    strength = entity.get("strength") or MUST
    if kind == "city" and entity.get("op") == "near":
        at = city_position(knowledge, name, entity.get("state"))
        place: tuple[Any, ...] = ("city", name, entity.get("state")) if at is None else ("near", name, *at)
    elif kind == "city":
        place = ("city", name, entity.get("state"))
    elif kind == "region":
        codes = [f"US-{code}" for code in entity.get("states") or ()] + list(entity.get("countries") or ())
        place = ("region", name, *codes)
    else:
        place = (kind, name)
    return Wish("place", (place,), _op(entity), strength=strength)


def _background(entity: Entity, knowledge: Knowledge) -> Wish:
    degree = entity["value"]
    if entity.get("op") == "not":  # "no cs degree"
        return Wish("background", ("other",))
    computing = degree == "computing" or is_computing(knowledge, degree)
    return Wish("background", ("computing",) if computing else ("other", degree) if degree != "other" else ("other",))


def _gre(entity: Entity, _knowledge: Knowledge) -> Wish | None:
    return Wish("gre", ("not_required",)) if entity["value"] == "not_required" else None


def _university(entity: Entity, _knowledge: Knowledge) -> Wish:
    return Wish("university", (entity["value"],), _op(entity))


_MAKERS: dict[str, Callable[[Entity, Knowledge], Wish | None]] = {
    "budget": _budget,
    "delivery": _choice("delivery"),
    **dict.fromkeys(PLACES, _place),
    "gpa": _limit("gpa", "at_least"),
    "toefl": _limit("toefl", "at_least"),
    "ielts": _limit("ielts", "at_least"),
    "work_years": _limit("work_years", "at_least"),
    "duration": _limit("duration", "at_most"),
    "gre": _gre,
    "background": _background,
    "field": _choice("field"),
    "pace": _choice("pace"),
    "focus": _choice("focus", NICE),
    "degree": _choice("degree", NICE),
    "thesis": _choice("thesis"),
    "capstone": _choice("capstone"),
    "stem": _choice("stem"),
    "start": _choice("start"),
    "program": _university,
}


def relative_wishes(entities: Sequence[Entity], wishes: Sequence[Wish], shown: Sequence[Program]) -> tuple[Wish, ...]:
    """ "Cheaper" and "shorter" as limits below what was shown, or below the limit that stands."""
    found = []
    for entity in entities:
        if entity.get("op") != "lower":
            continue
        if entity["entity"] == "budget":
            prices = [p.amount for each in shown if each.currency == "USD" and (p := price(each)) is not None]
            limit = _below(prices, wishes, "budget")
            if limit is not None:
                found.append(Wish("budget", (limit,), "at_most", "total", "USD"))
        elif entity["entity"] == "duration":
            months = [fact[1].value for each in shown if (fact := length(each)) is not None]
            limit = _below(months, wishes, "duration")
            if limit is not None:
                found.append(Wish("duration", (limit,), "at_most"))
        elif entity["entity"] == "place":
            found += [_closer(wish) for wish in wishes if wish.key == "place" and wish.value[0] == "near"]
    return tuple(found)


def _closer(wish: Wish) -> Wish:
    """Half as far from the place as before."""
    kind, name, latitude, longitude, *within = wish.value
    miles = (within[0] if within else NEAR_MILES) / 2
    return replace(wish, values=((kind, name, latitude, longitude, miles),))


def _below(amounts: Sequence[float], wishes: Sequence[Wish], key: str) -> float | None:
    if amounts:
        return float(max(min(amounts) - 1, 0))
    standing = [wish.value for wish in wishes if wish.key == key and wish.op == "at_most"]
    return float(round(standing[0] * CHEAPER_SHARE)) if standing else None
