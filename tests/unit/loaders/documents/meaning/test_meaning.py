"""The layer that comes with the package: it reads any text, the same each time, and knows words."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from loaders.documents import EntityType, RelationType
from loaders.documents.extract import extract, extract_with, read
from loaders.documents.gold import as_gold_json
from loaders.documents.learned.layer import learned
from loaders.documents.meaning.layer import Meant, packaged_meaning
from loaders.documents.meaning.ties import Mention
from loaders.documents.statements import Span
from loaders.documents.text.clean import clean

TEXT = (
    "9月3日，秀屿区应急管理局组织专家对石门澳产业园开展危险化学品企业专项检查。检查发现，福建甲河化工"
    "有限公司可燃气体报警器失灵、动火作业票审批不规范。针对上述隐患，检查组责令企业立即整改。"
)


def meant(text: str) -> Meant:
    return packaged_meaning().read(
        text, [sentence.span.start for sentence in read(clean(text)).sentences]
    )


def named(text: str, kind: EntityType) -> Sequence[str]:
    return [text[n.span.start : n.span.end] for n in meant(text).names if n.kind is kind]


def test_things_are_known_by_what_words_mean() -> None:
    assert named(TEXT, EntityType.PARK) == ["石门澳产业园"]
    assert named(TEXT, EntityType.ENTERPRISE) == ["福建甲河化工有限公司"]


def test_a_text_of_several_windows_is_read_to_its_end() -> None:
    text = "会议学习了有关文件。" * 120 + TEXT

    assert meant(text).end == len(text)
    assert named(text, EntityType.PARK) == ["石门澳产业园"]


def test_a_text_that_is_too_long_is_read_in_part_and_that_is_told() -> None:
    layer = replace(learned(), meaning=replace(packaged_meaning(), most=1))
    found = extract_with(layer, clean(TEXT * 6))

    (limit,) = found.limits
    assert "503" in limit.zh
    assert "503" in limit.en
    assert as_gold_json(found)["limits"] == [{"zh": limit.zh, "en": limit.en}]
    assert not extract_with(learned(), clean(TEXT * 6)).limits


def test_the_same_text_means_the_same() -> None:
    assert meant(TEXT * 30).names == meant(TEXT * 30).names


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=700))
def test_any_text_is_read_and_names_stand_in_it(text: str) -> None:
    names = packaged_meaning().read(text, []).names

    assert all(0 <= name.span.start < name.span.end <= len(text) for name in names)


def test_names_that_never_stand_together_are_not_tied() -> None:
    text = TEXT + "会议学习了有关文件。" * 120 + TEXT
    far = len(text) - len(TEXT)
    ends = (Mention(Span(5, 7), EntityType.ENTERPRISE, "甲", 0),)
    apart = Mention(Span(far + 9, far + 21), EntityType.HAZARD, "乙", 120)

    assert not meant(text).chances([*ends, apart])


def test_chances_are_of_the_links_that_can_be_told() -> None:
    text = "秀屿区应急管理局对福建甲河化工有限公司开展执法检查。"
    chances = meant(text).chances(
        [
            Mention(Span(0, 8), EntityType.ORGANISATION, "局", 0),
            Mention(Span(9, 19), EntityType.ENTERPRISE, "公司", 0),
        ]
    )
    there = dict(zip(meant(text).links, chances["局", "公司"].tolist(), strict=True))

    assert all(0 <= chance <= 1 for chance in there.values())
    assert there[RelationType.REGULATES] == max(there.values())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "。"])
def test_a_text_that_says_nothing_names_nothing(text: str) -> None:
    assert not meant(text).names
    assert not extract(clean(text)).entities
