"""What a workbook unpacks to (解压上限): looked at before anything of it is unpacked."""

from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, is_zipfile

from loaders.readers.faults import TooLargeError

__all__ = ["SHEETS_MAX", "WHOLE_MAX", "refuse_vast"]

SHEETS_MAX: Final = 2048
"""Most that a workbook unpacks to that is read row by row [MB]."""
WHOLE_MAX: Final = 256
"""Most that is held in memory at once: a workbook read whole, or a table of strings [MB]."""

_MEGABYTE: Final = 1024 * 1024
_STRINGS: Final = "xl/sharedStrings.xml"


def refuse_vast(path: Path, most: int) -> None:
    """Let a package pass that unpacks to no more than is read; what is no package passes too.

    A part never gives more than its entry says, so that the entries can be trusted.

    Args:
        path: The file.
        most: How much all of it may be [MB].

    Raises:
        TooLargeError: If it is more.
    """
    if not is_zipfile(path):
        return
    try:
        with ZipFile(path) as package:
            sizes = {part.filename: part.file_size for part in package.infolist()}
    except (BadZipFile, ValueError, OSError):
        return  # whoever reads it will say what is wrong
    if sum(sizes.values()) > most * _MEGABYTE:
        raise TooLargeError(str(path), most)
    if sizes.get(_STRINGS, 0) > WHOLE_MAX * _MEGABYTE:
        raise TooLargeError(str(path), WHOLE_MAX)
