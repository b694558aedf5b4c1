"""Long registers (长登记册): loaded by portions, they say what they would say at once."""

import csv
from collections import Counter
from pathlib import Path

from graph.store.port import Store
from loaders.pipeline import load
from loaders.readers.longtable import PORTION
from loaders.report import Entry, LoadReport

ROWS = PORTION + 100
LATE = "MATCH (e:Enterprise)-[:LOCATED_IN]->(p:Park) RETURN e.id AS id, e.park_id AS park"
STATED = "MATCH (s:SubstanceState) WHERE s.retracted_at IS NULL RETURN s.evidence AS evidence"


def written(folder: Path, name: str, *rows: tuple[str, ...]) -> Path:
    path = folder / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
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
    tried = await load(store, paths, dry_run=True)
    report = await load(store, paths)
    assert lines(tried) == lines(report)
    told = {(e.kind, e.place.row, e.value) for e in report.rejected}
    assert told == {("LOCATED_IN", 5, "没有的园区"), ("Enterprise", ROWS, "医药")}
    assert any("第 2 行" in e.zh for e in report.rejected)
    assert len(report.added) == ROWS - 2 + 1 + 1
    assert len(await store.read(LATE)) == 1
    assert (await load(store, paths, dry_run=True)).counts == {
        **dict.fromkeys(report.counts, 0),
        "unchanged": len(report.added),
        "rejected": len(report.rejected),
    }
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
    tried = await load(store, paths, dry_run=True)
    report = await load(store, paths)
    assert lines(tried) == lines(report)
    assert not [e for e in report.rejected if e.kind != "column"]
    assert [len(row["evidence"]) for row in await store.read(STATED)] == [1]
    kinds = [e.kind for e in report.added]
    assert kinds.count("HOLDS") == kinds.count("OPERATES") == kinds.count("Unit") == len(numbers)


async def test_a_doubt_is_about_the_thing_of_its_row_whoever_bears_its_name(
    store: Store, tmp_path: Path
) -> None:
    facilities = written(
        tmp_path,
        "facilities",
        ("epa_facility_id", "facility_name", "latitude", "longitude"),
        ("1", "Ulrich Chemical", "41.061778", "85.10375"),
        ("2", "Ulrich Chemical", "38.063972", "84.541944"),
        *((str(k), f"Plant {k}", "38.0", "-84.5") for k in range(3, ROWS)),
        (str(ROWS), "Ulrich Chemical", "37.2", "86.5"),
    )
    report = await load(store, [facilities])
    assert [line.place.row for line in report.proposed] == [2, 3, ROWS + 1]
    rows = await store.read(
        "MATCH (s:ProposalState) RETURN s.subject AS subject, s.reason AS reason ORDER BY reason"
    )
    assert {row["subject"]: row["reason"].split("或应为 ")[1][:9] for row in rows} == {
        "Organisation:EPA-RMP:1": "-85.10375",
        "Organisation:EPA-RMP:2": "-84.54194",
        f"Organisation:EPA-RMP:{ROWS}": "-86.5, 37",
    }
    await load(store, [facilities])
    assert len(await store.read("MATCH (s:ProposalState) RETURN s.of AS id")) == len(rows)


async def test_a_trial_load_meets_what_it_would_have_recorded(store: Store, tmp_path: Path) -> None:
    """A later portion corrects, contradicts and counts what an earlier one would have stated."""
    early = written(tmp_path, "企业", ("名称", "别名", "行业"), *rows_of("化工"))
    late = written(
        tmp_path, "新企业/企业", ("名称", "行业"), ("旧厂7", "医药"), ("东山化工有限公司", "化工")
    )
    said = written(
        tmp_path,
        "指标",
        ("名称", "数值", "计量单位", "所属"),
        ("从业人员", "30", "人", "东山化工有限公司"),
    )
    text = tmp_path / "总结.txt"
    text.write_text("东山化工有限公司现有从业人员30人。", encoding="utf-8")
    assert (await load(store, [text])).proposed
    tried = await load(store, [early, late, said, text], dry_run=True)
    report = await load(store, [early, late, said, text])
    assert lines(tried) == lines(report)
    assert len(tried.proposed) == 2  # another trade, and a figure of nobody
    assert tried.confirmed


def lines(report: LoadReport) -> dict[str, Counter[Entry]]:
    """Return the lines of a report, in whatever order they were written."""
    return {outcome: Counter(entries) for outcome, entries in report.entries.items()}


def rows_of(trade: str) -> list[tuple[str, str, str]]:
    return [(f"E{k}", f"旧厂{k}", trade) for k in range(ROWS)]
