"""States, cities, countries and regions, wanted, avoided, or to be near to; and where the person lives or comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.nlu.criteria import codes
from bot.nlu.criteria.geography import CLEAR_CODES, REGIONS, SHY_CITIES, Spot
from bot.nlu.criteria.text import PLACES, Hit, Message
from bot.nlu.criteria.word_tables import cue, word_set

_BEFORE_PLACE = word_set("places", "before_place")
_STRICT_BEFORE = word_set("places", "strictly_before_place")
_NEAR = re.compile(
    r"(?:\b(?:near|nearby|close(?:r)? to|around|not (?:too )?far from|next to|by the|commut\w+ "
    r"(?:distance|range|radius)? ?(?:of|from|to)?|commute (?:to|from)"
    r"|driving distance (?:of|from|to)|distance (?:of|from|to)|drive (?:of|from|to)|greater|metro"
    r"|within (?:an? |\d+ |one |two )?(?:hours?|minutes?|mins?)'?(?: drive)?(?: of| from| to)?"
    r"|outside of|just outside|vicinity of|surrounding)\s*(?:the |in |metro |downtown )*)$"
)
_DISTANCE = r"(?P<miles>\d{1,3})\s*(?P<unit>miles?|mi|km|kms|kilometers?|kilometres?)\b"
_MILES = re.compile(rf"\bwithin\s+(?:about |around )?{_DISTANCE}\s*(?:of|from|to|around)?\s*(?:the )?$")
_MILES_BEHIND = re.compile(
    r"\s*(?:area|region)?\s*[,(]?\s*(?:or )?(?:(?:max(?:imum)?|at most|(?:no|not) more than|up to|within|less than"
    rf"|under)\s*(?:of )?{_DISTANCE}|{_DISTANCE.replace('miles>', 'miles2>').replace('unit>', 'unit2>')}"
    r"\s*(?:max|tops|away|or less|radius|at most|around))"
)
_AREA = re.compile(r"\s*(?:metro(?:politan)?\s+)?(?:area|region|metroplex|metro|suburbs|vicinity)\b")
_AWAY_FROM = re.compile(r"\b(?:apart|aside|away|different|other|far) from\s*(?:the )?$")
_HOME = cue("places", "home")
_HOME_BEHIND = re.compile(r"\s*(?:residents?|natives?|based)\b")
# Where somebody wants to be afterwards: no place to study.
_WORK_THERE = cue("places", "work_there")
# Where they were before, and whether they are somewhere else now: then that is where they come from.
_WAS_THERE = cue("places", "was_there")
_ARRIVED = cue("places", "arrived")
_SPOKEN_OF = cue("places", "spoken_of")
_GOES_ON = re.compile(r"\s*(?:/|,|or|and)\s*(?:in |near |around )?")
_IN_BEFORE = re.compile(r"\b(?:in|at)\s*(?:the )?$")
# A city in a list of schools is one of them: "ETH, Munich and KTH".
_IN_LIST = re.compile(r"\s*(?:,\s*(?:and |or )?|(?:and|or|vs) |/\s*)")
_TITLE_BEHIND = re.compile(r"\s+(?:in|of|degrees?|programs?)\b")  # "Denver, MS in data science"
# "german universities" are a place to study; "german" alone may be a language, a person, a dish.
_UNIVERSITIES = cue("places", "universities")
_PERSON = cue("places", "person")
_I_AM = re.compile(r"\b(?:i'm|im|i am|we are|we're|as)(?: an?)?\s*$")
_STUDIED = cue("places", "studied")
_FROM = cue("places", "from")
_MYSELF_FROM = cue("places", "myself_from")
# What is wanted "from" or "in" a place.
_WANTED_FROM = cue("places", "wanted_from")
_DEGREE_HELD = re.compile(
    r"\b(?:(?:have|has|got|did|hold|holding|my|finished|completed|earned)(?: an?| my)? (?:ms|msc|masters?|degree)"
    r"|bachelor'?s?|b\.?tech|b\.?sc|undergrad(?:uate)?)\b[^.;!?\n,]{0,40} (?:in|from)\s*(?:the )?$"
)
_BESIDE_CITY = re.compile(r"\s*[,(]?\s*(?:(?:the )?one |i mean |that is )?(?:(?:in|over in) )?(?:the )?")


def find(message: Message) -> None:
    """Adds every place that no name of a university covers."""
    hits = [hit for hit in message.hits.get("place", ()) if message.free(hit.start, hit.end)]
    used_up_to = -1
    for index, hit in enumerate(hits):
        if hit.start >= used_up_to and message.free(hit.start, hit.end):
            used_up_to = max(used_up_to, _read(message, hit, hits[index + 1] if index + 1 < len(hits) else None))
    for hit in codes.find(message):
        _add(message, "state", hit.senses[0][1], hit.start, hit.end)


def _read(message: Message, hit: Hit, following: Hit | None) -> int:
    """Adds the place; the offset up to which the text is used."""
    city, state, region = hit.sense("city"), hit.sense("state"), hit.sense("region")
    country = hit.sense("country") or hit.sense("nationality")
    if city is not None and (beside := _beside(message, hit, following, city)) is not None:
        spot, end = beside
        _add_city(message, spot, hit.start, end)
        return end
    if state is not None:
        if state == "DC" or hit.end - hit.start > 2 or _placed(message, hit) or len(message.words) <= 2:
            _add(message, "state", state, hit.start, hit.end)
    elif region is not None:
        states, countries = REGIONS[region]
        extras: dict[str, Any] = {"states": list(states)} if states else {"countries": list(countries)}
        _add(message, "region", region, hit.start, hit.end, **extras)
    elif country is not None:
        _country(message, hit, country)
    elif city is not None and (_is_city(message, hit) or _is_listed(message, hit, following)):
        _add_city(message, city[0], hit.start, hit.end)
    return hit.end


# -- cities


def _is_city(message: Message, hit: Hit) -> bool:
    """Whether a name that may be a word is a city here."""
    phrase = message.flat[hit.start : hit.end]
    if phrase in ("la", "sf"):
        return _placed(message, hit, strict=True) or message.typed(hit.start, hit.end).isupper()
    return phrase not in SHY_CITIES or _placed(message, hit, strict=True)


def _is_listed(message: Message, hit: Hit, following: Hit | None) -> bool:
    """Whether a city that leaves no doubt follows in a list: "cambridge or boston"."""
    if following is None or not (following.sense("city") or following.sense("state")):
        return False
    joined = message.flat[hit.end : following.start].strip(" ,") in ("or", "and", "/", "")
    return joined and message.flat[following.start : following.end] not in SHY_CITIES


def _add_city(message: Message, spot: Spot, start: int, end: int) -> None:
    name, state, country = spot
    _add(message, "city", name, start, end, **({"state": state} if state else {"country": country}))


def _beside(message: Message, hit: Hit, following: Hit | None, spots: Sequence[Spot]) -> tuple[Spot, int] | None:
    """The spot that the state or country beside a city says ("Austin, TX", "cambridge, england") and where it ends."""
    if (code := _code_behind(message, hit, spots)) is not None:
        state = code.senses[0][1]
        return next((spot for spot in spots if spot[1] == state), (spots[0][0], state, "US")), code.end
    if following is None or not _BESIDE_CITY.fullmatch(message.flat, hit.end, following.start):
        return None
    close = not message.flat[hit.end : following.start].strip(" ,(")
    if (state := following.sense("state")) is not None:
        spot = next((spot for spot in spots if spot[1] == state), None)
        if spot is None and close and "," in message.flat[hit.end : following.start]:
            spot = (spots[0][0], state, "US")
        return None if spot is None else (spot, following.end)
    if (part := following.sense("part")) is not None:
        return (spots[0][0], None, part), following.end
    if (country := following.sense("country")) is None:
        return None
    spot = next((spot for spot in spots if spot[2] == country), None)
    if spot is None and close:
        spot = (spots[0][0], None, country)
    return None if spot is None else (spot, hit.end)


def _code_behind(message: Message, hit: Hit, spots: Sequence[Spot]) -> Hit | None:
    """A state's code right behind a city."""
    gap = 1 if message.word(hit.last) == "," else 0
    code = next((each for each in message.hits.get("code", ()) if each.first == hit.last + gap), None)
    if code is None:
        return None
    state, upper = code.senses[0][1], message.typed(code.start, code.end).isupper()
    if any(spot[1] == state for spot in spots):
        return code if upper or gap or state.lower() in CLEAR_CODES else None
    titled = state in ("MS", "MA") and _is_title(message, code)
    return code if upper and gap and not message.shouting and not titled else None


