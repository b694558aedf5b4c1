"""What a unit holds (单元内存量), as the record states it; what it lacks is asked for."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.evidence import Citation
from graph.model.labels import EquipmentKind, RoofKind, Siting, SubstanceState
from hazard.consequence.phase import Contained, Phase, phase_of
from hazard.errors import MissingInputError, NotOnHandError, UnknownNameError
from hazard.fire.burning import HEAT, burning_rate
from hazard.notice import Notice
from hazard.scenario import Ground
from hazard.substance import Property, Substance, properties_of
from hazard.validity import positive
from hazard.weather import AMBIENT

__all__ = ["RELEASE_TIME", "Stored"]

RELEASE_TIME: Final = 600.0
"""Time in which everything leaves, Purple Book G.2 (全部泄漏所需时间) [s]."""
_THINNEST: Final = 0.005  # layer of liquid on paved ground, Yellow Book chapter 3 [m]

_FIELDS: Final = {
    "quantity": ("HOLDS", Notice(zh="设计最大量", en="design maximum quantity")),
    "state": ("HOLDS", Notice(zh="状态", en="state")),
    "pressure": ("HOLDS", Notice(zh="压力", en="pressure")),
    "equipment": ("Unit", Notice(zh="设备类别", en="kind of equipment")),
    "bund_area": ("Unit", Notice(zh="围堰面积", en="area of the bund")),
    "tank_area": ("Unit", Notice(zh="储罐截面积", en="area of the tank")),
    "diameter": ("Unit", Notice(zh="直径", en="diameter of the tank")),
    "volume": ("Unit", Notice(zh="容积", en="volume of the vessel")),
    "obstructed_volume": ("Unit", Notice(zh="拥塞空间体积（室内为房间容积）", en="confined space")),
}
_CHOICES: Final = {"state": SubstanceState, "equipment": EquipmentKind}
_HEAT: Final = Notice(zh="燃烧热", en="heat of combustion")
_PROPERTIES: Final = Notice(zh="物性数据", en="properties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One substance in one unit (一项存量).

    Attributes:
        unit: Name of the unit.
        name: Name of the substance.
        cas: CAS number.
        symbols: Symbols of GB 18218-2018 table 2 that the record states.
        quantity: Design maximum quantity [t].
        state: State in the container.
        temperature: Storage temperature [°C].
        pressure: Gauge pressure [MPa].
        equipment: Kind of equipment.
        bund_area: Area within the bund [m²].
        obstructed_volume: Congested or confined space that its vapour can fill [m³].
        volume: Volume of the vessel [m³].
        roof: Roof of an atmospheric tank.
        tank_area: Area of the surface of the liquid in the tank [m²].
        diameter: Diameter of the tank [m].
        inerting_failure: Chance that its inerting fails on demand [-]; None where it has none.
        siting: How it stands.
        stopped_after: Time after which a release is shut off [s]; None lets all of it out. It
            ends what takes ten minutes, and no burst.
    """

    unit: str
    name: str
    cas: str | None = None
    symbols: tuple[str, ...] = ()
    quantity: float | None = None
    state: SubstanceState | None = None
    temperature: float | None = None
    pressure: float | None = None
    equipment: EquipmentKind | None = None
    bund_area: float | None = None
    obstructed_volume: float | None = None
    volume: float | None = None
    roof: RoofKind | None = None
    tank_area: float | None = None
    diameter: float | None = None
    inerting_failure: float | None = None
    siting: Siting | None = None
    stopped_after: float | None = None

    @property
    def lasts(self) -> float:
        """Return how long a release lasts [s]: until all is out, or it is stopped (泄漏时间)."""
        stopped = RELEASE_TIME if self.stopped_after is None else self.stopped_after
        return max(1.0, min(RELEASE_TIME, stopped))

    @property
    def label(self) -> str:
        """Return the unit and the substance (存量名称)."""
        return f"{self.unit}·{self.name}"

    def lacking(self, field: str) -> MissingInputError:
        """Return the error that a field is not on record (缺项)."""
        register, quantity = _FIELDS[field]
        of = self.unit if register == "Unit" else self.label
        choices = [Notice(zh=c.value, en=c.value) for c in _CHOICES.get(field, ())]
        return MissingInputError(quantity, of, f"{register}.{field}", candidates=choices)

    @property
    def kind(self) -> EquipmentKind:
        """Return the kind of equipment; `MissingInputError` if it is not on record."""
        if self.equipment is None:
            raise self.lacking("equipment")
        return self.equipment

    @property
    def form(self) -> SubstanceState:
        """Return the state; `MissingInputError` if it is not on record and does not follow."""
        if self.state is not None:
            return self.state
        if (phase := self._phase()) is None:
            raise self.lacking("state")
        return phase.state

    @property
    def ground(self) -> Ground:
        """Return what the state rests on, where it is not on record (物态依据)."""
        phase = self._phase() if self.state is None else None
        return Ground(citations=phase.citations, assumptions=(phase.told,)) if phase else Ground()

    def _phase(self) -> Phase | None:
        """Return the state as it follows from what is on record, if it does; errors of `mass`."""
        try:
            substance = self.properties()
        except MissingInputError:
            return None
        filled = self.mass / self.volume if self.quantity is not None and self.volume else None
        content = Contained(
            label=self.label,
            temperature=None if self.temperature is None else self.warm,
            pressure=None if self.pressure is None else self.burst_pressure,
            equipment=self.kind,
            density=filled,
        )
        return phase_of(content, substance)

    @property
    def mass(self) -> float:
        """Return the design maximum [kg]; an error if it is not on record, or not above zero."""
        if self.quantity is None:
            raise self.lacking("quantity")
        return float(positive(self.quantity, self._named("quantity"), unit="t")) * 1e3

    @property
    def released(self) -> float:
        """Return what leaves within ten minutes, or until it is shut off [kg]; errors of `mass`."""
        return self.mass * self.lasts / RELEASE_TIME

    @property
    def warm(self) -> float:
        """Return the temperature of storage [K], else that of the air (储存温度)."""
        return AMBIENT if self.temperature is None else self.temperature + 273.15

    @property
    def burst_pressure(self) -> float:
        """Return the gauge pressure [Pa]; `MissingInputError` if it is not on record."""
        if self.pressure is None:
            raise self.lacking("pressure")
        return self.pressure * 1e6

    @property
    def pool(self) -> float:
        """Return the diameter of the pool in the bund [m]; errors as of `mass` (液池当量直径).

        It fills the bund, unless a release that is shut off leaves less than 5 mm there.
        """
        released = self.released  # nothing makes no pool, however large the bund
        bund = self._circle("bund_area", self.bund_area)
        if self.stopped_after is None:
            return bund
        try:
            density = self.properties().figure(Property.LIQUID_DENSITY).value
        except MissingInputError:
            return bund
        return min(bund, float(np.sqrt(4 * released / (np.pi * density * _THINNEST))))

    @property
    def surface(self) -> float:
        """Return the diameter of the liquid in the tank [m]; errors as of `mass` (储罐当量直径)."""
        if self.is_round and self.diameter is not None:
            return float(positive(self.diameter, self._named("diameter"), unit="m"))
        return self._circle("tank_area", self.tank_area)

    @property
    def is_round(self) -> bool:
        """Whether the area of the liquid is that of a standing tank of the diameter on record.

        What has a roof of its own stands; a drum that lies has another surface at every level.
        """
        return self.tank_area is None and self.diameter is not None and self.roof is not None

    def _circle(self, field: str, area: float | None) -> float:
        if area is None:
            raise self.lacking(field)
        return float(np.sqrt(4 * positive(area, self._named(field), unit="m²") / np.pi))

    def _named(self, field: str) -> Notice:
        """Return what a field of this unit is called in a message."""
        _, what = _FIELDS[field]
        return Notice(zh=f"“{self.label}”的{what.zh}", en=f"The {what.en} of “{self.label}”")

    def properties(self) -> Substance:
        """Return the properties of the substance (物性).

        Raises:
            MissingInputError: If none are on hand.
        """
        try:
            return properties_of(self.cas or self.name)
        except UnknownNameError as error:
            if self.cas is None:
                raise MissingInputError(_PROPERTIES, self.name, "Substance.cas") from error
            table = "substance_properties"
            raise NotOnHandError(_PROPERTIES, self.label, table, self.cas) from error

    def heat(self) -> tuple[float, Citation]:
        """Return the heat of combustion [J/kg] and what states it (燃烧热).

        Raises:
            MissingInputError: If it is not on hand.
        """
        try:
            mixture = burning_rate(self.cas or self.name).heat
        except UnknownNameError:
            mixture = None
        if mixture is not None:
            return mixture, HEAT
        known = self.properties()
        if not known.has(Property.HEAT_OF_COMBUSTION):
            raise NotOnHandError(_HEAT, self.name, "substance_properties", "heat_of_combustion")
        figure = known.figure(Property.HEAT_OF_COMBUSTION)
        return figure.value, figure.citation
