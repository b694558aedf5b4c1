"""What a later edition of a list changes (清单更新): what it ends, takes back, and dates.

From the day of a complete list, what it no longer names is true no longer; another value in a
cell is true from then on, if the list says its day, and corrects the earlier one if it does not.
Silence means nothing where the list could not be read (`Coverage`), nor in a list that is a part.
All of it is told by what is recorded before anything of the list is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.evidence import Source
from graph.store.port import Store
from graph.store.retracting import Gone
from loaders.pipeline.ahead import off_loop
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.dating import Edition
from loaders.pipeline.earlier import Earlier
from loaders.pipeline.forerunners import forerunners
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.listing_lines import half_read, like_several, shrunk, unlike
from loaders.pipeline.lists import ListFile, Lists
from loaders.pipeline.omitting import Omitted, misread, omitted, unheard
from loaders.pipeline.parts import Parts, Still
from loaders.pipeline.proposal import Statement
from loaders.pipeline.repeating import repeated
from loaders.report import Entry

__all__ = ["Comparing", "Listing"]


@dataclass(slots=True)
class Listing:
    """What the editions of the lists of a load change besides what they say (清单更新结果).

    Attributes:
        omitted: What is named no longer, by list.
        misread: What a list said as it was read before, and does not say as it is read now.
        notes: A line for each list whose silence was not followed.
        replaced: Names of the registers of which they are editions, by id.
        sources: The lists that no longer name something.
        called: Lists that are editions of others than their names tell, by digest.
        dated: For each part of the load, what is to be said in place of what is said at a place.
    """

    omitted: list[Omitted] = field(default_factory=list)
    misread: list[tuple[Gone, Entry]] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    called: dict[str, Source] = field(default_factory=dict)
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
        found = [(each, await self._earlier(each, listing)) for each in self._editions]
        if listing.called or any(earlier or each.file.corrected for each, earlier in found):
            known = [(edition, earlier) for edition, earlier in found if earlier is not None]
            still = await self._date(parts, known, listing)
            for edition, said in known:
                await self._hear(edition, said, still, listing)
            for edition, earlier in found:
                await self._read_anew(edition.file, earlier, still, listing)
        return listing

    async def _earlier(self, edition: Edition, listing: Listing) -> Earlier | None:
        """Return what the earlier editions of a list say; take it for an edition of those."""
        file = edition.file
        sha256 = file.source.sha256
        before, known = self._lists.before[sha256], sha256 in self._lists.read
        found = await forerunners(self._store, file, before, edition, known=known)
        if before and found.lineage is None:
            listing.notes.append((like_several if found.several else unlike)(file))
        elif found.is_unlike and file.whole is None:
            listing.notes.append(shrunk(file))
        if file.whole is not False and not file.coverage.unread:
            listing.replaced |= dict.fromkeys(found.editions, file.name)
        source = file.source.called(found.lineage) if found.lineage else file.source.apart()
        if before and source != file.source:
            edition.call(source)
            listing.called[sha256] = source
        return found.said

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
        first = self._first(found)
        while (assembly := await off_loop(next, rest, None)) is not None:
            statements: list[Statement] = [*assembly.batch.entities, *assembly.batch.relations]
            changed, between = dict[int, Statement](), dict[bytes, set[str]]()
            for place, relation in (await repeated(self._store, assembly, first)).items():
                statements[place] = changed[place] = relation
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

    def _first(self, found: Sequence[tuple[Edition, Earlier]]) -> set[str]:
        """Return the digests of the lists that turned out to have no earlier edition."""
        again = {edition.file.source.sha256 for edition, _ in found}
        return {edition.file.source.sha256 for edition in self._editions} - again

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
