"""Properties of substances (物性数据), by CAS number or by a name of GB 18218-2018 table 1.

The figures were read from the library `chemicals`, value by value with the handbook it has
them from; see ``hazard/tables/substance_properties.csv``. A figure that is not there is asked
for, never estimated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.errors import NotOnHandError, UnknownNameError
from hazard.gb18218.lookup import has_valid_check_digit, substances_by_name
from hazard.notice import Notice
from hazard.quantities import TEMPERATURE
from hazard.tables import cite, rows
from hazard.validity import FloatArray, within

__all__ = ["Figure", "Property", "Substance", "properties_of"]

_FIT: Final = "vapour_pressure_"


class _Mixture(NamedTuple):
    """A mixture that has no figures, or few, and what is taken for it (混合物及其代表物).

    Attributes:
        cas: Its CAS number.
        en: What it is called.
        stands: CAS number of the component whose figures are taken.
        components: Names of its components, which do not mean it, with their CAS numbers.
    """

    cas: str
    en: str
    stands: str
    components: dict[str, str]


_MIXTURES: Final = (
    _Mixture("8006-14-2", "natural gas", "74-82-8", {"甲烷": "74-82-8"}),
    _Mixture("1330-20-7", "xylenes", "108-38-3", {}),  # most of them is of this kind
    # Of its components propane boils lowest, so most of it flashes and forms the cloud.
    _Mixture(
        "68476-85-7",
        "liquefied petroleum gas",
        "74-98-6",
        {"丙烷": "74-98-6", "丁烷": "106-97-8"},
    ),
)


class Property(StrEnum):
    """A property of a substance (物性)."""

    MOLAR_MASS = "molar_mass"
    MELTING_POINT = "melting_point"
    BOILING_POINT = "boiling_point"
    CRITICAL_TEMPERATURE = "critical_temperature"
    CRITICAL_PRESSURE = "critical_pressure"
    LIQUID_DENSITY = "liquid_density"
    HEAT_OF_VAPORISATION = "heat_of_vaporisation"
    HEAT_OF_COMBUSTION = "heat_of_combustion"
    HEAT_RATIO = "heat_ratio"
    LOWER_FLAMMABLE_LIMIT = "lower_flammable_limit"
    UPPER_FLAMMABLE_LIMIT = "upper_flammable_limit"
    FLASH_POINT = "flash_point"
    AUTOIGNITION_TEMPERATURE = "autoignition_temperature"


NAMES: Final = {
    Property.MOLAR_MASS: Notice(zh="摩尔质量", en="molar mass"),
    Property.MELTING_POINT: Notice(zh="熔点", en="melting point"),
    Property.BOILING_POINT: Notice(zh="沸点", en="boiling point"),
    Property.CRITICAL_TEMPERATURE: Notice(zh="临界温度", en="critical temperature"),
    Property.CRITICAL_PRESSURE: Notice(zh="临界压力", en="critical pressure"),
    Property.LIQUID_DENSITY: Notice(zh="液体密度", en="density of the liquid"),
    Property.HEAT_OF_VAPORISATION: Notice(zh="汽化热", en="heat of vaporisation"),
    Property.HEAT_OF_COMBUSTION: Notice(zh="燃烧热", en="heat of combustion"),
    Property.HEAT_RATIO: Notice(zh="绝热指数", en="ratio of specific heats"),
    Property.LOWER_FLAMMABLE_LIMIT: Notice(zh="爆炸下限", en="lower flammable limit"),
    Property.UPPER_FLAMMABLE_LIMIT: Notice(zh="爆炸上限", en="upper flammable limit"),
    Property.FLASH_POINT: Notice(zh="闪点", en="flash point"),
    Property.AUTOIGNITION_TEMPERATURE: Notice(zh="自燃温度", en="autoignition temperature"),
}
_VAPOUR_PRESSURE: Final = Notice(zh="蒸气压关联式", en="vapour pressure correlation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with its unit and source (带来源的数值).

    Attributes:
        value: The figure, in `unit`.
        unit: SI unit; ``-`` for a ratio.
        citation: Which handbook has it, through which library.
    """

    value: float
    unit: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """What is known of one substance (一种物质的物性).

    Attributes:
        cas: CAS registry number.
        en: Name in English.
        figures: Its figures, by the names of the table.
    """

    cas: str
    en: str
    figures: dict[str, Figure]

    def has(self, prop: Property) -> bool:
        """Return whether a figure is on hand (有无数据)."""
        return prop in self.figures

    def figure(self, prop: Property) -> Figure:
        """Return one figure with its source (取物性).

        Raises:
            NotOnHandError: If it is not on hand; it says which table would have it.
        """
        if found := self.figures.get(prop):
            return found
        raise NotOnHandError(NAMES[prop], self.en, "substance_properties", prop)

    @property
    def has_vapour_pressure(self) -> bool:
        """Return whether a correlation of the vapour pressure is on hand (有无蒸气压)."""
        return f"{_FIT}c1" in self.figures

    def vapour_pressure(self, temperature: npt.ArrayLike) -> FloatArray:
        """Return the vapour pressure [Pa], DIPPR equation 101 (蒸气压).

        Args:
            temperature: T [K].

        Raises:
            NotOnHandError: If there is no correlation.
            OutOfValidityError: If T lies outside its range.

        >>> round(float(properties_of("71-43-2").vapour_pressure(298.15)), -2)
        12600.0
        """
        if not self.has_vapour_pressure:
            raise NotOnHandError(
                _VAPOUR_PRESSURE, self.en, "substance_properties", "vapour_pressure"
            )
        names = ("c1", "c2", "c3", "c4", "c5", "tmin", "tmax")
        c1, c2, c3, c4, c5, low, high = (self.figures[f"{_FIT}{name}"].value for name in names)
        source = self.figures[f"{_FIT}c1"].citation
        t = within(temperature, low, high, TEMPERATURE, unit="K", source=source)
        # ln p = C1 + C2/T + C3 ln T + C4 T^C5
        return np.asarray(np.exp(c1 + c2 / t + c3 * np.log(t) + c4 * t**c5))


