"""The process that reads (读取进程): within bounds, and the first to be ended.

Run: ``python -m loaders.apart.reader``, with what to read as JSON. Before each file it writes a
line, so that whoever began it knows at which one it ended.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from loaders.apart.handing import Handing, TooVastError
from loaders.sources import ReadFiles, read_files

__all__ = ["TOO_LARGE", "TOO_VAST"]

TOO_LARGE: Final = 3
"""Exit code where a file took more memory than it may."""
TOO_VAST: Final = 4
"""Exit code where what was read is more than is handed on."""
_SECONDS_MAX: Final = 600
"""Most processor time that reading all files of a request may take [s]."""
_AT_ONCE: Final = 3
"""So many times that memory may be asked for: what grows is moved, and is then there twice."""
_MEGABYTE: Final = 1 << 20


def _main(
    *, most: int, held: int, into: str, columns: Mapping[str, str], paths: Sequence[str]
) -> int:
    """Read files one after the other, and hand on what they hold; return the exit code."""
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    _bound(most)
    handing = Handing(Path(into), held)
    for path in paths:
        sys.stdout.write("\n")
        sys.stdout.flush()
        read = read_files([Path(path)])
        try:
            handing.add(_again(read, columns) if columns else read)
        except TooVastError:
            return TOO_VAST
        if _peak() > most:
            return TOO_LARGE  # memory that was not there is told by some readers as a damaged file
    handing.end()
    return 0


def _again(read: ReadFiles, columns: Mapping[str, str]) -> ReadFiles:
    """Return registers as they are with what the user says of their headings."""
    registers = ((src, f.reread(columns) if f.reread else f) for src, f in read.registers)
    return replace(read, registers=tuple(registers))


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
    sys.exit(_main(**json.load(sys.stdin)))
