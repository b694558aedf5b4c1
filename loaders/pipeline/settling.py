"""Settled doubts (已澄清的前提): places of registers read without what was taken for granted.

Once a person has said in which unit a column counts, the same file read again says so at the same
places. What is true now then rests on that reading alone; what was known before keeps the other.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Self, TypeVar

from graph.cypher.library import question
from graph.evidence import Evidence, Source
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.lookup import rows_of_registers

__all__ = ["Settling"]

S = TypeVar("S", Entity, Relation)


class Settling:
    """What was taken for granted in the registers of a load (此前的前提).

    A place was read so where its evidence would bear one of these notes, and is recorded: that
    follows from the place and the note, so that no document is gone through.
    """

    def __init__(self, store: Store, notes: Mapping[str, Sequence[str]]) -> None:
        self._store, self._notes = store, notes

    @classmethod
    async def begun(cls, store: Store, sources: Collection[Source]) -> Self:
        """Return what was taken for granted when these registers were read before."""
        asked = {"documents": sorted(source.id for source in sources)}
        rows = await store.read(question("lookup/granted").text, asked)
        return cls(store, {row["document"]: row["notes"] for row in rows})

    async def into(self, assembly: Assembly) -> None:
        """Let the statements of a load say which readings of the same places they settle."""
        may = {key: read.id for read in assembly.batch.evidence for key in self._otherwise(read)}
        settled: dict[str, set[str]] = defaultdict(set)
        for key in await rows_of_registers(self._store, may):
            settled[may[key]].add(key)
        if settled:
            batch = assembly.batch
            assembly.batch = replace(
                batch,
                entities=_settling(batch.entities, settled),
                relations=_settling(batch.relations, settled),
            )

    def _otherwise(self, read: Evidence) -> set[str]:
        """Return the ids that the evidence of a place would have if it was read so."""
        notes = self._notes.get(read.document, ())
        return {replace(read, note=note).id for note in notes if note != read.note}


def _settling(statements: Sequence[S], settled: Mapping[str, set[str]]) -> list[S]:
    found: list[S] = []
    for statement in statements:
        ids = [each for key in statement.evidence for each in settled.get(key, ())]
        found.append(replace(statement, settles=frozenset(ids)) if ids else statement)
    return found
