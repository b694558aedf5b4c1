"""Names across the genre, one case for each rule; all places, people and firms are invented."""

import pytest

from loaders.documents import EntityType
from loaders.documents.extract import by_rules
from loaders.documents.grammar.words import words
from loaders.documents.text.clean import clean


def found(text: str, kind: EntityType) -> dict[str, str]:
    """Return the names of one kind with the rule that found each."""
    return {e.name: e.rule for e in by_rules(clean(text)).entities if e.type is kind}


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("近日,应急管理部发出通知。", "应急管理部", "office.state"),
        ("学习了应急管理部危化监管一司要求。", "应急管理部危化监管一司", "office.state"),
        ("由省委省政府印发。", "省政府", "office.level"),
        ("由省消防救援总队组织。", "省消防救援总队", "office.level"),
        ("东江市人民政府安全生产委员会印发。", "东江市人民政府安全生产委员会", "office.place"),
        ("大榭安全生产管理服务中心负责人参加。", "大榭安全生产管理服务中心", "office.ending"),
        ("邀请中国甲料和乙学工业联合会参加。", "中国甲料和乙学工业联合会", "office.ending"),
        ("来源：甲江日报\n正文。", "甲江日报", "office.source"),
        ("本文转自：甲江网\n正文。", "甲江网", "office.source"),
        ("甲江网4月17日讯 近日开会。", "甲江网", "office.source"),
        ("省化工行业专项治理第五督查组到场。", "省化工行业专项治理第五督查组", "office.group"),
        ("制定方案,成立腾退工作专班。", "腾退工作专班", "office.group"),
        ("带领区应急局、公安局、消防救援大队检查。", "消防救援大队", "office.list"),
        ("扬州、镇江、泰州市应急管理局:", "扬州", "office.list"),
    ],
)
def test_organisations(text: str, name: str, rule: str) -> None:
    assert found(text, EntityType.ORGANISATION)[name] == rule


