"""Cells of a comparison: without their row's name, and each with its receipts."""

from __future__ import annotations

import pytest

from actions.wording.cells import under
from actions.wording.replies import Reply, Source, Table
from tests.actions.conftest import Act


@pytest.mark.parametrize(
    ("row", "cell", "reads"),
    [
        ("Credits", "30 credits", "30"),
        ("Minimum GPA", "minimum GPA 3.0", "3.0"),
        ("GRE", "no GRE needed", "not needed"),
        ("GRE", "GRE optional", "optional"),
        ("CS degree needed", "no CS degree needed", "no"),
        ("CS degree needed", "asks for a computing degree", "asks for a computing degree"),
        ("Work experience", "no work experience asked for", "not asked for"),
        ("English test", "an English test required", "required"),
        ("Letters of recommendation", "1 letter of recommendation", "1"),
        ("Letters of recommendation", "no letters asked for", "no letters asked for"),
        ("Knowledge to bring", "to bring: programming", "programming"),
        ("Application fee", "application fee SEK 900", "SEK 900"),
        ("IELTS", "IELTS from 7.5", "from 7.5"),
        ("IELTS", "TOEFL from 100", "TOEFL from 100"),
        ("STEM OPT", "no F-1 study or STEM OPT", "no F-1 study or STEM OPT"),  # no half sentence
        ("Delivery", "online", "online"),
    ],
)
def test_a_cell_does_not_repeat_the_name_of_its_row(row: str, cell: str, reads: str) -> None:
    assert under(row, cell) == reads


def test_each_cell_of_a_comparison_names_its_receipts_by_their_numbers(act: Act) -> None:
    reply = act("compare", "compare omscs and penn mcit online").replies[0].custom()
    table, sources = reply["table"], reply["sources"]
    assert len(table["receipts"]) == len(table["rows"])
    price = next(i for i, row in enumerate(table["rows"]) if row[0] == "Price")
    for cell, numbers in zip(table["rows"][price][1:], table["receipts"][price], strict=True):
        assert [sources[each - 1]["says"] for each in numbers] == [cell.removeprefix("★ ")]
    for row, receipts in zip(table["rows"], table["receipts"], strict=True):
        assert [bool(each) for each in receipts] == [cell != "not recorded" for cell in row[1:]], row
    used = {each for receipts in table["receipts"] for cell in receipts for each in cell}
    assert used == set(range(1, len(sources) + 1))  # none is listed that backs nothing


def test_a_page_that_backs_several_cells_is_listed_once_and_apart_where_what_it_backs_is_old(act: Act) -> None:
    sources = act("compare", "online under 15k: compare omscs and penn mcit online").replies[0].custom()["sources"]
    pages = [(each["name"], each["url"], each["as_of"], each["old"]) for each in sources]
    assert len(pages) == len(set(pages))


def test_many_programs_one_below_another_have_their_receipts_too(act: Act) -> None:
    ids = ["gatech-omscs", "gatech-omsa", "eastern-msds", "utaustin-mscs-online", "utaustin-msds-online"]
    entities = tuple({"entity": "program", "value": each} for each in ids)
    reply = act("compare", "", entities=entities).replies[0].custom()
    assert [len(row) for row in reply["table"]["receipts"]] == [len(row) - 1 for row in reply["table"]["rows"]]
    assert len(reply["table"]["rows"]) == 5 and any(cell for row in reply["table"]["receipts"] for cell in row)


def test_a_table_without_receipts_says_so_by_an_empty_list() -> None:
    reply = Reply("pay", "Pay:", table=Table(("", "A"), (("x", "1"),)), sources=(Source("BLS"),))
    assert reply.custom()["table"]["receipts"] == []
