"""The escalation network of a unit (升级网络): what is round it, in one statement.

The statement takes a box that is a little wide, since an engine has no ellipsoid; here it is cut
to the box that a geodesic gives, so that every engine answers alike.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.cypher import question
from graph.evidence import At as Point
from hazard.geodesy import Box, Position, box_around
from schema.context import Asker
from schema.types import problems

__all__ = ["Network", "network_of"]

REACH: Final = 2000.0
"""How far round the origin units are looked for [m]."""
MAX_UNITS: Final = 1000

_DEGREE: Final = 110_574.0  # length of the shortest degree of latitude, at the equator [m]
_STEEPEST: Final = math.cos(math.radians(85.0))  # positions nearer to a pole are refused

Row = Mapping[str, Any]
Rows = Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Units round an origin and those that stated heat reaches from there (升级网络).

    Attributes:
        rows: All of them, with the heat that assessments state.
        found: Those within reach or without a position, with what they hold; None where the
            origin has no position.
    """

    rows: Rows
    found: Rows | None

    @property
    def barriers(self) -> list[Row]:
        """The measures against the spread of fire, by unit and measure."""
        found = ({"unit": row["unit"], **each} for row in self.rows for each in row["barriers"])
        return sorted(found, key=lambda each: (each["unit"], each["measure"]))


async def network_of(
    info: Asker, origin: str, when: Point
) -> Network | problems.NotFound | problems.BudgetExceeded:
    """Return the escalation network of a unit: one statement.

    Args:
        info: The request.
        origin: The unit.
        when: Point on both clocks.

    Raises:
        OutOfValidityError: If the unit stands nearer to a pole than boxes make sense.
    """
    bound = {"reach": REACH / _DEGREE, "steepest": _STEEPEST, "limit": MAX_UNITS + 1}
    rows = await info.context.store.read(
        question("propagation/around").text, {"id": origin, **bound, **when.parameters}
    )
    start = next((row for row in rows if row["unit"] == origin), None)
    near = [row for row in rows if row["near"]]
    if len(near) > MAX_UNITS:
        return _too_many(len(near))
    if start is None:
        return problems.not_found(origin, "单元")
    if start["longitude"] is None or start["latitude"] is None:
        return Network(rows=rows, found=None)
    centre = Position(longitude=start["longitude"], latitude=start["latitude"])
    box = box_around(centre, REACH)
    found = sorted((row for row in near if _within(row, box)), key=lambda row: str(row["unit"]))
    return Network(rows=rows, found=found)


def _within(row: Row, box: Box) -> bool:
    """Tell whether a unit is in a box; one without a position is taken to be, and told."""
    east, north = row["longitude"], row["latitude"]
    if east is None or north is None:
        return True
    return bool(box.south <= north <= box.north and box.west <= east <= box.east)


def _too_many(count: int) -> problems.BudgetExceeded:
    return problems.BudgetExceeded(
        code="BUDGET_EXCEEDED",
        message=f"半径 {REACH:g} m 内单元超过 {MAX_UNITS} 个，无法一次推算。",
        message_en=f"More than {MAX_UNITS} units within {REACH:g} m; they cannot be followed "
        "in one question.",
        limit=MAX_UNITS,
        asked=count,
    )
