"""Files that commands write (命令写出的文件)."""

from pathlib import Path

from server.errors import FileUnusableError

__all__ = ["write_file"]


def write_file(path: Path, content: bytes) -> None:
    """Write a file that the user named.

    Raises:
        FileUnusableError: If it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileUnusableError(path, error.strerror or str(error)) from error
