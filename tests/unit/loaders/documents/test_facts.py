"""Counted facts: value, unit, what is counted, of whom; dates and rules are not counts."""

import pytest

from loaders.documents import clean, extract
from loaders.documents.numerals import number


def figures(text: str) -> list[tuple[float | str, str, str]]:
    return [(f.value, f.unit, f.qualifier) for f in extract(clean(text)).facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("遴选15家示范企业。", [(15, "家", "")]),
        ("落实管控措施1,099条。", [(1099, "条", "")]),
        (
            "包括1个总方案、2个专题和13个专项方案。",
            [(1, "个", ""), (2, "个", ""), (13, "个", "")],
        ),
        ("整改隐患一百零三处。", [(103, "处", "")]),
        ("罚款82.4万元。", [(82.4, "万元", "")]),
        ("按照2.5万元/家的标准补贴。", [(2.5, "万元/家", "")]),
        ("邀请企业200余家,面积约4万平方米。", [(200, "家", "余"), (4, "万平方米", "约")]),
        ("疏散群众1.2万人。", [(12000, "人", "")]),
        ("产值占全省40%左右。", [(40, "%", "左右")]),
        ("责令43企业整改。", [(43, "", "")]),
        ("形成国家、省、市三级体系。", [(3, "级", "")]),
        ("形成国家、省、市五级体系。", []),
        ("将现场等级由四级晋升为三级。", [("四级", "级", ""), ("三级", "级", "")]),
        ("风险等级从二级下降为三级。", [("二级", "级", ""), ("三级", "级", "")]),
    ],
)
def test_what_counts(text: str, expected: list[tuple[float | str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月12日14时30分召开会议。",
        "执行24小时值班制度,近三年来保持稳定。",
        "按照“三个必须”和“八个一”要求。",
        "依据(安委办[2019]39号)和第3条第二项规定。",
        "周边500米范围内无居民。",
        "应当配备2名专职安全员。",
        "严禁新建3座油库。",
        "计划新增5家试点企业。",
        "深入开展三年行动,一家企业代表发言。",
    ],
)
def test_what_does_not_count(text: str) -> None:
    assert figures(text) == []


def test_a_reference_to_a_figure_given_before_is_not_a_second_fact() -> None:
    text = "包括1个总方案、2个专题。各部门按照2个专题行动计划推进。"

    assert figures(text) == [(1, "个", ""), (2, "个", "")]


def test_the_subject_is_told_by_the_sentence() -> None:
    text = (
        "东江市坚持推进工作。东江市制定《东江市安全整治实施方案》,明确27项任务。"
        "对东江市甲乙饲料有限公司“开小灶”,将等级由四级晋升为三级。"
        "使用“平安路”监测系统,累计接入车辆935辆,预警超速行驶508起。"
        "全市共检查企业64家。在全国16个试点城市中领先。"
    )
    subjects = {f.value: f.subject for f in extract(clean(text)).facts}

    assert subjects == {
        27: "东江市安全整治实施方案",
        "四级": "东江市甲乙饲料有限公司",
        "三级": "东江市甲乙饲料有限公司",
        935: "“平安路”监测系统",
        508: "超速行驶",
        64: "东江市",
        16: "全国",
    }


def test_no_subject_is_better_than_a_guessed_one() -> None:
    (fact,) = extract(clean("据东江市消息,事故造成2人死亡。")).facts

    assert fact.subject is None


def test_a_table_row_is_read_under_its_heading() -> None:
    text = "CAS | 物质名称 | 存量\n67-56-1 | 甲醇 | 700t\n"
    (fact,) = extract(clean(text)).facts

    assert (fact.subject, fact.metric, fact.value, fact.unit) == ("甲醇", "存量", 700, "t")
    assert fact.evidence == "67-56-1 | 甲醇 | 700t"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("14007", 14007),
        ("十三", 13),
        ("两百零五", 205),
        ("1.5", 1.5),
        ("七一", None),
        ("十百", None),
    ],
)
def test_numerals(printed: str, value: float | None) -> None:
    assert number(printed) == value
