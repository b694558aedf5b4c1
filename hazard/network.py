"""Networks of units (单元网络): shortest ways through them, and how each unit stands in them.

The library that computes this takes long to import; whoever asks of a network imports this module
then.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import networkx as nx

__all__ = ["Arcs", "Standing", "routes", "standings"]

Arcs: TypeAlias = Mapping[tuple[str, str], float]
"""Length of each arc, by its source and its target [any unit]."""

_ROOT: Final = 0  # stands before all origins; unit names are strings


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a unit stands in a network (网络中的位置).

    Attributes:
        outward: Length of the shortest way to each other unit that it reaches.
        inward: Length of the shortest way from each other unit that reaches it.
        between: Share of the shortest ways between two others that lead over it [-].
    """

    outward: tuple[float, ...]
    inward: tuple[float, ...]
    between: float


def standings(units: Collection[str], arcs: Arcs) -> dict[str, Standing]:
    """Return how each unit stands in a network (网络中心性).

    Args:
        units: All units; some may have no arc.
        arcs: The arcs between them.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(units))
    for (source, target), length in sorted(arcs.items()):
        graph.add_edge(source, target, length=length)
    between = nx.betweenness_centrality(graph, weight="length")
    back = graph.reverse()
    return {
        unit: Standing(
            outward=_lengths(graph, unit),
            inward=_lengths(back, unit),
            between=float(between[unit]),
        )
        for unit in units
    }


def _lengths(graph: "nx.DiGraph[str]", unit: str) -> tuple[float, ...]:
    found = nx.single_source_dijkstra_path_length(graph, unit, weight="length")
    return tuple(float(length) for other, length in sorted(found.items()) if other != unit)


def routes(arcs: Arcs, origins: Collection[str], to: str) -> Iterator[list[str]]:
    """Yield the ways from any origin to a unit, the shortest first (最短路径).

    Args:
        arcs: The arcs.
        origins: Where a way may begin.
        to: Where it ends.
    """
    graph: nx.DiGraph[str | int] = nx.DiGraph()
    for (source, target), length in sorted(arcs.items()):
        graph.add_edge(source, target, length=length)
    for origin in sorted(origins):
        graph.add_edge(_ROOT, origin, length=0.0)
    if to not in graph or not nx.has_path(graph, _ROOT, to):
        return
    for route in nx.shortest_simple_paths(graph, _ROOT, to, weight="length"):
        yield [name for name in route if isinstance(name, str)]
