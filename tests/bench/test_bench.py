"""What `make bench` says of figures, and how it ends; the figures themselves take it many minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.served import FAQ, MEMORY, PERSON, START, THROUGHPUT, TWO_WORKERS, Times

DEFAULT = {START: 30.0, MEMORY: 1700.0, FAQ: 20.0, THROUGHPUT: 50.0, bench.TRAINING: 400.0}
GOOD = {START: 9.0, MEMORY: 900.0, FAQ: 8.0, THROUGHPUT: 130.0, bench.TRAINING: 20.0}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """What is "measured" of ours, to be changed by a test; nothing is trained or started."""
    found = {**GOOD, PERSON: 10.0, TWO_WORKERS: 210.0, "a post": 2.5}

    async def alone(model: Path, texts: list[str]) -> dict[str, float]:
        names = (START, MEMORY, FAQ, THROUGHPUT)
        return {name: (found if model.name == "ours" else DEFAULT)[name] for name in names}

    async def beside_faq(model: Path, texts: list[str], others: list[str]) -> Times:
        return Times(found[PERSON], {"a post of 5 questions": (found["a post"], 3.0)})

    def train(folder: Path, config: object) -> tuple[Path, float]:
        return Path(folder.name), (DEFAULT if config else found)[bench.TRAINING]

    monkeypatch.setattr(bench, "_train", train)
    monkeypatch.setattr(bench, "alone", alone)
    monkeypatch.setattr(bench, "beside_faq", beside_faq)
    monkeypatch.setattr(bench, "two_workers", lambda model, texts: found[TWO_WORKERS])
    for part in ("ranking", "building", "public"):
        monkeypatch.setattr(getattr(bench, part), "main", lambda: False)
    return found


@pytest.mark.usefixtures("measured")
def test_where_all_aims_are_reached_nothing_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(strict=True) == 0
    said = capsys.readouterr().out
    assert said.startswith("The processor knows ") and said.endswith("Nothing is missed.\n") and "MISSED" not in said
    row = next(line for line in said.splitlines() if line.startswith(TWO_WORKERS))
    assert row.split()[-5:] == ["210.0", "50.0", "4.20", ">=", "4.0"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (START, 9.8, START),
        (MEMORY, 980.0, MEMORY),
        (FAQ, 9.2, FAQ),
        (PERSON, 11.2, PERSON),
        (THROUGHPUT, 124.0, THROUGHPUT),
        (TWO_WORKERS, 199.0, TWO_WORKERS),
        ("a post", 3.1, "a post of 5 questions"),
    ],
)
def test_what_is_missed_is_said_and_fails_only_where_it_is_to_be_strict(
    measured: dict[str, float], capsys: pytest.CaptureFixture[str], name: str, value: float, said: str
) -> None:
    measured[name] = value
    assert bench.main() == 0
    told = capsys.readouterr().out
    assert told.endswith(f"Missed: {said}.\n")
    assert next(line for line in told.splitlines() if line.endswith("  MISSED")).startswith(said)
    assert bench.main(strict=True) == 1


def test_the_processors_instruction_sets_are_named_as_linux_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: "flags\t\t: fpu avx2 avx512_vnni_not avx_vnni\n")
    assert bench.processor() == ["avx2", "avx_vnni"]
