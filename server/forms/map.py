"""Maps (地图): what of an answer has a place, as GeoJSON (RFC 7946)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from server.forms.answer import Answer, FormError
from server.forms.headings import Path
from server.forms.tables import called, flattened

__all__ = ["map_of"]

Feature = dict[str, Any]
_PLACE: Final = ("longitude", "latitude")
_GEOMETRIES: Final = frozenset(
    (
        *("Point", "MultiPoint", "LineString", "MultiLineString"),
        *("Polygon", "MultiPolygon", "GeometryCollection"),
    )
)
_DRAWN: Final = _GEOMETRIES | {"Feature", "FeatureCollection"}


def map_of(answer: Answer) -> dict[str, Any]:
    """Return the feature collection of an answer: its points, lines and areas.

    What was asked for its place and has none on record is counted in ``custody.withoutPosition``.

    Raises:
        FormError: If nothing in it was asked for its place.
    """
    found = list(_features(answer, answer.data, {}, ()))
    if not found:
        raise FormError(
            zh="答案中没有位置：请在查询中选取 longitude 和 latitude，或几何字段。",
            en="Nothing in the answer has a place: select longitude and latitude, or a geometry.",
        )
    placed = [feature for feature in found if feature["geometry"] is not None]
    custody = {"complete": answer.complete.value, "withoutPosition": len(found) - len(placed)}
    return {"type": "FeatureCollection", "features": placed, "custody": custody}


def _features(answer: Answer, value: Any, above: Mapping[str, Any], at: Path) -> Iterator[Feature]:
    if isinstance(value, list):
        for item in value:
            yield from _features(answer, item, above, at)
    if not isinstance(value, Mapping):
        return
    told = {**above, **_properties(answer, value, at)}
    if all(key in value for key in _PLACE):
        yield _point([value[key] for key in _PLACE], told)
    plain = {key: inner for key, inner in value.items() if not isinstance(inner, Mapping | list)}
    for key, inner in value.items():
        if isinstance(inner, Mapping) and inner.get("type") in _DRAWN:
            yield from _drawn(inner, told)
        else:
            yield from _features(answer, inner, {**above, **plain}, (*at, key))


def _properties(answer: Answer, value: Mapping[str, Any], at: Path) -> dict[str, Any]:
    """Return the plain values of an object and of the objects in it, by their names."""
    return {
        called(path[len(at) :]): inner
        for path, inner in flattened(answer, value, at).items()
        if not isinstance(inner, Mapping | list) and path[-1] not in _PLACE
    }


def _point(place: list[float | None], told: Mapping[str, Any]) -> Feature:
    geometry = None if None in place else {"type": "Point", "coordinates": place}
    return {"type": "Feature", "geometry": geometry, "properties": dict(told)}


def _drawn(value: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Feature]:
    if value["type"] == "FeatureCollection":
        for feature in value["features"]:
            yield from _drawn(feature, told)
    elif value["type"] == "Feature":
        properties = {**told, **(value.get("properties") or {})}
        yield {"type": "Feature", "geometry": value["geometry"], "properties": properties}
    else:
        yield {"type": "Feature", "geometry": dict(value), "properties": dict(told)}
