"""Executing operations (查询执行): a request in, the response as plain data out."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from inspect import isawaitable
from typing import Any, Final

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    execute,
    subscribe,
)
from strawberry import Schema

from graph.errors import CustodyError
from graph.responsibility.rules import Rule
from graph.store.port import Store
from schema.caller import Caller
from schema.context import Context, Loading
from schema.execution import PassThrough
from schema.straight import query_of
from server.contexts import Contexts
from server.documents import Documents
from server.forms import Answer, headings, title_of
from server.intake import Intake
from server.limits import LIMITS, Limits
from server.notices import notices_for
from server.preparing import Prepared
from server.presenting import internal_error, presented
from server.requests import Described, Outcome, Request
from server.turns import Turns

__all__ = ["Described", "Executor", "Outcome", "Request"]

_LOG: Final = logging.getLogger("custody.server")


class Executor:
    """Executes operations over one store (执行器).

    Attributes:
        intake: What tells of requests before they are executed.
    """

    def __init__(
        self,
        schema: Schema,
        store: Store,
        *,
        rules: tuple[Rule, ...] | None = None,
        introspection: bool = True,
        documents: Documents | None = None,
        limits: Limits = LIMITS,
        loading: Loading | None = None,
        turns: Turns | None = None,
    ) -> None:
        self._turns, self._limits = turns or Turns(), limits
        self._schema = schema._schema  # noqa: SLF001 - Strawberry offers no public way to it
        self._quiet = not introspection
        self._contexts = Contexts(store, rules, loading)
        self.intake: Final = Intake(
            self._schema, limits, documents or Documents(), introspection=introspection
        )

    def _told(self, outcome: Outcome, prepared: Prepared, request: Request) -> Outcome:
        """Return an outcome that tells its cost, if that was asked."""
        if not request.priced:
            return outcome
        cost = prepared.cost(request.operation, request.variables)
        return outcome.extended(cost={"asked": cost, "limit": self._limits.cost})

    def answer(self, request: Request, outcome: Outcome) -> Answer:
        """Return what a request that had no errors was answered, with what its fields are called.

        Raises:
            FormError: If the answer says only why there is none.
        """
        prepared = self.intake.prepared(request)
        operation = prepared.operation(request.operation)
        if prepared.document is None or operation is None:
            raise RuntimeError(request.query)  # it was executed, so that it is clear
        name = operation.name.value if operation.name else ""
        notices = outcome.response.get("extensions", {}).get("notices", [])
        return Answer(
            title=title_of(self.intake.text(request) or "") or name,
            name=name,
            data=outcome.response["data"],
            headings=headings(self._schema, prepared.document, operation),
            withheld=tuple((notice["zh"], notice["en"]) for notice in notices),
        )

    async def execute(self, request: Request, caller: Caller | None = None) -> Outcome:
        """Execute a request of a caller; whatever happens is in its outcome.

        Without a caller everything is answered: nobody but this machine can ask then.
        """
        prepared = self.intake.prepared(request)
        refused = self.intake.unanswerable(prepared, request)
        if refused or prepared.document is None:
            return Outcome(response={"errors": presented(refused, request.id)}, executed=False)
        try:
            async with self._turns.taken():
                context = await self._contexts.given_to(
                    caller, changes=self.intake.changes(request)
                )
                result = await self._result(prepared, prepared.document, request, context)
        except CustodyError as error:
            said = GraphQLError(error.zh, original_error=error)
            return Outcome(response={"errors": presented([said], request.id)}, executed=True)
        except Exception:  # noqa: BLE001 - nothing unforeseen may reach the client; the log tells
            _LOG.exception("request %s failed", request.id)
            return Outcome(response={"errors": [internal_error(request.id)]}, executed=True)
        outcome = self._told(_outcome(result, request.id), prepared, request)
        notices = notices_for(caller, prepared.guarded) if caller else []
        return outcome.extended(notices=notices) if outcome.executed and notices else outcome

    async def _result(
        self, prepared: Prepared, document: DocumentNode, request: Request, context: Context
    ) -> ExecutionResult:
        """Answer straight what can be, and let the executor answer the rest."""
        operation, variables = prepared.operation(request.operation), request.variables
        query = operation and self._contexts.plans.whole(
            operation, variables, lambda: query_of(self._schema, document, operation, variables)
        )
        if query and query.roots is not None:
            return await query.answer(context)
        found = execute(
            self._schema,
            document,
            context_value=context,
            variable_values=dict(variables),
            operation_name=request.operation,
            executor_class=PassThrough,
            hide_suggestions=self._quiet,
        )
        return await found if isawaitable(found) else found

    async def subscribe(
        self, request: Request, caller: Caller | None = None
    ) -> AsyncGenerator[Outcome]:
        """Yield what comes of a subscription of a caller; a request at fault is the only outcome.

        Every event is read as the caller may see it then.
        """
        prepared = self.intake.prepared(request)
        refused = self.intake.refused(prepared, request)
        if refused or prepared.document is None:
            errors = presented(refused, request.id)
            yield Outcome(response={"errors": errors}, executed=False)
            return
        notices = notices_for(caller, prepared.guarded) if caller else []
        try:
            found = subscribe(
                self._schema,
                prepared.document,
                context_value=self._contexts.following(caller),
                variable_values=dict(request.variables),
                operation_name=request.operation,
                executor_class=PassThrough,
                hide_suggestions=self._quiet,
            )
            results = await found if isawaitable(found) else found
            if isinstance(results, ExecutionResult):
                yield _outcome(results, request.id)
                return
            async with aclosing(results) as events:  # type: ignore[type-var]  # it is a generator
                async for result in events:
                    outcome = self._told(_outcome(result, request.id), prepared, request)
                    yield outcome.extended(notices=notices) if notices else outcome
        except CustodyError as error:
            said = GraphQLError(error.zh, original_error=error)
            yield Outcome(response={"errors": presented([said], request.id)}, executed=False)
        except Exception:  # noqa: BLE001 - as above
            _LOG.exception("request %s failed", request.id)
            yield Outcome(response={"errors": [internal_error(request.id)]}, executed=False)


def _outcome(result: ExecutionResult, request_id: str) -> Outcome:
    errors = result.errors or []
    if errors and result.data is None and not any(error.path for error in errors):
        return Outcome(response={"errors": presented(errors, request_id)}, executed=False)
    response: dict[str, Any] = {"data": result.data}
    if errors:
        response = {"errors": presented(errors, request_id), **response}
    return Outcome(response=response, executed=True)
