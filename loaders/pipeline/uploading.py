"""Uploads (上传导入): files that a person sends go the way of `load`, and leave an audit record.

The record is written before anything is loaded, so that nothing is ever loaded that nobody sent.
A load is many transactions; one that broke off is done again under the same key, and changes only
what is left.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import uuid4

from graph.acts.entry import Entry
from graph.acts.refusals import KeyReusedError
from graph.cypher.roots import by_ids
from graph.cypher.selection import ById, Field
from graph.evidence import At
from graph.model.labels import Act, Label
from graph.model.record import LOAD
from graph.store import statements as cypher
from graph.store.auditing import audit_row
from graph.store.port import Store, Transaction
from loaders.incoming import Laid
from loaders.pipeline.keeping import Keeping
from loaders.pipeline.loading import Correct, load
from loaders.report import LoadReport

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
) -> Uploaded:
    """Load files that a person sends, once for one key.

    Args:
        store: Where to.
        entry: Who sends what, and under which key.
        laid: The files.
        correct: Tells what the sender says of the form, the columns and the whole of a register.
        dated: Day for which the registers hold, if the sender says so.
        dry_run: Whether to tell what would change and write nothing, no record either.

    Raises:
        KeyReusedError: If the key was used for another request.
        StoreError: If the database cannot be read or written.
    """
    if dry_run:
        tried = await load(store, laid.paths, dry_run=True, correct=correct, dated=dated)
        return Uploaded(report=_reported(tried, laid))
    identifier = f"{Label.LOAD}:{entry.record_id.removeprefix(f'{Label.AUDIT_RECORD}:')}"
    if not await _claimed(store, entry, laid, identifier):
        before = await _recorded(store, entry, identifier)
        if before is not None:
            return before
    keeping = Keeping(id=identifier, told=lambda report: _text(report, laid))
    report = await load(store, laid.paths, correct=correct, dated=dated, keeping=keeping)
    return Uploaded(
        load=identifier,
        record=entry.record_id,
        recorded_at=report.recorded_at,
        report=_reported(report, laid),
    )


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
        (found,) = await tx.run(cypher.CLAIM_RECORD, claim)
        if found["mine"]:
            await tx.run(cypher.FILL_RECORD, audit_row(entry.record_id, said))
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

    def unplaced(line: Mapping[str, Any]) -> dict[str, Any]:
        return {k: laid.unplaced(v) if isinstance(v, str) else v for k, v in line.items()}

    return {
        "counts": report.counts,
        "sheets": [unplaced(sheet.as_json()) for sheet in report.sheets],
        "lines": {
            str(outcome): [unplaced(line.as_json()) for line in islice(lines, LINES)]
            for outcome, lines in report.entries.items()
        },
    }


def _text(report: LoadReport, laid: Laid) -> str:
    return json.dumps(_reported(report, laid), ensure_ascii=False)
