"""Climate (气象统计): classes of weather with their shares, and winds from everywhere alike.

A scenario is computed once for each class with the wind blowing east; what a place at some
distance bears is then the mean over all bearings, as the wind may blow any way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.catalogue import method_of
from hazard.consequence.effect import Consequence
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.errors import HazardError
from hazard.exposure import consequences_of
from hazard.method import MethodStatement
from hazard.notice import Notice
from hazard.scenario import ScenarioKind
from hazard.validity import FloatArray, within
from hazard.weather import Weather

__all__ = ["CLIMATE", "WeatherClass", "climate_of", "lethality_at", "method_for", "variants"]

CLIMATE: Final = Citation(
    instrument="Purple Book (CPR 18E, 2005)",
    clause="section 4.4, six representative weather classes",
    verified=False,
)
UNIFORM: Final = Notice(
    zh="未给出气象统计：六个代表性气象等级（B/3、D/1.5、D/5、D/9、E/5、F/1.5 m/s）等概率；"
    "风向各方位等概率。",
    en="Without statistics of weather, six classes (B 3, D 1.5, D 5, D 9, E 5, F 1.5 m/s) are "
    "taken to be equally likely, and so are all wind directions.",
)
CLOSE: Final = Notice(
    zh="下风侧距单元近于模型适用距离处按全部致死计（上限），顺风远于适用距离处不计。",
    en="On the lee side, nearer to the unit than a model is stated for, everybody is taken to die, "
    "an upper bound; farther downwind than it is stated for nothing is counted.",
)
_EAST: Final = 270.0  # where a wind blows from that blows east [°]
_SHARES: Final = Notice(zh="各气象等级概率之和", en="The sum of the shares of weather classes")
_AT_THE_SOURCE: Final = 1.0  # so near there is no downwind, and everybody is taken to die [m]
_TOLERANCE: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherClass:
    """A class of weather and how often it is there (气象等级).

    Attributes:
        wind: u at 10 m [m/s].
        stability: Class after Pasquill.
        share: How much of the time [-].
    """

    wind: float
    stability: Stability
    share: float

    @property
    def eastward(self) -> Weather:
        """Return this weather with a wind that blows east."""
        return Weather(wind=self.wind, stability=self.stability, direction=_EAST)


_CLASSES: Final = (
    (Stability.B, 3.0),
    (Stability.D, 1.5),
    (Stability.D, 5.0),
    (Stability.D, 9.0),
    (Stability.E, 5.0),
    (Stability.F, 1.5),
)


def climate_of(given: Sequence[WeatherClass] = ()) -> tuple[WeatherClass, ...]:
    """Return the classes of weather to compute for (气象等级).

    Raises:
        OutOfValidityError: If the shares given do not add up to one.

    >>> len(climate_of())
    6
    """
    if given:
        total = sum(each.share for each in given)
        within(total, 1 - _TOLERANCE, 1 + _TOLERANCE, _SHARES)
        return tuple(given)
    share = 1 / len(_CLASSES)
    return tuple(WeatherClass(wind=u, stability=s, share=share) for s, u in _CLASSES)


def variants(
    stored: Stored, climate: Sequence[WeatherClass]
) -> tuple[dict[ScenarioKind, list[tuple[float, Consequence]]], list[HazardError], list[Notice]]:
    """Return the scenarios of one substance in every class, each with its share of the time.

    What is missing, and what no scenario covers, is told beside them, each once.
    """
    found: dict[ScenarioKind, list[tuple[float, Consequence]]] = {}
    errors: dict[str, HazardError] = {}
    unmodelled: dict[Notice, None] = {}
    for each in climate:
        consequences, lacking, warned = consequences_of(stored, each.eastward)
        errors |= {str(error): error for error in lacking}
        unmodelled |= dict.fromkeys(warned)
        for consequence in consequences:
            found.setdefault(consequence.scenario.kind, []).append((each.share, consequence))
    return found, list(errors.values()), list(unmodelled)


def method_for(
    cited: Sequence[Citation],
    said: Sequence[Notice],
    warnings: Sequence[Notice],
    *,
    always: Notice,
    given: bool,
) -> MethodStatement:
    """Return the statement of a risk: what always holds, the weather, and what was used.

    Args:
        cited: Publications that figures rest on.
        said: What else was taken for granted.
        warnings: Dangers that no scenario covers.
        always: What is taken for granted of every such risk.
        given: Whether the classes of weather were given.
    """
    weather = () if given else (UNIFORM,)
    own = method_of(cited, assumptions=(always, *weather, CLOSE, *said))
    return replace(own, warnings=(*own.warnings, *dict.fromkeys(warnings)))


def lethality_at(consequence: Consequence, east: FloatArray, north: FloatArray) -> FloatArray:
    """Return the chance of death at places so far downwind and across [m], bounded near by [-].

    Args:
        consequence: A scenario in a wind that blows east.
        east: How far downwind.
        north: How far across.
    """
    at_the_source = np.hypot(east, north) < _AT_THE_SOURCE
    told = consequence.covers(east, north) & ~at_the_source
    found = np.where(~told & (east <= consequence.stated[1]), 1.0, 0.0)
    if told.any():
        found[told] = consequence.felt(east[told], north[told]).lethality
    return found
