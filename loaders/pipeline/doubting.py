"""What a row that could not be used may still say (存疑行), so that its silence ends nothing."""

from collections.abc import Collection, Sequence
from typing import Final

from graph.model.labels import RelType
from graph.store.port import Store
from graph.store.retracting import Gone, names_of
from loaders.pipeline.earlier import Earlier
from loaders.pipeline.listing_lines import named_by
from loaders.pipeline.parts import Still
from loaders.registers import Coverage
from loaders.shelf import Shelf

__all__ = ["Doubting"]

_PAGE: Final = 10_000
"""Duties that are held in memory."""


class Doubting:
    """Tells what no row names that could not be used (可确认不再列出).

    Args:
        store: Where the earlier editions are recorded.
        coverage: What the list was read for.
        earlier: What the earlier editions say.
        still: Everything of which the load says something.
    """

    def __init__(self, store: Store, coverage: Coverage, earlier: Earlier, still: Still) -> None:
        self._store, self._coverage = store, coverage
        self._duties: Shelf[tuple[str, ...]] = Shelf()
        silent = earlier.silent_duties(still) if coverage.doubtful else ()
        for number, (post, target) in enumerate(silent, 1):
            key = post.encode()
            self._duties.keep(key, (*(self._duties.get(key) or ()), target))
            if number % _PAGE == 0:
                self._duties.put_away()

    async def sure(self, found: Collection[Gone]) -> tuple[Sequence[Gone], dict[str, str]]:
        """Return what no such row names, with the names of all ends.

        A row names who holds a post by what the post is for: where the cell of the person could
        not be used, neither the person nor the post need stand in it.
        """
        targets = {one.id: self._targets(one) for one in found}
        ends = {end for one in found for end in one.ends or ()}
        names = await names_of(self._store, ends.union(*targets.values()))
        return [
            one
            for one in found
            if not self._coverage.doubts(
                [*named_by(one, names), *(names.get(target, "") for target in targets[one.id])]
            )
        ], names

    def _targets(self, one: Gone) -> tuple[str, ...]:
        if one.kind != RelType.HOLDS_POST or one.ends is None:
            return ()
        return self._duties.get(one.ends[1].encode()) or ()
