"""What a whole post gets beside its main answer: a line for each further question, and the programs that fit. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from actions.dialogue.intents import first_line, titles
from actions.dialogue.memory import Memory, Message
from actions.wording.decided import decisions, put, verdict
from actions.wording.likely_points import CLOSER, likely_points, point_beside, untold
from actions.wording.particular_answers import Particular, line_of, raised, told_of, with_told
from actions.wording.person_words import noted_line
from actions.wording.personal import figure_sources, joined, personal
from actions.wording.personal.life import lives_at_home
from actions.wording.replies import Chip, General, Personal, Reply, begun, topic_chip
from actions.wording.schools_named import school_lines
from actions.wording.search_replies import wishes_words
from actions.wording.short_names import in_sentence
from actions.wording.turn import Turn
from actions.wording.words import listed
from knowledge.declarations import DECLARED
from knowledge.figures import fill
from knowledge.programs import Found, Search

MOST_LINES = 3
MOST_FITTING = 3
WORDS_BESIDE, WORDS_BESIDE_A_LIST = 85, 50  # of the lines beside a fixed answer, and beside programs
MOST_LINE_WORDS = 55  # of the person and in general, in one line
# Of a fixed answer, where more stands behind it; more words there, or of the person in front, leave it one line.
GENERAL_LINES, MANY_WORDS, MANY_OWN_WORDS = 2, 75, 45
# Topics that an action's own answer is about.
ANSWERED_BY = {
    "payoff": ("worth_it", "salary", "cost", "financial_aid"),
    "readiness": ("prerequisites", "bachelor_needed", "difficulty"),
    "study_plan": ("prerequisites",),
    "compare": ("how_to_choose", "rankings", "worth_it", "ml_vs_related"),
    "recommend": ("how_to_choose", "rankings"),
    "doubts": ("worth_it",),
}
# Actions that answer on the conversation itself: "what do you search by" is near no point of studies.
OF_THE_TALK = (
    "show_wishes", "my_data", "forget_me", "go_back", "never_mind", "start_over", "show_shortlist", "shortlist_remove",
    "shortlist_note", "export_shortlist", "report_answer", "all_sources", "data_age", "explain_question",
)  # fmt: skip
# Topics that somebody who lives in the US, and says nothing of another country, asks nothing about.
OF_FOREIGNERS = ("international", "visa_refusals", "three_year_degree")
LONG = 12  # words of a message that asks something, whatever its form
# Actions that tell what is recorded of programs, which may miss what was asked of them.
OF_PROGRAMS = ("answer", "program_fact", "compare", "recommend", "payoff")
SHOW_FITTING = Chip("Show the programs that fit", "/ask_recommendation")


def with_the_rest(turn: Turn, action: str, message: Message, search: Search) -> Turn:
    """The turn with what the post asked besides, in its last reply.

    Args:
        action: the file name of the action that answered.
    """
    if not turn.replies:
        return turn
    # where the action is `answer`, a stance is what it answered already
    stance = None if action == "answer" else verdict(message, turn.memory, search)
    if stance is not None:
        turn = replace(turn, memory=turn.memory.having_told(*stance.keys))
    weighed = message.has("decision")
    generals = [each.response.removeprefix("utter_faq/") for each in turn.replies if isinstance(each, General)]
    about = [topic for name in put(message) for topic in decisions()[name].topics]
    silent = {topic for name in put(message) for topic in decisions()[name].silences}
    answered = {*generals, *about, *silent, *ANSWERED_BY.get(action, ())}
    answered |= set(message.values("topic")) if action == "program_fact" else set()
    main = next((place for place, each in enumerate(turn.replies) if isinstance(each, General)), len(turn.replies) - 1)
    reply = turn.replies[main]
    said = " ".join(each.lead for each in turn.replies if isinstance(each, Reply))
    likely = likely_points(message, turn.memory, MOST_LINES)
    asked = [*likely, *raised(message, asked=True)]
    points = untold(dict.fromkeys((*likely, *raised(message))), turn.memory)
    points = [each for each in points if not silent & set(each.topics)]
    reply, left = _with_first(reply, points, asked, turn.memory, search)
    named_only = [line_of(each) for each in left if each not in asked and not weighed]
    lines = _within(
        [
            *(line_of(each) for each in left if each in asked),
            *further_lines(message, answered, turn.memory, search, said),
            *named_only,
        ],
        WORDS_BESIDE_A_LIST if _is_list(reply) else WORDS_BESIDE,
    )
    told = {key for each in lines for key in each.keys}
    turn = replace(turn, memory=with_told(turn.memory, [each for each in points if each.key in told]))
    fits = _wishes_more(message) and (
        isinstance(reply, General) or (weighed and action == "answer" and message.does("find"))
    )
    found = search.find(turn.memory.wishes) if fits else None
    noted = noted_line(turn.memory, search.knowledge)
    fitting = None if found is None else fitting_line(found, turn.memory, search, said=not noted)
    if found and fitting and not turn.memory.shown:  # so that "the first of them" is one of these
        ids = tuple(search.knowledge.programs[index].id for index in found.fitting[:MOST_FITTING])
        turn = replace(turn, memory=replace(turn.memory, shown=ids))
    known = joined([*([Personal(noted)] if noted else []), *([fitting] if fitting else [])])
    topics = (*answered, *message.values("topic"))
    schools = [] if weighed else school_lines(action, topics, message, turn.memory, search)
    rest = joined([*([stance] if stance else []), *schools, *lines, *([known] if known else [])], "\n")
    if rest is None:
        return replace(turn, replies=(*turn.replies[:main], reply, *turn.replies[main + 1 :]))
    guesses = [each for each in turn.replies if isinstance(each, Reply) and each.kind == "clarify"]
    others = [each for each in turn.replies[main + 1 :] if each not in guesses]
    beside = _side_by_side(reply, rest, first=stance is not None and not _answers_first(action, reply))
    return replace(turn, replies=(*turn.replies[:main], *beside, *others))


def _answers_first(action: str, reply: Reply | General) -> bool:
    """Whether a comparison says by itself what is to be taken: by what was quoted."""
    return action == "compare" and isinstance(reply, Reply) and bool(reply.lead)


def _side_by_side(reply: Reply | General, rest: Personal, first: bool) -> tuple[Reply | General, ...]:
    """The reply with the rest; where it is a list or a table, which has no room, the rest in a reply of its own: before
    a list of programs, of which it tells what was heard, and behind a table, whose first sentence is the answer, unless
    the rest has to come `first`."""
    if not _is_list(reply) and not first:
        return (_with(reply, rest),)
    own = Reply("answer", rest.says, chips=rest.chips, sources=rest.sources)
    return (reply, own) if isinstance(reply, Reply) and reply.table and not first else (own, reply)


def _is_list(reply: Reply | General) -> bool:
    return isinstance(reply, Reply) and bool(reply.cards or reply.table)


def _within(lines: Sequence[Personal], words: int) -> list[Personal]:
    """As many of the lines as go into so many words, one at least, and MOST_LINES at most."""
    kept: list[Personal] = []
    for line in lines[:MOST_LINES]:
        if kept and sum(len(each.says.split()) for each in (*kept, line)) > words:
            continue
        kept.append(line)
    return kept


def with_points(turn: Turn, action: str, message: Message) -> Turn:
    """The turn with the points that a short message asks about besides what was answered."""
    if action in OF_THE_TALK and not message.surely_asks_a_point:
        return turn
    points = untold(raised(message, asked=True), turn.memory)
    asks = message.does("question") or len(message.text.split()) >= LONG
    if not points and action in OF_PROGRAMS and asks:
        points = point_beside(message, turn.memory, CLOSER)
    rest = joined([line_of(each) for each in points], "\n")
    if rest is None or not turn.replies:
        return turn
    *others, last = turn.replies
    return replace(turn, replies=(*others, _with(last, rest)), memory=with_told(turn.memory, points))


def _with_first(
    reply: Reply | General,
    points: list[Particular],
    asked: Collection[Particular],
    memory: Memory,
    search: Search,
) -> tuple[Reply | General, list[Particular]]:
    """The reply with the first asked point in front instead of a fixed answer, and the others."""
    if not isinstance(reply, General):
        return reply, points
    topic = reply.response.removeprefix("utter_faq/")
    first = next((each for each in points if each in asked), None)
    if first is None:
        return reply, points
    mine = personal(topic, memory, search, most=1)  # beside so particular an answer the general one is a choice away
    front = joined([told_of(first), *([mine] if mine else [])])
    return replace(reply, personal=front, lines=0), [each for each in points if each is not first]


def _with(reply: Reply | General, rest: Personal) -> Reply | General:
    if isinstance(reply, General):
        own = len(reply.personal.says.split()) if reply.personal else 0
        few = own < MANY_OWN_WORDS and len(rest.says.split()) <= MANY_WORDS
        most = GENERAL_LINES if few else 1
        return replace(reply, lines=most if reply.lines is None else reply.lines, beside=rest)
    closing = "\n".join(part for part in (rest.says, reply.closing) if part)
    chips = (*reply.chips, *(each for each in rest.chips if each not in reply.chips))
    return replace(reply, closing=closing, chips=chips, sources=(*reply.sources, *rest.sources))


def further_lines(
    message: Message, answered: Collection[str], memory: Memory, search: Search, said: str = ""
) -> list[Personal]:
    """A line for each further topic that the post asks about, each with a choice to read more of it.

    Args:
        said: what the reply says already; of a topic whose sentence stands in it only the general answer is left.
    """
    asked = dict.fromkeys((*message.values("topic"), *message.values("also_asked")))
    off = OF_FOREIGNERS if lives_at_home(memory) else ()
    topics = [each for each in asked if each not in (*answered, *off) and f"faq/{each}" in titles()]
    return [in_a_line(topic, memory, search, said) for topic in topics[:MOST_LINES]]


def in_a_line(topic: str, memory: Memory, search: Search, said: str = "") -> Personal:
    """A FAQ topic in one line: how its general answer begins, and what it means for this person, unless it was said."""
    chip, written = topic_chip(topic), first_line(topic)
    says, _ = fill(written, search.knowledge)
    general = Personal(says, figure_sources(written, search), keys=(begun(f"utter_faq/{topic}", 1),))
    mine = personal(topic, memory, search, most=1)
    mine = None if mine is not None and mine.says in said else mine
    short = mine is not None and len(f"{says} {mine.says}".split()) <= MOST_LINE_WORDS
    line = joined([*([mine] if mine else []), *([general] if short or mine is None else [])])
    return replace(line or general, says=f"• {chip.title}: {(line or general).says}", chips=(chip,))


def _wishes_more(message: Message) -> bool:
    """Whether a post wishes for something besides a field, and what follows from what somebody brings."""
    told = (*DECLARED.brought, "background", "field")
    return message.changes is not None and any(wish.key not in told for wish in message.changes.added)


def fitting_line(found: Found, memory: Memory, search: Search, said: bool = True) -> Personal | None:
    """Which programs meet the wishes that were said in a post that asks something else.

    Args:
        said: whether the wishes are named; not where they stand in front, as what was noted.
    """
    by = f"By what you said ({wishes_words(memory.wishes, search)})" if said else "By that"
    if found.fitting:
        count = len(found.fitting)
        fit = "one named program fits" if count == 1 else f"{count} named programs fit"
        first = "" if count <= MOST_FITTING else "first "
        words = f"{by} {fit}: {first}{_names(found.fitting, search)}."
    elif found.possible:
        names = _names(found.possible, search)
        words = f"{by} I have none that is recorded in full; nothing speaks against {names}."
    else:
        return None
    return Personal(words, (), (SHOW_FITTING,))


def _names(indices: Sequence[int], search: Search) -> str:
    return listed([in_sentence(search.knowledge.programs[index]) for index in indices[:MOST_FITTING]])
