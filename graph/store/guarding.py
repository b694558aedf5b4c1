"""Binding a store to what a caller may see (设限): keys up to date, then a guarded store."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from graph.cypher.sight import EVERYTHING, PERSONAL
from graph.evidence import At
from graph.model.identity import label_of
from graph.model.visibility import BEARERS, PUBLIC, upward
from graph.store.guarded import GuardedStore
from graph.store.port import NO_PARAMETERS, Row, Store
from graph.store.scoping import is_current, rescope

__all__ = ["Guard", "keys_of_caller"]

_ABOVE: Final = "MATCH (n:{} {{id: $id}}) RETURN coalesce(n.scopes, []) AS keys"


class Guard:
    """Guards one store (守卫)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = asyncio.Lock()

    async def bound(self, scopes: Sequence[str] | None, *, personal: bool) -> Store:
        """Return the store as a caller sees it.

        Args:
            scopes: Ids of the regions, parks or organisations that they are bound to; None if
                they may see everything.
            personal: Whether they may see personal data.
        """
        if scopes is None and personal:
            return self._store
        await self._refresh()
        own = {PERSONAL} if personal else set()
        if scopes is None:
            return GuardedStore(self._store, sorted({PUBLIC, EVERYTHING, *own}))
        keys = await keys_of_caller(self._store.read, scopes)
        return GuardedStore(self._store, sorted(keys | own))

    def following(self, scopes: Sequence[str] | None, *, personal: bool) -> Store:
        """Return the store as a caller sees it over a long time: by their rights at each read.

        Args:
            scopes: As `bound` takes them.
            personal: Whether they may see personal data.
        """
        if scopes is None and personal:
            return self._store
        return _Following(self._store, lambda: self.bound(scopes, personal=personal))

    async def _refresh(self) -> None:
        """Bring the keys up to date, if anything changed since or a new day began."""
        day = At.of().as_of
        if await is_current(self._store, day):
            return
        async with self._turn:
            if not await is_current(self._store, day):
                await rescope(self._store, day)


Run = Callable[[str, Mapping[str, Any]], Awaitable[list[Row]]]
"""Runs a reading statement, in a transaction or in none."""


async def keys_of_caller(run: Run, scopes: Sequence[str]) -> set[str]:
    """Return the keys of a caller: their scopes, and whatever those lie in."""
    keys = {PUBLIC, *scopes}
    for one in scopes:
        label = label_of(one)
        rows = await run(_ABOVE.format(label), {"id": one}) if label in BEARERS else []
        keys |= {upward(key) for row in rows for key in row["keys"] if label_of(key) in BEARERS}
    return keys


class _Following(GuardedStore):
    """A guarded store whose keys are looked up anew for each read, since rights move."""

    def __init__(self, store: Store, bind: Callable[[], Awaitable[Store]]) -> None:
        super().__init__(store, ())
        self._bind = bind

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Run one reading statement in its guarded form, under the keys of now."""
        bound = await self._bind()
        return await bound.read(statement, parameters)
