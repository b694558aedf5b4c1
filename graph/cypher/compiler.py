"""The selection compiler (选取编译器): what is asked of nodes, as subqueries and map literals.

Shapes follow what is right and fast on both engines: pages by a stored key, the limit
before the collect, the clock predicate on every hop. Maps are written as plain literals:
ArcadeDB loses the other keys of a literal that holds a projection ``{k: v{.x}, …}``.
"""

from collections.abc import Sequence
from typing import Final

from graph.cypher.clock import holds, lasts
from graph.cypher.conditions import condition, hop
from graph.cypher.keys import Keys
from graph.cypher.names import Names, key
from graph.cypher.selection import Connection, Field, Fragment, Item, Items, Part, Sources, TypeName
from graph.cypher.sight import Guard, marked, sort_key
from graph.evidence import UNKNOWN_START
from graph.model.labels import RelType
from graph.model.registry import NODES, RELATIONS
from graph.model.spec import Group, Kind, NodeSpec, RelationSpec

__all__ = ["NodeCompiler", "PageCompiler", "matched"]

DECLARED: Final[tuple[NodeSpec | RelationSpec, ...]] = (*NODES, *RELATIONS)
LISTS: Final = frozenset(
    prop.name for spec in DECLARED for prop in spec.properties if prop.kind is Kind.TEXTS
)
"""Properties that are lists: nothing said is an empty list, not null."""
CLOCKS: Final = ("valid_from", "valid_to", "recorded_at", "retracted_at")
"""What Neo4j is asked by a name that it does not know beforehand: what it knows to be shown later
it keeps aside, and no longer reads it in one walk with the rest of the clocks."""


class NodeCompiler:
    """Compiles what is asked of one node, edge or piece of evidence (节点编译)."""

    def __init__(
        self,
        names: Names,
        node: str,
        state: str,
        *,
        identity: str | None = None,
        cursor: str = "null",
        document: str = "null",
    ) -> None:
        """Name the variables.

        Args:
            names: Variables and parameters of the statement.
            node: Variable of the node with the id; of the relationship for an edge.
            state: Variable that holds properties, clocks and evidence.
            identity: Expression of the id, where it is known without the node.
            cursor: Expression of the cursor, on an edge.
            document: Variable of the document, on evidence.
        """
        self._names, self._node, self._state = names, node, state
        self._identity = identity or f"{node}.id"
        self._cursor, self._document = cursor, document
        self._values: dict[int, str] = {}
        self.calls: list[str] = []
        self.reached = False

    def shape(self, items: Items) -> str:
        """Return the expression of the answer for a node, by its type where that matters."""
        fragments = [item for item in items if isinstance(item, Fragment)]
        if not fragments:
            return self.literal(items)
        self.reached = True
        cases = [
            f"WHEN {self._node}.type IN {list(map(str, each.labels))}"
            f" THEN {self.literal(each.items)}"
            for each in fragments
        ]
        return f"CASE {' '.join(cases)} END"

    def literal(self, items: Items, *more: str) -> str:
        """Return a map with an entry for every item; a name asked twice is given once."""
        entries = {
            i.alias: f"{key(i.alias)}: {self._value(i)}"
            for i in items
            if not isinstance(i, Fragment)
        }
        return f"{{{', '.join((*entries.values(), *more))}}}"

    def _value(self, item: Item) -> str:
        if id(item) not in self._values:
            self._values[id(item)] = self._compiled(item)
        return self._values[id(item)]

    def _compiled(self, item: Item) -> str:
        match item:
            case Field(_, name, guard):
                return self._property(name, guard)
            case TypeName(_, literal):
                self.reached |= not literal
                return f"'{literal}'" if literal else f"{self._node}.type"
            case Sources(_, items):
                return self._sources(items)
            case Part(_, guard, items):
                whole = self.literal(items)
                missing = f"{self._state}.{guard} IS NULL"
                return f"CASE WHEN {missing} THEN null ELSE {whole} END" if guard else whole
            case Connection():
                return self._connection(item)
            case Fragment():
                raise TypeError(item)

    def _property(self, name: str, guard: Guard | None) -> str:
        holder, _, part = name.rpartition(".")
        stored = f"{self._document if holder else self._state}.{part}"
        stored = guard.mark(self._state, stored) if guard else stored
        if name in CLOCKS:
            stored = self._names.either(stored, f"{self._state}[{self._names.parameter(name)}]")
        if name == "id":
            return self._identity
        if name == "cursor":
            return self._cursor
        if name == "valid_from":
            return f"CASE WHEN {stored} = '{UNKNOWN_START}' THEN null ELSE {stored} END"
        return f"coalesce({stored}, [])" if name in LISTS else stored

    def _sources(self, items: Items) -> str:
        new = self._names.variable
        evidence, document, found, each = new("e"), new("d"), new("v"), new("i")
        node = NodeCompiler(self._names, evidence, evidence, document=document)
        self.calls.append(
            f"CALL ({self._state}) {{ UNWIND {self._state}.evidence AS {each}"
            f" MATCH ({evidence}:Evidence {{id: {each}}})-[:{RelType.IN_DOCUMENT}]->({document})"
            f" WHERE {evidence}.recorded_at <= $known_at"
            f" WITH {evidence}, {document} ORDER BY {evidence}.recorded_at, {evidence}.id"
            f" RETURN collect({node.literal(items)}) AS {found} }}"
        )
        return found

    def _connection(self, asked: Connection) -> str:
        """Compile a list of related nodes: the page, its total if asked, and the map of both."""
        if asked.end is None:
            raise TypeError(asked)
        self.reached = True
        new = self._names.variable
        relation, other, state = new("r"), new("n"), new("s")
        wanted = condition(self._names, state, asked.page.filter, asked.target)
        found = (
            f"MATCH {hop(asked.end, self._node, relation, other)}"
            f" WHERE {lasts(asked.end.relation.type, relation)}"
            f" {matched(asked.target, other, state)} WHERE {holds(state)}"
            f"{marked(asked.target, other)}"
            f"{f' AND {wanted}' if wanted else ''}"
        )
        stored = [sort_key(asked.target, order.property, state) for order in asked.page.orders]
        stored[-1] += f" + '|' + {relation}.id"
        read = [new("q") for _ in stored]
        keys = Keys(self._names, asked.page, read, further=asked.looks_further)
        page = PageCompiler(self._names, asked, keys, (relation, other, state))
        if not asked.counted_alone:
            each = (f"{key} AS {name}" for key, name in zip(stored, read, strict=True))
            keyed = f"{found} WITH {relation}, {other}, {state}, {', '.join(each)}"
            behind = keys.behind and f" WHERE {keys.behind} WITH *"
            body = page.subquery(f"{keyed}{behind}")
            self.calls.append(f"CALL ({self._node}) {{ {body} }}")
        totals = {name: new("t") for name in asked.total}
        self.calls += [
            f"CALL ({self._node}) {{ {found} RETURN count({relation}) AS {total} }}"
            for total in totals.values()
        ]
        return page.shape(totals)


