"""Short names of offices (机关简称): the full name by which others know them, and never a guess."""

import pytest

from loaders.documents import EntityType, ExtractedEntity, Extraction
from loaders.documents.extract import by_rules
from loaders.documents.gold import as_gold_json
from loaders.documents.names.locality import Setting
from loaders.documents.names.official import INFERRED, full_name
from loaders.documents.text.clean import clean
from loaders.reference import divisions

XIUYU = "秀屿区开展专项整治。秀屿区落实责任。"


def read(text: str) -> Extraction:
    return by_rules(clean(text))


def one(text: str, name: str) -> ExtractedEntity:
    (entity,) = (e for e in read(text).entities if e.name == name)
    return entity


def at(code: str) -> Setting:
    return Setting.of(divisions().by_code(code))


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("区应急局", "秀屿区应急管理局"),
        ("区住建局", "秀屿区住房和城乡建设局"),
        ("区发改局", "秀屿区发展和改革局"),
        ("区市场监管局", "秀屿区市场监督管理局"),
        ("区政府安委会", "秀屿区人民政府安全生产委员会"),
        ("区委宣传部", "中共秀屿区委宣传部"),
        ("区委", "中共秀屿区委员会"),
        ("市纪委", "中共莆田市纪律检查委员会"),
        ("区人大常委会", "秀屿区人民代表大会常务委员会"),
        ("区委员会", "秀屿区委员会"),
        ("区道安办", "秀屿区道安办"),
        ("市安委办", "莆田市安全生产委员会办公室"),
        ("市发改委", "莆田市发展和改革委员会"),
        ("省应急厅", "福建省应急管理厅"),
        ("省应急技术中心", "福建省应急技术中心"),
        ("国务院安委办", "国务院安全生产委员会办公室"),
        ("莆田市秀屿区应急局", "秀屿区应急管理局"),
        ("福建省莆田市秀屿区应急管理局", "秀屿区应急管理局"),
        ("秀屿区应急局", "秀屿区应急管理局"),
        ("秀屿区应急管理局", "秀屿区应急管理局"),
        ("徐州市政府", "徐州市人民政府"),
        ("徐州市鼓楼区应急局", "徐州市鼓楼区应急管理局"),
    ],
)
def test_an_office_of_a_xiuyu_source(name: str, official: str) -> None:
    assert full_name(name, at("350305")) == official


@pytest.mark.parametrize(
    "name",
    [
        "应急管理部",
        "县工信局",
        "市保监局",
        "鼓楼区应急局",
        "市场监管局",
        "区域应急中心",
        "区局",
        "",
    ],
)
def test_a_name_that_cannot_be_told_is_left_alone(name: str) -> None:
    assert full_name(name, at("350305")) is None


def test_the_level_is_the_nearest_that_bears_the_word() -> None:
    assert full_name("市应急局", at("429004")) == "仙桃市应急管理局"
    assert full_name("市应急局", at("110101")) == "北京市应急管理局"
    assert full_name("州应急局", at("532900")) == "大理白族自治州应急管理局"
    assert full_name("自治区应急厅", at("450000")) == "广西壮族自治区应急管理厅"
    assert full_name("县工信局", at("350322")) == "仙游县工业和信息化局"
    assert full_name("区应急局", at("350300")) is None


def test_a_district_whose_name_is_not_its_own_is_told_by_its_city() -> None:
    assert full_name("区应急局", at("350102")) == "福州市鼓楼区应急管理局"
    assert full_name("鼓楼区应急局", at("350102")) == "福州市鼓楼区应急管理局"


def test_a_document_that_reports_on_a_district() -> None:
    office = one(XIUYU + "区应急局开展检查。", "区应急局")
    assert (office.official, office.official_rule) == ("秀屿区应急管理局", "abbreviation.home")
    assert office.evidence == "区应急局"


def test_a_district_of_several_cities_is_told_by_a_wider_region_in_the_text() -> None:
    plain = "西湖区开展整治。西湖区落实责任。区应急局开展检查。"
    assert one(plain, "区应急局").official is None
    told = "杭州市西湖区开展整治。" + plain
    assert one(told, "区应急局").official == "杭州市西湖区应急管理局"


def test_our_province_is_the_one_of_the_city_after_it() -> None:
    office = one("博览会在我省徐州市举办，省应急管理厅出席。", "省应急管理厅")
    assert (office.official, office.official_rule) == ("江苏省应急管理厅", "abbreviation.home")


def test_places_that_merely_occur_make_an_inference() -> None:
    office = one("宿迁市应急管理局：根据省安委办通知，研究决定召开会议。", "省安委办")
    assert office.official == "江苏省安全生产委员会办公室"
    assert office.official_rule == INFERRED


def test_without_any_place_nothing_is_resolved() -> None:
    assert one("10月7日，省安委办下发通知。", "省安委办").official is None


@pytest.mark.parametrize(
    "said", ["以下简称“东江化工”", "简称东江化工", "位于西岸，以下简称东江化工"]
)
def test_a_short_form_that_the_document_defines(said: str) -> None:
    text = f"东江化工有限公司（{said}）开展整改。东江化工落实责任。"
    short = one(text, "东江化工")
    assert short.type is EntityType.ENTERPRISE
    assert (short.same_as, short.official) == ("东江化工有限公司", "东江化工有限公司")
    assert short.official_rule == "abbreviation.defined"
    assert text[short.span.start : short.span.end] == "东江化工"


def test_a_defined_short_form_of_an_abbreviated_office_gets_the_full_name() -> None:
    short = one(XIUYU + "区应急局（以下简称“区局”）开展检查。", "区局")
    assert short.official == "秀屿区应急管理局"


def test_the_full_name_stands_in_the_json() -> None:
    rows = as_gold_json(read(XIUYU + "区应急局开展检查。"))["entities"]
    (office,) = (row for row in rows if row["name"] == "区应急局")
    assert office["official"] == "秀屿区应急管理局"
    assert office["official_rule"] == "abbreviation.home"
