"""Propagation: semantics, bounds that are told, paths, and what is missing."""

import itertools

import numpy as np
import pytest

from graph.model.labels import EquipmentKind
from hazard.errors import MissingInputError, OutOfValidityError, UnknownNameError
from hazard.escalation import response_of
from hazard.method import Limits, StopReason
from hazard.propagation import (
    ConflictingUnitError,
    EscalationModel,
    Propagation,
    Unit,
    Vector,
    propagate,
)

RATIO = EscalationModel.THRESHOLD_RATIO
ROW = ("T1", "T2", "T3", "T4", "T5")


def _row(origins: tuple[str, ...], flux: float = 40.0, limits: Limits | None = None) -> Propagation:
    vectors = [
        Vector(source=a, target=b, flux=flux)
        for pair in itertools.pairwise(ROW)
        for a, b in (pair, pair[::-1])
    ]
    units = [Unit(id=name, threshold=15.0) for name in ROW]
    return propagate(units, vectors, origins, model=RATIO, limits=limits)


def _tanks(*names: str) -> list[Unit]:
    return [Unit(id=name, equipment=EquipmentKind.ATMOSPHERIC, volume=2000.0) for name in names]


def test_orders_are_steps_along_kept_vectors() -> None:
    orders = {impact.unit: impact.order for impact in _row(("T2",)).impacts}
    assert orders == {"T2": 0, "T1": 1, "T3": 1, "T4": 2, "T5": 3}


def test_impacts_come_origins_first_then_by_order_and_probability() -> None:
    assert [impact.unit for impact in _row(("T2",)).impacts] == ["T2", "T1", "T3", "T4", "T5"]


def test_weak_vectors_are_dropped_before_they_are_summed() -> None:
    """Two fluxes of 14 make 28 kW/m², yet neither counts against a threshold of 15."""
    vectors = [Vector(source=s, target="C", flux=14.0) for s in ("A", "B")]
    result = propagate(_tanks("A", "B", "C"), vectors, ["A", "B"], model=RATIO)
    assert [impact.unit for impact in result.impacts] == ["A", "B"]
    assert any("2 vectors" in note.en for note in result.method.warnings)


def test_heat_is_summed_before_the_probability() -> None:
    """20 + 30 kW/m² gives 1 - 15/50 = .7, not the .625 of a noisy-OR."""
    vectors = [Vector(source="A", target="C", flux=20.0), Vector(source="B", target="C", flux=30.0)]
    result = propagate(_tanks("A", "B", "C"), vectors, ["A", "B"], model=RATIO)
    assert result.impacts[-1].probability == pytest.approx(1 - 15 / 50)


def test_maximum_order_is_told() -> None:
    result = _row(("T2",), limits=Limits(max_order=1))
    assert {impact.unit for impact in result.impacts} == {"T1", "T2", "T3"}
    cover = result.coverage
    assert (cover.complete, cover.stopped_by) == (False, StopReason.MAX_ORDER)
    assert (cover.beyond_max_order, cover.expanded, cover.max_depth_reached) == (1, 3, 1)
    assert any("too low" in note.en for note in result.method.warnings)


def test_minimum_probability_is_told_and_cuts_only_what_is_shown() -> None:
    result = _row(("T2", "T5"), limits=Limits(min_probability=0.7))
    got = {impact.unit: impact.probability for impact in result.impacts}
    assert got == pytest.approx({"T2": 1, "T5": 1, "T3": 0.7421875, "T4": 0.7421875})
    assert result.coverage.stopped_by is StopReason.MIN_PROBABILITY
    assert result.coverage.below_min_probability == 1
    assert {step.target for step in result.steps} == {"T3", "T4"}


def test_uncut_answers_are_complete() -> None:
    cover = _row(("T2",)).coverage
    assert (cover.complete, cover.stopped_by, cover.expanded) == (True, None, 5)


