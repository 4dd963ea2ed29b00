"""What a search reads like: three programs a page, what was left out, what to relax, the next question."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.guide import GuidedStart
from actions.dialogue.intents import load
from actions.dialogue.memory import Memory
from actions.dialogue.pointing import programs_of_ids
from actions.dialogue.search_pages import PAGE, filling, numbers_before
from actions.dialogue.wish_changes import Changes
from actions.wording.facts import DELIVERY
from actions.wording.plain import unique_lines
from actions.wording.replies import Card, Chip, Reply
from actions.wording.search_hints import hints_for
from actions.wording.short_names import in_sentence
from actions.wording.turn import Turn
from actions.wording.verdicts import match_card
from actions.wording.wishes import unrecorded, weight_words, wish_words
from actions.wording.words import listed, money
from knowledge.criteria import Status
from knowledge.declarations import DECLARED
from knowledge.programs import Found, Match, Search
from knowledge.questions import Question, next_question
from knowledge.wishes import Wish, in_order

MOST_UNKNOWN = 3  # kinds of facts that are named as not recorded
MOST_GONE = 3  # programs that are named as no longer fitting
MOST_GUIDED = 6  # questions of a guided start

QUESTION_WORDS = {key: str(each["asks"]) for key, each in load("questions.yml").items()}
QUESTION_REASONS = {key: f"because {each['because']}" for key, each in load("questions.yml").items()}


def results(search: Search, memory: Memory, changes: Changes, opening: str = "", before: Memory | None = None) -> Turn:
    """The first page of a search for the memory's wishes; `before` is the memory before they changed."""
    if in_guide(memory):
        return guided(search, memory, opening)
    found = search.find(memory.wishes)
    was = before or memory
    changed = _joined(changes_words(changes, search, bool(was.shown)), difference_words(was, memory, search))
    if found.relaxations or not (found.fitting or found.possible):
        return nothing_fits(search, memory, found, _joined(opening, changed))
    group = "fitting" if found.fitting else "possible"
    return page(search, replace(memory, page=(group, 0)), found, opening, changed)


def with_answer(wish: Wish, memory: Memory, search: Search) -> Turn:
    """Results after a question was answered by this wish."""
    answered = replace(memory, wishes=in_order((*memory.wishes, wish)), asked=None)
    return results(search, answered, Changes(answered.wishes, (wish,)), before=memory)


def in_guide(memory: Memory) -> bool:
    """Whether a guided start is going on."""
    return isinstance(memory.guide, GuidedStart)


def guided(search: Search, memory: Memory, opening: str = "") -> Turn:
    """The next question of a guided start; after MOST_GUIDED, or when no question helps, the programs."""
    asked = memory.guide.asked if isinstance(memory.guide, GuidedStart) else 0
    question = next_question(search, memory.wishes, memory.declined) if asked < MOST_GUIDED else None
    if question is None:
        done = replace(memory, guide=None, asked=None)
        if not done.wishes:
            return Turn((ASK_WISH,), done)
        return results(search, done, Changes(done.wishes), "That is all I need to ask for now.")
    count = int(((search.worst(memory.wishes) != Status.MISSED) & search.named).sum())
    lead = f"Question {asked + 1} of at most {MOST_GUIDED}. Still possible: {found_words(count, 0).lower()}."
    words = _joined(opening, lead, QUESTION_WORDS[question.key])
    chips = (*question_chips(question, search), Chip("Show programs now", "/show_more"))
    going_on = replace(memory, guide=GuidedStart(asked + 1), asked=question.key)
    return Turn((Reply("question", words, chips=chips),), going_on)


