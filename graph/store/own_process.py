"""Processes of our own (自有进程): what they need to find the modules of whoever begins them."""

import os
from pathlib import Path

import graph

__all__ = ["own_environment"]


def own_environment() -> dict[str, str]:
    """Return the environment of this process, in which its packages are found from anywhere."""
    root = str(Path(graph.__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
