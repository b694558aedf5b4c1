"""Intake of requests (查询受理): what each asks, what it costs, and why it may not be executed."""

from typing import Final

from graphql import FieldNode, GraphQLError, GraphQLSchema, OperationType

from server.caching import asks_of_the_past
from server.documents import Documents
from server.limits import Limits
from server.overruns import too_costly
from server.preparing import Prepared, Preparer
from server.presenting import not_streamed
from server.requests import Described, Request
from server.unlisted import unknown, untrusted

__all__ = ["Intake"]

_UNKNOWN: Final = "(unknown)"


class Intake:
    """Tells of requests before they are executed (受理).

    Args:
        schema: What may be asked.
        limits: How much of it.
        documents: Documents that may be asked for by id, and whether no other is run.
        introspection: Whether the schema itself may be asked for.
    """

    def __init__(
        self, schema: GraphQLSchema, limits: Limits, documents: Documents, *, introspection: bool
    ) -> None:
        self._schema, self._limits, self._documents = schema, limits, documents
        self._preparer = Preparer(schema, limits, introspection=introspection)

    def changes(self, request: Request) -> bool:
        """Tell whether a request would change something, or cannot be told to be a query."""
        operation = self.prepared(request).operation(request.operation)
        return operation is not None and operation.operation is not OperationType.QUERY

    def text(self, request: Request) -> str | None:
        """Return the document of a request; None if it names one that is not known."""
        if request.query or request.document is None:
            return request.query
        return self._documents.text(request.document)

    def prepared(self, request: Request) -> Prepared:
        """Return the document of a request made ready, or why it is not run."""
        text = self.text(request)
        if text is None:
            return Prepared(document=None, errors=(unknown(request.document or ""),))
        if not self._documents.allows(text):
            return Prepared(document=None, errors=(untrusted(),))
        return self._preparer.prepare(text)

    def described(self, request: Request) -> Described:
        """Return the name of the operation of a request, how deep it is and what it costs."""
        prepared = self.prepared(request)
        operation = None if prepared.errors else prepared.operation(request.operation)
        name = operation.name.value if operation and operation.name else None
        cost = prepared.cost(request.operation, request.variables)
        kind = operation.operation.value if operation else None
        return Described(name=name, kind=kind, depth=prepared.depth, cost=cost)

    def refused(self, prepared: Prepared, request: Request) -> list[GraphQLError]:
        """Return why a request is not executed; nothing if it is."""
        if prepared.errors:
            return list(prepared.errors)
        dear = too_costly(prepared.cost(request.operation, request.variables), self._limits.cost)
        return [dear] if dear else []

    def unanswerable(self, prepared: Prepared, request: Request) -> list[GraphQLError]:
        """Return why a request has no single answer; nothing if it has one."""
        refused = self.refused(prepared, request)
        if refused or self.subscribed(request) is None:
            return refused
        return [not_streamed()]

    def charge(self, request: Request) -> int:
        """Return what a request takes of an allowance; nothing if it is not executed."""
        prepared = self.prepared(request)
        if self.refused(prepared, request):
            return 0
        return prepared.cost(request.operation, request.variables)

    def is_of_the_past(self, request: Request) -> bool:
        """Tell whether a request is a query of a point that lies behind us."""
        prepared = self.prepared(request)
        operation = None if prepared.errors else prepared.operation(request.operation)
        if operation is None or operation.operation is not OperationType.QUERY:
            return False
        return asks_of_the_past(operation, request.variables)

    def subscribed(self, request: Request) -> str | None:
        """Return the field that a request subscribes to; None if it is no subscription."""
        operation = self.prepared(request).operation(request.operation)
        if operation is None or operation.operation is not OperationType.SUBSCRIPTION:
            return None
        first = next(iter(operation.selection_set.selections), None)
        name = first.name.value if isinstance(first, FieldNode) else ""
        kind = self._schema.subscription_type
        return name if kind and name in kind.fields else _UNKNOWN
