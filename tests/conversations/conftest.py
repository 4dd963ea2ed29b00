"""One running advisor for all conversation tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.advisor import Conversation, running_advisor


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Address of a running advisor."""
    with running_advisor() as (address, _):
        yield address


@pytest.fixture
def conversation(address: str) -> Conversation:
    """A new conversation."""
    return Conversation(address)
