"""The window itself: on a phone, with the keyboard, over page changes, on sites that may not show it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.website.conftest import GRE_SAYS, PLAIN, SEARCH, ask, chat_of, keep, opened, violations

LAUNCHER = "Ask about a master's degree"
FRAME = "masters-advisor iframe"
NEXT_PAGE = """site => {
  const body = document.createElement('body');
  body.innerHTML = '<h1>The next page</h1>';
  const tag = document.createElement('script');
  Object.assign(tag, { src: site + '/widget.js', async: true });
  tag.dataset.program = 'gatech-omscs';
  body.append(tag);
  document.documentElement.replaceChild(body, document.body);
}"""


def focused(chat: FrameLocator) -> str:
    return str(chat.locator("html").evaluate("() => document.activeElement.id || document.activeElement.tagName"))


def test_sending_and_tapping_raise_no_keyboard_over_the_answer(phone: Page, site: str) -> None:
    chat = opened(phone, site)
    assert focused(chat) != "words"  # nor does opening
    chat.get_by_label("Your message").tap()
    assert focused(chat) == "words"
    phone.keyboard.type("is the gre needed")
    chat.get_by_role("button", name="Send", exact=True).tap()
    expect(chat.locator(".theirs")).to_have_count(2)
    assert focused(chat) == "log"
    chat.get_by_role("group", name="Suggestions").get_by_role("button").first.tap()
    expect(chat.locator(".mine")).to_have_count(2)
    assert focused(chat) == "log"


def test_back_on_a_phone_closes_the_window_and_stays_on_the_page(
    phone: Page, site: str, host: Callable[[str], str]
) -> None:
    address = host(
        '<meta name="viewport" content="width=device-width">' + PLAIN.format(site=site, attributes="", tag="")
    )
    phone.goto(f"{site}/icon.svg")
    phone.goto(address)
    phone.evaluate("window.popped = 0; addEventListener('popstate', () => popped++)")
    phone.get_by_role("button", name=LAUNCHER).tap()
    chat_of(phone).get_by_label("Your message").wait_for()
    phone.go_back()
    expect(phone.locator(FRAME)).to_be_hidden()
    assert phone.url == address
    assert phone.evaluate("popped") == 0  # the site's own router is left alone
    # Closed by its button, the window leaves nothing behind: Back is the page's again.
    phone.get_by_role("button", name=LAUNCHER).tap()
    chat_of(phone).get_by_role("button", name="Close the chat").tap()
    expect(phone.locator(FRAME)).to_be_hidden()
    phone.wait_for_function("!history.state")
    phone.go_back()
    assert phone.url == f"{site}/icon.svg"


def test_back_on_a_large_screen_is_the_pages(page: Page, site: str) -> None:
    page.goto(f"{site}/icon.svg")
    opened(page, site)
    page.go_back()
    assert page.url == f"{site}/icon.svg"


def too_small(found: Locator) -> list[str]:
    small = []
    for each in found.all():
        box = each.bounding_box()
        if box and min(box["width"], box["height"]) < 43.9:
            small.append(f"{each.inner_text()} {each.get_attribute('aria-label')} {box['width']}x{box['height']}")
    return small


def test_fingers_find_targets_of_44_pixels_and_fields_that_do_not_zoom(phone: Page, site: str) -> None:
    chat = opened(phone, site)
    assert too_small(chat.get_by_role("button")) == []
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    chat.locator("summary").first.tap()
    chat.get_by_role("button", name="Bad answer").tap()
    controls = chat.locator("button, summary, input, textarea, .actions a, .receipts[open] a")
    assert too_small(controls) == []
    sizes = "each => parseFloat(getComputedStyle(each).fontSize)"
    assert all(field.evaluate(sizes) >= 16 for field in chat.locator("input, textarea").all())
    assert violations(phone) == []
    chat.get_by_role("button", name="More", exact=True).tap()
    items = chat.locator("#menu button")
    assert items.all_inner_texts() == ["Shortlist (0)", "Save the conversation", "Continue elsewhere", "Start over"]
    assert too_small(items) == [] and violations(phone) == []
    items.last.tap()
    assert too_small(chat.get_by_role("group", name="Start over").get_by_role("button")) == []
    chat.get_by_role("button", name="Keep it").tap()
    keep(chat, 2)
    assert too_small(chat.locator("button:visible, input:visible, .actions a:visible")) == []
    assert all(field.evaluate(sizes) >= 16 for field in chat.locator("input").all())
    assert violations(phone) == []


def test_right_to_left_words_stand_right_to_left(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, "مرحبا، هل أحتاج إلى GRE؟")
    way = "each => getComputedStyle(each).direction"
    assert chat.locator(".mine p").first.evaluate(way) == "rtl"
    chat.get_by_label("Your message").fill("שלום")
    assert chat.get_by_label("Your message").evaluate(way) == "rtl"
    expect(chat.locator(".theirs")).to_have_count(2)
    assert chat.locator(".theirs p").first.evaluate(way) == "ltr"


@pytest.mark.parametrize("how", ["isComposing: true", "keyCode: 229"])
def test_an_enter_that_ends_a_japanese_or_chinese_word_sends_nothing(page: Page, site: str, how: str) -> None:
    chat = opened(page, site)
    field = chat.get_by_label("Your message")
    field.fill("機械学習")
    press = f"each => each.dispatchEvent(new KeyboardEvent('keydown', {{ key: KEY, bubbles: true, {how} }}))"
    field.evaluate(press.replace("KEY", "'Enter'"))
    expect(field).to_have_value("機械学習")
    expect(chat.locator(".mine")).to_have_count(0)
    field.evaluate(press.replace("KEY", "'Escape'"))  # gives up the word, not the window
    expect(page.locator(FRAME)).to_be_visible()
    field.press("Enter")
    expect(chat.locator(".mine p")).to_have_text(re.compile("機械学習"))


def test_the_focus_follows_into_the_shortlist_and_back(page: Page, site: str) -> None:
    chat = opened(page, site)
    more = chat.get_by_role("button", name="More", exact=True)
    more.click()
    chat.get_by_role("button", name="Shortlist (0)").click()
    expect(chat.get_by_role("heading", name="Your shortlist")).to_be_focused()
    chat.get_by_role("button", name="Back to the chat").click()
    expect(more).to_be_focused()


def test_the_conversation_is_where_it_was_after_a_look_at_the_shortlist(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, SEARCH)
    expect(chat.locator(".card")).to_have_count(3)
    log = chat.locator("#log")
    log.evaluate("each => { each.scrollTop = 333 }")
    chat.get_by_role("button", name="More", exact=True).click()
    chat.get_by_role("button", name=re.compile("^Shortlist")).click()
    page.keyboard.press("Escape")
    assert log.evaluate("each => each.scrollTop") == 333


def test_escape_closes_what_was_opened_last_and_the_window_last_of_all(page: Page, site: str) -> None:
    chat = opened(page, site)
    more, menu = chat.get_by_role("button", name="More", exact=True), chat.locator("#menu")
    more.click()
    expect(more).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    more.click()
    chat.get_by_role("button", name="Start over").click()
    page.keyboard.press("Escape")
    expect(chat.get_by_role("button", name="Yes, start over")).to_have_count(0)
    expect(page.locator(FRAME)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(FRAME)).to_be_hidden()


def test_a_click_beside_the_menu_closes_it(page: Page, site: str) -> None:
    chat = opened(page, site)
    more, menu = chat.get_by_role("button", name="More", exact=True), chat.locator("#menu")
    more.click()
    chat.locator("#log").click(position={"x": 20, "y": 300})
    expect(menu).to_be_hidden()
    more.click()
    expect(menu).to_be_visible()
    page.locator("h1").first.click()  # on the page
    expect(menu).to_be_hidden()


def test_an_open_window_is_open_again_after_a_reload_and_on_the_next_page(
    page: Page, site: str, host: Callable[[str], str]
) -> None:
    address = host(PLAIN.format(site=site, attributes="", tag="") + "<input autofocus id='own'>")
    chat = opened(page, address)
    page.reload()
    expect(chat.get_by_label("Your message")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "own"  # the page keeps the focus
    page.goto(f"{address}?next")
    expect(chat.get_by_label("Your message")).to_be_visible()
    chat.get_by_role("button", name="Close the chat").click()
    page.reload()
    expect(page.get_by_role("button", name=LAUNCHER)).to_be_visible()
    expect(page.locator(FRAME)).to_have_count(0)


def test_the_window_outlives_turbo_and_pjax(
    page: Page, site: str, host: Callable[[str], str], problems: list[str]
) -> None:
    page.goto(host(PLAIN.format(site=site, attributes="", tag="")))
    page.wait_for_function("window.MastersAdvisor")
    page.evaluate(NEXT_PAGE, site)
    expect(page.get_by_role("heading", name="The next page")).to_be_visible()
    launcher = page.get_by_role("button", name=LAUNCHER)
    expect(launcher).to_have_count(1)
    launcher.click()
    chat = chat_of(page)
    expect(chat.get_by_role("button", name="When is the deadline?")).to_be_visible()  # of the next page's program
    chat.get_by_label("Your message").fill("half a question")
    page.evaluate(NEXT_PAGE, site)
    expect(chat.get_by_label("Your message")).to_have_value("half a question")
    expect(page.locator(FRAME)).to_be_visible()
    ask(chat, "is the gre needed")
    expect(chat.locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    assert [each for each in problems if "favicon" not in each and "404" not in each] == []


def test_the_launcher_comes_back_after_the_whole_document_was_replaced(
    page: Page, site: str, host: Callable[[str], str]
) -> None:
    page.goto(host(PLAIN.format(site=site, attributes="", tag="")))
    page.wait_for_function("window.MastersAdvisor")
    page.evaluate("document.documentElement.innerHTML = '<head></head><body><p>rendered anew</p></body>'")
    expect(page.get_by_role("button", name=LAUNCHER)).to_be_visible()
    page.evaluate("MastersAdvisor.open()")
    ask(chat_of(page), "is the gre needed")
    expect(chat_of(page).locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    page.evaluate("document.documentElement.innerHTML = '<head></head><body><p>and again</p></body>'")
    expect(chat_of(page).locator(".theirs").nth(1)).to_contain_text(GRE_SAYS)
    page.evaluate("MastersAdvisor.remove()")
    expect(page.locator("masters-advisor")).to_have_count(0)


def test_a_site_that_is_not_allowed_leaves_a_word_in_the_console_and_no_grey_frame(
    browser: Browser, site: str, host: Callable[[str], str]
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    address = host(PLAIN.format(site=site, attributes="", tag="")).replace("127.0.0.1", "localhost")
    page.goto(address)
    page.get_by_role("button", name=LAUNCHER).click()
    expect(page.get_by_text("The chat could not be shown on this page.")).to_be_visible()
    expect(page.locator(FRAME)).to_be_hidden()
    assert any("ADVISOR_ALLOWED_ORIGINS" in each and "http://localhost:" in each for each in said)
    assert page.get_by_role("link", name="Open it on a page of its own").get_attribute("href") == f"{site}/chat"
    page.locator("masters-advisor .skeleton").get_by_role("button", name="Close the chat").click()
    expect(page.get_by_text("The chat could not be shown on this page.")).to_be_hidden()
    page.close()


def test_what_comes_over_the_wire_is_small(browser: Browser, site: str, host: Callable[[str], str]) -> None:
    page = browser.new_page()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    asked: dict[str, str] = {}
    sizes: dict[str, float] = {}  # bytes with their headers, by address
    wire.on("Network.requestWillBeSent", lambda sent: asked.update({sent["requestId"]: sent["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda done: sizes.update({asked[done["requestId"]]: done["encodedDataLength"]}))
    page.goto(host(PLAIN.format(site=site, attributes="", tag="")))
    page.wait_for_function("window.MastersAdvisor")
    page.wait_for_load_state("networkidle")
    closed = sum(size for address, size in sizes.items() if address.startswith(site))
    assert 1_000 < closed <= 60_000
    page.evaluate("MastersAdvisor.open()")
    chat_of(page).get_by_label("Your message").wait_for()
    # the frame is a page of its own, and knows what it loaded
    loaded = "performance.getEntries().filter((each) => 'transferSize' in each).map((each) => each.transferSize)"
    opened_ = page.frames[-1].evaluate(loaded)
    assert len(opened_) >= 3 and closed + sum(opened_) <= 90_000  # page, styles and script at the least
    page.close()


def test_a_slow_window_shows_its_outline_instead_of_white(page: Page, site: str) -> None:
    page.route("**/chat.js*", lambda route: (page.wait_for_timeout(1200), route.continue_()))
    page.goto(site)
    page.get_by_role("button", name=LAUNCHER).click()
    expect(page.locator("masters-advisor .skeleton")).to_be_visible()
    assert page.locator(FRAME).evaluate("each => getComputedStyle(each).opacity") == "0"
    chat_of(page).get_by_label("Your message").wait_for()
    expect(page.locator("masters-advisor .skeleton")).to_have_count(0)
    assert page.locator(FRAME).evaluate("each => getComputedStyle(each).opacity") == "1"
    expect(chat_of(page).get_by_label("Your message")).to_be_focused()


def test_a_thumb_is_still_there_after_a_reload(page: Page, site: str) -> None:
    chat = opened(page, site)
    ask(chat, "is the gre needed")
    chat.get_by_role("button", name="Good answer").click()
    expect(chat.get_by_label("A word on this answer (optional)")).to_be_visible()
    page.reload()
    expect(chat.get_by_role("button", name="Good answer")).to_have_attribute("aria-pressed", "true")
    expect(chat.get_by_role("button", name="Bad answer")).to_have_attribute("aria-pressed", "false")


def test_the_menu_gives_a_code_that_another_browser_goes_on_with(
    page: Page, phone: Page, site: str, problems: list[str]
) -> None:
    here = opened(page, site)
    keep(here, 2)
    page.keyboard.press("Escape")
    here.get_by_role("button", name="More", exact=True).click()
    here.get_by_role("button", name="Continue elsewhere").click()
    given = here.locator(".theirs").last
    expect(given).to_contain_text("Your code is")
    code = re.search(r"\S{4}-\S{4}", given.inner_text())
    assert code is not None
    expect(given.get_by_role("button", name="Good answer")).to_have_count(0)  # a thumb would keep what it is on
    there = opened(phone, site)
    ask(there, f"continue {code[0]}")
    expect(there.locator(".theirs").last).to_contain_text("Here we go on")
    there.get_by_role("button", name="More", exact=True).click()
    expect(there.get_by_role("button", name="Shortlist (2)")).to_be_visible()
    page.reload()
    expect(chat_of(page).locator(".theirs").last).to_contain_text("••••-••••")
    assert violations(page) == [] and problems == []
