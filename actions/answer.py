"""Answers FAQ topics: from the record of a program where one is meant, else in general, with the person in front."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.intents import LIKELY, NEVER_OFFERED, payload, titles
from actions.dialogue.memory import NAMES, OF_ONES_MARKS, Memory, Message
from actions.dialogue.on_screen import BRIEF
from actions.dialogue.own_words import CONCLUDED, PUT, at_a_program
from actions.dialogue.pointing import Pointed, meant_of, pointed_at, programs_of_ids
from actions.dialogue.points_in_context import BEYOND_DOUBT
from actions.dialogue.topic_facts import FACTS_OF_TOPIC, NAMED_TOPICS, asks_in_general, facts_of
from actions.wording.applied import applied_answer
from actions.wording.asked_line import asked_line
from actions.wording.countries import countries_meant, country_reply
from actions.wording.decided import conclusion, decisions, put, verdict
from actions.wording.facts import FACT_NAMES
from actions.wording.likely_points import likely_points, point_beside
from actions.wording.own_marks import held_against_all
from actions.wording.particular_answers import Particular, line_of, raised, told_of, with_told
from actions.wording.pay import outlook_reply, pay_reply
from actions.wording.personal import joined, personal
from actions.wording.personal.on_record import RECORDED
from actions.wording.program_replies import fact_sentence, facts_told, whole_told
from actions.wording.replies import Chip, General, Personal, Reply, Source, begun, topic_chip
from actions.wording.short_names import in_sentence
from actions.wording.unclear import not_on_record
from actions.wording.words import plain
from knowledge.programs import Search

WORTH_OFFERING = 0.1  # probability of another meaning that is offered beside an unsure answer
MOST_OFFERED = 3
MOST_LIKELY = 2  # points that are told where none is surely meant
MOST_BESIDE = 2  # schools named in passing of which a fact is told
MOST_BEFORE_FACTS = 1  # sentences about the person before the facts of a program
MOST_IN_STORY, WORDS_IN_STORY = 3, 65  # sentences about somebody who told at length, and their words
MOST_LINES_BEGUN = 4  # of an answer that stood, shortened, in another reply
MOST_TOPICS, LINES_OF_SECOND = 2, 2  # answered at once, and what of the second is said; the others are chips
_IN_ONE = re.compile(r"\b(?:one|single) (?:sentence|line)\b", re.IGNORECASE)
PAY_TOPICS = {"salary": pay_reply, "careers": pay_reply, "job_outlook": outlook_reply}
ABROAD = "international"
OF_MARKS = ("admission_requirements", "gpa", "bachelor_needed")  # topics to which one's own marks are the answer
UNKNOWN_TOPIC = Reply(
    "question",
    "I have no answer by that name. Ask me in your own words, or pick one of these.",
    chips=tuple(
        Chip(title, f'/faq{{"topic": "{name}"}}') for name, title in (("cost", "Cost"), ("worth_it", "Worth it?"))
    ),
)


class ActionAnswer(AdvisorAction):
    """`faq`: one reply a topic, each topic once, in the order they were asked."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The replies to the topics of the message."""
        for put_before in (each for each in message.entities if each["entity"] == CONCLUDED):
            brief = _IN_ONE.search(message.text) is not None or message.does(BRIEF)
            if (
                lean := conclusion(put_before["value"], memory, search, brief, bool(put_before.get("why")))
            ) is not None:
                return _of_decision(lean, memory)
        if message.is_chip and (chosen := raised(message)):  # "Or did you mean: …"
            return Turn((applied_answer(chosen, memory, search),), with_told(memory, chosen))
        known = topics_of(message) or [topic for name in put(message) for topic in decisions()[name].topics[:1]]
        surely = {each["value"] for each in message.points_asked if each.get("sure")}
        joining = _joining(message) if len(known) > 1 else set()
        asked_for = [each for each in raised(message, asked=True) if each.name not in joining]
        points = [each for each in asked_for if each.name in surely or _is_asked_for(each, known, message)]
        # in few words a point says more than a stance that is everybody's
        stance = verdict(message, memory, search, own=bool(points) and not message.does("story"))
        if stance is not None:
            return _of_decision(stance, memory)
        by_words = any("score" not in each for each in message.points_asked) and not message.has(*NAMES)
        by_itself = bool(surely & {each.name for each in points}) or by_words or not at_a_program(message, memory)
        likely_meant = _is_likely_meant(known, message)
        apart = by_words or not (likely_meant and (not surely or _of_own_marks(message, known)))
        if points and by_itself and apart and not message.does("story"):
            weighed = memory.having_told(*(f"{PUT}{name}" for name in put(message)[:1]))
            return _of_points(points, known, message, weighed, search)
        if countries := [str(each) for each in message.values("asked_country")]:
            return Turn((country_reply(list(dict.fromkeys(countries)), memory, search),), memory)
        if not known:
            return Turn((UNKNOWN_TOPIC,), memory)
        return _of_record(known, message, memory, search) or _of_topics(
            known, points if likely_meant else asked_for, message, memory, search
        )


