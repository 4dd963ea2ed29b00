"""The editors' desk in a real browser, on a real server and real files of a copy of the project."""

from __future__ import annotations

import difflib
import re
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.desk.few import FEW
from bot.desk.pending import Pending, edited
from bot.phrases import training_phrases
from tests.advisor import Conversation
from tests.desk.conftest import TOKEN, Copy, log_in, note, wait_for

pytestmark = pytest.mark.timeout(600)  # the first test waits for the servers too
OMSCS = "/desk/programs/gatech-omscs"
NLU, FAQ, OMSCS_FILE = "data/nlu.yml", "data/faq.yml", "knowledge/catalog/programs/gatech-omscs.yml"
STRANGE = "what's the weather in chicago tomorrow"
NEW_PHRASE = "university fees in germany for a mexican citizen"


def status(address: str, body: bytes | None = None, **headers: str) -> int:
    request = urllib.request.Request(address, body, {name.replace("_", "-"): each for name, each in headers.items()})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any, **more: Any) -> None:
        """Goes nowhere."""


def asked(page: Page, desk: Copy, words: str) -> None:
    """Goes to what people ask once these words stand there: after many messages counting rests for some seconds."""

    def stands() -> bool:
        page.goto(f"{desk.address}/desk/asked")
        return words in page.content()

    wait_for(stands, f"{words} is not among what people asked")


def removed_all(page: Page, desk: Copy) -> None:
    """Takes back all that is pending."""
    page.goto(f"{desk.address}/desk/pending")
    while page.get_by_role("button", name=re.compile("^Remove")).count():
        page.get_by_role("button", name=re.compile("^Remove")).first.click()
        page.wait_for_url("**said=removed")


def test_nobody_is_in_without_the_token_and_no_other_site_sends_a_form(desk: Copy, browser: Browser) -> None:
    assert status(f"{desk.address}/desk/pending") == 303
    assert status(f"{desk.address}/accuracy") == 303
    assert status(f"{desk.address}/desk/take-in", b"key=x") == 303
    assert status(f"{desk.address}/desk", Origin="https://elsewhere.example") == 403
    page = browser.new_page()
    page.goto(f"{desk.address}/desk")
    page.get_by_label("Token").fill("not the token at all")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("not the token")
    log_in(page, desk, "Ana")
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    sent = page.request.post(f"{desk.address}/desk/take-in", form={"key": "forged"})
    assert (sent.status, "earlier visit" in sent.text()) == (403, True)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/desk/login")
    page.goto(f"{desk.address}/desk")
    expect(page.get_by_label("Token")).to_be_visible()
    page.context.close()


def test_what_a_message_takes_is_told_once_there_were_enough(desk: Copy, ana: Page) -> None:
    conversation = Conversation(desk.address)
    for _ in range(FEW):
        conversation.say("is the gre needed")
    ana.goto(f"{desk.address}/accuracy")
    told = ana.get_by_text("from a message to its last answer, on average since this server started").inner_text()
    assert 1 <= int(told.split(" ms ")[0]) < 10_000
    expect(ana.get_by_text("No paid or remote model is asked")).to_be_visible()


def test_a_question_that_was_not_understood_is_shown_without_ties_and_gone_once_forgotten(
    desk: Copy, ana: Page
) -> None:
    conversation = Conversation(desk.address)
    conversation.say("my name is Jo Doe, who repairs my bicycle, write to jo@example.org or 415 555 0100 22")
    asked(ana, desk, "who repairs my bicycle")
    assert "jo@example.org" not in ana.content() and "555" not in ana.content() and "Doe" not in ana.content()
    assert conversation.id not in ana.content() and conversation.sender not in ana.content()
    conversation.say("delete my data")
    assert "Deleted" in conversation.say("yes").text
    ana.reload()
    expect(ana.get_by_role("heading", name="Not understood")).to_be_visible()
    assert "bicycle" not in ana.content()


