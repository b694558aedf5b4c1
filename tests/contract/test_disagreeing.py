"""Sources that disagree (来源不一致) on every engine: put to a person, weighed by what holds."""

from datetime import date
from pathlib import Path

from graph.evidence import UNKNOWN_START
from graph.store.port import Store
from loaders.pipeline import load
from loaders.pipeline.review import accept
from tests.contract.test_loading import write_all, write_csv


async def test_personal_data_on_record_is_told_to_who_decides_and_in_no_report(
    store: Store, tmp_path: Path
) -> None:
    rows = [["姓名", "所属", "联系电话"], ["李某", "甲公司", "13800138000"]]
    plant = [["名称"], ["甲公司"]]
    await load(store, [write_csv(tmp_path, "企业", plant), write_csv(tmp_path, "1_人员", rows)])
    rows[1][2] = "13900139000"
    report = await load(store, [write_csv(tmp_path, "2_人员", rows)])
    (line,) = report.proposed
    assert (line.kind, line.value) == ("Person", "13900139000")
    assert "13800138000" not in line.zh + line.en
    (kept,) = await store.read("MATCH (:Proposal)-[:HAS_STATE]->(p) RETURN properties(p) AS p")
    assert "“联系电话”已记录为“13800138000”，此处为“13900139000”" in kept["p"]["reason"]
    assert "13800138000" in kept["p"]["reason_en"]


async def test_a_row_without_a_day_is_weighed_against_what_holds_now(
    store: Store, tmp_path: Path
) -> None:
    head = ["主体", "客体", "设计最大量（t）"]
    held = ["东岸园区/T1", "64-17-5"]
    rows = [
        [*head, "生效日期", "失效日期"],
        [*held, "50", "", "2024-01-01"],
        [*held, "60", "2024-01-01", ""],
    ]
    others = [path for path in write_all(tmp_path) if path.stem != "HOLDS"]
    await load(store, [*others, write_csv(tmp_path / "1", "HOLDS", rows)])
    told = {}
    for amount, outcome in (("60", "confirmed"), ("70", "proposed")):
        file = write_csv(tmp_path / "2", f"{amount}_HOLDS", [head, [*held, amount]])
        tried = await load(store, [file], dry_run=True)
        report = await load(store, [file])
        assert report.counts == tried.counts
        (told[amount],) = (line for line in report.entries[outcome] if line.kind == "HOLDS")
    assert not told["60"].zh
    assert "“设计最大量”已记录为“60.0 t”，此处为“70.0 t”" in told["70"].zh
    again = await load(store, [tmp_path / "2" / "60_HOLDS.csv"])
    assert {key for key, n in again.counts.items() if n} == {"unchanged"}
    (proposed,) = await store.read(
        "MATCH (n:Proposal)-[:HAS_STATE]->(p) WHERE p.retracted_at IS NULL RETURN n.id AS id"
    )
    await accept(store, proposed["id"], by="王工")
    amounts = await store.read(
        "MATCH ()-[r:HOLDS]->() WHERE r.retracted_at IS NULL"
        " RETURN r.quantity AS amount, r.valid_from AS since, r.valid_to AS until ORDER BY since"
    )
    assert [tuple(row.values()) for row in amounts] == [
        (50, UNKNOWN_START, "2024-01-01"),
        (70, "2024-01-01", None),
    ]


async def test_a_trial_weighs_a_row_without_a_day_as_the_load_does(
    store: Store, tmp_path: Path
) -> None:
    others = [path for path in write_all(tmp_path) if path.stem != "HOLDS"]
    head, held = ["主体", "客体", "设计最大量（t）"], ["东岸园区/T1", "64-17-5"]
    rows = [
        [*head, "生效日期", "失效日期"],
        [*held, "50", "", "2024-01-01"],
        [*held, "60", "2024-01-01", ""],
    ]
    dated = write_csv(tmp_path, "1_HOLDS", rows)
    undated = write_csv(tmp_path, "2_HOLDS", [head, [*held, "60"]])
    tried = await load(store, [*others, dated, undated], dry_run=True)
    report = await load(store, [*others, dated, undated])
    assert tried.counts == report.counts
    assert not report.proposed
    older = write_csv(tmp_path, "3_HOLDS", [head, [*held, "60"]])
    report = await load(store, [older], dated=date(2023, 6, 30))
    (line,) = report.proposed
    assert "已记录为“50.0 t”，此处为“60.0 t”" in line.zh


async def test_two_sources_that_disagree_are_put_to_a_person(store: Store, tmp_path: Path) -> None:
    rows = [["名称", "安全风险等级"], ["东岸园区", "B"]]
    await load(store, [write_csv(tmp_path, "1_园区", rows)])
    rows[1][1] = "C"
    other = write_csv(tmp_path, "2_园区", rows)
    await load(store, [other])
    report = await load(store, [other])
    (line,) = report.proposed
    assert (line.place.file, line.place.row, line.value) == ("2_园区.csv", 2, "C")
    assert "“安全风险等级”已记录为“B”，此处为“C”" in line.zh
    assert "“B”" in line.en
    (kept,) = await store.read("MATCH (:Proposal)-[:HAS_STATE]->(p) RETURN properties(p) AS p")
    assert kept["p"]["reason"] == line.zh
    assert '"claimed": {"risk_grade": "C"}' in kept["p"]["statement"]
    (state,) = await store.read("MATCH (s:ParkState) RETURN s.risk_grade AS grade")
    assert state["grade"] == "B"
    (evidence,) = await store.read(
        "MATCH (e:Evidence {id: $id}) RETURN e.row AS row", {"id": kept["p"]["evidence"][0]}
    )
    assert evidence["row"] == 2


async def test_a_file_that_contradicts_itself_is_not_followed_in_the_second_row(
    store: Store, tmp_path: Path
) -> None:
    rows = [["名称", "安全风险等级"], ["东岸园区", "B"], ["东岸园区", "C"]]
    path = write_csv(tmp_path, "园区", rows)
    for outcome in ("added", "unchanged"):
        report = await load(store, [path])
        (fault,) = report.rejected
        assert (fault.place.row, fault.value) == (3, "C")
        assert "“安全风险等级”" in fault.zh
        assert "第 2 行" in fault.zh
        assert report.counts[outcome] == 1
