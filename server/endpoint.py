"""The GraphQL endpoint (查询端点): GET and POST ``/graphql``, and which media type answers."""

import logging
import secrets
from collections.abc import Mapping
from contextlib import ExitStack
from http import HTTPStatus
from typing import Any, Final

import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from graph.errors import CustodyError
from schema.caller import Caller
from server.asking import read_request
from server.bodies import BadRequestError
from server.caching import tagged
from server.executing import Executor, Outcome, Request
from server.forms import Form, FormError, formed, page_policy
from server.live.admission import (
    Admission,
    TooManyOperationsError,
    TooManySubscriptionsError,
    TooManyUploadsError,
)
from server.live.allowance import TooCostlyLatelyError
from server.live.callers import may_connect
from server.live.sse import EVENT_STREAM, stream
from server.measuring import measured
from server.multipart import is_multipart
from server.presenting import bounds_of, code_of, internal_error
from server.verifying import UnauthenticatedError, Verifier

__all__ = ["Endpoint", "media_type"]

_LOG: Final = logging.getLogger("custody.server")
_JSON: Final = "application/json"
_GRAPHQL_JSON: Final = "application/graphql-response+json"
_PAGE: Final = "text/html"
_MATCHES: Final[Mapping[str, str]] = {
    _JSON: _JSON,
    _GRAPHQL_JSON: _GRAPHQL_JSON,
    **{form.value: form.value for form in Form},
    EVENT_STREAM: EVENT_STREAM,
    "application/*": _JSON,
    "*/*": _JSON,
}


def media_type(accept: str | None) -> str | None:
    """Return the media type to answer with; None if the client takes none of ours.

    >>> media_type("application/graphql-response+json, application/json;q=0.9")
    'application/graphql-response+json'
    >>> media_type("image/png") is None
    True
    """
    best: tuple[float, str] | None = None
    for part in (accept or "*/*").split(","):
        name, *parameters = (piece.strip() for piece in part.lower().split(";"))
        weight = _weight(parameters)
        if name in _MATCHES and weight > 0 and (best is None or weight > best[0]):
            best = (weight, _MATCHES[name])
    return best[1] if best else None


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


