"""Counted facts are of the right one, for the right time, of the right thing, or only propose."""

import pytest

from loaders.documents.extract import by_rules
from loaders.documents.statements import ExtractedFact
from loaders.documents.text.clean import clean


def told(text: str) -> tuple[ExtractedFact, ...]:
    return by_rules(clean(text)).facts


def kinds(text: str) -> list[tuple[float | str, str]]:
    return [(fact.value, fact.rule.partition("/")[0].removeprefix("fact.")) for fact in told(text)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1-9月份,全区共发生事故9起。", "1-9月份"),
        ("今年1至11月份全县共发生事故32起。", "今年1至11月份"),
        ("据统计:元至五月份,我县共发生事故53起。", "元至五月份"),
        ("9月8—9日,检查组到矿检查,发现隐患12条。", "9月8—9日"),
        ("2023年6月15日至16日,检查企业12家。", "2023年6月15日至16日"),
        ("1-9月群众举报办结率85%。", "1-9月"),
        ("今年死亡3人,去年同期为0,受伤2人。", "今年"),
        ("死亡1人,去年同期为0,受伤2人。", None),
        ("今年发生火灾8起,去年同期12起。", "去年同期"),
        ("去年发生火灾12起,今年同期8起,下降33%。", "今年同期"),
    ],
)
def test_a_period_is_told_whole_and_ends_with_its_comparison(text: str, period: str | None) -> None:
    assert told(text)[-1].period == period


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("编制印发《甲应急预案》《乙应急预案》等3部应急预案。", None),
        ("印发《甲应急预案》,开展演练270场。", None),
        ("制定《甲实施方案》,进一步强化保障,组建工作组6个。", None),
        ("下发《监督意见书》,检查覆盖率达到100%。", None),
        ("严格执行每日清扫制度,6835家企业报告风险。", None),
        ("制定《甲实施方案》,共列明26项任务。", "甲实施方案"),
        ("市交通局对上海甲乙物流有限公司等7家运输企业检查。", None),
        ("学习借鉴深圳市经验,全市共排查隐患3200条。", None),
        ("会议在枣庄市召开,全市共排查隐患3200条。", "枣庄市"),
        ("甲镇检查12家,占全市的5%。枣庄市应急管理局通报。", "枣庄市"),
        ("东江市推进整治。东江市召开会议,青潭高新区引进企业74家。", None),
        ("东江市推进整治。东江市召开会议,共检查企业74家。", "东江市"),
    ],
)
def test_of_whom_a_figure_is_or_that_nobody_tells(text: str, subject: str | None) -> None:
    assert told(text)[-1].subject == subject


def test_a_scope_that_is_told_after_a_figure_says_nothing_of_it() -> None:
    assert [f.subject for f in told("检查12家,占全市的5%。枣庄市应急管理局通报。")] == [
        None,
        "枣庄市",
    ]


