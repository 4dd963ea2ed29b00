"""The dialogue on the real catalog, with the real hearing; the fixtures are those of the actions' tests."""

from tests.actions.conftest import act, hearing, say, search

__all__ = ["act", "hearing", "say", "search"]
