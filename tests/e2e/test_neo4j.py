"""``custody`` over a Neo4j of the user's own: the same answers, and clear refusals."""

import re
from pathlib import Path

import pytest

from graph.store.settings import StoreSettings
from tests.e2e.process import Custody
from tests.e2e.test_run import ANSWERS

pytestmark = pytest.mark.neo4j


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> StoreSettings:
    if request.config.getoption("--engine") == "arcadedb":
        pytest.skip("needs a Neo4j: run with --engine neo4j or both (make test-neo4j)")
    found: StoreSettings = request.getfixturevalue("neo4j_settings")
    return found


def over(settings: StoreSettings, folder: Path, password: str) -> Custody:
    return Custody(
        folder / "data",
        {
            "NEO4J_URI": settings.uri or "",
            "NEO4J_USERNAME": settings.username,
            "NEO4J_PASSWORD": password,
            "NEO4J_DATABASE": settings.database,
        },
    )


def test_the_same_four_answers(settings: StoreSettings, tmp_path: Path) -> None:
    custody = over(settings, tmp_path, settings.password or "")
    said = custody("run", "--once", "--port", "0")
    assert said.returncode == 0, said.stderr
    for answer in ANSWERS:
        assert re.search(answer, said.stdout), answer
    assert not custody.data.exists()  # nothing is kept on this machine
    assert "neo4j" in custody("status").stdout.lower()


def test_a_wrong_password_is_one_clear_sentence(settings: StoreSettings, tmp_path: Path) -> None:
    refused = over(settings, tmp_path, "wr0ng-s3cret")("status")
    assert refused.returncode == 3
    assert len(refused.stderr.splitlines()) == 2
    assert "NEO4J_PASSWORD" in refused.stderr
    assert "wr0ng-s3cret" not in refused.stderr + refused.stdout


def test_an_unknown_database_is_told(settings: StoreSettings, tmp_path: Path) -> None:
    custody = over(settings, tmp_path, settings.password or "")
    environ = {**custody.environ, "NEO4J_DATABASE": "nosuchdatabase"}
    refused = Custody(custody.data, environ)("status")
    assert refused.returncode == 3
    assert "nosuchdatabase" in refused.stderr
