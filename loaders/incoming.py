"""Incoming files (来件): what a person sends over the network, laid down to be read.

A name comes from whoever sends the file. Editions of a register are known by it, so it is kept; but
only its last part, and only if every system can have a file of that name.
"""

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from graph.responsibility.refusals import InputRefusedError

__all__ = ["Incoming", "Laid", "file_name", "laid_down"]

_LONGEST: Final = 200
"""Longest name [B in UTF-8]; file systems have room for 255."""
_APART: Final = re.compile(r"[/\\]")
_UNFITTING: Final = '< > : " | ? *'
_UNFIT: Final = re.compile(r'[<>:"|?*]')
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_EXPECTED: Final = (
    f"文件名，如 企业.xlsx：不超过 {_LONGEST} 字节，没有控制字符和 {_UNFITTING}，不以点开头或结尾",
    (
        f"the name of a file, as plants.xlsx: at most {_LONGEST} bytes, no control characters, "
        f"no dot at either end, none of {_UNFITTING}"
    ),
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was sent (来件).

    Attributes:
        name: Name that the sender gave it, as it came.
        content: Its bytes.
    """

    name: str
    content: BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Files that lie in a folder of their own (已落盘来件).

    Attributes:
        folder: The folder.
        digests: SHA-256 of each, by its name.
    """

    folder: Path
    digests: Mapping[str, str]

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where each file lies."""
        return tuple(self.folder / name for name in self.digests)

    def unplaced(self, text: str) -> str:
        """Return what was said of these files without the folder, which is nobody's business."""
        return re.sub(re.escape(str(self.folder)) + r"[/\\]?", "", text)


def file_name(given: str) -> str:
    r"""Return the last part of the name of a file that was sent.

    Raises:
        InputRefusedError: If that is no name that a file can have on every system.

    >>> file_name("C:\\registers\\企业.xlsx"), file_name("../../etc/plants.csv")
    ('企业.xlsx', 'plants.csv')
    """
    name = _APART.split(given)[-1].strip()
    fits = name.isprintable() and 0 < len(name.encode(errors="replace")) <= _LONGEST
    odd = name.startswith(".") or name.endswith(".") or _UNFIT.search(name)
    if not fits or odd or _DEVICES.fullmatch(name):
        raise InputRefusedError("files", given[:_LONGEST], _EXPECTED)
    return name


@contextmanager
def laid_down(files: Iterable[Incoming]) -> Iterator[Laid]:
    """Lay files down in a folder that is gone afterwards.

    Raises:
        InputRefusedError: If there is none, one has no fit name, or two have the same.
    """
    named = [(file_name(each.name), each) for each in files]
    several = Counter(name.casefold() for name, _ in named)
    if not named:
        raise InputRefusedError("files", None, ("至少一份文件", "at least one file"))
    for name, _ in named:
        if several[name.casefold()] > 1:
            expected = ("每份文件一个名字；同名文件请分次上传", "a name for each; send them apart")
            raise InputRefusedError("files", name, expected)
    with TemporaryDirectory(prefix="custody-") as folder:
        within = Path(folder)
        digests = {name: _laid(within / name, each.content) for name, each in named}
        yield Laid(folder=within, digests=digests)


def _laid(path: Path, content: BinaryIO) -> str:
    """Write a file; return its SHA-256."""
    content.seek(0)
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
