"""Packing (分块): the statements of a batch, as they are written in transactions."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Final, NamedTuple, TypeVar

from graph.model.registry import node_spec
from graph.model.statement import Entity, Relation, StatementRefusedError, faults_of
from graph.store.chunks import write_entities, write_relations
from graph.store.difference import Difference, of_entities, of_relations
from graph.store.outcome import WriteReport

__all__ = ["CHUNK", "Chunk", "chunks_of", "shape_of"]

CHUNK: Final = 2000
"""Statements in one transaction: large enough to be fast, far below a message's limit."""

S = TypeVar("S", Entity, Relation)
T = TypeVar("T")


class Chunk(NamedTuple):
    """Statements that are written in one transaction (分块).

    Attributes:
        size: How many.
        make: Makes what they change if nothing of them is recorded.
        write: Writes them.
    """

    size: int
    make: Callable[[], Difference]
    write: Callable[..., Awaitable[WriteReport]]


def chunks_of(
    entities: Sequence[Entity],
    relations: Sequence[Relation],
    lineage: Mapping[str, str],
    recorded_at: str,
) -> list[Chunk]:
    """Return statements in chunks, entities first.

    Args:
        entities: What is said of things.
        relations: What is said of relationships.
        lineage: Name of each source in all its editions, by the evidence.
        recorded_at: When it is recorded.

    Raises:
        StatementRefusedError: If the model does not know a statement.
    """
    statements: list[Entity | Relation] = [*entities, *relations]
    for statement in statements:
        for fault in faults_of(statement):
            raise StatementRefusedError(statement.id, fault)
    found: list[Chunk] = []
    said: dict[str, Any] = {"lineage": lineage, "recorded_at": recorded_at}
    for label, group in _grouped(entities, key=lambda entity: entity.label):
        for things in _packed(group):
            given = {"spec": node_spec(label), "entities": things, **said}
            make, work = partial(of_entities, **given), partial(write_entities, **given)
            found.append(Chunk(len(things), make, work))
    for ends, linked in _grouped(relations, key=shape_of):
        for links in _packed(linked):
            given = {"ends": ends, "relations": links, **said}
            make, work = partial(of_relations, **given), partial(write_relations, **given)
            found.append(Chunk(len(links), make, work))
    return found


def shape_of(relation: Relation) -> tuple[str, str, str]:
    """Return the type of a relationship and the identity labels of its ends."""
    source, target = node_spec(relation.source.label), node_spec(relation.target.label)
    return (relation.type, source.identity_label, target.identity_label)


def _grouped(items: Sequence[T], *, key: Callable[[T], Any]) -> Iterator[tuple[Any, list[T]]]:
    for value, group in groupby(sorted(items, key=key), key=key):
        yield value, list(group)


def _packed(statements: Iterable[S]) -> Iterator[list[S]]:
    """Cut statements into chunks; those of one thing stay together, to be weighed together."""
    by_id: dict[str, list[S]] = defaultdict(list)
    for statement in statements:
        by_id[statement.id].append(statement)
    chunk: list[S] = []
    for together in by_id.values():
        if chunk and len(chunk) + len(together) > CHUNK:
            yield chunk
            chunk = []
        chunk += together
    if chunk:
        yield chunk
