"""Lines of a web page around its article (网页附带行): dates, counters, buttons, paths, neighbours.

Who published it stays, since that is a name. Only what stands before the first sentence and after
the last one is looked at, and lines of buttons alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.layer import Span

__all__ = ["without_web_lines"]

_EDGE_LINES: Final = 12
_PROSE_LENGTH: Final = 60
_LINE_MAX: Final = 300
_DROPPED_MIN: Final = 4
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_TITLE_MARK: Final = re.compile(r"\s*#\s*title\s*[:：]\s*", re.IGNORECASE)
_GAP: Final = r"[\s|\uff5c/\[\]【】（）()]*"
_DATED: Final = re.compile(
    rf"{_GAP}{alternation('site.dated')}\s*[:：][\d\s\-—/.:：年月日时分秒次\[\]【】（）()]*"
)
_NAMED: Final = re.compile(
    rf"{_GAP}{alternation('site.named')}\s*[:：][^:：。，]{{0,40}}?"
    rf"(?=$|{_GAP}{alternation('site.dated', 'site.named', 'site.button')})"
)
_BUTTON: Final = re.compile(rf"{_GAP}{alternation('site.button')}\s*[:：]?{_GAP}")
_WHOLE: Final = re.compile(
    rf"\s*{alternation('site.crumb')}\s*[:：].*|\s*(?:网站)?首页\s*(?:[>\uff1e»→]|-{{1,2}}>).*"
    rf"|{_GAP}{alternation('site.neighbour')}\s*[:：].*"
)
_FOOT: Final = re.compile(rf"[^。\n]{{0,200}}?{alternation('site.foot')}[^。\n]{{0,200}}\n?")


def without_web_lines(text: str) -> Iterator[Span]:
    """Yield what belongs to the article (去网页附带行); all of an ordinary text."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    head, tail = _edges(text, lines)
    for line in lines[:head]:
        yield from _kept(text, line)
    yield from lines[head:tail]
    for line in lines[tail:]:
        if not _is_foot(text, line):
            yield from _kept(text, line)


def _edges(text: str, lines: Sequence[Span]) -> tuple[int, int]:
    """Return how many lines stand before the first sentence, and where those after it begin."""
    prose = [index for index, line in enumerate(lines) if _is_prose(text, line)]
    first, last = (prose[0], prose[-1] + 1) if prose else (len(lines), 0)
    head = min(first, _EDGE_LINES, len(lines))
    return head, max(head, last, len(lines) - _EDGE_LINES)


def _is_prose(text: str, line: Span) -> bool:
    if text.find("。", line.start, line.end) >= 0:
        return True
    return line.end - line.start > _PROSE_LENGTH and not _is_foot(text, line)


def _is_foot(text: str, line: Span) -> bool:
    """Return whether a line tells of the site: who runs it, where it is filed."""
    return _FOOT.fullmatch(text, line.start, line.end) is not None


def _kept(text: str, line: Span) -> Iterator[Span]:
    """Yield what stays of a line; of one that is not the site's, all of it."""
    printed = text[line.start : line.end]
    if mark := _TITLE_MARK.match(printed):
        title = printed[mark.end() :].strip()
        again = text[line.end : line.end + len(title) + 2].strip()
        if title != again[: len(title)]:
            yield Span(line.start + mark.end(), line.end)
    elif len(printed) < _LINE_MAX and _WHOLE.fullmatch(printed.rstrip("\r\n")):
        return
    else:
        yield from _without_items(line, printed.rstrip())


def _without_items(line: Span, printed: str) -> Iterator[Span]:
    """Yield a line without dates, counters and buttons, if it holds nothing else but names."""
    named: list[Span] = []
    dropped = at = 0
    while at < len(printed) <= _LINE_MAX:
        found = _DATED.match(printed, at) or _BUTTON.match(printed, at)
        dropped += found.end() - at if found else 0
        if not found and (found := _NAMED.match(printed, at)):
            named.append(Span(line.start + at, line.start + found.end()))
        if not found:
            break
        at = found.end()
    if at < len(printed) or dropped < _DROPPED_MIN:
        yield line
    elif named:
        yield from named
        yield Span(line.start + len(printed), line.end)
