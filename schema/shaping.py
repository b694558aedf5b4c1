"""Answers in the shape of the response (响应成形).

An answer is a tree of frozen records whose attributes bear the names of the GraphQL
fields in snake case, and which hold ids where a field is a node. Everything asked of
those nodes is fetched by one more statement, whatever their number.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, Final

from graph.cypher.roots import by_ids
from graph.cypher.selection import ById
from graph.evidence import At
from graph.model.groups import ORGANISATION
from graph.model.identity import label_of
from graph.model.registry import node_spec
from graph.store.port import Store
from schema.asked import Asked, Narrowed
from schema.naming import snake
from schema.nouns import NOUNS
from schema.selecting import items_of

__all__ = ["NODE_TYPES", "answer", "ordered"]

NODE_TYPES: Final = frozenset((*NOUNS.types, "Node", "Answerable")) - {"Asserted"}
"""Types whose values an answer gives by id."""


async def answer(store: Store, value: Any, asked: Asked, at: At) -> Any:
    """Return an answer in the shape that was asked, with its nodes filled in."""
    shaper = _Shaper(at)
    shaper.gather(value, asked)
    await shaper.fetch(store)
    return shaper.shape(value, asked)


class _Shaper:
    """Gathers the ids below an answer, fetches them at once, and writes the response."""

    def __init__(self, at: At) -> None:
        self._at = at
        self._wanted: dict[tuple[int, str], tuple[Asked, dict[str, None]]] = {}
        self._nodes: dict[tuple[int, str], Any] = {}

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
        elif asked.below:
            for one in asked.of(_type_name(value)):
                if one.type is not None:
                    self.gather(_attribute(value, one), one)

    async def fetch(self, store: Store) -> None:
        """Fetch all noted nodes in one statement."""
        parts = [(key, *wanted) for key, wanted in self._wanted.items()]
        if not parts:
            return
        compiled = by_ids(
            [
                ById(
                    target=_target(label),
                    ids=list(ids),
                    items=items_of(asked.below, _target(label)),
                )
                for (_, label), asked, ids in parts
            ]
        )
        rows = await store.read(compiled.text, {**compiled.parameters, **self._at.parameters})
        for k, ((asked_id, _), _, _) in enumerate(parts):
            for found in rows[0][f"data{k}"]:
                self._nodes.setdefault((asked_id, found["id"]), found["node"])

    def shape(self, value: Any, asked: Asked) -> Any:
        """Write a value as it was asked."""
        if value is None:
            return None
        if isinstance(value, (list, tuple)):
            return [self.shape(each, asked) for each in value]
        if asked.type is not None and asked.type.name in NODE_TYPES:
            node = self._nodes.get((id(asked), value))
            return None if node is None else ordered(node, asked.below)
        if not asked.below:
            return value.value if isinstance(value, Enum) else value
        name = _type_name(value)
        return {
            one.key: name if one.type is None else self.shape(_attribute(value, one), one)
            for one in asked.of(name)
        }


def _target(label: str) -> Any:
    return ORGANISATION if label == ORGANISATION.name else node_spec(label)


def _type_name(value: Any) -> str:
    return type(value).__name__


def _attribute(value: Any, one: Asked) -> Any:
    """Return a field of a record; a method is a field with arguments."""
    found = getattr(value, snake(one.name))
    if isinstance(found, Callable):  # type: ignore[arg-type]  # a class that isinstance accepts
        return found(**{snake(name): given for name, given in one.arguments.items()})
    return found


def ordered(row: Any, below: Iterable[Asked | Narrowed]) -> Any:
    """Return a row with its keys in the order asked, as the specification wants."""
    if isinstance(row, list):
        return [ordered(each, below) for each in row]
    if not isinstance(row, Mapping):
        return row
    shaped: dict[str, Any] = {}
    for one in below:
        if isinstance(one, Narrowed):
            shaped |= ordered(row, one.below)
        elif one.key in row:
            shaped[one.key] = ordered(row[one.key], one.below) if one.below else row[one.key]
    return shaped
