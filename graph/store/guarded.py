"""A store as one caller sees it (受限图数据库): every statement in its guarded form, or refused."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from graph.cypher.sight import Guardable
from graph.errors import CustodyError
from graph.model.registry import THINGS
from graph.model.visibility import ALWAYS_PUBLIC
from graph.store.port import NO_PARAMETERS, Row, Store, Transaction
from graph.store.wrapped import WrappedStore

__all__ = ["GuardedStore", "ReadOnlyError", "Tally", "UnguardedError", "note", "tallying"]

T = TypeVar("T")

_COUNTED: Final = {spec.identity_label for spec in THINGS if spec.label not in ALWAYS_PUBLIC}
_ID: Final = re.compile(rf"(?:{'|'.join(sorted(_COUNTED))}):\S+")


class UnguardedError(CustodyError):
    """A statement says nothing of who may see its rows (语句未设可见范围)."""

    def __init__(self) -> None:
        super().__init__(
            zh="该查询未设可见范围，不能为受限用户执行；请联系维护人员。",
            en="this statement does not say who may see its rows, so it is not run for a caller "
            "who is bound to a scope; tell whoever runs this server.",
        )


class ReadOnlyError(CustodyError):
    """A guarded store was asked to write (受限存储不可写)."""

    def __init__(self) -> None:
        super().__init__(
            zh="受限用户不能直接写入；请联系维护人员。",
            en="nothing is written through the store of a caller who is bound to a scope.",
        )


class Tally:
    """How much was kept from the caller (隐藏计数): ids in one set, counts where there are none."""

    def __init__(self) -> None:
        self._hidden: set[str] = set()
        self._shown: set[str] = set()
        self._counted = 0

    def add(self, every: Sequence[Row], shown: Sequence[Row]) -> None:
        """Note the rows that there are, and those that the caller gets."""
        self._shown |= _ids(shown)
        self._hidden |= _ids(every)
        self._counted += sum(r.get("total", 0) for r in every)
        self._counted -= sum(r.get("total", 0) for r in shown)

    def include(self, other: "Tally") -> None:
        """Note what another tally did."""
        self._hidden |= other._hidden  # noqa: SLF001 - of the same class
        self._shown |= other._shown  # noqa: SLF001 - of the same class
        self._counted += other._counted  # noqa: SLF001 - of the same class

    @property
    def hidden(self) -> int:
        """How many things were left out; which ones is nobody's business."""
        return max(len(self._hidden - self._shown), self._counted)


_TALLY: Final[ContextVar[Tally | None]] = ContextVar("tally", default=None)


@contextmanager
def tallying() -> Iterator[Tally]:
    """Count what is kept from a caller by the questions that are read inside."""
    tally = Tally()
    token = _TALLY.set(tally)
    try:
        yield tally
    finally:
        _TALLY.reset(token)


def note(other: Tally) -> None:
    """Count what is on another tally too, where somebody counts."""
    if (tally := _TALLY.get()) is not None:
        tally.include(other)


class GuardedStore(WrappedStore):
    """A store that shows what bears one of some keys (受限图数据库)."""

    def __init__(self, store: Store, keys: Sequence[str]) -> None:
        """Bind a store to the keys of a caller."""
        super().__init__(store)
        self._keys = list(keys)

    @property
    def keys(self) -> tuple[str, ...]:
        """What the caller may see bears one of these."""
        return tuple(self._keys)

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Run one reading statement in its guarded form.

        Raises:
            UnguardedError: If it has none.
            StoreError: If it cannot be run, is refused or takes too long.
        """
        if not isinstance(statement, Guardable) or not statement.guarded:
            raise UnguardedError
        shown = self._store.read(statement.guarded, {**parameters, "scope": self._keys})
        tally = _TALLY.get()
        if tally is None or not statement.counted or "after" in parameters:
            return await shown
        rows, every = await asyncio.gather(shown, self._store.read(statement, parameters))
        tally.add(every, rows)
        return rows

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:  # noqa: ARG002 - the port names it
        """Refuse: what is written is decided before, by whoever may.

        Raises:
            ReadOnlyError: Always.
        """
        raise ReadOnlyError


def _ids(value: object) -> set[str]:
    """Return every id of a thing in rows; ids of evidence are no things."""
    if isinstance(value, str):
        return {value} if _ID.fullmatch(value) else set()
    if isinstance(value, Mapping):
        return set().union(*map(_ids, value.values()))
    if isinstance(value, Sequence):
        return set().union(*map(_ids, value))
    return set()
