"""Requests with files (带文件的请求): read within limits, and never on behalf of another site."""

import gc
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
import strawberry
from starlette.testclient import TestClient
from strawberry.schema.config import StrawberryConfig

from graph.store.port import Store
from schema.scalars import SCALARS, Upload
from server.app import create_app
from server.limits import LIMITS
from server.live.admission import Admission
from tests.unit.server.test_app import ClosedStore, error_of

PREFLIGHT = {"graphql-require-preflight": "1"}
ONE = "mutation ($file: Upload!) { name(file: $file) }"
MANY = "mutation ($files: [Upload!]!) { names(files: $files) }"


@strawberry.type
class Query:
    """Nothing to ask."""

    @strawberry.field
    def hello(self) -> str:
        return "你好"


@strawberry.type
class Mutation:
    """What tells of the files that it is given."""

    @strawberry.mutation
    def name(self, file: Upload) -> str:
        return f"{file.name} {file.content.read().decode()}"

    @strawberry.mutation
    def names(self, files: list[Upload]) -> list[str]:
        return [f"{file.name} {len(file.content.read())}" for file in files]


@pytest.fixture
def client() -> Iterator[TestClient]:
    schema = strawberry.Schema(
        query=Query, mutation=Mutation, config=StrawberryConfig(scalar_map=dict(SCALARS))
    )

    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    limits = replace(LIMITS, files=3, upload=20_000, body=2_000)
    app = create_app(closed, schema=schema, limits=limits)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def send(
    client: TestClient,
    operations: Any,
    places: Any,
    *files: tuple[str, str, bytes],
    headers: dict[str, str] | None = None,
) -> Any:
    fields = {"operations": operations, "map": places}
    data = {key: v if isinstance(v, str) else json.dumps(v) for key, v in fields.items()}
    parts = [(key, (name, content)) for key, name, content in files]
    return client.post(
        "/graphql", data=data, files=parts, headers=PREFLIGHT if headers is None else headers
    )


def one(client: TestClient, **more: Any) -> Any:
    asked = {"query": ONE, "variables": {"file": None}}
    return send(client, asked, {"0": ["variables.file"]}, ("0", "企业.csv", b"x"), **more)


def test_files_take_the_place_of_nulls(client: TestClient) -> None:
    assert one(client).json() == {"data": {"name": "企业.csv x"}}
    asked = {"query": MANY, "variables": {"files": [None, None]}}
    places = {"a": ["variables.files.0"], "b": ["variables.files.1"]}
    files = ("b", "乙.csv", b"22"), ("a", "甲.csv", b"1" * 5000)
    assert send(client, asked, places, *files).json() == {
        "data": {"names": ["甲.csv 5000", "乙.csv 2"]}
    }


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"graphql-require-preflight": ""},
        {**PREFLIGHT, "origin": "https://evil.example"},
        {**PREFLIGHT, "origin": "null"},
    ],
)
def test_a_page_of_another_site_uploads_nothing(
    client: TestClient, headers: dict[str, str]
) -> None:
    response = one(client, headers=headers)
    assert response.status_code == 403
    assert error_of(response)["extensions"]["code"] == "PREFLIGHT_MISSING"


def test_what_other_clients_send_for_it_is_taken_too(client: TestClient) -> None:
    own = {"apollo-require-preflight": "true", "origin": "http://127.0.0.1"}
    assert one(client, headers=own).status_code == 200


@pytest.mark.parametrize("value", ["企业.csv", {"name": "x"}, 1, None, []])
def test_a_file_is_nothing_that_json_can_say(client: TestClient, value: Any) -> None:
    response = client.post("/graphql", json={"query": ONE, "variables": {"file": value}})
    assert response.json()["errors"]
    assert "data" not in response.json()
    inline = client.post("/graphql", json={"query": 'mutation { name(file: "企业.csv") }'})
    assert "multipart/form-data" in error_of(inline)["message"]


