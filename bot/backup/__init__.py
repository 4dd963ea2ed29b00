"""Backups of what is kept of people, and their return."""

from bot.backup.backup_file import BackupError, backup, restore

__all__ = ["BackupError", "backup", "restore"]
