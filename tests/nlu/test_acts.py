"""What a message does beside what it asks: corrects, refuses, dismisses, goes on, wishes, asks, tells."""

from __future__ import annotations

import pytest

from bot.nlu.acts import acts, is_dismissal, is_refusal
from bot.nlu.hearing import Hearing


def done(hearing: Hearing, text: str) -> list[str]:
    return [str(each["value"]) for each in hearing.hear(text) if each["entity"] == "act"]


CORRECTIONS = {
    "a number taken back with actually": "actually 2.7",
    "no, then the right place": "no, I meant California",
    "said, then not": "I said Dallas, not Austin",
    "an apology first": "sorry, my gpa is 3.4",
    "a typo confessed": "typo, 3.6 not 36",
    "an older person's full sentence": "Pardon me, that is not what I meant; I meant part-time.",
    "make it": "make it 30k",
    "scratch that, then the new one": "scratch that, 25k",
    "oops": "oops, it's 320 not 230",
    "a starred correction": "*stanford",
    "wait": "wait, i have a biology degree",
    "a plain not": "texas not ohio",
    "should have been": "that should have been 3.2, not 2.3",
    "my bad": "my bad, I live in Reno",
    "nope": "nope, not the online one",
    "no and an amount": "no, $12,000",
    "the whole sentence denied": "that's wrong, I'm not an engineer",
    "it is really": "it's actually a 2:1",
    "I wrote": "I wrote 15 hours not 50",
}


