"""Rasa component: all that is heard in a message, with a gazetteer made from the knowledge base at load.

Nothing of the knowledge base is kept in the trained model: a program added to the catalog is recognised
after a restart, without training.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.hearing import Hearing
from knowledge.store import Store


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class KnowledgeCriteriaExtractor(GraphComponent, EntityExtractorMixin):
    """Adds the entities that domain.yml lists. Parameters in config.yml: none."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KnowledgeCriteriaExtractor:
        """The extractor on the knowledge base as it is now; the database is built if there is none."""
        store = Store()
        store.ensure()
        return cls(Hearing(store.knowledge()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds entities to each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            entities = self._hearing.hear(text)
            for entity in entities:
                entity["extractor"] = type(self).__name__
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
