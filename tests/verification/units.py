"""Units of the published cases (算例单位): a figure as printed, in SI."""

import math
from typing import Any

ATMOSPHERE = 101_325.0
SI = {
    "1/yr": 1.0,
    "kg/s": 1.0, "kg": 1.0, "t": 1e3, "g/m3": 1e-3, "mg/m3": 1e-6, "kg/m3": 1.0,
    "kg/m2s": 1.0, "kg/mol": 1.0, "g/mol": 1e-3,
    "m": 1.0, "mm": 1e-3, "km": 1e3, "m2": 1.0, "m3": 1.0, "m/s": 1.0, "m2/s": 1.0, "m3/s": 1.0,
    "m/kg^1/3": 1.0,
    "Pa": 1.0, "kPa": 1e3, "MPa": 1e6, "bar": 1e5, "atm": ATMOSPHERE, "psi": 6894.757, "Pa s": 1.0,
    "K": 1.0, "s": 1.0, "min": 60.0, "deg": math.pi / 180, "rad": 1.0,
    "J/kg": 1.0, "kJ/kg": 1e3, "MJ/kg": 1e6, "W": 1.0, "kW": 1e3, "MW": 1e6,
    "(W/m2)^4/3 s": 1.0, "(kW/m2)^4/3 s": 1e4, "psig": 6894.757,
    "W/m2": 1.0, "kW/m2": 1e3, "%": 1e-2, "ppm": 1.0,
}  # fmt: skip


def si(value: Any) -> Any:
    """Return a figure in SI: ``"50 bar"`` is 5e6; numbers, words and truths stay as they are.

    >>> si("50 bar"), si([1, "2 km"]), si("TNO")
    (5000000.0, [1, 2000.0], 'TNO')
    """
    if isinstance(value, list):
        return [si(item) for item in value]
    if not isinstance(value, str):
        return value
    number, _, unit = value.partition(" ")
    return float(number) * SI[unit] if unit else value
