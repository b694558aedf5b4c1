"""Constraints and indexes (约束与索引), derived from the model for both engines."""

from collections.abc import Iterator
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


def neo4j_statements() -> tuple[str, ...]:
    """Return the idempotent Cypher that prepares a Neo4j database."""
    return tuple(_neo4j())


def _neo4j() -> Iterator[str]:
    for label in _identities():
        name = f"custody_{label.lower()}_id"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for spec in NODES:
        for key in (*_sort_keys(spec), *_clocks(spec)):
            name = f"custody_{spec.state_label.lower()}_{key}"
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{spec.state_label}) ON (n.{key})"
        for keys in _points(spec):
            name = f"custody_{spec.state_label.lower()}_{'_'.join(keys)}"
            over = ", ".join(f"n.{key}" for key in keys)
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{spec.state_label}) ON ({over})"
        if spec.is_placed:
            name = f"custody_{spec.state_label.lower()}_latitude"
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{spec.state_label}) ON (n.latitude)"
    yield (
        f"CREATE FULLTEXT INDEX `{FULL_TEXT_INDEX}` IF NOT EXISTS FOR (n:{Label.STATE}) "
        "ON EACH [n.search] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )


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
