"""A made-up district (虚构园区) of any size, for timing only; never loaded into a real graph."""

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.write import Batch

__all__ = ["district"]


def district(enterprises: int) -> Batch:
    """Return a batch: one park, and for each enterprise a unit, a hazard and their links.

    Every row has evidence of its own, as a register gives it: 3 entities and 4
    relationships an enterprise.
    """
    source = Source(name="基准.csv", sha256=f"{enterprises:064x}", source="基准数据")
    rows = [
        Evidence(document=source.sha256, method=Method.REGISTER_ROW, sheet="基准", row=k + 1)
        for k in range(enterprises + 1)
    ]
    park = _entity(Label.PARK, "基准园区", rows[0])
    entities, relations = [park], []
    for k, row in enumerate(rows[1:]):
        plant = _entity(Label.ENTERPRISE, f"基准企业{k:06d}", row, people_within_500_m=k % 200)
        unit = _entity(Label.UNIT, f"V-{k:06d}", row, volume=float(k % 1000))
        hazard = _entity(Label.HAZARD, f"风险点{k:06d}", row, level="YELLOW")
        entities += [plant, unit, hazard]
        relations += [
            _relation(RelType.LOCATED_IN, plant, park, row),
            _relation(RelType.OPERATES, plant, unit, row),
            _relation(RelType.LOCATED_IN, unit, park, row),
            _relation(RelType.HAS_HAZARD, unit, hazard, row),
        ]
    return Batch(sources=[source], evidence=rows, entities=entities, relations=relations)


def _entity(label: Label, name: str, row: Evidence, **properties: object) -> Entity:
    return Entity(
        label=label, properties={"name": name, **properties}, evidence=(row.id,), within="基准"
    )


def _relation(kind: RelType, source: Entity, target: Entity, row: Evidence) -> Relation:
    return Relation(type=kind, source=source.reference, target=target.reference, evidence=(row.id,))
