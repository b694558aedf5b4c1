"""Loading (导入): read, resolve, write, report. The same source loaded again changes nothing."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.evidence import digest
from graph.model.labels import Label
from graph.model.record import LOAD
from graph.store.deciding import close, keep, kept
from graph.store.outcome import WriteReport
from graph.store.plan import Outcome
from graph.store.port import Store
from graph.store.retracting import retract_gone
from graph.store.write import Batch, record, write
from loaders.documents.precision import TrackRecord, packaged
from loaders.errors import LoaderError
from loaders.identity import EntityDraft, Mention, RelationDraft, UnresolvedError
from loaders.pipeline.assembly import Assembly, Before, assemble
from loaders.pipeline.contests import contested
from loaders.pipeline.decided import settled, still_open, tell_settled
from loaders.pipeline.directory import Directory
from loaders.pipeline.documents import home_of, names_in, read_document, regions_in
from loaders.pipeline.editions import Editions, gone_by, recognised, superseded
from loaders.pipeline.lookup import figures_of, known_nodes, wanted_by
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.recorded import preview
from loaders.pipeline.sources import DocumentFile, ReadFiles, read_files
from loaders.pipeline.weighing import Draft
from loaders.readers.longtable import PORTION
from loaders.readers.spreadsheet import RegisterFile
from loaders.registers import Correction, Reading, readings
from loaders.report import REJECTED, RETRACTED, Entry, LoadReport, Place
from loaders.shelf import Shelf, Spool

__all__ = ["Correct", "Progress", "load"]

Progress = Callable[[int, int], None]
Correct = Callable[[RegisterFile], Correction]


async def load(
    store: Store,
    paths: Iterable[Path | str],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    rules: TrackRecord | None = None,
    correct: Correct | None = None,
) -> LoadReport:
    """Load registers and documents; folders are searched for them.

    Broken files, sheets, columns and rows are told in the report and do not stop the rest.

    Args:
        store: Where to.
        paths: Registers (.csv, .xlsx), documents (.docx, .pdf, .html, .txt) and folders.
        dry_run: Whether to tell what would change and write nothing.
        progress: Called with the number of statements written so far, and of all.
        rules: What was measured of the rules that read documents; by default what comes with them.
        correct: Tells what the user says of the form and the columns of a register.

    Raises:
        StoreError: If the database cannot be read or written.
    """
    named = [Path(path) for path in paths]
    files = await asyncio.to_thread(read_files, named)
    editions = await recognised(store, files.documents)
    report = LoadReport(name="、".join(dict.fromkeys(p.name for p in named)), dry_run=dry_run)
    report.extend(REJECTED, files.rejected)
    report.extend(Outcome.UNCHANGED, editions.outdated)
    loading = _Loading(store, files, editions, report, rules or packaged(), progress)
    whole = Reading()
    for reading in _read(files, correct):
        if whole.rows + reading.rows > PORTION and not dry_run:
            await loading.take(whole)
            whole = Reading()
        whole.add(reading)
    await loading.finish(whole)
    if not dry_run:
        await _keep_record(store, report)
    return report


class _Loading:
    """A load, portion by portion (分批导入); what is short is one portion.

    A trial load is one portion as well: it writes nothing that later portions could look up.
    """

    def __init__(
        self,
        store: Store,
        files: ReadFiles,
        editions: Editions,
        report: LoadReport,
        rules: TrackRecord,
        progress: Progress | None,
    ) -> None:
        self._store, self._files, self._editions = store, files, editions
        self._report, self._rules, self._progress = report, rules, progress
        self._said: Shelf[tuple[Mapping[str, Any], Place]] = Shelf()
        self._put_off: Spool[list[Draft]] = Spool(block=1)
        self._done = self._portions = 0

    async def take(self, reading: Reading) -> None:
        """Load a portion that others follow."""
        await self._load(reading, more=True)
        self._said.put_away()

    async def finish(self, reading: Reading) -> None:
        """Load the last portion with the documents, then what waited for later rows."""
        await self._load(reading, documents=self._editions.current, more=bool(self._put_off))
        more = True
        while waiting := self._put_off:
            self._put_off = Spool(block=1)
            for drafts in waiting:
                await self._load(_again(drafts), more=more)
            more = sum(map(len, self._put_off)) < sum(map(len, waiting))

    async def _load(
        self, reading: Reading, documents: Sequence[DocumentFile] | None = None, *, more: bool
    ) -> None:
        store, report = self._store, self._report
        before = Before(said=self._said, earlier=reading.earlier, more=more)
        assembly = await _assembled(
            store, self._files, documents or (), self._rules, reading, before
        )
        settled(assembly, await kept(store, [proposal.id for proposal in assembly.proposals]))
        gone = [] if documents is None else await gone_by(store, self._editions, assembly.batch)
        report.sheets += reading.sheets
        report.extend(REJECTED, assembly.rejected)
        if assembly.put_off:
            self._put_off.append(assembly.put_off)
        written = await self._written(assembly.batch)
        _tell_outcomes(report, assembly, written)
        contests = await contested(store, written.contests, assembly.told, assembly.batch)
        proposals = [*contests, *assembly.proposals]
        waiting = await _waiting(store, report, proposals)
        closed = []
        if documents is not None:
            still = {proposal.id for proposal in proposals}
            closed = await superseded(store, self._editions, still)
        report.extend(RETRACTED, (line for _, line in (*gone, *closed)))
        if not report.dry_run:
            await retract_gone(store, [one for one, _ in gone], report.recorded_at)
            await close(store, [closing for closing, _ in closed], report.recorded_at)
            kept_apart = [proposal.entity() for proposal in waiting]
            await keep(store, kept_apart, assembly.batch.lineage, report.recorded_at)

    async def _written(self, batch: Batch) -> WriteReport:
        if self._report.dry_run:
            return await preview(self._store, batch)
        self._portions += 1
        total = self._done + len(batch.entities) + len(batch.relations)

        def advance(count: int) -> None:
            self._done += count
            if self._progress is not None:
                self._progress(self._done, total)

        written = await write(self._store, batch, progress=advance, adding=self._portions > 1)
        self._report.recorded_at = written.recorded_at
        return written


def _read(files: ReadFiles, correct: Correct | None) -> Iterator[Reading]:
    """Yield what the registers of a load say; one that breaks off is told."""
    for _, file in files.registers:
        try:
            yield from readings(file, correct(file) if correct else None)
        except LoaderError as error:
            yield Reading(rejected=[Entry.of_error(error)])


def _again(drafts: Sequence[Draft]) -> Reading:
    """Return what was put off, with the things that it speaks of and that are stated."""
    entities = [draft for draft in drafts if isinstance(draft, EntityDraft)]
    relations = [draft for draft in drafts if isinstance(draft, RelationDraft)]
    ends = {end for relation in relations for end in (relation.source, relation.target)}
    stated = [end for end in ends if isinstance(end, EntityDraft) and end not in set(entities)]
    return Reading(entities=entities, relations=relations, earlier=stated)


async def _waiting(
    store: Store, report: LoadReport, proposals: Sequence[Proposal]
) -> list[Proposal]:
    """Return the proposals that nobody has decided; the others are unchanged."""
    known = await kept(store, [proposal.id for proposal in proposals])
    tell_settled(report, proposals, known)
    waiting = still_open(proposals, known)
    report.extend(Outcome.PROPOSED, (proposal.entry for proposal in waiting))
    return waiting


async def _assembled(
    store: Store,
    files: ReadFiles,
    current: Sequence[DocumentFile],
    rules: TrackRecord,
    registers: Reading,
    before: Before,
) -> Assembly:
    """Turn files into one batch, as the graph stands now."""
    said = [name for document in current for name in names_in(document)]
    stated = [*registers.entities, *registers.earlier]
    known = await known_nodes(store, wanted_by(stated, registers.relations, said))
    regions = Directory(stated, known)
    documents = [read_document(d, _region(d, regions), rules) for d in current]
    figures = await figures_of(store, {node.id for node in known}) if documents else []
    entities = [*registers.entities, *(e for d in documents for e in d.entities)]
    assembly = assemble(
        [*(source for source, _ in files.registers), *(d.source for d in current)],
        entities,
        [*registers.relations, *(r for d in documents for r in d.relations)],
        Directory([*entities, *registers.earlier], known, figures),
        [proposal for d in documents for proposal in d.proposals],
        before,
    )
    assembly.rejected[:0] = registers.rejected
    return assembly


def _region(document: DocumentFile, directory: Directory) -> str | None:
    """Return the code of the division that a document reports on.

    Where it does not say, that of the region it names most and that is known.
    """
    if own := home_of(document):
        return own.code
    place = Place(file=document.source.name)
    for name in regions_in(document):
        try:
            found = directory.reference(Mention(text=name, labels=(Label.REGION,), place=place))
        except UnresolvedError:
            continue
        return found.id.partition(":")[2]
    return None


def _tell_outcomes(report: LoadReport, assembly: Assembly, written: WriteReport) -> None:
    """Add a line for each statement; those of contests follow with both values."""
    lines: dict[str, deque[tuple[Entry, bool]]] = defaultdict(deque)
    for statement, line in assembly.told:
        lines[statement.id].append((line, statement.valid_to is not None))
    for identifier, outcome in written.outcomes:
        line, ends = lines[identifier].popleft()
        if outcome is Outcome.CORRECTED and ends:
            report.ended.append(line)
        if outcome is not Outcome.PROPOSED:
            report.add(outcome, line)


async def _keep_record(store: Store, report: LoadReport) -> None:
    """Keep that there was this load."""
    properties = {
        "name": report.name,
        "recorded_at": report.recorded_at,
        **report.counts,
    }
    report.load_id = f"{Label.LOAD}:{digest(report.recorded_at, report.name)}"
    await record(store, LOAD, [{"id": report.load_id, "properties": properties}])
