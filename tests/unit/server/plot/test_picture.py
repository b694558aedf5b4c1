"""The picture of what follows: to scale, well-formed, every unit named, whatever it is called."""

import math
import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings, strategies as st

from hazard.scenario import ScenarioKind
from server.language import Language
from server.plot import Subject, picture_of, plot_page, scene_of
from server.plot.frame import Rect, fitted, placed
from server.plot.scene import Role
from server.plot.words import scenario_words
from server.propagating_cli import Kind

SVG = "{http://www.w3.org/2000/svg}"
EAST = 1 / (111_320 * math.cos(math.radians(25.2)))
NORTH = 1 / 110_800

WORST = {"windSpeed": 1.5, "windDirection": None, "stability": "F", "worstCase": True}


def zh(chinese: str, _: str) -> str:
    return chinese


def unit(name: str, east: float | None, north: float = 0.0, id_: str = "") -> dict[str, Any]:
    here: dict[str, float | None] = {"longitude": None, "latitude": None}
    if east is not None:
        here = {"longitude": 119 + east * EAST, "latitude": 25.2 + north * NORTH}
    return {"id": id_ or f"Unit:{name}", "name": name, **here}


def method(**said: Any) -> dict[str, Any]:
    return {
        "exact": True,
        "trials": None,
        "seed": None,
        "models": [{"instrument": "某书", "clause": "第2章", "verified": False}],
        "assumptions": ["假定一 / one"],
        "warnings": ["系数未核对 / unchecked"],
        **said,
    }


def followed(origin: dict[str, Any], *reached: dict[str, Any]) -> dict[str, Any]:
    """Return an answer in which each unit makes the next fail."""
    chain = [origin, *reached]
    return {
        "origin": origin,
        "snapshot": {"asOf": "2026-01-01", "knownAt": "", "token": "2026-01-01/x"},
        "peopleExposed": None,
        "events": {
            "totalCount": len(reached),
            "nodes": [
                {
                    "order": order,
                    "probability": 0.5**order,
                    "standardError": None,
                    "timeToFailure": 600.0 * order,
                    "unit": each,
                }
                for order, each in enumerate(reached, 1)
            ],
        },
        "paths": {"nodes": []},
        "graph": {
            "steps": [
                {
                    "source": {"id": a["id"]},
                    "target": {"id": b["id"]},
                    "probability": 0.5,
                    "overpressure": None,
                }
                for a, b in zip(chain, reached, strict=False)
            ]
        },
        "receptors": {"totalCount": 0, "nodes": []},
        "unitsWithinReach": [],
        "callTree": [],
        "notCounted": [],
        "notEffective": [],
        "coverage": {"complete": True, "stoppedBy": None},
        "method": method(),
        "unit": None,
    }


def ground(origin: dict[str, Any], half: float | None = None, **park: Any) -> dict[str, Any]:
    """Return the ground round an origin: a square zone, and its park."""
    zones = []
    if half is not None:
        corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
        ring = [[119 + x * EAST, 25.2 + y * NORTH] for x, y in corners]
        zone: dict[str, Any] = {
            "substance": {"name": "苯"},
            "scenario": "POOL_FIRE",
            "kind": "HEAT_RADIATION",
        }
        zone |= {"level": 5.0, "levelUnit": "kW/m²", "reach": half, "truncated": True}
        zones = [{**zone, "polygon": {"coordinates": [ring]}, "method": method()}]
    nothing: dict[str, Any] = {"totalCount": 0, "nodes": []}
    none = {"units": nothing, "receptors": nothing}
    parks = [{"name": "某园区", "boundary": None, **none, **park}] if park else []
    refused = {"message": "缺少数据", "messageEn": "data are missing"}
    return {
        "unit": {**origin, "park": {"nodes": parks}},
        "warned": {"weather": WORST, "zones": zones, "notComputed": []},
        "lethal": refused,
    }


def drawn(answer: dict[str, Any], here: dict[str, Any]) -> Element:
    scene = scene_of(answer, [here], [here["unit"]])
    subject = Subject(followed=answer, grounds=[here], scene=scene, day="2026-01-02")
    return fromstring(picture_of(subject, zh))  # noqa: S314 - our own drawing