def page(search: Search, memory: Memory, found: Found, opening: str = "", changed: str = "") -> Turn:
    """The next three programs of the memory's group; what was done and what it changed is said before them."""
    group, start = memory.page
    indices = found.fitting if group == "fitting" else found.possible
    on_page = indices[start : start + PAGE]
    if not on_page:
        return no_more(memory, found, search)
    beside = filling(found.fitting, found.possible, search) if group == "fitting" and not start else ()
    matches = [search.match(index, memory.wishes) for index in (*on_page, *beside)]
    question = next_question(search, memory.wishes, memory.declined)
    ids = tuple(match.program.id for match in matches)
    asked = question.key if question else None
    place = ("possible", len(beside)) if beside else (group, start + len(on_page))
    shown = replace(memory, page=place, shown=ids, mentioned=ids, asked=asked, guide=None)
    left_out, left_out_chips = ("", ()) if beside else _left_out(found, group)
    hints = hints_for(shown, matches, search)
    shown = shown.having_told(*hints.keys)
    closing = _joined(left_out, QUESTION_WORDS[question.key] if question else "")
    rest = len(found.possible) - len(beside) if beside else len(indices) - start - PAGE
    more = [Chip("Show three more", "/show_more")] if rest > 0 else []
    asking = question_chips(question, search) if question else ()
    chips = (*hints.chips, *asking, *left_out_chips, *more)
    before = numbers_before(memory, len(found.fitting))
    headline = _headline(memory, found, group, start, len(on_page), search, before)
    if beside:
        headline = f"{headline.rstrip(':')}; of {_the_others(len(beside))}, what is marked ? is not recorded:"
    lead = _joined(opening, hints.says, changed, headline)  # of too long a lead the hints go first
    cards = tuple(_card(match, search) for match in matches)
    reply = Reply(
        "programs", lead, cards, closing=closing, chips=chips, sources=hints.sources, first=before + start + 1
    )
    return Turn((reply,), shown)


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)


def _the_others(count: int) -> str:
    return "the other" if count == 1 else "the others"


def _card(match: Match, search: Search) -> Card:
    """A found program; what two wishes say alike stands once."""
    card = match_card(match, search)
    return replace(card, lines=tuple(unique_lines(card.lines)))


def _headline(memory: Memory, found: Found, group: str, start: int, count: int, search: Search, before: int = 0) -> str:
    wishes = ", ".join(wish_words(wish, search.knowledge) for wish in memory.wishes)
    named = _named(found.fitting if group == "fitting" else found.possible, search)
    total = len(found.fitting if group == "fitting" else found.possible)
    if start:
        legend = " (? is not recorded)" if group == "possible" else ""
        return f"Programs {before + start + 1} to {before + start + count} of {before + total}{legend}:"
    if group == "possible":
        what = "your wish" if len(memory.wishes) == 1 else "all your wishes"
        these = "This one misses" if count == 1 else f"These {count} miss"
        none = f"No program is recorded as meeting {what} ({wishes})."
        return f"{none} {these} none, but what is marked ? is not recorded: ask.{_far_words(found.far)}"
    if not wishes:
        return f"Here are {count} of {total:,} records; tell me a wish and I narrow them down:"
    found_ = found_words(named, total - named)
    meet = "meets" if total == 1 else "meet"
    wish = "your wish" if len(memory.wishes) == 1 else "your wishes"
    first = f"; the first {count}:" if total > count else ":"
    return f"{found_} {meet} {wish} ({wishes}){first}"


def found_words(named: int, records: int) -> str:
    """How many were found: "3 named programs and one record of a whole field"."""
    programs = "One named program" if named == 1 else f"{named:,} named programs"
    fields = "one record of a whole field" if records == 1 else f"{records:,} records of whole fields"
    if not records:
        return programs
    return f"{programs} and {fields}" if named else f"No named program, but {fields}"


def _named(indices: Sequence[int], search: Search) -> int:
    return sum(bool(search.named[index]) for index in indices)


def _left_out(found: Found, group: str) -> tuple[str, tuple[Chip, ...]]:
    """What meets the rest but lacks a record."""
    if group != "fitting" or not found.left_out:
        return "", ()
    count = sum(each.count for each in found.left_out)
    keys = list(dict.fromkeys(unrecorded(w.key) for each in found.left_out for w in each.wishes))
    what = ", ".join(keys[:MOST_UNKNOWN]) + (" …" if len(keys) > MOST_UNKNOWN else "")
    more, of_them = ("One more misses", "of it") if count == 1 else (f"{count} more miss", "of them")
    far = _far_words(sum(each.far for each in found.left_out))
    words = f"{more} nothing, but something isn't recorded {of_them}: {what}.{far}"
    return words, (Chip("Show those too", '/show_more{"sort": "possible"}'),)


