"""The catalog as it is shipped, for tests whose cases are made of it; read once, because that takes a second."""

from __future__ import annotations

from knowledge.base import Knowledge
from knowledge.reader import read

KNOWLEDGE: Knowledge = read()
