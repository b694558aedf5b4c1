"""Programmes, platforms, hazards, measures, and the links between them."""

import pytest

from loaders.documents import EntityType, RelationType
from loaders.documents.extract import by_rules
from loaders.documents.gold import as_gold_json
from loaders.documents.text.clean import clean


def names(text: str, kind: EntityType) -> set[str]:
    return {entity.name for entity in by_rules(clean(text)).entities if entity.type is kind}


def links(text: str, kind: RelationType) -> set[tuple[str, str]]:
    found = by_rules(clean(text)).relations
    return {(link.source, link.target) for link in found if link.type is kind}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深入开展危险化学品安全专项行动。", {"危险化学品安全专项行动"}),
        ("出台《东江市特殊作业管理办法（试行）》。", {"东江市特殊作业管理办法（试行）"}),
        ("制定重大隐患整改任务清单,明确要求。", {"重大隐患整改任务清单"}),
        ("全市首推“湖长制”,成效明显。", {"湖长制"}),
        ("制定会商联络、排查整治等5个工作制度。", set()),
        ("建立长效机制,完善各项制度。", set()),
        ("制订54个工作要点。", set()),
    ],
)
def test_programmes(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.PROGRAMME) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成应急会商室、融合指挥平台。", {"融合指挥平台"}),
        ("安装使用“平安路”监测系统。", {"“平安路”监测系统"}),
        ("运用“甲路通”“乙农安”等APP。", {"甲路通", "乙农安"}),
        ("建成集监测、预警等功能为一体的应急信息平台。", {"应急信息平台"}),
        ("以“共建、共享”智能化平台建设为抓手。", set()),
        ("完成自动化控制系统改造。", set()),
    ],
)
def test_platforms(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.PLATFORM) == expected


def test_a_system_detects_what_it_warns_of_and_rests_on_its_platform() -> None:
    text = "使用“平安路”监测系统,依托车联数据平台,预警超速行驶508起、违规停车40起。"

    assert links(text, RelationType.DETECTS) == {
        ("“平安路”监测系统", "超速行驶"),
        ("“平安路”监测系统", "违规停车"),
    }
    assert links(text, RelationType.SUPPORTED_BY) == {("“平安路”监测系统", "车联数据平台")}


def test_a_plan_carries_out_the_rule_it_follows() -> None:
    text = "以贯彻落实东江市党政领导安全责任制实施办法为主线,制定领导责任制内容一览表。"

    assert links(text, RelationType.IMPLEMENTS) == {
        ("领导责任制内容一览表", "东江市党政领导安全责任制实施办法")
    }


def test_measures_before_during_and_after_belong_to_their_rule() -> None:
    text = "全市首推“湖长制”,落实湖区事前预警提示、事中巡查处置和事后快速恢复的措施。"

    assert links(text, RelationType.MEASURE_FOR) == {
        ("事前预警提示、事中巡查处置和事后快速恢复", "湖长制")
    }


def test_completed_rebuilding_is_a_measure_for_each_named_enterprise() -> None:
    text = "推动甲乙晨光、丙丁石化等11家公司完成自动化系统改造升级。"

    assert links(text, RelationType.MEASURE_FOR) == {
        ("自动化系统改造升级", "甲乙晨光"),
        ("自动化系统改造升级", "丙丁石化"),
    }


def test_misreadings_are_suggested_and_never_applied() -> None:
    text = "学习重票论述,甲乙1NG接收站一一全省首家,隐患一一对应整改。"
    found = by_rules(clean(text))

    assert [(s.printed, s.suggested) for s in found.suggestions] == [
        ("重票", "重要"),
        ("1NG", "LNG"),
        ("一一", "——"),
    ]
    assert "LNG" not in "".join(statement.evidence for statement in found.statements)


def test_the_plain_form_has_the_keys_of_an_annotated_document() -> None:
    text = "甲河化工园区引入“安全管家”乙安技术有限公司,服务企业12家。"
    plain = as_gold_json(by_rules(clean(text), document="甲.txt"))

    assert plain["document"] == "甲.txt"
    assert ("Park", "甲河化工园区") in {(row["type"], row["name"]) for row in plain["entities"]}
    assert plain["relations"][0].keys() >= {"type", "from", "to", "evidence"}
    assert plain["facts"][0].keys() >= {"subject", "metric", "value", "unit", "evidence"}
