"""A grade as filed, set against that of the figures on record (备案级别核对); invented."""

from typing import Any

import pytest

from graph.model.labels import Label, RelType
from graph.store.port import Store
from graph.store.write import Batch, write
from server.operations import operation
from tests.contract.conformity import faults
from tests.contract.samples import EVIDENCE, SOURCE
from tests.contract.test_selections import GRAPHQL, ask
from tests.contract.test_what_if import linked, thing

QUERY = operation("H7_major_hazard").query
CHLORINE = thing(Label.SUBSTANCE, "氯", cas="7782-50-5")
TANK, OTHER = (thing(Label.UNIT, name, people_within_500_m=120) for name in ("氯罐", "氯罐二"))


async def warned(store: Store, grade: str, quantity: float, *units: Any) -> list[str]:
    filed = thing(Label.HAZARD, "氯库", kind="MAJOR_HAZARD_INSTALLATION", grade=grade)
    relations = [
        linked(RelType.HOLDS, TANK, CHLORINE, quantity=quantity),
        *(linked(RelType.HAS_HAZARD, unit, filed) for unit in units),
    ]
    batch = Batch(
        sources=[SOURCE],
        evidence=[EVIDENCE],
        entities=[CHLORINE, TANK, OTHER, filed],
        relations=relations,
    )
    await write(store, batch)
    data = await ask(store, QUERY, {"of": TANK.id})
    assert faults(GRAPHQL, QUERY, data) == []
    warnings: list[str] = data["majorHazardAssessment"]["method"]["warnings"]
    return [each.partition(" / ")[0] for each in warnings if "登记的级别" in each]


@pytest.mark.parametrize(
    ("grade", "quantity", "computed"), [("ONE", 10.0, "三级"), ("FOUR", 1.0, "不构成重大危险源")]
)
async def test_a_filed_grade_that_the_figures_do_not_come_to_is_told(
    store: Store, grade: str, quantity: float, computed: str
) -> None:
    (said,) = await warned(store, grade, quantity, TANK)
    assert said.startswith("“氯库”登记的级别为")
    assert f"计算的结果（{computed}）不一致" in said


async def test_one_that_agrees_is_not(store: Store) -> None:
    assert await warned(store, "THREE", 10.0, TANK) == []


async def test_nor_one_of_several_units_of_which_one_alone_is_asked_about(store: Store) -> None:
    assert await warned(store, "ONE", 10.0, TANK, OTHER) == []
