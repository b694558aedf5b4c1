"""Numbers whose unit nobody states (未写明的计量单位): what is said of them. Pure.

A figure is then a number without a unit. A property of the model has one unit and no other, so its
number is taken to be in that one, and the evidence says that nobody stated it.
"""

from dataclasses import dataclass
from functools import lru_cache

from graph.evidence.granted import GRANTED
from loaders.report import Entry, Place

__all__ = ["Unstated", "note_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstated:
    """A number without a unit (无单位数值).

    Attributes:
        field: Its field.
        heading: The heading under which it stands.
        unit: Unit in which the form or the model counts.
        assumed: Whether it is taken to be in that unit.
        general: Unit that the table states for all of it, which is none of this number.
    """

    field: str
    heading: str
    unit: str
    assumed: bool
    general: str | None = None

    def entry(self, form: str, place: Place) -> Entry:
        """Return the line that tells of its column, at the first cell that has such a number."""
        other = self.general
        zh = f"；表中统一写的单位“{other}”不能用于此列" if other else ""
        en = f"; {other}, which the table states for all, cannot be its unit" if other else ""
        taken = self.assumed
        example = f"--map {self.heading}={self.field}（{self.unit}）"
        return Entry(
            kind="column",
            subject=form,
            place=place,
            zh=f"自此行起有数没有写明计量单位{zh}，"
            + (f"均按 {self.unit} 理解，并在依据中注明" if taken else "只记数，不记单位")
            + f"；请按实际单位在表头写明，如“{self.heading}（{self.unit}）”，或用 {example} 指定",
            en=f"from this row on, numbers have no unit{en}; "
            + (f"taken as {self.unit}, which the evidence says" if taken else "kept without one")
            + f"; write the real unit in the heading, such as “{self.heading}（{self.unit}）”, "
            f"or name it with {example}",
        )


@lru_cache(maxsize=64)  # asked for each row, of the same columns
def note_of(numbers: tuple[Unstated, ...]) -> str | None:
    """Return what the evidence of a statement says of the units that it takes for granted."""
    taken = [(n.heading, n.unit) for n in numbers if n.assumed]
    if not taken:
        return None
    zh = "、".join(f"{heading}按 {unit}" for heading, unit in taken)
    en = "; ".join(f"{heading} taken as {unit}" for heading, unit in taken)
    return f"{GRANTED}{zh} 理解 / unit not stated: {en}"
