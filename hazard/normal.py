"""The normal distribution (正态分布): Φ, its inverse and the error function, as scipy has them.

The library takes long to import, and most that a process is asked needs no probit, so that it comes
with the first value.
"""

import numpy as np
import numpy.typing as npt

from hazard.validity import FloatArray

__all__ = ["deviate", "error_function", "share_below"]


def share_below(deviates: npt.ArrayLike) -> FloatArray:
    """Return Φ(z) [-], the share that lies below so many standard deviations (分布函数).

    >>> float(share_below(0))
    0.5
    """
    from scipy.special import ndtr  # noqa: PLC0415 - as the module says

    return np.asarray(ndtr(np.asarray(deviates, dtype=np.float64)), dtype=np.float64)


def deviate(shares: npt.ArrayLike) -> FloatArray:
    """Return Φ⁻¹(P) [-], below how many standard deviations a share lies (分位数).

    >>> float(deviate(0.5))
    0.0
    """
    from scipy.special import ndtri  # noqa: PLC0415 - as the module says

    return np.asarray(ndtri(np.asarray(shares, dtype=np.float64)), dtype=np.float64)


def error_function(values: npt.ArrayLike) -> FloatArray:
    """Return erf(x) [-] (误差函数).

    >>> float(error_function(0))
    0.0
    """
    from scipy.special import erf  # noqa: PLC0415 - as the module says

    return np.asarray(erf(np.asarray(values, dtype=np.float64)), dtype=np.float64)
