"""Where the thing of a row is (行内位置), or where it may have been meant to be. Pure."""

from collections.abc import Sequence
from typing import Any, Final

from loaders.registers.positions import CHINA, Box, Position, converted, degrees_of, repairs
from loaders.registers.rowdoubts import Doubted, doubted
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import AXES, PAIR, SheetThing
from loaders.registers.values import RefusedValueError, text_of

__all__ = ["POSITION", "position_of"]

POSITION: Final = ("longitude", "latitude")


def position_of(thing: SheetThing, cells: SheetCells) -> tuple[dict[str, Any], list[Doubted]]:
    """Return where a thing is, or what it may have been meant to be."""
    sources = [thing.properties.get(name, "") for name in POSITION]
    if not any(map(cells.text, filter(None, sources))):
        if tuple(sources) == AXES and (both := cells.text(PAIR)):
            cells.refuse(
                PAIR,
                both,
                zh="应为一处的经度和纬度，如 119.11，25.30",
                en="expected the longitude and latitude of one place, such as 119.11, 25.30",
            )
        return {}, []
    for source, other in zip(sources, reversed(sources), strict=True):
        if not cells.text(source):
            cells.refuse(source, "", zh=f"有“{other}”而没有“{source}”", en="one is missing")
            return {}, []
    found = [cells.read(source, lambda cell: degrees_of(text_of(cell))) for source in sources]
    if found[0] is None or found[1] is None:
        return {}, []
    system = cells.text("坐标系") or cells.unit(sources[0]) or ""
    try:
        place, meant = _placed(Position(found[0], found[1]), system, cells.form.boxes)
    except RefusedValueError as error:
        cells.refuse(sources[0], error.value, zh=error.zh, en=error.en)
        return {}, []
    printed = ", ".join(map(cells.text, sources))
    return place, [doubted(given, said, sources, printed) for given, said in meant]


def _placed(
    place: Position, system: str, boxes: Sequence[Box]
) -> tuple[dict[str, Any], list[tuple[dict[str, Any], tuple[str, str]]]]:
    """Return a place in CGCS2000; one that cannot be, as what it may have been meant to be.

    Raises:
        RefusedValueError: If it lies nowhere it may lie, however it is read.
    """
    if any(box.holds(place) for box in boxes):
        return converted(place, system)._asdict(), []
    found = repairs(place, boxes)
    if not found:
        inside = CHINA in boxes
        area = "China" if inside else "the area of the register"
        raise RefusedValueError(
            f"{place.longitude}, {place.latitude}",
            zh="不在中国境内，请核实经纬度" if inside else "不在登记册所述地域内，请核实经纬度",
            en=f"lies outside {area}; find out where it is",
        )
    return {}, [
        (converted(meant, system)._asdict(), _asked(zh, en, meant)) for zh, en, meant in found
    ]


def _asked(zh: str, en: str, meant: Position) -> tuple[str, str]:
    degrees = f"{meant.longitude:.9g}, {meant.latitude:.9g}"
    return (
        f"{zh}，或应为 {degrees}，请核实",
        f"{en}; perhaps {degrees} was meant; find out whether it is so",
    )
