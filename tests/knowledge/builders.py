"""Small made-up programs, for tests of single rules; whatever can be shown on the real catalog is shown there."""

from __future__ import annotations

from typing import Any

from knowledge.base import Knowledge
from knowledge.charges import Charges
from knowledge.facts import Fact, Program, University, Vocabulary

EMPTY_VOCABULARY = Vocabulary({}, {}, {}, {}, {}, {}, {})


def fact(value: Any) -> Fact:
    return Fact(value, "https://example.edu/page", "example.edu", "2025")


def university(name: str = "Example University", **values: Any) -> University:
    defaults: dict[str, Any] = dict.fromkeys(University.__slots__)
    defaults |= {"id": name.lower().replace(" ", "-"), "unitid": "", "name": name, "aliases": (), "country": "US"}
    return University(**{**defaults, **values})


def charging(credit: object, residents: int | None = None, **values: Any) -> University:
    """A university that charges so much a credit on average; the usual 30 credits make a degree."""
    figures = dict.fromkeys(Charges.__dataclass_fields__)
    figures |= {"per_credit_as_of": "2023-24", "per_credit_out_of_state": credit, "per_credit_in_state": residents}
    return university(**{"charges": Charges(**figures), **values})


def program(name: str = "MS in Examples", at: University | None = None, **values: Any) -> Program:
    facts = {key: fact(value) for key, value in values.pop("facts", {}).items()}
    defaults: dict[str, Any] = {
        "id": name.lower().replace(" ", "-"),
        "kind": "program",
        "name": name,
        "aliases": (),
        "university": at or university(),
        "school": None,
        "degree": "MS",
        "field": "data_science",
        "cip_code": None,
        "currency": "USD",
        "url": "https://example.edu",
        "checked": None,
        "facts": facts,
    }
    return Program(**{**defaults, **values})


def knowledge_of(*programs: Program, vocabulary: Vocabulary = EMPTY_VOCABULARY) -> Knowledge:
    return Knowledge(
        build="test",
        programs=programs,
        universities={each.university for each in programs},
        fields=(),
        occupations=(),
        wages=(),
        outlooks=(),
        aid={},
        article={},
        assumptions={},
        learning={},
        vocabulary=vocabulary,
        sources={},
    )
