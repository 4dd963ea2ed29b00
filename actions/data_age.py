"""How old the records are: when pages were read last, and, of programs spoken of, the years their facts are of."""

from __future__ import annotations

from datetime import date

from actions.advisor_action import AdvisorAction, Turn
from actions.dialogue.memory import Memory, Message
from actions.dialogue.pointing import pointed_at, programs_of_ids
from actions.wording.replies import Chip, Reply
from actions.wording.short_names import in_sentence
from knowledge.ages import DEADLINE_YEARS, POLICY_YEARS, PRICE_YEARS, last_read, stale, year_of_fact
from knowledge.facts import Program
from knowledge.programs import Search

MOST_PROGRAMS = 3
BORNE = (
    f"A deadline older than {DEADLINE_YEARS} years, a price older than {PRICE_YEARS} and a rule older than "
    f"{POLICY_YEARS} should be read anew"
)


class ActionDataAge(AdvisorAction):
    """No intent of its own: see actions/dialogue/data_age_asked.py."""

    passes = True

    def answer(self, message: Message, memory: Memory, search: Search) -> Turn:
        """The age of what is on record on the programs spoken of, and of the catalog."""
        knowledge = search.knowledge
        spoken_of = pointed_at(message, memory, knowledge).programs or programs_of_ids(memory.mentioned, knowledge)
        lines = [_of_program(each) for each in spoken_of[:MOST_PROGRAMS]]
        old, all_ = len(stale(knowledge, date.today().year)), sum(len(each.facts) for each in knowledge.named)
        lead = (
            f"Pages of programs were read last on {last_read(knowledge)}; each figure carries its own year, or the day "
            f"its page was read. {BORNE}: of {all_:,} facts of {len(knowledge.named)} named programs {old:,} are."
        )
        chips = (Chip("Deadlines", '/faq{"topic": "deadlines"}'), Chip("What can you do?", "/help"))
        return Turn((Reply("data_age", "\n".join([*lines, lead]), chips=chips),), memory)


def _of_program(program: Program) -> str:
    """From which year to which the recorded facts of a program are, and when its pages were read."""
    years = sorted(year for fact in program.facts.values() if (year := year_of_fact(fact, program)) is not None)
    read = f", its pages read on {program.checked}" if program.checked else ""
    if not years:
        return f"• {in_sentence(program)}: none of its facts has a year{read}."
    span = f"{years[0]}" if years[0] == years[-1] else f"{years[0]} to {years[-1]}"
    return f"• {in_sentence(program)}: facts of {span}{read}."
