"""Heat between units: strongest to the nearest, agreeing with the fire itself, wind and all."""

import numpy as np
import pytest

from graph.model.labels import SubstanceState
from hazard.consequence.heat import pool_fire_of
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.errors import MissingInputError
from hazard.gb18218.tables import stored_categories
from hazard.geodesy import destinations
from hazard.radiation import Radiation, Site, heat_between
from hazard.scenario import Danger, scenarios_of
from hazard.weather import WORST_WEATHER, Weather
from tests.unit.hazard.records import BENZENE, HERE, PROPANE

TANK = Stored(unit="T", **BENZENE)


def row(*east: float, stored: Stored = TANK) -> list[Site]:
    """Return tanks on a line, so many metres east of the first."""
    places = destinations(HERE, [90.0] * len(east), np.array(east))
    return [Site(id=f"T{k}", position=place, contents=(stored,)) for k, place in enumerate(places)]


def heated(sites: list[Site], weather: Weather = WORST_WEATHER, least: float = 5) -> Radiation:
    return heat_between(sites, {site.id for site in sites}, weather, least=least)


def flux(radiation: Radiation) -> dict[tuple[str, str], float]:
    return {(v.source, v.target): v.flux for v in radiation.vectors}


def test_the_heat_is_that_of_the_fire_at_the_distance() -> None:
    equipment, state = BENZENE["equipment"], SubstanceState.LIQUID
    scenario, *_ = scenarios_of(Danger.FLAMMABLE, equipment, state)
    fire = pool_fire_of(TANK, scenario, WORST_WEATHER)
    expected = float(fire.felt(np.array([40.0]), np.zeros(1)).intensity[0]) / 1e3
    found = flux(heated(row(0, 40)))
    assert found["T0", "T1"] == pytest.approx(expected, rel=1e-6)
    assert found["T1", "T0"] == pytest.approx(expected, rel=1e-6)


def test_a_nearer_tank_gets_more() -> None:
    found = flux(heated(row(0, 30, 50)))
    assert found["T0", "T1"] > found["T0", "T2"]


def test_every_vector_at_or_above_the_least_is_there_whatever_the_wind() -> None:
    """The tree may leave out only what is weaker; asking for everything tells what that is."""
    sites = row(0, 30, 45, 60, 80, 120, 200)
    for direction in (None, 0.0, 73.0, 270.0):
        air = Weather(wind=6, stability=Stability.D, direction=direction)
        everything = flux(heated(sites, air, least=0.01))
        found = flux(heated(sites, air, least=5))
        assert {k: v for k, v in everything.items() if v >= 5} == {
            k: v for k, v in found.items() if v >= 5
        }
        assert len(found) < len(everything)


def test_the_wind_carries_heat_to_one_side() -> None:
    air = Weather(wind=8, stability=Stability.D, direction=270)
    found = flux(heated(row(0, 40), air))
    assert found["T0", "T1"] > found["T1", "T0"]


def test_a_fireball_is_no_lasting_fire() -> None:
    sites = row(0, 40, stored=Stored(unit="V", **PROPANE))
    radiation = heated(sites)
    assert radiation.vectors == ()
    assert radiation.burning == frozenset()
    assert radiation.errors == ()


def test_a_tank_without_a_bund_is_said_and_the_others_burn() -> None:
    bare = Stored(unit="T0", **BENZENE | {"bund_area": None})
    sites = [*row(0, stored=bare), *row(0, 40)[1:]]
    radiation = heated(sites)
    assert set(flux(radiation)) == {("T1", "T0")}
    ((unit, error),) = radiation.errors
    assert unit == "T0"
    assert isinstance(error, MissingInputError)
    assert error.where == "Unit.bund_area"


def test_the_same_neighbourhood_is_computed_once_and_another_anew() -> None:
    assert heated(row(0, 40)) is heated(row(0, 40))
    assert heated(row(0, 40)) is not heated(row(0, 41))
    assert heated(row(0, 40)) is not heated(row(0, 40), least=6)


def test_what_says_that_it_burns_is_told_and_its_categories_are_unchecked() -> None:
    radiation = heated(row(0, 40))
    (taken,) = [n for n in radiation.assumptions if "未登记危险性类别" in n.zh]
    assert "W5.3" in taken.zh
    on_hand = {c for item in stored_categories() if "W5.3" in item.symbols for c in [item.citation]}
    assert on_hand & {c for c in radiation.citations if not c.verified}
