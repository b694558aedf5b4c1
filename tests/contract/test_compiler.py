"""The compiler against the plain meaning of a selection: random graphs, random questions."""

import random
from typing import Any

import pytest

from graph.cypher.listing import listed
from graph.cypher.selection import (
    Connection,
    Field,
    Filter,
    Items,
    Op,
    Order,
    Page,
    Quantifier,
    Related,
)
from graph.evidence import At, Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.registry import End, ends_of, node_spec
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from tests.contract import reference

DAYS = ["2023-01-01", "2024-01-01", "2024-07-01", "2025-01-01", "2026-01-01"]
FIELDS = {
    Label.PARK: ["name", "aliases", "risk_grade", "valid_from"],
    Label.ENTERPRISE: ["name", "people_within_500_m", "industry"],
    Label.CUSTODY_PROVIDER: ["name", "qualification"],
}
ENDS = {
    Label.PARK: ["custody"],
    Label.ENTERPRISE: ["park", "custody"],
    Label.CUSTODY_PROVIDER: ["custodyOfParks", "custodyOfEnterprises"],
}


@pytest.mark.property
@pytest.mark.parametrize("seed", range(4))
async def test_compiled_selections_mean_what_they_say(store: Store, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    moments = []
    for edition in range(3):
        report = await write(store, _district(dice, edition))
        moments.append(report.recorded_at)
    stored = await reference.Stored.of(store)
    for _ in range(8 if store.engine == "neo4j" else 20):  # it plans each anew, for a second
        label = dice.choice(list(FIELDS))
        asked = _connection(dice, "all", None, label, depth=2)
        at = At(as_of=dice.choice(DAYS), known_at=dice.choice([*moments, "2999-01-01T00:00:00Z"]))
        compiled = listed(asked)
        rows = await store.read(compiled.text, {**compiled.parameters, **at.parameters})
        assert rows[0]["data"] == reference.listed(stored, asked, at), (asked, at)


def _district(dice: random.Random, edition: int) -> Batch:
    """Return an edition of a register that corrects, ends and adds."""
    source = Source(name="台账.csv", sha256=f"{edition:064x}", source="台账")
    rows = [Evidence(document=source.sha256, method=Method.REGISTER_ROW, row=k) for k in range(60)]
    draw = iter(dice.sample(rows, len(rows)))

    def entity(label: Label, name: str, **properties: Any) -> Entity:
        known = {k: v for k, v in properties.items() if v is not None}
        since = dice.choice(["0001-01-01", "2024-01-01", "2025-01-01"])
        return Entity(
            label=label,
            properties={"name": name, **known},
            evidence=(next(draw).id,),
            valid_from=since,
        )

    parks = [
        entity(Label.PARK, f"{n}园", risk_grade=dice.choice(["A", "B", None])) for n in "东西南"
    ]
    plants = [
        entity(
            Label.ENTERPRISE,
            f"{n}厂",
            people_within_500_m=dice.choice([0, 10, 90, None]),
            industry=dice.choice(["化工", "仓储", None]),
        )
        for n in "甲乙丙丁"
    ]
    stewards = [
        entity(Label.CUSTODY_PROVIDER, f"{n}托管", qualification=dice.choice(["甲级", None]))
        for n in "天地"
    ]

    def relation(kind: RelType, source: Entity, target: Entity, **properties: Any) -> Relation:
        since = dice.choice(DAYS)
        return Relation(
            type=kind,
            source=source.reference,
            target=target.reference,
            evidence=(next(draw).id,),
            properties=properties,
            valid_from=since,
            valid_to=dice.choice([None, *(day for day in DAYS if day > since)]),
        )

    sited = [relation(RelType.LOCATED_IN, plant, dice.choice(parks)) for plant in plants]
    contracts = [
        relation(
            RelType.HAS_CUSTODY_OF,
            dice.choice(stewards),
            dice.choice([*parks, *plants]),
            contract=dice.choice(["一号", "二号"]),
            scope=dice.choice(["全部", "夜间"]),
        )
        for _ in range(8)
    ]
    entities = [*parks, *plants, *stewards]
    return Batch(sources=[source], evidence=rows, entities=entities, relations=[*sited, *contracts])


def _connection(
    dice: random.Random, alias: str, end: End | None, label: Label, depth: int
) -> Connection:
    spec = node_spec(label)
    sortable = [prop.name for prop in spec.properties if prop.sortable]
    chosen = dice.sample(sortable, min(len(sortable), dice.choice([1, 1, 2, 3])))
    order, *then = (Order(name, descending=dice.random() < 0.5) for name in chosen)
    page = Page(
        first=dice.choice([1, 2, 5]),
        order=order,
        filter=_filter(dice, label, depth),
        then=then,
    )
    own = [prop.name for prop in end.relation.properties] if end else []
    edge: Items = tuple(Field(f"e_{name}", name) for name in own)
    return Connection(
        alias=alias,
        end=end,
        target=spec,
        page=page,
        nodes=[("nodes", _items(dice, label, depth))],
        edges=[("edges", edge, [("node", _items(dice, label, 0))])],
        page_info=[("pageInfo", [("more", "hasNextPage")])],
        total=["total"],
    )


def _items(dice: random.Random, label: Label, depth: int) -> Items:
    fields = tuple(Field(f"a_{name}", name) for name in dice.sample(FIELDS[label], 2))
    if depth == 0:
        return (Field("id", "id"), *fields)
    end, other = _end(dice, label)
    return (*fields, _connection(dice, "below", end, other, depth - 1))


def _end(dice: random.Random, label: Label) -> tuple[End, Label]:
    name = dice.choice(ENDS[label])
    end = next(e for e in ends_of(label) if e.field == name)
    behind = end.link.target if end.direction == "forward" else end.link.source
    return end, behind.labels[0]


def _filter(dice: random.Random, label: Label, depth: int) -> Filter:
    if dice.random() < 0.3:
        return Filter()
    condition = dice.choice(
        [
            ("name", Op.CONTAINS, dice.choice("东甲天园厂")),
            ("name", Op.GT, "乙"),
            ("name", Op.STARTS_WITH, "丙"),
            (FIELDS[label][1], Op.IS_NULL, dice.random() < 0.5),
        ]
    )
    inner = [_filter(dice, label, depth - 1) for _ in range(2)] if depth else []
    related = []
    if depth:
        end, other = _end(dice, label)
        spec, edge = end.relation, Filter()
        if dice.random() < 0.5:
            name = dice.choice(["valid_from", "valid_to", *(p.name for p in spec.properties)])
            edge = Filter(conditions=[(name, Op.IS_NULL, dice.random() < 0.5)])
        related = [
            Related(
                end=end,
                how=dice.choice(list(Quantifier)),
                node=_filter(dice, other, depth - 1),
                edge=edge,
                negated=dice.random() < 0.3,
            )
        ]
    some = inner if dice.random() < 0.5 else None
    return Filter(
        conditions=[condition] if dice.random() < 0.7 else [],
        some=some,
        every=inner[:1] if dice.random() < 0.3 else [],
        negated=inner[1:] if dice.random() < 0.3 else [],
        related=related if dice.random() < 0.5 else [],
    )
