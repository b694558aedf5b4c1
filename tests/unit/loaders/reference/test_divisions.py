"""The divisions of China (行政区划): every one by its code, its name and what it lies in."""

import csv
import os
from pathlib import Path

import pytest

from loaders.reference import Division, Divisions, Level, divisions

ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("CUSTODY_SHARED", ROOT.parent / "shared" / "data")) / "regions"
HEADINGS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def found(code: str) -> Division:
    division = divisions().by_code(code)
    assert division is not None
    return division


def names(of: tuple[Division, ...]) -> list[str]:
    return [division.name for division in of]


@pytest.mark.parametrize(
    ("code", "level", "above"),
    [
        ("350000", Level.PROVINCE, []),
        ("350300", Level.CITY, ["福建省"]),
        ("350305", Level.COUNTY, ["莆田市", "福建省"]),
        ("350305105", Level.TOWN, ["秀屿区", "莆田市", "福建省"]),
        ("110101", Level.COUNTY, ["北京市"]),
        ("429004", Level.COUNTY, ["湖北省"]),
        ("441900003", Level.TOWN, ["东莞市", "广东省"]),
    ],
)
def test_what_a_division_lies_in(code: str, level: Level, above: list[str]) -> None:
    assert found(code).level is level
    assert names(divisions().above(found(code))) == above


def test_a_name_may_be_that_of_several_divisions() -> None:
    every = divisions().named("鼓楼区")
    assert {d.code for d in every} == {"320106", "320302", "350102", "410204"}
    assert [d.code for d in divisions().named("鼓楼区", within="350100")] == ["350102"]
    assert divisions().named("鼓楼区", within="350305") == ()
    assert divisions().named("无此区") == ()


def test_the_towns_of_a_district() -> None:
    towns = names(tuple(divisions().inside("350305")))
    assert "埭头镇" in towns
    assert "城头镇" not in towns
    assert "莆田市" in names(tuple(divisions().inside("350000")))
    assert divisions().inside("350305105") == ()


def test_the_division_of_a_rank_around_another() -> None:
    town = found("350305105")
    assert divisions().at(town, Level.CITY) == found("350300")
    assert divisions().at(town, Level.TOWN) == town
    assert divisions().at(found("350000"), Level.COUNTY) is None


def test_a_division_does_not_lie_within_itself() -> None:
    assert Divisions([Division("350000", "福建省")]).named("福建省", within="350000") == ()


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the division tables are not at {SHARED}")
def test_the_table_is_complete() -> None:
    for file in ("provinces", "cities", "areas", "streets"):
        with (SHARED / f"{file}.csv").open(encoding="utf-8") as table:
            for row in csv.DictReader(table):
                if row["name"] not in HEADINGS:
                    code = row["code"] if len(row["code"]) > 6 else row["code"].ljust(6, "0")
                    assert found(code).name == row["name"].strip()
