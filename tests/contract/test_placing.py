"""Geodata on every engine (地理数据): boundaries, positions, and which park a thing lies in."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.store.port import Store
from loaders.pipeline import load
from loaders.pipeline.review import accept
from loaders.report import LoadReport

SQUARE = [[119.10, 25.20], [119.12, 25.20], [119.12, 25.22], [119.10, 25.22], [119.10, 25.20]]
EAST = [[119.118, 25.20], [119.14, 25.20], [119.14, 25.22], [119.118, 25.22], [119.118, 25.20]]
MIDDLE, ON_BORDER, IN_BOTH, FAR = (119.11, 25.21), (119.1, 25.21), (119.119, 25.21), (119.3, 25.2)


def feature(said: Mapping[str, Any], kind: str, coordinates: object) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": dict(said), "geometry": geometry}


def park(name: str, ring: Sequence[Sequence[float]]) -> dict[str, Any]:
    return feature({"类型": "园区", "名称": name}, "Polygon", [ring])


def plant(name: str, where: Sequence[float], **more: str) -> dict[str, Any]:
    return feature({"类型": "企业", "名称": name, **more}, "Point", where)


def geojson(path: Path, *features: Mapping[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path


def register(path: Path, *rows: Sequence[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


async def lying(store: Store) -> dict[str, tuple[str, list[str], list[str]]]:
    """Return the park of each thing now, with the methods and files that say so."""
    rows = await store.read(
        "MATCH (n)-[l:LOCATED_IN]->(p:Park)-[:HAS_STATE]->(ps) "
        "WHERE l.retracted_at IS NULL AND ps.retracted_at IS NULL "
        "MATCH (n)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL "
        "UNWIND l.evidence AS key MATCH (e:Evidence {id: key})-[:IN_DOCUMENT]->(d) "
        "RETURN s.name AS name, ps.name AS park, collect(DISTINCT e.method) AS methods, "
        "collect(DISTINCT d.name + '#' + toString(e.row)) AS places"
    )
    return {
        row["name"]: (row["park"], sorted(row["methods"]), sorted(row["places"])) for row in rows
    }


def doubts(report: LoadReport) -> dict[str, str]:
    return {line.subject: line.zh for line in report.proposed}


async def test_a_place_inside_one_boundary_lies_in_that_park_and_names_both(
    store: Store, tmp_path: Path
) -> None:
    first = geojson(tmp_path / "边界.geojson", park("北园", SQUARE))
    second = geojson(tmp_path / "企业.geojson", plant("远公司", FAR), plant("甲公司", MIDDLE))
    await load(store, [first])
    report = await load(store, [second])

    expected = {"甲公司": ("北园", ["COMPUTED"], ["企业.geojson#2", "边界.geojson#1"])}
    assert await lying(store) == expected
    assert "甲公司 → 北园" in {line.subject for line in report.added}
    assert not report.proposed
    rows = await store.read("MATCH (e:Evidence {method: 'COMPUTED'}) RETURN e.note AS note")
    assert all("第 2 个要素" in row["note"] and "边界.geojson" in row["note"] for row in rows)

    again = await load(store, [first, second])
    assert not any((again.added, again.corrected, again.confirmed, again.retracted))
    assert await lying(store) == expected


async def test_the_order_of_files_means_nothing(store: Store, tmp_path: Path) -> None:
    plants = register(
        tmp_path / "企业.csv", ("名称", "经度", "纬度"), ("甲公司", "119.11", "25.21")
    )
    await load(store, [plants])
    assert await lying(store) == {}
    await load(store, [geojson(tmp_path / "园区.geojson", park("北园", SQUARE))])
    assert await lying(store) == {
        "甲公司": ("北园", ["COMPUTED"], ["企业.csv#2", "园区.geojson#1"])
    }


async def test_a_border_and_two_parks_are_put_to_a_person(store: Store, tmp_path: Path) -> None:
    both = geojson(
        tmp_path / "图.geojson",
        park("北园", SQUARE),
        park("东园", EAST),
        plant("边公司", ON_BORDER),
        plant("两公司", IN_BOTH),
    )
    report = await load(store, [both])
    assert await lying(store) == {}
    told = doubts(report)
    assert set(told) == {"边公司 → 北园", "两公司 → 北园", "两公司 → 东园"}
    assert "不足 20 m" in told["边公司 → 北园"]
    assert "“东园”" in told["两公司 → 北园"]

    rows = await store.read("MATCH (s:ProposalState {summary: '两公司 → 东园'}) RETURN s.of AS id")
    await accept(store, rows[0]["id"], by="王建国")
    assert (await lying(store))["两公司"][:2] == ("东园", ["COMPUTED", "MANUAL"])
    again = await load(store, [both])
    assert set(doubts(again)) == {"边公司 → 北园"}
    assert (await lying(store))["两公司"][0] == "东园"


async def test_what_is_placed_by_portions_is_told_once_and_followed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.pipeline.placing._PORTION", 1)
    where = {"边公司": ON_BORDER, "两公司": IN_BOTH, "远公司": FAR}
    plants = [plant(n, where.get(n, MIDDLE)) for n in (*where, "甲公司", "乙公司", "丙公司")]
    first = geojson(
        tmp_path / "1" / "图.geojson", park("北园", SQUARE), park("东园", EAST), *plants
    )
    report = await load(store, [first])
    inside = ["丙公司 → 北园", "乙公司 → 北园", "甲公司 → 北园"]
    told = [line.subject for line in report.added if line.kind == "LOCATED_IN"]
    assert sorted(told) == inside
    open_ones = ["两公司 → 东园", "两公司 → 北园", "边公司 → 北园"]
    assert sorted(line.subject for line in report.proposed) == open_ones
    again = await load(store, [first])
    assert not any((again.added, again.corrected, again.confirmed, again.retracted))
    assert sorted(line.subject for line in again.proposed) == open_ones

    moved = park("北园", [[x + 0.1, y] for x, y in SQUARE])
    later = geojson(tmp_path / "2" / "图.geojson", moved, park("东园", EAST), *plants)
    report = await load(store, [later])
    assert {name: said[0] for name, said in (await lying(store)).items()} == {"两公司": "东园"}
    assert sorted(line.subject for line in report.retracted) == sorted([*inside, *open_ones])


async def test_a_stated_park_stands_and_a_position_outside_it_is_told(
    store: Store, tmp_path: Path
) -> None:
    stated = register(
        tmp_path / "企业.csv",
        ("名称", "经度", "纬度", "所在园区"),
        ("甲公司", "119.135", "25.21", "北园"),
        ("乙公司", "119.11", "25.21", "北园"),
    )
    parks = geojson(tmp_path / "园区.geojson", park("北园", SQUARE), park("东园", EAST))
    report = await load(store, [parks, stated])
    assert {name: said[:2] for name, said in (await lying(store)).items()} == {
        "甲公司": ("北园", ["REGISTER_ROW"]),
        "乙公司": ("北园", ["REGISTER_ROW"]),
    }
    assert set(doubts(report)) == {"甲公司 → 北园"}
    assert "之外" in doubts(report)["甲公司 → 北园"]


async def test_what_is_computed_follows_its_grounds(store: Store, tmp_path: Path) -> None:
    await load(
        store,
        [geojson(tmp_path / "1" / "图.geojson", park("北园", SQUARE), plant("甲公司", MIDDLE))],
    )
    assert (await lying(store))["甲公司"][0] == "北园"
    moved = [[x + 0.1, y] for x, y in SQUARE]
    report = await load(
        store,
        [geojson(tmp_path / "2" / "图.geojson", park("北园", moved), plant("甲公司", MIDDLE))],
    )
    assert await lying(store) == {}
    assert "甲公司 → 北园" in {line.subject for line in report.retracted}

    stated = register(tmp_path / "册" / "企业.csv", ("名称", "所在园区"), ("甲公司", "北园"))
    report = await load(store, [stated])
    assert (await lying(store))["甲公司"][:2] == ("北园", ["REGISTER_ROW"])
    assert "之外" in doubts(report)["甲公司 → 北园"]


async def test_later_editions_do_not_end_what_is_computed(store: Store, tmp_path: Path) -> None:
    parks = geojson(tmp_path / "园区.geojson", park("北园", SQUARE))
    one = geojson(tmp_path / "1" / "图.geojson", *(plant(n, MIDDLE) for n in ("甲公司", "乙公司")))
    two = geojson(
        tmp_path / "2" / "图.geojson", *(plant(n, MIDDLE) for n in ("甲公司", "乙公司", "丙公司"))
    )
    await load(store, [parks, one])
    report = await load(store, [two])
    assert not report.ended
    assert not report.retracted
    assert {name: said[:2] for name, said in (await lying(store)).items()} == {
        name: ("北园", ["COMPUTED"]) for name in ("甲公司", "乙公司", "丙公司")
    }


async def test_what_a_source_says_and_takes_back_is_computed_again(
    store: Store, tmp_path: Path
) -> None:
    headings = ("名称", "所在园区")
    plants = geojson(tmp_path / "图.geojson", park("北园", SQUARE), plant("甲公司", MIDDLE))
    others = [(f"公司{k}", "") for k in range(3)]
    await load(store, [plants])
    await load(
        store, [register(tmp_path / "1" / "企业.csv", headings, ("甲公司", "北园"), *others)]
    )
    assert (await lying(store))["甲公司"][:2] == ("北园", ["REGISTER_ROW"])

    report = await load(
        store, [register(tmp_path / "2" / "企业.csv", headings, ("甲公司", ""), *others)]
    )
    assert "甲公司 → 北园" in {line.subject for line in report.ended}
    rows = await store.read(
        "MATCH (:Organisation)-[l:LOCATED_IN]->(:Park) WHERE l.retracted_at IS NULL "
        "RETURN l.valid_from AS begin, l.valid_to AS end ORDER BY begin"
    )
    assert rows[0]["end"] == rows[1]["begin"]
    assert rows[1]["end"] is None


async def test_bad_features_are_told_and_the_good_ones_load(store: Store, tmp_path: Path) -> None:
    twisted = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    file = geojson(
        tmp_path / "图.geojson",
        park("扭园", twisted),
        park("开园", SQUARE[:-1]),
        plant("反公司", (25.21, 119.11)),
        plant("外公司", (219.11, 25.21)),
        park("好园", SQUARE),
    )
    report = await load(store, [file])
    told = {(line.place.row, line.place.column): line.zh for line in report.rejected}
    assert {"自相交", "闭合", "颠倒", "-180 至 180"} == {
        word
        for word, place in (
            ("自相交", (1, "geometry.coordinates")),
            ("闭合", (2, "geometry.coordinates[0]")),
            ("颠倒", (3, "geometry.coordinates")),
            ("-180 至 180", (4, "geometry.coordinates")),
        )
        if word in told[place]
    }
    assert all(line.place.file == "图.geojson" and line.value for line in report.rejected)
    rows = await store.read("MATCH (s:ParkState) RETURN s.name AS name, s.boundary AS boundary")
    assert [row["name"] for row in rows] == ["好园"]
    assert json.loads(rows[0]["boundary"])["coordinates"] == [SQUARE]
