"""What is named to go goes, whatever the words; what never was noted is said so; questions take nothing back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.dialogue.memory import Memory
from knowledge.wishes import Wish
from tests.actions.conftest import Act

Changed = Callable[[str, str], Memory]

WISHES = (
    Wish("delivery", ("online",)),
    Wish("place", (("state", "TX"), ("state", "OH"))),
    Wish("budget", (20000.0,), "at_most", "total", "USD"),
    Wish("duration", (24.0,), "at_most"),
    Wish("gpa", (3.4,), "at_least"),
    Wish("funding", (True,)),
    Wish("focus", ("nlp", "robotics"), strength="nice"),
)
PROFILE = {
    "gpa": {"value": 3.4, "said": "3.4", "scale": 4},
    "age": 41,
    "family": ["children"],
    "situation": ["veteran", "laid_off"],
    "goal": ["phd"],
    "visa": "needs",
    "tests": {"toefl": 101, "gre_score": 318},
    "skills": ["python", "calculus"],
    "backgrounds": ["history"],
}
BEFORE = Memory(wishes=WISHES, profile=PROFILE, assumptions={"income": 62000.0})


def lost(after: Memory) -> set[str]:
    """What is there no more, by name: "budget", "place TX", "tests.toefl", "skills python"."""
    values = {wish.key: wish.values for wish in after.wishes if wish.op != "not"}
    gone = {wish.key for wish in WISHES if wish.key not in values}
    gone |= {f"{w.key} {_short(v)}" for w in WISHES if w.key in values for v in w.values if v not in values[w.key]}
    for key, value in PROFILE.items():
        left = after.profile.get(key)
        if isinstance(value, list):
            gone |= {f"{key} {each}" for each in value if each not in (left or ())}
        elif key == "tests":
            gone |= {f"tests.{each}" for each in PROFILE["tests"] if each not in (left or {})}
        elif left != value:
            gone.add(f"my {key}")
    return gone | ({"income"} - set(after.assumptions))


def _short(value: object) -> str:
    return str(value[1]) if isinstance(value, tuple) else str(value)


def added(after: Memory) -> set[str]:
    """Keys of wishes that are new, or have new values."""
    before = {wish.key: set(wish.values) for wish in WISHES}
    return {wish.key for wish in after.wishes if not set(wish.values) <= before.get(wish.key, set())}


@pytest.fixture
def after(say: Act) -> Changed:
    """The memory after a sentence that was heard as an intent."""
    return lambda text, intent: say(text, BEFORE, intent=intent).memory


GOES = {
    "Ohio comes off the states, please take it off": ("inform", {"place OH"}),
    "take Ohio off the list of states": ("shortlist_remove", {"place OH"}),
    "robotics can go": ("out_of_scope", {"focus robotics"}),
    "robotics was a fad of mine, bin it": ("nlu_fallback", {"focus robotics"}),
    "please strike my toefl": ("inform", {"tests.toefl"}),
    "forget my 318": ("inform", {"tests.gre_score"}),
    "my age is nobody's business, delete it": ("out_of_scope", {"my age"}),
    "scrap the budget, money came in": ("inform", {"budget"}),
    "the price limit is off the table": ("out_of_scope", {"budget"}),
    "money isn't a factor any more": ("faq", {"budget"}),
    "I'd like to retract the 3.4": ("inform", {"gpa", "my gpa"}),
    "3.4 was last year's, toss it": ("inform", {"gpa", "my gpa"}),
    "erase what I told you about my gpa": ("ask_my_data", {"gpa", "my gpa"}),
    "kids are irrelevant, erase that": ("wrong_answer", {"family children"}),
    "ignore what I said about my kids": ("never_mind", {"family children"}),
    "could you take the visa part out": ("faq", {"my visa"}),
    "the two-year limit can be dropped": ("faq", {"duration"}),
    "scholarship? nah, bin it": ("faq", {"funding"}),
    "lose the online bit but keep everything else": ("refuse", {"delivery"}),
    "calculus is rusty, take it away": ("faq", {"skills calculus"}),
    "unsay the veteran part": ("nlu_fallback", {"situation veteran"}),
    "a doctorate is no longer the plan, drop it": ("faq", {"goal phd"}),
    "forget my major": ("inform", {"backgrounds history"}),
    "you may unremember my salary": ("nlu_fallback", {"income"}),
    "drop texas, keep ohio": ("inform", {"place TX"}),
    "clear the nlp focus": ("faq", {"focus nlp"}),
}


@pytest.mark.parametrize(("text", "intent", "gone"), [(text, *each) for text, each in GOES.items()])
def test_what_is_named_goes_and_nothing_else(after: Changed, text: str, intent: str, gone: set[str]) -> None:
    memory = after(text, intent)
    assert lost(memory) == gone
    assert added(memory) == set() and len(memory.past) == 1


STAYS = {
    "should I drop nlp": "nlu_fallback",
    "what if I drop the budget": "ask_what_if",
    "is the gpa not needed any more?": "faq",
    "does age not matter anymore": "faq",
    "don't drop texas": "refuse",
    "I wouldn't want you to delete that about my age": "refuse",
    "I would never cancel the budget": "ask_what_if",
    "they dropped the gre at my school": "faq",
    "which programs no longer need the gre": "ask_recommendation",
    "my employer no longer pays": "faq",
    "can I drop a course in the first term?": "faq",
    "do I lose my visa if I go part time": "faq",
    "we can drop the phd talk": "never_mind",
    "not the place for that I guess, forget it": "never_mind",
    "I was laid off": "faq",
    "my kids used this, delete everything they told you": "forget_me",
}


@pytest.mark.parametrize(("text", "intent"), STAYS.items())
def test_a_question_a_refusal_or_a_story_takes_nothing_back(after: Changed, text: str, intent: str) -> None:
    assert lost(after(text, intent)) == set()


NOT_NOTED = {
    "remove the wheelchair access filter": "out_of_scope",
    "forget the housing condition": "faq",
    "nix the top 20 requirement": "faq",
    "the thesis thing, dump it": "faq",
    "rankings don't matter to me anymore": "faq",
    "not an Iowa resident anymore, take that off": "faq",
    "please forget I said I'm left-handed": "never_mind",
    "what I told you about my knee, please forget it": "never_mind",
}


@pytest.mark.parametrize(("text", "intent"), NOT_NOTED.items())
def test_what_was_never_noted_is_said_to_be_and_nothing_changes(say: Act, text: str, intent: str) -> None:
    turn = say(text, BEFORE, intent=intent)
    assert turn.replies[0].text.startswith("I have noted nothing of that, so there is nothing to take back")
    assert lost(turn.memory) == set() and added(turn.memory) == set()


def test_what_holds_no_longer_is_no_new_wish_and_what_is_told_beside_it_is_noted(after: Changed) -> None:
    memory = after("stem opt is not necessary now, got my green card, so remove", "faq")
    assert added(memory) == set() and memory.profile["visa"] == "has"


def test_a_place_that_nobody_wished_for_is_left_out_of_the_search(after: Changed) -> None:
    memory = after("leave out California", "inform")
    assert lost(memory) == set()
    assert [wish.values for wish in memory.wishes if wish.op == "not"] == [(("state", "CA"),)]


def test_a_place_that_was_only_spoken_of_makes_no_wish(after: Changed) -> None:
    assert set(after("forget about Iowa", "inform").wishes) == set(WISHES)


def test_a_wish_said_in_the_words_of_a_release_stays(say: Act) -> None:
    memory = Memory(wishes=(Wish("gre", ("not_required",)),))
    assert say("the GRE is not needed", memory).memory.wishes == memory.wishes
    assert say("no more than 33 credits", memory).memory.wishes[-1].values == (33.0,)


def test_classes_at_ones_own_time_go_and_online_stays(say: Act) -> None:
    memory = Memory(wishes=(Wish("delivery", ("online",)), Wish("live", (False,), strength="nice")))
    assert [w.key for w in say("asynchronous isn't a must, take it away", memory).memory.wishes] == ["delivery"]


def test_that_a_wish_went_is_said_however_long_the_rest_is(say: Act) -> None:
    wishes = (*WISHES[:1], Wish("place", (("state", "NJ"),)), *WISHES[2:5], Wish("background", ("other", "economics")))
    reply = say("you may forget my major", Memory(wishes=wishes)).replies[0]
    assert "I no longer ask for: with a degree in economics." in reply.text
