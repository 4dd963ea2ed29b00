"""Subjects: wanted as a field or a focus, brought as a background or a skill. The words around decide which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.criteria.subjects import (
    ENGINEERS_BY_JOB,
    LETTERS,
    PEOPLE,
    SHY_BACKGROUNDS,
    SHY_FIELDS,
    SHY_FOCUS,
    SHY_SKILLS,
)
from bot.nlu.criteria.text import Entity, Hit, Message
from bot.nlu.criteria.word_tables import cue, cue_pattern

_BACHELOR = cue_pattern("topics", "bachelor")

# -- brought: the person's degree
_HAVE_STRONG = cue("topics", "have_strong", BACHELOR=_BACHELOR)
_HAVE = cue("topics", "have", BACHELOR=_BACHELOR)
_HAVE_BEHIND = cue("topics", "have_behind", BACHELOR=_BACHELOR)
_BOTH_BEHIND = re.compile(
    r"\s*(?:and|or|&|/)\s*\w+\s+(?:double |dual )?(?:majors?|degrees?|background|undergrad|grad)\b(?! school)"
)
_PERSON_BEHIND = re.compile(r"\s*(?:holder|person|guy|people|nerd|professional)\b")
_DEGREE_BEHIND = re.compile(r"\s*(?:degree|diploma)s?\b")
_HOLD = cue("topics", "hold")
_PURSUE = re.compile(r"\b(?:want|looking|get|pursue|pursuing|interested|online|find|need to get)\b(?: \w+){0,3}\s*$")
_PURSUE_ANY = cue("topics", "pursue_any")
_MASTERS_IN = cue("topics", "masters_in")
_MBA_HELD = re.compile(r"\b(?:have|has|hold|got|with|did|finished)(?: an?| my| already an?)?\s*$")

# -- wanted: the field of the master's
_WANT = cue("topics", "want")
_WANT_BEHIND = cue("topics", "want_behind")

# -- brought: skills
_KNOW = cue("topics", "know")
_NOT_KNOW = re.compile(r"\b(?:no|without|some|hate|basic|solid|advanced|all)\s*$")
_KNOW_BEHIND = cue("topics", "know_behind")
_CAN = re.compile(r"\b(?:can|can't|cant|could|couldn't|cannot|can not|to|how to|learn to|n't|nt|never)\s*$")
_NO_VERB = re.compile(r"\s*(?:that|with|in (?!python|java|c|r\b)|for|which|\?)")
_LETTER_BEHIND = re.compile(r"\s*(?:programming|skills|experience|coding|code\b|(?:and|,) (?:python|sql|matlab))")
_MORE_OF = re.compile(r"\b(?:less|more|too much|not much|little|hate|lots? of|so much|no more|heavy on)\s*$")

# -- wanted: a focus
_FOCUS_CUE = cue_pattern("topics", "focus_cue")
_FOCUS_STRONG = re.compile(rf"\b{_FOCUS_CUE}\s*(?:the |a |an )*$")
_FOCUS = cue("topics", "focus", FOCUS_CUE=_FOCUS_CUE)
_FOCUS_BEHIND = cue("topics", "focus_behind")
_TRACK_BEHIND = re.compile(r"\s*(?:focus|track|concentration|speciali)")

_NO_SUBJECT_BEHIND = re.compile(
    r"\s*(?:teacher|tutor|professor|prof\b|department|dept|club|test|lecturer|scores?\b|spouse)"
)
_NO_ENGLISH = re.compile(r"\b(?:in|only|speak|my|language|write|for|the|taught|non|native|of|is|isn't|good|bad)\s*$")
# Somebody who is met, and not the writer: "I never saw one teacher", "my teacher said".
_MET = re.compile(r"\b(?:a single|one|any|every|each|no|some|another|their|his|her|our|your|my)\s+(?:\w+\s+)?$")
_OWN_WORK = re.compile(r"\s*(?:job|salary|pay|licen[cs]e|degree|role|position|career|certificate|training)\b")
_UNFINISHED_AHEAD = cue("topics", "unfinished_ahead")
_UNFINISHED_BEHIND = cue("topics", "unfinished_behind")
_SHORT_COURSE = cue("topics", "short_course")
_JOIN = cue("topics", "join")
_MINOR = re.compile(r"\bminor(?:s|ed)?(?: in| :|:)?\s*(?:a )?$")
# "IT", "ME", "IE": words, but for the degree beside them.
_DONE_BEHIND = re.compile(r"\s*(?:is |was )?(?:done|completed|finished|already|in hand|under my belt|holder)\b")
_LETTERS_AHEAD = re.compile(rf"\b(?:{_BACHELOR}(?:'s)?(?: degree)?|degree|diploma|background) (?:is |was )?(?:in|of) $")
_LETTERS_BEHIND = re.compile(rf"\s*(?:{_BACHELOR}(?!\w)|grad\b|graduate\b|degree\b|background\b)")
_STUDIED = re.compile(
    rf"\b(?:studied|studying|major(?:ed|ing)? in|graduated in|specialised in|{_BACHELOR}(?:'s)?\.?) $"
)
_VERB_BEHIND = re.compile(r"\s*(?:is|was|has|does|would|will|can)\b")
_MASTERS_HELD = cue("topics", "masters_held")
# What a job is in is no wish, unless it is the job that somebody hopes for.
_JOB_AHEAD = cue("topics", "job_ahead")
_JOB_BEHIND = cue("topics", "job_behind")
_DONE_AT = re.compile(r"\s*(?:at|for) (?:an?|my|the) (?:\w+ )?(?:bank|company|firm|startup|hospital|job|work|agency)\b")
_HOPED = re.compile(r"\b(?:want|wants|wanna|hope|hoping|like|love|plan|dream|goal|aim|interested|break|get|move)\b")
# "bachelor of engineering in mechanical" is one in mechanical engineering
_GENERIC_BACHELOR = re.compile(r"\bbachelor'?s? of $")
_FACULTIES = frozenset(("engineering", "technology", "science", "arts", "commerce", "business"))
_OF_SUBJECT = re.compile(r"\s*(?:in |\(|, )(?!the )\w{3}")
_TEACH = re.compile(
    r"\b(?:i|we|who|he|she|am|i'm|im|currently) (?:\w+ )?(?:teach(?:es|ing)?|tutor(?:s|ing)?) (?:\w+ )?$"
)
_CHOICE = re.compile(r"\s*(?:or|vs\.?|versus)\s+(?:an? |the |some )?")
_BETWEEN = re.compile(r"\b(?:between|or|vs\.?|versus)(?: an?| the)?\s*$")
_SENTENCE_END = re.compile(r"(?<![a-z]\.[a-z])(?<!\.[a-z]{2})(?<!\.(?:com))(?<!\.tech)(?:[;!?\n]|\.(?![a-z\d]))")


@dataclass(frozen=True, slots=True)
class _Context:
    """A subject with the words on both sides of it, within its sentence."""

    phrase: str
    left: str
    right: str
    kinds: frozenset[str]
    alone: bool


_STUDIED = re.compile(
    r"\b(?:degree|bachelor\S*|b\.?a\.?|major(?:ed|ing)?|studied|study|graduated?|graduate|background|minor|diploma|did|m\.?a\.?)"
    r"(?: (?:is|was|in|of|with|on|my|an?))*\s*$"
)
_STUDIES_BEHIND = re.compile(
    r"\s*(?:major|degree|grad\w*|lit\w*|teacher|studies|bachelor\S*|b\.?a\b|background|undergrad\w*|student)\b"
)


@dataclass(frozen=True, slots=True)
class _Previous:
    """What the subject before was taken for: lists hold one kind."""

    kind: str
    end: int


def find(message: Message) -> None:
    """Adds fields, focuses, backgrounds and skills."""
    previous: _Previous | None = None
    for hit in message.hits.get("topic", ()):
        if not message.free(hit.start, hit.end):
            continue
        kind = _kind(message, hit, previous)
        if kind is None:
            message.asides.append(Entity("subject", hit.senses[0][1], hit.start, hit.end))
        else:
            previous = _Previous(kind, hit.end)
            _add(message, kind, hit)


def _add(message: Message, kind: str, hit: Hit) -> None:
    values = [value for name, value in hit.senses if name == kind] or [hit.sense("background")]
    for value in values if kind == "skill" else values[:1]:  # "dsa" is two skills
        if not any(each.kind == kind and each.value == value for each in message.found):
            entity = message.add(kind, value, hit.start, hit.end)
            minor = _MINOR.search(message.left(hit.start, 14)) or message.right(hit.end, 6) == " minor"
            if kind == "background" and minor:
                entity.extras["level"] = "minor"


def _kind(message: Message, hit: Hit, previous: _Previous | None) -> str | None:
    """Which of its senses a subject has here; None when it is no subject at all."""
    left = _SENTENCE_END.split(message.left(hit.start, 60))[-1]
    at = _Context(
        message.flat[hit.start : hit.end],
        left,
        message.right(hit.end, 60),
        frozenset(kind for kind, _ in hit.senses),
        len(message.words) == hit.last - hit.first,
    )
    if at.phrase == "english" and not (_STUDIED.search(left) or _STUDIES_BEHIND.match(at.right)):
        return None  # the language: "only with English", "in English language"
    if at.phrase in LETTERS:
        return "background" if _is_letters(message, hit, at) else None
    if _is_none(at) or _is_job(at) or (at.phrase in PEOPLE and _is_somebody(at)):
        return None
    if "field" in at.kinds and _SHORT_COURSE.search(at.left):
        return "skill" if "skill" in at.kinds else None
    if "background" in at.kinds and _is_unfinished(at):
        return "skill" if "skill" in at.kinds else None
    if "background" in at.kinds and _is_background(at):
        return "background"
    if at.phrase in ("mba", "bba", "bca"):
        return None
    if _MASTERS_IN.search(at.left) and "field" not in at.kinds:
        return "focus" if "focus" in at.kinds or hit.sense("background") == "mathematics" else None
    if (
        previous is not None
        and previous.kind in at.kinds
        and not ("field" in at.kinds and previous.kind == "focus")
        and _JOIN.fullmatch(message.flat, previous.end, hit.start)
        and not _WANT_BEHIND.match(at.right)
    ):
        return previous.kind
    if "skill" in at.kinds and _is_skill(message, at):
        return "skill"
    if "focus" in at.kinds and _is_focus(at):
        return "focus"
    if "field" in at.kinds:
        wanted = _WANT.search(at.left) or _WANT_BEHIND.match(at.right)
        return "field" if wanted or at.phrase not in SHY_FIELDS else None
    if "skill" in at.kinds and at.phrase not in SHY_SKILLS:
        return "skill"
    if "background" in at.kinds and (at.phrase not in SHY_BACKGROUNDS or (at.kinds == {"background"} and at.alone)):
        return None if _is_choice(message, hit, at) else "background"
    return None


def _is_letters(message: Message, hit: Hit, at: _Context) -> bool:
    """Whether "IT", "ME" or "IE" is a subject: the degree stands beside it."""
    if _LETTERS_AHEAD.search(at.left):
        return not _VERB_BEHIND.match(at.right)
    if _STUDIED.search(at.left) and message.typed(hit.start, hit.end).isupper():
        return True
    plain = message.typed(hit.start, hit.end).isupper() and not message.shouting
    opens = at.phrase != "me" and (not at.left.strip() or at.left.endswith((" a ", " an ", " as ", ", ")))
    return _LETTERS_BEHIND.match(at.right) is not None and (plain or opens)


def _is_job(at: _Context) -> bool:
    """Whether it says what somebody's job is in."""
    if not at.kinds & {"field", "focus"} or _HOPED.search(at.left[-30:]):
        return False
    return bool(_JOB_AHEAD.search(at.left) or _JOB_BEHIND.match(at.right) or _DONE_AT.match(at.right))


