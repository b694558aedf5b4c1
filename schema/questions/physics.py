"""Heat between units that no assessment states (物理计算的热辐射), from what they hold."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graph.model.labels import EquipmentKind
from hazard.blast import Blasts, blasts_among
from hazard.errors import HazardError
from hazard.method import MethodStatement
from hazard.notice import Notice, unverified
from hazard.radiation import LASTING_ONLY, Radiation, Site, heat_between
from hazard.scenario import ScenarioKind
from hazard.weather import WORST_CASE, WORST_WEATHER, Weather
from schema.questions.sites import contents_of, position_of, stored_of

__all__ = ["Physics", "burns", "heat_among"]

_LASTING: Final = {ScenarioKind.POOL_FIRE, ScenarioKind.JET_FIRE, ScenarioKind.TANK_FIRE}
"""Fires that heat neighbours; that of a tank is bounded by that of its bund."""
_LOWEST: Final = 15.0  # threshold of atmospheric tanks, the most sensitive kind [kW/m²]

Row = Mapping[str, Any]
Rows = Sequence[Row]

_STATED_FIRST: Final = Notice(
    zh="评估记录给出热辐射强度的单元按记录取值；其余单元由物理模型按存量和坐标计算"
    "（起火单元周围 2 km 内）。",
    en="Units whose heat an assessment states keep it; that of the others is computed from what "
    "they hold and where they are, within 2 km of the origin.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Physics:
    """Heat that was computed, and what it rests on (物理计算结果).

    Attributes:
        vectors: Computed heat by source and target.
        air: The weather given, if any.
        radiation: What was computed.
        blasts: What explosions of units do to their neighbours.
        held: What says what each unit holds.
        errors: What kept the fire of a unit from being computed.
        sites: The units with what they hold.
        least: Heat below which no unit of them is harmed [kW/m²].
    """

    vectors: dict[tuple[str, str], dict[str, Any]]
    air: Weather | None
    radiation: Radiation
    blasts: Blasts
    held: Mapping[str, Sequence[str]]
    errors: tuple[tuple[str, HazardError], ...]
    sites: Sequence[Site]
    least: float

    def shut_off(self, lasts: Mapping[str, float]) -> Radiation:
        """Return the heat of units whose release is ended, and how long they burn.

        Args:
            lasts: How long the release of each lasts [s].
        """
        stopped = [
            replace(
                site,
                contents=tuple(
                    replace(stored, stopped_after=lasts[site.id]) for stored in site.contents
                ),
            )
            if site.id in lasts
            else site
            for site in self.sites
        ]
        return heat_between(stopped, set(lasts), self.air or WORST_WEATHER, least=self.least)

    @property
    def burning(self) -> frozenset[str]:
        """Units whose fire, explosion or release was computed."""
        return self.radiation.burning | self.blasts.started

    def error_of(self, unit: str) -> HazardError | None:
        """Return what keeps the fire of a unit from being computed, if anything does."""
        return next((error for name, error in self.errors if name == unit), None)

    def stating(self, method: MethodStatement) -> MethodStatement:
        """Return a method statement that says what was computed, from what, and what was not."""
        cited = (
            *self.radiation.citations,
            *self.blasts.citations,
            *(() if self.air else (WORST_CASE,)),
        )
        air = self.air or WORST_WEATHER
        new = tuple(c for c in cited if c not in method.models)
        return replace(
            method,
            models=(*method.models, *new),
            assumptions=(
                *method.assumptions,
                _STATED_FIRST,
                LASTING_ONLY,
                *air.assumptions,
                *self.radiation.assumptions,
                *self.blasts.assumptions,
            ),
            warnings=(
                *method.warnings,
                *(_left_out(error) for _, error in self.errors),
                *unverified(new),
            ),
        )


def _left_out(error: HazardError) -> Notice:
    return Notice(
        zh=f"有单元的火灾或爆炸作用未计入，概率可能偏低：{error.zh}",
        en="The fire of a unit, or the blast on it, is left out, so probabilities may be too low: "
        f"{error.en}",
    )


def heat_among(
    rows: Rows,
    found: Rows,
    air: Weather | None,
    origins: Collection[str],
    kinds: Collection[ScenarioKind] | None = None,
) -> Physics:
    """Return the heat between units that no assessment states, and blasts (单元间热辐射与冲击波).

    Args:
        rows: Units with the heat that assessments state.
        found: Units with what they hold and where they are.
        air: The weather given; None takes the worst case.
        origins: Units that fail from the start.
        kinds: Scenarios by which they fail; None takes all that their contents allow.
    """
    assessed = {row["unit"] for row in rows if row["vectors"]}
    sites: list[Site] = []
    errors: list[tuple[str, HazardError]] = []
    held: dict[str, list[str]] = {}
    for row in found:
        try:
            place = position_of(row, "Unit")
        except HazardError as error:
            errors.append((row["unit"], error))
            continue
        contents: list[Any] = []
        try:
            contents = list(contents_of(row))
        except HazardError as error:
            if row["unit"] not in assessed:
                errors.append((row["unit"], error))
        held[row["unit"]] = [e for content in contents for e in content["evidence"]]
        stored = tuple(stored_of(row, content) for content in contents)
        kind = EquipmentKind(row["equipment"]) if row["equipment"] else None
        sites.append(
            Site(
                id=row["unit"],
                position=place,
                contents=stored,
                equipment=kind,
                name=row["name"],
            )
        )
    least = min([_LOWEST, *(row["threshold"] for row in found if row["threshold"] is not None)])
    cold = set() if burns(kinds) else set(origins)
    sources = {site.id for site in sites} - assessed - cold
    radiation = heat_between(sites, sources, air or WORST_WEATHER, least=least)
    blasts = blasts_among(sites, origins, air or WORST_WEATHER, kinds)
    return Physics(
        vectors={
            (v.source, v.target): {
                "heat_flux": v.flux,
                "escalation": None,
                "evidence": list(dict.fromkeys(held[v.source])),
                "computed": True,
            }
            for v in radiation.vectors
        },
        air=air,
        radiation=radiation,
        blasts=blasts,
        held=held,
        errors=_once((*errors, *radiation.errors, *blasts.errors)),
        sites=sites,
        least=least,
    )


def burns(kinds: Collection[ScenarioKind] | None) -> bool:
    """Tell whether a fire that lasts is among the scenarios."""
    return kinds is None or bool(_LASTING & set(kinds))


def _once(errors: Sequence[tuple[str, HazardError]]) -> tuple[tuple[str, HazardError], ...]:
    return tuple({(unit, str(error)): (unit, error) for unit, error in errors}.values())
