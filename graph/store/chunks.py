"""One chunk of statements in one transaction (分块写入): read, weigh, write the difference."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.model.registry import relation_spec
from graph.model.spec import NodeSpec
from graph.model.statement import Entity, Relation
from graph.store import statements as cypher
from graph.store.difference import Difference, of_entities, of_relations, places_of
from graph.store.holding_statements import MARK_SCOPES
from graph.store.outcome import MissingEndError, WriteReport
from graph.store.plan import Version
from graph.store.port import Transaction
from graph.store.searchtext import name_keys
from graph.store.sole import noted, unsure
from graph.store.versionrows import Row, created, links, retraction

__all__ = ["retract", "revise", "rewrite", "succeed", "write_entities", "write_relations"]


async def write_entities(
    tx: Transaction,
    *,
    spec: NodeSpec,
    entities: Sequence[Entity],
    lineage: Mapping[str, str],
    recorded_at: str,
    decided: bool = False,
    new: Difference | None = None,
) -> WriteReport:
    """Write entities of one type; an id that is known as another type is put aside.

    Args:
        tx: In which transaction.
        spec: Their type.
        entities: What is said of them.
        lineage: Name of each source in all its editions, by the evidence.
        recorded_at: When.
        decided: Whether a person decided for it.
        new: What that changes if nothing of them is recorded, where it was made before.
    """
    await _alone(tx)
    ids = unsure(tx, {entity.id for entity in entities})
    noted(tx, (key for entity in entities for key in name_keys(spec, entity.properties)))
    rows = await tx.run(cypher.read_states(spec), {"ids": ids}) if ids else []
    if rows or new is None:
        new = of_entities(spec, entities, lineage, recorded_at, rows, decided=decided)
    await _made(tx, new)
    return new.report


async def write_relations(
    tx: Transaction,
    *,
    ends: tuple[str, str, str],
    relations: Sequence[Relation],
    lineage: Mapping[str, str],
    recorded_at: str,
    decided: bool = False,
    new: Difference | None = None,
) -> WriteReport:
    """Write relationships of one type between ends of one kind; as `write_entities`.

    Raises:
        MissingEndError: If an end is not in the graph.
    """
    await _alone(tx)
    spec, labels = relation_spec(ends[0]), (ends[1], ends[2])
    places = places_of(relations)
    noted(tx, {f"{relation.type}|{relation.target.id}" for relation in relations})
    asked = [places[key] for key in unsure(tx, places)]
    rows = await tx.run(cypher.read_relations(spec, labels), {"rows": asked}) if asked else []
    if rows or new is None:
        new = of_relations(ends, relations, lineage, recorded_at, rows, decided=decided)
    made = await _made(tx, new)
    if missing := new.linked.difference(*(row["made"] for row in made)):
        raise MissingEndError(next(r for r in relations if r.id == min(missing)))
    return new.report


async def revise(
    tx: Transaction,
    *,
    spec: NodeSpec,
    revised: Sequence[tuple[str, Version, Version]],
    recorded_at: str,
) -> None:
    """Retract versions of nodes and record others in their place.

    Args:
        tx: In which transaction.
        spec: Type of the nodes.
        revised: Id, recorded version and new version of each.
        recorded_at: When.
    """
    old = [(key, before) for key, before, _ in revised]
    new = [(key, after) for key, _, after in revised]
    await _apply(tx, old, cypher.retract_states(spec), retraction(recorded_at))
    await _apply(tx, new, cypher.create_states(spec), created(spec, recorded_at))


async def rewrite(
    tx: Transaction,
    target: NodeSpec | tuple[str, str, str],
    retracted: Sequence[tuple[str, Version]],
    recorded: Sequence[tuple[str, Version]],
    places: Mapping[str, Mapping[str, str]],
    recorded_at: str,
) -> None:
    """Retract versions as `retract` does, and record any number of others in their place.

    Args:
        tx: In which transaction.
        target: Type of the nodes; type and labels of both ends of the relationships.
        retracted: Id and recorded version of each.
        recorded: Id and new version of each.
        places: For relationships, the ids of both ends by their own.
        recorded_at: When.
    """
    await retract(tx, target, retracted, places, recorded_at)
    if isinstance(target, NodeSpec):
        made = created(target, recorded_at)
        await _apply(tx, recorded, cypher.create_states(target), made)
        return
    row = links(places, recorded_at)
    statement = cypher.create_relations(relation_spec(target[0]), (target[1], target[2]))
    await _apply(tx, recorded, statement, row)


async def retract(
    tx: Transaction,
    target: NodeSpec | tuple[str, str, str],
    versions: Sequence[tuple[str, Version]],
    places: Mapping[str, Mapping[str, str]],
    recorded_at: str,
) -> None:
    """Retract versions of nodes of one type, or of relationships between ends of one kind.

    Args:
        tx: In which transaction.
        target: Type of the nodes; type and labels of both ends of the relationships.
        versions: Id and version of each.
        places: For relationships, the ids of both ends by their own.
        recorded_at: When.
    """
    row = retraction(recorded_at)
    if isinstance(target, NodeSpec):
        await _apply(tx, versions, cypher.retract_states(target), row)
        return
    statement = cypher.retract_relations(relation_spec(target[0]), (target[1], target[2]))
    await _apply(tx, versions, statement, lambda key, v: {**row(key, v), **places[key]})


async def succeed(
    tx: Transaction,
    target: NodeSpec | tuple[str, str, str],
    revised: Sequence[tuple[str, Version, Version | None]],
    places: Mapping[str, Mapping[str, str]],
    recorded_at: str,
) -> None:
    """Retract versions as `retract` does, and record what takes their place.

    Args:
        tx: In which transaction.
        target: Type of the nodes; type and labels of both ends of the relationships.
        revised: Id, recorded version and new version of each; None if nothing takes its place.
        places: For relationships, the ids of both ends by their own.
        recorded_at: When.
    """
    old = [(key, before) for key, before, _ in revised]
    new = [(key, after) for key, _, after in revised if after is not None]
    await rewrite(tx, target, old, new, places, recorded_at)


async def _made(tx: Transaction, difference: Difference) -> list[dict[str, Any]]:
    """Make the changes of a difference, in their order; return what the last tells."""
    told: list[dict[str, Any]] = []
    for statement, rows in difference.changes:
        told = await tx.run(statement, {"rows": rows})
    return told


async def _alone(tx: Transaction) -> None:
    """Let a chunk be the only one from what it reads to what it writes.

    Every chunk marks one node, and does so first: of two at once, Neo4j makes one wait for the
    other, and ArcadeDB has one begin again, so that neither writes what the other just did.
    """
    await tx.run(MARK_SCOPES)


async def _apply(
    tx: Transaction,
    versions: Sequence[tuple[str, Version]],
    statement: str,
    row: Row,
) -> None:
    """Run a statement over versions, if there are any, and mark that something changed."""
    if versions:
        await tx.run(MARK_SCOPES)
        await tx.run(statement, {"rows": [row(key, version) for key, version in versions]})
