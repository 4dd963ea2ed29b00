"""`python -m knowledge`: what its commands refuse, and how they end."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.reader import CATALOG
from tests.knowledge.test_own_data import GOOD, HEADER, IC_AY


def test_a_sheet_that_is_there_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "programs.csv"
    path.write_text("filled", encoding="utf-8")
    assert main(["template", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err and path.read_text(encoding="utf-8") == "filled"


def test_a_month_that_is_none_is_no_period(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "Field-of-Study_99992026.csv"
    path.write_text("UNITID,CIPCODE,CREDLEV,EARN_MDN_1YR,EARN_MDN_4YR,DEBT_ALL_STGP_EVAL_MDN\n", encoding="utf-8")
    assert main(["import", "scorecard", str(path)]) == 1
    assert "the name doesn't tell the period" in capsys.readouterr().err


def test_a_report_of_which_only_the_beginning_is_read_ends_without_a_fault() -> None:
    said = subprocess.run(
        f"{sys.executable} -m knowledge stale | head -1", shell=True, capture_output=True, text=True, check=True
    )
    assert said.stdout.count("\n") == 1 and said.stderr == ""


def test_no_command_asks_the_network_for_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("something was to be fetched")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'knowledge.sqlite'}")
    catalog = tmp_path / "catalog"
    shutil.copytree(CATALOG, catalog)
    (tmp_path / "IC2024_AY.csv").write_text(IC_AY, encoding="utf-8")
    (tmp_path / "sheet.csv").write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    for command in (
        ["template", str(tmp_path / "empty.csv")],
        ["import", "ipeds", str(tmp_path / "IC2024_AY.csv")],
        ["import", "programs", str(tmp_path / "sheet.csv")],
        ["check"], ["build"], ["changes"], ["coverage"], ["stale"],
    ):  # fmt: skip
        where = [] if command[0] == "template" else ["--catalog", str(catalog)]
        assert main([*command, *where]) == 0, capsys.readouterr()
