"""A risk point of several rows (一点多险): what they say differently is said of no whole point."""

from graph.model.labels import Label
from loaders.identity import EntityDraft
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

HEADINGS = (
    "企业名称",
    "风险点",
    "潜在事件",
    "L",
    "E",
    "C",
    "D",
    "风险等级",
    "责任部门",
    "管控措施",
)
ROWS = (
    (ENTERPRISE, "苯罐区", "雷击", 1, 3, 15, 45, "蓝", "储运部", "接地"),
    (ENTERPRISE, "苯罐区", "泄漏", 3, 6, 40, 720, "红", "储运部", "切断"),
    (ENTERPRISE, "锅炉房", "超压", 1, 3, 15, 45, "蓝", "动力部", "安全阀"),
)


def test_the_highest_of_several_levels_is_put_to_a_person_and_none_is_stated() -> None:
    reading = read(HEADINGS, *ROWS, name="安全风险分级管控清单")
    first, doubted, other = drafts(reading, Label.HAZARD)
    assert first.properties == {"name": "苯罐区", "kind": "RISK_POINT"}
    assert (doubted.name, doubted.properties["level"]) == ("苯罐区", "RED")
    assert doubted.trust.doubt is not None
    assert "各行等级不同" in doubted.trust.doubt[0]
    assert other.properties["level"] == "BLUE"
    counted = drafts(reading, Label.INDICATOR)
    figures = {(d.within.name, d.name) for d in counted if isinstance(d.within, EntityDraft)}
    assert len(figures) == len(counted)
    scores = {("锅炉房", f"{factor}值") for factor in "LECD"}
    assert figures == {*scores, ("苯罐区", "责任部门"), ("锅炉房", "责任部门")}
    assert {d.name for d in drafts(reading, Label.MEASURE)} == {"接地", "切断", "安全阀"}
    told = {(fault.place.row, fault.place.column) for fault in reading.rejected}
    assert told == {(1, "潜在事件"), *((2, column) for column in "LECD")}


def test_points_of_one_name_in_two_enterprises_are_two() -> None:
    reading = read(
        HEADINGS,
        ROWS[0],
        ("乙化工有限公司", *ROWS[1][1:]),
        name="安全风险分级管控清单",
    )
    levels = [d.properties["level"] for d in drafts(reading, Label.HAZARD)]
    assert levels == ["BLUE", "RED"]
