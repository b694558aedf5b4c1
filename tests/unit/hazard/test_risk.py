"""Risk: limits by class, zones at their borders, and the rules on who dies."""

import pytest

from graph.model.labels import ProtectionClass
from hazard.errors import OutOfValidityError
from hazard.risk.criteria import (
    PlantStatus,
    SocietalCriterion,
    SocietalZone,
    individual_limit,
    societal_lines,
    societal_zone,
)
from hazard.risk.purple_book import (
    Reactivity,
    blast_deaths,
    direct_ignition,
    fire_deaths,
    toxic_deaths,
)
from hazard.risk.toxic_plume import toxic_plume_risk


@pytest.mark.parametrize(
    ("protection", "new", "in_service"),
    [
        (ProtectionClass.HIGHLY_SENSITIVE, 3e-7, 3e-6),
        (ProtectionClass.IMPORTANT, 3e-7, 3e-6),
        (ProtectionClass.GENERAL_ONE, 3e-7, 3e-6),
        (ProtectionClass.GENERAL_TWO, 3e-6, 1e-5),
        (ProtectionClass.GENERAL_THREE, 1e-5, 3e-5),
    ],
)
def test_individual_risk_by_class(
    protection: ProtectionClass, new: float, in_service: float
) -> None:
    assert individual_limit(protection, PlantStatus.NEW).per_year == new
    found = individual_limit(protection, PlantStatus.IN_SERVICE)
    assert found.per_year == in_service
    assert not found.citation.verified


@pytest.mark.parametrize(
    ("deaths", "frequency", "zone"),
    [
        (1, 1.1e-3, SocietalZone.UNACCEPTABLE),
        (1, 1e-3, SocietalZone.AS_LOW_AS_PRACTICABLE),
        (1, 1e-5, SocietalZone.ACCEPTABLE),
        (100, 1.1e-7, SocietalZone.AS_LOW_AS_PRACTICABLE),
        (1000, 1.1e-6, SocietalZone.UNACCEPTABLE),
        (1000, 0.0, SocietalZone.ACCEPTABLE),
    ],
)
def test_zones_of_societal_risk(deaths: float, frequency: float, zone: SocietalZone) -> None:
    assert societal_zone(deaths, frequency) is zone


@pytest.mark.parametrize("deaths", [0.5, 1001])
def test_the_lines_end(deaths: float) -> None:
    with pytest.raises(OutOfValidityError, match="GB 36894"):
        societal_zone(deaths, 1e-6)


def test_the_dutch_line_falls_with_the_square() -> None:
    (line,) = societal_lines(SocietalCriterion.BEVI)
    assert line.at([10, 100, 1000]) == pytest.approx([1e-5, 1e-7, 1e-9])


def test_people_get_away_from_a_fire_in_20_s_but_not_from_35_kw() -> None:
    assert fire_deaths(20e3, 20).individual == fire_deaths(20e3, 3600).individual
    found = fire_deaths([34.9e3, 35e3], 1)
    assert found.individual[1] == found.outdoors[1] == found.indoors[1] == 1.0
    assert found.indoors[0] == 0.0
    assert found.outdoors[0] == pytest.approx(0.14 * found.individual[0])


def test_houses_keep_gas_out_and_fall_in_blasts() -> None:
    gas = toxic_deaths(0.8)
    assert gas.outdoors == 0.8
    assert gas.indoors == pytest.approx(0.08)
    blast = blast_deaths([10e3, 20e3, 31e3])
    assert blast.individual.tolist() == blast.outdoors.tolist() == [0, 0, 1]
    assert blast.indoors.tolist() == [0, 0.025, 1]


@pytest.mark.parametrize(
    ("size", "low", "high"),
    [({"rate": 9.9}, 0.02, 0.2), ({"rate": 10.0}, 0.04, 0.5), ({"rate": 100.0}, 0.09, 0.7),
     ({"mass": 999.0}, 0.02, 0.2), ({"mass": 1000.0}, 0.04, 0.5), ({"mass": 2e4}, 0.09, 0.7)],
)  # fmt: skip
def test_direct_ignition_by_size(size: dict[str, float], low: float, high: float) -> None:
    assert direct_ignition(Reactivity.LOW, **size) == low
    assert direct_ignition(Reactivity.HIGH, **size) == high
    assert direct_ignition(Reactivity.LIQUID) == 0.065


def test_a_gas_needs_one_size() -> None:
    for sizes in ({}, {"rate": 1.0, "mass": 1.0}):
        with pytest.raises(ValueError, match="either"):
            direct_ignition(Reactivity.LOW, **sizes)


def test_a_plume_wider_than_the_circle_covers_it() -> None:
    near = toxic_plume_risk(8, 1, 100, 50, frequency=1e-6, weather=0.1)
    assert near.coverage == 1.0
    nobody = toxic_plume_risk(-60, 1, 100, 50, frequency=1e-6, weather=0.1)
    assert nobody.risk == 0.0
