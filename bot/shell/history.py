"""What was typed in earlier chats, for the arrow keys."""

from __future__ import annotations

from prompt_toolkit.history import FileHistory

from bot.shell.typed import typed


class History(FileHistory):
    """A file of lines that also takes a line with half characters, which a file in UTF-8 does not."""

    def store_string(self, string: str) -> None:
        """Keeps a line."""
        super().store_string(typed(string))
