"""Constructions of the genre, each with what it names and what only looks like it."""

import pytest

from loaders.documents import EntityType
from loaders.documents.extract import by_rules
from loaders.documents.text.clean import clean


def found(text: str, kind: EntityType) -> set[str]:
    return {entity.name for entity in by_rules(clean(text)).entities if entity.type is kind}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海北省应急管理厅印发通知。", set()),
        ("福建省应急管理厅印发通知。", set()),
        ("福建省召开会议。福建省应急管理厅印发通知。", {"福建省"}),
        ("莆田市秀屿区甲海化工有限公司发生火灾。", {"莆田市", "秀屿区"}),
        ("对鼓楼区、市中区企业开展检查。", {"鼓楼区", "市中区"}),
        ("在浙江绍兴,企业加快改造。", {"浙江", "绍兴"}),
        ("绍兴3月5日电 记者获悉。", {"绍兴"}),
        ("甲乙网绍兴3月5日电 记者获悉。", {"绍兴"}),
        ("浙江绍兴:守好安全底线\n", {"浙江", "绍兴"}),
        ("绍兴方案:守好安全底线\n", set()),
        ("浙江绍兴柯桥区举办活动。", {"浙江", "绍兴", "柯桥区"}),
        ("各地经济技术开发区加强管理。", set()),
        ("在浙江石化公司检查。", set()),
    ],
)
def test_regions_that_are_spoken_of(text: str, expected: set[str]) -> None:
    assert found(text, EntityType.REGION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("秀屿区精细化工园区召开会议。", {"秀屿区精细化工园区"}),
        ("走访乙山化工产业集中A片区。", {"乙山化工产业集中A片区"}),
        ("各县区,高新区、经济开发区管委会:", {"高新区", "经济开发区"}),
        ("东湾石化区、西湾化工产业新城投产。", {"东湾石化区", "西湾化工产业新城"}),
        ("公布第一批化工园区名单。东江市首家D级园区。", set()),
        (
            "秀屿区化工园区、仙游县铝工业循环经济园区。",
            {"秀屿区化工园区", "铝工业循环经济园区"},
        ),
        ("“双线”筑牢化工园区防线。", set()),
        ("协助处置乙山产业园险情。", {"乙山产业园"}),
        ("高新区精细化工园建成。", {"高新区精细化工园"}),
        ("甲湾新区召开会议,中国化工园区30强。", {"甲湾新区"}),
        ("各类开发区、工业园区要加强管理。", set()),
        ("入围甲乙顾问省级开发区百强。", set()),
        ("形成一整套化工园区监管体系。", set()),
    ],
)
def test_parks_that_have_a_name(text: str, expected: set[str]) -> None:
    assert found(text, EntityType.PARK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省应急厅基础处、省工信厅原材料处参加。", {"省应急厅基础处", "省工信厅原材料处"}),
        ("市应急局处理了问题。", {"市应急局"}),
        ("省应急管理厅专家组到场。", {"省应急管理厅专家组"}),
        ("省消防救援总队东江支队、西河支队到场。", {"省消防救援总队东江支队", "西河支队"}),
        ("绍兴消防支队到场。", {"绍兴消防支队"}),
        (
            "经开区应急管理部、党群工作部、招商部等参加。",
            {"经开区应急管理部", "党群工作部", "招商部"},
        ),
        ("区里成立专班推进。", {"专班"}),
        ("林泉工业园区管理办公室汇报。", {"林泉工业园区管理办公室"}),
        ("应急管理局、住建局参加。", {"应急管理局", "住建局"}),
        ("东江市大桥镇安监所检查。", {"东江市大桥镇安监所"}),
        ("省应急管理厅派出工作组。", {"省应急管理厅"}),
        ("检查工作小组由多人组成。", {"检查工作小组"}),
        ("各园区管委会、园区消防站和园区布局情况。", set()),
        ("甲河化工园区建成。园区管委会加强管理。", {"园区管委会"}),
        ("主办单位:东江市应急局 版权所有:东江市人民政府", set()),
    ],
)
def test_bodies_inside_and_beside_offices(text: str, expected: set[str]) -> None:
    assert found(text, EntityType.ORGANISATION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副局长王川针对问题作了汇报。", {"副局长王川"}),
        ("“没有问题。”部长刘川说。副区长王川在点评时指出问题。", {"部长刘川", "副区长王川"}),
        ("局长王大川在会上讲话。", {"局长王大川"}),
        ("东江市主要领导组织处置。", {"东江市主要领导"}),
        ("甲河开发区管委会分管领导带队。", {"甲河开发区管委会分管领导"}),
        ("组  长:王大川 副县长\n      李明辉 县公安局副局长\n", {"王大川", "李明辉"}),
        ("序号 | 责任人\n1 | 王大川\n2 | 无\n", {"王大川"}),
        ("安全总监王大川介绍。", {"安全总监王大川"}),
        ("东江市领导干部大会召开。", set()),
    ],
)
def test_leaders_of_places_and_offices(text: str, expected: set[str]) -> None:
    assert found(text, EntityType.LEADER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("危化品企业浙江绍兴明光油墨助剂厂已搬迁。", {"浙江绍兴明光油墨助剂厂"}),
        ("包括铭海建材、丰川涂料在内的5家企业停产。", {"铭海建材", "丰川涂料"}),
        ("检查东海中丰联合化工有限公司。", {"东海中丰联合化工有限公司"}),
        ("序号 | 企业名称\n1 | 甲海联合造漆\n", {"甲海联合造漆"}),
        ("甲海能源一分公司检修。", {"甲海能源一分公司"}),
        ("市燃气集团负责供气。", {"市燃气集团"}),
        ("秀屿区甲海化工有限公司加氢车间发生火灾。", {"甲海化工有限公司", "加氢车间"}),
        ("甲海医药、乙山化肥等12家企业受检。", {"甲海医药", "乙山化肥"}),
        ("甲海化学、阿达诺山等知名企业落户。", {"甲海化学", "阿达诺山"}),
        ("储存、生产等12家企业受检。", set()),
        ("秀屿区一化工厂发生火灾。", set()),
        ("中国石油化工行业发展很快。", set()),
    ],
)
def test_enterprises_without_a_legal_form(text: str, expected: set[str]) -> None:
    names = found(text, EntityType.ENTERPRISE)
    assert {name.removeprefix("秀屿区") for name in names} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("形成“企业一张图、消防一张图”应用。", {"企业一张图", "消防一张图"}),
        ("园区智慧大脑投用。", {"园区智慧大脑"}),
        ("请在封闭化管理平台登记。", {"封闭化管理平台"}),
        ("聚焦园区安全综合场景建设。", {"园区安全综合场景"}),
        ("利用“甲安通”APP上报。", {"“甲安通”APP"}),
        (
            "建设了园区信息管理平台。推出“甲报备”微信小程序。",
            {"园区信息管理平台", "“甲报备”微信小程序"},
        ),
        ("用好“东江市安全智慧监管平台”。", {"东江市安全智慧监管平台"}),
        ("建设应急指挥系统和车辆定位系统。", {"应急指挥系统", "车辆定位系统"}),
        ("提高管理系统性。专家用大脑思考。", set()),
    ],
)
def test_platforms_of_a_known_kind(text: str, expected: set[str]) -> None:
    assert found(text, EntityType.PLATFORM) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双重预防机制运行良好。", {"双重预防机制"}),
        ("双重预防机制建设试点。", set()),
        ("形成督导帮扶工作机制,效果良好。", {"督导帮扶工作机制"}),
        ("开展“利剑整治”,规范运输。", {"利剑整治"}),
        ("被纳入省级重点项目清单。", {"省级重点项目清单"}),
        ("构建“人防、技防”的安全防控体系。", {"“人防、技防”的安全防控体系"}),
        ("依据化工企业风险隐患排查导则逐条核对。", {"化工企业风险隐患排查导则"}),
        ("按照2020年烟花爆竹安全监管工作安排,", {"2020年烟花爆竹安全监管工作安排"}),
        ("开展危险化学品安全专项治理工作。", {"危险化学品安全专项治理"}),
        ("开展安全生产专项整治工作。", set()),
        ("制定了防汛工作方案。", {"防汛工作方案"}),
        ("部署重大事故隐患专项排查整治2024行动。", {"重大事故隐患专项排查整治2024行动"}),
        ("开展危险化学品使用安全专项治理行动。", {"危险化学品使用安全专项治理行动"}),
        ("《关于第一次安全专项检查的通知》已印发。", {"关于第一次安全专项检查的通知"}),
        ("开展夏季消防安全专项行动。", {"夏季消防安全专项行动"}),
        ("全省第三批环境保护督察和第三轮安全督导工作。", {"第三轮安全督导"}),
    ],
)
def test_programmes_of_the_genre(text: str, expected: set[str]) -> None:
    assert found(text, EntityType.PROGRAMME) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("硝化装置停车。MTBE生产装置检修。", {"硝化装置", "MTBE生产装置"}),
        ("危险品运输车辆入园。危化品运输企业很多。", {"危险品运输车辆"}),
        ("防御第9号台风。设备受高温影响。", {"台风", "高温"}),
        ("车间发生爆炸着火,无人受伤。", {"爆炸着火"}),
        ("防止发生火灾爆炸事故。", {"火灾爆炸事故"}),
        ("“3·5”较大爆炸事故的通报。", {"“3·5”较大爆炸事故"}),
        ("检查丙烯腈罐区、液氨储罐。", {"丙烯腈罐区", "液氨储罐"}),
        ("甲醇价格上涨。", set()),
        ("CAS | 物质名称 | 存量\n67-56-1 | 甲醇 | 30t\n- | 无名 | 2t\n", {"甲醇", "无名"}),
        ("序号 | 名称\n1 | 甲醇\n", set()),
    ],
)
def test_hazards_of_the_field(text: str, expected: set[str]) -> None:
    assert found(text, EntityType.HAZARD) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("实行封闭化管理。", {"封闭化管理"}),
        ("封闭化管理平台投用。《封闭化管理办法》施行。", set()),
        ("推动园外企业搬迁改造。", {"园外企业搬迁改造"}),
        ("立即启动Ⅲ级应急响应。", {"Ⅲ级应急响应"}),
        ("对周边水体水质进行动态监测。", {"对周边水体水质进行动态监测"}),
        ("做好物资储备、值班值守等工作。", {"物资储备、值班值守"}),
        ("车辆按规定路线、规定时间行驶。", {"按规定路线、规定时间行驶"}),
        ("通过软件进行人员预约登记。", {"人员预约登记"}),
        ("企业停产检修,无关人员撤离,厂区留守。", {"停产检修,无关人员撤离"}),
        (
            "制定整改方案,落实整改措施、责任、资金、时限、预案。",
            {"制定整改方案,落实整改措施、责任、资金、时限、预案"},
        ),
        ("为企业提供安全诊断、教育培训等服务。", {"安全诊断、教育培训"}),
        ("采取“专家检查+部门执法”方式推进。", {"“专家检查+部门执法”方式"}),
        ("两家企业退出危化品生产。", {"退出危化品生产"}),
        ("构建区镇村三级监管网络,", {"区镇村三级监管网络"}),
        ("针对问题进行动态监测。企业停产多年。", set()),
    ],
)
def test_measures_in_force(text: str, expected: set[str]) -> None:
    assert found(text, EntityType.MEASURE) == expected


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "市应急管理厅委派东湖安泰技术有限公司到云溪市检查。",
            "Enterprise",
            "东湖安泰技术有限公司",
        ),
        ("会议由新任东海石油天然气集团公司总经理主持。", "Enterprise", "东海石油天然气集团公司"),
        (
            "省厅选派东湖安泰技术有限公司化工专家组开展检查。",
            "Organisation",
            "东湖安泰技术有限公司化工专家组",
        ),
        ("据东山新闻报道,昨日发生火灾。", "Organisation", "东山新闻"),
        ("服务由第三方中介公司提供,企业按月评价。", "CustodyProvider", "第三方中介公司"),
    ],
)
def test_who_is_sent_who_reports_and_who_serves(text: str, kind: str, name: str) -> None:
    assert (kind, name) in {(e.type.value, e.name) for e in by_rules(clean(text)).entities}


@pytest.mark.parametrize("text", ["根据网络报道,依据新闻报道。", "东湖安泰公司接受市检查组检查。"])
def test_no_medium_and_no_team_where_none_is_named(text: str) -> None:
    found = {(e.type.value, e.rule) for e in by_rules(clean(text)).entities}

    assert not found & {("Organisation", "office.source"), ("Organisation", "office.team")}
