"""What a short message asks by what was answered before: of the last fact, of those weighed, of another place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.advisor_action import AdvisorAction
from actions.dialogue.memory import Memory, Message
from actions.dialogue.points_in_context import points_in_context
from actions.wording.replies import General, Reply
from knowledge.programs import Search
from tests.dialogue.conftest import Heard, Talk

OFFERS = ("ucsd-ms-cse", "columbia-msds")
FOUR = ("gatech-omscs", "utaustin-mscs-online", "ucsd-ms-cse", "columbia-msds")
COMPARED = Memory(mentioned=OFFERS, shown=OFFERS, last={"action": "compare", "weighed": list(OFFERS)})
LISTED = Memory(mentioned=FOUR, shown=FOUR, last={"action": "answer"})


def asked_last(*topics: str, action: str = "answer") -> Memory:
    return Memory(last={"action": action, "topics": list(topics)})


@pytest.mark.parametrize(
    ("text", "intent", "last", "key"),
    [
        ("list the ones that want none", "shortlist_remove", asked_last("application_process"), "letters"),
        ("which ones do have one", "ask_program_fact", asked_last("thesis_or_capstone"), "thesis"),
        ("which schools don't require it", "faq", asked_last("application_fee"), "application_fee"),
        (
            "who does without it",
            "out_of_scope",
            Memory(last={"action": "program_fact", "facts": ["toefl"]}),
            "english_test",
        ),
    ],
)
def test_the_ones_that_do_or_do_not_are_searched_for(
    talk: Talk, text: str, intent: str, last: Memory, key: str
) -> None:
    turn = talk(text, {}, intent, last)
    assert [wish.key for wish in turn.memory.wishes] == [key]
    assert turn.replies[0].kind == "programs"


def test_without_a_fact_asked_before_nothing_is_searched_for(talk: Talk) -> None:
    assert not talk("which ones do have one", {}, "ask_program_fact", asked_last("salary")).memory.wishes


@pytest.mark.parametrize("text", ["ok final. one name only", "so what's my best option then", "pick one please"])
def test_one_of_those_weighed_is_named_however_long_ago(talk: Talk, text: str) -> None:
    later = Memory(
        mentioned=OFFERS[:1], last={"action": "program_fact", "facts": ["deadline"], "weighed": list(OFFERS)}
    )
    (reply,) = talk(text, {}, "faq", later, "rankings").replies
    assert reply.lead.startswith("MS Data Science at Columbia, by what I have of prices") and reply.table is None


def test_a_search_ends_what_was_weighed(talk: Talk) -> None:
    turn = talk("online data science", {"data science": "wanted", "online": "wanted"}, "ask_recommendation", COMPARED)
    assert "weighed" not in turn.memory.last


def test_why_not_the_other_one_says_what_sets_it_behind_and_what_speaks_for_it(talk: Talk) -> None:
    (reply,) = talk("ok but why not the other one", {}, "ask_why", COMPARED).replies
    assert reply.lead.startswith("Nothing on record rules out MS Data Science at Columbia")
    assert reply.sources


def test_why_behind_a_comparison_shows_it_side_by_side(talk: Talk) -> None:
    (reply,) = talk("why?", {}, "ask_why", COMPARED).replies
    assert reply.table is not None and len(reply.table.short) == 2


def test_why_behind_a_stance_is_its_reason(talk: Talk) -> None:
    put = talk("so masters or just apply to jobs. pick one", {}, "faq", None, "how_to_choose")
    assert put.memory.last["decisions"] == ["degree_or_offer"]
    (why,) = talk("why", {}, "ask_why", put.memory).replies
    assert why.kind == "answer" and why.text not in ("", put.replies[0].text)


def test_a_list_gets_as_short_as_it_shall(talk: Talk) -> None:
    turn = talk("ok so give me the final 3", {}, "out_of_scope", LISTED)
    kept, gone = turn.replies[0].lead.split(", and cut ")
    assert len(turn.memory.mentioned) == 3 and "OMSCS at Georgia Tech" in kept and gone


def test_the_dearest_goes(talk: Talk) -> None:
    turn = talk("take out whatever is most expensive", {}, "inform", LISTED)
    assert turn.replies[0].lead.startswith("Without ") and len(turn.memory.mentioned) == 3
    assert "gatech-omscs" in turn.memory.mentioned


@pytest.mark.parametrize("text", ["give me the final 7", "top 3 programs in Texas", "give me 3 letters"])
def test_a_list_that_is_shorter_or_another_one_is_not_cut(talk: Talk, text: str) -> None:
    turn = talk(text, {}, "out_of_scope", LISTED)
    assert "I would keep" not in turn.replies[0].text


@pytest.mark.parametrize("text", ["i said spring", "but I asked for spring"])
def test_a_wish_said_again_is_no_report(talk: Talk, text: str) -> None:
    turn = talk(text, {"spring": "start"}, "report_answer", asked_last("deadlines", action="recommend"))
    assert turn.replies[0].kind in ("programs", "nothing_fits", "not_sure") or "spring" in turn.replies[0].text


@pytest.mark.parametrize("text", ["why did they reject me though", "why was I turned down, why say no"])
def test_why_somebody_was_refused_is_no_question_on_the_order(talk: Talk, text: str) -> None:
    shown = Memory(shown=FOUR, mentioned=FOUR, last={"action": "recommend"})
    assert "points (a must)" not in "".join(
        str(getattr(each, "text", "")) for each in talk(text, {}, "ask_why", shown).replies
    )


def test_a_realistic_one_is_searched_for_with_what_closes_the_gaps(talk: Talk) -> None:
    memory = Memory(profile={"lacking": ["programming"]}, last={"action": "answer", "topics": ["gpa"]})
    turn = talk("then what would a realistic one look like", {}, "ask_what_if", memory)
    assert [wish.key for wish in turn.memory.wishes] == ["bridge"] and turn.replies[0].kind == "programs"


@pytest.mark.parametrize("text", ["which of these is open right now", "is the deadline passed already?"])
def test_whether_it_is_still_open_is_a_deadline(talk: Talk, text: str) -> None:
    (reply,) = talk(text, {}, "ask_admissions", COMPARED).replies
    assert reply.lead.startswith("Deadlines – MS CSE at UC San Diego: fall: ")


def test_who_pays_is_searched_for(talk: Talk) -> None:
    turn = talk("any that actually pay you?", {}, "bot_challenge", asked_last("cost"))
    assert [wish.key for wish in turn.memory.wishes] == ["funding"]


def test_another_place_is_asked_of_and_no_wish(talk: Talk) -> None:
    turn = talk("and in europe same problem?", {}, "inform", asked_last("three_year_degree"))
    assert not turn.memory.wishes and turn.memory.last["topics"] == ["three_year_degree"]


def test_a_visa_is_never_outside_the_field(talk: Talk) -> None:
    turn = talk("does switching mess with my F1?", {}, "out_of_scope", asked_last("careers"))
    assert turn.replies[0].response == "utter_faq/international"


@pytest.mark.parametrize("text", ["im not quitting for it though", "no plans to quit my job"])
def test_no_test_of_doubts_is_begun_unasked(talk: Talk, text: str) -> None:
    assert "4 short questions" not in "".join(
        str(getattr(each, "text", "")) for each in talk(text, {}, "check_doubts", asked_last("phd")).replies
    )


@pytest.mark.parametrize(
    ("text", "country", "point"),
    [
        ("My wife and our son, can they come with me?", "GB", "uk_family_visa"),
        ("My wife and our son, can they come with me?", "DE", "germany_family_student"),
        ("how long can I stay after I finish", "IE", "ireland_stay_back"),
        ("how much money must I show", "CA", "canada_proof_of_funds"),
        ("can I work while I study", "NL", "netherlands_student_work"),
    ],
)
def test_what_holds_for_any_country_is_answered_for_the_one_spoken_of(
    search: Search, text: str, country: str, point: str
) -> None:
    message = Message("faq", (("faq/international", 0.9),), ({"entity": "topic", "value": "international"},), text)
    read = points_in_context(message, Memory(last={"countries": [country]}), search.knowledge)
    assert read.values("particular") == [point] and read.surely_asks_a_point


def test_a_post_gets_what_it_asks_of_each_country_it_speaks_of(search: Search) -> None:
    text = "Ireland or the UK for an MSc? How long can I stay and work afterwards? Can my wife and son come along?"
    story = {"entity": "act", "value": "story"}
    read = points_in_context(Message("faq", (), (story,), text), Memory(), search.knowledge)
    assert set(read.values("particular")) == {
        "ireland_stay_back", "uk_graduate_visa", "ireland_family_student", "uk_family_visa",
    }  # fmt: skip


LOANS = ("grad_plus_ended", "federal_loan_limits", "existing_student_debt")


def of_loans(score: float, intent: str = "faq", topic: str = "financial_aid") -> Message:
    """A message on loans that means each of these points somewhat less than the one before."""
    asked = ({"entity": "topic", "value": topic},) if intent == "faq" else ()
    ranking = ((f"{intent}/{topic}", 0.8), ("faq/financial_aid", 0.1))
    around = tuple((name, score - place / 10) for place, name in enumerate(LOANS))
    return Message(intent, ranking, asked, "can he still get the loans", around=around)


def test_the_two_points_that_are_likely_meant_are_told_and_the_next_is_offered(search: Search) -> None:
    turn = AdvisorAction.named("talk").turn(of_loans(-1.6), asked_last("cost"), search)
    general, offered = turn.replies
    assert isinstance(general, General) and general.personal is not None and general.lines == 0
    says = general.personal.says
    assert says.startswith("Grad PLUS is closed to new borrowers") and "$20,500 a year" in says
    assert isinstance(offered, Reply) and [each.payload for each in offered.chips] == [
        '/faq{"particular": "existing_student_debt"}'
    ]


def test_a_point_that_there_is_no_more_is_passed_over(search: Search) -> None:
    message = replace(of_loans(-1.6), around=(("no_such_point", -1.0), ("grad_plus_ended", -1.5)))
    general = AdvisorAction.named("talk").turn(message, asked_last("cost"), search).replies[0]
    assert isinstance(general, General) and "Grad PLUS" in said(general)


def test_a_point_far_ahead_is_told_alone(search: Search) -> None:
    points = (("grad_plus_ended", -0.9), ("federal_loan_limits", -2.95))
    message = replace(of_loans(-1.6), around=points)
    general = AdvisorAction.named("talk").turn(message, asked_last("cost"), search).replies[0]
    assert isinstance(general, General) and general.personal is not None
    assert "Grad PLUS" in general.personal.says and "$20,500" not in general.personal.says


def test_what_may_have_been_meant_by_what_is_not_understood_is_offered_as_questions(search: Search) -> None:
    (offered,) = AdvisorAction.named("talk").turn(of_loans(-1.6, "out_of_scope"), asked_last("cost"), search).replies
    assert isinstance(offered, Reply) and offered.kind == "out_of_scope"
    chip = offered.chips[0]
    assert chip.title.endswith("?") and chip.payload == '/faq{"particular": "grad_plus_ended"}'
    told = AdvisorAction.named("talk").turn(
        Message("faq", (), ({"entity": "particular", "value": "grad_plus_ended"},), chip.payload), Memory(), search
    )
    assert "Grad PLUS is closed to new borrowers" in told.replies[0].text


def test_a_plain_question_at_the_beginning_gets_its_plain_answer(search: Search) -> None:
    message = replace(of_loans(-0.9), ranking=(("faq/financial_aid", 0.95),))
    (general,) = AdvisorAction.named("talk").turn(message, Memory(), search).replies[:1]
    assert isinstance(general, General) and general.lines is None and "Grad PLUS" not in said(general)
    later = AdvisorAction.named("talk").turn(message, asked_last("cost"), search).replies[0]
    assert isinstance(later, General) and "Grad PLUS" in said(later)


def test_ml_or_ai_is_answered_and_no_choice_among_other_fields(heard: Heard, search: Search) -> None:
    message = replace(heard("ml or ai?", {}, "faq", "ml_vs_ai"), ranking=(("faq/ml_vs_ai", 0.99),))
    answer = AdvisorAction.named("talk").turn(message, Memory(), search).replies[0]
    assert isinstance(answer, General) and answer.response == "utter_faq/ml_vs_ai"


def test_what_is_of_another_subject_is_neither_told_nor_offered(search: Search) -> None:
    ranking = (("faq/online_vs_in_person", 0.99),)
    message = replace(of_loans(-1.5, topic="online_vs_in_person"), ranking=ranking)
    replies = AdvisorAction.named("talk").turn(message, Memory(last={"action": "talk"}), search).replies
    assert not any(getattr(each, "kind", "") == "clarify" for each in replies)
    assert not any("Grad PLUS" in said(each) for each in replies)


def test_what_was_told_is_neither_told_again_nor_offered(search: Search) -> None:
    memory = asked_last("cost").having_told(*(f"particular/{each}" for each in LOANS))
    replies = AdvisorAction.named("talk").turn(of_loans(-1.5), memory, search).replies
    assert not any(getattr(each, "kind", "") == "clarify" for each in replies)
    assert not any("Grad PLUS" in said(each) for each in replies)


def said(reply: Reply | General) -> str:
    """What a reply says, but for a fixed answer itself."""
    if isinstance(reply, Reply):
        return reply.text
    return " ".join(each.says for each in (reply.personal, reply.beside) if each is not None)


def test_the_cs_one_is_the_only_one_of_that_field(talk: Talk) -> None:
    (reply,) = talk("deadline for the data science one", {}, "faq", COMPARED, "deadlines").replies
    assert "Columbia" in reply.text and "San Diego" not in reply.text


def test_a_place_among_listed_wishes_is_wished_for(talk: Talk) -> None:
    roles = {"one year": "length", "campus": "wanted", "data science": "wanted", "dallas": "lives"}
    turn = talk("ok suppose i do. one year, campus, data science, dallas", roles, "inform", asked_last("worth_it"))
    assert "place" in {wish.key for wish in turn.memory.wishes}


def test_what_others_studied_is_not_compared(heard: Heard, talk: Talk) -> None:
    text = "Duke or Northeastern? My roommate got Cornell for 68k"
    turn = talk(text, {"Duke": "compared", "Northeastern": "compared", "Cornell": "example"}, "compare_programs")
    assert not any(each.startswith("cornell") for each in turn.memory.mentioned)


def test_the_choices_behind_facts_of_several_are_about_all_of_them(talk: Talk) -> None:
    (reply,) = talk("gre?", {}, "faq", Memory(mentioned=FOUR[:2], last={"action": "compare"}), "gre").replies
    deadlines = next(chip for chip in reply.chips if chip.title == "Deadlines")
    assert all(each in deadlines.payload for each in FOUR[:2])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("columbia gave me 5k scholarship, does that change it?", "yes, it changes it"),
        ("ucsd gave me a 2k scholarship, does that change it?", "by the price it changes nothing"),
    ],
)
def test_a_scholarship_is_held_against_the_others(talk: Talk, text: str, says: str) -> None:
    (reply,) = talk(text, {}, "ask_payoff", COMPARED).replies
    assert says in reply.text and "Ask whether it is for one year" in reply.text and reply.sources


def test_an_online_degree_is_not_the_cheapest_for_who_needs_a_campus(talk: Talk) -> None:
    text = "Admits: OMSCS, UCSD, Columbia data science. I am from India. Which one should I take?"
    roles = {"OMSCS": "admitted", "UCSD": "admitted", "Columbia": "admitted"}
    said = "\n".join(str(getattr(each, "text", "")) for each in talk(text, roles, "faq", None, "financial_aid").replies)
    assert "cheapest, OMSCS" not in said
