"""Which fact is asked for, and in which order programs are wanted."""

from __future__ import annotations

import re

from bot.nlu.criteria.text import Hit, Message

_NOUNS: dict[str, tuple[str, ...]] = {
    "price": (
        "price", "cost", "costs", "tuition", "tuition cost", "tuition fee", "tuition fees", "total cost", "fees", "how much", "how expensive",
        "expensive", "pricing", "cost per credit", "price per credit", "how pricey", "how cheap",
    ),
    "gre": ("gre", "gmat", "gre or gmat", "gre requirement", "gre score", "gre scores", "gre waiver"),
    "gpa": ("gpa", "cgpa", "minimum gpa", "gpa requirement", "grades", "gpa cutoff", "min gpa", "what grades", "what grade", "which grade", "grade"),
    "deadline": (
        "deadline", "deadlines", "due date", "apply by", "when do i apply", "when do i have to apply", "application date", "application dates",
        "when are applications due", "when do applications close", "last date", "cutoff date", "closing date", "when is it due", "applications open", "application open", "applications close", "application close", "applications due",
    ),
    "duration": ("how long", "how many years", "how many months", "how many semesters", "duration", "how fast can", "how quickly can", "length"),
    "credits": ("credits", "credit hours", "how many credits", "how many courses", "how many classes", "ects", "number of credits"),
    "letters": (
        "letters", "letter", "letters of rec", "letters of recommendation", "recommendation letters", "letter of recommendation", "recommendations",
        "recommendation letter", "lor", "lors", "rec letters", "references", "letters of reference", "recommenders",
    ),
    "delivery": ("how is it delivered", "delivery format", "delivery mode", "format"),
    "prerequisites": (
        "prerequisites", "prerequisite", "prereqs", "prereq", "pre reqs", "what do i need to know", "required background", "what background",
        "required courses", "requirements", "admission requirements", "entry requirements", "required knowledge",
    ),
    "courses": ("courses", "curriculum", "classes", "syllabus", "modules", "what will i learn", "what do you learn", "coursework", "electives", "core courses"),
    "focus": ("specializations", "specialisations", "specialization", "concentrations", "concentration", "tracks", "which tracks"),
    "toefl": ("toefl", "ielts", "english test", "duolingo", "english requirement", "english proficiency", "language requirement", "english requirements", "language requirements", "ielts requirement", "toefl requirement", "english tests"),
    "application_fee": ("application fee", "app fee", "fee to apply", "cost to apply", "application fees", "application cost", "fee waiver"),
    "funding": (
        "funding", "scholarship", "scholarships", "financial aid", "assistantship", "assistantships", "stipend", "funded", "tuition waiver", "ta positions",
        "aid", "grants", "fully funded", "fellowship", "fellowships",
    ),
    "acceptance_rate": (
        "acceptance rate", "admission rate", "admit rate", "acceptance rates", "admissions rate", "how selective", "how competitive", "hard to get into",
        "how hard is it to get into", "how hard to get in", "hard to get in", "harder to get into", "harder to get in", "easier to get into", "easy to get into", "selectivity", "acceptance percentage", "odds of getting in",
    ),
    "salary": ("salary", "salaries", "how much do", "how much can", "how much does", "earn", "wage", "wages", "pay", "paid", "earnings", "make", "makes"),
    "start": ("start date", "start dates", "when does it start", "when does it begin", "intakes", "intake", "when can i start", "when do classes start", "when does", "when do"),
    "cs_degree": (
        "need a cs degree", "need a computer science degree", "need cs degree", "need to have a cs degree", "cs degree required", "require a cs degree",
        "requires a cs degree", "require cs degree", "cs background required", "need a cs background", "need a computer science background", "need a cs bachelors", "have to have a cs degree",
        "must i have a cs degree", "cs degree needed", "cs degree necessary",
    ),
    "cohort_size": ("cohort size", "class size", "class sizes", "cohort", "how many students", "batch size", "how big is the class", "how big is the program", "how big is the cohort"),
    "work_years": ("work experience required", "need work experience", "require work experience", "requires work experience", "need experience", "need any work experience", "require experience", "work experience needed", "work experience"),
    "url": ("website", "link", "url", "webpage", "web page", "how do i apply", "how to apply", "where do i apply", "how can i apply", "apply to", "application link", "homepage", "where can i apply"),
}  # fmt: skip
PHRASES: dict[str, str] = {phrase: fact for fact, phrases in _NOUNS.items() for phrase in phrases}
# Phrasings that ask wherever they stand.
_ASKING = frozenset(
    (
        *(phrase for phrase in PHRASES if phrase.startswith(("how", "when", "what", "where", "which"))),
        *_NOUNS["cs_degree"],
        "acceptance rate", "admission rate", "admit rate", "application fee", "app fee", "class size", "cohort size",
    )
) - {"how much", "how much do", "how much can", "how much does", "when does", "when do"}  # fmt: skip
SORTS: dict[str, str] = {
    **dict.fromkeys(
        ("cheapest", "least expensive", "lowest cost", "lowest price", "lowest tuition", "most affordable", "cheap", "affordable", "inexpensive", "low cost", "low tuition", "lowest fees", "by price", "by cost", "by tuition", "lowest priced", "less fees", "low fees", "low price", "lower fees", "money is tight", "tight budget", "budget friendly", "for cheap"),
        "cost",
    ),
    **dict.fromkeys(("fastest", "fast", "quick", "as fast as possible", "as quickly as possible", "quickest", "shortest", "accelerated", "by duration", "by length", "fast track", "quickest possible"), "duration"),
    **dict.fromkeys(
        ("easiest to get into", "easiest", "easiest to get in", "least selective", "least competitive", "highest acceptance rate", "highest acceptance", "high acceptance rate", "easy admission", "easy admissions", "lenient admissions", "safety schools", "less competitive", "less selective", "easier to get in", "easiest admission", "easiest admissions"),
        "selectivity",
    ),
    **dict.fromkeys(("most selective", "most competitive", "hardest to get into", "lowest acceptance rate"), "most_selective"),
    **dict.fromkeys(("closest", "nearest"), "distance"),
    **dict.fromkeys(("highest paying", "best paying", "highest salary", "best salary", "by salary"), "salary"),
    **dict.fromkeys(("earliest deadline", "soonest deadline", "next deadline", "by deadline"), "deadline"),
}  # fmt: skip

