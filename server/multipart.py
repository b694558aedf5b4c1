"""Requests with files (带文件的请求): multipart/form-data, as frontends send it.

GraphQL multipart request specification,
https://github.com/jaydenseric/graphql-multipart-request-spec. A page of another site can send such
a body without asking first; a header of one's own it cannot, so that one is required
(CVE-2024-47082).
"""

from collections.abc import Mapping
from contextlib import ExitStack
from http import HTTPStatus
from typing import Any, Final

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request as HttpRequest

from loaders.incoming import Incoming
from server.bodies import BadRequestError, RequestTooLargeError, bounded, malformed, parsed
from server.limits import Limits
from server.live.callers import may_connect

__all__ = ["PREFLIGHT", "PreflightMissingError", "is_multipart", "of_multipart"]

PREFLIGHT: Final = ("graphql-require-preflight", "apollo-require-preflight")
"""Headers of which one must be there, whatever it holds."""

_MULTIPART: Final = "multipart/form-data"
_FIELDS: Final = 2


class PreflightMissingError(BadRequestError):
    """A request with files that a page of another site could have sent (缺少预检请求头)."""

    def __init__(self) -> None:
        super().__init__(
            HTTPStatus.FORBIDDEN,
            zh=f"上传文件的请求须带请求头 {PREFLIGHT[0]}（值不限），且不能来自其他网站的页面。",
            en=f"A request with files needs the header {PREFLIGHT[0]}, whatever it holds, and must "
            "not come from a page of another site.",
        )


class _Parser(MultiPartParser):
    """Reads the parts of a body within the limits; files go to disk."""

    def __init__(self, http: HttpRequest, limits: Limits) -> None:
        super().__init__(
            http.headers,
            bounded(http, limits.upload),
            max_files=float("inf"),  # counted here, so that the refusal can name the limit
            max_fields=_FIELDS,
            max_part_size=limits.body,
        )
        self._limits = limits

    def close(self) -> None:
        """Close every file, of a part that was cut off too."""
        for file in self._files_to_close_on_error:
            file.close()

    def on_headers_finished(self) -> None:
        """Refuse one file too many."""
        super().on_headers_finished()
        if self._current_files > self._limits.files:
            raise _too_large("files", "文件数", self._limits.files, self._current_files)

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Refuse an operation that is too long."""
        size = len(self._current_part.data) + end - start
        if self._current_part.file is None and size > self._limits.body:
            raise _too_large("bytes of the operation", "操作的字节数", self._limits.body, size)
        super().on_part_data(data, start, end)


def is_multipart(http: HttpRequest) -> bool:
    """Tell whether a request says that it brings files."""
    media_type = http.headers.get("content-type", "").partition(";")[0]
    return media_type.strip().lower() == _MULTIPART


async def of_multipart(http: HttpRequest, limits: Limits, files: ExitStack) -> Mapping[str, Any]:
    """Return what is asked, with the files in the place of the nulls that stand for them.

    Args:
        http: The request over HTTP.
        limits: What may be asked at most.
        files: Closes the files.

    Raises:
        BadRequestError: If it is no well-formed request with files; its status says how.
    """
    asked = any(http.headers.get(name) for name in PREFLIGHT)
    if not (asked and may_connect(http.headers, anywhere=True)):
        raise PreflightMissingError
    parser = _Parser(http, limits)
    files.callback(parser.close)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise malformed("请求体 / body", "multipart/form-data", "multipart/form-data") from error
    sent = {name: part for name, part in form.items() if isinstance(part, UploadFile)}
    operation = _json(form, "operations")
    for name, places in _places(form, sent, limits).items():
        file = Incoming(sent[name].filename or "", sent[name].file)
        for place in places:
            _put(operation, place, file)
    return operation


def _json(form: FormData, name: str) -> dict[str, Any]:
    text = form.get(name)
    found = parsed(text.encode(errors="replace")) if isinstance(text, str) else None
    if not isinstance(found, dict):
        raise malformed(name, "JSON 对象", "a JSON object")
    return found


def _places(
    form: FormData, sent: Mapping[str, UploadFile], limits: Limits
) -> Mapping[str, list[str]]:
    """Return where each file belongs; every one that is sent must belong somewhere."""
    told = _json(form, "map")
    listed = all(
        isinstance(places, list) and places and all(isinstance(place, str) for place in places)
        for places in told.values()
    )
    if not listed or told.keys() != sent.keys() or len(form.multi_items()) != len(sent) + _FIELDS:
        raise malformed(
            "map", "每个文件部分对应的变量路径列表", "for each file the list of its variables"
        )
    count = sum(map(len, told.values()))
    if count > limits.files:
        raise _too_large("files", "文件数", limits.files, count)
    return told


def _put(operation: dict[str, Any], place: str, file: Incoming) -> None:
    """Put a file where its path leads, which must be a null of the variables."""
    *path, last = place.split(".")
    at: Any = operation
    for key in path:
        at = _within(at, key)
    if not path or path[0] != "variables" or _within(at, last, file) is not None:
        raise malformed("map", "指向 variables 中 null 的路径", "paths to nulls in the variables")
    at[int(last) if isinstance(at, list) else last] = file


def _within(value: Any, key: str, otherwise: Any = ()) -> Any:
    """Return what a value holds under a key or number; something else if there is no such."""
    if isinstance(value, dict):
        return value.get(key, otherwise)
    if isinstance(value, list) and key.isascii() and key.isdecimal() and len(key) < len("1000"):
        return value[int(key)] if int(key) < len(value) else otherwise
    return otherwise


def _too_large(what: str, zh: str, limit: int, asked: int) -> RequestTooLargeError:
    return RequestTooLargeError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        zh=f"{zh}为 {asked:,}，超过上限 {limit:,}，请分几次上传。",
        en=f"{what}: {asked:,}, over the limit of {limit:,}; send several requests.",
        limit=limit,
        asked=asked,
    )
