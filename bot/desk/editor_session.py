"""Who is in at the desk: one signed cookie, which also binds every form to the session it was shown in.

Whose visit was ended by logging out is written down until the cookie is too old anyway, where all servers see it; so a
copy of the cookie opens nothing any more.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer, URLSafeTimedSerializer

from bot.channels.seen import Seen, engine, in_thread

COOKIE = "desk"
HOURS = 12
LONGEST_NAME = 40


@dataclass(frozen=True)
class Session:
    """Attributes:
    name: what the editor is called, or "".
    nonce: of this session; its forms follow from it.
    is_in: whether the token was given, or a proxy names them.
    named: whether a proxy names them, which holds for one request and is never kept.
    """

    name: str = ""
    nonce: str = ""
    is_in: bool = False
    named: bool = False


class Sessions:
    """Makes and reads the cookie.

    Args:
        token: by which editors come in; with another token nobody is in any longer.
        secret: signs.
    """

    def __init__(self, token: str, secret: str) -> None:
        self._token = token
        of_token = hashlib.sha256(token.encode()).hexdigest()[:16]
        self._cookies = URLSafeTimedSerializer(secret, salt=f"desk {of_token}")
        self._forms = Signer(secret, salt=f"desk form {of_token}")

    def is_token(self, typed: str) -> bool:
        """Whether it is the token, in the same time whatever is typed."""
        return hmac.compare_digest(typed.encode(), self._token.encode())

    def begun(self, name: str = "", is_in: bool = False) -> Session:
        """A new session."""
        return Session(" ".join(name.split())[:LONGEST_NAME], secrets.token_urlsafe(16), is_in)

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where we did not sign it, or it is older than HOURS."""
        try:
            name, nonce, is_in = self._cookies.loads(cookie or "", max_age=HOURS * 3600)
        except (BadSignature, ValueError, TypeError):
            return None
        return Session(name, nonce, is_in)

    def written(self, session: Session) -> str:
        """The session as a cookie."""
        return str(self._cookies.dumps([session.name, session.nonce, session.is_in and not session.named]))

    def form_key(self, session: Session) -> str:
        """What each form of the session carries; no other site can know it."""
        return self._forms.get_signature(session.nonce).decode()

    def is_form_of(self, session: Session, key: str) -> bool:
        """Whether a form was shown in this session."""
        return hmac.compare_digest(self.form_key(session).encode(), key.encode())


class EndedVisits:
    """Visits that were ended before their cookie was too old: a hash of their nonce, kept for a day."""

    def __init__(self) -> None:
        self._known: Seen | None = None

    async def end(self, session: Session) -> None:
        """Ends a visit, for all servers.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database cannot be reached; the visit goes on.
        """
        await (await self._seen()).first(_name(session))

    async def has(self, session: Session) -> bool:
        """Whether a visit was ended. Raises as `end`."""
        return await (await self._seen()).known(_name(session))

    async def _seen(self) -> Seen:
        """Made when somebody comes in: a server with a desk starts without the database too."""
        if self._known is None:
            self._known = await in_thread(lambda: Seen("desk", engine()))
        return self._known


def _name(session: Session) -> str:
    return hashlib.sha256(session.nonce.encode()).hexdigest()
