"""Who wants a person: "loop in a human", where the intent is not sure of it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.consent import awaited
from actions.dialogue.memory import Memory, Message
from actions.dialogue.way import Route

LIKELY = 0.08  # probability of the intent from which on the words decide
_PERSON = (
    r"(?:(?:an?|the|your|ur|one of your|somebody|someone|some|any|real|live|actual|human|senior|teh|da) )*"
    r"(?:person|human|people|advis[eo]rs?|couns[e]?l+[eo]rs?|counsler|colleagues?|(?:member of )?(?:staff|the team)"
    r"|agent|somebody|someone)\b"
)
_WANTS = re.compile(
    rf"\b(?:talk|speak|chat)(?:ing)? (?:to|with) (?:{_PERSON}|one of (?:them|you))"
    rf"|\bput (?:me|us) (?:in touch|through|thru)\b"
    rf"|\b(?:loop|bring|get|pull|call) (?:in )?{_PERSON}"
    rf"|\b(?:send|give|pass|share|hand|go|forward|forwrd|fwd|transfer|escalate)\b.{{0,40}}\b(?:to|with) {_PERSON}"
    rf"|\b(?:have|let) {_PERSON}.{{0,20}}\b(?:check|look|review|call|ring|phone|write|contact)"
    r"|\b(?:your|ur) (?:staff|advis[eo]rs?|people)\b.{0,20}\b(?:call|ring|phone|write|contact)\b"
    r"|^\W*(?:please )?escalate (?:this|it)\b",
    re.IGNORECASE,
)
# Who runs this, as those who are asked for.
_BEHIND_THIS = (
    r"who(?:ever|se)? (?:runs|made|built|owns|operates|is behind|(?:is|are) (?:working )?(?:on|behind|for)) "
    r"(?:this|it|you|the bot|that)\b"
)
# Whom else one may ask: what follows "who do I contact" and "your phone number" when no person here is meant.
_NOT_OF_SCHOOLS = (
    r"(?!.{0,60}\b(?:admissions?|schools?|programs?|universit\w+|colleges?|professors?|letters?|recommend\w*|refer\w*|"
    r"visas?|embass\w+|loans?|aid|fafsa|at [a-z]|offices?|departments?|alumni|students?|lenders?|banks?|"
    r"my (?:own )?(?:data|info\w*)|remov\w*|delet\w*|eras\w*)\b)"
)
_MAY_I = r"(?:do|can|could|should|would|may) (?:i|we)"
_REACH = r"(?:contact|call|phone|ring|e-?mail|reach(?: out to)?|write(?: to)?|get hold of|get in touch with)"
# Words that ask for one whatever the intent.
_SURELY = re.compile(
    "|".join(
        (
            r"\b(?:is|are) there (?:(?:any|an?|some|real|actual|live) )*(?:humans?|people|person|"
            rf"{_PERSON}) (?:\w+ )?(?:here|there|around|behind|on duty|available|i (?:can|could|may)\b)",
            rf"\b(?:talk|speak|chat|write|word|contact|reach|e-?mail|message|call)(?: to| with)? {_BEHIND_THIS}",
            rf"\b{_BEHIND_THIS}.{{0,20}}\bhow (?:do|can|could) (?:i|we) {_REACH}",
            rf"\bwho (?:else )?{_MAY_I} (?:else )?(?:{_REACH}|ask|turn to|(?:talk|speak) (?:to|with))(?! for\b)"
            rf"{_NOT_OF_SCHOOLS}",
            rf"\bwhere {_MAY_I} (?:write to|complain|turn)\b{_NOT_OF_SCHOOLS}",
            r"\b(?:what(?:['’]?s| is| are)|(?:do|can|could) (?:you|u)(?: guys)? (?:have|give)|(?:give|send) me"
            r"|is there)(?: me)? (?:an? |your |ur |some )*"
            r"(?:e-?mail(?: address)?|(?:tele)?phone(?: number)?(?! (?:interview|screen|call))|hotline|helpline|"
            r"number to (?:call|ring|text)|contact(?: details| info\w*| person)?|office hours)\b" + _NOT_OF_SCHOOLS,
            rf"\bhow {_MAY_I} {_REACH} (?:you|u|someone|somebody|a (?:human|person)|anyone|(?:your|the) "
            r"(?:team|staff|people))\b",
            rf"^\W*(?:can|could|may) (?:i|we) {_REACH} (?:you|u|{_PERSON})",
            rf"\b(?:i (?:need|want|would like|wanna|(?:would |['’]d )?rather|prefer)|i['’]?d (?:like|rather|prefer))"
            rf"(?: to)? (?:talk|speak|chat)(?:ing)? (?:to|with) {_PERSON}",
            rf"\b(?:want|need|like) {_PERSON} (?:from \w+ \w+ )?to (?:check|look|review|read|verify|go over)\b",
            rf"\brun (?:this|it|that|these) (?:by|past) {_PERSON}",
            rf"\bif {_PERSON} (?:went|looked|could (?:go|look)|would (?:go|look)) (?:over|through|at)\b",
            r"\b(?:hop|jump|get) on an? (?:\w+ )?(?:call|zoom)\b",
            r"\b(?:get|put) \w+(?: from \w+)? on the (?:line|phone)\b",
            rf"^\W*(?:can|could|would|will) {_PERSON} (?:please )?(?:confirm|check|look|review|verify|help|answer)\b",
            r"(?:^|[,.!] )(?:a )?(?:real )?(?:human|person|agent|operator)(?: now| please| pls| asap)+\W*$",
            r"\bis there (?:any )?(?:staff|(?:any|some)(?:body|one) else)\W*$",
            r"^\W*(?:please |let['’]?s |i want to |can we )*escalate(?: this| it)?\W*$",
        )
    ),
    re.IGNORECASE,
)
# Who wants no bot wants a person: a refusal that asks for something.
_NO_BOT = re.compile(
    r"(?:\bnot|n['’]t|\bdont|\bno|\binstead of|\brather than|\bstop|\bhate|\b(?:tired|sick) of)\b.{0,25}"
    r"\b(?:talk|speak|chat|discuss)\w* (?:this )?"
    r"(?:to|with) (?:an? |the |this |some )*(?:ro)?(?:bots?|machines?|computers?|ai|programs?|software)\b"
    r"|^\W*no (?:more )?(?:ro)?bots?\b\W*(?:please|pls)?\W*$",
    re.IGNORECASE,
)
# What tells of talk that was had, or of one's own job, and only reminds of it.
_TOLD = re.compile(
    r"\b(?:i|we|she|he|they)(?:['’]ve| have| had)? (?:already )?(?:talked|spoke|spoken|met|chatted|called|asked)\b"
    r"|\bi (?:manage|lead|run|supervise|advise|coach)\b"
    r"|\bmy (?:own )?(?:advis[eo]r|counsel+or|consultant|agent|manager|boss)(?: \w+)? (?:said|says|told|tells|thinks)\b"
    r"|\b(?:i am|i['’]?m|i work as|i was) (?:(?:an?|the|currently|now|working as) )+(?:[\w-]+ ){0,2}"
    r"(?:operator|agent|representative|advis[eo]r|counsel+or|consultant|manager|supervisor)\b",
    re.IGNORECASE,
)
# "I don't want anybody calling me": refused, though it speaks of nothing else.
_NOBODY = re.compile(
    r"(?:\bno[,. ].*)?(?:n['’]t|\bdont|\bdo not|\bnever) (?:want|need|like) (?:any(?:body|one)|some(?:body|one)|"
    rf"{_PERSON}|them) (?:to )?(?:call|ring|phone|e-?mail|contact)",
    re.IGNORECASE,
)
# What refuses one, or asks for somebody who was there.
_NOT = re.compile(
    r"\b(?:don['’]?t|dont|do not|never|rather not|instead of)\b"
    r"|\b(?:who|that) (?:(?:has|have) )?(?:did|done|studied|attended|graduated|finished|went)\b",
    re.IGNORECASE,
)


def person_wanted(message: Message, memory: Memory) -> Route | None:
    """A message that may want a person, and says so; what only tells of one is none."""
    likely = dict(message.ranking).get("human_handoff", 0.0)
    surely = _SURELY.search(message.text) is not None
    wants = _WANTS.search(message.text) is not None or surely
    if max(likely, message.intent == "human_handoff") >= LIKELY and _NOBODY.search(message.text):
        return Route("never_mind", replace(message, intent="refuse"))
    if message.intent == "human_handoff":
        if wants and not (message.does("refusal") or awaited(memory)):
            return Route("handover", message)  # also in words of another language beside
        told = _TOLD.search(message.text) is not None and not wants
        return Route("talk", replace(message, intent="out_of_scope")) if told else None
    no_bot = _NO_BOT.search(message.text) is not None
    if not no_bot and (message.does("refusal") or _NOT.search(message.text)):
        return None
    if not (no_bot or surely or (likely >= LIKELY and wants)):
        return None
    return Route("handover", replace(message, intent="human_handoff"))
