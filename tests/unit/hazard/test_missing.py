"""What is missing is told with the field that would supply it, and that field exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model.labels import EquipmentKind, SubstanceState
from graph.model.registry import NODES, RELATIONS
from hazard.consequence.stored import Stored
from hazard.errors import NotOnHandError
from hazard.exposure import consequences_of
from hazard.tables import rows
from hazard.weather import WORST_WEATHER

ROOT = Path(__file__).resolve().parents[3]
FIELD = re.compile(r"[A-Z][A-Za-z_]+\.[a-z][a-z0-9_]*")
FULL = {
    "unit": "罐",
    "quantity": 10.0,
    "pressure": 1.0,
    "bund_area": 100.0,
    "temperature": 25.0,
}


def told() -> Iterator[str]:
    """Yield the fields that messages of the physics and of the questions name."""
    for path in [*(ROOT / "hazard").rglob("*.py"), *(ROOT / "schema/questions").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "MissingInputError":
                texts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
                yield from (t for t in texts if isinstance(t, str) and FIELD.fullmatch(t))


def test_every_field_that_is_asked_for_is_one_of_a_register() -> None:
    known = {f"{n.label}.{p.name}" for n in NODES for p in n.properties}
    known |= {f"{r.type}.{p.name}" for r in RELATIONS for p in r.properties}
    asked = set(told())
    assert {"Unit.volume", "HOLDS.quantity"} <= asked
    assert asked <= known


@pytest.mark.parametrize(
    ("field", "substance", "equipment", "state"),
    [
        ("HOLDS.quantity", ("苯", "71-43-2"), "ATMOSPHERIC", "LIQUID"),
        ("Unit.bund_area", ("苯", "71-43-2"), "ATMOSPHERIC", "LIQUID"),
        ("HOLDS.pressure", ("丙烷", "74-98-6"), "PRESSURISED", "LIQUEFIED_GAS"),
        ("HOLDS.quantity", ("丙烷", "74-98-6"), "PRESSURISED", "LIQUEFIED_GAS"),
        ("HOLDS.quantity", ("丙烷", "74-98-6"), "PRESSURISED", "GAS"),
        ("HOLDS.quantity", ("氯", "7782-50-5"), "PRESSURISED", "LIQUEFIED_GAS"),
        ("HOLDS.quantity", ("丙烯腈", "107-13-1"), "ATMOSPHERIC", "LIQUID"),
        ("Unit.bund_area", ("丙烯腈", "107-13-1"), "ATMOSPHERIC", "LIQUID"),
        ("Unit.equipment", ("苯", "71-43-2"), None, "LIQUID"),
        ("HOLDS.state", ("氨", "7664-41-7"), "ATMOSPHERIC", None),
    ],
)
def test_each_scenario_says_which_field_it_lacks(
    field: str, substance: tuple[str, str], equipment: str | None, state: str | None
) -> None:
    given = FULL | {field.partition(".")[2]: None}
    stored = Stored(
        name=substance[0],
        cas=substance[1],
        equipment=EquipmentKind(equipment) if equipment else None,
        state=SubstanceState(state) if state else None,
        **{k: v for k, v in given.items() if k not in {"equipment", "state"}},  # type: ignore[arg-type]  # figures by name
    )
    _, errors, _ = consequences_of(stored, WORST_WEATHER)
    assert field in {getattr(error, "where", None) for error in errors}


def test_what_no_register_has_is_asked_of_the_tables() -> None:
    stored = Stored(
        name="某毒气",
        cas="50-00-0",
        symbols=("J2",),
        equipment=EquipmentKind.PRESSURISED,
        state=SubstanceState.LIQUEFIED_GAS,
        **FULL,  # type: ignore[arg-type]  # figures by name
    )
    _, (error,), _ = consequences_of(stored, WORST_WEATHER)
    assert isinstance(error, NotOnHandError)
    table, _, _ = error.where.partition(":")
    assert rows(Path(table).stem)
    assert "登记表没有此项" in error.zh
