"""What commands write (命令输出): files that the user named, or standard output."""

import sys
from collections.abc import Iterable
from pathlib import Path

from server.errors import FileUnusableError

__all__ = ["give", "write_file"]


def write_file(path: Path, content: Iterable[bytes]) -> None:
    """Write a file that the user named, piece by piece.

    Raises:
        FileUnusableError: If it cannot be written.
    """
    try:
        with path.open("wb") as file:
            file.writelines(content)
    except OSError as error:
        raise FileUnusableError(path, error.strerror or str(error)) from error


def give(content: bytes, output: Path | None) -> None:
    """Print bytes, or write them to a file.

    Raises:
        FileUnusableError: If it cannot be written.
    """
    if output is not None:
        write_file(output, [content])
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
