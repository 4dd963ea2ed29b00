"""How one studies: delivery, pace, thesis, capstone, STEM, and the kind of degree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.nlu.criteria.text import Hit, Message, words
from bot.nlu.criteria.word_tables import cue, pairs, table, word_set


def phrases() -> Iterator[tuple[str, str, Any]]:
    """Every (phrase, kind, value) of ways to study and of seasons."""
    for kind, lists in table("study").items():
        for phrase, value in pairs(lists):
            yield phrase, kind, value


# "quitting my job" is no wish for part time, "can't quit my job" is
_QUIT = re.compile(r"\b(?:quit|quitting|leave|leaving|left|lost|resign(?:ed|ing)?)\b")
_OF_OTHERS = re.compile(
    r"\b(?:get|find|land|into|need|want|looking for|after(?:wards)?|then|are|is|should i|should we) (?:an? )?$"
)
_JOBS = word_set("around", "jobs")
_WORKS = word_set("around", "works")
_SOMEBODY = words("a an my as im 'm am our his her still currently and also") | {""}
_STUDIES = word_set("around", "studies")
_NEGATED = words("not n't nt cant never without cannot dont no")
_NO_CAMPUS_LEFT = words("off main the which any every all other a beautiful to their college world your and extended")
_NO_CAMPUS_RIGHT = words("visit life tour tours jobs job housing safety size immersion")
# Online courses beside the degree, or before it.
_COURSE = re.compile(
    r"\s+(?:\w+ )?(?:course|class|lecture|tutorial|certificate|certification|bootcamp|mooc|training)(?:s|es)?\b"
)
_COURSE_TAKEN = re.compile(
    r"\b(?:took|taken|did|done|doing|finished|completed|passed)(?: \w+){0,4}\s*$|\b(?:free|which|what|coursera|udemy|edx)\s*$"
)
_COURSE_FOR = re.compile(
    r"[^.;!\n]{0,25}\b(?:before|beforehand|to (?:prep|learn|brush|catch|prepare|refresh)|teach|for beginners|first\b)"
)
# "I never saw one teacher in person" is no wish for a campus.
_MET = re.compile(r"\b(?:met|meet|saw|seen|see|spoke|spoken|talked|know|knew|interviewed?)\b(?: \w+){0,5} $")
# "a job around Denver or remote": it is the job that would be remote.
_JOB_OR = re.compile(r"\b(?:jobs?|roles?|positions?)\b[^.;!?\n]{0,40}\bor (?:fully |maybe )?$")
_THIS_EVENING = words("this last next good the yesterday every")
_NO_THESIS_RIGHT = word_set("around", "no_thesis_right")
# A thesis or capstone that lies behind somebody: "passed the exams and the capstone".
_WRITTEN = re.compile(
    r"\b(?:passed|did|wrote|written|defended|finished|completed|submitted|published)\b(?: \w+){0,5}(?:,? (?:and|the|my|an?|with))* $"
    r"|\b(?:bachelor'?s?|undergrad(?:uate)?) (?:level )?$"
)
_DONE_BEHIND = re.compile(r"\s*(?:project )?(?:is |was )?(?:done|finished|completed|passed|behind me)\b")
_GRADE = re.compile(r"\s*(?:grade |mark |was |got |:|=|\()?\s*\d[.,]\d")  # "thesis 1,3" is the one that was written
_NO_STEM_RIGHT = words("background major field fields undergrad cell from related subject subjects stuff")
_WORK_HOURS = cue("study", "work_hours")
# Degrees that are a wish when they are named; an MS or MSc is what nearly every program awards.
_SPECIFIC = frozenset(("MEng", "MPS", "MBA", "MSE", "MPhil", "MComp", "MMath", "MA"))
_SET_APART = re.compile(
    r"\b(?:only|actual|real|proper|must be|has to be|not|rather than|instead of|versus|vs|or)(?: an?| the)?\s*$"
)
_HELD = re.compile(r"\b(?:have|has|had|got|hold|with|did|finished|my|already)(?: an?| my| already| got)*\s*$")
_MS_LEFT = re.compile(r"\b(?:ms|m\.s\.?|m\.?sc)\s*(?:or|/|and)\s*(?:an? )?$")
_MS_RIGHT = re.compile(r"\s*(?:or|/)\s*(?:an? )?(?:ms|m\.s\.?|m\.?sc)\b")
_ARTS_BEHIND = re.compile(r"\s+(?:in [a-z]{2}|programs?\b|degrees?\b|(?:or|and|not|vs) (?:an? )?m\.?sc?\b)")
_HELD_BEHIND = re.compile(r"\s*(?:holder|grad|degree and|background|here)")


def find(message: Message) -> None:
    """Adds everything about the way of studying except its length and start."""
    for hit in message.hits.get("study", ()):
        kind, value = hit.senses[0]
        if kind in _READERS and message.free(hit.start, hit.end):
            _READERS[kind](message, hit, value)
    match = _WORK_HOURS.search(message.flat) if "work" in message.flat else None
    if match is not None:
        _add_once(message, "pace", "part_time", *match.span(), implied=True)
    _said_pace(message)
    _degrees(message)


def _said_pace(message: Message) -> None:
    """A pace that is said counts more than one that follows from a job."""
    said = any(not each.extras.get("implied") for each in message.of("pace"))
    for each in list(message.of("pace")):
        if each.extras.pop("implied", False) and said:
            message.found.remove(each)
            message.aside("pace", "working", each.start, each.end)


def _add_once(message: Message, kind: str, value: Any, start: int, end: int, /, **extras: Any) -> None:
    if not any(each.value == value for each in message.of(kind)):
        message.add(kind, value, start, end, **extras)


def _delivery(message: Message, hit: Hit, value: str) -> None:
    phrase = message.flat[hit.start : hit.end]
    if _is_no_delivery(message, hit, phrase):
        return
    if value not in ("recorded", "live"):
        _add_once(message, "delivery", value, hit.start, hit.end)
        return
    synchronous = (value == "live") != (message.word(hit.first - 1) == "no")
    online = next((each for each in message.of("delivery") if each.value == "online"), None)
    if online is not None:
        online.extras.setdefault("synchronous", synchronous)
    else:
        message.add("delivery", "online", hit.start, hit.end, synchronous=synchronous)


def _is_no_delivery(message: Message, hit: Hit, phrase: str) -> bool:
    """ "driving distance", "a remote job", "campus life" and the like."""
    if phrase in ("in person", "face to face") and _MET.search(message.left(hit.start, 40)):
        return True
    left, right = message.word(hit.first - 1), message.word(hit.last)
    if phrase == "distance":
        return left in ("driving", "commuting", "walking", "the", "of") or right in ("from", "to")
    if phrase == "campus":
        return left in _NO_CAMPUS_LEFT or right in _NO_CAMPUS_RIGHT
    if phrase == "recorded":
        return "lecture" not in message.flat and "class" not in message.flat
    if phrase in ("remote", "remotely"):
        listed = _JOB_OR.search(message.left(hit.start, 70)) is not None
        return listed or right in _JOBS or bool(_WORKS.intersection(message.before(hit.start, 3)))
    if phrase == "online" and _COURSE.match(message.flat, hit.end):
        return bool(_COURSE_TAKEN.search(message.left(hit.start, 40)) or _COURSE_FOR.match(message.right(hit.end, 60)))
    if (
        phrase == "online"
        and _COURSE_TAKEN.search(message.left(hit.start, 40))
        and message.word(hit.first - 1) in (*("course", "courses", "class", "classes", "it", "certificate"),)
    ):
        return True
    return phrase == "in class" and right == "of"


def _pace(message: Message, hit: Hit, value: str) -> None:
    phrase = message.flat[hit.start : hit.end]
    left = message.word(hit.first - 1)
    if phrase == "pt" and left[:1].isdigit():
        return
    if (
        phrase in ("weekend", "evening", "weekends", "nights")
        and left in _THIS_EVENING
        and message.word(hit.first - 2) != "in"
    ):
        return
    if value == "part_time" and _of_a_job(message, hit):
        message.aside("pace", value, hit.start, hit.end)
    elif value == "full_time" and (_of_a_job(message, hit) or _of_a_worker(message, hit)):
        _working(message, hit)
    else:
        _add_once(message, "pace", value, hit.start, hit.end)


def _working(message: Message, hit: Hit) -> None:
    """A job, beside which one studies part time, unless it is one to quit or the pace is said elsewhere."""
    phrase = message.flat[hit.start : hit.end]
    quitting = bool(_QUIT.search(phrase) or _QUIT.search(message.left(hit.start, 25)))
    kept = _NEGATED.intersection(message.before(hit.start, 4))
    if (quitting and not kept) or _OF_OTHERS.search(message.left(hit.start, 40)):
        message.aside("pace", "working", hit.start, hit.end)
    else:
        _add_once(message, "pace", "part_time", hit.start, hit.end, implied=True)


def _of_a_job(message: Message, hit: Hit) -> bool:
    """Whether "full time" or "part time" is said of a job: "a part time job", "tutor part time", "employed full time"."""
    if message.flat[hit.start : hit.end].replace(" ", "") not in ("parttime", "fulltime"):
        return False
    left, right = message.word(hit.first - 1), message.word(hit.last)
    if right in _JOBS or (right in ("as", "at") and left in _WORKS):
        return True
    return left in _WORKS or (left == "a" and message.word(hit.first - 2) in ("t", "r"))


def _of_a_worker(message: Message, hit: Hit) -> bool:
    """Whether it stands before what somebody is: "a full time nurse", "my full-time dev role"."""
    left, right = message.word(hit.first - 1), message.word(hit.last)
    if left not in _SOMEBODY or not right.isalpha() or right in _STUDIES:
        return False
    if any(each.first == hit.last for each in message.hits.get("job", ())):
        return True
    return not any(
        each.first == hit.last and not (group == "topic" and {kind for kind, _ in each.senses} == {"background"})
        for group in ("topic", "study", "name", "place")
        for each in message.hits.get(group, ())
    )


def _thesis(message: Message, hit: Hit, value: str) -> None:
    behind = message.after(hit.end, 3)
    either_way = behind[:1] == ["optional"] or behind[:2] == ["is", "optional"]
    if behind[:1] == ["or"] and behind[1:3] in (["non", "thesis"], ["not"]):
        either_way = True
    if value == "optional" or either_way:
        message.add("thesis", None, hit.start, hit.end, "drop")
    elif not _WRITTEN.search(message.left(hit.start, 60)) and not (
        behind and (behind[0] in _NO_THESIS_RIGHT or _GRADE.match(message.right(hit.end, 20)))
    ):
        _add_once(message, "thesis", value, hit.start, hit.end)


def _capstone(message: Message, hit: Hit, value: str) -> None:
    if _WRITTEN.search(message.left(hit.start, 60)) or _DONE_BEHIND.match(message.right(hit.end, 30)):
        message.aside("capstone", value, hit.start, hit.end)
    if any(each.kind == "capstone" for each in message.asides):
        return  # the one that was done, named again
    _add_once(message, "capstone", value, hit.start, hit.end)


def _stem(message: Message, hit: Hit, value: bool) -> None:
    phrase = message.flat[hit.start : hit.end]
    left, right = message.word(hit.first - 1), message.word(hit.last)
    if phrase == "opt" and (right in ("out", "in", "for", "to") or left in ("to", "will", "i")):
        return
    if phrase.startswith("stem") and (right in _NO_STEM_RIGHT or left in ("in", "non")):
        return
    if phrase == "stem degree" and {"have", "has", "got", "my", "need"}.intersection(message.before(hit.start, 2)):
        return
    _add_once(message, "stem", value, hit.start, hit.end)


_READERS: dict[str, Callable[[Message, Hit, Any], None]] = {
    "delivery": _delivery,
    "pace": lambda message, hit, value: _working(message, hit) if value == "working" else _pace(message, hit, value),
    "thesis": _thesis,
    "capstone": _capstone,
    "stem": _stem,
}


def _degrees(message: Message) -> None:
    """Kinds of degree: the specific ones, and an MS where it is set against another or insisted on."""
    hits = [
        hit
        for hit in message.hits.get("degree", ())
        if message.free(hit.start, hit.end) and (hit.end - hit.start > 2 or _is_degree(message, hit))
    ]
    specific = [
        hit
        for hit in hits
        if hit.senses[0][1] in _SPECIFIC and message.flat[hit.start : hit.end] not in ("mtech", "m.tech")
    ]
    for hit in hits:
        value = hit.senses[0][1]
        held = _HELD.search(message.left(hit.start, 25)) or _HELD_BEHIND.match(message.right(hit.end, 12))
        if (value == "MBA" and held) or _either(message, hit):
            continue
        apart = value in ("MS", "MSc") and specific and _SET_APART.search(message.left(hit.start, 20))
        if hit in specific or apart:
            _add_once(message, "degree", value, hit.start, hit.end)


def _either(message: Message, hit: Hit) -> bool:
    """Whether the title stands beside an MS as if both would do: "an MS or MEng"."""
    return bool(_MS_LEFT.search(message.left(hit.start, 16)) or _MS_RIGHT.match(message.right(hit.end, 16)))


def _is_degree(message: Message, hit: Hit) -> bool:
    """Whether "MA" is the degree and not the state, by what stands beside it."""
    if message.flat[hit.start : hit.end] != "ma":
        return True
    left, right = message.word(hit.first - 1), message.right(hit.end, 20)
    if left in ("in", "near", "from", ",", "around"):
        return False
    return bool(_ARTS_BEHIND.match(right)) or left in (
        "year",
        "years",
        "yr",
        "an",
        "a",
        "month",
        "semester",
        "or",
        "the",
    )
