"""Plain data (纯数据): records of ours as JSON and back, where whoever wrote it is not trusted.

What comes back is built field by field and of the declared kinds alone, so that nothing in it can
be anything else than text, numbers, and records of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from loaders.readers.spreadsheet import Cell

__all__ = ["UnfitError", "as_cell", "as_plain", "cell_of", "made"]

T = TypeVar("T")

_MOMENTS: Final[Mapping[str, Callable[[str], Cell]]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}
_SPAN: Final = "timedelta"


class UnfitError(ValueError):
    """Plain data is not what it should be (数据不符)."""


def as_plain(value: object) -> Any:
    """Return a record as lists of plain values, in the order of its fields."""
    if is_dataclass(value):
        return [as_plain(getattr(value, each.name)) for each in fields(value) if each.init]
    return [as_plain(each) for each in value] if isinstance(value, tuple) else value


def made(kind: type[T], plain: Any) -> T:
    """Return the record that plain data stands for.

    Args:
        kind: What it must be: a record of plain values, records and tuples of them.
        plain: As `as_plain` returns it.

    Raises:
        UnfitError: If it is anything else.

    >>> from loaders.layer import Landmark
    >>> made(Landmark, as_plain(Landmark(3, "第2页")))
    Landmark(start=3, name='第2页')
    """
    return cast("T", _made(kind, plain))


def _made(kind: Any, plain: Any) -> Any:
    if get_origin(kind) in {UnionType, Union}:
        return _one_of(get_args(kind), plain)
    if get_origin(kind) is tuple:
        if not isinstance(plain, list):
            raise UnfitError(kind)
        (each, _) = get_args(kind)
        return tuple(_made(each, one) for one in plain)
    if is_dataclass(kind):
        return _record(cast("type", kind), plain)
    if issubclass(kind, Enum) and isinstance(plain, str):
        return _enumerated(kind, plain)
    if type(plain) is not kind and not (kind is float and type(plain) is int):
        raise UnfitError(kind)
    return plain


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    for kind in kinds:
        try:
            return _made(kind, plain)
        except UnfitError:
            continue
    raise UnfitError(kinds)


def _record(kind: type, plain: Any) -> Any:
    declared = _declared(kind)
    if not isinstance(plain, list) or len(plain) != len(declared):
        raise UnfitError(kind)
    given = {name: _made(of, one) for (name, of), one in zip(declared.items(), plain, strict=True)}
    try:
        return kind(**given)
    except ValueError as error:
        raise UnfitError(kind) from error


@cache
def _declared(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind) if each.init}


def _enumerated(kind: type[Enum], plain: str) -> Enum:
    try:
        return kind(plain)
    except ValueError as error:
        raise UnfitError(kind) from error


def as_cell(cell: object) -> Any:
    """Return what JSON has no word for, a moment or a span of time, with its kind."""
    if isinstance(cell, timedelta):
        return {_SPAN: [cell.days, cell.seconds, cell.microseconds]}
    if isinstance(cell, date | time):
        return {type(cell).__name__: cell.isoformat()}
    raise UnfitError(type(cell))


def cell_of(plain: Any) -> Cell:
    """Return the cell that plain data stands for.

    Raises:
        UnfitError: If it stands for none.

    >>> cell_of({"date": "2024-05-01"}), cell_of({"timedelta": [0, 90, 0]}), cell_of(1.5)
    (datetime.date(2024, 5, 1), datetime.timedelta(seconds=90), 1.5)
    """
    if plain is None or isinstance(plain, str | int | float):
        return plain
    try:
        ((kind, said),) = plain.items()
        return timedelta(*said) if kind == _SPAN else _MOMENTS[kind](said)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise UnfitError(plain) from error
