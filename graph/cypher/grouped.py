"""Counts by groups (分组统计) as one statement, with the clocks and the marks of the list itself.

What is related to several things counts in the group of each; what is related to none, or of which
a property is not on record, counts in a group whose key is null.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from graph.cypher.clock import expand, holds, lasts
from graph.cypher.compiler import NodeCompiler, matched
from graph.cypher.conditions import condition, hop
from graph.cypher.dimensions import Dimension
from graph.cypher.library import part, subject_of
from graph.cypher.names import Names, key
from graph.cypher.roots import Compiled, is_true
from graph.cypher.selection import Filter, Items
from graph.cypher.sight import marked, sighted
from graph.model.labels import Label, RelType
from graph.model.spec import NodeSpec

__all__ = ["CONTAINED", "Group", "GroupOrder", "Grouped", "Wanted", "grouped"]

CONTAINED: Final = frozenset(
    {
        Label.REGION,
        Label.PARK,
        Label.ENTERPRISE,
        Label.AUTHORITY,
        Label.INSTITUTION,
        Label.UNIT,
        Label.HAZARD,
        Label.MEASURE,
        Label.FINDING,
        Label.RECEPTOR,
    }
)
"""Types that are found in a region, park or organisation, as its survey finds them."""

_LAST: Final = "~"
"""Stands for null in an order: behind every word, month and id."""


class GroupOrder(StrEnum):
    """Order of groups (分组排序)."""

    COUNT_DESC = "COUNT_DESC"
    COUNT_ASC = "COUNT_ASC"
    KEY_ASC = "KEY_ASC"
    KEY_DESC = "KEY_DESC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of a group under one name (分组字段).

    Attributes:
        alias: Name to answer with.
        dimension: Name of what it was grouped by; None for the count.
        literal: A text that is the answer, the name of a type.
        items: What is asked of a related thing.
    """

    alias: str
    dimension: str | None = None
    literal: str | None = None
    items: Items = ()