def _is_title(message: Message, code: Hit) -> bool:
    """Whether "MS" or "MA" behind a city is the degree: "Denver, MS in data science"."""
    topics = any(each.first == code.last for each in message.hits.get("topic", ()))
    return topics or _TITLE_BEHIND.match(message.flat, code.end) is not None


# -- countries

# "A German student visa": of the country that gives it, and nobody comes from there.
_PAPERS = re.compile(
    r"\s*(?:student |study |work |job seeker |graduate )?(?:visas?|permits?|residence|embass\w+|consul\w+|missions?)\b"
)


def _country(message: Message, hit: Hit, country: str) -> None:
    phrase = message.flat[hit.start : hit.end]
    start = hit.start + (4 if phrase.startswith("the ") and len(phrase) < 8 else 0)
    if len(phrase) <= 3 and hit.sense("capital") is not None and not _is_capital(message, hit):
        return
    if phrase == "the us" and message.typed(hit.end - 2, hit.end) not in ("US", "us", "Us"):
        return
    left = message.left(start, 60)
    if hit.sense("nationality") is not None:
        _nationality(message, hit, country, left)
    elif _AWAY_FROM.search(left):
        _add(message, "country", country, start, hit.end)
    elif _comes_from(left) and (country not in ("US", "GB") or re.search(r"\b(?:from|originally)\s*(?:the )?$", left)):
        if any(each.kind == "origin" for each in message.found) and not re.search(r"from\s*(?:the )?$", left):
            _add(message, "country", country, start, hit.end, role="home")
        else:
            message.add("origin", country, start, hit.end)
    else:
        _add(message, "country", country, start, hit.end)