def _far_words(count: int) -> str:
    """How many stand last because an estimate puts them far from the limit."""
    if not count:
        return ""
    which, come = ("One", "comes") if count == 1 else (f"{count} of them", "come")
    return f" {which}, by estimate far beyond your limit, {come} last."


def wishes_words(wishes: Sequence[Wish], search: Search) -> str:
    """All wishes in one phrase: "online, at most $15,000 in all and no GRE"."""
    return listed([wish_words(wish, search.knowledge) for wish in wishes])


def changes_words(changes: Changes, search: Search, again: bool = True) -> str:
    """What the message changed, weighed and dropped; in a first search there is nothing that it could replace."""
    words = []
    if changes.replaced and again:
        instead = wishes_words(changes.replaced, search)
        words.append(f"Instead of “{instead}”, now “{wishes_words(changes.added, search)}”.")
    if changes.weighed:
        words.append(f"Noted: {listed([weight_words(wish, search.knowledge) for wish in changes.weighed])}.")
    if changes.dropped:
        words.append(f"I no longer ask for: {wishes_words(changes.dropped, search)}.")
    return " ".join(words)


def difference_words(before: Memory, after: Memory, search: Search) -> str:
    """What a changed mind did to the programs: how many fit now, and which of those shown no longer do."""
    if not before.wishes or not before.shown or before.wishes == after.wishes:
        return ""
    old, new = search.find(before.wishes), search.find(after.wishes)
    possible = {search.knowledge.programs[index].id for index in (*new.fitting, *new.possible)}
    gone = [in_sentence(each) for each in programs_of_ids(before.shown, search.knowledge) if each.id not in possible]
    counts = len(new.fitting), len(old.fitting)
    fit = "fits" if counts[0] == 1 else "fit"
    count = f"{counts[0]:,} {fit} now, {counts[1]:,} did before." if counts[0] != counts[1] else ""
    named = listed(gone if len(gone) <= MOST_GONE else [*gone[: MOST_GONE - 1], f"{len(gone) - MOST_GONE + 1} more"])
    return _joined(count, f"No longer among them: {named}." if gone else "")


def nothing_to_weigh(keys: Sequence[str]) -> Reply:
    """Somebody wants to weigh a wish that they have not told."""
    names = listed([unrecorded(key) for key in keys])
    lead = f"You have told me no wish on the {names} yet, so I can't weigh it. Tell me one, and how much it matters."
    return replace(ASK_WISH, lead=lead)


def nothing_fits(search: Search, memory: Memory, found: Found, head: str) -> Turn:
    """Which single wish to relax, and what that yields."""
    if (nearest := _without_brought(search, memory, head)) is not None:
        return nearest
    wishes = wishes_words(memory.wishes, search)
    lead = f"{head} Nothing on record fits all of: {wishes}.".strip()
    if not found.relaxations:
        closing = "No single wish is to blame. Drop one or start over, and I look again."
        return Turn((Reply("nothing_fits", lead, closing=closing, chips=(_START_OVER,)),), replace(memory, shown=()))
    best = found.relaxations[:3]
    options = [f"without “{wish_words(each.wish, search.knowledge)}” {each.count}" for each in best]
    closing = f"Programs that fit or may fit if you give up one wish: {listed(options, 'or')}."
    chips = tuple(drop_chip(each.wish, search) for each in best)
    return Turn((Reply("nothing_fits", lead, closing=closing, chips=(*chips, _START_OVER)),), replace(memory, shown=()))


