"""One store factory for every engine (各引擎共用的测试存储)."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from graph.store.engine import EmbeddedEngine
from graph.store.opening import open_store
from graph.store.port import Store, Transaction
from graph.store.settings import StoreSettings
from tests.engines.neo4j_server import running_neo4j

ENGINES = ("arcadedb", "neo4j")
MAY_EMPTY = "CUSTODY_TEST_NEO4J_MAY_EMPTY"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=(*ENGINES, "both"),
        default=os.environ.get("CUSTODY_TEST_ENGINES", "arcadedb"),
        help="engine(s) under the tests that need a store; default: CUSTODY_TEST_ENGINES, arcadedb",
    )


def _engines(config: pytest.Config) -> tuple[str, ...]:
    chosen: str = config.getoption("--engine")
    return ENGINES if chosen == "both" else (chosen,)


def pytest_configure(config: pytest.Config) -> None:
    if any(engine not in ENGINES for engine in _engines(config)):
        raise pytest.UsageError("CUSTODY_TEST_ENGINES is arcadedb, neo4j or both")
    named = "neo4j" in _engines(config) and os.environ.get("NEO4J_URI")
    if named and os.environ.get(MAY_EMPTY) != "1":
        raise pytest.UsageError(
            "the tests empty the database that NEO4J_URI and NEO4J_DATABASE name: "
            f"set {MAY_EMPTY}=1 if they may, or unset NEO4J_URI to have one started for them"
        )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine_name" in metafunc.fixturenames:
        metafunc.parametrize(
            "engine_name",
            [
                pytest.param(name, marks=[pytest.mark.neo4j] if name == "neo4j" else [])
                for name in _engines(metafunc.config)
            ],
            scope="session",
        )


@pytest.fixture(scope="session")
def arcadedb_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreSettings]:
    """The embedded engine, kept alive over the whole session."""
    folder = tmp_path_factory.mktemp("custody")
    with EmbeddedEngine.attach(folder):
        yield StoreSettings(data_folder=folder)


@pytest.fixture(scope="session")
def neo4j_settings() -> Iterator[StoreSettings]:
    """The Neo4j that ``NEO4J_URI`` names, or else one started for the session."""
    if os.environ.get("NEO4J_URI"):
        yield StoreSettings.from_environ(os.environ)
        return
    with running_neo4j() as server:
        yield StoreSettings(uri=server.uri, username=server.username, password=server.password)


@pytest.fixture
def store_settings(engine_name: str, request: pytest.FixtureRequest) -> StoreSettings:
    """How to open the engine under test."""
    settings: StoreSettings = request.getfixturevalue(f"{engine_name}_settings")
    return settings


@pytest.fixture
async def store(store_settings: StoreSettings) -> AsyncIterator[Store]:
    """An open store without a node in it, once for every engine."""
    async with open_store(store_settings) as opened:
        await _empty(opened)
        yield opened


async def _empty(store: Store) -> None:
    async def some(transaction: Transaction) -> int:
        rows = await transaction.run(
            "MATCH (n) WITH n LIMIT 2000 DETACH DELETE n RETURN count(*) AS deleted"
        )
        deleted: int = rows[0]["deleted"]
        return deleted

    while await store.write(some):
        pass
