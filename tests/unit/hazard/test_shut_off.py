"""What ends a release early, and what still follows; the tanks are invented."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from graph.model.labels import BarrierKind, EquipmentKind, SubstanceState
from hazard.barriers import Barrier, barrier_of
from hazard.consequence.effect import Consequence
from hazard.consequence.stored import Stored
from hazard.containment import can_be_shut_off
from hazard.exposure import consequences_of
from hazard.method import Limits, StopReason
from hazard.propagation import Propagation, Unit, Vector, propagate
from hazard.scenario import ScenarioKind
from hazard.shut_off import mean_of, states_at
from hazard.weather import WORST_WEATHER
from tests.unit.hazard.records import BENZENE, PROPANE

TANKS = [Unit(id=n, equipment=EquipmentKind.ATMOSPHERIC, volume=2000.0) for n in "ABC"]
BENZENE_TANK = Stored(unit="A", **BENZENE)
EVERY = Limits(min_probability=0.0, trials=500)


def valve(seconds: float, pfd: float, unit: str = "A") -> Barrier:
    return barrier_of(BarrierKind.ISOLATION, unit, time=seconds, failure_on_demand=pfd, of="切断阀")


def found(stored: Stored) -> dict[ScenarioKind, Consequence]:
    every, _, _ = consequences_of(stored, WORST_WEATHER)
    return {each.scenario.kind: each for each in every}


def followed(flux: float, burn_out: float | None, limits: Limits = EVERY) -> Propagation:
    heat = [
        Vector(source=a, target=b, flux=flux if a == "A" else 30.0) for a, b in ("AB", "BC", "AC")
    ]
    lasting = {} if burn_out is None else {"A": burn_out}
    return propagate(TANKS, heat, ["A"], limits=limits, burn_out=lasting)


def chances(result: Propagation) -> dict[str, float]:
    return {impact.unit: impact.probability for impact in result.impacts}


@settings(max_examples=30, deadline=None)
@given(
    pairs=st.lists(st.tuples(st.sampled_from("AB"), st.floats(0, 900), st.floats(0, 1)), max_size=4)
)
def test_the_states_are_all_there_is(pairs: list[tuple[str, float, float]]) -> None:
    states = states_at(["A", "B"], [valve(s, pfd, unit) for unit, s, pfd in pairs])
    assert sum(state.chance for state in states) == pytest.approx(1)
    assert states[0].lasts == {}
    assert all(0 <= t < 600 for state in states for t in state.lasts.values())


def test_a_valve_elsewhere_or_too_slow_leaves_one_state() -> None:
    for idle in (valve(60, 0.1, "Z"), valve(600, 0.1)):
        (state,) = states_at(["A"], [idle])
        assert (state.chance, dict(state.lasts)) == (1, {})


def test_a_pool_has_what_has_leaked_and_burns_until_it_is_gone() -> None:
    """A tenth of the release burns for a tenth of the time; 10 kg a second do not fill the bund."""
    whole = found(BENZENE_TANK)[ScenarioKind.POOL_FIRE]
    tenth = found(replace(BENZENE_TANK, stopped_after=60.0))[ScenarioKind.POOL_FIRE]
    assert tenth.lasts == pytest.approx(whole.lasts / 10)
    small = replace(BENZENE_TANK, quantity=6.0, stopped_after=60.0)
    assert small.pool < BENZENE_TANK.pool
    assert np.pi * small.pool**2 / 4 * 0.005 == pytest.approx(600 / 873, rel=0.01)


def test_a_jet_ends_and_a_burst_does_not() -> None:
    gas = Stored(
        unit="H",
        name="氢",
        cas="1333-74-0",
        quantity=1.0,
        state=SubstanceState.GAS,
        equipment=EquipmentKind.PRESSURISED,
        pressure=5.0,
    )
    at = np.array([40.0]), np.zeros(1)
    jets = [found(replace(gas, stopped_after=t))[ScenarioKind.JET_FIRE] for t in (30.0, None)]
    assert [jet.lasts for jet in jets] == [30, 600]
    assert jets[0].felt(*at).intensity == jets[1].felt(*at).intensity  # at the same rate
    whole, stopped = (found(Stored(unit="P", **PROPANE, stopped_after=t)) for t in (None, 30.0))
    for kind, each in whole.items():
        assert not can_be_shut_off(Stored(unit="P", **PROPANE), kind)
        assert each.felt(*at).intensity == stopped[kind].felt(*at).intensity


def test_what_follows_is_the_mean_over_the_states() -> None:
    """The valve works nine times in ten, and then nothing is left to heat the neighbours."""
    on, off = followed(30.0, None), followed(30.0, 1.0)
    mean = mean_of([(0.1, on), (0.9, off)], [valve(60, 0.1)], min_probability=0.0)
    for unit, chance in chances(on).items():
        if unit != "A":
            assert chances(mean)[unit] == pytest.approx(0.1 * chance)
    (step,) = (s for s in mean.steps if (s.source, s.target) == ("A", "B"))
    assert step.probability == pytest.approx(
        next(s for s in on.steps if s.target == "B").probability
    )
    assert any("Isolation" in each.en or "isolation" in each.en for each in mean.method.assumptions)
    cut = mean_of([(0.1, on), (0.9, off)], [], min_probability=0.5)
    assert (list(chances(cut)), cut.coverage.stopped_by) == (["A"], StopReason.MIN_PROBABILITY)


@settings(max_examples=25, deadline=None)
@given(flux=st.floats(16, 60), less=st.floats(0, 1), burns=st.floats(1, 5000), pfd=st.floats(0, 1))
def test_what_may_end_a_release_never_raises_a_chance(
    flux: float, less: float, burns: float, pfd: float
) -> None:
    on, off = followed(flux, None), followed(flux * less, burns)
    mean = chances(mean_of([(pfd, on), (1 - pfd, off)], [], min_probability=0.0))
    assert all(mean[unit] <= chance + 1e-12 for unit, chance in chances(on).items())
