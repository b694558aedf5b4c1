"""Ranges of quantities (取值范围), by the property they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["RANGES", "Range"]


@dataclass(frozen=True, slots=True)
class Range:
    """Smallest and largest value of a quantity (取值范围), in its declared unit."""

    low: float
    high: float = float("inf")

    def holds(self, value: float) -> bool:
        """Tell whether a value lies in it."""
        return self.low <= value <= self.high


_AT_LEAST_NOTHING: Final = Range(0.0)

RANGES: Final[Mapping[str, Range]] = {
    "longitude": Range(-180.0, 180.0),
    "latitude": Range(-90.0, 90.0),
    "quantity": _AT_LEAST_NOTHING,
    "volume": _AT_LEAST_NOTHING,
    "critical_quantity": _AT_LEAST_NOTHING,
    "escalation_threshold": _AT_LEAST_NOTHING,
    "heat_flux": _AT_LEAST_NOTHING,
    "population": _AT_LEAST_NOTHING,
    "people_within_500_m": _AT_LEAST_NOTHING,
    "temperature": Range(-273.15),
    "failure_on_demand": Range(0.0, 1.0),
    "remaining_share": Range(0.0, 1.0),
    "effect_time": _AT_LEAST_NOTHING,
    "backup_time": _AT_LEAST_NOTHING,
    "bund_area": _AT_LEAST_NOTHING,
    "tank_area": _AT_LEAST_NOTHING,
    "diameter": _AT_LEAST_NOTHING,
    "obstructed_volume": _AT_LEAST_NOTHING,
    "release_frequency": _AT_LEAST_NOTHING,
    "inerting_failure": Range(0.0, 1.0),
}
