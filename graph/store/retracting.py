"""Retracting (撤回): what sources no longer say, and nothing else says either."""

from collections import defaultdict
from collections.abc import (
    AsyncIterator,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from graph.cypher import question
from graph.model.identity import label_of
from graph.model.labels import Label
from graph.model.registry import THINGS, node_spec, relation_spec
from graph.model.spec import NodeSpec
from graph.store import statements as cypher
from graph.store.chunks import retract
from graph.store.evidence_statements import TAKE_SAID
from graph.store.ledger import version_from
from graph.store.plan import Version
from graph.store.port import Store, Transaction

__all__ = [
    "Gone",
    "Sayings",
    "candidates",
    "evidence_of",
    "gone_from",
    "names_of",
    "retract_gone",
    "retract_in",
    "said_by_portions",
    "said_in",
    "stated",
    "unheld",
]

_PAGE: Final = 10_000
"""Places of a document that are read at a time."""
_ALL: Final = 2**31 - 1
_DIGITS: Final = "0123456789abcdef"


class Places(Protocol):
    """Ids of places (依据集合)."""

    def issuperset(self, others: Iterable[Any], /) -> bool:
        """Tell whether all of these are among them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What some documents say, as it is recorded (文档所述).

    Attributes:
        evidence: Ids of every place in them.
        entities: Ids of the things they speak for.
        relations: Type, source and target of the relationships they speak for.
        columns: Headings under which each place stands; None where a whole row or a span says so.
    """

    evidence: Places
    entities: frozenset[str]
    relations: frozenset[tuple[str, str, str]]
    columns: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A statement that is no longer made (不再成立的陈述).

    Attributes:
        kind: Label or relationship type.
        id: Its id.
        version: What was said.
        ends: Ids of both ends of a relationship.
    """

    kind: str
    id: str
    version: Version
    ends: tuple[str, str] | None = None


async def said_in(store: Store, documents: Collection[str]) -> Sayings:
    """Return what these documents say, as it is recorded."""
    rows: list[dict[str, Any]] = []
    if documents:
        asked = {"documents": sorted(documents), "limit": _ALL}
        rows = await store.read(question("review/said").text, asked)
    return _sayings(rows)


async def said_by_portions(
    store: Store, document: str, limit: int = _PAGE
) -> AsyncIterator[Sayings]:
    """Yield what a document says, as it is recorded, so many places at a time.

    A short one is read as it is; the places of a long one are sought by the digits of their ids.
    """
    asked = {"documents": [document], "limit": limit}
    rows = await store.read(question("review/said").text, asked)
    if len(rows) < limit:
        yield _sayings(rows)
        return
    prefixes = list(_DIGITS)
    while prefixes:
        prefix = prefixes.pop()
        among = {"document": document, "prefix": f"{Label.EVIDENCE}:{prefix}", "limit": limit}
        rows = await store.read(question("review/said_among").text, among)
        if len(rows) < limit:
            yield _sayings(rows)
        else:
            prefixes += [prefix + digit for digit in _DIGITS]


def _sayings(rows: Sequence[Mapping[str, Any]]) -> Sayings:
    relations = (stated.split("|") for row in rows for stated in row["relations"])
    return Sayings(
        evidence=frozenset(row["evidence"] for row in rows),
        entities=frozenset(key for row in rows for key in row["entities"]),
        relations=frozenset((kind, source, target) for kind, source, target in relations),
        columns={row["evidence"]: row["column"] for row in rows},
    )


async def gone_from(store: Store, said: Sayings, still: Container[str]) -> list[Gone]:
    """Return the recorded statements that only these places make, and that are made no more.

    A thing of which something else is still said stays, so that no relationship loses its end.

    Args:
        store: Where they are recorded.
        said: What the documents said.
        still: Ids of the statements, and of the things, of which something is still said.
    """
    return await unheld(store, await candidates(store, said, still))


async def candidates(store: Store, said: Sayings, still: Container[str]) -> list[Gone]:
    """Return the recorded statements that only these places make, and that are made no more."""
    found = [*await _relations(store, said), *await _entities(store, said)]
    return [one for one in found if one.id not in still]


async def unheld(
    store: Store, gone: Sequence[Gone], on: str = "", loosened: Collection[str] = ()
) -> list[Gone]:
    """Return statements without the things to which other relationships lead.

    Args:
        store: Where they are recorded.
        gone: Statements that are made no more.
        on: Day by which a relationship that ended leads to nothing any more; else all of them do.
        loosened: Ids of other relationships that are made no more.
    """
    loose = {*loosened, *(one.id for one in gone if one.ends is not None)}
    held = await _held(store, {one.id for one in gone if one.ends is None}, loose, on)
    return [one for one in gone if one.ends is not None or one.id not in held]


async def names_of(store: Store, ids: Collection[str]) -> dict[str, str]:
    """Return what these things are called now."""
    return {one.id: one.version.properties["name"] for one in await stated(store, ids)}


async def evidence_of(store: Store, ids: Collection[str]) -> dict[str, set[str]]:
    """Return the ids of every place that speaks for what is known of these things now."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in await stated(store, ids):
        found[one.id].update(one.version.evidence)
    return found


async def stated(store: Store, ids: Iterable[str]) -> list[Gone]:
    """Return what is recorded of these things and not retracted."""
    found: list[Gone] = []
    for label, members in _by_label(ids).items():
        for row in await store.read(cypher.read_states(_spec_under(label)), {"ids": members}):
            if row["version"] is not None:
                version = version_from(row["version"])
                found.append(Gone(kind=row["type"], id=row["id"], version=version))
    return found


async def retract_gone(store: Store, gone: Sequence[Gone], recorded_at: str) -> None:
    """Retract statements, all or none; what was known before can still be asked.

    Their places are no longer listed as asserting them.
    """

    async def work(tx: Transaction) -> None:
        await retract_in(tx, gone, recorded_at)

    if gone:
        await store.write(work)


async def retract_in(tx: Transaction, gone: Sequence[Gone], recorded_at: str) -> None:
    """Retract statements within a transaction, as `retract_gone`."""
    relations: dict[tuple[str, str, str], list[Gone]] = defaultdict(list)
    entities: dict[str, list[Gone]] = defaultdict(list)
    for one in gone:
        if one.ends is None:
            entities[one.kind].append(one)
        else:
            relations[one.kind, label_of(one.ends[0]), label_of(one.ends[1])].append(one)
    for shape, links in relations.items():
        places = {o.id: {"source": o.ends[0], "target": o.ends[1]} for o in links if o.ends}
        await retract(tx, shape, [(o.id, o.version) for o in links], places, recorded_at)
    for label, things in entities.items():
        versions = [(one.id, one.version) for one in things]
        await retract(tx, node_spec(label), versions, {}, recorded_at)
    await tx.run(TAKE_SAID, {"rows": _taken(gone)})


def _taken(gone: Iterable[Gone]) -> list[dict[str, Any]]:
    """Return, for each place, what it asserts no more."""
    said: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for one in gone:
        stated = one.id if one.ends is None else "|".join((one.kind, *one.ends))
        for evidence in one.version.evidence:
            said[evidence][0 if one.ends is None else 1].append(stated)
    return [{"id": key, "entities": a, "relations": b} for key, (a, b) in said.items()]


async def _relations(store: Store, said: Sayings) -> list[Gone]:
    shapes: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for kind, source, target in sorted(said.relations):
        place = {"source": source, "target": target}
        shapes[kind, label_of(source), label_of(target)].append(place)
    found: list[Gone] = []
    for (kind, *labels), rows in shapes.items():
        statement = cypher.read_between(relation_spec(kind), (labels[0], labels[1]))
        for row in await store.read(statement, {"rows": rows}):
            version, ends = version_from(row["version"]), (row["source"], row["target"])
            found += _only_by(said, Gone(kind=kind, id=row["id"], version=version, ends=ends))
    return found


async def _entities(store: Store, said: Sayings) -> list[Gone]:
    return [one for each in await stated(store, said.entities) for one in _only_by(said, each)]


async def _held(store: Store, ids: Collection[str], loose: Collection[str], on: str) -> set[str]:
    """Return the things to which relationships lead besides those that are loose."""
    held: set[str] = set()
    for label, members in _by_label(ids).items():
        statement = cypher.read_held(label)
        rows = await store.read(statement, {"ids": members, "loose": sorted(loose), "on": on})
        held |= {row["id"] for row in rows}
    return held


def _only_by(said: Sayings, one: Gone) -> Iterator[Gone]:
    if said.evidence.issuperset(one.version.evidence):
        yield one


def _by_label(ids: Iterable[str]) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(ids):
        groups[label_of(identifier)].append(identifier)
    return groups


def _spec_under(label: str) -> NodeSpec:
    """Return a type whose ids begin with a label."""
    return next(spec for spec in THINGS if spec.identity_label == label)
