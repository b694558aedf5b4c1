"""Writing SVG (矢量图): elements within elements, whatever a name contains."""

import re
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from rich.cells import cell_len

__all__ = ["FONTS", "Svg", "width_of"]

FONTS: Final = (
    "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',"
    "'WenQuanYi Micro Hei',system-ui,sans-serif"
)
"""Fonts that have Chinese characters, on every system one after another."""
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 may not hold, however written (section 2.2)."""
_CELL: Final = 0.55
"""Width of a column of a terminal as a share of the size of the type, a little wide."""

Value = str | float


class Svg:
    """An element to which others are added (图元).

    Numbers are written to a hundredth; names come in as they are and go out escaped.
    """

    def __init__(self, element: Element) -> None:
        self._element = element

    @classmethod
    def sheet(cls, width: float, height: float) -> "Svg":
        """Return an empty drawing of this size [px]."""
        root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        drawn = cls(root)
        drawn._set(
            width=width,
            height=height,
            viewBox=f"0 0 {_text(width)} {_text(height)}",
            font_family=FONTS,
            font_size=12,
            fill="#16211e",
        )
        return drawn

    def add(self, tag: str, text: str | None = None, **attributes: Value) -> "Svg":
        """Add an element and return it; underscores in names stand for hyphens."""
        made = Svg(SubElement(self._element, tag))
        made._set(**attributes)
        if text is not None:
            made._element.text = _ILLEGAL.sub("\ufffd", text)
        return made

    def path(self, rings: list[list[tuple[float, float]]], **attributes: Value) -> "Svg":
        """Add closed rings as one path, holes left open."""
        drawn = " ".join(
            "M" + " L".join(f"{_text(x)},{_text(y)}" for x, y in ring) + " Z" for ring in rings
        )
        given: dict[str, Any] = {"d": drawn, "fill_rule": "evenodd", **attributes}
        return self.add("path", **given)

    def line(self, x1: float, y1: float, x2: float, y2: float, **attributes: Value) -> "Svg":
        """Add a straight line."""
        given: dict[str, Any] = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **attributes}
        return self.add("line", **given)

    def words(self, x: float, y: float, text: str, **attributes: Value) -> "Svg":
        """Add text with a white edge, so that it can be read over lines."""
        edge: dict[str, Value] = {"stroke": "#fff", "stroke_width": 3.0, "paint_order": "stroke"}
        given: dict[str, Any] = {**edge, "stroke_linejoin": "round", **attributes}
        return self.add("text", text, x=x, y=y, **given)

    def xml(self) -> str:
        """Return the drawing as XML."""
        return tostring(self._element, encoding="unicode")

    def _set(self, **attributes: Value) -> None:
        for name, value in attributes.items():
            text = _ILLEGAL.sub("\ufffd", _text(value))
            self._element.set(name.rstrip("_").replace("_", "-"), text)


def width_of(text: str, size: float) -> float:
    """Return how wide a line of text is at most, by its columns [px].

    >>> width_of("储罐T1", 10)
    33.0
    """
    return cell_len(text) * size * _CELL


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".")
