"""What an amount is by the words beside it: a debt, a price that is feared, what others gain, a fee of a visa. Pure."""

from __future__ import annotations

import re

from bot.nlu.roles.features import Span

_DEBT_BEHIND = re.compile(
    r"[^.;!?\n]{0,4}?\s*(?:in |of )?(?:\w+ )?(?:student |credit card )?(?:loans?|debts?)\b", re.IGNORECASE
)
_DEBT_BEFORE = re.compile(r"\b(?:owe|owing|debts? of|loans? of)\s*(?:about |around |like |some )?$", re.IGNORECASE)
_OTHERS_EARN = re.compile(
    r"\b(?:grads?|graduates?|alumni|alums|students|people|everyone)\b[^.;!?\n]{0,15}\b(?:make|earn|get|start)\w*\s+"
    r"(?:(?:about|around|over|at|up to)\s+)*\$?$",
    re.IGNORECASE,
)
_RAISE = re.compile(r"[\w$]{0,2}\s*(?:a year |more )?(?:raise|bump|increase)\b", re.IGNORECASE)
_OF_BENEFITS = re.compile(
    r"\s*(?:of|in)\s+(?:my |the |his |her )?(?:gi bill|benefits?|severance|runway|rent|savings)", re.IGNORECASE
)

_ABOUT = r"(?:(?:like|about|around|over|some|roughly|idk|maybe|nearly|almost|up to|another|an?|~)\s+)*[~$€£]?\s*$"
# What somebody's work brings the employer: "my model saves the plant 300k", "I made the company 2 million".
_GAINED_BY_OTHERS = re.compile(
    r"\b(?:sav(?:es?|ed|ing)|ma(?:de|kes?|king)|earn(?:s|ed|ing)|br(?:ings?|ought|inging)|cuts?|generat\w+|w[io]ns?)\s+"
    r"(?:them|him|her|us|customers?|clients?|(?:the|my|our|this|that|a)\s+(?:\w+\s+)?"
    r"(?:company|firm|business|employer|boss|plant|factory|hospital|clinic|bank|agency|city|county|state|school|team"
    r"|department|unit|store|shop|warehouse|client|customer|army|navy|government|taxpayers?)s?)\s+" + _ABOUT,
    re.IGNORECASE,
)
# A price that is asked about, feared or regretted; whoever would pay it says so otherwise.
_DOUBTED = re.compile(
    r"\b(?:(?:just|only|merely|basically|simply)\s+(?:be\s+)?(?:paying|spending|burning|dropping)"
    r"|(?:wast(?:e|ing)|burn(?:ing)?|blow(?:ing)?|throw(?:ing)?\s+away|flush(?:ing)?)"
    r"|(?:afraid|scared|terrified|wary|tired)\s+(?:of|to)\s+(?:pay|spend|drop|sink)(?:ing)?"
    r"|(?:worth|regret|justify|without|instead\s+of|rather\s+than)\s+(?:paying|spending|dropping|sinking)"
    r"|(?:crazy|insane|dumb|stupid|silly|foolish|mad|nuts|irresponsible|pointless)\s+(?:for\s+me\s+)?to\s+"
    r"(?:pay|spend|drop|sink))\s+(?:(?:it|that)\s+)?" + _ABOUT,
    re.IGNORECASE,
)
_TO_NO_GOOD = re.compile(
    r"\s+(?:just\s+|only\s+)?(?:to\s+hide|for\s+(?:nothing|a\s+piece\s+of\s+paper|a\s+name))\b", re.IGNORECASE
)
# A fee or a rule of a country: "the 100k dollar visa thing".
_OF_A_VISA = re.compile(
    r"\b(?:visas?|h-?1-?b|sevis|consulate|uscis)(?:['’]s)?(?:\s+(?:visas?|fees?|petitions?|sponsorships?|is|are|now|costs?"
    r"|with|that|this|the|new|at|of|being|for|paid|pay))*\s+" + _ABOUT,
    re.IGNORECASE,
)
_VISA_BEHIND = re.compile(
    r"\s*(?:usd\s+|dollars?\s+)?(?:h-?1-?b|visa|surcharge|fine\b|thing\b|rule\b|proclamation)", re.IGNORECASE
)


def amount_role(text: str, span: Span) -> str | None:
    """The role of an amount of money that its neighbours tell, or None."""
    before = text[: span.start]
    if _DEBT_BEHIND.match(text, span.end) or _DEBT_BEFORE.search(before):
        return "loan"
    if _OTHERS_EARN.search(before) or _RAISE.match(text, span.end) or _GAINED_BY_OTHERS.search(before):
        return "other"
    if _VISA_BEHIND.match(text, span.end) or _OF_A_VISA.search(before):
        return "other"
    return "price" if _DOUBTED.search(before) or _TO_NO_GOOD.match(text, span.end) else None


def is_of_benefits(text: str, span: Span) -> bool:
    """Whether a time is what is left of a benefit, and no experience: "18 months of GI Bill"."""
    return span.kind == "time" and _OF_BENEFITS.match(text, span.end) is not None
