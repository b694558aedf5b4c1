"""Rows of lists: what stands in one row belongs together, as far as its headings say how."""

import pytest

from loaders.documents import RelationType as Type
from loaders.documents.extract import by_rules
from loaders.documents.statements import ExtractedRelation
from loaders.documents.text.clean import clean


def rows(text: str) -> list[ExtractedRelation]:
    return [r for r in by_rules(clean(text)).relations if r.rule.startswith("row.")]


def said(text: str) -> set[tuple[Type, str, str]]:
    return {(link.type, link.source, link.target) for link in rows(text)}


FIRM, OTHER = "东湾市恒川化工有限公司", "东湾市盛达石化有限公司"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "序号 | 企业名称 | 所在园区 | 包保领导\n"
                f"1 | {FIRM} | 滨海化工园区 | 陈建国\n2 | {OTHER} | 滨海化工园区 | 李明辉\n"
            ),
            {
                (Type.LOCATED_IN, FIRM, "滨海化工园区"),
                (Type.LOCATED_IN, OTHER, "滨海化工园区"),
                (Type.RESPONSIBLE_FOR, "陈建国", FIRM),
                (Type.RESPONSIBLE_FOR, "李明辉", OTHER),
            },
        ),
        (  # who answers for a hazard does not answer for all of the enterprise
            f"企业名称 | 重大危险源名称 | 主要负责人\n{FIRM} | 液氨罐区 | 陈建国\n",
            {
                (Type.HAS_HAZARD, FIRM, "液氨罐区"),
                (Type.RESPONSIBLE_FOR, "陈建国", "液氨罐区"),
            },
        ),
        (
            "风险点 | 管控措施\n液氨罐区 | 设置紧急切断阀\n",
            {(Type.MEASURE_FOR, "设置紧急切断阀", "液氨罐区")},
        ),
        (
            f"企业名称 | 监管部门 | 所在区县\n{FIRM} | 市应急管理局 | 东湾市滨海区\n",
            {
                (Type.REGULATES, "市应急管理局", FIRM),
                (Type.LOCATED_IN, FIRM, "滨海区"),
                (Type.LOCATED_IN, FIRM, "东湾市"),
            },
        ),
        (
            "园 区 名 称 | 安全管家\n滨海化工园区 | 厦门安泰技术服务有限公司\n",
            {(Type.IN_CUSTODY_OF, "滨海化工园区", "厦门安泰技术服务有限公司")},
        ),
        # A row of another width is another table; what headings do not say is not said.
        (f"企业名称 | 所在园区\n{FIRM} | 滨海化工园区 | 2023\n", set()),
        (f"企业名称 | 联系方式\n{FIRM} | 陈建国\n", set()),
        (f"风险点 | 责任单位\n液氨罐区 | {FIRM}\n", set()),
        (f"企业名称 | 所在园区\n{FIRM} | 无\n", set()),
    ],
)
def test_what_a_row_relates(text: str, expected: set[tuple[Type, str, str]]) -> None:
    assert said(text) == expected


def test_the_quote_is_the_row_from_one_cell_to_the_other() -> None:
    text = f"包保领导 | 职务 | 企业名称 | 电话\n陈建国 | 副区长 | {FIRM} | 0594-1234567\n"
    (link,) = rows(text)
    assert link.evidence == f"陈建国 | 副区长 | {FIRM}"
    assert text[link.original.start : link.original.end] == link.evidence
