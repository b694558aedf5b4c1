"""Constants of nature and of the standard atmosphere (物理常数), SI."""

from typing import Final

__all__ = ["ATMOSPHERE", "GAS_CONSTANT", "GRAVITY"]

GAS_CONSTANT: Final = 8.314462618
"""Molar gas constant R (气体常数) [J/(mol K)]; exact since 2019."""

GRAVITY: Final = 9.80665
"""Standard acceleration of free fall g (重力加速度) [m/s²]."""

ATMOSPHERE: Final = 101_325.0
"""Standard atmosphere p₀ (标准大气压) [Pa]."""
