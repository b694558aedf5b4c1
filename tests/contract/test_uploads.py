"""Uploads (上传导入) on every engine: the way of `load`, once for one key, and by whom."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

from graph.store.port import Store, Transaction
from loaders.incoming import Incoming
from loaders.pipeline import load
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from tests.contract.test_loading import REGISTERS

SCHEMA = build_schema()
OUTCOMES = ("added", "confirmed", "corrected", "ended", "unchanged", "proposed", "retracted")
LINES = """{ total complete lines {
  kind subject file sheet row column start end locator value reason reasonEn } }"""
UPLOAD = f"""mutation ($input: UploadInput!) {{ done: upload(input: $input) {{
  __typename ... on Problem {{ code message messageEn }} ... on InvalidInput {{ field }}
  ... on KeyReused {{ key act }}
  ... on Uploaded {{ dryRun sheets {{ form columns {{ heading field }} missing }}
    load {{ id name added rejected }}
    record {{ id act actor account subject concerns note key before after }}
    {" ".join(f"{outcome} {LINES}" for outcome in (*OUTCOMES, "rejected", "outside"))} }} }} }}"""
ADMIN = Caller(name="王工", role=Role.ADMIN, scopes=None, personal=True, account="us u1")


def as_csv(rows: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


FILES: Mapping[str, bytes] = {f"{name}.csv": as_csv(rows) for name, rows in REGISTERS.items()}
BROKEN = as_csv([["名称", "安全风险等级"], ["东岸园区", "B"], ["西岸园区", "甲级"]])


@pytest.fixture
def executor(store: Store) -> Executor:
    return Executor(SCHEMA, store)


async def sent(
    executor: Executor,
    files: Mapping[str, bytes],
    caller: Caller | None = None,
    **given: Any,
) -> Any:
    incoming = [Incoming(name, BytesIO(content)) for name, content in files.items()]
    variables = {"input": {"files": incoming, "by": "王工", **given}}
    outcome = await executor.execute(Request(query=UPLOAD, variables=variables), caller)
    assert "errors" not in outcome.response, outcome.response
    return outcome.response["data"]["done"]


async def on_record(store: Store) -> int:
    (row,) = await store.read("MATCH (n) WHERE n.type IS NOT NULL RETURN count(n) AS n")
    return int(row["n"])


def totals(done: Any) -> dict[str, int]:
    return {name: done[name]["total"] for name in (*OUTCOMES, "rejected")}


def placed(line: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a line says, but for the folder in the words about a whole file."""
    names = ["kind", "sheet", "row", "column", "value"]
    names += ["reason", "reasonEn"] if line["kind"] != "file" else []
    return tuple(str(line[name]) for name in names)


async def test_an_upload_does_and_tells_what_a_load_does(
    store: Store, executor: Executor, tmp_path: Path
) -> None:
    files = {**FILES, "园区台账.csv": BROKEN, "总结.docx": b"none"}
    paths = [tmp_path / name for name in files]
    for path in paths:
        path.write_bytes(files[path.name])
    told = await load(store, paths, dry_run=True)
    tried = await sent(executor, files, dryRun=True)
    assert (tried["load"], tried["record"], tried["dryRun"]) == (None, None, True)
    assert await on_record(store) == 0
    done = await sent(executor, files, note="月报")
    for each in (tried, done):
        assert totals(each) == told.counts
        for outcome, lines in told.entries.items():
            shown = each[outcome]["lines"]
            assert each[outcome]["complete"] is (len(shown) == len(lines))
            assert sorted(map(placed, shown)) == sorted(
                placed({**line.as_json(), "reasonEn": line.en or None}) for line in lines
            )
    assert (done["load"]["added"], done["load"]["rejected"]) == (
        done["added"]["total"],
        done["rejected"]["total"],
    )
    again = await sent(executor, files)
    assert totals(again) == {
        **dict.fromkeys(totals(done), 0),
        "unchanged": done["added"]["total"] + done["confirmed"]["total"],
        "rejected": done["rejected"]["total"],
    }


async def test_what_is_rejected_is_told_with_its_place_and_no_folder_of_ours(
    executor: Executor,
) -> None:
    done = await sent(executor, {"园区.csv": BROKEN, "总结.docx": b"none", "表.xyz": b"1"})
    cell = next(line for line in done["rejected"]["lines"] if line["row"])
    assert (cell["file"], cell["row"], cell["column"], cell["value"]) == (
        "园区.csv",
        3,
        "安全风险等级",
        "甲级",
    )
    assert cell["reason"]
    assert cell["reasonEn"]
    whole = [line for line in done["rejected"]["lines"] if line["kind"] == "file"]
    assert {line["file"] for line in whole} == {"总结.docx", "表.xyz"}
    assert "custody-" not in str(done)


