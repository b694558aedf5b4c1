"""Individual risk from a toxic plume (有毒烟羽个人风险), Purple Book (CPR 18E), appendix 6.B.

The wind may blow any way within its sector; the plume covers the point with the chance that
its effective width bears to the arc of the circle.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.normal import share_below
from hazard.notice import Notice
from hazard.quantities import DISTANCE, FRACTION
from hazard.validity import positive, within

__all__ = ["SOURCE", "ToxicPlumeRisk", "toxic_plume_risk"]

SOURCE: Final = Citation(instrument="Purple Book (CPR 18E, 2005)", clause="appendix 6.B")
_SIGMA: Final = Notice(zh="扩散参数", en="The width of the cloud")
_SECTORS: Final = Notice(zh="风向扇区数", en="The number of wind sectors")
_STEPS: Final = 4001
_WIDTHS: Final = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToxicPlumeRisk:
    """Steps from the plume to the risk at a point (有毒烟羽风险).

    Attributes:
        centreline: P_cl, probability of death on the axis of the plume [-].
        integral: PI, ∫ P dy across the plume [m].
        width: ECW = PI/P_cl, effective width of the cloud [m].
        coverage: P_ci, chance that the plume covers the point [-].
        death: P_d, chance of death at the point if the wind is in its sector [-].
        risk: ΔIR, individual risk this release adds there [1/yr].
    """

    centreline: float
    integral: float
    width: float
    coverage: float
    death: float
    risk: float


def toxic_plume_risk(
    probit: float,
    slope: float,
    sigma_y: float,
    distance: float,
    *,
    frequency: float,
    weather: float,
    sectors: int = 12,
) -> ToxicPlumeRisk:
    """Return the individual risk that one release adds at a point (有毒烟羽个人风险).

    Args:
        probit: Y on the axis of the plume at that distance [-].
        slope: b n, fall of Y with the logarithm of the concentration [-].
        sigma_y: σy there [m].
        distance: x from the release to the point [m].
        frequency: f of the release [1/yr].
        weather: P_M P_φ, chance of this weather with the wind in the sector [-].
        sectors: Number of wind sectors.

    >>> found = toxic_plume_risk(5.97, 1, 28.8, 361, frequency=5e-7, weather=0.0368)
    >>> round(found.width, 1), round(found.coverage, 2), f"{found.risk:.1e}"
    (86.5, 0.46, '7.0e-09')
    """
    x, across = positive(distance, DISTANCE, unit="m"), float(positive(sigma_y, _SIGMA, unit="m"))
    n = float(within(sectors, 1, 360, _SECTORS))
    y = np.linspace(-_WIDTHS, _WIDTHS, _STEPS) * across
    # Y(y) = Y_cl - b n y²/(2σy²), as the concentration falls off like a Gaussian
    chance = share_below(probit - 5 - slope * (y / across) ** 2 / 2)
    centre = float(share_below(probit - 5))
    integral = float(np.trapezoid(chance, y))  # PI = ∫ P dy
    width = integral / centre if centre > 0 else 0.0  # ECW = PI/P_cl
    coverage = min(width * n / (2 * np.pi * float(x)), 1.0)  # P_ci = ECW n/(2πx), at most 1
    death = centre * coverage
    often = float(within(frequency, 0, np.inf, FRACTION, unit="1/yr"))
    return ToxicPlumeRisk(
        centreline=centre,
        integral=integral,
        width=width,
        coverage=coverage,
        death=death,
        risk=often * float(within(weather, 0, 1, FRACTION)) * death,  # ΔIR = f P_M P_φ P_d
    )
