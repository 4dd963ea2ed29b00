"""Words where it is unclear which program is meant: not on record, another degree, or one of several. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence

from actions.dialogue.memory import Message
from actions.dialogue.pointing import Pointed, fields_beside, is_in
from actions.dialogue.titles_beside import titles_not_on_record
from actions.wording.replies import Chip, Personal, Reply
from actions.wording.short_names import degree, in_sentence
from actions.wording.words import listed, plain
from knowledge.base import Knowledge
from knowledge.facts import Program, University
from knowledge.names import nearest

MOST_CHIPS = 6


def which_one(
    university: University, offers: Sequence[Program], asked: Sequence[str], told: Sequence[Personal]
) -> Reply:
    """What is recorded of each program of a university, in a line; who wants more says of which.

    Args:
        told: the lines, of those programs of which something on it is recorded.
    """
    chips = tuple(Chip(degree(each), _fact_payload(each, asked)) for each in offers[:MOST_CHIPS])
    if not told:
        names = listed([degree(each) for each in offers], "or")
        lead = f"{university.name} has {len(offers)} on record. Which one do you mean: {names}?"
        return Reply("which_one", lead, chips=chips)
    lead = "\n".join([f"{university.name} has {len(offers)} on record:", *(each.says for each in told)])
    sources = tuple(dict.fromkeys(source for each in told for source in each.sources))
    return Reply("which_one", lead, closing="Which one do you want to know more of?", chips=chips, sources=sources)


def _fact_payload(program: Program, asked: Sequence[str]) -> str:
    entities: dict[str, str] = {"program": program.id}
    if asked:
        entities["asked_fact"] = asked[0]
    return f"/ask_program_fact{json.dumps(entities)}"


def not_on_record(name: str, knowledge: Knowledge) -> Reply:
    """Says that a name is not in the records, with the nearest names there are; never invents."""
    name = name if isinstance(name, str) and name.strip() else "That name"  # a payload may hold anything
    near = {_called(each, knowledge): each for each in nearest(knowledge, name)}
    guess = f" The nearest names I have: {listed(list(near), 'or')}." if near else ""
    closing = "That it isn't in my records says nothing about its quality."
    chips = tuple(Chip(short, f"tell me about {each}") for short, each in near.items())
    return Reply("not_on_record", f"“{plain(name)}” is not in my records.{guess}", closing=closing, chips=chips)


def another_degree(pointed: Pointed, programs: Sequence[Program], message: Message) -> str:
    """Says so where a university's degree was named, by its letters or its field, that is none of those on record."""
    if by_letters := degree_by_letters(pointed, programs, message):
        return by_letters
    for university in pointed.universities:
        fields = fields_beside(university, message)
        named = _named_of(university, programs)
        if fields and named and not any(is_in(each, fields) for each in named):
            missing = f"A master’s in {fields[0].replace('_', ' ')} at {university.name} is not in my records"
            return f"{missing}; what I have there is another degree."
    return ""


def degree_by_letters(pointed: Pointed, programs: Sequence[Program], message: Message) -> str:
    """The same for letters alone: among several degrees, or in a post, a field beside a name may be anything."""
    for university in pointed.universities:
        named = _named_of(university, programs)
        letters = next(titles_not_on_record(message, [university]), "") if named else ""
        if letters:
            told = listed([degree(each) for each in named])
            return f"{letters} at {university.name} is not in my records; what I have there is another degree ({told})."
    return ""


def _named_of(university: University, programs: Sequence[Program]) -> list[Program]:
    return [each for each in programs if each.university.id == university.id and each.kind == "program"]


def _called(name: str, knowledge: Knowledge) -> str:
    """A name on record, of a program its short form; the university is left out where several have the title."""
    bearing = [each for each in knowledge.named if each.name == name]
    return name if not bearing else in_sentence(bearing[0]) if len(bearing) == 1 else degree(bearing[0])


def no_such_degree(title_: str, university: University, knowledge: Knowledge) -> Reply:
    """Says that a university's degree is not in the records, what there is of it instead, and who would know."""
    offers = [each for each in knowledge.programs_of(university.id) if each.kind == "program"]
    there = f" What I have there: {listed([degree(each) for each in offers])}." if offers else ""
    chips = tuple(Chip(degree(each), _fact_payload(each, ())) for each in offers[:MOST_CHIPS])
    lead = f"“{plain(title_)}” at {university.name} is not in my records: the department can tell.{there}"
    return Reply("not_on_record", lead, chips=chips)


def nothing_on(question: str, asks: bool, mentioned: Sequence[str], knowledge: Knowledge) -> Reply:
    """Says that nothing is held on what was asked or said in passing, who may know, and what is held instead.

    Args:
        mentioned: ids of the programs that are spoken of.
    """
    program = knowledge.program(mentioned[0]) if mentioned else None
    who = f": the admissions office of {program.university.name} can tell" if program else ""
    said = plain(question.strip())
    nothing = (
        f"On “{said}” I have nothing on record, and I won't guess{who}."
        if asks
        else "I keep to what is recorded, and nothing there speaks of that. If there is a question in it, ask me that."
    )
    held = "prices, deadlines, what programs ask for, their length and form, and graduates' pay"
    lead = f"{nothing} What I do hold is {held}."
    chips = (
        Chip("Price", _fact_payload(program, ("price",))) if program else Chip("Cost", '/faq{"topic": "cost"}'),
        Chip("Find programs", "/ask_recommendation"),
        Chip("What can you do?", "/help"),
    )
    return Reply("out_of_scope", lead, chips=chips)
