"""Height of a flame by the heat it releases (火焰高度), Heskestad 1984."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import DIAMETER
from hazard.validity import FloatArray, positive

__all__ = ["HESKESTAD", "heskestad_length"]

HESKESTAD: Final = Citation(
    instrument="Heskestad 1984, Fire Safety J. 7:25-32", clause="height of turbulent flames"
)
_POWER: Final = Notice(zh="热释放速率", en="The heat release rate")


def heskestad_length(power: npt.ArrayLike, diameter: npt.ArrayLike) -> FloatArray:
    """Return the height of a flame in still air L = .235 Q^.4 - 1.02 D [m] (火焰高度).

    Args:
        power: Q, heat released [W]; the law counts it in kW.
        diameter: D of the fire [m].

    >>> round(float(heskestad_length(59.35e6, 6)), 1)
    13.0
    """
    kilowatts = positive(power, _POWER, unit="W") / 1e3
    return np.maximum(0.235 * kilowatts**0.4 - 1.02 * positive(diameter, DIAMETER, unit="m"), 0.0)
