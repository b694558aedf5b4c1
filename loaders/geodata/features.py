"""Reader of GeoJSON (地理数据读取): features become rows, so that registers' rules hold for them.

A point gives the columns 经度 and 纬度, an area of a park its 四至边界; properties are read as
headings are. An area of anything else gives a point inside it, and says so. What a feature is
stands in a property, in the name of the collection or file, or is recognised by its headings.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson

from graph.model.labels import Label
from graph.model.spec import NodeSpec
from loaders.errors import LoaderError
from loaders.geodata.faults import BrokenFeatureError, BrokenGeodataError, ForeignSystemError
from loaders.identity import GLOBAL
from loaders.readers.faults import TooLargeError
from loaders.readers.spreadsheet import Cell, RegisterFile, Row, Table
from loaders.readers.text import encoding_of
from loaders.registers.forms import form_of
from loaders.registers.headings import heading_key
from loaders.registers.positions import Position, converted
from loaders.registers.values import RefusedValueError
from loaders.shapes import Place, Shape, ShapeError, as_text, moved, shape_of

__all__ = ["read_geojson"]

MEDIA_TYPE: Final = "application/geo+json"
_LIMIT: Final = 256
"""Largest file that is read [MB]; it is read whole."""

_KIND: Final = frozenset(
    map(heading_key, ("类型", "对象类型", "要素类型", "type", "kind", "label"))
)
_SYSTEM: Final = frozenset(map(heading_key, ("坐标系", "crs", "coordinateSystem", "datum")))
_NAMED: Final[Mapping[str, str]] = {
    "园区名称": Label.PARK, "单元名称": Label.UNIT, "防护目标名称": Label.RECEPTOR
}  # fmt: skip
_DEGREES: Final = ("WGS84", "CRS84", "EPSG4326", "EPSG4490", "CGCS2000")
_WITHIN: Final = "所属"
_OUTER: Final = ("所在园区", "运营单位", "所在行政区")
_NOTE: Final = "出处"
_TAKEN: Final = "位置取自面要素内的一点"
_PLACED: Final = ("经度", "纬度")
_BOUNDARY: Final = "四至边界"


@dataclass(frozen=True, slots=True)
class _Feature:
    """A feature that could be read (要素).

    Attributes:
        number: Its place in the collection, from 1.
        said: Its properties, by heading.
        kind: Type that it says it is.
        shape: Where it is, in CGCS2000; None where it has no geometry.
    """

    number: int
    said: Mapping[str, Any]
    kind: Label | None
    shape: Shape | None


def read_geojson(path: Path, columns: Mapping[str, str] | None = None) -> RegisterFile:
    """Read a collection of features as tables, one for each type of thing.

    Args:
        path: The file.
        columns: What the user says that properties mean, as heading by property.

    Raises:
        UnreadableFileError: If the file is missing or may not be read.
        UndecodableTextError: If its bytes are not text in a known encoding.
        BrokenGeodataError: If it is no collection of features.
        ForeignSystemError: If it declares coordinates that cannot be converted.
        TooLargeError: If it is too large to be read whole.
    """
    encoding, sha256 = encoding_of(path)
    if path.stat().st_size > _LIMIT << 20:
        raise TooLargeError(str(path), _LIMIT)
    whole = _collection(str(path), path.read_text(encoding=encoding).removeprefix("\ufeff"))
    system = _declared(str(path), whole)
    meant = {heading_key(name): heading for name, heading in (columns or {}).items()}
    found: list[_Feature] = []
    faults: list[LoaderError] = []
    for number, raw in enumerate(whole["features"], 1):
        try:
            found.append(_feature(path.name, number, raw, meant, system))
        except BrokenFeatureError as error:
            faults.append(error)
    given = whole.get("name")
    names = [name for name in (given, path.stem) if isinstance(name, str)]
    return RegisterFile(
        name=path.name,
        sha256=sha256,
        media_type=MEDIA_TYPE,
        tables=tuple(_tables(found, names)),
        faults=tuple(faults),
        reread=partial(read_geojson, path),
    )


def _collection(file: str, text: str) -> Mapping[str, Any]:
    try:
        whole = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BrokenGeodataError(file, str(error)) from error
    if isinstance(whole, dict) and whole.get("type") == "Feature":
        return {"features": [whole]}
    if not isinstance(whole, dict) or not isinstance(whole.get("features"), list):
        raise BrokenGeodataError(file, "没有 features / no features")
    return whole


def _declared(file: str, whole: Mapping[str, Any]) -> str:
    """Return the system of coordinates that a collection declares; empty if it does not.

    The member ``crs`` is that of GeoJSON as it was before RFC 7946, as map programs still write it.
    """
    given = next((v for k, v in whole.items() if heading_key(k) in _SYSTEM), None)
    if isinstance(given, Mapping):
        inner = given.get("properties")
        given = inner.get("name") if isinstance(inner, Mapping) else None
    if not isinstance(given, str) or not given.strip():
        return ""
    plain = "".join(c for c in given.upper() if c.isalnum())
    if plain.endswith(_DEGREES):
        return ""
    try:
        converted(Position(0.0, 0.0), given)
    except RefusedValueError as error:
        raise ForeignSystemError(file, given) from error
    return given


def _feature(
    file: str, number: int, raw: object, meant: Mapping[str, str], system: str
) -> _Feature:
    feature = raw if isinstance(raw, dict) and raw.get("type") == "Feature" else None
    given = feature.get("properties") if feature else None
    if feature is None or not isinstance(given, dict | None):
        shown = json.dumps(raw, ensure_ascii=False)[:80]
        said = (shown, "Feature", "应为要素（Feature）", "expected a Feature")
        raise BrokenFeatureError(file, number, "type", said)
    plain = {meant.get(heading_key(k), k): v for k, v in (given or {}).items()}
    kinds = {k: form_of(v) for k, v in plain.items() if heading_key(k) in _KIND and _is_word(v)}
    kind = next(((k, f.label) for k, f in kinds.items() if isinstance(f, NodeSpec)), None)
    own = next(((k, v) for k, v in plain.items() if heading_key(k) in _SYSTEM and v), None)
    used = {each[0] for each in (kind, own) if each}
    return _Feature(
        number=number,
        said={k: v for k, v in plain.items() if k not in used},
        kind=kind[1] if kind else None,
        shape=_shape(file, number, feature.get("geometry"), own or ("crs", system)),
    )


def _shape(file: str, number: int, raw: object, declared: tuple[str, Any]) -> Shape | None:
    if raw is None:
        return None
    where, system = declared

    def move(place: Place) -> Place:
        found = converted(Position(*place), str(system))
        return found.longitude, found.latitude

    try:
        return moved(shape_of(raw), move)
    except ShapeError as error:
        column = f"geometry.{error.where}".rstrip(".")
        said = (error.value, error.expected, error.zh, error.en)
        raise BrokenFeatureError(file, number, column, said) from error
    except RefusedValueError as error:
        said = (error.value, "CGCS2000, WGS 84, GCJ-02 or BD-09", error.zh, error.en)
        raise BrokenFeatureError(file, number, where, said) from error


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _tables(features: Sequence[_Feature], names: Sequence[str]) -> Iterator[Table]:
    """Yield a table for each type, in the order in which the types are met."""
    groups: dict[Label | None, list[_Feature]] = {}
    for feature in features:
        groups.setdefault(feature.kind or _recognised(feature, names), []).append(feature)
    for kind, members in groups.items():
        rows = tuple(_rows(kind, members))
        yield Table(name=str(kind or names[-1]), sheet=None, rows=rows)


def _recognised(feature: _Feature, names: Sequence[str]) -> Label | None:
    """Return what a feature is by what it is called: the collection, else its own headings."""
    for form in map(form_of, names):
        if isinstance(form, NodeSpec):
            return form.label
    called = {label for name, label in _NAMED.items() if name in feature.said}
    return Label(called.pop()) if len(called) == 1 else None


def _rows(kind: Label | None, features: Sequence[_Feature]) -> Iterator[Row]:
    """Yield the headings and a row for each feature, numbered as the features are."""
    told = [_told(kind, feature) for feature in features]
    headings = list(dict.fromkeys(name for each in told for name in each))
    yield Row(0, tuple(headings))
    for feature, each in zip(features, told, strict=True):
        yield Row(feature.number, tuple(_cell(each.get(name)) for name in headings))


def _told(kind: Label | None, feature: _Feature) -> dict[str, Any]:
    """Return what a feature says, where it lies first: that goes before a property of that name."""
    told: dict[str, Any] = {}
    shape = feature.shape
    if shape is not None and shape.geom_type == "Point":
        told |= zip(_PLACED, (shape.x, shape.y), strict=True)
    elif shape is not None and kind == Label.PARK:
        told[_BOUNDARY] = as_text(shape)
    elif shape is not None:
        inside = shape.representative_point()
        told |= zip(_PLACED, (round(inside.x, 8), round(inside.y, 8)), strict=True)
        if kind is not None:
            told[_NOTE] = _TAKEN
    told |= {name: value for name, value in feature.said.items() if name not in told}
    outer = next((told[name] for name in _OUTER if told.get(name)), None)
    if kind is not None and kind not in GLOBAL and not told.get(_WITHIN) and outer:
        told[_WITHIN] = outer
    return told


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return "；".join(map(str, value))
    return json.dumps(value, ensure_ascii=False)
