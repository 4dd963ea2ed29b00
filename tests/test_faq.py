"""FAQ answers: what the data check says of a poor one, and the figures that stand in them."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from bot.answer_check import mistakes
from bot.settings import ROOT
from knowledge.base import Knowledge
from knowledge.figures import UnknownFigure, figure, references

NAME = "utter_faq/salary"
ANSWERS = yaml.safe_load((ROOT / "data" / "faq.yml").read_text(encoding="utf-8"))["responses"]
Answer = dict[str, Any]


def typed(answer: Answer) -> None:
    answer["text"] += " It is $93,000."


def yes_first(answer: Answer) -> None:
    answer["text"] = "Yes, it pays.\n" + answer["text"]


def long(answer: Answer) -> None:
    answer["text"] += " and so on" * 40


def no_figure(answer: Answer) -> None:
    answer["text"] += " {wage/15-2051/mode}"


def no_receipt(answer: Answer) -> None:
    answer["text"] = re.sub(r"\{[^}]+\}", "some", answer["text"])


def no_source(answer: Answer) -> None:
    answer["custom"]["sources"] = ["hearsay"]


def no_chips(answer: Answer) -> None:
    answer["buttons"] = []


def long_chip(answer: Answer) -> None:
    answer["buttons"][0]["title"] = "x" * 31


def doubled(answer: Answer) -> None:
    answer["text"] += " the the end."


def named_in_vain(answer: Answer) -> None:
    answer["custom"]["typed"] = ["1 July 1999"]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (typed, "93,000 is typed"),
        (yes_first, "begin with neither Yes nor No"),
        (long, "words; write 50 to 90"),
        (no_figure, "there is no figure {wage/15-2051/mode}"),
        (no_receipt, "no receipt"),
        (no_source, "source hearsay is not in"),
        (no_chips, "0 chips; give 2 to 4"),
        (long_chip, "is longer than 30 characters"),
        (doubled, "a doubled word"),
        (named_in_vain, "`typed` names '1 July 1999', which the text has not"),
    ],
)
def test_a_poor_answer_is_named(spoil: Callable[[Answer], None], says: str, knowledge: Knowledge) -> None:
    answer = copy.deepcopy(ANSWERS[NAME][0])
    assert list(mistakes({NAME: [answer]}, knowledge)) == []
    spoil(answer)
    assert any(each.startswith(NAME) and says in each for each in mistakes({NAME: [answer]}, knowledge))


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
