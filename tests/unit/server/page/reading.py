"""What a browser would make of a page (页面解析), without one."""

from collections import Counter
from html.parser import HTMLParser

__all__ = ["Parsed", "parsed"]

_VOID = {"meta", "input", "br"}


class Parsed(HTMLParser):
    """The elements of a page, and the text of each block of the document."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.blocks: dict[int, str] = {}
        self.words = ""
        self.code: dict[str, str] = {}
        self.unclosed: list[str] = []
        self.crossed: list[str] = []
        self._block: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        named = dict(attrs)
        if identifier := named.get("id"):
            self.ids[identifier] += 1
        if tag not in _VOID:
            self.unclosed.append(tag)
        if named.get("class") == "text":
            at = int(named["data-at"] or 0)
            self._block = (at, len(self.unclosed))
            self.blocks[at] = ""

    def handle_endtag(self, tag: str) -> None:
        if self._block and len(self.unclosed) == self._block[1]:
            self._block = None
        if not self.unclosed or self.unclosed.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.unclosed and self.unclosed[-1] in {"script", "style"}:
            self.code[self.unclosed[-1]] = data
            return
        self.words += data
        if self._block:
            self.blocks[self._block[0]] += data


def parsed(page: str) -> Parsed:
    """Return a page as parsed."""
    reader = Parsed()
    reader.feed(page)
    reader.close()
    return reader