_DEGREE_ASKED = re.compile(
    r"\b(?:do|does|did|is|are|must|should|would|will)\b[^.;!?\n]{0,45}?\b(?P<what>(?:(?:need|require|have|want|must have|expect)(?: to have)? (?:a |an )?(?:cs|computer science|comp sci|compsci)"
    r"(?: (?:degree|background|bachelor'?s?|undergrad|major))|(?:a |an )?(?:cs|computer science|comp sci|compsci) (?:degree|background|bachelor'?s?|undergrad|major) (?:required|needed|necessary|mandatory|a must)))"
)


def find_degree_question(message: Message) -> None:
    """ "do i need a cs degree" asks; it tells nothing of the person."""
    if "cs" not in message.flat and "comp" not in message.flat:
        return
    match = _DEGREE_ASKED.search(message.flat)
    if (
        match is not None
        and not re.search(r"\b(?:n't|nt|not|don't|doesn't|dont|doesnt|without|that|which|who)\b", match.group())
        and message.free(*match.span("what"))
    ):
        message.add("asked_fact", "cs_degree", *match.span("what"))


_START = re.compile(
    r"^(?:(?:and|so|but|also|ok|okay|hi|hey|hello|well|um|btw|then|or|yes|no|please|tell me|can you tell me|do you know|i wonder|wondering|just) )*"
    r"(?P<word>is|are|do|does|did|can|could|will|would|has|have(?= (?:you|they|u|i|we|any)\b)|any|got(?= (?:any|a link)\b)|how|what|whats|what's|when|whens|where|why|which|who|should|must|am|may|isnt|isn't|doesnt|doesn't)\b"
)
_AUX = frozenset(("is", "are", "do", "does", "can", "could", "will", "would", "has", "have", "did"))


def clause_text(message: Message, offset: int) -> tuple[str, int]:
    """The flat text of the part of a sentence around the offset, and where it starts."""
    start = max((message.flat.rfind(mark, 0, offset) for mark in ".;!?\n,"), default=-1) + 1
    for joint in (" and ", " but ", " so "):
        at = message.flat.rfind(joint, start, offset)
        if at >= 0 and _START.match(message.flat[at + len(joint) : offset].lstrip() + " "):
            start = at + len(joint)
    ends = [at for mark in ".;!?\n" if (at := message.flat.find(mark, offset)) >= 0]
    end = min(ends, default=len(message.flat))
    return message.flat[start:end].strip(), start


