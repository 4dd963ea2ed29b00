"""Rasa component: one flat classification over every intent; FAQ topics are Rasa retrieval intents.

It sets `intent`, `intent_ranking` and `response_selector`, and adds to the entities which topics are asked (`topic`)
and which particular points (`particular`) by their meaning.
Behind the criteria extractor in config.yml, because it wants to know where names stand and what is nothing but a wish.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.dialogue.memory import AROUND
from bot.nlu import known_vectors, particulars
from bot.nlu.classifier import JoinedClassifier, with_known_names
from bot.nlu.criteria import CriteriaExtractor
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.likeness import Likeness
from bot.nlu.understanding import FALLBACK, FAQ, OUT_OF_SCOPE, Understander, Understanding, base_intent
from knowledge.base import Knowledge
from knowledge.store import Store

_WEIGHTS, _LIKENESS = "intents.npz", "likeness.npz"
INFORM = "inform"
# What people may say besides is far wider than the phrases of it: chosen with SUSPICIOUS on the development questions.
HEAVIER = {OUT_OF_SCOPE: 2.5}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FlatIntentClassifier(GraphComponent, IntentClassifier):
    """See the module's docstring. Parameters in config.yml: none."""

    def __init__(self, storage: ModelStorage, resource: Resource, understander: Understander | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._understander = understander

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FlatIntentClassifier:
        """A component that is to be trained."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FlatIntentClassifier:
        """A component with the weights that `train` stored."""
        with model_storage.read_from(resource) as folder:
            classifier = JoinedClassifier.load(Path(folder) / _WEIGHTS)
            likeness = Likeness.load(Path(folder) / _LIKENESS)
        return cls(model_storage, resource, Understander(SentenceEncoder.shared(), classifier, likeness))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the classifier on all phrases and stores its weights."""
        # what is annotated with roles was written to tell roles apart, not topics
        examples = [each for each in training_data.intent_examples if each.get(TEXT) and not each.get(ENTITIES)]
        labels = [example.get(INTENT_RESPONSE_KEY) or example.get(INTENT) for example in examples]
        if len(set(labels)) < 2:
            raise InvalidConfigException("data/nlu.yml needs phrases of at least two intents.")
        extractor = CriteriaExtractor(_knowledge())

        def read(text: str) -> str:  # as messages are read
            return with_known_names(text, name_spans(extractor.extract(text))) if extractor.names_any(text) else text

        texts, points = [read(each.get(TEXT)) for each in examples], particulars.texts()
        encoder = SentenceEncoder.shared()
        encoded = known_vectors.encoded([*texts, *(read(text) for _, text in points)], encoder)
        vectors, told = encoded[: len(texts)], encoded[len(texts) :]
        classifier = JoinedClassifier.train(texts, vectors, labels, HEAVIER)
        names, said = zip(*points, strict=True)
        likeness = Likeness.learned(names, told, vectors, said)
        with self._storage.write_to(self._resource) as folder:
            classifier.save(Path(folder) / _WEIGHTS)
            likeness.save(Path(folder) / _LIKENESS)
        self._understander = Understander(encoder, classifier, likeness)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent of each message."""
        for message in messages:
            if self._understander is not None and message.get(TEXT):
                _set_intent(message, understood_in(message.get(TEXT), message.get(ENTITIES) or (), self._understander))
        return messages


def _knowledge() -> Knowledge:
    store = Store()
    store.ensure()
    return store.knowledge()


def name_spans(entities: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Where names of known programs and universities stand."""
    return [(each["start"], each["end"]) for each in entities if each["entity"] == "program"]


def understood_in(text: str, heard: Sequence[Mapping[str, Any]], understander: Understander) -> Understanding:
    """How a message is understood with what was heard in it (bot/nlu/hearing.py)."""
    understood = understander.understand(text, name_spans(heard))
    is_wish = any(each["entity"] == "act" and each["value"] == "wish" for each in heard)
    if is_wish and understood.intent in (OUT_OF_SCOPE, FALLBACK):
        return replace(understood, intent=INFORM)  # "oklahoma", "$20.5k": a wish, never out of scope
    return understood


def _set_intent(message: Message, understood: Understanding) -> None:
    text, entities = message.get(TEXT), message.get(ENTITIES) or []
    intent = {"name": base_intent(understood.intent), "confidence": understood.confidence}
    message.set(INTENT, intent, add_to_output=True)
    ranking = [{"name": name, "confidence": confidence} for name, confidence in understood.ranking]
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    entities = [*entities, *particulars.by_likeness(text, understood.points, entities)]
    whole = {"start": 0, "end": len(text), "text": text}
    # which of these are meant, if any, its conversation tells: actions/dialogue/points_in_context.py
    if understood.there:
        by_country = dict(understood.there)
        entities = [*entities, {"entity": "particular_there", "value": "", "by_country": by_country, **whole}]
    if understood.around:
        around = [[each.name, round(each.score, 2)] for each in understood.around]
        entities = [*entities, {"entity": AROUND, "value": "", "points": around, **whole}]
    named = [("topic", each) for each in understood.topics] + [("also_asked", each) for each in understood.beside]
    asked = [{"entity": kind, "value": topic.split("/", 1)[1], "start": 0, "end": len(text)} for kind, topic in named]
    message.set(ENTITIES, [*entities, *asked], add_to_output=True)
    topics = [(name, confidence) for name, confidence in understood.ranking if base_intent(name) == FAQ]
    if topics:
        message.set("response_selector", _response_selector(topics), add_to_output=True)


def _response_selector(topics: list[tuple[str, float]]) -> dict[str, Any]:
    """What Rasa's ResponseSelector would have written for the likeliest FAQ topics."""
    name, confidence = topics[0]
    response = {
        "responses": [],
        "confidence": confidence,
        "intent_response_key": name,
        "utter_action": f"utter_{name}",
    }
    ranking = [{"intent_response_key": topic, "confidence": sure} for topic, sure in topics]
    return {"all_retrieval_intents": [FAQ], FAQ: {"response": response, "ranking": ranking}}
