"""Garbage (垃圾回收): what a process does about it whose work is to load."""

import gc
from typing import Final

__all__ = ["collect_seldom"]

_SELDOM: Final = (100_000, 10, 100)


def collect_seldom() -> None:
    """Let this process look seldom for cycles of dead objects (少做垃圾回收).

    A portion makes a hundred thousand objects and hardly a cycle; looking for them as often as
    Python does costs a seventh of a load's processor time, and gives no memory back.
    """
    gc.set_threshold(*_SELDOM)
