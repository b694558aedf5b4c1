"""Preparing documents (查询准备): parsed, validated and measured once, then kept."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

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

from server.limits import LIMITS, Limits, brackets, depth_of, over_limit
from server.notices import Asked, guarded_fields

__all__ = ["Prepared", "Preparer"]

_RULES: Final = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
_SUGGESTION: Final = re.compile(r" Did you mean .*\?", re.DOTALL)
_KEPT: Final = 512
_KEPT_LENGTH: Final = 20_000
"""Longest document that is kept [characters]; what is rare and long is read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document ready to be executed (已备查询), or why it is not.

    Attributes:
        document: The document; None where it is no GraphQL.
        errors: What is wrong with it.
        guarded: Fields it asks for that are kept from some callers.
        depth: Fields within fields, in its deepest operation; 0 where it is not valid.
    """

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()
    guarded: tuple[Asked, ...] = ()
    depth: int = 0

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the operation of that name, or the only one; None if that is not clear."""
        if self.document is None:
            return None
        found = [
            node
            for node in self.document.definitions
            if isinstance(node, OperationDefinitionNode)
            and (name is None or (node.name is not None and node.name.value == name))
        ]
        return found[0] if len(found) == 1 else None


class Preparer:
    """Prepares the documents of one schema (查询准备器)."""

    def __init__(
        self, schema: GraphQLSchema, limits: Limits = LIMITS, *, introspection: bool = True
    ) -> None:
        self._schema = schema
        self._introspection = introspection
        self._rules = _RULES if introspection else (*_RULES, NoSchemaIntrospectionCustomRule)
        self._limits = limits
        self._kept = lru_cache(maxsize=_KEPT)(self._prepare)

    def prepare(self, text: str) -> Prepared:
        """Return a document parsed, validated and within the limits, or why it is not."""
        return self._kept(text) if len(text) <= _KEPT_LENGTH else self._prepare(text)

    def _prepare(self, text: str) -> Prepared:
        if (depth := brackets(text)) > self._limits.nesting:
            return Prepared(document=None, errors=(_too_nested(depth, self._limits.nesting),))
        try:
            document = parse(text, max_tokens=self._limits.tokens)
        except GraphQLError as error:
            return Prepared(document=None, errors=(_coded(error, "GRAPHQL_PARSE_FAILED"),))
        found = validate(self._schema, document, self._rules)
        if not self._introspection:
            found = [_unsuggesting(error) for error in found]
        errors = [_coded(error, "GRAPHQL_VALIDATION_FAILED") for error in found]
        errors = errors or over_limit(document, self._limits)
        return Prepared(
            document=document,
            errors=tuple(errors),
            guarded=() if errors else guarded_fields(self._schema, document),
            depth=0 if errors else depth_of(document),
        )


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {**(error.extensions or {}), "code": code}
    return error


def _unsuggesting(error: GraphQLError) -> GraphQLError:
    """Return an error without the names that the schema has instead."""
    message = _SUGGESTION.sub("", error.message)
    return GraphQLError(message, error.nodes, extensions=error.extensions)


def _too_nested(asked: int, limit: int) -> GraphQLError:
    zh = f"查询超出限额：括号嵌套为 {asked} 层，上限 {limit}；请缩小查询。"
    en = f"The query nests brackets {asked} deep; at most {limit} are allowed. Ask for less."
    said = {"code": "QUERY_TOO_LARGE", "zh": zh, "en": en}
    told = {"measure": "nesting", "limit": limit, "asked": asked}
    return GraphQLError(f"{zh} / {en}", extensions={**said, **told})
