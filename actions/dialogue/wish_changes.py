"""From what was said to what is wished: entities of a message become added, changed and dropped wishes. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.dialogue.relative_wishes import relative_wishes
from actions.dialogue.wish_values import CRITERION, UNREAD, is_number, is_possible
from knowledge.base import Knowledge
from knowledge.declarations import DECLARED
from knowledge.declared import Criterion
from knowledge.facts import Program
from knowledge.names import city_position, is_computing
from knowledge.rates import MONTHS_OF
from knowledge.wishes import GRADED, KEYS, MUST, NICE, WEIGHTS, Wish

Entity = Mapping[str, Any]
PLACES = ("state", "city", "country", "region")
OF_PERSON = ("lives", "home", "from")  # roles of places that are no wishes
# What stands in for a limit where a kind of wish is to matter and no limit was said.
GRADED_FOR = {each.of: key for key, each in DECLARED.criteria.items() if each.type == "graded"}
LEAST_TOTAL = 1000  # an amount below it is no price of a whole program; a credit's, or a course's
BUDGET_UNITS = ("total", "year", "credit", *MONTHS_OF)
# Orders that a search does not know, and why.
SORTS = {"distance": "I can't order by distance: name a city, such as “near Boston”, and I look around it."}
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
        unsearchable: what was wished for and cannot be searched by: names of it, and whole sentences that say why.
    """

    wishes: tuple[Wish, ...]
    added: tuple[Wish, ...] = ()
    replaced: tuple[Wish, ...] = ()
    dropped: tuple[Wish, ...] = ()
    weighed: tuple[Wish, ...] = ()
    unweighed: tuple[str, ...] = ()
    repeated: tuple[Wish, ...] = ()
    unplaced: bool = False
    unsearchable: tuple[str, ...] = ()

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
    left, dropped = without_dropped(wishes, entities, knowledge, {wish.key for wish in said})
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
    return replace(changed, unplaced=_is_unplaced(entities, wishes), unsearchable=unsearchable(entities))


def without_dropped(
    wishes: Sequence[Wish], entities: Sequence[Entity], knowledge: Knowledge, said: set[str]
) -> tuple[list[Wish], tuple[Wish, ...]]:
    """What is left of wishes after those taken back, and these; of "Texas or Ohio" one may go alone.

    Args:
        said: keys of wishes that the message states: a new one replaces the old.
    """
    drops = [each for each in entities if each.get("op") == "drop" and each.get("role") not in OF_PERSON]
    left: list[Wish] = []
    dropped: list[Wish] = []
    for wish in wishes:
        naming = [each for each in drops if key_of(each) == wish.key and wish.key not in said]
        named = wishes_in([{**each, "op": "is"} for each in naming], knowledge)
        values = {value for each in named for value in each.values}
        stay = tuple(value for value in wish.values if value not in values)
        another = values and len(stay) == len(wish.values) and not any(map(is_number, values))
        if not naming or another:  # "forget about Iowa" leaves Texas
            left.append(wish)
        elif len(stay) in (0, len(wish.values)) or any(each.get("value") is None for each in naming):
            dropped.append(wish)
        else:
            left.append(replace(wish, values=stay))
            dropped.append(replace(wish, values=tuple(value for value in wish.values if value in values)))
    return left, tuple(dropped)


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


def key_of(entity: Entity) -> str:
    """The wish an entity speaks of."""
    name = str(entity["entity"])
    return str(entity.get("of")) if name == CRITERION else _KEYS_OF_ENTITIES.get(name, name)


_KEYS_OF_ENTITIES = {name: key for key, each in DECLARED.criteria.items() for name in each.entities}


def unsearchable(entities: Sequence[Entity]) -> tuple[str, ...]:
    """What a message wishes for and no search can go by, in words."""
    found = []
    for entity in entities:
        kind, value, of = entity["entity"], entity.get("value"), str(entity.get("of"))
        if kind == CRITERION and of in DECLARED.unsearchable and entity.get("op") != "drop":
            found.append(DECLARED.unsearchable[of][0])
        elif kind == CRITERION and entity.get("wider") is True and value is not None:
            found.append(_wider(of))
        elif kind == CRITERION and of == UNREAD and _NAME.fullmatch(str(entity.get("text") or "")):
            found.append(f"“{entity['text']}”")
        elif kind == "sort" and isinstance(value, str) and value in SORTS:
            found.append(SORTS[str(value)])
        elif kind == "budget" and is_number(value) and not _is_budget(entity):
            found.append(_NO_BUDGET[_unit(entity) == "total"])
    return tuple(dict.fromkeys(each for each in found if each))


def _wider(key: str) -> str:
    """What is said to a wish for more than is looked for; "" where nothing is declared."""
    return DECLARED.criteria[key].words.get("wider", "") if key in DECLARED.criteria else ""


