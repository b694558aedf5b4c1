"""A load holds little: what it imports before it has read anything."""

import subprocess
import sys

ASKED = """\
import sys
import server.cli, server.load_command
from graph.model.pinyin import initials
initials("重庆")
held = {"pypinyin", "pypdf", "pdfplumber", "docx", "openpyxl", "lxml", "strawberry", "numba"}
assert held.isdisjoint(sys.modules), held.intersection(sys.modules)
"""


def test_a_load_imports_no_library_that_registers_go_without() -> None:
    ran = subprocess.run(  # noqa: S603 - this Python, and a text of this file
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
