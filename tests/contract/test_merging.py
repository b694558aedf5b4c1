"""Merges and splits on every engine (合并与拆分): one thing for now, two before, two again."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.acts.entry import Actor, Entry
from graph.acts.merging import merge, split
from graph.acts.refusals import StaleVersionError
from graph.evidence import At
from graph.model.labels import Act
from graph.responsibility.refusals import NotAllowedError
from graph.store.port import Store
from loaders.pipeline import load
from loaders.pipeline.review import accept, reject
from schema.build import build_schema
from schema.context import Context

SCHEMA = build_schema()
QUERY = """query($at: At) { enterprises(at: $at, orderBy: [NAME_ASC]) { nodes {
  id name aliases creditCode address industry validFrom evidence { id }
  posts { nodes { name evidence { id } } } park { edges { evidence { id } node { name } } } } } }"""


def register(folder: Path, name: str, *rows: Sequence[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder / name


def files(folder: Path) -> list[Path]:
    """Two registers that know one plant by two names, with a post of the same name in each."""
    return [
        register(folder, "园区.csv", ("名称",), ("北园",)),
        register(
            folder,
            "企业.csv",
            ("名称", "地址", "所在园区"),
            ("甲化工有限公司", "港前路1号", "北园"),
        ),
        register(
            folder,
            "Enterprise.csv",
            ("名称", "统一社会信用代码", "地址", "行业"),
            ("甲化工有限责任公司", "91350100M000100Y43", "港前路一号", "化工"),
        ),
        register(
            folder,
            "岗位.csv",
            ("名称", "所属"),
            ("安全总监", "甲化工有限公司"),
            ("主要负责人", "甲化工有限责任公司"),
        ),
        register(
            folder,
            "BELONGS_TO.csv",
            ("主体", "客体"),
            ("安全总监", "甲化工有限公司"),
            ("主要负责人", "甲化工有限责任公司"),
        ),
    ]


async def ask(store: Store, text: str, **variables: Any) -> Any:
    result = await SCHEMA.execute(text, variables, context_value=Context(store))
    assert not result.errors, result.errors
    return result.data


async def seen(store: Store, known_at: str | None = None) -> Any:
    at = {"knownAt": known_at} if known_at else None
    return (await ask(store, QUERY, at=at))["enterprises"]["nodes"]


def entry(act: Act, note: str = "", **more: Any) -> Entry:
    return Entry(act=act, actor=Actor("王建国"), asked={"act": act, "note": note}, **more)


async def loaded(store: Store, folder: Path) -> tuple[str, str]:
    report = await load(store, files(folder))
    assert not report.rejected, [line.sentence("en") for line in report.rejected]
    ids = {node["name"]: node["id"] for node in await seen(store)}
    return ids["甲化工有限公司"], ids["甲化工有限责任公司"]


async def test_merged_they_are_one_and_split_they_are_as_before(
    store: Store, tmp_path: Path
) -> None:
    kept, other = await loaded(store, tmp_path)
    before, moment = await seen(store), At.of().known_at

    await merge(store, entry(Act.MERGE), kept, other)
    (one,) = await seen(store)
    assert one["id"] == kept
    assert one["aliases"] == ["甲化工有限责任公司", "91350100M000100Y43"]
    assert (one["address"], one["industry"]) == ("港前路1号", "化工")
    assert one["creditCode"] == "91350100M000100Y43"
    assert {post["name"] for post in one["posts"]["nodes"]} == {"安全总监", "主要负责人"}
    assert await seen(store, moment) == before

    merged_at = At.of().known_at
    await split(store, entry(Act.SPLIT), kept, other)
    assert await seen(store) == before
    assert await seen(store, merged_at) == [one]

    await merge(store, entry(Act.MERGE, "again"), kept, other)
    assert await seen(store) == [one]


async def test_what_was_merged_stays_so_when_its_files_are_loaded_again(
    store: Store, tmp_path: Path
) -> None:
    kept, other = await loaded(store, tmp_path)
    await merge(store, entry(Act.MERGE), kept, other)
    once = await seen(store)
    report = await load(store, files(tmp_path))
    assert not report.added, [line.sentence("en") for line in report.added]
    assert await seen(store) == once
    await split(store, entry(Act.SPLIT), kept, other)
    assert len(await seen(store)) == 2
    await load(store, files(tmp_path))
    assert {node["id"] for node in await seen(store)} == {kept, other}


async def test_what_was_said_since_stays_with_what_was_kept(store: Store, tmp_path: Path) -> None:
    kept, other = await loaded(store, tmp_path)
    before = {node["id"]: node for node in await seen(store)}
    await merge(store, entry(Act.MERGE), kept, other)
    later = register(
        tmp_path / "后", "enterprises.csv", ("名称", "许可部门"), ("甲化工有限公司", "应急局")
    )
    await load(store, [later])
    await split(store, entry(Act.SPLIT), kept, other)
    after = {node["id"]: node for node in await seen(store)}
    assert after[other] == before[other]
    assert after[kept]["aliases"] == before[kept]["aliases"]
    assert after[kept]["creditCode"] is None
    assert len(after[kept]["evidence"]) == len(before[kept]["evidence"]) + 1


async def test_what_cannot_be_merged_or_split_is_refused(store: Store, tmp_path: Path) -> None:
    kept, other = await loaded(store, tmp_path)
    with pytest.raises(NotAllowedError):
        await split(store, entry(Act.SPLIT), kept, other)
    with pytest.raises(NotAllowedError):
        await merge(store, entry(Act.MERGE), kept, kept)
    rows = await store.read("MATCH (n:Park) RETURN n.id AS id")
    with pytest.raises(NotAllowedError):
        await merge(store, entry(Act.MERGE), kept, rows[0]["id"])
    early = "2020-01-01T00:00:00.000000Z"
    with pytest.raises(StaleVersionError):
        await merge(store, entry(Act.MERGE, expected=early), kept, other)
    assert len(await seen(store)) == 2


async def test_the_mutations_answer_and_repeat(store: Store, tmp_path: Path) -> None:
    kept, other = await loaded(store, tmp_path)
    text = """mutation($kept: ID!, $other: ID!) { merge(input: {kept: $kept, other: $other,
      by: "王建国", note: "同一企业", idempotencyKey: "一"}) { __typename
      ... on Merged { thing { id } record { id act actor note subject object concerns } } } }"""
    first = await ask(store, text, kept=kept, other=other)
    assert first["merge"]["__typename"] == "Merged"
    assert first["merge"]["record"]["act"] == "MERGE"
    assert {kept, other} <= set(first["merge"]["record"]["concerns"])
    assert await ask(store, text, kept=kept, other=other) == first
    text = """mutation($kept: ID!, $other: ID!) { split(input: {kept: $kept, other: $other,
      by: "王建国"}) { __typename ... on Parted { thing { id } other { id } record { act } } } }"""
    parted = (await ask(store, text, kept=kept, other=other))["split"]
    assert (parted["thing"]["id"], parted["other"]["id"]) == (kept, other)
    again = (await ask(store, text, kept=kept, other=other))["split"]
    assert again["__typename"] == "NotAllowed"


async def test_what_two_sources_may_know_as_one_is_proposed_and_accepting_merges(
    store: Store, tmp_path: Path
) -> None:
    first, *rest = files(tmp_path)
    await load(store, [first, *rest])
    rows = await store.read(
        "MATCH (s:ProposalState {cause: 'IDENTITY', status: 'OPEN'}) "
        "RETURN s.of AS id, s.summary AS summary, s.subject AS kept, s.object AS other"
    )
    assert [row["summary"] for row in rows] == ["甲化工有限公司 = 甲化工有限责任公司"]
    assert len(await seen(store)) == 2
    await accept(store, rows[0]["id"], by="王建国")
    (one,) = await seen(store)
    assert one["id"] == rows[0]["kept"]
    assert not (await accept(store, rows[0]["id"], by="王建国")).changed

    report = await load(store, files(tmp_path))
    assert not report.proposed
    await split(store, entry(Act.SPLIT), rows[0]["kept"], rows[0]["other"])
    assert len(await seen(store)) == 2
    assert not (await load(store, files(tmp_path))).proposed


async def test_a_match_that_was_rejected_does_not_come_back(store: Store, tmp_path: Path) -> None:
    await load(store, files(tmp_path / "1"))
    rows = await store.read("MATCH (s:ProposalState {cause: 'IDENTITY'}) RETURN s.of AS id")
    await reject(store, rows[0]["id"], by="王建国")
    more = register(tmp_path / "2", "parks.csv", ("名称",), ("南园",))
    report = await load(store, [more, *files(tmp_path / "1")])
    assert not report.proposed
    assert len(await seen(store)) == 2
