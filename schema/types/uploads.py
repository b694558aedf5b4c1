"""Uploads (上传): what is sent, and what it changed."""

from typing import Annotated

import strawberry

from schema.scalars import Date, Upload
from schema.types.problems import Forbidden, InvalidInput, KeyReused
from schema.types.reference import AuditRecord, Load

__all__ = [
    "ColumnInput",
    "LoadLine",
    "LoadLines",
    "ReadColumn",
    "ReadSheet",
    "UploadInput",
    "UploadPayload",
    "Uploaded",
]


@strawberry.input(description="列的含义. What one column of a register means.")
class ColumnInput:
    """What one column of a register means."""

    heading: str = strawberry.field(
        description="表头. As it stands in the file; `电话#2` is the second of that heading."
    )
    field: str = strawberry.field(
        description="字段. Name of the field, as `custody load --map`; a unit may follow."
    )


@strawberry.input(description="上传导入. Which files, who sends them, and how they are to be read.")
class UploadInput:
    """Which files, who sends them, and how they are to be read."""

    files: list[Upload] = strawberry.field(
        description="文件. Registers (.csv, .tsv, .xlsx, .xls, .ods), geodata (.geojson) and "
        "documents (.docx, .pdf, .html, .txt); editions of a register have one name."
    )
    by: str = strawberry.field(description="操作人. Name of who sends them.")
    note: str | None = strawberry.field(
        default=None, description="说明. What they say of it, word for word."
    )
    dry_run: bool = strawberry.field(
        default=False,
        description="试导入. Tell what would change and write nothing, no audit record either.",
    )
    form: str = strawberry.field(
        default="",
        description="台账样式. Form of the registers, if it is not recognised; it is remembered "
        "for the next edition. `auto` forgets it.",
    )
    columns: list[ColumnInput] = strawberry.field(
        default_factory=list, description="列的含义. Columns that are not recognised."
    )
    complete: bool | None = strawberry.field(
        default=None,
        description="完整清单. True: what the list no longer names has ended. False: it is a part. "
        "Left out: told by what both editions have in common.",
    )
    office: str = strawberry.field(
        default="",
        description="填报单位. Whose the registers are, if they do not say so; remembered for "
        "the next edition. `-` is nobody's in particular. Left out: the account that sends them.",
    )
    dated: Date | None = strawberry.field(
        default=None, description="截至日期. Day for which the list holds, if it does not say so."
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="幂等键. The same files sent again under their key are answered as the first "
        "time; a key stands for one request. A trial uses none.",
    )


@strawberry.type(description="导入明细. One statement or fault, with its place in the file.")
class LoadLine:
    """One statement or fault, with its place in the file."""

    kind: str = strawberry.field(
        description="类别. Type of a statement; else what is at fault: file, register, sheet, "
        "column, cell, page or a suggestion."
    )
    subject: str = strawberry.field(description="所述. What it speaks of.")
    file: str = strawberry.field(description="文件. Name of the file.")
    sheet: str | None = strawberry.field(description="工作表. Sheet of a workbook.")
    row: int | None = strawberry.field(
        description="行. Counted from 1, as a spreadsheet shows it; of geodata the feature."
    )
    column: str | None = strawberry.field(description="列. Heading of the column.")
    start: int | None = strawberry.field(description="起. First character, in a document.")
    end: int | None = strawberry.field(description="止. One past the last character.")
    locator: str | None = strawberry.field(
        description="位置. Page, paragraph or row of a table, in a document."
    )
    value: str | None = strawberry.field(description="所填. What stands there, if that matters.")
    reason: str | None = strawberry.field(
        description="原因. Why, or what is expected there, in Chinese; null where all is well."
    )
    reason_en: str | None = strawberry.field(
        description="原因（英文）. Why, or what is expected there, in English."
    )


@strawberry.type(
    description="导入结果分项. How many lines there are of one outcome, and the first."
)
class LoadLines:
    """How many lines there are of one outcome, and the first of them."""

    total: int = strawberry.field(description="总数. How many there are.")
    complete: bool = strawberry.field(description="是否完整. Whether all of them are listed.")
    lines: list[LoadLine] = strawberry.field(description="明细. The first 200.")


@strawberry.type(description="列的识别. One heading, and the field it was read as.")
class ReadColumn:
    """One heading, and the field it was read as."""

    heading: str = strawberry.field(description="表头. As it stands in the file.")
    field: str | None = strawberry.field(description="字段. Null for a column that is not read.")


@strawberry.type(description="识别说明. How a spreadsheet was read whose form was recognised.")
class ReadSheet:
    """How a spreadsheet was read."""

    file: str = strawberry.field(description="文件. Name of the file.")
    sheet: str | None = strawberry.field(description="工作表. Null for a file that has none.")
    form: str | None = strawberry.field(description="样式. Null if it was not read.")
    columns: list[ReadColumn] = strawberry.field(description="各列. In their order.")
    missing: list[str] = strawberry.field(description="缺列. What the form needs and is not there.")


@strawberry.type(description="上传结果. What the files changed, or would change.")
class Uploaded:
    """What the files changed, or would change."""

    dry_run: bool = strawberry.field(description="试导入. Whether nothing was written.")
    load: Load | None = strawberry.field(description="导入记录. Null for a trial.")
    record: AuditRecord | None = strawberry.field(
        description="操作记录. Who sent what, when. Null for a trial."
    )
    sheets: list[ReadSheet] = strawberry.field(
        description="识别说明. How each spreadsheet was read whose form was recognised."
    )
    added: LoadLines = strawberry.field(description="新增. Statements that are new.")
    confirmed: LoadLines = strawberry.field(description="佐证. Statements that gained evidence.")
    corrected: LoadLines = strawberry.field(description="更正. Statements recorded anew.")
    ended: LoadLines = strawberry.field(
        description="终止. Statements that are true no longer since a day that is known now."
    )
    unchanged: LoadLines = strawberry.field(description="未变. Known from the same place.")
    proposed: LoadLines = strawberry.field(description="待核实. Put aside for a person to decide.")
    retracted: LoadLines = strawberry.field(
        description="撤回. Statements that a later edition no longer makes."
    )
    rejected: LoadLines = strawberry.field(description="拒收. What could not be used, and why.")
    outside: LoadLines = strawberry.field(
        description="越权. Those of the rejected that lie outside the scope of who sent them."
    )


UploadPayload = Annotated[
    Uploaded | Forbidden | InvalidInput | KeyReused,
    strawberry.union("UploadPayload", description="上传结果. What the files changed, or why not."),
]
