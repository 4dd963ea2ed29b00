"""What a message does in a conversation, beside what it asks: corrects, refuses a command, goes on from before.

Each finding is an entity `act`, so that the dialogue (actions/dialogue/route.py) sees it with everything else:

correction   "actually 2.7", "no, I meant California", "I said Dallas, not Austin"
refusal      "don't delete my data", "refrain from resetting": a command that is not to be carried out
removal      "lose the second one", "kill the gpa", "forget all about online": takes back what is named
dismissal    "never mind", "forget it": the last remark is taken back, nothing else
follow_on    "and Penn?", "what about the online one": the last question, asked of something else
verdict      "which would you pick?", "so is it a yes or a no?": wants a conclusion from what stands above
find         "which schools around NYC take people without it", "any that …": asks for programs
wish         nothing but wishes: "part time", "2.88 GPA", "oklahoma"
question     asks something
story        tells of somebody at length
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.parts import is_question, parts, sentences

Entity = Mapping[str, Any]

_WORDS = re.compile(r"\w+(?:['’]\w+)?")
_CORRECTION = re.compile(
    r"^\W*(?:(?:oh|ah|hm+|no+|nope|sorry|wait|oops|well|ok(?:ay)?)\b[\s,.!:;–—-]*)*"
    r"(?:actually|i (?:really |actually )?(?:meant?|said|wrote|typed)|make (?:that|it)\b|correction\b|scratch that|"
    r"my (?:mistake|bad)|typo\b|rather\b|that(?:['’]?s| is| was) (?:wrong|not right|a typo|not what i)|"
    r"(?:it(?:['’]?s| is)|i(?:['’]?m| am)) (?:actually|really)\b)"
    r"|^\W*(?:no+|nope|sorry|oops|wait)\b[\s,.!:;–—-]+(?:not\b|it(?:['’]?s| is| was)\b|my\b|"
    r"i(?:['’]m| am| have| do)\b|the\b|in\b|for\b|\$?\d)"
    r"|\bi (?:meant?|said)\b(?! that)|\bnot [\w .$-]{1,30}, (?:but )?[\w$]|, not [\w .$-]{1,30}\W*$|\w not \w+\W*$"
    r"|^\W*\*\w|\bshould (?:be|have been|say)\b.{0,30}\bnot\b",
    re.IGNORECASE,
)


def _forms(*verbs: str) -> str:
    """Verbs as a pattern that takes "delete", "deleted" and "deleting"."""
    forms = (f"{v[:-1]}(?:e[sd]?|ing)" if v.endswith("e") else f"{v}(?:{v[-1]}?(?:ed|ing))?" for v in verbs)
    return f"(?:{'|'.join(forms)})"


_COMMAND = _forms(
    "delete", "erase", "wipe", "forget", "remove", "take", "drop", "clear", "reset", "restart", "start", "begin",
    "undo", "compare", "add", "keep", "save", "put", "send", "e-?mail", "mail", "export", "download", "move",
    "show", "search", "change", "throw", "share", "contact", "touch", "empty", "discard", "hand", "set", "write",
    "connect", "calculate", "filter", "replace", "sort", "transfer", "list", "update", "raise", "increase",
)  # fmt: skip
_COMMAND_WITH = (
    rf"(?:{_forms('look')} (?:for|at|in|again|yet|now)|{_forms('find')} (?:me|any|some|programs|more)|"
    rf"{_forms('make', 'give', 'create', 'draft', 'do', 'run')} (?:me |us )?(?:a|an|any|another|the|that|it|more|one)|"
    rf"{_forms('ask')} (?:me|us|anybody|anyone)|{_forms('talk')} to (?:a|any)|{_forms('go')} back)"
)
_COMMANDED = rf"(?:{_COMMAND}|{_COMMAND_WITH})"
# What "I don't want to …" refuses; "I don't want to take the GRE", "to move", "to write a thesis" are wishes.
_MINE = (
    r"(?:delete|erase|wipe|remove|clear|reset|restart|start (?:over|again|anew)|begin (?:again|anew)|undo|compare|"
    r"export|empty|forget (?:anything|my|that)|search (?:again|anew|in)|see more|go back|talk to a (?:person|human)|"
    r"be (?:forgotten|connected|transferred)|(?:save|add) (?:it|that|this|them|the))"
)
_WANTED = (
    r"(?:search|comparison|restart|reset|summary|study plan|export|calculation|e-?mail to|person to talk|"
    r"step[- ]by[- ]step)"
)
# "I don't want the second saved."
_DONE = r"(?:saved|kept|added|removed|deleted|erased|cleared|emptied|reset|compared|sent|shared|exported|dropped|moved)"
_REFUSAL = re.compile(
    r"^\W*(?:(?:no|nah|nope|hey|wait|stop|ok(?:ay)?|please|pls|whoa|hold on|hang on)\b[\s,.!–—-]*)*"
    r"(?:"
    rf"i (?:do not|don['’]?t|dont|would not|wouldn['’]?t) (?:want to|wanna|like to|wish to) {_MINE}\b|"
    rf"i (?:do not|don['’]?t|dont) (?:want|need) (?:a|an|any|another|the|that)(?: new| other)? {_WANTED}\b|"
    rf"i (?:do not|don['’]?t|dont) want [\w' ]{{1,30}} {_DONE}\W*$|"
    rf"{_COMMANDED}\b.{{0,30}}\b(?:is|was)(?: ?n[o'’]?t| not) what i (?:want|meant|need|asked)|"
    rf"(?:please\s+)?(?:refrain from|hold off on|no more) {_COMMANDED}\b|"
    rf"(?:you )?(?:must|should|need) ?n[o'’]?t (?:to )?{_COMMANDED}\b|"
    rf"i(?:['’]d| would) (?:rather|prefer)(?: it if)? you (?:did ?n['’]?t|not|do ?n['’]?t) {_COMMANDED}\b|"
    r"(?:please\s+)?(?:do\s*n[o']?t|do not|dont|don['’]t|never|stop|no need to|you don['’]?t (?:have|need) to|"
    r"i (?:do not|don['’]?t|dont) want (?:you|it|them|anything|that|this)(?: to)?|i never (?:asked|wanted|said)"
    r"(?: you)? to|i (?:didn['’]?t|did not) (?:ask|want|tell)(?: you)? to|let['’]?s not|rather not|better not|"
    r"not? (?:going|ready) to|under no circumstances|leave)\s+(?:ever |even |you dare |go and |just |yet |actually )*"
    rf"(?:be |get |have )?{_COMMANDED}\b)",
    re.IGNORECASE,
)
_REFUSED_END = re.compile(
    r"[.!?](?=\s+\w)|[;\n]|,?\s+\b(?:but|instead|rather|just)\b|,\s+(?:i|i['’]?m|my|we|search|show|find|look|use|make|try|give)\b",
    re.I,
)
# "don't forget that my GPA is 3.5" asks for the opposite of deletion, and tells something.
_REMEMBER = re.compile(
    r"\b(?:do\s*n[o']?t|dont|don['’]t|do not|never) forget (?:that |about |to |i\b|my\b|the\b|how)", re.I
)
_NOT_ME = re.compile(r"forget (?:me|us|my (?:data|chat|conversation|list|shortlist|history))\b", re.IGNORECASE)
_DISMISSAL = re.compile(
    r"^\W*(?:(?:oh|ah|ok(?:ay)?|actually|eh|meh|nah|no|well|hm+|ugh|argh|hey|sorry|you know what|please"
    r"|pls|fine|whatever|i mean)"
    r"\b[\s,.!:–—-]*)*"
    r"(?:never ?mind|nevermind|nvm|nm|forget (?:it|that|this|about (?:it|that|this)|i (?:said|asked|mentioned)[\w ]*|"
    r"(?:my|the|that) (?:last )?(?:question|message|remark|comment))|drop (?:it|that|the (?:subject|topic))|"
    r"let it (?:go|be)|leave it(?: be| there)?|skip it|ignore (?:it|that|this|me|my last[\w ]*)|scrap that|"
    r"delete that|erase that|scratch that|strike that|"
    r"let['’]?s not (?:get|go) (?:in(?:to)?|there)(?: (?:it|that|this))?|"
    r"don['’]?t (?:worry|bother)(?: about (?:it|that))?|do not (?:worry|bother)|"
    r"it(?:['’]s| is)? (?:doesn['’]?t|not) matter|doesn['’]?t matter|does not matter|"
    r"(?:(?:it|that)(?:['’]?s| is) )?not important|"
    r"it(?:['’]s| is) nothing|"
    r"no matter|pretend i (?:didn['’]?t|never)[\w ]*|disregard[\w ]*|moving on)"
    r"(?:[\s,]+(?:then|now|please|pls|thanks|thank you|it|for now|anyway|actually|all|about it|completely|entirely"
    r"|lol))*"
    r"\W*$",
    re.IGNORECASE,
)
# "Never mind the gym": takes back what was asked, where it names nothing that could be a wish.
_NEVER_MIND = re.compile(
    r"^\W*(?:(?:oh|ah|ok(?:ay)?|well|actually)\W+)*(?:never ?mind|nvm) (?:about )?(?:the|that|my) [\w' ]{2,30}\W*$",
    re.I,
)
_LAST_SENTENCE = re.compile(r"[.!?…]\s+(?=[^.!?…]+[.!?…]*\s*$)")
_DISMISSAL_WORDS = 14  # a longer message tells or asks more than it takes back
# What "lose", "kill", "scratch" and their like take back; "lose weight", "kill time" name nothing that was heard.
_REMOVAL = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|actually|no|nah|well|hm+|please|pls|and|now|then|just|so|oh|you (?:can|may)|"
    r"(?:can|could) you|let['’]?s)\b[\s,.!–—-]*)*"
    r"(?:forget|drop|remove|delete|erase|kill|lose|scrap|scratch|ditch|dump|axe|nix|bin|chuck|toss|strike|nuke|omit|"
    r"get rid of|do away with|cross (?:off|out)|take (?:off|out|away)|kick (?:off|out)|"
    r"throw (?:out|away)|clear)\s+"
    r"(?:(?:off|out|away|all|about|of)\s+)*(?!it\W*$|that\W*$|this\W*$)\S",
    re.IGNORECASE,
)
_REMOVAL_WORDS = 10  # a longer message tells more than that
_FOLLOW_ON = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|hm+|great|thanks|cool|fine|alright)\b[\s,.!–—-]*)*"
    r"(?:(?:and|or|but|plus)\b(?! (?:how|why|when|where|who|can|could|should|do|does|is|are|will|would|i\b))"
    r"|(?:and |but |so )?(?:what|how) (?:about|of|bout)\b|(?:what|how)['’]?s about\b|same (?:for|question)|likewise)",
    re.IGNORECASE,
)
_FIND = re.compile(
    r"^\W*(?:(?:so|ok(?:ay)?|and|but|now|then|well|no|hm+)\b[\s,.]*)*"
    r"(?:(?:which|what|any|whose|are there(?: any)?|is there (?:a|any)|do any|does any|got any|do you have(?: any)?)\b"
    r"(?: (?!do i\b|should i\b)[\w'’&/-]+){0,5}?"
    r" (?:masters?|master['’]s|ms|msc|programs?|programmes?|schools?|universit\w+|degrees?|places|colleges"
    r"|ones|option\w*)\b"
    r"(?! (?:do|should|would) (?:i|you|we)\b)"
    r"|(?:who|where)\b.{0,40}\b(?:takes?|accepts?|offers?|admits?|lets?|apply|get in)\b"
    r"|which (?:is|are) the cheap|the cheapest\b"
    r"|(?:find|show|list|recommend|suggest|name|give)(?: me| us)? "
    r"(?:some|a few|a|any|the|me|three|two|five|programs|schools)\b"
    r"|(?:i['’]?m |i am )?looking for\b)",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:pick|choose|choice|decide|go with|take(?! me\b))\b.{0,20}\b(?:for me|you|one|yourself)\b"
    r"|\b(?:which|what)(?: one)? would you\b"
    r"|\b(?:if (?:you|it was you|it were you))\b.{0,30}\b(?:pick|choose|me|my|shoes|had to)\b|\byes or (?:a )?no\b"
    r"|\bam i (?:wrong|right|crazy|mad|stupid)\b|\bis that (?:wrong|stupid|crazy|a mistake|sensible)\b"
    r"|\bwhat(?:['’]?s| is) (?:my|the|your) (?:best )?(?:option|choice|pick|verdict|advice|recommendation)\b"
    r"|\b(?:so )?which (?:one|of (?:them|these|those|the two))?(?: is|['’]s)? (?:the )?"
    r"(?:best|better|safer|smarter|right)\b"
    r"|\bwhich one then\b|\bso which\b|\bbottom line\b|\byour (?:pick|verdict|choice|vote)\b|\bwhat would you do\b",
    re.IGNORECASE,
)
_VERDICT_WORDS = 16
_FOLLOWS = 9  # words; a longer message stands by itself
_STORY = 40  # words
_SHORT_STORY, _STORY_SENTENCES = 25, 4  # a shorter one, of so many sentences
# What the extractor finds that is no wish of its own.
_NO_WISH = (
    "program",
    "unknown_program",
    "pointer",
    "occupation",
    "asked_fact",
    "sort",
    "income",
    "skill",
    "act",
    "topic",
)
_ASKS = re.compile(
    r"\?|^(?:how|what|when|where|which|who|why|is|are|do|does|can|could|should|will|would)\b", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:i|im|i'm|i’m|my|is|am|a|an|the|of|have|has|had|want|need|prefer|please|would|like|be|to|it|in|with|only|and|or"
    r"|no|without|can|do|study|spend|put|assume|now|instead|under|below|up|most|at|max|less|than|masters?|master's|ms|msc"
    r"|programs?|programmes?|degrees?|schools?|universities|focus|rather|about|around|needs|budget|for|just|maybe|somewhere"
    r"|anywhere|near|accepts?|accepting|takes?|taking|from|on|also|any|total|tops|maximum|per|year|ok|okay|yes|not|one|ones)\b",
    re.IGNORECASE,
)


def acts(text: str, entities: Sequence[Entity]) -> list[str]:
    """The acts of a message, in the order of this module's docstring; chips' payloads have none.

    Args:
        text: the message.
        entities: what the criteria extractor found in it.
    """
    said = text.strip()
    found = []
    dismissal, refusal = is_dismissal(said) or (not entities and _ends_dismissed(said)), is_refusal(said)
    if _CORRECTION.search(said) and not (dismissal or refusal):
        found.append("correction")
    if refusal and not dismissal:
        found.append("refusal")
    if not (refusal or dismissal) and is_removal(said):
        found.append("removal")
    if dismissal:
        found.append("dismissal")
    words = _WORDS.findall(said)
    if _FOLLOW_ON.match(said) and len(words) <= _FOLLOWS:
        found.append("follow_on")
    pieces = parts(said)
    if seeks(said):
        found.append("find")
    if len(words) <= _VERDICT_WORDS and _VERDICT.search(said):
        found.append("verdict")
    if is_bare_wish(said, entities):
        found.append("wish")
    if any(is_question(each) for each in pieces):
        found.append("question")
    if len(words) >= _STORY or (len(words) >= _SHORT_STORY and len(sentences(said)) >= _STORY_SENTENCES):
        found.append("story")
    return found


def act_entities(text: str, entities: Sequence[Entity]) -> list[dict[str, Any]]:
    """The acts as entities that span the message; a refusal spans the command that is refused."""
    found = acts(text, entities)
    ends = {each: refused_until(text) if each == "refusal" else len(text) for each in found}
    return [{"entity": "act", "value": e, "start": 0, "end": ends[e], "text": text[: ends[e]]} for e in found]


def seeks(text: str) -> bool:
    """Whether a part of a message looks for programs, in so many words."""
    return any(_FIND.search(each) for each in parts(text.strip()))


def is_refusal(text: str) -> bool:
    """Whether a command is refused; "don't forget my GPA is 3.5" is none."""
    if _REMEMBER.search(text) and not _NOT_ME.search(text):
        return False
    return _REFUSAL.match(text) is not None


def refused_until(text: str) -> int:
    """Where the refused command ends: what follows it in the message is said as ever ("don't reset, I want Texas")."""
    refused = _REFUSAL.match(text)
    if refused is None:
        return 0
    end = _REFUSED_END.search(text, refused.end())
    return end.start() if end else len(text)


def is_removal(text: str) -> bool:
    """Whether something that is named is to be taken back, in few words."""
    return len(_WORDS.findall(text)) <= _REMOVAL_WORDS and _REMOVAL.match(text) is not None


def is_dismissal(text: str) -> bool:
    """ "Never mind", "forget it": takes back a remark and nothing that is kept."""
    return _DISMISSAL.match(text) is not None


def _ends_dismissed(text: str) -> bool:
    """ "Oh, there are only three. Never mind then": a short message whose last sentence takes it back."""
    last = _LAST_SENTENCE.split(text)[-1]
    short = len(_WORDS.findall(text)) <= _DISMISSAL_WORDS
    return _NEVER_MIND.match(text) is not None or (short and last != text and is_dismissal(last))


def is_bare_wish(text: str, entities: Sequence[Entity]) -> bool:
    """Whether a message is nothing but wishes: "part time", "2.88 GPA", "I'd like a thesis"."""
    wishes = [each for each in entities if each["entity"] not in _NO_WISH]
    if not wishes or _ASKS.search(text):
        return False
    left = "".join(c for i, c in enumerate(text) if not any(each["start"] <= i < each["end"] for each in wishes))
    return not re.findall(r"\w{2,}", _FILLER.sub(" ", left))
