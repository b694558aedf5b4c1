"""What an explosion does to its neighbours; the vessels are invented."""

from dataclasses import replace

import numpy as np
import pytest

from graph.model.labels import EquipmentKind, RoofKind, SubstanceState
from hazard.blast import blasts_among
from hazard.consequence.stored import Stored
from hazard.errors import MissingInputError
from hazard.escalation_graph import Blow
from hazard.explosion.kingery_bulmash import kingery_overpressure
from hazard.geodesy import Position, destinations
from hazard.method import Limits
from hazard.propagation import EscalationModel, Propagation, Unit, Vector, propagate
from hazard.radiation import Site
from hazard.scenario import ScenarioKind
from hazard.weather import WORST_WEATHER
from tests.unit.hazard.records import BENZENE

HERE = Position(longitude=119.0, latitude=25.2)
SPHERE = Stored(
    unit="球罐",
    name="丙烷",
    cas="74-98-6",
    quantity=40.0,
    state=SubstanceState.LIQUEFIED_GAS,
    pressure=1.0,
    equipment=EquipmentKind.PRESSURISED,
)
ORIGIN = Site(id="球罐", position=HERE, contents=(SPHERE,), equipment=EquipmentKind.PRESSURISED)


def vessel(name: str, east: float, kind: EquipmentKind | None) -> Site:
    (place,) = destinations(HERE, [90.0], np.array([east]))
    return Site(id=name, position=place, contents=(), equipment=kind)


def test_nearer_is_worse_and_below_the_threshold_nothing_breaks() -> None:
    """Atmospheric tanks bear 22 kPa (Cozzani et al. 2006)."""
    away = (60.0, 120.0, 200.0, 900.0)
    sites = [vessel(f"{x:g}", x, EquipmentKind.ATMOSPHERIC) for x in away]
    found = {
        blow.target: blow for blow in blasts_among([ORIGIN, *sites], ["球罐"], WORST_WEATHER).blows
    }
    assert "900" not in found
    chances = [found[name].probability for name in ("60", "120") if name in found]
    assert chances == sorted(chances, reverse=True)
    assert all(blow.overpressure >= 22 for blow in found.values())


def test_a_vessel_of_unknown_kind_is_told_and_harms_no_answer() -> None:
    sites = [vessel("甲", 60, None), vessel("乙", 60, EquipmentKind.ATMOSPHERIC)]
    found = blasts_among([ORIGIN, *sites], ["球罐"], WORST_WEATHER)
    assert [blow.target for blow in found.blows] == ["乙"]
    ((unit, error),) = found.errors
    assert unit == "甲"
    assert "Unit.equipment" in error.en


def test_every_unit_with_something_to_explode_strikes_its_neighbours() -> None:
    """The sphere next door explodes too if it fails, also where the origin only burns."""
    (place,) = destinations(HERE, [90.0], np.array([80.0]))
    other = replace(ORIGIN, id="另一球罐", position=place)
    found = blasts_among([ORIGIN, other], ["球罐"], WORST_WEATHER, [ScenarioKind.FIREBALL])
    assert [(blow.source, blow.target) for blow in found.blows] == [("另一球罐", "球罐")]
    both = blasts_among([ORIGIN, other], ["球罐"], WORST_WEATHER)
    assert {blow.source for blow in both.blows} == {"球罐", "另一球罐"}


def test_only_what_is_near_enough_to_break_is_looked_at() -> None:
    """A unit of unknown kind beyond 2.2 kPa keeps nothing from being told."""
    sites = [ORIGIN, vessel("远", 1900, None)]
    assert blasts_among(sites, ["球罐"], WORST_WEATHER).errors == ()


def test_only_the_scenarios_asked_strike() -> None:
    sites = [vessel("甲", 60, EquipmentKind.ATMOSPHERIC)]
    ball = blasts_among([ORIGIN, *sites], ["球罐"], WORST_WEATHER, [ScenarioKind.FIREBALL])
    assert ball.blows == ()
    assert ball.started == {"球罐"}
    none = blasts_among([ORIGIN, *sites], ["球罐"], WORST_WEATHER, [ScenarioKind.POOL_FIRE])
    assert none.started == frozenset()


def tank(**changed: object) -> Site:
    stored = replace(Stored(unit="T", **{**BENZENE, "volume": 5000.0}), **changed)  # type: ignore[arg-type]  # any field of the record
    return Site(id="T", position=HERE, contents=(stored,), equipment=stored.equipment)


def test_the_explosion_of_a_vapour_space_strikes_neighbours_as_other_blasts_do() -> None:
    """5,000 m³ of mixture act as 748 kg of TNT: Z = 4.4 at 40 m, and the tank there breaks."""
    near = vessel("甲", 40, EquipmentKind.ATMOSPHERIC)
    inside = [ScenarioKind.VAPOUR_SPACE_EXPLOSION]
    for kinds in (inside, None):
        (blow,) = blasts_among([tank(), near], ["T"], WORST_WEATHER, kinds).blows
        assert blow.overpressure == pytest.approx(
            float(kingery_overpressure(40 / 747.9 ** (1 / 3))) / 1e3, rel=1e-3
        )
        assert blow.probability > 0.9
    assert blasts_among([tank(), near], ["T"], WORST_WEATHER, inside).started == {"T"}
    asked = [ScenarioKind.POOL_FIRE]
    assert blasts_among([tank(), near], ["T"], WORST_WEATHER, asked).blows == ()
    # A tank that fails later explodes whatever the origin was asked to do.
    later = blasts_among([tank(), near], ["甲"], WORST_WEATHER, asked)
    assert [(b.source, b.target) for b in later.blows] == [("T", "甲")]


