"""Between (两者之间): every relationship that is recorded between the ends of others."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from graph.model.registry import relation_spec
from graph.model.statement import Relation
from graph.store.ledger import version_from
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.statements import read_between
from graph.store.write import shape_of

__all__ = ["Between", "recorded_between"]


class Between(NamedTuple):
    """A version of a relationship that is recorded (已记录关系版本).

    Attributes:
        id: Id of the relationship.
        ends: Its type, and the ids of its source and its target.
        key: What it speaks of, whenever that is true: as `key_of` of a statement.
        version: The version.
    """

    id: str
    ends: tuple[str, str, str]
    key: tuple[object, ...]
    version: Version


async def recorded_between(store: Store, relations: Iterable[Relation]) -> list[Between]:
    """Return what is recorded, of the same types, between the ends of these relationships.

    Raises:
        StoreError: If the database cannot be read.
    """
    shapes: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for one in relations:
        shapes[shape_of(one)].add((one.source.id, one.target.id))
    found: list[Between] = []
    for (kind, *labels), ends in shapes.items():
        spec = relation_spec(kind)
        asked = [{"source": source, "target": target} for source, target in sorted(ends)]
        statement = read_between(spec, (labels[0], labels[1]))
        for row in await store.read(statement, {"rows": asked}):
            version = version_from(row["version"])
            apart = tuple(version.properties.get(name) for name in spec.identity)
            between = (kind, row["source"], row["target"])
            found.append(Between(row["id"], between, (*between, apart), version))
    return found