class PageCompiler:
    """Compiles one page of a list (分页编译): collected columns, and the map over them."""

    def __init__(
        self, names: Names, asked: Connection, keys: Keys, variables: tuple[str, str, str]
    ) -> None:
        """Name the variables: the relationship, the node and the state of each item.

        The node may be reached after the page is cut, if at all; its id is then read of the state.
        """
        self._names, self._asked, self._keys = names, asked, keys
        self._relation, self._node, self._state = variables
        self._keyed = names.variable("k")
        self._columns: list[tuple[str, str]] = []

    def subquery(self, found: str, reach: str = "", identity: str | None = None) -> str:
        """Return the body that finds a page and collects what is asked of it.

        Args:
            found: Clauses that find the items, ending in a WITH.
            reach: Clause that finds the node, after the page is cut, so that it costs what is
                shown; and nothing if all that is asked of the node is its id.
            identity: Expression of that id, where it is known without the node.
        """
        keys = self._keys
        node = NodeCompiler(self._names, self._node, self._state, identity=identity)
        edge = NodeCompiler(self._names, self._relation, self._relation, cursor=keys.cursor)
        columns = [(alias, node.shape(items)) for alias, items in self._asked.nodes]
        for alias, items, inner in self._asked.edges:
            nested = [f"{key(name)}: {node.shape(i)}" for name, i in inner]
            columns.append((alias, edge.literal(items, *nested)))
        page = f"{found} ORDER BY {keys.order(keys.parts)} LIMIT {keys.limit}"
        shown = [expression for _, expression in columns]
        self._columns = [(alias, self._names.variable("c")) for alias, _ in columns]
        reach = reach if node.reached or not identity else ""
        steps = " ".join(filter(None, (reach, *node.calls, *edge.calls)))
        if not steps:
            return f"{page} {self._collected(keys.parts, shown)}"
        return f"{page} {steps} {self._again(shown)}"

    def _collected(self, parts: Sequence[str], shown: Sequence[str]) -> str:
        """Return what collects the keys and columns of items that stand in order."""
        named = zip(shown, self._columns, strict=True)
        columns = [f"collect({expression}) AS {name}" for expression, (_, name) in named]
        if self._asked.page_info or not columns:
            columns.insert(0, f"collect({self._keys.whole(parts)}) AS {self._keyed}")
        return f"RETURN {', '.join(columns)}"

    def _again(self, shown: Sequence[str]) -> str:
        """Return what puts items in order that went through subqueries, which keep none.

        All are one list before: Neo4j plans each subquery twice whose rows must be in order.
        """
        rows, row, parts = self._names.variable("w"), self._names.variable("w"), self._keys.parts
        cells = [f"{row}[{k}]" for k in range(len(parts) + len(shown))]
        ours, theirs = cells[: len(parts)], cells[len(parts) :]
        return (
            f"WITH collect([{', '.join((*parts, *shown))}]) AS {rows} UNWIND {rows} AS {row}"
            f" WITH {row} ORDER BY {self._keys.order(ours)} {self._collected(ours, theirs)}"
        )

    def shape(self, totals: dict[str, str]) -> str:
        """Return the map of the connection over what the subqueries collected."""
        first = self._keys.first
        entries = [f"{key(alias)}: {name}[0..{first}]" for alias, name in self._columns]
        entries += [f"{key(alias)}: {name}" for alias, name in totals.items()]
        entries += [f"{key(alias)}: '{name}'" for alias, name in self._asked.typenames]
        for alias, parts in self._asked.page_info:
            inner = [f"{key(name)}: {self._keys.info(part, self._keyed)}" for name, part in parts]
            entries.append(f"{key(alias)}: {{{', '.join(inner)}}}")
        return f"{{{', '.join(entries)}}}"


def matched(target: NodeSpec | Group, node: str, state: str) -> str:
    """Return the clause that reaches from a node to what is said of it."""
    kind = f":{target.state_label}" if isinstance(target, NodeSpec) else ""
    return f"MATCH ({node})-[:{RelType.HAS_STATE}]->({state}{kind})"
