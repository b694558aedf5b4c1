"""Straight answers (直答): the root fields of a query are called at once, without the executor.

Up to the call of a resolver everything depends on the document and the variables alone: coerced
values, collected fields, converted arguments, plans. It is read once and kept with the plans; what
the executor of graphql-core does again for each request takes longer than a small statement.
Whatever a root field gives has the shape of the response already (`schema.execution`), so nothing
is left to complete. Introspection, changes, subscriptions, and values that are at fault are left to
the executor, which says so in its own words.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_variable_values,
    located_error,
)
from strawberry import Schema
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from schema.asked import Asked, asked_at_root
from schema.context import Context
from schema.execution import SHAPED, Shaped
from schema.planning import Plan

__all__ = ["Query", "Straight", "query_of"]

_DECLARED: Final = "strawberry-definition"
"""Under which Strawberry tells what a schema and a field were made from."""


@dataclass(frozen=True, slots=True)
class Straight:
    """What a resolver is told that is called straight (直答请求), in place of its `info`.

    Attributes:
        context: What it may use.
        plan: What was asked below its root field.
    """

    context: Context
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Root:
    """A root field with its arguments, ready to be called.

    Attributes:
        plan: What is asked of it; of `__typename`, which has no resolver, its name to answer with.
        required: Whether the schema promises a value.
        resolve: Its resolver; None for `__typename`.
        given: Arguments as the resolver takes them.
    """

    plan: Plan
    required: bool
    resolve: Callable[..., Any] | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    async def call(self, context: Context) -> "_Called":
        """Return the value of the field, or what went wrong."""
        if self.resolve is None:
            return _Called("Query")
        try:
            found = await self.resolve(info=Straight(context, self.plan), **self.given)
            return _Called(_value(found, self))
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to this field
            located = located_error(error, self.plan.nodes, [self.plan.asked.key])
        return _Called(None, error=located, ends=self.required)


@dataclass(frozen=True, slots=True)
class _Called:
    """What the call of a root field came to.

    Attributes:
        value: As the response shows it.
        error: What went wrong.
        ends: Whether the schema promises a value where there is none, so that there is no data.
    """

    value: Any
    error: GraphQLError | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its variables, ready to be answered (已备直答).

    Attributes:
        operation: The query; held, so that its identity is no other's.
        roots: Its root fields; None if the executor has to answer it.
    """

    operation: OperationDefinitionNode
    roots: "tuple[_Root, ...] | None"

    @property
    def plans(self) -> Sequence[Plan]:
        """What is asked of each root field."""
        return [root.plan for root in self.roots or ()]

    async def answer(self, context: Context) -> ExecutionResult:
        """Call all root fields at the same time, and return what came of it."""
        roots = self.roots or ()
        calls = [root.call(context) for root in roots]
        called = [await calls[0]] if len(calls) == 1 else await _together(calls)
        errors = [one.error for one in called if one.error]
        if called and called[-1].ends:
            return ExecutionResult(None, errors)
        values = [one.value for one in called]
        data = {root.plan.asked.key: value for root, value in zip(roots, values, strict=True)}
        return ExecutionResult(data, errors or None)


def query_of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Query:
    """Return an operation of a valid document, ready to be answered straight if it can be."""
    coerced = get_variable_values(
        schema, operation.variable_definitions or (), dict(variables), max_errors=1
    )
    if operation.operation is not OperationType.QUERY or isinstance(coerced, list):
        return Query(operation, None)
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    try:
        asked = asked_at_root(schema, fragments, operation, coerced.coerced)
    except GraphQLError:
        return Query(operation, None)
    roots = [_root(schema, nodes, one) for nodes, one in asked or ()]
    ready = tuple(root for root in roots if root is not None)
    return Query(operation, ready if asked is not None and len(ready) == len(roots) else None)


async def _together(calls: Sequence[Coroutine[Any, Any, _Called]]) -> list[_Called]:
    """Return what calls made at the same time came to, up to one that ends the answer.

    If several would, it is the one that graphql-core tells of: the first in the document that
    fails without waiting, which ends all others at once. What fails later depends there on which
    answer comes first. Here it is the first in the document whatever comes first: one that fails
    ends those behind it at once, and those before it are waited for, since they might fail too.
    """
    tasks = [asyncio.ensure_future(call) for call in calls]
    try:
        await asyncio.sleep(0)  # each has begun
        at_once = any(map(_ends, tasks))
        kept = [task for task in _up_to_end(tasks) if task.done() or not at_once]
        while pending := [task for task in kept if not task.done()]:
            await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            kept = _up_to_end(kept)
        return [task.result() for task in kept]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _up_to_end(tasks: list["asyncio.Task[_Called]"]) -> list["asyncio.Task[_Called]"]:
    """Return tasks up to the first that ends the answer; those behind it are not done further."""
    end = next((k for k, task in enumerate(tasks, 1) if _ends(task)), len(tasks))
    for task in tasks[end:]:
        task.cancel()
    return tasks[:end]


def _ends(task: "asyncio.Task[_Called]") -> bool:
    return task.done() and task.result().ends


def _root(schema: GraphQLSchema, nodes: list[FieldNode], asked: Asked) -> _Root | None:
    """Return a root field, ready to be called; None if what it gives may have to be completed."""
    plan = Plan(asked, nodes)
    if asked.name == "__typename":
        return _Root(plan=plan, required=True)
    declared = schema.query_type.fields.get(asked.name) if schema.query_type else None
    resolver = _resolver(declared) if declared else None
    made = (schema.extensions or {}).get(_DECLARED)
    if resolver is None or not isinstance(made, Schema):
        return None
    taken, resolve = resolver
    given = convert_arguments(
        dict(asked.arguments),
        taken.arguments,
        scalar_registry=made.schema_converter.scalar_registry,
        config=made.config,
    )
    return _Root(plan=plan, required=asked.required, resolve=resolve, given=given)


def _resolver(declared: GraphQLField) -> tuple[StrawberryField, Callable[..., Any]] | None:
    made = (declared.extensions or {}).get(_DECLARED)
    if not isinstance(made, StrawberryField) or made.base_resolver is None:
        return None
    ours = SHAPED.items() <= made.metadata.items()
    return (made, made.base_resolver) if ours else None


def _value(found: Any, root: _Root) -> Any:
    """Return what a resolver gave, as the response shows it."""
    if isinstance(found, Shaped):
        return found.data
    name = root.plan.asked.name
    if found is not None:
        raise TypeError(f"Query.{name} gave something without the shape of the response")
    if root.required:
        raise TypeError(f"Cannot return null for non-nullable field Query.{name}.")
    return None
