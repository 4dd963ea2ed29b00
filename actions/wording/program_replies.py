"""What is recorded of a program, as a reply: everything, or the one fact that was asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.memory import Memory, Message, Reported
from actions.dialogue.pointing import Pointed, best_of_each, meant_of
from actions.dialogue.search_pages import first_number
from actions.dialogue.topic_facts import FACTS_OF_TOPIC, NamedTopic
from actions.wording.facts import DELIVERY, FACT_NAMES, LENT, fact_lines, is_settled, lines_of, own_lines
from actions.wording.fit import fit
from actions.wording.own_marks import held_against_all
from actions.wording.plain import unique_lines
from actions.wording.price_words import price_lead
from actions.wording.replies import Card, Chip, Line, Personal, Reply, Source
from actions.wording.reported import told_lines
from actions.wording.short_names import in_sentence, short_title
from actions.wording.unclear import another_degree, not_on_record, which_one
from actions.wording.words import card_of, listed
from knowledge.declarations import DECLARED
from knowledge.facts import Program, University
from knowledge.programs import Search

MOST_TOLD = 4  # programs of which one fact is told at once
MOST_OVERVIEWS = 2
MOST_LINES = 8  # of programs of one university, a line each
MOST_IN_LINE = 3  # facts
MOST_BESIDE_FIT = 7  # facts behind how a program suits the person
# What is told of a program in one line where no recorded fact was asked for.
USUAL_FACTS = ("price", "delivery", "gre", "gpa")
LONG = 20  # words; who asks at length asks for something, and not for all there is
# What somebody tells of themselves, and the fact of a program that it is held against.
BEARS_ON = {"gpa": "gpa", "gre_score": "gre", "toefl": "toefl", "ielts": "ielts", "duolingo": "duolingo"}
FORMS_IN_NAMES = ((("campus", "in person", "in-person", "residential"), "on_campus"), (("online", "remote"), "online"))
WHICH_PROGRAM = Reply(
    "question",
    "Which program do you mean? Give me its name or its university, for example “OMSCS” or “NYU”, "
    "or search first and then say “the second one”.",
    chips=(Chip("Find programs", "/ask_recommendation"),),
)


def facts_told(
    pointed: Pointed, asked: Sequence[str], message: Message, memory: Memory, search: Search
) -> tuple[tuple[Reply, ...], Memory]:
    """The facts asked for, of whatever was pointed at, and the memory of what was spoken of.

    Of a university with several records the field and form said beside it decide; a fact is told of up to MOST_TOLD
    of them, and which one is meant is asked only for more, or where everything was asked.
    """
    knowledge = search.knowledge
    if pointed.nothing:
        return (WHICH_PROGRAM,), memory
    if pointed.unknown and not (pointed.programs or pointed.universities):
        return (not_on_record(pointed.unknown[0], knowledge),), memory
    known = _wanted(asked, message)
    programs = list(pointed.programs)
    for university in pointed.universities if not programs else ():
        offers = meant_of(university, message, memory.wishes, knowledge)
        if len(offers) > (MOST_TOLD if known else 1):
            mentioned = tuple(each.id for each in offers)
            open_ = replace(memory, mentioned=mentioned, shown=mentioned, asked="which_one")
            lines = [line for each in offers[:MOST_LINES] if (line := line_on(each, known, search)) is not None]
            unmet = another_degree(pointed, offers, message)
            return (_with_lead(which_one(university, offers, asked, lines), unmet),), open_
        programs += offers
    programs = list(dict.fromkeys(programs))[:MOST_TOLD]
    after = replace(memory, mentioned=tuple(each.id for each in programs), asked=None)
    note = f"{another_degree(pointed, programs, message)} {other_form(programs, message)}".strip()
    if known:
        told = _told(programs, known, search, memory.reported)
        mine = held_against_all(programs, known, memory)
        first = first_number(after.mentioned, memory, search) if len(told.cards) == len(programs) else 1
        return (replace(_with_lead(told, f"{mine} {note}".strip()), first=first),), after
    if "url" in asked and any(each.url for each in programs):
        return (_with_lead(_pages(programs), note),), after
    all_told = tuple(_overview_told(each, search, memory.reported) for each in programs[:MOST_OVERVIEWS])
    suits = fit(programs[0], memory, search) if len(programs) == 1 and not message.is_chip else ""
    if suits:
        return (_in_short(all_told[0], programs[0], f"{suits} {note}".strip()),), after
    return (_with_lead(all_told[0], note), *all_told[1:]), after


def _in_short(told: Reply, program: Program, suits: str) -> Reply:
    """The overview behind how the program suits the person: its first facts, the others a choice away."""
    card = told.cards[0]
    kept = replace(card, lines=card.lines[:MOST_BESIDE_FIT])
    all_ = Chip("All I have on it", f"/ask_program_fact{json.dumps({'program': program.id})}")
    more = (all_,) if len(card.lines) > MOST_BESIDE_FIT else ()
    return replace(told, lead=suits, cards=(kept,), chips=(*more, *told.chips))


def whole_told(
    pointed: Pointed, whole: NamedTopic, message: Message, memory: Memory, search: Search
) -> tuple[tuple[Reply, ...], Memory]:
    """What can be said to a question on a program as a whole ("is it hard?"), and the memory as of `facts_told`."""
    offers: Sequence[Program] = best_of_each(pointed.universities, memory.wishes, search, message)
    if len(pointed.universities) == 1:
        offers = meant_of(pointed.universities[0], message, memory.wishes, search.knowledge)
    programs = tuple(dict.fromkeys((*pointed.programs, *offers)))[: MOST_TOLD if whole.facts else None]
    if not programs:
        return facts_told(pointed, whole.facts, message, memory, search)
    schools = list(dict.fromkeys(each.university for each in programs))
    names = schools[0].name if len(schools) == 1 and len(programs) > 1 else listed(list(map(in_sentence, programs)))
    lead = whole.lead.format(program=names, accredited=" ".join(map(_accredited, schools)))
    if not whole.facts:
        survey = search.knowledge.sources["ipeds-institutions"]
        receipts = (Source(survey.name, survey.url or ""),) if any(each.accreditor for each in schools) else ()
        return (Reply("answer", lead, chips=_chips(programs[0]), sources=receipts),), memory
    told = _told(programs, whole.facts, search, memory.reported)
    if not told.cards:
        lead = f"{lead.rpartition(';')[0]}. What else would tell is not recorded either."
    after = replace(memory, mentioned=tuple(each.id for each in programs), asked=None)
    return (replace(told, kind="program_fact", lead=lead),), after


def _accredited(university: University) -> str:
    if university.accreditor is None:
        return f"Who accredits {university.name} is not in my records."
    return f"{university.name} is accredited as a university by the {university.accreditor}."


def _pages(programs: Sequence[Program]) -> Reply:
    """The addresses of the programs' own pages."""
    with_page = [each for each in programs if each.url]
    missing = [in_sentence(each) for each in programs if not each.url]
    lead = f"The page of {listed([in_sentence(each) for each in with_page])}:"
    cards = tuple(map(card_of, with_page))
    closing = f"Not recorded: the page of {listed(missing)}." if missing else ""
    return Reply("link", lead, cards, closing=closing, chips=_chips(*with_page))


