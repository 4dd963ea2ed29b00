"""Thumbs in a real browser: what reaches the editors, and what is taken back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from bot.feedback import Feedback
from tests.website.conftest import ask, opened


def test_thumbs_and_a_word_reach_the_editors(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, "is the gre needed")
    chat.get_by_role("button", name="Bad answer").click()
    expect(chat.get_by_role("button", name="Bad answer")).to_have_attribute("aria-pressed", "true")
    chat.get_by_label("A word on this answer (optional)").fill("too long for my taste")
    chat.get_by_role("button", name="Send the word").click()
    expect(chat.get_by_text("Thank you, noted.")).to_be_visible()
    kept = list(Feedback().all())[-1]
    assert (kept["thumb"], kept["word"], kept["question"]) == ("down", "too long for my taste", "is the gre needed")


def test_a_thumb_pressed_again_is_taken_back_and_undo_is_of_what_was_told(page: Page, site: str) -> None:
    """A thumb judges an answer; "undo" behind it means the wish whose answer was judged."""
    chat = opened(page, site)
    ask(chat, "programs in texas")
    ask(chat, "under 31k")
    answer = chat.locator(".theirs").filter(has_text="at most $31,000")
    before = len(list(Feedback().all()))
    answer.get_by_role("button", name="Bad answer").click()
    expect(answer.get_by_label("A word on this answer (optional)")).to_be_visible()
    ask(chat, "undo")
    expect(chat.locator(".theirs").last).to_contain_text("Undone.")
    expect(chat.locator(".theirs").last).not_to_contain_text("31,000")
    assert len(list(Feedback().all())) == before + 1
    thumb = answer.get_by_role("button", name="Bad answer")
    expect(thumb).to_have_attribute("aria-pressed", "true")
    thumb.click()
    expect(chat.get_by_text("Taken back.")).to_be_visible()
    expect(thumb).to_have_attribute("aria-pressed", "false")
    assert len(list(Feedback().all())) == before


def test_a_word_that_does_not_arrive_stays_in_its_field_and_is_not_thanked_for(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, "is the gre needed")
    chat.get_by_role("button", name="Bad answer").click()
    field = chat.get_by_label("A word on this answer (optional)")
    field.fill("too long for my taste")
    page.route("**/chat/feedback", lambda route: route.abort(), times=1)
    chat.get_by_role("button", name="Send the word").click()
    expect(chat.get_by_role("status").last).to_contain_text("not kept yet")
    expect(field).to_have_value("too long for my taste")
    expect(chat.get_by_text("Thank you, noted.")).to_have_count(0)
    chat.get_by_role("button", name="Send the word").click()
    expect(chat.get_by_text("Thank you, noted.")).to_be_visible()
