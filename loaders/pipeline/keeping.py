"""Records of loads (导入记录): that there was one, and what it changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.evidence import digest
from graph.model.labels import Label
from graph.model.record import LOAD
from graph.store.port import Store
from graph.store.write import record
from loaders.report import LoadReport

__all__ = ["Keeping", "keep_record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How the record of a load is known, and what it keeps of the report (记录方式).

    Attributes:
        id: Its id.
        told: Writes what it keeps.
    """

    id: str
    told: Callable[[LoadReport], str]


async def keep_record(store: Store, report: LoadReport, keeping: Keeping | None) -> None:
    """Keep that there was this load; the counts alone if nothing else is said."""
    properties: dict[str, Any] = {
        "name": report.name,
        "recorded_at": report.recorded_at,
        **report.counts,
    }
    own = f"{Label.LOAD}:{digest(report.recorded_at, report.name)}"
    report.load_id = keeping.id if keeping else own
    if keeping is not None:
        properties["report"] = keeping.told(report)
    await record(store, LOAD, [{"id": report.load_id, "properties": properties}])