def test_a_question_becomes_a_phrase_with_checks_and_a_diff(desk: Copy, ana: Page, problems: list[str]) -> None:
    Conversation(desk.address).say(STRANGE)
    before = desk.text(NLU)
    asked(ana, desk, STRANGE.split("'")[-1])
    ana.get_by_role("button", name=re.compile(f"^Out of scope.*{STRANGE}")).click()
    expect(ana.get_by_label("Topic", exact=True)).to_have_value("out_of_scope")
    ana.get_by_label("Phrase").fill(NEW_PHRASE)
    ana.get_by_label("Topic", exact=True).select_option("faq/cost")
    ana.get_by_role("button", name="Check").click()
    expect(ana.locator(".diff .added").last).to_contain_text(f"- {NEW_PHRASE}")
    note(ana)
    expect(ana.get_by_role("link", name="Pending 1")).to_be_visible()
    assert desk.text(NLU) == before  # nothing changes before it is taken in
    assert NEW_PHRASE in desk.text("var/desk/pending.yml")
    removed_all(ana, desk)
    assert problems == []


def test_a_question_is_marked_out_of_scope_and_will_be_learned_as_such(desk: Copy, ana: Page, tmp_path: Path) -> None:
    words = "who repairs the brakes of an old bicycle"
    Conversation(desk.address).say(words)
    before = desk.text(NLU)
    asked(ana, desk, words)
    ana.get_by_role("button", name=re.compile(f"^Out of scope.*{words}")).click()
    expect(ana.get_by_label("Topic", exact=True)).to_have_value("out_of_scope")
    expect(ana.get_by_label("Phrase")).to_have_value(words)
    expect(ana.locator("main [role=status]")).to_contain_text("Checked: it stands nowhere yet")  # at once
    expect(ana.locator(".diff .added").last).to_contain_text(f"- {words}")
    note(ana)
    ana.goto(f"{desk.address}/desk/pending")
    expect(ana.locator(".group", has_text=f"“{words}” is asked for Something else")).to_be_visible()
    changes = Pending(desk.root / "var" / "desk", desk.root).all()
    learned = tmp_path / "nlu.yml"
    learned.write_text(edited(changes, desk.root)[NLU][1], encoding="utf-8")
    assert {each.intent for each in training_phrases(learned) if each.text == words} == {"out_of_scope"}
    assert desk.text(NLU) == before
    removed_all(ana, desk)


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("Who is this degree designed for?", "questions that measure the understanding"),
        ("masters in machine learning", "a phrase of What a master's in ML is already"),
        ("what does [it](x) cost", "brackets"),
    ],
)
def test_what_the_checks_refuse_is_said_at_the_field(desk: Copy, ana: Page, phrase: str, says: str) -> None:
    Conversation(desk.address).say(STRANGE)
    ana.goto(f"{desk.address}/desk/asked")
    ana.get_by_role("button", name=re.compile("^Give it to a topic")).first.click()
    ana.get_by_label("Phrase").fill(phrase)
    ana.get_by_label("Topic", exact=True).select_option("faq/gre")
    ana.get_by_role("button", name="Check").click()
    expect(ana.locator("#text-error")).to_contain_text(re.compile(says))
    expect(ana.get_by_label("Phrase")).to_have_attribute("aria-invalid", "true")
    expect(ana.get_by_role("button", name="Note as pending")).to_have_count(0)


