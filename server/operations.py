"""Example operations (示例查询): the questions that Custody answers, ready to be asked.

They lie in ``examples/operations``, one a file, with the values of its variables beside it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from graphql import OperationDefinitionNode, OperationType, parse

__all__ = ["Operation", "operation", "operations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One example (示例查询).

    Attributes:
        name: Name of the file, such as ``R1_chain``; it begins with the number of its
            question, or of what it writes (W).
        zh: What it asks, in Chinese.
        en: The same in English.
        query: The document.
        variables: Values of its variables.
        kind: Whether it is a query, a mutation or a subscription.
    """

    name: str
    zh: str
    en: str
    query: str
    variables: Mapping[str, Any]
    kind: OperationType

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "name": self.name,
            "zh": self.zh,
            "en": self.en,
            "query": self.query,
            "variables": dict(self.variables),
            "kind": self.kind.value,
        }


@cache
def operations() -> tuple[Operation, ...]:
    """Return every example, in the order of the questions."""
    found = [_read(path) for path in _folder().glob("*.graphql")]
    return tuple(sorted(found, key=lambda example: _order(example.name)))


def operation(name: str) -> Operation:
    """Return the example of this name; `KeyError` if there is none."""
    return {example.name: example for example in operations()}[name]


def _folder() -> Path:
    """Return where the examples lie: in the wheel, or else in the source tree."""
    package = Path(str(files("server")))
    packaged = package / "example_operations"
    return packaged if packaged.is_dir() else package.parent / "examples" / "operations"


def _read(path: Path) -> Operation:
    query = path.read_text(encoding="utf-8")
    zh, en = (line.removeprefix("#").strip() for line in query.splitlines()[:2])
    beside = path.with_suffix(".variables.json")
    return Operation(
        name=path.stem,
        zh=zh,
        en=en,
        query=query,
        variables=json.loads(beside.read_text(encoding="utf-8")),
        kind=_kind(query),
    )


def _kind(query: str) -> OperationType:
    nodes = parse(query).definitions
    return next(one.operation for one in nodes if isinstance(one, OperationDefinitionNode))


def _order(name: str) -> tuple[int, int, str]:
    letter, number = name[0], name[1:].partition("_")[0]
    return "RHKW".index(letter), int(number), name
