"""Writes counted (写入计数): two files that tell every process whether anything was written.

They lie beside an embedded engine, whose only writers are processes of ours. Each write lets the
first one grow by a byte before it begins, and the second once it is over: a write that may still
come to something, since its process was killed or its commit not answered, is never over. The
keeper makes them anew for each engine that it starts, when nobody can be writing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.store.errors import DataFolderError

__all__ = ["Write", "Writes"]


class Write:
    """One write as it goes on (写入过程).

    Attributes:
        asked: How many of its attempts came as far as to ask for their commit.
        answered: To how many of them it was said that it is done, or that it is refused.
    """

    def __init__(self) -> None:
        self.asked = self.answered = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more can come of it: of a commit that was not answered something may."""
        return self.asked == self.answered


class Writes:
    """The writes to one running engine (写入计数)."""

    def __init__(self, folder: Path, engine: str) -> None:
        """Count the writes to an engine.

        Args:
            folder: Where its data is.
            engine: What tells it from those that ran there before.
        """
        self._folder = folder
        self._begun, self._ended = (
            folder / f"writes-{engine}.{name}" for name in ("begun", "ended")
        )

    def prepare(self) -> None:
        """Begin to count, and let go of the counts of engines that ran before."""
        for old in self._folder.glob("writes-*"):
            old.unlink()
        for path in (self._begun, self._ended):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))

    def settled(self) -> int | None:
        """Return how many writes there have been; None while one is not over.

        As long as it returns the same number, nothing has been written in between: the second
        count is read first, and neither ever falls.
        """
        try:
            ended = self._ended.stat().st_size
            begun = self._begun.stat().st_size
        except OSError:
            return None
        return ended if begun == ended else None

    @contextmanager
    def counting(self) -> Iterator[Write]:
        """Count a write, over when the context is left unless its commit was not answered.

        Raises:
            DataFolderError: If it cannot be counted; it does not begin then.
        """
        try:
            with suppress(FileNotFoundError):  # then nobody else finds the count either
                _grow(self._begun)
        except OSError as error:
            raise DataFolderError(self._folder, error.strerror or str(error)) from error
        write = Write()
        try:
            yield write
        finally:
            if write.is_over:
                with suppress(OSError):  # it is done; then nobody takes it for over
                    _grow(self._ended)


def _grow(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        os.write(descriptor, b".")
    finally:
        os.close(descriptor)