@pytest.mark.parametrize("text", CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_a_correction_is_heard(hearing: Hearing, text: str) -> None:
    assert "correction" in done(hearing, text)


NO_CORRECTIONS = {
    "a question with actually inside": "is it actually worth the money",
    "a plain no": "no",
    "no thanks": "no thanks",
    "no gre": "no gre please",
    "not as a wish": "i do not want to move",
    "a reason": "because I can't afford it",
    "never mind": "never mind",
    "a question whether or not": "does it matter whether or not I have a thesis",
    "a first statement": "I have a 3.1 from Kent State",
    "a refused command": "no, don't delete it",
}


@pytest.mark.parametrize("text", NO_CORRECTIONS.values(), ids=NO_CORRECTIONS.keys())
def test_no_correction_is_made_up(hearing: Hearing, text: str) -> None:
    assert "correction" not in done(hearing, text)


REFUSALS = {
    "deletion": "don't delete my data",
    "without apostrophe": "dont erase anything",
    "politely": "Please do not send my question to anyone.",
    "in a hurry": "NO stop dont restart",
    "comparison": "do not compare them",
    "adding": "I don't want you to add that to my list",
    "never asked": "i never asked you to email them",
    "didn't want": "I didn't want to start over!",
    "let's not": "let's not start over just yet",
    "no need": "no need to export it",
    "the lawyer": "Under no circumstances share my information.",
    "never": "never delete my shortlist",
    "forget me": "don't forget me",
    "better not": "better not send it",
    "you don't have to": "you don't have to show more",
    "dare": "dont you dare delete this",
    "a search": "don't search in texas",
    "looking": "don't look for programs in california",
    "a grade": "dont set my gpa to 3.9",
    "own wish": "i don't want to remove omscs",
    "wanna": "i don't wanna compare omscs and penn mcit",
    "writing": "dont write the questions for admissions",
    "a plan": "don't make me a study plan",
    "step by step": "don't ask me step by step",
    "connecting": "don't connect me with a person",
    "a new search": "i don't want a new search",
    "refrain": "please refrain from deleting my list",
    "must not": "You must not empty my shortlist.",
    "hold off": "hold off on adding the first",
    "rather not": "I'd rather you didn't drop my GRE score",
    "wanted done": "I don't want the third one removed",
    "not yet": "don't look yet, let me think",
}


@pytest.mark.parametrize("text", REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refused_command_is_heard(hearing: Hearing, text: str) -> None:
    assert "refusal" in done(hearing, text)


NO_REFUSALS = {
    "do not forget that": "don't forget that my GPA is 3.5",
    "remember": "please don't forget I need evening classes",
    "a command": "delete my data",
    "a dislike": "I don't like math",
    "a lack": "I don't have a CS degree",
    "a wish": "I don't want to take the GRE",
    "a place to stay": "I don't want to move",
    "a question": "why don't you have Stanford",
    "stopping work": "should I stop working while I study",
    "cannot move": "i can't move",
    "a thesis": "i don't want to write a thesis",
    "a start": "i don't want to start in spring",
    "a job": "i don't want to lose my job",
    "a need": "you should not need a cs degree",
    "a limit": "should not cost more than 20k",
    "a wish on what is sent": "I don't want GRE scores required",
}


@pytest.mark.parametrize("text", NO_REFUSALS.values(), ids=NO_REFUSALS.keys())
def test_no_refusal_is_made_up(text: str) -> None:
    assert not is_refusal(text)


REMOVALS = {
    "lose": "lose the second one",
    "scratch": "scratch the second one",
    "kill": "kill the gpa",
    "forget all about": "forget all about online",
    "get rid": "ok, get rid of omscs",
    "politely": "can you drop the budget please",
}


@pytest.mark.parametrize("text", REMOVALS.values(), ids=REMOVALS.keys())
def test_what_is_to_go_is_heard(hearing: Hearing, text: str) -> None:
    assert "removal" in done(hearing, text)


@pytest.mark.parametrize(
    "text",
    ["forget it", "don't delete omscs", "would I lose my job", "keep the second one", "never mind", "losing time"],
)
def test_no_removal_is_made_up(hearing: Hearing, text: str) -> None:
    assert "removal" not in done(hearing, text)


DISMISSALS = {
    "never mind": "never mind",
    "one word": "nevermind",
    "text speak": "nvm",
    "forget it": "forget it",
    "british": "Oh, it doesn't matter.",
    "sigh": "ugh forget about it",
    "my question": "forget my question",
    "what I said": "forget i said anything",
    "skip it": "skip it",
    "please ignore": "please ignore that",
    "leave it": "leave it, thanks",
    "drop it": "ok drop it",
    "not important": "it's not important",
    "moving on": "moving on",
    "let it go": "let it go",
    "do not worry": "no don't worry about it",
    "pretend": "pretend I never asked",
    "what was asked": "never mind the swimming pool",
    "a last sentence": "Ah, it says so right there. Never mind.",
    "another language": "Ach so, danke. I mean never mind.",
    "strike": "strike that",
    "not into it": "let's not go into that",
}


@pytest.mark.parametrize("text", DISMISSALS.values(), ids=DISMISSALS.keys())
def test_a_dismissal_is_heard_and_is_no_refusal(hearing: Hearing, text: str) -> None:
    found = done(hearing, text)
    assert "dismissal" in found and "refusal" not in found and "correction" not in found


NO_DISMISSALS = {
    "forget me": "forget me",
    "a wish dropped": "forget the gre",
    "a place dropped": "forget about texas",
    "a command": "delete everything you know about me",
    "goes on": "never mind the price, I want a thesis",
    "a topic": "does it matter where I study",
    "one of the list": "drop the second one",
    "a last sentence": "Never mind. How long does it take?",
}


@pytest.mark.parametrize("text", NO_DISMISSALS.values(), ids=NO_DISMISSALS.keys())
def test_no_dismissal_is_made_up(hearing: Hearing, text: str) -> None:
    assert not is_dismissal(text) and "dismissal" not in done(hearing, text)


@pytest.mark.parametrize(
    "text", ["never mind the gre", "never mind the deadline of omscs", "I like Penn. Forget it if it costs over 30k."]
)
def test_what_names_a_wish_or_goes_on_takes_back_more_than_a_remark(hearing: Hearing, text: str) -> None:
    assert "dismissal" not in done(hearing, text)


FOLLOW_ONS = {
    "and a name": "and Penn?",
    "what about": "what about the online one",
    "how about": "How about Georgia Tech?",
    "text speak": "wat about omscs",
    "thanks first": "thanks, and Purdue?",
    "or": "or the second one?",
    "same question": "same question for UT Austin",
    "but": "but cmu?",
    "so what about": "so what about the deadline",
    "hmm": "hmm and the cheaper one",
    "what of": "What of the third?",
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name, marks=[pytest.mark.xfail(reason="misspelt question words are not known here")])
        if name == "text speak"
        else pytest.param(text, id=name)
        for name, text in FOLLOW_ONS.items()
    ],
)
def test_going_on_is_heard(hearing: Hearing, text: str) -> None:
    assert "follow_on" in done(hearing, text)


