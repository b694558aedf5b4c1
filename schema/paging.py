"""Pages and filters of a list (分页与筛选转换): from arguments to the words of the model."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final, TypeVar

from graph.cypher.near import Near
from graph.cypher.selection import Filter, Op, Order, Page, Quantifier, Related
from graph.errors import CustodyError
from graph.model.registry import End, node_spec
from graph.model.spec import Group, NodeSpec, RelationSpec
from schema.filters import EDGES
from schema.naming import end_called, stored
from schema.types.base import PageInfo

__all__ = [
    "NearError",
    "OrderError",
    "PageTooLargeError",
    "PlaceError",
    "cut",
    "filter_of",
    "page_of",
    "page_size",
    "place_of",
]

T = TypeVar("T")

MAX_PAGE: Final = 500
"""Largest page that a list gives."""
MAX_ORDERS: Final = 4
"""Most keys that a list is ordered by."""
LONGEST_PLACE: Final = 10
"""Digits from which on a place is behind the end of whatever can be computed."""
_ALL: Final = "all"
_CLOCKS: Final = {
    "validFrom": "valid_from",
    "validTo": "valid_to",
    "recordedAt": "recorded_at",
}
_BOUNDS: Final = (("latitude", -90, 90), ("longitude", -180, 180), ("kilometres", 0, 1000))


class PageTooLargeError(CustodyError):
    """More items on one page than a list gives (分页过大)."""

    def __init__(self, asked: int) -> None:
        self.asked, self.limit = asked, MAX_PAGE
        self.hint = "减小 first，用 after 翻页 / lower first, turn pages with after"
        super().__init__(
            zh=f"每页条数 first 应在 0 到 {MAX_PAGE} 之间，收到 {asked}；请用 after 翻页。",
            en=f"first must be between 0 and {MAX_PAGE}, got {asked}; turn pages with after.",
        )


class PlaceError(CustodyError):
    """A cursor that no computed list gave (游标无效)."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        super().__init__(
            zh=f"游标“{cursor}”不是此列表给出的；请从第一页重新取。",
            en=f"cursor {cursor!r} is not of this list; start again from the first page.",
        )


class OrderError(CustodyError):
    """A list cannot be ordered by these keys (排序键过多或重复)."""

    def __init__(self, asked: Sequence[str]) -> None:
        self.keys, self.asked, self.limit = tuple(asked), len(asked), MAX_ORDERS
        self.hint = "每个属性只用一次 / name each property once"
        said, told = "、".join(asked), ", ".join(asked)
        super().__init__(
            zh=f"orderBy 最多 {MAX_ORDERS} 个键，且每个属性只用一次，收到 {said}；请删减。",
            en=f"orderBy takes at most {MAX_ORDERS} keys, each property once, got {told}.",
        )


class NearError(CustodyError):
    """There is no such place, or too large a circle is asked for (邻近范围不合理)."""

    def __init__(self, name: str, value: float, least: float, most: float) -> None:
        self.name, self.value = name, value
        super().__init__(
            zh=f"near 的 {name} 应在 {least:g} 到 {most:g} 之间，收到 {value:g}。",
            en=f"{name} of near must be {least:g} to {most:g}, got {value:g}.",
        )


def page_size(first: int | None) -> int:
    """Return how many items a page may hold.

    Raises:
        PageTooLargeError: If more are asked than a list gives.
    """
    first = 20 if first is None else first
    if not 0 <= first <= MAX_PAGE:
        raise PageTooLargeError(first)
    return first


def place_of(after: str | None) -> int:
    """Return how many items of a computed list lie before a page.

    Raises:
        PlaceError: If the cursor is of no computed list.
    """
    if after is None:
        return 0
    if not (after.isascii() and after.isdecimal() and len(after) < LONGEST_PLACE):
        raise PlaceError(after)
    return int(after)


def cut(found: Sequence[T], first: int, after: str | None) -> tuple[list[T], list[str], PageInfo]:
    """Cut a page out of a computed list; the cursor is the place in it, from 1."""
    start = place_of(after)
    shown = list(found[start : start + page_size(first)])
    cursors = [str(start + k + 1) for k in range(len(shown))]
    info = PageInfo(
        has_next_page=start + len(shown) < len(found),
        has_previous_page=start > 0,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )
    return shown, cursors, info


