"""A degree that is named by its letters beside a university, and is on no record, is not silently another one."""

from __future__ import annotations

import pytest

from actions.wording.replies import Reply
from tests.dialogue.conftest import Talk


def told(talk: Talk, text: str, intent: str) -> str:
    return " ".join(each.lead for each in talk(text, {}, intent).replies if isinstance(each, Reply))


@pytest.mark.parametrize(
    ("text", "intent", "missing"),
    [
        ("UC San Diego MS CS (no funding) or CMU MISM BIDA (20% scholarship), which one", "compare_programs", "MISM"),
        ("got into the MHCI at CMU and MSCS at Cornell, which is cheaper?", "compare_programs", "MHCI"),
        ("deadline of the MISM at CMU", "ask_program_fact", "MISM"),
    ],
)
def test_what_is_named_and_not_on_record_is_said_to_be_missing(
    talk: Talk, text: str, intent: str, missing: str
) -> None:
    assert f"{missing} at Carnegie Mellon University is not in my records" in told(talk, text, intent)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("compare the MS CS at UCSD and OMSCS", "compare_programs"),
        ("is the gre needed for the MCS at UIUC", "ask_program_fact"),
        ("compare the MSBA at CMU with OMSCS at Georgia Tech", "compare_programs"),
        ("OMSCS or Columbia, long term I want a doctorate in computational biology", "compare_programs"),
    ],
)
def test_letters_that_are_known_are_no_missing_degree(talk: Talk, text: str, intent: str) -> None:
    assert "what I have there is another degree" not in told(talk, text, intent)
