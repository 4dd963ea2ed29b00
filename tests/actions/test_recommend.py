"""Searching: what the person reads, and what is remembered."""

from __future__ import annotations

from actions.dialogue.memory import Memory
from tests.actions.conftest import Act


def search_for(act: Act, text: str, memory: Memory | None = None) -> tuple[str, Memory]:
    turn = act("recommend", text, memory, intent="inform")
    return turn.replies[0].text, turn.memory


def test_a_terse_search_shows_three_programs_with_marks_and_receipts(act: Act) -> None:
    turn = act("recommend", "online ms under 15k no gre", intent="ask_recommendation")
    reply = turn.replies[0]
    assert len(reply.cards) == 3
    assert reply.cards[0].id == "gatech-omscs"
    assert "✓ about $7,000 in all [" in reply.text and "] gradpilot.com, 2026-06, second-hand" in reply.text
    assert "✓ no GRE needed" in reply.text
    assert all(line.mark == "met" for card in reply.cards for line in card.lines)
    assert turn.memory.shown == tuple(card.id for card in reply.cards)


def test_what_was_left_out_for_lack_of_a_record_is_counted_and_can_be_shown(act: Act) -> None:
    reply = act("recommend", "online ms under 15k no gre", intent="ask_recommendation").replies[0]
    assert "isn't recorded" in reply.closing
    assert "Show those too" in [chip.title for chip in reply.chips]


def test_wishes_add_up_change_and_go(act: Act) -> None:
    _, memory = search_for(act, "online under 15k")
    text, memory = search_for(act, "actually make it 40k", memory)
    assert "Instead of “at most $15,000 in all”, now “at most $40,000 in all”" in text
    assert {wish.key for wish in memory.wishes} == {"delivery", "budget"}
    text, memory = search_for(act, "forget the budget", memory)
    assert "I no longer ask for: at most $40,000 in all" in text
    assert {wish.key for wish in memory.wishes} == {"delivery"}


def test_cheaper_is_below_what_was_shown(act: Act) -> None:
    from dataclasses import replace

    _, memory = search_for(act, "online no gre")
    text, memory = search_for(act, "cheaper", replace(memory, shown=("uiuc-mcs-online",)))
    assert "at most $21,439 in all" in text
    assert next(wish for wish in memory.wishes if wish.key == "budget").value == 21439


def test_where_nothing_is_cheaper_it_says_so_and_changes_nothing(act: Act) -> None:
    _, memory = search_for(act, "online no gre")
    text, after = search_for(act, "cheaper", memory)
    assert "Nothing on record that meets your other wishes costs less than $7,000" in text
    assert (after.wishes, after.shown, after.past) == (memory.wishes, memory.shown, memory.past)


def test_when_nothing_fits_the_wish_to_relax_is_named(act: Act) -> None:
    text, _memory = search_for(act, "in germany under 100 dollars online with a required thesis in robotics")
    assert "Nothing on record fits all of" in text or "is not recorded" in text
    reply = act("recommend", "on campus in alaska under $500", intent="inform").replies[0]
    assert reply.kind == "nothing_fits" or all(line.mark != "missed" for card in reply.cards for line in card.lines)


def test_a_program_that_misses_a_must_is_never_shown(act: Act) -> None:
    memory: Memory | None = None
    for text in ("online", "under 30k", "no gre", "data science", "part time"):
        turn = act("recommend", text, memory, intent="inform")
        memory = turn.memory
        assert not [
            line for reply in turn.replies for card in reply.cards for line in card.lines if line.mark == "missed"
        ]


def test_no_wish_is_asked_for_kindly(act: Act) -> None:
    assert "One wish is enough" in act("recommend", "recommend something", intent="ask_recommendation").replies[0].text
    assert "not sure what you mean by “hm”" in act("recommend", "hm", intent="inform").replies[0].text


def test_a_name_that_is_not_on_record_is_said_so(act: Act) -> None:
    text = act("recommend", "programs at hogwarts university", intent="ask_recommendation").replies[0].text
    assert "is not in my records" in text


