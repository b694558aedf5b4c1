"""What of a web page is its content (可见内容): no scripts, navigation, footers, hidden parts."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.readers.markup import Tag, Words, tokens

__all__ = ["visible"]

_UNSEEN: Final = frozenset(
    {"aside", "button", "canvas", "datalist", "footer", "iframe", "nav", "noframes", "noscript"}
    | {"object", "script", "select", "style", "svg", "template", "textarea", "title", "xmp"}
)
_MAY_HIDE: Final = frozenset({"a", "div", "font", "section", "span", "table", "ul"})
_HIDDEN: Final = re.compile(r"(?:^|\s)hidden(?:[\s=/]|$)|display\s*:\s*none", re.IGNORECASE)


def visible(text: str) -> Iterator[Tag | Words]:
    """Yield the tags and words of a page that are its content (可见内容)."""
    hiding = _Hiding(text)
    for token in tokens(text):
        if isinstance(token, Tag):
            if not hiding.takes(token):
                yield token
        elif not hiding.is_on:
            yield token


class _Hiding:
    """The element, if any, that keeps what lies in it from being seen."""

    def __init__(self, text: str) -> None:
        self._text = text.lower()
        self._name = ""
        self._depth = 0
        self._last_closing: dict[str, int] = {}

    @property
    def is_on(self) -> bool:
        return self._depth > 0

    def takes(self, tag: Tag) -> bool:
        """Tell whether a tag lies within what is not seen, or opens or closes that."""
        if self.is_on:
            if tag.name == self._name:
                self._depth += -1 if tag.is_closing else 1
            return True
        if tag.is_closing or not self._hides(tag):
            return False
        self._name, self._depth = tag.name, 1
        return True

    def _hides(self, tag: Tag) -> bool:
        """Tell whether an element is not seen; one that is never closed hides nothing."""
        is_hidden = tag.name in _MAY_HIDE and _HIDDEN.search(tag.attributes)
        if tag.name not in _UNSEEN and not is_hidden:
            return False
        if tag.name not in self._last_closing:
            self._last_closing[tag.name] = self._text.rfind(f"</{tag.name}")
        return self._last_closing[tag.name] > tag.span.start
