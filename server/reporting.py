"""Report of a load on the terminal (导入报告): its counts, and what it changed or refused."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rich.table import Table
from rich.text import Text

from loaders.report import Entry, LoadReport, Recognised
from server.speaking import Voice
from server.tabulating import table
from server.wording import zh_of

__all__ = ["OUTCOMES", "show_load", "show_waiting"]

OUTCOMES: Final = (
    ("added", "新增", "added"),
    ("confirmed", "佐证", "confirmed"),
    ("corrected", "更正", "corrected"),
    ("ended", "终止", "ended"),
    ("unchanged", "未变", "unchanged"),
    ("proposed", "待核实", "proposed"),
    ("retracted", "撤回", "retracted"),
    ("rejected", "拒收", "rejected"),
)
"""What may come of a statement: its key, and what it is called."""
_SHOWN: Final = 200
"""Lines under one head: a table of all would be laid out, and held, as a whole."""


def show_load(voice: Voice, report: LoadReport) -> None:
    """Show the counts of a load, and all that it corrected, ended, put aside or refused."""
    if report.dry_run:
        voice.say("试导入：没有写入任何内容。", "Trial load: nothing was written.")
    for sheet in report.sheets:
        _show_sheet(voice, sheet)
    counts = report.counts
    shown = table(*(voice.choose(zh, en, between="\n") for _, zh, en in OUTCOMES))
    shown.add_row(*(f"{counts[key]:,}" for key, _, _ in OUTCOMES))
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
        show_waiting(voice, len(report.proposed))


def _show_sheet(voice: Voice, sheet: Recognised) -> None:
    """Show as what a spreadsheet was read, so that a person can say if it is something else."""
    read = sum(1 for _, _, field in sheet.columns if field)
    name, total = f"{sheet.file}/{sheet.sheet}" if sheet.sheet else sheet.file, len(sheet.columns)
    voice.say(
        f"“{name}”按“{sheet.form}”读取：{total} 列中读 {read} 列，表头吻合 {sheet.score:.0%}。",
        f"“{name}” read as {sheet.form}: {read} of {total} columns, headings {sheet.score:.0%}.",
    )


def show_waiting(voice: Voice, count: int) -> None:
    """Tell how many statements wait for a person."""
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