def _wanted(asked: Sequence[str], message: Message) -> tuple[str, ...]:
    """The facts to tell: those asked for; where somebody tells of their grades or a whole story, what those bear on."""
    known = tuple(each for each in dict.fromkeys(asked) if each in FACT_NAMES and each != "url")
    if known or message.is_chip:
        return known
    told = tuple(fact for kind, fact in BEARS_ON.items() if message.values(kind))
    if told or len(message.text.split()) < LONG:
        return told
    topics = [name.removeprefix("faq/") for name, _ in message.ranking]
    return next((FACTS_OF_TOPIC[each] for each in topics if each in FACTS_OF_TOPIC), ())


def other_form(programs: Sequence[Program], message: Message) -> str:
    """Says so where the form asked for (on campus, online) is not the one on record."""
    form = next(iter(message.values("delivery")), None) or _form_in_name(programs, message)
    recorded = [fact.value for each in programs if (fact := each.fact("delivery")) is not None]
    if form not in DELIVERY or len(recorded) < len(programs) or any(form in each for each in recorded):
        return ""
    have = DELIVERY[recorded[0][0]] if recorded else ""
    return f"The degree {DELIVERY[form]} is not in my records; what I have is {have}, which may differ."


def _form_in_name(programs: Sequence[Program], message: Message) -> str | None:
    """The form that a name said as a whole holds: "UT Austin campus MS in computer science"."""
    ids = [each.id for each in programs]
    said = " ".join(str(each.get("text")) for each in message.entities if each.get("value") in ids).lower()
    return next((form for words, form in FORMS_IN_NAMES if any(word in said for word in words)), None)


