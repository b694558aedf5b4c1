"""What is recorded of the statements of a load (已有记录): for a trial load and for contests."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any, Final, TypeVar

from graph.model.registry import node_spec, relation_spec
from graph.model.statement import Entity, Relation
from graph.store.ledger import Ledger, version_from, version_of
from graph.store.outcome import Contest, WriteReport
from graph.store.plan import ANOTHER_TYPE, Change, Version, counterpart
from graph.store.port import Store
from graph.store.sole import possible
from graph.store.statements import read_relations, read_states
from graph.store.write import Batch
from loaders.pipeline.foreseen import Foreseen

__all__ = ["current_value", "preview", "recorded_versions"]

_CHUNK: Final = 1000

T = TypeVar("T")


async def preview(store: Store, batch: Batch, foreseen: Foreseen) -> WriteReport:
    """Return what writing a batch would do, without writing it.

    Args:
        store: Where it would be written.
        batch: The batch.
        foreseen: What would have been recorded before; takes in what would be recorded now.
    """
    report = WriteReport(recorded_at="")
    lineage = batch.lineage
    statements: list[Entity | Relation] = [*batch.entities, *batch.relations]
    types, versions = await recorded_versions(store, statements, foreseen)
    ledger = Ledger(versions, report.recorded_at)
    for statement in statements:
        report.note(statement, _weighed(statement, types, ledger, lineage))
    foreseen.note(batch, types, ledger)
    return report


def _weighed(
    statement: Entity | Relation,
    types: Mapping[str, str],
    ledger: Ledger,
    lineage: Mapping[str, str],
) -> Change:
    if isinstance(statement, Entity):
        recorded = types.get(statement.id, statement.label)
        if recorded != statement.label:
            return ANOTHER_TYPE
    return ledger.enter(statement.id, version_of(statement, lineage))


async def recorded_versions(
    store: Store, statements: Iterable[Entity | Relation], foreseen: Foreseen | None = None
) -> tuple[dict[str, str], dict[str, list[Version]]]:
    """Return the recorded type of each node, and the versions that are not retracted, by id.

    Args:
        store: Where they are recorded.
        statements: What is asked about.
        foreseen: What a trial load would have recorded, which goes before the store.
    """
    listed = list(statements)
    types, versions = foreseen.recorded(listed) if foreseen else ({}, {})
    may = await possible(store) if foreseen else None
    listed = [s for s in listed if s.id not in versions and (may is None or may(s.id))]
    rows = await _states(store, [s for s in listed if isinstance(s, Entity)])
    rows += await _relations(store, [s for s in listed if isinstance(s, Relation)])
    for row in rows:
        if row.get("type"):
            types[row["id"]] = row["type"]
        if row["version"] is not None:
            version = version_from(row["version"])
            held = versions.setdefault(row["id"], [])
            held += [] if version in held else [version]
    return types, versions


def current_value(
    contest: Contest,
    name: str,
    types: Mapping[str, str],
    versions: Mapping[str, list[Version]],
) -> Any:
    """Return what is recorded where a statement says otherwise."""
    if name == "type":
        return types.get(contest.statement.id)
    held = counterpart(versions.get(contest.statement.id, ()), version_of(contest.statement, {}))
    if held is None:
        return None
    return held.valid_to if name == "valid_to" else held.properties.get(name)


async def _states(store: Store, entities: list[Entity]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for label, group in _grouped(entities, lambda entity: entity.label):
        ids = list(dict.fromkeys(entity.id for entity in group))
        for chunk in _sliced(ids):
            rows += await store.read(read_states(node_spec(label)), {"ids": chunk})
    return rows


async def _relations(store: Store, relations: list[Relation]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for (rel_type, *labels), group in _grouped(relations, _shape):
        places = {r.id: {"id": r.id, "source": r.source.id, "target": r.target.id} for r in group}
        statement = read_relations(relation_spec(rel_type), (labels[0], labels[1]))
        for chunk in _sliced(places.values()):
            rows += await store.read(statement, {"rows": chunk})
    return rows


def _shape(relation: Relation) -> tuple[str, str, str]:
    source, target = node_spec(relation.source.label), node_spec(relation.target.label)
    return (relation.type, source.identity_label, target.identity_label)


def _grouped(items: Iterable[T], key: Any) -> Iterator[tuple[Any, list[T]]]:
    for value, group in groupby(sorted(items, key=key), key=key):
        yield value, list(group)


def _sliced(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
