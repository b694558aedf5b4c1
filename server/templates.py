"""Templates at the command line (台账模板): listed, or written to a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from loaders.registers.sheetform import SheetForm, sheet_form, sheet_forms
from loaders.registers.template import columns_of_form, workbook_of
from server.errors import FileUnusableError, UnknownFormError
from server.exits import ExitCode
from server.speaking import Voice
from server.tabulating import table

__all__ = ["form_named", "forms_named", "give_template"]

_ALL: Final = ("all", "全部")


def form_named(name: str) -> SheetForm:
    """Return the form of spreadsheet of a name.

    Raises:
        UnknownFormError: If there is none.
    """
    found = sheet_form(name)
    if found is None:
        raise UnknownFormError(name, [form.name for form in sheet_forms()])
    return found


def forms_named(name: str) -> Sequence[SheetForm]:
    """Return the forms of spreadsheet that a name means: all, one, or none for an empty one.

    Raises:
        UnknownFormError: If there is no such form.
    """
    if not name:
        return ()
    return sheet_forms() if name in _ALL else (form_named(name),)


def give_template(voice: Voice, form: SheetForm | None, output: Path | None = None) -> ExitCode:
    """Write the template of a form, or list the forms.

    Args:
        voice: Who tells.
        form: The form; None to list them.
        output: Where to; a file named after the form if left out.

    Raises:
        FileUnusableError: If the file cannot be written, or is there already.
    """
    if form is None:
        _list(voice)
        return ExitCode.OK
    path = output or Path(f"{form.name}.xlsx")
    if path.exists():
        raise FileUnusableError(path, "已存在，不覆盖 / is there already")
    try:
        workbook_of(form).save(path)
    except OSError as error:
        raise FileUnusableError(path, error.strerror or str(error)) from error
    voice.tell(f"已写入 {path}", f"written to {path}")
    return ExitCode.OK


def _list(voice: Voice) -> None:
    headings = (("样式", "form"), ("代号", "key"), ("列数", "columns"), ("必填", "required"))
    shown = table(*(voice.choose(zh, en, between="\n") for zh, en in headings))
    for form in sheet_forms():
        width = len(columns_of_form(form))
        shown.add_row(
            form.name, form.key, str(width), "、".join(form.lacking(set[str]().__contains__))
        )
    voice.out.print(shown)