def _with_lead(reply: Reply, note: str) -> Reply:
    return replace(reply, lead=f"{note} {reply.lead}".strip())


def _told_lead(programs: Sequence[Program], cards: Sequence[Card]) -> str:
    """The answer itself where it is one fact of one program, else whose facts follow."""
    if len(programs) > 1:
        return "On record:"
    lines = cards[0].lines
    return (
        f"{in_sentence(programs[0])}: {lines[0].says.rstrip('.')}."
        if len(lines) == 1
        else f"{in_sentence(programs[0])}:"
    )


def _overview_told(program: Program, search: Search, reported: Sequence[Reported]) -> Reply:
    return with_told(overview(program, search), told_lines(program, tuple(FACT_NAMES), reported, with_name=True))


def _told(
    programs: Sequence[Program], asked: Sequence[str], search: Search, reported: Sequence[Reported] = ()
) -> Reply:
    """The facts asked for of some programs, each a card; what is not recorded is said once, below."""
    cards, missing = [], []
    for program in programs:
        lines = tuple(unique_lines([line for each in asked for line in lines_of(program, each, search)]))
        lacking = [
            _lacking_name(program, each, search)
            for each in asked
            if not (_is_told(program, each, search) or (each in LENT and lines_of(program, each, search)))
        ]
        told = told_lines(program, asked, reported, with_name=True)
        if lines or told:
            cards.append(card_of(program, (*lines, *told)))
        if lacking:
            missing.append((program, lacking))
    if not cards:
        if len(programs) == 1:
            return with_siblings(not_recorded(programs[0], missing[0][1]), programs[0], asked, search)
        return _none_recorded(programs, asked)
    one = len(programs) == 1
    names = [listed(lacking) if one else f"{listed(lacking)} of {in_sentence(each)}" for each, lacking in missing]
    recorded = any(lines_of(each, fact, search) for each in programs for fact in asked)
    lead = _told_lead(programs, cards) if recorded else "It is not in my records, but you told me:"
    estimated = price_lead(tuple(programs), search.home) if tuple(asked) == ("price",) else ""
    closing = f"Not recorded: {listed(names)}." if names and not estimated else ""
    lead = estimated or lead
    return Reply("program_fact", lead, cards=tuple(cards), closing=closing, chips=_chips(*programs))


def _none_recorded(programs: Sequence[Program], asked: Sequence[str]) -> Reply:
    what = listed([FACT_NAMES[each] for each in asked])
    names = listed([in_sentence(each) for each in programs], "or")
    are = "are" if len(asked) > 1 or re.search(r"[^ius]s$", what) else "is"  # "deadlines are", "focus is"
    lead = f"I don't have that: {what} {are} not in my records for {names}. It is no “no”; "
    lead += "the admissions offices can tell."
    return Reply("not_recorded", lead, chips=_chips(*programs))


def _is_told(program: Program, asked: str, search: Search) -> bool:
    """Whether the subject itself is recorded, or, where it has no facts of its own, what answers it."""
    own = DECLARED.subjects[asked].facts
    if asked == "price":  # an estimate is no record
        return is_settled(program, asked)
    return bool((own_lines if own else fact_lines)(program, asked, search.knowledge))


def _lacking_name(program: Program, asked: str, search: Search) -> str:
    """What a fact is called that is not recorded; a price of which something stands above, so that both are true."""
    found = search.price(program) if asked == "price" else None
    if found is None:
        return FACT_NAMES[asked]
    return f"its own price (above is {'a note' if found.kind == 'noted' else 'an estimate'})"


def line_on(program: Program, asked: Sequence[str], search: Search, most: int = MOST_IN_LINE) -> Personal | None:
    """A line of what is recorded of a program on what was asked, else of what people usually ask; with receipts."""
    told = _first_lines(program, asked, search) or _first_lines(program, USUAL_FACTS, search)
    if not told:
        return None
    says = "; ".join(line.says.rstrip(".") for line in told[:most])
    return Personal(f"• {in_sentence(program)}: {says}.", tuple(s for line in told[:most] for s in line.sources))


