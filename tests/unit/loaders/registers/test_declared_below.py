"""What a line below a table declares (表下声明): as good as one above it, or the positions go."""

from collections.abc import Iterator, Sequence

import pytest

from graph.model.labels import Label
from loaders.readers.longtable import PORTION, held
from loaders.readers.spreadsheet import Cell, RegisterFile, Row, Table
from loaders.registers import Reading, read_register
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

HEADINGS = ("企业名称", "统一社会信用代码", "经度", "纬度")
PLACE = (116.41024449916938, 39.91640428150164)
ROW = (ENTERPRISE, None, *PLACE)


def longitudes(reading: Reading) -> list[float | None]:
    return [e.properties.get("longitude") for e in drafts(reading, Label.ENTERPRISE)]


@pytest.mark.parametrize(
    "line",
    [
        ("坐标系：GCJ-02",),
        ("注：坐标系为GCJ-02",),
        ("备注：经纬度取自高德地图。",),
        ("坐标系", "GCJ-02"),
        ("填表人：张三", None, "坐标系：火星坐标系"),
    ],
)
def test_a_system_that_a_line_below_declares_is_undone(line: tuple[str | None, ...]) -> None:
    (found,) = longitudes(read(HEADINGS, ROW, line, name="企业档案"))
    assert found is not None
    assert abs(found - 116.404) < 1e-6


def test_a_system_that_is_not_known_leaves_no_position() -> None:
    reading = read(HEADINGS, ROW, ("注：坐标系：西安80",), name="企业档案")
    assert longitudes(reading) == [None]
    assert any("西安80" in str(fault.value) for fault in reading.rejected)


def test_systems_above_and_below_that_differ_leave_no_position() -> None:
    reading = read(("坐标系：CGCS2000",), HEADINGS, ROW, ("坐标系：GCJ-02",), name="企业档案")
    assert longitudes(reading) == [None]
    reading = read(("坐标系：高德",), HEADINGS, ROW, ("坐标系：GCJ-02",), name="企业档案")
    assert None not in longitudes(reading)


def test_what_a_row_of_data_says_of_coordinates_is_its_own() -> None:
    remark = ("福建乙化工有限公司", None, *PLACE, "坐标系：GCJ-02")
    first, _ = longitudes(read((*HEADINGS, "备注"), ROW, remark, name="企业档案"))
    assert first == PLACE[0]


def test_it_is_heeded_below_a_table_that_is_too_long_to_be_held() -> None:
    def reading() -> Iterator[Row]:
        yield Row(1, HEADINGS)
        for number in range(2, PORTION + 3):
            yield Row(number, (f"福建第{number}化工有限公司", None, *PLACE))
        yield Row(PORTION + 4, ("坐标系：GCJ-02",))

    table = Table(name="企业档案", sheet="企业档案", rows=held(reading(), reading))
    assert table.is_long
    file = RegisterFile(name="企业档案.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    found = longitudes(read_register(file))
    assert len(found) == PORTION + 1
    assert all(each is not None and abs(each - 116.404) < 1e-6 for each in found)


@pytest.mark.parametrize("where", ["above", "below", "column"])
def test_a_register_in_the_words_of_the_model_heeds_it_too(where: str) -> None:
    headings, row = ("名称", "所属", "经度", "纬度"), ("液氨罐区", ENTERPRISE, *PLACE)
    line = ("坐标系：GCJ-02",)
    tables: dict[str, Sequence[tuple[Cell, ...]]] = {
        "above": (line, headings, row),
        "below": (headings, row, line),
        "column": ((*headings, "坐标系"), (*row, "高德")),
    }
    numbered = tuple(Row(number, cells) for number, cells in enumerate(tables[where], 1))
    table = Table(name="单元", sheet="单元", rows=numbered)
    file = RegisterFile(name="登记册.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    reading = read_register(file)
    (unit,) = drafts(reading, Label.UNIT)
    assert abs(unit.properties["longitude"] - 116.404) < 1e-6
    assert not reading.rejected


def test_a_register_in_the_words_of_the_model_refuses_a_system_that_is_not_known() -> None:
    rows = (("坐标系：西安80",), ("名称", "所属", "经度", "纬度"), ("罐区", ENTERPRISE, *PLACE))
    numbered = tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1))
    table = Table(name="单元", sheet="单元", rows=numbered)
    file = RegisterFile(name="登记册.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    reading = read_register(file)
    assert not drafts(reading, Label.UNIT)
    (fault,) = reading.rejected
    assert (fault.place.row, fault.place.column) == (3, "经度")
