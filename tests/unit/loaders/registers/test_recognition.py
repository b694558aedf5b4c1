"""Recognition (样式识别): the form of a sheet is found from its headings, or the doubt is told."""

import re
from collections.abc import Sequence

import pytest

from graph.model.labels import Label
from loaders.readers.spreadsheet import Row, Table
from loaders.registers import Correction
from loaders.registers.recognition import Guess, guesses
from loaders.registers.sheetform import sheet_form, sheet_forms
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, heading_sets, read

REAL = [
    # form, columns that become statements, columns
    ("安全风险分级管控清单", 15, 24),
    ("安全风险分级管控清单", 20, 23),
    ("安全风险分级管控清单", 7, 10),
    ("安全风险分级管控清单", 10, 14),
    ("隐患排查治理台账", 9, 15),
    ("隐患排查治理台账", 10, 25),
    ("隐患排查治理台账", 3, 10),
    ("重大危险源台账", 34, 35),
    ("重大危险源基本特征表", 14, 18),
    ("重大危险源生产场所", 8, 9),
    ("重大危险源档案", 14, 15),
    ("一企一档", 31, 36),
    ("一企一档", 36, 44),
    ("一企一档", 17, 27),
    ("包保责任人公示牌", 4, 4),
    ("重大危险源台账", 11, 11),
    ("包保责任人排查情况", 11, 12),
]


@pytest.mark.parametrize("index", range(len(REAL)))
def test_each_real_set_of_headings_is_recognised(index: int) -> None:
    expected, used, total = REAL[index]
    headings = heading_sets()[index]["columns"]
    reading = read((f"企业名称：{ENTERPRISE}", "危险源名称：液氨罐区"), headings)
    (sheet,) = reading.sheets
    assert sheet.form == expected
    assert len([field for _, _, field in sheet.columns if field]) == used
    assert len(sheet.columns) == total
    rivals = [g for g in _guesses(headings) if g.form.name != expected and not g.missing]
    assert all(sheet.score - rival.score > 0.5 for rival in rivals)
    unknown = [fault for fault in reading.rejected if "不认得" in fault.zh]
    assert not unknown


def _guesses(headings: Sequence[str]) -> list[Guess]:
    said = (f"企业名称：{ENTERPRISE}", "危险源名称：液氨罐区")
    rows = tuple(Row(number, tuple(cells)) for number, cells in enumerate((said, headings), 1))
    return guesses(Table(name="Sheet1", sheet="Sheet1", rows=rows), "台账.xlsx", Correction())


@pytest.mark.parametrize("form", sheet_forms(), ids=lambda form: form.key)
def test_what_a_form_says_is_within_the_form_and_the_model(form: object) -> None:
    from graph.model.registry import node_spec, relation_spec  # noqa: PLC0415 - only here
    from loaders.registers.sheetform import SheetForm  # noqa: PLC0415 - only here

    assert isinstance(form, SheetForm)
    fields = set(form.fields.values())
    keys = {thing.key for thing in form.things}
    assert form.needed <= fields
    assert {field for mark in form.marks for field in mark.split("|")} <= fields
    assert {*form.units, *form.units.values(), *form.words, *form.term.fields} <= fields
    assert not form.unused & set(form.fields)
    assert {field for may in form.either.values() for field in may} <= fields
    assert form.either.keys().isdisjoint(form.fields)
    for thing in form.things:
        spec = node_spec(thing.label)
        given = (*thing.properties.values(), *thing.hints.values())
        sources = {part for source in given for part in re.split(r"[+|]", source)}
        others = filter(None, (thing.code, thing.otherwise, thing.place, thing.number))
        assert sources | {thing.name, *thing.when, *others, *thing.denied} <= fields
        assert all(spec.declared(name) for name in (*thing.properties, *thing.fixed, *thing.hints))
        assert set(thing.only) <= set(thing.properties)
        assert set(thing.within) <= keys
    for link in form.links:
        source = next(t for t in form.things if t.key == link.source)
        targets = [t.label for t in form.things if t.key == link.target] or link.labels
        assert all(relation_spec(link.type).allows(source.label, label) for label in targets)
        assert {*link.properties.values(), *link.wider, *filter(None, [link.mention])} <= fields
    for duty in form.duties:
        assert {duty.person, *filter(None, (duty.phone, duty.post, duty.role_field))} <= fields
        assert {duty.of, duty.employer, *filter(None, [duty.unless])} <= keys
    for subject, figures in form.figures.items():
        assert subject in keys
        assert set(figures) <= fields


def test_the_form_is_found_below_titles_in_two_rows_of_merged_headings() -> None:
    reading = read(
        (f"{ENTERPRISE}重大危险源包保责任人公示牌",),
        ("填报日期：2023年11月7日",),
        ("序号", "重大危险源名称", "主要负责人", None, None, "技术负责人", None, None),
        (None, None, "姓名", "职务", "电话", "姓名", "职务", "电话"),
        (1, "液氨罐区", "王建国", "总经理", "13800138000", "李明", "总工程师", "13900139000"),
    )
    (sheet,) = reading.sheets
    assert (sheet.form, sheet.header) == ("重大危险源台账", (3, 4))
    assert [d.name for d in drafts(reading, Label.PERSON)] == ["王建国", "李明"]
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]
    assert drafts(reading, Label.ENTERPRISE)[0].evidence.row == 1


