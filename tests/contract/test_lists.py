"""Editions of a list (登记册版本) on every engine: what is listed no more has ended."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from graph.cypher.clock import holds
from graph.evidence import At
from graph.store.port import Store
from loaders.pipeline import load
from loaders.pipeline.review import accept
from loaders.registers import Correction
from tests.contract.telling import proposals
from tests.contract.test_export_form import written

ENTERPRISE = "福建海岸化工有限公司"
HEADINGS = ("企业名称", "危险源名称", "危险源等级", "主要负责人", "主要负责人电话")
ROWS = {
    "液氨罐区": ("三级", "王建国", "13800138000"),
    "液氯库": ("二级", "李卫东", "13800138001"),
    "甲醇罐区": ("四级", "陈国强", "13800138002"),
}


def ledger(
    folder: Path, day: str | None, rows: Mapping[str, tuple[str, ...]], office: str = ""
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("重大危险源台账",))
    if day:
        sheet.append((f"截至日期：{day}",))
    if office:
        sheet.append((f"填报单位（盖章）：{office}  填报人：王某",))
    sheet.append(HEADINGS)
    for name, row in rows.items():
        sheet.append((ENTERPRISE, name, *row))
    book.save(folder / "重大危险源台账.xlsx")
    return folder / "重大危险源台账.xlsx"


def without(*names: str) -> dict[str, tuple[str, ...]]:
    return {name: row for name, row in ROWS.items() if name not in names}


async def named(store: Store, label: str, day: str, known_at: At | None = None) -> set[str]:
    at = At.of(date.fromisoformat(day))
    parameters = {**at.parameters, **({"known_at": known_at.known_at} if known_at else {})}
    rows = await store.read(
        f"MATCH (s:{label}State) WHERE {holds('s')} RETURN s.name AS name",
        parameters,
    )
    return {row["name"] for row in rows}


async def grades(store: Store, day: str) -> dict[str, str]:
    rows = await store.read(
        f"MATCH (s:HazardState) WHERE {holds('s')} RETURN s.name AS name, s.grade AS grade",
        At.of(date.fromisoformat(day)).parameters,
    )
    return {row["name"]: row["grade"] for row in rows}


async def test_a_row_that_is_gone_ends_on_the_day_of_the_list(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    before = At.of()

    report = await load(store, [ledger(tmp_path / "2", "2024年3月31日", without("液氯库"))])

    ended = {(line.kind, line.subject) for line in report.ended}
    assert ("Hazard", "液氯库") in ended
    assert ("Person", "李卫东") in ended
    assert ("HAS_HAZARD", f"{ENTERPRISE} → 液氯库") in ended
    assert not {subject for _, subject in ended} & {ENTERPRISE, "液氨罐区", "王建国"}
    assert all(line.zh and line.en and "2024-03-31" in line.zh for line in report.ended)
    assert "13800138001" not in str([line.as_json() for line in report.ended])
    (line,) = (line for line in report.ended if line.kind == "Hazard")
    said = line.as_json()
    assert (said["file"], said["sheet"], said["row"]) == ("重大危险源台账.xlsx", "Sheet", 5)
    assert "危险源名称" in said["column"]
    assert "二级" in said["value"]
    assert not report.retracted
    assert not report.corrected
    assert "液氯库" in await named(store, "Hazard", "2024-03-30")
    assert "液氯库" not in await named(store, "Hazard", "2024-03-31")
    assert "液氯库" in await named(store, "Hazard", "2024-03-31", before)


async def test_an_end_names_the_list_that_says_so(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    await load(store, [ledger(tmp_path / "2", "2024-03-31", without("液氯库"))])
    rows = await store.read(
        "MATCH (s:HazardState {name: '液氯库'}) WHERE s.retracted_at IS NULL "
        "UNWIND s.evidence AS id MATCH (e:Evidence {id: id})-[:IN_DOCUMENT]->(d:Document) "
        "RETURN e.row AS row, d.dated_on AS day, e.note AS note ORDER BY day"
    )
    assert [(row["row"], row["day"]) for row in rows] == [(5, "2023-03-31"), (None, "2024-03-31")]
    assert "2024-03-31" in rows[1]["note"]


@pytest.mark.parametrize("given", [Correction(), Correction(form="major_hazard")])
async def test_the_same_editions_again_change_nothing(
    store: Store, tmp_path: Path, given: Correction
) -> None:
    first = ledger(tmp_path / "1", "2023-03-31", ROWS)
    second = ledger(tmp_path / "2", "2024-03-31", without("液氯库"))
    third = ledger(tmp_path / "3", None, ROWS)
    for path in (first, second, third):
        await load(store, [path], correct=lambda _: given)
    for path in (third, first, second, third):
        report = await load(store, [path], correct=lambda _: given)
        assert {key for key, n in report.counts.items() if n} == {"unchanged"}, path


async def test_a_row_that_returns_is_true_again_from_then_on(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", "2022-03-31", ROWS)])
    await load(store, [ledger(tmp_path / "2", "2023-03-31", without("液氯库"))])
    report = await load(store, [ledger(tmp_path / "3", "2024-03-31", ROWS)])
    assert ("Hazard", "液氯库") in {(line.kind, line.subject) for line in report.added}
    for day, there in (("2022-06-01", True), ("2023-06-01", False), ("2024-06-01", True)):
        assert ("液氯库" in await named(store, "Hazard", day)) is there, day
        assert ("李卫东" in await named(store, "Person", day)) is there, day


async def test_another_value_holds_from_the_day_of_the_list(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    changed = {**ROWS, "液氯库": ("一级", "李卫东", "")}
    report = await load(store, [ledger(tmp_path / "2", "2024-03-31", changed)])
    told = {(line.kind, line.subject): (line.value, line.zh) for line in report.corrected}
    assert told == {
        ("Hazard", "液氯库"): ("一级", "“重大危险源级别”自 2024-03-31 起为“一级”，此前为“二级”"),
        ("Person", "李卫东"): (None, "“联系电话”自 2024-03-31 起不再给出，此前不同"),
    }
    assert not report.ended
    assert (await grades(store, "2024-03-30"))["液氯库"] == "TWO"
    assert (await grades(store, "2024-03-31"))["液氯库"] == "ONE"
    phones = await store.read(
        f"MATCH (s:PersonState {{name: '李卫东'}}) WHERE {holds('s')} RETURN s.phone AS phone",
        At.of(date(2024, 3, 31)).parameters,
    )
    assert phones == [{"phone": None}]


async def test_another_person_answers_from_the_day_of_the_list(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    changed = {**ROWS, "液氯库": ("二级", "赵海生", "13800138009")}
    await load(store, [ledger(tmp_path / "2", "2024-03-31", changed)])
    for day, holder in (("2023-06-01", "李卫东"), ("2024-06-01", "赵海生")):
        at = At.of(date.fromisoformat(day))
        rows = await store.read(
            "MATCH (p:Person)-[t:HOLDS_POST]->(:Post)-[r:RESPONSIBLE_FOR]->(h:Hazard)"
            "-[:HAS_STATE]->(s {name: '液氯库'}) MATCH (p)-[:HAS_STATE]->(n) "
            f"WHERE {holds('t')} AND {holds('n')} "
            f"AND {holds('r')} AND {holds('s')} "
            "RETURN n.name AS name",
            at.parameters,
        )
        assert rows == [{"name": holder}], day


@pytest.mark.parametrize(
    ("sheet", "ends"),
    [
        ((("填写说明",), ("1. 等级填写一级至四级",)), True),
        ((("品名", "去向", "经手"), ("苯", "外销", "张三")), False),
    ],
)
async def test_a_sheet_of_text_alone_hides_no_rows(
    store: Store, tmp_path: Path, sheet: Sequence[tuple[str, ...]], *, ends: bool
) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    later = ledger(tmp_path / "2", "2024-03-31", without("液氯库"))
    book = load_workbook(later)
    for row in sheet:
        (book["其他"] if "其他" in book.sheetnames else book.create_sheet("其他")).append(row)
    book.save(later)

    report = await load(store, [later])

    assert bool(report.ended) is ends
    assert [line.place.sheet for line in report.rejected] == ["其他"]
    notes = [line.zh for line in report.unchanged if line.kind == "file"]
    assert len(notes) == (0 if ends else 1)
    assert all("没有终止" in note for note in notes)


async def test_a_list_without_a_day_ends_on_the_day_of_its_load(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [ledger(tmp_path / "1", None, ROWS)])
    report = await load(store, [ledger(tmp_path / "2", None, without("液氯库"))])
    assert ("Hazard", "液氯库") in {(line.kind, line.subject) for line in report.ended}
    assert all("未注明截至日期" in line.zh for line in report.ended)
    today = At.of().as_of
    assert "液氯库" not in await named(store, "Hazard", today)


async def test_a_part_of_a_list_ends_nothing(store: Store, tmp_path: Path) -> None:
    part = Correction(whole=False)
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    later = ledger(tmp_path / "2", "2024-03-31", without("液氯库"))
    report = await load(store, [later], correct=lambda _: part)
    assert not report.ended
    assert await named(store, "Hazard", "2024-06-01") == set(ROWS)


async def test_another_list_of_the_same_name_ends_nothing_unless_told(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    other = ledger(tmp_path / "2", "2024-03-31", {"苯乙烯罐区": ("三级", "吴志明", "")})
    report = await load(store, [other])
    assert not report.ended
    assert any("--complete" in line.zh for line in report.unchanged)
    report = await load(store, [other], correct=lambda _: Correction(whole=True))
    assert {line.subject for line in report.ended if line.kind == "Hazard"} == set(ROWS)


async def test_a_broken_cell_or_a_column_that_is_gone_ends_nothing(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    broken = {
        "液氨罐区": ROWS["液氨罐区"],
        "液氯库": ("二级", "李卫东12", "13800138001"),
        "甲醇罐区": ("四级", "见附件", ""),  # names nobody, not even whom it named before
    }
    report = await load(store, [ledger(tmp_path / "2", "2024-03-31", broken)])
    assert report.rejected
    assert not report.ended

    book = Workbook()
    for row in (HEADINGS[:3], *((ENTERPRISE, name, row[0]) for name, row in ROWS.items())):
        book.worksheets[0].append(row)
    book.save(tmp_path / "重大危险源台账.xlsx")
    report = await load(store, [tmp_path / "重大危险源台账.xlsx"], dated=date(2025, 3, 31))
    assert not report.ended
    assert "王建国" in await named(store, "Person", "2025-06-01")


async def test_what_another_source_says_too_goes_on(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    board = ledger(tmp_path / "board", None, {"液氯库": ROWS["液氯库"]})
    board = board.rename(board.with_name("公示牌.xlsx"))
    await load(store, [board])
    report = await load(store, [ledger(tmp_path / "2", "2024-03-31", without("液氯库"))])
    assert not report.ended
    assert "液氯库" in await named(store, "Hazard", "2024-06-01")


async def test_an_older_list_loaded_late_changes_nothing(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "2", "2024-03-31", ROWS)])
    report = await load(store, [ledger(tmp_path / "1", "2023-03-31", without("液氯库"))])
    assert {key for key, n in report.counts.items() if n} == {"unchanged"}
    assert "旧版" in report.unchanged[0].zh


async def test_the_same_bytes_under_another_name_change_nothing(
    store: Store, tmp_path: Path
) -> None:
    first = ledger(tmp_path / "1", "2023-03-31", ROWS)
    changed = {**ROWS, "液氯库": ("一级", "赵海生", "13800138009")}
    second = ledger(tmp_path / "2", "2024-03-31", changed)
    for path in (first, second):
        await load(store, [path])
    for path in (first, second):
        copy = path.rename(path.with_name("报送稿.xlsx"))
        report = await load(store, [copy])
        assert {key for key, n in report.counts.items() if n} == {"unchanged"}, path
        assert {line.place.file for line in report.unchanged} == {"报送稿.xlsx"}


async def test_a_list_that_lost_more_than_half_is_told_though_it_is_like_an_older_one(
    store: Store, tmp_path: Path
) -> None:
    few = {name: ROWS[name] for name in ("液氨罐区",)}
    await load(store, [ledger(tmp_path / "1", "2022-03-31", few)])
    await load(store, [ledger(tmp_path / "2", "2023-03-31", ROWS)])
    shrunk = ledger(tmp_path / "3", "2024-03-31", few)
    report = await load(store, [shrunk])
    assert not report.ended
    assert any("--complete" in line.zh for line in report.unchanged)
    report = await load(store, [shrunk], correct=lambda _: Correction(whole=True))
    assert {line.subject for line in report.ended if line.kind == "Hazard"} == {
        "液氯库",
        "甲醇罐区",
    }


async def test_what_only_a_wrong_reading_said_is_taken_back(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ("单位名称", "部位", "要点", "重大危险源级别"),
        (ENTERPRISE, "一车间", "液氨罐区", "三级"),
        (ENTERPRISE, "二车间", "液氯库", "四级"),
    ):
        book.worksheets[0].append(row)
    path = tmp_path / "危险源.xlsx"
    book.save(path)

    def read_as(heading: str) -> Correction:
        return Correction(form="major_hazard", columns={heading: "危险源"})

    await load(store, [path], correct=lambda _: read_as("部位"))
    before = At.of()
    report = await load(store, [path], correct=lambda _: read_as("要点"))
    assert {line.subject for line in report.retracted if line.kind == "Hazard"} == {
        "一车间",
        "二车间",
    }
    assert await named(store, "Hazard", "2024-06-01") == {"液氨罐区", "液氯库"}
    assert await named(store, "Hazard", "2024-06-01", before) == {"一车间", "二车间"}
    again = await load(store, [path], correct=lambda _: read_as("要点"))
    assert {key for key, n in again.counts.items() if n} <= {"unchanged", "rejected"}


async def test_what_another_source_disputes_is_what_is_recorded_now(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    changed = {**ROWS, "液氯库": ("一级", "", "")}
    await load(store, [ledger(tmp_path / "2", "2024-03-31", changed)])
    other = ledger(tmp_path / "3", None, {"液氯库": ("二级", "", "")})
    report = await load(store, [other.rename(other.with_name("园区台账.xlsx"))])
    (line,) = report.proposed
    assert line.value == "二级"
    assert "“重大危险源级别”已记录为“一级”，此处为“二级”" in line.zh


async def test_what_has_ended_and_is_listed_elsewhere_still_is_told(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    await load(store, [ledger(tmp_path / "2", "2024-03-31", without("液氯库"))])
    told = {}
    for day in ("2023-06-30", None):
        other = ledger(tmp_path / f"of {day}", day, {"液氯库": ("二级", "", "")})
        file = other.rename(other.with_name(f"园区台账{day}.xlsx"))
        tried = await load(store, [file], dry_run=True)
        report = await load(store, [file])
        assert list(report.confirmed) == list(tried.confirmed)
        told[day] = {(line.kind, line.subject): line for line in report.confirmed}
    older, undated = (told[day]["Hazard", "液氯库"] for day in ("2023-06-30", None))
    assert not older.zh
    assert "已记录为自 2024-03-31 起终止，此处仍列出" in undated.zh
    assert "ended on 2024-03-31" in undated.en
    assert not told[None]["Enterprise", ENTERPRISE].zh
    assert "液氯库" not in await named(store, "Hazard", "2024-06-01")


async def test_a_list_that_says_it_is_a_part_ends_nothing(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    part = ledger(tmp_path / "2", "2024-03-31　部分清单", without("液氯库"))
    report = await load(store, [part])
    counts = report.counts
    assert (counts["ended"], counts["corrected"], counts["added"]) == (0, 0, 0)
    assert "液氯库" in await named(store, "Hazard", "2024-06-01")


async def test_a_later_edition_does_not_undo_what_a_person_decided(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    other = ledger(tmp_path / "2", None, {"液氯库": ("一级", "", "")})
    await load(store, [other.rename(other.with_name("园区台账.xlsx"))])
    (waiting,) = await proposals(store, status="OPEN")
    await accept(store, waiting["id"], by="王工")
    report = await load(store, [ledger(tmp_path / "3", "2024-03-31", ROWS)])
    assert [(line.subject, line.value) for line in report.proposed] == [("液氯库", "二级")]
    assert (await grades(store, "2024-06-01"))["液氯库"] == "ONE"


async def test_a_trial_tells_what_would_end(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "1", "2023-03-31", ROWS)])
    later = ledger(
        tmp_path / "2", "2024-03-31", {**without("液氯库"), "液氨罐区": ("一级", "", "")}
    )
    trial = await load(store, [later], dry_run=True)
    assert "液氯库" in await named(store, "Hazard", "2024-06-01")
    report = await load(store, [later])
    assert report.counts == trial.counts
    assert [line.subject for line in report.ended] == [line.subject for line in trial.ended]


async def test_what_another_list_dated_before_does_not_begin_anew(
    store: Store, tmp_path: Path
) -> None:
    office = {"企业名称": ENTERPRISE, "姓名": "张三", "职务": "安全总监", "任职时间": "2023-03-01"}
    await load(store, [written(tmp_path / "安全管理人员任职台账.xlsx", "任职台账", [office])])
    plain = {"企业名称": ENTERPRISE, "主要负责人": "王建国"}
    path = written(tmp_path / "一企一档.xlsx", "一企一档", [plain])
    await load(store, [path], dated=date(2024, 3, 31))
    written(path, "一企一档", [{**plain, "安全总监": "张三"}])
    report = await load(store, [path], dated=date(2024, 6, 30))
    assert not [line.subject for line in report.added if line.kind == "HOLDS_POST"]
