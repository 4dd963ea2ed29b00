"""Many conversations at once, each as if it were alone; and several messages of one conversation at once."""

from __future__ import annotations

import os
import time
from dataclasses import replace

from tests.advisor import Conversation, at_once, running_advisor, stored
from tests.torture.ground import RATES, Ground, insist

SCRIPTS = (
    ("online ms under 15k no gre", "in texas", "more", "forget the texas part", "/show_wishes"),
    ("is the gre needed", "how long does it take", "how much does it cost", "thanks"),
    ("keep omscs", "note on omscs: ask maria", "show my shortlist", "undo", "show my shortlist"),
    ("compare omscs and penn mcit", "which one is cheaper", "why not cmu"),
    (
        "i studied biology, took calc 1, know some python: am i ready?",
        "make me a study plan",
        "i can do 15 hours a week",
    ),
    ("i make 62k in ohio, is it worth it", "my employer pays 5k a year", "part time instead"),
    ("2.9 gpa, online, part time", "cheaper", "undo", "/show_wishes"),
    ("how much do ml engineers make in ohio", "do i need a cs degree for this", "tell me a joke"),
)
WISHES = ("online", "under 30k", "at most two years", "in texas", "starting in fall", "i want a capstone")
NOTED = {"delivery", "budget", "duration", "place", "start", "capstone"}


def compare_with_alone(ground: Ground, people: int) -> None:
    """So many conversations at the same time, against the same ones said alone."""
    alone = [_played(ground, script) for script in SCRIPTS]
    found: dict[int, list[str]] = {}

    def one(n: int) -> None:
        found[n] = _played(ground, SCRIPTS[n % len(SCRIPTS)])

    begun = time.monotonic()
    at_once(*(lambda n=n: one(n) for n in range(people)))  # type: ignore[misc]
    seconds = time.monotonic() - begun
    different = [n for n in range(people) if found.get(n) != alone[n % len(SCRIPTS)]]
    messages = sum(len(answers) for answers in found.values())
    ground.say(
        f"{people} conversations at once",
        f"{messages} messages in {seconds:.0f} s, {len(different)} conversations differ from the same ones alone",
        missed=bool(different),
    )


def _played(ground: Ground, script: tuple[str, ...]) -> list[str]:
    conversation = Conversation(ground.address)
    return [insist(conversation, words)[1].text for words in script]


def at_once_on_one_worker(ground: Ground, times: int) -> None:
    """The same with one worker and SQLite, as it runs without any setting."""
    shared = os.environ.pop("ADVISOR_DATABASE_URL", None)
    try:
        with running_advisor(RATES) as (address, _):
            at_once_on_one(replace(ground, address=address), times, "one worker: ")
    finally:
        os.environ |= {} if shared is None else {"ADVISOR_DATABASE_URL": shared}


def at_once_on_one(ground: Ground, times: int, where: str = "") -> None:
    """Six messages at once on one conversation: no wish may be lost, and a quick row keeps its order."""
    lost = disordered = 0
    for n in range(times):
        conversation, apart = Conversation(ground.address), 0.03 * (n % 2)  # at the same moment, or in a quick row

        def one(k: int, conversation: Conversation = conversation, apart: float = apart) -> None:
            time.sleep(k * apart)
            insist(conversation, WISHES[k])

        at_once(*(lambda k=k: one(k) for k in range(len(WISHES))))  # type: ignore[misc]
        noted = {each["key"] for each in conversation.slots()["wishes"]}
        said = [each.text for each in stored(conversation.id, "user")]
        lost += len(NOTED - noted) + abs(len(said) - len(WISHES))
        disordered += bool(apart) and tuple(said) != WISHES
    ground.say(
        f"{where}six messages at once on one conversation, {times} times",
        f"{lost} wishes lost, {disordered} of the {times // 2} quick rows (30 ms apart) answered in another order",
        missed=bool(lost or disordered),
    )
