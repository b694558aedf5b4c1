"""Releases that are ended early; the tank is invented."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from graph.model.labels import BarrierKind, EquipmentKind, SubstanceState
from hazard.barriers import Barrier, barrier_of
from hazard.consequence.stored import Stored
from hazard.containment import Leak, states_of
from hazard.dispersion.stability import Stability
from hazard.geodesy import Position, destinations
from hazard.propagation import EscalationModel, Unit, Vector, propagate
from hazard.scenario import Danger, ScenarioKind, scenarios_of
from hazard.weather import Weather

HERE = Position(longitude=119.0, latitude=25.2)
PLACES = destinations(HERE, [90.0, 90.0, 270.0], np.array([200.0, 800.0, 200.0]))
CHLORINE = Stored(
    unit="氯罐",
    name="氯",
    cas="7782-50-5",
    quantity=5.0,
    state=SubstanceState.LIQUEFIED_GAS,
    equipment=EquipmentKind.PRESSURISED,
)
SCENARIO = next(
    s
    for s in scenarios_of(Danger.TOXIC, EquipmentKind.PRESSURISED, SubstanceState.LIQUEFIED_GAS)
    if s.kind is ScenarioKind.TOXIC_RELEASE
)
LEAK = Leak(
    unit="氯罐",
    origin=HERE,
    stored=CHLORINE,
    scenario=SCENARIO,
    weather=Weather(wind=3.0, stability=Stability.D, direction=270.0),
)


def valve(seconds: float, pfd: float = 0.0, unit: str = "氯罐") -> Barrier:
    return barrier_of(BarrierKind.ISOLATION, unit, time=seconds, failure_on_demand=pfd, of="切断阀")


@settings(max_examples=30, deadline=None)
@given(pairs=st.lists(st.tuples(st.floats(0, 900), st.floats(0, 1)), max_size=3))
def test_states_are_all_there_is_and_none_outlasts_the_contents(
    pairs: list[tuple[float, float]],
) -> None:
    states = list(states_of([valve(seconds, pfd) for seconds, pfd in pairs]))
    assert sum(chance for chance, _ in states) == pytest.approx(1)
    assert all(0 <= lasts <= 600 for _, lasts in states)


def test_a_shorter_release_kills_fewer_and_nobody_upwind_either_way() -> None:
    found = [LEAK.lethality(PLACES, [valve(s)]) for s in (60.0, 120.0, 300.0, 600.0)]
    for shorter, longer in itertools.pairwise(found):
        assert (shorter <= longer).all()
        assert shorter[1] < longer[1]
        assert longer[2] == 0


def test_one_that_always_fails_and_one_elsewhere_do_nothing() -> None:
    bare = LEAK.lethality(PLACES, [])
    for idle in (valve(60.0, pfd=1.0), valve(60.0, unit="他罐"), valve(700.0)):
        assert LEAK.lethality(PLACES, [idle]) == pytest.approx(bare)


def test_what_ends_a_release_keeps_no_tank_from_burning() -> None:
    tanks = [Unit(id=n, equipment=EquipmentKind.ATMOSPHERIC, volume=2000.0) for n in "AB"]
    heat = [Vector(source="A", target="B", flux=30.0)]
    for model in (EscalationModel.THRESHOLD_RATIO, EscalationModel.PROBIT_9_25_MINUTES):
        bare = propagate(tanks, heat, ["A"], model=model)
        shut = propagate(tanks, heat, ["A"], model=model, barriers=[valve(60.0, unit="B")])
        assert shut == bare