@pytest.mark.parametrize(
    "text",
    [
        "各市、县（区）应急管理局,各镇街。",
        "市县两级应急管理局配合。",
        "以人民为中心,集中办公,举办论坛。",
        "各设区市应急管理局参加。",
        "强化街道办事处属地责任。",
        "有关办公室、各科室、中心城区。",
    ],
)
def test_classes_of_offices_are_no_names(text: str) -> None:
    assert not found(text, EntityType.ORGANISATION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副省长王大川出席会议并致辞。", {"副省长王大川"}),
        ("省应急管理厅厅长陈大文、副厅长沈小一出席会议。", {"厅长陈大文", "副厅长沈小一"}),
        ("省委常委、常务副省长樊大龙出席。", {"省委常委、常务副省长樊大龙"}),
        ("副省长费大云、刘小山出席会议。", {"副省长费大云", "刘小山"}),
        ("市应急管理局党委书记、局长、一级巡视员陈江一行。", {"局长、一级巡视员陈江"}),
        ("省应急管理厅沈小一副厅长出席。", {"沈小一副厅长"}),
        ("石龙区副区长王大勇带队检查。", {"副区长王大勇"}),
        ("市委副书记、市长郭章大参加。", {"市委副书记、市长郭章大"}),
        ("我市市委书记冯玉大主持会议。", {"市委书记冯玉大"}),
        ("组长:王大川 区长\n副组长:李小海 副区长\n", {"王大川", "李小海"}),
        ("由市委书记、市长任双主任的市安委会。", set()),
        ("分管领导、主要负责人参加。", {"分管领导", "主要负责人"}),
        ("项目经理、安全总监、车间主任到岗。", {"安全总监"}),
    ],
)
def test_people_and_posts(text: str, expected: set[str]) -> None:
    assert set(found(text, EntityType.LEADER)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议在南京召开。", {"南京"}),
        ("提升徐州等五市能力。", {"徐州"}),
        ("江苏盐城市响水县发生事故。", {"江苏", "盐城市", "响水县"}),
        ("内蒙古自治区决定召开会议。", {"内蒙古自治区"}),
        ("分赴山西、河南、浙江等地开展工作。", {"山西", "河南", "浙江"}),
        ("分别是:天津、内蒙古和新疆。", {"天津", "内蒙古", "新疆"}),
        ("检查公安、应急、消防三个部门。", set()),
        ("本网北京2月23日消息,近日开会。", {"北京"}),
        ("结合我市实际,做法获市应急管理局认可,各县区落实。", set()),
        ("在中石化镇海炼化检查,经开区管委会参加。", set()),
        ("大足区龙水镇狠抓落实。", {"大足区", "龙水镇"}),
    ],
)
def test_regions(text: str, expected: set[str]) -> None:
    assert set(found(text, EntityType.REGION)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("位于甲安经济技术开发区新桥工业园的企业。", {"甲安经济技术开发区", "新桥工业园"}),
        ("文登经济开发区化工产业园参照规范。", {"文登经济开发区化工产业园"}),
        ("位于临沭县经济开发区的企业。", {"临沭县经济开发区"}),
        ("专家赴甲雷、乙阴、丙门澳三个化工园区指导。", {"甲雷", "乙阴", "丙门澳"}),
        ("到江口医化园区检查,要求该园区、示范园区整改。", {"江口医化园区"}),
        ("是全国七大石化基地之一。", set()),
        ("召开化工园区会议,调研区域内化工园区,开展化学品储罐集中区整治。", set()),
    ],
)
def test_parks(text: str, expected: set[str]) -> None:
    assert set(found(text, EntityType.PARK)) == expected


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("甲化集团乙西化工集团参加。", "乙西化工集团", "enterprise.form"),
        ("对甲江（集团）有限公司检查。", "甲江（集团）有限公司", "enterprise.form"),
        (
            "仙桃市西流河镇仙桃市蓝田有机硅有限公司爆炸。",
            "仙桃市蓝田有机硅有限公司",
            "enterprise.form",
        ),
        ("响水县生态化工园区天嘉和化工有限公司爆炸。", "天嘉和化工有限公司", "enterprise.form"),
        ("完成东岳氟硅、金岭化工等5家企业改造。", "东岳氟硅", "enterprise.list"),
        ("甲乙化工有限公司（以下简称宏远公司）停产。", "宏远公司", "alias.called"),
        ("走访了盐城辉丰公司。", "盐城辉丰公司", "enterprise.plain"),
        ("在金陵石化召开。", "金陵石化", "enterprise.trade"),
        ("国家电网要求各企业。", "国家电网", "enterprise.state"),
    ],
)
def test_enterprises(text: str, name: str, rule: str) -> None:
    assert found(text, EntityType.ENTERPRISE)[name] == rule


def test_a_central_enterprise_is_no_part_of_a_longer_name() -> None:
    text = "赴中石油伏牛溪油库检查。"

    assert set(found(text, EntityType.ENTERPRISE)) == {"中石油伏牛溪油库"}


def test_classes_of_enterprises_are_no_names() -> None:
    text = "发展精细化工、临港石化和精细化工,集团公司、子公司、保险公司、厂中厂都要检查。"

    assert not found(text, EntityType.ENTERPRISE)


