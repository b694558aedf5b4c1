"""Counted facts: value, unit, what is counted, of whom; dates and rules are not counts."""

import pytest

from loaders.documents.extract import by_rules
from loaders.documents.precision import Status, status_of
from loaders.documents.text.clean import clean
from loaders.documents.text.numerals import number


def figures(text: str) -> list[tuple[float | str, str, str]]:
    return [(f.value, f.unit, f.qualifier) for f in by_rules(clean(text)).facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("遴选15家示范企业。", [(15, "家", "")]),
        ("落实管控措施1,099条。", [(1099, "条", "")]),
        (
            "包括1个总方案、2个专题和13个专项方案。",
            [(1, "个", ""), (2, "个", ""), (13, "个", "")],
        ),
        ("整改隐患一百零三处。", [(103, "处", "")]),
        ("罚款82.4万元。", [(82.4, "万元", "")]),
        ("行政处罚12万余元,没收汽油300余公升。", [(12, "万元", "余"), (300, "公升", "余")]),
        ("投资3亿多元。", [(3, "亿元", "多")]),
        ("按照2.5万元/家的标准补贴。", [(2.5, "万元/家", "")]),
        ("邀请企业200余家,面积约4万平方米。", [(200, "家", "余"), (4, "万平方米", "约")]),
        ("疏散群众1.2万人。", [(1.2, "万人", "")]),
        ("出动人员3万多人次。", [(3, "万人次", "多")]),
        ("接到报修 26 起。", [(26, "起", "")]),
        ("在第 12 个宣传日到来之际。", []),
        (
            "事故起数、死亡人数分别下降8.5%、16.2%和3%。",
            [(8.5, "%", ""), (16.2, "%", ""), (3, "%", "")],
        ),
        ("吞吐量7.4万标准箱。", [(7.4, "万标准箱", "")]),
        ("出动人员1万多人次,查处4万余条。", [(1, "万人次", "多"), (4, "万条", "余")]),
        ("事故和死亡人数分别下降17.3%和18.1%。", [(17.3, "%", ""), (18.1, "%", "")]),
        ("拟立案92家,拟罚款14.043万元。", [(92, "家", ""), (14.043, "万元", "")]),
        ("甲县事故2起、死亡2人;乙县事故2起、死亡2人。", [(2, "起", ""), (2, "人", "")] * 2),
        ("同比增加12起、37人。", [(12, "起", ""), (37, "人", "")]),
        (
            "甲县发生事故2起、死亡1人,乙县发生事故3起、死亡1人。",
            [(2, "起", ""), (1, "人", ""), (3, "起", ""), (1, "人", "")],
        ),
        ("产值占全省40%左右。", [(40, "%", "左右")]),
        ("责令43企业整改。", [(43, "", "")]),
        ("查获一辆非法改装车。", [(1, "辆", "")]),
        ("每季度报送一次进展。", [(1, "次", "")]),
        ("消防车将在5分钟内抵达。", [(5, "分钟", "")]),
        ("应急队伍20分钟后到场。", [(20, "分钟", "")]),
        ("停靠2艘3000吨级油船。", [(2, "艘", "")]),
        ('以"三个重点"为抓手,检查企业3家。', [(3, "家", "")]),
        ("接到报案 26 起,10 余家企业到场。", [(26, "起", ""), (10, "家", "余")]),
        ("形成国家、省、市三级体系。", [(3, "级", "")]),
        ("形成国家、省、市五级体系。", []),
        ("将现场等级由四级晋升为三级。", [("四级", "级", ""), ("三级", "级", "")]),
        ("风险等级从二级下降为三级。", [("二级", "级", ""), ("三级", "级", "")]),
    ],
)
def test_what_counts(text: str, expected: list[tuple[float | str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月12日14时30分召开会议。",
        "执行领导值班制度,近三年来保持稳定。",
        "按照“三个必须”和“八个一”要求。",
        "依据(安委办[2019]39号)和第3条第二项规定。",
        "周边500米范围内无居民。",
        "第 17 个全国防灾减灾日到来。",
        "应当配备2名专职安全员。",
        "严禁新建3座油库。",
        "计划新增5家试点企业。",
        "深入开展三年行动,一家企业代表发言。",
    ],
)
def test_what_does_not_count(text: str) -> None:
    assert figures(text) == []


def test_a_reference_to_a_figure_given_before_is_not_a_second_fact() -> None:
    text = "包括1个总方案、2个专题。各部门按照2个专题行动计划推进。"

    assert figures(text) == [(1, "个", ""), (2, "个", "")]


def test_the_subject_is_told_by_the_sentence() -> None:
    text = (
        "东江市坚持推进工作。东江市制定《东江市安全整治实施方案》,明确27项任务。"
        "对东江市甲乙饲料有限公司“开小灶”,将等级由四级晋升为三级。"
        "使用“平安路”监测系统,累计接入车辆935辆,预警超速行驶508起。"
        "全市共检查企业64家。在全国16个试点城市中领先。"
    )
    subjects = {f.value: f.subject for f in by_rules(clean(text)).facts}

    assert subjects == {
        27: "东江市安全整治实施方案",
        "四级": "东江市甲乙饲料有限公司",
        "三级": "东江市甲乙饲料有限公司",
        935: "“平安路”监测系统",
        508: "超速行驶",
        64: "东江市",
        16: "全国",
    }


def test_no_subject_is_better_than_a_guessed_one() -> None:
    (fact,) = by_rules(clean("据东江市消息,事故造成2人死亡。")).facts

    assert fact.subject is None


def test_a_table_row_is_read_under_its_heading() -> None:
    text = "CAS | 物质名称 | 存量\n67-56-1 | 甲醇 | 700t\n"
    (fact,) = by_rules(clean(text)).facts

    assert (fact.subject, fact.metric, fact.value, fact.unit) == ("甲醇", "存量", 700, "t")
    assert fact.evidence == "67-56-1 | 甲醇 | 700t"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("14007", 14007),
        ("十三", 13),
        ("两百零五", 205),
        ("1.5", 1.5),
        ("七一", None),
        ("十百", None),
    ],
)
def test_numerals(printed: str, value: float | None) -> None:
    assert number(printed) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对20至30家企业开展会诊。", [("20至30", "家", "")]),
        ("聘请专家3-5名。", [("3-5", "名", "")]),
        ("整改率百分之九十八点五。", [(98.5, "%", "")]),
        ("整改率从85%提高到97%。", [(85, "%", ""), (97, "%", "")]),
        ("库存由1,200吨降至800吨。", [(1200, "吨", ""), (800, "吨", "")]),
        ("事故造成三人死亡、两人受伤。", [(3, "人", ""), (2, "人", "")]),
        ("开展培训12场次。", [(12, "场次", "")]),
        ("2019-2020年度表彰5家。", [(5, "家", "")]),
        ("建有4个5000立方米的苯储罐。", [(4, "个", ""), (5000, "立方米", "")]),
    ],
)
def test_ranges_rates_changes_and_sizes(
    text: str, expected: list[tuple[float | str, str, str]]
) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "period", "cumulative"),
    [
        ("截至2023年11月底,检查企业12家。", "截至2023年11月底", False),
        ("今年以来,累计排查隐患26项。", "今年以来", True),
        ("2022年,立案21起。", "2022年", False),
        ("第三季度以来,检查21家。", "第三季度以来", False),
        ("贯彻2023年工作要点,检查21家。", None, False),
        ("事故致4人失联\n3日17时许,事故致4人失联。", "3日", False),
        ("甲公司成立于1987年,现有员工300人。", None, False),
        ("油库始建于1992年,储罐12座。", None, False),
        ("甲公司成立于1987年,2023年销售收入9亿元。", "2023年", False),
        ("今年检查企业64家,其中3月检查12家。", "3月", False),
        ("9月4日20时40分许,某公司发生事故,造成2人死亡。", "9月4日", False),
        ("鉴于2021年公布的隐患33处。", None, False),
        ("检查21家。", None, False),
    ],
)
def test_for_when_a_figure_counts(text: str, period: str | None, *, cumulative: bool) -> None:
    fact = by_rules(clean(text)).facts[-1]

    assert (fact.period, fact.cumulative) == (period, cumulative)


