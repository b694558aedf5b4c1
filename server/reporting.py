"""Reports on the terminal (终端报告): what a load did, what the graph holds, what was written."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rich import box
from rich.table import Table
from rich.text import Text

from loaders.export import ExportReport
from loaders.report import Entry, LoadReport, Recognised
from server.settings import Language
from server.speaking import Voice
from server.status import Status
from server.wording import zh_of

__all__ = ["show_export", "show_load", "show_status", "table"]

_OUTCOMES: Final = (
    ("added", "新增", "added"),
    ("confirmed", "佐证", "confirmed"),
    ("corrected", "更正", "corrected"),
    ("ended", "终止", "ended"),
    ("unchanged", "未变", "unchanged"),
    ("proposed", "待核实", "proposed"),
    ("retracted", "撤回", "retracted"),
    ("rejected", "拒收", "rejected"),
)
_SHOWN: Final = 200
"""Lines under one head: a table of all would be laid out, and held, as a whole."""


def show_load(voice: Voice, report: LoadReport) -> None:
    """Show the counts of a load, and all that it corrected, ended, put aside or refused."""
    if report.dry_run:
        voice.say("试导入：没有写入任何内容。", "Trial load: nothing was written.")
    for sheet in report.sheets:
        _show_sheet(voice, sheet)
    counts = report.counts
    shown = table(*(voice.choose(zh, en, between="\n") for _, zh, en in _OUTCOMES))
    shown.add_row(*(f"{counts[key]:,}" for key, _, _ in _OUTCOMES))
    voice.out.print(shown)
    replaced = [entry for entry in report.unchanged if entry.zh]
    corrected = [entry for entry in report.corrected if entry.zh]
    for title, entries in (
        (voice.choose("版本说明", "on editions"), replaced),
        (voice.choose("更正", "corrected"), corrected),
        (voice.choose("终止", "ended"), report.ended),
        (voice.choose("撤回", "retracted"), report.retracted),
        (voice.choose("待核实", "proposed: a person must decide"), report.proposed),
        (voice.choose("拒收", "rejected"), report.rejected),
    ):
        if entries:
            _show_entries(voice, title, entries)
    if report.proposed and not report.dry_run:
        _show_waiting(voice, len(report.proposed))


def _show_sheet(voice: Voice, sheet: Recognised) -> None:
    """Show as what a spreadsheet was read, so that a person can say if it is something else."""
    read = sum(1 for _, _, field in sheet.columns if field)
    name, total = f"{sheet.file}/{sheet.sheet}" if sheet.sheet else sheet.file, len(sheet.columns)
    voice.say(
        f"“{name}”按“{sheet.form}”读取：{total} 列中读 {read} 列，表头吻合 {sheet.score:.0%}。",
        f"“{name}” read as {sheet.form}: {read} of {total} columns, headings {sheet.score:.0%}.",
    )


def _show_waiting(voice: Voice, count: int) -> None:
    voice.say(
        f"待核实 {count} 条，用 custody review 查看、采纳或驳回。",
        f"{count} wait for a person: custody review.",
    )


def _show_entries(voice: Voice, title: str, entries: Sequence[Entry]) -> None:
    voice.out.print()
    voice.out.print(Text(f"{title}（{len(entries)}）", style="bold yellow"))
    for number, some in groupby(enumerate(entries), key=lambda each: each[0] // _SHOWN):
        if number:
            voice.out.print()
        voice.out.print(_entries_table(voice, (entry for _, entry in some)))


def _entries_table(voice: Voice, entries: Iterable[Entry]) -> Table:
    headings = (
        ("文件", "file"),
        ("工作表", "sheet"),
        ("行", "row"),
        ("列", "column"),
        ("值", "value"),
        ("原因或要求", "reason or expectation"),
    )
    shown = table(*(voice.choose(zh, en, between="\n") for zh, en in headings))
    for entry in entries:
        place = entry.place
        row = "" if place.row is None else str(place.row)
        cells = (place.file, place.sheet or "", row, place.column or "", entry.value or "")
        shown.add_row(*map(Text, cells), Text(_reason(voice, entry)))
    return shown


def _reason(voice: Voice, entry: Entry) -> str:
    """Return why, behind what it is about where that is a statement and not a cell."""
    zh, en = entry.zh, entry.en
    if (named := zh_of(entry.kind)) is not None:
        zh = f"{named}“{entry.subject}”：{zh}"
        en = f"{entry.kind} “{entry.subject}”: {en}"
    return voice.choose(zh, en, between="\n")


def show_status(voice: Voice, status: Status) -> None:
    """Show the engine, the place, the counts, the sources and the last load."""
    voice.say(f"{voice.choose('引擎', 'engine')}：{status.engine}")
    voice.say(f"{voice.choose('数据', 'data')}：{status.place}")
    shown = table(voice.choose("类型", "type"), voice.choose("数量", "count"))
    for (zh, en), count in status.counts.items():
        if count:
            shown.add_row(voice.choose(zh, en), f"{count:,}")
    voice.out.print(shown)
    sources = "、".join(dict.fromkeys(document["name"] for document in status.documents))
    voice.say(f"{voice.choose('来源', 'sources')}（{len(status.documents)}）：{sources or '—'}")
    if status.waiting:
        _show_waiting(voice, status.waiting)
    load = status.last_load
    if load is None:
        voice.say("尚未导入任何内容；可用 custody load 导入。", "Nothing loaded yet: custody load.")
        return
    counts = "，".join(
        f"{zh if voice.language is not Language.EN else en} {load[key] or 0}"
        for key, zh, en in _OUTCOMES
    )
    label = voice.choose("最近一次导入", "last load")
    voice.say(f"{label}：{load['recorded_at']} {load['name']}：{counts}")


def show_export(voice: Voice, report: ExportReport) -> None:
    """Show the files written, and what could not be written as a register."""
    shown = table(voice.choose("文件", "file"), voice.choose("行数", "rows"))
    for name, rows in report.files.items():
        shown.add_row(name, f"{rows:,}")
    voice.out.print(shown)
    if report.left_out:
        voice.tell(
            f"有 {len(report.left_out)} 条陈述无法写成登记册（名称只在其来源文件内唯一），未导出：",
            f"{len(report.left_out)} statements cannot be written as a register "
            "(their name is unique in their source alone):",
        )
        for line in report.left_out:
            voice.err.print(f"  {line}", markup=False, soft_wrap=True)


def table(*headings: str) -> Table:
    """Return an empty table with these headings."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made
