"""Share of the contents that burns in a fireball (参与燃烧份额), by Chinese practice."""

from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.validity import within

__all__ = ["PARTICIPATION", "participating_share"]

PARTICIPATION: Final = Citation(
    instrument="customary in Chinese risk assessments (国内惯例)",
    clause="50/70/90 % of the contents burn",
    verified=False,
)
_VESSELS: Final = Notice(zh="容器数", en="The number of vessels")


def participating_share(vessels: int) -> float:
    """Return the share of the contents that burns in the fireball [-] (参与燃烧份额).

    Chinese practice: 50 % for one vessel, 70 % for two, 90 % for more.

    Args:
        vessels: Number of vessels in the group.

    >>> participating_share(3)
    0.9
    """
    within(vessels, 1, np.inf, _VESSELS)
    return {1: 0.5, 2: 0.7}.get(vessels, 0.9)