def test_number_and_unit_have_a_place_of_their_own() -> None:
    text = "检查企业1,025家次,其中危化688家次。"

    assert [text[f.figure.start : f.figure.end] for f in by_rules(clean(text)).facts] == [
        "1,025家次",
        "688家次",
    ]


def test_a_table_counts_under_its_headings() -> None:
    text = "单位 | 检查企业(家) | 发现隐患(条)\n东湾镇 | 12 | 34\n西湾镇 | 5 | 6"
    found = by_rules(clean(text)).facts

    assert [(f.subject, f.metric, f.value, f.unit) for f in found] == [
        ("东湾镇", "检查企业", 12, "家"),
        ("东湾镇", "发现隐患", 34, "条"),
        ("西湾镇", "检查企业", 5, "家"),
        ("西湾镇", "发现隐患", 6, "条"),
    ]


def test_a_bare_figure_counts_under_a_heading_that_names_a_count() -> None:
    text = "单位 | 检查次数 | 隐患数 | 风险系数 | 备注\n东湾镇 | 12 | 34 | 2 | 5"
    found = by_rules(clean(text)).facts

    assert [(f.subject, f.metric, f.value, f.unit) for f in found] == [
        ("东湾镇", "检查次数", 12, ""),
        ("东湾镇", "隐患数", 34, ""),
    ]