def test_more_goes_on_and_ends(act: Act) -> None:
    _, memory = search_for(act, "online ms under 15k no gre")
    more = act("show_more", "", memory)
    assert more.replies[0].lead.startswith("Programs 4 to 5 of 5")
    end = act("show_more", "", more.memory)
    assert "That was the last one" in end.replies[0].text
    others = act("show_more", "", end.memory, entities=({"entity": "sort", "value": "possible"},))
    assert any(line.mark == "unknown" for card in others.replies[0].cards for line in card.lines)


def test_more_before_any_search(act: Act) -> None:
    assert "haven't shown you any programs yet" in act("show_more").replies[0].text


def test_the_question_can_be_answered_by_yes_no_and_skip(act: Act) -> None:
    from dataclasses import replace

    _, memory = search_for(act, "online")
    asked = replace(memory, asked="background")
    assert "background" in {wish.key for wish in act("deny", "", asked, intent="deny").memory.wishes}
    assert act("affirm", "", asked).memory.wishes[-1].values == ("computing",)
    skipped = act("deny", "", asked, intent="skip")
    assert skipped.memory.declined == ("background",)
    assert skipped.memory.asked != "background"


def test_why_do_you_ask(act: Act) -> None:
    memory = Memory(asked="budget")
    assert "because prices run from" in act("explain_question", "", memory).replies[0].text
    assert "you can skip every question" in act("explain_question").replies[0].text


def test_undo_brings_the_wishes_back(act: Act) -> None:
    _, first = search_for(act, "online under 15k")
    _, second = search_for(act, "in texas", first)
    undone = act("go_back", "", second)
    assert undone.replies[0].lead.startswith("Undone.")
    assert undone.memory.wishes == first.wishes
    assert "no change to take back" in act("go_back").replies[0].text


def test_start_over_and_undo(act: Act) -> None:
    _, memory = search_for(act, "online under 15k")
    asked = act("start_over", "", memory)
    assert asked.memory.wishes == memory.wishes and "Yes, start over" in [each.title for each in asked.replies[0].chips]
    anew = act("start_over", "", asked.memory, entities=({"entity": "confirm", "value": "yes"},))
    assert anew.memory.wishes == ()
    assert act("go_back", "", anew.memory).memory.wishes == memory.wishes


def test_the_wishes_are_listed_with_chips_that_drop_them(act: Act) -> None:
    _, memory = search_for(act, "online under 15k ideally nlp")
    reply = act("show_wishes", "", memory).replies[0]
    assert "• online" in reply.text and "(nice to have)" in reply.text
    assert '/inform{"criterion": {"of": "budget", "op": "drop"}}' in [chip.payload for chip in reply.chips]


def test_why_and_why_not(act: Act) -> None:
    _, memory = search_for(act, "online ms under 15k no gre")
    assert "is number 1 of 5 that meet online" in act("explain", "why is that one first", memory).replies[0].text
    assert "is left out because of" in act("explain", "why not columbia", memory).replies[0].text


def test_memory_survives_the_slots(act: Act) -> None:
    import json

    _, memory = search_for(act, "online under 15k near boston")

    class Tracker:
        def get_slot(self, name: str) -> object:
            return json.loads(json.dumps(memory.slots()))[name]

    assert Memory.of(Tracker()) == memory  # type: ignore[arg-type]


def test_words_that_tell_nothing_are_asked_for_again_where_no_search_runs(act: Act) -> None:
    reply = act("recommend", "and the other thing", intent="inform").replies[0]
    assert "not sure what you mean by “and the other thing”" in reply.lead


def test_what_is_told_of_oneself_after_an_answer_is_held_against_its_topic(say: Act) -> None:
    asked = say("how many hours does it take", intent="faq", topics=("part_time",)).memory
    reply = say("i only have 5 hours a week", asked, intent="inform").replies[0]
    assert reply.text.startswith("Noted:") and "5 hours a week" in reply.text and "One wish is enough" not in reply.text