def question_word(message: Message, offset: int) -> str:
    """The word that makes a question of the part around the offset, or ""."""
    text, _ = clause_text(message, offset)
    match = _START.match(text)
    return match["word"] if match is not None else ""


def is_question(message: Message, offset: int) -> bool:
    """Whether the part around the offset asks."""
    end = min((at for mark in ".;!\n" if (at := message.flat.find(mark, offset)) >= 0), default=len(message.flat))
    mark = message.flat.find("?", offset)
    return 0 <= mark <= end or bool(question_word(message, offset))


_GIVEN = re.compile(r"\b(?:have|got|won|received|of|k|thousand|\d)\b(?: an?)?(?: \S+)?\s*$")
_MAKES = frozenset(("make", "makes", "earn", "pay", "paid", "how much do", "how much does", "how much can"))
_ABOUT_MONEY = re.compile(
    r"\s*(?:under|below|less|max|at most|around|about|over|of|is|:|up to|no more|between|cheaper|<)"
)


def find(message: Message) -> None:
    """Adds the facts asked for and the order wanted."""
    for hit in message.hits.get("sort", ()):
        if message.free(hit.start, hit.end) and not any(
            each.kind == "sort" and each.value == hit.sense("sort") for each in message.found
        ):
            _sort(message, hit)
    subject = any(each.kind in ("program", "unknown_program", "pointer") for each in message.found)
    for hit in message.hits.get("fact", ()):
        if not any(each.overlaps(hit.start, hit.end) for each in message.found if each.kind != "pointer"):
            fact = _fact(message, hit, str(hit.sense("asked_fact")), subject)
            if fact is not None and not any(each.kind == "asked_fact" and each.value == fact for each in message.found):
                message.add("asked_fact", fact, hit.start, hit.end)


def _sort(message: Message, hit: Hit) -> None:
    value = str(hit.sense("sort"))
    if value == "most_selective":
        message.add("sort", "selectivity", hit.start, hit.end, order="hardest")
        return
    phrase = message.flat[hit.start : hit.end]
    before = message.before(hit.start, 2)
    if phrase in ("cheap", "affordable", "inexpensive") and (
        before[-1:] in (["more"], ["is"], ["too"], ["how"]) or ("is" in before and "?" in message.flat)
    ):
        return
    if phrase in ("easiest", "closest", "nearest") and re.match(
        r"\s*(?:way|thing|class|course|to (?!get))", message.right(hit.end, 12)
    ):
        return
    if phrase in ("fast", "quick") and (
        before[-1:] in (["how"], ["as"], ["too"], ["so"])
        or (is_question(message, hit.start)
        and not re.match(r"\s*(?:\w+ ){0,3}(?:program|degree|masters?|ms|msc|one)", message.right(hit.end, 40)))
    ):
        return
    if phrase in ("fast", "quick") and re.match(
        r"\s*(?:question|paced|growing|food|track|forward|one\b)", message.right(hit.end, 12)
    ):
        return
    if (
        phrase.startswith(("less ", "easier"))
        and is_question(message, hit.start)
        and any(message.of("program", "pointer"))
    ):
        return
    entity = message.add("sort", value, hit.start, hit.end)
    if phrase in ("cheap", "affordable", "inexpensive", "low cost", "budget friendly", "accelerated", "fast", "quick"):
        entity.strength = "nice"


