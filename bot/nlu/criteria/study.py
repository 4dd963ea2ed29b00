"""How one studies: delivery, pace, length, degree kind, thesis, capstone, STEM, start."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.criteria.numbers import DIGITS, WORDS, read, tidy
from bot.nlu.criteria.text import Hit, Message

_ONLINE = ("delivery", "online")
_CAMPUS = ("delivery", "on_campus")
_RECORDED = ("delivery", "recorded")  # online, at one's own time
_LIVE = ("delivery", "live")
_PART = ("pace", "part_time")
_FULL = ("pace", "full_time")


def _phrases(sense: tuple[str, Any], *phrases: str) -> dict[str, tuple[str, Any]]:
    return dict.fromkeys(phrases, sense)


PHRASES: dict[str, tuple[str, Any]] = {
    **_phrases(
        _ONLINE,
        "online",
        "on line",
        "onlin",
        "onlien",
        "oline",
        "onine",
        "onlne",
        "fully online",
        "remote",
        "remotely",
        "distance learning",
        "distance education",
        "distance",
        "virtual",
        "virtually",
        "from home",
        "from my home",
        "from my couch",
        "web based",
        "e learning",
        "elearning",
    ),
    **_phrases(
        _CAMPUS,
        "on campus",
        "oncampus",
        "in campus",
        "campus",
        "campus based",
        "campus program",
        "campus programs",
        "campus masters",
        "in person",
        "inperson",
        "face to face",
        "f2f",
        "brick and mortar",
        "residential",
        "on site",
        "onsite",
        "on ground",
        "physical classes",
        "physical classroom",
        "in a classroom",
        "in class",
        "offline",
    ),
    **_phrases(
        ("delivery", "hybrid"),
        "hybrid",
        "blended",
        "low residency",
        "partly online",
        "partially online",
        "part online",
        "half online",
    ),
    **_phrases(
        _RECORDED,
        "asynchronous",
        "asynchronously",
        "async",
        "self paced",
        "self pace",
        "selfpaced",
        "recorded lectures",
        "recorded classes",
        "recorded",
        "pre recorded",
        "on demand",
        "my own pace",
        "own pace",
        "my own time",
        "no live classes",
        "no live sessions",
    ),
    **_phrases(
        _LIVE,
        "synchronous",
        "live lectures",
        "live classes",
        "live sessions",
        "live online",
        "live instruction",
        "real time classes",
    ),
    **_phrases(
        _PART,
        "part time",
        "parttime",
        "part timer",
        "part timers",
        "pt",
        "while working",
        "while i work",
        "while i'm working",
        "while im working",
        "working while",
        "keep my job",
        "keep my current job",
        "keep my day job",
        "keeping my job",
        "keep working",
        "keep on working",
        "continue working",
        "i still work",
        "while still working",
        "can still work",
        "still be working",
        "i'm still working",
        "im still working",
        "alongside work",
        "alongside my job",
        "alongside a job",
        "beside a job",
        "besides work",
        "beside work",
        "around my job",
        "around work",
        "around a job",
        "next to my job",
        "evening",
        "evenings",
        "evening classes",
        "night classes",
        "night school",
        "nights",
        "at night",
        "nights and weekends",
        "evenings and weekends",
        "weekends",
        "weekend",
        "weekend classes",
        "after work",
        "one class at a time",
        "one course at a time",
        "a class at a time",
        "a course at a time",
        "1 class at a time",
        "1 course at a time",
        "one class per semester",
        "one course per semester",
        "one class a semester",
        "one course a semester",
        "one class a term",
        "one course a term",
        "one class per term",
        "one course per term",
        "1 class per semester",
        "1 course per semester",
        "1 class a semester",
        "1 course a semester",
        "work full time",
        "working full time",
        "works full time",
        "job full time",
        "full time job",
        "full time work",
        "full time jobs",
        "fulltime job",
        "working mum",
        "working mom",
        "working mother",
        "working dad",
        "working parent",
        "working folks",
        "working people",
        "two courses a term",
        "2 courses a term",
        "two courses a semester",
        "2 courses a semester",
        "two classes a semester",
        "2 classes a semester",
        "working professional",
        "working professionals",
        "working adult",
        "working adults",
        "quit my job",
        "quit work",
        "leave my job",
        "leaving my job",
        "quitting my job",
    ),
    **_phrases(_FULL, "full time", "fulltime", "full time student", "full time study", "full time program"),
    **_phrases(
        ("thesis", "required"),
        "thesis",
        "a thesis",
        "theses",
        "thesis option",
        "thesis track",
        "thesis based",
        "dissertation",
        "research based",
        "research track",
        "research thesis",
        "research focused",
        "research oriented",
        "master thesis",
        "masters thesis",
    ),
    **_phrases(
        ("thesis", "none"),
        "non thesis",
        "nonthesis",
        "non thesis option",
        "coursework only",
        "course work only",
        "coursework based",
        "course based",
        "coursework masters",
        "coursework program",
        "thesis free",
        "thesis less",
    ),
    **_phrases(("thesis", "optional"), "thesis optional", "optional thesis"),
    **_phrases(("capstone", "required"), "capstone", "capstone project", "capstones", "practicum"),
    **_phrases(
        ("stem", True),
        "stem",
        "stem opt",
        "stem designated",
        "stem designation",
        "stem eligible",
        "stem certified",
        "stem degree",
        "stem program",
        "stem programs",
        "stem extension",
        "opt",
        "opt eligible",
        "opt extension",
        "stem opt eligible",
    ),
    **_phrases(("season", "fall"), "fall", "autumn", "september", "sept", "sep", "august", "aug", "october", "oct"),
    **_phrases(("season", "spring"), "spring", "january", "jan", "february", "feb"),
    **_phrases(("season", "summer"), "summer", "june", "july", "may"),
    **_phrases(("season", "winter"), "winter"),
}

_STUDENT_JOB = frozenset(
    (
        "quit my job",
        "quit work",
        "leave my job",
        "leaving my job",
        "quitting my job",
    )
)
_NEGATED = frozenset(("not", "n't", "nt", "cant", "never", "without", "cannot", "dont", "no"))


def find(message: Message) -> None:
    """Adds everything about the way of studying."""
    for hit in message.hits.get("study", ()):
        if message.free(hit.start, hit.end):
            _READERS[hit.senses[0][0]](message, hit)
    _hours(message)
    _degrees(message)
    _durations(message)
    _years(message)


def _delivery(message: Message, hit: Hit) -> None:
    value = hit.senses[0][1]
    phrase = message.flat[hit.start : hit.end]
    if phrase == "distance" and (message.before(hit.start, 1) or [""])[-1] in (
        "driving",
        "commuting",
        "walking",
        "the",
        "of",
    ):
        return
    if phrase == "distance" and message.right(hit.end, 6).startswith((" from", " to")):
        return
    if phrase == "campus" and (
        (message.before(hit.start, 1) or [""])[-1]
        in (
            "off",
            "main",
            "the",
            "which",
            "a",
            "beautiful",
            "to",
            "their",
            "college",
            "world",
            "your",
            "and",
            "extended",
        )
        or (message.after(hit.end, 1) or [""])[0]
        in ("visit", "life", "tour", "tours", "jobs", "job", "housing", "safety", "size", "immersion")
    ):
        return
    if phrase == "recorded" and "lecture" not in message.flat and "class" not in message.flat:
        return
    if phrase in ("remote", "remotely") and (message.after(hit.end, 1) or [""])[0] in ("job", "jobs", "work", "worker"):
        return
    if phrase in ("in class", "evening") and message.right(hit.end, 5).startswith(" of"):
        return
    if value in ("recorded", "live"):
        negated = (message.before(hit.start, 1) or [""])[-1] == "no"
        synchronous = (value == "live") != negated
        online = next((each for each in message.found if each.kind == "delivery" and each.value == "online"), None)
        if online is not None:
            online.extras.setdefault("synchronous", synchronous)
            return
        message.add("delivery", "online", hit.start, hit.end, synchronous=synchronous)
        return
    _add_once(message, "delivery", value, hit.start, hit.end)


def _add_once(message: Message, kind: str, value: str, start: int, end: int) -> None:
    if not any(each.kind == kind and each.value == value for each in message.found):
        message.add(kind, value, start, end)


def _pace(message: Message, hit: Hit) -> None:
    phrase = message.flat[hit.start : hit.end]
    before = message.before(hit.start, 4)
    if phrase == "pt" and before and before[-1][:1].isdigit():
        return
    if phrase in _STUDENT_JOB and not _NEGATED.intersection(before):
        return  # "quitting my job" is no wish for part time, "can't quit my job" is
    if (
        phrase in ("weekend", "evening", "weekends", "nights", "night")
        and before[-1:]
        and before[-1] in ("this", "last", "next", "good", "the", "yesterday", "every")
        and "in" not in before[-2:]
    ):
        return
    if (
        phrase in ("at night", "nights", "weekend", "weekends", "evening")
        and "?" not in message.flat
        and len(message.words) > 40
    ):
        return
    if phrase.startswith("full time") or phrase == "fulltime":
        following = message.after(hit.end, 2)
        if following[:1] == ["employed"] or following[:1] == ["employee"] or "working" in before[-2:]:
            _add_once(message, "pace", "part_time", hit.start, hit.end)
            return
    _add_once(message, "pace", hit.senses[0][1], hit.start, hit.end)


def _thesis(message: Message, hit: Hit) -> None:
    value = hit.senses[0][1]
    if value == "optional":
        message.add("thesis", None, hit.start, hit.end, "drop")
        return
    following = message.after(hit.end, 3)
    if following[:1] == ["optional"] or following[:2] == ["is", "optional"]:
        message.add("thesis", None, hit.start, hit.end, "drop")
        return
    if following[:1] == ["or"] and following[1:3] in (["non", "thesis"], ["not"]):
        message.add("thesis", None, hit.start, hit.end, "drop")
        return
    if any(each.kind == "thesis" and each.value == value for each in message.found):
        return
    message.add("thesis", value, hit.start, hit.end)


def _capstone(message: Message, hit: Hit) -> None:
    if not any(each.kind == "capstone" for each in message.found):
        message.add("capstone", "required", hit.start, hit.end)


def _stem(message: Message, hit: Hit) -> None:
    phrase = message.flat[hit.start : hit.end]
    before, after = message.before(hit.start, 2), message.after(hit.end, 2)
    if phrase == "opt" and (
        after[:1] in (["out"], ["in"], ["for"], ["to"]) or before[-1:] in (["to"], ["will"], ["i"])
    ):
        return
    if (
        phrase.startswith("stem")
        and after[:1]
        and after[0] in ("background", "major", "field", "fields", "undergrad", "cell", "from")
    ):
        return
    if (phrase == "stem" and before[-1:] == ["in"]) or before[-1:] == ["non"]:
        return
    if phrase == "stem degree" and {"have", "has", "got", "my"} & set(before):
        return
    if not any(each.kind == "stem" for each in message.found):
        message.add("stem", True, hit.start, hit.end)


_TERM_CUES = frozenset(
    (
        "next",
        "this",
        "start",
        "starting",
        "starts",
        "begin",
        "beginning",
        "for",
        "by",
        "coming",
        "upcoming",
        "from",
        "until",
        "not",
        "or",
        "join",
        "enroll",
        "early",
        "late",
        "apply",
        "applying",
        "want",
        "no",
    )
)
_TERM_NOUNS = frozenset(
    (
        "intake",
        "start",
        "admission",
        "admissions",
        "semester",
        "term",
        "cohort",
        "session",
        "quarter",
        "entry",
        "enrollment",
        "or",
        "and",
    )
)
_MONTHS = frozenset(
    (
        "september",
        "sept",
        "sep",
        "august",
        "aug",
        "october",
        "oct",
        "january",
        "jan",
        "february",
        "feb",
        "june",
        "july",
        "may",
    )
)
_YEAR = re.compile(
    r"\s*(?:of\s+|semester\s+|term\s+|intake\s+|,\s*)?(?:'\s?)?(?P<year>20[2-4]\d|(?<![\d$])[23]\d)(?![\d.,%k])(?!\s*(?:k\b|grand|thousand|year|month|usd|gpa|credit))"
)


def _season(message: Message, hit: Hit) -> None:
    phrase = message.flat[hit.start : hit.end]
    before, after = message.before(hit.start, 5), message.after(hit.end, 2)
    year = _YEAR.match(message.flat, hit.end)
    cued = bool(before) and (
        before[-1] in _TERM_CUES
        or (before[-1] == "in" and bool({"start", "starting", "begin", "enroll", "join", "starts"} & set(before)))
    )
    noun = bool(after) and after[0] in _TERM_NOUNS
    alone = (len(message.words) <= 3 and phrase not in ("may", "sep")) or bool(
        before[-1:] in ([","], ["/"]) and any(each.kind == "start" for each in message.found)
    )
    if phrase in _MONTHS:
        cued = bool({"start", "starting", "begin", "beginning", "join", "enroll", "starts"} & set(before)) or (
            bool(after) and after[0] in ("start", "intake", "admission", "cohort", "entry")
        )
        noun = False
        if year is not None and ((len(year["year"]) < 4 and "'" not in year.group()) or "deadline" in message.flat):
            year = None
    if (
        phrase == "fall"
        and after[:1]
        and after[0]
        in ("behind", "short", "apart", "asleep", "off", "through", "under", "within", "in", "into", "back")
    ):
        return
    if not (cued or noun or alone or year is not None):
        return
    if phrase == "may" and before[-1:] and before[-1] in ("for", "this", "from", "or", "no"):
        return
    extras = {}
    end = hit.end
    if year is not None:
        number = int(year["year"])
        extras["year"] = number if number > 100 else 2000 + number
        end = year.end()
    elif noun and after[0] in ("intake", "start", "admission", "admissions", "semester", "term", "entry"):
        end = message.ends[message.token_at(hit.end)]
    if any(each.kind == "start" and each.value == hit.senses[0][1] and each.extras == extras for each in message.found):
        return
    message.add("start", hit.senses[0][1], hit.start, end, **extras)


_READERS = {
    "delivery": _delivery,
    "pace": _pace,
    "thesis": _thesis,
    "capstone": _capstone,
    "stem": _stem,
    "season": _season,
}

_WORK_HOURS = re.compile(
    r"\b(?:i|we|while|still|also|keep|who|and) (?:also )?work(?:s|ing)? (?:about |around |over |like )?(?:[3-9]\d|full|forty|fifty|thirty|sixty)\+? ?(?:hours|hrs|h|hour|to \d\d hours)\b"
)


def _hours(message: Message) -> None:
    """ "i work 50 hours a week" means part time."""
    match = _WORK_HOURS.search(message.flat) if "work" in message.flat else None
    if match is not None:
        _add_once(message, "pace", "part_time", *match.span())


# Degrees that are a wish when they are named; an MS or MSc is what nearly every program awards.
_SPECIFIC = frozenset(("MEng", "MPS", "MBA", "MSE", "MPhil", "MComp", "MMath", "MA"))
_GENERIC_ONLY = re.compile(
    r"\b(?:only|actual|real|proper|must be|has to be|not|rather than|instead of|versus|vs|or)(?: an?| the)?\s*$"
)


def _degrees(message: Message) -> None:
    """Kinds of degree: the specific ones, and an MS where it is set against another or insisted on."""
    hits = [hit for hit in message.hits.get("degree", ()) if message.free(hit.start, hit.end)]
    specific = [
        hit
        for hit in hits
        if hit.senses[0][1] in _SPECIFIC and message.flat[hit.start : hit.end] not in ("mtech", "m.tech")
    ]
    for hit in hits:
        value = hit.senses[0][1]
        if (value == "MBA" and _HELD.search(message.left(hit.start, 25))) or re.match(
            r"\s*(?:holder|grad|degree and|background|here)", message.right(hit.end, 12)
        ):
            continue
        if hit in specific or (
            value in ("MS", "MSc") and specific and _GENERIC_ONLY.search(message.left(hit.start, 20))
        ):
            _add_once(message, "degree", value, hit.start, hit.end)


_HELD = re.compile(r"\b(?:have|has|had|got|hold|with|did|finished|my|already)(?: an?| my| already| got)*\s*$")
_YEAR_ONLY = re.compile(
    r"\b(?:intake|class of|start(?:ing)?(?: in)?|for|join(?:ing)? in|begin(?:ning)? in)\s+(?P<a>20[2-4]\d)\b|\b(?P<b>20[2-4]\d)\s+(?:intake|start|entry|admission)\b"
)


def _years(message: Message) -> None:
    """A year without a season ("2027 intake")."""
    if any(each.kind == "start" for each in message.found) or "20" not in message.flat:
        return
    match = _YEAR_ONLY.search(message.flat)
    if match is not None and message.free(*match.span()):
        message.add("start", None, *match.span(), year=int(match["a"] or match["b"]))


_COUNT = rf"(?:{DIGITS}|{WORDS}|a|an)"
_LENGTH = re.compile(
    rf"(?<![\w.$£€])(?:(?P<low>{_COUNT})\s?(?:years?|yrs?|months?|semesters?)?\s?(?:-|to|or|and)\s?)?(?P<num>{_COUNT})"
    rf"(?P<half> and a half| & a half)?[\s-]*\+?\s?(?P<unit>years?|yrs?|months?|mos?|semesters?|sems?)'?(?![a-z])(?P<half2> and a half)?"
)
_HALF_YEAR = re.compile(r"\b(?:half a year|half year)\b")
_MONTHS_IN = {"y": 12, "m": 1, "s": 6}
_LONG_MOST = re.compile(
    r"(?:under|below|less th[ae]n|no (?:longer|more) th[ae]n|not (?:longer|more) th[ae]n|(?:nothing|none|not|never) (?:over|above|longer th[ae]n|more th[ae]n)|at most|max(?:imum)?(?: of)?|up to|within|in|in under|shorter than|<=?|(?:n't|nt|not|never) \w+ (?:longer|more) than)\s*(?:about |around |like |just |only |the )*$"
)
_LONG_LEAST = re.compile(r"(?:over|more than|longer than|at least|min(?:imum)?(?: of)?|>=?)\s*$")
_LONG_ABOUT = re.compile(r"(?:about|around|roughly|approx(?:imately)?|circa|~)\s*$")
_LONG_CUE = re.compile(
    r"\b(?:finish\w*|done|complete\w*|graduat(?:e|ing)|stretch\w*|takes?|taking|last(?:s|ing)?|spread|over|duration|length|long|want|need|prefer|ideally|only|time|looking for|masters?|ms|msc|degree|program|for|a)\b(?: \w+){0,3}\s*$"
)
_LONG_NOT_LEFT = re.compile(
    r"\b(?:last|past|next|previous|each|every|this|per|first|second|third|final|gap of|age|aged|(?:i'm|im|i am|he's|she's|is) )\s*$|/\s*$"
)
_LONG_NOT_RIGHT = re.compile(
    r"\s*(?:of (?:a |the )?(?!study|full)\w|of (?:work|experience|exp|college|undergrad|school|study|uni|python|coding|programming|calculus|math|relevant|industry|professional)|experience|exp\b|work|ago|old|back|bachelor|undergrad|ug\b|b\.?tech|b\.?com\b|b\.?sc\b|bs\b|ba\b|b\.?a\b|bba|bca|b\.?e\b|honou?rs|diploma|college|since|gap|later|into|in (?:the )?(?:field|industry|army|navy|marketing|sales|finance|it\b|tech)|older|younger|left|away|yoe|from now|before|after|behind)"
)
_LONG_HAVE = re.compile(r"\b(?:have|had|has|got|with|my|did|done|finished|hold)(?: a| an| only a)?\s*$")
_LONG_NOUN = re.compile(
    r"\s*(?:long\s+)?(?:(?:full time|part time|online|campus|on campus|intensive|ai|ml|cs|ds|data science|taught|accelerated)\s+){0,2}(?:masters?|master's|ms\b|msc|meng|programs?|programme|course|degree|max\b|maximum|tops|or less|or under|or shorter|long|track|option|plan|duration|at most|total)"
)
_MOST_BEHIND = re.compile(r"\s*(?:max\b|maximum|tops|or less|or under|or shorter|at (?:the )?most|or fewer|limit)")
_FINE_BEHIND = re.compile(
    r"\s*(?:is|are|would be|works|sounds)\b(?: \w+)? ?(?:fine|ok|okay|good|great|perfect|ideal|for me)\b"
)
_LEAST_BEHIND = re.compile(r"\s*(?:or more|or longer|minimum|at least|plus\b)")


def _durations(message: Message) -> None:
    flat = message.flat
    if not any(unit in flat for unit in ("year", "yr", "mo", "sem")):
        return
    for match in _LENGTH.finditer(flat):
        start, end = match.span()
        if not message.free(start, end):
            continue
        left, right = message.left(start, 40), message.right(end, 40)
        if _LONG_NOT_LEFT.search(left) or _LONG_NOT_RIGHT.match(right):
            continue
        if match["unit"].startswith("mo") and match["unit"] in ("mo", "mos") and match["num"] in ("a", "an"):
            continue
        if re.search(
            r"\b(?:did|done|finished|completed|got) (?:his|hers|her|theirs|it|mine|the degree|my \w+) in\s*$", left
        ):
            continue
        noun, most = _LONG_NOUN.match(right), _LONG_MOST.search(left)
        if noun and _LONG_HAVE.search(left) and right.strip().startswith("degree"):
            continue
        whole = not left.strip(" ,.!") and not right.strip(" ,.!?")
        adjective = bool(re.search(r"\d-\s?(?:year|month|yr)|one-", match.group()))
        bare_a = match["num"] in ("a", "an") and not (
            most or match["half"] or match["half2"] or _MOST_BEHIND.match(right)
        )
        if bare_a or not (
            noun
            or most
            or whole
            or adjective
            or match["low"]
            or _is_listed(left, right)
            or _LONG_CUE.search(left)
            or _LONG_LEAST.search(left)
            or _LONG_ABOUT.search(left)
            or _MOST_BEHIND.match(right)
            or _FINE_BEHIND.match(right)
        ):
            continue
        _add_length(message, match, left, right)


def _is_listed(left: str, right: str) -> bool:
    """A length between commas of a terse list of wishes ("ds masters, one year, full time")."""
    return (not left.strip() or left.rstrip().endswith((",", ";", "."))) and (
        not right.strip() or right.lstrip()[:1] in ",.;"
    )


def _add_length(message: Message, match: re.Match[str], left: str, right: str) -> None:
    scale = _MONTHS_IN[match["unit"][0]]
    months = (read(match["num"]) + (0.5 if match["half"] or match["half2"] else 0)) * scale
    if not 1 <= months <= 120:
        return
    low = read(match["low"]) * scale if match["low"] and match["low"] not in ("a", "an") else None
    if low is not None and low < months:
        message.add("duration", tidy(months), *match.span(), "between", low=tidy(low))
        return
    op = "at_most"
    if re.search(r"\b(?:stretch|spread|spac|pac)\w*(?: it| this| things)?(?: out)? over\s*$", left):
        left = ""
    if (_LONG_LEAST.search(left) and not _LONG_MOST.search(left)) or _LEAST_BEHIND.match(right):
        op = "at_least"
    elif (
        _LONG_ABOUT.search(left) and not _MOST_BEHIND.match(right) and not re.search(r"\bin (?:about|around)\s*$", left)
    ):
        op = "about"
    message.add("duration", tidy(months), *match.span(), op)
