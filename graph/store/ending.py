"""Ending (终止): what a list no longer names is true no longer, from the day of that list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from graph.evidence import Evidence
from graph.model.identity import label_of
from graph.model.labels import Label
from graph.model.registry import node_spec
from graph.store.chunks import succeed
from graph.store.evidence_statements import ADD_SAID, OPEN_EVIDENCE, TAKE_SAID
from graph.store.plan import Version
from graph.store.port import Store, Transaction
from graph.store.retracting import Gone

__all__ = ["end_gone", "rest_on_less"]

_CHUNK: Final = 1000


async def end_gone(
    store: Store, gone: Iterable[Gone], day: str, evidence: Evidence, recorded_at: str
) -> None:
    """Record that statements ended on a day; what was true before and known before stays.

    Args:
        store: Where they are recorded.
        gone: The statements; one that would begin later is retracted.
        day: First day on which they are true no longer.
        evidence: The list that no longer names them; its document is in the graph.
        recorded_at: When.
    """
    rest = iter(gone)
    while chunk := list(islice(rest, _CHUNK)):

        async def work(tx: Transaction, chunk: Sequence[Gone] = chunk) -> None:
            properties = {
                **evidence.properties(),
                "type": Label.EVIDENCE,
                "position": f"|{0:09d}|{evidence.id}",
                "recorded_at": recorded_at,
            }
            place = {"id": evidence.id, "document": f"{Label.DOCUMENT}:{evidence.document}"}
            await tx.run(OPEN_EVIDENCE, {"rows": [{**place, "properties": properties}]})
            await _end(tx, chunk, day, evidence.id, recorded_at)
            await tx.run(ADD_SAID, {"rows": [_said(chunk, evidence.id)]})

        await store.write(work)


async def rest_on_less(
    store: Store, changed: Sequence[tuple[Gone, Version]], recorded_at: str
) -> None:
    """Record relationships anew without some of the places that said so.

    Args:
        store: Where to.
        changed: Each as it is recorded, and as it is to be.
        recorded_at: When.
    """

    async def work(tx: Transaction) -> None:
        said: dict[str, list[str]] = defaultdict(list)
        for one, version in changed:
            ends = one.ends or ("", "")
            shape = (one.kind, label_of(ends[0]), label_of(ends[1]))
            place = {one.id: {"source": ends[0], "target": ends[1]}}
            await succeed(tx, shape, [(one.id, one.version, version)], place, recorded_at)
            for evidence in set(one.version.evidence) - set(version.evidence):
                said[evidence].append("|".join((one.kind, *ends)))
        rows = [{"id": key, "entities": [], "relations": told} for key, told in said.items()]
        await tx.run(TAKE_SAID, {"rows": rows})

    if changed:
        await store.write(work)


async def _end(
    tx: Transaction, gone: Sequence[Gone], day: str, evidence: str, recorded_at: str
) -> None:
    shapes: dict[tuple[str, ...], list[Gone]] = defaultdict(list)
    for one in gone:
        labels = map(label_of, one.ends) if one.ends else ()
        shapes[one.kind, *labels].append(one)
    for shape, members in shapes.items():
        target = node_spec(shape[0]) if len(shape) == 1 else (shape[0], shape[1], shape[2])
        places = {o.id: {"source": o.ends[0], "target": o.ends[1]} for o in members if o.ends}
        await succeed(
            tx,
            target,
            [(one.id, one.version, _ended(one.version, day, evidence)) for one in members],
            places,
            recorded_at,
        )


def _ended(version: Version, day: str, evidence: str) -> Version | None:
    if version.valid_from >= day:
        return None
    return replace(version, valid_to=day, evidence=(*version.evidence, evidence))


def _said(gone: Sequence[Gone], evidence: str) -> dict[str, Any]:
    return {
        "id": evidence,
        "entities": [one.id for one in gone if one.ends is None],
        "relations": ["|".join((one.kind, *one.ends)) for one in gone if one.ends],
    }
