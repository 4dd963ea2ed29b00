"""The website's routes with good and bad input."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.outgoing import STARTERS
from bot.channels.rate import RateLimit
from bot.settings import ROOT, SettingError, WebsiteSettings
from bot.website.bundle import changed, weights
from bot.website.pages import HERE
from tests.advisor import running_advisor

GRE = {"text": "is the gre needed"}


def call(
    address: str, path: str, body: Any = None, token: str = "", raw: bytes | None = None, **headers: str
) -> tuple[int, Any, dict[str, str]]:
    """Status, JSON (a list for a stream) and headers of an answer."""
    data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
    sent = {"Content-Type": "application/json", **{key.replace("_", "-"): value for key, value in headers.items()}}
    if token:
        sent["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(address + path, data, sent)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            status, text, found = answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        status, text, found = error.code, error.read().decode(), dict(error.headers)
    kind = found.get("Content-Type") or found.get("content-type") or ""
    if "ndjson" in kind:
        return status, [json.loads(line) for line in text.splitlines()], found
    return status, json.loads(text) if "json" in kind and text else text, found


def begin(site: str) -> str:
    status, body, _ = call(site, "/chat/conversation", {})
    assert status == 200
    return str(body["token"])


def message(**parts: Any) -> dict[str, Any]:
    return {"id": uuid.uuid4().hex, **GRE, **parts}


def test_a_message_is_answered_and_remembered(site: str) -> None:
    token = begin(site)
    status, replies, _ = call(site, "/chat/message", message(), token)
    assert status == 200
    assert replies[0]["reply"]["topic"] == "gre" and replies[0]["reply"]["sources"]
    _, history, _ = call(site, "/chat/history", token=token)
    assert [each["from"] for each in history["messages"]] == ["user", "bot"]
    assert history["messages"][1]["reply"] == replies[0]["reply"]


def test_where_slack_is_not_set_up_nobody_is_sent_there_with_a_code(site: str) -> None:
    token = begin(site)
    (refused,) = call(site, "/chat/message", message(text="continue in Slack"), token)[1]
    assert "Slack is not set up for this advisor" in refused["text"] and "code is" not in refused["text"]
    (given,) = call(site, "/chat/message", message(text="continue elsewhere"), token)[1]
    assert "Your code is" in given["text"] and "Slack" not in given["text"]


def test_several_replies_come_in_order(site: str) -> None:
    _, replies, _ = call(
        site, "/chat/message", message(text="is the gre needed and how long does it take"), begin(site)
    )
    assert [each["reply"]["topic"] for each in replies] == ["gre", "duration"]


def test_a_message_sent_again_is_answered_the_same_and_counted_once(site: str) -> None:
    token, same = begin(site), message()
    _, first, _ = call(site, "/chat/message", same, token)
    _, again, _ = call(site, "/chat/message", same, token)
    assert first == again
    _, history, _ = call(site, "/chat/history", token=token)
    assert len(history["messages"]) == 2


def test_a_chosen_chip_is_shown_by_its_title(site: str) -> None:
    token = begin(site)
    call(site, "/chat/message", message(text='/faq{"topic": "cost"}', title="What does it cost?"), token)
    _, history, _ = call(site, "/chat/history", token=token)
    assert history["messages"][0]["text"] == "What does it cost?"


def test_a_quiet_message_is_answered_and_never_shown(site: str) -> None:
    token = begin(site)
    call(site, "/chat/message", message(), token)
    quiet = message(text='/shortlist_add{"program": "gatech-omscs"}', quiet=True)
    _, replies, _ = call(site, "/chat/message", quiet, token)
    assert replies[0]["reply"]["shortlist"][0]["id"] == "gatech-omscs"
    assert call(site, "/chat/message", quiet, token)[1] == replies  # sent again, counted once
    call(site, "/chat/message", message(text="how long does it take"), token)
    _, history, _ = call(site, "/chat/history", token=token)
    assert [each["text"] for each in history["messages"] if each["from"] == "user"] == [
        "is the gre needed", "how long does it take"
    ]  # fmt: skip
    assert "shortlist now" not in json.dumps(history["messages"])
    assert [each["id"] for each in history["shortlist"]] == ["gatech-omscs"]


@pytest.mark.parametrize("token", ["", "nonsense", "Imd1ZXNzIg.AAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_without_the_right_key_nothing_is_read_or_written(site: str, token: str) -> None:
    for path, body in (("/chat/history", None), ("/chat/message", message()), ("/chat/feedback", {"thumb": "up"})):
        status, answer, _ = call(site, path, body, token)
        assert status == 401 and "start a new one" in answer["error"]


def test_a_changed_key_is_refused(site: str) -> None:
    token = begin(site)
    changed = ("A" if token[0] != "A" else "B") + token[1:]
    assert call(site, "/chat/history", token=changed)[0] == 401


def test_another_sites_script_is_refused(site: str) -> None:
    token = begin(site)
    assert call(site, "/chat/message", message(), token, Origin="https://evil.example")[0] == 403
    assert call(site, "/chat/conversation", {}, Origin="https://evil.example")[0] == 403
    assert call(site, "/chat/message", message(), token, Origin=site)[0] == 200


@pytest.mark.parametrize("origin", ["http://[::1", "null", "https://", "::"])
def test_an_origin_that_is_no_address_is_refused(site: str, origin: str) -> None:
    assert call(site, "/chat/conversation", {}, Origin=origin)[0] == 403


def test_the_window_and_the_other_channels_begin_with_the_same_questions() -> None:
    source = (ROOT / "bot" / "website" / "src" / "strings.js").read_text(encoding="utf-8")
    assert all(each.title in source and each.payload in source for each in STARTERS)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'"text"', 400),
        (json.dumps({"text": "hi"}).encode(), 400),
        (json.dumps({"id": "x" * 10, "text": 5}).encode(), 400),
        (json.dumps({"id": "short", "text": "hi"}).encode(), 400),
        (json.dumps({"id": "x" * 10, "text": "  "}).encode(), 400),
        (json.dumps({"id": "x" * 10, "text": "a" * 10_001}).encode(), 413),
        (b"x" * 70_000, 413),
    ],
    ids=lambda value: str(value)[:24],
)
def test_bad_bodies_get_a_sentence(site: str, body: bytes, status: int) -> None:
    found, answer, _ = call(site, "/chat/message", token=begin(site), raw=body)
    assert found == status
    assert answer["error"].endswith((".", "?"))


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "'; DROP TABLE feedback; --", "\x00", "/nonsense{", "🙂", "a" * 9_999]
)
def test_odd_messages_are_answered(site: str, text: str) -> None:
    status, replies, _ = call(site, "/chat/message", message(text=text), begin(site))
    assert status in (200, 400)
    assert replies


def test_feedback_is_kept_for_the_editors(site: str) -> None:
    from bot.feedback import Feedback

    token, word = begin(site), uuid.uuid4().hex
    _, replies, _ = call(site, "/chat/message", message(), token)
    body = {"thumb": "down", "word": word, "question": "is the gre needed", "answer": replies[0]["text"]}
    assert call(site, "/chat/feedback", body, token)[0] == 200
    kept = [each for each in Feedback().all() if each["word"] == word]
    assert [(each["thumb"], each["question"]) for each in kept] == [("down", "is the gre needed")]
    assert call(site, "/chat/feedback", {"thumb": "sideways"}, token)[0] == 400
    assert call(site, "/chat/feedback", {**body, "thumb": "none"}, begin(site))[0] == 400  # another's conversation
    assert len([each for each in Feedback().all() if each["word"] == word]) == 1
    assert call(site, "/chat/feedback", {"thumb": "none", "answer": replies[0]["text"]}, token)[0] == 200
    assert [each for each in Feedback().all() if each["word"] == word] == []


@pytest.fixture(scope="module")
def strict_site() -> Iterator[str]:
    with running_advisor({"ADVISOR_RATE_CONVERSATION": "3", "ADVISOR_RATE_ADDRESS": "8"}) as (address, _):
        yield address


def test_a_flood_is_answered_with_429_and_when_to_come_back(strict_site: str) -> None:
    token = begin(strict_site)
    answers = [call(strict_site, "/chat/message", message(), token) for _ in range(5)]
    assert [status for status, _, _ in answers] == [200, 200, 200, 429, 429]
    _, body, headers = answers[-1]
    assert "Please wait" in body["error"]
    assert int(headers.get("Retry-After") or headers["retry-after"]) >= 1
    statuses = {call(strict_site, "/chat/conversation", {})[0] for _ in range(8)}
    assert 429 in statuses  # new conversations do not get around the limit of an address


def test_pages_have_a_strict_policy_and_are_not_sent_twice(site: str) -> None:
    for path, kind in (("/", "text/html"), ("/chat", "text/html"), ("/widget.js", "text/javascript")):
        status, _, headers = call(site, path)
        found = {key.lower(): value for key, value in headers.items()}
        assert status == 200 and found["content-type"].startswith(kind)
        assert found["x-content-type-options"] == "nosniff"
        assert call(site, path, If_None_Match=found["etag"])[0] == 304
    policy = {key.lower(): value for key, value in call(site, "/chat")[2].items()}["content-security-policy"]
    assert "default-src 'none'" in policy and "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy


def fetch(site: str, path: str, body: Any = None, **headers: str) -> tuple[bytes, dict[str, str]]:
    """An answer's bytes as they came over the wire, and its headers in lower case."""
    sent = {key.replace("_", "-"): value for key, value in headers.items()}
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(site + path, data, sent), timeout=30) as answer:
        return answer.read(), {key.lower(): value for key, value in answer.headers.items()}


