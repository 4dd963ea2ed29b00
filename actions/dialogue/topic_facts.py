"""Which recorded facts of a program answer a FAQ topic, and whether a question is about one program at all. Pure."""

from __future__ import annotations

import re

from actions.dialogue.memory import Message

FACTS_OF_TOPIC = {
    "cost": ("price",),
    "gre": ("gre",),
    "gpa": ("gpa",),
    "deadlines": ("deadline",),
    "duration": ("duration", "credits"),
    "prerequisites": ("prerequisites",),
    "bachelor_needed": ("cs_degree",),
    "admission_requirements": ("gre", "gpa", "cs_degree", "letters", "acceptance_rate"),
    "application_process": ("letters", "application_fee", "deadline"),
    "courses": ("courses",),
    "specializations": ("focus",),
    "thesis_or_capstone": ("thesis", "capstone"),
    "online_vs_in_person": ("delivery",),
    "part_time": ("part_time",),
    "financial_aid": ("funding",),
    "salary": ("salary",),
    "international": ("toefl", "stem"),
    "application_fee": ("application_fee",),
    "assistantship": ("funding",),
}
# Topics that, of a program named outright, are answered by all that is recorded of it.
OVERVIEW_TOPICS = ("what_is_it", "worth_it", "how_to_choose", "accreditation", "rankings", "difficulty")
_OF_ALL = re.compile(
    r"\b(?:most|usually|generally|in general|typical(?:ly)?|on average|any|all|every|programs|schools|universities"
    r"|degrees|masters? programs?|colleges|you guys|people|everyone|anyone|normally|a master(?:['’]?s)?|masters degree"
    r"|grad school)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 12  # a longer question stands by itself


def speaks_of_all(message: Message) -> bool:
    """Whether a question is about programs in general, not about those on screen."""
    return len(message.text.split()) > _MOST_WORDS or _OF_ALL.search(message.text) is not None
