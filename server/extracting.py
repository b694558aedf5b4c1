"""``custody extract`` (抽取命令): what a document says; it needs no database."""

from pathlib import Path

import orjson

from loaders.documents import CleanText, Extraction
from loaders.documents.extract import extract
from loaders.documents.gold import as_gold_json
from loaders.documents.text.clean import clean
from loaders.readers.document import read_document
from server.exits import ExitCode
from server.extraction_table import extraction_table
from server.options import ExtractFormat
from server.page import document_page
from server.speaking import Voice
from server.writing import give

__all__ = ["extract_document"]


def extract_document(
    path: Path, voice: Voice, form: ExtractFormat, output: Path | None = None
) -> ExitCode:
    """Print what a document says, or write it to a file."""
    source = clean(read_document(path).layer)
    found = extract(source, document=path.name)
    if form is ExtractFormat.TABLE and output is None:
        voice.out.print(extraction_table(voice, source, found))
        return ExitCode.OK
    give(_extracted(voice, form, source, found), output)
    if output is not None:
        voice.tell(f"已写入 {output}", f"written to {output}")
    return ExitCode.OK


def _extracted(voice: Voice, form: ExtractFormat, source: CleanText, found: Extraction) -> bytes:
    if form is ExtractFormat.HTML:
        return document_page(source, found).encode()
    if form is ExtractFormat.TABLE:
        return voice.rendered(extraction_table(voice, source, found)).encode()
    return orjson.dumps(as_gold_json(found, source=source), option=orjson.OPT_INDENT_2) + b"\n"
