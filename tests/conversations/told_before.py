"""What the column `context` of commands.tsv tells, as the messages that bring a conversation there."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIRST, OTHERS = "gatech-omscs", ("penn-mcit-online", "utaustin-msai-online", "cuboulder-mscs-coursera")
SEARCH = "/ask_recommendation"
# Something of each kind that can be lost: wishes, facts, a figure, a program, a note, what an office said.
SOMETHING_TO_LOSE = (
    '/inform{"delivery": "online", "gpa": 3.1, "budget": 20000}',
    '/ask_payoff{"income": 62000}',
    f'/shortlist_note{{"program": "{FIRST}", "note": "ask maria"}}',
    f'/report_answer{{"program": "{FIRST}", "asked_fact": "letters", "note": "two letters"}}',
    SEARCH,  # and the calculation is at hand no longer
)
_KEEP = tuple(f'/shortlist_add{{"program": "{each}"}}' for each in OTHERS)
_KEEP_FIRST_AGAIN = f'/shortlist_add{{"program": "{FIRST}", "position": 3}}'
_EMPTY = ('/shortlist_remove{"pointer": "ask_all"}', '/shortlist_remove{"confirm": "yes"}')
_ANEW = ("/start_over", '/start_over{"confirm": "yes"}')
# Words of a context -> messages; the first that fits. What only the advisor said, and it never says, brings nothing.
_SITUATIONS: Mapping[str, tuple[str, ...]] = {
    r"on the shortlist|shortlist of (?:one|two|three|four|five)": _KEEP,
    r"bot asks .*\b(?:delete|wipe|erase|forget)\b": ("/forget_me",),
    r"bot asks .*\b(?:start over|restart|clear)\b": ("/start_over",),
    r"bot .*\b(?:send|share|email(?:ing)?)\b": ("/human_handoff",),
    r"bot asks .*\bcompare\b|compared two": (SEARCH, "/compare_programs"),
    r"bot explained how data is kept": ("do you store what i type",),
    r"pay-off": ("/ask_payoff",),
    r"shown|search just ran|look for programs": (SEARCH,),
    r"^bot |^nothing matched|^asked in a wrong window": (),
}
_SAID = re.compile(r'(?:told|said|typed|asked|asked a question|the person asked) "(?P<quoted>[^"]+)"')
_ASKED = re.compile(
    r"^(?:the person )?(?:asked|last question was)(?: for| about| how| whether| which| what)? (?P<words>.+)$"
)
_TOLD = re.compile(r"^(?P<words>.+?)(?: wish| wishes)? told$")
# The same of changes that are to be taken back.
_CHANGES: Mapping[str, tuple[str, ...]] = {
    r"removed from the shortlist": (*_KEEP, f'/shortlist_remove{{"program": "{FIRST}"}}'),
    r"shortlist just emptied": (*_KEEP, *_EMPTY),
    r"shortlist order|first was just replaced": (*_KEEP, _KEEP_FIRST_AGAIN),
    r"the (?:first|second|third|fourth) was just (?:added|saved)": _KEEP[:1],
    r"filters just reset|search just restarted|wishes just cleared": _ANEW,
    r"budget (?:just )?dropped": ('/inform{"budget": {"op": "drop"}}',),
    r"gpa (?:was )?just (?:removed|dropped)": ("my gpa is 3.2", '/inform{"gpa": {"op": "drop"}}'),
    r"gre just dropped": ("without the gre", '/inform{"gre": {"op": "drop"}}'),
    r"online (?:was )?just (?:removed|dropped)": ('/inform{"delivery": {"op": "drop"}}',),
    r"part time just removed": ("part time", '/inform{"pace": {"op": "drop"}}'),
    r"(?:texas|california) (?:was )?just removed": ("in california", '/inform{"place": {"op": "drop"}}'),
}
_SET = re.compile(
    r"^(?P<what>.+?) (?:was |were )?(?:just )?(?:set|added|noted|told|limited|changed)(?: from \S+)?"
    r"(?: to (?P<value>.+))?$"
)


def messages(context: str) -> list[str]:
    """The messages of a context, in its order: "gpa 3.1, online told; three programs shown" are two."""
    return [message for part in context.split(";") for message in _of_part(part.strip())]


def _of_part(part: str) -> tuple[str, ...]:
    if said := _SAID.search(part):
        return (said["quoted"],)
    if (sent := _first(_SITUATIONS, part)) is not None:
        return sent
    spoken = _ASKED.match(part) or _TOLD.match(part)
    return (spoken["words"] if spoken else part,) if part else ()


def change(context: str) -> list[str]:
    """The messages of a change: "gpa just set to 3.1" is one; of what says no more, one that sets a budget."""
    if (sent := _first(_CHANGES, context)) is not None:
        return list(sent)
    told = _SET.match(context)
    return ['/inform{"budget": 12000}', *([" ".join(filter(None, told.groups()))] if told else [])]


def _first(table: Mapping[str, tuple[str, ...]], words: str) -> tuple[str, ...] | None:
    return next((sent for pattern, sent in table.items() if re.search(pattern, words)), None)
