"""Registers (登记册): what stewards and regulators keep in tables, in the words of the model."""

from loaders.registers.coverage import Coverage
from loaders.registers.reading import Reading
from loaders.registers.recognition import Correction
from loaders.registers.rows import read_register, readings

__all__ = [
    "Correction",
    "Coverage",
    "Reading",
    "read_register",
    "readings",
]
