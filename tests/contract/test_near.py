"""What lies near a place (邻近查询), and what it holds, on every engine."""

from typing import Any

import pytest
from geographiclib.geodesic import Geodesic

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from schema.context import Context
from tests.contract.test_selections import SCHEMA, ask

SOURCE = Source(name="选址.csv", sha256="e" * 64, media_type="text/csv")
ROW = Evidence(document=SOURCE.sha256, method=Method.REGISTER_ROW, row=2)
PLACES = {
    "甲": (25.3, 119.1),
    "乙": (25.3, 119.15),
    "丙": (25.38, 119.1),
    "丁": (-17.0, 179.99),
    "戊": (-17.0, -179.99),
}
HOLDERS = ("甲", "丙")


def thing(label: Label, name: str, **properties: object) -> Entity:
    return Entity(label=label, properties={"name": name, **properties}, evidence=(ROW.id,))


def linked(kind: RelType, source: Entity, target: Entity) -> Relation:
    return Relation(type=kind, source=source.reference, target=target.reference, evidence=(ROW.id,))


def batch() -> Batch:
    ammonia = thing(Label.SUBSTANCE, "氨", cas="7664-41-7")
    plants = {
        name: thing(Label.ENTERPRISE, name, latitude=place[0], longitude=place[1])
        for name, place in PLACES.items()
    }
    plants["无位置"] = thing(Label.ENTERPRISE, "无位置")
    tanks = {name: thing(Label.UNIT, f"{name}的储罐") for name in HOLDERS}
    return Batch(
        sources=[SOURCE],
        evidence=[ROW],
        entities=[ammonia, *plants.values(), *tanks.values()],
        relations=[
            *(linked(RelType.OPERATES, plants[name], tank) for name, tank in tanks.items()),
            *(linked(RelType.HOLDS, tank, ammonia) for tank in tanks.values()),
        ],
    )


async def names(store: Store, wanted: dict[str, Any]) -> set[str]:
    query = "query($f: EnterpriseFilter) { enterprises(filter: $f) { nodes { name } totalCount } }"
    found = (await ask(store, query, {"f": wanted}))["enterprises"]
    assert found["totalCount"] == len(found["nodes"])
    return {node["name"] for node in found["nodes"]}


def circle(place: tuple[float, float], kilometres: float) -> dict[str, Any]:
    return {"near": {"latitude": place[0], "longitude": place[1], "kilometres": kilometres}}


async def test_what_lies_within_a_distance(store: Store) -> None:
    await write(store, batch())
    here = PLACES["甲"]
    for name in ("乙", "丙"):
        there = PLACES[name]
        away = Geodesic.WGS84.Inverse(*here, *there)["s12"] / 1000
        assert name in await names(store, circle(here, away * 1.006))
        assert name not in await names(store, circle(here, away * 0.994))
    assert await names(store, circle(here, 0.001)) == {"甲"}


async def test_what_lies_elsewhere_or_nowhere_is_not_near(store: Store) -> None:
    await write(store, batch())
    far = await names(store, {"NOT": circle(PLACES["甲"], 20)})
    assert far == {"丁", "戊", "无位置"}


async def test_a_circle_across_the_date_line(store: Store) -> None:
    await write(store, batch())
    assert await names(store, circle((-17.0, 180.0), 5)) == {"丁", "戊"}
    assert await names(store, circle((-89.0, 0.0), 1000)) == set()


async def test_neighbours_that_hold_the_same_substance(store: Store) -> None:
    await write(store, batch())
    holding = {"units": {"some": {"contents": {"some": {"cas": {"eq": "7664-41-7"}}}}}}
    assert await names(store, {**circle(PLACES["甲"], 20), **holding}) == {"甲", "丙"}


@pytest.mark.parametrize("name", ["latitude", "longitude", "kilometres"])
async def test_an_impossible_circle_is_refused(store: Store, name: str) -> None:
    given = {"latitude": 25.0, "longitude": 119.0, "kilometres": 1.0, name: 2000.0}
    query = "query($f: EnterpriseFilter) { enterprises(filter: $f) { nodes { name } } }"
    variables = {"f": {"near": given}}
    result = await SCHEMA.execute(query, variables, context_value=Context(store))
    assert result.errors is not None
    assert name in result.errors[0].message
