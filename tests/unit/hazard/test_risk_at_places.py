"""Frequencies, individual risk and societal risk; the tanks are invented."""

import itertools

import numpy as np
import pytest

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.errors import MissingInputError, OutOfValidityError
from hazard.exposure import Source
from hazard.geodesy import Position, destinations
from hazard.likelihood.climate import WeatherClass, climate_of, lethality_at, variants
from hazard.likelihood.frequency import frequency_of
from hazard.likelihood.individual import RiskSource, individual_risk
from hazard.likelihood.societal import Crowd, societal_risk
from hazard.scenario import ScenarioKind
from tests.unit.hazard.records import BENZENE

HERE = Position(longitude=119.0, latitude=25.2)
CALM = (WeatherClass(wind=2.0, stability=Stability.D, share=1.0),)


def east_of(away: float) -> Position:
    return destinations(HERE, [90.0], np.array([away]))[0]


def tank(name: str, cas: str, quantity: float = 20.0) -> Stored:
    return Stored(
        unit="罐",
        name=name,
        cas=cas,
        quantity=quantity,
        state=SubstanceState.LIQUEFIED_GAS,
        pressure=1.0,
        equipment=EquipmentKind.PRESSURISED,
    )


CHLORINE, PROPANE = tank("氯", "7782-50-5", 5.0), tank("丙烷", "74-98-6", 40.0)


def sources(*held: Stored, frequency: float | None = None) -> list[RiskSource]:
    return [
        RiskSource(source=Source(id=f"{k}", position=HERE, stored=stored), frequency=frequency)
        for k, stored in enumerate(held)
    ]


def test_frequencies_are_those_of_the_book_unless_the_record_gives_one() -> None:
    toxic = frequency_of(CHLORINE, ScenarioKind.TOXIC_RELEASE)
    assert toxic.per_year == pytest.approx(1e-6)  # 5e-7 at once and 5e-7 within ten minutes
    assert not toxic.stated
    assert not any(source.verified for source in toxic.citations)
    ball = frequency_of(PROPANE, ScenarioKind.FIREBALL)
    assert ball.per_year == pytest.approx(5e-7 * 0.7)
    cloud = frequency_of(PROPANE, ScenarioKind.VAPOUR_CLOUD_EXPLOSION)
    assert cloud.per_year == pytest.approx(5e-7 * 0.4 * (1 - 0.09))
    own = frequency_of(PROPANE, ScenarioKind.FIREBALL, stated=1e-4)
    assert own.stated
    assert own.per_year == pytest.approx(0.7e-4)


@pytest.mark.parametrize("stated", [-1e-6, 2.0])
def test_a_frequency_that_cannot_be_is_refused(stated: float) -> None:
    with pytest.raises(OutOfValidityError):
        frequency_of(CHLORINE, ScenarioKind.TOXIC_RELEASE, stated=stated)


def test_without_a_kind_of_equipment_there_is_none() -> None:
    bare = Stored(unit="罐", name="氯", cas="7782-50-5", quantity=5.0)
    with pytest.raises(MissingInputError, match=r"Unit\.equipment"):
        frequency_of(bare, ScenarioKind.TOXIC_RELEASE)


def test_the_mean_over_bearings_is_the_integral_across_the_plume() -> None:
    """At x = 400 m: ∫ P dy over the arc 2πx, as the Purple Book's effective width has it."""
    kinds, errors, _ = variants(CHLORINE, CALM)
    assert not errors
    ((_, plume),) = kinds[ScenarioKind.TOXIC_RELEASE]
    found = individual_risk(east_of(400.0), sources(CHLORINE), CALM)
    turn = np.linspace(-np.pi, np.pi, 72_001)
    every = lethality_at(plume, 400 * np.cos(turn), 400 * np.sin(turn))
    exact = float(np.trapezoid(every, turn) / (2 * np.pi))
    assert 0 < exact < 0.5
    assert found.contributions[0].lethality == pytest.approx(exact, rel=0.03)
    assert found.per_year == pytest.approx(1e-6 * exact, rel=0.03)


def test_what_reaches_every_way_alike_is_not_thinned_by_the_wind() -> None:
    found = individual_risk(east_of(30.0), sources(PROPANE), CALM)
    ball = next(c for c in found.contributions if c.kind is ScenarioKind.FIREBALL)
    assert ball.lethality == pytest.approx(1.0)
    assert ball.per_year == pytest.approx(3.5e-7)


