"""What comes after a finding is not before it, whoever says so."""

import pytest

from graph.model.labels import Label
from graph.model.registry import THINGS
from graph.model.statement import Entity, faults_of

LATER = ("deadline", "rectified_on", "verified_on", "closed_on")


def finding(**said: str) -> Entity:
    return Entity(label=Label.FINDING, properties={"name": "渗漏", **said}, evidence=("E",))


@pytest.mark.parametrize("name", LATER)
def test_a_day_before_the_finding_is_a_fault_of_that_day(name: str) -> None:
    (fault,) = faults_of(finding(found_on="2024-03-05", **{name: "2024-03-04"}))
    assert (fault.field, fault.value) == (name, "2024-03-04")
    assert "“排查日期”2024-03-05" in fault.zh
    assert "2024-03-05" in fault.en


@pytest.mark.parametrize("name", LATER)
def test_the_same_day_a_later_one_and_an_unknown_one_are_none(name: str) -> None:
    for said in (
        {"found_on": "2024-03-05", name: "2024-03-05"},
        {"found_on": "2024-03-05", name: "2025-01-01"},
        {"found_on": "2024-03-05"},
        {name: "2024-03-04"},
    ):
        assert not list(faults_of(finding(**said)))


def test_what_a_day_must_follow_is_declared_beside_it() -> None:
    for spec in THINGS:
        for prop in spec.properties:
            assert prop.not_before is None or spec.declared(prop.not_before)
