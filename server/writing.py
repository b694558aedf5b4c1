"""Files that commands write (命令写出的文件)."""

from collections.abc import Iterable
from pathlib import Path

from server.errors import FileUnusableError

__all__ = ["write_file"]


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
