"""What reports of inspections say of teams, heads and places; all names are invented."""

import pytest

from loaders.documents import EntityType, clean
from loaders.documents.extract import by_rules


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
