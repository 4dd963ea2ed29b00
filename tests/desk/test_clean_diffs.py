"""What the desk writes into the project's files: the lines that a person would change, as a git repository sees it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.desk.broken_files import FAQ, TOPICS
from bot.desk.pending import ANSWER, FACT, NLU, PHRASE, TOPIC, edited, new_change, program_path, write_whole
from bot.settings import ROOT
from tests.desk.conftest import copied
from tests.desk.test_new_topics import PHRASES, WHAT

OMSCS = "gatech-omscs"
LETTERS = {"value": 2, "source": "https://omscs.gatech.edu/preparing-yourself-omscs", "as_of": "2026-27"}


def git(root: Path, *arguments: str) -> str:
    """What git says at a root."""
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


def committed(root: Path) -> None:
    """Commits the files that people write, as they are."""
    git(root, "init", "--quiet")
    git(root, "add", "data", "knowledge")
    name = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    git(root, *name, "commit", "--quiet", "--allow-empty", "-m", "as it was")


def changed(root: Path) -> dict[str, list[str]]:
    """Path of each file that git sees changed -> its lines that went and came."""
    paths = [line[3:] for line in git(root, "status", "--porcelain", "data", "knowledge").splitlines()]
    diffs = {path: git(root, "diff", "--unified=0", "--", path).splitlines() for path in paths}
    return {path: [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
            for path, lines in diffs.items()}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as a git repository."""
    root = copied(tmp_path_factory.mktemp("diffs"))
    committed(root)
    return root


def answers(root: Path) -> dict[str, Mapping[str, Any]]:
    """Topic -> its answer."""
    responses = yaml.load((root / FAQ).read_text("utf-8"), Loader=yaml.CSafeLoader)["responses"]
    return {name.removeprefix("utter_faq/"): variants[0] for name, variants in responses.items()}


def test_a_change_of_each_kind_is_the_lines_that_a_person_would_write(root: Path) -> None:
    answer = answers(root)["difficulty"]
    first, _, rest = answer["text"].partition("\n")
    changes = [
        new_change(PHRASE, {"intent": "out_of_scope", "text": "who repairs the brakes of an old bicycle"}, "Ana"),
        new_change(ANSWER, {**answer, "topic": "difficulty", "text": f"{first} Really.\n{rest}"}, "Ana"),
        new_change(FACT, {"program": OMSCS, "fact": "letters", "entry": LETTERS}, "Ana"),
        new_change(TOPIC, WHAT, "Ana"),
    ]
    for path, (_, text) in edited(changes, root).items():
        write_whole(root / path, text)
    found = changed(root)
    git(root, "checkout", "--quiet", "--", "data", "knowledge")
    assert list(found) == [FAQ, NLU, TOPICS, program_path(OMSCS)]
    new_answer = [line for line in found[FAQ] if line.startswith("+        ")]
    assert found[FAQ][:2] == [f"-        {first}", f"+        {first} Really."] and len(new_answer) > 5
    assert all(line.startswith("+") for line in found[FAQ][1:])
    *topic, scope = found[NLU]
    assert [line.strip("+ -") for line in topic[-5:]] == [*PHRASES]
    assert scope == "+    - who repairs the brakes of an old bicycle" and all(line[0] == "+" for line in topic)
    assert [line[:1] for line in found[TOPICS]] == ["+"] * len(found[TOPICS]) and len(found[TOPICS]) == 5
    assert found[program_path(OMSCS)] == ["-    value: 3", "+    value: 2", "+    as_of: 2026-27"]


def test_what_is_written_again_as_it_is_changes_no_line(root: Path) -> None:
    """Every answer, and every fact of every fifth program."""
    changes = [new_change(ANSWER, {**each, "topic": topic}, "Ana") for topic, each in answers(root).items()]
    for path in sorted((root / program_path("x")).parent.glob("*.yml"))[::5]:
        facts = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader).get("facts") or {}
        changes += [
            new_change(FACT, {"program": path.stem, "fact": fact, "entry": entry}, "Ana")
            for fact, entry in facts.items()
        ]
    assert len(changes) > 500 and ROOT not in root.parents
    for path, (_, text) in edited(changes, root).items():
        write_whole(root / path, text)
    found = changed(root)
    git(root, "checkout", "--quiet", "--", "data", "knowledge")
    assert found == {}