async def test_what_two_accounts_send_under_one_name_corrects_nothing_of_each_other(
    executor: Executor,
) -> None:
    def park(grade: str) -> dict[str, bytes]:
        return {"园区.csv": as_csv([["名称", "安全风险等级"], ["东岸园区", grade]])}

    await sent(executor, park("B"), ADMIN)
    other = replace(ADMIN, name="李工", account="us u2")
    assert totals(await sent(executor, park("C"), other, by="李工"))["proposed"] == 1
    assert totals(await sent(executor, park("A"), ADMIN))["corrected"] == 1
    assert (
        totals(await sent(executor, park("D"), other, by="李工", office="应急局"))["proposed"] == 1
    )
    assert totals(await sent(executor, park("D"), ADMIN))["corrected"] == 0


async def test_who_sent_what_is_on_record(store: Store, executor: Executor) -> None:
    done = await sent(executor, {"园区.csv": FILES["园区.csv"]}, ADMIN, note="月报")
    record = done["record"]
    assert (record["act"], record["actor"], record["account"], record["note"]) == (
        "UPLOAD",
        "王工",
        "us u1",
        "月报",
    )
    (document,) = await store.read("MATCH (n:Document) RETURN n.id AS id")
    assert record["subject"] == done["load"]["id"]
    assert record["concerns"] == [done["load"]["id"], document["id"]]
    assert "园区.csv" in record["after"]
    park = done["added"]["lines"][0]
    assert (park["kind"], park["file"], park["row"]) == ("Park", "园区.csv", 2)
    bound = Caller(name="李", role=Role.STEWARD, scopes=("Park:none",), personal=True)
    seen = await executor.execute(Request(query="{ auditRecords { nodes { id } } }"), bound)
    assert seen.response["data"] == {"auditRecords": {"nodes": []}}


async def test_one_key_is_one_upload(store: Store, executor: Executor) -> None:
    files = {"园区.csv": BROKEN}
    first = await sent(executor, files, ADMIN, idempotencyKey="k1")
    size = await on_record(store)
    assert await sent(executor, files, ADMIN, idempotencyKey="k1") == first
    assert await on_record(store) == size
    other = await sent(executor, {"园区.csv": FILES["园区.csv"]}, ADMIN, idempotencyKey="k1")
    assert (other["__typename"], other["key"], other["act"]) == ("KeyReused", "k1", "UPLOAD")
    renamed = await sent(executor, {"化工园区.csv": BROKEN}, ADMIN, idempotencyKey="k1")
    assert renamed["__typename"] == "KeyReused"
    trial = await sent(executor, files, ADMIN, idempotencyKey="k2", dryRun=True)
    assert trial["unchanged"]["total"] == first["added"]["total"]
    assert (await sent(executor, files, ADMIN, idempotencyKey="k2"))["record"] != first["record"]


async def test_a_load_that_broke_off_is_finished_under_its_key(
    store: Store, executor: Executor
) -> None:
    first = await sent(executor, FILES, idempotencyKey="k1")

    async def lost(tx: Transaction) -> None:
        await tx.run("MATCH (n:Load) DETACH DELETE n")

    await store.write(lost)
    again = await sent(executor, FILES, idempotencyKey="k1")
    assert again["load"]["id"] == first["load"]["id"]
    assert again["record"] == first["record"]
    assert again["unchanged"]["total"] == first["added"]["total"]


UNBOUND = Caller(name="王工", role=Role.ADMIN, scopes=None, personal=False)
UNFIT: Sequence[tuple[Mapping[str, bytes], Mapping[str, Any], str]] = (
    ({"园区.csv": BROKEN}, {"by": "李工"}, "by"),
    ({"园区.csv": BROKEN}, {"idempotencyKey": " "}, "idempotencyKey"),
    ({}, {}, "files"),
    ({"..": BROKEN}, {}, "files"),
    ({"a/园区.csv": BROKEN, "b/园区.csv": BROKEN}, {}, "files"),
)


async def test_who_is_bound_to_nothing_and_sees_no_persons_uploads_nothing(
    store: Store, executor: Executor
) -> None:
    for dry_run in (True, False):
        done = await sent(executor, FILES, UNBOUND, dryRun=dry_run)
        assert (done["__typename"], done["code"]) == ("Forbidden", "FORBIDDEN")
        assert done["message"]
        assert done["messageEn"]
    assert await on_record(store) == 0


async def test_what_cannot_be_used_is_said_and_nothing_is_written(
    store: Store, executor: Executor
) -> None:
    for files, given, field in UNFIT:
        done = await sent(executor, files, ADMIN, **given)
        assert (done["__typename"], done["field"]) == ("InvalidInput", field)
    assert await on_record(store) == 0


async def test_what_the_sender_says_of_a_register_is_heeded(executor: Executor) -> None:
    odd = as_csv([["企业名称", "部位", "危险源"], ["甲化工有限公司", "罐区", "泄漏"]])
    alone = await sent(executor, {"杂表.csv": odd}, dryRun=True)
    assert alone["added"]["total"] == 0
    columns = [{"heading": "部位", "field": "风险点"}]
    helped = await sent(
        executor, {"杂表.csv": odd}, form="risk_control", columns=columns, dryRun=True
    )
    assert helped["added"]["total"] > 0
    (sheet,) = helped["sheets"]
    assert (sheet["form"], sheet["missing"]) == ("安全风险分级管控清单", [])
    assert {c["heading"]: c["field"] for c in sheet["columns"]}["部位"]
