"""Answers in the shape of the response (响应成形).

An answer is a tree of frozen records whose attributes bear the names of the GraphQL
fields in snake case, and which hold ids where a field is a node. Everything asked of
those nodes is fetched by one more statement, whatever their number.
"""

import json
from collections.abc import Iterable
from enum import Enum
from typing import Any, Final

from graph.cypher.roots import IDS, Compiled, by_ids
from graph.cypher.selection import ById
from graph.evidence import At
from graph.model.groups import ORGANISATION
from graph.model.identity import label_of
from graph.model.registry import node_spec
from graph.store.port import Store
from schema.asked import Asked
from schema.naming import attribute
from schema.nouns import NOUNS
from schema.selecting import items_of

__all__ = ["NODE_TYPES", "answer", "ordered", "target_of"]

NODE_TYPES: Final = frozenset((*NOUNS.types, "Node", "Answerable")) - {"Asserted"}
"""Types whose values an answer gives by id."""

_PLAIN: Final = frozenset((str, int, float, bool))
"""Classes of values that are written as they are."""


async def answer(store: Store, value: Any, asked: Asked, at: At) -> Any:
    """Return an answer in the shape that was asked, with its nodes filled in."""
    shaper = _Shaper(at)
    shaper.gather(value, asked)
    await shaper.fetch(store, asked)
    return shaper.shape(value, asked)


class _Shaper:
    """Gathers the ids below an answer, fetches them at once, and writes the response."""

    def __init__(self, at: At) -> None:
        self._at = at
        self._wanted: dict[tuple[int, str], tuple[Asked, dict[str, None]]] = {}
        self._nodes: dict[tuple[int, str], Any] = {}
        self._computed: dict[tuple[int, int], tuple[Any, Any]] = {}

    def gather(self, value: Any, asked: Asked) -> None:
        """Note every node that the answer names below what was asked."""
        if value is None:
            return
        if isinstance(value, (list, tuple)):
            for each in value:
                self.gather(each, asked)
        elif asked.type is not None and asked.type.name in NODE_TYPES:
            key = (id(asked), label_of(value))
            self._wanted.setdefault(key, (asked, {}))[1][value] = None
        else:
            for one in asked.of(_type_name(value)):
                if one.leads_to(NODE_TYPES):
                    self.gather(self._attribute(value, one), one)

    async def fetch(self, store: Store, root: Asked) -> None:
        """Fetch all noted nodes in one statement."""
        if not self._wanted:
            return
        compiled = root.fetching(tuple(self._wanted), self._compiled)
        ids = {IDS.format(k): list(ids) for k, (_, ids) in enumerate(self._wanted.values())}
        parameters = {**compiled.parameters, **ids, **self._at.parameters}
        rows = await store.read(compiled.text, parameters)
        for k, (asked_id, _) in enumerate(self._wanted):
            for found in rows[0][f"data{k}"]:
                self._nodes.setdefault((asked_id, found["id"]), found["node"])

    def _compiled(self) -> Compiled:
        """Compile the statement that fetches nodes of the noted types, whatever their ids."""
        return by_ids(
            [
                ById(target=target_of(label), ids=(), items=items_of(asked, target_of(label)))
                for (_, label), (asked, _) in self._wanted.items()
            ]
        )

    def shape(self, value: Any, asked: Asked) -> Any:
        """Write a value as it was asked."""
        if value is None:
            return None
        if isinstance(value, (list, tuple)):
            shaped = (self.shape(each, asked) for each in value)
            return [each for each in shaped if each is not None]
        if asked.type is not None and asked.type.name in NODE_TYPES:
            node = self._nodes.get((id(asked), value))
            return None if node is None else ordered(node, asked)
        if not asked.below:
            return value.value if isinstance(value, Enum) else value
        return self._record(value, asked.of(_type_name(value)))

    def _record(self, value: Any, fields: Iterable[Asked]) -> dict[str, Any] | None:
        """Write a record; one that lacks what the schema promises is none, as in GraphQL."""
        shaped: dict[str, Any] = {}
        for one in fields:
            found = self._attribute(value, one) if one.type else _type_name(value)
            if one.below or found.__class__ not in _PLAIN:
                found = self.shape(found, one)
            if found is None and one.required:
                return None
            shaped[one.key] = found
        return shaped

    def _attribute(self, value: Any, one: Asked) -> Any:
        """Return a field of a record; a method is a field with arguments, and computed once."""
        found = getattr(value, attribute(one.name, type(value)))
        if not callable(found):
            return found
        key = (id(value), id(one))
        if key not in self._computed:  # the value is kept too, so that no other gets its id
            self._computed[key] = (value, found(**one.arguments))
        return self._computed[key][1]


def target_of(identifier: str) -> Any:
    """Return the type, or the group of types, of what an id names, or a label of one."""
    label = label_of(identifier)
    return ORGANISATION if label == ORGANISATION.name else node_spec(label)


def _type_name(value: Any) -> str:
    return type(value).__name__


def ordered(row: Any, asked: Asked) -> Any:
    """Return a row with its keys in the order asked, as the specification wants."""
    if not asked.below:
        return json.loads(row) if row and asked.is_json else row
    return asked.arrange(row)
