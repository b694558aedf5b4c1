"""Shelves (暂存): what a long load must remember and must not hold in memory."""

import pickle
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Final, Generic, TypeVar, overload

from graph.store.sieve import Sieve

__all__ = ["Shelf", "Spool"]

T = TypeVar("T")

_BITS: Final = 24
"""Of the sieve of a shelf: 2 MB, by which nearly all that was never kept is not looked for."""
_PAGES: Final = 500
"""Of a file without a sieve, so much is held [KB]; the system holds the rest, as far as it can."""


class Shelf(Generic[T]):
    """Values by key (按键暂存); those that were put away lie in a file that nobody else sees.

    Args:
        behind: Another, which is asked for what is not kept here, and never changed.
        sieved: Whether much is looked for that was never kept; a sieve for that takes 2 MB.
    """

    def __init__(self, behind: "Shelf[T] | None" = None, *, sieved: bool = True) -> None:
        self._sieved = sieved
        self._near: dict[bytes, T] = {}
        self._far: _File | None = None
        self._behind = behind

    def get(self, key: bytes) -> T | None:
        """Return what was last kept under a key."""
        if key in self._near:
            return self._near[key]
        kept = self._far.get(key) if self._far else None
        if kept is not None:
            found: T = pickle.loads(kept)  # noqa: S301 - written by this object
            return found
        return self._behind.get(key) if self._behind else None

    def __contains__(self, key: bytes) -> bool:
        """Tell whether anything is kept under a key."""
        if key in self._near or (self._far is not None and self._far.get(key) is not None):
            return True
        return self._behind is not None and key in self._behind

    def items(self) -> Iterator[tuple[bytes, T]]:
        """Put everything away and yield it in the order of the keys, without what is behind."""
        self.put_away()
        for key, kept in self._far.rows() if self._far else ():
            yield key, pickle.loads(kept)  # noqa: S301 - written by this object

    def keep(self, key: bytes, value: T) -> None:
        """Keep a value under a key."""
        self._near[key] = value

    def put_away(self) -> None:
        """Move what is held to the file."""
        if self._far is None:
            self._far = _File(Sieve(_BITS) if self._sieved else None)
            weakref.finalize(self, self._far.close)
        self._far.keep((key, pickle.dumps(self._near[key])) for key in sorted(self._near))
        self._near.clear()


class _File:
    """Bytes by key, in a nameless file (暂存文件) of one user at a time, on whatever thread."""

    def __init__(self, sieve: Sieve | None) -> None:
        self._table = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._table.execute("PRAGMA journal_mode = OFF")
        self._table.execute("CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        if sieve is None:
            self._table.execute(f"PRAGMA cache_size = -{_PAGES}")
        self._sieve = sieve

    def get(self, key: bytes) -> bytes | None:
        """Return what was last kept under a key."""
        if self._sieve is not None and key not in self._sieve:
            return None
        row = self._table.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def rows(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield every key with its value, in order; nothing is kept meanwhile."""
        yield from self._table.execute("SELECT key, value FROM kept ORDER BY key")

    def keep(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values by their keys, which are quickest taken in order."""
        self._table.execute("BEGIN")
        self._table.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._noted(rows))
        self._table.execute("COMMIT")

    def close(self) -> None:
        """Forget everything."""
        self._table.close()

    def _noted(self, rows: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
        for key, value in rows:
            if self._sieve is not None:
                self._sieve.add(key)
            yield key, value


class Spool(Sequence[T]):
    """A list that only grows (只增列表); all but the last part of a long one lies in a file.

    Args:
        block: Items that are held, or read back, at a time.
    """

    def __init__(self, block: int = 1000) -> None:
        self._block = block
        self._held: list[T] = []
        self._blocks: list[tuple[int, int]] = []
        self._file: IO[bytes] | None = None

    def append(self, item: T) -> None:
        """Add an item at the end."""
        self._held.append(item)
        if len(self._held) >= self._block:
            self._spill()

    def extend(self, items: Iterable[T]) -> None:
        """Add items at the end."""
        for item in items:
            self.append(item)

    def __len__(self) -> int:
        return len(self._blocks) * self._block + len(self._held)

    def __iter__(self) -> Iterator[T]:
        for block in range(len(self._blocks)):
            yield from self._read(block)
        yield from tuple(self._held)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        places = range(len(self))[index]
        if isinstance(places, range):
            return [self[place] for place in places]
        block, place = divmod(places, self._block)
        held = self._held if block == len(self._blocks) else self._read(block)
        return held[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"Spool({list(islice(self, 10))!r}{', …' if len(self) > 10 else ''})"  # noqa: PLR2004 - enough to see

    def _spill(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the list
            weakref.finalize(self, self._file.close)
        start = self._file.seek(0, 2)
        self._file.write(pickle.dumps(self._held))
        self._blocks.append((start, self._file.tell() - start))
        self._held = []

    def _read(self, block: int) -> list[T]:
        start, size = self._blocks[block]
        if self._file is None:
            raise IndexError(block)
        self._file.seek(start)
        items: list[T] = pickle.loads(self._file.read(size))  # noqa: S301 - written by this object
        return items
