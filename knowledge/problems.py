"""Problems of a catalog, collected with the line they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class CatalogError(Exception):
    """The catalog cannot be used; `problems` holds every one as "path:line: what is wrong"."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Problems:
    """Collects problems while a catalog is read, so that all are reported at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._found: list[tuple[str, int, str]] = []

    def add(self, path: Path, line: int, message: str) -> None:
        """Notes a problem; paths are shown relative to the catalog's parent ("catalog/wages.csv")."""
        shown = path.relative_to(self._root.parent) if path.is_relative_to(self._root.parent) else path
        self._found.append((shown.as_posix(), line, message))

    def raise_if_any(self) -> None:
        """Raises `CatalogError` with everything found, in the order of files and lines."""
        if self._found:
            raise CatalogError([f"{path}:{line}: {message}" for path, line, message in sorted(set(self._found))])