def test_what_keeps_a_vapour_space_from_exploding_keeps_its_neighbours_whole() -> None:
    near = vessel("甲", 40, EquipmentKind.ATMOSPHERIC)

    def chance(**changed: object) -> float:
        found = blasts_among([tank(**changed), near], ["T"], WORST_WEATHER).blows
        return sum(blow.probability for blow in found)

    assert chance(roof=RoofKind.INTERNAL_FLOATING) == 0
    assert chance(temperature=-15.0) == 0  # below the flash point of benzene
    assert chance(inerting_failure=0.0) == 0
    assert chance(inerting_failure=0.1) == pytest.approx(chance() / 10)


def test_a_tank_whose_volume_nobody_gave_is_told() -> None:
    told = blasts_among([tank(volume=None)], ["T"], WORST_WEATHER)
    assert "Unit.volume" in {e.where for _, e in told.errors if isinstance(e, MissingInputError)}


@pytest.mark.parametrize("exact_units", [14, 0])
def test_a_unit_fails_by_blast_or_by_heat(exact_units: int) -> None:
    """.5 by the blast, .625 by the heat: 1 - .5 × .375."""
    tanks = [Unit(id=name, threshold=15.0) for name in "AB"]
    found = propagate(
        tanks,
        [Vector(source="A", target="B", flux=40.0)],
        ["A"],
        model=EscalationModel.THRESHOLD_RATIO,
        blows=[Blow(source="A", target="B", overpressure=30.0, probability=0.5)],
        limits=Limits(exact_units=exact_units),
    )
    assert found.impacts[1].probability == pytest.approx(
        0.8125, abs=0.01 if exact_units == 0 else 0
    )
    assert {(s.flux, s.overpressure, s.probability) for s in found.steps} == {
        (40.0, None, 0.625),
        (0.0, 30.0, 0.5),
    }
    (path,) = found.paths_to("B")
    assert path.probability == 0.625


def test_what_a_blast_alone_reaches_need_not_say_how_it_bears_heat() -> None:
    """A column has no time to failure in fire, and the next tank no volume."""
    units = [
        Unit(id="A"),
        Unit(id="塔", equipment=EquipmentKind.ELONGATED),
        Unit(id="罐", equipment=EquipmentKind.ATMOSPHERIC),
    ]
    blows = [
        Blow(source="A", target=name, overpressure=40.0, probability=p)
        for name, p in (("塔", 0.3), ("罐", 1.0))
    ]
    found = propagate(units, [], ["A"], blows=blows)
    assert [(i.unit, i.order, i.probability) for i in found.impacts[1:]] == [
        ("罐", 1, 1.0),
        ("塔", 1, pytest.approx(0.3)),
    ]
    assert [i.time_to_failure for i in found.impacts[1:]] == [0.0, 0.0]


def test_what_breaks_sets_fire_to_the_next() -> None:
    tanks = [Unit(id=name, threshold=15.0) for name in "ABC"]
    found = propagate(
        tanks,
        [Vector(source="B", target="C", flux=40.0)],
        ["A"],
        model=EscalationModel.THRESHOLD_RATIO,
        blows=[Blow(source="A", target="B", overpressure=30.0, probability=0.5)],
    )
    orders = {i.unit: (i.order, i.probability) for i in found.impacts}
    assert orders == {"A": (0, 1.0), "B": (1, 0.5), "C": (2, pytest.approx(0.3125))}


def by_blasts(
    blows: list[tuple[str, str, float]], model: EscalationModel, **limits: int
) -> Propagation:
    struck = [Blow(source=s, target=t, overpressure=30.0, probability=p) for s, t, p in blows]
    units = [Unit(id=name, equipment=EquipmentKind.PRESSURISED) for name in "ABC"]
    return propagate(units, [], ["A"], model=model, blows=struck, limits=Limits(**limits))


@pytest.mark.parametrize(
    "model", [EscalationModel.THRESHOLD_RATIO, EscalationModel.PROBIT_9_25_MINUTES]
)
def test_what_fails_later_explodes_too(model: EscalationModel) -> None:
    """A on B .5; then B on C .4, beside A on C .1: one resistance each.

    C withstands A with .9, and both with .9 × .6 = .54: .5 × .1 + .5 × .46 = .28.
    """
    blows = [("A", "B", 0.5), ("B", "C", 0.4), ("A", "C", 0.1)]
    exact = {i.unit: (i.order, i.probability) for i in by_blasts(blows, model).impacts}
    assert exact == {"A": (0, 1.0), "B": (1, 0.5), "C": (1, pytest.approx(0.28))}
    drawn = by_blasts(blows, model, exact_units=0, trials=40_000).impacts
    assert {i.unit: i.probability for i in drawn} == pytest.approx(
        {"A": 1.0, "B": 0.5, "C": 0.28}, abs=0.0075
    )


def test_the_way_of_a_blast_is_a_path_and_takes_no_time() -> None:
    found = by_blasts([("A", "B", 0.5), ("B", "C", 0.4)], EscalationModel.PROBIT_9_25_MINUTES)
    (path,) = found.paths_to("C")
    assert [(s.source, s.target) for s in path.steps] == [("A", "B"), ("B", "C")]
    assert path.probability == pytest.approx(0.2)
    assert path.time_to_failure == 0.0
    assert [i.time_to_failure for i in found.impacts] == [0.0, 0.0, 0.0]


def test_a_blow_of_chance_one_always_breaks() -> None:
    for exact_units in (0, 14):
        found = by_blasts(
            [("A", "B", 1.0), ("B", "C", 1.0)],
            EscalationModel.THRESHOLD_RATIO,
            exact_units=exact_units,
            trials=2000,
        )
        assert [i.probability for i in found.impacts] == [1.0, 1.0, 1.0]