def test_a_row_is_of_its_enterprise_whatever_stands_between() -> None:
    text = (
        "序号 | 企业名称 | 所在园区 | 隐患数量(条)\n1 | 甲化工有限公司 | 东湾园区 | 31\n"
        "2 | 乙气体有限公司 |  | 12\n小计 |  |  | 43\n3 | 丙化工有限公司 | 西湾园区 | 44\n"
        "合计 |  |  | 87"
    )
    facts = by_rules(clean(text)).facts

    assert [(fact.subject, fact.value) for fact in facts] == [
        ("甲化工有限公司", 31),
        ("乙气体有限公司", 12),
        ("丙化工有限公司", 44),
        (None, 87),
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("印发《甲工作方案》,明确任务15项。", "甲工作方案"),
        ("依据《甲管理条例》,对3家企业挂牌督办。", None),
        ("根据《甲管理条例》《乙风险排查治理导则》等规定,查处企业3家。", None),
        ("违反《甲管理条例》的企业3家。", None),
        ("《甲简报》介绍了6个检查组的工作。", None),
        ("《甲简报》讲解了今年6月,6个检查组的工作。", None),
        ("深入开展“六大行动”,决定对23处隐患挂牌督办。", None),
        ("持续深化“四项整治”,查处企业15家。", None),
        ("制定“四项整治”方案,明确任务15项。", "“四项整治”方案"),
    ],
)
def test_the_paper_that_a_deed_rests_on_is_not_whose_figure_it_is(
    text: str, subject: str | None
) -> None:
    assert [f.subject for f in by_rules(clean(text)).facts] == [subject]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("3人死亡!调查报告公布", "死亡"),
        ("直接经济损失542余万元。", "直接经济损失"),
        ("直接立案21起。", "立案"),
        ("对3家企业检查12次。", "企业检查"),
        ("6个检查组在甲市、乙市检查。", "检查组"),
        ("其中2项为重大隐患。", "重大隐患"),
        ("今年以来累计排查隐患36条。", "排查隐患"),
        ("涉及重大危险源45处(其中一级8处)。", "一级"),
        ("处罚15万元(其中:危化8万元)。", "危化"),
        ("成交金额:198万元。", "成交金额"),
        ("园区(下辖47家企业,员工1.8万人)。", "员工"),
        ("突出六个重点领域的检查整治力度。", "突出重点领域"),
        ("2.检查企业12家。", "检查企业"),
        ("没收21瓶氧气并处罚款人民币105000元的行政处罚决定。", "罚款"),
        ("产值超过千亿元的超大型园区17家。", "产值超过千亿元的超大型园区"),
        ("超大型园区占总产值的50%。", "超大型园区占总产值的"),
        ("听取辖区内4家化工企业的安全生产情况。", "听取辖区内化工企业"),
        ("组织 3 位专家检查,查出隐患 58 条。", "查出隐患"),
        ("对23处(家)重大事故隐患挂牌督办。", "重大事故隐患挂牌督办"),
    ],
)
def test_what_is_counted_in_the_words_of_the_document(text: str, metric: str) -> None:
    assert by_rules(clean(text)).facts[-1].metric == metric


