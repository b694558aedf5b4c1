"""Laws of cleaning: the map is exact and monotone, and a frame comes off once."""

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from loaders.documents.extract import extract
from loaders.documents.text.clean import clean
from loaders.documents.text.frame import without_frame

pytestmark = pytest.mark.property

PROSE = st.text(
    alphabet="甲乙园区安全管家引入试点企业家个1234567890、，。,:“”《》()\n \r的为等和由在对",
    max_size=60,
)
LINE = PROSE.map(lambda text: text.replace("\n", "").replace("\r", ""))


@st.composite
def framed(draw: st.DrawFn) -> str:
    """Return a text as a sharing site shows it."""
    chunks = draw(st.lists(LINE, min_size=1, max_size=6))
    body = "".join(f"{number}、{chunk}\n" for number, chunk in enumerate(chunks, start=1))
    head = "甲.docx\n《甲.docx》由会员分享,可在线阅读,更多相关《甲.docx》。\n"
    return head + body + draw(st.sampled_from(["", "- 配套讲稿:\n略\n- 特殊限制:\n略\n"]))


PIECES = st.sampled_from(
    [
        *("甲\n", "\n", "\f", "1\n", "— 2 —\n", "甲 | 乙\n", "一、甲\n"),
        *("【打印】【关闭】\n", "来源：甲局 日期：2018-10-08\n", "首页 > 甲\n"),
        "近年来，本市坚决贯彻安全发展战略，突出提升安全生产水平，着力\n",
    ]
)
SOURCES = st.one_of(PROSE, framed(), st.lists(PIECES, max_size=40).map("".join))


@given(SOURCES)
def test_every_character_stands_where_the_map_says(text: str) -> None:
    cleaned = clean(text)

    for position, character in enumerate(cleaned.text):
        place = cleaned.to_original(position, position + 1)
        assert text[place.start : place.end] == character


@given(SOURCES)
def test_the_map_is_strictly_monotone(text: str) -> None:
    cleaned = clean(text)
    places = [cleaned.to_original(i, i + 1).start for i in range(len(cleaned.text))]

    assert all(before < after for before, after in pairwise(places))


@given(SOURCES, st.data())
def test_the_parts_of_a_span_read_as_the_span(text: str, data: st.DataObject) -> None:
    cleaned = clean(text)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))

    parts = cleaned.original_parts(start, end)

    assert "".join(text[p.start : p.end] for p in parts) == cleaned.text[start:end]


def _unframed(text: str) -> str:
    return "".join(text[span.start : span.end] for span in without_frame(text))


@given(st.one_of(PROSE, framed()))
def test_taking_a_frame_off_twice_is_taking_it_off_once(text: str) -> None:
    once = _unframed(text)

    assert _unframed(once) == once


@given(PROSE)
def test_a_text_without_a_frame_is_not_touched(text: str) -> None:
    assert clean(text).text == text


@settings(deadline=None)
@given(SOURCES)
def test_whatever_is_extracted_is_quoted_exactly(text: str) -> None:
    source = clean(text)

    for statement in extract(source).statements:
        assert source.text[statement.span.start : statement.span.end] == statement.evidence
