"""Sends the summary of a conversation to the webhook or mailbox that a setting names."""

from __future__ import annotations

import json
import smtplib
import ssl
import urllib.error
import urllib.request
from datetime import datetime
from email.message import EmailMessage
from http.client import HTTPException
from typing import Any

from actions.keeping.shared_settings import HandoverSettings

SECONDS = 5.0  # that a person waits for it
SUBJECT = "Somebody asks to talk to a person"


class NotSent(Exception):
    """It did not arrive; the message says why, without address or secret."""


def send(settings: HandoverSettings, conversation: str, summary: str, asked_at: datetime) -> None:
    """Hands the summary on.

    Args:
        conversation: its id.
        asked_at: when the person agreed, with a time zone.

    Raises:
        NotSent: it was refused, or nobody answered within SECONDS for each step.
    """
    try:
        if settings.webhook:
            _post(settings.webhook, conversation, summary, asked_at)
        else:
            _mail(settings, conversation, summary, asked_at)
    except urllib.error.HTTPError as problem:
        raise NotSent(f"status {problem.code}") from None
    except smtplib.SMTPResponseException as problem:
        raise NotSent(f"{type(problem).__name__} {problem.smtp_code}") from None
    except (OSError, HTTPException, smtplib.SMTPException, ValueError) as problem:
        raise NotSent(type(problem).__name__) from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What a person agreed to send goes to the address that was set, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Never."""


def _post(webhook: str, conversation: str, summary: str, asked_at: datetime) -> None:
    body = {"conversation": conversation, "summary": summary, "asked_at": asked_at.isoformat(timespec="seconds")}
    request = urllib.request.Request(webhook, json.dumps(body).encode(), {"Content-Type": "application/json"})
    ways = [] if webhook.lower().startswith("https") else [urllib.request.ProxyHandler({})]  # http: this machine only
    opener = urllib.request.build_opener(_NoRedirect, *ways)
    with opener.open(request, timeout=SECONDS):
        pass  # any 2xx means that it was taken


def _mail(settings: HandoverSettings, conversation: str, summary: str, asked_at: datetime) -> None:
    message = EmailMessage()
    message["Subject"] = SUBJECT
    message["From"] = settings.user if "@" in settings.user else settings.mail
    message["To"] = settings.mail
    message.set_content(f"Conversation {conversation}, {asked_at:%Y-%m-%d %H:%M %Z}\n\n{summary}\n")
    with _server(settings) as server:
        if settings.user:
            server.login(settings.user, settings.password)
        server.send_message(message)


def _server(settings: HandoverSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.secure:
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(settings.host, settings.port, timeout=SECONDS)
    try:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif settings.user:
            raise smtplib.SMTPNotSupportedError("no encryption, so no password is sent")
    except BaseException:
        server.close()
        raise
    return server
