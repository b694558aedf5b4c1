"""Validity (适用范围): a figure outside what a model is stated for is refused, never stretched."""

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.errors import OutOfValidityError
from hazard.notice import Notice

__all__ = ["FloatArray", "positive", "within"]

FloatArray: TypeAlias = npt.NDArray[np.float64]


def within(
    value: npt.ArrayLike,
    low: float,
    high: float,
    what: Notice,
    *,
    unit: str = "",
    source: Citation | None = None,
) -> FloatArray:
    """Return the values as an array, all of them between two bounds (范围校验).

    Args:
        value: Figures in `unit`, of any shape.
        low: Smallest figure allowed.
        high: Greatest figure allowed.
        what: Name of the quantity.
        unit: Unit of the three.
        source: What states the range; None for a law of nature.

    Raises:
        OutOfValidityError: If a figure lies outside, is infinite or not a number; it names the
            first.

    >>> float(within(0.5, 0, 1, Notice(zh="份额", en="The share")))
    0.5
    """
    array = np.asarray(value, dtype=np.float64)
    wrong = array[~((array >= low) & (array <= high) & np.isfinite(array))]
    if wrong.size:
        raise OutOfValidityError(what, float(wrong.flat[0]), low, high, unit, source)
    return array


def positive(
    value: npt.ArrayLike, what: Notice, *, unit: str = "", source: Citation | None = None
) -> FloatArray:
    """Return the values as an array, all finite and above zero (正值校验).

    Raises:
        OutOfValidityError: If a figure is zero, negative, infinite or not a number.

    >>> float(positive(2, Notice(zh="质量", en="The mass"), unit="kg"))
    2.0
    """
    array = np.asarray(value, dtype=np.float64)
    wrong = array[~((array > 0) & (array < np.inf))]
    if wrong.size:
        raise OutOfValidityError(
            what, float(wrong.flat[0]), 0.0, math.inf, unit, source, above=True
        )
    return array
