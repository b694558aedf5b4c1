"""Stored sort keys (排序键): one text per offered order, so that pages need no offset.

A key is the value and the id: unique, ordered by value and then by id, and indexed.
"""

import struct
from collections.abc import Mapping
from typing import Any, Final

from graph.cypher.keys import PARTED, place_of
from graph.model.spec import NodeSpec, Property

__all__ = ["encoded", "sort_keys"]

_SIGN: Final = 1 << 63
_ALL: Final = (1 << 64) - 1


def encoded(value: object) -> str:
    """Return text whose order is the order of the values; nothing known sorts last.

    >>> encoded(-1.5) < encoded(0) < encoded(2) < encoded(10)
    True
    """
    if value is None:
        return "~"
    if isinstance(value, (int, float)):
        bits = int.from_bytes(struct.pack(">d", float(value)), "big")
        return f"{bits ^ (_ALL if bits & _SIGN else _SIGN):016x}"
    return str(value)


def sort_keys(spec: NodeSpec, identifier: str, properties: Mapping[str, Any]) -> dict[str, str]:
    """Return every sort key of a node, as properties to store beside it."""
    return {
        f"sk_{prop.name}": f"{encoded(_rank(prop, properties))}{PARTED}{identifier}"
        for prop in spec.properties
        if prop.sortable
    }


def _rank(prop: Property, properties: Mapping[str, Any]) -> object:
    """Return what to order by: a word of a vocabulary by its place there, else the value."""
    value = properties.get(prop.name)
    if prop.choices is None or value is None:
        return value
    return place_of(prop, value)
