"""Rehearsals (试读): files that may swell are read in a process of their own first.

A workbook of two cells may span a million rows of sixteen thousand columns, and a document of some
kilobytes unpack to markup that takes gigabytes as a tree. Whoever runs out of memory is ended by
the system, so what others send is not read in the process of the server first. The process that
reads it may take a bounded part of memory and of processor time, where the system can bound them
(Windows cannot), and is the first to be ended where memory is short.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, is_zipfile

import loaders
from graph.responsibility.refusals import InputRefusedError
from loaders.pipeline.sources import read_files

__all__ = ["MEMORY_MAX", "rehearse"]

MEMORY_MAX: Final = 1024
"""Most memory that reading a file may take [MB]."""
_SECONDS_MAX: Final = 600
"""Most processor time that reading all files of a request may take [s]."""
_AT_ONCE: Final = 3
"""So many times that memory may be asked for: what grows is moved, and is then there twice."""
_SMALL: Final = 8
"""What is no larger, unpacked, is read at once [MB]: markup takes up to 80 times that."""
_SWELLING: Final = frozenset({".xls", ".ods", ".pdf"})
"""Formats of which a file does not say beforehand how large it is once it is read."""
_MEGABYTE: Final = 1 << 20


async def rehearse(paths: Sequence[Path], most: int = MEMORY_MAX) -> None:
    """Return once those files that may swell could be read elsewhere.

    Args:
        paths: The files.
        most: Most memory that reading one may take [MB].

    Raises:
        InputRefusedError: If one takes more memory or time than it may, or ends its reader.
    """
    swelling = [path for path in paths if _may_swell(path)]
    if not swelling:
        return
    root = str(Path(loaders.__file__).parents[1])
    found = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "loaders.pipeline.rehearsal", str(most), *map(str, swelling)),
        env={**os.environ, "PYTHONPATH": found},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        told, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        begun = max(told.count(b"\n"), 1)
        expected = (
            f"读取时内存不超过 {most:,} MB 的文件，请拆分或另存后上传",
            f"a file that takes no more than {most:,} MB to read; split it, or save it otherwise",
        )
        raise InputRefusedError("files", swelling[begun - 1].name, expected)


def _may_swell(path: Path) -> bool:
    if path.suffix.lower() in _SWELLING:
        return True
    size = path.stat().st_size
    if is_zipfile(path):
        with suppress(BadZipFile, ValueError, OSError), ZipFile(path) as package:
            size += sum(part.file_size for part in package.infolist())
    return size > _SMALL * _MEGABYTE


def _read(most: int, paths: Sequence[Path]) -> int:
    """Read files one after the other, saying so before each; return 1 if one took too much."""
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    _bound(most)
    for path in paths:
        sys.stdout.write("\n")
        sys.stdout.flush()
        read_files([path])
        if _peak() > most:
            return 1  # memory that was not there is told by some readers as a damaged file
    return 0


def _bound(most: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    memory = most * _AT_ONCE * _MEGABYTE
    for kind, limit in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, _SECONDS_MAX)):
        with suppress(OSError, ValueError):  # a lower limit stands already
            resource.setrlimit(kind, (limit, limit))


def _peak() -> float:
    """Return the most memory that this program has taken [MB]; zero where only the limit tells.

    What the system tells of a process holds for whoever began it, too: that may be larger.
    """
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return float(told.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(_read(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
