"""Templates (模板): the sheet of a form as stewards fill it in, with hints and drop-down lists.

Every heading, unit, list and hint follows from the form and the model.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.model.registry import node_spec, relation_spec
from graph.model.spec import Kind, Property
from loaders.registers.coverage import PART
from loaders.registers.sheetform import SheetForm
from loaders.registers.values import CODE, DAY

__all__ = ["FormColumn", "columns_of_form", "workbook_of"]

_HEADER: Final = 3
"""Row of the headings, below the title and the day of the list."""
_ROWS: Final = 1000
"""Rows that have a drop-down list where nothing is filled in yet."""
_LONGEST: Final = 250
"""Length up to which Excel takes a list that stands in the cell rule itself [characters]."""
_LINE: Final = Side(style="thin", color="808080")
_KINDS: Final[Mapping[Kind, str]] = {
    Kind.DATE: "日期，如 2024-03-31",
    Kind.INTEGER: "整数",
    Kind.DECIMAL: "数值",
    Kind.BOOLEAN: "填 是 或 否",
}
_PLACES: Final = {"longitude": "十进制度，如 119.1025", "latitude": "十进制度，如 25.3185"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """One column of a template (模板列).

    Attributes:
        field: Field of the form.
        heading: What is printed, with its unit and a mark where it is required.
        hint: What to write, for the comment.
        choices: The words to choose from; empty where anything may be written.
    """

    field: str
    heading: str
    hint: str
    choices: tuple[str, ...] = ()


def columns_of_form(form: SheetForm) -> list[FormColumn]:
    """Return the columns of a form in the order in which it names its fields."""
    return [_column(form, field) for field in form.titles]


def workbook_of(
    form: SheetForm, day: str = "", rows: Iterable[Sequence[str]] = (), *, part: bool = False
) -> Workbook:
    """Return the workbook of a form: empty, or filled in.

    Args:
        form: The form.
        day: Day for which the list holds; blank to be filled in.
        rows: Cells by column, in the order of `columns_of_form`.
        part: Whether there is more than the sheet says, so that its silence ends nothing.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = form.name[:31]
    columns = columns_of_form(form)
    _title(sheet, form, f"{day}　{PART}" if part else day, len(columns))
    for index, column in enumerate(columns, 1):
        _heading(sheet, index, column)
    for row in rows:
        sheet.append([cell or None for cell in row])
    sheet.freeze_panes = f"A{_HEADER + 1}"
    sheet.auto_filter.ref = f"A{_HEADER}:{get_column_letter(len(columns))}{_HEADER}"
    last = max(sheet.max_row, _HEADER + _ROWS)
    for index, column in enumerate(columns, 1):
        _choices(sheet, get_column_letter(index), column, last)
    for cells in sheet.iter_rows(min_row=_HEADER + 1, max_row=sheet.max_row):
        for cell in cells:
            cell.number_format = "@"  # a code of figures stays one
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    return book


def _title(sheet: Worksheet, form: SheetForm, day: str, width: int) -> None:
    sheet.append([form.name])
    sheet.append([f"截至日期：{day}"])
    sheet.append([])
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=max(width, 1))
    sheet["A1"].font = Font(name="宋体", size=18, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 32
    sheet["A2"].comment = _comment(
        "本表内容截至哪一天，如 2024-03-31。再次导入同名文件时，本表不再列出的内容自该日起失效；"
        f"只是一部分的，在日期后注明“{PART}”，不终止任何内容。"
    )


def _heading(sheet: Worksheet, index: int, column: FormColumn) -> None:
    cell = sheet.cell(row=_HEADER, column=index, value=column.heading)
    cell.font = Font(name="宋体", bold=True)
    cell.fill = PatternFill("solid", fgColor="D9E2F3")
    cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if column.hint:
        cell.comment = _comment(column.hint)
    width = max(12, 2 * len(column.heading) + 4)
    sheet.column_dimensions[get_column_letter(index)].width = width


def _comment(text: str) -> Comment:
    return Comment(text, "Custody", height=90, width=260)


def _choices(sheet: Worksheet, letter: str, column: FormColumn, last: int) -> None:
    formula = f'"{",".join(column.choices)}"'
    if not column.choices or len(formula) > _LONGEST:
        return
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.error, rule.errorTitle = f"请从下拉列表中选择：{'、'.join(column.choices)}", "不在列表中"
    rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{_HEADER + 1}:{letter}{last}")


def _column(form: SheetForm, field: str) -> FormColumn:
    props = list(_properties(form, field))
    prop = props[0] if props else None
    unit = next((p.unit for p in props if p.unit not in (None, "1", "°", "people")), None)
    counted = (f[field] for f in form.figures.values() if f.get(field) not in (None, "", CODE, DAY))
    unit = unit or next(counted, None)
    required = field in form.needs
    either = next((need.split("|") for need in form.needs if field in need.split("|")), [])
    hints = ["必填"] if required else [f"{'、'.join(either)}至少填一项"] if either else []
    hints += dict.fromkeys(hint for each in props if (hint := _hint(each)))
    hints += _more(form, field)
    heading = form.titles[field] + (f"（{unit}）" if unit else "")
    return FormColumn(
        field=field,
        heading=f"{heading}*" if required else heading,
        hint="\n".join(hints),
        choices=_words(form, field, prop),
    )


def _properties(form: SheetForm, field: str) -> Iterator[Property]:
    """Yield the properties of the model that a field gives."""
    for thing in form.things:
        given = [*thing.properties.items(), *thing.hints.items()]
        names = [name for name, source in given if source.rpartition("|")[2] == field]
        yield from (p for name in names if (p := node_spec(thing.label).declared(name)))
    for link in form.links:
        names = [name for name, source in link.properties.items() if source == field]
        yield from (p for name in names if (p := relation_spec(link.type).declared(name)))


def _words(form: SheetForm, field: str, prop: Property | None) -> tuple[str, ...]:
    for duty in form.duties:
        if duty.role_field == field:
            return tuple(_first_words(duty.roles).values())
    if prop is None or prop.choices is None:
        return ("是", "否") if prop is not None and prop.kind is Kind.BOOLEAN else ()
    first = _first_words(prop.terms)
    return tuple(first.get(str(member), str(member)) for member in prop.choices)


def _first_words(terms: Mapping[str, str]) -> dict[str, str]:
    """Return the first word for each member of a vocabulary."""
    found: dict[str, str] = {}
    for word, member in terms.items():
        found.setdefault(str(member), word)
    return found


def _hint(prop: Property) -> str:
    if prop.choices is not None:
        return "从下拉列表中选择"
    return _PLACES.get(prop.name) or _KINDS.get(prop.kind, "")


def _more(form: SheetForm, field: str) -> Iterator[str]:
    if any(field == duty.person for duty in form.duties):
        yield "姓名；多人用顿号分开"
    if any(field == duty.phone for duty in form.duties):
        yield "电话，与姓名一一对应，用顿号分开"
    if any(field == thing.name and thing.many in {"items", "names"} for thing in form.things):
        yield "可填多项：1.…；2.…" if _items(form, field) else "可填多项，用顿号分开"
    if any(field == link.mention for link in form.links):
        yield "行政区名称或行政区划代码，如 莆田市秀屿区 或 350305"


def _items(form: SheetForm, field: str) -> bool:
    return any(thing.name == field and thing.many == "items" for thing in form.things)
