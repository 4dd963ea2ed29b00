"""What intents are called at the desk."""

from __future__ import annotations

import contextlib

import yaml

from actions.dialogue.intents import titles


def title_of(intent: str) -> str:
    """The title of an intent; of one that has none yet its name in words: "Jobs on campus" of faq/jobs_on_campus.

    So it is while data/topics.yml is broken: what is pending can be seen, and removed, all the same.
    """
    with contextlib.suppress(yaml.YAMLError, TypeError, KeyError, AttributeError, ValueError):
        if title := titles().get(intent):
            return title
    return intent.removeprefix("faq/").replace("_", " ").capitalize()


def intents() -> list[tuple[str, str]]:
    """(full name, title) of every intent a phrase can be given to, FAQ topics first."""
    named = [(each, title_of(each)) for each in titles() if each != "out_of_scope"]
    return sorted(named, key=lambda each: (not each[0].startswith("faq/"), each[1].casefold()))