class Endpoint:
    """Answers requests (查询端点), by itself: Starlette would wrap a function several times."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await _answer(HttpRequest(scope, receive, send))
        await response(scope, receive, send)


async def _answer(http: HttpRequest) -> Response:
    accept = http.headers.get("accept")
    if http.method == "GET" and not http.query_params and _PAGE in (accept or ""):
        return RedirectResponse("/")
    kind = media_type(accept)
    request_id = secrets.token_hex(8)
    if kind is None:
        error = BadRequestError(
            HTTPStatus.NOT_ACCEPTABLE,
            zh=f"只能以 {_GRAPHQL_JSON}、{_JSON}、{'、'.join(Form)} 应答，请更正 Accept。",
            en=f"Answers are {_GRAPHQL_JSON}, {_JSON}, {', '.join(Form)}; correct Accept.",
        )
        return _refusal(error, _JSON, request_id)
    try:
        with ExitStack() as files:
            return await _answered(http, kind, request_id, files)
    except UnauthenticatedError as error:
        refusal = BadRequestError(HTTPStatus.UNAUTHORIZED, zh=error.zh, en=error.en)
        response = _refusal(refusal, kind, request_id, code=code_of(error))
        response.headers["www-authenticate"] = f'Bearer realm="custody", error="{error.reason}"'
        return response
    except BadRequestError as error:
        return _refusal(error, kind, request_id)


async def _answered(http: HttpRequest, kind: str, request_id: str, files: ExitStack) -> Response:
    """Answer a request that may be one; its faults are raised."""
    executor: Executor = http.app.state.executor
    verifier: Verifier | None = http.app.state.verifier
    header = http.headers.get("authorization")
    caller = await verifier.caller(header) if verifier else None
    live: Admission = http.app.state.live
    if is_multipart(http):
        _admit_upload(live, kind, files)
    request = await read_request(http, request_id, http.app.state.limits, files)
    if kind == EVENT_STREAM:
        return _streamed(http, executor, request, caller)
    if http.method == "GET":
        _refuse_change(executor, request)
    try:
        with live.operating(caller, executor.intake.charge(request)):
            outcome, name = await measured(
                executor, live.metrics, request, http.method, caller, came=http.headers
            )
    except (TooManyOperationsError, TooCostlyLatelyError) as error:
        raise BadRequestError(HTTPStatus.TOO_MANY_REQUESTS, zh=error.zh, en=error.en) from error
    if kind in set(Form):
        table = http.query_params.get("table")
        response = _in_form(executor, request, outcome, Form(kind), table)
    else:
        response = _encoded(outcome, kind, request_id)
    http.app.state.metrics.answered(name, len(response.body), outcome.response)
    lasting = http.method == "GET" and not outcome.response.get("errors")
    if (
        lasting
        and response.status_code == HTTPStatus.OK
        and executor.intake.is_of_the_past(request)
    ):
        return tagged(response, http.headers.get("if-none-match"))
    return response


def _admit_upload(live: Admission, kind: str, files: ExitStack) -> None:
    """Hold a place for an upload before anything of it is read."""
    if kind == EVENT_STREAM:
        raise BadRequestError(
            HTTPStatus.NOT_ACCEPTABLE,
            zh="上传文件的请求不能以事件流应答，请更正 Accept。",
            en="A request with files is not answered by a stream of events; correct Accept.",
        )
    try:
        files.enter_context(live.uploading())
    except TooManyUploadsError as error:
        raise BadRequestError(HTTPStatus.TOO_MANY_REQUESTS, zh=error.zh, en=error.en) from error


def _in_form(
    executor: Executor, request: Request, outcome: Outcome, form: Form, table: str | None
) -> Response:
    """Return an answer as a table, a map or a page; what went wrong stays JSON."""
    if outcome.response.get("errors"):
        response = _encoded(outcome, _GRAPHQL_JSON, request.id)
        response.status_code = HTTPStatus.BAD_REQUEST
        return response
    try:
        made = formed(executor.answer(request, outcome), form, table)
    except FormError as error:
        unfit = BadRequestError(HTTPStatus.UNPROCESSABLE_ENTITY, zh=error.zh, en=error.en)
        return _refusal(unfit, _GRAPHQL_JSON, request.id)
    response = _response(made.body, HTTPStatus.OK, form.value, request.id)
    response.headers["custody-complete"] = made.complete
    if form is Form.PAGE:
        response.headers["content-security-policy"] = page_policy()
    else:
        response.headers["content-disposition"] = f'attachment; filename="{made.file}"'
    return response


def _streamed(
    http: HttpRequest, executor: Executor, request: Request, caller: Caller | None
) -> Response:
    """Answer with a stream of events; to a page of another site, with none."""
    if not may_connect(http.headers, anywhere=caller is not None):
        raise BadRequestError(
            HTTPStatus.FORBIDDEN,
            zh="其他网站的页面不能订阅。",
            en="A page of another site cannot subscribe.",
        )
    if http.method == "GET" and executor.intake.subscribed(request) is None:
        _refuse_change(executor, request)
    try:
        return stream(executor, http.app.state.live, request, caller)
    except (TooManyOperationsError, TooManySubscriptionsError, TooCostlyLatelyError) as error:
        raise BadRequestError(HTTPStatus.TOO_MANY_REQUESTS, zh=error.zh, en=error.en) from error


def _refuse_change(executor: Executor, request: Request) -> None:
    if executor.intake.changes(request):
        raise BadRequestError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            zh="GET 只能查询，更改数据请用 POST。",
            en="GET is for queries only; use POST to change anything.",
        )


def _encoded(outcome: Outcome, kind: str, request_id: str) -> Response:
    status = HTTPStatus.OK
    if kind == _GRAPHQL_JSON and not outcome.executed:
        status = HTTPStatus.BAD_REQUEST
    try:
        body = orjson.dumps(outcome.response)
    except TypeError:
        _LOG.exception("request %s cannot be written as JSON", request_id)
        return _response({"errors": [internal_error(request_id)]}, HTTPStatus.OK, kind, request_id)
    return _response(body, status, kind, request_id)


def _refusal(error: BadRequestError, kind: str, request_id: str, *, code: str = "") -> Response:
    said = error.__cause__ if isinstance(error.__cause__, CustodyError) else error
    extensions = {"code": code or code_of(said), "zh": error.zh, "en": error.en, **bounds_of(said)}
    body = {"errors": [{"message": error.zh, "extensions": extensions}]}
    response = _response(body, error.status, kind, request_id)
    if error.status is HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["allow"] = "POST"
    if isinstance(said, TooCostlyLatelyError):
        response.headers["retry-after"] = str(said.wait)
    return response


def _response(
    body: bytes | Mapping[str, Any], status: HTTPStatus, kind: str, request_id: str
) -> Response:
    return Response(
        body if isinstance(body, bytes) else orjson.dumps(body),
        status_code=status,
        headers={
            "content-type": f"{kind}; charset=utf-8",
            "cache-control": "no-store",
            "x-request-id": request_id,
        },
    )
