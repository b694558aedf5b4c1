"""Making ready beforehand (预热) what the first question would wait for: loops and libraries."""

from graph.model.labels import EquipmentKind
from hazard.geodesy import Position
from hazard.method import Limits
from hazard.paths import most_probable_paths
from hazard.plan import Plan
from hazard.propagation import EscalationModel, Unit, Vector, propagate

__all__ = ["warm"]


def warm() -> None:
    """Follow the smallest accident that needs a simulation, with and without time (预热).

    Compiling takes seconds, once for an installation; afterwards the kept code is read. What is
    imported with the first probit, path or plan takes a third of a second.

    >>> warm()
    """
    units = [Unit(id=n, equipment=EquipmentKind.ATMOSPHERIC, volume=100.0) for n in ("A", "B")]
    heat = [Vector(source="A", target="B", flux=30.0)]
    simulated = Limits(exact_units=0, trials=1)
    for model in (EscalationModel.THRESHOLD_RATIO, EscalationModel.PROBIT_9_25_MINUTES):
        propagate(units, heat, ["A"], model=model, limits=simulated)
    most_probable_paths((), ("A",), "B")
    Plan([Position(longitude=118.0, latitude=26.0)])
