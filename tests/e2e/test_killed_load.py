"""kill -9 while a register is loaded (强行终止): loaded again, the graph is as if left alone."""

import csv
import time
from pathlib import Path

import pytest

from bench.killing import digest_of, loaded, places

ROWS = 400


@pytest.mark.neo4j
def test_a_load_that_is_killed_ends_in_the_same_graph_on_neo4j(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if request.config.getoption("--engine") == "arcadedb":
        pytest.skip("needs a Neo4j: run with --engine neo4j or both (make test-neo4j)")
    file = tmp_path / "企业.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = ((f"第{k}化工有限公司", f"港前路{k}号", f"119.{k:04}", "25.2") for k in range(ROWS))
        csv.writer(out).writerows([("名称", "地址", "经度", "纬度"), *rows])
    with places("neo4j") as fresh:
        alone = next(fresh)
        began = time.monotonic()
        loaded(alone, str(file))
        whole = time.monotonic() - began
        expected = digest_of(alone)
        cut_off = next(fresh)
        assert loaded(cut_off, str(file), kill_after=0.7 * whole)
        loaded(cut_off, str(file))
        assert digest_of(cut_off) == expected
