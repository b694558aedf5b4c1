"""Validity (适用范围): what is not a finite figure is refused, whatever the bounds."""

import math

import pytest

from hazard.errors import OutOfValidityError
from hazard.notice import Notice
from hazard.validity import positive, within

MASS = Notice(zh="质量", en="The mass")


@pytest.mark.parametrize("figure", [math.inf, -math.inf, math.nan])
def test_what_is_not_finite_is_refused_where_no_bound_is_stated(figure: float) -> None:
    with pytest.raises(OutOfValidityError):
        within([1.0, figure], -math.inf, math.inf, MASS, unit="kg")
    with pytest.raises(OutOfValidityError):
        positive([1.0, figure], MASS, unit="kg")


def test_bounds_themselves_are_allowed_and_the_first_outside_is_named() -> None:
    assert within([0.0, 1.0], 0.0, 1.0, MASS).tolist() == [0.0, 1.0]
    with pytest.raises(OutOfValidityError) as told:
        within([0.5, 1.5, 2.5], 0.0, 1.0, MASS)
    assert "1.5" in str(told.value)
