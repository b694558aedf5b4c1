"""Where an engine under test listens (被测引擎的地址)."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from graph.store.bolt import BoltStore
from graph.store.port import EngineName

__all__ = ["Endpoint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Address, login and database of an engine."""

    uri: str
    auth: tuple[str, str] = field(repr=False)
    engine: EngineName
    database: str

    def connect(self, *, timeout: float = 30.0) -> AbstractAsyncContextManager[BoltStore]:
        """Connect to it."""
        return BoltStore.connect(
            self.uri, self.auth, engine=self.engine, database=self.database, timeout=timeout
        )
