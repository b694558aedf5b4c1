"""Patience (耐心读取): a load by command asks little at a time; what is late will come later.

Whoever asks a question of their own can narrow it; a load cannot, and the engine may be busy with
its indexes for a while.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.store.attempts import persist
from graph.store.errors import StatementTimeoutError, StoreBusyError
from graph.store.port import NO_PARAMETERS, Row, Store
from graph.store.wrapped import WrappedStore

__all__ = ["PatientStore"]

_PAUSES: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Pauses between attempts [s]; each attempt takes as long as a statement may."""


class PatientStore(WrappedStore):
    """A store that asks again what was not answered in time (耐心读取的图数据库).

    Args:
        store: The store itself.
        pauses: Pauses between attempts [s].
    """

    def __init__(self, store: Store, pauses: Sequence[float] = _PAUSES) -> None:
        super().__init__(store)
        self._pauses = pauses

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Run one reading statement, several times if it takes too long.

        Raises:
            StoreBusyError: If it always does.
            StoreError: If it cannot be run or is refused.
        """
        try:
            return await persist(
                lambda: self._store.read(statement, parameters), self._pauses, _is_late
            )
        except StatementTimeoutError as error:
            raise StoreBusyError(f"> {error.seconds:g} s") from error


def _is_late(error: Exception) -> bool:
    return isinstance(error, StatementTimeoutError)
