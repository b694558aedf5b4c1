"""Laws of naming: a name stands in the text, whatever the text, and long text is no other case."""

import pytest
from hypothesis import given, strategies as st

from loaders.documents.extract import extract
from loaders.documents.text.clean import clean

pytestmark = pytest.mark.property

PIECES = [
    "省应急管理厅",
    "东江市",
    "甲河化工园区",
    "有限公司",
    "集团",
    "（集团）",
    "局长王大川",
    "由",
    "在",
    "对",
    "和",
    "、",
    "，",
    "。",
    "《",
    "》",
    "“",
    "”",
    "(",
    ")",
    "开展",
    "专项整治",
    "关于",
    "的通知",
    "召开",
    "会议",
    "安全管家",
    "平台",
    "完善",
    "制度",
    "等措施",
    "一是",
    "发生爆炸事故",
    "12家",
    "\n",
    "〈",
    "〉",
    "领导小组",
    "乙石化",
    "要",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
HOSTILE = (
    "安全" * 4000,
    "0123456789" * 800,
    "（" * 4000 + "）" * 4000,
    "《“（" * 2500,
    "（" + "安全," * 3000,
    "甲、" * 4000,
    "有限公司" * 2000,
    "市局" * 4000,
    "石镇" * 4000,
    "化工厂爆炸。甲公司和乙公司参加演练。",
    "甲园区化工园" * 1500,
    "开展" * 4000,
    "书记王" * 3000,
    "乙平台" * 3000,
    "乙平台和" * 2000,
    "省应急厅处" * 1600,
    "定整改措施、" * 1300,
    "版权所有甲" * 1600,
    "甲|乙|" * 2000,
)


@given(TEXTS)
def test_every_name_stands_in_the_text(text: str) -> None:
    source = clean(text)

    for entity in extract(source).entities:
        assert entity.name
        assert entity.name in source.text
        assert entity.name in entity.evidence


@given(TEXTS)
def test_a_type_and_name_is_listed_once(text: str) -> None:
    names = [(entity.type, entity.name) for entity in extract(clean(text)).entities]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_text_without_structure_is_read_to_its_end(text: str) -> None:
    source = clean(text)

    assert all(entity.name in source.text for entity in extract(source).entities)
