"""Monte Carlo (蒙特卡洛模拟): many accidents at once, seeded, with standard errors.

Each trial draws one resistance a unit. Which units fail does not depend on when they do, as long
as fires burn on: the failed set grows until nothing changes. Times are those of the first trials,
which are followed event by event; where fires burn out, so are all. Heat wears a vessel down at
the rate 1/ttf(I); it fails when the sum of time over ttf reaches one, so heat received before a
further unit ignites still counts, and it does not fail if what heats it has burnt out before. A
blast strikes when its source fails.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from hazard.escalation import FloatArray, Response
from hazard.escalation_graph import Network

if TYPE_CHECKING:
    from hazard.trials import Figures

__all__ = ["Tally", "simulate"]

_TIMED: Final = 2_000_000  # units x trials that are followed in time, where only times need it
_CELLS: Final = 2**20  # of the table of brackets; finer costs more than it saves
_STEPS: Final = (16, 1024)  # least and most brackets of a unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the trials gave, one array element a unit (模拟统计).

    Attributes:
        trials: Number of trials.
        hits: Trials in which the unit failed.
        timed: Of those followed in time, trials in which it failed.
        mean_time: Mean failure time over those [s]; nan where there are none.
        time_spread: Sum of squared deviations from it [s²].
    """

    trials: int
    hits: FloatArray
    timed: FloatArray
    mean_time: FloatArray
    time_spread: FloatArray

    @property
    def probability(self) -> FloatArray:
        """Return the share of trials in which each unit failed [-] (频率)."""
        return self.hits / self.trials

    @property
    def standard_error(self) -> FloatArray:
        """Return the standard error of `probability` [-] (标准误).

        One hit and one miss are added, so that a unit never hit is not claimed to be safe.
        """
        shrunk = (self.hits + 1) / (self.trials + 2)
        return np.sqrt(shrunk * (1 - shrunk) / self.trials)

    @property
    def mean_time_error(self) -> FloatArray:
        """Return the standard error of `mean_time` [s]; nan below two failures."""
        return np.sqrt(_share(self.time_spread, self.timed * (self.timed - 1)))


def simulate(network: Network, *, trials: int, seed: int) -> Tally:
    """Simulate accidents (模拟). Same network, trials and seed: same tally.

    Args:
        network: Units that may follow, and the heat between them.
        trials: Number of accidents.
        seed: Seed of the random numbers.
    """
    # The compiler behind it takes half a second to import; only simulations need it.
    from hazard.trials import follow, spread  # noqa: PLC0415 - see above

    count = len(network.names)
    figures = _figures(network, seed)
    hits, times = np.zeros(count), np.zeros((4, count))
    if followed := _followed(network, trials):
        follow(figures, followed, times)
    if not network.burns_out:
        spread(figures, trials, hits)
    timed, start, later, squares = times
    return Tally(
        trials=trials,
        hits=timed if network.burns_out else hits,
        timed=timed,
        mean_time=start + _share(later, timed),
        time_spread=np.maximum(squares - later * np.nan_to_num(_share(later, timed)), 0.0),
    )


def _followed(network: Network, trials: int) -> int:
    """Return how many trials are followed in time: all where fires burn out."""
    if network.response.probit is None:
        return 0
    if network.burns_out:
        return trials
    return min(trials, max(1, _TIMED // max(1, len(network.names))))


def _figures(network: Network, seed: int) -> "Figures":
    """Return the arrays that the compiled loops read."""
    from hazard.trials import Figures  # noqa: PLC0415 - as above

    guard, probit = network.protection, network.response.probit
    count, barriers = len(network.names), len(guard.failure) if guard else 0
    table, row = _states(network)
    start, blasts, source, target = _strikes(network)
    heat = network.flux[source, target]
    steps = int(np.clip(_CELLS // max(1, len(table)), *_STEPS))
    # More than any unit receives, and finite, so that each bracket has a middle.
    ample = 1.0 + 2.0 * np.bincount(target, heat, minlength=1).max()
    return Figures(
        start=start,
        blasts=blasts,
        target=target.astype(np.uint32),
        heat=heat,
        blast=network.blown[source, target],
        burn_out=network.burn_out,
        # A stream for each barrier: one more leaves the draws of the others as they were.
        seeds=np.array([_stream(seed, k) for k in range(barriers + 1)]),
        failure=np.ascontiguousarray(guard.failure) if guard else np.zeros((0, count)),
        row=np.ascontiguousarray(row),
        bracket=np.minimum(_brackets(table, network.response, steps), ample),
        response=table,
        probit=np.array([probit.constant, probit.slope, probit.time_unit] if probit else []),
    )


def _strikes(network: Network) -> tuple[npt.NDArray[np.intp], ...]:
    """Return where the strikes of each source and where its blasts begin; source and target."""
    source, target = np.nonzero((network.flux > 0) | (network.blown > 0))
    blasts = network.blown[source, target] > 0
    order = np.lexsort((target, blasts, source))
    start = np.searchsorted(source, np.arange(network.flux.shape[0] + 1))
    last = np.bincount(source, blasts, minlength=start.size - 1).astype(np.intp)
    return start, start[1:] - last, source[order], target[order]


def _stream(seed: int, number: int) -> np.uint64:
    """Return where the stream of this number begins; none overlap in practice."""
    return np.uint64(np.random.SeedSequence([seed, number]).generate_state(1, np.uint64)[0])


def _states(
    network: Network,
) -> tuple[FloatArray, npt.NDArray[np.intp]]:
    """Return how units respond, once each, and which of these a unit (column) in a state is."""
    like, guard = network.response, network.protection
    bare = np.broadcast_to(np.array([[1.0], [0.0], [np.inf]])[:, None], (3, 1, like.threshold.size))
    behind = np.stack([guard.share, guard.delay, guard.limit]) if guard else bare
    own = np.stack([like.threshold, like.flux_slope, like.intercept])[:, None]
    every = np.concatenate([np.broadcast_to(own, behind.shape), behind])
    table, row = np.unique(every.reshape(6, -1).T, axis=0, return_inverse=True)
    return np.ascontiguousarray(table), np.asarray(row.reshape(behind.shape[1:]), np.intp)


def _brackets(table: FloatArray, like: Response, steps: int) -> FloatArray:
    """Return the flux withstood at equal steps of the draw (column), row by row [kW/m²]."""
    threshold, slope, intercept, share, delay, limit = table.T[..., None]
    response = Response(
        threshold=threshold,
        flux_slope=slope,
        intercept=intercept,
        probit=like.probit,
        sources=(),
        share=share,
        delay=delay,
        limit=limit,
    )
    found: FloatArray = response.withstood(np.arange(steps + 1) / steps)
    return found


def _share(of: FloatArray, by: FloatArray) -> FloatArray:
    """Return a quotient, nan where nothing is divided by."""
    found: FloatArray = np.divide(of, by, out=np.full(by.shape, np.nan), where=by > 0)
    return found
