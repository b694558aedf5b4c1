"""Language of what is said to a person (提示语言)."""

from enum import StrEnum

__all__ = ["Language"]


class Language(StrEnum):
    """Language of what is said to a person (提示语言)."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"
