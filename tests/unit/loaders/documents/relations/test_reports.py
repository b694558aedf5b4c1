"""What reports of inspections say of teams, heads and places; all names are invented."""

import pytest

from loaders.documents import EntityType
from loaders.documents.extract import by_rules
from loaders.documents.text.clean import clean


def links(text: str) -> set[str]:
    return {f"{r.type} {r.source} > {r.target}" for r in by_rules(clean(text)).relations}


def names(text: str, kind: EntityType) -> set[str]:
    return {e.name for e in by_rules(clean(text)).entities if e.type is kind}


@pytest.mark.parametrize(
    ("text", "head", "deputy"),
    [
        (
            "东江市成立以市长任组长,常务副市长任常务副组长的创建安全示范城市工作领导小组。",
            "市长",
            "常务副市长",
        ),
        (
            "东江市成立了由区长任组长、分管副区长任副组长的危化品安全整治领导小组。",
            "区长",
            "分管副区长",
        ),
    ],
)
def test_who_heads_a_team_and_who_is_next_to_him(text: str, head: str, deputy: str) -> None:
    (team,) = (n for n in names(text, EntityType.ORGANISATION) if n.endswith("领导小组"))

    assert {
        f"MANAGES 东江市 > {team}",
        f"RESPONSIBLE_FOR {head} > {team}",
        f"RESPONSIBLE_FOR {deputy} > {team}",
    } <= links(text)
    assert not team.startswith(("以", "由", "的"))


def test_a_team_is_not_named_with_him_who_brings_it() -> None:
    text = "市民政局四级调研员王建国率市应急管理督导考核第三考核组到区开展督查。"

    assert "市应急管理督导考核第三考核组" in names(text, EntityType.ORGANISATION)


def test_all_of_a_list_of_sites_are_visited_and_offices_and_villages_are_none() -> None:
    sights = "海丰酒店、东岭医院、甲湖派出所、乙色的丙府、玉成火机、柳浪镇章庄村"
    text = f"考核组先后来到{sights}等地,检查工作。"

    sites = {"海丰酒店", "东岭医院", "玉成火机"}
    assert names(text, EntityType.ENTERPRISE) == sites
    assert {f"REGULATES 考核组 > {site}" for site in sites} <= links(text)


def test_a_post_begins_with_the_place_whose_last_character_it_takes() -> None:
    text = "松岭区委书记周斌,松岭区长陈武,柳浪镇党委书记刘永定出席。松岭区、柳浪镇召开会议。"

    assert names(text, EntityType.LEADER) == {
        "松岭区委书记周斌",
        "松岭区长陈武",
        "柳浪镇党委书记刘永定",
    }


def test_a_system_is_named_without_its_levels_and_known_by_the_short_name_it_is_given() -> None:
    text = (
        "推进省、市两级安全风险监测预警信息化系统建设。"
        "完成省危险化学品安全生产风险监测预警系统(以下简称省系统)任务。省系统接入企业。"
    )
    found = [e for e in by_rules(clean(text)).entities if e.type is EntityType.PLATFORM]

    assert {(e.name, e.same_as) for e in found} == {
        ("安全风险监测预警信息化系统", None),
        ("省危险化学品安全生产风险监测预警系统", None),
        ("省系统", "省危险化学品安全生产风险监测预警系统"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第一督导核查组由王建国同志带队,在江北省东江市检查了2个化工园区。",
            {"REGULATES 第一督导核查组 > 东江市"},
        ),
        ("市安委办督查组赴东江市开展专项督查。", {"REGULATES 市安委办督查组 > 东江市"}),
        ("市安委办督查组在东江市召开反馈会。", set()),
        ("市安委办督查组将赴东江市开展专项督查。", set()),
    ],
)
def test_a_team_inspects_the_region_where_it_does(text: str, expected: set[str]) -> None:
    assert {link for link in links(text) if link.startswith("REGULATES")} == expected


