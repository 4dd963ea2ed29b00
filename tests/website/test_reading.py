"""What can be read: comparisons on narrow and wide screens, hints at sources, colours, long answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, Route, expect

from tests.website.conftest import GRE_SAYS, PLAIN, SEARCH, ask, chat_of, opened, reply, violations

COMPARE = "compare omscs and penn mcit online"
COMPARE_THREE = "compare omscs, penn mcit online and cmu msml"
PAYOFF = "i make 62k in ohio, is it worth it"
TABLE: Any = {
    "columns": ["", "Master of Science in Very Long Names (First University)", "Master of Arts (Second University)"],
    "short": ["First MS", "Second MA"],
    "rows": [
        ["Credits", "★ 30 credits", "36 credits"],
        ["GRE", "no GRE needed", "GRE needed"],
        ["Knowledge to bring", "to bring: programming", "not recorded"],
        ["IELTS", "IELTS from 7.5", "TOEFL from 100"],
        ["CS degree needed", "no CS degree needed", "CS degree needed"],
    ],
}
WORN: Any = {
    "id": "x",
    "title": "MS in Something",
    "subtitle": "A University",
    "lines": [
        {"mark": "met", "says": "online", "sources": [{"name": "a.edu", "as_of": "2026"}]},
        {"mark": "met", "says": "about $7,000", "sources": [{"name": "blog", "as_of": "2026", "secondhand": True}]},
        {"mark": "met", "says": "no GRE needed", "sources": [{"name": "a.edu", "as_of": "2019", "old": True}]},
        {"mark": "met", "says": "part time", "sources": [{"name": "blog", "secondhand": True}, {"name": "a.edu"}]},
        {"mark": "", "says": "nothing known of its sources"},
    ],
}


def columns_are_in_sight(table: Locator, width: int) -> bool:
    """Whether every value of a table stands inside the window, none cut off."""
    boxes = [cell.bounding_box() for cell in table.locator("td").all()]
    fits = table.evaluate("each => each.scrollWidth <= each.clientWidth")
    return bool(boxes) and fits and all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)


@pytest.mark.parametrize("width", [360, 420])
@pytest.mark.parametrize("words", [COMPARE, COMPARE_THREE, PAYOFF])
def test_every_value_of_a_comparison_and_a_pay_off_is_in_sight(
    browser: Browser, site: str, width: int, words: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740})
    chat = opened(page, site)
    ask(chat, words)
    table = chat.get_by_role("region", name="Comparison")
    table.wait_for()
    assert columns_are_in_sight(table, width)
    title = chat.locator(".name p").bounding_box()
    assert title and title["height"] < 26  # one line: the answer gets the room
    # It is still heard as a table.
    assert chat.get_by_role("columnheader").count() == len(chat.locator("tbody tr").first.locator("> *").all())
    assert chat.get_by_role("cell").count() >= 12
    assert violations(page) == []
    page.close()


def test_a_narrow_comparison_names_programs_shortly_and_a_wide_one_fully(page: Page, site: str) -> None:
    chat = opened(page, site)
    reply(page, chat, lead="Side by side:", table=TABLE)
    head = chat.locator("thead")
    expect(head.get_by_text("First MS", exact=True)).to_be_visible()
    expect(head.get_by_text("Master of Science in Very Long Names (First University)")).to_be_hidden()
    first, second = (chat.locator("tbody tr").first.locator("td").nth(i).bounding_box() for i in (0, 1))
    assert first and second and first["y"] == second["y"]  # side by side
    chat.get_by_role("button", name="Wide window").click()
    expect(head.get_by_text("Master of Science in Very Long Names (First University)")).to_be_visible()
    expect(head.get_by_text("First MS", exact=True)).to_be_hidden()
    row = chat.locator("tbody tr").first
    name, value = row.locator("th").bounding_box(), row.locator("td").first.bounding_box()
    assert name and value and name["y"] == value["y"]
    assert violations(page) == []


def test_more_than_two_columns_stand_one_below_another_with_their_names(page: Page, site: str) -> None:
    chat = opened(page, site)
    table = {"columns": ["", "Costs in all", "After 10 years", "At most"], "rows": [["Full time", "$1", "$2", "$3"]]}
    reply(page, chat, lead="It pays:", table=table)
    assert chat.locator("tbody td").all_inner_texts() == ["Costs in all\n$1", "After 10 years\n$2", "At most\n$3"]
    tops = [box["y"] for cell in chat.locator("tbody td").all() if (box := cell.bounding_box())]
    assert tops == sorted(set(tops))


def test_cells_do_not_repeat_the_name_of_their_row(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, COMPARE)
    chat.get_by_role("region", name="Comparison").wait_for()
    rows = {row.locator("th").inner_text(): row for row in chat.locator("tbody tr").all()}
    said = {name: row.locator("td span[dir]").all_inner_texts() for name, row in rows.items()}
    assert said["Credits"] == ["30", "10"] and said["Minimum GPA"][0] == "3.0" and said["GRE"][0] == "not needed"
    assert said["STEM OPT"][0] == "no F-1 study or STEM OPT"  # and no half sentence
    whole = [each.lower() for cells in said.values() for each in cells]
    assert not any(cell.startswith(f"{name.lower()} ") for name, cell in zip(said, whole, strict=False))


def test_each_value_names_its_receipts_which_stand_numbered_once_below(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, COMPARE)
    price = chat.locator("tbody tr", has_text="Price").locator("td").first
    expect(price.locator(".numbers")).to_have_text("[1]")
    below = chat.locator(".theirs").last.locator(".sources")
    expect(below).to_have_count(1)
    below.locator("summary").click()
    expect(below.locator("ol > li").first).to_contain_text("about $7,000 in all gradpilot.com, 2026-06, second-hand")
    named = " ".join(chat.locator("tbody .numbers").all_inner_texts())
    assert all(f"[{i}]" in named for i in range(1, below.locator("ol > li").count() + 1))
    assert "[0]" not in named and f"[{below.locator('ol > li').count() + 1}]" not in named
    ask(chat, PAYOFF)
    expect(chat.locator(".theirs").last.locator(".sources ol > li").first).to_be_attached()
    assert violations(page) == []


def test_a_tick_in_a_comparison_that_rests_on_a_second_hand_or_old_source_says_so(page: Page, site: str) -> None:
    chat = opened(page, site)
    table = {"columns": ["", "A", "B"], "rows": [["Your wish: x", "★ ✓ yes", "✓ no"], ["Price", "$1", "$2"]]}
    sources = [{"name": "blog", "secondhand": True}, {"name": "a.edu", "old": True}]
    reply(page, chat, lead="Here:", table={**table, "receipts": [[[1], [2]], [[1], [2]]]}, sources=sources)
    tags = [cell.locator(".care").all_inner_texts() for cell in chat.locator("tbody td").all()]
    assert tags == [["second-hand"], ["old, check it"], [], []]
    assert violations(page) == []


def test_cards_bear_the_numbers_of_the_text_over_the_pages_of_a_search(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    ask(chat, "more")
    expect(chat.locator(".card")).to_have_count(5)
    assert [each.rstrip(".") for each in chat.locator(".card .number").all_inner_texts()] == list("12345")
    fourth = chat.locator(".card h3").nth(3).locator("[dir]").inner_text()
    ask(chat, "4")
    card = chat.locator(".theirs").nth(3).locator(".card")
    expect(card.locator("h3")).to_have_text(fourth)  # one program by itself needs no number
    expect(card.locator(".number")).to_have_count(0)


def width_of(page: Page) -> float:
    box = page.locator("masters-advisor iframe").bounding_box()
    assert box is not None
    return box["width"]


def test_the_wide_window_is_remembered(page: Page, site: str) -> None:
    chat = opened(page, site)
    assert width_of(page) == 420
    wide = chat.get_by_role("button", name="Wide window")
    wide.click()
    expect(wide).to_have_attribute("aria-pressed", "true")
    assert width_of(page) == 920
    page.reload()
    chat.get_by_label("Your message").wait_for()
    assert width_of(page) == 920
    expect(wide).to_have_attribute("aria-pressed", "true")
    wide.click()
    expect(wide).to_have_attribute("aria-pressed", "false")
    assert width_of(page) == 420


def test_a_phone_offers_no_wider_window(phone: Page, site: str) -> None:
    chat = opened(phone, site)
    expect(chat.get_by_role("button", name="Wide window")).to_have_count(0)


def test_lines_of_prose_are_not_longer_than_can_be_read(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1800, "height": 900})
    page.goto(f"{site}/chat")
    page.get_by_label("Your message").fill("is the gre needed")
    page.keyboard.press("Enter")
    said = page.locator(".theirs").nth(1).locator("p").first
    box = said.bounding_box()
    assert box is not None and 300 < box["width"] <= 42 * 16


def test_a_tick_that_rests_on_a_second_hand_or_old_source_says_so_at_sight(page: Page, site: str) -> None:
    chat = opened(page, site)
    reply(page, chat, lead="One fits:", cards=[WORN])
    lines = chat.locator(".card .line")
    expect(chat.locator(".card details[open]")).to_have_count(0)  # nobody opened a source
    assert [line.locator(".care").all_inner_texts() for line in lines.all()] == [
        [], ["second-hand"], ["old, check it"], ["partly second-hand"], []
    ]  # fmt: skip
    for tag in chat.locator(".care").all():
        expect(tag).to_be_visible()
    assert violations(page) == []


def test_real_cards_say_what_their_text_says_of_sources(page: Page, site: str) -> None:
    chat = opened(page, site)
    said: list[Any] = []

    def listen(route: Route) -> None:
        answer = route.fetch()
        said.append(json.loads(answer.text()))
        route.fulfill(response=answer)

    page.route("**/chat/message", listen)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    for i, card in enumerate(said[0]["reply"]["cards"]):
        for j, line in enumerate(card["lines"]):
            shown = chat.locator(".card").nth(i).locator(".line").nth(j).locator(".care").all_inner_texts()
            assert any("second-hand" in each for each in shown) == any(s["secondhand"] for s in line["sources"])
            assert any("old" in each for each in shown) == any(s["old"] for s in line["sources"])


ACCENTS = ["yellow", "#ffffff", "#000", "rgb(119 119 119)", "oklch(80% .2 140)", "#0b57d066", "nonsense"]


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_whatever_colour_a_site_asks_for_can_be_read(
    page: Page, site: str, host: Callable[[str], str], accent: str, theme: str
) -> None:
    tag = f'data-accent="{accent}" data-theme="{theme}" data-topic="gre"'
    page.goto(host(PLAIN.format(site=site, attributes="", tag=tag)))
    page.wait_for_function("window.MastersAdvisor")
    page.evaluate("MastersAdvisor.open()")
    chat = chat_of(page)
    card = {**WORN, "url": "https://a.example/"}
    reply(page, chat, lead="One fits:", cards=[card], chips=[{"title": "More", "payload": "more"}])
    chat.get_by_role("button", name="Add MS in Something").click()
    chat.get_by_role("button", name="Good answer").click()
    assert violations(page) == []


def test_a_readable_colour_stays_as_the_site_wants_it(page: Page, site: str, host: Callable[[str], str]) -> None:
    page.goto(host(PLAIN.format(site=site, attributes="", tag='data-accent="#780050" data-theme="light"')))
    page.get_by_role("button", name="Ask about a master's degree").click()
    look = "each => getComputedStyle(each).getPropertyValue"
    root = chat_of(page).locator("html")
    chat_of(page).get_by_label("Your message").wait_for()
    assert [root.evaluate(f"{look}('{name}')") for name in ("--accent", "--on-accent", "--link")] == [
        "rgb(120, 0, 80)", "rgb(255, 255, 255)", "rgb(120, 0, 80)"
    ]  # fmt: skip


def scrolled(chat: FrameLocator) -> float:
    return float(chat.locator("#log").evaluate("each => each.scrollTop"))


def test_whoever_reads_further_up_is_told_of_a_new_answer_and_not_torn_away(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    chat.get_by_role("button", name="Jump to the latest").click()
    expect(chat.get_by_role("button", name="Jump to the latest")).to_have_count(0)
    page.route("**/chat/message", lambda route: (page.wait_for_timeout(700), route.continue_()))
    ask(chat, "is the gre needed")
    chat.locator("#log").evaluate("each => { each.scrollTop = 0 }")
    expect(chat.locator(".theirs").nth(2)).to_be_attached()
    assert scrolled(chat) == 0
    chat.get_by_role("button", name="New answer").click()
    expect(chat.locator(".theirs").last).to_be_in_viewport()
    expect(chat.get_by_role("button", name="New answer")).to_have_count(0)


def test_a_long_answer_is_read_from_its_question_on(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, COMPARE)
    chat.get_by_role("region", name="Comparison").wait_for()
    expect(chat.locator(".mine").last).to_be_in_viewport()
    expect(chat.get_by_role("button", name="Jump to the latest")).to_be_visible()


def test_suggestions_stand_by_the_composer_however_long_the_answer(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, COMPARE)
    suggestion = chat.get_by_role("group", name="Suggestions").get_by_role("button").first
    expect(suggestion).to_be_in_viewport()


def test_an_answer_is_copied_and_messages_bear_their_time(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat = opened(page, site)
    ask(chat, "is the gre needed")
    chat.get_by_role("button", name="Copy this answer").click()
    expect(chat.get_by_text("Copied.")).to_be_visible()
    assert GRE_SAYS in page.evaluate("navigator.clipboard.readText()")
    times = chat.locator("time")
    expect(times).to_have_count(2)
    said = times.all_inner_texts()
    page.reload()
    expect(times).to_have_count(2)
    assert times.all_inner_texts() == said


def test_the_names_of_two_programs_stay_in_sight_while_their_facts_scroll(phone: Page, site: str) -> None:
    chat = opened(phone, site)
    ask(chat, COMPARE)
    head = chat.locator("thead")
    head.wait_for()
    chat.locator("#log").evaluate("each => { each.scrollTop += 700 }")
    log, stuck = chat.locator("#log").bounding_box(), head.bounding_box()
    assert log and stuck and abs(stuck["y"] - log["y"]) <= 2  # at the very top, nothing shows above it


@pytest.mark.parametrize("asked", [SEARCH, "i make 62k in ohio, is it worth it"])
def test_choices_stand_beside_the_field_however_long_the_answer(page: Page, site: str, asked: str) -> None:
    chat = opened(page, site)
    ask(chat, asked)
    expect(chat.locator(".theirs")).to_have_count(2)
    chips = chat.get_by_role("group", name="Suggestions")
    expect(chips.get_by_role("button").first).to_be_in_viewport()  # though the answer is longer than the window
    row, field = chips.bounding_box(), chat.locator(".composer").bounding_box()
    assert row and field and 0 <= field["y"] - (row["y"] + row["height"]) < 40
    log = chat.locator("#log")
    assert log.evaluate("each => each.scrollHeight > each.clientHeight + 100")
    log.evaluate("each => { each.scrollTop = 0 }")
    assert chips.bounding_box() == row  # nor do they scroll away


def test_all_sources_are_a_list_with_links_and_with_what_each_backs(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    ask(chat, "all sources")
    answer = chat.locator(".theirs").nth(2)
    listed = answer.locator(".receipts ol > li")
    expect(listed).to_have_count(8)
    expect(listed.nth(3)).to_be_visible()  # asked for, so that nothing is to be opened
    expect(listed.nth(3)).to_contain_text("OMSA, Georgia Tech: online, GRE optional")
    expect(listed.nth(3).get_by_role("link")).to_have_attribute("href", "https://pe.gatech.edu/degrees/analytics")
    assert violations(page) == []
