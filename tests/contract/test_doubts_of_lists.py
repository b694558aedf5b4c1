"""Doubts about a list (登记册待核实事项) on every engine: one in all editions, till settled."""

from pathlib import Path

import pytest

from graph.store.port import Store
from loaders.pipeline import load
from loaders.pipeline.review import accept, reject
from loaders.registers import Correction
from tests.contract.telling import proposals

ENTERPRISES = "企业名称,地址,经度,纬度\n{rows}"
SWAPPED = "甲化工有限公司,临港路1号,25.3,119.1\n"
OTHER = "乙化工有限公司,临港路2号,119.2,25.4\n"


def ledger(folder: Path, *rows: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "企业信息表.csv"
    path.write_text(ENTERPRISES.format(rows="".join(rows)), encoding="utf-8")
    return path


async def test_the_same_doubt_of_a_later_edition_is_the_same(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", SWAPPED, OTHER)])
    report = await load(store, [ledger(tmp_path / "2", OTHER, SWAPPED)])
    assert len(await proposals(store)) == 1
    (line,) = report.proposed
    assert (line.place.row, line.place.column) == (3, "经度、纬度")
    assert line.value == "25.3, 119.1"
    assert "119.1, 25.3" in line.zh
    assert "119.1, 25.3" in line.en


async def test_what_was_rejected_does_not_come_back(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", SWAPPED, OTHER)])
    (doubt,) = await proposals(store)
    await reject(store, doubt["id"], by="王工")
    report = await load(store, [ledger(tmp_path / "2", OTHER, SWAPPED)])
    assert not report.proposed
    assert [p["status"] for p in await proposals(store)] == ["REJECTED"]


async def test_what_was_accepted_stays_so(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", SWAPPED, OTHER)])
    (doubt,) = await proposals(store)
    await accept(store, doubt["id"], by="王工")
    report = await load(store, [ledger(tmp_path / "2", OTHER, SWAPPED)])
    assert not report.proposed
    assert not report.corrected
    (row,) = await store.read(
        "MATCH (s:EnterpriseState {name: '甲化工有限公司'}) WHERE s.retracted_at IS NULL "
        "RETURN s.longitude AS longitude"
    )
    assert row == {"longitude": 119.1}


@pytest.mark.parametrize("mended", [SWAPPED.replace("25.3,119.1", "119.1,25.3"), ""])
async def test_a_doubt_is_closed_by_the_edition_that_says_so_no_longer(
    store: Store, tmp_path: Path, mended: str
) -> None:
    await load(store, [ledger(tmp_path / "1", SWAPPED, OTHER)])
    report = await load(store, [ledger(tmp_path / "2", mended, OTHER)])
    assert [p["status"] for p in await proposals(store)] == ["SUPERSEDED"]
    assert [line.subject for line in report.retracted] == ["甲化工有限公司"]
    await load(store, [ledger(tmp_path / "3", SWAPPED, OTHER, OTHER.replace("乙", "丙"))])
    assert [p["status"] for p in await proposals(store)] == ["OPEN"]


async def test_a_contradiction_is_closed_once_it_is_mended(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", OTHER)])
    other = tmp_path / "年报.csv"
    for number, address in enumerate(("海滨路9号", "临港路2号")):
        text = f"企业名称,地址\n乙化工有限公司,{address}\n"
        other.write_text(text, encoding="utf-8")
        await load(store, [other])
        found = [p["status"] for p in await proposals(store, cause="CONTEST")]
        assert found == [["OPEN"], ["SUPERSEDED"]][number]


async def test_a_list_that_is_a_part_closes_nothing(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", SWAPPED, OTHER)])
    part = ledger(tmp_path / "2", OTHER)
    await load(store, [part], correct=lambda _: Correction(whole=False))
    assert [p["status"] for p in await proposals(store)] == ["OPEN"]
