"""What the action server is sent of a conversation: what actions read, no more, and never more than it takes."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa_sdk import Tracker

from actions.dialogue.memory import MOST_UNDO_CHARACTERS, MOST_UNDOS, Kept, Memory, Message
from actions.report_answer import MOST_REPORTED
from actions.serving.action_server import MOST_BYTES
from actions.shortlist.entries import LONGEST_NOTE, MOST_KEPT
from actions.wording.facts import FACT_NAMES
from bot.rasa_corrections import correct
from bot.servers import Servers
from knowledge.base import Knowledge
from tests.advisor import Conversation

EMOJI = "\U0001f393" * LONGEST_NOTE  # of all letters what takes the most bytes of JSON


def heard(text: str, intent: str, quiet: bool = False) -> UserUttered:
    ranking = [{"name": intent, "confidence": 0.9}, {"name": "faq", "confidence": 0.1}]
    parsed = {"text": text, "intent": {"name": intent}, "intent_ranking": ranking, "entities": []}
    metadata = {"title": text, **({"quiet": True} if quiet else {})}
    return UserUttered(text, {"name": intent}, parse_data=parsed, input_channel="slack", metadata=metadata)


def tracker_of(*events: Event) -> DialogueStateTracker:
    tracker = DialogueStateTracker("rest-me", [AnySlot("wishes", mappings=[], influence_conversation=False)])
    for each in events:
        tracker.update(each)
    return tracker


def sent_of(tracker: DialogueStateTracker) -> dict[str, object]:
    correct()
    return RemoteAction("action_answer", None)._action_call_format(tracker, Domain.empty())["tracker"]


def test_the_action_server_gets_no_earlier_words_and_understands_as_with_all_of_them() -> None:
    tracker = tracker_of(
        heard("my salary is 62k", "inform"), ActionExecuted("action_recommend"), SlotSet("wishes", [{"key": "gre"}]),
        BotUttered("From your $62,000 a year"), heard("hm", "nlu_fallback"), heard("hidden", "inform", quiet=True),
        heard("no, that's wrong", "wrong_answer"),
    )  # fmt: skip
    sent, whole = sent_of(tracker), tracker.current_state(EventVerbosity.ALL)
    assert not re.search(r"salary|62,000|hidden", json.dumps(sent)) and "salary" in json.dumps(whole)
    ours, rasas = Tracker.from_dict(sent), Tracker.from_dict(whole)
    message = Message.of(ours)
    assert message == Message.of(rasas)
    assert (message.misses, message.text, message.previous_ranking[0][0]) == (2, "no, that's wrong", "nlu_fallback")
    assert ours.get_slot("wishes") == [{"key": "gre"}]
    assert ours.get_latest_input_channel() == rasas.get_latest_input_channel() == "slack"


def test_what_undo_remembers_has_bounds_and_the_last_change_is_among_it() -> None:
    small = Memory()
    for number in range(MOST_UNDOS + 5):
        small = small.after_change({"wishes": [number]})
    assert [each["wishes"] for each in small.past] == [[number] for number in range(5, MOST_UNDOS + 5)]
    note, large = "x" * (MOST_UNDO_CHARACTERS // 3), small
    for number in range(4):
        large = large.after_change({"shortlist": [note, number]})
    assert [each["shortlist"][1] for each in large.past] == [2, 3]
    huge = large.after_change({"shortlist": [note * 9]})
    assert len(huge.past) == 1 and huge.past[0]["shortlist"] == [note * 9]


def test_what_redo_remembers_shares_the_bounds_of_undo_and_outlives_being_written_down() -> None:
    note = "x" * (MOST_UNDO_CHARACTERS // 4)
    changed = Memory()
    for number in range(4):
        later = replace(changed, shortlist=(Kept(str(number), note),))
        changed = later.after_change(later.changed_since(changed))
    undone = changed
    for _ in changed.past:
        undone = undone.undone()
        assert sum(len(json.dumps(each)) for each in (*undone.past, *undone.undid)) <= MOST_UNDO_CHARACTERS * 1.5
    read = Memory.of_slots(undone.slots().get)
    assert read == undone and read.undid and read.redone().shortlist != read.shortlist


def test_a_conversation_as_large_as_it_can_be_is_answered_undone_and_forgotten(
    advisor: tuple[str, Servers], knowledge: Knowledge
) -> None:
    conversation = Conversation(advisor[0])
    programs = [each.id for each in knowledge.programs[:MOST_KEPT]]
    for program in programs:
        conversation.say(f'/shortlist_add{{"program": "{program}"}}')
        conversation.say(f'/shortlist_note{{"program": "{program}", "note": "{EMOJI}"}}')
    facts = list(FACT_NAMES)[: MOST_REPORTED // MOST_KEPT]
    for fact in facts:
        for program in programs:
            conversation.say(f'/report_answer{{"program": "{program}", "asked_fact": "{fact}", "note": "{EMOJI}"}}')
    slots = conversation.slots()
    assert [each["note"] for each in slots["shortlist"]] == [EMOJI] * MOST_KEPT
    assert [each["says"] for each in slots["reported"]] == [EMOJI] * MOST_REPORTED
    kept = [len(json.dumps(slots[name])) for name in ("shortlist", "reported")]
    assert sum(kept) * 2 + 100_000 < MOST_BYTES  # with the same again to undo, and a message of amounts alone
    amounts = " ".join(f"${each},{each % 1000:03}" for each in range(1000, 1300))[:1990]
    assert "does not answer" not in conversation.say(amounts).text
    assert "Your shortlist, 20 programs" in conversation.say("/show_shortlist").text
    assert "Undone" in conversation.say("undo").text
    conversation.say("forget me")
    assert "you are forgotten here" in conversation.say("yes").text
