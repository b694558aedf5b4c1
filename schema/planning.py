"""Plans (查询计划): what was asked and its statement, kept for the next time it is asked."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import orjson
from graphql import FieldNode, GraphQLResolveInfo

from graph.cypher.roots import Compiled
from schema.asked import Asked, asked_below

__all__ = ["Plan", "Plans"]

_MOST: Final = 512
_LONGEST: Final = 2000
"""Longest values of variables with which a plan is kept [B]; long ones hardly come again."""

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

    def statement(self, make: Callable[[Asked], Compiled]) -> Compiled:
        """Return the statement of what was asked, made the first time.

        It depends on the selection, its arguments and the variables alone; the point in time
        and the rights of the caller come as parameters when it is run.
        """
        if self._compiled is None:
            self._compiled = make(self.asked)
        return self._compiled


class Plans:
    """Plans of the documents of one schema, those asked last (计划缓存)."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[_Key, Plan] = OrderedDict()

    def of(self, info: GraphQLResolveInfo[Any]) -> Plan:
        """Return the plan of the root field that is being resolved."""
        key = _key(info)
        if key is None:
            return Plan(asked_below(info), info.field_nodes)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = Plan(asked_below(info), info.field_nodes)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found


def _key(info: GraphQLResolveInfo[Any]) -> _Key | None:
    """Return what a plan depends on; None if its variables are long or cannot be written."""
    try:
        values = orjson.dumps(info.variable_values, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return None
    return (tuple(map(id, info.field_nodes)), values) if len(values) <= _LONGEST else None