def _of_record(topics: Sequence[str], message: Message, memory: Memory, search: Search) -> Turn | None:
    """What is on record of the programs that the message is about, or that it is not; None where it is about none."""
    pointed = Pointed() if asks_in_general(message) else pointed_at(message, memory, search.knowledge)
    alone = () if message.does("story") else message.values("asked_fact")
    asked = [str(fact) for fact in alone if fact in FACT_NAMES]
    named = message.values("program") or message.values("unknown_program")
    answerable = (*FACTS_OF_TOPIC, *(NAMED_TOPICS if named else ()))  # "is it worth it" points at nothing
    told = facts_of(topics)
    narrow = bool(asked) and set(asked) <= set(told)  # "letters for each" asks for no fee and no deadline
    facts = list(dict.fromkeys(asked if narrow else [*asked, *told]))
    if (pointed.programs or pointed.universities) and all(topic in answerable for topic in topics):
        return _of_program(topics, pointed, facts, message, memory, search)
    if pointed.unknown and not message.does("story"):
        return Turn((_beside(pointed.unknown[0], topics[0], memory, search),), memory)
    return None


def _of_topics(
    topics: Sequence[str], points: Sequence[Particular], message: Message, memory: Memory, search: Search
) -> Turn:
    """The general answers to the topics, behind the points that are likelier meant than they."""
    first, *others = (_reply(topic, message, memory, search) for topic in topics[:MOST_TOPICS])
    replies = [first, *(replace(e, lines=LINES_OF_SECOND) if isinstance(e, General) else e for e in others)]
    if message.does("story"):
        return Turn((*replies, *or_did_you_mean(message, topics)), memory)
    names = named_beside(topics[0], message, memory, search)
    if names is not None:
        replies[0] = with_names(replies[0], names)
    likely_meant = _is_likely_meant(topics, message)
    nearer = _nearer(points, likely_meant, message, memory) if len(topics) == 1 else []
    if nearer and isinstance(replies[0], General):
        replies[0] = _followed_by(replies[0], nearer[0]) if likely_meant else _behind(nearer, replies[0])
        memory = with_told(memory, nearer)
    return Turn((*replies, *or_did_you_mean(message, topics)), memory)


def _is_likely_meant(topics: Sequence[str], message: Message) -> bool:
    """Whether the first topic is beyond doubt, or on marks that are the person's own."""
    sure = bool(topics) and dict(message.ranking).get(f"faq/{topics[0]}", 0.0) >= BEYOND_DOUBT
    return sure or _of_own_marks(message, topics)


def _joining(message: Message) -> set[str]:
    """The points that a message means as a whole only: of "is the GRE needed" and "how long does it take" together none
    is on the time that the GRE takes. They stand behind the answers: not heard at all, 1.6 % of blind messages would
    lose their right point.
    """
    meant = (each for each in message.points_asked if "score" in each)
    return {str(each["value"]) for each in meant if each["end"] - each["start"] >= len(message.text)}


