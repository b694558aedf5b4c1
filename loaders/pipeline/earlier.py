"""Earlier editions (旧版所述): what they say, as it is recorded, in files and not in memory."""

from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import islice
from typing import Final, Self

from graph.model.labels import RelType
from graph.store.port import Store
from graph.store.retracting import Gone, Sayings, candidates, said_by_portions
from loaders.pipeline.ahead import off_loop
from loaders.pipeline.parts import Still
from loaders.shelf import Shelf

__all__ = ["Earlier", "entity_key", "relation_key"]

_RELATION, _ENTITY = b"0", b"1"  # what is between things goes before them
_DUTY: Final = _RELATION + f"{RelType.RESPONSIBLE_FOR}|".encode()
_PAGE: Final = 2000
"""Statements that are looked up at a time."""


def entity_key(identifier: str) -> bytes:
    """Return the key of a thing that a list speaks for."""
    return _ENTITY + identifier.encode()


def relation_key(kind: str, source: str, target: str) -> bytes:
    """Return the key of a relationship that a list speaks for, whenever it is true."""
    return _RELATION + f"{kind}|{source}|{target}".encode()


class Earlier:
    """What earlier editions of a list say (旧版所述)."""

    def __init__(self) -> None:
        self._columns: Shelf[tuple[str | None]] = Shelf(sieved=False)
        self._keys: Shelf[bool] = Shelf(sieved=False)

    @classmethod
    async def said_in(cls, store: Store, document: str) -> Self:
        """Return what one edition says, as it is recorded."""
        found = cls()
        async for said in said_by_portions(store, document):
            for place, column in said.columns.items():
                found._columns.keep(place.encode(), (column,))
            for identifier in said.entities:
                found._keys.keep(entity_key(identifier), value=True)
            for relation in said.relations:
                found._keys.keep(relation_key(*relation), value=True)
            await off_loop(found._put_away)
        return found

    def joined(self, other: "Earlier") -> Self:
        """Return it with what another edition says."""
        for place, column in other.columns():
            self._columns.keep(place, column)
        for key in other.keys():  # noqa: SIM118 - it cannot be iterated itself
            self._keys.keep(key, value=True)
        self._put_away()
        return self

    def columns(self) -> Iterator[tuple[bytes, tuple[str | None]]]:
        """Yield their places, each with the headings under which it stands."""
        return self._columns.items()

    def keys(self) -> Iterator[bytes]:
        """Yield what they speak for, in order."""
        return (key for key, _ in self._keys.items())

    def __contains__(self, key: object) -> bool:
        """Tell whether they speak for something."""
        return isinstance(key, bytes) and key in self._keys

    def issuperset(self, places: Iterable[str], /) -> bool:
        """Tell whether all of these places are theirs."""
        return all(place.encode() in self._columns for place in places)

    def column(self, place: str) -> str | None:
        """Return the headings under which a place stands; None where a whole row says so."""
        found = self._columns.get(place.encode())
        return found[0] if found else None

    async def silent(self, store: Store, still: Still) -> AsyncIterator[list[Gone]]:
        """Yield the recorded statements that they alone make and that are made no more.

        Relationships come before things.

        Args:
            store: Where they are recorded.
            still: Ids of everything of which something is still said.
        """
        keys = (key for key in self.keys() if not _is_said(key, still))
        while page := list(islice(keys, _PAGE)):
            entities = frozenset(k[1:].decode() for k in page if k.startswith(_ENTITY))
            yield await candidates(store, self._page(_relations(page)), still)
            yield await candidates(store, self._page((), entities), still)

    def silent_duties(self, still: Still) -> Iterator[tuple[str, str]]:
        """Yield the post and the target of each duty that is stated no more."""
        silent = (key for key in self.keys() if key.startswith(_DUTY) and not _is_said(key, still))
        for _, post, target in _relations(silent):
            yield post, target

    def _page(
        self, relations: Iterable[tuple[str, str, str]], entities: frozenset[str] = frozenset()
    ) -> Sayings:
        return Sayings(evidence=self, entities=entities, relations=frozenset(relations))

    def _put_away(self) -> None:
        self._columns.put_away()
        self._keys.put_away()


def _is_said(key: bytes, still: Still) -> bool:
    if key.startswith(_ENTITY):
        return key[1:].decode() in still
    return still.is_heard(key)


def _relations(page: Iterable[bytes]) -> Iterator[tuple[str, str, str]]:
    for key in page:
        if key.startswith(_RELATION):
            kind, source, target = key[1:].decode().split("|")
            yield kind, source, target
