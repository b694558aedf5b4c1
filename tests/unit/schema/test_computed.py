"""A kept result is what the rows of now come to, whoever read rows before."""

from functools import partial
from threading import current_thread
from typing import Any

import pytest
from hypothesis import given, strategies as st

from schema.computed import Computed

VALUES = st.one_of(st.none(), st.booleans(), st.integers(0, 2), st.floats(0, 2), st.text("ab"))
ROWS = st.lists(st.fixed_dictionaries({"a": VALUES, "b": st.lists(VALUES, max_size=2)}), max_size=3)


@pytest.mark.property
@given(st.lists(st.tuples(st.sampled_from("xy"), ROWS), max_size=12), st.sampled_from((0, 4100)))
def test_a_result_is_what_its_rows_come_to(asked: list[tuple[str, Any]], most: int) -> None:
    computed = Computed(most)
    for what, rows in asked:
        assert computed.of(what, rows, partial(_said, what, rows)) == _said(what, rows)


def _said(what: str, rows: Any) -> tuple[str, str]:
    return what, repr(rows)


def test_the_same_rows_are_computed_once() -> None:
    computed, made = Computed(), []

    def compute() -> int:
        made.append(1)
        return len(made)

    assert [computed.of("x", [{"a": 1}], compute) for _ in range(3)] == [1, 1, 1]
    assert computed.of("x", [{"a": 1.0}], compute) == 2
    assert computed.of("x", [{"a": True}], compute) == 3


def test_what_cannot_be_compared_is_not_kept() -> None:
    computed, made = Computed(), []
    for _ in range(2):
        computed.of("x", [{"a": object()}], lambda: made.append(1))
    assert len(made) == 2


def test_what_fails_is_not_kept() -> None:
    computed = Computed()
    with pytest.raises(ZeroDivisionError):
        computed.of("x", [], lambda: 1 / 0)
    assert computed.of("x", [], lambda: 1) == 1


async def test_what_takes_long_is_computed_once_and_in_another_thread() -> None:
    computed = Computed()
    first = await computed.apart("x", [{"a": 1}], current_thread)
    assert first is not current_thread()
    assert await computed.apart("x", [{"a": 1}], current_thread) is first
    with pytest.raises(ZeroDivisionError):
        await computed.apart("x", [{"a": 2}], lambda: 1 / 0)
    assert await computed.apart("x", [{"a": 2}], lambda: 1) == 1


def test_results_weigh_as_much_as_they_say() -> None:
    computed, made = Computed(21_000), []

    def compute() -> str:
        made.append(1)
        return "x" * 8000

    for what in (1, 2, 1, 2, 3, 1):
        computed.of(what, [], compute)
    assert len(made) == 4
