"""Rasa component: gives entities their roles, learned from the annotated sentences of data/roles.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_ROLE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.hearing import Hearing
from bot.nlu.roles.features import Span
from bot.nlu.roles.kinds import KINDS, kind_of
from bot.nlu.roles.of_a_degree import is_of_a_degree
from bot.nlu.roles.only_wishes import wished_roles
from bot.nlu.roles.rekind import with_role
from bot.nlu.roles.role_classifier import Example, RoleClassifier
from bot.nlu.roles.somebody_else import OF_A_PERSON, giver, is_of_somebody_else, ruled_role
from bot.nlu.roles.standing import standing
from knowledge.base import Knowledge
from knowledge.store import Store

_WEIGHTS = "roles.npz"


class Roles:
    """Labels what was heard in a message."""

    def __init__(self, classifier: RoleClassifier, encoder: SentenceEncoder, knowledge: Knowledge) -> None:
        self._classifier, self._encoder = classifier, encoder
        vocabulary = knowledge.vocabulary
        self._terms = frozenset(vocabulary.fields), frozenset(vocabulary.backgrounds)

    def label(self, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The entities with roles and standings; those that have none stay as they are."""
        entities = [self._of_others(text, each) for each in entities]
        labelled = [(i, span_of(each)) for i, each in enumerate(entities) if kind_of(each) is not None]
        if not labelled:
            return entities
        spans = [span for _, span in labelled]
        likely = self._classifier.probabilities(text, spans, self._encoder)
        found: list[dict[str, Any]] = list(entities)
        wished = wished_roles(text, entities)
        for (i, span), each in zip(labelled, likely, strict=True):
            stands = standing(text, span)
            rule = ruled_role(text, span) or (wished[i] if stands == "stated" else None)
            roles = {rule: 1.0} if rule else each
            named = with_role(entities[i], roles, *self._terms, giver=giver(text, span))
            found[i] = dict(named) | {"standing": stands}
        names_end = [each["end"] for each in found if each["entity"] in ("program", "unknown_program")]
        return [self._of_a_degree(text, each, names_end) for each in found]

    def _of_a_degree(self, text: str, entity: dict[str, Any], names_end: list[int]) -> dict[str, Any]:
        """The entity, a field where it was taken for somebody's background and is the subject of a degree on offer."""
        held = entity["entity"] == "background" and entity["value"] in self._terms[0]
        if held and is_of_a_degree(text, entity["start"], entity["end"], names_end):
            return {**entity, "entity": "field", ENTITY_ATTRIBUTE_ROLE: "wanted"}
        return entity

    @staticmethod
    def _of_others(text: str, entity: dict[str, Any]) -> dict[str, Any]:
        """The entity, marked as somebody else's where it is; for kinds that no role is learned for."""
        if entity["entity"] in OF_A_PERSON and is_of_somebody_else(text, span_of(entity)):
            return {**entity, ENTITY_ATTRIBUTE_ROLE: "other"}
        return entity


def span_of(entity: dict[str, Any]) -> Span:
    """Where an entity stands, and what the rules took it for."""
    rule = f"{entity['entity']}:{entity.get('op') or 'is'}"
    return Span(entity["start"], entity["end"], str(kind_of(entity)), rule)


def example_of(text: str, annotated: list[dict[str, Any]], heard: list[dict[str, Any]]) -> Example:
    """An annotated message as the classifier learns it; each span knows what the rules take it for."""
    spans, roles = [], []
    for each in annotated:
        if each["entity"] not in set(KINDS.values()) or not each.get(ENTITY_ATTRIBUTE_ROLE):
            continue
        rule = next((span_of(h).rule for h in heard if kind_of(h) == each["entity"] and _overlap(h, each)), "")
        spans.append(Span(each["start"], each["end"], each["entity"], rule))
        roles.append(each[ENTITY_ATTRIBUTE_ROLE])
    return Example(text, tuple(spans), tuple(roles))


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class RoleLabeller(GraphComponent, EntityExtractorMixin):
    """See the module's docstring. Stands behind the criteria extractor in config.yml. Parameters: none."""

    def __init__(self, storage: ModelStorage, resource: Resource, roles: Roles | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._roles = roles

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RoleLabeller:
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
    ) -> RoleLabeller:
        """A component with the weights that `train` stored."""
        with model_storage.read_from(resource) as folder:
            classifier = RoleClassifier.load(Path(folder) / _WEIGHTS)
        return cls(model_storage, resource, Roles(classifier, SentenceEncoder.shared(), _knowledge()))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the classifier on all annotated sentences and stores its weights."""
        annotated = [each for each in training_data.training_examples if each.get(ENTITIES) and each.get(TEXT)]
        knowledge = _knowledge()
        hear = Hearing(knowledge).hear_values
        examples = [example_of(each.get(TEXT), each.get(ENTITIES), hear(each.get(TEXT))) for each in annotated]
        if not examples:
            raise InvalidConfigException(
                'data/roles.yml needs annotated sentences, such as [3.1]{"entity": "grade", …}.'
            )
        classifier = RoleClassifier.train(examples, SentenceEncoder.shared())
        with self._storage.write_to(self._resource) as folder:
            classifier.save(Path(folder) / _WEIGHTS)
        self._roles = Roles(classifier, SentenceEncoder.shared(), knowledge)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Labels the entities of each message."""
        for message in messages:
            if self._roles is not None and message.get(TEXT) and message.get(ENTITIES):
                message.set(ENTITIES, self._roles.label(message.get(TEXT), message.get(ENTITIES)), add_to_output=True)
        return messages


def _knowledge() -> Knowledge:
    store = Store()
    store.ensure()
    return store.knowledge()
