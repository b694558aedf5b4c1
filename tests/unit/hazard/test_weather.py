"""Weather that is asked for: what Pasquill's key does not have together is told."""

import pytest

from hazard.dispersion.stability import Stability
from hazard.weather import Weather


@pytest.mark.parametrize(
    ("wind", "stability"), [(1.5, "F"), (3.0, "B"), (5.0, "E"), (1.5, "D"), (9.0, "D")]
)
def test_weather_of_the_key_is_taken_as_it_is(wind: float, stability: str) -> None:
    (given, _) = Weather(wind=wind, stability=Stability(stability)).assumptions
    assert f"{wind:g} m/s" in given.zh


@pytest.mark.parametrize(("wind", "stability"), [(12.0, "F"), (3.5, "F"), (6.0, "A"), (8.0, "E")])
def test_weather_that_hardly_occurs_is_told_as_such(wind: float, stability: str) -> None:
    weather = Weather(wind=wind, stability=Stability(stability), direction=90.0)
    (_, told) = weather.assumptions
    assert f"稳定度 {stability} 与风速 {wind:g} m/s" in told.zh
    assert "hardly occurs" in told.en
