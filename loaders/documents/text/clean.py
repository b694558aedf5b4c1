"""Cleaning (文本清洗): what pages, sites and scans added is taken off, what they cut is joined.

Words, quotes and punctuation are never altered: a cleaned text is made of pieces of the original in
their order, and every character knows where it stood. An ordinary text comes back as it is.
"""

from collections.abc import Callable, Iterable
from typing import Final

from loaders.documents.text.cleantext import CleanText
from loaders.documents.text.frame import without_frame
from loaders.documents.text.pages import without_page_marks
from loaders.documents.text.webpage import without_web_lines
from loaders.documents.text.wraps import without_wraps
from loaders.layer import Span, TextLayer

__all__ = ["CleanText", "clean"]

_STEPS: Final[tuple[Callable[[str], Iterable[Span]], ...]] = (
    without_web_lines,
    without_page_marks,
    without_wraps,
    without_frame,
)


def clean(source: str | TextLayer) -> CleanText:
    r"""Take off what was added and join what was cut (清洗).

    >>> clean("甲区总结.docx\n由会员分享,可在线阅读\n1、甲\n2、区\n- 配套讲稿:\n略").text
    '甲区'
    >>> clean("安全管\n— 3 —\n\f家").text
    '安全管\n家'
    """
    layer = source if isinstance(source, TextLayer) else TextLayer(text=source)
    cleaned = CleanText.of(layer)
    for step in _STEPS:
        cleaned = cleaned.keeping(step(cleaned.text))
    return cleaned
