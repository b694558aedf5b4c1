"""Plans (查询计划): what was asked and its statement, kept for the next time it is asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

import orjson
from graphql import FieldNode, GraphQLResolveInfo, Node, OperationDefinitionNode

from graph.cypher.roots import Compiled
from graph.store.keeping import Kept
from schema.asked import Asked, asked_below

__all__ = ["LONGEST", "Plan", "Plans"]

LONGEST: Final = 20_000
"""Longest document that is kept, with its plans [characters]; longer ones are read anew."""
_MOST: Final = 6_000_000
"""Weight of all plans that are kept [characters of statements]."""
_READ: Final = 20
"""Weight of a character of a document, of which a plan holds what was read."""
_VALUES: Final = 2000
"""Longest values of variables with which a plan is kept [B]; long ones hardly come again."""

_PLAIN: Final = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)
"""Only what JSON itself has tells one request from another."""

_Key = tuple[tuple[int, ...], bytes]


@dataclass(slots=True)
class Plan:
    """What a root field asks, with these values of variables (查询计划).

    Attributes:
        asked: What was asked.
        nodes: Where it stands in the document; held, so that their identity is no other's.
    """

    asked: Asked
    nodes: list[FieldNode]
    _compiled: Compiled | None = None

    keep: Callable[["Plan"], None] | None = None

    def statement(self, make: Callable[[Asked], Compiled]) -> Compiled:
        """Return the statement of what was asked, made the first time.

        It depends on the selection, its arguments and the variables alone; the point in time
        and the rights of the caller come as parameters when it is run.
        """
        if self._compiled is None:
            self._compiled = make(self.asked)
            if self.keep:
                self.keep(self)
        return self._compiled

    @property
    def weight(self) -> int:
        """What it takes to keep it [characters of statements]."""
        source = self.nodes[0].loc.source.body if self.nodes[0].loc else ""
        text = self._compiled.text if self._compiled else None
        return _READ * len(source) + (text.weight if text else 0)


class _Planned(Protocol):
    """What is read of a whole operation."""

    @property
    def plans(self) -> Sequence[Plan]: ...


R = TypeVar("R", bound=_Planned)


class Plans:
    """Plans of the documents of one schema, those asked last (计划缓存)."""

    def __init__(self, most: int = _MOST) -> None:
        self._kept: Kept[_Key, Any] = Kept(most)

    def whole(
        self,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        read: Callable[[], R],
    ) -> R | None:
        """Return what is read of an operation with these variables, read the first time.

        Args:
            operation: The operation; what is read must hold it, so that its identity is no other's.
            variables: Values of its variables as they came.
            read: What reads it.

        Returns:
            None if it is long, or its variables are or cannot be written.
        """
        key = _written((operation,), variables, operation)
        if key is None:
            return None
        found: R | None = self._kept.get(key)
        if found is None:
            found = read()
            self._keep_whole(key, found)
        return found

    def _keep_whole(self, key: _Key, found: _Planned) -> None:
        """Keep what was read of an operation, and again once a plan of it has grown."""
        for plan in found.plans:
            plan.keep = lambda _: self._keep_whole(key, found)
        weight = sum(plan.weight for plan in found.plans)
        self._kept.keep(key, found, weight + _READ * len(key[1]))

    def of(self, info: GraphQLResolveInfo[Any]) -> Plan:
        """Return the plan of the root field that is being resolved."""
        key = _key(info)
        if key is None:
            return Plan(asked_below(info), info.field_nodes)
        found = self._kept.get(key)
        if found is None:
            found = Plan(
                asked_below(info),
                info.field_nodes,
                keep=lambda plan: self._kept.keep(key, plan, plan.weight),
            )
            self._kept.keep(key, found, found.weight)
        return found


def _key(info: GraphQLResolveInfo[Any]) -> _Key | None:
    """Return what a plan depends on; None if it is long, or its variables cannot be written."""
    return _written(info.field_nodes, info.variable_values, info.field_nodes[0])


def _written(nodes: Sequence[Node], variables: object, read: Node) -> _Key | None:
    if read.loc is None or len(read.loc.source.body) > LONGEST:
        return None
    try:
        values = orjson.dumps(variables, option=_PLAIN)
    except TypeError:
        return None
    return (tuple(map(id, nodes)), values) if len(values) <= _VALUES else None
