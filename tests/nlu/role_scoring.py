"""How often a span gets its right role, on annotated messages that nothing is trained on (roles.yml)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from bot.nlu.roles.classifier import Example, RoleClassifier
from rasa.shared.nlu.training_data.entities_parser import parse_training_example

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.hearing import Hearing
from bot.nlu.role_labeller import example_of

ROLES_FILE = Path(__file__).parent / "roles.yml"
POST = 20  # words; what is shorter is a short sentence


@dataclass(frozen=True)
class Labelled:
    """One annotated span: its kind, its right role, the likeliest one, and whether it stands in a post."""

    kind: str
    role: str
    taken_for: str
    in_post: bool

    @property
    def right(self) -> bool:
        """Whether the likeliest role is the right one."""
        return self.role == self.taken_for


def annotated(hearing: Hearing, path: Path = ROLES_FILE) -> Iterator[Example]:
    """The messages of a file of Rasa's training format, each span with what the rules take it for."""
    for part in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
        for line in part["examples"].splitlines():
            message = parse_training_example(line.strip().removeprefix("- "), part["intent"])
            text = message.get("text")
            yield example_of(text, message.get("entities", []), hearing.hear(text))


def labelled(examples: Iterable[Example], classifier: RoleClassifier, encoder: SentenceEncoder) -> list[Labelled]:
    """All spans of the messages with their likeliest roles, sure or not."""
    found = []
    for example in (each for each in examples if each.spans):
        likely = classifier.probabilities(example.text, example.spans, encoder)
        in_post = len(example.text.split()) >= POST
        for span, role, each in zip(example.spans, example.roles, likely, strict=True):
            found.append(Labelled(span.kind, role, next(iter(each), ""), in_post))
    return found


def figures(spans: Iterable[Labelled]) -> dict[str, float]:
    """Shares of right roles: in posts, in short sentences, and of each kind in both together."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for each in spans:
        groups["roles right in posts" if each.in_post else "roles right in short sentences"].append(each.right)
        groups[f"roles right of {each.kind}"].append(each.right)
    return {name: sum(right) / len(right) for name, right in sorted(groups.items())}


def confusions(spans: Iterable[Labelled]) -> list[tuple[str, str, str, int]]:
    """(kind, right role, taken for, how often), the most frequent first."""
    pairs = Counter((each.kind, each.role, each.taken_for) for each in spans if not each.right)
    return [(*pair, count) for pair, count in pairs.most_common()]
