"""Backups of what is kept of people, and their return."""

from bot.backup.rows import BackupError, backup, restore

__all__ = ["BackupError", "backup", "restore"]
