"""Every example operation (示例查询), over the bundled registers, on every engine.

The answers are on file under ``tests/golden/operations``; since each engine must give what is
on file, the engines give the same. ``CUSTODY_UPDATE_GOLDEN=1`` writes them anew.
"""

import asyncio
import hashlib
import json
import os
import re
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationType

from graph.evidence import At
from graph.store.port import Store
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from schema.build import build_schema
from server.executing import Executor, Request
from server.operations import Operation, operation, operations

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "operations"
SCHEMA = build_schema()
PATIENCE = 30.0
TOLD = {"K7_findings": (None, 4), "K7_gaps": ("W2_report", 2)}
"""After which example somebody listens, the first if None, and of how many events they hear."""
VOLATILE = frozenset({"asOf", "knownAt", "recordedAt", "token"})


def lasting(value: Any) -> Any:
    """Return an answer without the moments at which it was loaded and asked."""
    if isinstance(value, dict):
        return {k: "…" if k in VOLATILE and v else lasting(v) for k, v in value.items()}
    return [lasting(each) for each in value] if isinstance(value, list) else value


def on_file(name: str, answer: Any) -> Any:
    path = GOLDEN / f"{name}.json"
    if os.environ.get("CUSTODY_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(answer, ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


async def test_every_example_gives_the_answer_on_file(store: Store) -> None:
    report = await load(store, bundled_paths())
    assert not report.rejected
    executor = Executor(SCHEMA, store)
    since: dict[str | None, str] = {None: At.of().token}
    for example in operations():
        if example.kind is OperationType.SUBSCRIPTION:
            continue
        request = Request(query=example.query, variables=example.variables, id=example.name)
        outcome = await executor.execute(request)
        assert "errors" not in outcome.response, example.name
        answer = lasting(outcome.response["data"])
        assert answer == on_file(example.name, answer), example.name
        root = next(iter(answer.values()))
        assert root is not None, example.name
        assert "NotFound" not in json.dumps(answer), example.name
        since[example.name] = At.of().token
    for name, (first, count) in TOLD.items():
        answer = lasting(await told(executor, operation(name), since[first], count))
        assert answer == on_file(name, answer), name


async def told(executor: Executor, example: Operation, after: str, count: int) -> list[Any]:
    """Return what a subscriber is told first, who comes back after everything was written."""
    variables = {**example.variables, "after": after}
    outcomes = executor.subscribe(Request(query=example.query, variables=variables))
    async with aclosing(outcomes):
        found = [await asyncio.wait_for(anext(outcomes), PATIENCE) for _ in range(count)]
    assert not any("errors" in one.response for one in found), example.name
    return [one.response["data"] for one in found]


def test_each_subscription_is_followed() -> None:
    assert {o.name for o in operations() if o.kind is OperationType.SUBSCRIPTION} == set(TOLD)


def test_every_example_says_in_both_languages_what_it_asks() -> None:
    for example in operations():
        assert example.zh, example.name
        assert example.en.isascii(), example.name
        assert example.query.isprintable() or "\t" not in example.query


QUESTIONS = {"R": 10, "H": 11, "K": 7}
"""How many questions must be answered: of responsibility, of hazards, of the record."""


def test_every_question_has_an_example() -> None:
    wanted = {f"{letter}{k}" for letter, most in QUESTIONS.items() for k in range(1, most + 1)}
    assert wanted <= {one.name.partition("_")[0] for one in operations()}


def test_no_answer_on_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {o.name for o in operations()}


def test_the_document_of_the_example_is_the_bundled_one() -> None:
    asked = operation("K2_document").variables["of"]
    hashes = {
        f"Document:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        for folder in bundled_paths()
        for file in folder.glob("*.csv")
    }
    assert asked in hashes, "write the new id into examples/operations/K2_document.variables.json"


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("H2_propagation", ("hazardPropagation", "events", "nodes"), [0.625, 0.625, 0.390625]),
    ],
)
def test_the_published_figures_are_on_file(
    name: str, path: tuple[str, ...], expected: list[float]
) -> None:
    answer = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    for key in path:
        answer = answer[key]
    figures = [event["probability"] for event in answer]
    assert figures[:3] == pytest.approx(expected)
    assert figures[3] == pytest.approx(0.2441, abs=5e-5)  # Khakzad 2021, table of T5


CITED = re.compile(r"\b(?:rule|basis) \{([^}]*)\}")


def test_every_example_that_shows_a_clause_shows_whether_its_text_was_read() -> None:
    shown = [found for example in operations() for found in CITED.findall(example.query)]
    assert shown
    assert all("verified" in fields.split() for fields in shown)
