"""Life of the application (生命周期): it holds one open store from its start to its end."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    nullcontext,
)
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from strawberry import Schema

from graph.responsibility.rules import Rule
from graph.store.port import Store
from graph.store.remembering import remembering
from schema.context import Loading
from server.accounts import Accounts
from server.corrections import Corrections
from server.documents import Documents
from server.executing import Executor
from server.limits import LIMITS, Limits
from server.live.admission import Admission
from server.live.allowance import Allowance
from server.metrics import Metrics
from server.spans import Spans
from server.verifying import Verifier

__all__ = ["OpenStore", "lifespan_of"]

OpenStore = Callable[[], AbstractAsyncContextManager[Store]]
"""Opens the store that the application works on, and closes it."""


def lifespan_of(
    schema: Schema,
    open_store: OpenStore,
    *,
    rules: tuple[Rule, ...] | None = None,
    accounts: Accounts | None = None,
    introspection: bool = True,
    documents: Documents | None = None,
    limits: Limits = LIMITS,
    book: Path | None = None,
    spans: Spans | None = None,
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """Return the lifespan of an application over this store."""
    verifier = Verifier(accounts) if accounts else None

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with open_store() as store:
            app.state.store = store
            app.state.executor = Executor(
                schema,
                remembering(store),
                rules=rules,
                introspection=introspection,
                documents=documents,
                limits=limits,
                loading=Loading(partial(Corrections, book)),
            )
            app.state.limits = limits
            app.state.verifier = verifier
            app.state.metrics = metrics = Metrics(spans)
            app.state.live = Admission(metrics, allowance=Allowance(limits.rate))
            with store.observe(metrics.observer), _traced(store, spans):
                yield
            if spans is not None:
                await asyncio.to_thread(spans.close)

    return lifespan


def _traced(store: Store, spans: Spans | None) -> AbstractContextManager[None]:
    """Return what tells of the statements of a store as spans while it is open."""
    return store.observe(spans.observer) if spans is not None else nullcontext()
