"""Who answers for whom by name, and on whom an authority lays a sanction: only what is done."""

import pytest

from loaders.documents import RelationType
from loaders.documents.extract import by_rules
from loaders.documents.text.clean import clean

FIRM = "江苏华盛化工有限公司"


def links(text: str, kind: RelationType) -> set[tuple[str, str]]:
    return {(r.source, r.target) for r in by_rules(clean(text)).relations if r.type is kind}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副市长陈建国联系包保滨海化工园区。", {("副市长陈建国", "滨海化工园区")}),
        (
            f"副县长李明包联{FIRM}、滨海化工园区。",
            {("副县长李明", FIRM), ("副县长李明", "滨海化工园区")},
        ),
        (
            f"{FIRM}苯罐区为重大危险源,主要负责人王建国,技术负责人李明(副总经理)。",
            {("主要负责人王建国", FIRM), ("技术负责人李明", FIRM)},
        ),
    ],
)
def test_who_looks_after_whom(text: str, expected: set[tuple[str, str]]) -> None:
    assert links(text, RelationType.RESPONSIBLE_FOR) == expected


@pytest.mark.parametrize(
    "text",
    [
        "拟由副市长陈建国联系包保滨海化工园区。",
        f"{FIRM}主要负责人参加会议。",
        f"{FIRM}与甲乙医药有限公司合作,主要负责人王建国。",
        "副市长陈建国要求做好滨海化工园区包保工作。",
    ],
)
def test_nobody_is_made_to_answer(text: str) -> None:
    assert not links(text, RelationType.RESPONSIBLE_FOR)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (f"市安委办约谈{FIRM}主要负责人。", "市安委办"),
        (f"省应急管理厅对{FIRM}实施挂牌督办。", "省应急管理厅"),
        (f"市应急管理局依法对{FIRM}作出罚款5万元的行政处罚。", "市应急管理局"),
        (f"{FIRM}因未按规定培训被市应急管理局罚款5万元。", "市应急管理局"),
    ],
)
def test_a_sanction(text: str, office: str) -> None:
    assert (office, FIRM) in links(text, RelationType.REGULATES)


@pytest.mark.parametrize(
    "text",
    [
        f"市安委办拟约谈{FIRM}主要负责人。",
        f"市应急管理局将对{FIRM}实施挂牌督办。",
        f"{FIRM}未被市应急管理局罚款。",
        f"{FIRM}、甲乙医药有限公司之一被市应急管理局罚款。",
    ],
)
def test_no_sanction(text: str) -> None:
    assert not links(text, RelationType.REGULATES)
