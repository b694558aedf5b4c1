"""One store factory for every engine (各引擎共用的测试存储)."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings

from graph.store.engine import EmbeddedEngine
from graph.store.opening import open_store
from graph.store.port import Store, Transaction
from graph.store.settings import StoreSettings
from tests.engines.endpoint import Endpoint
from tests.engines.neo4j_server import running_neo4j

# On a busy machine the first example takes longest, and is no fault. Where a change is judged, a
# test draws the same examples each time: what fails there is of the change. At a desk they differ
# from run to run, and find more.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")

ENGINES = ("arcadedb", "neo4j")
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Arguments of the embedded engine's JVM: a test's engine ends before better code would pay."""

PORTION = 2000
"""Nodes deleted at a time."""

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
    os.environ.setdefault("ARCADEDB_JVM_ARGS", JVM)
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
def arcadedb_settings(tmp_path_factory: pytest.TempPathFactory) -> StoreSettings:
    """A data folder of the session's own."""
    return StoreSettings(data_folder=tmp_path_factory.mktemp("custody"))


@pytest.fixture(scope="session")
def arcadedb_endpoint(arcadedb_settings: StoreSettings) -> Iterator[Endpoint]:
    """The embedded engine, kept alive over the whole session."""
    with EmbeddedEngine.attach(arcadedb_settings.data_folder) as engine:
        yield Endpoint(
            uri=engine.bolt_uri, auth=engine.auth, engine="arcadedb", database=engine.database
        )


@pytest.fixture(scope="session")
def neo4j_settings() -> Iterator[StoreSettings]:
    """The Neo4j that ``NEO4J_URI`` names, or else one started for the session."""
    if os.environ.get("NEO4J_URI"):
        yield StoreSettings.from_environ(os.environ)
        return
    with running_neo4j() as server:
        yield StoreSettings(uri=server.uri, username=server.username, password=server.password)


@pytest.fixture(scope="session")
def neo4j_endpoint(neo4j_settings: StoreSettings) -> Endpoint:
    """The Neo4j under test, declared once: that takes longer than most tests."""

    async def declare() -> None:
        async with open_store(neo4j_settings):
            pass

    asyncio.run(declare())
    return Endpoint(
        uri=neo4j_settings.uri or "",
        auth=(neo4j_settings.username, neo4j_settings.password or ""),
        engine="neo4j",
        database=neo4j_settings.database,
    )


@pytest.fixture
def store_settings(engine_name: str, request: pytest.FixtureRequest) -> StoreSettings:
    """How to open the engine under test."""
    settings: StoreSettings = request.getfixturevalue(f"{engine_name}_settings")
    return settings


@pytest.fixture
def endpoint(store_settings: StoreSettings, request: pytest.FixtureRequest) -> Endpoint:
    """Where the engine under test listens, with everything declared in it."""
    name = "arcadedb_endpoint" if store_settings.uri is None else "neo4j_endpoint"
    found: Endpoint = request.getfixturevalue(name)
    return found


@pytest.fixture
async def store(endpoint: Endpoint) -> AsyncIterator[Store]:
    """An open store without a node in it, once for every engine."""
    async with endpoint.connect() as opened:
        await emptied(opened)
        yield opened


async def emptied(store: Store) -> None:
    """Leave nothing in a store."""

    async def some(transaction: Transaction) -> int:
        rows = await transaction.run(
            f"MATCH (n) WITH n LIMIT {PORTION} DETACH DELETE n RETURN count(*) AS deleted"
        )
        deleted: int = rows[0]["deleted"]
        return deleted

    while await store.write(some) == PORTION:
        pass
