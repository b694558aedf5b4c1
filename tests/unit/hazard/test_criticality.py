"""Criticality: the published chain, and its laws."""

import itertools

import pytest

from hazard.criticality import Criticality, CriticalityMeasure, criticality_of, ranked
from hazard.propagation import EscalationModel, Unit, Vector, propagate

ROW = ("T1", "T2", "T3", "T4", "T5")
UNITS = [Unit(id=name, threshold=15.0) for name in ROW]
CHAIN = [
    Vector(source=a, target=b, flux=40.0)
    for pair in itertools.pairwise(ROW)
    for a, b in (pair, pair[::-1])
]


def found(vectors: list[Vector]) -> dict[str, Criticality]:
    runs = {
        name: propagate(UNITS, vectors, [name], model=EscalationModel.THRESHOLD_RATIO)
        for name in ROW
    }
    return {each.unit: each for each in criticality_of(UNITS, vectors, runs)}


def test_the_chain_of_five_tanks() -> None:
    """Arcs of 1/40: closeness 4, 5.714, 6.667 and betweenness 0, .5, .667."""
    units = found(CHAIN)
    closeness = [4.0, 5.714, 6.667, 5.714, 4.0]
    assert [units[n].out_closeness for n in ROW] == pytest.approx(closeness, abs=5e-4)
    assert [units[n].in_closeness for n in ROW] == pytest.approx(closeness, abs=5e-4)
    between = [0, 0.5, 0.667, 0.5, 0]
    assert [units[n].betweenness for n in ROW] == pytest.approx(between, abs=5e-4)


def test_the_middle_tank_comes_first_and_equals_in_the_order_of_names() -> None:
    units = found(CHAIN).values()
    for by in CriticalityMeasure:
        names = [each.unit for each in ranked(units, by)]
        assert names[0] == "T3"
        assert sorted(names) == list(ROW)
    between = [each.unit for each in ranked(units, CriticalityMeasure.BETWEENNESS)]
    assert between[1:3] in (["T2", "T4"], ["T4", "T2"])


def test_risk_as_source_and_as_victim_are_the_same_sum() -> None:
    """Every chance counts once for who causes it, once for who suffers it."""
    units = found([*CHAIN, Vector(source="T1", target="T5", flux=90.0)]).values()
    source = sum(each.as_source or 0.0 for each in units)
    assert source == pytest.approx(sum(each.as_victim for each in units))
    row = {each.unit: each for each in found(CHAIN).values()}
    assert row["T1"].as_source == pytest.approx(sum(0.625**k for k in range(1, 5)))


def test_heat_below_the_threshold_leads_nowhere() -> None:
    weak = [Vector(source="T1", target="T2", flux=14.0)]
    unit = found(weak)["T1"]
    assert (unit.reaches, unit.out_closeness, unit.as_source) == (0, 0.0, 0.0)


def test_a_unit_that_reaches_more_is_ranked_before_one_that_is_merely_near() -> None:
    vectors = [Vector(source="T1", target="T2", flux=400.0)] + [
        Vector(source="T3", target=other, flux=20.0) for other in ("T4", "T5")
    ]
    first = ranked(found(vectors).values(), CriticalityMeasure.OUT_CLOSENESS)[0]
    assert (first.unit, first.reaches) == ("T3", 2)
