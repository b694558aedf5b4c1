"""What is not read of a row, and told (行内不读): what it does not say of each thing. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.model.labels import Label
from graph.model.registry import node_spec
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import SheetThing

__all__ = ["denied", "of_all", "of_each", "of_one", "only_where"]

_AMOUNTS: Final = ("quantity", "volume")


def only_where(thing: SheetThing, said: Mapping[str, Any], cells: SheetCells) -> dict[str, Any]:
    """Leave out what cannot be beside another value, and tell of it."""
    kept = dict(said)
    for name, wanted in thing.only.items():
        if name in kept and not all(said.get(other) in among for other, among in wanted.items()):
            source = thing.properties[name]
            cells.refuse(
                source,
                cells.text(source),
                zh="状态没有写明已整改，此项未读",
                en="the status does not say that it is rectified; not read",
            )
            del kept[name]
    for name, first in thing.after.items():
        if name in kept and first in kept and kept[name] < kept[first]:
            source = thing.properties[name]
            cells.refuse(
                source,
                cells.text(source),
                zh=f"早于发现之日 {kept[first]}，此项未读",
                en=f"is before {kept[first]}, the day on which it was found; not read",
            )
            del kept[name]
    return kept


def of_each(
    thing: SheetThing, names: Sequence[str], said: Mapping[str, Any], cells: SheetCells
) -> dict[str, Any]:
    """Leave out what is said of some of several things in a cell, and tell of it."""
    kept = dict(said)
    if len(names) < 2:  # noqa: PLR2004 - as nearly always
        return kept
    if thing.label is Label.SUBSTANCE and kept.pop("cas", None):
        cells.refuse(
            thing.properties["cas"],
            cells.text(thing.properties["cas"]),
            zh="一格写了几种物质，不知是哪一种的 CAS 号，未读，请分行填写",
            en="is of one of several substances in one cell; not read. Give each a row of its own",
        )
    for name, sources in thing.properties.items():
        source = next(filter(cells.text, sources.split("|")), "")
        if name in kept and thing.label is Label.UNIT and not _is_length(name):
            of_all(source, cells)
            del kept[name]
        elif name in kept and source and cells.text(source) in thing.partly:
            cells.refuse(
                source,
                cells.text(source),
                zh="一格写了几项，不知指哪几项，未读，请分行填写",
                en="is said of some of several in one cell; not read. Give each a row of its own",
            )
            del kept[name]
    return kept


def _is_length(name: str) -> bool:
    """Tell whether a property of units is a length, which nobody adds up."""
    prop = node_spec(Label.UNIT).declared(name)
    return prop is not None and prop.unit == "m"


def of_all(source: str, cells: SheetCells) -> None:
    """Tell that what is said of several devices in one cell may be of each or of all of them."""
    cells.refuse(
        source,
        cells.text(source),
        zh="一格写了几台，不知是每台的还是合计，未读，请每台一行",
        en="stands beside several devices in one cell, and may be of each or of all; not read. "
        "Give each a row of its own",
    )


def of_one(
    given: Mapping[str, str],
    said: Mapping[str, Any],
    names: Sequence[str | None],
    cells: SheetCells,
) -> dict[str, Any]:
    """Leave out amounts in cells that are merged over several things, and tell of it.

    Args:
        given: Field of each property.
        said: The properties.
        names: Fields that name what they are said of.
        cells: The row.
    """
    kept = dict(said)
    for name in _AMOUNTS:
        if name in kept and cells.is_shared(given[name], *names):
            cells.refuse(
                given[name],
                cells.text(given[name]),
                zh="合并单元格中的数量，不知是各行的还是合计，未读，请分行填写",
                en="stands in a cell that is merged over several rows, and may be of each or of "
                "all; not read. Give each row its own",
            )
            del kept[name]
    return kept


def denied(thing: SheetThing, cells: SheetCells) -> bool:
    """Tell whether the row says that it is about no such thing, and say so."""
    for name, words in thing.denied.items():
        if (word := cells.written(name)) in words:
            kind = node_spec(thing.label).zh
            cells.refuse(
                name,
                word,
                zh=f"表中未写明构成，未登记为{kind}，其责任人和指标也未读；如构成，请填写级别",
                en="the row does not say that it is one: it is not recorded as such, nor is who "
                "answers for it; if it is, write its grade",
            )
            return True
    return False
