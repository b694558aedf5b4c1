"""The driver is imported without what it would import for data frames, which stays importable."""

import subprocess
import sys

ASKED = """\
import sys, graph.store.bolt
assert "pandas" not in sys.modules and "pyarrow" not in sys.modules
"""


def test_no_library_of_data_frames_is_imported() -> None:
    ran = subprocess.run(  # noqa: S603 - this Python, and a text of this file
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
