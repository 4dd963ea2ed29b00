"""What is heard as going on elsewhere, and what is not; what comes along, and what stays."""

from __future__ import annotations

import pytest

from actions.advisor_action import AdvisorAction
from actions.continue_elsewhere import ActionContinueElsewhere, together
from actions.dialogue.elsewhere import asks_for_code, code_in, is_meant, place_meant
from actions.dialogue.memory import Kept, Memory, Message, Reported
from actions.wording.replies import Reply
from bot.nlu.hearing import Hearing
from bot.phrases import training_phrases
from knowledge.programs import Search
from knowledge.wishes import Wish

ASKED = {
    "continue on my phone": "device",
    "continue in Slack": "slack",
    "take this to the shell": "shell",
    "can I go on with this on my laptop": "device",
    "Can I go on with this on my laptop later?": "device",
    "continue elsewhere": None,
    "continue this conversation somewhere else please": None,
    "I’d like to pick this up on my tablet tonight": "device",
    "ok, let's move this to slack": "slack",
    "how do i continue this chat on another device?": "device",
    "go on in the browser": "web",
    "give me a code to continue on my phone": "device",
    "give me a new code": None,
}
NOT_MEANT = (
    "continue",
    "go on",
    "continue part-time",
    "continue full-time",
    "continue fall 2026",
    "can i continue elsewhere",  # a degree, as well
    "can I continue my degree at another university",
    "can I take the exams on my laptop",
    "take this course on my laptop",
    "which laptop do I need",
    "can I take this to the admissions office",
    "move to another state",
    "move to a different place",
    "can I talk on the phone",
    "is there a fee waiver code",
    "MSCS-MSDS",
    "UIUC-UCLA",
    "MSCS MSDS",
    "fall-2026",
    "2345-6789",
    "call me at 2345 6789",
    "continue part time please",
    "can i continue full-time now",
    "continue with more programs please",
    "is BCD2-FGH3 a course code at penn",
)
TYPED = (
    "BCD2-FGH3", "bcd2-fgh3", "bcd2fgh3", "BCD2 FGH3", "bcd2–fgh3", "continue BCD2-FGH3", "Continue with bcd2-fgh3.",
    "go on with code BCD2-FGH3", "my code is BCD2-FGH3", "here’s my code: bcd2 fgh3", "“BCD2-FGH3”",
    "continue with BCD2-FGH3 please", "BCD2-FGH3, please", "continue bcd2-fgh3 here please, thanks",
    "BCD2-FGH3 from my phone",
    "please continue with BCD2-FGH3 now", "bcd2-fgh3 is my code", "continue with the code BCD2-FGH3 that you gave me",
    "hi, can i continue here with BCD2-FGH3 from slack?", "use code BCD2-FGH3 for me pls",
)  # fmt: skip
OPEN = Memory(wishes=(Wish("delivery", ("online",)),), asked="confirm:forget_me", chips=(("Yes", "/affirm"),))


@pytest.mark.parametrize("words", ASKED)
def test_who_wants_to_go_on_elsewhere_is_heard_with_the_place(words: str) -> None:
    assert asks_for_code(words) and place_meant(words) == ASKED[words]


@pytest.mark.parametrize("words", NOT_MEANT)
def test_what_reminds_of_it_only_is_left_alone(words: str) -> None:
    assert not is_meant(words)


@pytest.mark.parametrize("words", TYPED)
def test_a_code_is_read_however_it_is_typed(words: str) -> None:
    assert code_in(words) == "BCD2-FGH3"


def test_what_is_announced_as_a_code_is_taken_for_one_even_where_no_code_looks_like_it() -> None:
    assert code_in("continue ABCD-EFGH") == "ABCD-EFGH"
    assert code_in("ABCD-EFGH") is None


def test_no_phrase_of_any_topic_is_taken_for_it() -> None:
    said = [each.text for each in training_phrases()]
    assert len(said) > 5000 and not [each for each in said if is_meant(each)]


@pytest.mark.parametrize("words", ["continue BCD2-FGH3", "take this to the shell", "continue on my phone"])
def test_whatever_question_is_open_it_is_answered_and_nothing_of_it_is_noted(
    words: str, hearing: Hearing, search: Search
) -> None:
    message = Message("ask_my_data", (), tuple(hearing.hear(words)), words)
    way, noted = AdvisorAction.named("my_data").routed(message, OPEN, search)
    assert (way.action, way.way) == ("continue_elsewhere", "elsewhere") and noted == OPEN


def test_no_payload_takes_a_code_past_the_limit_of_tries(hearing: Hearing, search: Search) -> None:
    typed = '/ask_my_data{"act": "continue BCD2-FGH3"}'
    way, _ = AdvisorAction.named("my_data").routed(Message("ask_my_data", text=typed), Memory(), search)
    assert way.action == "my_data"


@pytest.mark.parametrize("words", ["continue in slack", "take this to Slack please"])
def test_where_slack_is_off_no_code_is_given_for_it_and_it_is_named_nowhere(
    words: str, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.continue_elsewhere.give", lambda _conversation: "BCD2-FGH3")

    def says(text: str) -> Reply:
        return ActionContinueElsewhere().answer(Message("ask_my_data", text=text), Memory(), search).replies[0]

    monkeypatch.setenv("ADVISOR_SLACK", "off")
    assert "Slack is not set up" in says(words).text and "BCD2" not in says(words).text
    assert "BCD2-FGH3" in says("continue elsewhere").text and "Slack" not in says("continue elsewhere").text
    for known in ("on", ""):
        monkeypatch.setenv("ADVISOR_SLACK", known)
        assert "BCD2-FGH3" in says(words).text and "in Slack as a direct" in says("continue elsewhere").text


def test_what_comes_along_counts_more_and_nothing_of_what_was_here_is_lost() -> None:
    own = Memory(
        wishes=(Wish("delivery", ("online",)),),
        profile={"gpa": 3.0, "age": 40},
        shortlist=(Kept("a", "mine"), Kept("b")),
        reported=(Reported("a", "letters", "two"), Reported("b", "letters", "one")),
        shown=("a",),
    )
    brought = Memory(
        wishes=(Wish("gre", ("not_required",)),),
        profile={"gpa": 3.5},
        shortlist=(Kept("c", "theirs"), Kept("a")),
        reported=(Reported("a", "letters", "three"),),
    )
    found = together(own, brought)
    assert found.wishes == brought.wishes and found.shown == ()
    assert found.profile == {"gpa": 3.5, "age": 40}
    assert found.shortlist == (Kept("c", "theirs"), Kept("a", "mine"), Kept("b"))
    assert found.reported == (Reported("b", "letters", "one"), Reported("a", "letters", "three"))
    assert together(own, Memory()).wishes == own.wishes