@cache
def _all() -> dict[str, Substance]:
    found: dict[str, Substance] = {}
    for row in rows("substance_properties"):
        entry = found.setdefault(row["cas"], Substance(cas=row["cas"], en=row["en"], figures={}))
        entry.figures[row["property"]] = Figure(
            value=float(row["value"]), unit=row["unit"], citation=cite(row)
        )
    for mixture in _MIXTURES:
        found[mixture.cas] = _mixed(mixture, found)
    return found


def _mixed(mixture: _Mixture, known: dict[str, Substance]) -> Substance:
    """Return a mixture with its own figures, and those of a component, which say so unchecked."""
    component, own = known[mixture.stands], known.get(mixture.cas)
    taken = f"{component.en}, taken for {mixture.en}"
    figures = {
        name: replace(
            figure,
            citation=replace(
                figure.citation, clause=f"{figure.citation.clause} ({taken})", verified=False
            ),
        )
        for name, figure in component.figures.items()
    }
    return Substance(cas=mixture.cas, en=mixture.en, figures=figures | (own.figures if own else {}))


def _names(row: Mapping[str, str]) -> list[str]:
    return [row["zh"], *row["aliases"].split(";")]


def properties_of(substance: str) -> Substance:
    """Return what is known of a substance (查物性).

    Where they have none of their own, natural gas, liquefied or not, has the figures of methane,
    liquefied petroleum gas those of propane and xylenes those of m-xylene; all unchecked.

    Args:
        substance: CAS number, English name, or a name of GB 18218-2018 table 1 or of
            ``hazard/tables/handled_substances.csv``, what parks handle beside it.

    Raises:
        UnknownNameError: If nothing is on hand, or on several CAS numbers of that name.

    >>> properties_of("氨").figure(Property.BOILING_POINT).value
    239.834
    """
    known = [_all()[cas] for cas in _numbers(substance) if cas in _all()]
    if len(known) != 1:
        raise UnknownNameError(Notice(zh="物性数据", en="set of properties for"), substance)
    return known[0]


def _numbers(substance: str) -> list[str]:
    """Return the CAS numbers that a substance may have; a row of table 1 may hold a mixture."""
    if has_valid_check_digit(substance):
        return [substance]
    for mixture in _MIXTURES:
        if cas := mixture.components.get(substance):
            return [cas]
    named = {cas for row in substances_by_name(substance) for cas in row.cas}
    named |= {row["cas"] for row in rows("handled_substances") if substance in _names(row)}
    mixed = [mixture.cas for mixture in _MIXTURES if mixture.cas in named]
    return mixed or sorted(named) or [s.cas for s in _all().values() if s.en == substance]
