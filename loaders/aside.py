"""Reading aside (另行读取): a long table is read by a process of its own, on a core of its own.

A load reads while it writes, and one Python process does both by turns, on one core. So another is
asked for what a long table says, portion by portion, each while the one before is written. Whatever
becomes of that process, the rest is read here, and what is wrong with a file is found here then:
what is read is the same.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import IO, Any, Final, Self, TypeVar

from graph.store.own_process import own_environment
from loaders.garbage import collect_seldom

__all__ = ["Aside"]

T = TypeVar("T")

_MANY: Final = 8000
"""So many rows are worth a process: to begin takes it as long as to read 2,000, and until some
thousand are loaded, the compiler of a database that was just started needs the core."""
_LOST: Final = (OSError, EOFError, pickle.UnpicklingError)


class Aside:
    """Another process that reads (读取进程); begun by the first table that is worth it.

    As a context it ends that process. It is used on whatever thread, by one at a time.

    Args:
        least: Rows of a table that is worth it.
    """

    def __init__(self, least: int = _MANY) -> None:
        self._least = least
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = 0
        self._awaited: set[int] = set()
        self._came: dict[int, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.kill()  # it holds nothing that anybody needs
            self._process.communicate()
            self._process = None

    def begin(self, rows: int, read: Callable[..., Iterator[T]], *given: object) -> Iterator[T]:
        """Begin to read something; yield what it says.

        Args:
            rows: How many rows it has.
            read: Reads it, and changes nothing else: a function of a module.
            given: What that is given.
        """
        if rows < self._least or _cores() < 2:  # noqa: PLR2004 - this process and the other
            return read(*given)
        number, self._begun = self._begun, self._begun + 1
        try:
            task = pickle.dumps((number, (read, given)))
        except (AttributeError, TypeError, pickle.PicklingError):
            return read(*given)  # of some files only an open one can be read
        with suppress(*_LOST):
            while len(self._came) < len(self._awaited):
                self._receive()  # else each might wait for the other to take what it wrote
            self._put(task)
        return self._readings(number, read, given)

    def _readings(
        self, number: int, read: Callable[..., Iterator[T]], given: tuple[object, ...]
    ) -> Iterator[T]:
        done = 0
        with suppress(*_LOST):
            while (found := self._next(number)) is not None:
                done += 1
                yield found
            return
        yield from islice(read(*given), done, None)

    def _next(self, number: int) -> Any:
        """Return the next that something says, and ask for the one after it; None at its end."""
        if number not in self._awaited:
            self._ask(number)
        while number not in self._came:
            self._receive()
        self._awaited.discard(number)
        if (found := self._came.pop(number)) is not None:
            self._ask(number)
        return found

    def _receive(self) -> None:
        number, found = pickle.load(self._pipes()[1])  # noqa: S301 - written by our own process
        self._came[number] = found

    def _ask(self, number: int) -> None:
        self._awaited.add(number)
        self._put(pickle.dumps((number, None)))

    def _put(self, message: bytes) -> None:
        asking, _ = self._pipes()
        asking.write(message)
        asking.flush()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = _started()
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        return self._process.stdin, self._process.stdout


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "loaders.aside"],
        env=own_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _cores() -> int:
    """Return how many cores this process may use."""
    may = getattr(os, "sched_getaffinity", None)  # which not every system has
    return len(may(0)) if may else os.cpu_count() or 1


def _serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read what is asked for, until nobody asks any more."""
    collect_seldom()
    begun: dict[int, Iterator[object]] = {}
    with suppress(*_LOST):
        while True:
            number, task = pickle.load(asked)  # noqa: S301 - written by whoever began this process
            if task is not None:
                read, given = task
                begun[number] = read(*given)
            else:
                pickle.dump((number, next(begun[number], None)), told, pickle.HIGHEST_PROTOCOL)
                told.flush()


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
