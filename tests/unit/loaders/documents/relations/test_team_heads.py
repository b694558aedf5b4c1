"""Who heads which team of a list: as printed, and only where it is said."""

import pytest

from loaders.documents import RelationType
from loaders.documents.extract import by_rules
from loaders.documents.text.clean import clean


def heads(text: str) -> set[tuple[str, str]]:
    found = by_rules(clean(text)).relations
    return {(r.source, r.target) for r in found if r.type is RelationType.RESPONSIBLE_FOR}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1、煤矿安全督查组,由市煤炭局孙伟任组长,成员由市公安局人员组成。",
            {("孙伟", "煤矿安全督查组")},
        ),
        (
            "2、道路交通、水上交通安全督查组,由市公安局副局长韩琦任组长。",
            {("副局长韩琦", "道路交通、水上交通安全督查组")},
        ),
        ("第一督导核查组由孙广宇同志带队,在甲市检查。", {("孙广宇", "第一督导核查组")}),
        (
            "共分两组,第一组由王明同志带队,第二组由李国强同志带队。",
            {("王明", "第一组"), ("李国强", "第二组")},
        ),
        (
            "(二)危险化学品安全督查组。由周野处长任组长,市消防局参加。",
            {("周野处长", "危险化学品安全督查组")},
        ),
        (
            "县组委会主任由副县长谢忠威担任,副主任由局长王小光担任。",
            {("副县长谢忠威", "县组委会")},
        ),
        ("市安委会成立化工专项检查组,由副市长陈建国牵头。", {("副市长陈建国", "化工专项检查组")}),
    ],
)
def test_a_team_and_its_head(text: str, expected: set[tuple[str, str]]) -> None:
    assert heads(text) >= expected


@pytest.mark.parametrize(
    "text",
    [
        "第一督导组由有关部门负责同志带队。",
        "各检查组由专家组成。",
        "第一督导组由甲市派出,王明参加。",
        "拟成立第一督导组,由王明同志带队。",
        "检查组由省厅抽调,王明同志反映情况。",
    ],
)
def test_nobody_is_made_a_head(text: str) -> None:
    assert not {
        pair for pair in heads(text) if "王明" in pair[0] or pair[0] in {"负责同志", "专家"}
    }


def test_teams_of_a_numbered_list_are_named_though_their_heads_are_not() -> None:
    text = "(一)煤矿安全督查组。由市煤炭局1名县级领导带队。\n(二)工作组。由市安监局带队。\n"
    found = {e.name for e in by_rules(clean(text)).entities if e.rule == "office.numbered"}

    assert found == {"煤矿安全督查组"}
