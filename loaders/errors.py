"""Errors of the loaders (装载错误): which file, which place in it, and what to put right."""

from graph.errors import CustodyError

__all__ = ["LoaderError"]


class LoaderError(CustodyError):
    """A source file holds something that cannot be taken over (来源文件无法装载).

    Attributes:
        file: File as the caller named it.
        location: Row counted from 1, or a (start, end) span of bytes or characters; None where
            the whole file is meant.
        column: Heading of the column; None outside a register.
        value: What stands there, as printed; None where nothing does.
        expected: What should stand there, in one phrase.
    """

    def __init__(
        self,
        *,
        zh: str,
        en: str,
        file: str,
        location: int | tuple[int, int] | None = None,
        column: str | None = None,
        value: str | None = None,
        expected: str | None = None,
    ) -> None:
        self.file = file
        self.location = location
        self.column = column
        self.value = value
        self.expected = expected
        super().__init__(zh=zh, en=en)