NO_FOLLOW_ONS = {
    "a question of its own": "and how much is it",
    "and can": "and can I do it part time",
    "and I": "and I work full time",
    "too long": "and then my wife said we should rather look at places near her parents in Boise",
    "a plain question": "is the gre needed",
    "a name alone": "penn",
}


@pytest.mark.parametrize("text", NO_FOLLOW_ONS.values(), ids=NO_FOLLOW_ONS.keys())
def test_what_stands_by_itself_does_not_go_on(hearing: Hearing, text: str) -> None:
    assert "follow_on" not in done(hearing, text)


WISHES = {
    "pace": "part time",
    "grade": "2.88 GPA",
    "state in small letters": "oklahoma",
    "money": "$20.5k",
    "several": "online, no gre, under 15k",
    "politely": "I'd like a thesis, please",
    "a place to avoid": "not in california",
    "a start": "fall 2027",
    "focus": "something with nlp",
    "a need": "I need it to be online",
    "a telegram": "MS online max 10k total",
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name, marks=[pytest.mark.xfail(reason="“something” is no filler word")])
        if name == "focus"
        else pytest.param(text, id=name)
        for name, text in WISHES.items()
    ],
)
def test_nothing_but_a_wish_is_heard(hearing: Hearing, text: str) -> None:
    assert "wish" in done(hearing, text)


NO_WISHES = {
    "a question": "is it online?",
    "asked without a mark": "can i do it part time",
    "a story": "my daughter did hers online while she was pregnant",
    "a greeting": "good morning",
    "a name": "omscs",
    "a skill": "python",
    "a reason": "online degrees get no respect at my company",
}


@pytest.mark.parametrize("text", NO_WISHES.values(), ids=NO_WISHES.keys())
def test_more_than_a_wish_is_none(hearing: Hearing, text: str) -> None:
    assert "wish" not in done(hearing, text)


QUESTIONS = {
    "mark": "GRE?",
    "no mark": "how much is omscs",
    "behind a statement": "I have a 3.1. Is that enough?",
    "do i": "do i need a cs degree for this",
    "after a greeting": "hi, can you tell me what it costs",
    "tell me": "tell me about penn",
    "and": "and is it online",
    "the grandmother": "My dear, would a woman of 61 be laughed at?",
}


@pytest.mark.parametrize("text", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_is_heard(hearing: Hearing, text: str) -> None:
    assert "question" in done(hearing, text)


STATEMENTS = {
    "a wish": "online under 15k",
    "a fact": "I studied biology at Ohio State",
    "thanks": "thank you so much",
    "a sigh": "i give up",
    "a wish with what": "I know what I want, and that is a thesis",
}


@pytest.mark.parametrize("text", STATEMENTS.values(), ids=STATEMENTS.keys())
def test_a_statement_is_no_question(hearing: Hearing, text: str) -> None:
    assert "question" not in done(hearing, text)


def test_a_long_tale_is_a_story(hearing: Hearing) -> None:
    tale = (
        "I'm 41, a machinist in Erie, laid off in March. Two kids, a mortgage, and a two-year degree from 2004 "
        "that nobody ever asked about. My brother-in-law says data is where it is at and I like numbers, always did."
    )
    assert "story" in done(hearing, tale)
    assert "story" not in done(hearing, "I'm 41, a machinist in Erie, laid off in March.")


def test_acts_stand_in_one_order_whatever_comes_first_in_the_text() -> None:
    assert acts("is it in Iowa? no wait, I meant Ohio", []) == ["correction", "question"]


def test_nothing_said_does_nothing(hearing: Hearing) -> None:
    for text in ("", "   ", "🙂", "...", "\x00"):
        assert done(hearing, text) == []