def test_a_provider_may_be_named_by_its_role_alone() -> None:
    text = "近日,甲昌经开区应急管理局联合园区“安全管家”开展检查。"

    assert found(text, EntityType.CUSTODY_PROVIDER) == {"安全管家": "custody.role"}


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("5月28日,全省救援协调工作会议在甲京召开。", "全省救援协调工作会议", "programme.meeting"),
        ("经研究,决定召开全省平台建设现场会。", "全省平台建设现场会", "programme.meeting"),
        ("《甲江安全白皮书（2019年）》发布。", "甲江安全白皮书（2019年）", "programme.title"),
        ("《甲省整治提升方案的通知》。", "甲省整治提升方案的通知", "programme.title"),
        ("持续开展安全隐患大排查大整治,狠抓整改。", "安全隐患大排查大整治", "programme.drive"),
        ("推进道路、消防等重点行业安全专项整治,", "重点行业安全专项整治", "programme.drive"),
        ("传达2019年重点工作,部署任务。", "2019年重点工作", "programme.yearly"),
        ("自建立“安全管家”工作机制以来,", "“安全管家”工作机制", "programme.quoted"),
        ("建立“园区长制”,压实责任。", "园区长制", "programme.quoted"),
        ("在“安全生产月”期间。", "安全生产月", "programme.event"),
        ("今年“百日攻坚行动”启动。", "百日攻坚行动", "programme.quoted"),
        ("执行GB/T 39218-2020要求。", "GB/T 39218-2020", "programme.standard"),
    ],
)
def test_programmes(text: str, name: str, rule: str) -> None:
    assert found(text, EntityType.PROGRAMME)[name] == rule


@pytest.mark.parametrize(
    "text",
    [
        "《危险化学品安全生产许可证》过期,《甲江日报》报道。",
        "制定并执行整改方案,制定专项工作方案。",
        "省安全生产巡查工作领导小组会议在甲京召开。",
        "开展安全生产专项整治工作情况。",
    ],
)
def test_licences_and_generic_papers_are_no_programmes(text: str) -> None:
    assert not found(text, EntityType.PROGRAMME)


def test_an_event_is_known_again_by_its_short_name() -> None:
    text = "2019甲国应急装备博览会在甲州举办。博览会期间组织展览。"
    again = [e for e in by_rules(clean(text)).entities if e.name == "博览会"]

    assert [e.same_as for e in again] == ["2019甲国应急装备博览会"]


def test_a_short_name_that_the_text_gives_is_an_alias() -> None:
    text = "东江市安全生产监督管理局（以下简称市安监局）负责。市安监局组织检查。"
    short = [e for e in by_rules(clean(text)).entities if e.name == "市安监局"]

    assert [e.same_as for e in short] == ["东江市安全生产监督管理局"]


def test_platforms_keep_a_conjunction_inside_their_name() -> None:
    text = "建成集监测、预警等功能为一体的应急指挥和信息平台。"

    assert set(found(text, EntityType.PLATFORM)) == {"应急指挥和信息平台"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对油气罐区、高风险矿井、仓储设施等要盯住。", {"油气罐区", "高风险矿井", "仓储设施"}),
        ("对政府、企业、公众等要宣传。", set()),
        ("健全公共安全隐患排查体系。", set()),
        ("防范化解重大安全风险。", set()),
        ("防范化解重大安全风险,现提出如下工作措施。", {"重大安全风险"}),
        ("企业发生重大爆炸着火事故。", {"重大爆炸着火事故"}),
    ],
)
def test_hazards(text: str, expected: set[str]) -> None:
    assert set(found(text, EntityType.HAZARD)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "通过强化事前执法、实施联合惩戒等手段,提高成本。",
            {"事前执法", "联合惩戒"},
        ),
        ("要完善信息报告制度,提升能力。", set()),
        ("着力完善信息报告制度,健全值班值守体系。", {"完善信息报告制度", "健全值班值守体系"}),
        ("完善了信息报告制度。", set()),
        ("为了加强对施工项目的监管,", set()),
        ("要加强对企业复工复产的监管指导,防止事故。", set()),
        (
            "提出如下工作措施。\n一、强化停产企业风险管控\n二、强化安全监管执法\n附件:表",
            {"强化停产企业风险管控", "强化安全监管执法"},
        ),
        ("适时开展“回头看”,确保整改。", {"回头看"}),
        ("开展重点监管、交叉检查,严格监管。", {"重点监管、交叉检查"}),
    ],
)
def test_measures(text: str, expected: set[str]) -> None:
    assert set(found(text, EntityType.MEASURE)) == expected


