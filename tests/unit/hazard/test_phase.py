"""The state of a content that the record leaves out: told where it follows, asked for elsewhere."""

from typing import Any

import pytest

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.consequence.stored import Stored
from hazard.errors import MissingInputError
from hazard.exposure import consequences_of
from hazard.scenario import ScenarioKind
from hazard.weather import WORST_WEATHER

LPG: dict[str, Any] = {"name": "液化石油气", "cas": "68476-85-7", "quantity": 450.0}
SPHERE: dict[str, Any] = {"equipment": EquipmentKind.PRESSURISED, "volume": 1000.0}
TANK: dict[str, Any] = {"equipment": EquipmentKind.ATMOSPHERIC}


def stored(**record: Any) -> Stored:
    return Stored(unit="V-101", **record)


@pytest.mark.parametrize(
    ("record", "state"),
    [
        # 450 kg in a cubic metre, where the vapour of propane weighs some 17.
        (LPG | SPHERE, "LIQUEFIED_GAS"),
        # Ammonia boils at -33 °C; at 25 °C its vapour has 1.0 MPa.
        (
            {"name": "氨", "cas": "7664-41-7", **SPHERE, "volume": None, "pressure": 1.2},
            "LIQUEFIED_GAS",
        ),
        ({"name": "氨", "cas": "7664-41-7", **TANK, "temperature": -33.0}, "REFRIGERATED_LIQUID"),
        ({"name": "苯", "cas": "71-43-2", **TANK}, "LIQUID"),
        # Above the critical temperature, 33 K, and thin.
        ({"name": "氢", "cas": "1333-74-0", **SPHERE, "quantity": 5.0}, "GAS"),
        ({"name": "氢", "cas": "1333-74-0", **SPHERE, "temperature": 20.0}, "GAS"),
    ],
)
def test_what_follows_is_taken_and_said(record: dict[str, Any], state: str) -> None:
    found = stored(**record)
    assert found.form == SubstanceState(state)
    (told,) = found.ground.assumptions
    assert "未登记状态" in told.zh
    assert "No state is on record" in told.en
    assert found.ground.citations


@pytest.mark.parametrize(
    "record",
    [
        # Solutions go by the number of what is dissolved: hydrochloric acid, aqueous ammonia.
        {"name": "盐酸", "cas": "7647-01-0", **TANK, "quantity": 50.0, "volume": 50.0},
        {"name": "氨水", "cas": "7664-41-7", **TANK},
        # It melts at 323 °C, so it is solid, or a solution.
        {"name": "氢氧化钠", "cas": "1310-73-2", **TANK},
        {"name": "苯", "cas": "71-43-2", **TANK, "temperature": 2.0},  # it melts at 5.5 °C
        # Cold methane without its temperature: as heavy as liquid, which it is not at 25 °C.
        {"name": "液化天然气", "cas": "8006-14-2", **SPHERE, "quantity": 400.0},
        # Little in much room may be a gas, or liquid in bottles in a house of that room.
        LPG | SPHERE | {"quantity": 20.0},
        {"name": "液化天然气", "cas": "8006-14-2", **SPHERE, "quantity": 40.0},
        # Neither room nor pressure.
        LPG | SPHERE | {"volume": None},
        {"name": "无此物", **SPHERE},
    ],
)
def test_what_does_not_follow_is_asked_for(record: dict[str, Any]) -> None:
    found = stored(**record)
    with pytest.raises(MissingInputError, match=r"HOLDS\.state"):
        _ = found.form
    assert not found.ground.assumptions


def test_what_is_on_record_is_not_doubted() -> None:
    found = stored(**LPG, **SPHERE, state=SubstanceState.GAS)
    assert found.form is SubstanceState.GAS
    assert not found.ground.assumptions


def test_each_consequence_says_what_state_was_taken() -> None:
    found, errors, _ = consequences_of(stored(**LPG, **SPHERE, pressure=1.2), WORST_WEATHER)
    assert not errors
    assert ScenarioKind.FIREBALL in {each.scenario.kind for each in found}
    for each in found:
        assert any("按液化气体计" in notice.zh for notice in each.assumptions)
        assert any("平均密度 450 kg/m³" in notice.zh for notice in each.assumptions)


def test_what_parks_handle_beside_table_1_is_computed_and_its_category_asked_for() -> None:
    """Propylene, aniline: that they burn is on hand, whether they poison is not."""
    propylene = stored(name="丙烯", quantity=500.0, pressure=1.8, **SPHERE)
    found, errors, _ = consequences_of(propylene, WORST_WEATHER)
    assert ScenarioKind.FIREBALL in {each.scenario.kind for each in found}
    assert [getattr(error, "where", None) for error in errors] == ["HOLDS.gb18218_categories"]
    stated = stored(name="丙烯", quantity=500.0, pressure=1.8, symbols=("W2",), **SPHERE)
    assert consequences_of(stated, WORST_WEATHER)[1] == []
