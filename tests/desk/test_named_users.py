"""Editors whom a proxy names: the desk's own routes in a real server, without Rasa, and deploy/nginx.conf in front."""

from __future__ import annotations

import base64
import getpass
import grp
import http.client
import os
import re
import subprocess
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.desk.desk_input import REQUESTS
from bot.desk.editor_session import HOURS
from bot.servers import free_ports
from bot.settings import ROOT, DeskSettings, SettingError
from knowledge.store import Store
from tests.deploy.test_nginx import NAME, NGINX, configured
from tests.desk.conftest import desk_alone, wait_for

PROXY, OTHER = "127.0.0.2", "127.0.0.1"
A_FORM = "/desk/answers/cost"  # a page that has one


@dataclass
class Visitor:
    """Somebody with a browser that keeps the cookie.

    Attributes:
        came_from: the address that they connect from.
    """

    port: int
    came_from: str = PROXY
    cookie: str = ""
    host: str = "127.0.0.1"
    form_key: str = field(default="", repr=False)
    cookie_says: str = field(default="", repr=False)

    def ask(self, method: str = "GET", path: str = "/desk/pending", body: str = "", **headers: str) -> tuple[int, str]:
        """Status and page; headers by name, `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, 60, source_address=(self.came_from, 0))
        connection.putrequest(method, path, skip_host=True)
        sent = {"Host": self.host, "Cookie": self.cookie, "Content-Length": str(len(body))}
        sent["Content-Type"] = "application/x-www-form-urlencoded"
        for name, value in (sent | headers).items():
            for each in value.split("\n"):
                connection.putheader(name.replace("_", "-"), each)
        connection.endheaders(body.encode())
        answer = connection.getresponse()
        page = answer.read().decode()
        if made := answer.getheader("Set-Cookie"):
            self.cookie, _, self.cookie_says = made.partition(";")
        self.form_key = next(iter(re.findall(r'name="key" value="([^"]+)"', page)), self.form_key)
        connection.close()
        return answer.status, page


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A desk that is open to Ana and Ben, and to nobody by a token."""
    Store().ensure()
    public = f"https://{NAME}"
    with desk_alone(ROOT, ADVISOR_DESK_USERS="ana, ben", ADVISOR_PROXIES=PROXY, ADVISOR_PUBLIC_URL=public) as port:
        yield port


def test_whom_the_proxy_names_is_in_with_that_name_and_no_login_is_asked(port: int) -> None:
    ana = Visitor(port)
    status, page = ana.ask(path=A_FORM, X_Remote_User="ana")
    assert status == 200 and "<span>ana</span>" in page and "Log out" not in page
    body = urllib.parse.urlencode({"key": ana.form_key})
    status, page = ana.ask("POST", "/desk/take-in", body, X_Remote_User="ana")
    assert status == 409 and "Nothing is pending" in page  # the form was taken for hers


def test_the_cookie_stays_with_the_desk_and_on_https_goes_no_other_way(port: int) -> None:
    safe, plain = Visitor(port, host=NAME), Visitor(port)
    for visitor in (safe, plain):
        assert visitor.ask(X_Remote_User="ana")[0] == 200
        for part in ("HttpOnly", "SameSite=Strict", "Path=/", f"Max-Age={HOURS * 3600}"):
            assert part.casefold() in visitor.cookie_says.casefold(), part
    assert "secure" in safe.cookie_says.casefold() and "secure" not in plain.cookie_says.casefold()


def test_a_name_counts_only_from_the_proxy_itself(port: int) -> None:
    for headers in ({}, {"X_Forwarded_For": PROXY}, {"X_Real_IP": PROXY, "Forwarded": f"for={PROXY}"}):
        status, page = Visitor(port, OTHER).ask(X_Remote_User="ana", **headers)
        assert status == 403 and "whom its proxy names" in page and "<span>ana</span>" not in page


def test_a_name_beside_the_proxys_and_one_that_is_not_listed_open_nothing(port: int) -> None:
    for name in ("", "eve", "Ana", "ana,ben", "ana\nben", "ana\nana", "ana ben", "*"):
        assert Visitor(port).ask(X_Remote_User=name)[0] == 403, name
    assert Visitor(port).ask()[0] == 403
    assert Visitor(port).ask(path="/desk/login")[0] == 404  # no token opens it


