"""The security list (安全清单): every item has its tests, and every test that it names is there."""

import ast
import re
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from server.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).with_name("list.toml")
ITEMS: list[dict[str, Any]] = tomllib.loads(LIST.read_text(encoding="utf-8"))["item"]
KNOWN = re.compile(r"CVE-\d{4}-\d+")


@cache
def named_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["en"])
def test_an_item_is_said_in_both_languages_and_has_tests(item: dict[str, Any]) -> None:
    assert item.keys() <= {"zh", "en", "source", "limits", "tests"}
    assert item["zh"]
    assert item["en"]
    assert item["tests"]
    for named in item["tests"]:
        file, _, test = named.partition("::")
        assert test.startswith("test_")
        assert test in named_in(file), named


def test_every_limit_has_an_item() -> None:
    listed = [limit for item in ITEMS for limit in item.get("limits", ())]
    assert sorted(listed) == sorted(field.name for field in fields(Limits))


def test_every_known_weakness_that_the_project_names_has_an_item() -> None:
    listed = {found for item in ITEMS for found in KNOWN.findall(item.get("source", ""))}
    places = [*ROOT.glob("server/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("docs/**/*.md")]
    named = {found for path in places for found in KNOWN.findall(path.read_text(encoding="utf-8"))}
    assert named <= listed
