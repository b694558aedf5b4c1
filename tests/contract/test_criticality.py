"""Which unit should be protected first, asked of the bundled tanks and of an invented park."""

from typing import Any

import pytest

from graph.model.labels import RelType
from graph.store.port import Store
from graph.store.write import Batch, write
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from server.operations import operation
from tests.contract.conformity import faults
from tests.contract.neighbourhood import (
    BATCH as NEIGHBOURHOOD,
    ENTERPRISE,
    PROPANE,
    REGISTER,
    ROW,
)
from tests.contract.test_call_tree import BATCH, DISTRICT, PLANT
from tests.contract.test_physical_propagation import BARE, batch, linked, vessel
from tests.contract.test_selections import GRAPHQL, ask

EXAMPLE = operation("H4_criticality")


async def answered(store: Store, **variables: Any) -> Any:
    data = await ask(store, EXAMPLE.query, variables)
    assert faults(GRAPHQL, EXAMPLE.query, data) == []
    return data["criticality"]


async def test_the_published_row_over_the_bundled_register(store: Store) -> None:
    await load(store, bundled_paths())
    answer = await answered(store, **EXAMPLE.variables)
    units = {each["unit"]["name"]: each for each in answer["units"]}
    assert answer["units"][0]["unit"]["name"] == "T3"
    names = ("T1", "T2", "T3", "T4", "T5")
    closeness = [units[name]["outCloseness"] for name in names]
    assert closeness == pytest.approx([4.0, 5.714, 6.667, 5.714, 4.0], abs=5e-4)
    assert units["T2"]["riskAsSource"] == pytest.approx(2 * 0.625 + 0.390625 + 0.244140625)
    assert (answer["complete"], answer["unitsConsidered"]) == (True, 5)


async def test_heat_is_computed_where_nobody_stated_it(store: Store) -> None:
    await write(store, batch())
    await write(store, BATCH)
    wind = {"windSpeed": 5.0, "stability": "D"}
    answer = await answered(store, scope=PLANT.id, by="RISK_AS_VICTIM", weather=wind)
    names = [each["unit"]["name"] for each in answer["units"]]
    assert set(names) == {"A0", "A1"}
    assert names[0] == "A1"


async def test_a_unit_whose_fire_is_not_known_is_listed_and_not_ranked_as_harmless(
    store: Store,
) -> None:
    await write(store, batch())
    await write(store, BATCH)
    operated = linked(RelType.OPERATES, PLANT, BARE)
    await write(store, Batch(sources=[REGISTER], evidence=[ROW], relations=[operated]))
    answer = await answered(store, scope=DISTRICT.id, by="RISK_AS_SOURCE")
    chances = {each["unit"]["name"]: each["riskAsSource"] for each in answer["units"]}
    assert chances["A0"] > 0
    assert chances["B"] is None
    (lacking,) = answer["notComputed"]
    assert (lacking["unit"]["name"], lacking["problem"]["field"]) == ("B", "Unit.bund_area")
    assert answer["complete"] is False
    assert any("“作为受害者”的风险是下限" in each for each in answer["method"]["warnings"])


async def test_explosions_count(store: Store) -> None:
    """A sphere has no fire that lasts, and breaks what stands near it all the same."""
    await write(store, NEIGHBOURHOOD)
    near = vessel("近罐", 0, 460, "ATMOSPHERIC")
    operated = [linked(RelType.OPERATES, ENTERPRISE, unit) for unit in (PROPANE, near)]
    await write(
        store, Batch(sources=[REGISTER], evidence=[ROW], entities=[near], relations=operated)
    )
    answer = await answered(store, scope=ENTERPRISE.id, by="RISK_AS_SOURCE")
    chances = {each["unit"]["name"]: each["riskAsSource"] for each in answer["units"]}
    assert 0.5 < chances["丙烷球罐"] <= 1
    assert answer["units"][0]["unit"]["name"] == "丙烷球罐"
    assert any("explodes" in each for each in answer["method"]["assumptions"])


@pytest.mark.parametrize("scope", ["Park:none", "Unit:none"])
async def test_a_scope_without_units_is_said(store: Store, scope: str) -> None:
    answer = await answered(store, scope=scope, by="BETWEENNESS")
    assert answer["__typename"] == "NotFound"