def test_what_is_done_for_a_whole_region_is_counted_of_it() -> None:
    text = "秀屿区应急管理局通报。确定甲木业有限公司为试点企业,遴选15家示范企业,为全区积累经验。"
    assert told(text)[-1].subject == "秀屿区"


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("查处违法生产经营行为380余起。", ["查处违法生产经营行为"]),
        ("矿山领域仍有3家企业未完成改造。", ["矿山领域仍有企业未完成改造"]),
        ("全省125家企业已全部完成自查。", ["企业"]),
        ("园区12家企业达到D级。", ["园区企业达到D级"]),
        ("5家园区分别是甲、乙、丙、丁、戊。", ["园区"]),
        ("已决赔案25起。", ["已决赔案"]),
        ("达标考核2348家。", ["达标考核"]),
        ("有门店的餐饮企业333家。", ["有门店的餐饮企业"]),
        ("有限空间作业企业8家。", ["有限空间作业企业"]),
        ("直接经济0.2万元。", ["直接经济"]),
        ("共发生事故58宗(道路交通事故40宗)。", ["发生事故", "道路交通事故"]),
        ("出动车辆179辆次。", ["出动车辆"]),
        ("对359家化学品生产、储存企业实施关停。", ["化学品生产、储存企业"]),
        ("检查4个园区、19家企业。", ["检查园区", "企业"]),
        ("纺织鞋服13户实现产值43.55亿元。", ["纺织鞋服", "实现产值"]),
        ("派出6个检查组赴甲、乙、丙等地检查。", ["派出检查组"]),
        (
            "报警由上线之初的2.1万余次下降至目前的4500余次、降幅近80%。",
            ["降幅"],
        ),
        ("省、市、县三级应急部门对发现的隐患下达文书。", ["层级应急部门"]),
        ("历时6个多小时,出动车辆5辆。", ["出动车辆"]),
        ("沿江1公里化工企业11家。", ["沿江1公里化工企业"]),
        (
            "事故起数、死亡人数同比分别下降18.6%、22.3%。",
            ["事故起数同比下降", "死亡人数同比下降"],
        ),
    ],
)
def test_what_is_counted_is_told_whole(text: str, metrics: list[str]) -> None:
    found = [fact for fact in told(text) if not fact.rule.startswith("fact.change/")]

    assert [fact.metric for fact in found] == metrics


@pytest.mark.parametrize(
    "text",
    [
        "东港市、凤城市分别检查企业35家和28家。",
        "2021年、2022年事故起数分别为12起、9起。",
        "分别整改隐患120项、98项。",
        "同比分别减少4起、增加1人。",
    ],
)
def test_what_several_share_out_only_proposes_where_it_is_unclear_whose_it_is(text: str) -> None:
    assert {kind for _, kind in kinds(text)} == {"shared"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市57家企业投保责任险55家。", [(57, "shared"), (55, "count")]),
        ("3家企业中有2家停产。", [(3, "shared"), (2, "count")]),
        ("全市共有企业27家,其中沙市区11家。", [(27, "count"), (11, "shared")]),
        ("造成8人遇难1人受伤。", [(8, "count"), (1, "count")]),
        ("检查商场15家和学校8家。", [(15, "count"), (8, "count")]),
        ("分别对15家企业检查。", [(15, "count")]),
    ],
)
def test_the_whole_before_its_part_and_the_owner_in_place_of_a_noun_only_propose(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "本次督导重点为实现四个100%,企业自查率达100%。",
        "全年目标任务为检查300家。",
        "下半年要重点抓好5项工作。",
        "检查组建议对该企业处以5万元罚款。",
        "每家企业最多可获补贴5万元。",
        "重大事故是指死亡10至29人的事故。",
        "项目投产后每小时可供蒸汽100余吨。",
        "预计全年园区企业44户,实现总产值140亿元,同比增长21.2%。",
        "停止新核准以下煤矿:产能低于30万吨/年的煤矿,开采深度超1000米的煤矿。",
        "今年,按照计划,甲市需完成搬迁企业23家,其中搬迁17家。",
    ],
)
def test_aims_advice_limits_and_definitions_are_wanted(text: str) -> None:
    assert {kind for _, kind in kinds(text)} == {"wanted"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全市重大危险源由去年的56处减少到48处。", [56, 48]),
        ("整改率从去年的92%提升到今年的97%。", [92, 97]),
    ],
)
def test_a_change_from_last_year_is_two_figures(text: str, values: list[float]) -> None:
    assert [(f.value, f.rule.partition("/")[0]) for f in told(text)] == [
        (value, "fact.change") for value in values
    ]


@pytest.mark.parametrize(
    "text", ["鳌头镇潭口村在建的项目。", "在曲阜市区主要街道贴标语。", "1名正县级干部受到处分。"]
)
def test_a_region_does_not_begin_with_the_last_word_of_another(text: str) -> None:
    names = [entity.name for entity in by_rules(clean(text)).entities]

    assert not [name for name in names if name.startswith(("镇", "区", "名"))]
