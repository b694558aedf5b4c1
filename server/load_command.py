"""What ``custody load`` does (导入命令), apart from the other commands: it needs no schema.

A process that loads long registers holds little; what it imports is most of it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from graph.store.patient import PatientStore
from graph.store.port import Store
from loaders.garbage import collect_seldom
from loaders.pipeline import load
from loaders.registers import Correction
from server.corrections import Corrections
from server.exits import ExitCode
from server.marked_copies import copies_of, write_copies
from server.progress import loading
from server.reporting import show_load
from server.speaking import Voice
from server.writing import write_file

__all__ = ["load_files"]


async def load_files(
    store: Store,
    voice: Voice,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    report_file: Path | None = None,
    form: str = "",
    columns: Mapping[str, str] | None = None,
    whole: bool | None = None,
    office: str = "",
    dated: date | None = None,
    book: Path | None = None,
    marked: Path | None = None,
) -> ExitCode:
    """Load files and tell what that changed; 1 if anything was rejected.

    Args:
        store: Where to.
        voice: Who tells.
        paths: Files and folders.
        dry_run: Whether to write nothing.
        report_file: Where to write the whole report.
        form: Form that the user names for the spreadsheets.
        columns: Fields that the user names, by heading.
        whole: Whether the user says that the registers list everything, or a part.
        office: Whose the registers are, if the user says so.
        dated: Day for which the registers hold, if the user names it.
        book: Where such corrections are remembered.
        marked: Where to write a copy of the register with its faults; a folder for several.

    Raises:
        MarkedOptionError: If the copies cannot go there; nothing is read then.
    """
    copies = copies_of(paths, marked) if marked is not None else {}
    given = Correction(form=form, columns=columns or {}, whole=whole, office=office)
    corrections = Corrections(book, given, keep=not dry_run)
    collect_seldom()
    with loading(voice, "正在导入", "Loading") as progress:
        report = await load(
            PatientStore(store),
            paths,
            dry_run=dry_run,
            progress=progress,
            correct=corrections,
            dated=dated,
        )
    show_load(voice, report)
    if report_file is not None:
        write_file(report_file, report.json_pieces())
    write_copies(copies, report)
    return ExitCode.REJECTED if report.rejected else ExitCode.OK
