"""State of the graph (状态): which engine, where the data is, and what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

from graph.cypher.listing import listed
from graph.cypher.selection import Connection, Field, Filter, Op, Order, Page
from graph.evidence import At
from graph.model.labels import ProposalStatus
from graph.model.proposal import PROPOSAL
from graph.model.record import DOCUMENT, LOAD
from graph.model.registry import NODES
from graph.model.spec import NodeSpec
from graph.store.port import Store
from graph.store.settings import StoreSettings, shown

__all__ = ["Status", "status_of"]

_COMPONENTS: Final = "CALL dbms.components() YIELD name, versions RETURN name, versions"
_DOCUMENTS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """State of the graph (状态).

    Attributes:
        engine: Name and version of the engine.
        place: Folder or address of the data.
        counts: Number of nodes that are true today, by the Chinese and English name of the type.
        documents: Sources, as name and when they were recorded; at most a hundred.
        waiting: Number of statements that wait for a person.
        last_load: The last load: its name, its instant and its counts; None if there was none.
    """

    engine: str
    place: str
    counts: Mapping[tuple[str, str], int]
    documents: tuple[Mapping[str, Any], ...]
    waiting: int
    last_load: Mapping[str, Any] | None


async def status_of(store: Store, settings: StoreSettings) -> Status:
    """Return the state of the graph behind a store."""
    counts = {}
    for spec in NODES:
        found = await _page(store, spec, Page(first=0), (), total=True)
        counts[spec.zh, str(spec.label)] = found["total"]
    documents = await _page(store, DOCUMENT, Page(first=_DOCUMENTS), ("name", "recorded_at"))
    last = Page(first=1, order=Order("recorded_at", descending=True))
    names = tuple(prop.name for prop in LOAD.properties)
    loads = await _page(store, LOAD, last, names)
    is_open = Filter(conditions=[("status", Op.EQ, ProposalStatus.OPEN.value)])
    waiting = await _page(store, PROPOSAL, Page(first=0, filter=is_open), (), total=True)
    return Status(
        engine=await _engine(store),
        place=str(settings.data_folder) if settings.uri is None else shown(settings.uri),
        counts=counts,
        documents=tuple(documents["nodes"]),
        waiting=waiting["total"],
        last_load=next(iter(loads["nodes"]), None),
    )


async def _engine(store: Store) -> str:
    if store.engine == "arcadedb":
        return f"ArcadeDB {version('arcadedb-embedded')}（内嵌 / embedded）"
    rows = await store.read(_COMPONENTS)
    return "、".join(f"{row['name']} {row['versions'][0]}" for row in rows)


async def _page(
    store: Store, spec: NodeSpec, page: Page, names: tuple[str, ...], *, total: bool = False
) -> dict[str, Any]:
    """Return ``nodes`` with these properties, and ``total`` if asked."""
    asked = Connection(
        alias="data",
        end=None,
        target=spec,
        page=page,
        nodes=(("nodes", tuple(Field(name, name) for name in names)),) if names else (),
        total=("total",) if total else (),
    )
    statement = listed(asked)
    rows = await store.read(statement.text, {**statement.parameters, **At.of().parameters})
    found: dict[str, Any] = rows[0]["data"]
    return found
