"""Counts by groups on every engine, against counting the list by hand (分组统计)."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, Final

import pytest

from graph.cypher.dimensions import Dimension, dimensions_of
from graph.model.labels import Label, RelType
from graph.model.registry import NODES, node_spec
from graph.model.spec import NodeSpec
from graph.store.guarding import Guard
from graph.store.port import Store
from graph.store.write import Batch, write
from schema.build import build_schema
from schema.context import Context
from schema.grouping import GroupingError
from schema.groups import group_field
from schema.naming import camel
from schema.paging import PageTooLargeError
from schema.questions.scope import NothingThereError
from tests.contract.compartments import CALLERS, WORLD, World
from tests.contract.situation import SITUATION

SCHEMA = build_schema()
COUNTED: Final = tuple(
    s for s in NODES if dimensions_of(s) and not s.record and s.label is not Label.PROPOSAL
)
TRIALS: Final = {"arcadedb": 25, "neo4j": 6}
"""Random groupings; planning takes Neo4j about a second for each."""


FOUND: Final = (
    ("MAJOR", "2026-01-31"),
    ("MAJOR", "2026-02-01"),
    ("GENERAL", "2026-02-28"),
    ("GENERAL", "2026-02-01"),
    (None, "2026-02-02"),
    (None, None),
)


def _found() -> Batch:
    """Findings with and without a level and a day; the first two at a tank, one at a plant too."""
    world = World()
    world.add("tank", Label.UNIT, "F", "")
    world.add("plant", Label.ENTERPRISE, "F", "")
    for n, (severity, day) in enumerate(FOUND):
        said = {"severity": severity, "found_on": day}
        world.add(f"f{n}", Label.FINDING, "F", "", **{k: v for k, v in said.items() if v})
    for finding, place in (("f0", "tank"), ("f1", "tank"), ("f1", "plant")):
        world.link(finding, RelType.FOUND_AT, place, "F")
    return world.batch


@pytest.fixture
async def world(store: Store) -> Store:
    for batch in (SITUATION, WORLD.batch):
        await write(store, batch)
    return store


async def ask(store: Store, text: str, **variables: Any) -> Any:
    result = await SCHEMA.execute(text, variables, context_value=Context(store))
    if result.errors:
        raise result.errors[0].original_error or result.errors[0]
    assert result.data
    return next(iter(result.data.values()))


def _shown(dimension: Dimension) -> str:
    return f"{group_field(dimension)}{' { id }' if dimension.end else ''}"


def _listed(dimension: Dimension) -> str:
    if dimension.end:
        return f"{dimension.end.field}(first: 100) {{ nodes {{ id }} }}"
    return camel(dimension.prop.name if dimension.prop else "")


def _keys(node: Mapping[str, Any], dimension: Dimension) -> Iterable[Any]:
    """Return the keys under which a thing of the list counts."""
    if dimension.end:
        return sorted({n["id"] for n in node[dimension.end.field]["nodes"]}) or [None]
    said = node[_listed(dimension)]
    return [said[:7] if said is not None and dimension.by_month else said]


async def _by_hand(
    store: Store, spec: NodeSpec, by: list[Dimension], given: str = ""
) -> Counter[tuple[Any, ...]]:
    fields = " ".join(map(_listed, by))
    page = await ask(store, f"{{ {spec.plural}(first: 500{given}) {{ nodes {{ id {fields} }} }} }}")
    return Counter(
        keys for node in page["nodes"] for keys in product(*(_keys(node, d) for d in by))
    )


async def _counted(
    store: Store, spec: NodeSpec, by: list[Dimension], given: str = ""
) -> Counter[tuple[Any, ...]]:
    keys = ", ".join(d.constant for d in by)
    fields = " ".join(map(_shown, by))
    text = f"{spec.field}Groups(by: [{keys}], first: 500{given})"
    page = await ask(store, f"{{ {text} {{ complete groups {{ count {fields} }} }} }}")
    assert page["complete"]
    found: Counter[tuple[Any, ...]] = Counter()
    for group in page["groups"]:
        key = [group[group_field(d)] for d in by]
        found[tuple(k["id"] if isinstance(k, dict) else k for k in key)] += group["count"]
    assert len(found) == len(page["groups"])
    return found


async def test_random_groups_count_what_the_list_holds(world: Store) -> None:
    dice = random.Random(8)  # noqa: S311 - a test's dice
    for _ in range(TRIALS[world.engine]):
        spec = dice.choice(COUNTED)
        known = dimensions_of(spec)
        by = dice.sample(known, k=min(len(known), dice.randint(1, 3)))
        given = dice.choice(["", ', filter: { NOT: { name: { contains: "X" } } }'])
        counted = await _counted(world, spec, by, given)
        assert counted == await _by_hand(world, spec, by, given), (spec.label, by)


FINDINGS: Final = """{ findingGroups(by: [SEVERITY, FOUND_ON_MONTH], %s)
  { totalCount complete groups { severity foundOnMonth count } } }"""


async def test_findings_by_level_and_month(store: Store) -> None:
    await write(store, _found())
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        found = await ask(store, FINDINGS % "order: KEY_ASC")
    assert len(sent) == 1
    assert found["totalCount"] == 6
    assert [tuple(group.values()) for group in found["groups"]] == [
        ("GENERAL", "2026-02", 2),
        ("MAJOR", "2026-01", 1),
        ("MAJOR", "2026-02", 1),
        (None, "2026-02", 1),
        (None, None, 1),
    ]
    largest = await ask(store, FINDINGS % "first: 1")
    assert largest == {
        "totalCount": 6,
        "complete": False,
        "groups": [{"severity": "GENERAL", "foundOnMonth": "2026-02", "count": 2}],
    }


async def test_what_was_found_at_two_places_counts_at_each_and_once_in_all(store: Store) -> None:
    await write(store, _found())
    text = """{ findingGroups(by: [FOUND_AT]) { totalCount groups { count
      foundAt { ... on Unit { name evidence { id } } ... on Enterprise { name } } } } }"""
    found = await ask(store, text)
    assert found["totalCount"] == 6
    named = [(g["foundAt"] and g["foundAt"]["name"], g["count"]) for g in found["groups"]]
    assert named == [(None, 4), ("密tank", 2), ("密plant", 1)]


async def test_within_a_park_are_what_hangs_on_its_enterprises(world: Store) -> None:
    text = """query ($of: ID!) { findingGroups(by: [STATUS], within: $of)
      { totalCount groups { status count } } }"""
    for park, size in (("parkA", 2), ("parkB", 1), ("entX", 1), ("prov", 3)):
        found = await ask(world, text, of=WORLD.entity(park).id)
        assert found == {"totalCount": size, "groups": [{"status": "REPORTED", "count": size}]}


@pytest.mark.parametrize("of", ["Park:nowhere", "Unit:x", ""])
async def test_a_scope_that_is_not_there_is_an_error_and_not_zero(store: Store, of: str) -> None:
    text = "query ($of: ID!) { hazardGroups(by: [LEVEL], within: $of) { totalCount } }"
    with pytest.raises(NothingThereError):
        await ask(store, text, of=of)


@pytest.mark.parametrize("by", ["", "LEVEL, LEVEL", "LEVEL, KIND, SITES, GRADE"])
async def test_keys_that_are_none_twice_or_too_many_are_refused(store: Store, by: str) -> None:
    with pytest.raises(GroupingError):
        await ask(store, f"{{ hazardGroups(by: [{by}]) {{ totalCount }} }}")


async def test_more_groups_than_a_page_holds_are_refused(store: Store) -> None:
    with pytest.raises(PageTooLargeError):
        await ask(store, "{ hazardGroups(by: [LEVEL], first: 501) { totalCount } }")


async def test_nobody_counts_what_they_may_not_see(world: Store) -> None:
    guard = Guard(world)
    text = "{ hazardGroups(by: [KIND, SITES]) { totalCount groups { count sites { id } } } }"
    for who in CALLERS:
        bound = await guard.bound(who.caller.scopes, personal=who.caller.personal)
        found = await ask(bound, text)
        may = [t for t in WORLD.things.values() if t.entity.label is Label.HAZARD and who.may(t)]
        assert found["totalCount"] == len(may), who
        assert sum(group["count"] for group in found["groups"]) == len(may), who
        seen = {group["sites"]["id"] for group in found["groups"]}
        assert seen <= {thing.id for thing in WORLD.things.values() if who.may(thing)}, who


def test_every_noun_is_grouped_by_something_or_has_no_counts() -> None:
    fields = SCHEMA._schema.query_type.fields  # type: ignore[union-attr]  # noqa: SLF001 - Strawberry offers no public way to it
    named = {f"{s.field}Groups" for s in NODES if s.label is not Label.EVIDENCE}
    given = {f"{s.field}Groups" for s in NODES if dimensions_of(s)} & named
    assert {name for name in fields if name in named} == given
    assert node_spec(Label.HAZARD) in COUNTED
