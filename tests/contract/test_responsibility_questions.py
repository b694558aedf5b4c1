"""Portfolio, departures, changes and surveys over GraphQL, on every engine (责任类问题)."""

from typing import Any

import pytest

from graph.model.labels import Label, RelType
from graph.store.port import Store
from graph.store.write import write
from schema.build import build_schema
from schema.context import Context
from tests.contract.planting import Planted
from tests.scenarios.telling import Scenario, recorded

SCHEMA = build_schema()
DAY = "2022-03-12"


@pytest.fixture
async def accident(store: Store) -> Scenario:
    """The park of the accident, recorded."""
    return await recorded(store, "accident_day")


async def asked(store: Store, query: str, **variables: Any) -> tuple[Any, int]:
    """Return the data of an answer, and how many statements it took."""
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        result = await SCHEMA.execute(query, variables, context_value=Context(store))
    assert result.errors is None, result.errors
    return result.data, len(sent)


PORTFOLIO = """query ($of: ID!, $types: [NodeType!], $first: Int!, $after: String) {
  responsibilities(of: $of, types: $types, first: $first, after: $after, at: {asOf: "2022-03-12"}) {
    duties { totalCount nodes { role line subject { ... on Node { id } } evidence { id } } }
    counts { type total open overdue }
    openFindings overdueFindings overdueMeasures
    things { ... on Node { id } }
    pageInfo { hasNextPage endCursor }
  }
}"""


@pytest.mark.parametrize("who", ["张三", "总经理", "南港石化"])
async def test_a_portfolio_counts_everything_below_once(
    store: Store, accident: Scenario, who: str
) -> None:
    data, sent = await asked(store, PORTFOLIO, of=accident.entities[who].id, first=2)
    found = data["responsibilities"]
    counts = {count["type"]: count["total"] for count in found["counts"]}
    assert counts == {"Enterprise": 1, "Hazard": 1, "Unit": 1}
    assert {d["role"] for d in found["duties"]["nodes"]} >= {"PRINCIPAL", "PRINCIPAL_GUARANTOR"}
    assert all(d["evidence"] for d in found["duties"]["nodes"])
    assert len(found["things"]) == 2
    assert found["pageInfo"]["hasNextPage"]
    assert sent <= 4
    rest, _ = await asked(
        store,
        PORTFOLIO,
        of=accident.entities[who].id,
        first=2,
        after=found["pageInfo"]["endCursor"],
    )
    assert len(rest["responsibilities"]["things"]) == 1
    assert not rest["responsibilities"]["pageInfo"]["hasNextPage"]


async def test_a_portfolio_may_be_narrowed_to_types(store: Store, accident: Scenario) -> None:
    bureau = accident.entities["市应急管理局"].id
    data, _ = await asked(store, PORTFOLIO, of=bureau, types=["Park"], first=9)
    things = data["responsibilities"]["things"]
    assert things == [{"id": accident.entities["南港化工园区"].id}]
    (duty,) = data["responsibilities"]["duties"]["nodes"]
    assert (duty["line"], duty["role"]) == ("REGULATOR", "SUPERVISOR")


STATES = (
    ("ASSIGNED", None),
    ("RECTIFIED", None),
    ("CLOSED", None),
    ("CLOSED", "2022-03-01"),
    ("CLOSED", "2022-03-20"),
    ("CLOSED", "2022-03-20", "2022-03-05"),
    ("RECTIFIED", None, "2022-03-18"),
    ("ASSIGNED", None, None, "2022-03-13"),
)
"""Status, days of closing, rectification and finding; on the day, what was found is overdue."""