def test_a_figure_in_the_name_of_a_programme_counts_nothing() -> None:
    assert figures("落实安全生产十五条硬措施,检查企业3家。") == [(3, "家", "")]


@pytest.mark.parametrize(
    "text",
    [
        "到2025年底,全市培育示范企业20家。",
        "力争年内完成自动化改造,新建应急救援队伍5支。",
        "每家企业至少配备3名注册安全工程师。",
        "确保全年检查企业不少于200家次,隐患整改率达到100%。",
        "将对50家重大危险源企业开展专项检查。",
        "下半年,我局将检查企业120家,整改隐患300项。",
        "各县区要在6月底前完成40家企业评估。",
        "对逾期未整改的,处2万元以上5万元以下罚款。",
        "造成3人以上死亡或者10人以上重伤的,依法追究刑事责任。",
        "目标任务:检查企业100家,培训人员500人次。",
        "要求企业配备专职安全员2名、消防车3辆。",
        "如发生泄漏超过5吨,应疏散周边500户群众。",
        "各企业按照不低于年产值2%的标准提取安全费用。",
        "计划组织演练。下一步,继续推进48家企业达标。",
        "下一步,将组织演练;继续推进48家企业达标。",
        "下一步,抓好三项工作。一是推进整治。二是帮扶48家企业。",
        "一、工作开展情况\n略。\n二、下一步工作打算\n(一)推进重点工作。检查企业100家。",
        "演练模拟园区内管道破裂,事故造成2名工人中毒、1名人员被困。",
        "隐患闭环率≥98%,预计产生效益120万元。",
        "一、目标与指标\n2.较上月提升8个百分点。",
        "三、工作目标\n培育示范企业20家,淘汰设备30台。",
    ],
)
def test_a_figure_that_is_wanted_and_not_counted_only_proposes(text: str) -> None:
    found = by_rules(clean(text)).facts

    assert {fact.rule.partition("/")[0] for fact in found} <= {"fact.wanted"}
    assert not [fact for fact in found if status_of(fact) is Status.ASSERTED]


@pytest.mark.parametrize(
    "text",
    [
        "将50家企业纳入重点监管。",
        "按照省厅要求,检查企业64家。",
        "全市未发生较大事故,现有危化企业96家。",
        "到目前为止,共检查企业64家。",
        "截至6月底,检查企业64家,要求立即整改。",
        "下达责令限期整改指令书52份,其中重要隐患3项。",
        "计划投资3亿元,目前已完成投资1.1亿元。",
        "一、下一步工作打算\n略。\n二、工作开展情况\n检查企业64家。",
        "一是建成平台。下一步,将推广应用。二是检查企业64家。",
        "下一步,将推广应用。\n检查企业64家。",
        "三、下一步打算\n目前,全区共有危化企业64家。",
        "疏散群众300人以上。",
        "开展模拟演练12次。",
        "处置5000立方米的储罐。",
        "查处需要整改的主要隐患36条。",
        "按照应急预案疏散群众500人。",
    ],
)
def test_what_is_counted_stays_a_fact_beside_wishes(text: str) -> None:
    found = by_rules(clean(text)).facts

    assert found
    assert {fact.rule.partition("/")[0] for fact in found} == {"fact.count"}