@pytest.mark.parametrize(
    "path", ["/", "/chat", "/widget.js", "/chat.js", "/chat.css", "/demo.js", "/demo.css", "/icon.svg"]
)
def test_texts_are_compressed_for_those_who_can_read_it(site: str, path: str) -> None:
    plain, before = fetch(site, path)
    zipped, headers = fetch(site, path, Accept_Encoding="br, gzip;q=0.8")
    assert headers["content-encoding"] == "gzip" and gzip.decompress(zipped) == plain
    assert int(headers["content-length"]) == len(zipped)
    assert "content-encoding" not in before and headers["vary"] == "Accept-Encoding"
    assert before["etag"] != headers["etag"]
    refused, headers = fetch(site, path, Accept_Encoding="gzip;q=0, identity")
    assert refused == plain and "content-encoding" not in headers


def test_a_conversation_is_compressed_too(site: str) -> None:
    sent = {"Authorization": f"Bearer {begin(site)}", "Content_Type": "application/json", "Accept_Encoding": "gzip"}
    zipped, headers = fetch(site, "/chat/message", message(), **sent)
    assert headers["content-encoding"] == "gzip"
    answer = json.loads(gzip.decompress(zipped))
    zipped, headers = fetch(site, "/chat/history", **sent)
    assert headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(zipped))["messages"][1]["text"] == answer["text"]


