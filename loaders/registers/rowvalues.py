"""What the cells of a row give (行内取值): places, scores, persons, names, and doubts. Pure."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graph.model.labels import Label
from graph.model.registry import node_spec
from graph.model.spec import Property
from loaders.identity import Trust
from loaders.registers.people import Person, people_of, phones_of
from loaders.registers.positions import CHINA, Box, Position, converted, degrees_of, repairs
from loaders.registers.scores import METHODS, levels_of
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import AXES, PAIR, Duty, SheetThing
from loaders.registers.values import (
    RefusedValueError,
    parsed,
    text_of,
)

__all__ = [
    "POSITION",
    "Doubted",
    "compare_number",
    "denied",
    "hinted",
    "of_all",
    "of_each",
    "of_one",
    "only_where",
    "people_in",
    "position_of",
    "scored",
    "with_terms",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """What a thing may be like (存疑取值), for a person to decide.

    Attributes:
        given: Its properties.
        why: The reason.
        fields: Where the row says so.
    """

    given: Mapping[str, Any]
    why: Trust
    fields: Sequence[str]


POSITION: Final = ("longitude", "latitude")
_AMOUNTS: Final = ("quantity", "volume")
_COLOURS: Final = {"RED": "红", "ORANGE": "橙", "YELLOW": "黄", "BLUE": "蓝"}


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
    return place, [_doubted(given, said, sources, printed) for given, said in meant]


def _doubted(
    given: Mapping[str, Any], said: tuple[str, str], fields: Sequence[str], printed: str
) -> Doubted:
    why = Trust(asserted=False, doubt=said, printed=printed)
    return Doubted(given=given, why=why, fields=fields)


def scored(thing: SheetThing, said: Mapping[str, Any], cells: SheetCells) -> Iterator[Doubted]:
    """Yield the level that the scores of a hazard earn, where another is stated."""
    level = said.get("level")
    for method in METHODS if thing.label is Label.HAZARD and level else ():
        factors = [_plain_number(cells.text(name)) for name in method.factors]
        numbers = [number for number in factors if number is not None]
        if len(numbers) < len(factors):
            continue
        score = method.score(numbers)
        earned = levels_of(method, score)
        stated = _plain_number(cells.text(method.product))
        if stated is not None and not math.isclose(stated, score, rel_tol=0.01):
            product = "×".join(method.factors)
            cells.refuse(
                method.product,
                cells.text(method.product),
                zh=f"与 {product} = {score:g} 不符，请核实",
                en=f"differs from {product} = {score:g}; find out which is right",
            )
        if level not in earned:
            colours = _COLOURS[earned[0]], _COLOURS[str(level)]
            zh = f"{method.name} 评分 {score:g} 对应{colours[0]}色，表中为{colours[1]}色"
            en = f"the {method.name} score {score:g} earns {earned[0]}, stated is {level}"
            source = thing.properties["level"]
            yield _doubted(
                {"level": earned[0].value},
                (f"{zh}，请核实", f"{en}; find out which is right"),
                (source, *method.factors),
                cells.text(source),
            )


def people_in(duty: Duty, cells: SheetCells) -> list[Person]:
    """Return who is named; without numbers where these cannot be used."""
    names, phones = cells.text(duty.person), cells.text(duty.phone) if duty.phone else ""
    if not names:
        return []
    try:
        people = people_of(names)
    except RefusedValueError as error:
        cells.refuse(duty.person, names, zh=error.zh, en=error.en)
        return []
    try:
        found = people_of(names, phones)
    except RefusedValueError as error:
        cells.refuse(duty.phone or duty.person, phones, zh=error.zh, en=error.en)
        return people
    if len(people) == 1 and len(phones_of(phones)) > 1:
        cells.refuse(
            duty.phone or duty.person,
            phones,
            zh="一人有几个号码，只读了第一个",
            en="one person has several numbers; only the first is read",
        )
    return found


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


def _plain_number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def hinted(prop: Property | None, terms: Mapping[str, str], text: str) -> str | None:
    """Return what a word means for a property; None where it may say something else.

    What is no such word by itself may hold one: 立式内浮顶罐（氮封）. Of several that disagree none
    counts.
    """
    if prop is None or not text:
        return None
    known = with_terms(prop, terms)
    try:
        found: str = parsed(known, text)
    except RefusedValueError:
        held = {
            known.terms[word]
            for word in known.terms
            if re.search(f"(?<!非){re.escape(word)}", text)
        }
        return held.pop() if len(held) == 1 else None
    return found


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


def compare_number(field: str, found: int, cells: SheetCells) -> None:
    """Tell where a row names more things, or fewer, than it counts."""
    text = cells.text(field)
    stated = _plain_number(text.rstrip("项条个处"))
    if text and stated != found:
        cells.refuse(
            field,
            text,
            zh=f"表中写了 {found} 项，与此数不符，请核实",
            en=f"{found} are named, which is another number; find out which is right",
        )


def with_terms(prop: Property, terms: Mapping[str, str]) -> Property:
    """Return a property that also takes these words for members of its vocabulary."""
    if prop.choices is None or not terms:
        return prop
    members = set(prop.choices)
    return replace(prop, terms={**prop.terms, **{k: v for k, v in terms.items() if v in members}})
