"""Uploads (上传导入): files that a person sends go the way of `load`, and leave an audit record.

The record is written before anything is loaded, so that nothing is ever loaded that nobody sent.
A load is many transactions; one that broke off is done again under the same key, and changes only
what is left.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import uuid4

from graph.acts.bounds import Bounds
from graph.acts.entry import Entry
from graph.acts.reach import Reach, sight_of
from graph.acts.refusals import KeyReusedError
from graph.cypher.roots import by_ids
from graph.cypher.selection import ById, Field
from graph.evidence import At
from graph.model.labels import Act, Label
from graph.model.record import LOAD
from graph.responsibility.refusals import InputRefusedError
from graph.store.auditing import audit_row
from graph.store.holding_statements import CLAIM_RECORD, FILL_RECORD, HOLD_SCOPES
from graph.store.joined import JoinedStore
from graph.store.port import Store, Transaction
from graph.store.write import Batch
from loaders.apart.process import read_apart
from loaders.incoming import Laid
from loaders.pipeline.keeping import Keeping, keep_record
from loaders.pipeline.loading import Correct, load
from loaders.pipeline.within import called, load_within, sent
from loaders.registers import Correction
from loaders.report import Entry as Line, LoadReport, Recognised
from loaders.sources import ReadFiles

__all__ = ["LINES", "Uploaded", "upload"]

LINES: Final = 200
"""Lines of each outcome that an answer tells; how many there are is told of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """What an upload did (上传结果).

    Attributes:
        load: Id of the record of the load; None for a trial.
        record: Id of the audit record; None for a trial.
        recorded_at: When the load was recorded; empty for a trial.
        report: What it changed, as plain data: `counts`, `sheets`, and `lines` by outcome.
    """

    load: str | None = None
    record: str | None = None
    recorded_at: str = ""
    report: Mapping[str, Any]


async def upload(
    store: Store,
    entry: Entry,
    laid: Laid,
    *,
    correct: Correct,
    dated: date | None = None,
    dry_run: bool = False,
    said: Correction | None = None,
) -> Uploaded:
    """Load files that a person sends, once for one key.

    Args:
        store: Where to.
        entry: Who sends what, and under which key.
        laid: The files.
        correct: Tells what the sender says of the form, the columns and the whole of a register.
        dated: Day for which the registers hold, if the sender says so.
        dry_run: Whether to tell what would change and write nothing, no record either.
        said: What a sender who is bound to a scope says of every register.

    Raises:
        InputRefusedError: If a file takes more to read than it may, or a sender who is bound asks
            for more than lies in a scope.
        KeyReusedError: If the key was used for another request.
        StoreError: If the database cannot be read or written.
    """
    with TemporaryDirectory(prefix="custody-") as folder:
        read = await read_apart(laid.paths, Path(folder))
        reach = entry.actor.reach
        if reach is not None and reach.scopes is not None:
            within = said or Correction()
            return await _within(store, entry, reach, laid, read, within, dry_run=dry_run)
        return await _loaded(store, entry, laid, read, correct, dated, dry_run=dry_run)


async def _loaded(
    store: Store,
    entry: Entry,
    laid: Laid,
    read: ReadFiles,
    correct: Correct,
    dated: date | None,
    *,
    dry_run: bool,
) -> Uploaded:
    """Load what somebody sends who sees everything."""
    sender = called(entry.actor.account) if entry.actor.account else ""
    given = partial(load, store, laid.paths, read=read, correct=correct, dated=dated, sender=sender)
    if dry_run:
        return Uploaded(report=_reported(await given(dry_run=True), laid))
    identifier = f"{Label.LOAD}:{entry.record_id.removeprefix(f'{Label.AUDIT_RECORD}:')}"
    if not await _claimed(store, entry, laid, identifier):
        before = await _recorded(store, entry, identifier)
        if before is not None:
            return before
    keeping = Keeping(id=identifier, told=lambda report: _text(report, laid))
    report = await given(keeping=keeping)
    return Uploaded(
        load=identifier,
        record=entry.record_id,
        recorded_at=report.recorded_at,
        report=_reported(report, laid),
    )


class _TriedError(Exception):
    """A trial within a scope is over (试导入结束); what it wrote is taken back."""

    def __init__(self, report: Mapping[str, Any]) -> None:
        self.report = report
        super().__init__()


