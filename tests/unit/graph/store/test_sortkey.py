"""Sort keys order as their values do."""

import pytest
from hypothesis import given, strategies as st

from graph.model.registry import node_spec
from graph.store.sortkey import encoded, sort_keys

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


def test_every_offered_order_has_its_key() -> None:
    keys = sort_keys(node_spec("Enterprise"), "Organisation:x", {"name": "甲"})
    assert keys == {"sk_name": "甲|Organisation:x", "sk_people_within_500_m": "~|Organisation:x"}
