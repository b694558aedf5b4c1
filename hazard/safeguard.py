"""Safeguards (防护条件): how a unit is built decides which scenarios it has.

Each safeguard is data, ``hazard/tables/safeguards.csv``: what the record must say, and which
scenario that takes away. None adds one, so a safeguard on record never raises a risk; a unit of
which the record says nothing has every scenario of its danger, equipment and state. A liquid
below its flash point has no vapour that could burn or explode.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.evidence import Citation
from graph.model.labels import SubstanceState
from hazard.consequence.stored import Stored
from hazard.errors import MissingInputError
from hazard.notice import Notice
from hazard.scenario import Scenario, ScenarioKind
from hazard.substance import Property
from hazard.tables import cite, rows

__all__ = ["kept"]


_OF_VAPOUR: Final = (ScenarioKind.FLASH_FIRE, ScenarioKind.VAPOUR_SPACE_EXPLOSION)
_TOO_COLD: Final = Notice(
    zh="登记温度（未登记取 25 ℃）低于闪点：液面上没有可燃混合气，不计闪火和罐内爆炸。",
    en="At the temperature on record, else 25 °C, it is below its flash point: there is no "
    "flammable mixture over the liquid, so neither a flash fire nor an explosion in the tank.",
)


def kept(
    stored: Stored, scenarios: Sequence[Scenario]
) -> tuple[list[Scenario], list[tuple[Notice, Citation]]]:
    """Return the scenarios that remain, and why others do not (保留的情景).

    Args:
        stored: What a unit holds, and how the unit is built.
        scenarios: Those of its danger, equipment and state.
    """
    said = [*_built(stored), *_cold(stored)]
    present = {each.kind for each in scenarios}
    taken = {kind for kind, _, _ in said}
    return (
        [each for each in scenarios if each.kind not in taken],
        list(
            {notice: (notice, source) for kind, notice, source in said if kind in present}.values()
        ),
    )


def _built(stored: Stored) -> Iterator[tuple[str, Notice, Citation]]:
    """Yield what the record of the unit takes away."""
    for row in rows("safeguards"):
        if getattr(stored, row["safeguard"]) == row["value"]:
            yield row["scenario"], Notice(zh=row["zh"], en=row["en"]), cite(row)


def _cold(stored: Stored) -> Iterator[tuple[str, Notice, Citation]]:
    """Yield what a liquid below its flash point takes away."""
    if stored.form is not SubstanceState.LIQUID:
        return
    try:
        flash = stored.properties().figure(Property.FLASH_POINT)
    except MissingInputError:
        return  # not on hand: every scenario stays
    if stored.warm < flash.value:
        for kind in _OF_VAPOUR:
            yield kind, _TOO_COLD, flash.citation
