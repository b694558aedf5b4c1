"""Notices (说明): what an answer assumes or warns of, in Chinese and in English."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.evidence import Citation

__all__ = ["Notice", "unverified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence, or the name of a quantity, in two languages (双语说明).

    Attributes:
        zh: The text in Chinese.
        en: The same text in English.
    """

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


def unverified(citations: Iterable[Citation]) -> tuple[Notice, ...]:
    """Return one warning for each source nobody has checked (未核对系数警告), without repeats."""
    unchecked = dict.fromkeys(str(source) for source in citations if not source.verified)
    return tuple(
        Notice(
            zh=f"所用数值尚未与原文核对：{source}；用于决策前请核对。",
            en=f"Figures used have not been checked against {source}; check them before deciding.",
        )
        for source in unchecked
    )
