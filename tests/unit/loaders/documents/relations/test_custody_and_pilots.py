"""Who is in whose custody, and who tries out what: only what is stated as done."""

import pytest

from loaders.documents import EntityType, RelationType
from loaders.documents.extract import by_rules
from loaders.documents.text.clean import clean

PROVIDER = "南方甲安技术有限公司"
NAMED_THEN_PICKED = (
    "甲乙化工有限公司被列为全省危险化学品储存行业双重预防机制建设试点企业。"
    "确定丙丁木业、戊己鞋业和庚辛医药为试点企业,为全区双重预防体系建设积累经验。"
)


def links(text: str, kind: RelationType) -> set[tuple[str, str]]:
    found = by_rules(clean(text)).relations
    return {(link.source, link.target) for link in found if link.type is kind}


@pytest.mark.parametrize(
    "text",
    [
        f"东山化工园区引入“安全管家”{PROVIDER},为园区护航。",
        f"东山化工园区委托{PROVIDER}开展安全托管。",
        f"由{PROVIDER}为东山化工园区提供安全托管服务。",
        f"东山化工园区与{PROVIDER}签订安全托管服务合同。",
        f"{PROVIDER}受东山化工园区委托开展安全托管服务。",
        f"东山化工园区管委会聘请{PROVIDER}作为“安全管家”。",
        f"东山化工园区与{PROVIDER}举行安全管家服务签约仪式。",
        f"东山化工园区选聘{PROVIDER}为园区提供驻点安全技术服务。",
        f"东山化工园区引进{PROVIDER}专业团队,为园区企业提供“管家式”服务。",
        f"东山化工园区现由{PROVIDER}提供安全托管服务。",
        f"东山化工园区推进整治。园区委托{PROVIDER}开展安全托管服务。",
        f"采购人:东山化工园区管理委员会\n项目名称:安全管家服务项目\n中标供应商:{PROVIDER}\n",
        f"项目名称:安全管家服务\n供应商名称:{PROVIDER}\n四、采购人信息\n名称:东山化工园区管委会",
        f"据园区安全管家{PROVIDER}介绍,东山化工园区排查隐患12条。",
        f"甲方:东山化工园区管理委员会\n乙方:{PROVIDER}\n甲方委托乙方提供安全托管服务。",
        f"甲方(委托人):东山化工园区管委会\n乙方(受托人):{PROVIDER}\n就安全管家服务订立合同。",
    ],
)
def test_custody_in_many_words(text: str) -> None:
    assert links(text, RelationType.IN_CUSTODY_OF) == {("东山化工园区", PROVIDER)}
    providers = {e.name for e in by_rules(clean(text)).entities if e.type == "CustodyProvider"}
    assert providers == {PROVIDER}
    assert PROVIDER not in {
        e.name for e in by_rules(clean(text)).entities if e.type is EntityType.ENTERPRISE
    }


@pytest.mark.parametrize(
    "text",
    [
        f"东山化工园区计划引入“安全管家”{PROVIDER}。",
        f"鼓励东山化工园区引入“安全管家”{PROVIDER}。",
        f"东山化工园区未引入“安全管家”{PROVIDER}。",
        f"东山化工园区走访{PROVIDER}。",
        f"东山化工园区委托{PROVIDER}编制规划。",
        f"东山化工园区原由{PROVIDER}提供安全托管服务。",
        f"东山化工园区曾聘请{PROVIDER}作为“安全管家”。",
        f"东山化工园区与{PROVIDER}签订的安全托管服务合同已到期。",
        f"东山化工园区委托{PROVIDER}开展安全托管服务,合同到期后不再续签。",
        f"采购人:东山化工园区管理委员会\n项目名称:安全管家服务项目\n第一中标候选人:{PROVIDER}",
        f"采购人:东山化工园区管理委员会\n项目名称:园区绿化项目\n中标供应商:{PROVIDER}",
        f"东山、西山化工园区推进整治。西河化工园区观摩。园区委托{PROVIDER}开展安全托管服务。",
    ],
)
def test_a_wish_a_denial_or_another_contract_is_not_custody(text: str) -> None:
    assert not links(text, RelationType.IN_CUSTODY_OF)