def _fact(message: Message, hit: Hit, fact: str, subject: bool) -> str | None:
    """The fact a cue asks for here, or None where it tells instead of asking."""
    phrase = message.flat[hit.start : hit.end]
    left, right = message.left(hit.start, 40), message.right(hit.end, 40)
    text, _ = clause_text(message, hit.start)
    asks = is_question(message, hit.start)
    word = question_word(message, hit.start)
    short = len(message.words) <= 4
    if phrase in ("when does", "when do"):
        return (
            "start"
            if re.match(r".{0,40}\b(?:start|begin)", right)
            else "deadline"
            if re.match(r".{0,40}\b(?:due|close|apply)\b", right)
            else None
        )
    if fact == "salary" and phrase in _MAKES:
        return _salary(phrase, text, right)
    if phrase == "how much":
        if re.match(r"\s*(?:is|are|was|for|money|would|will|to|does|do|\?|$|s\b|it|tuition)", right):
            return "salary" if re.search(r"\b(?:make|earn|paid|salary)\b", text) else "price"
        return None
    if phrase == "how long" and re.match(r"\s*(?:ago|before|have|until|should)", right):
        return None
    if fact == "price" and (
        re.search(
            r"\b(?:in state|out of state|no|the|about|regardless of|ignore|forget|drop|lower|total|max|annual|worth the|worth its)\s*$",
            left,
        )
        and not asks
    ):
        return "price" if subject and not _ABOUT_MONEY.match(right) else None
    if fact == "price" and (
        (any(each.kind == "budget" for each in message.found) and word != "how") or (phrase == "expensive" and not asks)
    ):
        return None
    if fact == "url" and phrase == "apply to":
        return "url" if word in ("how", "where") else None
    if fact == "funding":
        return None if not asks and _GIVEN.search(left) else fact
    if phrase in _ASKING:
        return fact
    if fact == "gre":
        if re.match(r"\s*(?:of |is |was |: ?)?\d", right):
            return None
        return "gre" if asks or subject or (short and not left.strip()) else None
    if phrase in (
        "classes",
        "courses",
        "class",
        "pay",
        "length",
        "format",
        "aid",
        "cohort",
        "letter",
        "references",
        "requirements",
        "credits",
        "intake",
    ) and not (asks or subject or len(message.words) <= 2):
        return None
    if fact == "work_years" and not (
        (
            re.search(
                r"\b(?:need|require|requires|must|how much|how many|want|ask for)(?: any| some| prior)?\s*$", left
            )
            and asks
        )
        or "need" in phrase
        or "require" in phrase
        or "needed" in phrase
    ):
        return None
    if fact == "gpa" and any(each.kind == "gpa" for each in message.found):
        return None
    if phrase == "classes" and re.search(
        r"\b(?:small|smaller|large|big|night|evening|live|online|recorded|weekend|in person)\s*$", left
    ):
        return None
    if fact == "courses" and re.match(
        r"\s*(?:at a time|per|a (?:term|semester)|in (?:the )?(?:evening|person)|online|only)", right
    ):
        return None
    if fact == "focus" and not (asks or subject or short):
        return None
    return fact if asks or subject or short or re.search(r"\b(?:what|which|tell me|show me|know)\b", text) else None


def _salary(phrase: str, text: str, right: str) -> str | None:
    if phrase.startswith("how much"):
        if re.search(r"\b(?:make|makes|earn|earns|paid|salary|get paid|pull in)\b", text):
            return "salary"
        return "price" if phrase == "how much does" and re.search(r"\b(?:cost|run|charge)\b", text) else None
    if phrase in ("pay", "paid") and re.match(r"\s*(?:for|back|off|\d|\$|up|more|tuition)", right):
        return None
    return (
        "salary"
        if re.search(r"\b(?:how much|what|whats|what's)\b.*\b(?:make|makes|earn|pay|paid)\b", text)
        and "it make" not in text
        else None
    )


_FACTS_OF_WISHES = {
    "delivery": "delivery",
    "thesis": "thesis",
    "stem": "stem",
    "pace": "part_time",
    "capstone": "thesis",
    "start": "start",
}
_INVERTED = re.compile(
    r"^(?:(?:and|so|but|also|ok|okay|hi|hey|then|or) )*(?:is|are|does|do|can|could|will|would|has|have|did)\b"
)
_EXISTS = re.compile(r"\b(?:is|are) there\b|\bdo (?:you|u) (?:have|know)\b|\bcan (?:you|u)\b|\bhave you\b")
_WHICH_OF = re.compile(r"\b(?:which|what) (?:of|one)\b|\bwhich\b.*\b(?:these|those|them)\b")


def turn_into_questions(message: Message) -> None:
    """ "is omscs online" asks for a fact of a program; it states no wish."""
    for entity in message.found:
        fact = _FACTS_OF_WISHES.get(entity.kind)
        if fact is None or entity.op != "is" or entity.value is None:
            continue
        text, start = clause_text(message, entity.start)
        about = [
            each
            for each in message.found
            if each.kind in ("program", "unknown_program", "pointer")
            and each is not entity
            and start <= each.start <= start + len(text) + 40
        ]
        if not about and not re.search(r"\b(?:they)\b", text):
            continue
        if (_INVERTED.match(text) and not _EXISTS.search(text)) or (_WHICH_OF.search(text) and about):
            if entity.kind == "pace" and (entity.value == "full_time" or _WHICH_OF.search(text)):
                continue
            entity.kind, entity.value, entity.extras = "asked_fact", fact, {}
    seen: set[str] = set()
    for entity in list(message.found):
        if entity.kind == "asked_fact":
            if entity.value in seen:
                message.found.remove(entity)
            seen.add(entity.value)
