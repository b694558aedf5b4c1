"""Logs (日志): one line a record; as JSON for machines, if the settings say so."""

import logging
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import orjson

__all__ = ["REQUESTS", "JsonLines", "LogFormat", "request_log"]

REQUESTS: Final = "custody.requests"
"""Logger that tells of each request; silent unless logs are JSON."""

_REQUESTS: Final = logging.getLogger(REQUESTS)
_PLAIN: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"


class LogFormat(StrEnum):
    """Form of the log (日志格式)."""

    TEXT = "text"
    JSON = "json"

    @property
    def formatter(self) -> logging.Formatter:
        """What writes a record in this form."""
        return JsonLines() if self is LogFormat.JSON else logging.Formatter(_PLAIN)


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object a line (JSON 日志)."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; fields that the record was given stand beside its own."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def request_log(message: str, **fields: Any) -> None:
    """Tell of one request; variables and answers never stand in a log."""
    if _REQUESTS.isEnabledFor(logging.INFO):
        _REQUESTS.info(message, extra={"fields": fields})
