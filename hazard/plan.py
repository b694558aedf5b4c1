"""Plan (平面布置): units of a few kilometres on a plane, with a tree to find neighbours in."""

from collections.abc import Sequence

import numpy as np

from hazard.geodesy import Position, offsets
from hazard.validity import FloatArray

__all__ = ["Plan"]


class Plan:
    """Where units are, on a plane that touches the first of them (平面位置)."""

    def __init__(self, places: Sequence[Position]) -> None:
        """Take the positions, one at least, within a few kilometres of each other."""
        from scipy.spatial import cKDTree  # noqa: PLC0415 - large, and few questions are of a plan

        self._plane = np.column_stack(offsets(places[0], places))
        self._tree = cKDTree(self._plane)

    def around(self, k: int, reach: float) -> tuple[list[int], FloatArray, FloatArray]:
        """Return the places within reach of place `k`, in order, and their offsets (相邻单元).

        Args:
            k: Number of the place; it is not among its neighbours.
            reach: Distance [m].

        Returns:
            Their numbers, and how far east and north of `k` they lie [m].
        """
        near = sorted(self._tree.query_ball_point(self._plane[k], reach))
        near.remove(k)
        east, north = (self._plane[near] - self._plane[k]).T
        return near, east, north
