"""What a post leaves wished and what it gets: offers as quoted, schools without a record, programs for what it asks."""

from __future__ import annotations

from actions.dialogue.memory import Memory
from actions.wording.replies import General, Reply
from knowledge.wishes import Wish
from tests.actions.conftest import Act
from tests.dialogue.conftest import Heard, Talk, Tell

OFFERS = (
    "Three admits on the fridge and a week of staring at them, my head spins and nobody around me has done this. "
    "Duke MEng AI: they quoted me about 93k for everything. Northeastern MS in AI: sticker around 60k but they took "
    "30k off. OMSCS is cheap anyway. I would have to quit my job for either campus one. Which would you take and why?"
)


def test_offers_are_set_side_by_side_as_they_were_quoted(talk: Talk) -> None:
    roles = {"Duke": "admitted", "Northeastern": "admitted", "OMSCS": "admitted", "93k": "offer", "60k": "price"}
    turn = talk(OFFERS, {**roles, "30k": "share"}, "compare_programs")
    text = turn.replies[0].text
    assert "OMSCS at Georgia Tech $7,000 on record, MS AI at Northeastern $60,000 and MEng AI at Duke $93,000" in text
    assert "I would take OMSCS at Georgia Tech" in text and "the pay you give up" in text


def test_a_comparison_in_a_post_keeps_to_its_first_rows(talk: Talk) -> None:
    turn = talk(OFFERS, {"Duke": "admitted", "Northeastern": "admitted", "OMSCS": "admitted"}, "compare_programs")
    stance, reply = turn.replies
    assert isinstance(stance, Reply) and stance.text.startswith("I would take the cheapest, OMSCS")
    assert isinstance(reply, Reply) and reply.table is not None and len(reply.table.rows) == 5
    assert not reply.lead  # the stance says which


WEIGHING = (
    "I am a signal sergeant with a wife and a daughter in school, fourteen months from retirement, and I think a lot. "
    "My question is whether to do it online now, or wait and go full time on campus with the housing money. "
    "I want artificial intelligence, the applied kind. Tell me what you think about that please."
)


def test_what_is_weighed_is_not_wished_for(tell: Tell) -> None:
    memory = tell(WEIGHING, {"online": "wanted", "full time": "wanted", "artificial intelligence": "wanted"})
    assert {wish.key for wish in memory.wishes} == {"field"}


def test_a_country_that_a_post_begins_with_is_wished_for(tell: Tell) -> None:
    text = (
        "Canada for an analytics degree, does it pay off when you come from abroad? The fees for foreigners are steep "
        "and I keep wondering what jobs really follow, and when the money comes back. My family is not sure about it."
    )
    assert Wish("place", (("country", "CA"),)) in tell(text, {}, "faq").wishes


def test_a_degree_that_a_university_has_no_record_of_is_said_to_be_missing(act: Act) -> None:
    reply = act("program_fact", "Does Stony Brook's computer science MS need the GRE?").replies[0]
    assert reply.text.startswith("I don’t have the GRE of a computer science master’s at Stony Brook University")
    assert "What I have there: MS Data Science at Stony Brook: no GRE needed." in reply.text


def test_the_form_in_a_name_is_held_against_the_record(act: Act) -> None:
    recorded = act("program_fact", "UT Austin campus MS in computer science, gre?").replies[0]
    assert recorded.text.startswith("MS CS (campus) at UT Austin: GRE optional.")
    reply = act("program_fact", "UT Austin campus MS in data science, gre?").replies[0]
    assert "The degree on campus is not in my records; what I have is online" in reply.text


def test_a_grade_beside_a_school_is_held_against_its_minimums(act: Act) -> None:
    reply = act("program_fact", "i have a 3.1, any chance at gatech").replies[0]
    assert "Your 3.1 meets every minimum on record here." in reply.text and "minimum GPA 3.0" in reply.text


def test_a_first_page_with_few_that_fit_is_filled_with_what_may_fit(act: Act) -> None:
    turn = act("recommend", "computer science, online, under 10k")
    reply = turn.replies[0]
    assert isinstance(reply, Reply) and len(reply.cards) == 3 and "?" in reply.text
    assert turn.memory.page[0] == "possible"


def test_programs_without_a_fee_are_named_to_who_asks_about_fees(talk: Talk) -> None:
    (general,) = talk("do I pay anything to apply?", {}, "faq", None, "application_fee").replies
    assert isinstance(general, General) and general.personal is not None
    assert general.personal.says.startswith("On record without a fee: ") and general.personal.sources


def test_what_was_told_in_part_goes_on_where_it_stopped(talk: Talk, heard: Heard) -> None:
    memory = Memory(told=("utter_faq/gre#2",))
    (general,) = talk("is the gre needed", {}, "faq", memory, "gre").replies
    assert isinstance(general, General) and general.skip == 2 and not general.again


def test_a_minor_is_no_degree_of_its_own(tell: Tell) -> None:
    text = "I am a physics major with a computer science minor, 3.4 GPA, and I want machine learning"
    memory = tell(text, {"physics": "held", "computer science": "held"})
    assert memory.profile["backgrounds"] == ["physics"]
    assert Wish("background", ("computing",)) not in memory.wishes
