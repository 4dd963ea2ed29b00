"""Lines as people type and pipe them: UTF-8 or Latin-1, with half characters in them. Pure."""

from __future__ import annotations

LEAVING = ("quit", "exit", "bye", "/quit", "/exit", "/bye", ":q")
LETTERS = "abcdefghijklmnopqrstuvwxyz"  # of choices


def decoded(raw: bytes) -> str:
    """A line as text: UTF-8; else Latin-1, unless a part of a character is broken, which then goes."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        # 0x80 to 0x9F are no letters in Latin-1, but parts of characters in UTF-8
        broken = any(0x80 <= byte <= 0x9F for byte in raw)
        return raw.decode(errors="ignore") if broken else raw.decode("latin-1")


def typed(line: str) -> str:
    """A line of a terminal as text; bytes that were no UTF-8 stand in it as half characters."""
    try:
        return decoded(line.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # half of an emoji
        return line.encode("utf-8", "ignore").decode()


def leaves(line: str) -> bool:
    """Whether a line says that the person leaves."""
    return line.casefold().strip(" .!") in LEAVING