def test_paths_are_ranked_and_their_probability_is_the_product_of_steps() -> None:
    strong = {("A", "B"): 60.0, ("B", "C"): 60.0, ("A", "C"): 20.0}
    vectors = [Vector(source=s, target=t, flux=f) for (s, t), f in strong.items()]
    result = propagate(_tanks("A", "B", "C"), vectors, ["A"], model=RATIO)
    first, second = result.paths_to("C")
    assert [step.target for step in first.steps] == ["B", "C"]
    assert first.probability == pytest.approx(0.75**2)
    assert [step.target for step in second.steps] == ["C"]
    assert second.probability == pytest.approx(0.25)
    assert result.impacts[-1].probability >= first.probability
    assert len(result.paths_to("C", first=1)) == 1
    assert result.paths_to("A") == ()
    assert result.paths_to("nowhere") == ()


def test_time_of_a_single_step_is_its_time_to_failure() -> None:
    vectors = [Vector(source="A", target="B", flux=40.0)]
    result = propagate(_tanks("A", "B"), vectors, ["A"])
    (step,) = result.steps
    assert step.time_to_failure is not None
    assert result.impacts[1].time_to_failure == pytest.approx(step.time_to_failure)
    assert result.impacts[1].time_standard_error == pytest.approx(0, abs=1e-6)


def test_heat_received_before_a_further_ignition_counts() -> None:
    """A heats B and C; B, once alight, heats C too: damage is time over time to failure."""
    fluxes = {("A", "B"): 100.0, ("A", "C"): 20.0, ("B", "C"): 100.0}
    vectors = [Vector(source=s, target=t, flux=f) for (s, t), f in fluxes.items()]
    limits = Limits(trials=4000, seed=1)
    result = propagate(_tanks("A", "B", "C"), vectors, ["A"], limits=limits)
    ttf = {(step.source, step.target): step.time_to_failure for step in result.steps}
    b, alone = ttf["A", "B"], ttf["A", "C"]
    assert b is not None
    assert alone is not None
    both = (
        propagate(_tanks("A", "C"), [Vector(source="A", target="C", flux=120.0)], ["A"])
        .steps[0]
        .time_to_failure
    )
    assert both is not None
    together = b + (1 - b / alone) * both
    c = next(impact for impact in result.impacts if impact.unit == "C")
    assert c.time_to_failure is not None
    assert together <= c.time_to_failure < alone
    assert c.time_to_failure == pytest.approx(together, rel=0.02)


def test_the_ratio_model_gives_no_time() -> None:
    assert _row(("T2",)).impacts[1].time_to_failure is None


def test_missing_volume_of_a_unit_reached_is_asked_for() -> None:
    units = [*_tanks("A"), Unit(id="B", equipment=EquipmentKind.ATMOSPHERIC)]
    with pytest.raises(MissingInputError) as caught:
        propagate(units, [Vector(source="A", target="B", flux=40.0)], ["A"])
    assert (caught.value.of, caught.value.where) == ("B", "Unit.volume")


def test_gaps_that_the_fire_does_not_reach_do_no_harm() -> None:
    units = [*_tanks("A", "B"), Unit(id="X"), Unit(id="Y")]
    vectors = [
        Vector(source="A", target="B", flux=40.0),
        Vector(source="X", target="Y", flux=40.0),
        Vector(source="B", target="A", flux=40.0),
    ]
    result = propagate(units, vectors, ["A"])
    assert [impact.unit for impact in result.impacts] == ["A", "B"]


def test_inputs_that_make_no_sense_are_refused() -> None:
    with pytest.raises(MissingInputError):
        propagate(_tanks("A"), [], [])
    with pytest.raises(UnknownNameError):
        propagate(_tanks("A"), [], ["B"])
    with pytest.raises(UnknownNameError):
        propagate(_tanks("A"), [Vector(source="A", target="B", flux=1.0)], ["A"])
    with pytest.raises(OutOfValidityError):
        propagate(_tanks("A", "B"), [Vector(source="A", target="B", flux=-1.0)], ["A"])
    with pytest.raises(ConflictingUnitError):
        propagate([*_tanks("A"), Unit(id="A")], [], ["A"])
    with pytest.raises(OutOfValidityError):
        Limits(max_order=0)
    with pytest.raises(OutOfValidityError):
        Limits(trials=0)


