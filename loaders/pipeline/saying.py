"""What properties are called and how their values are told (属性用语), as registers write them."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from graph.model.registry import RELATIONS, node_spec, relation_spec
from graph.model.spec import Property
from graph.model.statement import Entity, Relation

__all__ = ["is_personal", "kind_of", "told_name", "told_value"]

_CLOCKS: Final[Mapping[str, str]] = {"type": "类型", "valid_to": "失效日期"}

_UNITS: Final[Mapping[str, str]] = {"people": "人"}


def kind_of(statement: Entity | Relation) -> str:
    """Return the label or relationship type of a statement."""
    return str(statement.label if isinstance(statement, Entity) else statement.type)


def told_name(kind: str, name: str) -> str:
    """Return what a property is called in Chinese.

    >>> told_name("Hazard", "grade")
    '重大危险源级别'
    """
    prop = _declared(kind, name)
    return _CLOCKS.get(name) or (prop.zh if prop else name)


def told_value(kind: str, name: str, value: object) -> str:
    """Return a value in Chinese, with its unit.

    >>> told_value("HOLDS", "quantity", 50.0), told_value("Receptor", "population", 120)
    ('50.0 t', '120 人')
    """
    prop = _declared(kind, name)
    if prop is None:
        return str(value)
    word = next((zh for zh, member in prop.terms.items() if member == value), str(value))
    unit = _UNITS.get(prop.unit or "", prop.unit)
    return f"{word} {unit}" if unit and isinstance(value, int | float) else word


def is_personal(kind: str, name: str) -> bool:
    """Tell whether a property is personal data."""
    prop = _declared(kind, name)
    return prop is not None and prop.personal


@cache
def _declared(kind: str, name: str) -> Property | None:
    is_relation = any(spec.type == kind for spec in RELATIONS)
    return (relation_spec(kind) if is_relation else node_spec(kind)).declared(name)