_NAME = re.compile(r"[a-z'’ -]{1,60}", re.IGNORECASE)
# Why an amount is no budget: it is too small for a whole program; its unit compares with nothing.
_NO_BUDGET = {
    True: f"Less than ${LEAST_TOTAL:,} is no price of a whole program: say “a credit” or “a year” if you meant that.",
    False: "I can't search by a price a course: prices compare in all, a year or a credit.",
}


def _unit(entity: Entity) -> str:
    return str(entity.get("per") or "total")


def _is_budget(entity: Entity) -> bool:
    """Whether an amount can be a limit on the price; 0 can, for a program may be free."""
    unit, value = _unit(entity), entity["value"]
    return unit in BUDGET_UNITS and not (unit == "total" and 0 < value < LEAST_TOTAL)


def wishes_in(entities: Sequence[Entity], knowledge: Knowledge) -> tuple[Wish, ...]:
    """The wishes that a message states outright, alternatives of one kind joined."""
    found: dict[tuple[str, bool], Wish] = {}
    for entity in (*entities, *_live(entities)):
        if entity.get("op") in ("drop", "lower", "higher"):
            continue
        wish = _wish(entity, knowledge)
        if wish is None:
            continue
        same = found.get(wish.slot)
        joined = wish.values if same is None else tuple(dict.fromkeys((*same.values, *wish.values)))
        found[wish.slot] = wish if same is None else _with_values(wish, joined)
    return tuple(found.values())


def _live(entities: Sequence[Entity]) -> list[Entity]:
    """Live or recorded classes, which are said along with "online"."""
    said = [each for each in entities if each["entity"] == "delivery" and isinstance(each.get("synchronous"), bool)]
    said = [each for each in said if each.get("op") != "drop"]
    return [{"entity": CRITERION, "of": "live", "value": each["synchronous"], "strength": NICE} for each in said]


def _with_values(wish: Wish, values: tuple[Any, ...]) -> Wish:
    return replace(wish, values=values)


def _wish(entity: Entity, knowledge: Knowledge) -> Wish | None:
    make = _maker(entity)
    if make is None or entity.get("value") is None or not is_possible(entity, knowledge):
        return None
    return make(entity, knowledge)


def _op(entity: Entity) -> str:
    return "not" if entity.get("op") == "not" else "is"


def _declared(entity: Entity, _knowledge: Knowledge) -> Wish | None:
    """A wish as its declaration says, by its type."""
    declared = DECLARED.criteria[key_of(entity)]
    value, strength = entity["value"], entity.get("strength") or MUST
    if declared.strength == NICE:
        strength = entity.get("strength") or NICE
    if declared.type == "limit":
        return _limit(declared.key, entity, strength)
    if declared.type == "person":
        return Wish(declared.key, (float(value),), "at_least") if is_number(value) else None
    if declared.type in ("yes_no", "told") and _op(entity) == "not":
        return Wish(declared.key, (not value,), strength=strength) if not declared.only else _refused(declared, value)
    return Wish(declared.key, (value,), _op(entity), strength=NICE if declared.type == "graded" else strength)


def _refused(declared: Criterion, value: Any) -> Wish:
    return Wish(declared.key, (value,), "not")


def _limit(key: str, entity: Entity, strength: str = MUST) -> Wish | None:
    value, low, op = entity["value"], entity.get("low"), str(entity.get("op") or "at_most")
    if not is_number(value):
        return None
    if op == "between" and is_number(low):
        return Wish(key, (float(value),), op, strength=strength, low=float(low))
    known = op in ("at_least", "below", "above")
    return Wish(key, (float(value),), op if known else "at_most", strength=strength)


def _budget(entity: Entity, _knowledge: Knowledge) -> Wish | None:
    if not is_number(entity["value"]) or not _is_budget(entity):
        return None
    limit = _limit("budget", entity, entity.get("strength") or MUST)
    return limit and replace(limit, unit=_unit(entity), currency=entity.get("currency") or "USD")


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


def _of_record(entity: Entity, _knowledge: Knowledge) -> Wish:
    return Wish("university", (entity["value"],), _op(entity))


_ODD: dict[str, Callable[[Entity, Knowledge], Wish | None]] = {
    "budget": _budget,
    **dict.fromkeys(PLACES, _place),
    "background": _background,
    "program": _of_record,
}


def _maker(entity: Entity) -> Callable[[Entity, Knowledge], Wish | None] | None:
    """What makes a wish of an entity; None where it is none."""
    kind = str(entity["entity"])
    if kind in _ODD:
        return _ODD[kind]
    return _declared if key_of(entity) in DECLARED.criteria else None
