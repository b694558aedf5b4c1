"""Fires that burn out (燃尽): escalation only if the time to failure is over before."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings, strategies as st

from graph.model.labels import EquipmentKind
from hazard.escalation import response_of
from hazard.method import Limits
from hazard.propagation import EscalationModel, Propagation, Unit, Vector, propagate

TANKS = [Unit(id=n, equipment=EquipmentKind.ATMOSPHERIC, volume=2000.0) for n in "ABC"]
MODEL = EscalationModel.PROBIT_9_25_MINUTES
RESPONSE = response_of(TANKS[:1], MODEL)


def seconds(flux: float) -> float:
    return float(RESPONSE.seconds([flux])[0])


def chance(flux: float) -> float:
    return float(RESPONSE.probability([flux])[0])


def follow(
    heat: Mapping[str, float],
    burn_out: Mapping[str, float] | None,
    origins: str = "A",
    *,
    model: EscalationModel = MODEL,
    trials: int = 4000,
) -> Propagation:
    """Follow heat given as ``{"AB": 40}``."""
    vectors = [Vector(source=pair[0], target=pair[1], flux=flux) for pair, flux in heat.items()]
    limits = Limits(exact_units=0, trials=trials)
    return propagate(TANKS, vectors, list(origins), model=model, burn_out=burn_out, limits=limits)


def of(found: Propagation, unit: str) -> tuple[float, float | None]:
    impact = next(i for i in found.impacts if i.unit == unit)
    return impact.probability, impact.time_to_failure


def test_what_burns_out_before_the_time_to_failure_does_not_spread() -> None:
    """2000 m³ at 40 kW/m² fails after 288 s."""
    assert seconds(40) == pytest.approx(288, abs=1)
    assert of(follow({"AB": 40}, {"A": seconds(40) - 1}), "B") == (0.0, None)
    later, time = of(follow({"AB": 40}, {"A": seconds(40) + 1}), "B")
    assert later == pytest.approx(chance(40), abs=0.015)
    assert time == pytest.approx(seconds(40))


def test_the_time_of_a_follower_runs_from_its_own_failure() -> None:
    heat = {"AB": 40, "BC": 40}
    assert of(follow(heat, {"B": seconds(40) - 1}), "C")[0] == 0
    probability, time = of(follow(heat, {"B": seconds(40) + 1}), "C")
    assert probability == pytest.approx(chance(40) ** 2, abs=0.02)
    assert time == pytest.approx(2 * seconds(40))


def test_heat_already_received_stays_when_one_of_two_fires_is_out() -> None:
    """Half of what 60 kW/m² takes, then 30 kW/m² for the rest."""
    out = seconds(60) / 2
    probability, time = of(follow({"AC": 30, "BC": 30}, {"A": out}, "AB"), "C")
    assert time == pytest.approx(out + seconds(30) / 2)
    assert probability == pytest.approx(chance(30), abs=0.02)


def test_small_graphs_are_simulated_where_fires_burn_out_and_say_so() -> None:
    vectors = [Vector(source="A", target="B", flux=40)]
    found = propagate(TANKS, vectors, ["A"], burn_out={"A": 900.0})
    assert found.method.exact is False
    assert any("Burn-out counts" in note.en for note in found.method.assumptions)
    on = propagate(TANKS, vectors, ["A"], burn_out={"C": 900.0})
    assert on.method.exact is True
    assert any("Burn-out is off" in note.en for note in on.method.assumptions)


def test_a_model_without_time_says_that_it_does_not_count_it() -> None:
    found = follow({"AB": 40}, {"A": 1.0}, model=EscalationModel.THRESHOLD_RATIO)
    assert of(found, "B")[0] == pytest.approx(0.625, abs=0.03)
    assert any("not counted" in note.en for note in found.method.warnings)


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(
    heat=st.dictionaries(st.sampled_from(["AB", "AC", "BC", "CB"]), st.floats(10, 80), min_size=1),
    burn_out=st.dictionaries(st.sampled_from("ABC"), st.floats(1, 2000), min_size=1),
)
def test_burning_out_never_raises_a_probability(
    heat: dict[str, float], burn_out: dict[str, float]
) -> None:
    """Trial by trial: the same resistances, and less heat for a shorter time."""
    on = {i.unit: i.probability for i in follow(heat, None, trials=200).impacts}
    out = {i.unit: i.probability for i in follow(heat, burn_out, trials=200).impacts}
    assert out.keys() == on.keys()
    assert all(out[unit] <= on[unit] for unit in on)
