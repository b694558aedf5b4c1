"""Loading (导入): read, resolve, write, report. The same source loaded again changes nothing."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from graph.store.deciding import close, keep, kept
from graph.store.ending import end_gone
from graph.store.outcome import WriteReport
from graph.store.plan import Outcome
from graph.store.port import Store
from graph.store.retracting import retract_gone
from graph.store.sole import SoleStore, expected, possible
from graph.store.write import Batch, write
from loaders.aside import Aside
from loaders.documents.precision import TrackRecord, packaged
from loaders.identity import EntityDraft, RelationDraft
from loaders.pipeline.ahead import NOTHING, Ahead, off_loop
from loaders.pipeline.assembly import Assembly, Before
from loaders.pipeline.contests import contested
from loaders.pipeline.decided import settled, still_open, tell_settled
from loaders.pipeline.editions import Editions, gone_by, recognised, superseded
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.gathering import gathered
from loaders.pipeline.keeping import Keeping, keep_record
from loaders.pipeline.listing import Listing, compare
from loaders.pipeline.lists import Lists, listed_before
from loaders.pipeline.matching import may_be_double, propose_matches
from loaders.pipeline.placing import Touched, place
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.recalling import Recalled
from loaders.pipeline.recorded import preview
from loaders.pipeline.revising import revised
from loaders.pipeline.settling import Settling
from loaders.pipeline.streaming import Correct, opened
from loaders.pipeline.takeover import Takeover
from loaders.pipeline.weighing import Draft
from loaders.pipeline.writing import Placing, Writing
from loaders.registers import Reading
from loaders.report import REJECTED, RETRACTED, Entry, LoadReport, Place
from loaders.shelf import Shelf, Spool
from loaders.sources import DocumentFile, ReadFiles, read_files

__all__ = ["Correct", "Progress", "load", "tell_outcomes"]

Progress = Callable[[int, int], None]

_PUT_OFF: Final = 5000
"""Statements put off that are tried again at a time: rows of accidents make twenty each."""


async def load(
    store: Store,
    paths: Iterable[Path | str],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    rules: TrackRecord | None = None,
    correct: Correct | None = None,
    dated: date | None = None,
    keeping: Keeping | None = None,
    read: ReadFiles | None = None,
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
        keeping: How its record is known and what it keeps of the report; by default it has an id of
            its own, and the counts alone.
        read: What the files hold, if they are read already.

    Raises:
        StoreError: If the database cannot be read or written.
    """
    named = [Path(path) for path in paths]
    files = read if read is not None else await asyncio.to_thread(read_files, named)
    editions = await recognised(store, files.documents)
    with Aside() as aside:
        begun = await asyncio.to_thread(opened, files, correct, dated, aside)
        lists = await listed_before(store, begun)
        report = LoadReport(name="、".join(dict.fromkeys(p.name for p in named)), dry_run=dry_run)
        report.extend(REJECTED, files.rejected)
        report.extend(Outcome.UNCHANGED, [*editions.outdated, *lists.outdated])
        sole = await SoleStore.begun(store)
        await _Loading(sole, lists, editions, report, rules or packaged(), progress).run()
    if not dry_run:
        await keep_record(store, report, keeping)
    return report


class _Ready(NamedTuple):
    """A portion that can be written (待写内容)."""

    assembly: Assembly
    takeover: Takeover
    placing: Placing | None


