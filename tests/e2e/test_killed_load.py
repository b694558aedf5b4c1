"""kill -9 while a register is loaded (强行终止): loaded again, the graph is as if left alone."""

import asyncio
import csv
import signal
from pathlib import Path

import pytest

from bench.killing import Place, digest_of, loaded, started
from graph.store.opening import open_store
from graph.store.settings import StoreSettings
from tests.conftest import emptied
from tests.e2e.process import eventually

ROWS = 5000


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> StoreSettings:
    if request.config.getoption("--engine") == "arcadedb":
        pytest.skip("needs a Neo4j: run with --engine neo4j or both (make test-neo4j)")
    found: StoreSettings = request.getfixturevalue("neo4j_settings")
    return found


def empty(settings: StoreSettings, folder: Path) -> Place:
    """Return the server's store with nothing in it."""

    async def emptying() -> None:
        async with open_store(settings) as store:
            await emptied(store)

    asyncio.run(emptying())
    folder.mkdir()
    names = {"URI": settings.uri, "USERNAME": settings.username, "PASSWORD": settings.password}
    return Place(folder, {f"NEO4J_{name}": value or "" for name, value in names.items()})


async def written(settings: StoreSettings) -> int:
    async with open_store(settings) as store:
        (row,) = await store.read("MATCH (e:Evidence) RETURN count(e) AS n")
        found: int = row["n"]
        return found


@pytest.mark.neo4j
def test_a_load_that_is_killed_ends_in_the_same_graph_on_neo4j(
    settings: StoreSettings, tmp_path: Path
) -> None:
    file = tmp_path / "企业.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = ((f"第{k}化工有限公司", f"港前路{k}号", f"119.{k:04}", "25.2") for k in range(ROWS))
        csv.writer(out).writerows([("名称", "地址", "经度", "纬度"), *rows])
    alone = empty(settings, tmp_path / "alone")
    loaded(alone, str(file))
    expected = digest_of(alone)

    cut_off = empty(settings, tmp_path / "killed")
    running = started(cut_off, "load", str(file))
    eventually(lambda: asyncio.run(written(settings)) > 0, "nothing was written")
    running.kill()
    assert running.wait() == -signal.SIGKILL
    loaded(cut_off, str(file))
    assert digest_of(cut_off) == expected
