"""The writer (写入器): from statements to the graph, with both clocks and all evidence."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count, islice, zip_longest
from typing import Any, TypeVar

from graph.evidence import Evidence, Source, now
from graph.evidence.granted import takes_for_granted
from graph.model.labels import Label
from graph.model.record import DOCUMENT
from graph.model.spec import NodeSpec
from graph.model.statement import Entity, Relation
from graph.store import statements as cypher
from graph.store.difference import Difference
from graph.store.evidence_statements import (
    CREATE_EVIDENCE,
    KNOWN_EVIDENCE,
    MERGE_EVIDENCE,
    MERGE_MORE_EVIDENCE,
    NOTE_GRANTED,
    TAKE_SAID,
)
from graph.store.holding_statements import MARK_SCOPES
from graph.store.outcome import WriteReport
from graph.store.packing import CHUNK, Chunk, chunks_of, shape_of
from graph.store.port import Store, Transaction
from graph.store.sole import expected, guessed, noted
from graph.store.sortkey import sort_keys

__all__ = [
    "CHUNK",
    "Batch",
    "evidence_rows",
    "record",
    "said_by",
    "shape_of",
    "take_back",
    "write",
    "write_evidence",
]

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What one load asserts (一批陈述)."""

    sources: Sequence[Source] = ()
    evidence: Sequence[Evidence] = ()
    entities: Sequence[Entity] = ()
    relations: Sequence[Relation] = ()

    @cached_property  # asked for by all that look at a batch in turn
    def lineage(self) -> dict[str, str]:
        """Source of each piece of evidence, named alike in all its editions."""
        names = {source.sha256: source.lineage for source in self.sources}
        return {e.id: names.get(e.document, e.document) for e in self.evidence}


