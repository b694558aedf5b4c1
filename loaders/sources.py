"""Sources of a load (来源文件): from paths to files read, the broken ones reported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.evidence import Source
from loaders.bundled import bundled_title
from loaders.documents import CleanText, Extraction
from loaders.errors import LoaderError
from loaders.readers.calamine import read_other_workbook
from loaders.readers.csv import read_csv
from loaders.readers.document import SUFFIXES, read_document
from loaders.readers.spreadsheet import RegisterFile
from loaders.readers.text import SourceText, UnreadableFileError
from loaders.report import Entry, Place

__all__ = [
    "DocumentFile",
    "ReadFiles",
    "UnknownFileTypeError",
    "read_files",
    "read_table",
    "registers_in",
]


def _read_workbook(path: Path) -> RegisterFile:
    from loaders.readers.workbook import read_workbook  # noqa: PLC0415 - large; CSV goes without

    return read_workbook(path)


def _read_map(path: Path) -> RegisterFile:
    from loaders.geodata import read_geojson  # noqa: PLC0415 - as above

    return read_geojson(path)


def _keeper_of(file: RegisterFile) -> str:
    from loaders.registers.keeper import keeper_of  # noqa: PLC0415 - as above; names differ mostly

    return keeper_of(file)


_TABLES: Final = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": _read_workbook,
    ".xlsm": _read_workbook,
    ".xls": read_other_workbook,
    ".ods": read_other_workbook,
    ".geojson": _read_map,
}


class UnknownFileTypeError(LoaderError):
    """A file of a type that cannot be loaded (不支持的文件类型)."""

    def __init__(self, file: str) -> None:
        super().__init__(
            zh=f"不支持文件“{file}”的类型，请另存为 .xlsx、.xls、.ods、.csv、.tsv（登记册）、"
            ".geojson（地理数据）或 .docx、.pdf、.html、.txt（文档）后导入。",
            en=f"Files like “{file}” cannot be loaded; save it as .xlsx, .xls, .ods, .csv or .tsv "
            "(registers), .geojson (geodata) or .docx, .pdf, .html or .txt (documents).",
            file=file,
            expected=".csv, .tsv, .xlsx, .xls, .ods, .geojson, .docx, .pdf, .html, .txt",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """A document as read (文档)."""

    source: Source
    text: CleanText
    extraction: Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFiles:
    """What could be read of what was named (读入的文件), in an order of its own.

    Attributes:
        registers: Each with its source.
        documents: Each with what it says.
        rejected: A line for each file, and each page of a file, that could not be read.
    """

    registers: tuple[tuple[Source, RegisterFile], ...]
    documents: tuple[DocumentFile, ...]
    rejected: tuple[Entry, ...]


def read_files(paths: Iterable[Path]) -> ReadFiles:
    """Read files, and those in folders; the order in which they are named does not matter."""
    registers: list[tuple[Path, RegisterFile]] = []
    documents: list[DocumentFile] = []
    rejected: list[Entry] = []
    for path in _files(paths):
        try:
            if path.suffix.lower() in _TABLES:
                registers.append((path, _TABLES[path.suffix.lower()](path)))
            elif path.suffix.lower() in SUFFIXES:
                source = read_document(path)
                documents.append(_document(source))
                rejected.extend(_unread(source))
                rejected.extend(_limits(documents[-1]))
            else:
                raise _unusable(path)
        except LoaderError as error:
            rejected.append(Entry.of_error(error))
    registers.sort(key=lambda each: (each[1].name, each[1].sha256))
    documents.sort(key=lambda each: (each.source.name, each.source.sha256))
    return ReadFiles(
        registers=tuple(_titled(registers)), documents=tuple(documents), rejected=tuple(rejected)
    )


def registers_in(paths: Iterable[Path]) -> list[Path]:
    """Return the registers among files, and in folders, that have cells: maps have none."""
    tables = set(_TABLES) - {".geojson"}
    return [path for path in _files(paths) if path.suffix.lower() in tables]


def read_table(path: Path) -> RegisterFile:
    """Read one register.

    Raises:
        LoaderError: If it cannot be read, or is of another type.
    """
    read = _TABLES.get(path.suffix.lower())
    if read is None:
        raise _unusable(path)
    return read(path)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield each file once; of folders those that can be loaded."""
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if _is_loadable(p))
            found |= {p.resolve(): p for p in inside}
        else:
            found.setdefault(path.resolve(), path)
    yield from found.values()


def _is_loadable(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))  # ~$ is the lock of an open workbook
    return path.is_file() and not hidden and path.suffix.lower() in {*_TABLES, *SUFFIXES}


def _unusable(path: Path) -> LoaderError:
    if path.is_file():
        return UnknownFileTypeError(str(path))
    return UnreadableFileError(str(path), "文件不存在 / no such file")


def _titled(files: Sequence[tuple[Path, RegisterFile]]) -> Iterator[tuple[Source, RegisterFile]]:
    """Yield registers with their sources.

    Editions of a register have one file name. Of one load, two files of the same name are two
    registers, told apart by whose they say they are, else by their folder.
    """
    names = Counter(file.name for _, file in files)
    shared = [file for _, file in files if names[file.name] > 1]
    alike = Counter((file.name, _keeper_of(file)) for file in shared)
    for path, file in files:
        title = bundled_title(path)
        if title is None and names[file.name] > 1 and alike[file.name, _keeper_of(file)] > 1:
            title = f"{path.resolve().parent.name}/{file.name}"
        source = Source(
            name=file.name, sha256=file.sha256, source=title, media_type=file.media_type
        )
        yield source, file


def _document(read: SourceText) -> DocumentFile:
    from loaders.documents.extract import extract  # noqa: PLC0415 - large, and no register needs it
    from loaders.documents.text.clean import clean  # noqa: PLC0415 - as above

    text = clean(read.layer)
    return DocumentFile(
        source=Source(
            name=read.path.name, sha256=read.sha256, media_type=read.media_type, text=text.text
        ),
        text=text,
        extraction=extract(text, document=read.path.name),
    )


def _unread(read: SourceText) -> Iterator[Entry]:
    """Yield a line for each page of which nothing could be read."""
    for page in read.unread:
        yield Entry(
            kind="page",
            subject=page,
            place=Place(file=read.path.name, locator=page),
            zh="没有文字层（像是扫描页），没有读取，请先做文字识别（OCR）后重新导入",
            en="has no text layer (it looks scanned) and was not read; run text recognition (OCR)"
            " and load it again",
        )


def _limits(document: DocumentFile) -> Iterator[Entry]:
    """Yield a line for whatever was not done with all of a document."""
    name = document.source.name
    for limit in document.extraction.limits:
        yield Entry(kind="document", subject=name, place=Place(file=name), zh=limit.zh, en=limit.en)
