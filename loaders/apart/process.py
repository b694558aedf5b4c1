"""Reading apart (隔离读取): what others send is read by a process of its own, never by the server.

A workbook of two cells may span a million rows of sixteen thousand columns, and a document of some
kilobytes unpack to markup that takes gigabytes as a tree. Whoever runs out of memory is ended by
the system, and what a reader once took the allocator keeps. So the process that reads may take a
bounded part of memory and of processor time, where the system can bound them (Windows cannot), is
the first to be ended where memory is short, and hands on rows and statements as plain data.
"""

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from graph.responsibility.refusals import InputRefusedError
from graph.store.own_process import own_environment
from loaders.apart.handing import HELD_MAX, ROWS_MAX
from loaders.apart.reader import TOO_VAST
from loaders.apart.taking import taken_over
from loaders.readers.spreadsheet import RegisterFile
from loaders.sources import ReadFiles

__all__ = ["MEMORY_MAX", "read_apart"]

MEMORY_MAX: Final = 1024
"""Most memory that reading a file may take [MB]."""


async def read_apart(
    paths: Sequence[Path],
    folder: Path,
    *,
    most: int = MEMORY_MAX,
    held: int = HELD_MAX,
    columns: Mapping[str, str] | None = None,
) -> ReadFiles:
    """Return what files hold, as `read_files` does, without opening one here.

    Args:
        paths: The files, no two of one name.
        folder: Where what was read may lie until it is loaded.
        most: Most memory that reading one may take [MB].
        held: Most that is handed on of what is held in memory at once [MB].
        columns: What the user says of headings, where files are read again for that.

    Raises:
        InputRefusedError: If one takes more memory or time than it may, holds more than is handed
            on, or ends its reader.
    """
    into = Path(mkdtemp(dir=folder))
    given = {"most": most, "held": held, "into": str(into), "columns": dict(columns or {})}
    code, begun = await _run(json.dumps({**given, "paths": [*map(str, paths)]}))
    if code:
        expected = _fewer(held) if code == TOO_VAST else _less(most)
        raise InputRefusedError("files", paths[max(begun, 1) - 1].name, expected)
    named = {path.name: path for path in paths}

    def again(name: str, columns: Mapping[str, str]) -> RegisterFile:
        """Read one file again; it waits, so that the thread must not be that of the server."""
        once = read_apart([named[name]], folder, most=most, held=held, columns=columns)
        return asyncio.run(once).registers[0][1]

    return await asyncio.to_thread(taken_over, into, again)


async def _run(given: str) -> tuple[int, int]:
    """Run the process that reads; return its exit code, and how many files it began."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "loaders.apart.reader"),
        env=own_environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        told, _ = await process.communicate(given.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, told.count(b"\n")


def _less(most: int) -> tuple[str, str]:
    return (
        f"读取时内存不超过 {most:,} MB 的文件，请拆分或另存后上传",
        f"a file that takes no more than {most:,} MB to read; split it, or save it otherwise",
    )


def _fewer(held: int) -> tuple[str, str]:
    return (
        f"合计不超过 {ROWS_MAX:,} 行、{held} MB 内容的文件；请分次上传，长表存为 .csv",
        f"at most {ROWS_MAX:,} rows and {held} MB in all; send several requests, lists as .csv",
    )
