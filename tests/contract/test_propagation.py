"""Answers of a question under aliases, fragments and pages, on every engine."""

from typing import Any

import pytest

from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from schema.context import Context
from tests.contract.conformity import faults
from tests.contract.samples import EVIDENCE, SOURCE
from tests.contract.test_selections import GRAPHQL, SCHEMA, ask

TANKS = [
    Entity(
        label=Label.UNIT,
        properties={"name": f"T{k}", "equipment": "ATMOSPHERIC", "volume": 1000.0},
        evidence=(EVIDENCE.id,),
    )
    for k in range(4)
]
HEAT = [
    Relation(
        type=RelType.IRRADIATES,
        source=TANKS[a].reference,
        target=TANKS[b].reference,
        properties={"heat_flux": flux},
        evidence=(EVIDENCE.id,),
    )
    for a, b, flux in ((0, 1, 40.0), (1, 2, 30.0), (2, 3, 25.0), (0, 2, 20.0), (1, 0, 18.0))
]
BATCH = Batch(sources=[SOURCE], evidence=[EVIDENCE], entities=TANKS, relations=HEAT)


def asked(selection: str, **more: str) -> str:
    given = ", ".join(f"{name}: {value}" for name, value in more.items())
    return (
        f'{{ hazardPropagation(from: "{TANKS[0].id}"{", " if given else ""}{given}) '
        f"{{ ... on Propagation {{ {selection} }} ... on Problem {{ code }} }} }}"
    )


async def told(store: Store, selection: str) -> Any:
    text = asked(selection)
    data = await ask(store, text)
    assert faults(GRAPHQL, text, data) == []
    return data["hazardPropagation"]


async def test_one_field_asked_twice_with_different_arguments(store: Store) -> None:
    await write(store, BATCH)
    data = await told(
        store,
        """
        one: events(first: 1) { totalCount nodes { unit { name } } pageInfo { __typename } }
        rest: events(first: 9, after: "1") { nodes { unit { called: name id } } }
        none: events(first: 0) { nodes { order } pageInfo { hasNextPage endCursor } }
        paths(first: 1) { nodes { to { name } } }
        to: paths(to: "Unit:none") { nodes { probability } }
        """,
    )
    total = data["one"]["totalCount"]
    assert len(data["one"]["nodes"]) == 1
    assert len(data["rest"]["nodes"]) == total - 1
    assert data["none"] == {"nodes": [], "pageInfo": {"hasNextPage": True, "endCursor": None}}
    assert data["to"]["nodes"] == []


async def test_fragments_merge_within_nodes_of_an_answer(store: Store) -> None:
    await write(store, BATCH)
    data = await told(
        store,
        """
        ... on Propagation { graph { steps { source { name } evidence { id } } } }
        graph { __typename steps { source { ... on Node { id } } evidence { cell { row } } } }
        origin { ... on Unit { volume } ... on Asserted { evidence { document { name } } } }
        """,
    )
    assert set(data["graph"]) == {"steps", "__typename"}
    step = data["graph"]["steps"][0]
    assert set(step["source"]) == {"name", "id"}
    assert step["evidence"] == [{"id": EVIDENCE.id, "cell": {"row": EVIDENCE.row}}]
    assert data["origin"] == {"volume": 1000.0, "evidence": [{"document": {"name": SOURCE.name}}]}


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        ("events(first: -1) { totalCount }", "first"),
        ("events(first: 501) { totalCount }", "500"),
        ('events(after: "x") { totalCount }', "游标"),
        ('paths(after: "-1") { pageInfo { endCursor } }', "游标"),
    ],
)
async def test_a_page_that_cannot_be_is_said(store: Store, selection: str, said: str) -> None:
    await write(store, BATCH)
    result = await SCHEMA.execute(asked(selection), context_value=Context(store))
    assert result.errors
    assert said in result.errors[0].message
