"""Verdicts (归属判断): in which park a place lies, and how sure that is. Pure.

A place well inside one boundary lies in that park: that is computed from two things that sources
state, not guessed. One near a border or in two parks could lie in either, since neither is
drawn nor measured better than that: it is put to a person. What a source states is never replaced.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

from loaders.shapes import Place, area_of, border_distance

__all__ = ["NEAR", "Boundaries", "Bounded", "Verdict", "verdict"]

NEAR: Final = 20.0
"""How near to a border a place may lie on either side of it [m]: what a handheld receiver and the
fourth decimal of a degree leave open."""
_REACH: Final = 0.001
"""Degrees around a place in which a border may be so near, up to the 79th parallel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded:
    """A park with its boundary (有边界的园区).

    Attributes:
        id: Its id.
        name: Its name.
        area: What lies within its boundary.
        evidence: Ids of the places that state it.
        valid_from: First day on which that holds.
    """

    id: str
    name: str
    area: Polygon | MultiPolygon
    evidence: tuple[str, ...]
    valid_from: str

    @classmethod
    def drawn(
        cls, identifier: str, name: str, boundary: str, evidence: Sequence[str], valid_from: str
    ) -> "Bounded":
        """Return a park by the text of its boundary.

        Raises:
            ShapeError: If the text draws no area.
        """
        return cls(
            id=identifier,
            name=name,
            area=area_of(boundary),
            evidence=tuple(evidence),
            valid_from=valid_from,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Where a place lies (归属判断).

    Attributes:
        inside: The one park that it lies in, beyond doubt.
        open: Parks that it may lie in, as a person must decide, each with the metres to its border.
        outside: Parks that it is stated to lie in and does not.
        distances: Metres to the border, of each park that is named.
    """

    inside: str | None = None
    open: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    distances: Mapping[str, float]

    @property
    def tells(self) -> bool:
        """Whether anything is said, or asked, because of it."""
        return bool(self.inside or self.open or self.outside)


class Boundaries:
    """The boundaries of parks (园区边界), of which those about a place are found by a tree."""

    def __init__(self, parks: Iterable[Bounded]) -> None:
        self.parks = {park.id: park for park in parks}
        self._listed = list(self.parks.values())
        self._tree = shapely.STRtree([park.area for park in self._listed])

    def about(self, place: Place, stated: Collection[str]) -> Iterator[tuple[Bounded, float]]:
        """Yield the parks that matter for a place, with the metres to their borders."""
        around = shapely.box(
            place[0] - _REACH * 5, place[1] - _REACH, place[0] + _REACH * 5, place[1] + _REACH
        )
        near = {self._listed[k].id for k in self._tree.query(around, predicate="intersects")}
        for key in near.union(self.parks.keys() & stated):
            yield self.parks[key], border_distance(self.parks[key].area, place)


def verdict(place: Place, boundaries: Boundaries, stated: Collection[str]) -> Verdict:
    """Return where a place lies.

    Args:
        place: Longitude and latitude [°].
        boundaries: Those of all parks.
        stated: Ids of the parks that a source states for it.
    """
    within, near, distances = set[str](), set[str](), dict[str, float]()
    for park, distance in boundaries.about(place, stated):
        distances[park.id] = distance
        if distance <= NEAR:
            near.add(park.id)
        elif park.area.covers(Point(*place)):
            within.add(park.id)
    if stated:
        known = boundaries.parks.keys() & stated
        outside = tuple(sorted(known - within - near))
        return Verdict(outside=outside, distances=distances)
    if len(within) == 1 and not near:
        return Verdict(inside=next(iter(within)), distances=distances)
    return Verdict(open=tuple(sorted(within | near)), distances=distances)
