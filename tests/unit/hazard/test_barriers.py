"""Barriers: published figures and laws."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from graph.model.labels import BarrierKind, EquipmentKind
from hazard.barriers import MAX_BARRIERS, Barrier, barrier_of
from hazard.errors import MissingInputError, OutOfValidityError
from hazard.method import Limits
from hazard.propagation import EscalationModel, Propagation, Unit, Vector, propagate

RATIO = EscalationModel.THRESHOLD_RATIO
PROBIT = EscalationModel.PROBIT_9_25_MINUTES
NAMES = ("T1", "T2", "T3", "T4")
TANKS = [Unit(id=n, equipment=EquipmentKind.ATMOSPHERIC, volume=2000.0) for n in NAMES]
FEW = Limits(trials=200)


def chances(found: Propagation) -> dict[str, float]:
    return {impact.unit: impact.probability for impact in found.impacts}


def pair(flux: float, *barriers: Barrier, model: EscalationModel = RATIO) -> Propagation:
    vector = Vector(source="T1", target="T2", flux=flux)
    return propagate(TANKS[:2], [vector], ["T1"], model=model, barriers=barriers, limits=FEW)


@pytest.mark.parametrize(("share", "expected"), [(0.4, 0.0625), (0.5, 0.25), (0.28, 0.0)])
def test_cooling_as_published(share: float, expected: float) -> None:
    """Khakzad 2021: 40 kW/m² cut to 16, 20 and 11.2 against a threshold of 15."""
    spray = barrier_of(BarrierKind.SEPARATION, "T2", share=share, failure_on_demand=0, of="T2")
    assert chances(pair(40.0, spray)).get("T2", 0.0) == pytest.approx(expected)


def test_a_spray_takes_the_figures_of_its_source() -> None:
    """Zeng et al. 2020: 60 % of the heat remains, reliability .99."""
    spray = barrier_of(BarrierKind.WATER_SPRAY, "T2", of="T2")
    assert (spray.share, spray.failure_on_demand) == (0.6, 0.01)
    expected = 0.99 * (1 - 15 / 24) + 0.01 * (1 - 15 / 40)
    found = pair(40.0, spray)
    assert chances(found)["T2"] == pytest.approx(expected)
    assert "Zeng et al. 2020" in {source.instrument for source in found.method.models}


def test_fireproofing_puts_failure_off_by_two_hours() -> None:
    bare = pair(40.0, model=PROBIT)
    coat = barrier_of(BarrierKind.FIREPROOFING, "T2", failure_on_demand=0, of="T2")
    guarded = pair(40.0, coat, model=PROBIT)
    assert guarded.impacts[1].probability < 1e-3
    assert bare.impacts[1].probability > 0.9


def test_a_team_in_time_saves_the_unit_and_one_too_late_does_not() -> None:
    bare = pair(40.0, model=PROBIT)
    seconds = bare.steps[0].time_to_failure
    assert seconds is not None

    def team(time: float) -> Barrier:
        return barrier_of(
            BarrierKind.EMERGENCY_TEAM, "T2", time=time, failure_on_demand=0.1, of="T2"
        )

    early = chances(pair(40.0, team(0.9 * seconds), model=PROBIT))["T2"]
    assert early == pytest.approx(0.1 * chances(bare)["T2"])
    assert chances(pair(40.0, team(1.1 * seconds), model=PROBIT)) == chances(bare)


def test_a_model_without_time_says_that_it_counts_no_delay() -> None:
    coat = barrier_of(BarrierKind.FIREPROOFING, "T2", failure_on_demand=0, of="T2")
    found = pair(40.0, coat)
    assert chances(found) == chances(pair(40.0))
    assert any("1 barriers that work by time" in each.en for each in found.method.warnings)


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        (BarrierKind.FIREPROOFING, {}, "CONTROLS.failure_on_demand"),
        (BarrierKind.SEPARATION, {"failure_on_demand": 0.1}, "Measure.remaining_share"),
        (BarrierKind.EMERGENCY_TEAM, {"failure_on_demand": 0.1}, "Measure.effect_time"),
    ],
)
def test_what_no_source_states_is_asked_for(
    kind: BarrierKind, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(MissingInputError) as caught:
        barrier_of(kind, "T2", of="屏障", **given)
    assert caught.value.where == field


def test_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(OutOfValidityError, match="屏障"):
        barrier_of(BarrierKind.WATER_SPRAY, "T2", failure_on_demand=1.5, of="屏障")
    with pytest.raises(OutOfValidityError, match="屏障"):
        barrier_of(BarrierKind.WATER_SPRAY, "T2", share=-0.1, of="屏障")
    spray = barrier_of(BarrierKind.WATER_SPRAY, "T2", of="T2")
    with pytest.raises(OutOfValidityError, match="屏障数"):
        pair(40.0, *[spray] * (MAX_BARRIERS + 1))


fluxes = st.lists(st.floats(10, 80), min_size=12, max_size=12)
barriers = st.lists(
    st.builds(
        Barrier,
        kind=st.sampled_from(BarrierKind),
        unit=st.sampled_from(NAMES[1:]),
        share=st.floats(0, 1),
        delay=st.floats(0, 9000),
        limit=st.one_of(st.just(math.inf), st.floats(0, 5000)),
        failure_on_demand=st.floats(0, 1),
    ),
    max_size=4,
)


def spread(values: list[float], guards: list[Barrier], limits: Limits = FEW) -> Propagation:
    ends = [(a, b) for a in NAMES for b in NAMES if a != b]
    vectors = [Vector(source=a, target=b, flux=f) for (a, b), f in zip(ends, values, strict=True)]
    return propagate(TANKS, vectors, ["T1"], model=PROBIT, limits=limits, barriers=guards)


@settings(max_examples=60, deadline=None)
@given(values=fluxes, guards=barriers, exact_units=st.sampled_from([0, 14]))
def test_a_barrier_never_raises_risk(
    values: list[float], guards: list[Barrier], exact_units: int
) -> None:
    limits = Limits(trials=200, exact_units=exact_units)
    bare = chances(spread(values, [], limits))
    for count in range(1, len(guards) + 1):
        guarded = chances(spread(values, guards[:count], limits))
        fewer = chances(spread(values, guards[: count - 1], limits))
        for unit, chance in guarded.items():
            assert chance <= fewer[unit] + 1e-9
            assert chance <= bare[unit] + 1e-9


@settings(max_examples=40, deadline=None)
@given(values=fluxes, guards=barriers)
def test_one_that_always_fails_is_none(values: list[float], guards: list[Barrier]) -> None:
    broken = [replace(guard, failure_on_demand=1.0) for guard in guards]
    assert chances(spread(values, broken)) == pytest.approx(chances(spread(values, [])))
