"""The driver (驱动): what it is imported without, which stays importable, and how it waits."""

import asyncio
import subprocess
import sys
from importlib import import_module

import pytest

from graph.store.driver import waited

ASKED = """\
import sys, graph.store.bolt
assert "pandas" not in sys.modules and "pyarrow" not in sys.modules
"""


def test_no_library_of_data_frames_is_imported() -> None:
    ran = subprocess.run(  # noqa: S603 - this Python, and a text of this file
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


async def _asked() -> asyncio.Task[None] | None:
    return asyncio.current_task()


async def test_it_waits_for_a_piece_of_an_answer_without_a_task_of_its_own() -> None:
    used = vars(import_module("neo4j._async_compat.network._bolt_socket"))["wait_for"]
    assert used is (waited if sys.version_info < (3, 12) else asyncio.wait_for)
    assert await used(_asked(), 5) is asyncio.current_task()
    with pytest.raises(TimeoutError):
        await used(asyncio.sleep(5), 0.01)
