"""How well particular points are heard in questions their model has not seen: `python -m tests.nlu.points_held_out`.

Of each point one question, drawn by a fixed seed, is held out and the model learned from all others. Prints the shares
of the held-out questions for which the right point is raised, only another, or none, and for which it is likeliest.
"""

from __future__ import annotations

import random

import yaml

from actions.dialogue.intents import load
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.likeness import LEAST, Likeness
from bot.nlu.particulars import texts
from bot.settings import ROOT

SEED = 0


def main() -> None:
    """Holds out, learns, asks and prints."""
    drawn = random.Random(SEED)
    held_out = {name: drawn.choice(asked) for name, asked in sorted(load("point_questions.yml").items())}
    encoder = SentenceEncoder.shared()
    learned = [(name, text) for name, text in texts() if text != held_out[name]]
    names = [name for name, _ in learned]
    asked_in = [text for _, text in learned]
    likeness = Likeness.learned(names, encoder.encode_all(asked_in), encoder.encode_all(_phrases()), asked_in)
    asked = [*held_out.values()]
    found = likeness.nearest(likeness.read(asked, encoder.encode_all(asked)), range(len(asked)))
    likeliest = [points[0] if points else None for points in found]
    raised = [each.name if each is not None and each.score >= LEAST else None for each in likeliest]
    shares = {
        "raised": sum(a == b for a, b in zip(held_out, raised, strict=True)),
        "only another raised": sum(b not in (a, None) for a, b in zip(held_out, raised, strict=True)),
        "none raised": raised.count(None),
        "likeliest of those that may be meant": sum(
            a == (b and b.name) for a, b in zip(held_out, likeliest, strict=True)
        ),
    }
    print(f"{len(held_out)} points, one question of each held out")
    for what, count in shares.items():
        print(f"  {what}: {100 * count / len(held_out):.1f} %")


def _phrases() -> list[str]:
    """The phrases of all intents, as training reads them but for the names of schools."""
    nlu = yaml.safe_load((ROOT / "data/nlu.yml").read_text("utf-8"))["nlu"]
    lines = (line for each in nlu if "intent" in each for line in str(each["examples"]).splitlines())
    return [line.removeprefix("- ").strip() for line in lines if line.startswith("- ")]


if __name__ == "__main__":
    main()
