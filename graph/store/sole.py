"""Sole writing (独写): what a store cannot hold yet, so that a load need not ask for it.

A load that began on an empty store knows what is there for as long as nobody else writes. Whoever
changes the graph counts up the marks of one node in the same transaction, so the mark of another
is seen before it matters; from then on everything is asked for again.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from graph.cypher.library import question
from graph.store.holding_statements import MARK_SCOPES
from graph.store.port import NO_PARAMETERS, Row, Store, Transaction
from graph.store.sieve import Sieve
from graph.store.wrapped import WrappedStore

__all__ = ["SoleStore", "expected", "guessed", "noted", "possible", "unsure"]

_MARKS: Final = (
    "OPTIONAL MATCH (m:Scoping {id: 'scoping'}) RETURN coalesce(max(m.marks), 0) AS marks"
)
_BITS: Final = 26

T = TypeVar("T")


class SoleStore(WrappedStore):
    """A store that was empty, and to which one load alone wrote since (独写的图数据库).

    Args:
        store: The store itself.
        marks: Its marks when it was empty.
    """

    def __init__(self, store: Store, marks: int) -> None:
        super().__init__(store)
        self._marks: int | None = marks
        self.written = Sieve(_BITS)

    @classmethod
    async def begun(cls, store: Store) -> Store:
        """Return a store that knows what it cannot hold; one that holds anything as it is."""
        marks = await _marks(store)  # before, so that what is written meanwhile is noticed
        found = await store.read(question("lookup/is_empty").text, {"limit": 1})
        return cls(store, marks) if found[0]["empty"] else store

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run work in one transaction, and notice whether another wrote before it."""

        async def noticing(tx: Transaction) -> tuple[T, "_SoleTransaction"]:
            own = _SoleTransaction(tx, self)
            return await work(own), own

        result, own = await self._store.write(noticing)
        if own.last is not None:
            self._marks = own.last if own.is_sole else None
        return result

    def follows(self, marks: int) -> bool:
        """Tell whether a mark is the next after the last that this load made."""
        return self._marks is not None and marks == self._marks + 1

    @property
    def seems_sole(self) -> bool:
        """Whether nobody else wrote before the last thing that this load wrote."""
        return self._marks is not None

    async def is_sole(self) -> bool:
        """Tell whether nobody else wrote so far."""
        return self._marks is not None and await _marks(self._store) == self._marks


class _SoleTransaction:
    """A transaction of such a store (独写事务); its first mark tells whether another wrote."""

    def __init__(self, transaction: Transaction, store: SoleStore) -> None:
        self._transaction, self._store = transaction, store
        self.written, self.seems_sole = store.written, store.seems_sole
        self.is_sole = False
        self.last: int | None = None

    async def run(self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[Row]:
        """Run one statement."""
        rows = await self._transaction.run(statement, parameters)
        if statement == MARK_SCOPES:
            if self.last is None:
                self.is_sole = self._store.follows(rows[0]["marks"])
            self.last = rows[0]["marks"]
        return rows


def unsure(tx: Transaction, keys: Iterable[str]) -> list[str]:
    """Return the keys that may be recorded, and note that all of them are about to be.

    Args:
        tx: A transaction that has made its mark.
        keys: Ids, or whatever else things are looked up by.
    """
    listed = list(keys)
    if not isinstance(tx, _SoleTransaction):
        return listed
    found = [key for key in listed if key in tx.written] if tx.is_sole else listed
    noted(tx, listed)
    return found


def guessed(tx: Transaction, keys: Iterable[str]) -> list[str]:
    """Return the keys that seem to be recorded, by what is known before the transaction marks.

    Another may just be recording the rest; whoever goes by this has a constraint to tell.
    """
    if not isinstance(tx, _SoleTransaction) or not tx.seems_sole:
        return list(keys)
    return [key for key in keys if key in tx.written]


def noted(tx: Transaction, keys: Iterable[str]) -> None:
    """Note what is about to be recorded."""
    if isinstance(tx, _SoleTransaction):
        for key in keys:
            tx.written.add(key)


async def possible(store: Store) -> Callable[[str], bool] | None:
    """Return what tells whether a store may hold a key now; None if it may hold anything."""
    if isinstance(store, SoleStore) and await store.is_sole():
        return store.written.__contains__
    return None


def expected(store: Store) -> Callable[[str], bool] | None:
    """Return what `possible` would while this load is writing, unless another writes meanwhile.

    What follows from it holds if `possible` says so afterwards.
    """
    if isinstance(store, SoleStore) and store.seems_sole:
        return store.written.__contains__
    return None


async def _marks(store: Store) -> int:
    rows = await store.read(_MARKS)
    return int(rows[0]["marks"])
