"""Regions, parks, offices, leaders: told by how a name ends and what stands before it."""

import pytest

from loaders.documents import EntityType, RelationType
from loaders.documents.extract import by_rules
from loaders.documents.text.clean import clean


def names(text: str, kind: EntityType) -> set[str]:
    return {entity.name for entity in by_rules(clean(text)).entities if entity.type is kind}


def links(text: str, kind: RelationType) -> set[tuple[str, str]]:
    found = by_rules(clean(text)).relations
    return {(link.source, link.target) for link in found if link.type is kind}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("位于东江县大桥镇的企业。", {"东江县", "大桥镇"}),
        ("东江市西河区召开会议。", {"东江市", "西河区"}),
        ("西河区根据要求开展工作。西河区按照部署推进。", {"西河区"}),
        ("全市各县区、园区、社区和城市小区开展检查。", set()),
        ("加强厂区、罐区、生活区管理。", set()),
        ("常务副省长出席。构建省市县乡网络。统一到省委要求上来。", set()),
        ("在大桥镇百强市场检查。", {"大桥镇"}),
        ("北东省南江市召开会议。", {"北东省", "南江市"}),
    ],
)
def test_regions(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.REGION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲河、乙山产业园成为全市首批园区安全托管试点。", {"甲河", "乙山产业园"}),
        ("机械、东山产业园成为首批园区安全托管试点。", {"东山产业园"}),
        ("甲河、乙山产业园位置相邻。", {"乙山产业园"}),
        ("化工园区和重点化工园区加强管理。电子产业园很多。", set()),
        ("服务已在甲河、乙山及丙海三个重点化工园区落地。", {"甲河", "乙山", "丙海"}),
        ("服务已在甲河、乙山三个重点化工园区落地。", set()),
        ("在甲河区、乙山区等化工园区推广。", {"甲河区", "乙山区"}),
    ],
)
def test_parks(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.PARK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由省应急技术中心提供支撑。", {"省应急技术中心"}),
        ("区委宣传部、区应急局参加。", {"区委宣传部", "区应急局"}),
        ("省住房和城乡建设厅印发通知。", {"省住房和城乡建设厅"}),
        ("应急管理部部署工作,各部门落实。", {"应急管理部"}),
        ("东江市应急管理局开展检查。", {"东江市应急管理局"}),
        ("甲河化工园区管理委员会。", {"甲河化工园区管理委员会"}),
        ("全局观念强,办法多,城市局势稳定。", set()),
    ],
)
def test_offices(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.ORGANISATION) == expected


def test_the_leading_group_its_head_and_what_it_leads() -> None:
    text = (
        "成立由市长任组长的全市危险化学品专项行动领导小组,"
        "全面加强对全市危险化学品专项行动的组织领导。"
    )
    (group,) = [e for e in by_rules(clean(text)).entities if e.name == "领导小组"]

    assert group.full_name == "全市危险化学品专项行动领导小组"
    assert links(text, RelationType.RESPONSIBLE_FOR) == {("市长", "领导小组")}
    assert links(text, RelationType.MANAGES) == {("领导小组", "危险化学品专项行动")}


def test_people_are_named_with_their_title() -> None:
    text = "副省长王大山出席会议并讲话,学习李小川总书记讲话。"

    assert names(text, EntityType.LEADER) == {"副省长王大山", "李小川总书记"}


def test_field_staff_answer_for_what_they_look_for() -> None:
    text = "运用“甲路通”“乙农安”等APP,组织镇网格员、村劝导员加强水库安全隐患巡查。"

    assert links(text, RelationType.RESPONSIBLE_FOR) == {
        ("镇网格员", "水库安全隐患"),
        ("村劝导员", "水库安全隐患"),
    }
    assert links(text, RelationType.MEASURE_FOR) == {
        ("甲路通", "水库安全隐患"),
        ("乙农安", "水库安全隐患"),
    }


def test_place_of_regions_and_enterprises() -> None:
    text = "位于东江县大桥镇的东江县甲乙化工有限公司发生事故。"

    assert links(text, RelationType.LOCATED_IN) == {
        ("大桥镇", "东江县"),
        ("东江县甲乙化工有限公司", "大桥镇"),
    }


def test_joint_papers_are_managed_by_each_and_joint_acts_link_the_offices() -> None:
    titled = "市安委办与市金融办联合印发《东江市化工安全工作方案》。"
    plain = "区委宣传部、区应急局联合发文关于组织观看专题片的通知。"

    assert links(titled, RelationType.MANAGES) >= {
        ("市安委办", "东江市化工安全工作方案"),
        ("市金融办", "东江市化工安全工作方案"),
    }
    assert links(plain, RelationType.COOPERATES_WITH) == {("区委宣传部", "区应急局")}
