"""Faults found at an enterprise, as a list names them; all names are invented."""

import pytest

from loaders.documents import EntityType, RelationType
from loaders.documents.extract import by_rules
from loaders.documents.text.clean import clean


def at(text: str) -> set[tuple[str, str]]:
    """Return which fault is said to have been found at which enterprise."""
    found = by_rules(clean(text)).relations
    return {(r.source, r.target) for r in found if r.type is RelationType.HAS_HAZARD}


def hazards(text: str) -> set[str]:
    return {e.name for e in by_rules(clean(text)).entities if e.type is EntityType.HAZARD}


def test_each_of_a_list_is_found_at_the_only_enterprise_named() -> None:
    firm = "甲江海丰化工有限公司"
    text = f"在{firm},执法人员对照清单检查。发现该企业存在演练记录不规范、部分储罐阀门锈蚀等隐患。"

    assert at(text) == {(firm, "演练记录不规范"), (firm, "部分储罐阀门锈蚀")}


def test_where_in_the_works_it_was_found_is_no_fault() -> None:
    text = "发现一号工房存在超量存放药剂,包装工房、二号工房存在未接地电线等问题。"

    assert {"超量存放药剂", "未接地电线"} <= hazards(text)
    assert "包装工房" not in hazards(text)


def test_among_several_enterprises_nobody_is_said_to_have_it() -> None:
    text = "检查甲江海丰化工有限公司、乙山东岭化工有限公司,发现存在演练记录不规范、阀门锈蚀等问题。"

    assert "演练记录不规范" in hazards(text)
    assert at(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "重点检查企业是否存在演练记录不规范、阀门锈蚀等问题。",
        "部分企业存在思想麻痹、责任悬空等问题。",
        "对可能存在未批先建、无证经营等行为的企业开展检查。",
    ],
)
def test_what_is_looked_for_or_no_fault_of_a_plant_is_none(text: str) -> None:
    assert not {"演练记录不规范", "思想麻痹", "未批先建"} & hazards(text)
