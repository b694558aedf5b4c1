"""Patience (耐心读取): what is late is asked for again by a load."""

from collections.abc import Mapping
from typing import Any

import pytest

from graph.store.errors import StatementError, StatementTimeoutError, StoreBusyError, StoreError
from graph.store.patient import PatientStore
from graph.store.port import NO_PARAMETERS, Row, Store
from graph.store.wrapped import WrappedStore


class LateStore(WrappedStore):
    """A store whose first answers do not come."""

    def __init__(self, store: Store, failures: int, error: StoreError) -> None:
        super().__init__(store)
        self.failures, self.error, self.asked = failures, error, 0

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        self.asked += 1
        if self.asked <= self.failures:
            raise self.error
        return await super().read(statement, parameters)


async def test_asks_again_what_was_not_answered_in_time(store: Store) -> None:
    late = LateStore(store, 2, StatementTimeoutError(30))
    assert await PatientStore(late, (0, 0)).read("RETURN $k AS k", {"k": 1}) == [{"k": 1}]
    assert late.asked == 3


async def test_tells_of_a_busy_database_and_not_of_a_wide_question(store: Store) -> None:
    late = LateStore(store, 9, StatementTimeoutError(30))
    with pytest.raises(StoreBusyError) as caught:
        await PatientStore(late, (0, 0)).read("RETURN 1 AS one")
    assert late.asked == 3
    assert "30 s" in caught.value.en
    assert "缩小" not in caught.value.zh


async def test_does_not_ask_again_what_is_refused(store: Store) -> None:
    late = LateStore(store, 9, StatementError("Neo.ClientError", "no"))
    with pytest.raises(StatementError):
        await PatientStore(late, (0, 0)).read("RETURN 1 AS one")
    assert late.asked == 1
