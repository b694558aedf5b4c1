"""The application (应用): every address that the server answers at."""

from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Final

import orjson
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from strawberry import Schema

from graph.responsibility.rules import Rule
from schema.build import build_schema
from server import health, metrics
from server.accounts import Accounts
from server.documents import Documents
from server.endpoint import Endpoint
from server.lifespan import OpenStore, lifespan_of
from server.limits import LIMITS, Limits
from server.live import sockets
from server.operations import operations
from server.protection import Protection
from server.spans import Spans

__all__ = ["create_app"]

_STATIC: Final = Path(str(files("server"))) / "static"


def create_app(
    open_store: OpenStore,
    *,
    schema: Schema | None = None,
    accounts: Accounts | None = None,
    introspection: bool = True,
    explorer: bool = True,
    rules: tuple[Rule, ...] | None = None,
    documents: Documents | None = None,
    limits: Limits = LIMITS,
    book: Path | None = None,
    spans: Spans | None = None,
) -> Starlette:
    """Return the application over a store.

    Args:
        open_store: Opens the store when the application starts.
        schema: What to answer with; Custody's own if left out.
        accounts: What tokens are checked against; None if only this machine can ask.
        introspection: Whether clients may ask for the schema.
        explorer: Whether the explorer is served, and what it needs.
        rules: Rules of responsibility to go by; those that come with Custody if left out.
        documents: Documents that may be asked for by id, and whether no other is run.
        limits: What may be asked at most.
        book: File in which it is remembered what was said of registers; None to remember nothing.
        spans: Where spans of operations and statements go; None to trace nothing.
    """
    answering = schema or build_schema()
    printed = answering.as_str()

    async def schema_text(_: Request) -> Response:
        if not introspection:
            return PlainTextResponse("off", status_code=HTTPStatus.NOT_FOUND)
        return PlainTextResponse(printed)

    return Starlette(
        routes=[
            Route("/graphql", Endpoint(), methods=["GET", "POST"]),
            *(_EXPLORER if explorer else ()),
            WebSocketRoute("/graphql", sockets.connect),
            Route("/schema.graphql", schema_text),
            Route("/health/live", health.live),
            Route("/health/ready", health.ready),
            Route("/metrics", metrics.show),
        ],
        middleware=[Middleware(Protection, anywhere=accounts is not None)],
        lifespan=lifespan_of(
            answering,
            open_store,
            rules=rules,
            accounts=accounts,
            introspection=introspection,
            documents=documents,
            limits=limits,
            book=book,
            spans=spans,
        ),
    )


async def _explorer(_: Request) -> Response:
    return FileResponse(_STATIC / "index.html", headers={"cache-control": "no-cache"})


async def _operations(_: Request) -> Response:
    body = orjson.dumps([example.as_json() for example in operations()])
    return Response(body, media_type="application/json")


_EXPLORER: Final = (
    Route("/", _explorer),
    Route("/operations.json", _operations),
    Mount("/static", StaticFiles(directory=_STATIC)),
)