def _is_choice(message: Message, hit: Hit, at: _Context) -> bool:
    """Whether it is weighed against a field of study: "mph or data science"."""
    fields = [each for each in message.hits["topic"] if each.sense("field")]
    if any(_CHOICE.fullmatch(message.flat, hit.end, each.start) for each in fields):
        return True
    return bool(_BETWEEN.search(at.left)) and bool(fields)


def _is_somebody(at: _Context) -> bool:
    """Whether it is a person met, or a job that people come to from any degree ("backend engineer")."""
    before = at.left.split()[-1:]
    if at.phrase == "engineer" and before and before[0] in ENGINEERS_BY_JOB:
        return True
    return _MET.search(at.left) is not None and not _OWN_WORK.match(at.right)


def _is_unfinished(at: _Context) -> bool:
    """Whether it is of a degree that was left: "21 credits in statistics, never finished"."""
    return bool(_UNFINISHED_AHEAD.search(at.left) or _UNFINISHED_BEHIND.match(at.right))


def _is_none(at: _Context) -> bool:
    if "skill" in at.kinds and "field" not in at.kinds and _MORE_OF.search(at.left):
        return True
    if at.phrase == "english" and _NO_ENGLISH.search(at.left) and not _HAVE_STRONG.search(at.left):
        return True
    if _TEACH.search(at.left) or (
        at.phrase in _FACULTIES and _GENERIC_BACHELOR.search(at.left) and _OF_SUBJECT.match(at.right)
    ):
        return True
    return _NO_SUBJECT_BEHIND.match(at.right) is not None and not at.phrase.startswith("comp")