async def record(store: Store, spec: NodeSpec, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep immutable records, each ``{"id": …, "properties": …}``; a known one stays as it is."""
    keyed = (
        {**row, "properties": row["properties"] | sort_keys(spec, row["id"], row["properties"])}
        for row in rows
    )
    for chunk in _sliced(keyed):
        await store.write(_running(cypher.merge_records(spec), chunk))


async def write(
    store: Store,
    batch: Batch,
    *,
    progress: Callable[[int], None] = lambda _: None,
    adding: bool = False,
    joined: bool = False,
    placed: bool = False,
) -> WriteReport:
    """Write a batch; statements the graph already holds change nothing.

    Args:
        store: Where to.
        batch: What to write. Ends of relationships are in it or in the graph.
        progress: Called with the number of statements done since the last call.
        adding: Whether its evidence may say more than this batch: that of one load before it.
        joined: Whether the store is one transaction, so that no chunk is tried again by itself.
        placed: Whether its evidence is written already.

    Raises:
        StatementRefusedError: If the model does not know a statement; nothing is written.
        MissingEndError: If an end of a relationship is nowhere.
    """
    report = WriteReport(recorded_at=now())
    said = (batch.entities, batch.relations, batch.lineage, report.recorded_at)
    chunks = await asyncio.to_thread(chunks_of, *said)
    if not placed:
        await write_evidence(store, batch, report.recorded_at, adding=adding, joined=joined)
    new = await _made_ahead(store, next(iter(chunks), None))
    for chunk, following in zip_longest(chunks, chunks[1:]):
        making = asyncio.ensure_future(_made_ahead(store, following))
        try:
            report.add(await store.write(partial(chunk.write, new=new)))
        finally:
            new = await making  # so that nothing goes on once this has ended, however it ends
        progress(chunk.size)
    return report


async def _made_ahead(store: Store, chunk: Chunk | None) -> Difference | None:
    """Return what a chunk changes where nothing of it should be recorded, made on a thread.

    So it is made while the engine writes the one before it.
    """
    if chunk is None or expected(store) is None:
        return None
    return await asyncio.to_thread(chunk.make)


async def write_evidence(
    store: Store, batch: Batch, recorded_at: str, *, adding: bool, joined: bool = False
) -> None:
    """Write the documents and the evidence of a batch, without which nothing of it is written.

    Args:
        store: Where to.
        batch: What will be written.
        recorded_at: When.
        adding: As `write` has it.
        joined: As `write` has it.
    """
    merge = MERGE_MORE_EVIDENCE if adding else MERGE_EVIDENCE
    await record(
        store,
        DOCUMENT,
        [{"id": s.id, "properties": _document(s, recorded_at)} for s in batch.sources],
    )
    if granted := _granted(batch):  # before the evidence that says so, which may break off
        await store.write(_running(NOTE_GRANTED, granted))
    for chunk in _sliced(await asyncio.to_thread(evidence_rows, batch, recorded_at)):
        await store.write(_keeping(chunk, merge, sure=not joined))


async def take_back(store: Store, batch: Batch) -> None:
    """Let the evidence of a batch say nothing of what, after all, is not written."""
    rows = [{"id": e, "entities": s[0], "relations": s[1]} for e, s in said_by(batch).items()]

    async def work(tx: Transaction, chunk: list[dict[str, Any]]) -> None:
        await tx.run(MARK_SCOPES)
        await tx.run(TAKE_SAID, {"rows": chunk})

    for chunk in _sliced(rows):
        await store.write(partial(work, chunk=chunk))


def evidence_rows(batch: Batch, recorded_at: str) -> list[dict[str, Any]]:
    """Return the evidence of a batch as rows, each with what it says."""
    says = said_by(batch)
    return [
        {
            "id": e.id,
            "document": f"{Label.DOCUMENT}:{e.document}",
            "entities": says[e.id][0],
            "relations": says[e.id][1],
            "properties": {
                **e.properties(),
                "type": Label.EVIDENCE,
                "position": _position(e),
                "recorded_at": recorded_at,
            },
        }
        for e in batch.evidence
    ]


def said_by(batch: Batch) -> dict[str, tuple[list[str], list[str]]]:
    """Return, for each piece of evidence, the entities and relationships it speaks for."""
    said: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for entity in batch.entities:
        for identifier in entity.evidence:
            said[identifier][0].append(entity.id)
    for relation in batch.relations:
        stated = f"{relation.type}|{relation.source.id}|{relation.target.id}"
        for identifier in relation.evidence:
            said[identifier][1].append(stated)
    return said


def _position(evidence: Evidence) -> str:
    """Return a key that orders the places of a document as a reader meets them."""
    place = evidence.start if evidence.start is not None else evidence.row or 0
    return f"{evidence.sheet or ''}|{place:09d}|{evidence.id}"


def _granted(batch: Batch) -> list[dict[str, Any]]:
    """Return what is taken for granted in each document, as its evidence notes it."""
    notes: dict[str, set[str]] = defaultdict(set)
    for each in batch.evidence:
        if each.note is not None and takes_for_granted(each.note):
            notes[f"{Label.DOCUMENT}:{each.document}"].add(each.note)
    return [{"id": key, "notes": sorted(said)} for key, said in notes.items()]


def _document(source: Source, recorded_at: str) -> dict[str, Any]:
    properties = {
        "name": source.name,
        "sha256": source.sha256,
        "source": source.source,
        "media_type": source.media_type,
        "text": source.text,
        "dated_on": source.dated_on,
        "recorded_at": recorded_at,
    }
    return {name: value for name, value in properties.items() if value is not None}


def _keeping(
    rows: Sequence[Mapping[str, Any]], merge: str, *, sure: bool
) -> Callable[[Transaction], Awaitable[None]]:
    """Return the work of keeping evidence: created if it seems new, which is cheaper, else merged.

    A chunk is recorded whole or not at all, so its ends tell. Where they do not, or another load
    is at the same rows, the constraint on ids refuses the attempt, and the next one merges; where
    there is no next one, the first does. What is new makes no mark: nobody sees it until what
    rests on it is written, which does; so the one need not wait for another to be written.
    """
    attempts = count(0 if sure else 1)

    async def work(tx: Transaction) -> None:
        again, ends = next(attempts), guessed(tx, {rows[0]["id"], rows[-1]["id"]})
        noted(tx, (row["id"] for row in rows))
        if again or (ends and await tx.run(KNOWN_EVIDENCE, {"ids": ends})):
            await tx.run(MARK_SCOPES)
            await tx.run(merge, {"rows": rows})
        else:
            await tx.run(CREATE_EVIDENCE, {"documents": _by_document(rows)})

    return work


def _by_document(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return whole pieces of evidence by the document in which they stand."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["document"]].append(
            {
                **row["properties"],
                "id": row["id"],
                "entities": row["entities"],
                "relations": row["relations"],
            }
        )
    return [{"id": key, "rows": listed} for key, listed in found.items()]


def _running(statement: str, rows: Sequence[Any]) -> Callable[[Transaction], Awaitable[None]]:
    async def work(tx: Transaction) -> None:
        await tx.run(statement, {"rows": rows})

    return work


def _sliced(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