def texts(root: Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_positions_and_the_scale_bar_agree() -> None:
    origin, east = unit("甲罐", 0), unit("乙罐", 100)
    root = drawn(followed(origin, east), ground(origin, half=200))
    bars = [each for each in root.iter(f"{SVG}line") if each.get("class") == "scale"]
    bar = float(bars[0].get("x2", "")) - float(bars[0].get("x1", ""))
    (square, *_) = [each for each in root.iter(f"{SVG}rect") if each.get("width") == "12"]
    (circle, *_) = root.iter(f"{SVG}circle")
    apart = float(circle.get("cx", "")) - float(square.get("x", "")) - 6
    assert "100 m" in texts(root)  # what the bar says, and how far the tanks are apart
    assert apart == pytest.approx(bar, rel=0.005)
    (zone, *_) = [each for each in root.iter(f"{SVG}path") if each.get("class") == "zone"]
    across = [float(x) for x, _ in re.findall(r"(-?[\d.]+),(-?[\d.]+)", zone.get("d", ""))]
    assert max(across) - min(across) == pytest.approx(4 * bar, rel=0.005)


def test_what_was_too_much_to_fetch_is_counted_on_the_picture() -> None:
    origin = unit("甲罐", 0)
    many = {"units": {"totalCount": 203, "nodes": [origin]}}
    said = "".join(texts(drawn(followed(origin), ground(origin, half=200, **many))))
    assert "园区另有202个" in said.replace(" ", "")


def test_all_that_is_missing_is_said_on_the_picture() -> None:
    origin, lost = unit("甲罐", 0), unit("丢失罐", None)
    said = "".join(texts(drawn(followed(origin, lost), ground(origin, half=50, name="东园"))))
    for words in (
        "未画出：丢失罐",
        "“东园”没有登记四至边界",
        "缺少数据",
        "系数未核对",
        "波及人数无法计算",
        "范围以外仍超限",
        "某书 第2章（未核对）",
        "2026-01-01/x",
        "最不利气象 1.5 m/s F 吹向各处",
    ):
        assert words in said


def test_a_boundary_that_cannot_be_used_is_said_and_not_drawn() -> None:
    origin = unit("甲罐", 0)
    broken = {"type": "Point", "coordinates": [119, 25]}
    root = drawn(followed(origin), ground(origin, boundary=broken))
    assert "Park.boundary" in "".join(texts(root))
    assert not [each for each in root.iter(f"{SVG}path") if each.get("class") == "fence"]
    assert "没有单元会随之失效" in texts(root)


def test_an_origin_without_a_position_has_its_escalation_drawn_and_no_ground() -> None:
    origin, near, far = unit("甲罐", None), unit("乙罐", None), unit("丙罐", 50.0)
    root = drawn(followed(origin, near, far), ground(origin, half=100.0))
    said = texts(root)
    assert any("“甲罐”没有登记经纬度" in text for text in said)
    assert any("不按比例" in text for text in said)
    assert {"甲罐", "1 乙罐 50%", "2 丙罐 25%"} <= set(said)
    drawn_as = [element.get("class") for element in root.iter()]
    assert drawn_as.count("arrow") == 2
    assert not {"zone", "scale", "fence"} & set(drawn_as)


def test_the_first_role_of_a_place_is_kept() -> None:
    origin, event = unit("甲罐", 0), unit("乙罐", 30)
    nodes = {"totalCount": 3, "nodes": [origin, event, unit("丙罐", 60)]}
    scene = scene_of(followed(origin, event), [ground(origin, units=nodes)], [origin])
    assert [spot.role for spot in scene.spots] == [Role.ORIGIN, Role.EVENT, Role.UNIT]


NAMES = st.text(st.characters(), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None)
@given(names=st.lists(NAMES, min_size=2, max_size=6), east=st.floats(-500, 500))
def test_any_name_is_drawn_and_stays_text(names: list[str], east: float) -> None:
    units = [
        unit(f"{name}<script>&\"'", east * place, 40 * place, id_=f"Unit:{place}")
        for place, name in enumerate(names)
    ]
    answer, here = followed(units[0], *units[1:]), ground(units[0])
    root = drawn(answer, here)
    assert not list(root.iter(f"{SVG}script"))
    for number in range(1, len(units)):
        assert any(text.startswith(f"{number} ") and "<script>" in text for text in texts(root))


def test_the_page_escapes_names_and_has_no_script() -> None:
    origin, other = unit("甲<img src=x>", 0), unit("乙罐", 40)
    answer, here = followed(origin, other), ground(origin, half=80)
    scene = scene_of(answer, [here], [here["unit"]])
    subject = Subject(followed=answer, grounds=[here], scene=scene, day="2026-01-02")
    page = plot_page(subject, zh, Language.ZH)
    assert "<img" not in page
    assert "<script" not in page
    assert "default-src 'none'" in unescape(page)
    assert "<td>乙罐</td>" in page


def test_words_stand_where_nothing_else_does() -> None:
    area = Rect(0, 0, 200, 200)
    taken = [Rect(100, 80, 100, 40)]
    box = placed((100, 100), (50, 14), taken, area, must=False)
    assert box is not None
    assert box.within(area)
    assert box.shared(taken[0]) == 0
    full = [Rect(0, 0, 200, 200)]
    assert placed((100, 100), (50, 14), full, area, must=False) is None
    assert placed((100, 100), (50, 14), full, area, must=True) is not None


def test_the_scale_is_the_same_both_ways() -> None:
    frame = fitted([(0, 0), (1000, 10)], Rect(0, 0, 500, 500), 50)
    (x0, y0), (x1, y1) = frame.at((0, 0)), frame.at((100, 100))
    assert x1 - x0 == pytest.approx(y0 - y1)
    assert frame.bar == 200.0


def test_every_scenario_can_be_asked_for_and_has_a_name() -> None:
    assert [kind.value for kind in Kind] == [kind.value for kind in ScenarioKind]
    assert all(re.search("[\u4e00-\u9fff]", scenario_words(kind, zh)) for kind in Kind)


def test_a_unit_within_reach_is_drawn_and_named_though_it_does_not_fail() -> None:
    origin, near = unit("甲罐", 0), unit("邻罐", 300)
    answer = followed(origin)
    answer["unitsWithinReach"] = [{"probability": 1.0, "place": near}]
    here = ground(origin)
    scene = scene_of(answer, [here], [origin])
    assert [spot.role for spot in scene.spots] == [Role.ORIGIN, Role.NEAR]
    assert any("邻罐 100%" in text for text in texts(drawn(answer, here)))


def test_a_page_on_which_nothing_follows_says_so_in_its_language() -> None:
    origin = unit("甲罐", 0)
    answer, here = followed(origin), ground(origin)
    scene = scene_of(answer, [here], [origin])
    subject = Subject(followed=answer, grounds=[here], scene=scene, day="2026-01-02")
    page = plot_page(subject, zh, Language.ZH)
    assert "<p>无</p>" in page
    assert "None" not in page
