"""What the commands do (命令实现), once the store is open; apart from how they are called."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import orjson

from graph.evidence import At
from graph.responsibility.rulebook import rulebook_with
from graph.store.port import Store
from loaders.documents import CleanText, Extraction
from loaders.documents.extract import extract
from loaders.documents.text.clean import clean
from loaders.export import export
from loaders.export_form import export_forms
from loaders.readers.document import read_document
from loaders.registers.sheetform import SheetForm
from schema.build import build_schema
from server.executing import Executor, Request
from server.exits import ExitCode
from server.extraction_table import extraction_table
from server.forms import Form, formed
from server.options import AnswerFormat, ExtractFormat
from server.page import document_page
from server.reporting import show_export, show_status
from server.settings import Settings
from server.speaking import Voice
from server.status import status_of
from server.writing import write_file

__all__ = ["export_graph", "extract_document", "query_graph", "show_state"]

_FORMS: Final = {
    AnswerFormat.CSV: Form.CSV,
    AnswerFormat.GEOJSON: Form.GEOJSON,
    AnswerFormat.HTML: Form.PAGE,
}


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
    store: Store,
    voice: Voice,
    folder: Path,
    forms: Sequence[SheetForm] = (),
    day: date | None = None,
) -> ExitCode:
    """Write the graph as registers; 1 if something cannot be written as a register.

    Args:
        store: Where from.
        voice: Who tells.
        folder: Where to.
        forms: The forms of spreadsheets to write; none for a register of each type.
        day: Day as of which to write; today if left out.
    """
    at = At.of(day)
    report = await (
        export_forms(store, forms, folder, at=at) if forms else export(store, folder, at=at)
    )
    show_export(voice, report)
    return ExitCode.REJECTED if report.left_out else ExitCode.OK


def _give(content: bytes, output: Path | None) -> None:
    """Print bytes, or write them to a file."""
    if output is not None:
        write_file(output, [content])
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
