"""Long talks in the window: a post of two hundred words, several replies at once, tables with long words."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.website.conftest import PHONE, ask, opened, reply

POST = (
    "Hi all, I am 27 and work as a backend developer in Pune. I did my B.Tech in electronics at a state university "
    "with a CGPA of 7.4, no research and no papers. For four years I have been building services in Java and a bit of "
    "Python, and in the last year I was moved to a team that puts models into production, which I enjoy a lot. I did "
    "two online courses on deep learning. I have saved about 25 lakh rupees and my parents could help with another 10, "
    "the rest would be a loan. I want to do a master's in machine learning abroad, ideally in the US or Germany, and "
    "work there for some years afterwards. I am worried about my GPA and about the visa situation. I have not taken "
    "the GRE, my IELTS was 7.5. My wife would come along and would like to work too. My questions: is Germany a better "
    "deal than the US given the money, which programs are realistic with my grades, and should I rather stay in my job "
    "and do an online degree while my team pays a part of it? I know that this is a lot at once, and that nobody can "
    "decide it for me, but I would like to hear what you would look at first. Thanks a lot for reading!"
)
HIGH = {"viewport": {"width": 1200, "height": 820}}


@pytest.mark.parametrize("look", [PHONE, HIGH], ids=["a phone", "a desk"])
def test_the_answer_to_a_long_post_is_in_sight_and_so_is_the_end_of_the_post(
    browser: Browser, site: str, look: dict
) -> None:  # type: ignore[type-arg]
    page = browser.new_context(**look).new_page()
    chat = opened(page, site)
    ask(chat, POST)
    answer = chat.locator(".theirs").nth(1)
    answer.wait_for()
    log, asked, said = (each.bounding_box() for each in (chat.locator("#log"), chat.locator(".mine"), answer))
    assert log and asked and said
    assert asked["height"] > log["height"] / 2  # it would fill the window
    assert (
        log["y"] + 40 < said["y"] < log["y"] + log["height"] / 2
    )  # the answer begins in the upper half, below the post
    ask(chat, "is the gre needed")  # a short question stands in full
    expect(chat.locator(".mine")).to_have_count(2)
    expect(chat.locator(".mine").last.locator("p")).to_be_in_viewport(ratio=1)
    page.context.close()


def test_the_choices_of_all_replies_to_a_question_are_offered_each_once(page: Page, site: str) -> None:
    chat = opened(page, site)
    sent = [
        {"lead": "First.", "chips": [{"title": "One", "payload": "/1"}, {"title": "Two", "payload": "/2"}]},
        {"lead": "Second.", "chips": [{"title": "Two", "payload": "/2"}, {"title": "Three", "payload": "/3"}]},
    ]
    lines = "".join(json.dumps({"from": "bot", "text": each["lead"], "reply": each}) + "\n" for each in sent)
    page.route(
        "**/chat/message",
        lambda route: route.fulfill(status=200, content_type="application/x-ndjson", body=lines),
        times=1,
    )
    ask(chat, "two things")
    expect(chat.get_by_text("Second.")).to_be_visible()
    chips = chat.get_by_role("group", name="Suggestions").get_by_role("button")
    assert chips.all_inner_texts() == ["Two", "Three", "One"]  # those of the last reply first
    reply(page, chat, lead="Alone.", count=4)
    expect(chips).to_have_count(0)  # they were of an earlier question


def test_no_word_of_a_tables_first_column_is_broken(page: Page, site: str) -> None:
    chat = opened(page, site)
    chat.get_by_role("button", name="Wide window").click()
    long = "Non-EU students newly enrolled pay 4,000 or 6,000 a semester for a master's, by field of study. " * 2
    table = {
        "columns": ["", "A", "B"],
        "rows": [["Your wish: machine learning or artificial intelligence", long, long]],
    }
    reply(page, chat, lead="Side by side:", table=table)
    pieces = chat.locator("tbody th").evaluate("""each => {
      const text = each.firstChild.nodeType === 3 ? each.firstChild : document.createTreeWalker(each, 4).nextNode();
      return [...text.data.matchAll(/\\S+/g)].map(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return [word, range.getClientRects().length];
      });
    }""")
    assert ["intelligence", 1] in pieces and all(lines == 1 for _, lines in pieces), pieces