def test_farther_is_never_worse_and_more_tanks_never_better() -> None:
    risks = [
        individual_risk(east_of(away), sources(CHLORINE, PROPANE)).per_year
        for away in (150.0, 300.0, 600.0, 1200.0, 3000.0)
    ]
    assert all(a >= b for a, b in itertools.pairwise(risks))
    one = individual_risk(east_of(300.0), sources(PROPANE)).per_year
    assert risks[1] > one > 0


def test_the_risk_is_in_proportion_to_the_frequency() -> None:
    low, high = (
        individual_risk(east_of(300.0), sources(CHLORINE, frequency=f)) for f in (1e-6, 1e-4)
    )
    assert high.per_year == pytest.approx(100 * low.per_year)


def test_classes_of_weather_add_up_to_one_and_are_said_to_be_alike() -> None:
    assert sum(each.share for each in climate_of()) == pytest.approx(1)
    with pytest.raises(OutOfValidityError):
        climate_of([WeatherClass(wind=2.0, stability=Stability.D, share=0.5)])
    found = individual_risk(east_of(300.0), sources(CHLORINE))
    assert any("equally likely" in each.en for each in found.method.assumptions)
    assert any("table 3.3" in each.en for each in found.method.warnings)


def test_what_is_missing_is_beside_what_could_be_told() -> None:
    bare = Stored(unit="罐", name="氯", cas="7782-50-5", quantity=5.0)
    found = individual_risk(east_of(300.0), sources(CHLORINE, bare), CALM)
    assert found.per_year > 0
    assert {key for key, _ in found.problems} == {"1"}


def test_the_curve_falls_and_sums_to_the_expected_deaths() -> None:
    crowds = [Crowd(position=east_of(away), people=n) for away, n in ((30.0, 40), (250.0, 300))]
    found = societal_risk(crowds, sources(CHLORINE, PROPANE))
    often = [point.per_year for point in found.points]
    assert often == sorted(often, reverse=True)
    assert [p.deaths for p in found.points] == sorted(p.deaths for p in found.points)
    assert found.points[0].deaths == 1
    assert found.points[-1].deaths <= 340
    ball = sum(e.per_year for e in found.contributions if e.kind is ScenarioKind.FIREBALL)
    assert ball >= 40 * 3.5e-7 * 0.999  # the forty beside the tank die in every fireball
    assert found.expected >= ball


def test_where_nobody_is_nobody_dies() -> None:
    found = societal_risk([], sources(CHLORINE, PROPANE))
    assert found.points == ()
    assert found.expected == 0


def test_at_the_source_of_a_gas_everybody_is_taken_to_die() -> None:
    found = individual_risk(HERE, sources(CHLORINE), CALM)
    assert found.contributions[0].lethality == 1.0


@pytest.mark.parametrize("away", [101.0, 120.0, 700.0])
def test_across_the_wind_is_not_close_to_the_source(away: float) -> None:
    """A plume stated from 100 m on kills nobody who stands far beside it, hardly downwind."""
    pool = Stored(unit="罐", **BENZENE)
    kinds, _, _ = variants(pool, climate_of(CALM))
    ((_, plume),) = kinds[ScenarioKind.TOXIC_EVAPORATION]
    nearest = plume.stated[0]
    along = np.array([1.0, 0.5 * nearest, 0.99 * nearest])
    assert lethality_at(plume, along, np.full(3, away)) == pytest.approx(np.zeros(3), abs=1e-6)
    assert lethality_at(plume, along, np.zeros(3)).tolist() == [1.0, 1.0, 1.0]


def test_the_risk_of_a_plume_does_not_count_winds_that_blow_past() -> None:
    """Benzene that kills nobody on the axis 700 m away adds nothing there, whatever the wind."""
    pool = Stored(unit="罐", **BENZENE)
    (toxic,) = [
        each
        for each in individual_risk(east_of(700.0), sources(pool)).contributions
        if each.kind is ScenarioKind.TOXIC_EVAPORATION
    ]
    assert toxic.lethality < 1e-9


def test_beside_a_plume_its_bound_falls_with_the_distance_across() -> None:
    """The plume where it is stated first bounds it nearer, so no jump lies between the two."""
    for stability in Stability:
        pool = Stored(unit="罐", **BENZENE)
        climate = (WeatherClass(wind=2.0, stability=stability, share=1.0),)
        ((_, plume),) = variants(pool, climate)[0][ScenarioKind.TOXIC_EVAPORATION]
        nearest = plume.stated[0]
        y = np.array([1.05, 1.2, 1.5, 3.0]) * nearest
        beside = plume.felt(np.full(4, 0.5 * nearest), y).intensity
        there = plume.felt(np.full(4, nearest), y).intensity
        assert beside == pytest.approx(there)
        assert (np.diff(beside) <= 0).all()
