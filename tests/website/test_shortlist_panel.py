"""The shortlist in a real browser: kept, ordered, taken back, saved."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import icalendar
from playwright.sync_api import Page, expect

from tests.website.conftest import SEARCH, ask, chat_of, keep, open_shortlist, opened, titles_of, violations


def test_search_keep_order_note_export(page: Page, site: str, problems: list[str]) -> None:
    chat = opened(page, site)
    ask(chat, SEARCH)
    cards = chat.locator(".card")
    expect(cards).to_have_count(3)
    for i in range(3):
        cards.nth(i).get_by_role("button", name=re.compile("^Add")).click()
    open_shortlist(chat, 3)
    first, second, third = titles_of(chat)

    up = chat.get_by_role("button", name=f"Move {third} up")
    up.focus()
    page.keyboard.press("Enter")
    expect(chat.locator(".shortlist").get_by_role("status")).to_have_text(f"{third} is number 2 of 3.")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    assert titles_of(chat) == [third, first, second]
    expect(up).to_be_disabled()
    expect(chat.get_by_role("button", name=f"Move {third} down")).to_be_focused()
    chat.get_by_label(f"Your note on {first}").fill('ask "Maria", <b>then</b> decide; =1+1')
    chat.get_by_label(f"Your note on {first}").press("Enter")
    expect(chat.locator(".shortlist").get_by_role("status")).to_have_text("Note kept.")
    for button in chat.get_by_role("button").all():
        box = button.bounding_box()
        assert box is None or min(box["width"], box["height"]) >= 24
    assert violations(page) == []

    def saved(name: str) -> str:
        with page.expect_download() as download:
            chat.get_by_role("button", name=name).click()
        return Path(download.value.path()).read_text("utf-8")

    rows = list(csv.DictReader(io.StringIO(saved("Save as table (CSV)"))))
    assert [row["program"] for row in rows] == [third, first, second]
    assert rows[1]["note"] == 'ask "Maria", <b>then</b> decide; \'=1+1'
    assert saved("Save as text").startswith("# My shortlist\n\n1. **" + third)
    assert icalendar.Calendar.from_ical(saved("Save the dates (calendar)"))["version"] == "2.0"

    # The server has it too, and nothing of the quiet messages is in the conversation, now or after a reload.
    chat = opened(page, site)
    expect(chat.locator(".mine p")).to_have_text(SEARCH)
    ask(chat, "/show_shortlist")
    expect(chat.locator(".theirs").last).to_contain_text("Your shortlist, 3 programs in your order:")
    assert chat.locator(".theirs").last.locator("h3 [dir]").all_inner_texts() == [third, first, second]
    expect(chat.locator(".theirs").last).to_contain_text('Your note: ask "Maria", <b>then</b> decide; =1+1')
    assert [each for each in problems if "favicon" not in each] == []


def test_the_list_follows_what_is_said_in_the_chat(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, '/shortlist_add{"program": "gatech-omscs"}')
    expect(chat.locator(".theirs").last).to_contain_text("is on your shortlist now")
    open_shortlist(chat, 1)
    assert titles_of(chat) == ["Online Master of Science in Computer Science"]
    chat.get_by_role("button", name=re.compile("^Remove")).click()
    chat.get_by_role("button", name="Back to the chat").click()
    ask(chat, "/show_shortlist")
    expect(chat.locator(".theirs").last).to_contain_text("Your shortlist is empty")


def test_what_is_kept_offline_reaches_the_server_later(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    page.context.set_offline(True)
    chat.locator(".card").first.get_by_role("button", name=re.compile("^Add")).click()
    expect(chat.get_by_role("status").first).to_contain_text("Kept in this browser")
    page.context.set_offline(False)
    ask(chat, "/show_shortlist")
    expect(chat.locator(".theirs").last).to_contain_text("Your shortlist, one program")


def test_the_list_outlives_the_conversation(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, '/shortlist_note{"program": "gatech-omscs", "note": "ask Maria"}')
    expect(chat.locator(".theirs").last).to_contain_text("I put it on your shortlist.")
    chat.get_by_role("button", name="More", exact=True).click()
    chat.get_by_role("button", name="Start over").click()
    chat.get_by_role("button", name="Yes, start over").click()
    ask(chat, "/show_shortlist")
    expect(chat.locator(".theirs").last).to_contain_text("Your note: ask Maria")
    ask(chat, "/forget_me")
    chat.get_by_role("button", name="Yes, delete everything").click()
    expect(chat.locator(".theirs").last).to_contain_text("Done, you are forgotten here. Receipt ")
    open_shortlist(chat, 0)


def test_who_is_forgotten_leaves_nothing_in_the_browser(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, '/shortlist_add{"program": "gatech-omscs"}')
    expect(chat.locator(".theirs").last).to_contain_text("is on your shortlist now")
    ask(chat, "what about my secret")
    expect(chat.locator(".theirs")).to_have_count(3)
    ask(chat, "/forget_me")
    chat.get_by_role("button", name="Yes, delete everything").click()
    expect(chat.locator(".theirs").last).to_contain_text("1 program on your shortlist")
    expect(chat.locator(".mine p")).to_have_text("Yes, delete everything")  # what was said before is gone
    page.reload()  # the window is open again
    chat = chat_of(page)
    expect(chat.locator(".theirs")).to_have_count(1)  # the greeting
    expect(chat.locator(".mine")).to_have_count(0)
    kept = page.frames[-1].evaluate("JSON.stringify(localStorage)")
    assert "omscs" not in kept and "secret" not in kept


def test_each_program_shows_price_deadline_and_page(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, '/shortlist_add{"program": "gatech-omscs"}')
    expect(chat.locator(".theirs").last).to_contain_text("is on your shortlist now")
    open_shortlist(chat, 1)
    entry = chat.locator(".shortlist ol > li")
    expect(entry.locator(".line").first).to_contain_text("Price: about $7,000 in all")
    expect(entry.locator(".line").nth(1)).to_contain_text("Deadlines: fall: March 1")
    expect(entry.locator(".care").first).to_be_visible()
    expect(entry.get_by_role("link", name="Program page")).to_have_attribute("href", "https://omscs.gatech.edu/")
    assert violations(page) == []


def test_what_was_kept_from_a_card_gets_its_facts_too(page: Page, site: str) -> None:
    chat = opened(page, site)
    keep(chat, 2)
    for i in (0, 1):
        expect(chat.locator(".shortlist ol > li").nth(i).locator(".line").first).to_contain_text("Price: ")


def test_facts_that_have_grown_old_in_the_browser_are_those_of_today_when_the_list_is_opened(
    page: Page, site: str
) -> None:
    chat = opened(page, site)
    keep(chat, 2)
    expect(chat.locator(".shortlist .care").first).to_be_visible()
    before = chat.locator(".shortlist ol > li").first.locator(".lines").inner_text()
    page.frames[-1].evaluate("""() => {
        const kept = JSON.parse(localStorage.getItem('advisor.shortlist'));
        kept[0].lines = [{ mark: 'met', says: 'Price: about $1 in all', sources: [{ name: 'a.edu', as_of: '2011' }] }];
        localStorage.setItem('advisor.shortlist', JSON.stringify(kept));
    }""")
    page.reload()
    chat = chat_of(page)
    open_shortlist(chat, 2)
    expect(chat.locator(".shortlist ol > li").first.locator(".lines")).to_have_text(before, use_inner_text=True)
    assert "about $1 in all" not in chat.locator(".shortlist").inner_text()


def test_prices_stand_at_one_edge_with_a_mark_beside_them_or_without(page: Page, site: str) -> None:
    chat = opened(page, site)
    keep(chat, 2)  # of the second no deadline is recorded, which has a mark
    expect(chat.locator(".shortlist .mark")).to_have_count(1)
    prices = [chat.locator(".shortlist ol > li").nth(i).get_by_text("Price: ").bounding_box() for i in (0, 1)]
    assert prices[0] and prices[1] and prices[0]["x"] == prices[1]["x"]


def test_taking_off_and_moving_are_taken_back(page: Page, site: str) -> None:
    chat = opened(page, site)
    titles = keep(chat, 3)
    first, second, third = titles
    chat.get_by_label(f"Your note on {first}").fill("ask Maria")
    chat.get_by_label(f"Your note on {first}").press("Enter")
    chat.get_by_role("button", name=f"Remove {first}").click()
    assert titles_of(chat) == [second, third]
    expect(chat.locator(".shortlist").get_by_role("status")).to_have_text(f"{first} is off your shortlist.")
    undo = chat.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    assert titles_of(chat) == titles
    expect(chat.get_by_label(f"Your note on {first}")).to_have_value("ask Maria")
    expect(undo).to_have_count(0)
    chat.get_by_role("button", name=f"Move {third} up").click()
    undo.click()
    assert titles_of(chat) == titles
    chat.get_by_role("button", name="Back to the chat").click()
    ask(chat, "/show_shortlist")  # the advisor has it so too
    expect(chat.locator(".theirs").last).to_contain_text("Your note: ask Maria")
    assert chat.locator(".theirs").last.locator("h3 [dir]").all_inner_texts() == titles


def test_programs_are_dragged_into_order(page: Page, site: str) -> None:
    chat = opened(page, site)
    page.set_viewport_size({"width": 1200, "height": 1000})
    first, second, third = keep(chat, 3)
    expect(chat.locator(".shortlist .lines")).to_have_count(3)  # nothing moves by itself any more
    handle = chat.get_by_role("button", name=f"Order of {first}: drag, or use the arrow keys")
    target = chat.locator(".shortlist ol > li").nth(2)
    start, end = handle.bounding_box(), target.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, end["y"] + 20, steps=4)
    expect(chat.locator(".shortlist li.after")).to_contain_text(second)  # where it would come to stand
    page.mouse.move(start["x"] + 10, end["y"] + end["height"] * 0.8, steps=4)
    page.mouse.up()
    assert titles_of(chat) == [second, third, first]
    expect(chat.locator(".shortlist").get_by_role("status")).to_have_text(f"{first} is number 3 of 3.")


class Finger:
    """A finger on the screen, as the browser itself hears it: not a mouse, and not made of events of ours."""

    def __init__(self, page: Page) -> None:
        self._browser = page.context.new_cdp_session(page)

    def _at(self, kind: str, *point: float) -> None:
        points = [dict(zip(("x", "y"), point, strict=True))] if point else []
        self._browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def down(self, x: float, y: float) -> None:
        self._at("touchStart", x, y)

    def move(self, x: float, y: float) -> None:
        self._at("touchMove", x, y)

    def up(self) -> None:
        self._at("touchEnd")

    def drag(self, x: float, start: float, end: float) -> None:
        """Down at a height, and in ten moves to another; it stays down."""
        self.down(x, start)
        for step in range(1, 11):
            self.move(x, start + (end - start) * step / 10)


def test_programs_are_dragged_into_order_by_a_finger(phone: Page, site: str) -> None:
    chat = opened(phone, site)
    first, second, third = keep(chat, 3)
    expect(chat.locator(".shortlist .lines")).to_have_count(3)
    panel = chat.locator(".shortlist")
    panel.evaluate("each => { each.scrollTop = 0 }")
    handle = chat.get_by_role("button", name=f"Order of {first}: drag, or use the arrow keys").bounding_box()
    below = chat.locator(".shortlist ol > li").nth(1).bounding_box()
    assert handle and below
    finger, x, y = Finger(phone), handle["x"] + 20, handle["y"] + 20
    finger.drag(x, y, below["y"] + below["height"] * 0.7)
    expect(chat.locator(".shortlist li.dragged")).to_contain_text(first)
    expect(chat.locator(".shortlist li.after")).to_contain_text(second)  # where it would come to stand
    finger.up()
    expect(panel.get_by_role("status")).to_have_text(f"{first} is number 2 of 3.")
    assert titles_of(chat) == [second, first, third]


def test_a_finger_beside_the_handle_scrolls_the_list_and_orders_nothing(phone: Page, site: str) -> None:
    chat = opened(phone, site)
    titles = keep(chat, 3)
    expect(chat.locator(".shortlist .lines")).to_have_count(3)
    chat.locator(".shortlist").evaluate("each => { each.scrollTop = 0 }")
    words = chat.locator(".shortlist .head p").nth(1).bounding_box()
    assert words
    finger = Finger(phone)
    finger.drag(words["x"] + 40, words["y"] + 10, words["y"] - 200)
    finger.up()
    expect(chat.locator(".shortlist li.dragged")).to_have_count(0)
    assert chat.locator(".shortlist").evaluate("each => each.scrollTop") > 50
    assert titles_of(chat) == titles


def test_programs_are_ordered_by_the_arrow_keys(page: Page, site: str) -> None:
    chat = opened(page, site)
    first, second, third = keep(chat, 3)
    handle = chat.get_by_role("button", name=f"Order of {third}: drag, or use the arrow keys")
    handle.focus()
    page.keyboard.press("ArrowUp")
    assert titles_of(chat) == [first, third, second]
    expect(handle).to_be_focused()
    page.keyboard.press("Home")
    assert titles_of(chat) == [third, first, second]
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")  # no further
    assert titles_of(chat) == [first, second, third]


def test_the_shortlist_is_compared_from_its_panel(page: Page, site: str) -> None:
    chat = opened(page, site)
    keep(chat, 2)
    chat.locator(".shortlist").get_by_role("button", name="Compare these").click()
    expect(chat.get_by_role("region", name="Comparison")).to_be_visible()


def test_all_of_a_long_shortlist_is_compared(phone: Page, site: str) -> None:
    chat = opened(phone, site)
    ids = ["gatech-omscs", "gatech-omsa", "eastern-msds", "utaustin-mscs-online", "utaustin-msds-online"]
    ask(chat, f"/shortlist_add{json.dumps({'program': ids})}")
    expect(chat.locator(".theirs").last).to_contain_text("on your shortlist now")
    open_shortlist(chat, 5)
    expect(chat.get_by_role("button", name="Back to the chat")).to_be_in_viewport()  # however long the list
    chat.locator(".shortlist").get_by_role("button", name="Compare these").click()
    expect(chat.locator(".theirs").last.locator("tbody tr")).to_have_count(5)
    boxes = [each.bounding_box() for each in chat.locator(".theirs").last.locator("tbody td").all()]
    assert boxes and all(box and box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
