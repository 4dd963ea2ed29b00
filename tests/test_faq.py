"""Every FAQ answer: complete, with live figures, receipts and chips."""

from __future__ import annotations

import re

import pytest
import yaml

from bot.settings import ROOT
from knowledge.base import Knowledge
from knowledge.figures import UnknownFigure, figure, fill, references
from tests.actions.grammar import faults

ANSWERS = yaml.safe_load((ROOT / "data" / "faq.yml").read_text(encoding="utf-8"))["responses"]
TOPICS = yaml.safe_load((ROOT / "data" / "topics.yml").read_text(encoding="utf-8"))
MOST_WORDS, MOST_LINES = 90, 5
# Numbers that are no figures: periods of sources, names, dates of law, and rules of thumb that say so by "about".
ALLOWED = re.compile(
    r"May 2025|by 2025|2024-34|2021-31|2021|2023|1 July 2026|2026-27|4\+1|F-1|I-20|3\.0|4\.0"
    r"|\b30\b|60 to 120|about 45|10 to 15 hours"
)


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_an_answer_has_live_figures_receipts_and_chips(name: str, knowledge: Knowledge) -> None:
    (answer,) = ANSWERS[name]
    text, receipts = fill(answer["text"], knowledge)
    assert (
        receipts or answer["custom"].get("sources") or name.rsplit("/", 1)[1] in ("ml_vs_related", "transfer_credits")
    )
    assert 2 <= len(answer["buttons"]) <= 4
    assert all(len(button["title"]) <= 30 for button in answer["buttons"])
    assert 50 <= len(text.split()) <= MOST_WORDS, len(text.split())
    lines = text.split("\n")
    assert 3 <= len(lines) <= MOST_LINES
    assert len(lines[0].split()) >= 8 and not lines[0].startswith(("Yes", "No")), "it fits questions either way"
    assert lines[0].endswith("."), "told again, it stands alone"
    assert faults(text) == []
    assert "{" not in text and "*" not in text
    assert all(source in knowledge.sources for source in answer["custom"].get("sources", ()))


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_no_figure_is_typed(name: str) -> None:
    text = re.sub(r"\{[^}]+\}", "", ANSWERS[name][0]["text"])
    assert re.findall(r"\d[\d,.]*", ALLOWED.sub("", text)) == []


def test_every_topic_has_one_answer() -> None:
    assert {f"utter_{topic}" for topic in TOPICS if topic.startswith("faq/")} == set(ANSWERS)


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("wage/15-2051/median", "$120,230"),
        ("wage/15-1221/median", "$140,300"),
        ("wage/15-2051/employment", "262,440"),
        ("outlook/15-2051/change_percent", "+33.5 %"),
        ("outlook/15-1221/education", "master's degree"),
        ("article/tuition_max", "$80,000"),
        ("article/gre_successful", "320"),
        ("article/gpa_min", "3.0"),
        ("article/research_scientist_pay", "$131,490"),
        ("aid/unsubsidized_graduate_per_year", "$20,500"),
        ("catalog/field_records", "1,026"),
        ("catalog/price_lowest", "$7,000"),
    ],
)
def test_figures_checked_by_hand(reference: str, says: str, knowledge: Knowledge) -> None:
    found = figure(reference, knowledge)
    assert found.text == says
    assert found.receipts[0].source_name


def test_figures_of_the_catalog_are_counted(knowledge: Knowledge) -> None:
    programs = [each for each in knowledge.programs if each.kind == "program"]
    counted = {
        "programs": len(programs),
        "gre_recorded": sum("gre" in each.facts for each in programs),
        "abroad": sum(each.university.country != "US" for each in programs),
    }
    assert {name: int(figure(f"catalog/{name}", knowledge).text) for name in counted} == counted


@pytest.mark.parametrize("reference", ["wage/15-2051/mode", "wage/99-9999/median", "article/x", "catalog/x", "x/y"])
def test_a_figure_that_is_not_there_is_named(reference: str, knowledge: Knowledge) -> None:
    with pytest.raises(UnknownFigure, match=re.escape(f"there is no figure {{{reference}}}")):
        figure(reference, knowledge)


def test_references_are_found() -> None:
    assert references("{wage/15-2051/median} and {name} and {catalog/programs}") == (
        "wage/15-2051/median",
        "catalog/programs",
    )
