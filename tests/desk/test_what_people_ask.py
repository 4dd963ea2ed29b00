"""What people asked a running advisor, as an editor reads it in a browser, and where each of it leads."""

from __future__ import annotations

import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from actions.keeping import records
from bot.desk import measured_figures
from bot.desk.few import UNDER_FEW
from bot.desk.heard_lately import DAYS
from tests.advisor import Conversation
from tests.desk.conftest import Copy, made_older
from tests.desk.test_counting import say
from tests.desk.test_desk import removed_all
from tests.desk.test_public_accuracy import MEASURED
from tests.website.conftest import violations
from tests.website.test_routes import begin, call

pytestmark = pytest.mark.timeout(600)  # the first test waits for the servers too
PARROT, REWORDED = "may my parrot sit beside me in the exam", "are parrots welcome in the exam hall"
STRANGE, ALIKE = "who won the football match last night", "which team won last night's football match"
ASKED = ("campus program in wyoming under 3k", "does penn mcit want letters", STRANGE)
JUDGED = ("is the gre needed", "how much does it cost", "how long does it take", "how hard is it", "what do they earn",
          "what should i know before")  # fmt: skip
SINCE = "which museum shows the oldest abacus"
UBC, WATERLOO = "Master of Data Science (Vancouver)", "Master of Mathematics in Data Science (University of Waterloo)"
WORD = "this tells me nothing about cornell"


@pytest.fixture(scope="module", autouse=True)
def people(desk: Copy) -> Iterator[None]:
    """Last week five asked and searched, six judged; the week before there were six questions. Somebody measured."""
    for _ in range(5):
        conversation = Conversation(desk.address)
        for words in ASKED:
            conversation.say(words)
    Conversation(desk.address).say(ALIKE)
    for number, words in enumerate(JUDGED):
        judge(desk.address, words, "down" if number == 0 else "up")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{desk.root / 'var' / 'conversations.sqlite'}")
        for number in range(6):
            say(f"earlier-{number}", "is the gre needed", topic="gre", days_ago=7)
    records._database.cache_clear()
    made_older(desk.root, 7)
    figures = measured_figures.file_in(desk.root)
    before = figures.read_text(encoding="utf-8") if figures.exists() else ""
    measured_figures.add(MEASURED, figures)
    yield
    figures.write_text(before, encoding="utf-8")


def judge(address: str, words: str, thumb: str) -> None:
    """Asks in the website's window and judges the answer."""
    token = begin(address)
    _, replies, _ = call(address, "/chat/message", {"id": uuid.uuid4().hex, "text": words}, token)
    said = {"thumb": thumb, "word": WORD if thumb == "down" else "", "question": words, "answer": replies[0]["text"]}
    assert call(address, "/chat/feedback", said, token)[0] == 200


def everything(page: Page) -> list[str]:
    """What a page tells: each figure, row, question and heading, with all of it open."""
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = page.locator("main :is(.figures > div, tr, .group .first, h2, .text li, [role=img])")
    words = found.evaluate_all("all => all.map(each => each.getAttribute('aria-label') || each.innerText)")
    return [" ".join(each.split()) for each in words]


def table(page: Page, name: str) -> list[list[str]]:
    """The rows below a chart, opened."""
    region = page.get_by_role("region", name=name, exact=True)
    page.locator(f"details:has([aria-label='{name}']) summary").click()
    return [row.split("\t") for row in region.get_by_role("row").all_inner_texts()]


