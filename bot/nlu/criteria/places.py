"""States, cities, countries and regions, wanted, avoided, or to be near to."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.criteria.geography import CLEAR_CODES, CODES, REGIONS, SHY_CITIES, TRAP_CODES
from bot.nlu.criteria.text import Hit, Message

_BEFORE_PLACE = frozenset(
    (
        "in",
        "near",
        "around",
        "to",
        "from",
        "outside",
        "inside",
        "of",
        "at",
        "or",
        "and",
        "about",
        "not",
        "except",
        "within",
        "across",
        "only",
        "downtown",
        "central",
        "greater",
        "between",
        "visit",
        "prefer",
        "like",
        "try",
        "it",
        "leave",
        "leaving",
        "for",
        "vs",
        "but",
        ",",
        "/",
        "(",
        "live",
        "mean",
        "meant",
        "avoid",
        "no",
        "forget",
        "drop",
        "then",
        "wait",
        "actually",
        "sorry",
    )
)
_STRICT_BEFORE = frozenset(("in", "near", "around", "outside", "within", "across", "downtown", "to", "from", "live"))
_BEHIND_CODE = frozenset(
    (
        ",",
        ".",
        "?",
        "!",
        ";",
        ")",
        "/",
        "or",
        "and",
        "area",
        "schools",
        "school",
        "programs",
        "program",
        "only",
        "universities",
        "colleges",
        "residents",
        "resident",
        "please",
        "but",
        "not",
        "vs",
        "with",
        "under",
        "if",
        "thanks",
        "maybe",
        "then",
    )
)
_NEAR = re.compile(
    r"(?:\b(?:near|nearby|close(?:r)? to|around|not (?:too )?far from|next to|by the|commut\w+ "
    r"(?:distance|range|radius)? ?(?:of|from|to)?|commute (?:to|from)"
    r"|driving distance (?:of|from|to)|distance (?:of|from|to)|drive (?:of|from|to)|greater|metro"
    r"|within (?:an? |\d+ |one |two )?(?:hours?|minutes?|mins?)'?(?: drive)?(?: of| from| to)?"
    r"|outside of|just outside|vicinity of|surrounding)\s*(?:the |in |metro |downtown )*)$"
)
_MILES = re.compile(
    r"\bwithin\s+(?:about |around )?(?P<miles>\d{1,3})\s*(?P<unit>miles?|mi|km|kms|kilometers?"
    r"|kilometres?)\s*(?:of|from|to|around)?\s*(?:the )?$"
)
_AREA = re.compile(r"\s*(?:metro(?:politan)?\s+)?(?:area|region|metroplex|metro|suburbs|vicinity)\b")
_HOME = re.compile(
    r"\b(?:(?:i|we) (?:currently |now |still |also )?(?:live|am living|reside|stay)s? (?:in|near"
    r"|around|at)|(?:live|living|lives) in|based (?:in|out of)|residents? of|reside in"
    r"|(?:i'm|im|i am|we're|we are|she's|he's|currently|now) (?:currently |now |also |living "
    r"|located |based )*(?:from|in|near)|(?:moving|relocating|move) from|born in|grew up in"
    r"|native of"
    r"|work (?:in|near)|working in|(?:can|could|will|would) do from|(?<!away )\bfrom)\s*(?:(?:the"
    r"|rural|northern|southern|central|downtown|upstate|eastern|western|small town) )*$"
)
# "german universities" are a place to study; "german" alone may be a language, a person, a dish.
_UNIVERSITIES = re.compile(
    r"\s*(?:\w+ )?(?:universit\w+|schools?|unis?|colleges?|programs?|programmes?|masters?"
    r"|master's|ms\b|msc\b|degrees?|tuition)\b"
)
_STUDIED = re.compile(
    r"\b(?:studied|graduated|did my \w+|went to (?:college|school|uni|university)|worked|grew up"
    r"|born|my (?:undergrad|bachelor'?s?|degree|btech)(?: \w+)?)(?: \w+){0,3} (?:in|from"
    r"|at)\s*(?:the )?$"
)
_SUFFIX_STATE = re.compile(r"\s*,?\s*(?P<code>[a-z]{2})\b")
_HOME_BEHIND = re.compile(r"\s*(?:residents?|natives?|based)\b")


def find(message: Message) -> None:
    """Adds every place that no name of a university covers."""
    hits = [hit for hit in message.hits.get("place", ()) if message.free(hit.start, hit.end)]
    skip_until = -1
    for index, hit in enumerate(hits):
        if hit.start < skip_until or not message.free(hit.start, hit.end):
            continue
        skip_until = max(skip_until, _read(message, hit, hits[index + 1 :]))
    _codes(message)
    _origins(message)


def _read(message: Message, hit: Hit, later: list[Hit]) -> int:
    """Adds the place; the offset up to which the text is used."""
    phrase = message.flat[hit.start : hit.end]
    city, state, country, region = (hit.sense(kind) for kind in ("city", "state", "country", "region"))
    country = country or hit.sense("nationality")
    following = later[0] if later else None
    if city is not None and (typed := _state_behind(message, hit, following, city)) is not None:
        code, end = typed
        name = next((name for name, its_state, _ in city if its_state == code), city[0][0])
        _add(message, "city", name, hit.start, end, state=code)
        return end
    if state is not None and not (city and phrase in ("washington dc",)):
        if state == "DC" or not _is_word(message, hit, phrase):
            _add(message, "state", state, hit.start, hit.end)
        return hit.end
    if region is not None:
        _, states, countries = REGIONS[region]
        extras: dict[str, Any] = {"states": list(states)} if states else {"countries": list(countries)}
        _add(message, "region", region, hit.start, hit.end, **extras)
        return hit.end
    if country is not None:
        return _country(message, hit, phrase, country)
    if city is not None:
        if phrase in SHY_CITIES and not _placed(message, hit, strict=True):
            return hit.end
        if phrase in ("la", "sf") and not (_placed(message, hit) or message.text[hit.start : hit.end].isupper()):
            return hit.end
        name, its_state, its_country = city[0]
        extras = {"state": its_state} if its_state else {"country": its_country}
        _add(message, "city", name, hit.start, hit.end, **extras)
    return hit.end


def _is_word(message: Message, hit: Hit, phrase: str) -> bool:
    """Two-letter phrases in the gazetteer need a place context."""
    return len(phrase) == 2 and not (_placed(message, hit) or len(message.words) <= 2)


def _country(message: Message, hit: Hit, phrase: str, country: str) -> int:
    if phrase in ("the us", "in us") and message.text[hit.end - 2 : hit.end] not in ("US", "us", "Us"):
        return hit.end
    start = hit.start
    if phrase.startswith("in "):
        start += 3
    elif phrase.startswith("the "):
        start += 4
    if phrase == "in us" and message.right(hit.end, 1) not in ("", " ", ".", ",", "?", "!"):
        return hit.end
    left = message.left(start, 60)
    if hit.sense("nationality") is not None and not _UNIVERSITIES.match(message.right(hit.end, 24)):
        return hit.end
    abroad = country not in ("US", "GB") or re.search(r"\b(?:from|originally)\s*(?:the )?$", left)
    if abroad and _comes_from(left):
        message.add("origin", country, start, hit.end)
    else:
        _add(message, "country", country, start, hit.end)
    return hit.end


def _comes_from(left: str) -> bool:
    """Whether the words before a country say that the person is from there, and not that the program is."""
    comes = _STUDIED.search(left) or re.search(
        r"\b(?:from|native of|citizen of|originally from|student in|live in|living in|based in"
        r"|currently in|i'm in|im in|i am in)\s*(?:the )?$",
        left,
    )
    of_a_program = re.search(
        r"\b(?:program|programs|masters?|universit\w+|schools?|degree|ms|msc|something|anything|one) "
        r"(?:from|in)\s*(?:the )?$",
        left,
    )
    return bool(comes) and not of_a_program


def _state_behind(
    message: Message, hit: Hit, following: Hit | None, cities: tuple[tuple[str, str | None, str], ...]
) -> tuple[str, int] | None:
    """The state that follows a city ("Austin, TX", "portland maine") and where it ends."""
    match = _SUFFIX_STATE.match(message.flat, hit.end)
    if match is not None and match["code"].upper() in CODES:
        code = match["code"].upper()
        upper = message.typed(*match.span("code")).isupper()
        known = any(state == code for _, state, _ in cities)
        if (known and (upper or "," in match.group() or code.lower() in CLEAR_CODES)) or (
            upper and not message.shouting and "," in match.group()
        ):
            return code, match.end()
    if following is not None and (state := following.sense("state")) is not None:
        gap = message.flat[hit.end : following.start]
        if gap.strip() in ("", ",") and any(its_state == state for _, its_state, _ in cities):
            return state, following.end
    return None


def _placed(message: Message, hit: Hit, strict: bool = False) -> bool:
    """Whether the words around say that it is a place."""
    before = [word for word in message.before(hit.start, 3) if word not in ("the", "downtown", "central")]
    if len(message.words) == hit.last - hit.first and not strict:
        return True
    cues = _STRICT_BEFORE if strict else _BEFORE_PLACE
    if before[-1:] and before[-1] in cues:
        return True
    if before[-2:] == ["close", "to"]:
        return True
    if _AREA.match(message.right(hit.end, 20)):
        return True
    if before[-1:] and before[-1] in ("or", "and", ",", "/"):
        return any(
            each.kind in ("city", "state", "region", "country") and hit.start - each.end < 6 for each in message.found
        )
    return False


def _add(message: Message, kind: str, value: str, start: int, end: int, **extras: Any) -> None:
    left = message.left(start, 50)
    if _STUDIED.search(left) and not _wanted_from(left):
        return  # where somebody was says nothing of where they want to be
    op = "is"
    if (miles := _MILES.search(left)) is not None:
        op = "near"
        distance = int(miles["miles"])
        extras["miles"] = distance if miles["unit"].startswith("mi") else round(distance * 0.6214)
    elif ((near := _NEAR.search(left)) is not None and "outside" not in near.group()) or (
        _AREA.match(message.right(end, 20)) and kind != "region"
    ):
        op = "near"
    if op == "is" and (_HOME.search(left) or _HOME_BEHIND.match(message.right(end, 12))) and not _wanted_from(left):
        extras["role"] = "home"
    if any(each.kind == kind and each.value == value and each.op == op for each in message.found):
        return
    message.add(kind, value, start, end, op, **extras)


_WANTED_FROM = re.compile(
    r"\b(?:program|programs|masters?|universit\w+|schools?|colleges?|degree|ms|msc|something"
    r"|anything|one|distance|drive|commute|far|miles|away) (?:from|in)\s*(?:the )?$"
)


def _wanted_from(left: str) -> bool:
    return _WANTED_FROM.search(left) is not None


def _codes(message: Message) -> None:
    """Two-letter state codes, where case and context leave no doubt."""
    accepted_end = -10
    for index, word in enumerate(message.words):
        if len(word) != 2 or word.upper() not in CODES:
            continue
        start, end = message.starts[index], message.ends[index]
        if not message.free(start, end) or _code_taken(message, start, end):
            continue
        if _is_code(message, index, word, start, end, accepted_end):
            _add(message, "state", word.upper(), start, end)
            accepted_end = end


def _code_taken(message: Message, start: int, end: int) -> bool:
    if message.flat[start:end] in ("nt", "ca") and message.flat[end : end + 2] in ("nt", "n'"):
        return True  # "cant", "can't"
    return any(
        hit.start <= start and hit.end >= end and hit.end - hit.start > 2
        for hits in message.hits.values()
        for hit in hits
    )


def _is_code(message: Message, index: int, word: str, start: int, end: int, accepted_end: int) -> bool:
    typed = message.typed(start, end)
    before = message.words[index - 1] if index else ""
    behind = message.words[index + 1] if index + 1 < len(message.words) else ""
    listed = start - accepted_end <= 5 and before in ("or", "and", ",", "/", "nor", "&")
    ends = behind == "" or behind in _BEHIND_CODE
    if typed.isupper() and not message.shouting:
        if len(message.words) == 1:
            return word not in ("hi", "ok", "me", "or", "in", "id")
        if typed not in TRAP_CODES:
            return True
        if word == "ms" and (
            behind in ("in", "program", "degree", "programs", "cs", "or", "and") or before not in ("in", ",")
        ):
            return False
        if word in ("ma", "md", "al") and behind in ("in", "program", "degree"):
            return False
        places_ahead = behind in ("or", "and", ",", "/") and _code_follows(message, index + 2)
        return ends and (before in _BEFORE_PLACE or listed or places_ahead)
    if word not in CLEAR_CODES:
        return message.shouting and before == "," and ends and word not in ("ok", "me", "hi", "or", "in", "id")
    if word in ("ms", "ca") and behind.startswith(("n't", "nt")):
        return False
    return ends and (
        before in ("in", "near", "around", "from", "outside", "except")
        or listed
        or (before == "," and _after_city(message, start))
    )


def _code_follows(message: Message, index: int) -> bool:
    if index >= len(message.words) or message.words[index].upper() not in CODES:
        return False
    return message.typed(message.starts[index], message.ends[index]).isupper()


def _after_city(message: Message, start: int) -> bool:
    return any(each.kind in ("city", "state") and 0 <= start - each.end <= 3 for each in message.found)


_NATIONAL = re.compile(
    r"\b(?:i'm|im|i am|we are|as) (?:an? )?(?P<who>\w+)(?= (?:student|applicant|citizen|national"
    r"|grad|graduate|here|with|and|,)|\s*$)"
)


def _origins(message: Message) -> None:
    from bot.nlu.criteria.geography import NATIONALITIES

    for match in _NATIONAL.finditer(message.flat):
        country = NATIONALITIES.get(match["who"])
        if country and not any(each.kind == "origin" for each in message.found):
            message.add("origin", country, *match.span("who"))
