"""Every text that is made to hold up a pattern, 10,000 characters of it, through each reader: milliseconds."""

from __future__ import annotations

from collections.abc import Callable

from bot.channels.incoming import clean
from bot.nlu.criteria import CriteriaExtractor
from bot.nlu.particulars import find
from knowledge.reader import read
from tests.growth import seconds
from tests.nlu.test_any_text_in_time import AT_THE_DOOR, BEHIND_IT, SENT, TEXTS
from tests.torture.ground import Ground

MOST = 20.0  # milliseconds of the processor
TRIES = 3


def audit(ground: Ground) -> None:
    """The slowest text of each reader; what the door lets through is what others read."""
    behind = {**BEHIND_IT, "criteria": CriteriaExtractor(read()).extract, "points": find}
    late = []
    for name, reader in {**AT_THE_DOOR, **behind}.items():
        texts = {piece: (piece * SENT)[:SENT] for piece in TEXTS}
        times = {piece: _milliseconds(reader, clean(text) if name in behind else text) for piece, text in texts.items()}
        slowest = max(times, key=times.__getitem__)
        late += [f"{name} {slowest!r} {times[slowest]:.0f} ms"] if times[slowest] > MOST else []
        print(f"  {name}: at most {times[slowest]:.1f} ms, for {slowest!r} over and over", flush=True)
    ground.say(
        f"{len(TEXTS)} texts made to hold up a pattern",
        f"{'; '.join(late) or 'none'} over {MOST:g} ms for {SENT:,} characters",
        missed=bool(late),
    )


def _milliseconds(reader: Callable[[str], object], text: str) -> float:
    return 1000 * min(seconds(reader, text) for _ in range(TRIES))