def test_what_a_page_loads_is_kept_as_long_as_it_is_the_same(site: str) -> None:
    page = fetch(site, "/chat")[0].decode()
    loaded = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert len(loaded) == 3
    for path in loaded:
        assert "immutable" in fetch(site, f"/{path}")[1]["cache-control"]
        assert fetch(site, f"/{path}0")[1]["cache-control"] == "no-cache"  # of another version
    assert fetch(site, "/chat")[1]["cache-control"] == "no-cache"
    assert "max-age=600" in fetch(site, "/widget.js")[1]["cache-control"]


def test_the_window_is_small_and_built_from_its_source() -> None:
    closed, opened = weights()
    assert closed <= 60_000 and opened <= 90_000
    assert changed() == []


def test_a_forgotten_build_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(HERE, tmp_path / "website", ignore=shutil.ignore_patterns("node_modules"))
    folder = tmp_path / "website"
    (folder / "src" / "log.js").write_text("// another")
    (folder / "src" / "more.js").write_text("// new")
    (folder / "src" / "look.js").unlink()
    (folder / "dist" / "chat.js").write_text("// by hand")
    assert changed(folder) == ["dist/chat.js", "src/log.js", "src/look.js", "src/more.js"]


@pytest.mark.skipif(not (HERE / "node_modules").is_dir(), reason="needs `make widget`'s packages")
def test_building_again_gives_the_same_bundle(tmp_path: Path) -> None:
    command = ["npx", "esbuild", "src/chat.js", "src/widget.js", "--bundle", "--minify", "--format=iife"]
    command += ["--target=es2020", "--legal-comments=eof", f"--outdir={tmp_path}", "--log-level=warning"]
    subprocess.run(command, cwd=HERE, check=True)
    for name in ("chat.js", "widget.js"):
        assert (tmp_path / name).read_bytes() == (HERE / "dist" / name).read_bytes()


def test_the_history_says_when_and_what_was_thought_of_it(site: str) -> None:
    token = begin(site)
    _, replies, _ = call(site, "/chat/message", message(), token)
    call(site, "/chat/feedback", {"thumb": "up", "word": "", "question": "", "answer": replies[0]["text"]}, token)
    _, history, _ = call(site, "/chat/history", token=token)
    asked, answered = history["messages"]
    assert answered["thumb"] == "up" and "thumb" not in asked
    assert abs(time.time() * 1000 - asked["at"]) < 60_000 and asked["at"] <= answered["at"]
    _, other, _ = call(site, "/chat/history", token=begin(site))
    assert other["messages"] == []


def test_a_rate_refills() -> None:
    now = [0.0]
    limit = RateLimit(2, lambda: now[0])
    assert [limit.wait("a"), limit.wait("a"), limit.wait("b")] == [0, 0, 0]
    wait = limit.wait("a")
    assert wait > 0
    now[0] += wait
    assert limit.wait("a") == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADVISOR_SECRET", "short"),
        ("ADVISOR_ALLOWED_ORIGINS", "example.edu"),
        ("ADVISOR_ALLOWED_ORIGINS", "https://example.edu/path"),
        ("ADVISOR_RATE_CONVERSATION", "0"),
        ("ADVISOR_RATE_ADDRESS", "many"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name):
        WebsiteSettings.from_environment()