def test_what_a_named_user_was_shown_opens_nothing_without_the_name(port: int) -> None:
    ana = Visitor(port)
    assert ana.ask(path=A_FORM, X_Remote_User="ana")[0] == 200 and ana.cookie and ana.form_key
    for came_from in (PROXY, OTHER):
        ana.came_from = came_from
        assert ana.ask()[0] == 403
        assert ana.ask("POST", "/desk/take-in", urllib.parse.urlencode({"key": ana.form_key}))[0] == 403


def test_no_other_site_sends_a_form_for_a_named_user(port: int) -> None:
    ana, elsewhere = Visitor(port), Visitor(port)
    ana.ask(path=A_FORM, X_Remote_User="ana")
    assert ana.form_key
    body = urllib.parse.urlencode({"key": ana.form_key})
    assert (
        elsewhere.ask("POST", "/desk/take-in", body, X_Remote_User="ana")[0] == 403
    )  # a browser sends no cookie along
    assert ana.ask("POST", "/desk/take-in", body, X_Remote_User="ana", Origin="https://evil.example")[0] == 403
    assert ana.ask("POST", "/desk/take-in", "key=", X_Remote_User="ana")[0] == 403


def test_whoever_asks_too_much_has_to_wait_and_nobody_else_has(port: int) -> None:
    busy = Visitor(port, "127.0.0.3")
    for _ in range(REQUESTS):
        assert busy.ask()[0] == 403
    found = [busy.ask() for _ in range(20)]  # some come back by themselves while that many are asked
    status, page = next((each for each in found if each[0] == 429), (0, ""))
    assert status == 429 and re.search(r"Please wait \d+ seconds?", page)
    assert Visitor(port).ask(X_Remote_User="ana")[0] == 200


@pytest.mark.skipif(NGINX is None, reason="needs nginx (Debian: nginx-light)")
def test_behind_nginx_a_forged_name_is_replaced(port: int, tmp_path: Path) -> None:
    (front,) = free_ports(1)
    (tmp_path / "editors").write_text("ana:{PLAIN}secret\neve:{PLAIN}secret\n")
    written = configured(tmp_path, front, [port])
    conf, count = re.subn(
        r"(?m)^    # location ~ \^/\(desk.*?^    # }$",
        lambda block: block[0].replace("    # ", "    ").replace("/etc/nginx/editors", f"{tmp_path}/editors"),
        written.read_text(),
        flags=re.S,
    )
    assert count == 1
    version = "    proxy_http_version 1.1;"
    us = f"user {getpass.getuser()} {grp.getgrgid(os.getgid()).gr_name};"  # whose file of passwords it is
    written.write_text(f"{us}\n" + conf.replace(version, f"{version}\n    proxy_bind {PROXY};"))
    assert NGINX is not None
    nginx = subprocess.Popen([NGINX, "-c", written, "-e", tmp_path / "error.log"])
    try:
        wait_for(lambda: _is_up(front), (tmp_path / "error.log").read_text, 20)
        visitor = Visitor(front, OTHER, host=NAME)
        assert visitor.ask(X_Remote_User="ana")[0] == 401
        assert visitor.ask(X_Remote_User="ana", Authorization=_basic("ana", "wrong"))[0] == 401
        status, page = visitor.ask(X_Remote_User="ben", Authorization=_basic("ana", "secret"))
        assert status == 200 and "<span>ana</span>" in page
        assert visitor.ask(X_Remote_User="ana", Authorization=_basic("eve", "secret"))[0] == 403
    finally:
        nginx.terminate()
        nginx.wait(10)


def _is_up(port: int) -> bool:
    try:
        return Visitor(port, OTHER, host=NAME).ask()[0] == 401
    except OSError:
        return False


def _basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


@pytest.mark.parametrize(
    ("users", "proxies", "says"),
    [("ana", "", "ADVISOR_PROXIES"), ("ana;ben", "127.0.0.1", "ana;ben"), ("<b>", "127.0.0.1", "<b>")],
)
def test_users_without_a_proxy_or_with_odd_names_are_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, users: str, proxies: str, says: str
) -> None:
    monkeypatch.setenv("ADVISOR_DESK_USERS", users)
    monkeypatch.setenv("ADVISOR_PROXIES", proxies)
    with pytest.raises(SettingError, match=says):
        DeskSettings.from_environment()
    monkeypatch.delenv("ADVISOR_DESK_USERS")
    assert DeskSettings.from_environment() == DeskSettings() and not DeskSettings().on
