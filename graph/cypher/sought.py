"""Conditions that indexes answer (索引条件), for Neo4j: by the stored sort keys.

Neo4j walks the properties of a node for each that it reads; of an index that it goes through, the
values are at hand. A stored key is the value and the id, so that it holds whatever its value does.
"""

from typing import Final

from graph.cypher.keys import PARTED, place_of
from graph.cypher.names import Names
from graph.cypher.selection import Filter, Op
from graph.model.spec import Group, Kind, NodeSpec, Property, RelationSpec

__all__ = ["by_key", "placed", "scanned", "sortable"]

_UNSAID: Final = "~"
"""What stands in a stored key for a value that is not there."""


def by_key(
    names: Names, state: str, target: NodeSpec | Group | RelationSpec, asked: tuple[str, Op, object]
) -> str | None:
    """Return the predicate of a condition by the stored key of its property, if that can tell.

    Args:
        names: Variables and parameters of the statement.
        state: Variable of the state.
        target: What the condition is on.
        asked: Property, operator and value.
    """
    prop = _keyed(target, asked[0])
    if prop is None:
        return None
    if _is_place(prop, asked):
        begin = names.parameter(f"{place_of(prop, asked[2])}{PARTED}")
        return f"{state}.sk_{prop.name} STARTS WITH {begin}"
    return _within(names, state, prop, asked[2]) if _is_part(prop, asked) else None


def sortable(spec: NodeSpec) -> frozenset[str]:
    """Return the properties of a type that have a stored key."""
    return frozenset(prop.name for prop in spec.properties if prop.sortable)


def scanned(spec: NodeSpec, wanted: Filter) -> str | None:
    """Return the stored key whose index is best gone through for a filter; None if none is.

    Where the place of a word is asked too, its index finds less.
    """
    asked = [*wanted.conditions, *(one for each in wanted.every for one in each.conditions)]
    keyed = [(prop, one) for one in asked if (prop := _keyed(spec, one[0]))]
    if any(_is_place(prop, one) for prop, one in keyed):
        return None
    return next((f"sk_{prop.name}" for prop, one in keyed if _is_part(prop, one)), None)


def placed(names: Names, state: str, target: NodeSpec, wanted: Filter) -> str | None:
    """Return the predicate of the first condition on the place of a word; None if there is none."""
    found = ((_keyed(target, one[0]), one) for one in wanted.conditions)
    asked = next((one for prop, one in found if prop and _is_place(prop, one)), None)
    return by_key(names, state, target, asked) if asked else None


def _keyed(target: NodeSpec | Group | RelationSpec, name: str) -> Property | None:
    """Return a property that has a stored, indexed key which is kept from nobody."""
    prop = target.declared(name) if isinstance(target, NodeSpec) else None
    return prop if prop and prop.sortable and not prop.personal else None


def _is_place(prop: Property, asked: tuple[str, Op, object]) -> bool:
    return asked[1] is Op.EQ and asked[2] in list(prop.choices or ())


def _is_part(prop: Property, asked: tuple[str, Op, object]) -> bool:
    is_text = prop.kind is Kind.TEXT and prop.choices is None
    return is_text and asked[1] is Op.CONTAINS and asked[2] not in ("", _UNSAID)


def _within(names: Names, state: str, prop: Property, part: object) -> str:
    """Return the predicate that a text holds a part, which may stand in the id of its key too."""
    key, held, parted = f"{state}.sk_{prop.name}", names.parameter(part), names.parameter(PARTED)
    return (
        f"CASE WHEN {key} CONTAINS {held} THEN split({key}, {parted})[0] CONTAINS {held}"
        f" OR coalesce({state}.{prop.name} CONTAINS {held}, false) ELSE false END"
    )
