"""What the commands do (命令实现), once the store is open; apart from how they are called."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import orjson

from graph.responsibility.rulebook import rulebook_with
from graph.store.port import Store
from loaders.documents import CleanText, Extraction, clean, extract
from loaders.export import export
from loaders.export_form import export_form
from loaders.garbage import collect_seldom
from loaders.marking import marked_copy
from loaders.pipeline import load
from loaders.readers.document import read_document
from loaders.registers import Correction
from loaders.registers.sheetform import SheetForm
from loaders.report import LoadReport
from schema.build import build_schema
from server.corrections import Corrections
from server.errors import FileUnusableError
from server.executing import Executor, Request
from server.exits import ExitCode
from server.extraction_table import extraction_table
from server.forms import Form, formed
from server.options import AnswerFormat, ExtractFormat
from server.page import document_page
from server.progress import loading
from server.reporting import show_export, show_load, show_status
from server.settings import Settings
from server.speaking import Voice
from server.status import status_of

__all__ = ["export_graph", "extract_document", "load_files", "query_graph", "show_state"]

_FORMS: Final = {
    AnswerFormat.CSV: Form.CSV,
    AnswerFormat.GEOJSON: Form.GEOJSON,
    AnswerFormat.HTML: Form.PAGE,
}


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
        dated: Day for which the registers hold, if the user names it.
        book: Where such corrections are remembered.
        marked: Where to write a copy of the one register with its faults.
    """
    given = Correction(form=form, columns=columns or {}, whole=whole)
    corrections = Corrections(book, given, keep=not dry_run)
    collect_seldom()
    with loading(voice, "正在导入", "Loading") as progress:
        report = await load(
            store,
            paths,
            dry_run=dry_run,
            progress=progress,
            correct=corrections,
            dated=dated,
        )
    show_load(voice, report)
    if report_file is not None:
        _write(report_file, orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2))
    if marked is not None:
        _write_marked(paths, report, marked)
    return ExitCode.REJECTED if report.rejected else ExitCode.OK


def _write_marked(paths: Sequence[Path], report: LoadReport, marked: Path) -> None:
    if len(paths) != 1 or not paths[0].is_file():
        raise FileUnusableError(marked, "--marked 只用于单个登记册 / takes one register")
    if marked.resolve() == paths[0].resolve():
        raise FileUnusableError(marked, "不能覆盖原文件 / would replace the register itself")
    content = BytesIO()
    marked_copy(paths[0], report).save(content)
    _write(marked, content.getvalue())


def extract_document(
    path: Path, voice: Voice, form: ExtractFormat, output: Path | None = None
) -> ExitCode:
    """Print what a document says, or write it to a file; no database is needed."""
    source = clean(read_document(path).layer)
    found = extract(source, document=path.name)
    if form is ExtractFormat.TABLE and output is None:
        voice.out.print(extraction_table(voice, source, found))
        return ExitCode.OK
    _give(_extracted(voice, form, source, found), output)
    if output is not None:
        voice.tell(f"已写入 {output}", f"written to {output}")
    return ExitCode.OK


def _extracted(voice: Voice, form: ExtractFormat, source: CleanText, found: Extraction) -> bytes:
    if form is ExtractFormat.HTML:
        return document_page(source, found).encode()
    if form is ExtractFormat.TABLE:
        return voice.rendered(extraction_table(voice, source, found)).encode()
    return orjson.dumps(found.as_gold_json(source=source), option=orjson.OPT_INDENT_2) + b"\n"


async def query_graph(
    store: Store,
    request: Request,
    settings: Settings,
    form: AnswerFormat = AnswerFormat.JSON,
    *,
    table: str | None = None,
    output: Path | None = None,
) -> ExitCode:
    """Print the response to an operation, or the answer in a form; 1 if it has errors.

    Raises:
        FormError: If the answer cannot be given the form.
        FileUnusableError: If the file cannot be written.
    """
    executor = Executor(
        build_schema(), store, rules=rulebook_with(settings.rules), limits=settings.limits
    )
    outcome = await executor.execute(request)
    failed = "errors" in outcome.response
    if failed or form is AnswerFormat.JSON:
        content = orjson.dumps(outcome.response, option=orjson.OPT_INDENT_2) + b"\n"
    else:
        content = formed(executor.answer(request, outcome), _FORMS[form], table).body
    _give(content, None if failed else output)
    return ExitCode.REJECTED if failed else ExitCode.OK


async def show_state(store: Store, settings: Settings, voice: Voice) -> ExitCode:
    """Show the engine, where the data is, and what it holds."""
    show_status(voice, await status_of(store, settings.store))
    return ExitCode.OK


async def export_graph(
    store: Store, voice: Voice, folder: Path, form: SheetForm | None = None
) -> ExitCode:
    """Write the graph as registers; 1 if something cannot be written as a register.

    Args:
        store: Where from.
        voice: Who tells.
        folder: Where to.
        form: The one form of spreadsheet to write; None for a register of each type.
    """
    report = await (export_form(store, form, folder) if form else export(store, folder))
    show_export(voice, report)
    return ExitCode.REJECTED if report.left_out else ExitCode.OK


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileUnusableError(path, error.strerror or str(error)) from error


def _give(content: bytes, output: Path | None) -> None:
    """Print bytes, or write them to a file."""
    if output is not None:
        _write(output, content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
