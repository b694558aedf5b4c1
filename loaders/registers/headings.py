"""Headings of registers (表头): the packaged table, and how a heading is taken apart."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from graph.model.identity import normalised

__all__ = [
    "declared_unit",
    "factor_of",
    "heading_key",
    "headings",
    "is_implied",
    "is_unit",
    "numbered",
    "same_unit",
    "split_unit",
    "unit_in",
]

_LABEL: Final = r"(?:(?:计量)?单位[:：]?)"
_UNIT: Final = re.compile(rf"(.+?)[(（\[【]{_LABEL}?([^()（）\[\]【】]+)[)）\]】]")
_BEHIND: Final = re.compile(
    r"(.*[^\x00-\x7f])(?:[/,\uff0c、]([^/,\uff0c、]+)|([A-Za-z℃㎥㎡][A-Za-z0-9³²/]*))"
)
_NUMBERED: Final = re.compile(r"(.+)#([1-9]\d?)")
_STATED: Final = re.compile(rf"{_LABEL}([^\s()（）；;,，、：:]+)")
_NO_UNIT: Final = frozenset({"1", "-", "°", "c", "度"})
"""Spellings of units that may as well be something else."""


@cache
def headings() -> Mapping[str, Any]:
    """Return the packaged table of headings and spellings."""
    text = (files("loaders.registers") / "headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=4_096)
def heading_key(heading: str) -> str:
    """Return a heading without differences that mean nothing.

    >>> heading_key("经 度") == heading_key("经度")
    True
    """
    return normalised("".join(heading.split())).casefold()


def numbered(heading: str) -> tuple[str, int]:
    """Return the heading that a person means, and which of those that are alike, from 1.

    >>> numbered("联系电话#2"), numbered("联系电话")
    (('联系电话', 2), ('联系电话', 1))
    """
    match = _NUMBERED.fullmatch(unicodedata.normalize("NFKC", heading.strip()))
    return (match[1].strip(), int(match[2])) if match else (heading, 1)


def split_unit(heading: str) -> tuple[str, str | None]:
    """Return a heading and the unit behind it, in brackets or not, if there is one.

    >>> split_unit("设计最大量（t）"), split_unit("设计最大量/kg"), split_unit("R值")
    (('设计最大量', 't'), ('设计最大量', 'kg'), ('R值', None))
    """
    plain = heading.strip()
    if match := _UNIT.fullmatch(plain):
        return match[1].strip(), match[2].strip()
    match = _BEHIND.fullmatch(plain)
    unit = (match[2] or match[3]).strip() if match else ""
    return (match[1].rstrip("\uff0c、,/ "), unit) if match and is_unit(unit) else (plain, None)


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit that registers write, and hardly anything else.

    >>> is_unit("公斤"), is_unit("m³"), is_unit("苯")
    (True, True, False)
    """
    return _plain(text) in _units()


@cache
def _units() -> frozenset[str]:
    table = headings()
    known = {*table["unit"], *table["other_units"]["words"]}
    for spellings in (*table["unit"].values(), *table["convert"].values()):
        known |= {*spellings}
    return frozenset({_plain(unit) for unit in known} - _NO_UNIT)


def unit_in(text: str) -> str | None:
    """Return the unit that a line above a table states for it; None if it states none.

    >>> unit_in("储存情况（单位：公斤）"), unit_in("编制单位：安环部")
    ('公斤', None)
    """
    found = (match[1] for match in _STATED.finditer(text))
    return next(filter(is_unit, found), None)


def same_unit(written: str, declared: str | None) -> bool:
    """Tell whether a unit, however it is spelt, is the declared one.

    >>> same_unit("千瓦/平方米", "kW/m²"), same_unit("kg", "t")
    (True, False)
    """
    if declared is None:
        return False
    spellings = headings()["unit"].get(declared, [])
    return _plain(written) in {_plain(declared), *map(_plain, spellings)}


@lru_cache(maxsize=1_024)  # asked for each cell
def declared_unit(written: str) -> str:
    """Return a unit as the model declares it; one that it does not know, as it is written.

    >>> declared_unit("吨"), declared_unit("公斤")
    ('t', '公斤')
    """
    return next((unit for unit in headings()["unit"] if same_unit(written, unit)), written)


@lru_cache(maxsize=1_024)  # asked for each cell
def factor_of(written: str, declared: str | None) -> str | None:
    """Return by what a number in a written unit is multiplied to be in the declared one.

    None where that cannot be told: 立方 of a liquid are no tonnes without its density.

    >>> factor_of("kg", "t"), factor_of("吨", "t"), factor_of("m³", "t")
    ('0.001', '1', None)
    """
    if declared is None:
        return None
    if same_unit(written, declared):
        return "1"
    factors = headings()["convert"].get(declared, {})
    plain = {_plain(unit): factor for unit, factor in factors.items()}
    return plain.get(_plain(written))


def is_implied(declared: str | None) -> bool:
    """Tell whether a number that is to be in a declared unit needs none beside it.

    >>> is_implied("人"), is_implied(None), is_implied("t")
    (True, True, False)
    """
    return declared is None or declared in _implied()


@cache
def _implied() -> frozenset[str]:
    return frozenset(headings()["implied"]["words"])


def _plain(unit: str) -> str:
    return "".join(unicodedata.normalize("NFKC", unit).split()).casefold()
