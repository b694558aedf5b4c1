"""Scalars (标量): dates and instants travel as the text the graph keeps."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NewType

import strawberry

from graph.evidence import instant
from loaders.incoming import Incoming

__all__ = ["SCALARS", "Date", "DateTime", "GeoJSON", "Upload"]

Date = NewType("Date", str)
DateTime = NewType("DateTime", str)
GeoJSON = NewType("GeoJSON", dict)  # type: ignore[type-arg]  # NewType takes no parameters
Upload = NewType("Upload", Incoming)


def _day(value: object) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise ValueError(f"日期应为 YYYY-MM-DD，收到 {value}。 / expected YYYY-MM-DD.") from error


def _moment(value: object) -> str:
    try:
        moment = datetime.fromisoformat(str(value))
        return instant(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (OverflowError, ValueError) as error:
        expected = "2026-01-31T08:00:00+08:00"
        raise ValueError(f"时刻应如 {expected}，收到 {value}。 / expected {expected}.") from error


def _geometry(value: object) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _file(value: object) -> Incoming:
    if isinstance(value, Incoming):
        return value
    raise ValueError("文件应以 multipart/form-data 上传。 / send files as multipart/form-data.")


def _never_given(value: object) -> str:
    raise TypeError(f"no answer holds a file: {value!r}")


SCALARS: Mapping[object, Any] = {
    Date: strawberry.scalar(
        name="Date",
        description="日期 YYYY-MM-DD. Day, ISO 8601.",
        serialize=str,
        parse_value=_day,
        specified_by_url="https://scalars.graphql.org/andimarek/local-date",
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="时刻. Instant, RFC 3339; without a zone it is read as UTC.",
        serialize=str,
        parse_value=_moment,
        specified_by_url="https://scalars.graphql.org/andimarek/date-time",
    ),
    GeoJSON: strawberry.scalar(
        name="GeoJSON",
        description="地理要素. Geometry or feature collection, RFC 7946, CGCS2000.",
        serialize=_geometry,
        parse_value=_geometry,
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc7946",
    ),
    Upload: strawberry.scalar(
        name="Upload",
        description="上传文件. A file, sent beside the operation as multipart/form-data.",
        serialize=_never_given,
        parse_value=_file,
        specified_by_url="https://github.com/jaydenseric/graphql-multipart-request-spec",
    ),
}
"""Scalars of the schema, for the schema's configuration."""