def _is_capital(message: Message, hit: Hit) -> bool:
    """Whether "us" is the country: in capitals, behind "in", before "schools", or in a list with another country."""
    if message.typed(hit.start, hit.end).isupper() and not message.shouting:
        return True
    left, right = message.word(hit.first - 1), message.word(hit.last)
    if left == "in" or _UNIVERSITIES.match(message.right(hit.end, 12)) or right in ("based", "citizen", "citizens"):
        return True
    if left in ("or", "and", "vs", "/", ","):
        return any(each.kind in PLACES and hit.start - each.end < 6 for each in message.found)
    others = message.hits.get("place", ())
    return right in ("or", "and", "vs", "/", ",") and any(0 < each.first - hit.last <= 2 for each in others)


def _nationality(message: Message, hit: Hit, country: str, left: str) -> None:
    right = message.right(hit.end, 30)
    if _UNIVERSITIES.match(right):
        _add(message, "country", country, hit.start, hit.end)
    elif _PAPERS.match(right) or any(message.of("origin")):
        return
    elif (_I_AM.search(left) and not re.match(r"\s+\w+ing\b", right)) or _PERSON.match(right):
        message.add("origin", country, hit.start, hit.end)


def _comes_from(left: str) -> bool:
    """Whether the words before a country say that the person is from there, and not that the program is."""
    if _MYSELF_FROM.search(left) or _STUDIED.search(left) or _DEGREE_HELD.search(left):
        return True
    return bool(_FROM.search(left)) and not _WANTED_FROM.search(left)


