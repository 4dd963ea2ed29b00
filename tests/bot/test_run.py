"""`python -m bot run` and `shell` as a person starts them: real processes, ended by Ctrl-C, leaving nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from bot.servers import free_ports
from bot.settings import ROOT
from tests.advisor import Conversation


@pytest.fixture
def environment() -> dict[str, str]:
    port, actions_port = free_ports(2)
    return {**os.environ, "ADVISOR_PORT": str(port), "ADVISOR_ACTIONS_PORT": str(actions_port)}


def _read_until(process: subprocess.Popen[str], words: str, seconds: float = 240) -> str:
    said = ""
    deadline = time.monotonic() + seconds
    assert process.stdout is not None
    while words not in said and time.monotonic() < deadline:
        line = process.stdout.readline()
        if not line:
            break
        said += line
    return said


def test_run_prints_the_address_answers_and_leaves_no_process(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    address = f"http://127.0.0.1:{environment['ADVISOR_PORT']}"
    try:
        said = _read_until(process, "Ctrl-C ends it.")
        assert f"The advisor is ready: open {address}" in said
        assert "Built" not in said and "Training" not in said  # a second start neither builds nor trains
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) >= 2
        assert "GRE" in Conversation(address).say("is the gre needed").text
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0  # on a busy machine servers take their time to end
    finally:
        process.kill()  # what failed leaves no process either
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]


def test_piped_shell_prints_plain_text_and_ends(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "shell"],
        cwd=ROOT,
        env=environment,
        input="no gre online\n",
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    assert "1. " in done.stdout and "✓ online" in done.stdout
    assert "\x1b" not in done.stdout and "Starting" not in done.stdout


def test_parse_prints_one_json_object_a_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "parse", "--json"],
        cwd=ROOT,
        input="how much is a masters in data science\nunder 20k online\nwhats the weather\n\n",
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    first, second, third, empty = (json.loads(line) for line in done.stdout.splitlines())
    assert first["intent"] == "faq/cost" and first["ranking"][0]["intent"] == "faq/cost"
    assert len(first["ranking"]) >= 5
    assert {each["entity"] for each in second["entities"]} >= {"budget", "delivery"}
    assert third["intent"] in ("out_of_scope", "nlu_fallback")
    assert empty["intent"] == "nlu_fallback"


def test_parse_takes_sentences_as_arguments() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "parse", "is the gre needed"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "faq/gre" in done.stdout
