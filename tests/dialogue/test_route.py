"""Which action answers a message, given what went before: whole turns, from the words to the reply."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.dialogue.memory import Kept, Memory
from actions.dialogue.route import route
from actions.wording.replies import General, Reply
from knowledge.wishes import Wish
from tests.actions.conftest import Act
from tests.dialogue.conftest import Heard, Talk

OMSCS, UT = "gatech-omscs", "utaustin-mscs-online"


def text_of(turn) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(each.response if isinstance(each, General) else each.text for each in turn.replies)


@pytest.fixture
def searched(say: Act) -> Memory:
    return say("online under 15k no gre, my gpa is 3.1").memory


# Corrections


def test_a_corrected_grade_repeats_the_answer_on_grades(say: Act) -> None:
    memory = say("is a 3.1 gpa enough", intent="faq", topics=("gpa",)).memory
    again = say("actually 2.7", memory)
    assert text_of(again).startswith("utter_faq/gpa") and again.memory.profile["gpa"]["value"] == 2.7


def test_a_corrected_name_repeats_the_question_on_it(act: Act, say: Act) -> None:
    memory = act("program_fact", "how much is omscs").memory
    assert "UT Austin" in text_of(say("no, i meant ut austin mscs online", memory, intent="deny"))


def test_a_corrected_wish_searches_again(say: Act, searched: Memory) -> None:
    turn = say("actually make it 40k", searched, intent="wrong_answer")
    assert turn.replies[0].kind == "programs" and "at most $40,000" in text_of(turn)


def test_a_correction_of_nothing_before_is_a_first_message(say: Act) -> None:
    assert "meet your wishes" in text_of(say("actually online under 15k"))


def test_a_correction_that_changes_nothing_offers_other_readings(say: Act, searched: Memory) -> None:
    assert say("that's wrong", searched, intent="wrong_answer").replies[0].kind == "clarify"


def test_a_corrected_grade_repeats_the_readiness(act: Act, say: Act) -> None:
    memory = act("readiness", "i studied biology, took calc 1, know some python").memory
    turn = say("i said chemistry, not biology", memory)
    assert "chemistry" in turn.memory.profile["backgrounds"]
    assert turn.memory.last["action"] == "readiness"


def test_a_correction_repeats_the_answer_on_the_programs_on_screen(say: Act, searched: Memory) -> None:
    asked = say("is the gre needed", searched, intent="faq", topics=("gre",))
    again = say("actually my gpa is 2.9", asked.memory)
    assert not any(isinstance(each, General) for each in again.replies)


# Commands that are refused, dismissed, confirmed

REFUSED = {
    "deletion": ("don't delete my data", "forget_me"),
    "a restart": ("no, do not start over", "start_over"),
    "a mail": ("never send that to anyone", "human_handoff"),
    "keeping": ("don't add it to my list", "shortlist_add"),
    "taking off": ("please don't remove omscs from my list", "shortlist_remove"),
    "export": ("no need to export it", "export_shortlist"),
    "taken for a no": ("do not erase anything", "deny"),
    "not understood": ("dont wipe it", "nlu_fallback"),
}


@pytest.mark.parametrize(("text", "intent"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_command_does_nothing(say: Act, searched: Memory, text: str, intent: str) -> None:
    memory = Memory(**{**searched.__dict__, "shortlist": (Kept(OMSCS),)})
    turn = say(text, memory, intent=intent)
    assert "nothing is changed, deleted or sent" in text_of(turn)
    assert not turn.forgotten and turn.memory.changed_since(memory) == {}


DISMISSED = {
    "as deletion": ("forget it", "forget_me"),
    "as a restart": ("scrap that", "start_over"),
    "as undo": ("nvm", "go_back"),
    "as a no": ("no, never mind", "deny"),
    "as a stranger": ("ugh forget about it", "out_of_scope"),
}


@pytest.mark.parametrize(("text", "intent"), DISMISSED.values(), ids=DISMISSED.keys())
def test_forget_it_deletes_nothing(say: Act, searched: Memory, text: str, intent: str) -> None:
    turn = say(text, searched, intent=intent)
    assert "stays as it was" in text_of(turn)
    assert not turn.forgotten and turn.memory.changed_since(searched) == {}


def test_deletion_happens_after_a_yes_only(say: Act, searched: Memory) -> None:
    asked = say("delete my data", searched, intent="forget_me")
    assert not asked.forgotten and asked.memory.asked == "confirm:forget_me"
    assert say("yes", asked.memory, intent="affirm").forgotten


@pytest.mark.parametrize(
    ("text", "intent"),
    [("no", "deny"), ("skip", "skip"), ("never mind", "never_mind"), ("don't delete it", "forget_me")],
)
def test_deletion_does_not_happen_after_a_no(say: Act, searched: Memory, text: str, intent: str) -> None:
    asked = say("delete my data", searched, intent="forget_me")
    turn = say(text, asked.memory, intent=intent)
    assert not turn.forgotten and "nothing is changed" in text_of(turn)
    assert turn.memory.asked is None and turn.memory.wishes == searched.wishes


def test_another_question_instead_of_a_yes_deletes_nothing(say: Act, searched: Memory) -> None:
    asked = say("delete my data", searched, intent="forget_me")
    assert not say("how much is a masters", asked.memory, intent="faq", topics=("cost",)).forgotten


def test_a_yes_to_nothing_deletes_nothing(say: Act, searched: Memory) -> None:
    assert not say("yes", Memory(wishes=searched.wishes), intent="affirm").forgotten


# Dropped wishes


def test_remove_my_gpa_takes_back_that_and_not_everything(say: Act, searched: Memory) -> None:
    turn = say("remove my gpa", searched, intent="forget_me")
    assert not turn.forgotten
    assert {wish.key for wish in turn.memory.wishes} == {wish.key for wish in searched.wishes} - {"gpa"}


def test_forget_the_gre_searches_without_it(say: Act, searched: Memory) -> None:
    turn = say("forget the gre", searched, intent="start_over")
    assert "gre" not in {wish.key for wish in turn.memory.wishes} and turn.replies[0].kind == "programs"


def test_a_question_on_deletion_is_answered(say: Act, searched: Memory) -> None:
    turn = say("can I have my data deleted?", searched, intent="forget_me")
    assert not turn.forgotten and turn.memory.asked != "confirm:forget_me"
    assert turn.replies[0].kind == "my_data"


# Going on, and what is on screen


def test_and_another_name_asks_the_same_of_it(act: Act, say: Act) -> None:
    memory = act("program_fact", "how much is omscs").memory
    assert "UT Austin" in text_of(say("and ut austin mscs online?", memory, intent="nlu_fallback"))
    assert "$" in text_of(say("what about ut austin mscs online", memory, intent="ask_recommendation"))


def test_and_the_second_one_asks_the_same_of_it(act: Act, say: Act) -> None:
    memory = act("program_fact", "how much is omscs", Memory(shown=(OMSCS, UT))).memory
    assert "UT Austin" in text_of(say("and the second one?", memory, intent="nlu_fallback"))


def test_and_a_question_of_its_own_does_not_ask_the_last_one(act: Act, say: Act) -> None:
    memory = act("program_fact", "how much is omscs").memory
    assert "GRE" in text_of(say("and is the gre needed", memory, intent="faq", topics=("gre",)))


def test_a_bare_question_on_a_fact_is_about_the_programs_on_screen(say: Act, searched: Memory) -> None:
    turn = say("is the gre needed", searched, intent="faq", topics=("gre",))
    assert all(isinstance(each, Reply) for each in turn.replies)


IN_GENERAL = {
    "most programs": "do most programs ask for the gre",
    "usually": "is the gre usually needed",
    "long": "my cousin told me that these days hardly anybody has to sit the gre any more, is that true",
    "a degree": "is the gre needed for a masters degree",
}


@pytest.mark.parametrize("text", IN_GENERAL.values(), ids=IN_GENERAL.keys())
def test_a_question_in_general_is_answered_in_general(say: Act, searched: Memory, text: str) -> None:
    turn = say(text, searched, intent="faq", topics=("gre",))
    assert text_of(turn).startswith("utter_faq/gre")


MORE_THAN_A_FACT = {
    "a circumstance": ("my boss quit, can i still hand in the letter late", "application_process"),
    "a remark": ("i took stats a long time ago by the way", "prerequisites"),
    "a wider topic": ("is it harder for people without relatives there", "international"),
    "a pause": ("could i pause for a year when the baby comes", "duration"),
}


@pytest.mark.parametrize(("text", "topic"), MORE_THAN_A_FACT.values(), ids=MORE_THAN_A_FACT.keys())
def test_what_is_more_than_a_bare_fact_is_not_about_the_programs_on_screen(
    say: Act, searched: Memory, text: str, topic: str
) -> None:
    assert f"utter_faq/{topic}" in text_of(say(text, searched, intent="faq", topics=(topic,)))


def test_with_nothing_on_screen_a_fact_is_a_topic(say: Act) -> None:
    assert text_of(say("is the gre needed", intent="faq", topics=("gre",))).startswith("utter_faq/gre")


def test_a_town_that_is_to_take_somebody_is_its_school_and_marks_are_held_against_its_minimum(say: Act) -> None:
    told = say("my gpa is 2.8", intent="inform").memory
    assert "MMDS at Mannheim" in text_of(say("would mannheim take me", told, intent="out_of_scope"))
    text = text_of(say("does omscs accept people like me", told, intent="ask_program_fact"))
    assert text.startswith("Your 2.8 is below its minimum of 3")


def test_a_what_if_that_tries_nothing_shows_no_ranking(say: Act, searched: Memory) -> None:
    turn = say("what would be different by next winter", searched, intent="ask_what_if")
    assert "weighed your wishes" not in text_of(turn)


@pytest.mark.parametrize(
    ("text", "ranking", "action"),
    [
        ("what if umass gives me a TA", (("ask_what_if", 0.6), ("ask_program_fact", 0.32)), "program_fact"),
        ("say I do the part time thing now", (("ask_what_if", 0.7), ("faq/transfer_credits", 0.1)), "answer"),
        ("what if I could pay 30k", (("ask_what_if", 0.97), ("faq/cost", 0.1)), "what_if"),
    ],
)
def test_an_unsure_what_if_tries_no_wish_out(
    heard: Heard, searched: Memory, text: str, ranking: tuple[tuple[str, float], ...], action: str
) -> None:
    assert route(replace(heard(text, intent="ask_what_if"), ranking=ranking), searched, "what_if").action == action


def test_a_price_somewhere_else_is_not_that_of_the_programs_above(say: Act, searched: Memory) -> None:
    assert "OMSCS" not in text_of(say("how much is it in hong kong", searched, intent="faq", topics=("cost",)))


def test_one_more_school_after_a_comparison_is_told_and_set_beside_nothing(act: Act, say: Act) -> None:
    compared = act("compare", "compare omscs and ut austin mscs online").memory
    said = text_of(say("and umich?", compared, intent="ask_program_fact"))
    assert "University of Michigan has 3 on record" in said and "Name two to four" not in said


# Nothing but a wish


def test_a_bare_wish_searches_where_a_search_runs(talk: Talk, searched: Memory) -> None:
    turn = talk("part time", {"part time": "wanted"}, "faq", searched, "part_time")
    assert "pace" in {wish.key for wish in turn.memory.wishes} and turn.replies[0].kind == "programs"


def test_a_bare_wish_is_a_topic_where_no_search_runs(say: Act) -> None:
    assert text_of(say("part time", intent="faq", topics=("part_time",))).startswith("utter_faq/part_time")


def test_a_place_alone_is_never_out_of_scope(talk: Talk) -> None:
    turn = talk("oklahoma", {"oklahoma": "wanted"}, "out_of_scope")
    assert "place" in {wish.key for wish in turn.memory.wishes} and "Oklahoma" in text_of(turn)


# Undo


def undo(say: Act, memory: Memory):  # type: ignore[no-untyped-def]
    return say("undo", memory, intent="go_back")


def test_undo_takes_back_a_wish(say: Act, searched: Memory) -> None:
    turn = undo(say, say("part time", searched).memory)
    assert turn.memory.wishes == searched.wishes and "Undone." in text_of(turn)


def test_undo_takes_back_what_was_kept(act: Act, say: Act, searched: Memory) -> None:
    kept = act("shortlist_add", "keep the second one", searched).memory
    assert kept.shortlist
    turn = undo(say, kept)
    assert turn.memory.shortlist == () and turn.memory.wishes == searched.wishes


def test_undo_takes_back_what_was_told_of_oneself(say: Act) -> None:
    told = say("hi, i know python", intent="greet").memory
    assert told.profile["skills"] == ["python"]
    turn = undo(say, told)
    assert not turn.memory.profile.get("skills") and "Knows: nothing" in text_of(turn)


def test_undo_after_undo_goes_one_further_back(say: Act) -> None:
    first = say("online under 15k").memory
    third = say("part time", say("no gre", first).memory).memory
    assert undo(say, undo(say, third).memory).memory.wishes == first.wishes


def test_undo_of_nothing_says_so(say: Act) -> None:
    assert "no change to take back" in text_of(undo(say, Memory()))


def test_a_question_in_between_is_no_change(say: Act, searched: Memory) -> None:
    changed = say("part time", searched).memory
    asked = say("what is machine learning", changed, intent="faq", topics=("what_is_it",)).memory
    assert undo(say, asked).memory.wishes == searched.wishes


def test_a_refused_command_between_keeps_what_is_spoken_of(act: Act, say: Act) -> None:
    memory = act("program_fact", "how much is omscs").memory
    memory = say("don't delete my data", memory, intent="forget_me").memory
    assert "UT Austin" in text_of(say("and ut austin mscs online?", memory, intent="nlu_fallback"))


def test_the_profile_s_wish_and_grade_go_together(say: Act) -> None:
    first = say("online under 20k").memory
    graded = say("my gpa is 3.1", first).memory
    undone = undo(say, graded).memory
    assert "gpa" not in undone.profile and Wish("gpa", (3.1,), "at_least") not in undone.wishes
