"""What invented units hold (虚构存量), for tests of scenarios; no real place."""

from typing import Any

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.geodesy import Position

__all__ = ["BENZENE", "CHLORINE", "HERE", "PROPANE"]

HERE = Position(longitude=119.0, latitude=25.2)
BENZENE: dict[str, Any] = {
    "name": "苯",
    "cas": "71-43-2",
    "quantity": 500.0,
    "state": SubstanceState.LIQUID,
    "equipment": EquipmentKind.ATMOSPHERIC,
    "bund_area": 900.0,
    "volume": 600.0,
    "tank_area": 80.0,
}
CHLORINE: dict[str, Any] = {
    "name": "氯",
    "cas": "7782-50-5",
    "quantity": 5.0,
    "state": SubstanceState.LIQUEFIED_GAS,
    "equipment": EquipmentKind.PRESSURISED,
    "pressure": 0.8,
}
PROPANE: dict[str, Any] = {
    "name": "丙烷",
    "cas": "74-98-6",
    "quantity": 20.0,
    "state": SubstanceState.LIQUEFIED_GAS,
    "equipment": EquipmentKind.PRESSURISED,
    "pressure": 1.0,
}