class _Loading:
    """A load, portion by portion (分批导入); what is short is one portion.

    A list with earlier editions comes last and whole, with the documents, so that its silence is
    heard once everything else is recorded. What a trial load would have recorded is foreseen, so
    that later portions meet it.
    """

    def __init__(
        self,
        store: Store,
        lists: Lists,
        editions: Editions,
        report: LoadReport,
        rules: TrackRecord,
        progress: Progress | None,
    ) -> None:
        self._store, self._lists, self._editions = store, lists, editions
        self._report, self._rules, self._progress = report, rules, progress
        self._said: Shelf[tuple[Mapping[str, Any], Place]] = Shelf()
        self._put_off: Spool[list[Draft]] = Spool(block=1)
        self._touched, self._spoken = Touched(), Spool[str]()
        self._writing, self._recalled = Writing(store), Recalled()
        self._foreseen = Foreseen() if report.dry_run else None
        self._settling = Settling()
        self._done = self._portions = 0

    async def run(self) -> None:
        """Load every portion, then what waited for later rows.

        Then see what lies where, and what may be one; a trial load does not, since that follows
        from what is recorded.
        """
        sources = [file.source for file in self._lists.current]
        self._settling = await Settling.begun(self._store, sources)
        async with self._writing:
            waiting = await self._streamed()
        for reading in (each for file in self._lists.again for each in file.portions()):
            waiting.add(reading)
        await self._load(waiting, self._editions.current)
        more = True
        while put_off := self._put_off:
            self._put_off = Spool(block=1)
            for drafts in put_off:
                await self._load(_again(drafts), more=more)
                await off_loop(self._said.put_away)
            more = sum(map(len, self._put_off)) < sum(map(len, put_off))
        if not self._report.dry_run:
            await place(self._store, self._touched, self._report)
            await propose_matches(self._store, self._spoken, self._report)

    async def _streamed(self) -> Reading:
        """Load new registers by portions; return what is left where all of them are short."""
        whole, long = Reading(), False
        portions = (each for file in self._lists.new for each in file.portions())
        while (reading := await off_loop(next, portions, None)) is not None:
            if not whole.takes(reading):
                await self._take(whole)
                whole, long = Reading(), True
            whole.add(reading)
            if whole.is_full:
                await self._take(whole)  # before the next is read: so two are held, not three
                whole, long = Reading(), True
        if not long:
            return whole
        await self._take(whole)
        return Reading()

    async def _take(self, reading: Reading) -> None:
        """Load a portion that others follow; it is still being written when this returns."""
        if self._foreseen is not None:
            await self._load(reading, more=True)
            await off_loop(self._said.put_away)
            return
        ready = await self._ready(reading, more=True, recalled=self._recalled)
        if ready.placing is None:
            adding = self._portions > 0
            placing = self._writing.place(ready.assembly.batch, adding=adding)
            ready = ready._replace(placing=placing)
        await off_loop(self._said.put_away)
        may = None if ready.takeover.gone else expected(self._store)
        ahead = await off_loop(Ahead.of, ready.assembly.batch, may) if may else NOTHING
        await off_loop(self._recalled.note, ahead)
        self._writing.begin(lambda: self._recorded(ready), ahead)

    async def _load(
        self,
        reading: Reading,
        documents: Sequence[DocumentFile] | None = None,
        *,
        more: bool = False,
    ) -> None:
        """Load a portion; the one with the documents is compared with earlier editions."""
        ready = await self._ready(reading, documents or (), more=more)
        await self._recorded(ready, compared=documents is not None)

    async def _ready(
        self,
        reading: Reading,
        documents: Sequence[DocumentFile] = (),
        *,
        more: bool,
        recalled: Recalled | None = None,
    ) -> _Ready:
        """Make a portion ready to be written, once the one before is written."""
        store, placing = self._store, list[Placing]()
        before = Before(said=self._said, recalled=recalled, earlier=reading.earlier, more=more)
        sources = [file.source for file in self._lists.current]

        async def make(ahead: Ahead) -> tuple[Assembly, Takeover]:
            coming = self._foreseen or ahead
            made = await gathered(store, sources, reading, documents, self._rules, before, coming)
            if ahead is not NOTHING:
                placing.append(self._writing.place(made[0].batch, adding=True))
            return made

        assembly, takeover = await self._writing.beside(make, lambda: possible(store))
        self._report.sheets += reading.sheets
        reading.forget()
        settled(assembly, await kept(store, [proposal.id for proposal in assembly.proposals]))
        takeover.into(assembly)
        self._settling.into(assembly)
        return _Ready(assembly, takeover, placing[0] if placing else None)

    async def _recorded(self, ready: _Ready, *, compared: bool = False) -> None:
        """Write what is ready, and tell it in the report."""
        store, report = self._store, self._report
        assembly, takeover = ready.assembly, ready.takeover
        gone, listing = list(takeover.gone), Listing()
        if compared:
            gone += await gone_by(
                store, self._editions, assembly.batch, takeover.gone, self._foreseen
            )
            listing = await compare(store, self._lists, assembly, self._foreseen)
            gone += listing.misread
        report.extend(REJECTED, assembly.rejected)
        report.extend(Outcome.UNCHANGED, listing.notes)
        for start in range(0, len(assembly.put_off), _PUT_OFF):
            self._put_off.append(assembly.put_off[start : start + _PUT_OFF])
        written = await self._written(assembly.batch, ready.placing)
        tell_outcomes(report, assembly, written)
        contests = await contested(
            store, written.contests, assembly.told, assembly.batch, self._foreseen
        )
        proposals = [*contests, *assembly.proposals]
        waiting = await _waiting(store, report, proposals)
        closed = []
        if compared:
            still = {proposal.id for proposal in proposals}
            closed = await superseded(store, self._editions.before, listing.replaced, still)
        report.extend(RETRACTED, (line for _, line in (*gone, *closed)))
        report.extend(Outcome.ENDED, (line for each in listing.omitted for line in each.lines))
        if self._foreseen is not None:
            self._foreseen.forget(one for one, _ in gone)
            await off_loop(self._foreseen.put_away)
        else:
            self._touched.note(assembly.batch)
            self._spoken.extend(may_be_double(assembly.batch))
            for each in listing.omitted:
                await end_gone(store, each.gone, each.day, each.evidence, report.recorded_at)
            await retract_gone(store, [one for one, _ in gone], report.recorded_at)
            await close(store, [closing for closing, _ in closed], report.recorded_at)
            kept_apart = [proposal.entity() for proposal in waiting]
            await keep(store, kept_apart, assembly.batch.lineage, report.recorded_at)

    async def _written(self, batch: Batch, placing: Placing | None) -> WriteReport:
        if self._foreseen is not None:
            return await preview(self._store, batch, self._foreseen)
        self._portions += 1
        total = self._done + len(batch.entities) + len(batch.relations)

        def advance(count: int) -> None:
            self._done += count
            if self._progress is not None:
                self._progress(self._done, total)

        placed = placing is not None and await placing.holds(batch)
        adding = self._portions > 1
        written = await write(self._store, batch, progress=advance, adding=adding, placed=placed)
        self._report.recorded_at = written.recorded_at
        return written


def _again(drafts: Sequence[Draft]) -> Reading:
    """Return what was put off, with the things that it speaks of and that are stated."""
    entities = [draft for draft in drafts if isinstance(draft, EntityDraft)]
    relations = [draft for draft in drafts if isinstance(draft, RelationDraft)]
    ends = {end for relation in relations for end in (relation.source, relation.target)}
    stated = [end for end in ends.difference(entities) if isinstance(end, EntityDraft)]
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


def tell_outcomes(report: LoadReport, assembly: Assembly, written: WriteReport) -> None:
    """Add a line for each statement, with what it corrects; contests follow with both values."""
    lines: dict[str, list[Entry]] = defaultdict(list)
    for statement, line in reversed(assembly.told):
        lines[statement.id].append(line)
    told: dict[Outcome, list[Entry]] = defaultdict(list)
    changed = iter(written.revised)
    for identifier, outcome in written.outcomes:
        line = lines[identifier].pop()
        if outcome in (Outcome.CORRECTED, Outcome.ENDED):
            line = revised(line, *next(changed))
        told[outcome].append(line)
    for outcome, entries in told.items():
        if outcome is not Outcome.PROPOSED:
            report.extend(outcome, entries)
