"""Filters on relationships (关系筛选) on every engine: contracts by their end, and rights."""

from typing import Any

import pytest

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from tests.contract.compartments import WORLD

SCHEMA = build_schema()
SOURCE = Source(name="托管.csv", sha256="7c" * 32)
ROW = Evidence(document=SOURCE.sha256, method=Method.REGISTER_ROW, row=2)
PROVIDER = Entity(
    label=Label.CUSTODY_PROVIDER, properties={"name": "丙安全管家"}, evidence=(ROW.id,)
)
OTHER = Entity(label=Label.CUSTODY_PROVIDER, properties={"name": "丁安全管家"}, evidence=(ROW.id,))
PARKS = {
    name: Entity(label=Label.PARK, properties={"name": name}, evidence=(ROW.id,))
    for name in ("东园", "西园", "南园", "北园")
}


def contract(
    provider: Entity, park: str, number: str, since: str, until: str | None = None
) -> Relation:
    return Relation(
        type=RelType.HAS_CUSTODY_OF,
        source=provider.reference,
        target=PARKS[park].reference,
        properties={"contract": number, "scope": "全项"},
        evidence=(ROW.id,),
        valid_from=since,
        valid_to=until,
    )


CONTRACTS = [
    contract(PROVIDER, "东园", "A-1", "2023-01-01", "2026-02-01"),
    contract(PROVIDER, "东园", "A-2", "2024-01-01"),
    contract(PROVIDER, "西园", "B-1", "0001-01-01", "2027-01-01"),
    contract(OTHER, "西园", "B-2", "2025-01-01", "2025-12-31"),
    contract(OTHER, "南园", "C-1", "2020-01-01", "2021-01-01"),
]


@pytest.fixture
async def executor(store: Store) -> Executor:
    batch = Batch(
        sources=[SOURCE],
        evidence=[ROW],
        entities=[PROVIDER, OTHER, *PARKS.values()],
        relations=CONTRACTS,
    )
    await write(store, batch)
    return Executor(SCHEMA, store)


async def parks(executor: Executor, wanted: str, day: str = "2025-06-01") -> set[str]:
    text = f'{{ parks(filter: {wanted}, at: {{ asOf: "{day}" }}) {{ nodes {{ name }} }} }}'
    outcome = await executor.execute(Request(query=text))
    assert "errors" not in outcome.response, outcome.response
    return {node["name"] for node in outcome.response["data"]["parks"]["nodes"]}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ('{custodyConnection: {some: {edge: {validTo: {lt: "2026-01-01"}}}}}', {"西园"}),
        ('{custodyConnection: {some: {edge: {validTo: {lte: "2026-02-01"}}}}}', {"东园", "西园"}),
        ("{custodyConnection: {some: {edge: {validTo: {isNull: true}}}}}", {"东园"}),
        ("{custodyConnection: {some: {edge: {validFrom: {isNull: true}}}}}", {"西园"}),
        ('{custodyConnection: {some: {edge: {contract: {startsWith: "A"}}}}}', {"东园"}),
        (
            '{custodyConnection: {some: {edge: {NOT: {contract: {contains: "1"}}}}}}',
            {"东园", "西园"},
        ),
        (
            '{custodyConnection: {all: {edge: {contract: {startsWith: "A"}}}}}',
            {"东园", "南园", "北园"},
        ),
        (
            '{custodyConnection: {none: {edge: {contract: {in: ["A-1", "B-1"]}}}}}',
            {"南园", "北园"},
        ),
        ('{custodyConnection: {single: {edge: {contract: {contains: "1"}}}}}', {"东园", "西园"}),
        ("{custody: {single: {}}}", {"东园"}),  # by two contracts of one provider
        ("{custodyConnection: {single: {}}}", {"东园"}),
        ('{custody: {single: {name: {eq: "丁安全管家"}}}}', {"西园"}),
        ("{NOT: {custody: {single: {}}}}", {"西园", "南园", "北园"}),
    ],
)
async def test_things_are_found_by_what_a_relationship_says(
    executor: Executor, wanted: str, found: set[str]
) -> None:
    assert await parks(executor, wanted) == found


CHAIN = """query ($of: ID!, $at: At) { responsibilityChain(of: $of, at: $at) {
  ... on ResponsibilityChain { lines { line rungs { contract } } } } }"""


@pytest.mark.parametrize(
    ("day", "lasts"),
    [("2025-03-01", True), ("2025-03-02", True), ("2025-03-03", True), ("2025-03-04", False)],
)
async def test_a_contract_that_ends_on_a_weekend_lasts_over_it_in_lists_as_in_chains(
    store: Store, executor: Executor, day: str, *, lasts: bool
) -> None:
    """Its last day is a Saturday, so that it is over with the Monday: 民法典 203."""
    weekend = contract(OTHER, "北园", "D-1", "2024-03-02", "2025-03-02")
    await write(store, Batch(sources=[SOURCE], evidence=[ROW], relations=[weekend]))
    assert ("北园" not in await parks(executor, "{custody: {none: {}}}", day)) is lasts
    assert ("北园" in await parks(executor, "{custody: {single: {}}}", day)) is lasts
    listed = "query ($of: ID!, $at: At) { park(id: $of, at: $at) { custody { totalCount } } }"
    variables = {"of": PARKS["北园"].id, "at": {"asOf": day}}
    outcome = await executor.execute(Request(query=listed, variables=variables))
    assert outcome.response["data"]["park"]["custody"]["totalCount"] == int(lasts)
    outcome = await executor.execute(Request(query=CHAIN, variables=variables))
    lines = outcome.response["data"]["responsibilityChain"]["lines"]
    rungs = [rung for line in lines if line["line"] == "CUSTODY" for rung in line["rungs"]]
    assert (rungs != []) is lasts


async def test_a_hidden_thing_is_neither_counted_nor_found_by_its_relationship(
    store: Store,
) -> None:
    await write(store, WORLD.batch)
    executor = Executor(SCHEMA, store)
    texts = (
        '{custodyOfParksConnection: {some: {edge: {contract: {eq: "约密B"}}}}}',
        "{custodyOfParks: {single: {}}}",
        '{custodyOfParksConnection: {single: {edge: {contract: {eq: "约密A"}}}}}',
    )
    for scopes, expected in ((("parkA",), (0, 1, 1)), (("parkA", "parkB"), (1, 0, 1))):
        ids = tuple(WORLD.entity(key).id for key in scopes)
        caller = Caller(name="李", role=Role.STEWARD, scopes=ids)
        for wanted, count in zip(texts, expected, strict=True):
            text = f"{{ custodyProviders(filter: {wanted}) {{ totalCount }} }}"
            outcome = await executor.execute(Request(query=text), caller)
            data: Any = outcome.response["data"]
            assert data["custodyProviders"]["totalCount"] == count, (scopes, wanted)
