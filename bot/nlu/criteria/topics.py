"""Subjects: wanted as a field or a focus, brought as a background or a skill. The words around decide which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.criteria.text import Hit, Message

KINDS = ("field", "focus", "skill", "background")
# Beside the vocabulary: what people type, by the id there. Unknown ids are left out when the gazetteer is built.
EXTRA: dict[str, dict[str, tuple[str, ...]]] = {
    "field": {
        "machine_learning": ("machine learning", "ml", "machin learning", "machine learing", "mle"),
        "artificial_intelligence": ("artificial intelligence", "ai", "a.i", "artifical intelligence", "ai/ml", "msai"),
        "data_science": ("data science", "datascience", "ds", "data sciences", "msds", "data sci"),
        "computer_science": ("computer science", "cs", "comp sci", "compsci", "computer sciences", "computing", "informatics", "mscs", "mcs", "cse"),
        "statistics": ("statistics", "stats", "applied statistics", "biostatistics", "stat"),
        "analytics": ("analytics", "data analytics", "business analytics", "msba", "analytic"),
    },
    "skill": {
        "mathematics": ("math", "maths", "mathematics", "the math", "quantitative skills"),
        "programming": ("programming", "coding", "code", "coded", "program", "programmed", "programing"),
        "calculus": ("calculus", "calc", "calc 1", "calc 2", "calc i", "calc ii", "calc 1 and 2", "calculus 1", "calculus 2", "calculus i", "calculus ii", "single variable calculus"),
        "multivariable_calculus": ("multivariable calculus", "multivariable calc", "multivariate calculus", "calc 3", "calc iii", "calculus 3", "calculus iii", "vector calculus"),
        "statistics": ("statistics", "stats", "intro stats", "stat"),
        "probability": ("probability", "prob", "probability theory"),
        "linear_algebra": ("linear algebra", "lin alg", "linalg", "matrix algebra", "lin algebra"),
        "discrete_math": ("discrete math", "discrete maths", "discrete mathematics"),
        "data_structures": ("data structures", "data structure", "dsa"),
        "algorithms": ("algorithms", "algorithm", "dsa"),
        "python": ("python", "pyton", "phyton"),
        "machine_learning": ("machine learning", "ml"),
    },
    "background": {
        "computer_science": ("computer science", "cs", "comp sci", "compsci", "cse", "computer engineering and science", "computing"),
        "mathematics": ("mathematics", "math", "maths", "applied math", "applied mathematics", "mathematician", "pure math"),
        "statistics": ("statistics", "stats"),
        "physics": ("physics", "physicist", "astrophysics"),
        "chemistry": ("chemistry", "chemist", "chem"),
        "biology": ("biology", "bio", "biologist", "life sciences", "biological sciences", "molecular biology"),
        "economics": ("economics", "econ", "economist"),
        "psychology": ("psychology", "psych", "psychologist"),
        "mechanical_engineering": ("mechanical engineering", "mechanical engineer", "mech eng", "mech e", "meche", "mechanical"),
        "electrical_engineering": ("electrical engineering", "electrical engineer", "electronics", "ece", "eee", "electronics and communication", "electrical and computer engineering", "electrical", "electronics engineering"),
        "chemical_engineering": ("chemical engineering", "chemical engineer", "chem eng", "cheme", "chem e"),
        "civil_engineering": ("civil engineering", "civil engineer", "civil eng"),
        "business": ("business", "business administration", "mba", "bba", "management"),
        "commerce": ("commerce", "bcom", "b.com", "b com"),
        "accounting": ("accounting", "accountant", "accountancy"),
        "finance": ("finance", "financial"),
        "english": ("english", "english lit", "english literature", "literature"),
        "history": ("history", "historian"),
        "education": ("education", "teaching"),
        "nursing": ("nursing", "nurse"),
        "software_engineering": ("software engineering",),
        "information_technology": ("information technology", "bca", "information systems"),
    },
    "focus": {
        "nlp": ("nlp", "natural language processing", "natural language"),
        "computer_vision": ("computer vision", "cv", "vision", "machine vision"),
        "robotics": ("robotics", "robots", "robot", "autonomous vehicles", "self driving"),
        "reinforcement_learning": ("reinforcement learning", "rl"),
        "deep_learning": ("deep learning", "neural networks", "neural nets"),
        "large_language_models": ("large language models", "llms", "llm", "language models"),
        "generative_ai": ("generative ai", "gen ai", "genai", "generative models"),
        "healthcare": ("healthcare", "health care", "health", "medicine", "medical", "medical ai", "clinical"),
        "finance": ("finance", "quant finance", "quantitative finance", "fintech", "financial", "trading"),
    },
}  # fmt: skip
# Phrases of the vocabulary that say nothing here: a degree of any subject, a rest class.
NOT_TOPICS = frozenset(("btech", "b.tech", "other", "related fields", "engineering degree"))
# Degree abbreviations that name a field, wherever they stand.
GENERIC: tuple[tuple[str, str, str], ...] = (
    ("msml", "field", "machine_learning"),
    ("mds", "field", "data_science"),
)
# Background words that mean something else more often than not; they need a cue.
_SHY_BACKGROUNDS = frozenset(
    ["english", "history", "business", "education", "teaching", "finance", "management", "music", "art", "arts", "design", "law", "medicine", "electronics", "electrical", "mechanical", "philosophy", "literature", "marketing", "computing", "nursing", "nurse", "accounting", "commerce", "engineering", "journalism", "communication", "communications", "political", "science", "language", "linguistics", "geography", "sociology", "architecture", "theology", "religion", "film", "theatre", "mba", "bio", "chem", "literature", "financial", "bca", "bba", "health", "healthcare"]
)
_SHY_FOCUS = frozenset(
    ["finance", "health", "healthcare", "medicine", "medical", "business", "security", "systems", "theory", "algorithms", "databases", "statistics", "ethics", "mathematics", "networks", "privacy", "image", "video", "financial", "clinical", "vision", "optimization", "graphics", "applications", "computing", "trading", "cv", "entrepreneurship", "startups", "manufacturing", "engineering", "robot", "linguistics", "education"]
)
_SHY_SKILLS = frozenset(
    ("r", "c", "code", "coded", "program", "programmed", "go", "prob", "stat", "excel", "spark", "git", "sas")
)

_DEGREE_WORDS = r"(?:bachelor'?s?|bachelors'?|b\.?sc|b\.?s|b\.?a|b\.?e|b\.?eng|beng|b\.?tech|btech|bs|ba|bsc|undergrad(?:uate)?|ug|major(?:ed|ing|s)?|minor(?:ed|ing|s)?|honou?rs|hons|phd|ph\.d|doctorate|associates?)"
_HAVE = re.compile(
    rf"(?:\b(?:studied|studying|majored in|majoring in|majors in|major in|minored in|minors in|minor in|minor:|major:|graduated (?:in|with)|graduating (?:in|with)|trained (?:as|in)"
    rf"|background (?:is |was )?(?:in|of|as|is)|background:|coming from|come from|changer from|switch(?:ing)? (?:over )?from|transition(?:ing)? from|pivot(?:ing)? from|moving from|went from|grad in|graduate in|graduate of|grad with"
    rf"|(?:my|his|her) (?:degree|bachelor'?s?|undergrad|major|background|first degree)(?: (?:is|was))?(?: in)?"
    rf"|{_DEGREE_WORDS}(?:'s)?(?: degree)?(?: \([^)]*\))?(?: with)?(?: honou?rs)?(?: is| was)? ?(?:in|of)?(?: science in| arts in)?"
    rf"|(?:have|has|had|got|hold|holds|holding|with|finish(?:ed|ing)?|earned|completed|completing|did|doing|done|possess)(?: just)?(?: a| an| my| his| her| already a)*(?: four year| 4 year| 3 year| three year)?(?: degree)? ?(?:in|of)?"
    rf"|(?:i'm|im|i am|she's|he's|was|am|as|being|is|former|ex) ?(?:a|an|the)?|(?:majors?|students?|graduates?|people|applicants?|backgrounds?|degrees?) (?:like|such as|in|from|with)|non|2:1 in|2:2 in|first in|first class in|dual|double"
    r"|like|than|from)\s*(?:applied |pure |a |an |just |only |mostly |both )*)$"
)
_HAVE_STRONG = re.compile(
    rf"(?:\b(?:studied|majored in|majors in|majoring in|minored in|minors in|graduated in|background (?:is |was )?(?:in|of|as)|changer from|grad in|graduate in|non|(?:my|his|her) (?:degree|bachelor'?s?|undergrad|major|background)(?: (?:is|was))?(?: in)?"
    rf"|(?<!need a )(?<!require a )\b{_DEGREE_WORDS}(?:'s)?(?: degree)? ?(?:in|of)?(?: science in| arts in)?|2:1 in|2:2 in|first class in|trained as|switch(?:ing)? (?:over )?from|pivot(?:ing)? from)\s*(?:applied |pure |a |an )*)$"
)
_HAVE_BEHIND = re.compile(
    rf"\s*(?:(?:and|&|/)\s*\w+\s+)?(?:\w+ )?(?:majors?\b|undergrads?\b|undergraduates?\b|grads?\b(?! school| program| degree)|graduates?\b(?! school| program| degree| certificate)|backgrounds?\b|bachelor'?s?|minors?\b|by training|hons|honou?rs|(?:is )?(?:\w+ ){0,2}as (?:a |my )?background"
    rf"|{_DEGREE_WORDS}(?![\w']))"
)
_BOTH_MAJORS = re.compile(r"\s*(?:and|&|/)\s*\w+\s+(?:double |dual )?(?:majors?|degrees?|background|undergrad|grad)\b(?! school)")
_DEGREE_BEHIND = re.compile(r"\s*(?:degree|diploma)s?\b")
_HOLD = re.compile(
    r"\b(?:i|we|he|she|have|has|had|got|hold|holds|holding|with|without|no|non|already|my|finish\w*|earned|completed|did|require|requires|requiring|w/o|lack|lacking|don't|dont|n't|nt|not|need|needs)(?: \w+){0,3}\s*$"
)
_WANT_DEGREE = re.compile(
    r"\b(?:want|wants|wanting|looking for|look for|find|search\w*|get|getting|pursue|pursuing|interested in|online|cheap\w*|best|any|masters?|graduate|grad|offer|offers|apply\w*|do|a good|good|considering|thinking (?:of|about))(?: \w+){0,2}\s*$"
)
_WANT = re.compile(
    r"(?:\b(?:master'?s?|masters'?|ms|m\.s|msc|m\.sc|mtech|m\.tech|meng|m\.eng|mps|postgrad|pg|program(?:me)?s?|degrees?|courses?|grad school|(?:want|wants|wanting|going) to (?:study|do|learn|get into|go into)|looking (?:for|at)|interested in|pivot (?:in)?to|switch (?:in)?to|get into|applied|study|into)"
    r"(?:'s)?(?: degree| program(?:me)?s?)?(?: of)?(?: science| engineering)? ?(?:in|for|of|on|with)?\s*(?:the |an |a |applied |pure )*)$"
)
_WANT_BEHIND = re.compile(
    r"\s*(?:and \w+ )?(?:masters?\b|master's|ms\b|m\.s\b|msc|mtech|meng|program(?:me)?s?\b|grad school|schools?\b|postgrad|degree programs?|courses?\b|track\b|field\b)"
)
_KNOW = re.compile(
    r"\b(?:know|knows|knew|knowing|took|take|taken|taking|learn|learned|learnt|learning|good (?:at|in|with)|great (?:at|in|with)|strong (?:at|in|with)?|weak (?:at|in|with)?|bad (?:at|in|with)|poor (?:at|in)?|terrible (?:at|in|with)|suck (?:at|in)|comfortable (?:with|in)"
    r"|familiar with|experience (?:in|with|using)|experienced (?:in|with)|skills? (?:in|are|with)|skilled (?:in|at)|rusty|self taught|fluent in|proficient (?:in|with)|ok (?:with|at|in)|okay (?:with|at|in)|decent (?:at|in|with)?|solid|basic|basics of|some|little|bit of|code in|coding in|program in|programming in"
    r"|write|use|used|using|did|passed|aced|failed|background in|knowledge of|understanding of|completed|covered|afraid of|scared of|hate|struggle(?:d)? with|never (?:took|done|did|had|learned|studied)|without|lack(?:ing)?|no|had|done|brush up on|refresh(?:ed)?|intermediate|advanced)"
    r"(?: (?:of|my|a|the|some|any|bit|little|very|much|prior|basic|in|with|undergrad|college|intro(?:ductory)?|to|class|classes|course|courses|at))*\s*$"
)
_KNOW_BEHIND = re.compile(
    r"\s*(?:skills?|experience|knowledge|dev\b|developer|coding|programming|on the job|class(?:es)?\b|is (?:weak|rusty|strong|ok|good|bad|terrible)|basics|scripts?)"
)
_FOCUS = re.compile(
    r"\b(?:focus(?:ed|ing|es)?(?: is)? (?:on|in)?|speciali[sz](?:e|es|ed|ing|ation)(?: is)? (?:in|on)?|concentrat(?:e|ion|ing)(?: is)? (?:in|on)?|track (?:in|on)|interests?(?:ed)? (?:in|is|are|:)|passionate about|emphasis on|research (?:in|on)|work (?:on|with|in)|do|into|love|like|for|prefer|about|especially|particularly|mostly|related to|courses? (?:in|on|about)|heavy on|no|applied to|in|build)"
    r"(?: (?:the|a|an|my|some|medical|modern|applied))*\s*$"
)
_FOCUS_STRONG = re.compile(
    r"\b(?:focus(?:ed|ing|es)?(?: is)? (?:on|in)?|speciali[sz](?:e|es|ed|ing|ation)(?: is)? (?:in|on)?|concentrat(?:e|ion|ing)(?: is)? (?:in|on)?|track (?:in|on)|emphasis on|research (?:in|on))\s*(?:the |a |an )*$"
)
_FOCUS_BEHIND = re.compile(
    r"\s*(?:focus(?:ed)?\b|track\b|concentration|speciali[sz]ation|emphasis|heavy|research\b|stuff|electives?|ai\b|ml\b|data science|analytics|applications)"
)
_NOT_SUBJECT_BEHIND = re.compile(
    r"\s*(?:teacher|tutor|professor|prof\b|department|dept|faculty|club|test|lecturer|scores?\b)"
)
_JOIN = re.compile(
    r"\s*(?:,|and|or|&|/|nor|, and|, or|\+|plus|with a|with)\s*(?:a |an |some |basic |no |my |in |the |minor in |minors in |minored in )*"
)


@dataclass(slots=True)
class _Read:
    """What the previous subject was taken for, for lists."""

    kind: str
    end: int


_IT_DEGREE = re.compile(r"\b(?:bachelor'?s?|b\.?sc|b\.?tech|bs|degree|diploma|background|undergrad)(?: degree)? (?:of |in )(?P<it>it)\b(?! (?:is|was|has|does|would))")


def find(message: Message) -> None:
    """Adds fields, focuses, backgrounds and skills."""
    if (match := _IT_DEGREE.search(message.flat)) is not None and message.free(*match.span("it")):
        message.add("background", "information_technology", *match.span("it"))
    previous: _Read | None = None
    for hit in message.hits.get("topic", ()):
        if not message.free(hit.start, hit.end):
            continue
        kind = _kind(message, hit, previous)
        if kind is None:
            continue
        previous = _Read(kind, hit.end)
        _add(message, kind, hit)


def _add(message: Message, kind: str, hit: Hit) -> None:
    value = hit.sense(kind)
    if kind == "skill" and message.flat[hit.start : hit.end] == "dsa":
        message.add("skill", "data_structures", hit.start, hit.end)
    if any(each.kind == kind and each.value == value for each in message.found):
        return
    entity = message.add(kind, value, hit.start, hit.end)
    if (
        (kind == "background"
        and re.search(r"\bminor(?:s|ed)?(?: in| :|:)?\s*(?:a )?$", message.left(hit.start, 14)))
        or (kind == "background" and re.match(r"\s*minor", message.right(hit.end, 8)))
    ):
        entity.extras["level"] = "minor"


def _kind(message: Message, hit: Hit, previous: _Read | None) -> str | None:
    """Which of its senses a subject has here; None when it is no subject at all."""
    kinds = {kind for kind, _ in hit.senses}
    phrase = message.flat[hit.start : hit.end]
    left, right = message.left(hit.start, 60), message.right(hit.end, 30)
    left = re.split(r"[.;!?\n]", left)[-1]
    if "skill" in kinds and re.search(r"\b(?:less|more|too much|not much|little|hate|lots? of|so much|no more)\s*$", left) and not kinds & {"field"}:
        return None
    if phrase == "english" and re.search(r"\b(?:in|only|speak|my|language|write|for|the|taught|non|native)\s*$", left) and not _HAVE_STRONG.search(left):
        return None
    if _NOT_SUBJECT_BEHIND.match(right) and not phrase.startswith("comp"):
        return None
    if "background" in kinds and (kind := _background(message, hit, phrase, left, right)) is not None:
        return kind or None
    if previous is not None and previous.kind in kinds:
        gap = message.flat[previous.end : hit.start]
        if _JOIN.fullmatch(gap) and not _WANT_BEHIND.match(right):
            return previous.kind
    if "skill" in kinds and _is_skill(message, phrase, left, right, kinds):
        return "skill"
    if "focus" in kinds and (
        "field" not in kinds
        or _FOCUS_STRONG.search(left)
        or re.match(r"\s*(?:focus|track|concentration|speciali)", right)
    ):
        if phrase not in _SHY_FOCUS or _FOCUS.search(left) or _FOCUS_BEHIND.match(right) or len(message.words) == 1:
            return "focus"
    if "field" in kinds:
        return (
            None
            if phrase in ("cse", "computing", "mle", "stat") and not (_WANT.search(left) or _WANT_BEHIND.match(right))
            else "field"
        )
    if "skill" in kinds and phrase not in _SHY_SKILLS:
        return "skill"
    if "background" in kinds and phrase not in _SHY_BACKGROUNDS:
        return "background"
    return "background" if kinds == {"background"} and len(message.words) == hit.last - hit.first else None


def _background(message: Message, hit: Hit, phrase: str, left: str, right: str) -> str | None:
    """ "background", "" for no subject, or None when the words around don't say."""
    kinds = {kind for kind, _ in hit.senses}
    if _WANT_BEHIND.match(right) and not re.search(r"\bnon\s*$", left):
        return None
    if re.search(
        r"\b(?:masters?|master's|ms|msc|m\.s|mtech|m\.tech|meng|mba|postgrad)(?: degree| program)?(?: of science)? (?:in|of|for)\s*(?:applied )?$",
        left,
    ):
        return None
    if phrase in ("mba", "bba", "bca") and not (
        _HAVE_BEHIND.match(right)
        or re.match(r"\s*(?:holder|grad)", right)
        or re.search(r"\b(?:have|has|hold|got|with|did|finished)(?: an?| my| already an?)?\s*$", left)
    ):
        return None if "degree" in kinds else ""
    if _HAVE_STRONG.search(left):
        return "background"
    if "skill" in kinds and _KNOW_BEHIND.match(right):
        return None
    if _HAVE_BEHIND.match(right) and not re.match(r"\s*(?:and|&|/)", right) or _BOTH_MAJORS.match(right):
        return "background"
    if re.search(r"\d\.\d+(?: gpa)? in (?:an? |my )?$", left):
        return "background"
    if _DEGREE_BEHIND.match(right):
        if _HOLD.search(left) and not re.search(
            r"\b(?:want|looking|get|pursue|pursuing|interested|online|find|need to get)\b(?: \w+){0,3}\s*$", left
        ):
            return "background"
        return None if _WANT_DEGREE.search(left) or "field" in kinds else "background"
    if re.match(r"\s*(?:holder|person|guy|people|nerd|professional)\b", right):
        return "background"
    if "skill" in kinds or "field" in kinds or "focus" in kinds:
        return None
    return "background" if _HAVE.search(left) else None