def test_a_name_may_open_only_at_an_edge() -> None:
    text = "约谈甲石化"
    cut = words(text)

    assert cut.name_start(0, len(text)) == text.index("甲")
    assert not cut.may_open(1)
    assert cut.begins(len(text))


def test_the_fields_of_a_card_name_what_it_is_about() -> None:
    text = (
        "危险源名称：甲醇储罐区\n企业名称：甲海化工有限公司\n"
        "责任人：王大川（电话13800000000）\n监管部门：区应急管理局\n备注：无\n责任部门：/\n"
    )
    found_by = {e.name: e.type for e in by_rules(clean(text)).entities if e.rule.startswith("card")}

    assert found_by == {"甲醇储罐区": EntityType.HAZARD, "王大川": EntityType.LEADER}
    assert "甲海化工有限公司" in found(text, EntityType.ENTERPRISE)
    assert "区应急管理局" in found(text, EntityType.ORGANISATION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数据来自危险货物运输监测系统,每日更新。", {"危险货物运输监测系统": "platform.named"}),
        ("企业提升DCS和SIS系统,加强管理。", {}),
        ("管理系统,加强管理。", {}),
    ],
)
def test_a_system_that_nothing_governs_is_named_if_its_name_is_its_own(
    text: str, expected: dict[str, str]
) -> None:
    assert found(text, EntityType.PLATFORM) == expected


def test_an_enterprise_without_a_name_is_kept_as_it_is_printed() -> None:
    names = found("某石油机械制造公司发生事故,某企业被罚。", EntityType.ENTERPRISE)

    assert names.get("某石油机械制造公司") == "enterprise.some"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("该设施由甲乙水投集团委托广东鑫都环保实业有限公司运营。", "广东鑫都环保实业有限公司"),
        ("检查组来到成都富瑞都化工有限公司。", "成都富瑞都化工有限公司"),
        ("这些企业都是甲乙化工有限公司的子公司。", "甲乙化工有限公司"),
        ("园区原由江苏安泰安全技术服务有限公司提供服务。", "江苏安泰安全技术服务有限公司"),
        ("设施现由江苏安泰安全技术服务有限公司管理。", "江苏安泰安全技术服务有限公司"),
    ],
)
def test_a_firm_begins_with_its_own_words(text: str, name: str) -> None:
    assert name in {e.name for e in by_rules(clean(text)).entities if e.type == "Enterprise"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("德阳市应急局组织执法支队开展检查。", "德阳市应急局"),
        ("市应急局会同消防支队检查。", "市应急局"),
        ("市公安局出动交警大队50人。", "市公安局"),
        ("市公安局交警支队检查。", "市公安局交警支队"),
    ],
)
def test_an_office_ends_before_what_it_does_with_another(text: str, office: str) -> None:
    assert office in {e.name for e in by_rules(clean(text)).entities if e.type == "Organisation"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副局长张伟、原局长李明参加。", {"副局长张伟", "原局长李明"}),
        ("原省委常委、市委书记范锐平作出批示。", {"原省委常委、市委书记范锐平"}),
        ("检查组由张某任组长。", {"张某"}),
    ],
)
def test_a_leader_with_the_post_as_it_is_held(text: str, names: set[str]) -> None:
    assert set(found(text, EntityType.LEADER)) == names


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("应急管理部组建15个工作组赴现场。", "office.acting-team"),
        ("检查组深入企业检查。", "office.acting-team"),
        ("拟组织专家组,现场指导。", "office.wanted-team"),
        ("不得成立检查组检查企业。", "office.wanted-team"),
        ("各县应当组建检查组。", "office.wanted-team"),
    ],
)
def test_a_team_that_is_only_wanted_has_a_rule_of_its_own(text: str, rule: str) -> None:
    assert rule in found(text, EntityType.ORGANISATION).values()
