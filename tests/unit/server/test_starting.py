"""A command imports what it needs, and nothing that other commands need."""

import subprocess
import sys

import pytest

HELPED = """\
import sys
import server.cli
held = {"neo4j", "graphql", "strawberry", "numpy", "loaders", "schema.context"}
assert held.isdisjoint(sys.modules), held.intersection(sys.modules)
"""
LOADED = """\
import sys
import server.cli, server.load_command
from graph.model.pinyin import initials
initials("重庆")
held = {"pypinyin", "pypdf", "pdfplumber", "docx", "openpyxl", "lxml", "strawberry", "numba"}
held |= {"cn2an", "ahocorasick", "loaders.documents.extract", "loaders.documents.text.clean"}
assert held.isdisjoint(sys.modules), held.intersection(sys.modules)
"""
ASKED = """\
import sys
import server.cli, server.querying
held = {"scipy", "networkx", "numba", "openpyxl", "cn2an", "ahocorasick", "onnxruntime"}
held |= {"loaders.documents.extract", "server.page", "loaders.export"}
assert held.isdisjoint(sys.modules), held.intersection(sys.modules)
"""


@pytest.mark.parametrize("text", [HELPED, LOADED, ASKED], ids=["help", "load", "query"])
def test_a_command_imports_nothing_that_only_others_need(text: str) -> None:
    ran = subprocess.run(  # noqa: S603 - this Python, and a text of this file
        [sys.executable, "-c", text], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
