"""Sort keys order as their values do."""

import pytest
from hypothesis import given, strategies as st

from graph.model.labels import MajorHazardGrade
from graph.model.registry import NODES, node_spec
from graph.store.sortkey import encoded, sort_keys

NAMES = st.text(
    st.characters(min_codepoint=0x20, categories=["L", "N", "P", "S", "Zs"]), min_size=1
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.property
@given(NUMBERS, NUMBERS)
def test_numbers_keep_their_order(one: float, other: float) -> None:
    if one < other:
        assert encoded(one) < encoded(other)


@pytest.mark.property
@given(NUMBERS)
def test_what_is_not_known_sorts_last(value: float) -> None:
    assert encoded(value) < encoded(None)


def test_the_places_of_words_in_stored_keys_never_change() -> None:
    """A new word is put behind the others: what is stored is found by the place of its word."""
    found = {
        f"{spec.label}.{prop.name}": [str(word) for word in prop.choices]
        for spec in NODES
        for prop in spec.properties
        if prop.sortable and prop.choices
    }
    assert found == {
        "Park.risk_grade": ["A", "B", "C", "D"],
        "Hazard.kind": ["MAJOR_HAZARD_INSTALLATION", "RISK_POINT", "UNSAFE_ACT"],
        "Hazard.level": ["RED", "ORANGE", "YELLOW", "BLUE"],
        "Hazard.grade": ["ONE", "TWO", "THREE", "FOUR"],
        "Finding.severity": ["GENERAL", "MAJOR"],
    }


def test_every_offered_order_has_its_key() -> None:
    keys = sort_keys(node_spec("Enterprise"), "Organisation:x", {"name": "甲"})
    assert keys == {
        "sk_name": "甲\tOrganisation:x",
        "sk_people_within_500_m": "~\tOrganisation:x",
    }


@pytest.mark.property
@given(NAMES, NAMES)
def test_names_keep_their_order_whatever_the_ids(one: str, more: str) -> None:
    spec = node_spec("Enterprise")
    first = sort_keys(spec, "Organisation:z", {"name": one})["sk_name"]
    for other in (more, one + more):
        second = sort_keys(spec, "Organisation:a", {"name": other})["sk_name"]
        assert one == other or (one < other) is (first < second)


def test_a_vocabulary_sorts_as_it_is_declared() -> None:
    spec = node_spec("Hazard")
    keys = [sort_keys(spec, "Hazard:x", {"grade": g})["sk_grade"] for g in MajorHazardGrade]
    assert keys == sorted(keys)
    assert keys[-1] < sort_keys(spec, "Hazard:x", {})["sk_grade"]
