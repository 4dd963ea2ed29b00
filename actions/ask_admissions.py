"""The question pack: what is not recorded becomes one email per admissions office, ready to send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import programs_of_ids
from actions.shortlist.entries import SHOW, entries, followed, meant
from actions.wording.office_questions import questions
from actions.wording.replies import MARKDOWN, Chip, File, Reply
from actions.wording.short_names import in_sentence
from actions.wording.words import listed, title
from knowledge.base import Knowledge
from knowledge.facts import Program, University
from knowledge.programs import Search

WHICH = Reply(
    "question",
    "For which programs shall I write to the admissions office? Keep some on your shortlist, or name one: “questions "
    "for OMSCS”.",
    chips=(Chip("Find programs", "/ask_recommendation"),),
)


class ActionAskAdmissions(AdvisorAction):
    """`ask_admissions`."""

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """An email for each office: of the programs pointed at, else of the shortlist, else of the first one shown."""
        found = meant(message, memory, search.knowledge)
        if found.ask:
            return Turn((found.ask,), memory)
        programs = found.programs or _at_hand(memory, search.knowledge)
        if not programs:
            return Turn((WHICH,), memory)
        reply = followed(pack(programs, memory, search.knowledge), memory, search.knowledge)
        return Turn((reply,), replace(memory, mentioned=tuple(each.id for each in programs)))


def _at_hand(memory: Memory, knowledge: Knowledge) -> tuple[Program, ...]:
    kept = tuple(program for _, program in entries(memory.shortlist, knowledge))
    return kept or programs_of_ids((*memory.mentioned, *memory.shown)[:1], knowledge)


def pack(programs: Sequence[Program], memory: Memory, knowledge: Knowledge) -> Reply:
    """The reply with all emails, as text and as a file."""
    offices: dict[University, list[Program]] = {}
    for program in programs:
        if questions(program, memory.wishes, memory.reported, knowledge):
            offices.setdefault(program.university, []).append(program)
    if not offices:
        names = listed([in_sentence(each) for each in programs])
        lead = f"I have no open question on {names}: the usual ones are answered."
        return Reply("question_pack", lead, chips=(SHOW,))
    emails = [email(university, asked, memory, knowledge) for university, asked in offices.items()]
    many = f"{len(emails)} emails, one for each admissions office" if len(emails) > 1 else "An email"
    lead = (
        f"{many}, with what my records don't answer. Addresses of people are not in my records, so I can't open your "
        "mail program: copy the text and send it by the page named above it. Tell me what they answer, for example "
        "“Penn told me they need two letters”, and I keep it as yours."
    )
    content = "\n\n---\n\n".join(emails)
    file = File("questions-for-admissions.md", MARKDOWN, content + "\n")
    report = tuple(
        Chip(f"{in_sentence(each)} answered", f'/report_answer{{"program": "{each.id}"}}') for each in programs[:2]
    )
    return Reply("question_pack", lead, closing=content, chips=(*report, SHOW), files=(file,))


def email(university: University, programs: Sequence[Program], memory: Memory, knowledge: Knowledge) -> str:
    """One email: where to send it, subject, greeting, numbered questions, closing."""
    names = listed([title(each) for each in programs])
    lines = [
        f"To: admissions office, {university.name}",
        f"Where to send it: {_where(university, programs)}",
        f"Subject: Questions on {names}",
        "",
        "Dear admissions team,",
        "",
        f"I am thinking about applying to {names} and could not find a certain answer to the following:",
    ]
    for program in programs:
        if len(programs) > 1:
            lines += ["", f"On {title(program)}:"]
        lines.append("")
        asked = questions(program, memory.wishes, memory.reported, knowledge)
        lines += [f"{i}. {each}" for i, each in enumerate(asked, 1)]
    lines += ["", "Thank you very much for your help.", "", "Kind regards,", "(your name)"]
    return "\n".join(lines)


def _where(university: University, programs: Sequence[Program]) -> str:
    """The recorded pages; never an address that is not recorded."""
    pages = list(dict.fromkeys(each.url for each in programs if each.url))
    if university.admissions_url:
        pages.append(f"the university's admissions page {university.admissions_url}")
    pages = pages or [page for page in (university.website,) if page]
    return ", or ".join(pages) or "no page is recorded; look for the university's admissions office"
