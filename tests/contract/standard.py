"""The standard executor (标准执行): every field by itself, over plain rows, by GraphQL's own rules.

What the product compiles to one statement is here what the specification says: a resolver for
each field, completed value by value by graphql-core. Nothing of the compiler, of the shaping and
of the execution of the product is used; what its arguments mean is (`schema.paging`), and questions
bring the records that they answer with, from which each field is resolved here.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from itertools import product
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

from graphql import (
    ExecutionResult,
    FieldNode,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    SelectionNode,
    execute,
    get_argument_values,
    is_abstract_type,
    parse,
)

from graph.cypher.dimensions import Dimension, dimensions_of
from graph.cypher.grouped import GroupOrder
from graph.cypher.keys import PARTED, CursorError
from graph.cypher.near import Near
from graph.cypher.selection import Filter, Page
from graph.evidence import UNKNOWN_START, At
from graph.model.labels import Label
from graph.model.registry import NODES, End, node_spec
from graph.model.spec import Kind, NodeSpec, RelationSpec
from graph.store.port import Store
from schema.asked import Asked
from schema.build import build_schema
from schema.context import Context, point_of
from schema.execution import Shaped
from schema.grouping import GroupingError
from schema.groups import group_field
from schema.naming import attribute, camel, end_called
from schema.paging import filter_of, page_of, page_size
from schema.planning import Plan, Plans
from schema.reading import SEARCHED, AmbiguousNameError, NothingGivenError
from schema.types import base
from tests.contract.reference import Row, compare, fits, lasting, said, true_at

__all__ = ["Standard"]

EARTH: Final = 6371.0088
NOUNS: Final = {
    name: spec for spec in NODES for name in (spec.field, spec.plural, f"{spec.field}Groups")
}
CLOCKS: Final = {"validFrom": "valid_from", "validTo": "valid_to", "recordedAt": "recorded_at"}
SPAN: Final = ("start", "end", "original_start", "original_end")
CELL: Final = ("sheet", "row", "column")


@dataclass(frozen=True)
class Thing:
    """A node as it is at a point: its id and type, and what is said of it."""

    id: str
    type: str
    said: Row
    at: At


@dataclass(frozen=True)
class Edge:
    """One item of a list, with the relationship over which it is reached."""

    cursor: str
    node: Thing
    link: Row
    relation: RelationSpec | None


@dataclass(frozen=True)
class Place:
    """Where a piece of evidence stands."""

    said: Row


@dataclass(frozen=True)
class Grouping:
    """Counts by groups, in order; every group is given, of which `first` are shown."""

    groups: Sequence[Mapping[str, Any]]
    total: int
    first: int


@dataclass(frozen=True)
class Listed:
    """A page of a list; its items in order, and how many there are in all."""

    edges: Sequence[Edge]
    total: int
    more: bool
    behind: bool


class Leaves(Plans):
    """Plans that ask nothing, so that a question returns the record that it answers with."""

    def of(self, info: GraphQLResolveInfo[Any]) -> Plan:
        return Plan(Asked(key="", name=""), info.field_nodes)


class Standard:
    """Executes queries field by field over everything that a store holds."""

    def __init__(self, store: Store, rows: Sequence[Row], links: Sequence[Row]) -> None:
        self._store = store
        self._of: dict[str, list[Row]] = defaultdict(list)
        self._typed: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._of[row["id"]].append(row)
            self._typed[row["type"]].append(row)
        self._links: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for link in links:
            self._links[link["type"], "forward", link["a"]].append(link)
            self._links[link["type"], "backward", link["b"]].append(link)
        self._schema = _resolved(build_schema()._schema, self)  # noqa: SLF001 - Strawberry offers no public way to it

    @classmethod
    async def over(cls, store: Store) -> "Standard":
        """Read everything: states, records, evidence and relationships."""
        states = await store.read(
            "MATCH (n)-[:HAS_STATE]->(s) RETURN n.id AS id, n.type AS type, properties(s) AS s"
        )
        names = ("Document", "Evidence", "Load", "AuditRecord")
        for name in names:
            states += await store.read(
                f"MATCH (n:{name}) RETURN n.id AS id, '{name}' AS type, properties(n) AS s"
            )
        links = await store.read(
            "MATCH (a)-[r]->(b) WHERE r.id IS NOT NULL OR type(r) = 'IN_DOCUMENT' "
            "RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS r"
        )
        return cls(store, states, links)

    @property
    def rows(self) -> Iterator[Row]:
        """Every node that was read, with each of its states."""
        return (row for rows in self._of.values() for row in rows)

    async def execute(self, text: str, variables: Mapping[str, Any]) -> ExecutionResult:
        """Execute an operation by graphql-core alone."""
        found = execute(
            self._schema,
            parse(text),
            context_value=Context(self._store, plans=Leaves()),
            variable_values=dict(variables),
            field_resolver=self.resolve,
            type_resolver=_type_of,
        )
        return await found if isawaitable(found) else found

    # Root fields

    async def root(self, name: str, given: Mapping[str, Any]) -> Any:
        """Resolve a root field of a noun."""
        at = _point_of(given.get("at"))
        if name == "node":
            return self.thing(given["id"], at)
        if name == "nodes":
            return [self.thing(each, at) for each in given["ids"]]
        if name == "search":
            return await self._search(given, at)
        spec = NOUNS[name]
        if name == spec.field:
            return self._single(spec, given, at)
        rows = [Thing(r["id"], r["type"], r["s"], at) for r in self._typed[spec.label]]
        found = [one for one in rows if _counts(spec, one)]
        if name == spec.plural:
            return self.page(page_of(given, spec), [(one, {}) for one in found], None)
        return self._groups(spec, given, found)

    def _groups(self, spec: NodeSpec, given: Mapping[str, Any], found: list[Thing]) -> Grouping:
        """Count by groups; what is related to several things counts for each."""
        names = [str(member.value) for member in given["by"]]
        if not names or len(set(names)) < len(names):
            raise GroupingError(names)
        first = page_size(100 if given.get("first") is None else given["first"])
        known = {each.name: each for each in dimensions_of(spec)}
        by = [known[name] for name in names]
        wanted = filter_of(given.get("filter") or {}, spec)
        kept = [one for one in found if self.holds(one, wanted)]
        counts = Counter(
            keys for one in kept for keys in product(*(self._keys(one, each) for each in by))
        )
        order = given.get("order") or GroupOrder.COUNT_DESC
        ranked = sorted(
            counts,
            key=lambda keys: [_place(each, key) for each, key in zip(by, keys, strict=True)],
            reverse=order == GroupOrder.KEY_DESC,
        )
        if order in (GroupOrder.COUNT_DESC, GroupOrder.COUNT_ASC):
            way = -1 if order == GroupOrder.COUNT_DESC else 1
            ranked.sort(key=lambda keys: way * counts[keys])
        groups = [
            {
                "count": counts[keys],
                **{
                    group_field(each): self.thing(key, found[0].at) if each.end and key else key
                    for each, key in zip(by, keys, strict=True)
                },
            }
            for keys in ranked
        ]
        return Grouping(groups, len(kept), first)

    def _keys(self, one: Thing, each: Dimension) -> list[Any]:
        if each.end:
            return sorted({other.id for other, _ in self.around(one, each.end)}) or [None]
        assert each.prop
        held = one.said.get(each.prop.name)
        return [held[:7] if each.by_month and held else held]

    def _single(self, spec: NodeSpec, given: Mapping[str, Any], at: At) -> Thing | None:
        if given.get("id") is not None:
            found = self.thing(given["id"], at)
            return found if found and found.type == spec.label else None
        if given.get("name") is None:
            raise NothingGivenError(spec)
        name = given["name"]
        named = [
            one
            for row in self._typed[spec.label]
            if _counts(spec, one := Thing(row["id"], row["type"], row["s"], at))
            and (one.said.get("name") == name or name in (one.said.get("aliases") or ()))
        ]
        if len(named) > 1:
            raise AmbiguousNameError(spec, name)
        return named[0] if named else None

    async def _search(self, given: Mapping[str, Any], at: At) -> Listed:
        """Rank what the product finds; which texts find what is the engine's own affair."""
        asked = "query ($t: String!, $k: [NodeType!], $a: At) { search(text: $t, types: $k, at: $a, first: 500) { nodes { id } } }"  # noqa: E501 - one query
        types = [member.value for member in given.get("types") or ()]
        values = {"t": given["text"], "k": types or None, "a": {"token": at.token}}
        result = await build_schema().execute(asked, values, context_value=Context(self._store))
        assert result.data, result.errors
        hits = [self.thing(one["id"], at) for one in result.data["search"]["nodes"]]
        page = page_of(given, SEARCHED)
        ranked: list[tuple[str, Thing, Row]] = [
            (f"{_rank(one, given['text'])}|{one.id}", one, {}) for one in hits if one
        ]
        return _cut(sorted(ranked, key=lambda one: one[0]), page, "rank:", None)

    # Nodes and lists

    def thing(self, identifier: str, at: At) -> Thing | None:
        """Return what an id names at a point."""
        for row in self._of.get(identifier, ()):
            found = Thing(identifier, row["type"], row["s"], at)
            if _counts(node_spec(row["type"]), found):
                return found
        return None

    def page(
        self, page: Page, found: Sequence[tuple[Thing, Row]], relation: RelationSpec | None
    ) -> Listed:
        """Filter, order and cut a list."""
        kept = [(one, link) for one, link in found if self.holds(one, page.filter)]
        said = ",".join(f"{o.property}{'-' if o.descending else ''}" for o in page.orders)
        keyed = []
        for one, link in kept:
            parts = [one.said[f"sk_{order.property}"] for order in page.orders]
            parts = [*(part.split(PARTED)[0] for part in parts[:-1]), parts[-1]]
            parts[-1] += f"|{link['id']}" if relation else ""
            keyed.append((parts, one, link))
        for k in reversed(range(len(page.orders))):
            keyed.sort(key=lambda item: item[0][k], reverse=page.orders[k].descending)
        return _cut_by(keyed, page, f"{said}:", relation)

    def holds(self, one: Thing, wanted: Filter) -> bool:
        """Tell whether a thing fulfils a condition."""
        return (
            all(compare({"id": one.id, "s": one.said}, *each) for each in wanted.conditions)
            and all(self.holds(one, each) for each in wanted.every)
            and (wanted.some is None or any(self.holds(one, each) for each in wanted.some))
            and not any(self.holds(one, each) for each in wanted.negated)
            and (wanted.near is None or _near(one, wanted.near))
            and all(
                fits(
                    given,
                    [
                        (other.id, self.holds(other, given.node) and said(link, given.edge))
                        for other, link in self.around(one, given.end)
                    ],
                )
                for given in wanted.related
            )
        )

    def around(self, one: Thing, end: End) -> list[tuple[Thing, Row]]:
        """Return what stands behind an end of a thing, with the relationship."""
        there = "b" if end.direction == "forward" else "a"
        return [
            (other, link["r"])
            for link in self._links[end.relation.type, end.direction, one.id]
            if lasting(link["r"], end.relation.type, one.at)
            and (other := self.thing(link[there], one.at))
            and other.type in end.there.labels
        ]

    def evidence(self, said: Row, at: At) -> list[Thing]:
        """Return the evidence of a statement, oldest first."""
        found = [self.thing(each, at) for each in said.get("evidence") or ()]
        return sorted(
            (one for one in found if one), key=lambda one: (one.said["recorded_at"], one.id)
        )

    # Fields

    def resolve(self, source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        """Resolve any field below a root field."""
        name = info.field_name
        readers: tuple[tuple[type[Any], Callable[..., Any]], ...] = (
            (Thing, lambda: self._of_thing(source, name, given)),
            (Edge, lambda: self._of_edge(source, name)),
            (Listed, lambda: _of_list(source, name)),
            (Grouping, lambda: _of_groups(source, name)),
            (Place, lambda: source.said.get(_snake(name))),
            (Mapping, lambda: source.get(name)),
        )
        for kind, read in readers:
            if isinstance(source, kind):
                return read()
        found = getattr(source, attribute(name, type(source)))
        return self._filled(found(**given) if callable(found) else found, info)

    def _filled(self, value: Any, info: GraphQLResolveInfo[Any]) -> Any:
        """Put nodes in the place of the ids that a record names them by."""
        if isinstance(value, (list, tuple)):
            return [self._filled(each, info) for each in value]
        kind: Any = info.return_type
        while hasattr(kind, "of_type"):
            kind = kind.of_type
        nodes = [t for t in _possible(info.schema, kind) if t.name in Label.__members__.values()]
        if isinstance(value, str) and nodes:
            return self.thing(value, _point(info))
        return value

    def _of_thing(self, one: Thing, name: str, given: Mapping[str, Any]) -> Any:
        spec = node_spec(one.type)
        if name == "id":
            return one.id
        if name == "evidence":
            return self.evidence(one.said, one.at)
        if one.type == Label.EVIDENCE and name in ("document", "span", "cell"):
            return self._of_evidence(one, name)
        if end := end_called(name, spec):
            return self.page(page_of(given, end.target), self.around(one, end), end.relation)
        return _value(one.said, name, spec)

    def _of_evidence(self, one: Thing, name: str) -> Any:
        if name == "document":
            (link,) = self._links["IN_DOCUMENT", "forward", one.id]
            (row,) = self._of[link["b"]]
            return Thing(row["id"], row["type"], row["s"], one.at)
        known = one.said.get("start" if name == "span" else "row") is not None
        return Place(one.said) if known else None

    def _of_edge(self, edge: Edge, name: str) -> Any:
        if name in ("cursor", "node"):
            return getattr(edge, name)
        if name == "evidence":
            return self.evidence(edge.link, edge.node.at)
        assert edge.relation
        return _value(edge.link, name, edge.relation)


def _resolved(schema: GraphQLSchema, standard: Standard) -> GraphQLSchema:
    """Take every resolver of the product out of a schema but those of the questions."""
    query = schema.query_type
    assert query
    for kind in schema.type_map.values():
        if is_abstract_type(kind):
            kind.resolve_type = None
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            kind.is_type_of = None
            for name, field in kind.fields.items():
                if kind is not query:
                    field.resolve = None
                elif name in NOUNS or name in ("node", "nodes", "search"):
                    field.resolve = _noun(standard, name)
                elif field.resolve is not None:
                    field.resolve = _question(standard, field.resolve)
    return schema


def _noun(standard: Standard, name: str) -> Callable[..., Awaitable[Any]]:
    async def resolve(source: Any, info: Any, **given: Any) -> Any:
        del source, info
        return await standard.root(name, given)

    return resolve


def _question(standard: Standard, asking: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    async def resolve(source: Any, info: Any, **given: Any) -> Any:
        found = asking(source, info, **given)
        found = await found if isawaitable(found) else found
        assert isinstance(found, Shaped)
        return standard._filled(found.data, info)  # noqa: SLF001 - one of its resolvers

    return resolve


def _type_of(value: Any, info: Any, kind: Any) -> str:
    del info, kind
    return value.type if isinstance(value, Thing) else type(value).__name__


def _possible(schema: GraphQLSchema, kind: Any) -> Sequence[GraphQLObjectType]:
    if isinstance(kind, GraphQLObjectType):
        return [kind]
    return schema.get_possible_types(kind) if is_abstract_type(kind) else []


def _point(info: GraphQLResolveInfo[Any]) -> At:
    """Return the point that the root field of a value was asked at."""
    path = info.path
    while path.prev:
        path = path.prev
    query = info.schema.query_type
    assert query
    node = next(n for n in info.operation.selection_set.selections if _key(n) == path.key)
    assert isinstance(node, FieldNode)
    given = get_argument_values(query.fields[node.name.value], node, info.variable_values)
    return _point_of(given.get("at") or given.get("to"))


def _key(node: SelectionNode) -> str:
    assert isinstance(node, FieldNode)
    return node.alias.value if node.alias else node.name.value


def _point_of(given: Mapping[str, Any] | None) -> At:
    names = {"asOf": "as_of", "knownAt": "known_at", "token": "token"}
    return point_of(base.At(**{names[key]: value for key, value in (given or {}).items()}))


def _counts(spec: NodeSpec, one: Thing) -> bool:
    if spec.record or spec.label is Label.EVIDENCE:
        return bool(one.said["recorded_at"] <= one.at.known_at)
    return true_at(one.said, one.at)


def _value(said: Row, name: str, spec: NodeSpec | RelationSpec) -> Any:
    """Return a plain value, as the schema shows it."""
    if name in CLOCKS:
        found = said.get(CLOCKS[name])
        return None if name == "validFrom" and found == UNKNOWN_START else found
    prop = next(each for each in spec.properties if camel(each.name) == name)
    held = said.get(prop.name)
    if prop.kind is Kind.TEXTS:
        return held or []
    return json.loads(held) if prop.name == "boundary" and held else held


def _rank(one: Thing, text: str) -> str:
    name = str(one.said["name"])
    tests = (name == text, name.startswith(text), text in name, True)
    return str(tests.index(True))


def _cut(
    ranked: Sequence[tuple[str, Thing, Row]],
    page: Page,
    prefix: str,
    relation: RelationSpec | None,
) -> Listed:
    one = [([key], thing, link) for key, thing, link in ranked]
    first = Page(first=page.first, after=page.after)
    return _cut_by(one, first, prefix, relation)


def _cut_by(
    keyed: Sequence[tuple[list[str], Thing, Row]],
    page: Page,
    prefix: str,
    relation: RelationSpec | None,
) -> Listed:
    """Cut a page out of an ordered list."""
    rest = list(keyed)
    if page.after is not None:
        after = page.after.removeprefix(prefix).split(PARTED, len(page.then))
        if not page.after.startswith(prefix) or len(after) != len(page.orders):
            raise CursorError(page.after, prefix)
        downs = [order.descending for order in page.orders]
        rest = [item for item in keyed if _behind(item[0], after, downs)]
    edges = [
        Edge(prefix + PARTED.join(parts), one, link, relation)
        for parts, one, link in rest[: page.first]
    ]
    return Listed(edges, len(keyed), len(rest) > page.first, page.after is not None)


def _behind(parts: Sequence[str], after: Sequence[str], downs: Sequence[bool]) -> bool:
    for part, given, down in zip(parts, after, downs, strict=True):
        if part != given:
            return (part < given) if down else (part > given)
    return False


def _of_list(page: Listed, name: str) -> Any:
    if name == "edges":
        return page.edges
    if name == "nodes":
        return [edge.node for edge in page.edges]
    if name == "totalCount":
        return page.total
    ends = [page.edges[k].cursor for k in (0, -1)] if page.edges else [None, None]
    return {
        "hasNextPage": page.more,
        "hasPreviousPage": page.behind,
        "startCursor": ends[0],
        "endCursor": ends[1],
    }


def _of_groups(counted: Grouping, name: str) -> Any:
    if name == "totalCount":
        return counted.total
    shown = counted.groups[: counted.first]
    return shown if name == "groups" else len(shown) == len(counted.groups)


def _place(each: Dimension, key: Any) -> str:
    """Return what a key is ordered by: words as their vocabulary lists them, null last."""
    if key is None:
        return "~"
    if each.prop and each.prop.choices:
        return f"{list(each.prop.choices).index(key):03}"
    return str(key).lower() if isinstance(key, bool) else str(key)


def _near(one: Thing, near: Near) -> bool:
    latitude, longitude = one.said.get("latitude"), one.said.get("longitude")
    if latitude is None or longitude is None:
        return False
    north = sin(radians(latitude - near.latitude) / 2)
    east = sin(radians(longitude - near.longitude) / 2)
    across = cos(radians(near.latitude)) * cos(radians(latitude))
    return 2 * EARTH * asin(sqrt(north * north + across * east * east)) <= near.kilometres


def _snake(name: str) -> str:
    return next(each for each in (*SPAN, *CELL) if camel(each) == name)