def _nearer(points: Sequence[Particular], beside: bool, message: Message, memory: Memory) -> list[Particular]:
    """The points that stand before a general answer: one beside an answer that is likely meant, else two."""
    meant = {each["value"] for each in message.points_asked if "score" in each}  # one in words may be told in passing
    asked = [each for each in points if each.name in meant and each.key not in memory.told]
    goes_on = bool(memory.last) and not beside  # what stands at the beginning means what it says
    likely = likely_points(message, memory, MOST_LIKELY) if goes_on else point_beside(message, memory)
    return [*dict.fromkeys((*asked, *likely))][: 1 if beside else MOST_LIKELY]


def _of_own_marks(message: Message, topics: Sequence[str]) -> bool:
    """Whether a grade or a score of theirs is asked about, to which what is theirs is the answer."""
    return bool(set(OF_MARKS) & set(topics[:1])) and message.has(*OF_ONES_MARKS)


def _behind(points: Sequence[Particular], general: General) -> General:
    """A general answer in short, behind points of other topics, which answer more often than it does."""
    told = [replace(told_of(each), chips=each.chips) for each in points]
    front = joined([*told, *([general.personal] if general.personal else [])])
    return replace(general, personal=front, lines=LINES_OF_SECOND if len(points) < MOST_LIKELY else 0)


def _followed_by(general: General, point: Particular) -> General:
    """A general answer that is likely meant, in short, and a point that may be meant by it."""
    return replace(general, lines=LINES_OF_SECOND, beside=line_of(point))


def _of_decision(stance: Personal, memory: Memory) -> Turn:
    reply = Reply("answer", stance.says, chips=stance.chips, sources=stance.sources)
    return Turn((reply,), memory.having_told(*stance.keys))


def _is_asked_for(point: Particular, topics: Sequence[str], message: Message) -> bool:
    """Whether the point is what is asked, and not only beside a question that is surely on another topic."""
    sure = bool(topics) and dict(message.ranking).get(f"faq/{topics[0]}", 0.0) >= LIKELY
    return not sure or bool(set(topics) & set(point.topics))


def _of_points(
    points: Sequence[Particular], topics: Sequence[str], message: Message, memory: Memory, search: Search
) -> Turn:
    """The points alone, and a topic that is asked besides and that none of them is about."""
    about = {topic for point in points for topic in point.topics}
    besides = [topic for topic in topics if topic not in about] if len(topics) > 1 else []
    points = _with_likely(points, message, memory)
    beside = [_reply(topic, message, memory, search) for topic in besides[:1]] if len(points) < MOST_LIKELY else []
    return Turn((applied_answer(points, memory, search), *beside), with_told(memory, points))


def _with_likely(points: Sequence[Particular], message: Message, memory: Memory) -> list[Particular]:
    """The points, and where there is only one that is not surely meant, the likeliest other one."""
    sure = any(each.get("sure") for each in message.points_asked)
    others = [] if sure or len(points) > 1 else likely_points(message, memory, MOST_LIKELY)
    return [*points, *(each for each in others if each not in points)][:MOST_LIKELY]


def topics_of(message: Message) -> list[str]:
    """The topics that are answered: all that were asked; of a long story the one that matters most."""
    asked = [topic for topic in dict.fromkeys(message.values("topic")) if f"faq/{topic}" in titles()]
    if not message.does("story") or len(asked) < 2:
        return asked
    first = next(
        (name.removeprefix("faq/") for name, _ in message.ranking if name.removeprefix("faq/") in asked), asked[0]
    )
    return [first]


def or_did_you_mean(message: Message, answered: Sequence[str]) -> tuple[Reply, ...]:
    """The other likely meanings of an unsure message, as chips."""
    sure = dict(message.ranking).get(f"faq/{answered[0]}", 1.0)
    others = [
        name
        for name, likely in message.ranking
        if likely >= WORTH_OFFERING and name in titles() and name.removeprefix("faq/") not in answered
    ]
    offered = [name for name in others if name not in NEVER_OFFERED][:MOST_OFFERED]
    if sure >= LIKELY or len(answered) > 1 or not offered:
        return ()
    return (Reply("clarify", "Or did you mean:", chips=tuple(Chip(titles()[name], payload(name)) for name in offered)),)


def _beside(name: str, topic: str, memory: Memory, search: Search) -> General:
    """A name that is not on record, and the general answer to what was asked of it."""
    missing = not_on_record(name, search.knowledge)
    return General(f"utter_faq/{topic}", Personal(f"{missing.lead} In general:", chips=missing.chips))


