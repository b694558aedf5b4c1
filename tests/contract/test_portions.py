"""Long registers (长登记册): loaded by portions, they say what they would say at once."""

import csv
from pathlib import Path

from graph.store.port import Store
from loaders.pipeline import load
from loaders.readers.longtable import PORTION

ROWS = PORTION + 100
LATE = "MATCH (e:Enterprise)-[:LOCATED_IN]->(p:Park) RETURN e.id AS id, e.park_id AS park"
STATED = "MATCH (s:SubstanceState) WHERE s.retracted_at IS NULL RETURN s.evidence AS evidence"


def written(folder: Path, name: str, *rows: tuple[str, ...]) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


async def test_rows_refer_to_rows_of_other_portions(store: Store, tmp_path: Path) -> None:
    plants = [(f"E{k}", "", "") for k in range(2, ROWS)]
    plants[0] = ("E2", "晚到园区", "化工")
    plants[3] = ("E5", "没有的园区", "")
    paths = [
        written(tmp_path, "企业", ("名称", "所在园区", "行业"), *plants, ("E2", "", "医药")),
        written(tmp_path, "园区", ("名称",), ("晚到园区",)),
    ]
    report = await load(store, paths)
    told = {(e.kind, e.place.row, e.value) for e in report.rejected}
    assert told == {("LOCATED_IN", 5, "没有的园区"), ("Enterprise", ROWS, "医药")}
    assert any("第 2 行" in e.zh for e in report.rejected)
    assert len(report.added) == ROWS - 2 + 1 + 1
    assert len(await store.read(LATE)) == 1
    again = await load(store, paths)
    assert not [*again.added, *again.confirmed, *again.corrected]
    assert len(again.unchanged) == len(report.added)


async def test_what_is_said_in_every_portion_is_stated_once(store: Store, tmp_path: Path) -> None:
    heads = ("epa_facility_id", "program_level", "chemical_name", "cas_number")
    level = "Program Level 3 process"
    held = [(str(k // 700), level, "Ammonia", "7664-41-7") for k in range(ROWS)]
    numbers = sorted({row[0] for row in held})
    paths = [
        written(tmp_path, "process_chemicals", heads, *held),
        written(
            tmp_path,
            "facilities",
            ("epa_facility_id", "facility_name"),
            *((number, f"Plant {number}") for number in numbers),
        ),
    ]
    report = await load(store, paths)
    assert not [e for e in report.rejected if e.kind != "column"]
    assert [len(row["evidence"]) for row in await store.read(STATED)] == [1]
    kinds = [e.kind for e in report.added]
    assert kinds.count("HOLDS") == kinds.count("OPERATES") == kinds.count("Unit") == len(numbers)