@pytest.mark.parametrize(
    ("operations", "places"),
    [
        ("{", {"0": ["variables.file"]}),
        ([{"query": ONE, "variables": {"file": None}}], {"0": ["0.variables.file"]}),
        ({"query": ONE, "variables": {"file": None}}, "[]"),
        ({"query": ONE, "variables": {"file": None}}, {}),
        ({"query": ONE, "variables": {"file": None}}, {"0": []}),
        ({"query": ONE, "variables": {"file": None}}, {"0": "variables.file"}),
        ({"query": ONE, "variables": {"file": None}}, {"0": [1]}),
        ({"query": ONE, "variables": {"file": None}}, {"1": ["variables.file"]}),
        ({"query": ONE, "variables": {"file": None}}, {"0": ["variables.file.0"]}),
        ({"query": ONE, "variables": {"file": None}}, {"0": ["variables.other"]}),
        ({"query": ONE, "variables": {"file": None}}, {"0": ["variables"]}),
        ({"query": ONE, "variables": {"file": None}}, {"0": [""]}),
        ({"query": ONE, "variables": {"file": 1}}, {"0": ["variables.file"]}),
        ({"query": None, "variables": {"file": None}}, {"0": ["query"]}),
        ({"query": MANY, "variables": {"files": [None]}}, {"0": ["variables.files.1"]}),
        ({"query": MANY, "variables": {"files": [None]}}, {"0": ["variables.files.-1"]}),
        ({"query": MANY, "variables": {"files": [None]}}, {"0": ["variables.files.９"]}),  # noqa: RUF001 - a digit, but none of ours
        ({"query": ONE, "variables": None}, {"0": ["variables.file"]}),
    ],
)
def test_a_map_that_leads_nowhere_is_refused(
    client: TestClient, operations: Any, places: Any
) -> None:
    response = send(client, operations, places, ("0", "企业.csv", b"x"))
    assert response.status_code == 400
    assert error_of(response)["extensions"]["zh"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"--x\r\n" + b"a: " + b"b" * 9000 + b"\r\n", "multipart/form-data; boundary=x"),
        (b"x", f"multipart/form-data; boundary={'x' * 4000}"),
    ],
)
def test_a_body_that_is_no_form_is_refused(client: TestClient, body: bytes, kind: str) -> None:
    headers = {**PREFLIGHT, "content-type": kind}
    response = client.post("/graphql", content=body, headers=headers)
    assert response.status_code == 400
    assert error_of(response)["extensions"]["code"] == "BAD_REQUEST"


def test_a_file_that_is_cut_off_is_no_file_and_is_closed(client: TestClient) -> None:
    start = '--x\r\nContent-Disposition: form-data; name="0"; filename="a.csv"\r\n\r\n'
    headers = {**PREFLIGHT, "content-type": "multipart/form-data; boundary=x"}
    response = client.post("/graphql", content=start.encode() + b"x" * 5000, headers=headers)
    assert response.status_code == 400
    gc.collect()  # whatever is still open says so, which is an error here


def bounds(response: Any) -> tuple[int, int]:
    said = error_of(response)["extensions"]
    assert response.status_code == 413
    assert said["code"] == "REQUEST_TOO_LARGE"
    assert said["hint"]
    return said["limit"], said["asked"]


def test_each_limit_is_named_with_what_was_asked(client: TestClient) -> None:
    asked = {"query": MANY, "variables": {"files": [None] * 4}}
    places = {str(k): [f"variables.files.{k}"] for k in range(4)}
    files = [(str(k), f"{k}.csv", b"x") for k in range(4)]
    assert bounds(send(client, asked, places, *files)) == (3, 4)
    one_file = {"0": [f"variables.files.{k}" for k in range(4)]}
    assert bounds(send(client, asked, one_file, files[0])) == (3, 4)
    limit, sent = bounds(
        send(client, asked, {"0": ["variables.files.0"]}, ("0", "a.csv", b"x" * 30_000))
    )
    assert (limit, sent > limit) == (20_000, True)
    long = {"query": ONE + " " * 3000, "variables": {"file": None}}
    limit, sent = bounds(send(client, long, {"0": ["variables.file"]}, ("0", "a.csv", b"x")))
    assert (limit, sent > limit) == (2_000, True)


def test_so_many_at_once_and_each_gives_its_place_back(client: TestClient) -> None:
    live: Admission = client.app.state.live  # type: ignore[attr-defined]  # Starlette's own
    with live.uploading(), live.uploading(), live.uploading():
        assert one(client).status_code == 200
        with live.uploading():
            response = one(client)
            assert response.status_code == 429
            said = error_of(response)["extensions"]
            assert (said["code"], said["limit"], said["asked"]) == ("TOO_MANY_UPLOADS", 4, 5)
            assert said["hint"]
    for _ in range(5):
        one(client, headers={})
    assert one(client).status_code == 200


def test_an_upload_is_answered_at_once_and_not_by_events(client: TestClient) -> None:
    assert one(client, headers={**PREFLIGHT, "accept": "text/event-stream"}).status_code == 406


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain"])
def test_other_forms_that_need_no_preflight_stay_refused(client: TestClient, kind: str) -> None:
    body = json.dumps({"query": "{ hello }"})
    response = client.post("/graphql", content=body, headers={**PREFLIGHT, "content-type": kind})
    assert response.status_code == 415
