"""From a ledger of tanks, as enterprises keep it, to what it can do, on every engine."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from graph.store.port import Store
from loaders.pipeline import load
from server.operations import operation
from tests.contract.test_selections import ask

HEADS = (
    *("单位名称", "罐区名称", "储罐位号", "物料名称", "CAS号", "公称容积（m³）", "储罐形式"),
    *("储罐直径（m）", "设计最大储量（t）", "操作温度（℃）", "操作压力（MPa）", "防火堤面积（m²）"),
    *("经度", "纬度"),
)
ENTERPRISE = "福建海岸化工有限公司"
METHANOL = ("甲醇", "67-56-1", 3000, "立式内浮顶罐", 17, 2200, "常温", "常压", 2500)
LPG = ("液化石油气", "68476-85-7", 1000, "球罐", 12.3, 450, "常温", 1.2, 1200)
TANKS = (
    (ENTERPRISE, "甲类罐区", "T-101", *METHANOL, 119.05, 25.25),
    (ENTERPRISE, "甲类罐区", "T-102", *METHANOL, 119.05025, 25.25),
    (ENTERPRISE, "液化烃罐区", "V-201", *LPG, 119.05, 25.251),
)
SCHOOL = {"longitude": 119.056, "latitude": 25.25}


async def loaded(store: Store, folder: Path) -> None:
    book = Workbook()
    for row in (HEADS, *TANKS):
        book.worksheets[0].append(row)
    book.save(folder / "储罐台账.xlsx")
    report = await load(store, [folder / "储罐台账.xlsx"])
    assert not report.rejected
    assert not report.proposed


async def test_a_school_is_exposed_to_what_the_tanks_hold(store: Store, tmp_path: Path) -> None:
    """No ledger has a column for the state, the kind of equipment or the area of the liquid."""
    await loaded(store, tmp_path)
    answer = (await ask(store, operation("H1_exposure").query, {"point": SCHOOL}))["exposure"]
    assert answer["complete"]
    told = {(e["unit"]["name"], e["scenario"]): e for e in answer["effects"]}
    assert {kind for name, kind in told if name == "液化烃罐区：V-201"} == {
        "FIREBALL",
        "VAPOUR_CLOUD_EXPLOSION",
        "FLASH_FIRE",
    }
    # A roof that floats leaves no vapour space to explode.
    assert {kind for name, kind in told if name == "甲类罐区：T-101"} == {
        "POOL_FIRE",
        "TANK_FIRE",
        "FLASH_FIRE",
    }
    assert "按液化气体计" in assumed(told["液化烃罐区：V-201", "FIREBALL"])
    assert "按登记的直径" in assumed(told["甲类罐区：T-101", "TANK_FIRE"])


async def test_the_next_tank_follows_a_fire(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path)
    rows = await store.read("MATCH (u:Unit)-[:HAS_STATE]->(s) RETURN u.id AS id, s.name AS name")
    first = next(row["id"] for row in rows if row["name"] == "甲类罐区：T-101")
    data = await ask(store, operation("H2_propagation").query, {"from": first})
    answer = data["hazardPropagation"]
    assert answer["coverage"]["complete"]
    assert "甲类罐区：T-102" in {e["unit"]["name"] for e in answer["events"]["nodes"]}


def assumed(effect: Any) -> str:
    return "".join(effect["method"]["assumptions"])
