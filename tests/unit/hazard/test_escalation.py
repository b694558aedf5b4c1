"""Thresholds, time to failure and probits: what the sources print, and where they stop."""

import numpy as np
import pytest

from graph.model.labels import EquipmentKind
from hazard.errors import MissingInputError, OutOfValidityError
from hazard.escalation import (
    EscalationModel,
    NotCoveredError,
    Unit,
    beyond_fit,
    mitigated,
    response_of,
)
from hazard.vulnerability.time_to_failure import time_to_failure_model

DEFAULT = EscalationModel.PROBIT_9_25_MINUTES


def _tank(**changes: object) -> Unit:
    fields: dict[str, object] = {
        "id": "T1",
        "equipment": EquipmentKind.ATMOSPHERIC,
        "volume": 2000.0,
    }
    return Unit(**(fields | changes))  # type: ignore[arg-type]  # a keyword table built for a test


@pytest.mark.parametrize(
    ("equipment", "volume", "flux", "seconds"),
    [
        (EquipmentKind.ATMOSPHERIC, 2000.0, 15.0, np.exp(9.877 - 1.128 * np.log(15) - 0.05334)),
        (EquipmentKind.PRESSURISED, 100.0, 60.0, np.exp(8.835 * 100**0.032 - 0.947 * np.log(60))),
    ],
)
def test_time_to_failure_as_printed(
    equipment: EquipmentKind, volume: float, flux: float, seconds: float
) -> None:
    response = response_of([_tank(equipment=equipment, volume=volume)], DEFAULT)
    assert response.seconds([flux])[0] == pytest.approx(seconds, rel=1e-12)


@pytest.mark.parametrize("model", list(EscalationModel))
def test_nothing_fails_below_the_threshold(model: EscalationModel) -> None:
    response = response_of([_tank()], model)
    assert response.probability([0.0]).tolist() == [0.0]
    assert response.probability([14.999]).tolist() == [0.0]


def test_probits_cross_at_their_printed_anchors() -> None:
    """Default reading: nine in ten fail at 5 min and one in ten at 20 min."""
    probit = response_of([_tank()], DEFAULT).probit
    assert probit is not None
    assert probit.probability([300, 1200]).tolist() == pytest.approx([0.9, 0.1], abs=0.02)


def test_a_recorded_threshold_beats_that_of_the_kind() -> None:
    response = response_of([_tank(threshold=10.0)], EscalationModel.THRESHOLD_RATIO)
    assert response.probability([20.0]).tolist() == [0.5]


def test_missing_volume_names_unit_and_field() -> None:
    with pytest.raises(MissingInputError) as caught:
        response_of([_tank(volume=None), _tank(id="T2", volume=None)], DEFAULT)
    assert (caught.value.of, caught.value.where) == ("T1", "Unit.volume")
    assert [gap.of for gap in caught.value.others] == ["T2"]


def test_missing_kind_and_threshold_are_named() -> None:
    with pytest.raises(MissingInputError) as kind:
        response_of([_tank(equipment=None)], EscalationModel.THRESHOLD_RATIO)
    assert kind.value.where == "Unit.equipment"
    with pytest.raises(MissingInputError) as threshold:
        response_of([_tank(equipment=EquipmentKind.ELONGATED)], EscalationModel.THRESHOLD_RATIO)
    assert threshold.value.where == "Unit.escalation_threshold"


@pytest.mark.parametrize("equipment", [EquipmentKind.ATMOSPHERIC, EquipmentKind.PRESSURISED])
@pytest.mark.parametrize("volume", [1.0, 1000.0, 160_000.0])
def test_beyond_the_fit_no_vessel_is_told_to_last_longer_than_at_its_end(
    equipment: EquipmentKind, volume: float
) -> None:
    """Spheres of 1000 m³ and tanks of 100 000 m³ are common; the fits end at 250 and 17 500."""
    fit = time_to_failure_model(equipment)
    assert fit is not None
    unit = _tank(equipment=equipment, volume=volume)
    (seconds,) = response_of([unit], DEFAULT).seconds([60.0])
    nearest = min(max(volume, fit.volume_low), fit.volume_high)
    assert seconds <= fit.seconds(60.0, nearest) * (1 + 1e-9)
    told = beyond_fit([unit], DEFAULT)
    assert bool(told) is not fit.is_fitted_to(volume)
    assert all(f"{volume:g} m³" in notice.zh for notice in told)
    assert beyond_fit([unit], EscalationModel.THRESHOLD_RATIO) == ()


@pytest.mark.parametrize("volume", [0.0, -5.0, float("nan")])
def test_volumes_are_positive(volume: float) -> None:
    with pytest.raises(OutOfValidityError):
        response_of([_tank(volume=volume)], DEFAULT)


def test_a_kind_without_a_correlation_is_refused() -> None:
    with pytest.raises(NotCoveredError):
        response_of([_tank(equipment=EquipmentKind.AUXILIARY, threshold=15.0)], DEFAULT)


def test_sources_say_which_figures_were_checked() -> None:
    unchecked = [s for s in response_of([_tank()], DEFAULT).sources if not s.verified]
    assert any("9.25" in source.clause for source in unchecked)
    ratio = response_of([_tank()], EscalationModel.THRESHOLD_RATIO)
    assert all(source.verified for source in ratio.sources)


@pytest.mark.parametrize("threshold", [0.0, -15.0, float("nan")])
def test_thresholds_are_positive(threshold: float) -> None:
    with pytest.raises(OutOfValidityError):
        response_of([_tank(threshold=threshold)], EscalationModel.THRESHOLD_RATIO)


def test_a_probit_needs_the_kind_even_where_the_threshold_is_known() -> None:
    with pytest.raises(MissingInputError) as caught:
        response_of([_tank(equipment=None, threshold=15.0)], DEFAULT)
    assert caught.value.where == "Unit.equipment"


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_shares_lie_between_nought_and_one(share: float) -> None:
    with pytest.raises(OutOfValidityError):
        mitigated(40, unextinguished=share)


def test_the_arrays_given_are_not_changed() -> None:
    flux = np.array([10.0, 40.0])
    response_of([_tank()], DEFAULT).probability(flux)
    assert flux.tolist() == [10.0, 40.0]