def _is_background(at: _Context) -> bool:
    """Whether it is what somebody studied or works as."""
    if _WANT_BEHIND.match(at.right) and not at.left.endswith("non "):
        return False
    if (masters := _MASTERS_IN.search(at.left)) is not None:
        return bool(_MASTERS_HELD.search(at.left[: masters.start()]) or _DONE_BEHIND.match(at.right))
    if at.phrase in ("mba", "bba", "bca"):
        return bool(_HAVE_BEHIND.match(at.right) or _PERSON_BEHIND.match(at.right) or _MBA_HELD.search(at.left))
    if _HAVE_STRONG.search(at.left):
        return True
    if "skill" in at.kinds and _KNOW_BEHIND.match(at.right):
        return False
    if _HAVE_BEHIND.match(at.right) or _BOTH_BEHIND.match(at.right) or _PERSON_BEHIND.match(at.right):
        return True
    if _DEGREE_BEHIND.match(at.right):
        if not at.left.strip() or (_HOLD.search(at.left) and not _PURSUE.search(at.left)):
            return True
        return not (_PURSUE_ANY.search(at.left) or "field" in at.kinds)
    return at.kinds == {"background"} and _HAVE.search(at.left) is not None


def _is_skill(message: Message, at: _Context) -> bool:
    """Whether it is something the person knows, took or lacks."""
    listed = any(each.kind == "skill" for each in message.found)
    if at.phrase in ("program", "programmed", "code", "coded"):
        if at.phrase in ("program", "code"):
            return bool(_CAN.search(at.left)) and not _NO_VERB.match(at.right)
        return re.search(r"\b(?:never|have|i|ve|not)\s*$", at.left) is not None
    if at.phrase in ("r", "c", "go"):
        return bool(_KNOW.search(at.left) or (_JOIN.search(at.left) and listed) or _LETTER_BEHIND.match(at.right))
    if at.phrase in SHY_SKILLS:
        return bool(_KNOW.search(at.left) or _KNOW_BEHIND.match(at.right) or listed)
    if "field" in at.kinds or "focus" in at.kinds:
        known = _KNOW.search(at.left) and not _WANT.search(at.left) and not _NOT_KNOW.search(at.left)
        behind = "field" not in at.kinds and re.match(r"\s*(?:skills|knowledge|class(?:es)?\b|courses?\b)", at.right)
        return bool(known or behind) and not _WANT_BEHIND.match(at.right)
    return True


def _is_focus(at: _Context) -> bool:
    """Whether it is a focus within the degree, not the degree's field."""
    if "field" in at.kinds and not (_FOCUS_STRONG.search(at.left) or _TRACK_BEHIND.match(at.right)):
        return False
    shy = at.phrase in SHY_FOCUS
    return bool(not shy or _FOCUS.search(at.left) or _FOCUS_BEHIND.match(at.right) or at.alone)
