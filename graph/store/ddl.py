"""Constraints and indexes (约束与索引), derived from the model for both engines."""

from collections.abc import Iterator, Mapping
from typing import Final

from graph.cypher.counted import CLOCKS
from graph.model.labels import Label
from graph.model.registry import NODES
from graph.model.spec import NodeSpec

__all__ = ["FULL_TEXT_INDEX", "arcadedb_statements", "neo4j_statements"]

FULL_TEXT_INDEX: Final = "State[search]"
"""The one full-text index; ArcadeDB gives an index this name, Neo4j is told it."""


def _identities() -> list[str]:
    return list(dict.fromkeys(spec.identity_label.value for spec in NODES))


def _sort_keys(spec: NodeSpec) -> Iterator[str]:
    return (f"sk_{prop.name}" for prop in spec.properties if prop.sortable)


def _clocks(spec: NodeSpec) -> tuple[str, ...]:
    """Return the instants by which what is new of a type is found."""
    if not spec.followed:
        return ()
    return ("recorded_at",) if spec.record else ("recorded_at", "retracted_at")


def _points(spec: NodeSpec) -> Iterator[tuple[str, ...]]:
    """Yield what totals look up of a type; ArcadeDB would page through an index of instants."""
    yield from () if spec.record else (keys for keys in CLOCKS if keys[0] not in _clocks(spec))


def neo4j_statements() -> Mapping[str, str]:
    """Return the idempotent Cypher that prepares a Neo4j database, by what each declares."""
    return dict(_neo4j())


def _neo4j() -> Iterator[tuple[str, str]]:
    for label in _identities():
        name = f"custody_{label.lower()}_id"
        made = f"CREATE CONSTRAINT {name} IF NOT EXISTS"
        yield name, f"{made} FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for spec in NODES:
        for keys in _neo4j_keys(spec):
            name = f"custody_{spec.state_label.lower()}_{'_'.join(keys)}"
            over = ", ".join(f"n.{key}" for key in keys)
            yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{spec.state_label}) ON ({over})"
    made = f"CREATE FULLTEXT INDEX `{FULL_TEXT_INDEX}` IF NOT EXISTS FOR (n:{Label.STATE})"
    how = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    yield FULL_TEXT_INDEX, f"{made} ON EACH [n.search] {how}"


def _neo4j_keys(spec: NodeSpec) -> Iterator[tuple[str, ...]]:
    yield from ((key,) for key in (*_sort_keys(spec), *_clocks(spec)))
    yield from _points(spec)
    if spec.is_placed:
        yield ("latitude",)


def arcadedb_statements() -> tuple[str, ...]:
    """Return the idempotent SQL that prepares an ArcadeDB database."""
    return tuple(_arcadedb())


def _arcadedb() -> Iterator[str]:
    for label in _identities():
        yield from _indexed(label, "id", "UNIQUE")
    for spec in NODES:
        for key in (*_sort_keys(spec), *_clocks(spec)):
            yield from _indexed(spec.state_label, key, "NOTUNIQUE")
        if spec.is_placed:
            yield from _indexed(spec.state_label, "latitude", "NOTUNIQUE", "DOUBLE")
    yield from _indexed(
        Label.STATE,
        "search",
        'FULL_TEXT METADATA {"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer"}',
    )


def _indexed(label: str, name: str, kind: str, holds: str = "STRING") -> Iterator[str]:
    yield f"CREATE VERTEX TYPE {label} IF NOT EXISTS"
    yield f"CREATE PROPERTY {label}.{name} IF NOT EXISTS {holds}"
    yield f"CREATE INDEX IF NOT EXISTS ON {label} ({name}) {kind}"
