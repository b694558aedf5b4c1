"""Instruments (法规与标准): what law and standards are called, and when they were in force."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.evidence.citation import Citation

__all__ = ["Instrument", "cited", "instrument", "instruments", "is_custom", "titled"]

_AROUND = "《》 ，,；;:："
_ALIKE = str.maketrans("()[]—–", "（）〔〕--", "《》 ")
_EDITION = re.compile(r"（\d{4}年修[正订]）$")
_CUSTOM = "（非条文）"
"""Ends the title of what is practised and no instrument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A law, rule or standard in one edition (法律、规章或标准的一个版本).

    Attributes:
        name: Name under which answers cite it.
        title: Full title.
        number: Number of promulgation; empty if it has none that we know.
        in_force_from: First day on which it applies.
        in_force_until: First day on which it no longer applies; None while it does.
        aliases: Other ways in which sources write its name; editions share them.
    """

    name: str
    title: str
    number: str
    in_force_from: str
    in_force_until: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def common_title(self) -> str:
        """Its title in whichever edition.

        >>> instrument("安全生产法（2021）").common_title
        '中华人民共和国安全生产法'
        """
        return _EDITION.sub("", self.title)

    def in_force(self, day: str) -> bool:
        """Tell whether it applies on a day."""
        return self.in_force_from <= day and not (
            self.in_force_until is not None and self.in_force_until <= day
        )


@cache
def instruments() -> tuple[Instrument, ...]:
    """Return every instrument of the table."""
    text = (files("graph.evidence") / "instruments.toml").read_text(encoding="utf-8")
    return tuple(
        Instrument(**{**entry, "aliases": tuple(entry["aliases"])})
        for entry in tomllib.loads(text)["instrument"]
    )


def instrument(name: str) -> Instrument:
    """Return the instrument cited under a name; `KeyError` if the table has none.

    >>> instrument("AQ 3072-2026").in_force("2026-09-29")
    False
    """
    return {entry.name: entry for entry in instruments()}[name]


def is_custom(citation: Citation) -> bool:
    """Tell whether what is cited is practised, or set by somebody, and no clause of anything.

    >>> is_custom(Citation(instrument="双重预防", title="双重预防的工作惯例（非条文）"))
    True
    """
    return citation.title.endswith(_CUSTOM)


def titled(name: str) -> Instrument | None:
    """Return the latest edition of the instrument that bears exactly this name; None if none does.

    >>> titled("《安全生产法》").name, titled("GB 18218—2018").common_title
    ('安全生产法（2021）', '危险化学品重大危险源辨识')
    >>> titled("安全生产法实施方案") is None
    True
    """
    return _by_title().get(_plain(name))


@cache
def _by_title() -> dict[str, Instrument]:
    found: dict[str, Instrument] = {}
    for entry in sorted(instruments(), key=lambda entry: entry.in_force_from):
        if not entry.title.endswith(_CUSTOM):
            names = (entry.name, entry.title, entry.common_title, *entry.aliases)
            found |= {_plain(written): entry for written in names}
    return found


def _plain(name: str) -> str:
    return name.translate(_ALIKE)


def cited(text: str, day: str) -> Citation:
    """Read a basis as a source words it into a citation; nobody has checked it.

    Args:
        text: E.g. ``《安全生产法》第五条``.
        day: Day asked about; of several editions the one in force then is meant.

    >>> str(cited("《安全生产法》第五条", "2022-03-12"))
    '安全生产法（2021） 第五条'
    """
    found = _named(text, day)
    if found is None:
        return Citation(instrument=text.strip(), verified=False)
    known, written = found
    clause = text.replace(written, "", 1).replace("《》", "").strip(_AROUND)
    return Citation(instrument=known.name, clause=clause, title=known.title, verified=False)


def _named(text: str, day: str) -> tuple[Instrument, str] | None:
    """Return the instrument that a text names, and how the text writes it."""
    found = [
        (len(written), entry.in_force(day), entry.in_force_from, entry, written)
        for entry in instruments()
        for written in (entry.name, *entry.aliases)
        if written in text
    ]
    if not found:
        return None
    *_, entry, written = max(found, key=lambda row: row[:3])
    return entry, written
