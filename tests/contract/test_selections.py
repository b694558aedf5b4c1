"""Selections on every engine: the same answers, one statement for each root field."""

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema as build_graphql_schema, parse

from graph.evidence import Evidence
from graph.model.labels import Label
from graph.model.statement import Entity
from graph.store.port import Store
from graph.store.write import Batch, write
from schema.build import build_schema
from schema.context import Context
from tests.contract.conformity import faults
from tests.contract.situation import NORTH, REGISTER, SITUATION

HERE = Path(__file__).parent
OPERATIONS = sorted((HERE / "selections").glob("*.graphql"))
GOLDEN = HERE.parent / "golden" / "selections"
SCHEMA = build_schema()
GRAPHQL = build_graphql_schema(SCHEMA.as_str())


TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in OPERATIONS}


def golden(name: str, data: Any) -> Any:
    """Return the answer on file; CUSTODY_UPDATE_GOLDEN=1 files the one given first."""
    file = GOLDEN / f"{name}.json"
    if os.environ.get("CUSTODY_UPDATE_GOLDEN"):
        file.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))


async def ask(store: Store, text: str, variables: Mapping[str, Any] | None = None) -> Any:
    result = await SCHEMA.execute(text, dict(variables or {}), context_value=Context(store))
    assert result.errors is None, result.errors
    return result.data


@pytest.mark.parametrize("path", OPERATIONS, ids=lambda path: path.stem)
async def test_answers_and_statements(store: Store, path: Path) -> None:
    await write(store, SITUATION)
    text = TEXTS[path.stem]
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        data = await ask(store, text)
    operation = parse(text).definitions[0]
    assert len(sent) == len(operation.selection_set.selections)  # type: ignore[attr-defined]  # an operation
    assert json.dumps(data) == json.dumps(golden(path.stem, data))
    assert faults(GRAPHQL, text, data) == []


async def test_every_page_once_and_in_order(store: Store) -> None:
    await write(store, SITUATION)
    names: list[str] = []
    after = None
    for _ in range(5):
        page = (await ask(store, PAGES, {"after": after}))["enterprises"]
        names += [node["name"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert names == sorted(names)
    assert len(names) == 3


PAGES = """query ($after: String) {
  enterprises(first: 1, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } }
}"""


async def test_an_answer_of_the_past_never_changes(store: Store) -> None:
    await write(store, SITUATION)
    text = (
        "query ($at: At) { parks(at: $at) { nodes { name aliases evidence { id } recordedAt } } }"
    )
    known = (await ask(store, "{ parks { nodes { recordedAt } } }"))["parks"]["nodes"][0]
    at = {"asOf": "2026-06-01", "knownAt": known["recordedAt"]}
    before = await ask(store, text, {"at": at})
    await write(store, _renamed())
    assert await ask(store, text, {"at": at}) == before
    now = await ask(store, text)
    assert now != before


async def test_pages_of_several_orders_are_stable_and_bound_to_them(store: Store) -> None:
    await write(store, SITUATION)
    text = """query ($after: String) { enterprises(
      first: 1, orderBy: [PEOPLE_WITHIN_500_M_DESC, NAME_ASC], after: $after
    ) { nodes { name peopleWithin500M } pageInfo { hasNextPage endCursor } } }"""
    found: list[tuple[int | None, str]] = []
    after, more = None, True
    while more:
        shown = (await ask(store, text, {"after": after}))["enterprises"]
        found += [(node["peopleWithin500M"], node["name"]) for node in shown["nodes"]]
        after, more = shown["pageInfo"]["endCursor"], shown["pageInfo"]["hasNextPage"]
    # What is not known sorts as the largest.
    ranked = sorted(found, key=lambda one: (one[0] is not None, -(one[0] or 0), one[1]))
    assert found == ranked
    assert len(found) == len(set(found)) > 2
    turned = text.replace("NAME_ASC", "NAME_DESC")
    result = await SCHEMA.execute(turned, {"after": after}, context_value=Context(store))
    assert result.errors
    assert "people_within_500_m-,name-:" in result.errors[0].message


@pytest.mark.parametrize(("first", "second"), list(product(("ASC", "DESC"), repeat=2)))
async def test_pages_of_several_orders_hold_everything_in_order(
    store: Store, first: str, second: str
) -> None:
    await write(store, _many_enterprises())
    for day, known in (("2026-01-01", range(40)), ("2023-06-01", range(0, 40, 3))):
        found, after, more = list[tuple[int | None, str]](), None, True
        while more:
            text = f"""query ($after: String) {{ enterprises(
              first: 7, orderBy: [PEOPLE_WITHIN_500_M_{first}, NAME_{second}], after: $after
              at: {{asOf: "{day}"}}
            ) {{ nodes {{ name peopleWithin500M }} pageInfo {{ hasNextPage endCursor }} }} }}"""
            shown = (await ask(store, text, {"after": after}))["enterprises"]
            found += [(node["peopleWithin500M"], node["name"]) for node in shown["nodes"]]
            after, more = shown["pageInfo"]["endCursor"], shown["pageInfo"]["hasNextPage"]
        rows = sorted(map(_people, known), key=lambda one: one[1], reverse=second == "DESC")
        rows.sort(key=lambda one: (one[0] is None, one[0]), reverse=first == "DESC")
        assert found == rows


def _people(number: int) -> tuple[int | None, str]:
    people = (None, 2, 10, 2, 2, 100, 2, 2)[number * 7 % 8]
    return people, f"虚构企业{number * 11 % 40:02d}"


def _many_enterprises() -> Batch:
    """Return enterprises of which most have as many people near them; a third began early."""
    row = Evidence(document=REGISTER.sha256, method="REGISTER_ROW", row=9)
    said = [
        Entity(
            label=Label.ENTERPRISE,
            properties={"name": name} | ({"people_within_500_m": people} if people else {}),
            evidence=(row.id,),
            valid_from="2025-01-01" if number % 3 else "2023-01-01",
        )
        for number, (people, name) in enumerate(map(_people, range(40)))
    ]
    return Batch(sources=[REGISTER], evidence=[row], entities=said)


def _renamed() -> Batch:
    later = replace(REGISTER, sha256="33" * 32)
    row = Evidence(document=later.sha256, method="REGISTER_ROW", row=2)
    graded = replace(NORTH, properties={**NORTH.properties, "risk_grade": "C"}, evidence=(row.id,))
    return Batch(sources=[later], evidence=[row], entities=[graded])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{ parks(after: "risk:1") { nodes { name } } }', "name:"),
        ("{ parks(first: 501) { nodes { name } } }", "500"),
        ("{ parks(orderBy: [NAME_ASC, NAME_DESC]) { nodes { name } } }", "orderBy"),
        ("{ park { name } }", "name"),
        ('{ parks(at: {token: "x"}) { nodes { name } } }', "snapshot.token"),
    ],
)
async def test_what_cannot_be_asked_is_said(store: Store, text: str, said: str) -> None:
    result = await SCHEMA.execute(text, context_value=Context(store))
    assert result.errors
    assert said in result.errors[0].message