def test_an_answer_is_previewed_in_three_channels_and_its_mistakes_stand_at_their_fields(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/answers/difficulty")
    answer = ana.get_by_label("Answer", exact=True)
    good = answer.input_value()
    answer.fill("Yes.\nIt costs $12,345.")
    ana.get_by_label("Choice 1").fill("A choice")
    ana.locator("#payload-0").fill("/no_such_thing")
    ana.get_by_role("button", name="Preview").click()
    expect(ana.locator("#text-error")).to_contain_text("words; write 50 to 90")
    expect(ana.locator("#typed-error")).to_contain_text("12,345 is typed: write a figure of the records")
    expect(ana.locator("#sources-error")).to_contain_text("name a source, or say that nothing needs one")
    expect(ana.locator("#chips-error")).to_contain_text("/no_such_thing")
    answer.fill(good.replace("A fair test:", "A fair test is free:"))
    ana.get_by_label("Choice 1").fill("What to know before")
    ana.locator("#payload-0").fill("/faq/prerequisites")
    ana.get_by_role("button", name="Preview").click()
    for channel in ("On the website", "In Slack", "In the shell"):
        shown = ana.get_by_role("region", name=channel, exact=True).first
        expect(shown).to_contain_text("A fair test is free")
        expect(shown).to_contain_text(re.compile(r"new: \d+ programs"))  # the figure is filled in
    assert [line[:1] for line in ana.locator(".diff .gone, .diff .added").all_inner_texts()] == ["-", "+"]
    note(ana)
    removed_all(ana, desk)


def test_a_fact_is_changed_by_the_catalogs_own_rules(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}{OMSCS}/letters")
    ana.get_by_label("Value").fill("77")
    ana.get_by_label("Source").fill("somewhere")
    ana.get_by_role("button", name="Check").click()
    expect(ana.locator("#value-error")).to_have_text("It must be from 0 to 6 (letters).")
    expect(ana.locator("#source-error")).to_contain_text("web address")
    ana.get_by_label("Value").fill("2")
    ana.get_by_label("Source").fill("https://omscs.gatech.edu/preparing-yourself-omscs")
    ana.get_by_label("Year").fill("2026-27")
    ana.get_by_role("button", name="Check").click()
    changed = ana.locator(".diff .gone, .diff .added").all_inner_texts()
    assert [re.sub(r"\s+", " ", each).strip() for each in changed] == ["- value: 3", "+ value: 2", "+ as_of: 2026-27"]
    note(ana)
    expect(ana.get_by_role("row", name=re.compile("^letters")).get_by_text("pending")).to_be_visible()
    removed_all(ana, desk)


def test_a_fact_that_has_grown_old_is_read_again_and_its_year_is_the_only_change(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/old")
    expect(ana.get_by_role("link", name=re.compile("^Open the page")).first).to_have_attribute(
        "href", re.compile("^http")
    )
    ana.get_by_role("button", name=re.compile("^Read again, unchanged")).first.click()
    ana.wait_for_url("**/desk/old?said=kept#*")
    expect(ana.get_by_text("a change is pending").first).to_be_visible()
    ana.goto(f"{desk.address}/desk/pending")
    changed = ana.locator(".diff .added").all_inner_texts()
    assert changed and {"as_of:" in each for each in changed} == {True}
    removed_all(ana, desk)


def test_a_fact_that_has_grown_old_is_changed_and_leads_back_to_the_others(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/old")
    ana.get_by_role("link", name=re.compile("^Changed to … TOEFL min of")).first.click()
    ana.get_by_label("Value").fill("91")
    ana.get_by_label("Year").fill("2026-27")
    ana.get_by_role("button", name="Check").click()
    expect(ana.locator(".diff .added").first).to_contain_text("value: 91")
    ana.get_by_role("button", name="Note as pending").click()
    ana.wait_for_url("**/desk/old?said=kept#*")
    expect(ana.get_by_text("a change is pending")).to_have_count(1)
    removed_all(ana, desk)


def test_a_file_that_was_changed_by_hand_is_not_written_over(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}{OMSCS}/letters")
    ana.get_by_label("Value").fill("2")
    ana.get_by_role("button", name="Check").click()
    note(ana)
    good = desk.text(OMSCS_FILE)
    try:
        by_hand = re.sub(r"(  letters:\n    value: )3", r"\g<1>1", good)
        assert len(list(difflib.ndiff(good.split("\n"), by_hand.split("\n")))) > len(good.split("\n"))
        (desk.root / OMSCS_FILE).write_text(by_hand, encoding="utf-8")
        ana.goto(f"{desk.address}/desk/pending")
        expect(ana.get_by_text("the file was changed by hand since")).to_be_visible()
        ana.get_by_role("button", name="Take everything in").click()
        expect(ana.get_by_role("alert")).to_contain_text("was changed by hand since")
        assert desk.text(OMSCS_FILE) == by_hand
    finally:
        (desk.root / OMSCS_FILE).write_text(good, encoding="utf-8")
    removed_all(ana, desk)


def test_who_tries_tokens_has_to_wait_even_with_the_right_one(desk: Copy, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{desk.address}/desk/login")
    for token in (*[f"a-guess-number-{n}" for n in range(6)], TOKEN):
        page.get_by_label("Token").fill(token)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Please wait")
    page.context.close()
    time.sleep(13)  # one more try is free then, for whoever comes after this test