async def test_open_and_overdue_findings_are_counted_by_their_state_and_day(store: Store) -> None:
    told = Planted()
    plant = told.thing(Label.ENTERPRISE, "隐患化工")
    head = told.thing(Label.POST, "厂长")
    told.link(head, RelType.RESPONSIBLE_FOR, plant, line="ENTERPRISE", role="PRINCIPAL")
    for k, (status, *days) in enumerate(STATES):
        named = zip(("closed_on", "rectified_on", "found_on"), days, strict=False)
        on = {name: day for name, day in named if day}
        said = {"status": status, "deadline": on.get("found_on", "2022-02-01"), **on}
        told.link(told.thing(Label.FINDING, f"隐患{k}", **said), RelType.FOUND_AT, plant)
    tank = told.thing(Label.HAZARD, "液氨罐区")
    told.link(plant, RelType.HAS_HAZARD, tank)
    for name, due in (("报警器", "2022-03-01"), ("安全阀", "2022-03-12"), ("围堰", None)):
        dated = {} if due is None else {"check_due": due}
        measure = told.thing(Label.MEASURE, name, kind="ENGINEERING", **dated)
        told.link(measure, RelType.CONTROLS, tank)
    await write(store, told.batch)
    data, _ = await asked(store, PORTFOLIO, of=head.id, first=20)
    found = data["responsibilities"]
    assert (found["openFindings"], found["overdueFindings"]) == (5, 3)
    assert found["overdueMeasures"] == 1


ORPHANED = """query ($person: ID!, $at: At) {
  orphanedBy(person: $person, at: $at) { kind line role subject { ... on Node { id } } message }
}"""


async def test_a_departure_orphans_what_nobody_else_bears(store: Store, accident: Scenario) -> None:
    who = accident.entities["王五"].id
    data, sent = await asked(store, ORPHANED, person=who, at={"asOf": DAY})
    (gap,) = data["orphanedBy"]
    assert (gap["kind"], gap["role"]) == ("VACANT", "OPERATION_GUARANTOR")
    assert gap["subject"]["id"] == accident.entities["一号罐区重大危险源"].id
    assert sent <= 2


async def test_who_no_longer_holds_the_post_orphans_nothing(
    store: Store, accident: Scenario
) -> None:
    left = accident.entities["张三"].id
    data, _ = await asked(store, ORPHANED, person=left, at={"asOf": "2023-01-01"})
    assert data == {"orphanedBy": []}


RESILIENCE = """query ($scope: ID!) {
  resilience(scope: $scope, at: {asOf: "2022-03-12"}) {
    totalCount
    singlePoints { person { id } linesLost rolesLost posts { name } }
    reportingCycles { name }
    coverage { expanded }
  }
}"""


async def test_single_points_are_ranked_over_a_park(store: Store, accident: Scenario) -> None:
    data, sent = await asked(store, RESILIENCE, scope=accident.entities["南港化工园区"].id)
    points = data["resilience"]["singlePoints"]
    named = {each["person"]["id"]: each for each in points}
    first = named[accident.entities["张三"].id]
    assert points[0] == first
    assert (first["linesLost"], first["rolesLost"]) == (1, 2)
    assert first["posts"] == [{"name": "总经理"}]
    assert named[accident.entities["王五"].id]["rolesLost"] == 1
    assert sent == 8
    assert data["resilience"]["reportingCycles"] == []


REPORTING = """query ($scope: ID!) {
  resilience(scope: $scope, at: {asOf: "2022-03-12"}) {
    reportingCycles { name }
    spans { reports post { name } }
  }
}"""


async def test_reporting_is_told_of_posts_that_bear_no_duty_too(store: Store) -> None:
    told = Planted()
    plant = told.thing(Label.ENTERPRISE, "环报化工")
    head, deputy, foreman, former = (
        told.thing(Label.POST, name) for name in ("厂长", "副厂长", "班长", "原调度")
    )
    told.link(head, RelType.RESPONSIBLE_FOR, plant, line="ENTERPRISE", role="PRINCIPAL")
    told.link(foreman, RelType.BELONGS_TO, plant)
    told.link(head, RelType.REPORTS_TO, deputy)
    told.link(deputy, RelType.REPORTS_TO, head)
    told.link(foreman, RelType.REPORTS_TO, head)
    told.link(former, RelType.REPORTS_TO, head, end="2022-03-12")
    await write(store, told.batch)
    data, _ = await asked(store, REPORTING, scope=plant.id)
    (ring,) = data["resilience"]["reportingCycles"]
    assert {post["name"] for post in ring} == {"厂长", "副厂长"}
    assert data["resilience"]["spans"] == [
        {"post": {"name": "厂长"}, "reports": 2},
        {"post": {"name": "副厂长"}, "reports": 1},
    ]


