"""GeoJSON as registers (地理数据读取): what a feature is, where it is, and what is refused."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from loaders.errors import LoaderError
from loaders.geodata import read_geojson
from loaders.geodata.faults import BrokenGeodataError, ForeignSystemError
from loaders.readers.spreadsheet import RegisterFile
from loaders.registers import Reading, readings
from loaders.registers.positions import Position, shifted
from loaders.report import Place

RING = [[119.1, 25.2], [119.12, 25.2], [119.12, 25.22], [119.1, 25.22], [119.1, 25.2]]
AREA = {"type": "Polygon", "coordinates": [RING]}
POINT = {"type": "Point", "coordinates": [119.11, 25.21, 8.0]}


def written(folder: Path, *features: Any, file: str = "图.geojson", **members: Any) -> Path:
    path = folder / file
    whole = {"type": "FeatureCollection", **members, "features": list(features)}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path


def feature(geometry: Mapping[str, Any] | None, **said: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": said, "geometry": geometry}


def said(file: RegisterFile) -> Reading:
    whole = Reading()
    for each in readings(file):
        whole.add(each)
    return whole


def test_a_feature_is_what_a_property_says(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        feature(AREA, 类型="园区", 名称="北园", 安全风险等级="C"),
        feature(POINT, 类型="企业", 名称="甲公司", 所在园区="北园"),
        feature(None, 类型="企业", 名称="乙公司"),
    )
    read = said(read_geojson(path))
    assert [(d.label, d.evidence.row) for d in read.entities] == [
        ("Park", 1), ("Enterprise", 2), ("Enterprise", 3)
    ]  # fmt: skip
    park, plant, unplaced = (d.properties for d in read.entities)
    assert park["risk_grade"] == "C"
    assert json.loads(park["boundary"]) == AREA
    assert (plant["longitude"], plant["latitude"]) == (119.11, 25.21)
    assert "longitude" not in unplaced
    assert [(r.type, r.target.text) for r in read.relations] == [("LOCATED_IN", "北园")]  # type: ignore[union-attr]  # a mention, since the row points to it
    assert not read.rejected


@pytest.mark.parametrize(
    ("name", "members", "properties"),
    [
        ("园区.geojson", {}, {"名称": "北园"}),
        ("图.geojson", {"name": "parks"}, {"name": "北园"}),
        ("图.geojson", {}, {"园区名称": "北园"}),
    ],
)
def test_or_what_the_collection_or_its_heading_is_called(
    tmp_path: Path, name: str, members: dict[str, str], properties: dict[str, str]
) -> None:
    path = written(tmp_path, feature(AREA, **properties), file=name, **members)
    read = said(read_geojson(path))
    assert [(d.label, d.name) for d in read.entities] == [("Park", "北园")]


def test_what_is_not_recognised_is_told(tmp_path: Path) -> None:
    read = said(read_geojson(written(tmp_path, feature(AREA, 甲="乙"))))
    assert not read.entities
    assert len(read.rejected) == 1


def test_an_area_of_a_plant_gives_a_point_inside_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, feature(AREA, 类型="企业", 名称="甲公司"))
    (plant,) = said(read_geojson(path)).entities
    assert 119.1 < plant.properties["longitude"] < 119.12
    assert 25.2 < plant.properties["latitude"] < 25.22
    assert plant.evidence.note == "位置取自面要素内的一点"


@pytest.mark.parametrize("system", ["GCJ-02", "BD-09"])
def test_a_declared_system_is_converted(tmp_path: Path, system: str) -> None:
    x, y = shifted(Position(119.11, 25.21), system)
    there = {"type": "Point", "coordinates": [x, y]}
    plants = [
        written(tmp_path, feature(there, 类型="企业", 名称="甲公司", 坐标系=system)),
        written(
            tmp_path, feature(there, 类型="企业", 名称="甲公司"), file="二.geojson", crs=system
        ),
    ]
    for path in plants:
        (plant,) = said(read_geojson(path)).entities
        assert plant.properties["longitude"] == pytest.approx(119.11, abs=1e-7)
        assert plant.properties["latitude"] == pytest.approx(25.21, abs=1e-7)


def test_the_user_may_say_which_property_declares_it(tmp_path: Path) -> None:
    x, y = shifted(Position(119.11, 25.21), "GCJ-02")
    there = {"type": "Point", "coordinates": [x, y]}
    path = written(tmp_path, feature(there, kind="企业", title="甲公司", 来源="高德"))
    read = read_geojson(path)
    assert read.reread is not None
    (plant,) = said(read.reread({"title": "名称", "来源": "坐标系"})).entities
    assert (plant.name, round(plant.properties["longitude"], 6)) == ("甲公司", 119.11)


def test_old_declarations_of_degrees_are_known(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    path = written(tmp_path, feature(POINT, 类型="企业", 名称="甲公司"), crs=crs)
    assert len(said(read_geojson(path)).entities) == 1


def test_projected_coordinates_are_refused(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4549"}}
    with pytest.raises(ForeignSystemError) as refused:
        read_geojson(written(tmp_path, feature(POINT, 名称="甲"), crs=crs))
    assert refused.value.system.endswith("4549")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"type":"Point","coordinates":[1,2]}', "[" * 9999]
)
def test_what_is_no_collection_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "图.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenGeodataError):
        read_geojson(tmp_path / "图.geojson")


BROKEN = {
    "type": (feature({"type": "LineString", "coordinates": RING}, 名称="甲"), "LineString"),
    "coordinates": (feature({"type": "Point", "coordinates": ["a", 1]}, 名称="甲"), '["a", 1]'),
    "empty": (feature({"type": "Polygon", "coordinates": []}, 名称="甲"), "[]"),
    "few": (feature({"type": "Polygon", "coordinates": [[[1, 2], [1, 2]]]}, 名称="甲"), "[["),
    "huge": (feature({"type": "Point", "coordinates": [1e300, 1]}, 名称="甲"), "1e+300"),
    "system": (feature(POINT, 名称="甲", 坐标系="北京54"), "北京54"),
    "raw": ({"type": "Oddity"}, "Oddity"),
    "properties": ({"type": "Feature", "properties": [1], "geometry": POINT}, "Feature"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_feature_is_named_and_the_next_one_read(tmp_path: Path, case: str) -> None:
    broken, value = BROKEN[case]
    good = feature(POINT, 名称="乙公司", 类型="企业")
    read = read_geojson(written(tmp_path, broken, good))
    (fault,) = read.faults
    assert isinstance(fault, LoaderError)
    assert (fault.file, fault.location) == ("图.geojson", 1)
    assert fault.column
    assert fault.expected
    assert fault.value is not None
    assert value in fault.value
    assert [(d.name, d.evidence.row) for d in said(read).entities] == [("乙公司", 2)]


def test_features_are_called_features() -> None:
    place = Place(file="图.geojson", row=3, column="geometry")
    assert place.words("zh") == "文件“图.geojson”第 3 个要素“geometry”"
    assert place.words("en") == "“图.geojson”, feature 3, column “geometry”"
