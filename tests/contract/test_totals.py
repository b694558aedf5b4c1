"""Totals (总数): as many as the list shows, whatever is asked of which point, on every engine.

Neo4j counts by indexes and looks at no clock, where the list looks at those of each state.
"""

import json
from dataclasses import replace
from itertools import product
from typing import Any

from graph.evidence import Evidence
from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from tests.contract.situation import REGISTER
from tests.contract.test_selections import ask

LATER = replace(REGISTER, sha256="44" * 32)
DAYS = ("2019-06-01", "2022-06-01", "2026-06-01")
PARTS = ("罐区", "Hazard", "~", "a\tHazard", "")
HAZARDS = (
    *({"name": {"contains": part}} for part in PARTS),
    {},
    {"level": {"eq": "RED"}},
    {"level": {"eq": "YELLOW"}, "name": {"contains": "点"}},
    {"AND": [{"name": {"contains": "点1"}}]},
    {"NOT": {"name": {"contains": "罐区"}}},
)
RELATED = (
    {"some": {"level": {"eq": "RED"}}},
    {"some": {"level": {"eq": "YELLOW"}}},
    {"some": {"level": {"eq": "YELLOW"}, "name": {"contains": "点1"}}},
    {"some": {"name": {"contains": "罐区"}}},
    {"none": {"level": {"eq": "RED"}}},
    {"single": {"level": {"eq": "YELLOW"}}},
)
ENTERPRISES = (
    *({"hazards": each} for each in RELATED),
    {"hazards": {"some": {"level": {"eq": "RED"}}}, "name": {"contains": "甲"}},
)
ASKED = (
    *(("hazards", "HazardFilter", each) for each in HAZARDS),
    *(("enterprises", "EnterpriseFilter", each) for each in ENTERPRISES),
)


async def test_a_total_is_as_many_as_are_listed(store: Store) -> None:
    await _fill(store)
    known = (await _first_known(store), "2999-01-01T00:00:00Z")
    sizes = set()
    for field, kind, wanted in ASKED:
        for day, moment in product(DAYS, known):
            given = {"filter": wanted, "at": {"asOf": day, "knownAt": moment}}
            # Alone, it is not counted beside the list.
            counted = await ask(store, TEXT.format(field, kind, "totalCount"), given)
            listed = await ask(store, TEXT.format(field, kind, "nodes { id }"), given)
            total, shown = counted[field]["totalCount"], len(listed[field]["nodes"])
            assert total == shown, json.dumps(given, ensure_ascii=False)
            sizes.add(total)
    assert len(sizes) > 3


async def test_a_part_of_a_name_is_found_in_names_alone(store: Store) -> None:
    await _fill(store)
    text = TEXT.format("hazards", "HazardFilter", "nodes { name level }")
    everything = (await ask(store, text, {"filter": {}}))["hazards"]["nodes"]
    for part, level in product(PARTS, (None, "YELLOW")):
        wanted = {"name": {"contains": part}} | ({"level": {"eq": level}} if level else {})
        found = (await ask(store, text, {"filter": wanted}))["hazards"]["nodes"]
        named = [one for one in everything if part in one["name"]]
        assert found == [one for one in named if level in (None, one["level"])], wanted


async def _fill(store: Store) -> None:
    await write(store, _said(REGISTER.sha256, {}))
    await write(store, _said(LATER.sha256, {3: "RED", 7: "YELLOW", 11: "BLUE"}))


async def _first_known(store: Store) -> str:
    shown = await ask(store, "{ hazards(first: 500) { nodes { recordedAt } } }")
    return min(str(one["recordedAt"]) for one in shown["hazards"]["nodes"])


TEXT = "query ($filter: {1}!, $at: At) {{ {0}(first: 500, filter: $filter, at: $at) {{ {2} }} }}"


def _said(document: str, levels: dict[int, str]) -> Batch:
    """Return enterprises with a tank and points that begin and end; levels may be corrected."""
    row = Evidence(document=document, method="REGISTER_ROW", row=9)
    plants = [
        _thing(row, Label.ENTERPRISE, f"{name}厂", k) for k, name in enumerate("甲乙丙丁戊己")
    ]
    hazards = [
        _thing(
            row,
            Label.HAZARD,
            f"{plants[k % 6].properties['name']}{'罐区' if k < 3 else f'点{k}'}",
            k,
            level=levels.get(k, "RED" if k < 3 else "YELLOW"),
            kind="RISK_POINT",
        )
        for k in range(15)
    ]
    named = hazards[14]
    hazards[14] = replace(named, properties={**named.properties, "name": "a\tHazard"})
    links = [
        Relation(
            type=RelType.HAS_HAZARD,
            source=plants[k % 6].reference,
            target=hazard.reference,
            evidence=(row.id,),
            valid_from="2020-01-01" if k % 4 == 1 else hazard.valid_from,
            valid_to="2022-01-01" if k % 5 == 1 else None,
        )
        for k, hazard in enumerate(hazards)
    ]
    source = REGISTER if document == REGISTER.sha256 else LATER
    return Batch(sources=[source], evidence=[row], entities=[*plants, *hazards], relations=links)


def _thing(row: Evidence, label: Label, name: str, number: int, **said: Any) -> Entity:
    thing = Entity(label=label, properties={"name": name, **said}, evidence=(row.id,))
    if number % 3 == 1:
        thing = replace(thing, valid_from="2021-01-01")
    return replace(thing, valid_to="2023-01-01") if number % 5 == 2 else thing
