"""`Knowledge`: everything the advisor knows at one moment, in memory, immutable and in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from knowledge.facts import Fact, Field, Learning, Occupation, Outlook, Program, Source, University, Vocabulary, Wage


class Knowledge:
    """A snapshot of the knowledge base.

    Two snapshots are never equal, so that whatever is worked out from one can be kept with it.

    Attributes:
        build: the id of the build it was read from.
        programs: named programs and field records, sorted by id.
        named: those of them that one can apply to by name.
        universities, fields, occupations: sorted by id, CIP code and SOC code.
        aid: US financial aid facts by key.
        article: figures of the article the advisor's topics come from, by key; second-hand and dated.
        assumptions: what calculations assume until a person says otherwise, by name.
        learning: ways to learn a skill, by the skill's id.
        vocabulary: labels and synonyms.
        sources: the sources that have an id.
    """

    def __init__(
        self,
        *,
        build: str,
        programs: Iterable[Program],
        universities: Iterable[University],
        fields: Iterable[Field],
        occupations: Iterable[Occupation],
        wages: Iterable[Wage],
        outlooks: Iterable[Outlook],
        aid: Mapping[str, Fact],
        article: Mapping[str, Fact],
        assumptions: Mapping[str, Fact],
        learning: Mapping[str, Learning],
        vocabulary: Vocabulary,
        sources: Mapping[str, Source],
    ) -> None:
        self.build = build
        self.programs = tuple(sorted(programs, key=lambda each: each.id))
        self.named = tuple(each for each in self.programs if each.kind == "program")
        self.universities = tuple(sorted(universities, key=lambda each: each.id))
        self.fields = tuple(sorted(fields, key=lambda each: each.cip_code))
        self.occupations = tuple(sorted(occupations, key=lambda each: each.soc))
        self.wages = tuple(sorted(wages, key=lambda each: (each.soc, each.area)))
        self.outlooks = tuple(sorted(outlooks, key=lambda each: each.soc))
        self.aid = MappingProxyType(dict(aid))
        self.article = MappingProxyType(dict(article))
        self.assumptions = MappingProxyType(dict(assumptions))
        self.learning = MappingProxyType(dict(learning))
        self.vocabulary = vocabulary
        self.sources = MappingProxyType(dict(sources))
        self._programs = {each.id: each for each in self.programs}
        self._universities = {each.id: each for each in self.universities}
        self._fields = {each.cip_code: each for each in self.fields}
        self._occupations = {each.soc: each for each in self.occupations}
        self._wages = {(each.soc, each.area): each for each in self.wages}
        self._outlooks = {each.soc: each for each in self.outlooks}
        self._offers: dict[str, list[Program]] = {}
        for program in self.programs:
            self._offers.setdefault(program.university.id, []).append(program)

    def program(self, program_id: str) -> Program | None:
        """The program or field record of that id."""
        return self._programs.get(program_id)

    def university(self, university_id: str) -> University | None:
        """The university of that id."""
        return self._universities.get(university_id)

    def programs_of(self, university_id: str) -> tuple[Program, ...]:
        """What the university offers: named programs and field records, sorted by id."""
        return tuple(self._offers.get(university_id, ()))

    def field(self, cip_code: str) -> Field | None:
        """The federal field of study of that code."""
        return self._fields.get(cip_code)

    def occupation(self, soc: str) -> Occupation | None:
        """The occupation of that code."""
        return self._occupations.get(soc)

    def wage(self, soc: str, area: str = "US") -> Wage | None:
        """Wages of an occupation in the nation ("US") or a state, by its code."""
        return self._wages.get((soc, area))

    def outlook(self, soc: str) -> Outlook | None:
        """The national employment projection of an occupation."""
        return self._outlooks.get(soc)
