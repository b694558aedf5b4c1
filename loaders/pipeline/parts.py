"""Parts (分部): what is compared as a whole, held by portions; all but the last in a file."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, Generic, TypeVar

from graph.model.statement import Relation
from loaders.pipeline.proposal import Statement
from loaders.shelf import Shelf, Spool

__all__ = ["Ids", "Parts", "Still", "portions"]

T = TypeVar("T")

_MOST: Final = 5000
"""Ids that are held before they are put away."""


def portions(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in their order, so many at a time."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


class Parts(Generic[T]):
    """Parts in their order (分部序列); where there is one, it is held as it is."""

    def __init__(self) -> None:
        self._before: Spool[T] = Spool(block=1)
        self._last: list[T] = []

    def add(self, part: T) -> None:
        """Add a part at the end."""
        self._before.extend(self._last)
        self._last = [part]

    def __iter__(self) -> Iterator[T]:
        yield from self._before
        yield from self._last


class Ids:
    """Ids in their order, each once (编号集), in a file."""

    def __init__(self) -> None:
        self._kept: Shelf[bool] = Shelf(sieved=False)

    def add(self, ids: Iterable[str]) -> None:
        """Take in ids; nobody goes through them meanwhile."""
        for some in portions(ids, _MOST):
            for identifier in some:
                self._kept.keep(identifier.encode(), value=True)
            self._kept.put_away()

    def __iter__(self) -> Iterator[str]:
        return (key.decode() for key, _ in self._kept.items())

    def __contains__(self, identifier: object) -> bool:
        return isinstance(identifier, str) and identifier.encode() in self._kept


class Still:
    """Ids of everything of which a load says something (仍有陈述之物)."""

    def __init__(self) -> None:
        self._ids: Shelf[bool] = Shelf(sieved=False)
        self._heard: Shelf[bool] = Shelf(sieved=False)

    def add(self, statements: Iterable[Statement], others: Iterable[str] = ()) -> None:
        """Take in statements, with both ends of relationships, and other ids."""
        for statement in statements:
            self._keep(statement.id)
            if isinstance(statement, Relation):
                self._keep(statement.source.id)
                self._keep(statement.target.id)
        for identifier in others:
            self._keep(identifier)

    def hear(self, statements: Iterable[Statement], between: Mapping[bytes, set[str]]) -> None:
        """Note where all that is recorded is said, so that nobody need look there for silence.

        Args:
            statements: What is said.
            between: Ids of the relationships that are recorded, by type and ends.
        """
        said = {statement.id for statement in statements}
        for key, ids in between.items():
            if ids <= said:
                self._heard.keep(key, value=True)

    def is_heard(self, key: bytes) -> bool:
        """Tell whether all relationships of one type are said that are recorded between things."""
        return key in self._heard

    def put_away(self) -> None:
        """Move what is held in memory to files."""
        self._ids.put_away()
        self._heard.put_away()

    def __contains__(self, identifier: object) -> bool:
        """Tell whether something is said of what has an id."""
        return isinstance(identifier, str) and identifier.encode() in self._ids

    def _keep(self, identifier: str) -> None:
        self._ids.keep(identifier.encode(), value=True)
