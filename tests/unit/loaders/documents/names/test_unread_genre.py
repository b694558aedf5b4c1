"""Names as reports that nobody who wrote a rule had read print them."""

import pytest

from loaders.documents.extract import by_rules
from loaders.documents.statements import EntityType
from loaders.documents.text.clean import clean


def names(text: str, kind: EntityType) -> set[str]:
    return {e.name for e in by_rules(clean(text)).entities if e.type is kind}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县领导王大川、李小海及县政府办参加。", {"县领导王大川", "李小海"}),
        ("市经济信息化委副主任王大川参加检查。", {"市经济信息化委副主任王大川"}),
        ("会议要求,认真落实李小川总书记指示。", {"李小川总书记"}),
        ("王县长表示,要照单全收。", {"王县长"}),
        ("相关企业主要负责人进行了宣誓。", {"相关企业主要负责人"}),
        ("指定专门的安全管理人员。", {"安全管理人员"}),
        ("县应急管理局组织执法人员出击。", {"执法人员"}),
        ("共出动执法人员12人。", set()),
        ("区应急局相关负责人表示,演练有成效。", {"区应急局相关负责人"}),
        ("副区长王建华包保联系甲公司。", {"副区长王建华"}),
    ],
)
def test_leaders(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.LEADER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吸取“6·12”较大中毒事故教训。", {"“6·12”较大中毒事故"}),
        ("严查无牌无证、违法载客。", {"无牌无证", "违法载客"}),
        ("消除环境污染隐患,保障安全。", {"环境污染隐患"}),
        ("及时消除安全隐患。整治各类安全隐患。", set()),
        ("开展工贸企业重大隐患专项整治。", set()),
        ("加强危化品船舶检查。", {"危化品船舶"}),
    ],
)
def test_hazards(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.HAZARD) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("化工园区实行24小时全封闭管理,严禁入内。", {"24小时全封闭管理"}),
        ("对重大隐患予以公开曝光。", {"公开曝光"}),
        ("采取异地互查相结合的方式,开展检查。", {"异地互查"}),
        ("通过入户检查、路检路查等多种方式整治。", {"入户检查、路检路查"}),
        ("工作人员24小时值班制度。", set()),
        ("对存在重大隐患的企业挂牌督办,实行闭环管理。", {"挂牌督办", "闭环管理"}),
    ],
)
def test_measures(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.MEASURE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "审核组现场检查了木山湖污水处理厂、危化品专用停车场,实地核查。",
            {"木山湖污水处理厂", "危化品专用停车场"},
        ),
        ("先后来到东源环保、中山广场和安全管理现场。", {"东源环保", "中山广场"}),
        ("山东聊城瑞和化工有限公司发生事故。", {"瑞和化工有限公司"}),
        ("区域龙头企业瑞山集团参加。", {"瑞山集团"}),
        ("在智慧环保、智慧应急等方面领先。", set()),
    ],
)
def test_enterprises_and_sites(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.ENTERPRISE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县应急管理局、供销社、督查局等单位参加。", {"县应急管理局", "供销社", "督查局"}),
        ("县安防委、镇安消办检查。", {"县安防委", "镇安消办"}),
        ("成立评估组,对企业评估。", {"评估组"}),
    ],
)
def test_bodies(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.ORGANISATION) == expected


def test_the_county_of_an_office_is_named_with_it() -> None:
    text = "来源:合肥市应急管理局。四川省应急管理厅到访。"

    assert names(text, EntityType.REGION) == {"合肥市"}


def test_a_park_keeps_the_place_in_brackets() -> None:
    assert names("确认襄阳(宜城)精细化工产业园达标。", EntityType.PARK) == {
        "襄阳(宜城)精细化工产业园"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "大河县人民政府关于禁止燃放烟花爆竹的通告\n为保障安全,现通告如下。",
            {"大河县人民政府关于禁止燃放烟花爆竹的通告"},
        ),
        ("逐家签订消防安全承诺书、隐患整改责任状。", {"消防安全承诺书", "隐患整改责任状"}),
    ],
)
def test_papers(text: str, expected: set[str]) -> None:
    assert names(text, EntityType.PROGRAMME) == expected


@pytest.mark.parametrize("text", ["通过公布举报电话等方式。", "所有车辆填报电子运单。"])
def test_to_report_by_telephone_is_no_newspaper(text: str) -> None:
    assert names(text, EntityType.ORGANISATION) == set()


def test_a_newspaper_with_its_dateline_is_one() -> None:
    assert names("中国化工报3月5日电 甲园区建成。", EntityType.ORGANISATION) == {"中国化工报"}


def test_a_verb_before_a_firm_is_not_of_its_name() -> None:
    text = "督查南郑区宏竹矿业有限公司,约谈泰州华厦集团公司。"

    assert names(text, EntityType.ENTERPRISE) == {"南郑区宏竹矿业有限公司", "泰州华厦集团公司"}
