"""What a later edition of a list changes (清单更新): what it ends, takes back, and dates.

From the day of a complete list, what it no longer names is true no longer; another value in a
cell is true from then on, if the list says its day, and corrects the earlier one if it does not.
Silence means nothing where the list could not be read (`Coverage`), nor in a list that is a part.
All of it is told by what is recorded before anything of the list is written.
"""

from collections import deque
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.evidence import Source
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.retracting import Gone
from loaders.pipeline.ahead import off_loop
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.dating import Edition
from loaders.pipeline.earlier import Earlier
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.listing_lines import half_read, unlike
from loaders.pipeline.lists import ListFile, Lists, forerunners
from loaders.pipeline.omitting import Omitted, misread, omitted, unheard
from loaders.pipeline.parts import Parts, Still
from loaders.pipeline.proposal import Statement
from loaders.report import Entry

__all__ = ["Comparing", "Listing", "say_instead"]


@dataclass(slots=True)
class Listing:
    """What the editions of the lists of a load change besides what they say (清单更新结果).

    Attributes:
        omitted: What is named no longer, by list.
        misread: What a list said as it was read before, and does not say as it is read now.
        notes: A line for each list whose silence was not followed.
        replaced: Names of the registers of which they are editions, by id.
        sources: The lists that no longer name something.
        dated: For each part of the load, what is to be said in place of what is said at a place.
    """

    omitted: list[Omitted] = field(default_factory=list)
    misread: list[tuple[Gone, Entry]] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)
    dated: Parts[Mapping[int, Statement]] = field(default_factory=Parts)


class Comparing:
    """Compares the lists of a load with their earlier editions (清单比对).

    Args:
        store: Where the earlier editions are recorded.
        lists: The registers of the load.
        foreseen: What a trial load would have recorded before.
    """

    def __init__(self, store: Store, lists: Lists, foreseen: Foreseen | None = None) -> None:
        self._store, self._foreseen, self._lists = store, foreseen, lists
        self._editions = [Edition(store, file, foreseen) for file in lists.again]

    def note(self, assembly: Assembly) -> None:
        """Take in what a part of the load says; every part before they are compared."""
        for edition in self._editions:
            edition.note(assembly)

    def put_away(self) -> None:
        """Move what is held in memory to files."""
        for edition in self._editions:
            edition.put_away()

    async def compare(self, parts: Iterable[Assembly]) -> Listing:
        """Return what the lists change.

        Args:
            parts: What the load says; read once, and only if there is an edition.
        """
        listing = Listing()
        found = [(each, await self._earlier(each.file, each, listing)) for each in self._editions]
        if any(earlier or each.file.corrected for each, earlier in found):
            known = [(edition, earlier) for edition, earlier in found if earlier is not None]
            still = await self._date(parts, known, listing)
            for edition, said in known:
                await self._hear(edition, said, still, listing)
            for edition, earlier in found:
                await self._read_anew(edition.file, earlier, still, listing)
        return listing

    async def _earlier(
        self, file: ListFile, said: Container[bytes], listing: Listing
    ) -> Earlier | None:
        """Return what the earlier editions of a list say."""
        before = self._lists.before[file.source.sha256]
        earlier, replaced, shrunk = await forerunners(self._store, file, before, said)
        if (earlier is None and before) or (shrunk and file.whole is None):
            listing.notes.append(unlike(file))
        if file.whole is not False and not file.coverage.unread:
            listing.replaced |= dict.fromkeys(replaced, file.name)
        return earlier

    async def _read_anew(
        self, file: ListFile, earlier: Earlier | None, still: Still, listing: Listing
    ) -> None:
        """Take in what a list does not say any more as the user says it is to be read."""
        read = self._lists.read.get(file.source.sha256)
        if file.corrected and read is not None:
            listing.misread += await misread(
                self._store, file, read, earlier, still, self._foreseen
            )

    async def _date(
        self, parts: Iterable[Assembly], found: Sequence[tuple[Edition, Earlier]], listing: Listing
    ) -> Still:
        """Date every part; return everything of which one says something."""
        still = Still()
        rest = iter(parts)
        while (assembly := await off_loop(next, rest, None)) is not None:
            statements: list[Statement] = [*assembly.batch.entities, *assembly.batch.relations]
            changed, between = dict[int, Statement](), dict[bytes, set[str]]()
            for edition, earlier in found:
                dated = await edition.dated(assembly, statements, earlier)
                between |= dated.between
                for place, statement in dated.changed.items():
                    statements[place] = changed[place] = statement
            listing.dated.add(changed)
            still.add(statements)
            still.hear(statements, between)
            for proposal in assembly.proposals:
                still.add(proposal.statements)
            await off_loop(still.put_away)
        return still

    async def _hear(
        self, edition: Edition, earlier: Earlier, still: Still, listing: Listing
    ) -> None:
        """Take in what the silence of a list says; a half-read one ends nothing."""
        store, file = self._store, edition.file
        if file.coverage.unread:
            if count := await unheard(store, file, earlier, still, self._foreseen):
                listing.notes.append(half_read(file, count))
        elif file.whole is not False:
            gone = await omitted(store, file, earlier, still, self._foreseen)
            if gone.gone:
                listing.omitted.append(gone)
                listing.sources.append(file.source)


def say_instead(
    assembly: Assembly, dated: Mapping[int, Statement], sources: Sequence[Source] = ()
) -> None:
    """Put statements in the place of those that they are made from, in the report too.

    Args:
        assembly: A part of a load.
        dated: What is to be said in place of what is said at a place.
        sources: Lists that end something, whether this part speaks for them or not.
    """
    batch = assembly.batch
    silent = [source for source in sources if source not in batch.sources]
    if silent:
        assembly.batch = batch = replace(batch, sources=[*batch.sources, *silent])
    if dated:
        _replace(assembly, dated)


def _replace(assembly: Assembly, dated: Mapping[int, Statement]) -> None:
    batch = assembly.batch
    said: list[Statement] = [*batch.entities, *batch.relations]
    instead = {_at_place(said[place]): deque[Statement]() for place in dated}
    for place, statement in enumerate(said):
        if (key := _at_place(statement)) in instead:
            said[place] = dated.get(place, statement)
            instead[key].append(said[place])
    assembly.told = [
        (instead[key].popleft() if (key := _at_place(statement)) in instead else statement, line)
        for statement, line in assembly.told
    ]
    assembly.batch = replace(
        batch,
        entities=[s for s in said if isinstance(s, Entity)],
        relations=[s for s in said if isinstance(s, Relation)],
    )


def _at_place(statement: Statement) -> tuple[str, tuple[str, ...]]:
    return (statement.id, tuple(statement.evidence))