def page_of(arguments: Mapping[str, Any], target: NodeSpec | Group) -> Page:
    """Return the page that arguments ask for.

    Raises:
        PageTooLargeError: If it is larger than a list gives.
        OrderError: If it is to be ordered by too many keys, or by one twice.
    """
    first = page_size(arguments.get("first"))
    orders = [_order(member) for member in arguments.get("orderBy") or ()]
    names = [order.property for order in orders]
    if len(orders) > MAX_ORDERS or len(set(names)) < len(names):
        raise OrderError(names)
    given = arguments.get("filter") or {}
    return Page(
        first=first,
        after=arguments.get("after"),
        order=orders[0] if orders else _first_order(target),
        filter=filter_of(given, target),
        then=tuple(orders[1:]),
    )


def _first_order(target: NodeSpec | Group) -> Order:
    """Return the order of a list that is asked none: by name, where its items have one."""
    spec = target if isinstance(target, NodeSpec) else node_spec(target.labels[0])
    return Order(next(prop.name for prop in spec.properties if prop.sortable))


def _order(member: Any) -> Order:
    name, _, way = str(_plain(member)).partition(" ")
    return Order(name, descending=way == "desc")


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def filter_of(given: Mapping[str, Any], target: NodeSpec | Group) -> Filter:
    """Return the condition that an input asks for; what is null asks nothing."""
    wanted = {name: value for name, value in given.items() if value is not None}
    near = wanted.pop("near", None)
    every, some, negated = wanted.pop("AND", ()), wanted.pop("OR", None), wanted.pop("NOT", None)
    conditions: list[tuple[str, Op, Any]] = []
    related: list[Related] = []
    for name, value in wanted.items():
        if end := end_called(name, target):
            related += _related(end, value)
        elif end := end_called(name.removesuffix(EDGES), target):
            related += _connected(end, value)
        else:
            conditions += _conditions("id" if name == "id" else stored(name, target), value)
    return Filter(
        conditions=conditions,
        every=[filter_of(each, target) for each in every],
        some=None if some is None else [filter_of(each, target) for each in some],
        negated=[] if negated is None else [filter_of(negated, target)],
        related=related,
        near=None if near is None else _near(near),
    )


def _near(given: Mapping[str, float]) -> Near:
    for name, least, most in _BOUNDS:
        if not least <= given[name] <= most:
            raise NearError(name, given[name], least, most)
    return Near(**given)


def _related(end: End, wanted: Mapping[str, Any]) -> Iterator[Related]:
    for how in Quantifier:
        if wanted.get(how) is not None:
            yield Related(end=end, how=how, node=filter_of(wanted[how], end.target))
    if wanted.get(_ALL) is not None:
        node = filter_of(wanted[_ALL], end.target)
        yield Related(end=end, how=Quantifier.NONE, node=node, negated=True)


def _connected(end: End, wanted: Mapping[str, Any]) -> Iterator[Related]:
    """Yield conditions on things together with the relationships to them."""
    for word, given in wanted.items():
        if given is None:
            continue
        negated = word == _ALL
        yield Related(
            end=end,
            how=Quantifier.NONE if negated else Quantifier(word),
            node=filter_of(given.get("node") or {}, end.target),
            edge=_edge_filter(given.get("edge") or {}, end.relation),
            negated=negated,
        )


def _edge_filter(given: Mapping[str, Any], relation: RelationSpec) -> Filter:
    """Return the condition that an input asks of a relationship."""
    wanted = {name: value for name, value in given.items() if value is not None}
    every, some, negated = wanted.pop("AND", ()), wanted.pop("OR", None), wanted.pop("NOT", None)
    return Filter(
        conditions=[
            each
            for name, value in wanted.items()
            for each in _conditions(_CLOCKS.get(name) or stored(name, relation), value)
        ],
        every=[_edge_filter(each, relation) for each in every],
        some=None if some is None else [_edge_filter(each, relation) for each in some],
        negated=[] if negated is None else [_edge_filter(negated, relation)],
    )


def _conditions(stored: str, wanted: Mapping[str, Any]) -> list[tuple[str, Op, Any]]:
    return [
        (stored, Op(op), [_plain(v) for v in value] if isinstance(value, list) else _plain(value))
        for op, value in wanted.items()
        if value is not None
    ]