CHANGES = """query ($of: ID!, $from: At!, $to: At!) {
  chainChanges(of: $of, from: $from, to: $to) {
    kind reason on line
    before { person { id } post { name } }
    after { person { id } post { name } }
    gap { kind role subject { ... on Node { id } } }
    message
  }
}"""


async def test_changes_name_who_left_and_who_came(store: Store, accident: Scenario) -> None:
    data, sent = await asked(
        store,
        CHANGES,
        of=accident.entities["南港石化"].id,
        **{"from": {"asOf": DAY}, "to": {"asOf": "2022-07-01"}},
    )
    gone, come = data["chainChanges"]
    assert (gone["kind"], gone["reason"], gone["on"]) == ("REMOVED", "ENDED", "2022-06-01")
    assert gone["before"]["person"]["id"] == accident.entities["张三"].id
    assert (come["kind"], come["reason"], come["on"]) == ("ADDED", "BEGAN", "2022-06-01")
    assert come["after"]["person"]["id"] == accident.entities["李四"].id
    assert sent <= 4


GAPS = """query ($scope: ID!, $kinds: [GapKind!], $span: Int, $first: Int!, $after: String) {
  responsibilityGaps(
    scope: $scope, kinds: $kinds, span: $span, first: $first, after: $after
    at: {asOf: "2022-06-30"}
  ) {
    totalCount
    counts { kind count }
    edges { cursor node { kind role } }
    pageInfo { hasNextPage endCursor }
    coverage { expanded complete }
  }
}"""


async def test_gaps_of_a_scope_come_in_pages_that_join(store: Store, accident: Scenario) -> None:
    scope = accident.entities["南港化工园区"].id
    whole, sent = await asked(store, GAPS, scope=scope, first=100)
    found = whole["responsibilityGaps"]
    assert found["totalCount"] == len(found["edges"]) > 2
    assert sum(count["count"] for count in found["counts"]) == found["totalCount"]
    assert sent == 6
    pages: list[Any] = []
    after: str | None = None
    while True:
        page, _ = await asked(store, GAPS, scope=scope, first=2, after=after)
        pages += page["responsibilityGaps"]["edges"]
        if not page["responsibilityGaps"]["pageInfo"]["hasNextPage"]:
            break
        after = page["responsibilityGaps"]["pageInfo"]["endCursor"]
    assert pages == found["edges"]


async def test_the_span_is_the_askers_own(store: Store, accident: Scenario) -> None:
    scope = accident.entities["南港化工园区"].id
    one, _ = await asked(store, GAPS, scope=scope, kinds=["OVERLOADED"], span=1, first=10)
    assert one["responsibilityGaps"]["totalCount"] == 1
    two, _ = await asked(store, GAPS, scope=scope, kinds=["OVERLOADED"], span=2, first=10)
    assert two["responsibilityGaps"]["totalCount"] == 0


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (PORTFOLIO, {"of": "Person:nobody", "first": 1}),
        (PORTFOLIO, {"of": "Hazard:1", "first": 1}),
        (ORPHANED, {"person": "Post:1"}),
        (RESILIENCE, {"scope": "Park:nowhere"}),
        (GAPS, {"scope": "Park:nowhere", "first": 1}),
        (GAPS, {"scope": "Park:nowhere", "first": 1, "span": 0}),
        (CHANGES, {"of": "Park:nowhere", "from": {"asOf": DAY}, "to": {"asOf": DAY}}),
        (CHANGES, {"of": "Park:1", "from": {"asOf": "2022-03-13"}, "to": {"asOf": DAY}}),
    ],
)
async def test_what_is_not_there_is_refused_in_both_languages(
    store: Store, query: str, variables: dict[str, Any]
) -> None:
    result = await SCHEMA.execute(query, variables, context_value=Context(store))
    assert result.errors
    assert "请" in result.errors[0].message
