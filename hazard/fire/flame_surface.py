"""View factor of a leaning flame from anywhere (任意方位视角系数).

The flame is Mudan's sheared cylinder; its lateral surface is cut into panels and what each
sends to the target is added as a vector, the length of which is the view factor of a target
that faces the flame best. In the plane of the tilt it agrees with `cylinder_view_factor`.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import HEIGHT, RADIUS
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "flame_view_factor"]

SOURCE: Final = Citation(
    instrument="Mudan 1987, Fire Safety J. 12:89-98", clause="shape of the flame, summed by panels"
)
_GAP: Final = Notice(zh="目标与火焰的间距", en="The gap between target and flame")
_TILT: Final = Notice(zh="火焰倾角", en="The tilt of the flame")
_ROUND: Final = 96  # panels round the flame
_UP: Final = 48  # panels along it
_CHUNK: Final = 256  # targets at a time, to bound memory


def flame_view_factor(
    length: float,
    radius: float,
    x: npt.ArrayLike,
    y: npt.ArrayLike = 0.0,
    z: npt.ArrayLike = 0.0,
    *,
    tilt: float = 0.0,
) -> FloatArray:
    """Return the greatest view factor of a leaning flame from targets anywhere [-] (视角系数).

    Within half a per cent of the exact value; nearer than half a radius it is refused.

    Args:
        length: L of the flame along its axis [m].
        radius: R of the flame [m].
        x: Downwind of the centre of the base [m].
        y: Across the wind [m].
        z: Height above the base [m].
        tilt: θ from the vertical, downwind [rad].

    Raises:
        OutOfValidityError: If a target is nearer to the flame than half its radius.

    >>> flame_view_factor(46.77, 21.22, [100, 0, -100], [0, 100, 0], tilt=0.887).round(3)
    array([0.096, 0.042, 0.028])
    """
    tall = float(positive(length, HEIGHT, unit="m"))
    wide = float(positive(radius, RADIUS, unit="m"))
    lean = float(within(tilt, 0, 1.55, _TILT, unit="rad"))
    targets = np.stack(np.broadcast_arrays(x, y, z)).astype(np.float64)
    shape, flat = targets.shape[1:], targets.reshape(3, -1)
    height = tall * np.cos(lean)
    _require_clear(flat, wide, height, np.tan(lean))
    points, normals = _panels(wide, height, np.tan(lean))
    found = [
        _seen(points, normals, flat[:, start : start + _CHUNK])
        for start in range(0, flat.shape[1], _CHUNK)
    ]
    return np.concatenate(found or [np.empty(0)]).reshape(shape)


def _require_clear(targets: FloatArray, radius: float, height: float, slope: float) -> None:
    """Raise unless every target is half a radius off the flame, where panels are fine enough."""
    x, y, z = targets
    level = np.clip(z, 0.0, height)
    aside = np.maximum(np.hypot(x - level * slope, y) - radius, 0.0)
    within(np.hypot(aside, z - level), radius / 2, np.inf, _GAP, unit="m", source=SOURCE)


def _panels(radius: float, height: float, slope: float) -> tuple[FloatArray, FloatArray]:
    """Return the middles of the panels and their normals times their areas, (3, panels)."""
    turn = (np.arange(_ROUND) + 0.5) * 2 * np.pi / _ROUND
    phi, up = np.meshgrid(turn, (np.arange(_UP) + 0.5) * height / _UP)
    cosine, sine = np.cos(phi).ravel(), np.sin(phi).ravel()
    points = np.stack([up.ravel() * slope + radius * cosine, radius * sine, up.ravel()])
    area = radius * 2 * np.pi / _ROUND * height / _UP
    return points, area * np.stack([cosine, sine, -cosine * slope])


def _seen(points: FloatArray, normals: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the length of Σ cos α dA/(πr²) r̂ over the panels that face each target."""
    ray = targets[:, :, None] - points[:, None, :]
    squared = (ray**2).sum(axis=0)
    facing = np.maximum((normals[:, None, :] * ray).sum(axis=0), 0.0)
    vector = (facing / (np.pi * squared**2) * ray).sum(axis=-1)
    return np.asarray(np.sqrt((vector**2).sum(axis=0)))
