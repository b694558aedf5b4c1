"""Kept spreadsheets (台账) on every engine: who answers is found; twice changes nothing."""

from pathlib import Path

from openpyxl import Workbook

from graph.store.port import Store
from loaders.pipeline import load
from loaders.registers import Correction

ENTERPRISE = "福建海岸化工有限公司"


def saved(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


async def test_a_guarantor_board_and_a_finding_ledger_meet_at_one_enterprise(
    store: Store, tmp_path: Path
) -> None:
    board = saved(
        tmp_path / "公示牌.xlsx",
        (f"{ENTERPRISE}重大危险源包保责任人公示牌",),
        ("危险源名称", "危险源等级", "主要负责人", "主要负责人职务", "主要负责人电话"),
        ("液氨罐区", "三级", "王建国", "总经理", "13800138000"),
    )
    ledger = saved(
        tmp_path / "隐患台账.xlsx",
        ("企业名称", "隐患描述", "隐患等级", "检查日期"),
        (ENTERPRISE, "装卸台静电接地线断开", "一般", "2023-11-07"),
    )
    report = await load(store, [board, ledger])
    assert not report.rejected
    assert [sheet.form for sheet in report.sheets] == ["重大危险源台账", "隐患排查治理台账"]
    duties = await store.read(
        "MATCH (p:Person)-[:HOLDS_POST]->(:Post)-[r:RESPONSIBLE_FOR]->(h:Hazard)"
        "<-[:HAS_HAZARD]-(e:Enterprise)<-[:FOUND_AT]-(f:Finding) RETURN r.role AS role"
    )
    assert duties == [{"role": "PRINCIPAL_GUARANTOR"}]
    again = await load(store, [ledger, board])
    assert {key for key, count in again.counts.items() if count} == {"unchanged"}


async def test_swapped_coordinates_and_unearned_levels_wait_for_a_person(
    store: Store, tmp_path: Path
) -> None:
    risks = saved(
        tmp_path / "风险清单.xlsx",
        ("企业名称", "风险点", "风险等级", "L值", "S值"),
        (ENTERPRISE, "液氨罐区", "蓝", "5", "5"),
    )
    places = saved(
        tmp_path / "一企一档.xlsx",
        ("企业名称", "所属行业", "经度", "纬度"),
        (ENTERPRISE, "基础化学原料制造", "25.3", "119.1"),
    )
    report = await load(store, [risks, places])
    assert not report.rejected
    assert {(line.kind, line.place.row) for line in report.proposed} == {
        ("Hazard", 2),
        ("Enterprise", 2),
    }
    found = await store.read(
        "MATCH (e:Enterprise)-[:HAS_HAZARD]->(h:Hazard)-[:HAS_STATE]->(s) "
        "MATCH (e)-[:HAS_STATE]->(t) RETURN s.level AS level, t.longitude AS longitude"
    )
    assert found
    assert {(row["level"], row["longitude"]) for row in found} == {("BLUE", None)}
    again = await load(store, [places, risks])
    assert not again.added
    assert not again.corrected


async def test_a_unit_that_the_user_names_replaces_what_was_taken_for_granted(
    store: Store, tmp_path: Path
) -> None:
    ledger = saved(
        tmp_path / "储罐台账.xlsx",
        ("企业名称", "罐区名称", "储罐编号", "储存介质", "最大储存量", "高度"),
        (ENTERPRISE, "苯罐区", "T-1", "苯", "50000", "12000"),
    )
    first = await load(store, [ledger])
    assert [line.place.column for line in first.rejected] == ["最大储存量", "高度"]
    said = Correction(columns={"最大储存量": "存量（kg）", "高度": "高度（mm）"})
    again = await load(store, [ledger], correct=lambda _: said)
    assert not again.rejected
    assert [(line.kind, line.subject) for line in again.corrected] == [
        ("Indicator", "高度"),
        ("HOLDS", "苯罐区：T-1 → 苯"),
    ]
    assert not again.added
    held = await store.read(
        "MATCH (:Unit)-[h:HOLDS]->(:Substance) WHERE h.retracted_at IS NULL "
        "RETURN h.quantity AS quantity"
    )
    assert held == [{"quantity": 50.0}]
