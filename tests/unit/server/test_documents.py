"""Trusted documents (可信查询): only what the manifest names is run, whichever way it comes."""

import hashlib
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from graph.store.errors import SettingsError
from graph.store.port import Store
from server.app import create_app
from server.documents import Documents
from server.settings import Settings
from tests.unit.server.test_app import ClosedStore

TRUSTED = "query Types { __typename }"
OTHER = "{ __typename }"
DIGEST = hashlib.sha256(TRUSTED.encode()).hexdigest()
BY_HASH = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": DIGEST}}}
NAMED: list[dict[str, Any]] = [
    {"documentId": DIGEST},
    {"documentId": f"sha256:{DIGEST}"},
    BY_HASH,
    {"query": TRUSTED},
]


def manifest(folder: Path, content: Any) -> Path:
    file = folder / "persisted-documents.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    documents = Documents.read(manifest(tmp_path, {DIGEST: TRUSTED}))
    app = create_app(closed, documents=documents)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def code(answer: Any) -> str:
    return str(answer["errors"][0]["extensions"]["code"])


@pytest.mark.parametrize("body", NAMED)
def test_what_the_manifest_names_is_run(client: TestClient, body: dict[str, Any]) -> None:
    assert client.post("/graphql", json=body).json() == {"data": {"__typename": "Query"}}
    params = {k: v if isinstance(v, str) else json.dumps(v) for k, v in body.items()}
    assert client.get("/graphql", params=params).json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("text", [OTHER, f"{TRUSTED} ", "{ __schema { types { name } } }", "{"])
def test_nothing_else_is_run(client: TestClient, text: str) -> None:
    assert code(client.post("/graphql", json={"query": text}).json()) == "UNTRUSTED_DOCUMENT"
    streamed = client.post(
        "/graphql", json={"query": text}, headers={"accept": "text/event-stream"}
    )
    assert "UNTRUSTED_DOCUMENT" in streamed.text


def test_an_id_that_is_not_known_says_so(client: TestClient) -> None:
    assert code(client.post("/graphql", json={"documentId": "0" * 64}).json()) == "UNKNOWN_DOCUMENT"


def test_a_socket_runs_the_same_documents_alone(client: TestClient) -> None:
    said = []
    here = {"host": "127.0.0.1"}
    with client.websocket_connect("/graphql", ["graphql-transport-ws"], headers=here) as socket:
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        for payload in ({"documentId": DIGEST}, {"query": OTHER}, {"documentId": "x"}):
            socket.send_json({"id": "1", "type": "subscribe", "payload": payload})
            said.append(socket.receive_json())
            if said[-1]["type"] == "next":
                assert socket.receive_json()["type"] == "complete"
        socket.send_json({"type": "start"})  # which ends it from the side of the server
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()
    assert said[0]["payload"] == {"data": {"__typename": "Query"}}
    codes = [one["payload"][0]["extensions"]["code"] for one in said[1:]]
    assert codes == ["UNTRUSTED_DOCUMENT", "UNKNOWN_DOCUMENT"]


def test_an_apollo_manifest_will_do(tmp_path: Path) -> None:
    operations = [{"id": DIGEST, "name": "Types", "type": "query", "body": TRUSTED}]
    file = manifest(tmp_path, {"format": "apollo", "version": 1, "operations": operations})
    read = Settings.read({"CUSTODY_DOCUMENTS": str(file)}).documents
    assert read.only
    assert read.text(DIGEST) == TRUSTED


@pytest.mark.parametrize("content", [{"0" * 64: TRUSTED}, [1], {"operations": [{}]}, "x"])
def test_a_manifest_that_cannot_be_trusted_keeps_the_server_from_starting(
    tmp_path: Path, content: Any
) -> None:
    with pytest.raises(SettingsError, match="CUSTODY_DOCUMENTS"):
        Documents.read(manifest(tmp_path, content))
    with pytest.raises(SettingsError, match="CUSTODY_DOCUMENTS"):
        Documents.read(tmp_path / "nowhere.json")


def test_without_a_manifest_every_document_is_run() -> None:
    assert Settings.read({}).documents.allows(OTHER)
