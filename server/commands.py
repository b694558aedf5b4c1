"""What the commands do (命令实现), apart from how they are called."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from loaders.documents import clean, extract
from loaders.export import export
from loaders.pipeline import load
from loaders.readers.text import read_text
from schema.build import build_schema
from server.errors import FileUnusableError, VariablesError
from server.executing import Executor, Request
from server.exits import ExitCode
from server.progress import loading
from server.reporting import show_export, show_load, show_status
from server.running import opened
from server.settings import Settings
from server.speaking import Voice
from server.status import status_of

__all__ = [
    "export_graph",
    "extract_document",
    "load_files",
    "parsed_variables",
    "query_graph",
    "show_state",
]


async def load_files(
    settings: Settings,
    voice: Voice,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    report_file: Path | None = None,
) -> ExitCode:
    """Load files and tell what that changed; 1 if anything was rejected.

    Raises:
        FileUnusableError: If a file is not there; nothing is loaded then.
    """
    for path in paths:
        if not path.exists():
            raise FileUnusableError(path, voice.choose("不存在", "no such file"))
    async with opened(settings, voice) as store:
        with loading(voice, "正在导入", "Loading") as progress:
            report = await load(store, paths, dry_run=dry_run, progress=progress)
    show_load(voice, report)
    if report_file is not None:
        _write(report_file, orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2))
    return ExitCode.REJECTED if report.rejected else ExitCode.OK


async def extract_document(path: Path) -> ExitCode:
    """Print what a document says; no database is needed."""
    found = extract(clean(read_text(path).text), document=path.name)
    _print_json(found.as_gold_json())
    return ExitCode.OK


async def query_graph(
    settings: Settings, voice: Voice, file: str, variables: str | None, operation: str | None
) -> ExitCode:
    """Print the response to an operation; 1 if it has errors."""
    given = parsed_variables(variables)
    query = sys.stdin.read() if file == "-" else _read(Path(file))
    async with opened(settings, voice) as store:
        request = Request(query=query, variables=given, operation=operation, id="query")
        outcome = await Executor(build_schema(), store).execute(request)
    _print_json(outcome.response)
    return ExitCode.REJECTED if "errors" in outcome.response else ExitCode.OK


async def show_state(settings: Settings, voice: Voice) -> ExitCode:
    """Show the engine, where the data is, and what it holds."""
    async with opened(settings, voice) as store:
        show_status(voice, await status_of(store, settings.store))
    return ExitCode.OK


async def export_graph(settings: Settings, voice: Voice, folder: Path) -> ExitCode:
    """Write the graph as registers; 1 if something cannot be written as a register."""
    async with opened(settings, voice) as store:
        report = await export(store, folder)
    show_export(voice, report)
    return ExitCode.REJECTED if report.left_out else ExitCode.OK


def parsed_variables(text: str | None) -> Mapping[str, Any]:
    """Return the variables that an option gives, as JSON or as ``@file``.

    Raises:
        VariablesError: If that is no JSON object.
        FileUnusableError: If the file cannot be read.
    """
    if text is None:
        return {}
    source = _read(Path(text[1:])) if text.startswith("@") else text
    try:
        found = json.loads(source)
    except ValueError as error:
        raise VariablesError(str(error)) from error
    if not isinstance(found, dict):
        raise VariablesError(type(found).__name__)
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise FileUnusableError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise FileUnusableError(path, "UTF-8") from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileUnusableError(path, error.strerror or str(error)) from error


def _print_json(value: Any) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()
