"""Making the compiled loops beforehand (预热), so that no question waits for them."""

from graph.model.labels import EquipmentKind
from hazard.method import Limits
from hazard.propagation import EscalationModel, Unit, Vector, propagate

__all__ = ["warm"]


def warm() -> None:
    """Follow the smallest accident that needs a simulation, with and without time (预热).

    Compiling takes seconds, once for an installation; afterwards the kept code is read.

    >>> warm()
    """
    units = [Unit(id=n, equipment=EquipmentKind.ATMOSPHERIC, volume=100.0) for n in ("A", "B")]
    heat = [Vector(source="A", target="B", flux=30.0)]
    simulated = Limits(exact_units=0, trials=1)
    for model in (EscalationModel.THRESHOLD_RATIO, EscalationModel.PROBIT_9_25_MINUTES):
        propagate(units, heat, ["A"], model=model, limits=simulated)
