"""Several devices in one cell (一格几台): each is one; what may be of all of them is of none."""

import pytest

from graph.model.labels import Label
from loaders.registers.devices import devices_in
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

TANKS = (
    "企业名称",
    "罐区",
    "位号",
    "储罐名称",
    "介质",
    "容积",
    "最大储量（t）",
    "直径（mm）",
    "经度",
    "纬度",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T-101~T-104", ["T-101", "T-102", "T-103", "T-104"]),
        ("T-101\uff5e104", ["T-101", "T-102", "T-103", "T-104"]),
        ("T0998至T1001", ["T0998", "T0999", "T1000", "T1001"]),
        ("V-201A~C", ["V-201A", "V-201B", "V-201C"]),
        ("1#~3#苯罐", ["1#苯罐", "2#苯罐", "3#苯罐"]),
        ("T-101、T-102", ["T-101", "T-102"]),
        ("P-101A,P-101B", ["P-101A", "P-101B"]),
        ("1#、2#", ["1#", "2#"]),
        ("1#苯罐和2#苯罐", ["1#苯罐", "2#苯罐"]),
        ("3#-5#", ["3#", "4#", "5#"]),
        ("T-101/102/103", ["T-101", "T-102", "T-103"]),
        ("T-101/T-102", ["T-101", "T-102"]),
        ("T-101", ["T-101"]),
        ("V-201A/B", ["V-201A/B"]),  # one line of a list of equipment, as it is called there
        ("T-104~T-101", ["T-104~T-101"]),
        ("T-101~V-104", ["T-101~V-104"]),
        ("T-1~T-900", ["T-1~T-900"]),
        ("T-101-104", ["T-101-104"]),
        ("V201-V204", ["V201-V204"]),  # may as well be the line between them
        ("3#-5#管线", ["3#-5#管线"]),
        ("T-101/2", ["T-101/2"]),
        ("反应釜、离心机", ["反应釜、离心机"]),
        ("苯储\n罐", ["苯储罐"]),
    ],
)
def test_devices_of_a_cell(text: str, expected: list[str]) -> None:
    assert devices_in(text) == expected


def test_what_may_be_said_of_all_tanks_of_a_cell_is_said_of_none() -> None:
    reading = read(
        TANKS,
        (ENTERPRISE, "苯罐区", "T-101~T-102", "苯储罐", "苯", "3000m³", 600, 15000, 119.1, 25.3),
        (ENTERPRISE, "苯罐区", "T-103", "苯储罐", "苯", "3000m³", 600, 15000, 119.1, 25.3),
        name="储罐台账",
    )
    first, second, third = drafts(reading, Label.UNIT)
    assert [first.properties, second.properties] == [
        {"name": f"苯罐区：{number}", "aliases": [number], "diameter": 15.0}
        for number in ("T-101", "T-102")
    ]
    assert third.properties["volume"] == 3000.0
    held = [r.properties for r in reading.relations if r.type == "HOLDS"]
    assert held == [{}, {}, {"quantity": 600.0}]
    told = {(fault.place.row, fault.place.column, fault.value) for fault in reading.rejected}
    assert told == {
        (2, "储罐名称", "苯储罐"),
        (2, "容积", "3000m³"),
        (2, "最大储量（t）", "600"),
        (2, "经度", "119.1"),
        (2, "纬度", "25.3"),
    }
