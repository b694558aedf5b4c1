"""Activities, places on their own, media and teams: what is named, and what only looks like it."""

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
        ("区应急局组织开展了为期10天的氯碱企业专项督查。", {"氯碱企业专项督查"}),
        (
            "全区开展气瓶充装站专项检查暨冬季防火演练活动。",
            {"气瓶充装站专项检查", "冬季防火演练活动"},
        ),
        ("对甲公司进行了全面检查。", set()),
        ("深化源头治理、系统治理。", set()),
        ("督查组来我县就加油站进行专项督查。", {"专项督查"}),
        ("深入开展安全生产大检查活动。", {"安全生产大检查活动"}),
        ("开展安全隐患排查整治。", set()),
        ("打击非法运输行为专项活动。", set()),
    ],
)
def test_an_activity_needs_a_name_of_its_own(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.PROGRAMME) == expected


def test_the_nearest_actor_carries_out_what_is_told_after_an_adverbial() -> None:
    text = "为吸取教训,区应急局自上月起利用两周时间在全区组织开展了氯碱企业专项督查。"

    assert links(text, RelationType.MANAGES) == {("区应急局", "氯碱企业专项督查")}


def test_one_whose_request_is_followed_does_not_carry_it_out() -> None:
    text = "按照省应急管理厅统一部署,区应急局迅速组织开展氯碱企业专项督查。"

    assert links(text, RelationType.MANAGES) == {("区应急局", "氯碱企业专项督查")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("扎实推进乡村平安渡口建设工作。", {"乡村平安渡口建设"}),
        ("推进治理能力现代化建设。", set()),
        ("甲园区创新首班检查机制和班组长述职制度。", {"首班检查机制", "班组长述职制度"}),
        ("推进甲区应急救援指挥中心建设，统一调度。", set()),
    ],
)
def test_what_is_built_up_or_newly_practised(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.PROGRAMME) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("持续开展液化气“清瓶”专项整治。", {"液化气“清瓶”专项整治"}),
        ("开展全市消防安全“夜巡”行动。", {"消防安全“夜巡”行动"}),
        ("推行“点题整改”随机抽查机制。", {"“点题整改”随机抽查机制"}),
        ("东江市消防安全“夜巡”行动方案", set()),
    ],
)
def test_a_quoted_name_goes_with_its_field(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.PROGRAMME) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市委常委、副市长王明出席。", {"市委常委、副市长王明"}),
        ("县应急局三级调研员王明带队。", {"三级调研员王明"}),
        ("区政协委员王明说。", {"区政协委员王明"}),
        ("检查由王明副市长牵头。", {"王明副市长"}),
    ],
)
def test_people_keep_the_posts_printed_with_them(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.LEADER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《危险化学品安全百日行动方案》。", {"危险化学品安全百日行动方案"}),
        ("危险化学品安全百日行动实施方案", set()),
        ("深入开展危险化学品安全百日行动。", {"危险化学品安全百日行动"}),
    ],
)
def test_a_campaign_is_not_named_by_its_own_plan(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.PROGRAMME) == expected


def test_an_event_called_again_belongs_to_its_hosts() -> None:
    text = "昨日,氨泄漏应急救援演练举行。本次演练由区应急局主办,市消防救援支队承办。"

    assert links(text, RelationType.MANAGES) == {
        ("区应急局", "氨泄漏应急救援演练"),
        ("市消防救援支队", "氨泄漏应急救援演练"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同比下降的有:山西、贵州和云南。", {"山西", "贵州", "云南"}),
        ("确保绍兴居民用气。", {"绍兴"}),
        ("选取烟台、日照等地。", {"烟台", "日照"}),
        ("管道(兰州—成都)投产。", set()),
        ("绍兴消防救援大队、绍兴大道、绍兴甲乙有限公司。", set()),
    ],
)
def test_places_on_their_own(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.REGION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东江网3月5日讯 (记者 甲乙)昨日,企业复工。", {"东江网"}),
        ("转自:东江晚报\n企业复工。", {"东江晚报"}),
        ("随后,督导组听取了汇报。", {"督导组"}),
        ("督导组长听取了汇报。", set()),
        ("成立了以区长为组长的工作专班。", set()),
        ("成立了以区长为组长的督查组。", {"督查组"}),
        ("应急管理部办公厅发文。", {"应急管理部办公厅"}),
        ("接报后,立即派出东山中队、西山中队。", {"东山中队", "西山中队"}),
    ],
)
def test_bodies_of_a_report(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.ORGANISATION) == expected


def test_a_text_may_open_with_a_trade() -> None:
    assert by_rules(clean("石化企业复工。")).entities == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("严查无牌上路、货车载人等交通违法行为。", {"无牌上路", "货车载人"}),
        ("严厉打击偷倒废酸行为。", {"偷倒废酸行为"}),
        ("严厉打击违法违规行为。", set()),
        ("驾驶员疲劳驾驶。", {"疲劳驾驶"}),
        ("其中农机事故3起,死亡1人。", {"农机事故"}),
        ("深刻吸取近期某油库闪爆事故教训。", {"某油库闪爆事故"}),
        ("深刻吸取事故教训。", set()),
    ],
)
def test_breaches_and_accidents_that_are_told_of(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.HAZARD) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由王明副局长带队的市政府安全督查组抵达。", {("王明副局长", "市政府安全督查组")}),
        ("副区长王明带队开展冬季防火演练。", {("副区长王明", "冬季防火演练")}),
        ("副区长王明参加冬季防火演练。", set()),
    ],
)
def test_who_leads(text: str, expected: set[tuple[str, str]]) -> None:
    assert links(text, RelationType.RESPONSIBLE_FOR) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("通过翻看记录、询问班组等方式,核对情况。", {"翻看记录、询问班组"}),
        ("对库房展开拉网式排查。", {"拉网式排查"}),
        ("采取“班前会+夜巡”方式推进。", {"“班前会+夜巡”方式"}),
    ],
)
def test_ways_of_working(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.MEASURE) == expected


def test_an_office_above_a_heading_issues_what_the_heading_names() -> None:
    text = "东江市应急管理局\n关于印发《氨制冷企业整治方案》的通知\n各企业:"

    assert links(text, RelationType.MANAGES) == {("东江市应急管理局", "氨制冷企业整治方案")}


def test_a_unit_that_bears_its_owners_name_is_its_own() -> None:
    text = "甲海化工公司复工。甲海化工公司消防中心投用。"

    assert links(text, RelationType.MANAGES) == {("甲海化工公司", "甲海化工公司消防中心")}
