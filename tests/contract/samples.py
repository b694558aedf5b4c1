"""One statement of every kind the model declares (每类陈述各一条)."""

from typing import Any

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method
from graph.model.registry import RELATIONS, THINGS
from graph.model.spec import Kind, NodeSpec, Property
from graph.model.statement import Entity, Relation
from graph.store.write import Batch

SOURCE = Source(name="样例.csv", sha256="ab" * 32, source="样例登记表")
EVIDENCE = Evidence(document=SOURCE.sha256, method=Method.REGISTER_ROW, sheet="样例", row=2)
LATER = Source(name="样例.csv", sha256="cd" * 32, source="样例登记表")
LATER_EVIDENCE = Evidence(document=LATER.sha256, method=Method.REGISTER_ROW, sheet="样例", row=3)
OTHER = Source(name="另一来源.csv", sha256="ef" * 32, source="另一登记表")
OTHER_EVIDENCE = Evidence(document=OTHER.sha256, method=Method.REGISTER_ROW, sheet="另", row=9)

VALUES: dict[Kind, Any] = {
    Kind.TEXT: "文字",
    Kind.TEXTS: ["甲", "乙"],
    Kind.INTEGER: 7,
    Kind.DECIMAL: 2.5,
    Kind.BOOLEAN: True,
    Kind.DATE: "2024-05-06",
    Kind.INSTANT: "2024-05-06T07:08:09.000000Z",
}


def value_of(prop: Property) -> Any:
    return next(iter(prop.choices)).value if prop.choices else VALUES[prop.kind]


def entity_of(spec: NodeSpec, evidence: Evidence = EVIDENCE, **changed: Any) -> Entity:
    properties = {prop.name: value_of(prop) for prop in spec.properties}
    properties["name"] = f"{spec.zh}一号"
    if spec.code:
        properties[spec.code] = f"代码{spec.label}"
    properties |= changed
    return Entity(label=spec.label, properties=properties, evidence=(evidence.id,))


ENTITIES = {spec.label: entity_of(spec) for spec in THINGS}


def relations_of(evidence: Evidence = EVIDENCE, **changed: Any) -> list[Relation]:
    """Every relationship type between every pair of types it allows."""
    return [
        Relation(
            type=spec.type,
            source=_reference(source),
            target=_reference(target),
            properties={prop.name: value_of(prop) for prop in spec.properties}
            | {k: v for k, v in changed.items() if spec.declared(k)},
            evidence=(evidence.id,),
        )
        for spec in RELATIONS
        for link in spec.links
        for source in link.source.labels
        for target in link.target.labels
    ]


def _reference(label: Label) -> Any:
    return ENTITIES[label].reference


def batch_of(source: Source, evidence: Evidence, **changed: Any) -> Batch:
    return Batch(
        sources=[source],
        evidence=[evidence],
        entities=[entity_of(spec, evidence) for spec in THINGS],
        relations=relations_of(evidence, **changed),
    )
