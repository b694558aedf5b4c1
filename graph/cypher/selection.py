"""Selections (选取): what a frontend asked to see, before it becomes one statement.

A selection names things as the model does and carries the names under which the
answer must give them, so that the rows come back in the shape of the response.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graph.cypher.near import Near
from graph.cypher.sight import Guard
from graph.model.registry import End
from graph.model.spec import Group, NodeSpec

__all__ = [
    "ById",
    "ByName",
    "ByText",
    "Connection",
    "Field",
    "Filter",
    "Fragment",
    "Item",
    "Items",
    "Op",
    "Order",
    "Page",
    "Part",
    "Quantifier",
    "Related",
    "Sources",
    "TypeName",
]


class Op(StrEnum):
    """Operators of a filter (筛选运算)."""

    EQ = "eq"
    IN = "in"
    CONTAINS = "contains"
    STARTS_WITH = "startsWith"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    HAS = "has"
    IS_NULL = "isNull"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A condition on a node (筛选条件); what is given must all hold.

    Attributes:
        conditions: Property, operator and value.
        every: Conditions that must all hold.
        some: Conditions of which one must hold; None if not given.
        negated: Conditions that must not hold.
        related: Ends to which something must, or must not, be related.
        near: Circle in which it must lie; None if not given.
    """

    conditions: Sequence[tuple[str, Op, Any]] = ()
    every: Sequence["Filter"] = ()
    some: Sequence["Filter"] | None = None
    negated: Sequence["Filter"] = ()
    related: Sequence["Related"] = ()
    near: Near | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everything fulfils it."""
        return self.some is None and not any(
            (self.conditions, self.every, self.negated, self.related, self.near)
        )

    @property
    def is_plain(self) -> bool:
        """Whether it compares properties of the thing itself and nothing else."""
        inner = (*self.every, *(self.some or ()), *self.negated)
        return not (self.related or self.near) and all(each.is_plain for each in inner)


class Quantifier(StrEnum):
    """How many related things a condition wants (量词)."""

    SOME = "some"
    NONE = "none"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A condition on what something is related to (关联条件).

    Attributes:
        end: Where it stands.
        how: How many of it there must be.
        node: What each of it must fulfil.
        edge: What the relationship to it must fulfil.
        negated: Whether those are meant that do not fulfil both.
    """

    end: End
    how: Quantifier
    node: Filter = field(default_factory=Filter)
    edge: Filter = field(default_factory=Filter)
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """Order of a list (排序): a sortable property, up or down."""

    property: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of a list (分页): at most `first` items behind the key `after`.

    Attributes:
        first: How many items.
        after: Cursor behind which they lie.
        order: What the list is ordered by.
        filter: What the items must fulfil.
        then: What decides between items that `order` finds equal, one after the other.
    """

    first: int = 20
    after: str | None = None
    order: Order = field(default_factory=Order)
    filter: Filter = field(default_factory=Filter)
    then: Sequence[Order] = ()

    @property
    def orders(self) -> tuple[Order, ...]:
        """All that the list is ordered by, the first first."""
        return (self.order, *self.then)


@dataclass(frozen=True, slots=True)
class Field:
    """A plain value (字段): the name to answer with, the property, and whom it is kept from."""

    alias: str
    name: str
    guard: Guard | None = None


@dataclass(frozen=True, slots=True)
class TypeName:
    """The name of the concrete type (类型名)."""

    alias: str
    literal: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """The evidence of a statement (依据); a field named ``document.…`` is its document's."""

    alias: str
    items: "Items"


@dataclass(frozen=True, slots=True)
class Part:
    """An object made of properties of the same node (组合字段).

    Attributes:
        alias: Name to answer with.
        guard: Property without which the object is null; None if it is always there.
        items: What is asked of it.
    """

    alias: str
    guard: str | None
    items: "Items"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Items of some concrete types (类型片段); where there is one, all items are fragments."""

    labels: tuple[str, ...]
    items: "Items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A list of related nodes (关联列表).

    Attributes:
        alias: Name to answer with.
        end: Where it hangs; None at the root.
        target: Types of its nodes.
        page: Which part of it.
        edges: For each `edges` asked: name, items of the edge, and name and items of its nodes.
        nodes: For each `nodes` asked: name and items.
        page_info: For each `pageInfo` asked: name, and name and field of each part.
        total: Names under which the total is asked.
        typenames: Names under which the type's own name is asked, with that name.
    """

    alias: str
    end: End | None
    target: NodeSpec | Group
    page: Page
    edges: Sequence[tuple[str, "Items", Sequence[tuple[str, "Items"]]]] = ()
    nodes: Sequence[tuple[str, "Items"]] = ()
    page_info: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()
    total: Sequence[str] = ()
    typenames: Sequence[tuple[str, str]] = ()

    @property
    def counted_alone(self) -> bool:
        """Whether the total is asked and nothing of the page, which need not be read then."""
        return bool(self.total) and not (self.edges or self.nodes or self.page_info)

    @property
    def looks_further(self) -> bool:
        """Whether it is asked if there are more than the page shows."""
        return any(name == "hasNextPage" for _, parts in self.page_info for _, name in parts)


Item = Field | TypeName | Sources | Part | Fragment | Connection
Items = tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ById:
    """Nodes with these ids (按标识), in no order."""

    target: NodeSpec | Group
    ids: Sequence[str]
    items: Items


@dataclass(frozen=True, slots=True, kw_only=True)
class ByName:
    """The node of this name or alias (按名称)."""

    target: NodeSpec
    name: str
    items: Items


@dataclass(frozen=True, slots=True, kw_only=True)
class ByText:
    """Nodes found by text (检索), best first.

    Attributes:
        text: What was asked, as typed.
        types: Concrete types to find; empty means all.
        connection: What to answer with; of its page, the order is the rank.
    """

    text: str
    types: Sequence[str]
    connection: Connection