# -- what it is to the person


def _placed(message: Message, hit: Hit, strict: bool = False) -> bool:
    """Whether the words around say that it is a place."""
    before = [word for word in message.before(hit.start, 3) if word not in ("the", "downtown", "central")]
    if len(message.words) == hit.last - hit.first and not strict:
        return True
    cues = _STRICT_BEFORE if strict else _BEFORE_PLACE
    if before[-1:] and before[-1] in cues:
        return True
    if before[-2:] == ["close", "to"] or _AREA.match(message.right(hit.end, 20)):
        return True
    if before[-1:] and before[-1] in ("or", "and", ",", "/"):
        return any(each.kind in PLACES and hit.start - each.end < 6 for each in message.found)
    return False


def _add_past(message: Message, value: str, start: int, end: int, country: str | None) -> None:
    """A place where somebody was: where they come from, if they say that they came to be elsewhere."""
    message.aside("place", value, start, end)
    if country not in (None, "US") and _ARRIVED.search(message.flat) and not any(message.of("origin")):
        message.add("origin", country, start, end)


def _is_school(message: Message, start: int, end: int) -> bool:
    """Whether a city stands between schools in a list of them."""
    if _IN_BEFORE.search(message.left(start, 12)):
        return False
    schools = list(message.of("program", "unknown_program"))
    ahead = any(each.end <= start and _IN_LIST.fullmatch(message.flat, each.end, start) for each in schools)
    return ahead and any(each.start >= end and _IN_LIST.fullmatch(message.flat, end, each.start) for each in schools)


def _goes_on(message: Message, start: int, end: int) -> bool:
    """Whether it goes on a list of places where somebody was or would work: "a job around Waco/Dallas"."""
    places = (each for each in message.asides if each.kind == "place" and each.end <= start)
    return any(_GOES_ON.fullmatch(message.flat, each.end, start) for each in places)


def _add(message: Message, kind: str, value: str, start: int, end: int, **extras: Any) -> None:
    left, right = message.left(start, 60), message.right(end, 40)
    wanted = _WANTED_FROM.search(left) is not None
    if _IN_BEFORE.search(left) and _WAS_THERE.match(right):
        _add_past(message, value, start, end, value if kind == "country" else extras.get("country"))
        return
    spoken_of = _IN_BEFORE.search(left) and _SPOKEN_OF.match(right)
    if spoken_of or (kind == "city" and _is_school(message, start, end)) or _goes_on(message, start, end):
        message.aside("place", value, start, end)
        return
    if (_STUDIED.search(left) and not wanted) or _WORK_THERE.search(left):
        message.aside("place", value, start, end)  # where somebody was, or wants to work, is no place to study
        return
    op = "is"
    miles = _MILES.search(left) or (_MILES_BEHIND.match(right) if kind in ("city", "state") else None)
    if miles is not None:
        op = "near"
        groups = miles.groupdict()
        distance = int(groups.get("miles") or groups["miles2"])
        unit = groups.get("unit") or groups["unit2"]
        extras["miles"] = distance if unit.startswith("mi") else round(distance * 0.6214)
        message.claim(end, end + miles.end() if miles.start() == 0 and not _MILES.search(left) else end)
    elif ((near := _NEAR.search(left)) is not None and "outside" not in near.group()) or (
        _AREA.match(right) and kind != "region"
    ):
        op = "near"
    home = _HOME.search(left) or _HOME_BEHIND.match(right[:12])
    if op == "is" and home and not wanted and not _AWAY_FROM.search(left):
        extras["role"] = "home"
    if any(each.kind == kind and each.value == value and each.op == op for each in message.found):
        return
    message.add(kind, value, start, end, op, **extras)
