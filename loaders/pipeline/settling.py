"""Settled doubts (已澄清的前提): places of registers read without what was taken for granted.

Once a person has said in which unit a column counts, the same file read again says so at the same
places. What is true now then rests on that reading alone; what was known before keeps the other.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Self, TypeVar

from graph.cypher.library import question
from graph.evidence import Evidence, Source
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from loaders.pipeline.assembly import Assembly
from loaders.registers import takes_for_granted

__all__ = ["Settling"]

S = TypeVar("S", Entity, Relation)
_Place = tuple[str, str | None, int | None, str | None]


class Settling:
    """What was taken for granted at places of the registers of a load (此前的前提)."""

    def __init__(self) -> None:
        self._granted: dict[_Place, set[str]] = defaultdict(set)

    @classmethod
    async def begun(cls, store: Store, sources: Collection[Source]) -> Self:
        """Return what was taken for granted when these registers were read before."""
        found = cls()
        asked = question("lookup/noted").text
        rows: list[dict[str, Any]] = []
        for document in sorted(source.id for source in sources):  # a long one takes long enough
            rows += await store.read(asked, {"documents": [document]})
        for row in rows:
            if takes_for_granted(row["note"]):
                place = (row["document"], row["sheet"], row["row"], row["column"])
                found._granted[place].add(row["id"])
        return found

    def into(self, assembly: Assembly) -> None:
        """Let the statements of a load say which readings of the same places they settle."""
        if not self._granted:
            return
        read = {e.id: self._granted.get(_place(e), set()) - {e.id} for e in assembly.batch.evidence}
        settled = {key: ids for key, ids in read.items() if ids}
        if settled:
            batch = assembly.batch
            assembly.batch = replace(
                batch,
                entities=_settling(batch.entities, settled),
                relations=_settling(batch.relations, settled),
            )


def _place(of: Evidence) -> _Place:
    return (of.document, of.sheet, of.row, of.column)


def _settling(statements: Sequence[S], settled: dict[str, set[str]]) -> list[S]:
    found: list[S] = []
    for statement in statements:
        ids = [each for key in statement.evidence for each in settled.get(key, ())]
        found.append(replace(statement, settles=frozenset(ids)) if ids else statement)
    return found
