"""Arranging rows (行整理): keys in the order asked, by a function written for the selection.

Rows come from the database with everything that was asked and in whatever order; the
specification wants the order of the selection. One function is written for each shape that is
asked and kept, since looking at the selection again for every row costs ten times as much.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from graph.store.keeping import Kept

if TYPE_CHECKING:
    from schema.asked import Asked

__all__ = ["KIND", "arranger"]

KIND: Final = "#"
"""Key under which a row tells its type; no name of GraphQL."""

_KEPT: Final = 1_000_000
"""Length of all functions that are kept [characters]; each takes some four times that."""
_MADE: Final[Kept[str, Callable[[Any], Any]]] = Kept(_KEPT)
_FUNCTION: Final = """\
def {name}(value):
    if value.__class__ is list:
        return [None if row is None else {row} for row in value]
    row = value
    return None if row is None else {row}
"""


def arranger(asked: "Asked") -> Callable[[Any], Any]:
    """Return the function that arranges a value of a field, or a list of them.

    Its text holds names of GraphQL alone, each written as Python writes a string.
    """
    parts: list[str] = []
    name = _written(asked, parts)
    text = "".join(parts)
    made = _MADE.get(text)
    if made is None:
        made = _compiled(text, name)
        _MADE.keep(text, made, len(text))
    return made


def _compiled(text: str, name: str) -> Callable[[Any], Any]:
    scope: dict[str, Any] = {"loads": json.loads}
    exec(text, scope)  # noqa: S102 - written here, of names of the schema and of GraphQL alone
    made: Callable[[Any], Any] = scope[name]
    return made


def _written(asked: "Asked", parts: list[str]) -> str:
    """Write the function of a field with those of everything below it; return its name."""
    if len(asked.below) == 1:
        row = _literal(asked.below[0].below, parts)
    else:
        types = [tuple(map(str, part.types)) for part in asked.below]
        rows = [_literal(part.below, parts) for part in asked.below]
        cases = [
            f"{row} if row[{KIND!r}] in {names!r} else "
            for row, names in zip(rows, types, strict=True)
        ]
        row = f"({''.join(cases)}{{}})"
    name = f"f{len(parts)}"
    parts.append(_FUNCTION.format(name=name, row=row))
    return name


def _literal(fields: "tuple[Asked, ...]", parts: list[str]) -> str:
    return f"{{{', '.join(f'{one.key!r}: {_value(one, parts)}' for one in fields)}}}"


def _value(one: "Asked", parts: list[str]) -> str:
    found = f"row[{one.key!r}]"
    if one.below:
        return f"{_written(one, parts)}({found})"
    return f"({found} and loads({found}))" if one.is_json else found
