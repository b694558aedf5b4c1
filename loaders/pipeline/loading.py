"""Loading (导入): read, resolve, write, report. The same source loaded again changes nothing."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from graph.model.labels import RelType
from graph.store.deciding import close, keep, kept
from graph.store.ending import end_gone
from graph.store.outcome import WriteReport, is_undated
from graph.store.plan import Outcome
from graph.store.port import Store
from graph.store.retracting import Gone, retract_gone
from graph.store.sole import SoleStore, expected, possible
from graph.store.write import Batch, write
from loaders.aside import Aside
from loaders.documents.precision import TrackRecord
from loaders.identity import EntityDraft, RelationDraft
from loaders.pipeline.ahead import NOTHING, Ahead, off_loop
from loaders.pipeline.aiming import aim
from loaders.pipeline.assembly import Assembly, Before, Said
from loaders.pipeline.contests import contested
from loaders.pipeline.decided import settled, still_open, tell_settled
from loaders.pipeline.dwelling import Dwelling
from loaders.pipeline.editions import Editions, gone_by, recognised, superseded
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.gathering import gathered
from loaders.pipeline.instead import say_instead
from loaders.pipeline.keeping import Keeping, keep_record
from loaders.pipeline.known_lists import listed_before
from loaders.pipeline.listed import days_of, listed
from loaders.pipeline.listing import Comparing
from loaders.pipeline.lists import ListFile, Lists
from loaders.pipeline.matching import may_be_double, propose_matches
from loaders.pipeline.parts import Parts, Still
from loaders.pipeline.placing import Touched, place
from loaders.pipeline.proposal import Proposal, Statement
from loaders.pipeline.recalling import Recalled
from loaders.pipeline.recorded import preview
from loaders.pipeline.repeating import repeat
from loaders.pipeline.revising import revised
from loaders.pipeline.settling import Settling
from loaders.pipeline.streaming import Correct, opened
from loaders.pipeline.takeover import Takeover
from loaders.pipeline.weighing import Draft
from loaders.pipeline.writing import Placing, Writing
from loaders.registers import Reading
from loaders.report import REJECTED, RETRACTED, Entry, LoadReport
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
    sender: str = "",
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
        sender: Whose the registers are that do not say whose they are; empty if nobody knows.
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
        begun = await asyncio.to_thread(opened, files, correct, dated, sender, aside)
        lists = await listed_before(store, begun)
        report = LoadReport(name="、".join(dict.fromkeys(p.name for p in named)), dry_run=dry_run)
        report.extend(REJECTED, files.rejected)
        report.extend(Outcome.UNCHANGED, [*editions.outdated, *lists.outdated, *lists.notes])
        sole = await SoleStore.begun(store)
        await _Loading(sole, lists, editions, report, rules, progress).run()
    if not dry_run:
        await keep_record(store, report, keeping)
    return report


class _Ready(NamedTuple):
    """A portion that can be written (待写内容), and what is retracted with it."""

    assembly: Assembly
    gone: Sequence[tuple[Gone, Entry]]
    placing: Placing | None


class _Loading:
    """A load, portion by portion (分批导入); what is short is one portion.

    Lists with earlier editions come last, with the documents, and all of them is made ready before
    anything of them is written, so that their silence is heard once everything else is recorded.
    What is not recorded yet, or not at all by a trial load, is foreseen, so that later portions
    meet it.
    """

    def __init__(
        self,
        store: Store,
        lists: Lists,
        editions: Editions,
        report: LoadReport,
        rules: TrackRecord | None,
        progress: Progress | None,
    ) -> None:
        self._store, self._lists, self._editions = store, lists, editions
        self._report, self._rules, self._progress = report, rules, progress
        self._said: Shelf[Said] = Shelf()
        self._put_off: Spool[list[Draft]] = Spool(block=1)
        self._touched, self._spoken = Touched(), Spool[str]()
        self._writing, self._recalled = Writing(store), Recalled()
        self._foreseen = Foreseen() if report.dry_run else None
        self._settling = Settling(store, {})
        self._dwelling = Dwelling(store, trial=report.dry_run)
        self._comparing, self._repeated = Comparing(store, lists, self._foreseen), Still()
        self._done = self._portions = 0

    async def run(self) -> None:
        """Load every portion, then what waited for later rows.

        Then see what lies where, and what may be one; a trial load does not, since that follows
        from what is recorded.
        """
        sources = [file.source for file in self._lists.current]
        self._settling = await Settling.begun(self._store, sources)
        async with self._writing:
            waiting = await self._portioned(self._lists.new, Reading(), self._take)
        late, self._put_off = self._put_off, Spool(block=1)
        await self._compare(await self._held(waiting or Reading()))
        self._put_off = late
        await self._again(self._load)
        if not self._report.dry_run:
            await place(self._store, self._touched, self._report)
            await propose_matches(self._store, self._spoken, self._report)

    async def _portioned(
        self, files: Iterable[ListFile], whole: Reading, take: Callable[[Reading], Awaitable[None]]
    ) -> Reading | None:
        """Take what registers say by portions; return it where all of them are short."""
        long = False
        portions = (each for file in files for each in file.portions())
        while (reading := await off_loop(next, portions, None)) is not None:
            if not whole.takes(reading):
                await take(whole)
                whole, long = Reading(), True
            whole.add(reading)
            if whole.is_full:
                await take(whole)  # before the next is read: so two are held, not three
                whole, long = Reading(), True
        if long:
            await take(whole)
        return None if long else whole

    async def _held(self, waiting: Reading) -> Parts[_Ready]:
        """Return what is compared as a whole: later editions of lists, and documents with them."""
        coming = self._foreseen.after() if self._foreseen else Foreseen()
        held = Parts[_Ready]()

        async def hold(
            reading: Reading,
            documents: Sequence[DocumentFile] = (),
            *,
            more: bool = True,
            alone: bool = False,
        ) -> None:
            ready = await self._ready(reading, documents, more=more, coming=coming)
            batch, gone = ready.assembly.batch, [one for one, _ in ready.gone]
            held.add(ready)
            await off_loop(self._comparing.note, ready.assembly)
            if self._editions.before:
                self._repeated.add([*batch.entities, *batch.relations], (one.id for one in gone))
            if not alone:
                await preview(self._store, _looked_up(batch), coming)
                coming.forget(gone)
                for each in (coming, self._comparing, self._repeated, self._said):
                    await off_loop(each.put_away)

        whole = await self._portioned(self._lists.again, waiting, hold)
        short = whole is not None
        await hold(whole or Reading(), self._editions.current, more=False, alone=short)
        await self._again(hold)
        return held

    async def _again(self, load: Callable[..., Awaitable[None]]) -> None:
        """Load what was put off, as long as some of it finds what it points to."""
        more = True
        while put_off := self._put_off:
            self._put_off = Spool(block=1)
            for drafts in put_off:
                await load(_again(drafts), more=more)
                await off_loop(self._said.put_away)
            more = sum(map(len, self._put_off)) < sum(map(len, put_off))

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
        batch = ready.assembly.batch
        may = None if ready.gone else expected(self._store)
        held = {entity.id for entity in batch.entities if may(entity.id)} if may else set()
        self._writing.begin(lambda: self._recorded(ready))  # from here on the store may hold all
        await off_loop(self._said.put_away)
        ahead = await off_loop(Ahead.of, batch, held) if may else NOTHING
        self._writing.tell(ahead)
        await off_loop(self._recalled.note, ahead)

    async def _load(self, reading: Reading, *, more: bool = False) -> None:
        """Load a portion and wait until it is written."""
        await self._recorded(await self._ready(reading, more=more))

    async def _compare(self, held: Parts[_Ready]) -> None:
        """Compare what is held with earlier editions, write it, and end what it says no more."""
        store, report = self._store, self._report
        listing = await self._comparing.compare(ready.assembly for ready in held)
        gone = await gone_by(store, self._editions, self._repeated, self._foreseen)
        gone += listing.misread
        report.extend(Outcome.UNCHANGED, listing.notes)
        self._lists.call(listing.called)
        still: set[str] = set()
        parts, dated = iter(held), iter(listing.dated)
        while (ready := await off_loop(next, parts, None)) is not None:
            instead = (ready.assembly, next(dated, {}), listing.sources, listing.called)
            await off_loop(say_instead, *instead)
            still |= await self._recorded(ready)
        closed = await superseded(store, self._editions.before, listing.replaced, still)
        report.extend(RETRACTED, (line for _, line in (*gone, *closed)))
        report.extend(Outcome.ENDED, (line for each in listing.omitted for line in each.lines))
        if self._foreseen is not None:
            self._foreseen.forget(one for one, _ in gone)
            return
        for each in listing.omitted:
            await end_gone(store, each.gone, each.day, each.evidence, report.recorded_at)
        await retract_gone(store, [one for one, _ in gone], report.recorded_at)
        await close(store, [closing for closing, _ in closed], report.recorded_at)

    async def _ready(
        self,
        reading: Reading,
        documents: Sequence[DocumentFile] = (),
        *,
        more: bool,
        recalled: Recalled | None = None,
        coming: Foreseen | None = None,
    ) -> _Ready:
        """Make a portion ready to be written, once the one before is written."""
        store, placing = self._store, list[Placing]()
        before = Before(
            said=self._said,
            recalled=recalled,
            earlier=reading.earlier,
            more=more,
            documents=bool(self._editions.current),
        )
        sources = [file.source for file in self._lists.current]

        async def make(ahead: Ahead) -> tuple[Assembly, Takeover]:
            known = coming or self._foreseen or ahead
            made = await gathered(store, sources, reading, documents, self._rules, before, known)
            if ahead is not NOTHING:
                placing.append(self._writing.place(made[0].batch, adding=True))
            return made

        assembly, takeover = await self._writing.beside(make, lambda: possible(store))
        self._report.sheets += reading.sheets
        reading.forget()
        for start in range(0, len(assembly.put_off), _PUT_OFF):
            self._put_off.append(assembly.put_off[start : start + _PUT_OFF])
        assembly.put_off = []
        settled(assembly, await kept(store, [proposal.id for proposal in assembly.proposals]))
        takeover.into(assembly)
        await repeat(store, assembly, {file.source.sha256 for file in self._lists.new})
        await self._settling.into(assembly)
        return _Ready(assembly, takeover.gone, placing[0] if placing else None)

    async def _recorded(self, ready: _Ready) -> set[str]:
        """Write what is ready, and tell it in the report; return the ids of what is proposed."""
        store, report, assembly = self._store, self._report, ready.assembly
        report.extend(REJECTED, assembly.rejected)
        apart = await self._dwelling.part(assembly)
        report.extend(Outcome.UNCHANGED, apart.known)
        written = await self._written(assembly.batch, ready.placing)
        await aim(store, assembly, written, self._written_more, self._foreseen)
        tell_outcomes(report, assembly, written)
        contests = await contested(
            store, written.contests, assembly.told, assembly.batch, self._foreseen
        )
        proposals = [*contests, *apart.proposals, *assembly.proposals]
        waiting = await _waiting(store, report, proposals)
        report.extend(RETRACTED, (line for _, line in ready.gone))
        gone = [one for one, _ in ready.gone]
        if self._foreseen is not None:
            self._foreseen.forget(gone)
            await off_loop(self._foreseen.put_away)
        else:
            self._touched.note(assembly.batch)
            self._spoken.extend(may_be_double(assembly.batch))
            await retract_gone(store, gone, report.recorded_at)
            kept_apart = [proposal.entity() for proposal in waiting]
            await keep(store, kept_apart, assembly.batch.lineage, report.recorded_at)
        return {proposal.id for proposal in proposals}

    async def _written_more(self, batch: Batch) -> WriteReport:
        """Write what was put aside as said of something else, or tell what that would do."""
        if self._foreseen is not None:
            return await preview(self._store, batch, self._foreseen)
        written = await write(self._store, batch, adding=True, placed=True)
        self._report.recorded_at = written.recorded_at
        return written

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


def _looked_up(batch: Batch) -> Batch:
    """Return what later portions look up of a batch: things, and what is counted of them."""
    counts = [r for r in batch.relations if r.type is RelType.MEASURES]
    return replace(batch, relations=counts)


async def _waiting(
    store: Store, report: LoadReport, proposals: Sequence[Proposal]
) -> list[Proposal]:
    """Return the proposals that nobody has decided; the others are unchanged."""
    known = await kept(store, [proposal.id for proposal in proposals])
    tell_settled(report, proposals, known)
    waiting = still_open(proposals, known)
    report.extend(Outcome.PROPOSED, (proposal.reported for proposal in waiting))
    return waiting


def tell_outcomes(report: LoadReport, assembly: Assembly, written: WriteReport) -> None:
    """Add a line for each statement, with what it corrects; contests follow with both values."""
    lines: dict[str, list[tuple[Statement, Entry]]] = defaultdict(list)
    for statement, line in reversed(assembly.told):
        lines[statement.id].append((statement, line))
    days = days_of(assembly.batch) if written.ended else {}
    told: dict[Outcome, list[Entry]] = defaultdict(list)
    changed = iter(written.revised)
    for identifier, outcome in written.outcomes:
        statement, line = lines[identifier].pop()
        if outcome in (Outcome.CORRECTED, Outcome.ENDED):
            line = revised(line, *next(changed))
        if identifier in written.ended and is_undated(statement):
            line = listed(statement, line, written.ended[identifier], days)
        told[outcome].append(line)
    for outcome, entries in told.items():
        if outcome is not Outcome.PROPOSED:
            report.extend(outcome, entries)
