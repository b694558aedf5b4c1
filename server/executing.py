"""Executing operations (查询执行): a request in, the response as plain data out."""

import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from inspect import isawaitable
from typing import Any, Final

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    OperationType,
    execute,
    subscribe,
)
from strawberry import Schema

from graph.errors import CustodyError
from graph.responsibility.rulebook import rulebook
from graph.responsibility.rules import Rule
from graph.store.guarding import Guard
from graph.store.port import Store
from schema.caller import Caller
from schema.computed import Computed
from schema.context import Context, Loading
from schema.execution import PassThrough
from schema.planning import Plans
from schema.questions.readings import Readings
from schema.questions.surveys import Surveys
from schema.straight import query_of
from schema.subscriptions.feed import Feeds
from server.caching import asks_of_the_past
from server.documents import Documents
from server.forms import Answer, headings, title_of
from server.limits import LIMITS, Limits
from server.notices import notices_for
from server.overruns import too_costly
from server.preparing import Prepared, Preparer
from server.presenting import internal_error, not_streamed, presented
from server.turns import Turns
from server.unlisted import unknown, untrusted

__all__ = ["Described", "Executor", "Outcome", "Request"]

_LOG: Final = logging.getLogger("custody.server")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GraphQL request (查询请求).

    Attributes:
        query: The document; empty where only its id is given.
        variables: Values of its variables.
        operation: Which of its operations; None for the only one.
        id: Number under which the log knows it.
        document: Id of the document, which goes for one that is empty.
        priced: Whether the answer is to tell what it costs, under `extensions`.
    """

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation: str | None = None
    id: str = "-"
    document: str | None = None
    priced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is known of a request before it is executed (请求概况).

    Attributes:
        name: Name of its operation; None if it has none or is not valid.
        kind: What it is, as ``query``; None if that is not clear.
        depth: Fields within fields.
        cost: What it may cost.
    """

    name: str | None
    kind: str | None
    depth: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a request (查询结果).

    Attributes:
        response: The response, as plain data.
        executed: Whether it was executed, however that ended; else the request is at fault.
    """

    response: Mapping[str, Any]
    executed: bool


class Executor:
    """Executes operations over one store (执行器)."""

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
        self._turns = turns or Turns()
        self._limits, self._loading = limits, loading or Loading()
        self._documents = documents or Documents()
        self._schema = schema._schema  # noqa: SLF001 - Strawberry offers no public way to it
        self._preparer = Preparer(self._schema, limits, introspection=introspection)
        self._quiet = not introspection
        self._store, self._guard, self._feeds = store, Guard(store), Feeds(store)
        self._rules = rulebook() if rules is None else rules
        self._surveys, self._readings, self._plans = Surveys(), Readings(), Plans()
        self._computed = Computed()

    def changes(self, request: Request) -> bool:
        """Tell whether a request would change something, or cannot be told to be a query."""
        operation = self._prepared(request).operation(request.operation)
        return operation is not None and operation.operation is not OperationType.QUERY

    def _text(self, request: Request) -> str | None:
        """Return the document of a request; None if it names one that is not known."""
        if request.query or request.document is None:
            return request.query
        return self._documents.text(request.document)

    def _prepared(self, request: Request) -> Prepared:
        """Return the document of a request made ready, or why it is not run."""
        text = self._text(request)
        if text is None:
            return Prepared(document=None, errors=(unknown(request.document or ""),))
        if not self._documents.allows(text):
            return Prepared(document=None, errors=(untrusted(),))
        return self._preparer.prepare(text)

    async def _context(self, caller: Caller | None, *, changes: bool) -> Context:
        """Return what resolvers may use for a caller, by their rights of now.

        What a change brings about is new, and has its keys only afterwards.
        """
        if caller is None:
            return self._given(self._store)
        if changes:
            return replace(self._following(caller), records=self._store)
        bound = await self._guard.bound(caller.scopes, personal=caller.personal)
        return replace(self._given(bound), caller=caller, records=self._store)

    def _following(self, caller: Caller | None) -> Context:
        """Return what subscriptions may use for a caller, by their rights at each read."""
        if caller is None:
            return replace(self._given(self._store), surveys=None, readings=None, feeds=self._feeds)
        store = self._guard.following(caller.scopes, personal=caller.personal)
        return replace(
            self._given(store), surveys=None, readings=None, caller=caller, feeds=self._feeds
        )

    def _given(self, store: Store) -> Context:
        """Return what every resolver may use beside a store."""
        return Context(
            store,
            self._rules,
            surveys=self._surveys,
            readings=self._readings,
            plans=self._plans,
            computed=self._computed,
            loading=self._loading,
        )

    def described(self, request: Request) -> Described:
        """Return the name of the operation of a request, how deep it is and what it costs."""
        prepared = self._prepared(request)
        operation = None if prepared.errors else prepared.operation(request.operation)
        name = operation.name.value if operation and operation.name else None
        cost = prepared.cost(request.operation, request.variables)
        kind = operation.operation.value if operation else None
        return Described(name=name, kind=kind, depth=prepared.depth, cost=cost)

    def _refused(self, prepared: Prepared, request: Request) -> list[GraphQLError]:
        """Return why a request is not executed; nothing if it is."""
        if prepared.errors:
            return list(prepared.errors)
        cost = prepared.cost(request.operation, request.variables)
        dear = too_costly(cost, self._limits.cost)
        return [dear] if dear else []

    def _unanswerable(self, prepared: Prepared, request: Request) -> list[GraphQLError]:
        """Return why a request has no single answer; nothing if it has one."""
        refused = self._refused(prepared, request)
        if refused or self.subscribed(request) is None:
            return refused
        return [not_streamed()]

    def charge(self, request: Request) -> int:
        """Return what a request takes of an allowance; nothing if it is not executed."""
        prepared = self._prepared(request)
        if self._refused(prepared, request):
            return 0
        return prepared.cost(request.operation, request.variables)

    def _told(self, outcome: Outcome, prepared: Prepared, request: Request) -> Outcome:
        """Return an outcome that tells its cost, if that was asked."""
        if not request.priced:
            return outcome
        cost = prepared.cost(request.operation, request.variables)
        return _extended(outcome, cost={"asked": cost, "limit": self._limits.cost})

    def is_of_the_past(self, request: Request) -> bool:
        """Tell whether a request is a query of a point that lies behind us."""
        prepared = self._prepared(request)
        operation = None if prepared.errors else prepared.operation(request.operation)
        if operation is None or operation.operation is not OperationType.QUERY:
            return False
        return asks_of_the_past(operation, request.variables)

    def answer(self, request: Request, outcome: Outcome) -> Answer:
        """Return what a request that had no errors was answered, with what its fields are called.

        Raises:
            FormError: If the answer says only why there is none.
        """
        prepared = self._prepared(request)
        operation = prepared.operation(request.operation)
        if prepared.document is None or operation is None:
            raise RuntimeError(request.query)  # it was executed, so that it is clear
        name = operation.name.value if operation.name else ""
        notices = outcome.response.get("extensions", {}).get("notices", [])
        return Answer(
            title=title_of(self._text(request) or "") or name,
            name=name,
            data=outcome.response["data"],
            headings=headings(self._schema, prepared.document, operation),
            withheld=tuple((notice["zh"], notice["en"]) for notice in notices),
        )

    async def execute(self, request: Request, caller: Caller | None = None) -> Outcome:
        """Execute a request of a caller; whatever happens is in its outcome.

        Without a caller everything is answered: nobody but this machine can ask then.
        """
        prepared = self._prepared(request)
        refused = self._unanswerable(prepared, request)
        if refused or prepared.document is None:
            return Outcome(response={"errors": presented(refused, request.id)}, executed=False)
        try:
            async with self._turns.taken():
                context = await self._context(caller, changes=self.changes(request))
                result = await self._result(prepared, prepared.document, request, context)
        except CustodyError as error:
            said = GraphQLError(error.zh, original_error=error)
            return Outcome(response={"errors": presented([said], request.id)}, executed=True)
        except Exception:  # noqa: BLE001 - nothing unforeseen may reach the client; the log tells
            _LOG.exception("request %s failed", request.id)
            return Outcome(response={"errors": [internal_error(request.id)]}, executed=True)
        outcome = self._told(_outcome(result, request.id), prepared, request)
        notices = notices_for(caller, prepared.guarded) if caller else []
        return _noticed(outcome, notices) if outcome.executed and notices else outcome

    async def _result(
        self, prepared: Prepared, document: DocumentNode, request: Request, context: Context
    ) -> ExecutionResult:
        """Answer straight what can be, and let the executor answer the rest."""
        operation, variables = prepared.operation(request.operation), request.variables
        query = operation and self._plans.whole(
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

    def subscribed(self, request: Request) -> str | None:
        """Return the field that a request subscribes to; None if it is no subscription."""
        operation = self._prepared(request).operation(request.operation)
        if operation is None or operation.operation is not OperationType.SUBSCRIPTION:
            return None
        first = next(iter(operation.selection_set.selections), None)
        name = first.name.value if isinstance(first, FieldNode) else ""
        kind = self._schema.subscription_type
        return name if kind and name in kind.fields else "(unknown)"

    async def subscribe(
        self, request: Request, caller: Caller | None = None
    ) -> AsyncGenerator[Outcome]:
        """Yield what comes of a subscription of a caller; a request at fault is the only outcome.

        Every event is read as the caller may see it then.
        """
        prepared = self._prepared(request)
        refused = self._refused(prepared, request)
        if refused or prepared.document is None:
            errors = presented(refused, request.id)
            yield Outcome(response={"errors": errors}, executed=False)
            return
        notices = notices_for(caller, prepared.guarded) if caller else []
        try:
            found = subscribe(
                self._schema,
                prepared.document,
                context_value=self._following(caller),
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
                    yield _noticed(outcome, notices) if notices else outcome
        except CustodyError as error:
            said = GraphQLError(error.zh, original_error=error)
            yield Outcome(response={"errors": presented([said], request.id)}, executed=False)
        except Exception:  # noqa: BLE001 - as above
            _LOG.exception("request %s failed", request.id)
            yield Outcome(response={"errors": [internal_error(request.id)]}, executed=False)


def _noticed(outcome: Outcome, notices: list[dict[str, Any]]) -> Outcome:
    """Return an outcome that says what was withheld."""
    return _extended(outcome, notices=notices)


def _extended(outcome: Outcome, **more: Any) -> Outcome:
    """Return an outcome with more beside its data."""
    extensions = {**outcome.response.get("extensions", {}), **more}
    return replace(outcome, response={**outcome.response, "extensions": extensions})


def _outcome(result: ExecutionResult, request_id: str) -> Outcome:
    errors = result.errors or []
    if errors and result.data is None and not any(error.path for error in errors):
        return Outcome(response={"errors": presented(errors, request_id)}, executed=False)
    response: dict[str, Any] = {"data": result.data}
    if errors:
        response = {"errors": presented(errors, request_id), **response}
    return Outcome(response=response, executed=True)
