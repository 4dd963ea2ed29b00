"""The README's rows on criteria, in a copy: one edited file makes a fact searchable, two record a new one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

SCRIPT = """
import sys
from actions.advisor_action import AdvisorAction
from actions import ask_admissions, compare, program_fact, recommend, talk
from actions.dialogue.memory import Memory, Message
from bot.nlu.hearing import Hearing
from knowledge.programs import Search
from knowledge.reader import read
knowledge = read()
search, hearing = Search(knowledge), Hearing(knowledge)
for said in sys.argv[1:]:
    intent, text = said.split(":", 1)
    message = Message(intent, ((intent, 1.0),), tuple(hearing.hear(text)), text)
    print("\\n\\n".join(reply.text for reply in AdvisorAction._by_file["talk"].turn(message, Memory(), search).replies))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for room in ("actions", "bot", "data", "knowledge"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("website"))
    return tmp_path


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def replies(copy: Path, *said: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, *said], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_recorded_fact_is_searched_by_once_its_wish_is_declared(copy: Path) -> None:
    replace_in(
        copy / "knowledge/catalog/criteria.yml",
        """says: "{n} master's degrees awarded in 2023-24"}\n""",
        """says: "{n} master's degrees awarded in 2023-24"}\n"""
        "    office: How many degrees do you award a year?\n    wishes:\n"
        '      awards: {type: limit, says: "{n} degrees awarded", unrecorded: awards, said: [degrees awarded]}\n',
    )
    text = replies(copy, "inform:at least 500 degrees awarded")
    assert (
        "(at least 500 degrees awarded); the first 3" in text
        and "✓" in text
        and "master's degrees awarded in 2023-24" in text
    )


def test_a_new_fact_is_declared_in_one_file_and_recorded_in_another(copy: Path) -> None:
    replace_in(
        copy / "knowledge/catalog/criteria.yml",
        "  university:\n    wishes:\n",
        """  parking:
    name: parking
    facts:
      parking: {type: yes_no, "yes": has parking, "no": no parking}
    office: Is there parking?
    asked: [parking]
    wishes:
      parking: {type: yes_no, "yes": parking, "no": no parking, unrecorded: parking, said: [parking]}
  university:
    wishes:
""",
    )
    replace_in(
        copy / "knowledge/catalog/programs/gatech-omscs.yml",
        "\nfacts:\n",
        "\nfacts:\n  parking: {value: true, source: https://omscs.gatech.edu}\n",
    )
    text = replies(
        copy,
        "inform:programs with parking",
        "ask_program_fact:does omscs have parking",
        "compare_programs:compare omscs and omsa",
    )
    assert "One named program meets your wish (parking)" in text and "✓ has parking" in text
    assert "OMSCS at Georgia Tech: has parking." in text
    assert "Parking" in text  # with a capital only as a row of the comparison
