"""The protocols (协议一致性) by their reference implementations, against a real server.

The audits of GraphQL over HTTP and the clients of WebSocket and SSE are those of `bench/protocol`,
at pinned versions; Deno runs them, and may reach the server and nothing else. `make test-protocol`
fetches them once.
"""

import os
import subprocess
from collections.abc import Iterator

import pytest
from deno import find_deno_bin

from graph.store.settings import StoreSettings
from tests.e2e.process import PATIENCE, ROOT, Custody, eventually

PROTOCOL = ROOT / "bench" / "protocol"
AUDITS, CHECKS = 61, 15


@pytest.fixture(scope="module")
def address(
    engine_name: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where a server answers over an empty graph."""
    given: dict[str, str] = {}
    if engine_name == "neo4j":
        settings: StoreSettings = request.getfixturevalue("neo4j_settings")
        given = {
            "NEO4J_URI": settings.uri or "",
            "NEO4J_USERNAME": settings.username,
            "NEO4J_PASSWORD": settings.password or "",
            "NEO4J_DATABASE": settings.database,
        }
    custody = Custody(tmp_path_factory.mktemp("protocol") / "data", given)
    server = custody.start("serve", "--port", "0")
    yield f"{server.url()}/graphql"
    server.process.terminate()
    eventually(server.ended, "the server did not stop")


def told(script: str, address: str) -> list[str]:
    """Run a script to its end, and return the lines that it says."""
    host = address.split("/")[2]
    may = ("--cached-only", "--no-prompt", "--allow-read", "--allow-env", f"--allow-net={host}")
    done = subprocess.run(  # noqa: S603 - the Deno that was installed with the tests, no shell
        [find_deno_bin(), "run", *may, script, address],
        cwd=PROTOCOL,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_every_audit_of_graphql_over_http_passes(address: str) -> None:
    assert told("audits.mjs", address) == [f"audits: {AUDITS} of {AUDITS}"]


def test_the_clients_of_websocket_and_sse_get_what_their_protocols_say(address: str) -> None:
    checks = told("clients.mjs", address)
    assert [line.split()[0] for line in checks] == ["ok"] * CHECKS, checks