def test_an_origin_alone_is_an_answer() -> None:
    result = propagate(_tanks("A"), [], ["A"])
    assert [(impact.unit, impact.probability) for impact in result.impacts] == [("A", 1.0)]
    assert result.method.exact


def test_the_statement_says_how_it_was_computed() -> None:
    exact = _row(("T2",)).method
    assert (exact.exact, exact.trials, exact.seed) == (True, None, None)
    drawn = _row(("T2",), limits=Limits(exact_units=0, trials=500, seed=7))
    assert (drawn.method.exact, drawn.method.trials, drawn.method.seed) == (False, 500, 7)
    assert all(impact.standard_error is not None for impact in drawn.impacts)
    assert any("Burn-out is off" in note.en for note in exact.assumptions)


def test_an_unchecked_coefficient_is_warned_of() -> None:
    result = propagate(_tanks("A", "B"), [Vector(source="A", target="B", flux=40.0)], ["A"])
    assert any("9.25" in note.zh for note in result.method.warnings)
    assert not any("9.25" in note.en for note in _row(("T2",)).method.warnings)


def test_the_same_seed_gives_the_same_answer() -> None:
    limits = Limits(exact_units=0, trials=300, seed=3)
    assert _row(("T2",), limits=limits).impacts == _row(("T2",), limits=limits).impacts


def test_a_large_graph_of_which_nothing_is_reached_is_exact() -> None:
    vectors = [Vector(source="A", target="B", flux=1.0)]
    result = propagate(_tanks("A", "B"), vectors, ["A"], limits=Limits(exact_units=0))
    assert result.method.exact


def test_a_vector_at_the_threshold_leads_nowhere_by_itself() -> None:
    result = propagate(
        _tanks("A", "B"), [Vector(source="A", target="B", flux=15.0)], ["A"], model=RATIO
    )
    assert [impact.probability for impact in result.impacts] == [1.0, 0.0]
    assert result.paths_to("B") == ()


def test_of_many_units_only_the_first_trials_are_followed_in_time() -> None:
    """600 tanks round one: the chances rest on all trials, the times on 2,000,000/600 of them."""
    row = [f"T{k:03d}" for k in range(600)]
    tanks = [Unit(id=name, equipment=EquipmentKind.ATMOSPHERIC, volume=2000.0) for name in row]
    vectors = [Vector(source="T000", target=name, flux=60.0) for name in row[1:]]
    found = propagate(tanks, vectors, ["T000"], limits=Limits(trials=4_000))
    first = found.impacts[1]
    chance = float(
        response_of(tanks[:1], EscalationModel.PROBIT_9_25_MINUTES).probability([60.0])[0]
    )
    assert found.method.trials == 4_000
    spread = np.sqrt(chance * (1 - chance) / 4_000)
    assert first.standard_error == pytest.approx(spread, rel=0.4)
    assert first.probability == pytest.approx(chance, abs=4 * spread)
    seconds = float(response_of(tanks[:1], EscalationModel.PROBIT_9_25_MINUTES).seconds([60.0])[0])
    assert first.time_to_failure == pytest.approx(seconds)


def test_the_heat_withstood_is_the_inverse_of_the_probability() -> None:
    for model in EscalationModel:
        for equipment in (EquipmentKind.ATMOSPHERIC, EquipmentKind.PRESSURISED):
            response = response_of([Unit(id="V", equipment=equipment, volume=200.0)], model)
            flux = np.array([46.0, 60.0, 90.0])
            chance = response.probability(flux)
            inside = (chance > 1e-12) & (chance < 1 - 1e-12)
            assert response.withstood(chance[inside]) == pytest.approx(flux[inside], rel=1e-6)
            assert response.withstood([0.0])[0] == response.threshold[0] or model is not (
                EscalationModel.THRESHOLD_RATIO
            )
