"""What is kept never weighs more than it may, and is what was used last."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import pytest
from hypothesis import given, strategies as st

from graph.store.keeping import Kept, written_size

MOST = 10
ACTS = st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 14)), max_size=40)


@pytest.mark.property
@given(ACTS)
def test_the_weight_is_bounded_and_the_least_used_goes_first(
    acts: list[tuple[bool, int, int]],
) -> None:
    kept: Kept[int, str] = Kept(MOST)
    plain: dict[int, int] = {}  # in the order of use
    for reads, key, weight in acts:
        if reads:
            found = kept.get(key)
            assert (found is not None) == (key in plain)
            if key in plain:
                plain[key] = plain.pop(key)
            continue
        kept.keep(key, f"{key}", weight)
        plain.pop(key, None)
        if weight <= MOST:
            plain[key] = weight
        while sum(plain.values()) > MOST:
            del plain[next(iter(plain))]
        assert kept.weight == sum(plain.values()) <= MOST
        assert len(kept) == len(plain)


def test_what_is_kept_anew_weighs_what_it_weighs_now() -> None:
    kept: Kept[str, int] = Kept(MOST)
    kept.keep("a", 1, 8)
    kept.keep("a", 2, 3)
    assert (kept.get("a"), kept.weight) == (2, 3)
    kept.keep("a", 3, MOST + 1)
    assert (kept.get("a"), kept.weight) == (None, 0)


class Level(Enum):
    RED = "红"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as questions give them."""

    rows: list[dict[str, object]]


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (None, 4),
        ([{"a": 1}], 9),
        ("红", 5),
        (Answer([{"a": 1}] * 100), len('{"rows":[]}') + 100 * len('{"a":1},') - 1),
        ({Level.RED: 2, 3: np.zeros(50)}, len('{"红":2,"3":[]}'.encode()) + 50 * len("0.0,") - 1),
        ({"x": frozenset()}, len('{"x":"frozenset()"}')),
    ],
)
def test_a_value_weighs_what_it_is_long(value: object, size: int) -> None:
    assert written_size(value) == size


def test_what_holds_itself_has_no_size() -> None:
    ring: list[object] = []
    ring.append(ring)
    assert written_size(ring) is None
