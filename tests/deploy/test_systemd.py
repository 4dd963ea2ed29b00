"""deploy/systemd in systemd's own check, and against what the project has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

UNITS = ROOT / "deploy" / "systemd"
NGINX = "[Service]\nType=forking\nPIDFile=/run/nginx.pid\nExecStart=/bin/true\n"  # Debian's, in short
VERIFY = shutil.which("systemd-analyze")


@pytest.mark.skipif(VERIFY is None, reason="needs systemd-analyze (Debian: systemd)")
@pytest.mark.parametrize("name", [*sorted(each.name for each in UNITS.glob("*.*") if each.is_file()), "nginx.service"])
def test_systemd_has_nothing_to_say_against_a_unit(name: str, tmp_path: Path) -> None:
    shutil.copytree(UNITS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "nginx.service").write_text(NGINX)
    for each in tmp_path.glob("*.service"):
        each.write_text(each.read_text().replace("/opt/advisor/.venv/bin/python", sys.executable))
    assert VERIFY is not None
    checked = subprocess.run(
        [VERIFY, "verify", "--man=no", tmp_path / name],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )
    said = [line for line in checked.stderr.splitlines() if str(tmp_path) in line or line.startswith(name)]
    assert said == [] and checked.returncode == 0, checked.stderr


def test_what_is_killed_is_started_again_and_told_to_end_in_time() -> None:
    unit = (UNITS / "advisor.service").read_text()
    again = (UNITS / "nginx.service.d" / "restart.conf").read_text()
    assert re.search(r"^Restart=always$", unit, re.M) and re.search(r"^Restart=always$", again, re.M)
    (patience,) = re.findall(r"^TimeoutStopSec=(\d+)$", unit, re.M)
    assert int(patience) > 30  # both kinds of server may take fifteen seconds, one after the other (bot/servers.py)


def test_every_module_that_a_unit_runs_is_one() -> None:
    run = [each for unit in UNITS.glob("*.service") for each in re.findall(r"-m bot (\w+)", unit.read_text())]
    told = subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True).stdout
    assert sorted(run) == ["backup", "run"] and all(re.search(rf"\b{each}\b", told) for each in run)
