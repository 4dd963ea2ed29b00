"""`python -m bot.data_check`: what Rasa's validator does not find. Prints `path:line: problem`, exits 1 on any.

Language data, definitions, domain, rules, answers and actions have to agree with one another.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from bot.answer_check import mistakes
from bot.phrases import BLIND_FILE, DEV_FILE, TEST_FILE, Phrase, measured_phrases, same, training_phrases
from bot.settings import ROOT
from knowledge.problems import CatalogError
from knowledge.reader import read

LEAST_FAQ_PHRASES = 30
LEAST_TEST_PHRASES = 10
LEAST_YOUNG_PHRASES = 5  # of a topic that is `young` in data/topics.yml: an editor made it, and people will teach it
ALIKE = 93  # RapidFuzz ratio from which phrases of two intents are too alike to teach a difference
# Have no intent: only the router (actions/dialogue/route.py) sends messages there.
ROUTED = {"action_reckon", "action_continue_elsewhere", "action_all_sources", "action_data_age"}
MOST_SAYS, MOST_THEN = 45, 30  # words of an answer to a particular point, and of what to do next
FALLBACK = "nlu_fallback"


@cache
def load(name: str) -> Any:
    """A YAML file of the project."""
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def problems() -> list[str]:
    """Every problem found, as `path:line: problem` or `path: problem`."""
    try:
        load("data/nlu.yml")
    except yaml.YAMLError as error:  # phrases are read line by line, Rasa reads YAML
        return [f"data/nlu.yml: {' '.join(str(error).split())}"]
    phrases = list(training_phrases())
    tested = [phrase for file in (TEST_FILE, DEV_FILE, BLIND_FILE) for phrase in measured_phrases(file)]
    checks = (
        _intents(phrases),
        _counts(phrases, tested),
        _repeated(phrases),
        _alike(phrases),
        _leaked(phrases, tested),
        _answers(),
        _faq(),
        _personal(),
        _decisions(),
        _particulars(),
        _tables(),
        _actions(),
        _slots(),
    )
    return [problem for check in checks for problem in check]


def _intents(phrases: list[Phrase]) -> Iterator[str]:
    topics = set(load("data/topics.yml"))
    trained = {phrase.intent for phrase in phrases}
    domain = _intents_of_domain()
    for intent in sorted(each for each in trained - topics if "/" in each):
        yield f"data/topics.yml: {intent} has phrases in nlu.yml but no definition here"
    for intent in sorted(topics - trained):
        yield f"data/nlu.yml: {intent} is defined in topics.yml but has no phrases"
    order = [intent for intent in dict.fromkeys(phrase.intent for phrase in phrases) if intent in topics]
    if misplaced := next((a for a, b in zip(order, load("data/topics.yml"), strict=False) if a != b), None):
        yield f"data/nlu.yml: {misplaced} stands elsewhere than in topics.yml; keep both in one order"
    for intent in sorted({each.split("/")[0] for each in trained} ^ (domain - {FALLBACK})):
        yield f"domain.yml: intent {intent} is in only one of domain.yml and data/nlu.yml"


def _intents_of_domain() -> set[str]:
    return {each if isinstance(each, str) else next(iter(each)) for each in load("domain.yml")["intents"]}


def _counts(phrases: list[Phrase], tested: list[Phrase]) -> Iterator[str]:
    trained = Counter(phrase.intent for phrase in phrases)
    unseen = Counter(phrase.intent for phrase in tested if phrase.path == TEST_FILE)
    for intent, topic in load("data/topics.yml").items():
        if not intent.startswith("faq/"):
            continue
        young = topic.get("young") is True
        least, tests = (LEAST_YOUNG_PHRASES, 0) if young else (LEAST_FAQ_PHRASES, LEAST_TEST_PHRASES)
        if trained[intent] < least:
            yield f"data/nlu.yml: {intent} has {trained[intent]} phrases, at least {least} are needed"
        if unseen[intent] < tests:
            yield f"tests/nlu/test.tsv: {intent} has {unseen[intent]} phrases, at least {tests} are needed"
        if young and trained[intent] >= LEAST_FAQ_PHRASES and unseen[intent] >= LEAST_TEST_PHRASES:
            yield f"data/topics.yml: {intent} is young no longer; take `young` off"
    for phrase in tested:
        if phrase.intent not in trained:
            yield f"{phrase.place}: {phrase.intent} has no phrases in data/nlu.yml"


def _repeated(phrases: list[Phrase]) -> Iterator[str]:
    seen: dict[str, Phrase] = {}
    for phrase in phrases:
        first = seen.setdefault(same(phrase.text) or phrase.text, phrase)
        if first is not phrase:
            yield f"{phrase.place}: “{phrase.text}” stands in line {first.line} already ({first.intent})"


def _alike(phrases: list[Phrase]) -> Iterator[str]:
    """Nearly the same words under two intents; phrases of three words and more."""
    long = [phrase for phrase in phrases if len(phrase.text.split()) > 2]
    texts = [same(phrase.text) for phrase in long]
    scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, workers=-1)
    for row, column in zip(*scores.nonzero(), strict=True):
        if row < column and long[row].intent != long[column].intent:
            other = long[row]
            yield f"{long[column].place}: “{long[column].text}” is nearly line {other.line} of {other.intent}"


def _leaked(phrases: list[Phrase], tested: list[Phrase]) -> Iterator[str]:
    trained = {same(phrase.text): phrase for phrase in phrases}
    seen: dict[str, Phrase] = {}
    for phrase in tested:
        if (known := trained.get(same(phrase.text))) is not None:
            yield f"{phrase.place}: “{phrase.text}” is a training phrase ({known.place}); a test of it shows nothing"
        if (first := seen.setdefault(same(phrase.text), phrase)) is not phrase:
            yield f"{phrase.place}: “{phrase.text}” stands in {first.place} already"


def _answers() -> Iterator[str]:
    responses = {**load("data/faq.yml")["responses"], **load("data/smalltalk.yml")["responses"]}
    topics, intents = load("data/topics.yml"), _intents_of_domain()
    for intent in topics:
        if intent.startswith("faq/") and f"utter_{intent}" not in responses:
            yield f"data/faq.yml: no answer utter_{intent}"
    for name, variants in responses.items():
        if name.startswith("utter_faq/") and name.removeprefix("utter_") not in topics:
            yield f"data/faq.yml: {name} answers a topic that data/topics.yml does not define"
        for button in (button for variant in variants for button in variant.get("buttons", ())):
            intent = re.sub(r"[{@].*", "", button["payload"].lstrip("/"))
            if intent not in topics and intent not in intents:
                yield f"data: chip “{button['title']}” of {name} sends {button['payload']}, which is no intent"


def _faq() -> Iterator[str]:
    try:
        knowledge = read()
    except CatalogError:  # `python -m knowledge check` says why
        return
    yield from (f"data/faq.yml: {each}" for each in mistakes(load("data/faq.yml")["responses"], knowledge))
    for point in load("data/particulars.yml"):
        for school in (each for each in point.get("schools", ()) if knowledge.university(each) is None):
            yield f"data/particulars.yml: {point['name']}: {school} is no university of the catalog"


def _personal() -> Iterator[str]:
    from actions.wording.applied import mistakes as applied_mistakes
    from actions.wording.personal import mistakes as personal_mistakes

    for topic in load("data/personal.yml"):
        if f"faq/{topic}" not in load("data/topics.yml"):
            yield f"data/personal.yml: {topic} is no topic of data/topics.yml"
    yield from (f"data/personal.yml: {each}" for each in personal_mistakes())
    yield from (f"data/applied.yml: {each}" for each in applied_mistakes())


def _decisions() -> Iterator[str]:
    from actions.wording.decided import decisions
    from actions.wording.decided import mistakes as decision_mistakes

    for name, each in decisions().items():
        unknown = [topic for topic in each.topics if f"faq/{topic}" not in load("data/topics.yml")]
        if unknown:
            yield f"data/decisions.yml: {name}: {', '.join(unknown)} is no topic of data/topics.yml"
    yield from (f"data/decisions.yml: {each}" for each in decision_mistakes())


def _particulars() -> Iterator[str]:
    names: set[str] = set()
    for point in load("data/particulars.yml"):
        where = f"data/particulars.yml: {point['name']}"
        if point["name"] in names:
            yield f"{where} stands there twice"
        names.add(point["name"])
        yield from (
            f"{where}: {t} is no topic of topics.yml"
            for t in point["topics"]
            if f"faq/{t}" not in load("data/topics.yml")
        )
        for part, most in (("says", MOST_SAYS), ("then", MOST_THEN)):
            if (words := len(str(point.get(part, "")).split())) > most:
                yield f"{where}: {part} has {words} words, {most} at most"
        if re.search(r"[$€£]\s?\d|\b\d{2,}\b", point["says"]) and "source" not in point:
            yield f"{where} tells a figure without a source"
        for expression in point.get("said", ()):
            try:
                re.compile(expression)
            except re.error as error:
                yield f"{where}: {expression} is no regular expression: {error}"
    asked = load("data/point_questions.yml")
    for name in sorted(names ^ set(asked)):
        yield f"data/point_questions.yml: {name} is in only one of it and data/particulars.yml"
    of_question = Counter(question.casefold() for each in asked.values() for question in each)
    for question in (each for each, times in of_question.items() if times > 1):
        yield f"data/point_questions.yml: “{question}” stands there twice"


def _tables() -> Iterator[str]:
    from actions.wording.facts import FACT_NAMES
    from knowledge.questions import QUESTIONS

    told = load("data/lookup/topic_facts.yml")
    for topic in (*told["facts"], *told["named"]):
        if f"faq/{topic}" not in load("data/topics.yml"):
            yield f"data/lookup/topic_facts.yml: {topic} is no topic of data/topics.yml"
    listed = (*told["facts"].values(), *(each.get("facts", ()) for each in told["named"].values()))
    for fact in {fact for facts in listed for fact in facts} - set(FACT_NAMES):
        yield f"data/lookup/topic_facts.yml: {fact} is no fact of knowledge/catalog/criteria.yml"
    for fact in set(load("data/lookup/reported.yml")["subjects"]) - set(FACT_NAMES):
        yield f"data/lookup/reported.yml: {fact} is no fact of knowledge/catalog/criteria.yml"
    countries, points = load("data/lookup/countries.yml"), {each["name"] for each in load("data/particulars.yml")}
    asked = {each for kind in countries["asks"].values() for each in kind["points"].values()}
    for name in {
        countries["between"],
        *asked,
        *(each for told in countries["points"].values() for each in told),
    } - points:
        yield f"data/lookup/countries.yml: {name} is no point of data/particulars.yml"
    for key in sorted({each.key for each in QUESTIONS} ^ set(load("data/questions.yml"))):
        yield f"data/questions.yml: {key} is in only one of it and knowledge/questions.py"


def _actions() -> Iterator[str]:
    declared = {each for each in load("domain.yml")["actions"] if each.startswith("action_")}
    written = {f"action_{path.stem}" for path in (ROOT / "actions").glob("*.py") if _defines_action(path)}
    ruled = {step["action"] for rule in load("data/rules.yml")["rules"] for step in rule["steps"] if "action" in step}
    for action in sorted((declared ^ written) - ROUTED):
        yield f"domain.yml: {action} is in only one of domain.yml and actions/"
    for action in sorted(declared - ruled):
        yield f"data/rules.yml: no rule runs {action}"
    answered = set(load("data/smalltalk.yml")["responses"]) | {"utter_faq"}
    for action in sorted(each for each in ruled if each.startswith("utter_") and each not in answered):
        yield f"data/rules.yml: {action} has no response in data/smalltalk.yml"
    steps = [step for rule in load("data/rules.yml")["rules"] for step in rule["steps"] if "intent" in step]
    by_intent = defaultdict(int, Counter(step["intent"] for step in steps))
    for intent in sorted(_intents_of_domain()):
        if not by_intent[intent]:
            yield f"data/rules.yml: no rule for intent {intent}"


def _defines_action(path: Path) -> bool:
    return re.search(r"^class Action\w+\(AdvisorAction\)", path.read_text(encoding="utf-8"), re.MULTILINE) is not None


def _slots() -> Iterator[str]:
    from actions.dialogue.memory import Memory

    declared = load("domain.yml")["slots"]
    for slot in sorted(set(declared) ^ set(Memory().slots())):
        yield f"domain.yml: slot {slot} is in only one of domain.yml and actions/dialogue/memory.py"
    for name, slot in declared.items():
        if slot.get("influence_conversation") is not False:
            yield f"domain.yml: slot {name} needs influence_conversation: false"


def main() -> int:
    """Prints all problems; 1 if there are any."""
    found = problems()
    print("\n".join(found) or f"language data: {sum(1 for _ in training_phrases())} phrases ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
