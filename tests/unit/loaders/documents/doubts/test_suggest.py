"""Probable misreadings (疑似误读): each with a reason, and none of a word that is right."""

import os
from pathlib import Path

import pytest

from loaders.documents import Suggestion
from loaders.documents.doubts.lookalikes import likeness, misprints
from loaders.documents.extract import by_rules
from loaders.documents.gold import as_gold_json
from loaders.documents.lexicon import lists, terms
from loaders.documents.text.clean import clean
from loaders.readers.text import read_text

ROOT = Path(__file__).parents[5]
SHARED = Path(os.environ.get("CUSTODY_SHARED", ROOT.parent / "shared" / "data")) / "documents"
XIUYU = "秀屿区开展专项整治。秀屿区落实责任。"


def found(text: str) -> tuple[Suggestion, ...]:
    suggested = by_rules(clean(text)).suggestions
    for one in suggested:
        assert text[one.span.start : one.span.end] == one.printed
    return suggested


def pairs(text: str) -> set[tuple[str, str]]:
    return {(one.printed, one.suggested) for one in found(text)}


@pytest.mark.parametrize(
    ("text", "printed", "meant"),
    [
        ("建成1NG接收站", "1NG", "LNG"),
        ("投用GD5系统", "GD5", "GDS"),
        ("开展HAZ0P分析", "HAZ0P", "HAZOP"),
        ("截至2O23年底", "2O23", "2023"),
        ("检查企业l5家", "l5", "15"),
        ("关于安全生产重票论述", "重票", "重要"),
        ("排查隐恿12处", "隐恿", "隐患"),
        ("加强安全主产工作", "安全主产", "安全生产"),
        ("危险化学晶企业", "危险化学晶", "危险化学品"),
        ("东江化工有跟公司", "有跟公司", "有限公司"),
        ("由应急营理部门负责", "应急营理", "应急管理"),
        ("片名一一学习专题", "一一", "——"),
    ],
)
def test_a_misread_word_is_suggested(text: str, printed: str, meant: str) -> None:
    assert (printed, meant) in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "沿省道S15和G15高速运输",
        "臭氧O3处理12处，氧气O2次高",
        "型号V0C-5、P5#泵、LN6",
        "主体责任入手，加强安全人员管理，加入员工名册",
        "水管埋设于地下，比学赶帮，可限期整改",
        "重大危险源、危险化学品、安全生产、应急管理、有限公司",
        "问题一一对应，逐项一一落实",
        "2023年检查15家，罚款82.4万元",
        "购票入园，重视票证管理",
    ],
)
def test_a_right_word_is_left_alone(text: str) -> None:
    assert pairs(text) <= {("LN6", "LNG")}


def test_a_town_that_the_district_has_not() -> None:
    (one,) = found(XIUYU + "在城头镇开展检查。")
    assert (one.printed, one.suggested) == ("城头镇", "埭头镇")
    assert "秀屿区（350305）没有“城头镇”，有“埭头镇”（350305105）" in one.reason
    assert "福建省福州市福清市" in one.reason
    assert "350305 has no" in one.reason_en.replace("（", " ").replace("）", "")


@pytest.mark.parametrize(
    "text",
    [
        XIUYU + "在埭头镇开展检查。",
        XIUYU + "在仙溪镇开展检查。",
        XIUYU + "在东园镇开展检查。",
        XIUYU + "赴福清市城头镇考察。",
        "在城头镇开展检查。",
        "莆田市开展整治。莆田市落实责任。在城头镇开展检查。",
    ],
)
def test_a_town_that_may_be_right_is_left_alone(text: str) -> None:
    assert found(text) == ()


def test_a_suggestion_stands_in_the_json() -> None:
    (row,) = as_gold_json(by_rules(clean("排查隐恿12处")))["suggestions"]
    assert (row["kind"], row["printed"], row["suggested"]) == ("MISREADING", "隐恿", "隐患")
    assert (row["start"], row["end"]) == (2, 4)


def test_what_makes_two_characters_alike() -> None:
    assert likeness("城", "埭") == ("部首相同", "the same radical")
    assert likeness("园", "原") == ("读音相同", "the same sound")
    assert likeness("未", "药") is None
    assert likeness("上", "下") is None


def test_no_misread_form_is_a_term() -> None:
    right = {t for name, table in lists().items() if name != "misreading.word" for t in table}
    for term in terms("misreading.field"):
        assert misprints(term).isdisjoint(right)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the shared documents are not at {SHARED}")
def test_real_documents_are_suggested_what_they_misprint_and_nothing_else() -> None:
    """Read by eye: the work summary holds five misreadings, the other documents none."""
    suggested = {
        path.name[:3]: [
            (s.printed, s.suggested) for s in by_rules(clean(read_text(path).text)).suggestions
        ]
        for path in sorted(SHARED.glob("*.txt"))
    }
    assert suggested.pop("000") == [
        ("1NG", "LNG"),
        ("城头镇", "埭头镇"),
        ("重票", "重要"),
        ("一一", "——"),
        ("一一", "——"),
    ]
    assert not any(suggested.values())
