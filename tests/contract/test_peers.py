"""What may be on record twice (在册对象) is read by pages, whatever shares a page or a key."""

from dataclasses import replace

import pytest

from graph.model.labels import Label
from graph.model.statement import Entity
from graph.store.port import Store
from graph.store.write import Batch, write
from loaders.pipeline.peers import on_record
from tests.contract.situation import NORTH, PLANTS, REGISTER, ROWS, SOUTH, STEWARD


def of(label: Label, name: str, **said: str) -> Entity:
    return Entity(label=label, properties={"name": name, **said}, evidence=(ROWS[0].id,))


FOREIGN = of(Label.ENTERPRISE, "乙厂", register_code="EPA:1")
NUMBERED = of(Label.PERSON, "李四", phone="13800138000")
UNKNOWN = of(Label.PERSON, "王五")
TO_COME = [
    Entity(
        label=Label.PARK,
        properties={"name": "北园", "risk_grade": grade},
        evidence=(row.id,),
        valid_from=since,
    )
    for grade, since, row in zip(
        "CDA", ("2100-01-01", "2200-01-01", "2300-01-01"), ROWS[3:6], strict=True
    )
]
"""States of one thing to come, which share a key with what is so until then."""
BATCH = Batch(
    sources=[REGISTER],
    evidence=ROWS,
    entities=[*PLANTS, STEWARD, NORTH, SOUTH, FOREIGN, NUMBERED, UNKNOWN],
)


@pytest.mark.parametrize("page", [1, 2, 3, 100])
async def test_each_is_read_once_whatever_is_on_a_page(store: Store, page: int) -> None:
    await write(store, BATCH)
    for each in TO_COME:
        await write(store, replace(BATCH, entities=[each]))
    found = await on_record(store, page)
    expected = [*BATCH.entities, *TO_COME]
    assert sorted(peer.id for peer in found) == sorted(
        each.id for each in expected if each not in (FOREIGN, UNKNOWN)
    )
    told = {(peer.id, peer.name, peer.phone, *peer.lineages, *peer.evidence) for peer in found}
    person = (NUMBERED.id, "李四", "13800138000", REGISTER.lineage, ROWS[0].id)
    park = (NORTH.id, "北园", None, REGISTER.lineage, *NORTH.evidence)
    assert {person, park} <= told
