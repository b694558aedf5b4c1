"""What the figures of a model rest on (数值依据): the rows of tables that its choices take.

Each function takes the keyword choices of the model of that name, and no others.
"""

from collections.abc import Callable, Mapping
from typing import Final

from graph.evidence import Citation
from graph.model.labels import EquipmentKind, ProtectionClass
from hazard.dispersion.sigma import (
    AVERAGING,
    Cloud,
    EquationSet,
    sigma_pieces,
)
from hazard.dispersion.stability import Stability
from hazard.explosion.gbt37243 import gbt37243_thresholds
from hazard.fire.burning import burning_rate
from hazard.fire.fireball import FireballModel, fireball_laws
from hazard.fire.transmissivity import TransmissivityLaw, pieces
from hazard.risk.criteria import PlantStatus, individual_limit, societal_lines
from hazard.vulnerability.burns import BurnDegree, burn_probit
from hazard.vulnerability.endpoints import Effect, effect_levels, toxic_endpoints
from hazard.vulnerability.escalation_overpressure import damage_probit
from hazard.vulnerability.overpressure import (
    BlastModel,
    OverpressureModel,
    blast_probit,
    overpressure_probit,
)
from hazard.vulnerability.safety_distance import EscalationVector, safety_distance
from hazard.vulnerability.thermal import ThermalModel, thermal_probit
from hazard.vulnerability.toxic import ToxicBook, toxic_probit

__all__ = ["FIGURES"]

Cited = tuple[Citation, ...]


def _burning(fuel: str) -> Cited:
    return (burning_rate(fuel).citation,)


def _transmissivity(law: str) -> Cited:
    return tuple(piece.citation for piece in pieces(TransmissivityLaw(law)))


def _fireball(model: str) -> Cited:
    return tuple(law.citation for law in fireball_laws(FireballModel(model)))


def _explosives() -> Cited:
    return tuple(row.citation for row in gbt37243_thresholds())


def _sigma(axis: str, stability: str, equations: str, cloud: str) -> Cited:
    found = sigma_pieces(EquationSet(equations), Cloud(cloud), axis, Stability(stability))
    return tuple(piece.citation for piece in found)


def _plume(stability: str, equations: str, averaging_time: float | None) -> Cited:
    widths = [_sigma(axis, stability, equations, Cloud.PLUME) for axis in "yz"]
    averaged = () if averaging_time is None else (AVERAGING,)
    return (*widths[0], *widths[1], *averaged)


def _puff(stability: str, equations: str) -> Cited:
    return tuple(c for axis in "xyz" for c in _sigma(axis, stability, equations, Cloud.PUFF))


def _thermal(model: str) -> Cited:
    return (thermal_probit(ThermalModel(model)).citation,)


def _burns(degree: int) -> Cited:
    return (burn_probit(BurnDegree(degree)).citation,)


def _overpressure(model: str) -> Cited:
    return (overpressure_probit(OverpressureModel(model)).citation,)


def _blast(model: str) -> Cited:
    return (blast_probit(BlastModel(model)).citation,)


def _toxic(substance: str, book: str) -> Cited:
    return (toxic_probit(substance, ToxicBook(book)).citation,)


def _escalation(equipment: str) -> Cited:
    return (damage_probit(EquipmentKind(equipment)).citation,)


def _distance(vector: str, equipment: str) -> Cited:
    found = safety_distance(EscalationVector(vector), EquipmentKind(equipment))
    return (found.citation,) if found else ()


def _levels(effect: str) -> Cited:
    return tuple(level.citation for level in effect_levels(Effect(effect)))


def _endpoints(substance: str) -> Cited:
    return (toxic_endpoints(substance).citation,)


def _fire_deaths() -> Cited:
    return _thermal(ThermalModel.TSAO_PERRY)


def _individual(protection_class: str, status: str) -> Cited:
    return (individual_limit(ProtectionClass(protection_class), PlantStatus(status)).citation,)


def _societal() -> Cited:
    return tuple(line.citation for line in societal_lines())


FIGURES: Final[Mapping[str, Callable[..., Cited]]] = {
    "burning_rate": _burning,
    "transmissivity": _transmissivity,
    "fireball": _fireball,
    "gbt37243_distance": _explosives,
    "dispersion_sigma": _sigma,
    "gaussian_plume": _plume,
    "gaussian_puff": _puff,
    "gaussian_release": _puff,
    "thermal_lethality": _thermal,
    "thermal_lethal_dose": _thermal,
    "burn_injury": _burns,
    "overpressure_lethality": _overpressure,
    "lethal_overpressure": _overpressure,
    "blast_harm": _blast,
    "toxic_lethality": _toxic,
    "lethal_concentration": _toxic,
    "escalation_by_overpressure": _escalation,
    "safety_distance": _distance,
    "effect_levels": _levels,
    "toxic_endpoints": _endpoints,
    "fire_deaths": _fire_deaths,
    "individual_limit": _individual,
    "societal_zone": _societal,
}
"""By the name of the model, what gives the citations of the figures it takes (数值依据)."""