Group = Sequence[Wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """What is asked of groups (分组统计).

    Attributes:
        target: Type of what is counted.
        by: What it is grouped by.
        filter: What is counted must fulfil it.
        within: Id of the region, park or organisation in which it must lie, and its label.
        first: Most groups.
        order: Their order; groups of one size by their keys.
        groups: For each `groups` asked: name, and what is asked of a group.
        total: Names under which the number of things is asked.
        complete: Names under which it is asked whether there are no more groups.
        typenames: Names under which the type's own name is asked, with that name.
    """

    target: NodeSpec
    by: Sequence[Dimension]
    filter: Filter = field(default_factory=Filter)
    within: tuple[str, str] | None = None
    first: int = 100
    order: GroupOrder = GroupOrder.COUNT_DESC
    groups: Sequence[tuple[str, Group]] = ()
    total: Sequence[str] = ()
    complete: Sequence[str] = ()
    typenames: Sequence[tuple[str, str]] = ()


def grouped(asked: Grouped) -> Compiled:
    """Compile counts by groups.

    Columns: ``data``, and ``there``: 0 if there is no such scope, or the caller may not see it.
    """
    names = Names()
    made = _Compiler(names, asked)
    there = names.variable("t")
    scope = made.scope(*asked.within) if asked.within else ""
    opening = scope.partition("\n")[0] or "WITH 1 AS t"
    anchor = f"CALL () {{ {opening} RETURN count(t) AS {there} }}"
    found = made.found(scope)
    totals = {alias: names.variable("n") for alias in asked.total}
    counts = [f"CALL () {{ {found} RETURN count({made.state}) AS {n} }}" for n in totals.values()]
    body = f"CALL () {{ {made.groups(found)} }}"
    text = [anchor, body, *counts, f"RETURN {made.shape(totals)} AS data, {there} AS there"]
    return Compiled(sighted(*names.forms("\n".join(text))), names.parameters)


class _Compiler:
    """Writes the parts of the statement over the same names."""

    def __init__(self, names: Names, asked: Grouped) -> None:
        self._names, self._asked = names, asked
        self.state, self._node = names.variable("s"), names.variable("n")
        self._size, self._rows = names.variable("z"), names.variable("k")
        self._keys = {each.name: names.variable("g") for each in asked.by}
        self._ids = {each.name: names.variable("o") for each in asked.by if each.end}
        self._columns: list[tuple[str, str]] = []
        self._first = names.parameter(asked.first)

    def scope(self, identifier: str, label: str) -> str:
        """Return the clauses that find everything in a scope, as ``w``; ``t`` is the scope."""
        text = expand(part("scope/below"))
        asked = self._names.parameter(identifier)
        return subject_of(text, label, "scope/below").replace("$id", asked)

    def found(self, scope: str) -> str:
        """Return the clauses that find what is counted, ending in a WHERE."""
        target, state = self._asked.target, self.state
        wanted = condition(self._names, state, self._asked.filter, target)
        found = f"MATCH ({state}:{target.state_label})"
        if scope:
            found = f"{scope} MATCH (w)-[:{RelType.HAS_STATE}]->({state}:{target.state_label})"
        found += f" WHERE {is_true(target, state)}{marked(target, state)}"
        return f"{found} AND {wanted}" if wanted else found

    def groups(self, found: str) -> str:
        """Return the body that counts, cuts, and collects what is asked of each group."""
        order, limit = self._order(), self._names.parameter(self._asked.first + 1)
        reach = "".join(self._related())
        keys = [f"{self._key(each)} AS {self._keys[each.name]}" for each in self._asked.by]
        calls: list[str] = []
        collected = [f"collect({self._size}) AS {self._rows}"]
        for alias, group in self._asked.groups:
            column = self._names.variable("c")
            self._columns.append((alias, column))
            entries = ", ".join(f"{key(w.alias)}: {self._value(w, calls)}" for w in group)
            collected.append(f"collect({{{entries}}}) AS {column}")
        again = f" {' '.join(calls)} WITH * ORDER BY {order}" if calls else ""
        return (
            f"{found}{reach} WITH {', '.join(keys)}, count({self.state}) AS {self._size}"
            f" ORDER BY {order} LIMIT {limit}{again} RETURN {', '.join(collected)}"
        )

    def _related(self) -> Iterator[str]:
        """Yield the clauses that give each thing a row for each thing that it is related to."""
        ends = [(each.name, each.end) for each in self._asked.by if each.end]
        if ends:
            reach = f"MATCH ({self._node})-[:{RelType.HAS_STATE}]->({self.state})"
            yield f" WITH {self.state} {reach}"
        for name, end in ends:
            relation, other, state, ids = map(self._names.variable, "rmsi")
            yield (
                f" CALL ({self._node}) {{ MATCH {hop(end, self._node, relation, other)}"
                f"-[:{RelType.HAS_STATE}]->({state}) WHERE"
                f" {lasts(end.relation.type, relation)} AND {holds(state)}"
                f"{marked(end.target, other)} RETURN collect(DISTINCT {other}.id) AS {ids} }}"
                f" UNWIND CASE WHEN size({ids}) = 0 THEN [null] ELSE {ids} END AS {self._ids[name]}"
            )

    def _key(self, each: Dimension) -> str:
        if each.prop is None:
            return self._ids[each.name]
        stored = f"{self.state}.{each.prop.name}"
        return f"substring({stored}, 0, 7)" if each.by_month else stored

    def _order(self) -> str:
        down = " DESC" if self._asked.order is GroupOrder.KEY_DESC else ""
        keys = [f"{self._rank(each)}{down}" for each in self._asked.by]
        if self._asked.order in (GroupOrder.KEY_ASC, GroupOrder.KEY_DESC):
            return ", ".join(keys)
        way = " DESC" if self._asked.order is GroupOrder.COUNT_DESC else ""
        return ", ".join([f"{self._size}{way}", *keys])

    def _rank(self, each: Dimension) -> str:
        """Return what a key is ordered by: words as their vocabulary lists them, null last."""
        variable = self._keys[each.name]
        if each.prop and each.prop.choices:
            words = enumerate(each.prop.choices)
            cases = " ".join(f"WHEN '{word}' THEN '{rank:03}'" for rank, word in words)
            return f"CASE {variable} {cases} ELSE '{_LAST}' END"
        return f"coalesce(toString({variable}), '{_LAST}')"

    def _value(self, wanted: Wanted, calls: list[str]) -> str:
        if wanted.literal is not None:
            return f"'{wanted.literal}'"
        if wanted.dimension is None:
            return self._size
        variable = self._keys.get(wanted.dimension)
        each = next((d for d in self._asked.by if d.name == wanted.dimension), None)
        if variable is None or each is None:
            return "null"
        return self._thing(each, variable, wanted.items, calls) if each.end else variable

    def _thing(self, each: Dimension, variable: str, items: Items, calls: list[str]) -> str:
        """Return what is asked of the related thing of a group, which is found by its id."""
        if each.end is None:
            raise TypeError(each)
        target, new = each.end.target, self._names.variable
        node, state, shown = new("n"), new("s"), new("v")
        shape = NodeCompiler(self._names, node, state)
        expression = shape.shape(items)
        label = target.identity_label if isinstance(target, NodeSpec) else target.pattern
        calls.append(
            f"CALL ({variable}) {{ MATCH ({node}:{label} {{id: {variable}}})"
            f" {matched(target, node, state)} WHERE {holds(state)}{marked(target, node)}"
            f" {' '.join(shape.calls)} RETURN collect({expression}) AS {shown} }}"
        )
        return f"head({shown})"

    def shape(self, totals: Mapping[str, str]) -> str:
        """Return the map of the answer over what was collected."""
        asked = self._asked
        entries = [f"{key(alias)}: {name}[0..{self._first}]" for alias, name in self._columns]
        entries += [f"{key(alias)}: {name}" for alias, name in totals.items()]
        entries += [
            f"{key(alias)}: size({self._rows}) <= {self._first}" for alias in asked.complete
        ]
        entries += [f"{key(alias)}: '{name}'" for alias, name in asked.typenames]
        return f"{{{', '.join(entries)}}}"