def test_a_park_that_bears_the_name_of_its_town_does_not_report_for_it() -> None:
    text = "青潭高新区推进转型。青潭高新区召开会议,检查企业3家。青潭市的做法值得学习。"

    assert [fact.subject for fact in by_rules(clean(text)).facts] == [None]


def test_a_figure_that_bounds_a_class_is_not_what_is_counted() -> None:
    found = by_rules(
        clean("共有500亿~1000亿元的大型园区35家、产值小于100亿元的小型园区345家。")
    ).facts

    counted = [fact for fact in found if fact.rule.startswith("fact.count/")]
    assert [(fact.value, fact.metric) for fact in counted] == [
        (35, "大型园区"),
        (345, "小型园区"),
    ]


def test_a_count_ends_before_whom_it_is_aimed_at() -> None:
    found = by_rules(clean("组成6个督查组对18个省份检查,完成核对12次。")).facts

    assert [fact.metric for fact in found] == ["组成督查组", "省份检查", "完成核对"]


def test_a_bound_of_a_class_is_wanted_not_counted() -> None:
    found = {f.value: f.rule for f in by_rules(clean("对全省200万吨以下“小炼油”企业核查。")).facts}

    assert all(rule.startswith("fact.wanted") for rule in found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("查获危化品车辆3辆。这3辆车均无运输资质。", [(3, "辆")]),
        ("排查企业15家。上述15家企业已停产。", [(15, "家")]),
        ("所运货物属于三类易燃液体。", []),
        ("过火面积约900㎡。", [(900, "㎡")]),
    ],
)
def test_what_was_told_of_is_not_counted_anew(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(value, unit) for value, unit, _ in figures(text)] == expected


def test_what_a_headline_takes_from_its_text_counts_once() -> None:
    text = "甲市曝光13起化工行业违法案例\n3月5日,甲市应急管理局曝光违法案例13起,罚款20万元。\n"

    assert figures(text) == [(13, "起", ""), (20, "万元", "")]
    assert by_rules(clean(text)).facts[0].evidence.startswith("甲市应急管理局")


def test_a_headline_alone_still_counts() -> None:
    assert figures("甲市查处违法企业13家\n有关企业已被责令整改。\n") == [(13, "家", "")]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("园区开展为期20天的专项执法检查。", (20, "天", "专项执法检查")),
        ("重大危险源实行24小时值班值守制度。", (24, "小时", "值班值守制度")),
        ("消防队5分钟内抵达现场。", (5, "分钟", "抵达现场")),
        ("企业须在一周内整改完毕。", (1, "周", "整改完毕")),
    ],
)
def test_how_long_something_lasts_is_proposed(text: str, figure: tuple[int, str, str]) -> None:
    (fact,) = by_rules(clean(text)).facts
    assert status_of(fact) is Status.PROPOSED
    assert fact.rule == "fact.lasting"
    assert (fact.value, fact.unit, fact.metric) == figure


@pytest.mark.parametrize(
    "text",
    ["安全生产三年行动启动。", "7月20日内部会议召开。", "第3天继续检查。", "近24小时有雨。"],
)
def test_a_name_a_day_or_an_ordinal_lasts_nothing(text: str) -> None:
    assert not by_rules(clean(text)).facts


def test_working_days_are_one_unit() -> None:
    (fact,) = by_rules(clean("许可须在10个工作日内办结。")).facts
    assert (fact.value, fact.unit) == (10, "个工作日")
