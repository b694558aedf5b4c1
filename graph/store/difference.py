"""The difference of a chunk (差异): what its statements change, by what is recorded. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.model.registry import relation_spec
from graph.model.spec import NodeSpec
from graph.model.statement import Entity, Relation
from graph.store import statements as cypher
from graph.store.evidence_statements import TAKE_SAID
from graph.store.ledger import Ledger, version_from, version_of
from graph.store.outcome import WriteReport
from graph.store.plan import ANOTHER_TYPE, Version
from graph.store.versionrows import Row, created, extension, links, retraction, things

__all__ = ["Difference", "of_entities", "of_relations", "places_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a chunk changes (差异).

    Attributes:
        report: What becomes of each statement.
        changes: What writes that, in order: a statement and its rows.
        linked: Ids of relationships that are made, if both ends are there.
    """

    report: WriteReport
    changes: Sequence[tuple[str, list[dict[str, Any]]]]
    linked: frozenset[str] = frozenset()


def of_entities(
    spec: NodeSpec,
    entities: Sequence[Entity],
    lineage: Mapping[str, str],
    recorded_at: str,
    rows: Sequence[Mapping[str, Any]] = (),
    *,
    decided: bool = False,
) -> Difference:
    """Return what entities of one type change.

    Args:
        spec: Their type.
        entities: What is said of them.
        lineage: Name of each source in all its editions, by the evidence.
        recorded_at: When it is recorded.
        rows: What is recorded of them: id, type and version.
        decided: Whether a person decided for it.
    """
    known = {row["id"] for row in rows}
    others = {row["id"] for row in rows if row["type"] != spec.label}
    ledger = Ledger(_versions(rows), recorded_at, decided=decided)
    report = WriteReport(recorded_at=recorded_at)
    for entity in entities:
        if entity.id in others:
            report.note(entity, ANOTHER_TYPE)
        else:
            _enter(ledger, entity, lineage, report)
    made, first = ledger.created(), dict[str, Version]()
    for identifier, version in made:
        if identifier not in known:
            first.setdefault(identifier, version)
    more = [(key, version) for key, version in made if first.get(key) is not version]
    new = things(spec, recorded_at, {entity.id: entity.park_id for entity in entities})
    settled = _settled([(e, e.id) for e in entities if e.settles], ledger, "entities")
    changes = (
        (cypher.retract_states(spec), _rows(ledger.retracted(), retraction(recorded_at))),
        (TAKE_SAID, settled),
        (cypher.extend_states(spec), _rows(ledger.extended(), extension)),
        (cypher.create_things(spec), _rows(first.items(), new)),
        (cypher.create_states(spec), _rows(more, created(spec, recorded_at))),
    )
    return Difference(report=report, changes=_some(changes))


def of_relations(
    ends: tuple[str, str, str],
    relations: Sequence[Relation],
    lineage: Mapping[str, str],
    recorded_at: str,
    rows: Sequence[Mapping[str, Any]] = (),
    *,
    decided: bool = False,
) -> Difference:
    """Return what relationships change, given their type and the labels of their ends."""
    spec, labels = relation_spec(ends[0]), (ends[1], ends[2])
    places = places_of(relations)
    ledger = Ledger(_versions(rows), recorded_at, decided=decided)
    report = WriteReport(recorded_at=recorded_at)
    for relation in relations:
        _enter(ledger, relation, lineage, report)

    def placed(row: Row) -> Row:
        return lambda identifier, version: {**row(identifier, version), **places[identifier]}

    made = ledger.created()
    stated = [(r, f"{r.type}|{r.source.id}|{r.target.id}") for r in relations if r.settles]
    gone = _rows(ledger.retracted(), placed(retraction(recorded_at)))
    changes = (
        (cypher.retract_relations(spec, labels), gone),
        (TAKE_SAID, _settled(stated, ledger, "relations")),
        (cypher.extend_relations(spec, labels), _rows(ledger.extended(), placed(extension))),
        (cypher.create_relations(spec, labels), _rows(made, links(places, recorded_at))),
    )
    linked = frozenset(identifier for identifier, _ in made)
    return Difference(report=report, changes=_some(changes), linked=linked)


def places_of(relations: Iterable[Relation]) -> dict[str, dict[str, str]]:
    """Return the ids of relationships and of both their ends, by the first."""
    return {r.id: {"id": r.id, "source": r.source.id, "target": r.target.id} for r in relations}


def _versions(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Version]]:
    versions: dict[str, list[Version]] = defaultdict(list)
    for row in rows:
        if row["version"] is not None:
            versions[row["id"]].append(version_from(row["version"]))
    return versions


def _enter(
    ledger: Ledger, statement: Entity | Relation, lineage: Mapping[str, str], report: WriteReport
) -> None:
    version = version_of(statement, lineage, report.recorded_at)
    report.note(statement, ledger.enter(statement.id, version))


def _rows(versions: Iterable[tuple[str, Version]], row: Row) -> list[dict[str, Any]]:
    return [row(key, version) for key, version in versions]


def _some(
    changes: Iterable[tuple[str, list[dict[str, Any]]]],
) -> list[tuple[str, list[dict[str, Any]]]]:
    return [(statement, rows) for statement, rows in changes if rows]


def _settled(
    stated: Iterable[tuple[Entity | Relation, str]],
    ledger: Ledger,
    kind: Literal["entities", "relations"],
) -> list[dict[str, Any]]:
    """Return which places say no more what rests on a better reading of them now."""
    taken: list[dict[str, Any]] = []
    for statement, key in stated:
        held = {place for version in ledger.held(statement.id) for place in version.evidence}
        taken += (
            {"id": place, "entities": [], "relations": []} | {kind: [key]}
            for place in sorted(statement.settles - held)
        )
    return taken
