"""Omitting (不再列出): what a later edition of a list no longer names, and so ends."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field

from graph.evidence import Evidence
from graph.model.labels import Method
from graph.store.port import Store
from graph.store.retracting import Gone, unheld
from loaders.pipeline.doubting import Doubting
from loaders.pipeline.earlier import Earlier
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.listing_lines import line_of, listed_at, read_otherwise
from loaders.pipeline.lists import ListFile
from loaders.pipeline.parts import Still
from loaders.pipeline.periods import lasts
from loaders.report import Entry
from loaders.shelf import Shelf, Spool

__all__ = ["Omitted", "misread", "omitted", "unheard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Omitted:
    """What one list no longer names (清单不再列出的陈述).

    Attributes:
        day: First day on which it is true no longer.
        evidence: The list.
        gone: The statements.
        lines: A line of the report for each.
    """

    day: str
    evidence: Evidence
    gone: Spool[Gone] = field(default_factory=Spool)
    lines: Spool[Entry] = field(default_factory=Spool)


async def omitted(
    store: Store, file: ListFile, earlier: Earlier, still: Still, foreseen: Foreseen | None
) -> Omitted:
    """Return what a list no longer names.

    Args:
        store: Where its earlier editions are recorded.
        file: The list.
        earlier: What they say.
        still: Everything of which the load says something.
        foreseen: What a trial load would have recorded before.
    """
    day = file.day
    note = f"截至 {day} 的版本未再列出" if file.source.dated_on else f"{day} 导入的版本未再列出"
    evidence = Evidence(document=file.source.sha256, method=Method.REGISTER_ROW, note=note)
    found, loose = Omitted(day=day, evidence=evidence), Shelf[tuple[str, ...]](sieved=False)
    async for sure, names in _surely(store, file, earlier, still, foreseen):
        _loosen(loose, sure)
        loosened = [one for thing in sure for one in loose.get(thing.id.encode()) or ()]
        gone = await unheld(store, sure, day, loosened)
        places = await listed_at(store, gone)
        for one in gone:
            found.gone.append(one)
            found.lines.append(line_of(one, names, file, places))
    return found


async def misread(
    store: Store,
    file: ListFile,
    read: str,
    earlier: Earlier | None,
    still: Still,
    foreseen: Foreseen | None,
) -> list[tuple[Gone, Entry]]:
    """Return what a list said only as it was read before, with its line.

    Args:
        store: Where that is recorded.
        file: The list.
        read: Id of the document as which it was read before.
        earlier: What its earlier editions say, if there are any.
        still: Everything of which the load says something.
        foreseen: What a trial load would have recorded before.
    """
    gone: list[tuple[Gone, Entry]] = []
    if file.coverage.unread:
        return gone
    own, known = await Earlier.said_in(store, read), await Earlier.said_in(store, read)
    if earlier is not None:
        known = known.joined(earlier)
    loose = Shelf[tuple[str, ...]]()
    doubting = Doubting(store, file.coverage, known, still)
    async for found in _lasting(store, file, known, still, foreseen):
        its = [o for o in found if any(own.issuperset([place]) for place in o.version.evidence)]
        sure, names = await doubting.sure(its)
        _loosen(loose, sure)
        loosened = [one for thing in sure for one in loose.get(thing.id.encode()) or ()]
        mistaken = await unheld(store, sure, "", loosened)
        places = await listed_at(store, mistaken)
        gone += [(one, read_otherwise(one, names, file, places)) for one in mistaken]
    return gone


async def unheard(
    store: Store, file: ListFile, earlier: Earlier, still: Still, foreseen: Foreseen | None
) -> int:
    """Return how much a list no longer names in what was read of it; as `omitted`."""
    kinds, count = file.coverage.kinds, 0
    async for found in _lasting(store, file, earlier, still, foreseen):
        count += sum(1 for one in found if one.kind in kinds)
    return count


async def _lasting(
    store: Store, file: ListFile, earlier: Earlier, still: Still, foreseen: Foreseen | None
) -> AsyncIterator[list[Gone]]:
    """Yield what the load says no longer and is not over, relationships first."""
    async for found in earlier.silent(store, still):
        yield [
            one
            for one in found
            if lasts(one.version, file.day) and not (foreseen and foreseen.speaks_of(one.id))
        ]


async def _surely(
    store: Store, file: ListFile, earlier: Earlier, still: Still, foreseen: Foreseen | None
) -> AsyncIterator[tuple[Sequence[Gone], dict[str, str]]]:
    """Yield what the list would name, relationships first, with the names of their ends."""
    coverage, doubting = file.coverage, Doubting(store, file.coverage, earlier, still)
    async for found in _lasting(store, file, earlier, still, foreseen):
        known = [
            one
            for one in found
            if all(coverage.speaks_of(one.kind, earlier.column(e)) for e in one.version.evidence)
        ]
        sure, names = await doubting.sure(known)
        if sure:
            yield sure, names


def _loosen(loose: Shelf[tuple[str, ...]], gone: Iterable[Gone]) -> None:
    """Keep which relationships are gone, by both of their ends."""
    by_end: dict[str, list[str]] = defaultdict(list)
    for one in gone:
        for end in one.ends or ():
            by_end[end].append(one.id)
    for end, ids in by_end.items():
        loose.keep(end.encode(), (*(loose.get(end.encode()) or ()), *ids))
    loose.put_away()
