"""How a unit is built decides its scenarios, and no safeguard raises a risk; invented tanks."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from graph.model.labels import RoofKind, Siting
from hazard.blast import blasts_among
from hazard.consequence.effect import Consequence
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.errors import MissingInputError, OutOfValidityError
from hazard.explosion.kingery_bulmash import kingery_overpressure
from hazard.exposure import Source, consequences_of
from hazard.geodesy import destinations
from hazard.likelihood.climate import WeatherClass
from hazard.likelihood.frequency import frequency_of
from hazard.likelihood.individual import RiskSource, individual_risk
from hazard.radiation import Site
from hazard.scenario import ScenarioKind
from hazard.weather import WORST_WEATHER
from tests.unit.hazard.records import BENZENE, HERE, PROPANE

IN_THE_TANK = ScenarioKind.VAPOUR_SPACE_EXPLOSION
DAY = (WeatherClass(wind=3.0, stability=Stability.D, share=1.0),)
SAFER: tuple[dict[str, Any], ...] = (
    {"roof": RoofKind.INTERNAL_FLOATING},
    {"roof": RoofKind.EXTERNAL_FLOATING},
    {"roof": RoofKind.FIXED},
    {"inerting_failure": 0.1},
    {"inerting_failure": 1.0},
    {"temperature": 6.0},
    {"siting": Siting.UNDERGROUND},
)


def found(record: dict[str, Any], **changed: Any) -> dict[ScenarioKind, Consequence]:
    every, errors, _ = consequences_of(Stored(unit="T", **{**record, **changed}), WORST_WEATHER)
    assert errors == []
    return {each.scenario.kind: each for each in every}


def risk(away: float, **changed: Any) -> float:
    stored = Stored(unit="T", **{**BENZENE, **changed})
    source = RiskSource(source=Source(id="T", position=HERE, stored=stored))
    (place,) = destinations(HERE, [90.0], np.array([away]))
    return individual_risk(place, [source], DAY).per_year


def test_a_tank_with_a_vapour_space_may_explode_and_one_with_a_floating_roof_may_not() -> None:
    """600 m³ of mixture hold 2.1 GJ, of which 20 % are 90 kg of TNT: Z = 22.3 at 100 m."""
    fixed = found(BENZENE, roof=RoofKind.FIXED)
    felt = fixed[IN_THE_TANK].felt(np.array([100.0]), np.zeros(1)).intensity[0]
    assert felt == pytest.approx(float(kingery_overpressure(100 / 89.74 ** (1 / 3))), rel=1e-3)
    assert IN_THE_TANK in found(BENZENE)
    for roof in (RoofKind.INTERNAL_FLOATING, RoofKind.EXTERNAL_FLOATING):
        floating = found(BENZENE, roof=roof)
        assert IN_THE_TANK not in floating
        said = [notice.en for notice in floating[ScenarioKind.TANK_FIRE].assumptions]
        assert any("no vapour space" in each for each in said)
        unchecked = [c for c in floating[ScenarioKind.TANK_FIRE].citations if not c.verified]
        assert any("API 2021" in str(source) for source in unchecked)


def test_the_surface_burns_over_the_area_of_the_tank_and_not_of_the_bund() -> None:
    every = found(BENZENE)
    at = np.array([40.0]), np.zeros(1)
    tank, bund = (every[k].felt(*at) for k in (ScenarioKind.TANK_FIRE, ScenarioKind.POOL_FIRE))
    assert 0 < tank.intensity[0] < bund.intensity[0]
    alike = found(BENZENE, tank_area=900.0)[ScenarioKind.TANK_FIRE].felt(*at)
    assert alike.intensity[0] == pytest.approx(bund.intensity[0])


def test_a_liquid_below_its_flash_point_neither_flashes_nor_explodes() -> None:
    kerosene = {**BENZENE, "name": "煤油", "cas": "8008-20-6", "symbols": ("W5.4",)}
    every = found(kerosene)
    assert set(every) == {ScenarioKind.POOL_FIRE, ScenarioKind.TANK_FIRE}
    said = [notice.en for notice in every[ScenarioKind.POOL_FIRE].assumptions]
    assert any("below its flash point" in each for each in said)


def test_inerting_counts_with_the_chance_that_it_fails() -> None:
    bare, blanketed = (
        frequency_of(Stored(unit="T", **BENZENE, inerting_failure=pfd), IN_THE_TANK)
        for pfd in (None, 0.01)
    )
    assert blanketed.per_year == pytest.approx(bare.per_year / 100)
    said = found(BENZENE, inerting_failure=0.01)[IN_THE_TANK].assumptions
    assert any("Inerting is on record" in notice.en for notice in said)


def test_a_release_frequency_on_record_is_not_that_of_a_fire_in_the_tank() -> None:
    stored = Stored(unit="T", **BENZENE)
    for kind in (IN_THE_TANK, ScenarioKind.TANK_FIRE):
        assert frequency_of(stored, kind, stated=1e-9) == frequency_of(stored, kind)


@pytest.mark.parametrize(("lacks", "where"), [("volume", "volume"), ("tank_area", "tank_area")])
def test_what_is_missing_names_the_field(lacks: str, where: str) -> None:
    _, errors, _ = consequences_of(Stored(unit="T", **{**BENZENE, lacks: None}), WORST_WEATHER)
    assert [e.where for e in errors if isinstance(e, MissingInputError)] == [f"Unit.{where}"]


def test_a_chance_that_cannot_be_is_refused() -> None:
    stored = Stored(unit="T", **BENZENE, inerting_failure=1.5)
    _, errors, _ = consequences_of(stored, WORST_WEATHER)
    assert [type(error) for error in errors] == [OutOfValidityError]


def test_a_cloud_indoors_needs_the_room_it_fills() -> None:
    stored = Stored(unit="V", **PROPANE, siting=Siting.INDOORS)
    _, errors, _ = consequences_of(stored, WORST_WEATHER)
    fields = [e.where for e in errors if isinstance(e, MissingInputError)]
    assert fields == ["Unit.obstructed_volume"]
    assert found(PROPANE, siting=Siting.INDOORS, obstructed_volume=500.0)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SAFER), st.floats(110, 800))
def test_a_safeguard_never_raises_a_risk(safer: dict[str, Any], away: float) -> None:
    assert risk(away, **safer) <= risk(away) * (1 + 1e-12)


def test_a_tank_told_of_only_within_itself_is_not_taken_for_harmless() -> None:
    """Without a bund its fire on neighbours is not known: that is asked for, not answered."""
    stored = Stored(unit="T", **{**BENZENE, "bund_area": None})
    site = Site(id="T", position=HERE, contents=(stored,), equipment=stored.equipment)
    told = blasts_among([site], ["T"], WORST_WEATHER)
    assert told.started == frozenset()
    assert "Unit.bund_area" in {e.where for _, e in told.errors if isinstance(e, MissingInputError)}


def test_a_standing_tank_burns_over_its_diameter_where_no_area_is_on_record() -> None:
    """10.1 m across is 80 m²; a tank that has no roof on record may lie, and is asked for."""
    at = np.array([30.0]), np.array([0.0])
    across = 2 * math.sqrt(BENZENE["tank_area"] / math.pi)
    standing = found(BENZENE, tank_area=None, diameter=across, roof=RoofKind.INTERNAL_FLOATING)
    fire = standing[ScenarioKind.TANK_FIRE]
    stated = found(BENZENE, roof=RoofKind.INTERNAL_FLOATING)[ScenarioKind.TANK_FIRE]
    assert fire.felt(*at).intensity == pytest.approx(stated.felt(*at).intensity)
    assert any("按登记的直径" in notice.zh for notice in fire.assumptions)
    assert not any("按登记的直径" in notice.zh for notice in stated.assumptions)
    _, errors, _ = consequences_of(
        Stored(unit="T", **{**BENZENE, "tank_area": None, "diameter": across}), WORST_WEATHER
    )
    assert "Unit.tank_area" in {getattr(error, "where", None) for error in errors}