def _is_skill(message: Message, phrase: str, left: str, right: str, kinds: set[str]) -> bool:
    if phrase in ("program", "programmed", "code", "coded", "programming", "coding"):
        if phrase == "programmed" or phrase == "coded" and not re.search(r"\b(?:never|have|i|ve|not)\s*$", left):
            return False
        if phrase == "program":
            return bool(
                re.search(
                    r"\b(?:can|can't|cant|could|couldn't|cannot|can not|to|how to|learn to|n't|nt|never)\s*$", left
                )
            ) and not re.match(r"\s*(?:that|with|in (?!python|java|c|r\b)|for|which)", right)
        return phrase != "code" or not re.search(r"\b(?:promo|zip|discount|source|dress)\s*$", left)
    if phrase in ("r", "c", "go"):
        return bool(
            _KNOW.search(left)
            or (_JOIN.search(left)
            and any(each.kind == "skill" for each in message.found))
            or re.match(r"\s*(?:programming|and (?:python|sql)|, (?:python|sql))", right)
        )
    if phrase in _SHY_SKILLS:
        return bool(
            _KNOW.search(left) or _KNOW_BEHIND.match(right) or any(each.kind == "skill" for each in message.found)
        )
    if "field" in kinds or "focus" in kinds:
        return bool(
            (_KNOW.search(left)
            and not _WANT.search(left)
            and not re.search(r"\b(?:no|without|some|hate|basic|solid|advanced)\s*$", left))
            or (re.match(r"\s*(?:skills|knowledge|class(?:es)?\b|course(?:s)?\b(?! work))", right)
            and "field" not in kinds)
        ) and not _WANT_BEHIND.match(right)
    return True
