"""Forerunners (前版): of which list that is on record a register is a later edition.

A register of the same name that repeats less than half of what an earlier one says is taken for
another list, so that nothing ends, and nothing is corrected, on a mere likeness of names. If half
of what it says itself is of the earlier one, it is a part of that: it corrects, and ends nothing.
The user may say otherwise.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Final, Protocol

from graph.store.port import Store
from loaders.pipeline.ahead import off_loop
from loaders.pipeline.earlier import Earlier
from loaders.pipeline.lists import ListFile, Recorded

__all__ = ["Forerunners", "Spoken", "forerunners", "is_continued"]

_ALIKE: Final = 0.5
"""Least share of what an earlier edition says that a later one repeats."""


class Spoken(Protocol):
    """What a list speaks for (清单所述)."""

    def __contains__(self, key: object) -> bool:
        """Tell whether it speaks for something."""

    def keys(self) -> Iterable[bytes]:
        """Return all that it speaks for."""


@dataclass(slots=True)
class Forerunners:
    """The earlier editions of a list (清单前版).

    Attributes:
        said: What they say; None if there are none.
        editions: Ids of the documents.
        lineage: What all of them are called; None for a list like no other of its name.
        is_unlike: Whether it has lost more than half of what an edition of it says.
        several: Whether it is like several lists of its name, so that it continues none.
    """

    said: Earlier | None = None
    editions: list[str] = field(default_factory=list)
    lineage: str | None = None
    is_unlike: bool = False
    several: bool = False


async def forerunners(
    store: Store, file: ListFile, before: Sequence[Recorded], own: Spoken, *, known: bool
) -> Forerunners:
    """Return of what a list is a later edition.

    Args:
        store: Where earlier editions are recorded.
        file: The list.
        before: The documents that may be editions of it, the latest first.
        own: What the list itself speaks for.
        known: Whether it is on record itself, as an edition of what it is called.
    """
    name = attrgetter("lineage")
    groups = {key: list(each) for key, each in groupby(sorted(before, key=name), key=name)}
    whole = file.whole is True
    found = {key: await _chain(store, key, each, own) for key, each in groups.items()}
    like = [each for each in found.values() if each.said is not None]
    if whole and (len(like) == 1 or (not like and len(groups) == 1)):
        key = next(each.lineage or "" for each in like or found.values())
        return await _chain(store, key, groups[key], own, every=True)
    if len(like) == 1:
        return like[0]
    if not like and not whole:
        parts = [k for k, each in groups.items() if await _is_part(store, own, each)]
        if len(parts) == 1:
            return Forerunners(lineage=parts[0])
    if known:
        return Forerunners(lineage=file.source.lineage)
    return Forerunners(several=len(like) > 1)


async def is_continued(store: Store, document: str, other: str) -> bool:
    """Tell whether one register repeats enough of what another says to be a later edition."""
    earlier, later = await Earlier.said_in(store, document), await Earlier.said_in(store, other)
    return await off_loop(_share, earlier, later) >= _ALIKE


async def _chain(
    store: Store, lineage: str, before: Sequence[Recorded], own: Spoken, *, every: bool = False
) -> Forerunners:
    """Return the editions of one list that another continues, each directly or by a later one."""
    found = Forerunners(lineage=lineage)
    others: list[Earlier] = []
    for document in before:
        earlier = await Earlier.said_in(store, document.id)
        said = _Either(own, found.said)
        if every or await off_loop(_share, earlier, said) >= _ALIKE:
            found.said = found.said.joined(earlier) if found.said else earlier
            found.editions.append(document.id)
        else:
            others.append(earlier)
    for other in others:
        if found.said and await off_loop(_share, found.said, other) >= _ALIKE:
            found.is_unlike = True
    return found


async def _is_part(store: Store, own: Spoken, before: Sequence[Recorded]) -> bool:
    """Tell whether what a list speaks for stands, for the most part, in another."""
    for document in before:
        earlier = await Earlier.said_in(store, document.id)
        if await off_loop(_share, own, earlier) >= _ALIKE:
            return True
    return False


def _share(said: Spoken, later: Container[bytes]) -> float:
    """Return how much of what one speaks for another repeats, 0 to 1."""
    count = repeated = 0
    for key in said.keys():  # noqa: SIM118 - it cannot be iterated itself
        count, repeated = count + 1, repeated + (key in later)
    return repeated / count if count else 0.0


@dataclass(frozen=True, slots=True)
class _Either:
    """What a list or its later editions speak for (各版所述)."""

    own: Spoken
    later: Earlier | None

    def __contains__(self, key: object) -> bool:
        """Tell whether one of them speaks for something."""
        return key in self.own or (self.later is not None and key in self.later)
