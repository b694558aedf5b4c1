"""What a later edition of a list changes (清单更新): what it ends, takes back, and dates.

From the day of a complete list, what it no longer names is true no longer; another value in a
cell is true from then on, if the list says its day, and corrects the earlier one if it does not.
Silence means nothing where the list could not be read (`Coverage`), nor in a list that is a part.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.evidence import UNKNOWN_START, Evidence
from graph.model.labels import Method
from graph.model.registry import relation_spec
from graph.model.statement import Entity, Relation
from graph.store.ledger import version_from
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.retracting import Gone, Sayings, candidates, names_of, said_in, unheld
from graph.store.statements import read_between
from graph.store.write import Batch, shape_of
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.listing_lines import half_read, line_of, named_by, read_otherwise, unlike
from loaders.pipeline.lists import ListFile, Lists, forerunners
from loaders.pipeline.periods import NAMES, current_of, differs, key_of, lasts
from loaders.pipeline.proposal import Statement
from loaders.pipeline.recorded import recorded_versions
from loaders.report import Entry

__all__ = ["Listing", "Omitted", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Omitted:
    """What one list no longer names (清单不再列出的陈述).

    Attributes:
        gone: The statements.
        day: First day on which they are true no longer.
        evidence: The list.
        lines: A line of the report for each.
    """

    gone: Sequence[Gone]
    day: str
    evidence: Evidence
    lines: Sequence[Entry]


@dataclass(slots=True)
class Listing:
    """What the editions of the lists of a load change besides what they say (清单更新结果).

    Attributes:
        omitted: What is named no longer, by list.
        misread: What a list said as it was read before, and does not say as it is read now.
        notes: A line for each list whose silence was not followed.
        replaced: Names of the registers of which they are editions, by id.
    """

    omitted: list[Omitted] = field(default_factory=list)
    misread: list[tuple[Gone, Entry]] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)


async def compare(
    store: Store, lists: Lists, assembly: Assembly, foreseen: Foreseen | None = None
) -> Listing:
    """Compare the lists of a load with their earlier editions, and date what they say.

    The statements of the assembly are replaced by ones that say since when they are true, and
    which properties are taken back.

    Args:
        store: Where the earlier editions are recorded.
        lists: The registers of the load.
        assembly: What they say.
        foreseen: What a trial load would have recorded before.
    """
    listing = Listing()
    for file in lists.again:
        before = lists.before[file.source.sha256]
        edition = _Edition(store, file, assembly, foreseen)
        said, editions, shrunk = await forerunners(store, file, before, edition.keys)
        if (said is None and before) or (shrunk and file.whole is None):
            listing.notes.append(unlike(file))
        if said is not None:
            await edition.date(said)
            await _silence(edition, said, editions, listing)
        if file.corrected and (read := lists.read.get(file.source.sha256)):
            listing.misread += await edition.misread(await said_in(store, [read]), said)
    return listing


async def _silence(
    edition: "_Edition", said: Sayings, editions: Sequence[str], listing: Listing
) -> None:
    """Take in what a list no longer says, where its silence means anything."""
    file = edition.file
    if file.whole is not False and not file.coverage.unread:
        listing.replaced |= dict.fromkeys(editions, file.name)
    if file.whole is not False:
        omitted = await edition.omitted(said)
        listing.omitted += [omitted] if omitted.gone else []
    if file.coverage.unread and (count := await edition.unheard(said)):
        listing.notes.append(half_read(file, count))


class _Edition:
    """One list of a load, compared with what its earlier editions say.

    Attributes:
        file: The list.
    """

    def __init__(
        self, store: Store, file: ListFile, assembly: Assembly, foreseen: Foreseen | None
    ) -> None:
        self._store = store
        self._foreseen = foreseen
        self.file = file
        self._assembly = assembly
        sha256 = file.source.sha256
        own = {e.id for e in assembly.batch.evidence if e.document == sha256}
        said: list[Statement] = [*assembly.batch.entities, *assembly.batch.relations]
        self._own = [s for s in said if not own.isdisjoint(s.evidence)]
        self._doubted = {
            (s.id, name)
            for proposal in assembly.proposals
            if any(e.document == sha256 for e in proposal.evidence)
            for s in proposal.statements
            for name in s.properties
        }
        refused = [*assembly.rejected, *(p.entry for p in assembly.proposals)]
        for entry in refused:
            if entry.place.file == file.name:
                file.coverage.doubt_text(f"{entry.subject}\n{entry.value or ''}")

    @property
    def keys(self) -> set[object]:
        """What the list says, as `Sayings.keys`."""
        return {
            s.id if isinstance(s, Entity) else (str(s.type), s.source.id, s.target.id)
            for s in self._own
        }

    async def date(self, said: Sayings) -> None:
        """Let the statements of the list say since when they are true, and what they take back."""
        recorded = await self._recorded()
        stated: dict[object, set[str]] = defaultdict(set)
        for statement in self._own:
            stated[key_of(statement)] |= set(statement.properties)
        names = await names_of(
            self._store, {s.source.id for s in self._own if isinstance(s, Relation)}
        )
        changed: dict[int, Statement] = {}
        for statement in self._own:
            versions = recorded.get(key_of(statement), [])
            lacking = self._lacking(statement, stated[key_of(statement)], versions, said, names)
            since = self._since(statement, versions, lacking)
            if lacking or since != statement.valid_from:
                changed[id(statement)] = replace(statement, valid_from=since, withdrawn=lacking)
        _replace(self._assembly, changed)
        self._own = [changed.get(id(s), s) for s in self._own]

    async def misread(self, own: Sayings, said: Sayings | None) -> list[tuple[Gone, Entry]]:
        """Return what only another reading of the list says, with its line.

        Args:
            own: What it said as it was read before.
            said: What its earlier editions say.
        """
        if self.file.coverage.unread:
            return []
        known = own.joined(said) if said else own
        spoken = replace(own, evidence=known.evidence)
        found = await candidates(self._store, spoken, self._still())
        names = await names_of(self._store, {end for one in found for end in one.ends or ()})
        sure = [
            one
            for one in found
            if lasts(one.version, self.file.day)
            and not own.evidence.isdisjoint(one.version.evidence)
            and not self.file.coverage.doubts(named_by(one, names))
        ]
        gone = await unheld(self._store, sure)
        return [(one, read_otherwise(one, names, self.file)) for one in gone]

    async def omitted(self, said: Sayings) -> Omitted:
        """Return what the list no longer names."""
        file, coverage, day = self.file, self.file.coverage, self.file.day
        found = await candidates(self._store, said, self._still())
        found = [
            one
            for one in found
            if lasts(one.version, day)
            and not (self._foreseen and self._foreseen.speaks_of(one.id))
            and all(coverage.speaks_of(one.kind, said.columns.get(e)) for e in one.version.evidence)
        ]
        names = await names_of(self._store, {end for one in found for end in one.ends or ()})
        sure = [one for one in found if not coverage.doubts(named_by(one, names))]
        gone = await unheld(self._store, sure, day)
        note = f"截至 {day} 的版本未再列出" if file.source.dated_on else f"{day} 导入的版本未再列出"
        evidence = Evidence(document=file.source.sha256, method=Method.REGISTER_ROW, note=note)
        lines = [line_of(one, names, file) for one in gone]
        batch = self._assembly.batch
        if gone and file.source not in batch.sources:
            self._assembly.batch = replace(batch, sources=[*batch.sources, file.source])
        return Omitted(gone=gone, day=day, evidence=evidence, lines=lines)

    async def unheard(self, said: Sayings) -> int:
        """Return how much the list no longer names in what was read of it."""
        found = await candidates(self._store, said, self._still())
        kinds = self.file.coverage.kinds
        return sum(1 for one in found if one.kind in kinds and lasts(one.version, self.file.day))

    def _still(self) -> set[str]:
        """Return the ids of everything of which the load still says something."""
        batch: Batch = self._assembly.batch
        statements: list[Statement] = [*batch.entities, *batch.relations]
        for proposal in self._assembly.proposals:
            statements += proposal.statements
        still = {statement.id for statement in statements}
        for statement in statements:
            if isinstance(statement, Relation):
                still |= {statement.source.id, statement.target.id}
        return still

    async def _recorded(self) -> dict[object, list[Version]]:
        """Return the versions that are recorded of what the list says, by what they speak of."""
        _, found = await recorded_versions(
            self._store, [s for s in self._own if isinstance(s, Entity)], self._foreseen
        )
        recorded: dict[object, list[Version]] = dict(found.items())
        shapes: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
        for s in self._own:
            if isinstance(s, Relation):
                shapes[shape_of(s)].append({"source": s.source.id, "target": s.target.id})
        lineage = self.file.source.lineage
        for (kind, *labels), rows in shapes.items():
            spec = relation_spec(kind)
            asked = [dict(row) for row in {tuple(row.items()): row for row in rows}.values()]
            for row in await self._store.read(
                read_between(spec, (labels[0], labels[1])), {"rows": asked}
            ):
                version = version_from(row["version"])
                if version.valid_from == UNKNOWN_START or lineage in version.lineages:
                    apart = tuple(version.properties.get(name) for name in spec.identity)
                    key = (kind, row["source"], row["target"], apart)
                    recorded.setdefault(key, []).append(version)
        return recorded

    def _lacking(
        self,
        statement: Statement,
        stated: Collection[str],
        versions: Sequence[Version],
        said: Sayings,
        names: Mapping[str, str],
    ) -> frozenset[str]:
        """Return the properties that only earlier editions of the list give."""
        current = current_of(versions, self.file.day)
        if current is None or self.file.whole is False:
            return frozenset()
        if not said.evidence.issuperset(current.evidence):
            return frozenset()
        kind = str(statement.label if isinstance(statement, Entity) else statement.type)
        coverage = self.file.coverage
        lacking = {
            name
            for name in set(current.properties) - set(stated) - NAMES
            if (kind, name) in coverage.properties and (statement.id, name) not in self._doubted
        }
        called = str(statement.properties.get("name", ""))
        if isinstance(statement, Relation):
            called = names.get(statement.source.id, "")
        return frozenset() if lacking and coverage.doubts([called]) else frozenset(lacking)

    def _since(
        self, statement: Statement, versions: Sequence[Version], lacking: Collection[str]
    ) -> str:
        """Return since when a statement is true."""
        day, dated = self.file.day, self.file.source.dated_on is not None
        if statement.valid_from != UNKNOWN_START:
            return statement.valid_from
        current = current_of(versions, day)
        if current is None and statement.valid_to is None:
            anew = bool(versions) or (dated and self.file.whole is not False)
            return day if anew else UNKNOWN_START
        if current is None:
            return UNKNOWN_START
        own = self.file.source.lineage in current.lineages
        if dated and own and day > current.valid_from and (lacking or differs(statement, current)):
            return day
        return current.valid_from if isinstance(statement, Relation) else UNKNOWN_START


def _replace(assembly: Assembly, changed: Mapping[int, Statement]) -> None:
    """Put statements in the place of those that they are made from."""

    def new(statement: Any) -> Any:
        return changed.get(id(statement), statement)

    batch = assembly.batch
    assembly.told = [(new(statement), line) for statement, line in assembly.told]
    assembly.batch = replace(
        batch,
        entities=[new(entity) for entity in batch.entities],
        relations=[new(relation) for relation in batch.relations],
    )
