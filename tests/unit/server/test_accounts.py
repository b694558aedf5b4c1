"""Accounts over HTTP (账号): without a token there is no answer."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.store.errors import ForeignDataFolderError
from graph.store.folder import DataFolder
from graph.store.port import Store
from schema.caller import Role
from server.accounts import Accounts
from server.app import create_app
from server.errors import AddressRefusedError
from server.settings import Settings
from server.tokens import AUDIENCE, ISSUER, LocalKeys
from tests.unit.server.test_app import ClosedStore

TYPES = {"query": "{ __typename }"}


@pytest.fixture
def keys(tmp_path: Path) -> LocalKeys:
    made = LocalKeys(tmp_path)
    made.token(name="始", role=Role.ADMIN, scopes=[], personal=True, hours=1)
    return made


def accounts(keys: LocalKeys) -> Accounts:
    return Accounts(keys=str(keys.public), issuer=ISSUER, audience=AUDIENCE)


@pytest.fixture
def client(keys: LocalKeys, request: pytest.FixtureRequest) -> Iterator[TestClient]:
    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    switched = getattr(request, "param", True)
    app = create_app(closed, accounts=accounts(keys), introspection=switched)
    with TestClient(app, base_url="http://custody.example") as opened:
        yield opened


def bearer(keys: LocalKeys, **said: Any) -> dict[str, str]:
    usual = {"name": "王工", "role": Role.ADMIN, "scopes": [], "personal": True, "hours": 1}
    return {"authorization": f"Bearer {keys.token(**{**usual, **said})}"}


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer x"}, {"cookie": "a=b"}])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_token_nothing_is_answered(
    client: TestClient, method: str, headers: dict[str, str]
) -> None:
    send: dict[str, Any] = {"params": TYPES} if method == "GET" else {"json": TYPES}
    response = client.request(method, "/graphql", headers=headers, **send)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer ")
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert error["extensions"]["zh"]
    assert error["extensions"]["en"]
    assert "data" not in response.json()


def test_with_a_token_it_is(client: TestClient, keys: LocalKeys) -> None:
    response = client.post("/graphql", json=TYPES, headers=bearer(keys))
    assert response.json() == {"data": {"__typename": "Query"}}


def test_who_is_bound_gets_nothing_if_their_scope_cannot_be_read(
    client: TestClient, keys: LocalKeys
) -> None:
    headers = bearer(keys, role=Role.STEWARD, scopes=["Park:a"], personal=False)
    response = client.post("/graphql", json=TYPES, headers=headers)
    assert response.json()["errors"][0]["extensions"]["code"] == "STATEMENT_TIMEOUT"
    assert "data" not in response.json()


def test_no_answer_may_be_read_by_another_site(client: TestClient, keys: LocalKeys) -> None:
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    preflight = client.options("/graphql", headers=asked)
    assert preflight.status_code == 405
    headers = bearer(keys) | {"origin": "https://elsewhere.example"}
    response = client.post("/graphql", json=TYPES, headers=headers)
    for answer in (preflight, response):
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("client", [False], indirect=True)
@pytest.mark.parametrize(
    "query", ["{ __schema { types { name } } }", '{ __type(name: "A") { name } }']
)
def test_introspection_can_be_turned_off(client: TestClient, keys: LocalKeys, query: str) -> None:
    response = client.post("/graphql", json={"query": query}, headers=bearer(keys))
    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert client.get("/schema.graphql").status_code == 404


@pytest.mark.parametrize("client", [True, False], indirect=True)
def test_suggestions_go_with_introspection(
    client: TestClient, keys: LocalKeys, request: pytest.FixtureRequest
) -> None:
    on = request.node.callspec.params["client"]
    asked: list[dict[str, Any]] = [
        {"query": "{ parkz { a } }"},
        {"query": "{ parks(filter: {nmae: {eq: 1}}) { totalCount } }"},
        {
            "query": "query ($f: ParkFilter) { parks(filter: $f) { totalCount } }",
            "variables": {"f": {"nmae": 1}},
        },
    ]
    for body in asked:
        response = client.post("/graphql", json=body, headers=bearer(keys))
        assert ("Did you mean" in response.text) is on, body
    events = {"accept": "text/event-stream"} | bearer(keys)
    query = "subscription ($k: [LoadKind]) { loadz }"
    told = client.post("/graphql", json={"query": query}, headers=events)
    assert ("Did you mean" in told.text) is on


def test_only_accounts_open_the_server_to_other_machines(keys: LocalKeys) -> None:
    with pytest.raises(AddressRefusedError):
        Settings.read({}, host="0.0.0.0")  # noqa: S104 - what is refused
    variables = {
        "CUSTODY_JWT_KEYS": str(keys.public),
        "CUSTODY_JWT_ISSUER": ISSUER,
        "CUSTODY_JWT_AUDIENCE": AUDIENCE,
    }
    assert Settings.read(variables, host="0.0.0.0").accounts == accounts(keys)  # noqa: S104 - with accounts


def test_metrics_want_a_token_where_there_are_accounts(client: TestClient, keys: LocalKeys) -> None:
    assert client.get("/metrics").status_code == 401
    shown = client.get("/metrics", headers=bearer(keys))
    assert "custody_operation_duration_seconds" in shown.text


def test_where_tokens_were_issued_first_a_server_can_keep_its_data(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    made = LocalKeys(folder).token(name="始", role=Role.ADMIN, scopes=[], personal=True, hours=1)
    DataFolder(folder).prepare()
    again = LocalKeys(folder).token(name="始", role=Role.ADMIN, scopes=[], personal=True, hours=1)
    assert made.split(".")[0] == again.split(".")[0]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "token-notes.txt").touch()
    with pytest.raises(ForeignDataFolderError):
        DataFolder(tmp_path / "other").prepare()
