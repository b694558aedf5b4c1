"""What was taken for granted (默认前提) where a source is silent, as notes tell it."""

from typing import Final

__all__ = ["GRANTED", "takes_for_granted"]

GRANTED: Final = "未写明计量单位："
"""How a note begins that tells it."""


def takes_for_granted(note: str) -> bool:
    """Tell whether a note of evidence says what was taken for granted."""
    return note.startswith(GRANTED)
