"""What deletes or sends asks first, and only a plain, whole yes to that very question does it: whole turns."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Kept, Memory
from actions.handover import ActionHandover
from actions.wording.replies import General
from bot.channels.incoming import said as taken_in
from tests.actions.conftest import Act
from tests.actions.test_handover import Webhook, own_records, webhook

__all__ = ["own_records", "webhook"]

OMSCS, MCIT = "gatech-omscs", "penn-mcit-online"


def text_of(turn) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(each.response if isinstance(each, General) else each.text for each in turn.replies)


@pytest.fixture
def full(say: Act) -> Memory:
    """A conversation with wishes, a grade and a shortlist."""
    told = say("online under 15k no gre, my gpa is 3.1").memory
    return Memory(**{**told.__dict__, "shortlist": (Kept(OMSCS), Kept(MCIT, "ask Maria"))})


@pytest.fixture
def asked(say: Act, full: Memory) -> Memory:
    """The same, asked whether to delete all of it."""
    return say("delete everything", full, intent="forget_me").memory


YES = [
    "yes", "Yes!", "yes please", "yes delete it all", "delete it", "do it", "go ahead", "yep, go ahead please", "sure",
    "ok do it", "I'm sure", "yes, I’m sure. Delete everything.", "absolutely, wipe it all", "y", "delete my data",
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_a_plain_yes_deletes(say: Act, asked: Memory, text: str) -> None:
    assert say(text, asked, intent="affirm").forgotten
    assert say(text, asked, intent="refuse").forgotten  # what the classifier takes it for does not matter


DOUBTFUL = [
    "let me think", "hm", "maybe", "i'm thinking", "i guess", "hmm ok wait", "ok hold on", "wait, yes?", "sure?",
    "cool", "why not", "go on", "fair enough", "k", "ok", "Give me a minute", "yes?", "not sure", "i don't know",
    "no idea", "well maybe later", "hang on a sec", "probably", "I suppose so", "ok let me think about it",
    "definitely maybe", "👍",
]  # fmt: skip


@pytest.mark.parametrize("text", DOUBTFUL)
@pytest.mark.parametrize("order", [("delete everything", "forget_me"), ("start over", "start_over")], ids=str)
def test_a_doubtful_word_is_asked_again_and_a_yes_still_counts(
    say: Act, full: Memory, text: str, order: tuple[str, str]
) -> None:
    asked = say(order[0], full, intent=order[1]).memory
    again = say(text, asked, intent="affirm")
    assert "Only a plain yes" in text_of(again) and len(text_of(again).split()) < 15
    assert not again.forgotten and again.memory.changed_since(full) == {}
    done = say("yes", again.memory, intent="affirm")
    assert done.forgotten or done.memory.wishes == ()


@pytest.mark.parametrize(
    "text", ["what", "huh?", "what do you mean", "yes to what", "what will be deleted?", "pardon?"]
)
def test_who_asks_back_gets_the_question_explained_and_can_still_say_yes(say: Act, asked: Memory, text: str) -> None:
    again = say(text, asked, intent="confused")
    assert "every message of yours" in text_of(again) and not again.forgotten
    assert say("yes", again.memory, intent="affirm").forgotten


@pytest.mark.parametrize(
    "text",
    ["no", "nope, keep it", "stop", "not now", "no thanks", "absolutely not", "forget it", "hm no", "cancel that"],
)
def test_a_no_in_any_words_ends_it(say: Act, asked: Memory, full: Memory, text: str) -> None:
    turn = say(text, asked, intent="affirm")
    assert "nothing is changed" in text_of(turn) and turn.memory.changed_since(full) == {}
    assert not say("yes", turn.memory, intent="affirm").forgotten


@pytest.mark.parametrize("text", ["yes, i am sure i don't want that", "yes but keep my shortlist", "yeah nah"])
def test_a_yes_that_is_not_whole_deletes_nothing(say: Act, asked: Memory, full: Memory, text: str) -> None:
    turn = say(text, asked, intent="affirm")
    assert not turn.forgotten and turn.memory.changed_since(full) == {}


ELSE = {
    "a greeting": ("hello", "greet", ()),
    "nonsense": ("blargh foo", "out_of_scope", ()),
    "not understood": ("fnord", "nlu_fallback", ()),
    "a question": ("how much is a masters", "faq", ("cost",)),
    "thanks": ("thanks", "thanks", ()),
    "the list": ("show my shortlist", "show_shortlist", ()),
    "a wish": ("in texas", "inform", ()),
}


@pytest.mark.parametrize(("text", "intent", "topics"), ELSE.values(), ids=ELSE.keys())
def test_the_question_lapses_when_something_else_is_answered(
    say: Act, asked: Memory, text: str, intent: str, topics: tuple[str, ...]
) -> None:
    later = say(text, asked, intent=intent, topics=topics).memory
    assert not say("yes", later, intent="affirm").forgotten
    assert not say('/forget_me{"confirm": "yes"}', later, intent="forget_me").forgotten


def chip(say: Act, payload: str, memory: Memory):  # type: ignore[no-untyped-def]
    """A payload as it arrives, whoever typed or pressed it."""
    from actions.advisor_action import AdvisorAction, current_search
    from actions.dialogue.choices import as_chip
    from actions.dialogue.memory import Message

    return AdvisorAction.named("talk").turn(as_chip(Message("", text=payload), payload), memory, current_search())


TYPED = ['/forget_me{"confirm": "yes"}', '/start_over{"confirm": "yes"}', '/shortlist_remove{"confirm": "yes"}']


@pytest.mark.parametrize("payload", [*TYPED, '/shortlist_remove{"pointer": "all"}'])
def test_a_payload_agrees_to_nothing_that_was_not_asked(say: Act, full: Memory, payload: str) -> None:
    turn = chip(say, payload, full)
    assert not turn.forgotten and turn.memory.changed_since(full) == {}
    assert "?" in text_of(turn)


@pytest.mark.parametrize("payload", TYPED)
def test_the_chip_agrees_while_its_question_is_open(say: Act, full: Memory, payload: str) -> None:
    turn = chip(say, payload, chip(say, payload.split("{")[0] + '{"pointer": "ask_all"}', full).memory)
    assert turn.forgotten or turn.memory.changed_since(full) != {}


# The newest question


@pytest.mark.parametrize("text", ["empty my shortlist", "delete my shortlist", "clear the list"])
def test_the_newest_question_takes_the_yes(say: Act, asked: Memory, full: Memory, text: str) -> None:
    newer = say(text, asked, intent="shortlist_remove")
    assert "off your shortlist" in text_of(newer) and "cannot be undone" not in text_of(newer)
    turn = say("yes", newer.memory, intent="affirm")
    assert not turn.forgotten and turn.memory.shortlist == () and turn.memory.wishes == full.wishes
    assert say("undo", turn.memory, intent="go_back").memory.shortlist == full.shortlist


@pytest.mark.parametrize("text", ["yes", "send it", "yes please send it", "do it"])
def test_a_yes_to_the_offer_sends_the_summary(say: Act, full: Memory, webhook: Webhook, text: str) -> None:
    offered = say("talk to a person", full, intent="human_handoff")
    assert webhook.got == []
    turn = say(text, offered.memory, intent="affirm")
    assert text_of(turn).startswith("Sent:") and len(webhook.got) == 1
    assert turn.memory.wishes == full.wishes  # no wish of an older question
    say("yes", turn.memory, intent="affirm")
    assert len(webhook.got) == 1


@pytest.mark.parametrize("text", ["hm", "let me think", "no", "don't send it", "what", "is the gre needed"])
def test_nothing_else_sends_it(say: Act, full: Memory, webhook: Webhook, text: str) -> None:
    offered = say("talk to a person", full, intent="human_handoff")
    say(text, offered.memory, intent="affirm")
    assert webhook.got == []


def test_with_nowhere_to_send_it_nothing_is_asked(say: Act, full: Memory) -> None:
    turn = say("talk to a person", full, intent="human_handoff")
    assert turn.memory.asked is None and "Shall I send" not in text_of(turn)
    assert ActionHandover().file == "handover"


def test_let_me_think_is_no_yes_to_an_ordinary_question_either(say: Act) -> None:
    memory = Memory(wishes=say("online under 15k").memory.wishes, asked="place")
    turn = say("let me think", memory, intent="affirm")
    assert turn.memory.wishes == memory.wishes and "?" in text_of(turn)


# What is named to go


@pytest.mark.parametrize(
    ("text", "intent", "gone"),
    [
        ("forget about the gpa", "faq", "gpa"),
        ("kill the gpa", "faq", "gpa"),
        ("please scrap my gpa", "forget_me", "gpa"),
        ("forget all about online", "forget_me", "delivery"),
        ("get rid of the online thing", "out_of_scope", "delivery"),
        ("ditch the budget", "faq", "budget"),
    ],
)
def test_what_is_named_goes_and_nothing_else(say: Act, full: Memory, text: str, intent: str, gone: str) -> None:
    turn = say(text, full, intent=intent)
    assert {wish.key for wish in turn.memory.wishes} == {wish.key for wish in full.wishes} - {gone}
    assert "I no longer ask for" in text_of(turn) and turn.memory.asked != "confirm:forget_me"
    assert say("undo", turn.memory, intent="go_back").memory.wishes == full.wishes


@pytest.mark.parametrize("text", ["delete my wishes", "clear all my filters please", "forget my criteria"])
@pytest.mark.parametrize("intent", ["forget_me", "start_over", "inform"])
def test_delete_my_wishes_takes_back_the_wishes_and_says_which(say: Act, full: Memory, text: str, intent: str) -> None:
    turn = say(text, full, intent=intent)
    assert turn.memory.wishes == () and turn.memory.shortlist == full.shortlist and turn.memory.profile == full.profile
    assert "at most $15,000 in all" in text_of(turn) and "Undo" in text_of(turn)
    assert say("undo", turn.memory, intent="go_back").memory.wishes == full.wishes


def test_a_told_fact_without_a_value_is_taken_back(say: Act) -> None:
    memory = Memory(profile={"age": 41, "skills": ["python"]})
    turn = say("forget about my age", memory, intent="faq", topics=("age_and_family",))
    assert turn.memory.profile == {"skills": ["python"]} and "no longer note that" in text_of(turn)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("clear the chat", "goodbye"), ("reset this conversation", "start_over"), ("wipe the screen", "faq")],
)
def test_clear_the_chat_asks_whether_to_start_over(say: Act, full: Memory, text: str, intent: str) -> None:
    turn = say(text, full, intent=intent)
    assert text_of(turn).startswith("Start over?") and turn.memory.changed_since(full) == {}


# The shortlist


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("should i remove the first one?", "shortlist_remove"),
        ("can i remove a program", "shortlist_remove"),
        ("what happens if I remove omscs", "shortlist_remove"),
        ("is it wise to take omscs off?", "shortlist_remove"),
        ("should i keep the third one", "shortlist_add"),
        ("did i add omscs to my list?", "shortlist_add"),
    ],
)
def test_a_question_on_the_list_changes_nothing(say: Act, full: Memory, text: str, intent: str) -> None:
    turn = say(text, full, intent=intent)
    assert turn.memory.shortlist == full.shortlist
    assert "off your shortlist." not in text_of(turn) and "Kept:" not in text_of(turn)


@pytest.mark.parametrize(
    "text",
    ["lose the second one", "scratch the second one", "ditch penn mcit online", "can you remove the second one?"],
)
def test_the_second_one_goes_in_any_words(say: Act, full: Memory, text: str) -> None:
    shown = Memory(**{**full.__dict__, "shown": (OMSCS, MCIT)})
    intent = "shortlist_remove" if text.startswith("can") else "shortlist_add"
    turn = say(text, shown, intent=intent)
    assert [each.id for each in turn.memory.shortlist] == [OMSCS] and "off your shortlist." in text_of(turn)


# Undo, and commands of other programs


def test_undo_everything_takes_back_every_step_and_says_how_many(say: Act) -> None:
    memory = say("in texas", say("part time", say("online under 15k").memory).memory).memory
    turn = say("undo everything", memory, intent="go_back")
    assert turn.memory.wishes == () and "your last 3 changes" in text_of(turn)


@pytest.mark.parametrize("command", ["/restart", "/back", "/reset", "/STOP"])
def test_a_command_of_another_program_is_said_to_be_none_with_what_to_type(
    say: Act, full: Memory, command: str
) -> None:
    taken = taken_in(command, {"nlu_fallback", "restart", "back"}, {"note"})
    assert taken.shown == command
    turn = chip(say, taken.text, full)
    assert f"“{command.lower()}” is no command here" in text_of(turn) and "“start over”" in text_of(turn)
    assert "talk past each other" not in text_of(turn)


# Refused commands that name what they would have changed

REFUSED = {
    "a search": ("don't search in texas", "inform"),
    "programs": ("don't look for programs in california", "ask_recommendation"),
    "a filter": ("don't add california", "inform"),
    "a budget": ("don't change my budget to 30k", "inform"),
    "a grade": ("dont set my gpa to 3.9", "faq"),
    "taking off": ("i don't want to remove omscs", "shortlist_remove"),
    "a comparison": ("i don't wanna compare omscs and penn mcit", "compare_programs"),
    "questions": ("dont write the questions for admissions", "ask_admissions"),
    "a plan": ("don't make me a study plan", "ask_study_plan"),
    "a series": ("don't ask me step by step", "guided_start"),
    "a person": ("don't connect me with a person", "human_handoff"),
    "a new search": ("i don't want a new search", "start_over"),
    "resetting": ("refrain from resetting", "start_over"),
    "deleting": ("please refrain from deleting my list", "shortlist_remove"),
    "emptying": ("You must not empty my shortlist.", "shortlist_remove"),
    "raising": ("no dont raise my budget to 40k", "inform"),
    "rather": ("I'd rather you didn't drop my GPA", "forget_me"),
}


@pytest.mark.parametrize(("text", "intent"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_command_notes_nothing_of_what_it_names(say: Act, full: Memory, text: str, intent: str) -> None:
    turn = say(text, full, intent=intent)
    assert "nothing is changed, deleted or sent" in text_of(turn)
    assert turn.memory.changed_since(full) == {} and turn.memory.asked is None


def test_what_follows_a_refused_command_is_heard(say: Act, full: Memory) -> None:
    turn = say("don't reset, i want texas", full)
    assert "place" in {wish.key for wish in turn.memory.wishes}


@pytest.mark.parametrize(
    "text",
    [
        "could you erase all my data please",
        "have all my personal information deleted",
        "I'm done. Delete everything.",
        "all the things you saved on me should be deleted, today",
        "it creeps me out that you remember me. erase everything",
        "thanks, bye, delete me",
    ],
)
@pytest.mark.parametrize("intent", ["forget_me", "ask_my_data", "refuse"])
def test_a_polite_order_to_delete_all_is_asked_about_and_not_taken_for_a_question(
    say: Act, full: Memory, text: str, intent: str
) -> None:
    assert text_of(say(text, full, intent=intent)).startswith("Delete all of it?")


@pytest.mark.parametrize("text", ["forget the gre", "forget what i said about the gre"])
def test_a_wish_that_is_gone_already_is_said_to_be_none(say: Act, text: str) -> None:
    gone = say("forget the gre", say("no gre").memory).memory
    turn = say(text, gone)
    assert gone.wishes == () and "nothing is changed" in text_of(turn)
    assert turn.memory.changed_since(gone) == {}
