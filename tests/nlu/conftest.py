"""What the tests of understanding share."""

from __future__ import annotations

import pytest

from bot.nlu.criteria import CriteriaExtractor
from knowledge.base import Knowledge


@pytest.fixture(scope="session")
def extractor(knowledge: Knowledge) -> CriteriaExtractor:
    return CriteriaExtractor(knowledge)
