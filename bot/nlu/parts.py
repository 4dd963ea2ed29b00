"""Parts of a message: sentences, questions joined by "and", short lists; without greetings and "thoughts?". Pure."""

from __future__ import annotations

import re

MOST_PARTS = 6  # of a long story, the questions and the end count
LEFT = 4  # words; "hello how are you" is a greeting and nothing else
SHORT_LIST = 6  # words; "cost, gre and deadlines" is a list of questions only when it is short

# A point that ends no sentence: "Ph.D.", "U.S.", "e.g.", "vs."
_ABBREVIATION = re.compile(r"(?:\b(?:[a-z]|ph|vs|etc|approx|dr|prof|st|mr|ms|mrs|univ|yrs?)\.)$", re.IGNORECASE)
_LONGEST_ABBREVIATION = 12  # characters: only so much of an end is looked at, or many short ends take quadratic time
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+|\n+")
_ORDERS = "show|find|recommend|suggest|compare|tell me|give me"
_ASKS = (
    r"(?:how|what|whats|what's|when|where|which|who|why|is|are|am|do|does|did|can|could|should|shall|will|would|"
    rf"has|have|{_ORDERS})"
)
_JOINED = re.compile(
    rf"\s*(?:,\s*(?:and|or|also|plus|but)?|\b(?:and|also|plus)\b|[&+])\s*(?:also\s+)?(?:if so,?\s+)?(?={_ASKS}\b)",
    re.IGNORECASE,
)
_ONE_SUBJECT = re.compile(r"\b(?:between|difference|differences|both|compare|versus|vs|admits)\b", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:[,/&+]|\band\b)\s*(?:and\s+)?", re.IGNORECASE)
_QUESTION = re.compile(rf"\?|^(?:and |but |so |also )?{_ASKS}\b", re.IGNORECASE)
# What begins like a question and ends with a point is none, unless it is an order: "what hurts is my GPA."
_STATEMENT = re.compile(rf"^(?!(?:and |but |so |also |please )?(?:{_ORDERS}|list)\b)[^?]*[.;:…]$", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:hi+|hello+|hey+|hiya|greetings|good (?:morning|afternoon|evening|day)|dear (?:all|sir|madam|team)"
    r"|ok(?:ay)?|thanks?(?: you)?(?: (?:so|very) much| a lot)?(?: for [\w ]{1,40}?(?=[.,!]))?"
    r"|great|cool|alright|well|so|yo)"
    r"(?: there| all| everyone| guys| folks| again| bot)?[\s,.!:-]+)+",
    re.IGNORECASE,
)
_PADDING = re.compile(
    r"^(?:(?:i have|got|just)? ?(?:a |one )?(?:quick |small |another )?questions?(?: for you)?[\s,.:-]+"
    r"|i (?:hope|trust) (?:you|this|all)[^.!]*[.!]\s*)",
    re.IGNORECASE,
)
# What asks for an opinion on what was said before, and has no subject of its own.
_NO_SUBJECT = re.compile(
    r"^(?:any |your |what are your )?(?:thoughts|advice|opinions?|suggestions?|ideas|input|tips|insights?|comments?"
    r"|help)(?: (?:on this|please|welcome|appreciated|would be (?:great|appreciated)))?[\s?!.]*$"
    r"|^(?:what (?:do|would) you (?:think|say|do|suggest|advise)|what should i do|is (?:that|this|it) (?:so|true|right)"
    r"|how would you decide|what would you do|thank(?:s| you)[\w ]*|please help[\w ]*|true|right|anyone)[\s?!.]*$",
    re.IGNORECASE,
)
# "Tuition is fine", "location doesn't matter": named to be left out.
_SETTLED = re.compile(
    r"^(?:and |but |so )?(?:the |my |our )?(?:\w+ ){1,3}"
    r"(?:(?:is|are) (?:fine|ok(?:ay)?|no (?:problem|issue)|sorted|covered|settled|irrelevant"
    r"|not (?:the|an?|my) (?:issue|problem|question))|(?:does|do)(?:n['’]?t| not) matter)\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")


def without_opening(text: str) -> str:
    """The message without a greeting or thanks in front, unless hardly anything is left."""
    left = _PADDING.sub("", _OPENING.sub("", text)).strip()
    left = _PADDING.sub("", left).strip()
    return left if len(left.split()) >= LEFT else text


def sentences(text: str) -> list[str]:
    """The sentences that have a subject, in order."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if found and (_ABBREVIATION.search(found[-1][-_LONGEST_ABBREVIATION:]) or not _WORD.search(piece)):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    meant = [each.strip() for each in found if _WORD.search(each) and not _NO_SUBJECT.match(each.strip())]
    return meant or [text]


def is_question(sentence: str) -> bool:
    """Whether a sentence asks."""
    return _QUESTION.search(sentence) is not None and _STATEMENT.match(sentence) is None


def is_settled(sentence: str) -> bool:
    """Whether a sentence only says that something is no question: "tuition is fine"."""
    return _SETTLED.match(sentence) is not None


def parts(text: str) -> list[str]:
    """What is looked at one by one: each sentence, parted where a new question begins.

    Returns:
        One part for an ordinary message; at most MOST_PARTS, questions before statements, in the order of the text.
    """
    found = [part for sentence in sentences(text) for part in _questions_in(sentence)]
    if len(found) > MOST_PARTS:
        asking = [i for i, part in enumerate(found) if is_question(part)][:MOST_PARTS]
        others = [i for i in range(len(found) - 1, -1, -1) if i not in asking][: MOST_PARTS - len(asking)]
        found = [found[i] for i in sorted({*asking, *others})]
    return found


def _questions_in(sentence: str) -> list[str]:
    short = len(sentence.split()) <= SHORT_LIST and not _ONE_SUBJECT.search(sentence)
    if short and not is_question(sentence.rstrip("?")):
        listed = [each for each in _LIST.split(sentence.rstrip("?!. ")) if _WORD.search(each)]
        if len(listed) > 1:
            return listed
    if _STATEMENT.match(sentence):
        return [sentence]
    asked = [each.strip(" ,") for each in _JOINED.split(sentence) if _WORD.search(each)]
    return [each for each in asked if len(each.split()) > 1] if len(asked) > 1 else [sentence]
