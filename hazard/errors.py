"""Errors of the hazard layer (危害计算错误): what is missing, or lies outside a model's range."""

import math
from collections.abc import Sequence

from graph.errors import CustodyError
from graph.evidence import Citation
from hazard.notice import Notice

__all__ = [
    "HazardError",
    "MissingInputError",
    "NotOnHandError",
    "OutOfValidityError",
    "UnknownNameError",
]


class HazardError(CustodyError):
    """Root of the errors of the hazard layer (危害计算错误根类)."""


class OutOfValidityError(HazardError):
    """A quantity lies outside the range a model or table is stated for (超出适用范围).

    Attributes:
        quantity: Name of the quantity, with what it belongs to.
        value: The value given, in `unit`.
        low: Lower end of the range, in `unit`.
        high: Upper end of the range, in `unit`.
        unit: Unit of the three figures; empty for a count.
        citation: What states the range; None for a law of nature.
        above: Whether the lower end itself lies outside.
    """

    def __init__(
        self,
        quantity: Notice,
        value: float,
        low: float,
        high: float,
        unit: str,
        citation: Citation | None = None,
        *,
        above: bool = False,
    ) -> None:
        self.quantity = quantity
        self.value = value
        self.low = low
        self.high = high
        self.unit = unit
        self.citation = citation
        self.above = above
        given = f"{value:g} {unit}".rstrip()
        bounds = self._bounds
        said = f"（{citation}）" if citation else ""
        said_en = f" ({citation})" if citation else ""
        super().__init__(
            zh=f"{quantity.zh} {given} 超出适用范围 {bounds.zh}{said}，"
            "请更正数据或改用适用的模型。",
            en=f"{quantity.en} is {given}, outside {bounds.en}{said_en}; "
            "correct the figure or choose a model that covers it.",
        )

    @property
    def _bounds(self) -> Notice:
        """Return the range in words; one without an upper end names the lower end alone."""
        if math.isfinite(self.high):
            both = f"{self.low:g}–{self.high:g} {self.unit}".rstrip()
            return Notice(zh=both, en=both)
        end = f"{self.low:g} {self.unit}".rstrip()
        if self.above:
            return Notice(zh=f"大于 {end}", en=f"the range above {end}")
        return Notice(zh=f"{end} 及以上", en=f"the range from {end} up")


class MissingInputError(HazardError):
    """A figure the answer needs is not on record (缺少数据); nothing is guessed in its place.

    Attributes:
        quantity: Name of what is missing.
        of: The unit, substance or other thing it is missing for.
        where: Record and field that would supply it, e.g. ``HOLDS.gb18218_entry``.
        candidates: What the field may say, where the choice is known.
        others: Further inputs missing for the same answer.
    """

    def __init__(
        self, quantity: Notice, of: str, where: str, *, candidates: Sequence[Notice] = ()
    ) -> None:
        self.quantity = quantity
        self.of = of
        self.where = where
        self.candidates = tuple(candidates)
        self.others: tuple[MissingInputError, ...] = ()
        zh = "；".join(candidate.zh for candidate in candidates)
        en = "; ".join(candidate.en for candidate in candidates)
        super().__init__(
            zh=f"缺少“{of}”的{quantity.zh}，请在 {where} 中补充"
            + (f"，可选：{zh}。" if zh else "。"),
            en=f"The {quantity.en} of “{of}” is missing; supply it in {where}"
            + (f", one of: {en}." if en else "."),
        )


class NotOnHandError(MissingInputError):
    """A property of a substance is not in the tables of the library (数据表未收录).

    No register has a field for it, so whoever maintains the table has to add it, with its source.
    """

    def __init__(self, quantity: Notice, of: str, table: str, column: str) -> None:
        super().__init__(quantity, of, f"hazard/tables/{table}.csv:{column}")
        self.zh = (
            f"程序数据表尚未收录“{of}”的{quantity.zh}，登记表没有此项；"
            f"请由维护人员连同出处补入 {self.where}。"
        )
        self.en = (
            f"The {quantity.en} of “{of}” is not in the tables of the program, and no register has "
            f"it; whoever maintains them has to add it, with its source, to {self.where}."
        )


class UnknownNameError(HazardError):
    """A record names something that does not exist (引用了不存在的条目).

    Attributes:
        kind: What sort of thing was looked for.
        name: The name, number or symbol that was given.
    """

    def __init__(self, kind: Notice, name: str) -> None:
        self.kind = kind
        self.name = name
        super().__init__(
            zh=f"没有{kind.zh}“{name}”，请核对后更正。",
            en=f"There is no {kind.en} “{name}”; check it and correct the record.",
        )
