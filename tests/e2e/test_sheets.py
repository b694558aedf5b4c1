"""Kept spreadsheets (台账) at the command line: corrected, remembered, marked, reported."""

import json
from pathlib import Path

from openpyxl import Workbook, load_workbook

from graph.store.engine import EmbeddedEngine
from tests.e2e.process import Custody

WORDS = ("added", "corrected", "ended", "unchanged", "proposed", "rejected")


def saved(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_what_a_person_says_of_a_sheet_holds_for_its_next_edition(
    custody: Custody, tmp_path: Path
) -> None:
    heads = ("企业名称", "部位", "级别", "谁管")
    first = ("福建海岸化工有限公司", "液氨罐区", "紫", "张三")
    path = saved(tmp_path / "我的台账.xlsx", heads, first)
    report, marked = tmp_path / "report.json", tmp_path / "marked.xlsx"
    columns = ("部位=风险点", "级别=风险等级", "谁管=责任人")
    options = [part for column in columns for part in ("--map", column)]
    with EmbeddedEngine.attach(custody.data):
        doubtful = custody("load", str(path), "--lang", "zh", "--report", str(report))
        assert doubtful.returncode == 1
        (fault,) = json.loads(report.read_text(encoding="utf-8"))["rejected"]
        assert "--form" in fault["reason"]

        said = custody(
            "load",
            str(path),
            "--form",
            "risk_control",
            *options,
            "--report",
            str(report),
            "--marked",
            str(marked),
        )
        told = json.loads(report.read_text(encoding="utf-8"))
        assert all(isinstance(told[word], list) for word in WORDS), said.stderr
        assert [sheet["form"] for sheet in told["sheets"]] == ["安全风险分级管控清单"]
        (fault,) = told["rejected"]
        assert (fault["sheet"], fault["row"], fault["column"], fault["value"]) == (
            "Sheet",
            2,
            "级别",
            "紫",
        )
        comment = load_workbook(marked).worksheets[0]["C2"].comment
        assert comment is not None
        assert "应为红" in comment.text

        saved(path, heads, (*first[:2], "红", *first[3:]))
        later = custody("load", str(path), "--report", str(report))
        assert later.returncode == 0, later.stdout + later.stderr
        told = json.loads(report.read_text(encoding="utf-8"))
        assert {line["kind"] for line in told["corrected"]} == {"Hazard"}
        assert custody("load", str(path), "--map", "部位").returncode == 2


def test_a_template_is_filled_in_loaded_and_written_again(custody: Custody, tmp_path: Path) -> None:
    listed = custody("template", "--lang", "zh")
    assert "隐患排查治理台账" in listed.stdout
    unknown = custody("template", "没有这种表", "--lang", "zh")
    assert unknown.returncode == 2
    assert "隐患排查治理台账" in unknown.stderr
    path = tmp_path / "隐患排查治理台账.xlsx"
    assert custody("template", "finding", "--output", str(path)).returncode == 0
    assert custody("template", "finding", "--output", str(path)).returncode == 1
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value).rstrip("*"): k for k, cell in enumerate(sheet[3], 1)}
    for heading, text in (
        ("企业名称", "福建海岸化工有限公司"),
        ("隐患名称", "灭火器失压"),
        ("隐患等级", "一般隐患"),
        ("整改责任人", "张三"),
    ):
        sheet.cell(row=4, column=columns[heading], value=text)
    book.save(path)
    report = tmp_path / "report.json"
    with EmbeddedEngine.attach(custody.data):
        loaded = custody("load", str(path), "--dated", "2024-03-31", "--report", str(report))
        assert loaded.returncode == 0, loaded.stdout + loaded.stderr
        again = custody("export", str(tmp_path / "out"), "--form", "隐患排查治理台账")
        assert again.returncode == 0, again.stdout + again.stderr
        sheet.delete_rows(4)
        book.save(path)
        gone = custody(
            "load", str(path), "--dated", "2024-06-30", "--complete", "--report", str(report)
        )
        assert gone.returncode == 0, gone.stdout + gone.stderr
    written = load_workbook(tmp_path / "out" / path.name).worksheets[0]
    assert "灭火器失压" in [cell.value for cell in written[4]]
    ended = json.loads(report.read_text(encoding="utf-8"))["ended"]
    assert ("Finding", "灭火器失压") in {(line["kind"], line["subject"]) for line in ended}
