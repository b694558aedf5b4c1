"""Sheets that are not read (未识别的表): what they are most like, and what they lack. Pure."""

from itertools import chain

from loaders.readers.spreadsheet import Table
from loaders.registers.forms import form_names
from loaders.registers.recognition import Correction
from loaders.registers.sheetform import sheet_form, sheet_forms
from loaders.registers.values import text_of
from loaders.registers.vocabulary import is_asked
from loaders.report import Entry, Place, Recognised

__all__ = ["is_prose", "long_cards", "unknown_form"]


def unknown_form(
    table: Table, place: Place, told: Recognised | None, correction: Correction
) -> Entry:
    """Return the line that tells of a sheet whose form is in doubt: the best guess and its lack."""
    zh, en = _unrecognised(told, correction)
    return Entry(
        kind="sheet" if table.sheet else "register",
        subject=table.name,
        place=place,
        value=table.name,
        zh=zh,
        en=en,
    )


def is_prose(table: Table) -> bool:
    """Tell whether a sheet holds text alone, such as how to fill in the others: it lists nothing.

    A column of names with a heading may be a list.
    """
    if table.is_long:
        return False
    said = [[text for cell in row.cells if (text := text_of(cell))] for row in table.rows]
    return all(len(texts) <= 1 for texts in said) and not any(map(is_asked, chain(*said)))


def long_cards(table: Table, place: Place) -> Entry:
    """Return the line that tells of cards on a sheet that is too long to be held."""
    return Entry(
        kind="sheet" if table.sheet else "register",
        subject=table.name,
        place=place,
        value=table.name,
        zh="像是逐张排列的卡片，但其中有些行不是一问一答，未读；请每张卡片放在一个工作表中，或分成较小的文件",
        en="looks like cards below each other, but some rows do not ask and answer; not read. Give "
        "each card a sheet, or make smaller files",
    )


def _unrecognised(told: Recognised | None, correction: Correction) -> tuple[str, str]:
    if correction.form and not sheet_form(correction.form):
        names = "、".join(form.name for form in sheet_forms())
        return (
            f"没有“{correction.form}”这种台账样式，未读；可用：{names}",
            f"“{correction.form}” is no form of spreadsheet; not read. The forms are: {names}",
        )
    if told is None:
        return (
            "没有认出表头，未读；表头应在前 10 个非空行内，"
            "或把工作表名、文件名改为登记册名称：" + "、".join(form_names()),
            (
                "no headings were recognised within the first 10 rows; not read. Or name the file "
                "or sheet after a type or a relationship, such as Enterprise or HAS_CUSTODY_OF"
            ),
        )
    lacking, used = "、".join(told.missing), sum(1 for _, _, field in told.columns if field)
    next_zh = f"，其次“{told.runner_up[0]}”（{told.runner_up[1]:.0%}）" if told.runner_up else ""
    next_en = f", then “{told.runner_up[0]}” ({told.runner_up[1]:.0%})" if told.runner_up else ""
    return (
        f"没有把握，未读：最像“{told.form}”（{told.score:.0%}，认出 {used} 列）{next_zh}"
        + (f"，但缺少：{lacking}" if lacking else "")
        + "；请用 --form 样式、--map 列=字段 指定，或在表的上方写明，如“企业名称：…”",
        f"in doubt, so not read: most like “{told.form}” ({told.score:.0%}, {used} columns known)"
        + next_en
        + (f", but it lacks {lacking}" if lacking else "")
        + "; name it with --form and --map column=field, or write it above the table",
    )