def test_pinyin_headings_are_read_by_their_initials_and_whole() -> None:
    reading = read(
        ("QYMC", "TYSHXYDM", "fadingdaibiaoren", "SSHY"),
        (ENTERPRISE, "91350100M000100Y43", "王建国", "基础化学原料制造"),
    )
    (enterprise,) = drafts(reading, Label.ENTERPRISE)
    assert enterprise.properties == {
        "name": ENTERPRISE,
        "credit_code": "91350100M000100Y43",
        "industry": "基础化学原料制造",
    }
    assert [d.name for d in drafts(reading, Label.PERSON)] == ["王建国"]


def test_a_sheet_in_doubt_is_not_read_and_told_with_the_best_guess_and_what_it_lacks() -> None:
    reading = read(("风险点名称", "风险等级", "责任人"), ("液氨罐区", "红", "张三"))
    assert not reading.entities
    (fault,) = reading.rejected
    assert fault.kind == "sheet"
    assert "安全风险分级管控清单" in fault.zh
    assert "缺少：企业" in fault.zh
    assert "--form" in fault.zh
    assert "Enterprise" in read(("请先阅读",)).rejected[0].en or fault.en


def test_the_user_says_what_a_sheet_and_a_column_are() -> None:
    rows = (("编号", "部位", "谁管", "企业名称"), ("1", "液氨罐区", "张三", ENTERPRISE))
    assert not read(*rows).entities
    given = Correction(form="risk_control", columns={"部位": "风险点", "谁管": "责任人"})
    reading = read(*rows, correction=given)
    assert [d.name for d in drafts(reading, Label.HAZARD)] == ["液氨罐区"]
    assert [d.name for d in drafts(reading, Label.PERSON)] == ["张三"]


def test_columns_of_one_heading_are_told_apart_by_their_number() -> None:
    people = ("主要负责人", "联系电话", "技术负责人", "联系电话", "操作负责人", "联系电话")
    rows = (
        ("企业名称", "重大危险源名称", *people),
        (
            ENTERPRISE,
            "液氨罐区",
            "张三",
            "13800138001",
            "李四",
            "13800138002",
            "王五",
            "13800138003",
        ),
    )
    plain = read(*rows, name="重大危险源台账")
    assert any("--map 联系电话#2=" in fault.zh for fault in plain.rejected)
    assert any("--map 联系电话#2=" in fault.en for fault in plain.rejected)
    given = {
        "联系电话": "主要负责人电话",
        "联系电话#2": "技术负责人电话",
        "联系电话 #3": "操作负责人电话",
    }
    reading = read(*rows, name="重大危险源台账", correction=Correction(columns=given))
    assert {d.name: d.properties.get("phone") for d in drafts(reading, Label.PERSON)} == {
        "张三": "13800138001",
        "李四": "13800138002",
        "王五": "13800138003",
    }
    assert not reading.rejected


def test_a_form_or_field_that_does_not_exist_is_told_with_those_that_do() -> None:
    rows = (("企业名称", "风险点"), (ENTERPRISE, "液氨罐区"))
    (fault,) = read(*rows, correction=Correction(form="不存在")).rejected
    assert "不存在" in fault.zh
    assert "一企一档" in fault.zh
    (fault,) = read(*rows, correction=Correction(columns={"风险点": "没有"})).rejected[:1]
    assert fault.value == "没有" or "缺少" in fault.zh


def test_a_form_is_known_by_its_names() -> None:
    for form in sheet_forms():
        assert sheet_form(form.key) is sheet_form(form.name) is form


@pytest.mark.parametrize(
    ("title", "enterprise"),
    [
        ("2023年福建海岸化工有限公司安全风险分级管控清单", "福建海岸化工有限公司"),
        ("福建海岸化工有限公司莆田分公司安全风险清单", "福建海岸化工有限公司莆田分公司"),
        ("莆田化肥厂风险点清单", "莆田化肥厂"),
        ("风险点清单", None),
    ],
)
def test_the_title_names_the_enterprise_whole_or_not_at_all(
    title: str, enterprise: str | None
) -> None:
    reading = read((title,), ("风险点", "风险等级"), ("液氨罐区", "红"))
    names = [draft.name for draft in drafts(reading, Label.ENTERPRISE)]
    assert names == ([enterprise] if enterprise else [])


def test_a_line_that_asks_and_answers_is_no_row_of_headings() -> None:
    reading = read(
        ("企业名称", ENTERPRISE, "坐标系", "GCJ-02"),
        ("类别", "敏感目标名称", "方位", "人数"),
        ("居住区", "石井村", "东", "500"),
        ("学校", "前云小学", "西", "600"),
        name="周边",
    )
    assert not drafts(reading, Label.ENTERPRISE)
    assert [d.name for d in drafts(reading, Label.RECEPTOR)] == ["石井村", "前云小学"]
