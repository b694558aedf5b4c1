"""A plant lies where it lies, and not where its group has its seat, on every engine (属地)."""

from typing import Any

import pytest

from graph.evidence import At, now
from graph.model.labels import Label, RelType
from graph.store.guarding import Guard
from graph.store.port import Store
from graph.store.write import write
from schema.build import build_schema
from schema.context import Context
from schema.questions.scope import surveyed
from tests.contract.planting import Planted
from tests.scenarios.telling import Scenario, recorded

SCHEMA = build_schema()


@pytest.fixture
async def group(store: Store) -> Scenario:
    """A group with its seat in one district and a plant in another, recorded."""
    return await recorded(store, "seat_of_the_group")


async def asked(context: Context, query: str, **variables: Any) -> Any:
    result = await SCHEMA.execute(query, variables, context_value=context)
    assert result.errors is None, result.errors
    assert result.data
    return result.data


COUNTS = "query ($of: ID!) { responsibilities(of: $of) { counts { type total } } }"


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        ("海曙区区长", {"Region": 1, "Enterprise": 1}),
        ("秀山区区长", {"Region": 1, "Park": 1, "Enterprise": 2, "Hazard": 1}),
        ("海曙区应急管理局", {"Region": 1, "Enterprise": 1}),
        ("集团董事长", {"Enterprise": 3, "Hazard": 1}),
    ],
)
async def test_a_leader_answers_for_what_lies_in_the_place(
    store: Store, group: Scenario, who: str, wanted: dict[str, int]
) -> None:
    data = await asked(Context(store), COUNTS, of=group.entities[who].id)
    counts = data["responsibilities"]["counts"]
    assert {count["type"]: count["total"] for count in counts} == wanted


async def test_a_survey_of_a_place_is_of_what_lies_there(store: Store, group: Scenario) -> None:
    ids = {name: group.entities[name].id for name in ("东海集团", "东海石湾厂", "石湾厂储运部")}
    seat, plant, part = ids.values()
    for scope, wanted in (
        ("海曙区", {seat}),
        ("秀山区", {plant, part}),
        ("东海集团", {seat, plant, part}),
    ):
        point = At(as_of="2022-03-12", known_at=now())
        survey = await surveyed(store, group.entities[scope].id, point)
        assert survey.inside & set(ids.values()) == wanted


async def test_whoever_is_reported_to_answers_for_what_is_below(store: Store) -> None:
    told = Planted()
    plant = told.thing(Label.ENTERPRISE, "报告化工")
    bureau = told.thing(Label.AUTHORITY, "报告区应急管理局")
    officer, chief = (told.thing(Label.POST, name) for name in ("危化科长", "应急局长"))
    who = told.thing(Label.PERSON, "应急局长任职者")
    told.link(who, RelType.HOLDS_POST, chief)
    told.link(chief, RelType.BELONGS_TO, bureau)
    told.link(officer, RelType.REPORTS_TO, chief)
    told.link(officer, RelType.RESPONSIBLE_FOR, plant, line="REGULATOR", role="SUPERVISOR")
    await write(store, told.batch)
    for one in (who, chief, bureau):
        data = await asked(Context(store), COUNTS, of=one.id)
        assert data["responsibilities"]["counts"] == [{"type": "Enterprise", "total": 1}]


GAPS = """query ($scope: ID!) { responsibilityGaps(scope: $scope) {
  coverage { complete stoppedBy unplaced hiddenByPolicy }
  rules { instrument clause verified }
} }"""


async def test_enterprises_that_lie_nowhere_are_told_of(store: Store, group: Scenario) -> None:
    ids = {name: entity.id for name, entity in group.entities.items()}
    whole = (await asked(Context(store), GAPS, scope=ids["秀山区"]))["responsibilityGaps"]
    assert whole["coverage"] == {
        "complete": True,
        "stoppedBy": None,
        "unplaced": 0,
        "hiddenByPolicy": 0,
    }
    assert {"instrument": "双重预防工作惯例", "clause": "", "verified": False} in whole["rules"]
    told = Planted()
    told.thing(Label.ENTERPRISE, "不知在何处的化工厂")
    await write(store, told.batch)
    lacking = (await asked(Context(store), GAPS, scope=ids["秀山区"]))["responsibilityGaps"]
    assert lacking["coverage"] == {
        "complete": False,
        "stoppedBy": "UNPLACED",
        "unplaced": 1,
        "hiddenByPolicy": 0,
    }
    own = (await asked(Context(store), GAPS, scope=ids["东海集团"]))["responsibilityGaps"]
    assert own["coverage"]["unplaced"] is None
    bound = await Guard(store).bound([ids["石湾化工园区"]], personal=False)
    seen = await asked(Context(bound, records=store), GAPS, scope=ids["石湾化工园区"])
    assert seen["responsibilityGaps"]["coverage"]["unplaced"] == 0
