"""The desk's door: who may come in, and which page answers which address. Listed in credentials.yml.

It is no channel: nobody talks through it. Rasa adds the routes of what credentials.yml names to its server, and so
website, REST and desk share one port. Without ADVISOR_DESK_TOKEN or ADVISOR_DESK_USERS it adds none but `/accuracy`, if
that is public.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic, response
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.channel_base import GuardedBlueprint
from bot.channels.rate import Limit
from bot.channels.visitor import is_asked_for, is_own_origin, visitor
from bot.desk.broken_files import broken_data
from bot.desk.desk_pages import HEADERS, HERE, rendered
from bot.desk.editor_session import COOKIE, HOURS, EndedVisits, Session, Sessions
from bot.desk.heard_lately import Lately
from bot.desk.kept_forms import FIELD, KeptForm, kept_form, shown_again
from bot.desk.named_users import named_user
from bot.desk.pending import pending_now
from bot.desk.visits import Desk, Goto, Route, Shown, Told, Trouble, Visit
from bot.settings import DeskSettings, WebsiteSettings, proxies
from knowledge.problems import CatalogError
from knowledge.store import StoreUnavailable

logger = logging.getLogger(__name__)

WRONG_TOKENS, REQUESTS = 5, 240  # a minute from one address
PATIENCE = 20.0  # seconds for the model to read a phrase
FILES = {"desk.css": "text/css; charset=utf-8", "desk.js": "text/javascript; charset=utf-8"}
NOT_OURS = "The desk is not known by this name or from this page. Whoever runs it can name it in ADVISOR_PUBLIC_URL."
TOO_MANY = "That was a lot at once. Please wait {seconds} seconds."
NOT_NAMED = (
    "The desk is open to users whom its proxy names. You came without such a name, or by another way. Whoever runs the "
    "advisor can add you to ADVISOR_DESK_USERS."
)
OLD_FORM = "This form is of an earlier visit, so nothing was done. Go back, reload the page, and send it again."
OLD_LOGIN = "This page was open for long, or your browser keeps no cookies. Please give the token once more."
AWAY = "The database cannot be reached right now. Nothing was changed; please try again in a minute."
BROKEN = "This page could not be made; the log of the server says why. Nothing was changed."
Answering = Callable[..., Awaitable[HTTPResponse]]


class DeskInput(InputChannel):
    """See the module's docstring; settings come from the environment."""

    def __init__(self, settings: DeskSettings | None = None) -> None:
        self.settings = settings or DeskSettings.from_environment()
        website = WebsiteSettings.from_environment()
        self._addresses, self._proxies = website.addresses, proxies()
        self._sessions = Sessions(self.settings.token, website.secret)
        self._wrong_tokens, self._requests = Limit("desk logins", WRONG_TOKENS), Limit("desk", REQUESTS)
        self._ended = EndedVisits()
        self._threads, self._long_work = ThreadPoolExecutor(2, "desk"), ThreadPoolExecutor(1, "desk, for long")
        self._desk = Desk(self._guess, Lately().read)
        self._app: Sanic
        self._loop: asyncio.AbstractEventLoop
        self._routes: Sequence[Route] = ()

    @classmethod
    def name(cls) -> str:
        """What Rasa calls it."""
        return "desk"

    def url_prefix(self) -> str:
        """The routes stand at the root of the server."""
        return "/"

    def blueprint(self, on_new_message: Callable[..., Awaitable[Any]]) -> Blueprint:
        """The desk's routes; Rasa calls it once."""
        routes = GuardedBlueprint("desk", __name__)

        @routes.listener("before_server_start")
        async def remember(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            self._app, self._loop = app, loop

        if self.settings.on or self.settings.public_accuracy:
            self._add_all(routes)
        return routes

    def _add_all(self, routes: Blueprint) -> None:
        from bot.desk.desk_routes import ACCURACY, ROUTES  # what pages need is loaded only where there are any

        self._routes = ROUTES
        for name, kind in FILES.items():
            routes.add_route(_file(name, kind), f"/desk/{name}", methods=["GET"], name=name.replace(".", "_"))
        self._add(routes, ACCURACY, self.settings.public_accuracy)
        if self.settings.token:
            routes.add_route(self._door(self._shown_login), "/desk/login", methods=["GET"], name="login")
            routes.add_route(self._door(self._log_in), "/desk/login", methods=["POST"], name="log_in")
            routes.add_route(self._door(self._log_out), "/desk/logout", methods=["POST"], name="log_out")
        if self.settings.on:
            for route in ROUTES:
                self._add(routes, route)

    def _add(self, routes: Blueprint, route: Route, public: bool = False) -> None:
        answer = self._door(partial(self._answered, route, public))
        name = f"{route.method} {route.handler.__name__}".replace(" ", "_")
        routes.add_route(answer, route.path, methods=[route.method], name=name)

    def _door(self, answer: Answering) -> Answering:
        """What every request passes: name and site of ours, not too many."""

        async def passed(request: Request, **path: str) -> HTTPResponse:
            if not is_asked_for(request, self._addresses) or not is_own_origin(request, self._addresses):
                return self._page(request, None, Shown("trouble.html", {"says": NOT_OURS}, 403))
            if seconds := await self._requests.wait(visitor(request, self._proxies)):
                return self._page(request, None, _waiting(seconds))
            try:
                known = await self._known(request)
                session = self._named(request, known)
                found = await answer(request, session, **path)
            except SQLAlchemyError as problem:
                return self._page(request, None, _away(problem))
            begun = session is not None and session.named and known is None
            return self._with_cookie(request, found, session) if begun and session else found

        return passed

    async def _known(self, request: Request) -> Session | None:
        """The session of a request's cookie; None of a visit that was ended."""
        found = self._sessions.read(request.cookies.get(COOKIE)) if self.settings.on else None
        return None if found is not None and found.is_in and await self._ended.has(found) else found

    def _named(self, request: Request, session: Session | None) -> Session | None:
        """The session of an editor whom a proxy names in this request; where it names nobody, the session as it was."""
        user = named_user(request, self.settings.users, self._proxies)
        if not user:
            return session
        return replace(session or self._sessions.begun(), name=user, is_in=True, named=True)

    async def _answered(
        self, route: Route, public: bool, request: Request, session: Session | None, **path: str
    ) -> HTTPResponse:
        form = dict(request.form or {}) if request.method == "POST" else {}
        kept = kept_form(request.path, form) if form and route.keeps_text else None
        if not (session is not None and session.is_in) and not public:
            if not self.settings.token:
                return self._page(request, None, Shown("trouble.html", {"says": NOT_NAMED}, 403))
            return self._login_page(request, session, kept=kept) if kept else self._moved("/desk/login")
        if request.method == "POST" and (session is None or not self._is_ours(session, form)):
            return await self._back(request, session, kept, Shown("trouble.html", {"says": OLD_FORM}, 403))
        query = {name: values[0] for name, values in (request.args or {}).items()}
        visit = Visit(self._desk, session.name if session else "", form, query)
        return await self._made(request, session, partial(route.handler, visit, **path), takes_long=route.takes_long)

    async def _made(
        self,
        request: Request,
        session: Session | None,
        make: Callable[[], Shown | Goto | Told],
        said: str = "",
        takes_long: bool = False,
    ) -> HTTPResponse:
        """What a page answers, or why it cannot; `said` names a sentence of SAID to stand on top of it."""
        found: Shown | Goto | Told
        try:
            found = await self._loop.run_in_executor(self._long_work if takes_long else self._threads, make)
            if said and isinstance(found, Shown):
                found = replace(found, parts={**found.parts, "said": said})
            return self._told(request, session, found)
        except Trouble as trouble:
            found = Shown("trouble.html", {"says": str(trouble)}, trouble.status)
        except CatalogError as problem:
            found = Shown("trouble.html", {"says": _catalog_words(problem)}, 500)
        except (SQLAlchemyError, StoreUnavailable) as problem:
            found = _away(problem)
        except Exception:  # an editor is waiting: a page says so, and the log says why
            logger.exception("desk: a page could not be made")
            found = Shown("trouble.html", {"says": broken_data(self._desk.root) or BROKEN}, 500)
        return self._page(request, session, found)

    def _told(self, request: Request, session: Session | None, found: Shown | Goto | Told) -> HTTPResponse:
        if isinstance(found, Goto):
            return self._moved(found.path, found.said)
        if isinstance(found, Told):
            return response.json(found.values, headers=dict(HEADERS))
        return self._page(request, session, found)

    def _is_ours(self, session: Session, form: dict[str, list[str]]) -> bool:
        return self._sessions.is_form_of(session, (form.get("key") or [""])[0])

    def _page(self, request: Request, session: Session | None, shown: Shown) -> HTTPResponse:
        is_in = session is not None and session.is_in
        frame = {
            "editor": session.name if session else "",
            "form_key": self._sessions.form_key(session) if session else "",
            "here": request.path,
            "said": request.args.get("said") or "",
            "is_in": is_in,
            "named": session is not None and session.named,
            "pending_count": len(pending_now(self._desk)) if is_in else 0,
        }
        return response.html(rendered(shown.template, **{**frame, **shown.parts}), shown.status, headers=dict(HEADERS))

    def _moved(self, path: str, said: str = "") -> HTTPResponse:
        base, mark, place = path.partition("#")
        address = f"{base}{'&' if '?' in base else '?'}{urlencode({'said': said})}" if said else base
        # headers of its own: Sanic writes the address into those it is given
        return response.redirect(f"{address}{mark}{place}", headers=dict(HEADERS), status=303)

    async def _back(
        self, request: Request, session: Session | None, kept: KeptForm | None, otherwise: Shown | Goto
    ) -> HTTPResponse:
        """The form that somebody who is in typed into before, as they typed it."""
        visit = Visit(self._desk, session.name if session else "")
        again = shown_again(kept, visit, self._routes) if kept and session is not None and session.is_in else None
        if again is None:
            return self._told(request, session, otherwise)
        return await self._made(request, session, again, "again", takes_long=True)

    async def _shown_login(self, request: Request, session: Session | None) -> HTTPResponse:
        if session is not None and session.is_in:
            return self._moved("/desk")
        return self._login_page(request, session)

    def _login_page(
        self, request: Request, known: Session | None, wrong: str = "", status: int = 200, kept: KeptForm | None = None
    ) -> HTTPResponse:
        """The login, bound to the session that its browser has already: it may be open in two tabs."""
        session = known if known is not None and not known.is_in else self._sessions.begun()
        shown = Shown("login.html", {"wrong": wrong, "kept": kept.written() if kept else ""}, status)
        return self._with_cookie(request, self._page(request, session, shown), session)

    async def _log_in(self, request: Request, session: Session | None) -> HTTPResponse:
        form = dict(request.form or {})
        visit = Visit(self._desk, form=form)
        kept = KeptForm.read(visit.said(FIELD))
        if session is not None and session.is_in:  # another tab was quicker
            return await self._back(request, session, kept, Goto("/desk"))
        refused = partial(self._login_page, request, session, kept=kept)
        if session is None or not self._is_ours(session, form):
            return refused(OLD_LOGIN, 403)
        sender = visitor(request, self._proxies)
        if await self._wrong_tokens.is_spent(sender):
            return refused(TOO_MANY.format(seconds=60), 429)
        if not self._sessions.is_token(visit.said("token")):
            await self._wrong_tokens.wait(sender)
            logger.warning("desk: a wrong token")
            return refused("That is not the token. It stands in ADVISOR_DESK_TOKEN.", 401)
        if says := visit.odd().get("name"):
            return refused(f"Your name: {says}", 422)
        begun = self._sessions.begun(visit.said("name"), is_in=True)
        return self._with_cookie(request, await self._back(request, begun, kept, Goto("/desk")), begun)

    async def _log_out(self, request: Request, session: Session | None) -> HTTPResponse:
        if session is None or not session.is_in:  # in another tab already
            return self._moved("/desk/login")
        if not self._is_ours(session, dict(request.form or {})):
            return self._page(request, session, Shown("trouble.html", {"says": OLD_FORM}, 403))
        await self._ended.end(session)
        return self._with_cookie(request, self._moved("/desk/login"), self._sessions.begun())

    def _with_cookie(self, request: Request, answer: HTTPResponse, session: Session) -> HTTPResponse:
        answer.cookies[COOKIE] = self._sessions.written(session)
        cookie = answer.cookies[COOKIE]
        cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"] = True, "Strict", "/", HOURS * 3600
        if f"https://{(request.headers.get('host') or '').lower()}" in self._addresses:
            cookie["secure"] = True
        return answer

    def _guess(self, text: str) -> list[tuple[str, float]]:
        """What the running model takes a text for; called on a thread of ours."""
        parsing = self._app.ctx.agent.parse_message(text)
        parsed = asyncio.run_coroutine_threadsafe(parsing, self._loop).result(PATIENCE)
        return [(str(each["name"]), float(each["confidence"])) for each in parsed.get("intent_ranking") or ()]


def _away(problem: Exception) -> Shown:
    logger.error("desk: no database (%s)", type(problem).__name__)
    return Shown("trouble.html", {"says": AWAY}, 503)


def _waiting(seconds: int) -> Shown:
    return Shown("trouble.html", {"says": TOO_MANY.format(seconds=seconds)}, 429)


def _catalog_words(problem: CatalogError) -> str:
    first = problem.problems[0]
    return f"A file of the catalog is broken, so nothing can be shown or changed before it is mended: {first}"


def _file(name: str, kind: str) -> Answering:
    content = (HERE / name).read_bytes()
    headers = {**HEADERS, "cache-control": "no-cache"}

    async def answer(request: Request) -> HTTPResponse:
        return response.raw(content, content_type=kind, headers=headers)

    return answer
