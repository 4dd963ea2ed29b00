"""What intents are called at the desk."""

from __future__ import annotations

from actions.dialogue.intents import titles


def title_of(intent: str) -> str:
    """The title of an intent; of one that has none yet its name in words: "Jobs on campus" of faq/jobs_on_campus."""
    return titles().get(intent) or intent.removeprefix("faq/").replace("_", " ").capitalize()


def intents() -> list[tuple[str, str]]:
    """(full name, title) of every intent a phrase can be given to, FAQ topics first."""
    named = [(each, title_of(each)) for each in titles() if each != "out_of_scope"]
    return sorted(named, key=lambda each: (not each[0].startswith("faq/"), each[1].casefold()))
