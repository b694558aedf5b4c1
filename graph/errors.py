"""Errors a person can act on (可处理的错误): one sentence in Chinese and in English.

Every error of Custody derives from `CustodyError`, keeps its fields, and says what
to do. The process decides which language to show; nothing here prints.
"""

__all__ = ["CustodyError"]


class CustodyError(Exception):
    """Root of all errors (错误根类), with the same sentence in two languages.

    Attributes:
        zh: One sentence in Chinese that says what to do.
        en: The same sentence in English.
    """

    def __init__(self, *, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"
