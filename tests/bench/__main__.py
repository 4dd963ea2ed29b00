"""`make bench`: our pipeline against Rasa's default one, on the same phrases, in one run; ratios, and what is missed.

Both bots answer the same FAQ questions over REST, with the action server running beside each. Absolute figures depend
on the machine, and so does what the encoder gains by the processor's instruction sets, which are named; the ratios are
what we promise (README). With `--strict` a miss makes it fail.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from bot.phrases import TEST_FILE, measured_phrases
from bot.settings import ROOT
from tests.bench import building, public, ranking
from tests.bench.served import FAQ, MEMORY, PERSON, START, THROUGHPUT, TWO_WORKERS, alone, beside_faq, two_workers

PHRASES = 25  # of each intent that both bots are trained on
MESSAGES = 200
TRAINING = "training, s"
TARGETS = {  # figure -> (most or least, ratio ours / default, the default's figure it is held against)
    START: ("<=", 0.32, START),
    MEMORY: ("<=", 0.57, MEMORY),
    FAQ: ("<=", 0.45, FAQ),
    PERSON: ("<=", 0.55, FAQ),
    THROUGHPUT: (">=", 2.5, THROUGHPUT),
    TWO_WORKERS: (">=", 4.0, THROUGHPUT),
    TRAINING: ("<=", 0.2, TRAINING),
}
# Instruction sets that matter to the encoder's arithmetic, as Linux names them and as macOS does.
INSTRUCTIONS = (
    "avx2",
    "avx512f",
    "avx512_vnni",
    "avx_vnni",
    "amx_int8",
    "asimddp",
    "i8mm",
    "FEAT_DotProd",
    "FEAT_I8MM",
)
# What `rasa init` of Rasa 3.6 writes out as its (commented) default.
DEFAULT_CONFIG = {
    "recipe": "default.v1",
    "language": "en",
    "assistant_id": "default-pipeline",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
        {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
    ],
}


def main(strict: bool = False) -> int:
    """Measures both bots and says what is missed; 1 if something is and it is to be strict."""
    print(
        f"The processor knows {', '.join(processor()) or 'none of the instruction sets that we look for'}.", flush=True
    )
    texts = [phrase.text for phrase in measured_phrases(TEST_FILE) if phrase.intent.startswith("faq/")]
    with tempfile.TemporaryDirectory() as folder:
        print("Training ours …", flush=True)
        model, ours_training = _train(Path(folder) / "ours", None)
        print("Training Rasa's default pipeline (many minutes) …", flush=True)
        default_model, default_training = _train(Path(folder) / "default", DEFAULT_CONFIG)
        ours = {TRAINING: ours_training, **asyncio.run(alone(model, texts[:MESSAGES]))}
        times = asyncio.run(beside_faq(model, texts[:MESSAGES], texts[MESSAGES:]))
        ours |= {PERSON: times.person, TWO_WORKERS: two_workers(model, texts[:MESSAGES])}
        default = {TRAINING: default_training, **asyncio.run(alone(default_model, texts[:MESSAGES]))}
    missed = _report(ours, default)
    for name, (ratio, most) in times.ratios.items():
        print(f"{name} takes {ratio:.2f} × an FAQ message (at most {most:g}){'' if ratio <= most else '  MISSED'}")
        missed += [name] if ratio > most else []
    missed += ["ranking"] if ranking.main() else []
    missed += ["building"] if building.main() else []
    public.main()
    print(f"Missed: {'; '.join(missed)}." if missed else "Nothing is missed.")
    return 1 if missed and strict else 0


def processor() -> list[str]:
    """The instruction sets of this machine's processor, of those that matter here."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = subprocess.run(["sysctl", "-a"], capture_output=True, text=True).stdout.replace("hw.optional.arm.", "")
        text = "\n".join(line for line in text.splitlines() if not line.endswith(" 0"))
    known = set(re.split(r"[\s:]+", text))
    return [each for each in INSTRUCTIONS if each in known]


def _train(folder: Path, config: dict[str, object] | None) -> tuple[Path, float]:
    """Trains in a copy of the project; returns the model and the seconds it took."""
    folder.mkdir()
    for name in ("data", "bot", "actions", "knowledge"):
        shutil.copytree(ROOT / name, folder / name)
    _sample(folder / "data" / "nlu.yml")
    for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(ROOT / name, folder / name)
    if config is not None:
        (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    started = time.monotonic()
    with (folder / "train.log").open("w") as log:
        command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", "model"]
        subprocess.run(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, check=True)
    return folder / "models" / "model.tar.gz", time.monotonic() - started


def _sample(path: Path) -> None:
    """Keeps the first phrases of each intent: with all of them the default pipeline trains for hours."""
    nlu = yaml.safe_load(path.read_text(encoding="utf-8"))
    for intent in nlu["nlu"]:
        intent["examples"] = "\n".join(intent["examples"].split("\n")[:PHRASES])
    path.write_text(yaml.safe_dump(nlu, allow_unicode=True), encoding="utf-8")


def _report(ours: dict[str, float], default: dict[str, float]) -> list[str]:
    missed = []
    print(f"\n{'':34}{'ours':>10}{'default':>10}{'ratio':>8}  target")
    for name, (sign, target, reference) in TARGETS.items():
        ratio = ours[name] / default[reference]
        met = ratio <= target if sign == "<=" else ratio >= target
        missed += [] if met else [name]
        print(
            f"{name:34}{ours[name]:10.1f}{default[reference]:10.1f}{ratio:8.2f}  {sign} {target}"
            f"{'' if met else '  MISSED'}"
        )
    return missed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--strict", action="store_true", help="fail where a figure is missed")
    sys.exit(main(parser.parse_args().strict))