async def _within(
    store: Store,
    entry: Entry,
    reach: Reach,
    laid: Laid,
    read: ReadFiles,
    said: Correction,
    *,
    dry_run: bool,
) -> Uploaded:
    """Load what somebody sends who is bound to a scope: in one transaction, with its records."""
    if said.whole:
        expected = (
            "不填：范围内的上传只新增和更正，不以未列出为终止",
            "nothing: within a scope files add and correct, and end nothing",
        )
        raise InputRefusedError("complete", "true", expected)
    given = await asyncio.to_thread(sent, read, entry.actor.account or entry.actor.name, said)
    identifier = f"{Label.LOAD}:{entry.record_id.removeprefix(f'{Label.AUDIT_RECORD}:')}"

    async def once(tx: Transaction) -> Uploaded:
        joined = JoinedStore(store, tx)
        if not await _claimed(joined, entry, laid, identifier):
            before = await _recorded(joined, entry, identifier)
            if before is not None:
                return before
        await tx.run(HOLD_SCOPES)
        sight = await sight_of(tx, reach)
        assert sight is not None  # noqa: S101 - who is bound has one
        bounds = Bounds(tx, sight, reach)
        report, outside, batch = await load_within(joined, given, bounds, personal=reach.personal)
        told = _reported(report, laid) | {"outside": _outside(outside, laid)}
        if dry_run:
            raise _TriedError(told)
        text = json.dumps(told, ensure_ascii=False)
        await keep_record(joined, report, Keeping(id=identifier, told=lambda _: text))
        await tx.run(FILL_RECORD, audit_row(entry.record_id, _concerning(batch)))
        return Uploaded(
            load=identifier,
            record=entry.record_id,
            recorded_at=report.recorded_at,
            report=told,
        )

    try:
        return await store.write(once)
    except _TriedError as tried:
        return Uploaded(report=tried.report)


def _concerning(batch: Batch) -> dict[str, Any]:
    """Return what an upload within a scope changed: whoever sees all of that sees its record."""
    ends = [end.id for link in batch.relations for end in (link.source, link.target)]
    return {"concerns": list(dict.fromkeys([*(one.id for one in batch.entities), *ends]))}


def _outside(lines: Sequence[Line], laid: Laid) -> dict[str, Any]:
    return {"count": len(lines), "lines": [_unplaced(line, laid) for line in lines[:LINES]]}


async def _claimed(store: Store, entry: Entry, laid: Laid, identifier: str) -> bool:
    """Record who sends what; tell whether that is new."""
    documents = {f"{Label.DOCUMENT}:{sha256}": name for name, sha256 in laid.digests.items()}
    said = {
        "act": entry.act.value,
        "actor": entry.actor.name,
        "account": entry.actor.account or None,
        "subject": identifier,
        "concerns": [identifier, *documents],
        "note": entry.note,
        "before": "{}",
        "after": json.dumps(
            {key: [{"name": name}] for key, name in documents.items()}, ensure_ascii=False
        ),
        "as_of": entry.today,
        "recorded_at": entry.at,
        "key": entry.key,
        "asked": entry.digest,
    }

    async def once(tx: Transaction) -> bool:
        claim = {"id": entry.record_id, "claim": uuid4().hex}
        (found,) = await tx.run(CLAIM_RECORD, claim)
        if found["mine"]:
            await tx.run(FILL_RECORD, audit_row(entry.record_id, said))
        elif found["said"]["asked"] != entry.digest:
            used = found["said"]
            raise KeyReusedError(entry.key or "", Act(used["act"]), used["recorded_at"])
        return bool(found["mine"])

    return await store.write(once)


async def _recorded(store: Store, entry: Entry, identifier: str) -> Uploaded | None:
    """Return what came of the same request before; None if it broke off."""
    items = (Field("report", "report"), Field("recorded_at", "recorded_at"))
    asked = by_ids([ById(target=LOAD, ids=[identifier], items=items)])
    (row,) = await store.read(asked.text, {**asked.parameters, **At.of().parameters})
    for found in (each["node"] for each in row["data0"]):
        return Uploaded(
            load=identifier,
            record=entry.record_id,
            recorded_at=found["recorded_at"],
            report=json.loads(found["report"]),
        )
    return None


def _reported(report: LoadReport, laid: Laid) -> dict[str, Any]:
    """Return a report as plain data: the first lines of each outcome, and no folder of ours."""
    return {
        "counts": report.counts,
        "sheets": [_unplaced(sheet, laid) for sheet in report.sheets],
        "lines": {
            str(outcome): [_unplaced(line, laid) for line in islice(lines, LINES)]
            for outcome, lines in report.entries.items()
        },
    }


def _unplaced(line: Line | Recognised, laid: Laid) -> dict[str, Any]:
    """Return a line as plain data, without our folder."""
    said = line.as_json()
    return {k: laid.unplaced(v) if isinstance(v, str) else v for k, v in said.items()}


def _text(report: LoadReport, laid: Laid) -> str:
    return json.dumps(_reported(report, laid), ensure_ascii=False)
