"""Preparing documents (查询准备): parsed, validated and measured once, then kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from graph.store.keeping import Kept
from schema.planning import LONGEST
from server.costing import Bill, bills
from server.limits import LIMITS, Limits
from server.nesting import brackets
from server.notices import Asked, guarded_fields
from server.overruns import exceeded
from server.sizes import depth_of, over_limit, repeats

__all__ = ["Prepared", "Preparer"]

_RULES: Final = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
_CUT: Final = "tokens. Parsing aborted."
_KEPT: Final = 500_000
"""Length of all documents that are kept [characters]; each takes some 60 to 280 B as it is kept."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A document ready to be executed (已备查询), or why it is not.

    Attributes:
        document: The document; None where it is no GraphQL.
        errors: What is wrong with it.
        guarded: Fields it asks for that are kept from some callers.
        depth: Fields within fields, in its deepest operation; 0 where it is not valid.
        bills: What each of its operations costs, by name; none where it is not valid.
    """

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()
    guarded: tuple[Asked, ...] = ()
    depth: int = 0
    bills: Mapping[str | None, Bill] = field(default_factory=dict)

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the operation of that name, or the only one; None if that is not clear."""
        return self._operations.get(name)

    @cached_property
    def _operations(self) -> Mapping[str | None, OperationDefinitionNode]:
        """Operations whose name is theirs alone; under None the only one."""
        nodes = self.document.definitions if self.document else ()
        found = [node for node in nodes if isinstance(node, OperationDefinitionNode)]
        often = Counter(node.name.value for node in found if node.name)
        named: dict[str | None, OperationDefinitionNode] = {
            node.name.value: node for node in found if node.name and often[node.name.value] == 1
        }
        if len(found) == 1:
            named[None] = found[0]
        return named

    def cost(self, name: str | None, variables: Mapping[str, Any]) -> int:
        """Return what an operation may cost with these variables; 0 if it is not clear which."""
        operation = self.operation(name)
        if operation is None:
            return 0
        bill = self.bills.get(operation.name.value if operation.name else None)
        return bill.cost(variables) if bill else 0


class Preparer:
    """Prepares the documents of one schema (查询准备器)."""

    def __init__(
        self, schema: GraphQLSchema, limits: Limits = LIMITS, *, introspection: bool = True
    ) -> None:
        self._schema = schema
        self._introspection = introspection
        self._rules = _RULES if introspection else (*_RULES, NoSchemaIntrospectionCustomRule)
        self._limits = limits
        self._kept: Kept[str, Prepared] = Kept(_KEPT)

    def prepare(self, text: str) -> Prepared:
        """Return a document parsed, validated and within the limits, or why it is not."""
        found = self._kept.get(text)
        if found is None:
            found = self._prepare(text)
            self._kept.keep(text, found, len(text) if len(text) <= LONGEST else _KEPT + 1)
        return found

    def _prepare(self, text: str) -> Prepared:
        limits = self._limits
        nested = exceeded("brackets within brackets", brackets(text), limits.nesting)
        if nested is not None:
            return Prepared(document=None, errors=(nested,))
        try:
            document = parse(text, max_tokens=limits.tokens)
        except GraphQLError as error:
            # Reading stops there, so that nobody knows how many there are.
            many = exceeded("tokens", limits.tokens + 1, limits.tokens)
            cut = many if many is not None and _CUT in error.message else None
            # Its traceback would keep the parser, and every token that it read.
            refused = cut or _coded(error.with_traceback(None), "GRAPHQL_PARSE_FAILED")
            return Prepared(document=None, errors=(refused,))
        often = exceeded("repeats", repeats(document), limits.repeats)
        if often is not None:  # validation would take the square of that
            return Prepared(document=document, errors=(often,))
        quiet = not self._introspection
        found = validate(self._schema, document, self._rules, hide_suggestions=quiet)
        errors = [_coded(error, "GRAPHQL_VALIDATION_FAILED") for error in found]
        errors = errors or over_limit(document, limits)
        return Prepared(
            document=document,
            errors=tuple(errors),
            guarded=() if errors else guarded_fields(self._schema, document),
            depth=0 if errors else depth_of(document),
            bills={} if errors else bills(self._schema, document),
        )


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {**(error.extensions or {}), "code": code}
    return error
