"""Further attempts (重试) at what may fail now and succeed a moment later."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from random import uniform
from typing import TypeVar

__all__ = ["persist"]

T = TypeVar("T")


async def persist(
    attempt: Callable[[], Awaitable[T]],
    pauses: Iterable[float],
    worth_another: Callable[[Exception], bool],
) -> T:
    """Attempt it until it is done, or fails in a way that another attempt will not mend.

    Args:
        attempt: What to do; it must be safe to do again.
        pauses: Pauses between attempts, on average [s]; one attempt more than these is made.
        worth_another: Whether a failure may pass.

    Raises:
        Exception: What the last attempt raised.
    """
    for pause in pauses:
        try:
            return await attempt()
        except Exception as error:
            if not worth_another(error):
                raise
        await asyncio.sleep(pause * uniform(0.5, 1.5))  # noqa: S311 - spreads attempts, no secret
    return await attempt()
