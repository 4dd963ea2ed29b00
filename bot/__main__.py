"""`python -m bot …`: run, shell, parse, train, feedback, unanswered, desk, backup, restore."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from pathlib import Path

COMMANDS = {
    "run": "build what is missing, start the advisor, and print its address",
    "shell": "chat in the terminal",
    "parse": "show how sentences are understood",
    "train": "train the model if its data changed",
    "feedback": "print what people thought of answers, one JSON object a line",
    "unanswered": "print questions that were not understood, one JSON object a line",
    "desk": "write what people ask, what has grown old and how well it does as one HTML file",
    "backup": "write all that is kept of people into a file",
    "restore": "write a backup into the database; the advisor has to be stopped",
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words)
        if name == "parse":
            command.add_argument("sentences", nargs="*", help="by default one a line on standard input")
            command.add_argument("--json", action="store_true", help="one JSON object a line")
            command.add_argument("--explain", action="store_true", help="also: heard, noted, answered by what and why")
            command.add_argument("--conversation", action="store_true", help="explain them as one conversation")
        if name == "shell":
            command.add_argument("--json", action="store_true", help="one JSON list of replies a line")
            command.add_argument("--resume", action="store_true", help="go on with the last conversation")
        if name == "desk":
            command.add_argument(
                "--out", type=Path, default=Path("report.html"), help="the file; by default report.html"
            )
            words = "of how many days the whole weeks are counted; by default 91"
            command.add_argument("--days", type=int, default=91, help=words)
        if name in ("backup", "restore"):
            command.add_argument("file", type=Path)
        if name == "restore":
            command.add_argument("--replace", action="store_true", help="delete first what is kept there now")
    chosen = parser.parse_args(arguments)
    _keep_private()
    try:
        return _COMMANDS[chosen.command](chosen)
    except KeyboardInterrupt:
        return 130
    except _expected_errors() as problem:
        print(problem, file=sys.stderr)
        return 1


def _keep_private() -> None:
    """What is made from now on, and what is in var/ already, is for the owner of this process alone."""
    from bot.settings import VAR

    os.umask(0o077)
    for path in (VAR, *VAR.glob("*"), *VAR.glob("log/*")):
        with contextlib.suppress(OSError):  # somebody else's, or gone at this moment
            path.chmod(path.stat().st_mode & 0o700)


def _expected_errors() -> tuple[type[Exception], ...]:
    """Errors whose message is written for the person at the keyboard."""
    from actions.keeping.schema import NewerSchema
    from bot.backup import BackupError
    from bot.nlu.encoder import EncoderError
    from bot.servers import ServerError
    from bot.settings import SettingError
    from bot.training import TrainingError
    from knowledge.reader import CatalogError
    from knowledge.store import StoreUnavailable

    return (
        BackupError,
        EncoderError,
        NewerSchema,
        ServerError,
        SettingError,
        TrainingError,
        CatalogError,
        StoreUnavailable,
    )


def _run(chosen: argparse.Namespace) -> int:
    from bot.run import run

    return run()


def _shell(chosen: argparse.Namespace) -> int:
    from bot.shell import shell

    return shell(as_json=chosen.json, resume=chosen.resume)


def _parse(chosen: argparse.Namespace) -> int:
    from bot.parse import parse

    return parse(chosen.sentences or None, chosen.json, chosen.explain, chosen.conversation)


def _train(chosen: argparse.Namespace) -> int:
    from bot.training import ensure_model

    print(f"The model is {ensure_model()}")
    return 0


def _feedback(chosen: argparse.Namespace) -> int:
    from bot.feedback import feedback

    return feedback()


def _unanswered(chosen: argparse.Namespace) -> int:
    from bot.feedback import unanswered

    return unanswered()


def _desk(chosen: argparse.Namespace) -> int:
    from bot.desk.html_report import write_report

    print(f"{write_report(chosen.out, chosen.days)} holds what people wrote: keep it as safe as var/.")
    return 0


def _backup(chosen: argparse.Namespace) -> int:
    from bot.backup import backup

    print(f"{backup(chosen.file):,} rows are in {chosen.file}. It holds what people wrote: keep it as safe as var/.")
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    from bot.backup import BackupError, restore
    from bot.servers import port_is_busy
    from bot.settings import Settings

    settings = Settings.from_environment()
    if port_is_busy(settings.host, settings.port):
        raise BackupError(f"The advisor is running (port {settings.port}). Stop it first.")
    print(f"{restore(chosen.file, chosen.replace):,} rows are restored.")
    return 0


_COMMANDS = {
    "run": _run,
    "shell": _shell,
    "parse": _parse,
    "train": _train,
    "feedback": _feedback,
    "unanswered": _unanswered,
    "desk": _desk,
    "backup": _backup,
    "restore": _restore,
}

if __name__ == "__main__":
    sys.exit(main())
