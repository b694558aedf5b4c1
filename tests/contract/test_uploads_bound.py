"""Uploads within a scope (范围内上传) on every engine: what is theirs is loaded, and nothing told.

The same files are sent to two worlds that differ in what their sender may not see: every answer is
the same in both, word for word, and so is all that the sender sees afterwards.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from graph.store.port import Store
from loaders.pipeline import load
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from tests.conftest import emptied
from tests.contract.test_uploads import OUTCOMES, as_csv, sent
from tests.files.office import as_docx

SCHEMA = build_schema()
Rows = list[list[str]]
PUBLIC: Final[Mapping[str, Rows]] = {
    "行政区": [
        ["名称", "行政区划代码", "隶属"],
        ["东省", "990000", ""],
        ["东区", "990101", "东省"],
        ["西区", "990102", "东省"],
    ],
    "Authority": [["名称", "所在行政区"], ["东区应急管理局", "东区"], ["西区应急管理局", "西区"]],
}


def site(park: str, plant: str, code: str, district: str) -> dict[str, Rows]:
    """Return the registers of a park with one plant."""
    return {
        "园区": [["名称", "安全风险等级", "所在行政区"], [f"{park}园区", "B", district]],
        "企业": [
            ["名称", "别名", "统一社会信用代码", "所在园区"],
            [f"{plant}化工有限公司", f"{plant}化工", code, f"{park}园区"],
        ],
        "单元": [
            ["名称", "所属", "运营单位", "设备类别"],
            ["T1", f"{plant}化工", f"{plant}化工", "常压储罐"],
            ["T2", f"{plant}化工", f"{plant}化工", "常压储罐"],
        ],
        "岗位": [["名称", "所属", "所属机构"], ["总经理", f"{plant}化工", f"{plant}化工"]],
        "人员": [
            ["姓名", "所属", "联系电话"],
            [f"{plant}经理", f"{plant}化工", f"1380000{code[-4:]}"],
        ],
        "任职": [
            ["主体类型", "主体", "客体类型", "客体"],
            ["人员", f"{plant}化工/{plant}经理", "岗位", f"{plant}化工/总经理"],
        ],
        "隐患": [
            ["名称", "所属", "隐患级别", "整改期限", "发现于"],
            [f"{plant}法兰渗漏", f"{plant}化工", "一般隐患", "2024-06-01", f"{plant}化工/T1"],
        ],
    }


OURS: Final = site("东岸", "甲", "91350100M000100Y43", "东区")
THEIRS: Final = site("西岸", "乙", "91350200M000200Y1N", "西区")
NOBODYS: Final = site("南岸", "丁", "91350300M000300Y9C", "西区")


def about(registers: Mapping[str, Rows]) -> dict[str, bytes]:
    return {f"{name}.csv": as_csv(rows) for name, rows in registers.items()}


CLAIMS: Final[Mapping[str, Rows]] = {
    # Another's name, code or tank for one's own.
    "企业": [
        ["名称", "别名", "统一社会信用代码", "所在园区"],
        ["甲化工有限公司", "乙化工", "91350100M000100Y43", "东岸园区"],
        ["甲化工", "甲化", "91350200M000200Y1N", "东岸园区"],
        ["乙化工", "", "", "东岸园区"],
        ["乙化工有限公司", "", "91350200M000200Y1N", "东岸园区"],
        ["甲化工有限公司", "", "91350100M000100Y43", "西岸园区"],
    ],
    "单元": [
        ["名称", "所属", "运营单位", "设备类别"],
        ["T1", "乙化工", "甲化工", "常压储罐"],
        ["T7", "", "甲化工", "常压储罐"],
        ["T8", "西岸园区", "甲化工", "常压储罐"],
    ],
    "OPERATES": [
        ["主体类型", "主体", "客体类型", "客体"],
        ["企业", "甲化工", "单元", "乙化工/T1"],
        ["企业", "甲化工", "单元", "T2"],
        ["企业", "乙化工", "单元", "甲化工/T1"],
    ],
    "任职": [
        ["主体类型", "主体", "客体类型", "客体"],
        ["人员", "乙化工/乙经理", "岗位", "甲化工/总经理"],
        ["人员", "乙经理", "岗位", "甲化工/总经理"],
    ],
    "RESPONSIBLE_FOR": [
        ["主体类型", "主体", "客体类型", "客体", "责任链条", "责任角色"],
        ["岗位", "甲化工/总经理", "企业", "乙化工", "企业主体责任", "主要负责人"],
        ["岗位", "甲化工/总经理", "园区", "西岸园区", "企业主体责任", "主要负责人"],
        ["岗位", "甲化工/总经理", "行政区", "西区", "企业主体责任", "主要负责人"],
    ],
}
TEXT: Final = (
    "东区安全生产工作总结\n"
    "一、乙化工有限公司为全区危险化学品储存企业双重预防机制建设试点企业。\n"
    "二、东区应急管理局检查乙化工有限公司，发现隐患3处，其中乙法兰渗漏1处。\n"
    "三、西岸园区安全风险等级为B级。"
)
NEW: Final[Mapping[str, Rows]] = {
    "单元": [
        ["名称", "所属", "运营单位", "设备类别", "容积（m³）"],
        ["T1", "甲化工", "甲化工", "常压储罐", "900"],
        ["T3", "甲化工", "甲化工", "常压储罐", "500"],
    ],
    "隐患": [
        ["名称", "所属", "隐患级别", "整改期限", "发现于"],
        ["液位计失灵", "甲化工", "一般隐患", "2026-06-01", "甲化工/T3"],
    ],
}
SENT: Final[Mapping[str, Mapping[str, bytes]]] = {
    "ours": about(OURS),
    "theirs": about(THEIRS),
    "nobody's": about(NOBODYS),
    "claims": about(CLAIMS),
    "new": about(NEW),
    "public": about(PUBLIC),
    "document": {"总结.txt": TEXT.encode()},
}
SEEN: Final = (
    "{ enterprises { totalCount nodes { id name aliases units { nodes { id name volume } } } } }",
    "{ parks { nodes { id name organisations { totalCount } hazards { totalCount } } } }",
    "{ units { totalCount nodes { id name volume operators { nodes { ... on Node { id } } } } } }",
    "{ posts { nodes { id name holders { totalCount nodes { id } } } } }",
    "{ persons { nodes { id name phone } } }",
    "{ findings { totalCount nodes { id name status foundAt { nodes { ... on Node { id } } } } } }",
    "{ proposals(first: 100) { totalCount nodes { summary cause reason } } }",
    "{ documents { totalCount nodes { name source } } }",
    "{ auditRecords { nodes { act account concerns } } }",
    '{ search(text: "化工", first: 50) { totalCount nodes { __typename } } }',
)


async def bound(store: Store, key: str) -> list[Caller]:
    """Return a steward of our park, our plant, our district, and a stranger."""
    rows = await store.read(
        "MATCH (n)-[:HAS_STATE]->(s) WHERE s.name IN $names RETURN n.id AS id, s.name AS name",
        {"names": ["东岸园区", "甲化工有限公司", "东区"]},
    )
    ids = {row["name"]: row["id"] for row in rows}
    found = [
        Caller(name="王工", role=role, scopes=scopes, personal=personal, account=f"idp {role}")
        for role, scopes, personal in (
            (Role.STEWARD, (ids["东岸园区"],), True),
            (Role.STEWARD, (ids["东岸园区"],), False),
            (Role.ENTERPRISE, (ids["甲化工有限公司"],), True),
            (Role.REGULATOR, (ids["东区"],), False),
            (Role.STEWARD, (), False),
        )
    ]
    return found if key == "all" else found[:1]


async def world(store: Store, folder: Path, *sites: Mapping[str, Rows]) -> Executor:
    """Record what an administrator loaded."""
    await emptied(store)
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    for name in {name: None for each in (PUBLIC, *sites) for name in each}:
        tables = [each[name] for each in (PUBLIC, *sites) if name in each]
        rows = [tables[0][0], *(row for table in tables for row in table[1:])]
        rows = [[*row, "出处" if k == 0 else "台账"] for k, row in enumerate(rows)]
        (folder / f"{name}.csv").write_bytes(as_csv(rows))
    report = await load(store, [folder])
    assert not report.rejected, [line.sentence("zh") for line in report.rejected]
    assert not report.proposed, [line.sentence("zh") for line in report.proposed]
    return Executor(SCHEMA, store)


async def looked(executor: Executor, caller: Caller) -> list[Any]:
    found = []
    for text in SEEN:
        outcome = await executor.execute(Request(query=text), caller)
        assert "errors" not in outcome.response, outcome.response
        found.append(outcome.response["data"])
    # Of one name they stand in the order of their digests, which those who loaded them know.
    documents = next(each["documents"] for each in found if "documents" in each)
    documents["nodes"].sort(key=str)
    return found


def named(done: Any, outcome: str) -> list[tuple[str, str]]:
    return [(line["kind"], line["subject"]) for line in done[outcome]["lines"]]


async def test_what_is_hidden_changes_no_word_of_an_answer(store: Store, tmp_path: Path) -> None:
    told: list[list[Any]] = []
    for name, sites in (("alone", (OURS,)), ("beside", (OURS, THEIRS))):
        executor = await world(store, tmp_path / name, *sites)
        answers: list[Any] = []
        for k, caller in enumerate(await bound(store, "all")):
            for files, content in SENT.items():
                for dry in (True, False) if k == 0 else (False,):
                    key = {} if dry else {"idempotencyKey": f"{k}{files}"}
                    done = await sent(executor, content, caller, dryRun=dry, **key)
                    answers.append((k, files, dry, done))
            answers.append(await looked(executor, caller))
        told.append(answers)
    uploads = [each[3] for each in told[0] if isinstance(each, tuple)]
    lines = sum(done[outcome]["total"] for done in uploads for outcome in (*OUTCOMES, "rejected"))
    assert lines >= 300
    for one, other in zip(*told, strict=True):
        assert one == other


def signed(rectifier: str, manager: str, phone: str) -> dict[str, Rows]:
    """Return our registers with who rectified what, who manages, and a phone."""
    ours = {**OURS, "人员": [OURS["人员"][0], [manager, "甲化工", phone]]}
    ours["任职"] = [
        OURS["任职"][0],
        ["人员", f"甲化工/{manager}", "岗位", "甲化工/总经理"],
    ]
    finding = [*OURS["隐患"][0], "整改人"]
    ours["隐患"] = [finding, [*OURS["隐患"][1], rectifier]]
    return ours


async def test_who_may_not_see_personal_data_learns_none_by_a_file(
    store: Store, tmp_path: Path
) -> None:
    told: list[list[Any]] = []
    first, second = ("赵一", "钱二", "13800000001"), ("孙三", "李四", "13800000002")
    guesses = [about(signed(*first)), about(signed(*second))]
    for name, people in (("first", first), ("second", second)):
        executor = await world(store, tmp_path / name, signed(*people))
        steward = (await bound(store, "all"))[1]
        assert not steward.personal
        told.append([await sent(executor, files, steward) for files in guesses])
        request = Request(query="{ loads { nodes { report } } proposals { nodes { reason } } }")
        unbound = Caller(name="管", role=Role.ADMIN, scopes=None, personal=False)
        for caller in (steward, unbound):
            seen = str((await executor.execute(request, caller)).response)
            assert not [word for word in (*first, *second) if word in seen]
    uploads = [[{**done, "load": None, "record": None} for done in each] for each in told]
    assert uploads[0] == uploads[1]
    for done in uploads[0]:
        held = {kind for kind, _ in named(done, "proposed")}
        assert {"Person", "Finding", "HOLDS_POST"} <= held


async def test_a_stewards_own_register_is_loaded(store: Store, tmp_path: Path) -> None:
    executor = await world(store, tmp_path, OURS, THEIRS)
    (steward,) = await bound(store, "one")
    done = await sent(executor, SENT["new"], steward, idempotencyKey="k")
    assert done["__typename"] == "Uploaded", done
    assert done["rejected"]["total"] == done["proposed"]["total"] == done["outside"]["total"] == 0
    assert {("Unit", "T3"), ("Finding", "液位计失灵")} <= set(named(done, "added"))
    assert named(done, "corrected") == [("Unit", "T1")]
    assert (done["record"]["act"], done["record"]["account"]) == ("UPLOAD", "idp steward")
    assert await sent(executor, SENT["new"], steward, idempotencyKey="k") == done
    request = Request(query="{ units { nodes { name volume } } }")
    found = (await executor.execute(request, steward)).response["data"]["units"]["nodes"]
    assert {(u["name"], u["volume"]) for u in found} == {("T1", 900), ("T2", None), ("T3", 500)}

    later = {
        "单元.csv": as_csv([["名称", "所属", "容积（m³）"], ["T3", "甲化工", "600"]]),
    }
    again = await sent(executor, later, steward)
    assert named(again, "corrected") == [("Unit", "T3")]
    assert again["ended"]["total"] == 0
    admin = Caller(name="王工", role=Role.ADMIN, scopes=None, personal=True)
    outcome = await executor.execute(Request(query="{ loads { nodes { added } } }"), admin)
    assert len(outcome.response["data"]["loads"]["nodes"]) == 3


async def everything(store: Store, plant: str) -> Any:
    """Return what is recorded of a plant and all around it."""
    return await store.read(
        "MATCH (a)-[:HAS_STATE]->(s) WHERE s.name STARTS WITH $plant OR s.name STARTS WITH '西岸'"
        " OPTIONAL MATCH (a)-[r]-(b) WHERE r.id IS NOT NULL"
        " RETURN a.id AS a, properties(s) AS said, r.id AS r, r.retracted_at AS gone, b.id AS b"
        " ORDER BY a, s.recorded_at, r, b",
        {"plant": plant},
    )


def plain(rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    return [
        (row["a"], row["r"], row["gone"], row["b"], row["said"]["name"], row["said"].get("aliases"))
        for row in rows
    ]


async def test_nothing_of_another_park_is_changed_or_comes_into_sight(
    store: Store, tmp_path: Path
) -> None:
    executor = await world(store, tmp_path, OURS, THEIRS)
    before = plain(await everything(store, "乙"))
    (steward,) = await bound(store, "one")
    for files in ("theirs", "claims", "document"):
        done = await sent(executor, SENT[files], steward)
        assert done["__typename"] == "Uploaded"
        for line in (line for outcome in OUTCOMES for line in done[outcome]["lines"]):
            assert "91350200" not in (line["reason"] or "")
    assert plain(await everything(store, "乙")) == before
    seen = str(await looked(executor, replace(steward, role=Role.STEWARD)))
    assert "乙经理" not in seen
    assert "13800000Y1N" not in seen


async def test_what_is_held_waits_for_an_administrator(store: Store, tmp_path: Path) -> None:
    executor = await world(store, tmp_path, OURS)
    (steward,) = await bound(store, "one")
    new = {
        "企业.csv": as_csv(
            [["名称", "所在园区"], ["戊化工有限公司", "东岸园区"], ["甲化工有限公司", "东岸园区"]]
        ),
    }
    done = await sent(executor, new, steward)
    held = named(done, "proposed")
    assert ("Enterprise", "戊化工有限公司") in held
    assert "管理员" in done["proposed"]["lines"][0]["reason"]
    admin = Caller(name="管", role=Role.ADMIN, scopes=None, personal=True)
    asked = "{ proposals { nodes { id cause summary needs } } }"
    seen = (await executor.execute(Request(query=asked), steward)).response["data"]
    assert seen["proposals"]["nodes"] == []
    found = (await executor.execute(Request(query=asked), admin)).response["data"]
    waiting = found["proposals"]["nodes"]
    assert {p["cause"] for p in waiting} == {"SCOPE"}
    (thing,) = (p for p in waiting if not p["needs"])
    text = (
        f'mutation {{ done: acceptProposal(input: {{ id: "{thing["id"]}", by: "管" }}) '
        "{ ... on ProposalDecision { changed } ... on Problem { message } } }"
    )
    outcome = await executor.execute(Request(query=text), admin)
    assert outcome.response["data"]["done"] == {"changed": True}
    request = Request(query="{ enterprises { nodes { name } } }")
    names = (await executor.execute(request, steward)).response["data"]["enterprises"]["nodes"]
    assert {n["name"] for n in names} == {"甲化工有限公司", "戊化工有限公司"}


async def test_a_file_by_anothers_name_is_no_edition_of_theirs(
    store: Store, tmp_path: Path
) -> None:
    executor = await world(store, tmp_path, OURS, THEIRS)
    before = plain(await everything(store, "乙"))
    (steward,) = await bound(store, "one")
    rows = [["名称", "所属", "设备类别"], ["T1", "甲化工", "常压储罐"]]
    for name in ("单元.csv", "企业.csv"):
        done = await sent(executor, {name: as_csv(rows)}, steward)
        assert done["ended"]["total"] == done["retracted"]["total"] == 0
    assert plain(await everything(store, "乙")) == before
    whole = await sent(executor, {"单元.csv": as_csv(rows)}, steward, complete=True)
    assert (whole["__typename"], whole["field"]) == ("InvalidInput", "complete")


async def test_a_tank_that_went_to_another_is_not_taken_back(store: Store, tmp_path: Path) -> None:
    executor = await world(store, tmp_path, OURS, THEIRS)
    moved = [
        ["主体类型", "主体", "客体类型", "客体", "生效日期", "失效日期"],
        ["企业", "甲化工", "单元", "甲化工/T2", "", "2024-01-01"],
        ["企业", "乙化工", "单元", "甲化工/T2", "2024-01-01", ""],
    ]
    folder = tmp_path / "moved"
    folder.mkdir()
    (folder / "OPERATES.csv").write_bytes(as_csv(moved))
    assert not (await load(store, [folder])).rejected
    (steward,) = await bound(store, "one")
    asked = Request(query="{ units { nodes { name } } }")
    for files in ("ours", "claims", "new"):
        await sent(executor, SENT[files], steward)
        found = (await executor.execute(asked, steward)).response["data"]["units"]["nodes"]
        assert "T2" not in {unit["name"] for unit in found}


@pytest.mark.parametrize("kind", ["docx", "txt"])
async def test_a_document_is_kept_and_read(store: Store, tmp_path: Path, kind: str) -> None:
    executor = await world(store, tmp_path, OURS, THEIRS)
    (steward,) = await bound(store, "one")
    path = tmp_path / f"总结.{kind}"
    if kind == "docx":
        path.write_bytes(as_docx(TEXT.splitlines()))
    else:
        path.write_text(TEXT, encoding="utf-8")
    done = await sent(executor, {path.name: path.read_bytes()}, steward)
    assert done["__typename"] == "Uploaded"
    assert done["proposed"]["total"] > 0
    (kept,) = await store.read(
        "MATCH (d:Document) WHERE d.name = $name RETURN d.text AS text", {"name": path.name}
    )
    assert "乙化工有限公司" in kept["text"]
