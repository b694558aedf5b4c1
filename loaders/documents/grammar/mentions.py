"""Mentions (提及): where names stand in a document; each name is searched for once."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from loaders.documents.statements import EntityType, Span

__all__ = ["Mentions", "Named", "Places"]

_LENGTH: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A mention of something already named (提及).

    Attributes:
        span: Place in the cleaned text.
        type: Kind of thing.
        name: Its name.
    """

    span: Span
    type: EntityType
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Every place where one of some names stands, in order, the longest of a place first (提及表).

    Attributes:
        starts: Where each begins.
        named: What is mentioned there.
    """

    starts: Sequence[int]
    named: Sequence[Named]

    def within(self, span: Span) -> tuple[Named, ...]:
        """Return the mentions in a span, none of which begins before the one before it ends."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        if low == high:
            return ()
        position, end, found = span.start, span.end, []
        for named in self.named[low:high]:
            place = named.span
            if place.start >= position and place.end <= end:
                position = place.end
                found.append(named)
        return tuple(found)


class Places:
    """Where names stand in one text (名称位置)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._orders: dict[str, NDArray[np.int64]] = {}
        self._named: dict[tuple[str, EntityType], Sequence[Named]] = {}

    def mentions(self, kinds: Mapping[str, EntityType]) -> Mentions:
        """Return where some names stand.

        Args:
            kinds: The names, each with the type that it is mentioned as.
        """
        self._search([name for name in kinds if name not in self._orders])
        orders = [self._orders[name] for name in kinds]
        order = np.argsort(np.concatenate(orders)) if orders else ()
        named = list(chain.from_iterable(self._of(name, kind) for name, kind in kinds.items()))
        placed = [named[i] for i in order]
        return Mentions(starts=[one.span.start for one in placed], named=placed)

    def _of(self, name: str, kind: EntityType) -> Sequence[Named]:
        known = self._named.get((name, kind))
        if known is None:
            starts = (self._orders[name] // _LENGTH).tolist()
            spans = [Span(start, start + len(name)) for start in starts]
            known = [Named(span=span, type=kind, name=name) for span in spans]
            self._named[name, kind] = known
        return known

    def _search(self, names: Iterable[str]) -> None:
        """Find all places of some names; places are numbered so that the longest comes first."""
        found: dict[str, list[int]] = {name: [] for name in names}
        if found:
            automaton = ahocorasick.Automaton()
            for name in found:
                automaton.add_word(name, name)
            automaton.make_automaton()
            for last, name in automaton.iter(self._text):
                start = last + 1 - len(name)
                found[name].append((start + 1) * _LENGTH - len(name))
            self._orders |= {name: np.array(orders, np.int64) for name, orders in found.items()}