def _first_lines(program: Program, asked: Sequence[str], search: Search) -> list[Line]:
    return [line for fact in asked for line in lines_of(program, fact, search)[:1]]


def fact_sentence(name: str, programs: Sequence[Program], asked: str, search: Search) -> tuple[str, tuple[Source, ...]]:
    """One fact of a school in a sentence, with receipts: "Kennesaw State University: minimum GPA 2.75 (MS CS)"."""
    told, receipts = [], []
    for program in programs[:MOST_TOLD]:
        lines = fact_lines(program, asked, search.knowledge, search.home)[:1]
        told += [f"{line.says} ({short_title(program)})" if len(programs) > 1 else line.says for line in lines]
        receipts += [source for line in lines for source in line.sources]
    if not told:
        return f"Of {name}, {FACT_NAMES[asked]} is not in my records.", ()
    return f"{name}: {'; '.join(told)}.", tuple(receipts)


def with_told(reply: Reply, told: tuple[Line, ...]) -> Reply:
    """The reply whose card also has what the person was told; marked as theirs, without a receipt."""
    cards = tuple(replace(card, lines=(*card.lines, *told)) for card in reply.cards)
    return replace(reply, cards=cards)


def overview(program: Program, search: Search) -> Reply:
    """Everything people usually ask of a program, and what is not recorded of it."""
    told = {asked: own_lines(program, asked, search.knowledge) for asked in DECLARED.overview}
    told["price"] = fact_lines(program, "price", search.knowledge, search.home)
    lines = tuple(unique_lines([line for each in told.values() for line in each]))
    missing = [
        _lacking_name(program, asked, search)
        for asked in DECLARED.expected
        if not (told[asked] and _is_told(program, asked, search))
    ]
    lead = "Here is what I have on record:"
    if program.kind == "field":
        lead = (
            "This is a federal record of all master's degrees the university awards in this field, "
            "not the title of one program:"
        )
    closing = (
        f"Not recorded: {listed(missing)}. The program's page or its admissions office can say." if missing else ""
    )
    card = card_of(program, lines)
    return Reply("program", lead, cards=(card,), closing=closing, chips=_chips(program))


def not_recorded(program: Program, missing: Sequence[str]) -> Reply:
    """Says that a value is not recorded, and who can answer it."""
    where = program.url or program.university.admissions_url or program.university.website or ""
    whose = in_sentence(program)
    if program.kind == "field":
        whose = f"a {program.field.replace('_', ' ')} master’s at {program.university.name}"
    lead = (
        f"I don’t have the {listed(missing)} of {whose}: that is not in my records. It is no “no”; the "
        "admissions office can tell you."
    )
    return Reply("not_recorded", lead, closing=f"Its page: {where}" if where else "", chips=_chips(program))


def with_siblings(reply: Reply, program: Program, asked: Sequence[str], search: Search) -> Reply:
    """The reply with what is recorded on it of the university's named programs, where it is about a whole field."""
    if program.kind == "program":
        return reply
    said, receipts = [], []
    for other in search.knowledge.programs_of(program.university.id):
        lines = [line for fact in asked for line in fact_lines(other, fact, search.knowledge, search.home)[:1]]
        if other.kind == "program" and lines:
            said.append(f"{in_sentence(other)}: {'; '.join(line.says for line in lines)}.")
            receipts += [source for line in lines for source in line.sources]
    if not said:
        return reply
    return replace(reply, lead=" ".join([reply.lead, "What I have there:", *said[:2]]), sources=tuple(receipts))


def _chips(*programs: Program) -> tuple[Chip, ...]:
    """What is often asked next, of all that the reply is about."""
    asked_of = [each.id for each in programs] if len(programs) > 1 else programs[0].id

    def payload(asked: str) -> str:
        return f"/ask_program_fact{json.dumps({'program': asked_of, 'asked_fact': asked})}"

    return (
        Chip("Price", payload("price")),
        Chip("Deadlines", payload("deadline")),
        Chip("What they ask for", payload("prerequisites")),
        Chip("Find programs like it", f"/inform{json.dumps({'field': programs[0].field})}"),
    )
