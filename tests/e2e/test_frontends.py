"""Frontends (前端) of the real server: the typed client, and files as a browser sends them."""

import json
import os
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx2
import pytest
from deno import find_deno_bin
from openpyxl import Workbook

from schema.signature import CLIENT
from tests.e2e.process import PATIENCE, Custody, eventually

UPLOAD = """mutation ($input: UploadInput!) { upload(input: $input) {
  __typename ... on Problem { message } ... on Uploaded {
    load { id name } record { actor } added { total } unchanged { total }
    rejected { total lines { file sheet row column value reason reasonEn } } } } }"""


@pytest.fixture(scope="module")
def address(written: Custody) -> Iterator[str]:
    server = written.start("serve", "--port", "0")
    yield f"{server.url()}/graphql"
    server.process.terminate()
    eventually(server.ended, "the server did not stop")


def workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "园区"
    for row in (["名称", "安全风险等级"], ["上传园区", "C"], ["另一园区", "甲级"]):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def upload(address: str, content: bytes, headers: dict[str, str], **given: Any) -> Any:
    asked = {"files": [None], "by": "王工", **given}
    fields = {
        "operations": json.dumps({"query": UPLOAD, "variables": {"input": asked}}),
        "map": json.dumps({"0": ["variables.input.files.0"]}),
    }
    files = {"0": ("..\\台账\\上传.xlsx", content)}
    return httpx2.post(address, data=fields, files=files, headers=headers, timeout=60)


def ask(address: str, query: str) -> Any:
    answer = httpx2.post(address, json={"query": query}, timeout=60).json()
    assert "errors" not in answer, answer
    return answer["data"]


def test_a_workbook_is_uploaded_and_answers_at_once(address: str) -> None:
    content, headers = workbook(), {"graphql-require-preflight": "1"}
    refused = upload(address, content, {})
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["extensions"]["code"] == "PREFLIGHT_MISSING"
    trial = upload(address, content, headers, dryRun=True).json()["data"]["upload"]
    assert (trial["load"], trial["added"]["total"] > 0) == (None, True)
    assert ask(address, '{ park(name: "上传园区") { id } }') == {"park": None}
    done = upload(address, content, headers, idempotencyKey="k").json()["data"]["upload"]
    assert done["load"]["name"] == "上传.xlsx"
    assert done["record"]["actor"] == "王工"
    (line,) = done["rejected"]["lines"]
    assert (line["file"], line["sheet"], line["row"], line["column"], line["value"]) == (
        "上传.xlsx",
        "园区",
        3,
        "安全风险等级",
        "甲级",
    )
    assert line["reason"]
    assert line["reasonEn"]
    assert upload(address, content, headers, idempotencyKey="k").json()["data"]["upload"] == done
    shown = ask(
        address,
        '{ park(name: "上传园区") { evidence { cell { sheet row } document { name } } } }',
    )
    assert shown["park"]["evidence"] == [
        {"cell": {"sheet": "园区", "row": 2}, "document": {"name": "上传.xlsx"}}
    ]


def test_the_typed_client_is_sound_and_is_answered(address: str, tmp_path: Path) -> None:
    """Deno checks the types first, `@ts-expect-error` among them, and fetches nothing."""
    host = httpx2.URL(address).netloc.decode()
    may = ("--no-remote", "--no-prompt", "--allow-env=CUSTODY_URL", f"--allow-net={host}")
    done = subprocess.run(  # noqa: S603 - the Deno that was installed with the tests, no shell
        [find_deno_bin(), "test", *may, "client.test.ts"],
        cwd=CLIENT,
        env={**os.environ, "CUSTODY_URL": address, "DENO_DIR": str(tmp_path), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed | 0 failed" in done.stdout