def _without_brought(search: Search, memory: Memory, head: str) -> Turn | None:
    """Where only what somebody brings (a test score, a grade) stands against all that they wish for: the programs that
    meet their wishes, each with what it asks for; None where nothing does, or they told no such thing."""
    told = [wish for wish in memory.wishes if wish.key in DECLARED.brought]
    wanted = tuple(wish for wish in memory.wishes if wish not in told)
    fitting = search.find(wanted).fitting if told and wanted else ()
    if not fitting:
        return None
    matches = [search.match(index, memory.wishes) for index in fitting[:PAGE]]
    ids = tuple(match.program.id for match in matches)
    first = "this one meets" if len(ids) == 1 else f"these {len(ids)} meet"
    lead = (
        f"{head} Nothing on record takes you {wishes_words(told, search)} by its stated minimum; what you wish for "
        f"({wishes_words(wanted, search)}) {first}. Ask whether there are exceptions:"
    ).strip()
    cards = tuple(_card(match, search) for match in matches)
    chips = (*(drop_chip(each, search) for each in told), _START_OVER)
    shown = replace(memory, shown=ids, mentioned=ids, asked=None)
    return Turn((Reply("nothing_fits", lead, cards, chips=chips),), shown)


_START_OVER = Chip("Start over", "/start_over")


def drop_chip(wish: Wish, search: Search) -> Chip:
    """A chip that takes a wish back."""
    payload = json.dumps({"criterion": {"of": wish.key, "op": "drop"}})
    return Chip(f"Without “{wish_words(wish, search.knowledge)}”", f"/inform{payload}")


def no_more(memory: Memory, found: Found, search: Search) -> Turn:
    """The end of a group."""
    group, start = memory.page
    if not start:
        return Turn((ASK_WISH,), memory)
    words, chips = _left_out(found, group)
    closing = words or "Change or drop a wish and I look again."
    return Turn((Reply("end", "That was the last one.", closing=closing, chips=(*chips, _START_OVER)),), memory)


def question_chips(question: Question, search: Search) -> tuple[Chip, ...]:
    """The answers a question offers, and a way round it."""
    return (*(_option_chip(option) for option in question.options), Chip("Skip", "/skip"))


def _option_chip(wish: Wish) -> Chip:
    title, payload = _OPTIONS[wish.key](wish)
    return Chip(title, f"/inform{json.dumps(payload)}")


_FIELD_TITLES = {
    "artificial_intelligence": "AI or machine learning",
    "data_science": "Data science",
    "computer_science": "Computer science",
    "statistics": "Statistics",
}

_OPTIONS: dict[str, Any] = {
    "delivery": lambda w: (DELIVERY[w.value].capitalize(), {"delivery": w.value}),
    "budget": lambda w: (f"Up to {money(w.value)}", {"budget": w.value}),
    "background": lambda w: ("Yes" if w.value == "computing" else "No", {"background": w.value}),
    "gre": lambda w: ("No GRE", {"gre": w.value}),
    "gpa": lambda w: (f"About {w.value}", {"gpa": w.value}),
    "pace": lambda w: (w.value.replace("_", " ").capitalize(), {"pace": w.value}),
    "field": lambda w: (_FIELD_TITLES[w.value], {"field": w.value}),
    "place": lambda w: ("Yes, in the US", {"country": "US"}),
    "duration": lambda w: (f"Up to {w.value} months", {"duration": w.value}),
    "thesis": lambda w: ("Yes, a thesis" if w.value == "required" else "No thesis", {"thesis": w.value}),
}

ASK_WISH = Reply(
    "question",
    "Gladly. Tell me what matters to you: budget, place, online or on campus, your GPA, no GRE, your degree, "
    "part time … One wish is enough to start, for example “online under $20,000 without the GRE”.",
    chips=(
        Chip("Online", '/inform{"delivery": "online"}'),
        Chip("Up to $20,000", '/inform{"budget": 20000}'),
        Chip("Without the GRE", '/inform{"gre": "not_required"}'),
        Chip("Without a CS degree", '/inform{"background": "other"}'),
        Chip("Part time", '/inform{"pace": "part_time"}'),
    ),
)
