"""Numbers of a row that must agree (行内核对): scores and levels, counts and names. Pure."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from graph.model.labels import Label
from loaders.registers.rowdoubts import Doubted, doubted
from loaders.registers.scores import METHODS, levels_of
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import SheetThing

__all__ = ["compare_number", "scored"]

_COLOURS: Final = {"RED": "红", "ORANGE": "橙", "YELLOW": "黄", "BLUE": "蓝"}


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
            yield doubted(
                {"level": earned[0].value},
                (f"{zh}，请核实", f"{en}; find out which is right"),
                (source, *method.factors),
                cells.text(source),
            )


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


def _plain_number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
