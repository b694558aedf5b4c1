"""Exact inference (精确推断): the distribution of the set of units that burn in the end.

Every unit has one resistance U, uniform on (0, 1) and independent, and burns once p(S) > U for
the set S burning so far. Let C(B) be the probability that all of B burns when nothing outside
B can. Restricted to B some subset is the final one, so

    sum over A within B of C(A) prod_{v in B - A} (1 - p_v(A)) = 1,

which gives C(B) from its proper subsets, and C(B) prod_{v not in B} (1 - p_v(B)) for the final
set B. On graphs without cycles this is the static Bayesian network of Khakzad 2021.
"""

from typing import Final

import numpy as np

from hazard.escalation import FloatArray
from hazard.escalation_graph import Network

__all__ = ["conditional_probabilities", "final_sets", "marginals"]

# C(B) is one minus a sum of at most 2^n products, so it is known to about this much.
_ROUNDING: Final = 1e-13


def conditional_probabilities(network: Network) -> FloatArray:
    """Return p_v(S) for every unit v (row) and set S (column, a bit mask) [-] (条件概率)."""
    count = len(network.names)
    flux, withstood = network.base[:, None], 1.0 - network.struck[:, None]
    for heat, blast in zip(network.flux[:count], network.blown[:count], strict=True):
        # Sets with this unit follow those without it, so bit i of a column number is unit i.
        flux = np.concatenate([flux, flux + heat[:, None]], axis=1)
        withstood = np.concatenate([withstood, withstood * (1.0 - blast[:, None])], axis=1)
    return 1.0 - withstood * (1.0 - network.heat_chance(np.arange(count)[:, None], flux))


def final_sets(conditional: FloatArray) -> FloatArray:
    """Return the probability of each set (a bit mask) to be the one that burns [-] (最终集合).

    Args:
        conditional: p_v(S), one row a unit, one column a set; must not fall as S grows.

    >>> final_sets(np.array([[0.5, 0.5]])).tolist()
    [0.5, 0.5]
    """
    count, sets = conditional.shape
    survives = 1.0 - conditional
    explained = np.zeros(sets)
    final = np.zeros(sets)
    for mask in range(sets):
        burns = 1.0 - explained[mask]
        if burns < _ROUNDING:
            continue
        supersets = np.array([mask])
        weight = np.array([burns])
        for unit in range(count):
            if not mask >> unit & 1:
                supersets = np.concatenate([supersets, supersets | 1 << unit])
                weight = np.concatenate([weight, weight * survives[unit, mask]])
        explained[supersets] += weight
        final[mask] = weight[-1]
    return final


def marginals(final: FloatArray, count: int) -> FloatArray:
    """Return the probability of each unit to burn [-] (边缘概率), given that of each set."""
    masks = np.arange(final.size)
    burns = np.array([final[masks >> unit & 1 == 1].sum() for unit in range(count)])
    return np.clip(np.where(burns < _ROUNDING, 0.0, burns), 0.0, 1.0)
