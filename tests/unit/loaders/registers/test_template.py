"""Templates (模板): what is printed is read back as the form that printed it."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from graph.model.labels import Label
from loaders.readers.workbook import read_workbook
from loaders.registers import Coverage, Reading, read_register, readings
from loaders.registers.sheetform import SheetForm, sheet_form, sheet_forms
from loaders.registers.template import columns_of_form, workbook_of
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts


def saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def printed(form: SheetForm, path: Path, *rows: dict[str, str]) -> Reading:
    columns = columns_of_form(form)
    cells = [[row.get(column.field, "") for column in columns] for row in rows]
    return read_register(read_workbook(saved(workbook_of(form, "2024-03-31", cells), path)))


def named(name: str) -> SheetForm:
    form = sheet_form(name)
    assert form is not None
    return form


@pytest.mark.parametrize("form", sheet_forms(), ids=lambda form: form.key)
def test_every_template_is_recognised_with_all_its_columns(form: SheetForm, tmp_path: Path) -> None:
    filled = {column.field: column.choices[0] for column in columns_of_form(form) if column.choices}
    needed = dict.fromkeys(form.needed, "液氨罐区") | {"企业": ENTERPRISE} | filled
    told = {"姓名": "王建国", "检查日期": "2024-03-31"}
    needed |= {field: told[field] for field in form.needed & set(told)}
    reading = printed(form, tmp_path / "模板.xlsx", needed)
    (sheet,) = reading.sheets
    assert sheet.form == form.name
    assert {field for _, _, field in sheet.columns} == set(form.titles)
    assert sheet.header == (3, 3)
    coverage = Coverage()
    list(readings(read_workbook(tmp_path / "模板.xlsx"), None, coverage))
    assert coverage.day == date(2024, 3, 31)
    assert not reading.rejected, [line.sentence("zh") for line in reading.rejected]


@pytest.mark.parametrize("form", sheet_forms(), ids=lambda form: form.key)
def test_an_empty_template_says_nothing(form: SheetForm, tmp_path: Path) -> None:
    reading = printed(form, tmp_path / "模板.xlsx")
    assert not reading.entities
    assert not reading.relations


def test_hints_and_lists_follow_from_the_model() -> None:
    content = BytesIO()
    workbook_of(named("隐患排查治理台账")).save(content)
    sheet = load_workbook(content).worksheets[0]
    headings = {str(cell.value): cell for cell in sheet[3]}
    assert sheet["A1"].value == "隐患排查治理台账"
    required = headings["企业名称*"].comment
    day = headings["整改期限"].comment
    assert required is not None
    assert "必填" in required.text
    assert day is not None
    assert "2024-03-31" in day.text
    letter = headings["隐患等级"].coordinate.rstrip("3")
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    (formula,) = [f for cells, f in rules.items() if cells.startswith(letter)]
    assert formula == '"一般隐患,重大隐患"'
    assert sheet.freeze_panes == "A4"


def test_units_stand_in_the_headings_and_are_read_from_them(tmp_path: Path) -> None:
    form = named("重大危险源基本特征表")
    headings = {column.field: column.heading for column in columns_of_form(form)}
    assert headings["存量"] == "单元内危险化学品存量（t）"
    row = {"企业": ENTERPRISE, "危险源": "液氨罐区", "化学品": "氨", "存量": "120"}
    reading = printed(form, tmp_path / "模板.xlsx", row)
    (holds,) = [r for r in reading.relations if r.type == "HOLDS"]
    assert holds.properties == {"quantity": 120.0}


def test_the_words_of_a_role_are_a_list(tmp_path: Path) -> None:
    form = named("包保责任人公示牌")
    duty = next(column for column in columns_of_form(form) if column.field == "包保职责")
    assert duty.choices == ("主要负责人", "技术负责人", "操作负责人")
    row = {"企业": ENTERPRISE, "危险源": "液氨罐区", "包保职责": duty.choices[1], "姓名": "王建国"}
    reading = printed(form, tmp_path / "模板.xlsx", row)
    assert [draft.name for draft in drafts(reading, Label.PERSON)] == ["王建国"]