def test_an_office_has_the_system_named_right_after_it() -> None:
    text = "会同市政府“安防网”进行对接。做好市政府信息共享平台的建设工作。"

    assert names(text, EntityType.PLATFORM) == {"安防网", "市政府信息共享平台"}
    assert "MANAGES 市政府 > 安防网" in links(text)


def test_each_topic_of_a_campaign_is_one() -> None:
    text = "推进“学习宣传贯彻安全生产重要论述”“落实企业安全生产主体责任”2个专题整治。"

    assert {"学习宣传贯彻安全生产重要论述", "落实企业安全生产主体责任"} <= names(
        text, EntityType.PROGRAMME
    )


def test_a_campaign_is_named_without_the_end_of_the_list_before_it() -> None:
    text = "打好消防、燃气等行业领域安全生产专项整治三年行动收官战。"

    assert "安全生产专项整治三年行动" in names(text, EntityType.PROGRAMME)


def test_fifteen_measures_are_a_name_and_no_figure() -> None:
    text = "重点检查了安全生产十五条措施落实情况。"

    assert not by_rules(clean(text)).facts


def test_who_comes_to_carry_out_a_visit_is_responsible_for_it() -> None:
    text = "省工信厅副厅长李建国一行来我市开展化工园区处置意见走访调研。"

    heads = {link for link in links(text) if link.startswith("RESPONSIBLE_FOR")}
    assert heads == {"RESPONSIBLE_FOR 副厅长李建国 > 化工园区处置意见走访调研"}


def test_older_bureaus_and_what_is_only_part_of_a_hazard() -> None:
    text = "市消防局、市工商局参加。执法人员发现存在私拉乱接电线、未接地等问题。"

    assert {"市消防局", "市工商局"} <= names(text, EntityType.ORGANISATION)
    assert names(text, EntityType.HAZARD) == {"私拉乱接电线", "未接地"}


def test_a_leader_is_named_before_how_often_he_acted() -> None:
    text = "县委常委、常务副县长李建国4次带队暗访。"

    assert any(name.endswith("常务副县长李建国") for name in names(text, EntityType.LEADER))


def test_a_region_has_the_enterprises_that_it_is_said_to_have() -> None:
    one, other = "甲北凯丰化工集团有限公司", "东江新洋磷肥业有限公司"
    text = f"东江市现有硝酸铵生产企业两家,分别是{one}、{other}。东江市召开会议。"

    assert {f"LOCATED_IN {one} > 东江市", f"LOCATED_IN {other} > 东江市"} <= links(text)


def test_the_regions_that_open_an_office_are_its_address() -> None:
    text = "近日,江西省上饶市应急管理局开展检查。"

    assert names(text, EntityType.REGION) == {"江西省", "上饶市"}
    assert "LOCATED_IN 上饶市 > 江西省" in links(text)


def test_two_offices_are_not_one() -> None:
    text = "下一步,市消防救援支队与应急管理局将加强会商。"

    assert "市消防救援支队与应急管理局" not in names(text, EntityType.ORGANISATION)


@pytest.mark.parametrize("text", ["XX市召开会议。XX市印发方案。", "支持三区一县发展。"])
def test_a_name_taken_out_and_a_number_of_districts_are_no_regions(text: str) -> None:
    assert names(text, EntityType.REGION) == set()


def test_devices_of_a_plant_are_no_platforms_and_ways_of_looking_no_measures() -> None:
    text = "检查组采取听取汇报、查阅台账、实地检查等形式,检查火灾自动报警系统。"

    assert names(text, EntityType.PLATFORM) == set()
    assert names(text, EntityType.MEASURE) == set()


def test_the_second_line_of_a_title_is_no_title() -> None:
    text = "省政府办公厅关于印发甲北省\n危险化学品生产企业搬迁改造实施方案的通知\n各市人民政府:\n"

    found = names(text, EntityType.PROGRAMME)

    assert not any(name.startswith("危险化学品") and name.endswith("通知") for name in found)


def test_an_activity_is_named_without_the_list_it_covers() -> None:
    text = "开展硝酸铵等细分领域安全风险排查整治。"

    assert "细分领域安全风险排查整治" in names(text, EntityType.PROGRAMME)
