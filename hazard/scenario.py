"""Scenarios (事故情景): what may happen to what a unit holds.

Which scenario applies is data, ``hazard/tables/scenarios.csv``: by danger, equipment and state.
What a substance does is told by its categories of GB 18218-2018 table 2, stated or on hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from graph.evidence import Citation
from graph.model.labels import EquipmentKind, SubstanceState
from hazard.errors import MissingInputError, UnknownNameError
from hazard.gb18218.lookup import category, substances_by_cas, substances_by_name
from hazard.gb18218.rows import NamedSubstance
from hazard.gb18218.tables import stored_categories
from hazard.notice import Notice
from hazard.substance import Property, properties_of
from hazard.tables import cite, rows
from hazard.vulnerability.toxic import ToxicProbit, toxic_probits

__all__ = [
    "IN_THE_TANK",
    "Danger",
    "Dangers",
    "Scenario",
    "ScenarioKind",
    "dangers_of",
    "scenarios_of",
    "toxic_probit_of",
]

_CATEGORY: Final = Notice(zh="危险性类别", en="hazard category")


class Danger(StrEnum):
    """What a substance can do, as scenarios tell it apart (危险性)."""

    FLAMMABLE = "FLAMMABLE"
    TOXIC = "TOXIC"
    EXPLOSIVE = "EXPLOSIVE"
    REACTIVE = "REACTIVE"


class ScenarioKind(StrEnum):
    """What happens (事故情景)."""

    POOL_FIRE = "POOL_FIRE"
    JET_FIRE = "JET_FIRE"
    FIREBALL = "FIREBALL"
    VAPOUR_CLOUD_EXPLOSION = "VAPOUR_CLOUD_EXPLOSION"
    FLASH_FIRE = "FLASH_FIRE"
    VAPOUR_SPACE_EXPLOSION = "VAPOUR_SPACE_EXPLOSION"
    TANK_FIRE = "TANK_FIRE"
    TOXIC_RELEASE = "TOXIC_RELEASE"
    TOXIC_EVAPORATION = "TOXIC_EVAPORATION"


IN_THE_TANK: Final = frozenset({ScenarioKind.VAPOUR_SPACE_EXPLOSION, ScenarioKind.TANK_FIRE})
"""What happens within a tank, without a loss of contents (罐内情景)."""
_OF_SYMBOL: Final = {"J": Danger.TOXIC, "W1": Danger.EXPLOSIVE} | dict.fromkeys(
    ("W2", "W3", "W5"), Danger.FLAMMABLE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario of the table (情景).

    Attributes:
        kind: What happens.
        story: What is taken to happen, in words.
        citation: What it is taken from.
    """

    kind: ScenarioKind
    story: Notice
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Dangers:
    """What a substance can do and what says so (危险性及依据).

    Attributes:
        found: The dangers.
        citations: What they rest on.
        assumptions: What was taken for granted.
    """

    found: frozenset[Danger]
    citations: tuple[Citation, ...] = ()
    assumptions: tuple[Notice, ...] = ()


def scenarios_of(
    danger: Danger, equipment: EquipmentKind, state: SubstanceState
) -> tuple[Scenario, ...]:
    """Return the scenarios of the table, none where it has none (查情景).

    >>> found = scenarios_of(
    ...     Danger.FLAMMABLE, EquipmentKind.PRESSURISED, SubstanceState.LIQUEFIED_GAS
    ... )
    >>> [scenario.kind.value for scenario in found]
    ['FIREBALL', 'VAPOUR_CLOUD_EXPLOSION', 'FLASH_FIRE']
    """
    return tuple(
        Scenario(
            kind=ScenarioKind(row["scenario"]),
            story=Notice(zh=row["zh"], en=row["en"]),
            citation=cite(row),
        )
        for row in rows("scenarios")
        if (row["danger"], row["equipment"], row["state"]) == (danger, equipment, state)
    )


@cache
def toxic_probit_of(substance: str) -> ToxicProbit | None:
    """Return the probit to use: the Purple Book's, else that of Lees (选用毒物概率单位)."""
    found = [
        row for row in toxic_probits() if substance in {row.cas, row.zh} and row.book != "NEQSIM"
    ]
    return min(found, key=lambda row: row.book != "PURPLE_BOOK", default=None)


def dangers_of(name: str, cas: str | None, symbols: tuple[str, ...] = ()) -> Dangers:
    """Return what a substance can do (判定危险性).

    Stated categories come first, then those on hand for its row of table 1. A toxic probit makes
    it toxic as well. Only where there is neither does a flammable limit decide.

    Args:
        name: Its name.
        cas: CAS number, if known.
        symbols: Symbols of GB 18218-2018 table 2 that the record states.

    Raises:
        MissingInputError: If nothing tells what it can do.
        UnknownNameError: If a symbol does not exist.

    >>> sorted(dangers_of("氯", "7782-50-5").found)
    [<Danger.TOXIC: 'TOXIC'>]
    """
    parts = [
        part
        for part in (
            _stated(symbols) if symbols else _on_hand(name, cas),
            _poisonous(name, cas),
        )
        if part.found
    ] or [_burning(name, cas)]
    found = frozenset[Danger]().union(*(part.found for part in parts))
    if not found:
        raise MissingInputError(_CATEGORY, name, "HOLDS.gb18218_categories")
    return Dangers(
        found=found,
        citations=tuple(c for part in parts for c in part.citations),
        assumptions=tuple(n for part in parts for n in part.assumptions),
    )


def _danger(symbol: str) -> Danger:
    family = symbol.partition(".")[0]
    return _OF_SYMBOL.get("J" if family.startswith("J") else family, Danger.REACTIVE)


def _stated(symbols: tuple[str, ...]) -> Dangers:
    known = [category(symbol) for symbol in symbols]
    return Dangers(
        found=frozenset(_danger(row.symbol) for row in known),
        citations=tuple(row.citation for row in known),
    )


def _on_hand(name: str, cas: str | None) -> Dangers:
    """Return what the categories on hand for a row of table 1 tell."""
    numbers = {row.number for row in _listed(name, cas)}
    stored = [item for item in stored_categories() if item.number in numbers]
    symbols = [symbol for item in stored for symbol in item.symbols]
    taken = Notice(
        zh=f"“{name}”未登记危险性类别，按 {'、'.join(symbols)} 判定。",
        en=f"No category is on record for “{name}”; {', '.join(symbols)} was taken.",
    )
    return Dangers(
        found=frozenset(_danger(symbol) for symbol in symbols),
        citations=tuple(item.citation for item in stored),
        assumptions=(taken,) if symbols else (),
    )


def _listed(name: str, cas: str | None) -> Iterator[NamedSubstance]:
    yield from substances_by_cas(cas) if cas else substances_by_name(name)


def _poisonous(name: str, cas: str | None) -> Dangers:
    probit = toxic_probit_of(cas or name)
    if probit is None:
        return Dangers(found=frozenset())
    return Dangers(found=frozenset({Danger.TOXIC}), citations=(probit.citation,))


def _burning(name: str, cas: str | None) -> Dangers:
    """Return that a substance burns where a flammable limit is on hand."""
    try:
        known = properties_of(cas or name)
    except UnknownNameError:
        return Dangers(found=frozenset())
    if not known.has(Property.LOWER_FLAMMABLE_LIMIT):
        return Dangers(found=frozenset())
    return Dangers(
        found=frozenset({Danger.FLAMMABLE}),
        citations=(known.figure(Property.LOWER_FLAMMABLE_LIMIT).citation,),
    )
