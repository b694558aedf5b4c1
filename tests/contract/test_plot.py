"""What follows, told and drawn (传播图), on every engine; the park is invented, for tests only."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from graph.errors import CustodyError
from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from server.exits import ExitCode, code_for
from server.language import Language
from server.propagating import (
    AmbiguousUnitError,
    UnknownUnitError,
    show_what_follows,
)
from server.settings import Settings
from server.speaking import Voice

SOURCE = Source(name="虚构罐区台账.csv", sha256="4f" * 32, source="测试用虚构数据")
ROW = Evidence(document=SOURCE.sha256, method=Method.REGISTER_ROW, row=2, note="虚构")
_DEGREE = 111_320 * math.cos(math.radians(25.2))
SVG = "{http://www.w3.org/2000/svg}"


def _lies(east: float, north: float) -> dict[str, float]:
    return {"longitude": 119.2 + east / _DEGREE, "latitude": 25.2 + north / 110_800}


def _thing(label: Label, name: str, **properties: object) -> Entity:
    return Entity(label=label, properties={"name": name, **properties}, evidence=(ROW.id,))


def _tank(name: str, **place: float) -> Entity:
    bund = {"equipment": "ATMOSPHERIC", "volume": 1000.0, "bund_area": 1600.0}
    return _thing(Label.UNIT, name, **bund, **place)


def _link(kind: RelType, source: Entity, target: Entity, **said: object) -> Relation:
    return Relation(
        type=kind,
        source=source.reference,
        target=target.reference,
        properties=said,
        evidence=(ROW.id,),
    )


_CORNERS = [_lies(x, y) for x, y in ((-200, -150), (250, -150), (250, 200), (-200, 200))]
_RING = [[corner["longitude"], corner["latitude"]] for corner in (*_CORNERS, _CORNERS[0])]
PARK = _thing(
    Label.PARK,
    "画图园区",
    boundary=json.dumps({"type": "Polygon", "coordinates": [_RING]}),
)
BENZENE = _thing(Label.SUBSTANCE, "苯", cas="71-43-2")
FIRST = _tank("画图一号罐", **_lies(0, 0))
SECOND = _tank("画图二号罐", **_lies(40, 0))
HOSTILE = _tank("画图<script>&\"罐'", **_lies(0, 45))
FOURTH = _tank("画图四号罐", **_lies(42, 44))
LOST = _tank("画图无坐标罐")
QUIET = _thing(Label.UNIT, "画图水池", equipment="ATMOSPHERIC", volume=200.0, **_lies(180, -100))
SCHOOL = _thing(
    Label.RECEPTOR,
    "画图小学",
    protection_class="HIGHLY_SENSITIVE",
    population=300,
    **_lies(90, 120),
)
TANKS = (FIRST, SECOND, HOSTILE, FOURTH, LOST)
BATCH = Batch(
    sources=[SOURCE],
    evidence=[ROW],
    entities=[PARK, BENZENE, *TANKS, QUIET, SCHOOL],
    relations=[
        *(_link(RelType.HOLDS, tank, BENZENE, quantity=600.0, state="LIQUID") for tank in TANKS),
        _link(RelType.IRRADIATES, LOST, QUIET, heat_flux=30.0),
        *(_link(RelType.LOCATED_IN, each, PARK) for each in (*TANKS, QUIET, SCHOOL)),
    ],
)
WIND = {"windSpeed": 3.0, "windDirection": 225.0, "stability": "D"}
ASKED: Mapping[str, Any] = {"weather": WIND, "maxOrder": 4, "at": None}


async def _followed(
    store: Store, unit: str, plot: Path | None = None, language: Language = Language.BOTH
) -> ExitCode:
    await write(store, BATCH)
    settings = Settings.read({}, language=language)
    return await show_what_follows(store, settings, Voice(language), unit, ASKED, plot=plot)


async def test_the_picture_names_all_that_follows(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = tmp_path / "传播.svg"
    assert await _followed(store, "画图一号罐", drawn) is ExitCode.OK
    root = fromstring(drawn.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    for tank in (SECOND, HOSTILE, FOURTH):
        assert any(tank.properties["name"] in text and "%" in text for text in texts)
    assert any("画图小学" in text for text in texts)
    assert any(text.startswith("A  画图一号罐 苯") for text in texts)
    assert any(element.get("class") == "fence" for element in root.iter(f"{SVG}path"))
    assert not list(root.iter(f"{SVG}script"))
    said = capsys.readouterr().out.replace("\n", "")
    for word in ("起始单元 / origin：画图一号罐", "300", "尚未与原文核对", "画图无坐标罐"):
        assert word in said


async def test_the_page_holds_the_picture_and_tables_in_one_language(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = tmp_path / "传播.html"
    assert await _followed(store, FIRST.id, drawn, Language.ZH) is ExitCode.OK
    page = drawn.read_text(encoding="utf-8")
    assert "<svg" in page
    assert "<script" not in page
    assert page.count("<table>") == 3
    assert "画图&lt;script&gt;" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "written to" not in capsys.readouterr().err


async def test_a_unit_without_a_position_is_drawn_without_ground(
    store: Store, tmp_path: Path
) -> None:
    drawn = tmp_path / "无坐标.svg"
    assert await _followed(store, LOST.id, drawn) is ExitCode.OK
    root = fromstring(drawn.read_text(encoding="utf-8"))  # noqa: S314 - our own drawing
    assert any("Unit.longitude" in (e.text or "") for e in root.iter(f"{SVG}text"))
    assert not any(e.get("class") in ("zone", "scale") for e in root.iter())


@pytest.mark.parametrize(
    ("unit", "error", "word"),
    [
        ("画图", AmbiguousUnitError, FIRST.id),
        ("没有这个罐名", UnknownUnitError, "没有这个罐名"),
    ],
)
async def test_what_cannot_be_drawn_is_said(
    store: Store, tmp_path: Path, unit: str, error: type[CustodyError], word: str
) -> None:
    drawn = tmp_path / "无.svg"
    with pytest.raises(error) as refused:
        await _followed(store, unit, drawn)
    assert word in refused.value.zh
    assert word in refused.value.en
    assert code_for(refused.value) is ExitCode.REJECTED
    assert not drawn.exists()
