"""State in a container (容器内物态) that the record leaves out, by the properties of the content.

Only what follows from melting and boiling point, vapour pressure and the room that the container
has is told; anything else is asked for. What boils below the temperature of the air is not told
of a tank at the pressure of the air, since registers hold solutions under the number of what is
dissolved (氨水, 盐酸). That something is solid is not told either, for the same reason.
"""

from dataclasses import dataclass
from typing import Final

from graph.evidence import Citation
from graph.model.labels import EquipmentKind, SubstanceState
from hazard.constants import ATMOSPHERE, GAS_CONSTANT
from hazard.errors import HazardError
from hazard.notice import Notice
from hazard.substance import Figure, Property, Substance
from hazard.weather import AMBIENT

__all__ = ["Contained", "Phase", "phase_of"]

_AT_BOILING: Final = 2.0  # what is held so near its boiling point is kept cold, not under pressure
_DENSER: Final = 2.0  # real vapour is denser than ideal, by less than this but near the critical
_LIQUID: Final = 0.5  # share of a liquid's density that a gas above its critical point stays below
_LIQUEFIED: Final = "液"  # 液化天然气, 液氢: by its name it is no gas, however roomy its house
_ZERO: Final = 273.15
_BY_ROOM: Final = frozenset({SubstanceState.LIQUEFIED_GAS, SubstanceState.GAS})
_STATES: Final = {
    SubstanceState.LIQUID: Notice(zh="液态", en="a liquid"),
    SubstanceState.REFRIGERATED_LIQUID: Notice(zh="低温液体", en="a refrigerated liquid"),
    SubstanceState.LIQUEFIED_GAS: Notice(zh="液化气体", en="a liquefied gas"),
    SubstanceState.GAS: Notice(zh="气态", en="a gas"),
}
_FIGURES: Final = {
    "melts": Notice(zh="熔点", en="it melts at"),
    "boils": Notice(zh="沸点", en="it boils at"),
    "critical": Notice(zh="临界温度", en="its critical temperature is"),
    "saturated": Notice(zh="饱和蒸气压", en="its vapour pressure is"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contained:
    """What is on record of a content (存放条件).

    Attributes:
        label: The unit and the substance.
        temperature: [K]; None where it is not on record.
        pressure: Gauge pressure [Pa].
        equipment: Kind of equipment.
        density: Mass in the room that the container has [kg/m³].
    """

    label: str
    temperature: float | None
    pressure: float | None
    equipment: EquipmentKind
    density: float | None

    @property
    def warm(self) -> float:
        """Temperature [K], that of the air where none is on record."""
        return AMBIENT if self.temperature is None else self.temperature


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A state and what it follows from (判定的物态).

    Attributes:
        state: The state.
        told: That it is not on record, and why it was taken.
        citations: The figures it follows from.
    """

    state: SubstanceState
    told: Notice
    citations: tuple[Citation, ...]


def phase_of(content: Contained, substance: Substance) -> Phase | None:
    """Return the state of what a container holds; None where it does not follow (判定物态).

    Args:
        content: What is on record of it.
        substance: Its properties.
    """
    boils = _figure(substance, Property.BOILING_POINT)
    melts = _figure(substance, Property.MELTING_POINT)
    if boils is None or (melts is not None and melts.value >= min(content.warm, boils.value)):
        return None
    if boils.value > AMBIENT:
        if melts is None or content.warm >= boils.value:
            return None
        return _phase(content, SubstanceState.LIQUID, melts=melts, boils=boils)
    if content.temperature is not None and content.warm <= boils.value + _AT_BOILING:
        return _phase(content, SubstanceState.REFRIGERATED_LIQUID, boils=boils)
    if content.equipment is not EquipmentKind.PRESSURISED:
        return None
    return _under_pressure(content, substance, boils)


def _under_pressure(content: Contained, substance: Substance, boils: Figure) -> Phase | None:
    """Return the state of what would be a gas at the pressure of the air, if it follows."""
    critical = _figure(substance, Property.CRITICAL_TEMPERATURE)
    if critical is not None and content.warm >= critical.value:
        if content.temperature is None and not _is_thin(content, substance):
            return None  # held cold, for all that is known
        return _phase(content, SubstanceState.GAS, boils=boils, critical=critical)
    saturated = _saturated(substance, content.warm)
    if saturated is None or not _holds_liquid(content, substance, saturated):
        return None  # less may be in many bottles, whose room is not that on record
    return _phase(content, SubstanceState.LIQUEFIED_GAS, boils=boils, saturated=saturated)


def _holds_liquid(content: Contained, substance: Substance, saturated: Figure) -> bool:
    """Tell whether there is more than vapour can be in the room, else by the pressure."""
    if content.density is None:
        return content.pressure is not None and content.pressure + ATMOSPHERE >= saturated.value
    if (molar := _figure(substance, Property.MOLAR_MASS)) is None:
        return False
    vapour = saturated.value * molar.value / (GAS_CONSTANT * content.warm)
    return content.density > _DENSER * vapour


def _is_thin(content: Contained, substance: Substance) -> bool:
    """Tell whether there is too little of it for a liquid, which cold would make of it."""
    liquid = _figure(substance, Property.LIQUID_DENSITY)
    if content.density is None or liquid is None or _LIQUEFIED in content.label:
        return False
    return content.density < _LIQUID * liquid.value


def _saturated(substance: Substance, temperature: float) -> Figure | None:
    """Return the vapour pressure [Pa], if a correlation for that temperature is on hand."""
    try:
        pressure = float(substance.vapour_pressure(temperature))
    except HazardError:
        return None
    return Figure(
        value=pressure, unit="Pa", citation=substance.figures["vapour_pressure_c1"].citation
    )


def _figure(substance: Substance, prop: Property) -> Figure | None:
    return substance.figure(prop) if substance.has(prop) else None


def _phase(content: Contained, state: SubstanceState, **figures: Figure) -> Phase:
    """Return a state, with the figures that it follows from in words."""
    reasons = [_reason(name, figure) for name, figure in figures.items()]
    if content.density is not None and state in _BY_ROOM:
        mean = f"{content.density:.3g} kg/m³"
        reasons.append(Notice(zh=f"平均密度 {mean}", en=f"{mean} in its room"))
    air = content.temperature is None
    warm = f"{content.warm - _ZERO:.3g}"
    taken = _STATES[state]
    return Phase(
        state=state,
        told=Notice(
            zh=f"“{content.label}”未登记状态，按{taken.zh}计：{'，'.join(r.zh for r in reasons)}，"
            f"储存温度 {warm} ℃{'（未登记，取气温）' if air else ''}。",
            en=f"No state is on record for “{content.label}”; {taken.en} was taken: "
            f"{', '.join(r.en for r in reasons)}, kept at {warm} °C"
            f"{' (not on record: that of the air)' if air else ''}.",
        ),
        citations=tuple(figure.citation for figure in figures.values()),
    )


def _reason(name: str, figure: Figure) -> Notice:
    words = _FIGURES[name]
    if figure.unit == "Pa":
        value = f"{figure.value / 1e6:.3g} MPa"
        return Notice(zh=f"{words.zh} {value}（绝压）", en=f"{words.en} {value} absolute")
    value = f"{figure.value - _ZERO:.3g}"
    return Notice(zh=f"{words.zh} {value} ℃", en=f"{words.en} {value} °C")
