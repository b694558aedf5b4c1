"""The engines under the clock (被测引擎): the product's way in, and the bare driver beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import neo4j
import psutil

from graph.store.engine import EmbeddedEngine
from graph.store.settings import StoreSettings
from tests.engines.neo4j_server import running_neo4j

__all__ = ["ENGINES", "Bench", "running"]

ENGINES = ("arcadedb", "neo4j")
_PATIENCE: Final = 600.0
"""Longest time a statement may take here [s]: a slow one is to be measured, not given up."""
QUIET: Final[dict[str, Any]] = {"notifications_min_severity": "OFF"}


class Bench:
    """One running engine (被测引擎).

    Attributes:
        name: Which engine.
        settings: How the product opens it.
        driver: The bare driver, connected to the same store.
        database: Name of its database.
        process: Its process.
    """

    def __init__(
        self,
        name: str,
        settings: StoreSettings,
        driver: neo4j.Driver,
        address: tuple[str, tuple[str, str]],
        base: str,
        pid: int,
    ) -> None:
        self.name, self.settings, self.driver, self.database = name, settings, driver, base
        self.process, self._address = psutil.Process(pid), address

    def asynchronous(self) -> neo4j.AsyncDriver:
        """Return the bare asynchronous driver, connected to the same store."""
        uri, auth = self._address
        return neo4j.AsyncGraphDatabase.driver(uri, auth=auth, **QUIET)

    @property
    def environment(self) -> dict[str, str]:
        """Variables that make the product's own process open this engine."""
        if self.settings.uri is None:
            return {"CUSTODY_DATA": str(self.settings.data_folder)}
        return {
            "NEO4J_URI": self.settings.uri,
            "NEO4J_USERNAME": self.settings.username,
            "NEO4J_PASSWORD": self.settings.password or "",
            "NEO4J_DATABASE": self.settings.database,
        }

    def empty(self) -> None:
        """Delete everything."""
        statement = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n"
        with self.driver.session(database=self.database) as session:
            while session.run(statement).single(strict=True)["n"]:
                pass


@contextmanager
def running(name: str) -> Iterator[Bench]:
    """Start an engine with an empty store."""
    if name == "neo4j":
        with running_neo4j() as server:
            settings = StoreSettings(
                uri=server.uri,
                username=server.username,
                password=server.password,
                timeout=_PATIENCE,
            )
            auth = (settings.username, settings.password or "")
            with neo4j.GraphDatabase.driver(server.uri, auth=auth, **QUIET) as driver:
                at = (server.uri, auth)
                yield Bench(name, settings, driver, at, settings.database, server.pid)
        return
    with TemporaryDirectory(prefix="custody-bench-") as folder:
        settings = StoreSettings(data_folder=Path(folder), timeout=_PATIENCE)
        with (
            EmbeddedEngine.attach(settings.data_folder) as engine,
            neo4j.GraphDatabase.driver(engine.bolt_uri, auth=engine.auth, **QUIET) as driver,
        ):
            at = (engine.bolt_uri, engine.auth)
            yield Bench(name, settings, driver, at, engine.database, engine.record.pid)
