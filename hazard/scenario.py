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
    "Ground",
    "Scenario",
    "ScenarioKind",
    "dangers_of",
    "scenarios_of",
    "toxic_probit_of",
]

_CATEGORY: Final = Notice(zh="危险性类别", en="hazard category")
# GB 30000.3-2013 tells ammonia and methyl bromide apart from other flammable gases: both hardly
# burn in the open, and nobody counts them as fireballs.
_HARDLY_BURN: Final = frozenset({"7664-41-7", "74-83-9"})


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
class Ground:
    """What one source tells of the dangers of a substance (危险性依据).

    Attributes:
        found: The dangers; none where it tells of none.
        citations: What they rest on.
        assumptions: What was taken for granted.
    """

    found: frozenset[Danger] = frozenset()
    citations: tuple[Citation, ...] = ()
    assumptions: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dangers:
    """What a substance can do and what says so (危险性及依据).

    Attributes:
        grounds: What tells of dangers.
        lacking: What is missing to know that there are no others.
    """

    grounds: tuple[Ground, ...]
    lacking: tuple[MissingInputError, ...] = ()

    @property
    def found(self) -> frozenset[Danger]:
        """Return the dangers (危险性)."""
        return frozenset[Danger]().union(*(ground.found for ground in self.grounds))

    def grounds_of(self, danger: Danger) -> Ground:
        """Return what one danger rests on (某项危险性的依据)."""
        telling = [ground for ground in self.grounds if danger in ground.found]
        return Ground(
            found=frozenset({danger}),
            citations=tuple(c for ground in telling for c in ground.citations),
            assumptions=tuple(n for ground in telling for n in ground.assumptions),
        )


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

    Stated categories come first. Where none are, those on hand for its row of table 1 count, and
    what has a flammable limit burns, but for ammonia and methyl bromide. A toxic probit makes it
    toxic in any case. Where a substance is only known to burn by that, the category is asked for.

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
    known = _stated(symbols) if symbols else _on_hand(name, cas)
    burns = Ground() if symbols or Danger.FLAMMABLE in known.found else _burning(name, cas)
    told = [ground for ground in (known, burns, _poisonous(name, cas)) if ground.found]
    missing = MissingInputError(_CATEGORY, name, "HOLDS.gb18218_categories")
    if not told:
        raise missing
    # That it burns may not be all: aniline has a flammable limit as well.
    return Dangers(grounds=tuple(told), lacking=(missing,) if told == [burns] else ())


def _danger(symbol: str) -> Danger:
    family = symbol.partition(".")[0]
    return _OF_SYMBOL.get("J" if family.startswith("J") else family, Danger.REACTIVE)


def _stated(symbols: tuple[str, ...]) -> Ground:
    known = [category(symbol) for symbol in symbols]
    return Ground(
        found=frozenset(_danger(row.symbol) for row in known),
        citations=tuple(row.citation for row in known),
    )


def _on_hand(name: str, cas: str | None) -> Ground:
    """Return what the categories on hand for a row of table 1 tell."""
    numbers = {row.number for row in _listed(name, cas)}
    stored = [item for item in stored_categories() if item.number in numbers]
    symbols = [symbol for item in stored for symbol in item.symbols]
    taken = Notice(
        zh=f"“{name}”未登记危险性类别，按 {'、'.join(symbols)} 判定。",
        en=f"No category is on record for “{name}”; {', '.join(symbols)} was taken.",
    )
    return Ground(
        found=frozenset(_danger(symbol) for symbol in symbols),
        citations=tuple(item.citation for item in stored),
        assumptions=(taken,) if symbols else (),
    )


def _listed(name: str, cas: str | None) -> Iterator[NamedSubstance]:
    yield from substances_by_cas(cas) if cas else substances_by_name(name)


def _poisonous(name: str, cas: str | None) -> Ground:
    probit = toxic_probit_of(cas or name)
    if probit is None:
        return Ground()
    return Ground(found=frozenset({Danger.TOXIC}), citations=(probit.citation,))


def _burning(name: str, cas: str | None) -> Ground:
    """Return that a substance burns where a flammable limit is on hand."""
    try:
        known = properties_of(cas or name)
    except UnknownNameError:
        return Ground()
    if not known.has(Property.LOWER_FLAMMABLE_LIMIT) or known.cas in _HARDLY_BURN:
        return Ground()
    taken = Notice(
        zh=f"“{name}”未登记危险性类别，有爆炸下限，按易燃计。",
        en=f"No category is on record for “{name}”; it has a flammable limit and counts as "
        "flammable.",
    )
    return Ground(
        found=frozenset({Danger.FLAMMABLE}),
        citations=(known.figure(Property.LOWER_FLAMMABLE_LIMIT).citation,),
        assumptions=(taken,),
    )
