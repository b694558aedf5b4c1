"""What a portion is about to record hinders only those whom it concerns."""

import pytest

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Reference, Relation
from graph.store.write import Batch
from loaders.pipeline.ahead import Ahead

PLANT = "Organisation:甲化工厂"


@pytest.mark.parametrize(
    ("method", "hindered"),
    [(Method.REGISTER_ROW, set()), (Method.DOCUMENT_RULE, {f"MEASURES|{PLANT}"})],
)
def test_a_figure_of_a_document_alone_may_become_that_of_a_register(
    method: Method, hindered: set[str]
) -> None:
    source = Source(name="甲", sha256="5" * 64)
    said = Evidence(document=source.sha256, method=method, row=2)
    figure = Entity(
        label=Label.INDICATOR,
        properties={"name": "从业人数", "value": 20.0},
        evidence=(said.id,),
        within=PLANT,
    )
    counted = Relation(
        type=RelType.MEASURES,
        source=figure.reference,
        target=Reference(label=Label.ENTERPRISE, id=PLANT),
        evidence=(said.id,),
    )
    batch = Batch(sources=[source], evidence=[said], entities=[figure], relations=[counted])
    assert Ahead.of(batch, ()).changed == hindered
