"""Packaged tables (系数与法定数值表): figures and coefficients, each row with its source."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.evidence import Citation

__all__ = ["cite", "flag", "rows"]


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a packaged table as they stand (表行).

    Args:
        name: File name without its ending, e.g. ``gb18218_table1``.

    >>> rows("gb18218_table6")[0]["r_min"]
    '100'
    """
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def flag(cell: str) -> bool:
    """Return whether a cell of a ``verified`` column says ``true``.

    Raises:
        ValueError: If it says neither ``true`` nor ``false``.
    """
    if cell not in {"true", "false"}:
        raise ValueError(f"neither true nor false: {cell!r}")
    return cell == "true"


def cite(row: Mapping[str, str], clause: str | None = None) -> Citation:
    """Return the citation of a row: its ``source``, ``clause`` and ``verified`` columns (引用).

    Args:
        row: A row of a packaged table.
        clause: What to name in the source; None takes the ``clause`` column.

    >>> str(cite(rows("radiation_thresholds")[0]))
    'Khakzad 2021 (doi 10.3390/modelling2020013) threshold for atmospheric tanks'
    """
    return Citation(
        instrument=row["source"],
        clause=row["clause"] if clause is None else clause,
        verified=flag(row["verified"]),
    )
