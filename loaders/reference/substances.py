"""Substances (危险化学品) of GB 18218-2018 table 1: their names and CAS registry numbers."""

import csv
from collections.abc import Mapping
from functools import cache

from graph.model.identity import normalised
from loaders.bundled import bundled_paths

__all__ = ["cas_numbers_of"]

_FILE = "substances.csv"


def cas_numbers_of(name: str) -> frozenset[str]:
    """Return the CAS numbers that table 1 gives for a name or alias; none if it is not there.

    >>> cas_numbers_of("液氨")
    frozenset({'7664-41-7'})
    """
    return _numbers().get(normalised(name), frozenset())


@cache
def _numbers() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for path in (folder / _FILE for folder in bundled_paths()):
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    names = (row["名称"], *(row["别名"] or "").split("；"))
                    for name in filter(None, map(normalised, names)):
                        found.setdefault(name, set()).add(row["CAS号"])
    return {name: frozenset(filter(None, numbers)) for name, numbers in found.items()}