def _of_program(
    topics: Sequence[str], pointed: Pointed, facts: Sequence[str], message: Message, memory: Memory, search: Search
) -> Turn:
    whole = NAMED_TOPICS.get(topics[0]) if message.has(*NAMES) and not message.values("asked_fact") else None
    if whole is not None and whole.lead:
        replies, known = whole_told(pointed, whole, message, memory, search)
    else:
        replies, known = facts_told(pointed, facts, message, memory, search)
    # their own marks against these minimums; else what bears on the topic, which names no other programs
    asked_of = programs_of_ids(known.mentioned, search.knowledge)
    held = held_against_all(asked_of, OF_ONES_MARKS, memory) if topics[0] in OF_MARKS and asked_of else ""
    mine = Personal(held) if held else personal(topics[0], memory, search, MOST_BEFORE_FACTS, without=RECORDED)
    if held and isinstance(replies[0], Reply) and held in replies[0].lead:
        mine = None  # the facts say it already
    if mine is not None and replies[0].kind != "which_one":
        receipts = (*replies[0].sources, *mine.sources)
        replies = (replace(replies[0], lead=f"{mine.says} {replies[0].lead}", sources=receipts), *replies[1:])
    more = tuple(map(topic_chip, topics[:2]))
    return Turn(tuple(each.with_chips(more) for each in replies), known)


def named_beside(topic: str, message: Message, memory: Memory, search: Search) -> Personal | None:
    """What is recorded on the topic of up to two schools that a general question names by the way and means."""
    pointed = pointed_at(message, memory, search.knowledge)
    asked = FACTS_OF_TOPIC.get(topic, ())[:1]
    named = [each for each in message.entities if each["entity"] in NAMES]
    if not named or not (pointed.programs or pointed.universities or pointed.unknown):
        return None
    sentences: list[str] = []
    receipts: list[Source] = []
    for name in pointed.unknown[:1]:
        sentences.append(f"{plain(name)} is not in my records.")
    for university in pointed.universities[: MOST_BESIDE - len(sentences)] if asked else ():
        offers = meant_of(university, message, memory.wishes, search.knowledge)
        words, sources = fact_sentence(university.name, offers, asked[0], search)
        sentences.append(words)
        receipts += sources
    for program in pointed.programs[: MOST_BESIDE - len(sentences)] if asked else ():
        words, sources = fact_sentence(in_sentence(program), (program,), asked[0], search)
        sentences.append(words)
        receipts += sources
    return Personal(" ".join(sentences), tuple(receipts)) if sentences else None


def with_names(reply: Reply | General, names: Personal) -> Reply | General:
    """The reply with that in front, behind what is said of the person."""
    if isinstance(reply, Reply):
        return replace(reply, lead=f"{names.says} {reply.lead}", sources=(*reply.sources, *names.sources))
    mine = reply.personal
    if mine is None:
        return replace(reply, personal=names)
    joined = replace(mine, says=f"{mine.says} {names.says}", sources=(*mine.sources, *names.sources))
    return replace(reply, personal=joined)


def _reply(topic: str, message: Message, memory: Memory, search: Search) -> Reply | General:
    if topic == ABROAD and (countries := countries_meant(memory)):  # the general text is on the US
        return country_reply(countries, memory, search)
    specific = PAY_TOPICS.get(topic)
    reply = specific(message, search.knowledge) if specific else None
    if reply is not None:
        return reply
    response = f"utter_faq/{topic}"
    most = (MOST_IN_STORY, WORDS_IN_STORY) if message.does("story") else ()
    again, mine = response in memory.told, personal(topic, memory, search, *most)
    line = asked_line(response, message.text) if again else None
    if again and mine is None and line is None:  # what it means for them is the answer, and may be said twice
        mine = personal(topic, replace(memory, told=()), search, most=1)
    told = [lines for lines in range(1, MOST_LINES_BEGUN) if begun(response, lines) in memory.told]
    return General(response, mine, again=again, line=line, skip=0 if again else max(told, default=0))