def test_topics_outcomes_and_thumbs_stand_by_week_and_no_number_under_five(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/asked")
    expect(ana.get_by_role("img", name="Questions on the topics asked most, by week.")).to_be_visible()
    head, earlier, *_ = table(ana, "Topics by week")
    assert head[:2] == ["Week of", "All messages"] and earlier[head.index("GRE and GMAT")] == "5"
    head, earlier, last = table(ana, "How messages fared by week")
    assert head == ["Week of", "Answered", "Unsure", "Refused"]
    assert earlier[1:] == ["5", UNDER_FEW, UNDER_FEW] and int(last[1]) >= 15
    assert table(ana, "Thumbs by week")[1:] == [[last[0], "5", UNDER_FEW]]
    shown = ana.get_by_role("table").all_inner_texts()
    cells = re.findall(r"(?m)^\d+ [A-Z][a-z]{2}\t(.*)$", "\n".join(shown))
    assert cells and all(re.fullmatch(r"under 5|\d*[05]", cell) for row in cells for cell in row.split("\t")), cells
    for name, value in (("Messages in 13 weeks", r"\d*[05]$"), ("Answered", r"\d+ %"), ("Unsure", r"(\d+ %|few)"),
                        ("Refused", r"(\d+ %|few)"), ("Thumbs", "5 upand few down")):  # fmt: skip
        figure = ana.locator(".figures > div", has=ana.get_by_text(name, exact=True))
        expect(figure.locator("dd")).to_have_text(re.compile(rf"^{value}"))


def test_between_two_views_no_number_changes_by_those_who_asked_meanwhile(desk: Copy, ana: Page) -> None:
    def numbers() -> list[str]:
        ana.goto(f"{desk.address}/desk/asked")
        told = [each.all_inner_texts() for each in (ana.locator(".figures dd"), ana.get_by_role("table"))]
        ana.goto(f"{desk.address}/desk/answers")
        return [*told[0], *told[1], *ana.get_by_role("table").all_inner_texts()]

    before, asking = numbers(), Conversation(desk.address)
    for words in ("is the gre needed", "how much does it cost", "campus program in wyoming under 3k", SINCE):
        asking.say(words)
    ana.goto(f"{desk.address}/desk/asked")
    expect(ana.get_by_text(SINCE).first).to_be_visible()  # what somebody wrote is there at once: it was counted anew
    assert len(before) > 8 and numbers() == before


def test_of_what_has_grown_old_that_comes_first_which_people_asked_for(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/old")
    oldest = [each for each in ana.locator("main .group").all_inner_texts() if each.startswith("Deadlines: ")]
    assert not [each for each in oldest if UBC in each or WATERLOO in each]  # nearly all else is older
    for _ in range(6):
        told = Conversation(desk.address).say("when is the application deadline of the ubc mds").text
        assert "MDS at UBC" in told, told
    assert "Waterloo" in Conversation(desk.address).say("what is the deadline of waterloo mmath data science").text
    ana.reload()
    first, second, third, *others = ana.locator("main .group").all_inner_texts()
    assert (
        first.startswith("Deadlines: ")
        and UBC in first
        and "asked for about 5 times" in first
        and "3 years old" in first
    )
    asked_for = [each for each in (second, third, *others) if "asked for" in each]
    assert any(
        each.startswith("Deadlines: ") and WATERLOO in each and f"asked for {UNDER_FEW} times" in each
        for each in asked_for
    )
    ages = [int(re.findall(r"(\d+) years? old", each)[0]) for each in others if each not in asked_for]
    assert len(ages) > 30 and ages == sorted(ages, reverse=True)


def test_what_was_not_understood_tells_how_often_and_what_it_would_have_guessed(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk")
    group = ana.locator(".group", has_text=STRANGE)
    expect(group).to_contain_text(
        re.compile(r"(refused|unsure) about 5 times\s+· would have guessed .+ \(\d+ % sure\)")
    )
    group.get_by_text("1 more like it").click()  # they stand together by what they mean
    expect(group.get_by_text(ALIKE)).to_be_visible()
    group.get_by_role("button", name=re.compile(f"^Give it to a topic.*{STRANGE}")).click()  # the next step is at hand
    expect(ana.get_by_label("Phrase")).to_have_value(STRANGE)


def test_wishes_and_searches_in_vain_are_told_in_words(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/asked")
    most = ana.get_by_role("region", name="Wishes searched by most")
    expect(most.get_by_role("row", name=re.compile(r"^at most \$3,000 in all.* about 5$"))).to_be_visible()
    expect(most.get_by_role("row", name="in Wyoming about 5")).to_be_visible()
    vain = ana.get_by_role("region", name="Searches that found nothing")
    expect(
        vain.get_by_role("row", name=re.compile(r"at most \$3,000 in all.*on campus.*in Wyoming.* about 5$"))
    ).to_be_visible()


def test_a_search_in_vain_leads_to_the_programs_that_do_not_tell_it_and_from_there_to_their_form(
    desk: Copy, ana: Page
) -> None:
    ana.goto(f"{desk.address}/desk/asked")
    vain = ana.get_by_role("region", name="Searches that found nothing").get_by_role("row", name=re.compile("Wyoming"))
    link = vain.get_by_role("link", name=re.compile(r"^price \(\d+ programs\)$"))
    count = int(re.findall(r"\d+", link.inner_text())[0])
    link.click()
    expect(ana.get_by_role("heading", level=1, name="Not recorded: price")).to_be_visible()
    expect(ana.get_by_text(f"{count} programs whose record does not tell it")).to_be_visible()
    first = ana.get_by_role("row").nth(1).get_by_role("link")
    name = first.inner_text()
    first.click()
    expect(ana.get_by_role("heading", level=1, name="Tuition total (price)")).to_be_visible()
    expect(ana.get_by_role("link", name=name)).to_be_visible()
    expect(ana.get_by_label("Value")).to_have_value("")
    for subject in ("place", "no_such_subject", ""):  # which no page of a program could tell
        ana.goto(f"{desk.address}/desk/lacking?subject={subject}")
        expect(ana.get_by_role("alert")).to_contain_text("There is no such fact")


def test_what_was_asked_for_in_vain_leads_to_where_it_is_recorded(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/asked")
    row = ana.get_by_role("row", name=re.compile("^Master of Computer and Information Technology Online"))
    expect(row).to_contain_text(re.compile(r"letters of recommendation \(about \d+\)"))
    row.get_by_role("link", name="letters of recommendation").click()
    expect(ana.get_by_role("heading", level=1, name="Letters (letters of recommendation)")).to_be_visible()
    expect(ana.get_by_label("Value")).to_have_value("")


def test_what_was_disliked_leads_to_its_answer(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/asked")
    disliked = ana.locator(".group", has_text=WORD)
    expect(disliked).to_contain_text("is the gre needed")
    disliked.get_by_role("link", name="Change the answer: GRE and GMAT").click()
    expect(ana.get_by_role("heading", level=1, name="GRE and GMAT")).to_be_visible()


def test_a_phrase_that_sits_nearer_to_another_topic_is_for_the_editor_to_decide(desk: Copy, ana: Page) -> None:
    ana.goto(f"{desk.address}/desk/asked")
    ana.get_by_role("button", name=re.compile("^Give it to a topic")).first.click()
    ana.get_by_label("Phrase").fill("what tuition does a university in munich charge a brazilian")
    ana.get_by_label("Topic", exact=True).select_option("faq/gre")
    ana.get_by_role("button", name="Check").click()
    expect(ana.locator("main .caution")).to_contain_text(
        re.compile(r"It sits nearer to .+, such as “.+”, than to its own")
    )
    expect(ana.get_by_role("button", name="Note as pending")).to_be_visible()


@pytest.mark.parametrize("intent", ["faq/cost", "greet", ""])
def test_the_form_opens_whatever_is_known_of_what_would_have_been_guessed(desk: Copy, ana: Page, intent: str) -> None:
    ana.goto(f"{desk.address}/desk/asked")
    giving = ana.locator("form[action='/desk/phrase']").first
    giving.locator("input[name=intent]").evaluate("(field, intent) => field.value = intent", intent)
    giving.get_by_role("button").click()
    expect(ana.get_by_label("Topic", exact=True)).to_have_value(intent)


def test_a_pending_phrase_in_somebodys_words_goes_with_who_is_forgotten_and_a_reworded_one_stays(
    desk: Copy, ana: Page
) -> None:
    words, worded = PARROT, REWORDED
    conversation = Conversation(desk.address)
    conversation.say(words)
    for phrase, button in ((words, "Out of scope"), (worded, "Another wording")):
        ana.goto(f"{desk.address}/desk/asked")
        ana.get_by_role("button", name=re.compile(f"^{button}.*{words}")).click()
        ana.get_by_label("Phrase").fill(phrase)
        ana.get_by_role("button", name="Check").click()
        ana.get_by_role("button", name="Note as pending").click()
        ana.wait_for_url("**said=kept*")
    ana.goto(f"{desk.address}/desk/pending")
    expect(ana.get_by_role("heading", name="2 changes")).to_be_visible()
    conversation.say("delete my data")
    assert "Deleted" in conversation.say("yes").text
    ana.reload()
    expect(ana.locator("main [role=status]")).to_contain_text("1 phrase in the words of a question was taken back")
    expect(ana.get_by_role("heading", name="1 change")).to_be_visible()
    kept = desk.text("var/desk/pending.yml")
    assert worded in kept and words not in kept
    removed_all(ana, desk)


def test_the_command_writes_one_file_that_any_browser_shows_by_itself(
    desk: Copy, ana: Page, browser: Browser, tmp_path: Path
) -> None:
    out = tmp_path / "report.html"
    command = [sys.executable, "-m", "bot", "desk", "--out", str(out), "--days", str(DAYS)]
    said = subprocess.run(command, cwd=desk.root, capture_output=True, text=True, check=True)
    assert f"{out} holds what people wrote" in said.stdout
    context = browser.new_context(bypass_csp=True)  # the rules come as a script
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(out.as_uri())
    assert asked == [out.as_uri()]
    for words in (STRANGE, "in Wyoming", "letters of recommendation", "What has grown old", "How to measure again"):
        expect(page.get_by_text(words).first).to_be_visible()
    assert page.locator("form, a[href^='/'], script, link").count() == 0
    ana.goto(f"{desk.address}/desk/asked")
    for name in ("Topics by week", "How messages fared by week", "Thumbs by week"):
        expect(page.get_by_role("region", name=f"{name}, drawn").locator("svg[role=img]")).to_be_visible()
    told = everything(page)
    for path in ("asked", "old", "accuracy"):  # the same as at the desk
        ana.goto(f"{desk.address}/{path}" if path == "accuracy" else f"{desk.address}/desk/{path}")
        here = [each for each in everything(ana) if "since this server started" not in each]
        assert len(here) > 3 and [each for each in here if each not in told] == []
    assert violations(page) == []
    context.close()