def test_every_park_of_a_list_is_in_custody_and_a_pilot() -> None:
    text = f"甲河、乙山产业园成为全市首批园区安全托管试点,引入“安全管家”{PROVIDER}。"

    assert links(text, RelationType.IN_CUSTODY_OF) == {
        ("甲河", PROVIDER),
        ("乙山产业园", PROVIDER),
    }
    assert links(text, RelationType.PILOT_OF) == {
        ("甲河", "园区安全托管试点"),
        ("乙山产业园", "园区安全托管试点"),
    }


def test_an_unnamed_third_party_reaches_the_parks_of_the_next_sentence() -> None:
    text = (
        "引入“第三方”专业机构对特殊作业进行指导。"
        "目前,该项服务已在甲河、乙山两个化工园区实现“全覆盖”。"
    )

    assert links(text, RelationType.IN_CUSTODY_OF) == {
        ("甲河", "“第三方”专业机构"),
        ("乙山", "“第三方”专业机构"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "在甲乙化工有限公司、大桥镇东方市场分别开展智能巡检系统建设、用电安全整治试点工作。",
            {
                ("甲乙化工有限公司", "智能巡检系统建设"),
                ("东方市场", "用电安全整治试点"),
            },
        ),
        (
            "在甲乙化工有限公司、丙丁医药有限公司开展用电安全整治试点。",
            {
                ("甲乙化工有限公司", "用电安全整治试点"),
                ("丙丁医药有限公司", "用电安全整治试点"),
            },
        ),
        (
            "选择甲乙石化等13家企业分两批开展化工过程安全管理试点工作。",
            {("甲乙石化", "化工过程安全管理试点")},
        ),
        (
            NAMED_THEN_PICKED,
            {
                ("甲乙化工有限公司", "双重预防机制建设试点"),
                ("丙丁木业", "双重预防机制建设试点"),
                ("戊己鞋业", "双重预防机制建设试点"),
                ("庚辛医药", "双重预防机制建设试点"),
            },
        ),
        ("确定丙丁木业、戊己鞋业为试点企业。", set()),
        ("争取甲河化工园区成为园区安全托管试点。", set()),
        ("选择化工、医药等13家企业开展化工过程安全管理试点工作。", set()),
        (
            "在甲乙化工有限公司、丙丁医药有限公司分别开展电气检测试点工作。",
            set(),
        ),
    ],
)
def test_pilots(text: str, expected: set[tuple[str, str]]) -> None:
    assert links(text, RelationType.PILOT_OF) == expected


def test_help_goes_to_what_was_named_the_pilot_or_to_the_pilot_carried_out() -> None:
    named = "甲乙化工有限公司为全省双重预防机制建设试点企业,由省应急技术中心提供技术支撑。"
    carried = "选择甲乙石化等3家企业开展化工过程安全管理试点工作,由国家安全合作中心进行专项辅导。"

    assert links(named, RelationType.SUPPORTED_BY) == {("甲乙化工有限公司", "省应急技术中心")}
    assert links(carried, RelationType.SUPPORTED_BY) == {
        ("化工过程安全管理试点", "国家安全合作中心")
    }


def test_a_short_name_is_an_alias_of_the_one_full_name() -> None:
    text = "在东江甲乙鞋服有限公司开展用电安全试点。确定甲乙鞋服、丙丁鞋业为试点企业。"
    aliases = {e.name: e.same_as for e in by_rules(clean(text)).entities if e.same_as}

    assert aliases == {"甲乙鞋服": "东江甲乙鞋服有限公司"}


def test_what_a_provider_looks_after_is_listed() -> None:
    text = f"{PROVIDER}托管了东江甲乙化工有限公司、西江丙丁医药有限公司等12家企业。"

    assert links(text, RelationType.IN_CUSTODY_OF) == {
        ("东江甲乙化工有限公司", PROVIDER),
        ("西江丙丁医药有限公司", PROVIDER),
    }
