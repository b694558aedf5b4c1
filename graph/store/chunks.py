"""One chunk of statements in one transaction (分块写入): read, weigh, write the difference."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from graph.model.registry import relation_spec
from graph.model.spec import NodeSpec
from graph.model.statement import Entity, Relation
from graph.store import statements as cypher
from graph.store.ledger import Ledger, version_from, version_of
from graph.store.outcome import MissingEndError, WriteReport
from graph.store.plan import ANOTHER_TYPE, Version
from graph.store.port import Transaction
from graph.store.searchtext import name_keys, search_text
from graph.store.sole import noted, unsure
from graph.store.sortkey import sort_keys

__all__ = ["retract", "revise", "rewrite", "succeed", "write_entities", "write_relations"]


async def write_entities(
    tx: Transaction,
    *,
    spec: NodeSpec,
    entities: Sequence[Entity],
    lineage: Mapping[str, str],
    recorded_at: str,
    decided: bool = False,
) -> WriteReport:
    """Write entities of one type; an id that is known as another type is put aside."""
    await _alone(tx)
    ids = unsure(tx, {entity.id for entity in entities})
    noted(tx, (key for entity in entities for key in name_keys(spec, entity.properties)))
    rows = await tx.run(cypher.read_states(spec), {"ids": ids}) if ids else []
    known = {row["id"] for row in rows}
    others = {row["id"] for row in rows if row["type"] != spec.label}
    ledger = Ledger(_versions(rows), recorded_at, decided=decided)
    report = WriteReport(recorded_at=recorded_at)
    for entity in entities:
        if entity.id in others:
            report.note(entity, ANOTHER_TYPE)
        else:
            _enter(ledger, entity, lineage, report)
    await _run(tx, ledger.retracted(), cypher.retract_states(spec), _retraction(recorded_at))
    await _settle(tx, [(e, e.id) for e in entities if e.settles], ledger, "entities")
    await _run(tx, ledger.extended(), cypher.extend_states(spec), _extension)
    created, first = ledger.created(), dict[str, Version]()
    for identifier, version in created:
        if identifier not in known:
            first.setdefault(identifier, version)
    more = [(key, version) for key, version in created if first.get(key) is not version]
    things = _things(spec, recorded_at, {entity.id: entity.park_id for entity in entities})
    await _run(tx, list(first.items()), cypher.create_things(spec), things)
    await _run(tx, more, cypher.create_states(spec), _created(spec, recorded_at))
    return report


async def write_relations(
    tx: Transaction,
    *,
    ends: tuple[str, str, str],
    relations: Sequence[Relation],
    lineage: Mapping[str, str],
    recorded_at: str,
    decided: bool = False,
) -> WriteReport:
    """Write relationships of one type between ends of one kind.

    Raises:
        MissingEndError: If an end is not in the graph.
    """
    await _alone(tx)
    spec, labels = relation_spec(ends[0]), (ends[1], ends[2])
    by_id = {relation.id: relation for relation in relations}
    places = {
        key: {"id": key, "source": relation.source.id, "target": relation.target.id}
        for key, relation in by_id.items()
    }
    noted(tx, {f"{relation.type}|{relation.target.id}" for relation in relations})
    asked = [places[key] for key in unsure(tx, places)]
    known = await tx.run(cypher.read_relations(spec, labels), {"rows": asked}) if asked else []
    ledger = Ledger(_versions(known), recorded_at, decided=decided)
    report = WriteReport(recorded_at=recorded_at)
    for relation in relations:
        _enter(ledger, relation, lineage, report)

    def created(identifier: str, version: Version) -> dict[str, Any]:
        stored = {**_stored(version, recorded_at), "id": identifier}
        return {**places[identifier], "version": stored}

    def placed(row: Callable[[str, Version], dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        return lambda identifier, version: {**row(identifier, version), **places[identifier]}

    retraction = placed(_retraction(recorded_at))
    await _run(tx, ledger.retracted(), cypher.retract_relations(spec, labels), retraction)
    stated = [(r, f"{r.type}|{r.source.id}|{r.target.id}") for r in relations if r.settles]
    await _settle(tx, stated, ledger, "relations")
    await _run(tx, ledger.extended(), cypher.extend_relations(spec, labels), placed(_extension))
    made = await _run(tx, ledger.created(), cypher.create_relations(spec, labels), created)
    missing = {key for key, _ in ledger.created()}.difference(*(row["made"] for row in made))
    if missing:
        raise MissingEndError(by_id[min(missing)])
    return report


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
    await _apply(tx, old, cypher.retract_states(spec), _retraction(recorded_at))
    await _apply(tx, new, cypher.create_states(spec), _created(spec, recorded_at))


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
        made = _created(target, recorded_at)
        await _apply(tx, recorded, cypher.create_states(target), made)
        return

    def row(identifier: str, version: Version) -> dict[str, Any]:
        stored = {**_stored(version, recorded_at), "id": identifier}
        return {**places[identifier], "version": stored}

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
    row = _retraction(recorded_at)
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


def _versions(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Version]]:
    versions: dict[str, list[Version]] = defaultdict(list)
    for row in rows:
        if row["version"] is not None:
            versions[row["id"]].append(version_from(row["version"]))
    return versions


def _enter(
    ledger: Ledger, statement: Entity | Relation, lineage: Mapping[str, str], report: WriteReport
) -> None:
    report.note(statement, ledger.enter(statement.id, version_of(statement, lineage)))


def _stored(version: Version, recorded_at: str) -> dict[str, Any]:
    stored = {
        **version.properties,
        "evidence": list(version.evidence),
        "lineages": list(version.lineages),
        "valid_from": version.valid_from,
        "recorded_at": recorded_at,
    }
    return stored if version.valid_to is None else {**stored, "valid_to": version.valid_to}


def _created(spec: NodeSpec, recorded_at: str) -> Callable[[str, Version], dict[str, Any]]:
    def row(identifier: str, version: Version) -> dict[str, Any]:
        stored = _stored(version, recorded_at)
        stored |= {"of": identifier, "search": search_text(spec, version.properties)}
        stored |= sort_keys(spec, identifier, version.properties)
        return {"id": identifier, "version": stored}

    return row


def _things(
    spec: NodeSpec, recorded_at: str, parks: Mapping[str, str | None]
) -> Callable[[str, Version], dict[str, Any]]:
    created = _created(spec, recorded_at)

    def row(identifier: str, version: Version) -> dict[str, Any]:
        thing = {"id": identifier, "type": spec.label}
        if (park := parks[identifier]) is not None:
            thing["park_id"] = park
        return {"thing": thing, "version": created(identifier, version)["version"]}

    return row


def _retraction(recorded_at: str) -> Callable[[str, Version], dict[str, Any]]:
    def row(identifier: str, version: Version) -> dict[str, Any]:
        return {
            "id": identifier,
            "valid_from": version.valid_from,
            "recorded_at": version.recorded_at,
            "retracted_at": recorded_at,
        }

    return row


def _extension(identifier: str, version: Version) -> dict[str, Any]:
    return {
        "id": identifier,
        "valid_from": version.valid_from,
        "recorded_at": version.recorded_at,
        "evidence": list(version.evidence),
        "lineages": list(version.lineages),
    }


async def _settle(
    tx: Transaction,
    stated: Iterable[tuple[Entity | Relation, str]],
    ledger: Ledger,
    kind: Literal["entities", "relations"],
) -> None:
    """Let places say no more what rests on a better reading of them now."""
    taken: list[dict[str, Any]] = []
    for statement, key in stated:
        held = {place for version in ledger.held(statement.id) for place in version.evidence}
        taken += (
            {"id": place, "entities": [], "relations": []} | {kind: [key]}
            for place in sorted(statement.settles - held)
        )
    if taken:
        await tx.run(cypher.TAKE_SAID, {"rows": taken})


async def _alone(tx: Transaction) -> None:
    """Let a chunk be the only one from what it reads to what it writes.

    Every chunk marks one node, and does so first: of two at once, Neo4j makes one wait for the
    other, and ArcadeDB has one begin again, so that neither writes what the other just did.
    """
    await tx.run(cypher.MARK_SCOPES)


async def _apply(
    tx: Transaction,
    versions: Sequence[tuple[str, Version]],
    statement: str,
    row: Callable[[str, Version], dict[str, Any]],
) -> None:
    """Run a statement over versions, if there are any, and mark that something changed."""
    if versions:
        await tx.run(cypher.MARK_SCOPES)
        await _run(tx, versions, statement, row)


async def _run(
    tx: Transaction,
    versions: Sequence[tuple[str, Version]],
    statement: str,
    row: Callable[[str, Version], dict[str, Any]],
) -> list[dict[str, Any]]:
    """Run a statement over versions, if there are any."""
    if not versions:
        return []
    return await tx.run(statement, {"rows": [row(key, version) for key, version in versions]})
