"""Reads criteria from free text: what people want from a program, what they bring, and what they ask about one.

`CriteriaExtractor(knowledge).extract(text)` returns a list of dictionaries, in the order of the text:

    {"entity", "value", "start", "end", "text", "op", "strength", …extras}

`op` is "is", "not", "at_most", "at_least", "between" (the value is the upper end, `low` the lower), "about",
"near" (places), "drop" (the wish is taken back; the value is None where none was named), or "lower"/"higher"
(relative, the value is None). `strength` is "must" or "nice".

`CriteriaExtractor.spans(text)` returns every span of money, grade, university, subject, skill, place, time, pace and
delivery, also what is no wish, such as the price of an offer or the school somebody went to; see `spans.py`.

The words are data: `data/lookup/` holds tables of words and, in `cues/`, the patterns of each module.

entity          value, and extras
budget          amount; per ("total", "year", "semester", "month", "course", "credit"), currency, low
income          amount; per ("year", "month", "hour", "week"), currency
delivery        online, on_campus, hybrid; synchronous (true: live, false: recorded)
pace            part_time, full_time
state           two-letter code; role ("home": the person lives there, "past")
city            name; state or country, miles, role
country         ISO code; role
region          id; states or countries it covers
place           None: any place will do (op "drop"), closer (op "lower")
origin          ISO code of where the person comes from
gpa             on a scale of 4, None on any other; said (number, or "2:1", "2:2", "first", "third"), scale (number,
                "UK" for British classes, "DE" for German grades, where 1.0 is best)
gre             not_required, or None when dropped
gre_score       260 to 340, None where one section alone was said; quant, verbal
toefl, ielts, duolingo, work_years   numbers
background, skill, field, focus      ids of the vocabulary; background: level ("minor")
degree          id of the vocabulary
thesis, capstone   required, none
stem            True
start           fall, spring, summer, winter, or None with a year only; year
duration        months; low
criterion       a wish declared in knowledge/catalog/criteria.yml: number, True or False, id, or None of what no record tells;
                of (its key), low
program         id; kind ("program" or "university"), name, match ("exact" or "fuzzy"), candidates (ids that share
                the alias, this one first), programs (ids of the university's programs that fit the words beside it)
unknown_program what was typed
occupation      code of the Standard Occupational Classification; nearest, candidates
asked_fact      the fact asked for
pointer         a number from 1, "last", "it", "both", "these", "cheapest", "dearest", "shortest", "delivery:online",
                "state:GA" …; op "not" ("not that one")
weight          most, more, less, must, nice; of (the wish it weighs: budget, place, gre …)
lean            theory, practice
assumption      number; name (discount_rate, raise, tax, loan_rate: percent; horizon: years; living: a month; employer: a
                year; scholarship, savings, borrow, pay_after: amounts; hours: a week)
sort            cost, duration, selectivity, distance, salary, deadline, or a declared limit; order ("hardest", "lowest")
"""

from bot.nlu.criteria.extractor import CriteriaExtractor

__all__ = ["CriteriaExtractor"]
