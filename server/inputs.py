"""What a command is given (命令输入): checked before anything is started."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from server.errors import ColumnOptionError, FileUnusableError, VariablesError

__all__ = ["parsed_columns", "parsed_variables", "query_text", "refuse_missing"]


def refuse_missing(paths: Iterable[Path]) -> None:
    """Let paths pass that are there.

    Raises:
        FileUnusableError: If one is not.
    """
    for path in paths:
        if not path.exists():
            raise FileUnusableError(path, "不存在 / no such file")


def query_text(file: str) -> str:
    """Return the text of a query: of a file, or of standard input for ``-``.

    Raises:
        FileUnusableError: If the file cannot be read.
    """
    return sys.stdin.read() if file == "-" else _read(Path(file))


def parsed_columns(options: Iterable[str]) -> Mapping[str, str]:
    """Return the field of each column that options such as ``部位=风险点`` name.

    Raises:
        ColumnOptionError: If one has another form.
    """
    found: dict[str, str] = {}
    for option in options:
        heading, sign, field = option.replace("＝", "=").rpartition("=")  # noqa: RUF001 - as typed
        if not (sign and heading.strip() and field.strip()):
            raise ColumnOptionError(option)
        found[heading.strip()] = field.strip()
    return found


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
