"""Protection targets without a position (无坐标的防护目标), which may lie on any ground around."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.cypher import question
from graph.evidence import At as Point
from hazard.errors import MissingInputError
from hazard.notice import Notice
from schema.context import Asker
from schema.types import problems
from schema.types.receptors import NotCounted

__all__ = ["MAX_PLACES", "passed_over", "unplaced_around", "warning_of"]

MAX_PLACES: Final = 2000
"""Most places around that are told of."""
_NAMED: Final = 10  # whose names stand in a warning
_POSITION: Final = Notice(zh="经纬度", en="position")

Rows = Sequence[Mapping[str, Any]]


async def unplaced_around(info: Asker, units: Sequence[str], when: Point) -> list[dict[str, Any]]:
    """Return the protection targets without a position in the regions of units: one statement."""
    return await info.context.store.read(
        question("hazard/unlocated").text,
        {"ids": list(units), "limit": MAX_PLACES + 1, **when.parameters},
    )


def passed_over(rows: Rows) -> list[NotCounted]:
    """Return them as what is not counted, with the field to fill in."""
    lacking = [
        (row["id"], MissingInputError(_POSITION, row["name"], "Receptor.longitude"))
        for row in rows[:MAX_PLACES]
    ]
    return [NotCounted(of=of, problem=problems.problem_of(error)) for of, error in lacking]


def warning_of(rows: Rows) -> list[Notice]:
    """Return the warning that they may be reached and are not listed; none where there are none."""
    if not rows:
        return []
    names, more = [row["name"] for row in rows[:_NAMED]], len(rows) > _NAMED
    zh, en = "、".join(names) + ("等" if more else ""), ", ".join(names)
    en += " and others" if more else ""
    return [
        Notice(
            zh=f"所在行政区内有防护目标未登记经纬度，可能就在影响范围内而未列出：{zh}；"
            "请在防护目标登记表中补充（Receptor.longitude、Receptor.latitude）。",
            en="Protection targets of the region have no position on record and may lie on this "
            f"ground without being listed: {en}; supply it in the register of protection targets "
            "(Receptor.longitude, Receptor.latitude).",
        )
    ]
