"""Longitude and latitude in one cell (经纬度): a place is read from it, or nothing."""

from typing import Any

import pytest

from graph.model.labels import Label
from loaders.registers import Reading
from loaders.registers.positions import degrees_of, pair_of
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

PLACE = {"longitude": 119.0123, "latitude": 25.2345}


def _read(cell: str, heading: str = "经纬度") -> Reading:
    return read(("企业名称", heading), (ENTERPRISE, cell), name="一企一档")


@pytest.mark.parametrize(
    "cell",
    [
        "119.0123,25.2345",
        "119.0123，25.2345",
        "119.0123 25.2345",
        "E119.0123 N25.2345",
        "119.0123E、25.2345N",
        "东经119.0123°北纬25.2345°",
        "北纬25.2345，东经119.0123",
        "经度：119.0123；纬度：25.2345",
        "119.0123\n25.2345",
    ],
)
def test_a_place_is_read_from_one_cell(cell: str) -> None:
    (enterprise,) = drafts(_read(cell), Label.ENTERPRISE)
    assert enterprise.properties == {"name": ENTERPRISE, **PLACE}
    assert enterprise.place.column == "企业名称、经纬度"


def test_degrees_and_minutes_stand_in_one_cell() -> None:
    found = pair_of("119°06'36\"，25°18'00\"")
    assert found is not None
    assert [degrees_of(half) for half in found] == [119.11, 25.3]


@pytest.mark.parametrize(
    "cell",
    ["119.0123", "119.01,25.23;119.02,25.24", "厂区中心", "东经119.01，东经25.2", "119,25,3"],
)
def test_what_is_not_one_place_is_told_and_gives_none(cell: str) -> None:
    reading = _read(cell)
    (enterprise,) = drafts(reading, Label.ENTERPRISE)
    assert enterprise.properties == {"name": ENTERPRISE}
    (fault,) = reading.rejected
    assert (fault.place.row, fault.place.column, fault.value) == (2, "经纬度", cell)


def test_a_place_the_wrong_way_round_is_put_to_a_person() -> None:
    enterprise, doubted = drafts(_read("25.2345,119.0123"), Label.ENTERPRISE)
    assert enterprise.properties == {"name": ENTERPRISE}
    assert doubted.trust is not None
    assert {k: doubted.properties[k] for k in PLACE} == PLACE


def test_the_system_of_a_place_may_stand_behind_its_heading() -> None:
    (enterprise,) = drafts(_read("119.1,25.3", "经纬度（GCJ-02）"), Label.ENTERPRISE)
    said: dict[str, Any] = dict(enterprise.properties)
    assert said["longitude"] == pytest.approx(119.0951, abs=1e-4)
    (plain,) = drafts(_read("119.1,25.3", "经纬度（东经，北纬）"), Label.ENTERPRISE)
    assert plain.properties["longitude"] == 119.1
