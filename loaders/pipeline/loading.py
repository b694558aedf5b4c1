"""Loading (导入): read, resolve, write, report. The same source loaded again changes nothing."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from graph.evidence import digest
from graph.model.labels import Label
from graph.model.record import LOAD
from graph.store.deciding import close, keep, kept
from graph.store.ending import end_gone
from graph.store.outcome import WriteReport
from graph.store.plan import Outcome
from graph.store.port import Store
from graph.store.retracting import retract_gone
from graph.store.write import Batch, record, write
from loaders.documents.precision import TrackRecord, packaged
from loaders.identity import Mention, UnresolvedError
from loaders.pipeline.assembly import Assembly, assemble
from loaders.pipeline.contests import contested
from loaders.pipeline.decided import settled, still_open, tell_settled
from loaders.pipeline.directory import Directory
from loaders.pipeline.documents import home_of, names_in, read_document, regions_in
from loaders.pipeline.editions import gone_by, recognised, superseded
from loaders.pipeline.listing import compare
from loaders.pipeline.lists import ListFile, listed_before
from loaders.pipeline.lookup import figures_of, known_nodes, unregistered, wanted_by
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.recorded import preview
from loaders.pipeline.sources import DocumentFile, ReadFiles, read_files
from loaders.pipeline.takeover import Takeover, taken_over
from loaders.readers.spreadsheet import RegisterFile
from loaders.registers import Correction, Reading, read_register
from loaders.report import REJECTED, RETRACTED, Entry, LoadReport, Place

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
    dated: date | None = None,
) -> LoadReport:
    """Load registers and documents; folders are searched for them.

    Broken files, sheets, columns and rows are told in the report and do not stop the rest.

    Args:
        store: Where to.
        paths: Registers (.csv, .xlsx), documents (.docx, .pdf, .html, .txt) and folders.
        dry_run: Whether to tell what would change and write nothing.
        progress: Called with the number of statements written so far, and of all.
        rules: What was measured of the rules that read documents; by default what comes with them.
        correct: Tells what the user says of the form, the columns and the whole of a register.
        dated: Day for which the registers hold, if the user says so.

    Raises:
        StoreError: If the database cannot be read or written.
    """
    named = [Path(path) for path in paths]
    files = await asyncio.to_thread(read_files, named)
    editions = await recognised(store, files.documents)
    lists = await listed_before(store, _registers(files, correct, dated))
    assembly, takeover = await _assembled(
        store, lists.current, editions.current, rules or packaged()
    )
    settled(assembly, await kept(store, [proposal.id for proposal in assembly.proposals]))
    takeover.into(assembly)
    gone = [*takeover.gone, *await gone_by(store, editions, assembly.batch, takeover.gone)]
    listing = await compare(store, lists, assembly)
    report = LoadReport(name="、".join(dict.fromkeys(p.name for p in named)), dry_run=dry_run)
    report.sheets += [sheet for file in lists.current for sheet in file.reading.sheets]
    report.extend(REJECTED, [*files.rejected, *assembly.rejected])
    report.extend(Outcome.UNCHANGED, [*editions.outdated, *lists.outdated, *listing.notes])
    if dry_run:
        written = await preview(store, assembly.batch)
    else:
        written = await write(store, assembly.batch, progress=_counted(assembly.batch, progress))
    report.recorded_at = written.recorded_at
    _tell_outcomes(report, assembly, written)
    contests = await contested(store, written.contests, assembly.told, assembly.batch)
    proposals = [*contests, *assembly.proposals]
    waiting = await _waiting(store, report, proposals)
    closed = await superseded(store, editions, {proposal.id for proposal in proposals})
    report.extend(RETRACTED, (line for _, line in (*gone, *closed)))
    report.extend(Outcome.ENDED, (line for each in listing.omitted for line in each.lines))
    if not dry_run:
        for each in listing.omitted:
            await end_gone(store, each.gone, each.day, each.evidence, report.recorded_at)
        await retract_gone(store, [one for one, _ in gone], report.recorded_at)
        await close(store, [closing for closing, _ in closed], report.recorded_at)
        await _keep_records(store, report, waiting, assembly.batch)
    return report


async def _waiting(
    store: Store, report: LoadReport, proposals: Sequence[Proposal]
) -> list[Proposal]:
    """Return the proposals that nobody has decided; the others are unchanged."""
    known = await kept(store, [proposal.id for proposal in proposals])
    tell_settled(report, proposals, known)
    waiting = still_open(proposals, known)
    report.extend(Outcome.PROPOSED, (proposal.entry for proposal in waiting))
    return waiting


def _registers(files: ReadFiles, correct: Correct | None, dated: date | None) -> list[ListFile]:
    """Return what each register of a load says."""
    found: list[ListFile] = []
    for source, file in files.registers:
        given = correct(file) if correct else Correction()
        reading = read_register(file, given)
        found.append(ListFile(source=source, reading=reading, whole=given.whole).dated(dated))
    return found


async def _assembled(
    store: Store,
    lists: Sequence[ListFile],
    current: Sequence[DocumentFile],
    rules: TrackRecord,
) -> tuple[Assembly, Takeover]:
    """Turn files into one batch, as the graph stands now."""
    registers = Reading()
    for file in lists:
        registers.add(file.reading)
    said = [name for document in current for name in names_in(document)]
    known = await known_nodes(store, wanted_by(registers.entities, registers.relations, said))
    regions = Directory(registers.entities, known)
    documents = [read_document(d, _region(d, regions), rules) for d in current]
    entities = [*registers.entities, *(e for d in documents for e in d.entities)]
    directory = Directory(entities, known)
    figures = await figures_of(store, directory.counted(), directory.registered())
    directory.count(figures)
    directory.rename(await unregistered(store, directory.called_otherwise()))
    assembly = assemble(
        [*(file.source for file in lists), *(d.source for d in current)],
        entities,
        [*registers.relations, *(r for d in documents for r in d.relations)],
        directory,
        [proposal for d in documents for proposal in d.proposals],
    )
    assembly.rejected[:0] = registers.rejected
    return assembly, await taken_over(store, directory, figures)


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


def _counted(batch: Batch, progress: Progress | None) -> Callable[[int], None]:
    done, total = 0, len(batch.entities) + len(batch.relations)

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(done, total)

    return advance


def _tell_outcomes(report: LoadReport, assembly: Assembly, written: WriteReport) -> None:
    """Add a line for each statement; those of contests follow with both values."""
    lines: dict[str, deque[Entry]] = defaultdict(deque)
    for statement, line in assembly.told:
        lines[statement.id].append(line)
    for identifier, outcome in written.outcomes:
        line = lines[identifier].popleft()
        if outcome is not Outcome.PROPOSED:
            report.add(outcome, line)


async def _keep_records(
    store: Store, report: LoadReport, waiting: Sequence[Proposal], batch: Batch
) -> None:
    """Keep what waits for a person, and that there was this load."""
    proposals = [proposal.entity() for proposal in waiting]
    await keep(store, proposals, batch.lineage, report.recorded_at)
    properties = {
        "name": report.name,
        "recorded_at": report.recorded_at,
        **report.counts,
    }
    report.load_id = f"{Label.LOAD}:{digest(report.recorded_at, report.name)}"
    await record(store, LOAD, [{"id": report.load_id, "properties": properties}])
