"""Registers (登记册): what stewards and regulators keep in tables, in the words of the model."""

from loaders.registers.coverage import Coverage
from loaders.registers.keeper import NOBODY, keeper_of
from loaders.registers.reading import Reading
from loaders.registers.recognition import Correction
from loaders.registers.rows import read_register, readings

__all__ = [
    "NOBODY",
    "Correction",
    "Coverage",
    "Reading",
    "keeper_of",
    "read_register",
    "readings",
]
