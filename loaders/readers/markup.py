"""Tokens of HTML with their places (HTML 记号): tags, text, and nothing that is not shown.

A reduced tokenizer after the HTML standard (WHATWG, 13.2.5): comments, declarations and the
contents of scripts and the like are passed over, and what is never closed lasts to the end of the
file. Each character is looked at a bounded number of times. (Python's own parser is quadratic on
unclosed tags and comments.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.layer import Span

__all__ = ["Tag", "Words", "tokens"]

_MARKUP: Final = re.compile(r"<(?:(?P<close>/)?(?P<name>[a-zA-Z][^\s/>]*)|(?P<other>[!?/]))")
_TAG_END: Final = re.compile(r"""((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+'|)|["'])*+)>""")
_RAW: Final = frozenset(
    {"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag (标签).

    Attributes:
        name: Its name in lower case.
        is_closing: Whether it closes.
        attributes: What stands after the name, as printed.
        span: Its place in the decoded file.
    """

    name: str
    is_closing: bool
    attributes: str
    span: Span


@dataclass(frozen=True, slots=True)
class Words:
    """Characters between tags (文字).

    Attributes:
        span: Their place in the decoded file; entities are not decoded yet.
    """

    span: Span


def tokens(text: str) -> Iterator[Tag | Words]:
    """Yield tags and the text between them in order.

    >>> [type(token).__name__ for token in tokens("<p>甲<!-- 乙 --><script>丙</script>丁")]
    ['Tag', 'Words', 'Tag', 'Tag', 'Words']
    """
    position = start = 0
    while found := _MARKUP.search(text, position):
        tag = _tag(text, found) if found.group("name") else None
        end = tag.span.end if tag else _end_of_other(text, found)
        if start < found.start():
            yield Words(Span(start, found.start()))
        if tag:
            yield tag
            if tag.name in _RAW and not tag.is_closing:
                end = _end_of_raw(text, tag)
        position = start = end
    if start < len(text):
        yield Words(Span(start, len(text)))


def _tag(text: str, opened: re.Match[str]) -> Tag:
    """Return the tag that begins here; one that is never closed takes the rest of the file."""
    end = _TAG_END.match(text, opened.end())
    return Tag(
        name=opened.group("name").lower(),
        is_closing=bool(opened.group("close")),
        attributes=end.group(1) if end else "",
        span=Span(opened.start(), end.end() if end else len(text)),
    )


def _end_of_other(text: str, opened: re.Match[str]) -> int:
    """Return where a comment, declaration or processing instruction ends."""
    mark = "-->" if text.startswith("<!--", opened.start()) else ">"
    end = text.find(mark, opened.end())
    return end + len(mark) if end >= 0 else len(text)


def _end_of_raw(text: str, tag: Tag) -> int:
    """Return where the content of a script or the like ends."""
    end = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE).search(text, tag.span.end)
    return end.start() if end else len(text)
