"""Exposure: which scenarios a record leads to, what reaches a place, and what is asked for."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.consequence.effect import EffectKind
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.errors import MissingInputError, OutOfValidityError, UnknownNameError
from hazard.explosion.kingery_bulmash import kingery_overpressure
from hazard.exposure import Source, consequences_of, exposure
from hazard.fire.pool_fire import pool_fire
from hazard.geodesy import Position
from hazard.scenario import Danger, ScenarioKind, dangers_of, scenarios_of
from hazard.tables import rows
from hazard.weather import WORST_WEATHER, Weather
from tests.unit.hazard.records import BENZENE, CHLORINE, HERE, PROPANE

METRE = 1 / (111_320 * math.cos(math.radians(25.2)))  # a metre of longitude here [°]


def source(west: float, record: dict[str, Any], **changed: Any) -> Source:
    """Return a unit so many metres west of here."""
    place = Position(longitude=HERE.longitude - west * METRE, latitude=HERE.latitude)
    return Source(id="U", position=place, stored=Stored(unit="V-1", **record | changed))


def kinds(record: dict[str, Any]) -> list[ScenarioKind]:
    found, _, _ = consequences_of(Stored(unit="V-1", **record), WORST_WEATHER)
    return [consequence.scenario.kind for consequence in found]


def test_a_toxic_gas_drifts_and_a_liquefied_flammable_one_burns_or_explodes() -> None:
    assert kinds(CHLORINE) == [ScenarioKind.TOXIC_RELEASE]
    assert kinds(PROPANE) == [
        ScenarioKind.FIREBALL,
        ScenarioKind.VAPOUR_CLOUD_EXPLOSION,
        ScenarioKind.FLASH_FIRE,
    ]


def test_benzene_burns_in_its_bund_and_poisons_as_well() -> None:
    assert kinds(BENZENE) == [
        ScenarioKind.POOL_FIRE,
        ScenarioKind.FLASH_FIRE,
        ScenarioKind.VAPOUR_SPACE_EXPLOSION,
        ScenarioKind.TANK_FIRE,
        ScenarioKind.TOXIC_EVAPORATION,
    ]


def test_a_stated_category_beats_those_on_hand() -> None:
    """Propane is W2 on hand; a record that says oxidising is taken at its word."""
    assert dangers_of("丙烷", "74-98-6").found == {Danger.FLAMMABLE}
    assert dangers_of("丙烷", "74-98-6", ("W9.1",)).found == {Danger.REACTIVE}
    with pytest.raises(UnknownNameError):
        dangers_of("丙烷", "74-98-6", ("W99",))


def test_ammonia_counts_as_toxic_although_it_has_a_flammable_limit() -> None:
    assert dangers_of("氨", "7664-41-7").found == {Danger.TOXIC}


@pytest.mark.parametrize(
    ("name", "cas"),
    [
        ("环氧乙烷", "75-21-8"),
        ("硫化氢", "7783-06-4"),
        ("一氧化碳", "630-08-0"),
        ("氰化氢", "74-90-8"),
        ("丙烯醛", "107-02-8"),
    ],
)
def test_what_poisons_may_burn_as_well(name: str, cas: str) -> None:
    """Ethylene oxide explodes and poisons: a toxic probit does not hide the flammable limit."""
    found = dangers_of(name, cas)
    assert found.found == {Danger.TOXIC, Danger.FLAMMABLE}
    assert not found.lacking
    record = PROPANE | {"name": name, "cas": cas}
    assert {
        ScenarioKind.FIREBALL,
        ScenarioKind.VAPOUR_CLOUD_EXPLOSION,
        ScenarioKind.TOXIC_RELEASE,
    } <= {*kinds(record)}


@pytest.mark.parametrize(("name", "cas"), [("砷化氢", "7784-42-1"), ("环氧氯丙烷", "106-89-8")])
def test_what_burns_without_a_category_may_poison_and_is_asked_about(name: str, cas: str) -> None:
    """Arsine has a flammable limit and no probit here: that it is a poison must not go unsaid."""
    found = dangers_of(name, cas)
    assert found.found == {Danger.FLAMMABLE}
    assert [error.where for error in found.lacking] == ["HOLDS.gb18218_categories"]
    _, errors, _ = consequences_of(
        Stored(unit="V-1", **PROPANE | {"name": name, "cas": cas}), WORST_WEATHER
    )
    assert "HOLDS.gb18218_categories" in [
        error.where for error in errors if isinstance(error, MissingInputError)
    ]
    assert not dangers_of(name, cas, ("W2", "J3")).lacking


def test_a_category_on_hand_is_said_to_have_been_taken_and_warned_of() -> None:
    result = exposure(HERE, [source(300, BENZENE)])
    for effect in result.effects:
        burns = effect.consequence.kind is not EffectKind.TOXIC
        assert burns == any("W5.3" in said.zh for said in effect.method.assumptions)
        assert burns == any("GHS" in warned.zh for warned in effect.method.warnings)
        assert not any("按易燃计" in said.zh for said in effect.method.assumptions)


def test_a_substance_nothing_is_known_of_is_asked_about() -> None:
    with pytest.raises(MissingInputError) as caught:
        dangers_of("未知物", None)
    assert caught.value.where == "HOLDS.gb18218_categories"


def test_every_row_of_the_table_is_read_and_its_words_exist() -> None:
    for row in rows("scenarios"):
        found = scenarios_of(
            Danger(row["danger"]), EquipmentKind(row["equipment"]), SubstanceState(row["state"])
        )
        assert ScenarioKind(row["scenario"]) in [scenario.kind for scenario in found]


@pytest.mark.parametrize(
    ("record", "lacks", "where"),
    [
        (BENZENE, "quantity", "HOLDS.quantity"),
        (BENZENE, "equipment", "Unit.equipment"),
        (BENZENE, "bund_area", "Unit.bund_area"),
        (PROPANE, "pressure", "HOLDS.pressure"),
    ],
)
def test_what_is_missing_names_the_field_that_supplies_it(
    record: dict[str, Any], lacks: str, where: str
) -> None:
    result = exposure(HERE, [source(300, record, **{lacks: None})])
    missing = [error for _, error in result.problems if isinstance(error, MissingInputError)]
    assert where in [error.where for error in missing]
    assert not any(e.consequence.scenario.kind is ScenarioKind.POOL_FIRE for e in result.effects)


def test_one_missing_field_is_asked_for_once() -> None:
    result = exposure(HERE, [source(300, BENZENE, bund_area=None)])
    assert [
        error.where for _, error in result.problems if isinstance(error, MissingInputError)
    ] == ["Unit.bund_area"]


def test_the_heat_of_a_pool_is_that_of_the_model() -> None:
    """900 m² of burning benzene at 200 m, put together by hand from the published parts."""
    result = exposure(HERE, [source(200, BENZENE)], Weather(wind=5, stability=Stability.D))
    (fire,) = [e for e in result.effects if e.consequence.scenario.kind is ScenarioKind.POOL_FIRE]
    diameter = math.sqrt(4 * 900 / math.pi)
    rate = 0.085 * (1 - math.exp(-2.7 * diameter))
    flame = pool_fire(diameter, rate, 40.15e6, wind=5, soot=0.8)
    assert fire.distance == pytest.approx(200, rel=2e-3)
    assert fire.bearing == pytest.approx(90, abs=0.1)
    assert fire.intensity == pytest.approx(float(flame.heat_flux_at(fire.distance)), rel=2e-3)


def test_within_the_flame_the_emissive_power_is_felt_and_nobody_lives() -> None:
    result = exposure(HERE, [source(5, BENZENE, symbols=("W5.3",))])
    (fire,) = [e for e in result.effects if e.consequence.scenario.kind is ScenarioKind.POOL_FIRE]
    assert fire.intensity > 35e3
    assert fire.lethality == 1.0


def test_gas_reaches_only_what_lies_downwind() -> None:
    unit = source(800, CHLORINE)  # west of here
    downwind = exposure(HERE, [unit], Weather(wind=3, stability=Stability.D, direction=270))
    upwind = exposure(HERE, [unit], Weather(wind=3, stability=Stability.D, direction=90))
    unknown = exposure(HERE, [unit], Weather(wind=3, stability=Stability.D))
    assert upwind.effects[0].intensity == 0
    assert upwind.effects[0].lethality == 0
    assert downwind.effects[0].intensity == pytest.approx(unknown.effects[0].intensity, rel=1e-4)
    assert downwind.effects[0].intensity > 0


def test_a_distance_the_widths_are_not_stated_for_is_a_typed_problem() -> None:
    result = exposure(HERE, [source(60, BENZENE)])
    (error,) = [error for _, error in result.problems]
    assert isinstance(error, OutOfValidityError)
    assert (error.low, error.high) == (100, 10_000)


def test_a_danger_without_a_scenario_is_warned_of() -> None:
    record = {
        "name": "梯恩梯",
        "cas": "118-96-7",
        "quantity": 1.0,
        "state": SubstanceState.SOLID,
        "equipment": EquipmentKind.AUXILIARY,
    }
    result = exposure(HERE, [source(100, record)])
    assert result.effects == ()
    assert any("梯恩梯" in warning.zh for warning in result.method.warnings)


def test_the_answer_says_that_chances_are_conditional_and_which_weather_was_taken() -> None:
    said = [n.en for n in exposure(HERE, [source(300, PROPANE)]).method.assumptions]
    assert any("if the scenario happens" in sentence for sentence in said)
    assert any("1.5 m/s" in sentence for sentence in said)


def test_an_unchecked_coefficient_is_warned_of() -> None:
    effects = exposure(HERE, [source(300, PROPANE)]).effects
    blast = next(e for e in effects if e.consequence.kind is EffectKind.OVERPRESSURE)
    assert any("Swisdak" in warning.en for warning in blast.method.warnings)


def test_a_calm_is_refused() -> None:
    with pytest.raises(OutOfValidityError):
        Weather(wind=0.1, stability=Stability.F)


@given(
    st.sampled_from([BENZENE, CHLORINE, PROPANE]),
    st.floats(110, 4000),
    st.floats(1.05, 2),
    st.sampled_from(list(Stability)),
    st.floats(1, 10),
)
def test_farther_is_not_worse(
    record: dict[str, Any], near: float, more: float, stability: Stability, wind: float
) -> None:
    air = Weather(wind=wind, stability=stability)
    found, _, _ = consequences_of(Stored(unit="V-1", **record), air)
    for consequence in found:
        felt = consequence.felt(np.array([near, near * more]), np.zeros(2))
        assert felt.intensity[1] <= felt.intensity[0] * (1 + 1e-9)
        assert felt.lethality[1] <= felt.lethality[0] + 1e-12


@given(st.sampled_from([CHLORINE, PROPANE]), st.floats(0.5, 50), st.floats(1.1, 3))
def test_more_of_it_is_not_milder(record: dict[str, Any], tonnes: float, more: float) -> None:
    """Printed fits step by a per cent where their pieces meet, so a tenth more is looked at."""
    for k, kind in enumerate(kinds(record)):
        felt = [
            consequences_of(Stored(unit="V", **record | {"quantity": q}), WORST_WEATHER)[0][k].felt(
                np.array([600.0]), np.zeros(1)
            )
            for q in (tonnes, tonnes * more)
        ]
        assert felt[1].lethality[0] >= felt[0].lethality[0] - 1e-9, kind


def _pressure(**said: Any) -> tuple[float, tuple[str, ...]]:
    stored = Stored(unit="球罐", **{**PROPANE, **said})
    found, errors, _ = consequences_of(stored, WORST_WEATHER)
    assert errors == []
    (blast,) = [c for c in found if c.kind is EffectKind.OVERPRESSURE]
    felt = blast.felt(np.array([200.0]), np.zeros(1)).intensity[0]
    return float(felt), tuple(notice.en for notice in blast.assumptions)


def test_congested_space_on_record_decides_how_a_cloud_explodes() -> None:
    """1,000 m³ hold 3.5 GJ, of which 20 % are 150 kg of TNT: Z = 37.7 m/kg^⅓ at 200 m."""
    default, taken = _pressure()
    known, said = _pressure(obstructed_volume=1000.0)
    assert known == pytest.approx(float(kingery_overpressure(37.66)), rel=1e-3)
    assert known < default < _pressure(obstructed_volume=200_000.0)[0]
    assert "TNT yield of 4 %" in taken[0]
    assert "flash fire is told apart" in said[0]


def test_a_cloud_does_not_explode_with_more_than_the_unit_holds() -> None:
    most, _ = _pressure(obstructed_volume=1e7)
    assert most == pytest.approx(_pressure(obstructed_volume=1e6)[0])


def test_congested_space_of_nothing_is_refused() -> None:
    stored = Stored(unit="球罐", **{**PROPANE, "obstructed_volume": 0.0})
    _, errors, _ = consequences_of(stored, WORST_WEATHER)
    assert [type(error) for error in errors] == [OutOfValidityError]


@pytest.mark.parametrize("field", ["quantity", "bund_area", "tank_area", "volume"])
@pytest.mark.parametrize("wrong", [0.0, -5.0])
def test_a_figure_that_cannot_be_is_a_typed_problem(field: str, wrong: float) -> None:
    result = exposure(HERE, [source(300, BENZENE, **{field: wrong})])
    bad = [error for _, error in result.problems if isinstance(error, OutOfValidityError)]
    assert bad
    assert {error.value for error in bad} == {wrong}
    assert all(math.isfinite(e.intensity) for e in result.effects)


@pytest.mark.parametrize("record", [CHLORINE, BENZENE])
def test_at_the_source_of_a_gas_there_is_no_figure_but_a_problem(record: dict[str, Any]) -> None:
    """Within the tank itself a plume has no downwind: not a concentration of nothing."""
    result = exposure(HERE, [source(0, record)])
    assert not [e for e in result.effects if e.consequence.kind is EffectKind.TOXIC]
    assert any(isinstance(error, OutOfValidityError) for _, error in result.problems)


def test_a_vessel_without_pressure_is_no_fireball_that_warms_nobody() -> None:
    """The share radiated vanishes with the pressure: a problem, not a harmless fireball."""
    result = exposure(HERE, [source(200, PROPANE, pressure=0.0)])
    ((_, error),) = result.problems
    assert isinstance(error, OutOfValidityError)
    assert error.value == 0
    assert ScenarioKind.FIREBALL not in [e.consequence.scenario.kind for e in result.effects]
