"""How a command ends (退出码): a code for scripts, one sentence for people, no traceback."""

import asyncio
import logging
import traceback
from collections.abc import Coroutine
from enum import IntEnum
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

import typer

from graph.errors import CustodyError
from graph.responsibility.errors import RuleError
from graph.store.errors import SettingsError, StoreError
from server.errors import (
    AddressRefusedError,
    ColumnOptionError,
    MarkedOptionError,
    PlotNameError,
    PortBusyError,
    UnknownFormError,
    VariablesError,
    WeatherOptionError,
)
from server.logs import REQUESTS, LogFormat
from server.speaking import Voice

__all__ = ["ExitCode", "code_for", "end", "keep_log"]

_LOG: Final = logging.getLogger("custody.server")
_SIZE: Final = 1 << 20
_USAGE: Final = (
    SettingsError,
    RuleError,
    AddressRefusedError,
    ColumnOptionError,
    MarkedOptionError,
    PlotNameError,
    PortBusyError,
    UnknownFormError,
    VariablesError,
    WeatherOptionError,
)


class ExitCode(IntEnum):
    """Exit codes (退出码), as ``docs/operations.md`` lists them."""

    OK = 0
    REJECTED = 1
    USAGE = 2
    ENGINE = 3
    INTERNAL = 70
    INTERRUPTED = 130


def code_for(error: CustodyError) -> ExitCode:
    """Return the exit code of an error."""
    if isinstance(error, _USAGE):
        return ExitCode.USAGE
    return ExitCode.ENGINE if isinstance(error, StoreError) else ExitCode.REJECTED


def end(
    work: Coroutine[Any, Any, ExitCode],
    voice: Voice,
    *,
    folder: Path,
    debug: bool = False,
    log_format: LogFormat = LogFormat.TEXT,
) -> None:
    """Do the work of a command and end with its code.

    Args:
        work: What to do.
        voice: Who speaks.
        folder: Data folder, where the log is.
        debug: Whether to show the traceback of an internal error.
        log_format: Form of the log.

    Raises:
        Exit: Always.
    """
    log = folder / "custody.log"
    keep_log(log, log_format)
    try:
        code = asyncio.run(work)
    except CustodyError as error:
        voice.complain(error)
        code = code_for(error)
    except KeyboardInterrupt:
        voice.tell("已中断；已提交的数据不会丢失。", "Interrupted; committed data is safe.")
        code = ExitCode.INTERRUPTED
    except Exception:  # noqa: BLE001 - a person gets a sentence, the log gets the traceback
        _LOG.exception("a command failed")
        if debug:
            traceback.print_exc()
        voice.tell(
            f"程序内部错误，详情见日志 {log}，请报告给维护人员。",
            f"Internal error; see the log {log} and report it, or run with --debug.",
        )
        code = ExitCode.INTERNAL
    raise typer.Exit(code)


class _LogFile(RotatingFileHandler):
    """A log that makes its folder when there is something to write, and not before."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return super()._open()


def keep_log(path: Path, form: LogFormat = LogFormat.TEXT) -> None:
    """Write what goes wrong into the log instead of the terminal; as JSON, requests too."""
    root = logging.getLogger()
    if root.handlers:
        return
    handler = _LogFile(path, maxBytes=_SIZE, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(form.formatter)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    # It warns of each byte that a client sends wrong, which could fill a log.
    logging.getLogger("python_multipart").setLevel(logging.ERROR)
    logging.getLogger(REQUESTS).setLevel(
        logging.INFO if form is LogFormat.JSON else logging.WARNING
    )
