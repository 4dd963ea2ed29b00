"""What is said after an answer, in few words: names and places on screen, facts in a word, one to be named."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory
from actions.wording.replies import General, Reply
from tests.actions.conftest import Act

OMSCS, UT = "gatech-omscs", "utaustin-mscs-online"


def text_of(turn) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(each.response if isinstance(each, General) else each.text for each in turn.replies)


def only(turn) -> Reply:  # type: ignore[no-untyped-def]
    (reply,) = turn.replies
    assert isinstance(reply, Reply)
    return reply


@pytest.fixture
def two(act: Act) -> Memory:
    return act("compare", "omscs or ut austin mscs online").memory


# Names


def test_a_school_named_in_a_general_question_stays_spoken_of(say: Act) -> None:
    memory = say("is the gre hard to pass for omscs people", intent="faq", topics=("difficulty",)).memory
    assert memory.mentioned == (OMSCS,)
    assert "OMSCS at Georgia Tech" in text_of(say("deadline?", memory, intent="faq", topics=("deadlines",)))


def test_of_several_named_the_second_is_the_second(say: Act) -> None:
    text = "can i do a phd after omscs or after ut austin mscs online"
    memory = say(text, intent="faq", topics=("phd",)).memory
    assert memory.shown == (OMSCS, UT)
    assert "MSCSO at UT Austin" in text_of(say("how much is the second one", memory, intent="ask_program_fact"))


def test_a_bare_question_is_about_the_one_spoken_of_last_and_not_the_whole_list(act: Act, say: Act) -> None:
    listed = say("online under 15k no gre").memory
    memory = act("program_fact", "when is the deadline of ut austin mscs online", listed).memory
    turn = say("gre?", memory, intent="faq", topics=("gre",))
    assert "MSCSO at UT Austin" in text_of(turn) and "OMSCS" not in text_of(turn)


@pytest.mark.parametrize("text", ["give me the link", "links of both", "the links?"])
def test_the_links_of_those_that_were_compared_are_given_and_not_compared(say: Act, two: Memory, text: str) -> None:
    reply = only(say(text, two, intent="out_of_scope"))
    assert reply.kind == "link" and [card.id for card in reply.cards] == [OMSCS, UT]
    assert "https://omscs.gatech.edu/" in reply.text


@pytest.mark.parametrize("text", ["the austin one, how long does it take", "austin deadline?"])
def test_a_school_on_screen_is_known_by_its_town(say: Act, two: Memory, text: str) -> None:
    turn = say(text, two, intent="ask_program_fact")
    assert turn.memory.mentioned == (UT,) and turn.memory.wishes == two.wishes


def test_a_town_that_is_wished_for_is_a_place(say: Act, two: Memory) -> None:
    assert [wish.key for wish in say("something in austin", two).memory.wishes] == ["place"]


def test_a_question_on_a_school_after_a_fact_asks_the_same_of_it(act: Act, say: Act) -> None:
    memory = act("program_fact", "is the gre needed at omscs").memory
    turn = say("does ut austin mscs online want it?", memory, intent="ask_program_fact")
    assert "GRE optional" in text_of(turn) and "credits" not in text_of(turn)


def test_a_question_on_a_program_as_a_whole_tells_all_of_it(act: Act, say: Act) -> None:
    memory = act("program_fact", "is the gre needed at omscs").memory
    turn = say("what can you tell me about ut austin mscs online?", memory, intent="ask_program_fact")
    assert only(turn).kind == "program"


# Facts in a word or two


@pytest.mark.parametrize(
    ("text", "intent", "says"),
    [
        ("until when", "goodbye", "March 1"),
        ("and in total?", "inform", "$7,000"),
        ("english score?", "out_of_scope", "TOEFL"),
    ],
)
def test_a_fact_in_a_word_is_of_the_program_spoken_of(act: Act, say: Act, text: str, intent: str, says: str) -> None:
    memory = act("program_fact", "is omscs online").memory
    assert says in text_of(say(text, memory, intent=intent))


def test_a_word_of_a_fact_with_nothing_spoken_of_stays_what_it_was(say: Act) -> None:
    assert say("until when", intent="goodbye").memory.last == {}


def test_what_a_place_on_the_list_costs_tries_no_wish_out(say: Act) -> None:
    memory = say("online under 15k no gre").memory
    turn = say("what would the second one set me back", memory, intent="ask_what_if")
    assert "in all" in text_of(turn) and only(turn).kind == "program_fact"


def test_the_own_score_is_held_against_the_minimum(act: Act, say: Act) -> None:
    memory = say("my gpa is 2.7, searching online computer science").memory
    assert "Your 2.7 is below its minimum of 3" in text_of(act("program_fact", "minimum gpa of omscs", memory))
    better = say("my gpa is 3.6, searching online computer science").memory
    assert "Your 3.6 meets its minimum of 3" in text_of(act("program_fact", "minimum gpa of omscs", better))


# Searches, corrections, what is not on record


@pytest.mark.parametrize(
    ("text", "intent", "topics"),
    [
        ("what do you have in canada?", "show_wishes", ()),
        ("three options that are online please", "faq", ("online_vs_in_person",)),
        ("any in texas", "faq", ("student_life",)),
        ("which of those would take my biology degree", "out_of_scope", ()),
        ("who would accept me with a biology degree", "faq", ("bachelor_needed",)),
    ],
)
def test_a_search_in_the_words_of_a_question_searches(
    say: Act, text: str, intent: str, topics: tuple[str, ...]
) -> None:
    memory = say("is a master's worth it", intent="faq", topics=("worth_it",)).memory
    assert say(text, memory, intent=intent, topics=topics).replies[-1].kind == "programs"


def test_a_corrected_town_takes_the_place_of_the_one_before(say: Act) -> None:
    memory = say("data science in dallas").memory
    after = say("no, houston not dallas, typo", memory, intent="out_of_scope").memory
    assert "Houston" in str([wish for wish in after.wishes if wish.key == "place" and wish.op == "is"])


def test_a_question_on_what_is_not_on_record_is_told_so_in_the_first_line(act: Act, say: Act) -> None:
    memory = act("program_fact", "is omscs online").memory
    turn = say("is there a rowing team?", memory, intent="out_of_scope")
    assert "“is there a rowing team?” I have nothing on record" in only(turn).lead.split("\n")[0]
    assert "Georgia Institute of Technology" in only(turn).lead


def test_a_first_message_from_elsewhere_is_told_what_this_is_for(say: Act) -> None:
    assert text_of(say("is there a rowing team?", intent="out_of_scope")) == "utter_out_of_scope"


# One of them, and few words


def test_who_asks_which_is_cheaper_is_told_the_cheaper_one_first(say: Act, two: Memory) -> None:
    reply = only(say("so which of them is the cheapest?", two, intent="faq", topics=("cost",)))
    assert "OMSCS at Georgia Tech" in reply.lead.split("$")[0] and "next" in reply.lead


def test_who_asks_which_one_to_take_gets_one_name_and_no_table(say: Act, two: Memory) -> None:
    reply = only(say("which would you pick for me?", two, intent="compare_programs"))
    assert reply.table is None and "OMSCS at Georgia Tech" in reply.lead
    assert reply.chips[0].title == "Side by side"


def test_a_yes_or_no_on_a_grade_names_no_program_to_take(say: Act) -> None:
    memory = say("online under 15k no gre").memory
    turn = say("is 3.1 enough, yes or no?", memory, intent="faq", topics=("gpa",))
    assert not any(isinstance(each, Reply) and each.kind == "comparison" for each in turn.replies)


@pytest.mark.parametrize("text", ["shorter please", "too long, one line", "in one sentence"])
def test_the_last_answer_is_given_again_in_few_words(say: Act, two: Memory, text: str) -> None:
    turn = say(text, two, intent="out_of_scope")
    assert only(turn).table is None and len(only(turn).text.split()) <= 40
    assert turn.memory.wishes == two.wishes


def test_shorter_after_a_search_is_a_wish(say: Act) -> None:
    memory = say("computer science online under 30k").memory
    assert say("shorter please", memory).replies[-1].kind in ("programs", "nothing_fits")


# The calculation at hand


@pytest.mark.parametrize(
    ("text", "name", "amount"),
    [
        ("what if i only get to 95", "pay_after", 95_000),
        ("id borrow about 40 of it", "borrow", 40_000),
        ("and with 20k more a year?", "pay_after", 82_000),
    ],
)
def test_a_figure_said_in_passing_changes_the_calculation(
    act: Act, say: Act, text: str, name: str, amount: float
) -> None:
    memory = act("payoff", "i make 62k in ohio").memory
    turn = say(text, memory, intent="ask_what_if")
    assert turn.memory.assumptions[name] == amount and only(turn).kind == "payoff"


def test_a_recalculation_does_not_send_the_table_again(act: Act, say: Act) -> None:
    memory = act("payoff", "i make 62k in ohio").memory
    reply = only(say("what if i only get to 95", memory, intent="ask_what_if"))
    assert reply.table is None and "The whole calculation" in [chip.title for chip in reply.chips]


def test_no_office_is_named_for_what_is_about_no_program(say: Act, two: Memory) -> None:
    text = text_of(say("how do i fix my bike", two, intent="out_of_scope"))
    assert "nothing on record" in text and "admissions office" not in text


def test_a_remark_on_ones_life_is_not_quoted_back(say: Act, two: Memory) -> None:
    text = text_of(say("my dog died last night", two, intent="out_of_scope"))
    assert "my dog" not in text and "ask me that" in text


# The own grade, and notes that are none


@pytest.mark.parametrize("text", ["does the 3.1 kill it", "is 3.1 fatal then?"])
def test_the_grade_that_was_told_is_asked_about_by_its_number(say: Act, text: str) -> None:
    memory = say("philosophy BA, gpa 3.1, online computer science").memory
    assert text_of(say(text, memory, intent="out_of_scope")).startswith("Your 3.1 meets every minimum on record here.")


def test_another_number_is_no_grade(say: Act) -> None:
    memory = say("philosophy BA, gpa 3.1, online computer science").memory
    assert "meets every minimum" not in text_of(say("does the 3.15 kill it", memory, intent="out_of_scope"))


def test_a_question_on_a_school_is_no_note_on_it(act: Act, say: Act) -> None:
    memory = act("program_fact", "is omscs online").memory
    turn = say("how about the omscs one, people say it is a cash cow. true?", memory, intent="shortlist_note")
    assert turn.memory.shortlist == ()
    assert say("note: does omscs take my credits?", memory, intent="shortlist_note").memory.shortlist != ()
