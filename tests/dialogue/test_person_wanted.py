"""Who asks for a person is shown where to turn, also where the intent is not sure of it; who asks else is not."""

from __future__ import annotations

import pytest

from actions.dialogue.memory import Memory, Message
from actions.dialogue.person_wanted import person_wanted


def wants(text: str, likely: float = 0.2) -> bool:
    ranking = (("out_of_scope", 0.4), ("human_handoff", likely))
    return person_wanted(Message("out_of_scope", ranking, (), text), Memory()) is not None


WANTED = (
    "not good enough for something this big. loop in a human", "can i talk with person please", "escalate this please",
    "put me in touch with someone who really knows", "i'd rather have a human double check this first",
    "you can give them to the adviser now", "send what we have to the adviser anyway", "let me talk to one of them",
    "would one of your staff give him a ring this week",
)  # fmt: skip
# Words that leave no doubt: heard whatever the intent is, and however unlikely that of a person.
SURELY = (
    "are there any humans working there", "is there someone here i can talk to", "what's your email address",
    "can i have a word with whoever runs this", "who do i contact if i have more questions", "do you have office hours",
    "who runs this thing and how do i reach them", "where can i complain", "can i call you", "how do i reach your team",
    "i need to speak with someone about my transcript", "can we hop on a call", "let's escalate", "no bots please",
    "I want someone from your staff to check all of this", "wanna run this by a real advisor, how do we do that",
    "we would both sleep better if an advisor went through these four",
    "i don't want to chat with a robot", "is there a number to text",
)  # fmt: skip
# Where the intent of a person is sure, and the words only tell of one.
TOLD = (
    "i talked to a counselor and she said no", "i am a phone operator, is this for me",
    "my advisor told me to skip the gre", "i work as a support agent, can i get in",
    "i manage a team of ten people",
)  # fmt: skip
OTHER = (
    "who do I ask about removal of my info?", "is there a phone interview for cmu",
    "who do i contact at the admissions office", "who should i ask for a letter", "can i call the department",
    "i'd rather talk to somebody who graduated there", "how do i contact alumni", "is there an application fee",
    "do i need to talk to a professor first", "no bootcamp please", "i don't want to talk about money",
    "do people send letters of recommendation", "which school has good advisors", "don't send it to an advisor",
    "is a human factors degree any good", "who wrote this to be cheap",
)  # fmt: skip


@pytest.mark.parametrize("text", WANTED)
def test_words_for_a_person_decide_where_the_intent_is_unsure(text: str) -> None:
    assert wants(text) and not wants(text, likely=0.0)


@pytest.mark.parametrize("text", OTHER)
def test_other_words_do_not(text: str) -> None:
    assert not wants(text)


@pytest.mark.parametrize("text", SURELY)
def test_plain_words_for_a_person_need_no_intent(text: str) -> None:
    assert wants(text, likely=0.0)


def routed(said: str) -> str:
    found = person_wanted(Message("human_handoff", (("human_handoff", 0.9),), (), said), Memory())
    return "handover" if found is None else found.action


def test_who_wants_nobody_to_call_is_offered_nobody() -> None:
    assert routed("no thanks, I dont want anybody calling me. lets just go on here") == "never_mind"


def test_a_person_is_asked_for_in_two_languages() -> None:
    said = "hablo poco ingles, can i talk with person please"
    found = person_wanted(Message("human_handoff", (("human_handoff", 0.9),), (), said), Memory())
    assert found is not None and found.action == "handover"


@pytest.mark.parametrize("text", TOLD)
def test_who_only_tells_of_a_talk_or_a_job_is_sent_to_nobody(text: str) -> None:
    assert routed(text) == "talk" and routed(f"{text}. can i talk to a person") == "handover"
